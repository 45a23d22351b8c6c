package claim

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// counted fills Counted, About and Whole of c.
func (p *parser) counted(q *quantity, c *doc.Claim) {
	if last := p.again(q); last != nil {
		c.Counted, c.About, c.Whole = last.Counted, last.About, last.Whole
		return
	}
	switch {
	case q.kind == doc.Age:
		c.Counted = p.aged(q)
	case q.kind == doc.Count && q.unitName == "vote" && q.noun < 0:
		c.Counted, c.About = p.voteNear(q), p.subject(q)
	case q.kind == doc.Ratio && q.noun >= 0: // one acre in four
		c.Counted = p.span(q.nounFirst, q.noun+1)
	case q.listed:
		last := p.lastClaim()
		c.Counted, c.About = last.Counted, last.About
		if !p.isWord(q.first-1, "from") {
			c.About = p.span(p.phraseStart(q.first), q.first)
		}
	case q.ofThem:
		c.Counted, c.About = p.lastClaim().Counted, p.actor(p.span(q.first, q.next))
	case !q.them.Empty():
		c.Counted, c.About, c.Whole = q.them, p.actor(p.span(q.first, q.next)), q.whole
	case q.unitName == "point" && q.kind == doc.Count && (q.n.exp < 0 || q.n.value() >= 100): // of an index
		p.measured(q, c)
	case q.noun >= 0 && !q.hyphen:
		if q.unitName != "time" {
			c.Counted = p.span(q.nounFirst, q.noun+1)
			for k := q.nounFirst + 1; k < q.noun && q.noun >= q.next; k++ {
				if p.isMark(k, possessive) { // two of Ek's deputies
					c.About, c.Counted = p.span(q.nounFirst, k), p.span(k+1, q.noun+1)
				}
			}
		}
		if q.noun >= q.next { // two of the ministers
			c.Whole = p.span(q.afterNumber+1, q.noun+1)
		}
		if !c.About.Empty() {
			break
		}
		if c.About = p.actor(p.span(min(q.first, q.nounFirst), max(q.next, q.noun+1))); c.About.Empty() {
			c.About = p.holder(q)
		}
	case q.kind == doc.Count && q.noun < 0 && q.unitName != "":
		c.Counted = p.ellipsis(q, c.Unit)
	case q.hyphen: // a 20-year sentence, a four-way race
		if end := p.phraseEnd(q.next, 4); end > q.next {
			c.Counted = p.span(q.next, end)
		} else if q.noun >= 0 {
			c.Counted = p.span(q.noun, q.noun+1)
		}
	default:
		p.measured(q, c)
	}
}

// trimmed is a phrase without what it cannot end with, where it was cut ("spoke with
// her two"), and without the number of another claim before it ("1,350,000 votes").
func (p *parser) trimmed(s corpus.Span) corpus.Span {
	first, end := p.itemsOf(s)
	if first >= end || p.items[first].start != s.Start || p.items[end-1].end != s.End {
		return s
	}
	cut := p.at(end-1).kind == wordItem && (p.isWord(end-1, "the", "a", "an", "and", "or", "to") || p.isNumeral(end-1, unitNumeral) && p.is(end-2, det))
	for cut && end > first+1 {
		end--
		cut = p.is(end-1, det|prep|conj)
	}
	if last := p.lastClaim(); last != nil && last.Start == s.Start && last.UnitKind == doc.Count && p.at(first).kind == digitItem {
		for first+1 < end && p.at(first).kind != wordItem {
			first++
		}
	}
	return p.span(first, end)
}

// afterDet is item k, or the one behind it where it is a determiner.
func (p *parser) afterDet(k int) int {
	if p.is(k, det) {
		return k + 1
	}
	return k
}

// isShare reports whether q is a part of a whole.
func (q *quantity) isShare() bool { return q.kind == doc.Percent || q.kind == doc.Ratio }

// measured is counted for what has a unit, or stands alone.
func (p *parser) measured(q *quantity, c *doc.Claim) {
	j := q.next
	if b := p.afterBrackets(j); p.isWord(b, "of") { // 8 miles (13 kilometers) of tunnels
		j = b
	}
	if p.isWord(j, "worth") && p.isWord(j+1, "of") { // $12 billion worth of soybeans
		j++
	}
	if q.isShare() { // "about a third" of the orders
		j = p.afterQuote(j)
	}
	switch of := p.isWord(j, "of"); {
	case of && q.isShare():
		if end := p.phraseEnd(j+1, 7); end > j+1 {
			c.Whole = p.span(j+1, end)
			if p.isWord(end-1, "gdp", "gnp", "output") || p.isWord(end-1, "product") && p.isWord(end-2, "domestic", "national") {
				if c.Counted, c.About = p.measuredBy(p.span(q.first, q.next)); !c.Counted.Empty() && !c.Counted.Overlaps(c.Whole) {
					return
				}
			}
			if p.isWord(end, "on") && p.spent(q) { // spend 2 percent of output on defence
				if more := p.phraseEnd(end+1, 5); more > end+1 && !p.is(more-1, timeNoun|weekday) {
					c.Counted, c.About = p.span(min(p.afterDet(end+1), more-1), more), p.actor(p.span(q.first, q.next))
					return
				}
			}
			first := j + 1
			if p.is(first, det) && first+1 < end {
				first++
			}
			c.Counted = p.span(first, end)
			if c.About = p.holder(q); c.About.Empty() && p.isWord(end-1, "vote", "votes") { // winning 45 percent of the vote
				c.About = p.actor(p.span(q.first, q.next))
			}
			return
		}
	case of && q.kind != doc.Count:
		if end := p.phraseEnd(j+1, 5); end > j+1 && !p.is(end-1, timeNoun) {
			c.Counted = p.span(min(p.afterDet(j+1), end-1), end)
			return
		}
	case q.kind == doc.Duration:
		c.Counted, c.About = p.lasting(q), p.actor(p.span(q.first, q.next))
		if end := p.phraseEnd(j, 3); !q.hyphen && end > j && p.tagged(j, "NN") && q.n.value() != 1 && !strings.HasSuffix(p.wordAt(j-1), "s") { // a 29 year veteran
			c.Counted = p.span(j, end)
		}
		if k := q.modFirst - 1; c.Counted.Empty() && p.isWord(k, "lasted", "lasts", "last", "lasting", "took", "takes", "take", "taking", "ran", "runs", "run") { // an interview that lasted eight hours
			c.Counted, c.About = c.About, corpus.Span{}
		}
		return
	}
	if q.kind == doc.Ratio && q.unitName == "time" && p.is(j, compared) && !p.is(j, det|prep|pron) { // three times faster than
		if c.Counted, c.About = p.measuredBy(p.span(q.first, j+1)); !c.Counted.Empty() {
			return
		}
	}
	if q.kind == doc.Percent && p.isMark(q.modFirst-1, possessive) { // to Trump's 34 percent
		if first := p.phraseStart(q.modFirst - 1); first < q.modFirst-1 {
			c.Counted = p.span(first, q.modFirst-1)
			return
		}
	}
	if (q.kind == doc.Percent || q.kind == doc.Money) && p.is(j, changeNoun|up|down) && p.isWord(j+1, "in") { // a 50 percent hike in oil prices
		first := p.afterDet(j + 2)
		if end := p.phraseEnd(first, 5); end > first && !p.is(end-1, timeNoun|month|weekday) && p.at(first).kind == wordItem {
			c.Counted = p.span(first, end)
			return
		}
	}
	if q.kind == doc.Percent && p.isWord(j, "for") { // 6 percent for Kamala Harris
		if end := p.phraseEnd(j+1, 6); end > j+1 && p.endsName(end) && p.at(end-1).capital {
			c.Counted = p.span(min(p.afterDet(j+1), end-1), end)
			return
		}
	}
	if c.Counted = p.sharedOrWorth(q, j); !c.Counted.Empty() {
		return
	}
	if p.isNumeral(q.number, foldNumeral) { // the rate has doubled; it doubled its budget
		if c.Counted, c.About = p.multiplied(p.span(q.number, q.number+1)); !c.Counted.Empty() {
			return
		}
	}
	if p.isMark(q.modFirst-1, ':') { // Unemployment: 5.1 percent
		if first := p.phraseStart(q.modFirst - 1); first < q.modFirst-1 {
			c.Counted = p.span(first, q.modFirst-1)
			return
		}
	}
	if last := p.claimBefore(); last != nil && q.kind == doc.Money && last.UnitKind == doc.Money && p.isWord(q.modFirst-1, "or") && q.modFirst-p.done <= 2 { // 1.2 billion pesos, or $23 million
		c.Counted, c.About = last.Counted, last.About
		return
	}
	if c.Counted = p.gapped(q); !c.Counted.Empty() {
		return
	}
	if p.levelAfter(q) {
		c.Counted, c.About = p.lastClaim().Counted, p.lastClaim().About
		return
	}
	if c.Counted = p.brought(q); !c.Counted.Empty() {
		return
	}
	beside, isGeneral := p.nounBeside(q)
	if !beside.Empty() && !isGeneral {
		c.Counted, c.About = beside, p.holder(q)
		return
	}
	if s := p.purpose(q); !s.Empty() {
		c.Counted, c.About = s, p.holder(q)
		return
	}
	if c.Counted, c.About = p.exchanged(q); !c.Counted.Empty() {
		return
	}
	if c.Counted, c.About = p.measuredBy(p.span(q.first, q.next)); !c.Counted.Empty() {
		return
	}
	c.Counted = p.subject(q)
	if c.Counted.Empty() {
		c.Counted = beside
	}
	if c.Counted.Empty() && (q.unit != nil || q.kind == doc.Ratio) {
		c.Counted = p.firstSubject(q.modFirst)
	}
}

// gapped is what q is of where the verb is left out: "Air fares dropped 21 percent,
// cellular service 10 percent and furniture 3 percent", "Moffat is on 9 percent and
// Verhoeven on 7". Empty where the sentence does not go on so.
func (p *parser) gapped(q *quantity) corpus.Span {
	last, k := p.claimBefore(), q.modFirst
	if last == nil || p.stage.without&Carried != 0 || last.UnitKind != q.kind || last.HasMax != q.hasMax && q.unit == nil {
		return corpus.Span{}
	}
	if p.isWord(k-1, "on", "by", "at", "with") {
		k--
	}
	first := p.phraseStart(k)
	if first > 1 && p.isMark(first-1, '\'') && strings.HasSuffix(p.wordAt(first-2), "s") { // the Greens' Verhoeven
		first = p.phraseStart(first - 1)
	}
	if first >= k || p.items[first].start < last.End || k-first > 6 {
		return corpus.Span{}
	}
	b := first - 1
	for p.is(b, det) {
		b--
	}
	if !p.isMark(b, ',') && !p.isMark(b, ';') && !p.isWord(b, "and", "while") {
		return corpus.Span{}
	}
	for i := first; i < k; i++ {
		if p.is(i, verb|aux|say|show|level|up|down|timeNoun|month|general) && !p.at(i).capital || p.ed(i) || strings.HasSuffix(p.wordAt(i), "ing") {
			return corpus.Span{}
		}
	}
	return p.span(first, k)
}

// sharedOrWorth is what q, with item j behind it, multiplies, is the price of
// or is a share of, where the words beside it say so.
func (p *parser) sharedOrWorth(q *quantity, j int) corpus.Span {
	if (q.kind == doc.Ratio && q.n.form == fraction || p.isNumeral(q.number, foldNumeral)) && p.is(j, det) && !p.isWord(j, "every", "each") {
		if end := p.phraseEnd(j, 6); end > j+1 { // half the car's range, doubled the level
			return p.span(j+1, end)
		}
	}
	if k := q.modFirst - 1; p.isWord(k, "worth", "totaling", "totalling", "costing") || p.isWord(k, "at") && p.isWord(k-1, "valued") {
		if p.isWord(k, "at") {
			k--
		}
		if first := p.phraseStart(k); first < k { // missile systems worth 4 million
			return p.span(first, k)
		}
	}
	if q.kind == doc.Ratio {
		if first, head := p.nounAfter(j); head >= 0 { // eight of 10 voters
			return p.span(first, head+1)
		}
	}
	if s := p.rival(q); !s.Empty() {
		return s
	}
	switch {
	case (q.kind == doc.Percent || q.kind == doc.Ratio && q.unitName == "") && p.predicate(j) && !p.tagged(j, "NN"):
		return p.span(j, p.clauseEnd(j, 7)) // 46 percent would choose her: the predicate is what they share
	case q.kind == doc.Money && p.is(j, aux) && !p.is(q.modFirst-1, prep) && !p.isWord(q.modFirst, "beyond", "above", "below", "past"):
		return p.span(j, p.clauseEnd(j, 5)) // $30 million was missing
	}
	return corpus.Span{}
}

// brought is the object that is brought to q or changed by it: "raised its
// forecast by 0.1 points", "limit their exports to 7,000 tons".
func (p *parser) brought(q *quantity) corpus.Span {
	k := q.modFirst - 1
	if !p.isWord(k, "by", "to", "from", "at") || p.is(k-1, up|down|verb|adverb) {
		return corpus.Span{}
	}
	first := p.phraseStart(k)
	if first < k && (p.is(first-1, up|down) || p.is(first-1, det) && (p.is(first-2, up|down) || p.ed(first-2) || p.transitive(first-2))) {
		return p.span(first, k)
	}
	return corpus.Span{}
}

// purpose is what money goes to, where the text says that it is spent, given,
// sought or set aside: "spent $3 million on lobbying", "$50 million for the
// expansion of ...". Empty where the money is the level of its subject.
func (p *parser) purpose(q *quantity) corpus.Span {
	if q.kind != doc.Money || p.isWord(q.modFirst, "below", "above", "under", "over", "past", "beyond") && p.is(q.modFirst-1, up|down|adverb) {
		return corpus.Span{} // fall below $100 billion on present policies
	}
	for k := q.modFirst - 1; k >= max(0, q.modFirst-4); k-- {
		if p.is(k, notSpent) {
			return corpus.Span{}
		}
		if p.at(k).kind == markItem {
			break
		}
	}
	j := q.next
	if p.isWord(j, "or") || p.isMark(j, ',') && p.isWord(j+1, "or") { // 1.2 billion pesos, or $23 million, on seedlings
		for k := j + 1; k < j+8; k++ {
			if p.isMark(k, ',') {
				j = k + 1
				break
			}
		}
	}
	j = p.afterBrackets(j)
	if p.at(j).kind == markItem && (p.at(j).mark == '-' || p.at(j).mark == '—') && !p.at(j).glued && p.isWord(j+1, "for") { // $500,000 - for the tunnel
		j++
	}
	if !p.isWord(j, "for", "on", "toward", "towards", "into") && !(p.isWord(j, "to") && p.spent(q)) {
		return corpus.Span{}
	}
	end := p.phraseEnd(j+1, 6)
	if p.isWord(end, "of") {
		end = max(end, p.phraseEnd(end+1, 4))
	}
	if end <= j+1 || p.is(end-1, timeNoun) || p.at(j+1).kind != wordItem || p.is(j+1, weekday|month) || p.at(j+1).num >= 0 && !p.isNumeral(j+1, article) {
		return corpus.Span{}
	}
	if p.isWord(j, "to") && p.endsName(end) { // donated $30,000 to the party: nothing that the money is for
		return corpus.Span{}
	}
	first := j + 1
	if p.is(first, det) && first+1 < end {
		first++
	}
	return p.wholeName(p.span(first, end))
}

// endsName reports whether the last word before item end belongs to the name of
// somebody.
func (p *parser) endsName(end int) bool {
	last := &p.items[end-1]
	for k := p.mentionFrom(last.start - farthest); k < len(p.Mentions) && p.Mentions[k].Start <= last.start; k++ {
		if m := &p.Mentions[k]; m.End >= last.end && m.Form == doc.FormName {
			return true
		}
	}
	return false
}

// wholeName is s up to the end of the name that it cuts.
func (p *parser) wholeName(s corpus.Span) corpus.Span {
	for k := p.mentionFrom(s.Start); k < len(p.Mentions) && p.Mentions[k].Start < s.End; k++ {
		if m := &p.Mentions[k]; m.Form == doc.FormName && m.End > s.End && m.End <= p.items[len(p.items)-1].end {
			s.End = m.End
		}
	}
	return s
}

// levelAfter reports whether q is said of what the claim before is said of:
// "rose 3 percent to 5.1 percent", "1.6 percent, down 0.2 points", "from 58
// percent in May to 55".
func (p *parser) levelAfter(q *quantity) bool {
	last, k := p.claimBefore(), q.modFirst-1
	if last == nil || p.stage.without&Carried != 0 || last.Counted.Empty() || last.UnitKind == doc.Duration || last.UnitKind == doc.Age || k-p.done > 7 || k < p.done {
		return false
	}
	return p.isWord(k, "to") || p.isWord(k, "from") && k == p.done || p.sameChange(q) || p.isMark(k-1, ',') && p.isWord(k, "up", "down") || p.isWord(k, "from") && (p.isWord(k-1, "up", "down"))
}

// ellipsis is what a count without a noun counts: that of the count before
// it, or those whom something happened to: "wounded 56 more", "12 were killed".
func (p *parser) ellipsis(q *quantity, unit string) corpus.Span {
	if last := p.countBefore(); last != nil && last.Unit == unit {
		return last.Counted
	}
	if k := q.modFirst - 1; p.is(k, harmed) && !p.is(q.next, aux|harmed) { // killed one and wounded 12
		return p.span(k, k+1)
	}
	for k := q.next; k < q.next+4; k++ {
		if p.is(k, harmed|personVerb) {
			return p.span(k, k+1)
		}
	}
	for k := q.modFirst - 1; k > max(0, q.modFirst-3); k-- {
		if p.is(k, harmed) {
			return p.span(k, k+1)
		}
	}
	return corpus.Span{}
}

// voteNear is the word for the vote that a result is of.
func (p *parser) voteNear(q *quantity) corpus.Span {
	for d := 1; d < 12; d++ {
		for _, k := range [2]int{q.first - d, q.next + d - 1} {
			if k >= 0 && p.is(k, voteWord) && !p.at(k).capital {
				return p.span(k, k+1)
			}
		}
	}
	return corpus.Span{}
}

// rival is who has the share, in "Clinton leads Trump by 43 percent to 38
// percent": the subject the first, the object the second.
func (p *parser) rival(q *quantity) corpus.Span {
	if q.kind != doc.Percent {
		return corpus.Span{}
	}
	second := p.isWord(q.modFirst-1, "to") && p.done == q.modFirst-1 && p.claimBefore() != nil
	first := q.first
	if second {
		for first > 0 && p.items[first].start > p.lastClaim().Start {
			first--
		}
	}
	for k := first - 1; k >= max(0, first-10); k-- {
		if !p.is(k, rivalVerb) {
			if p.at(k).kind == markItem && p.at(k).mark != possessive && p.at(k).mark != '-' {
				return corpus.Span{}
			}
			continue
		}
		if !second {
			if p.isWord(k, "over") {
				continue
			}
			return p.subjectOf(k)
		}
		if end := p.phraseEnd(k+1, 5); end > k+1 {
			return p.span(k+1, end)
		}
	}
	return corpus.Span{}
}

// lasting is what a duration is of: "avoid paying taxes for nearly two
// decades", "20 months in jail", "two hours to reach a verdict", "six weeks
// before the election".
func (p *parser) lasting(q *quantity) corpus.Span {
	j := q.next
	switch {
	case p.isWord(j, "to") && p.at(j+1).kind == wordItem && p.at(j+1).num < 0 && !p.isWord(q.modFirst-1, "in", "within", "every", "for"):
		return p.span(j, p.clauseEnd(j+1, 5))
	case p.isWord(j, "before", "after", "into", "since"):
		// Not where a clause follows, or a name alone: how long after
		// somebody did something is said of nothing in the text.
		end := p.phraseEnd(j+1, 5)
		if end <= j+1 || p.at(end-1).capital || p.at(end).kind == wordItem && (p.is(end, aux|verb|say|up|down|conj) || p.ed(end)) || p.at(j+1).kind == wordItem && strings.HasSuffix(p.word(j+1), "ing") {
			return corpus.Span{}
		}
		return p.span(j+1, end)
	case p.isWord(j, "ago") && !p.isMark(j+1, ','), p.isWord(j, "later", "earlier"):
		return corpus.Span{}
	case p.isWord(j, "in") && p.at(j+1).kind == wordItem && !p.at(j+1).capital:
		if end := p.phraseEnd(j+1, 4); end > j+1 && !p.is(j+1, det) && !p.is(end-1, timeNoun) {
			return p.span(j+1, end)
		}
	case p.isWord(j, "ago") && p.isMark(j+1, ','):
		if end := p.phraseEnd(j+2, 5); end > j+2 {
			return p.span(j+2, end)
		}
	}
	k := q.modFirst
	for k > 0 && (p.is(k-1, det) || p.isWord(k-1, "past", "last", "next", "first", "coming", "previous")) {
		k--
	}
	if k == 1 && p.isWord(0, "for") || k > 1 && p.isWord(k-1, "for") && p.isMark(k-2, '"') { // for 18 years we drank coffee together
		if p.isMark(j, ',') {
			j++
		}
		for p.is(j, pron) {
			j++
		}
		if end := p.clauseEnd(j, 4); end > j && p.at(j).kind == wordItem && !p.is(j, det|prep|conj) && !p.at(j).capital {
			return p.span(j, end)
		}
	}
	if !p.is(k-1, prep|level) {
		return corpus.Span{}
	}
	return p.doneFor(k - 1)
}

// doneFor is what is done, before the preposition at item k that a duration
// follows: "avoid paying taxes for". Empty for a place alone: "in New Hampshire
// for".
func (p *parser) doneFor(k int) corpus.Span {
	first := k
	for first > 0 && k-first < 6 && first > p.done {
		it := p.at(first - 1)
		if it.kind != wordItem && it.mark != possessive && it.mark != '-' || it.class&(aux|det) != 0 && it.class&pron == 0 || it.class&(say|conj) != 0 {
			break
		}
		first--
	}
	for first < k && (p.at(first).kind == markItem || p.is(first, prep|pron|adverb)) {
		first++
	}
	if first+1 == k && p.is(first, aux|verb|level|timeNoun) {
		return corpus.Span{}
	}
	place := p.is(first-1, prep)
	for b := first; b < k; b++ {
		place = place && p.at(b).capital
	}
	if place {
		return corpus.Span{}
	}
	return p.span(first, k)
}

// afterBrackets is the item behind the brackets that open at item i and hold a
// few items, or i: "its $102.6bn (£53.51bn) debt".
func (p *parser) afterBrackets(i int) int {
	if p.isMark(i, '(') {
		for k := i + 1; k < i+8; k++ {
			if p.isMark(k, ')') {
				return k + 1
			}
		}
	}
	return i
}

// nounBeside is the noun right beside a measure: "a $25 fine", "38 percent
// support", "a loss of $916 million", "$8.8 billion in debt"; general where it
// names no thing: "a total of".
func (p *parser) nounBeside(q *quantity) (s corpus.Span, isGeneral bool) {
	j := p.afterBrackets(q.next)
	if p.isMark(j, '"') && q.kind != doc.Duration { // a £22bn "black hole"
		if end := p.phraseEnd(j+1, 4); end > j+1 && p.isMark(end, '"') {
			return p.span(j+1, end), false
		}
	}
	if p.isWord(j, "per", "a") && q.kind == doc.Money && p.at(j+1).kind == wordItem && p.at(j+2).kind == wordItem && p.at(j+2).class&grammar == 0 && p.isWord(q.first-1, "a", "an", "the") {
		j += 2 // a six cents per gallon exemption
	}
	if (p.isWord(j, "less", "more", "fewer")) && !p.isWord(j+1, "than") && q.kind == doc.Money {
		j++ // £33bn less spending
	}
	if p.at(j).kind == wordItem && (!p.is(j, stop|adverb|month|weekday|up|timeNoun) || p.is(j, nounVerb) && !p.is(j+1, det|pron)) && (p.at(j).num < 0 || p.at(j).capital) && (!p.is(j, general) || p.afterHyphen(j+1) > j+1) && !(p.ed(j) && p.is(j+1, prep)) {
		if end := p.phraseEnd(j, 4); end > j && !p.verbLike(j, end) {
			return p.span(j, end), false
		}
	}
	if q.kind == doc.Money || q.kind == doc.Percent {
		if p.isWord(j, "in") && p.at(j+1).kind == wordItem && !p.is(j+1, stop|month|weekday|timeNoun) {
			if end := p.phraseEnd(j+1, 4); end > j+1 && p.placeAt(j+1) == doc.None && (p.titleCase || !p.at(j+1).capital && !p.at(end-1).capital || p.plural(end-1) && !p.at(end-1).capital) {
				return p.span(j+1, end), false
			}
		}
	}
	if k := q.modFirst - 1; p.isWord(k, "of") && !p.isWord(k-1, "one") || p.isWord(k, "by") && p.is(k-1, changeNoun) {
		if first := p.phraseStart(k); first < k {
			isGeneral := true
			for b := first; b < k; b++ {
				isGeneral = isGeneral && (p.is(b, general) || b < k-1 && p.tagged(b, "JJ"))
			}
			return p.span(first, k), isGeneral
		}
	}
	return corpus.Span{}, false
}
