package claim

import (
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// nounAfter finds the noun phrase of a count that begins at item j: its first
// word and its head, a plural. -1 where there is none.
func (p *parser) nounAfter(j int) (first, head int) {
	first, head = -1, -1
	for k, words := j, 0; k < len(p.items) && words < 8; k++ {
		it := p.items[k]
		if it.kind == markItem {
			switch {
			case it.mark == '"' && words < 4, it.mark == '-' && it.glued && p.at(k+1).glued && p.at(k+1).kind == wordItem && head < 0, it.mark == '.' && it.glued && p.at(k+1).kind == wordItem && k > j && p.at(k-1).end-p.at(k-1).start <= 3 && head < 0, it.mark == '&':
				continue
			case it.mark == ',' && head < 0 && words > 0 && words < 3 && p.adjective(k-1) && !p.isWord(k-1, "more", "others") && p.at(k+1).kind == wordItem && !p.is(k+1, stop):
				continue
			}
			return first, head
		}
		if it.kind != wordItem || it.num >= 0 && p.stage.numerals[it.num].kind != denominator && p.stage.numerals[it.num].kind != foldNumeral && head < 0 {
			return first, head
		}
		if head >= 0 {
			// arms deals, women voters: the head is the second plural
			if (pluralBefore[p.word(head)] || strings.HasSuffix(p.word(head), "ese") || p.isWord(head, "swiss")) && p.plural(k) && !it.capital {
				head = k
				continue
			}
			if strings.HasSuffix(p.word(head), "ese") && it.class == 0 && !it.capital && (p.plural(k+1) || p.at(k+1).class == 0 && p.plural(k+2)) {
				continue // 30 Japanese commercial banks
			}
			return first, head
		}
		if p.isWord(k, "of") && words > 0 && p.at(k-1).capital && p.at(k+1).capital {
			continue // five University of Michigan students
		}
		if it.class&(det|prep|conj|aux|pron) != 0 && !(p.isWord(k, "and") && words > 0 && p.at(k+1).kind == wordItem && !p.is(k+1, stop)) && !p.isWord(k, "past") {
			return first, head
		}
		if it.class&(month|weekday) != 0 && it.capital && !p.isWord(k, "may") {
			return first, head
		}
		if it.class&(say|verb) != 0 && words == 0 && !p.plural(k) {
			return first, head
		}
		if words == 0 {
			first = k
		}
		words++
		if p.plural(k) {
			head = k
		}
	}
	return first, head
}

// pluralBefore holds plurals that stand before the head of a phrase.
var pluralBefore = map[string]bool{
	"arms": true, "sports": true, "sales": true, "goods": true, "customs": true, "women": true, "men": true,
	"people": true, "systems": true, "operations": true, "communications": true, "rights": true, "services": true,
	"savings": true, "earnings": true, "antiquities": true, "securities": true, "drugs": true, "veterans": true,
	"logistics": true, "freshmen": true, "police": true, "staff": true, "aircraft": true,
}

// adjective reports whether item i may be one: a word of no class.
func (p *parser) adjective(i int) bool {
	return p.at(i).kind == wordItem && p.at(i).class == 0
}

// countNoun reads what a count counts right after the number.
func (p *parser) countNoun(q *quantity) {
	j := q.afterNumber
	if q.n.form == vague && p.isWord(p.afterQuote(j), "of") {
		j = p.afterQuote(j) + 1
		if p.is(j, det) && !p.is(j, pron) {
			j++
		}
	}
	if k := p.afterHyphen(j); k != j && p.at(k).kind == wordItem && p.at(k).class&(prep|conj|aux|pron|det) == 0 {
		// four-way race, two-state solution
		q.kind, q.hyphen = doc.Count, true
		q.unitName, _ = p.singular(k)
		q.next = k + 1
		q.noun, q.nounFirst = k, k
		q.confidence = 0.7
		return
	}
	if p.isWord(j, "times") || p.isWord(j, "time") && q.n.mant == 1 {
		q.kind, q.unitName, q.next = doc.Count, "time", j+1
		q.noun, q.nounFirst = j, j
		return
	}
	if p.appositiveAge(q) {
		return
	}
	noun := j
	switch { // 40 or so members, 100K+ arrests, 80,000 plus personnel
	case p.isWord(j, "or") && (p.isWord(j+1, "so", "more")):
		noun = j + 2
	case p.isMark(j, '+') && p.at(j).glued, p.isWord(j, "plus") && q.n.digits:
		noun = j + 1
	}
	first, head := p.nounAfter(noun)
	if head < 0 && p.isWord(j, "of") && q.n.form == plainNumber {
		// two of the ministers: the noun is that of the whole
		k := j + 1
		if p.is(k, det) {
			k++
		}
		if _, j, ok := p.number(k); ok { // four of nine ministries
			k = j
		}
		if f, h := p.nounAfter(k); h >= 0 {
			q.unitName, _ = p.singular(h)
			q.noun, q.nounFirst = h, f
			q.kind = doc.Count
			return
		}
	}
	if head < 0 && p.isWord(j, "of") && p.isWord(j+1, "them", "whom", "which", "these", "those") {
		// two of them: what the count before it is of
		if n := len(p.Claims); n > 0 && p.items[q.first].start-p.Claims[n-1].End < 150 && p.Claims[n-1].UnitKind == doc.Count {
			q.kind, q.unitName, q.confidence = doc.Count, p.Claims[n-1].Unit, 0.7
			q.ofThem = true
			return
		}
	}
	if head < 0 {
		p.bareCount(q, j)
		return
	}
	q.kind = doc.Count
	q.noun, q.nounFirst = head, first
	for p.isWord(q.nounFirst, "more", "other", "additional", "such") {
		if q.nounFirst == head {
			break
		}
		q.nounFirst++
	}
	q.unitName, _ = p.singular(head)
	q.next = head + 1
	if q.n.negative && p.isMark(q.first, '-') { // a dash that opens an item of a list
		q.n.negative = false
		q.first++
	}
	if n := len(p.Claims); q.unitName == "other" {
		q.unitName = ""
		if p.is(q.first-1, harmed) || p.is(q.next, aux|harmed) && p.is(q.next+1, harmed|aux) || p.is(q.next, harmed) {
			q.unitName = "person"
		}
		if n > 0 && p.Claims[n-1].Start >= p.items[0].start && p.Claims[n-1].UnitKind == doc.Count && p.Claims[n-1].Unit != "" {
			q.unitName = p.Claims[n-1].Unit
		}
	}
	if w := q.unitName; w == "dead" || p.is(head, harmed) {
		q.unitName = "person"
	}
}

// bareCount gives a number without a noun of its own the unit that its
// surroundings say: "another 200" goes on with the count before it, "12 were
// killed" are persons.
func (p *parser) bareCount(q *quantity, j int) {
	q.confidence = 0.6
	if p.votes > 0 && (p.votes == q.number || p.votes == j+1) {
		q.kind, q.unitName = doc.Count, "vote"
		q.confidence = 0.8
		return
	}
	if p.voteOf(q, j) {
		q.kind, q.unitName = doc.Count, "vote"
		return
	}
	if q.n.form == vague && !p.isWord(j, "of") {
		q.kind, q.unitName = doc.Count, "person" // thousands fled
		return
	}
	if p.isWord(q.first-1, "from") && p.isWord(j, "to") { // from 4,500 to 2,500 soldiers
		if _, k, ok := p.number(j + 1); ok {
			if _, h := p.nounAfter(k); h >= 0 {
				q.unitName, _ = p.singular(h)
				q.kind = doc.Count
				return
			}
		}
	}
	if p.isWord(q.first-1, "of") || p.modifierBefore(q.first) {
		k := q.first - 1
		if sign, first := p.modifierEnding(q.first); sign != "" {
			k = first - 1
		}
		if p.isWord(k, "of") && crowds[p.wordAt(k-1)] {
			q.kind, q.unitName = doc.Count, "person"
			q.noun, q.nounFirst = k-1, k-1
			return
		}
	}
	if crowds[p.wordAt(j)] { // a 12,000 crowd
		q.kind, q.unitName = doc.Count, "person"
		q.noun, q.nounFirst, q.next = j, j, j+1
		return
	}
	for k, words := j, 0; words < 4; k, words = k+1, words+1 {
		if peopleDo[p.wordAt(k)] && (q.n.scaled || q.n.value() >= 20) {
			q.kind, q.unitName = doc.Count, "person"
			return
		}
		if !p.is(k, aux|adverb) {
			break
		}
	}
	if p.itemOfList(q) {
		last := &p.Claims[len(p.Claims)-1]
		q.kind, q.unitName, q.listed = last.UnitKind, last.Unit, true
		return
	}
	more := p.isWord(j, "more", "others")
	for k := j; k < j+4; k++ {
		if p.is(k, harmed) || p.isWord(k, "employed") {
			q.kind, q.unitName = doc.Count, "person"
			return
		}
		if !p.is(k, aux|adverb) && !p.isWord(k, "more", "others", "people") {
			break
		}
	}
	if p.is(q.first-1, harmed) || (p.modifierBefore(q.first) && p.is(q.first-2, harmed)) {
		q.kind, q.unitName = doc.Count, "person"
		if more {
			q.next = j + 1
			if n := len(p.Claims); n > 0 && p.Claims[n-1].Start >= p.items[0].start && p.Claims[n-1].UnitKind == doc.Count {
				q.unitName = p.Claims[n-1].Unit
			}
		}
		return
	}
	if p.isWord(q.first-1, "of") && p.isWord(q.first-2, "mother", "father", "grandmother", "grandfather", "parents") {
		q.kind, q.unitName = doc.Count, "child"
		return
	}
	if n := len(p.Claims); n > 0 && q.n.scaled && p.Claims[n-1].UnitKind == doc.Money && p.Claims[n-1].Start >= p.items[0].start && p.Claims[n-1].Value >= 1e5 && !more {
		// a surplus of 376 mln stg, against one of 73 mln
		q.kind, q.unitName, q.confidence = doc.Money, p.Claims[n-1].Unit, 0.5
		return
	}
	_, before := p.modifierEnding(q.first)
	before--
	if more || p.isWord(before, "another", "and", "or", "including", "with", "than") || p.isMark(before, ',') && q.n.scaled {
		if n := len(p.Claims); n > 0 && p.Claims[n-1].Start >= p.items[0].start && p.Claims[n-1].UnitKind == doc.Count {
			q.kind, q.unitName = doc.Count, p.Claims[n-1].Unit
		}
		if more {
			q.next = j + 1
		}
	}
}

// voteOf reports whether q is one of the numbers of "by a vote of 91 to 4".
func (p *parser) voteOf(q *quantity, j int) bool {
	if p.isWord(j, "to") && (p.at(j+1).kind == digitItem || p.isNumeral(j+1, unitNumeral)) {
		return p.isWord(q.first-1, "of") && p.is(q.first-2, voteWord)
	}
	n := len(p.Claims)
	return p.isWord(q.first-1, "to") && n > 0 && p.done == q.first-1 && p.Claims[n-1].Unit == "vote"
}

// itemOfList reports whether q goes on with the list that the claim before
// belongs to: "a quota of 28,526 tons, Indonesia 24,516, Bolivia 13,761".
func (p *parser) itemOfList(q *quantity) bool {
	n := len(p.Claims)
	if n > 0 && q.n.digits && p.isWord(q.first-1, "from") && p.done > 0 && q.first-p.done <= 2 && p.Claims[n-1].Start >= p.items[0].start {
		return p.Claims[n-1].UnitKind == doc.Money || p.Claims[n-1].UnitKind == doc.Other // 7.7 billion dollars from 5.8 billion
	}
	if n == 0 || !q.n.digits || !p.at(q.first-1).capital || p.at(q.first-1).kind != wordItem {
		return false
	}
	k := q.first - 1
	for k > 0 && p.at(k-1).kind == wordItem && p.at(k-1).capital {
		k--
	}
	last := &p.Claims[n-1]
	return (p.isMark(k-1, ',') || p.isMark(k-1, ';') || p.isWord(k-1, "and")) && last.Start >= p.items[0].start && p.items[k].start-last.End < 10 && last.UnitKind != doc.Age && last.UnitKind != doc.Duration
}

// crowds are nouns whose bare number is one of people.
var crowds = map[string]bool{"crowd": true, "population": true, "audience": true, "throng": true, "congregation": true, "workforce": true, "membership": true, "populace": true}

// peopleDo are verbs that only people are the subjects of.
var peopleDo = map[string]bool{
	"fled": true, "fleeing": true, "voted": true, "marched": true, "gathered": true, "protested": true, "demonstrated": true, "rallied": true,
	"attended": true, "emigrated": true, "applied": true, "sought": true, "starved": true, "enrolled": true, "volunteered": true, "turned": true,
	"camped": true, "returned": true, "escaped": true, "survived": true, "queued": true, "enlisted": true,
}

// appositiveAge reads the age after a name: "Retno Sari, 34, said".
func (p *parser) appositiveAge(q *quantity) bool {
	v := q.n.integer()
	i, j := q.first, q.next
	if v < 1 || v > 115 || q.hasMax && v < 5 {
		return false
	}
	if b := i - 1; p.isWord(b, "between") && p.isWord(b-1, "aged") || p.isWord(b, "of") && p.isWord(b-1, "ages") || p.isWord(b, "to", "from", "at") && p.ageNear(b) {
		q.kind, q.unitName = doc.Age, "year"
		return true
	}
	if p.isWord(i-1, "aged", "age", "ages") || p.isWord(i-1, "of") && p.isWord(i-2, "age") ||
		p.isWord(i-1, "and") && p.lastWasAge(i) && !p.plural(j) {
		q.kind, q.unitName = doc.Age, "year"
		return true
	}
	if p.is(i-1, level) && p.isWord(i-2, "age") || p.ageOfSomebody(i, j, v) { // the voting age is 18
		q.kind, q.unitName = doc.Age, "year"
		return true
	}
	if !q.n.digits || !p.isMark(i-1, ',') || q.hasMax {
		return false
	}
	switch it := p.at(j); {
	case j >= len(p.items), it.kind == markItem && (it.mark == ',' || it.mark == '.' || it.mark == ';' || it.mark == ')' || it.mark == '"' || it.mark == '—'):
	case p.isWord(j, "and", "from", "of", "was", "has"):
	default:
		return false
	}
	prev := p.at(i - 2)
	if prev.kind != wordItem || !prev.capital || p.is(i-2, month|weekday|designator) {
		return false
	}
	for k := p.mentionFrom(prev.end - farthest); k < len(p.Mentions) && p.Mentions[k].Start < prev.end; k++ {
		if m := p.Mentions[k]; m.End == prev.end {
			if m.Kind != doc.Person {
				return false
			}
			q.kind, q.unitName = doc.Age, "year"
			return true
		}
	}
	if v < 5 || !p.at(i-3).capital && !p.isMark(i-3, ',') && p.at(i-3).kind != markItem {
		return false
	}
	q.kind, q.unitName = doc.Age, "year"
	q.confidence = 0.6
	return true
}

// ageNear reports whether an age that the law sets stands before item i: "the
// voting age be lowered to 16", "the right to vote at 16".
func (p *parser) ageNear(i int) bool {
	for k := i - 1; k >= max(0, i-7); k-- {
		switch p.wordAt(k) {
		case "age":
			return k > 0 && p.at(k-1).kind == wordItem && !p.is(k-1, det|prep)
		case "vote", "voting", "marry", "retire", "drink":
			return p.isWord(i, "at") && i-k <= 2
		}
		if p.at(k).kind == markItem {
			return false
		}
	}
	return false
}

// ageOfSomebody reports whether the bare number v, items i to before j, is the
// age of a person: "he was only 15 when", "at 39, the senator", "Dad, then 13,",
// "as young as six", "turned 60".
func (p *parser) ageOfSomebody(i, j, v int) bool {
	end := p.at(j).kind == markItem && p.at(j).mark != '-' && p.at(j).mark != '%' && p.at(j).mark != '/'
	switch {
	case p.isWord(i-1, "as") && (p.isWord(i-2, "young", "old")):
		return end || !p.plural(j)
	case p.isWord(i-1, "at") && (i == 1 || p.isMark(i-2, '"')) && p.isMark(j, ','):
		return v >= 5
	case p.isWord(i-1, "then") && p.isMark(i-2, ',') && end, p.isWord(i-1, "turned", "turns", "turning"):
		return end || p.isWord(j, "when", "in", "on")
	}
	if v < 4 || !end && !p.isWord(j, "when", "at", "years", "and") {
		return false
	}
	k := i - 1
	for p.is(k, adverb) {
		k--
	}
	switch p.wordAt(k) {
	case "is", "was", "am", "i'm", "he's", "she's":
	default:
		return false
	}
	if w := p.wordAt(k); w == "i'm" || w == "he's" || w == "she's" {
		return true
	}
	switch p.wordAt(k - 1) {
	case "he", "she", "i", "who":
		return true
	}
	last := p.at(k - 1).end
	for m := p.mentionFrom(last - farthest); m < len(p.Mentions) && p.Mentions[m].Start < last; m++ {
		if p.Mentions[m].End == last && p.Mentions[m].Kind == doc.Person {
			return true
		}
	}
	return false
}

// lastWasAge reports whether the claim right before "and" at item i-1 is an
// age: "aged 15 and 17".
func (p *parser) lastWasAge(i int) bool {
	n := len(p.Claims)
	return n > 0 && p.Claims[n-1].UnitKind == doc.Age && p.at(i-2).end == p.Claims[n-1].End
}

// counted fills Counted, About and Whole of c.
func (p *parser) counted(q *quantity, c *doc.Claim) {
	j := q.next
	if q.kind == doc.Percent || q.kind == doc.Ratio { // "about a third" of the orders
		j = p.afterQuote(j)
	}
	of := p.isWord(j, "of")
	if last := p.again(q); last != nil {
		c.Counted, c.About, c.Whole = last.Counted, last.About, last.Whole
		return
	}
	switch {
	case q.kind == doc.Age:
		c.Counted = p.aged(q)
		return
	case q.kind == doc.Count && q.unitName == "vote" && q.noun < 0:
		c.Counted = p.voteNear(q)
		c.About = p.subject(q)
		return
	case q.listed:
		last := &p.Claims[len(p.Claims)-1]
		c.Counted, c.About = last.Counted, last.About
		if !p.isWord(q.first-1, "from") {
			c.About = p.span(p.phraseStart(q.first), q.first)
		}
		return
	case q.ofThem:
		c.Counted = p.Claims[len(p.Claims)-1].Counted
		return
	case q.noun >= 0 && !q.hyphen:
		if q.unitName != "time" {
			c.Counted = p.span(q.nounFirst, q.noun+1)
		}
		if q.noun >= q.next { // two of the ministers
			c.Whole = p.span(q.afterNumber+1, q.noun+1)
		}
		c.About = p.holder(q)
		return
	case q.kind == doc.Count && q.noun < 0 && q.unitName != "":
		c.Counted = p.ellipsis(q, c.Unit)
		return
	case q.hyphen:
		// a 20-year sentence, a four-way race
		if end := p.phraseEnd(j, 4); end > j {
			c.Counted = p.span(j, end)
		} else if q.noun >= 0 {
			c.Counted = p.span(q.noun, q.noun+1)
		}
		return
	case of && (q.kind == doc.Percent || q.kind == doc.Ratio):
		if end := p.phraseEnd(j+1, 7); end > j+1 {
			c.Whole = p.span(j+1, end)
			first := j + 1
			if p.is(first, det) && first+1 < end {
				first++
			}
			c.Counted = p.span(first, end)
			c.About = p.holder(q)
			return
		}
	case of && q.kind != doc.Count:
		if end := p.phraseEnd(j+1, 5); end > j+1 && !p.is(end-1, timeNoun) {
			c.Counted = p.span(j+1, end)
			return
		}
	case q.kind == doc.Duration:
		c.Counted = p.lasting(q)
		return
	}
	if (q.kind == doc.Ratio && q.n.form == fraction || p.isNumeral(q.number, foldNumeral)) && p.is(j, det) && !p.isWord(j, "every", "each") {
		if end := p.phraseEnd(j, 6); end > j+1 { // half the car's range, doubled the level
			c.Counted = p.span(j+1, end)
			return
		}
	}
	if k := q.modFirst - 1; p.isWord(k, "worth", "totaling", "totalling", "costing") || p.isWord(k, "at") && p.isWord(k-1, "valued") {
		if p.isWord(k, "at") {
			k--
		}
		if first := p.phraseStart(k); first < k { // missile systems worth 4 million
			c.Counted = p.span(first, k)
			return
		}
	}
	if q.kind == doc.Ratio {
		if first, head := p.nounAfter(j); head >= 0 { // eight of 10 voters
			c.Counted = p.span(first, head+1)
			return
		}
	}
	if s := p.rival(q); !s.Empty() {
		c.Counted = s
		return
	}
	if (q.kind == doc.Percent || q.kind == doc.Ratio && q.unitName == "") && p.predicate(j) {
		// 46 percent would choose her: the predicate is what they share
		c.Counted = p.span(j, p.clauseEnd(j, 7))
		return
	}
	if q.kind == doc.Money && p.is(j, aux) { // $30 million was missing
		c.Counted = p.span(j, p.clauseEnd(j, 5))
		return
	}
	if p.levelAfter(q) {
		c.Counted, c.About = p.Claims[len(p.Claims)-1].Counted, p.Claims[len(p.Claims)-1].About
		return
	}
	if k := q.modFirst - 1; p.isWord(k, "by", "to", "from", "at") && !p.is(k-1, up|down|verb|adverb) { // it raised its forecast by 0.1 points
		if first := p.phraseStart(k); first < k && (p.is(first-1, up|down) || p.is(first-1, det) && (p.is(first-2, up|down) || p.ed(first-2) || p.transitive(first-2))) {
			c.Counted = p.span(first, k)
			return
		}
	}
	beside, general := p.nounBeside(q)
	if !beside.Empty() && !general {
		c.Counted = beside
		c.About = p.holder(q)
		return
	}
	if s := p.purpose(q); !s.Empty() {
		c.Counted, c.About = s, p.holder(q)
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

// transitive reports whether item i is a verb whose object changes to a level:
// "limit their exports to 21,000", "put the loss at $2 million".
func (p *parser) transitive(i int) bool {
	switch p.wordAt(i) {
	case "limit", "limits", "limiting", "put", "puts", "putting", "set", "sets", "setting", "keep", "keeps", "kept", "hold", "holds", "bring", "brings", "brought",
		"take", "takes", "took", "leave", "leaves", "left", "leaving", "push", "pushes", "pushing", "drive", "drives", "drove", "narrow", "narrows", "bringing", "taking", "keeping", "holding", "cap", "caps":
		return true
	}
	return p.is(i, up|down) && !p.is(i, prep)
}

// purpose is what money goes to, where the text says that it is spent, given,
// sought or set aside: "spent $3 million on lobbying", "$50 million for the
// expansion of ...". Empty where the money is the level of its subject.
func (p *parser) purpose(q *quantity) corpus.Span {
	if q.kind != doc.Money {
		return corpus.Span{}
	}
	for k := q.modFirst - 1; k >= max(0, q.modFirst-4); k-- {
		switch p.wordAt(k) {
		case "is", "are", "was", "were", "be", "cost", "costs", "costing", "worth", "reached", "totaled", "totalled", "stood", "stands", "at", "owe", "owes", "owed", "from", "than", "charge", "charged", "sold", "rose", "fell":
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
	if p.isMark(j, '(') {
		for k := j + 1; k < j+8; k++ {
			if p.isMark(k, ')') {
				j = k + 1
				break
			}
		}
	}
	if !p.isWord(j, "for", "on", "toward", "towards", "into") {
		return corpus.Span{}
	}
	end := p.phraseEnd(j+1, 6)
	if p.isWord(end, "of") {
		end = max(end, p.phraseEnd(end+1, 4))
	}
	if end <= j+1 || p.is(end-1, timeNoun) || p.at(j+1).kind != wordItem || p.is(j+1, weekday|month) || p.at(j+1).num >= 0 && !p.isNumeral(j+1, article) {
		return corpus.Span{}
	}
	first := j + 1
	if p.is(first, det) && first+1 < end {
		first++
	}
	return p.span(first, end)
}

// levelAfter reports whether q is said of what the claim before is said of:
// "rose 3 percent to 5.1 percent", "1.6 percent, down 0.2 points", "from 58
// percent in May to 55".
func (p *parser) levelAfter(q *quantity) bool {
	n := len(p.Claims)
	if n == 0 {
		return false
	}
	last := &p.Claims[n-1]
	k := q.modFirst - 1
	if last.Start < p.items[0].start || last.Counted.Empty() || k-p.done > 7 || k < p.done {
		return false
	}
	return p.isWord(k, "to") || p.isWord(k, "from") && k == p.done || p.sameChange(q) || p.isMark(k-1, ',') && p.isWord(k, "up", "down") || p.isWord(k, "from") && (p.isWord(k-1, "up", "down"))
}

// predicate reports whether a predicate begins at item j, so that the number
// before it is its subject.
func (p *parser) predicate(j int) bool {
	if p.at(j).kind != wordItem {
		return false
	}
	w := p.wordAt(j)
	return p.is(j, aux|verb|say|show) && !p.plural(j) && !(p.isWord(j, "support") && !p.is(j+1, det) && !p.at(j+1).capital) || len(w) > 4 && strings.HasSuffix(w, "ed") && p.is(j+1, stop) && !p.is(j, up|down)
}

// ellipsis is what a count without a noun counts: that of the count before
// it, or those whom something happened to: "wounded 56 more", "12 were killed".
func (p *parser) ellipsis(q *quantity, unit string) corpus.Span {
	if n := len(p.Claims); n > 0 {
		if last := p.Claims[n-1]; last.Start >= p.items[0].start && last.UnitKind == doc.Count && last.Unit == unit {
			return last.Counted
		}
	}
	for k := q.next; k < q.next+4; k++ {
		if p.is(k, harmed) || peopleDo[p.wordAt(k)] {
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
	second := p.isWord(q.modFirst-1, "to") && p.done == q.modFirst-1
	first := q.first
	if second {
		for first > 0 && p.items[first].start > p.Claims[len(p.Claims)-1].Start {
			first--
		}
	}
	for k := first - 1; k >= max(0, first-10); k-- {
		switch p.wordAt(k) {
		case "leads", "led", "leading", "lead", "trails", "trailed", "trailing", "trail", "beat", "beats", "beating", "defeated", "defeats", "over":
		default:
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
	case p.isWord(j, "to") && p.at(j+1).kind == wordItem && p.at(j+1).num < 0:
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
		for p.is(j, pron) && p.at(j).kind == wordItem {
			j++
		}
		if end := p.clauseEnd(j, 4); end > j && p.at(j).kind == wordItem && !p.is(j, det|prep|conj) && !p.at(j).capital {
			return p.span(j, end)
		}
	}
	if !p.is(k-1, prep) && !p.is(k-1, level) {
		return corpus.Span{}
	}
	k--
	first := k
	for first > 0 && k-first < 6 && first > p.done {
		it := p.at(first - 1)
		if it.kind != wordItem && it.mark != possessive && it.mark != '-' || it.class&(conj|pron|aux|det) != 0 && it.class&pron == 0 {
			break
		}
		if it.class&(say|conj) != 0 {
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
	name := p.is(first-1, prep)
	for b := first; b < k; b++ {
		name = name && p.at(b).capital
	}
	if name { // in New Hampshire for nearly two years
		return corpus.Span{}
	}
	return p.span(first, k)
}

// nounBeside is the noun right beside a measure: "a $25 fine", "38 percent
// support", "a loss of $916 million", "$8.8 billion in debt"; general where it
// names no thing: "a total of".
func (p *parser) nounBeside(q *quantity) (s corpus.Span, general bool) {
	j := q.next
	if p.isMark(j, '(') { // its $102.6bn (£53.51bn) debt
		for k := j + 1; k < j+8; k++ {
			if p.isMark(k, ')') {
				j = k + 1
				break
			}
		}
	}
	if (p.isWord(j, "less", "more", "fewer")) && !p.isWord(j+1, "than") && q.kind == doc.Money {
		j++ // £33bn less spending
	}
	if p.at(j).kind == wordItem && (!p.is(j, stop|adverb|month|weekday|up|timeNoun) || nounVerbs[p.word(j)] && !p.is(j+1, det|pron)) && (p.at(j).num < 0 || p.at(j).capital) && !generalNouns[p.word(j)] && !(p.ed(j) && p.is(j+1, prep)) {
		if end := p.phraseEnd(j, 4); end > j && !p.verbLike(j, end) {
			return p.span(j, end), false
		}
	}
	if q.kind == doc.Money || q.kind == doc.Other || q.kind == doc.Percent {
		if p.isWord(j, "in") && p.at(j+1).kind == wordItem && !p.is(j+1, stop|month|weekday|timeNoun) {
			if end := p.phraseEnd(j+1, 4); end > j+1 && (!p.at(j+1).capital || !p.at(end-1).capital && p.plural(end-1)) {
				return p.span(j+1, end), false
			}
		}
	}
	if k := q.modFirst - 1; p.isWord(k, "of") && !p.isWord(k-1, "one") || p.isWord(k, "by") && p.is(k-1, changeNoun) {
		if first := p.phraseStart(k); first < k {
			general := true
			for b := first; b < k; b++ {
				general = general && generalNouns[p.wordAt(b)]
			}
			return p.span(first, k), general
		}
	}
	return corpus.Span{}, false
}

// generalNouns say nothing of what is measured.
var generalNouns = map[string]bool{
	"low": true, "high": true, "total": true, "record": true, "average": true, "rate": true, "maximum": true, "minimum": true,
	"sum": true, "peak": true, "equivalent": true, "close": true, "now": true, "each": true, "apiece": true, "wide": true, "long": true,
	"deep": true, "tall": true, "away": true, "annually": true, "less": true, "more": true, "lower": true, "higher": true,
	"instead": true, "respectively": true, "later": true, "earlier": true, "overall": true, "together": true, "worth": true,
	"limit": true, "minus": true, "fewer": true, "goal": true, "course": true, "north": true, "south": true, "east": true, "west": true,
	"northeast": true, "northwest": true, "southeast": true, "southwest": true, "northwards": true, "downstream": true, "inland": true, "apart": true,
	"yesterday": true, "today": true, "tomorrow": true, "thick": true, "time": true, "next": true, "last": true, "early": true, "late": true, "shy": true, "high-": true, "flat": true, "straight": true, "ago": true,
}

// verbLike reports whether the phrase from i on rather is a predicate: it
// begins with a past form and no noun follows.
func (p *parser) verbLike(i, end int) bool {
	w := p.wordAt(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed") && end == i+1 || p.is(i, level|show|up|down) && !p.is(i, changeNoun)
}

// holder is whose quantity it is, where the verb before the number says that
// somebody has, gets or changes it: "Ford cut 13,000 workers"; or the owner
// right before it: "Ford's 13,000 workers".
func (p *parser) holder(q *quantity) corpus.Span {
	if p.isMark(q.modFirst-1, possessive) {
		if first := p.phraseStart(q.modFirst - 1); first < q.modFirst-1 {
			return p.span(first, q.modFirst-1)
		}
	}
	for k := q.modFirst - 1; k >= max(0, q.modFirst-6); k-- {
		it := p.at(k)
		if it.kind != wordItem {
			return corpus.Span{}
		}
		if it.class&(level|up|down) != 0 && it.class&prep == 0 && it.class&changeNoun == 0 || p.holds(k) {
			return p.subjectOf(k)
		}
		if it.class&(det|adverb|prep) == 0 {
			return corpus.Span{}
		}
	}
	return corpus.Span{}
}

// holds reports whether item k is a form of a verb of having or making.
func (p *parser) holds(k int) bool {
	switch p.wordAt(k) {
	case "employs", "employ", "employed", "employing", "hire", "hires", "hired", "hiring", "create", "creates", "created", "creating",
		"recruit", "recruited", "recruits", "operates", "operate", "operated", "produces", "produced", "produce", "sold", "sells", "sell",
		"build", "builds", "built", "deployed", "deploys", "deploy", "controls", "control", "controlled", "generate", "generated", "lost", "cut", "cuts", "won", "wins",
		"off", "eliminating", "offers", "offered", "offer", "contains", "contained", "serves", "served", "hosts", "investing", "invest", "invested":
		return true
	}
	return false
}

// subject is the noun phrase that a number is said of: "unemployment rose to
// 5.1 percent", "the benefit would be $300", "Nvidia advanced 8%".
func (p *parser) subject(q *quantity) corpus.Span {
	k := q.modFirst - 1
	// "Libertarian Gary Johnson 3 percent"
	if it := p.at(k); it.kind == wordItem && it.capital && it.class == 0 && k > 0 && q.kind == doc.Percent {
		if first := p.phraseStart(k + 1); first <= k {
			return p.span(first, k+1)
		}
	}
	limit := max(0, k-14)
	for ; k >= limit; k-- {
		it := p.at(k)
		if it.kind == markItem && (it.mark == ';' || it.mark == '(' || it.mark == ':') {
			if it.mark == ':' || it.mark == '(' { // Unemployment: 5.1 percent; the price ($20)
				if first := p.phraseStart(k); first < k {
					return p.span(first, k)
				}
			}
			return corpus.Span{}
		}
		if it.kind != wordItem {
			continue
		}
		if it.class&(say|show) != 0 && it.class&(level|up|down) == 0 && (q.kind == doc.Money || q.kind == doc.Distance) {
			return corpus.Span{} // who says it is not what it measures
		}
		if q.kind == doc.Distance && it.class&(level|up|down|aux) == 0 && (it.class&verb != 0 || p.ed(k)) {
			return corpus.Span{} // it landed 500 km from the border
		}
		if it.class&changeNoun != 0 && p.at(k+1).kind == markItem {
			continue // import growth, forecast at
		}
		if it.class&(level|up|down|aux|verb) != 0 && it.class&(prep|changeNoun) != prep && !(it.class&changeNoun != 0 && p.is(k+1, prep) && !p.isWord(k+1, "to", "by")) || p.ed(k) && p.is(k+1, up|down|prep|adverb) {
			if s := p.subjectOf(k); !s.Empty() {
				return s
			}
			if b := p.verbStart(k); p.is(b-1, pron) && b > 3 {
				return p.firstSubject(b - 1)
			}
			return corpus.Span{}
		}
		if it.class&conj != 0 && !p.isWord(k, "and") {
			break
		}
	}
	if k := q.modFirst; k > 0 && p.at(k-1).kind == wordItem && !p.is(k-1, stop|adverb) {
		if p.ed(k - 1) {
			return p.subjectOf(k - 1)
		}
		if first := p.phraseStart(k); first < k {
			if first+1 == k && p.is(first-1, conj|pron) { // those who invest
				return p.subjectOf(first)
			}
			return p.span(first, k)
		}
	}
	return corpus.Span{}
}

func (p *parser) ed(i int) bool {
	w := p.wordAt(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed")
}

// firstSubject is the subject of the sentence, for a pronoun at item end or
// later that takes it up: "His rating is high, though it fell to …".
func (p *parser) firstSubject(end int) corpus.Span {
	for k := 1; k < min(end, 40); k++ {
		if p.is(k, say|show) && !p.is(k, level|up|down) {
			continue // who says it is not what it measures
		}
		if p.is(k, aux|level|verb|say|up|down) && !p.is(k, prep|changeNoun) || p.ed(k) && !p.is(k-1, stop) && p.is(k+1, stop) {
			return p.subjectOf(k)
		}
	}
	return corpus.Span{}
}

// outlook are words between a form of "be" and a verb of what is to come.
var outlook = map[string]bool{"set": true, "due": true, "likely": true, "unlikely": true, "poised": true, "bound": true, "scheduled": true, "projected": true, "forecast": true}

// verbStart is the first item of the verb that item k belongs to, with its
// auxiliaries and adverbs.
func (p *parser) verbStart(k int) int {
	for k > 0 && (p.is(k-1, aux|adverb|verb|up|down|level) && !p.is(k-1, changeNoun|det) || p.ed(k-1) && p.is(k, up|down) || p.isWord(k-1, "to", "not") || p.isMark(k-1, '\'') || p.isWord(k, "to") && outlook[p.wordAt(k-1)]) {
		k--
	}
	return k
}

// subjectOf is the subject of the verb at item k: the noun phrase before it,
// across "which" and what stands between commas or dashes.
func (p *parser) subjectOf(k int) corpus.Span {
	k = p.verbStart(k)
	if p.isWord(k-1, "which", "that", "who") {
		k--
		if p.isMark(k-1, ',') {
			k--
		}
	}
	dash := p.isMark(k-1, '-') && !p.at(k-1).glued || p.isMark(k-1, '—')
	if (dash || p.isMark(k-1, ',') || p.isMark(k-1, ')')) && k > 1 {
		open := ','
		switch {
		case p.isMark(k-1, ')'):
			open = '('
		case dash:
			open = p.at(k - 1).mark
		}
		for b := k - 2; b > max(0, k-20); b-- {
			if p.isMark(b, open) && !(dash && p.at(b).glued) {
				k = b
				break
			}
		}
	}
	if it := p.at(k - 1); it.kind == digitItem && it.end-it.start == 4 && p.isWord(k-2, "of", "in") {
		k -= 2 // imports in the second quarter of 1987 are
	}
	first := p.phraseStart(k)
	if first >= k {
		return corpus.Span{}
	}
	// What stands after a preposition is not the subject: sales in the quarter
	// rose.
	for range 3 {
		b := first - 1
		for p.is(b, det) || p.at(b).num >= 0 || p.isWord(b, "first", "second") {
			b--
		}
		switch p.wordAt(b) {
		case "in", "at", "on", "during", "between", "from", "by", "with", "under", "near", "across", "around", "among", "since", "to", "against", "outside", "inside", "through":
		default:
			return p.span(first, k)
		}
		f := p.phraseStart(b)
		if f >= b {
			break
		}
		first, k = f, b
	}
	return p.span(first, k)
}

// phraseStart is the first item of the noun phrase that ends before item k,
// without a determiner. It goes across "of", possessives and hyphens.
func (p *parser) phraseStart(k int) int {
	first := k
	for b := k - 1; b >= max(0, k-9); b-- {
		it := p.at(b)
		if it.kind == markItem {
			if it.mark == possessive || it.mark == '&' || it.mark == '-' && it.glued || it.mark == '/' && it.glued || it.mark == '.' && it.glued && p.at(b-1).capital && p.at(b-1).end-p.at(b-1).start < 4 {
				continue
			}
			break
		}
		if it.kind == digitItem {
			if p.at(b - 1).capital {
				first = b
				continue
			}
			break
		}
		if p.isWord(b, "of", "for", "in") {
			if first == b+1 || first == b+2 && p.is(b+1, det) {
				if p.isWord(b, "of") || p.is(b-1, changeNoun) || !p.isWord(b, "in") {
					continue
				}
			}
			break
		}
		if it.num >= 0 && p.stage.numerals[it.num].kind <= vagueNumeral && !p.isMark(b+1, '-') || p.isWord(b, "least", "most", "more", "fewer") {
			break // at least five people, two of them
		}
		if it.class&det != 0 {
			if p.isWord(b-1, "of", "for") {
				first = b
				continue
			}
			break
		}
		if it.class&month != 0 && p.isMark(b-1, '-') && p.at(b-1).glued { // end-June
			first = b
			continue
		}
		if it.class&changeNoun != 0 && (p.is(b-1, aux) || p.isWord(b-1, "to")) && b != k-1 {
			break // would have to raise taxes
		}
		if it.class&(prep|conj|aux|pron|say|month|weekday) != 0 && !(p.isWord(b, "may") || it.class&changeNoun != 0 || p.isWord(b, "worth") && p.isWord(b-1, "net")) {
			break
		}
		if it.class&(verb|up|down|level) != 0 && it.class&changeNoun == 0 && b != k-1 {
			break
		}
		first = b
	}
	// A phrase does not begin with "of", an adverb or a mark.
	for first < k && (p.at(first).kind == markItem || p.is(first, prep|det) || p.is(first, adverb) && first+1 >= k && !p.at(first).capital) {
		first++
	}
	return first
}

// phraseEnd is the item after the noun phrase that begins at item i, at most
// limit words long.
func (p *parser) phraseEnd(i, limit int) int {
	end := i
	for k, words := i, 0; k < len(p.items) && words < limit; k++ {
		it := p.items[k]
		if it.kind == markItem {
			if it.mark == possessive || it.mark == '"' && words == 0 || it.mark == '-' && it.glued && p.at(k+1).glued || it.mark == '.' && it.glued && p.at(k+1).kind == wordItem && p.at(k-1).capital && p.at(k-1).end-p.at(k-1).start <= 3 {
				continue
			}
			break
		}
		if it.kind == opaqueItem {
			break
		}
		if it.class&det != 0 && words == 0 {
			words++
			continue
		}
		if k > i && p.isMark(k-1, '-') && p.at(k-1).glued && it.glued { // the carry-over
			words++
			end = k + 1
			continue
		}
		if it.class&(det|prep|conj|aux|pron) != 0 || it.class&(verb|say) != 0 && (words > 0 || !p.plural(k)) && !(words == 0 && p.at(k+1).kind == wordItem && !p.is(k+1, stop)) {
			break
		}
		if it.class&(month|weekday) != 0 && it.capital {
			break
		}
		if k > i && p.ed(k) && p.is(k+1, prep) {
			break
		}
		if k > i && k == end && !it.capital && p.plural(k-1) && !p.at(k-1).capital && !pluralBefore[p.word(k-1)] {
			break
		}
		if end > i && k > i && p.plural(k-1) && (strings.HasSuffix(p.wordAt(k), "ed") || p.is(k, adverb|level|up|down)) {
			break
		}
		words++
		end = k + 1
	}
	return end
}

// clauseEnd is the item after the clause that goes on at item i.
func (p *parser) clauseEnd(i, limit int) int {
	k := i
	for k < len(p.items) && k < i+limit {
		it := p.items[k]
		if it.kind == markItem && it.mark != possessive && it.mark != '-' && it.mark != '\'' || k > i && it.class&conj != 0 {
			break
		}
		k++
	}
	return k
}

// aged is who has the age: the noun after ("a 23-year-old man"), or the name
// before ("Retno Sari, 34").
func (p *parser) aged(q *quantity) corpus.Span {
	j := q.next
	if q.hyphen || p.isWord(j-1, "old") {
		if end := p.phraseEnd(j, 4); end > j && !p.verbLike(j, end) && !p.is(j, det) {
			return p.span(j, end)
		}
	}
	k := q.modFirst - 1
	if p.isMark(k, ',') {
		if first := p.phraseStart(k); first < k {
			return p.span(first, k)
		}
	}
	if p.isWord(k, "aged", "age", "ages") {
		if p.isMark(k-1, ',') {
			k--
		}
		if first := p.phraseStart(k); first < k {
			return p.span(first, k)
		}
	}
	if n := len(p.Claims); n > 0 && p.Claims[n-1].UnitKind == doc.Age && p.Claims[n-1].End >= p.items[0].start && p.isWord(q.first-1, "and") {
		return p.Claims[n-1].Counted
	}
	for b := q.modFirst - 1; b >= max(0, q.modFirst-7); b-- {
		if p.isWord(b, "age") && b > 0 && p.at(b-1).kind == wordItem && !p.is(b-1, det|prep) {
			return p.span(b-1, b+1) // the voting age
		}
	}
	for p.is(k, adverb) {
		k--
	}
	if !p.is(k, aux|level) && !p.isWord(k, "i'm") {
		return corpus.Span{} // the 12-year-old, at 16
	}
	return p.subject(q)
}

// stems are the content words of phrase, stemmed and joined by a space: a key
// to group by.
func stems(phrase string) string {
	var buf [64]byte
	out := buf[:0]
	for len(phrase) > 0 {
		w := phrase
		if i := strings.IndexFunc(w, notLetter); i >= 0 {
			_, size := utf8.DecodeRuneInString(w[i:])
			w, phrase = w[:i], phrase[i+size:]
		} else {
			phrase = ""
		}
		if len(w) < 2 {
			continue
		}
		w = strings.ToLower(w) // no copy of what is lower case
		if functionWords[w] {
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, english.Stem(w, false)...)
	}
	return string(out)
}
