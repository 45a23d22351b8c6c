package claim

import (
	"strings"

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
			case it.mark == ',' && head < 0 && words > 0 && words < 3 && p.adjective(k-1) && p.at(k+1).kind == wordItem && !p.is(k+1, stop):
				continue
			}
			return first, head
		}
		if it.kind != wordItem || it.num >= 0 && p.stage.numerals[it.num].kind != denominator && p.stage.numerals[it.num].kind != foldNumeral && head < 0 {
			return first, head
		}
		if head >= 0 {
			// An arms deal is a deal: a plural right after the first one.
			if p.plural(k) && !it.capital && it.class&(verb|say|up|down|level|show) == 0 && k == head+1 {
				head = k
				continue
			}
			return first, head
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
		if p.plural(k) && !(it.class&(say|verb|show) != 0 && words == 1 && !p.isWord(k, "reports") && !p.isWord(k, "plans") && !p.isWord(k, "runs") && !p.isWord(k, "lives") && !p.isWord(k, "votes") && !p.isWord(k, "states") && !p.isWord(k, "projects") && !p.isWord(k, "claims") && !p.isWord(k, "notes") && !p.isWord(k, "wins")) {
			head = k
		}
	}
	return first, head
}

// adjective reports whether item i may be one: a word of no class.
func (p *parser) adjective(i int) bool {
	return p.at(i).kind == wordItem && p.at(i).class == 0
}

// countNoun reads what a count counts right after the number.
func (p *parser) countNoun(q *quantity) {
	j := q.afterNumber
	if q.n.form == vague && p.isWord(j, "of") {
		j++
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
	first, head := p.nounAfter(j)
	if head < 0 && p.isWord(j, "of") && q.n.form == plainNumber {
		// two of the ministers: the noun is that of the whole
		k := j + 1
		if p.is(k, det) {
			k++
		}
		if f, h := p.nounAfter(k); h >= 0 && !p.isNumeral(k, unitNumeral) {
			q.unitName, _ = p.singular(h)
			q.noun, q.nounFirst = h, f
			q.kind = doc.Count
			return
		}
	}
	if head < 0 {
		p.bareCount(q, j)
		return
	}
	q.kind = doc.Count
	q.noun, q.nounFirst = head, first
	for p.isWord(q.nounFirst, "more") || p.isWord(q.nounFirst, "other") || p.isWord(q.nounFirst, "additional") || p.isWord(q.nounFirst, "such") {
		if q.nounFirst == head {
			break
		}
		q.nounFirst++
	}
	q.unitName, _ = p.singular(head)
	q.next = head + 1
	if w := q.unitName; w == "dead" || p.is(head, harmed) {
		q.unitName = "person"
	}
}

// bareCount gives a number without a noun of its own the unit that its
// surroundings say: "another 200" goes on with the count before it, "12 were
// killed" are persons.
func (p *parser) bareCount(q *quantity, j int) {
	q.confidence = 0.6
	if p.votes == q.number || p.isMark(j, '-') && p.votes == j+1 {
		q.kind, q.unitName = doc.Count, "vote"
		q.confidence = 0.8
		return
	}
	more := p.isWord(j, "more") || p.isWord(j, "others")
	for k := j; k < j+4; k++ {
		if p.is(k, harmed) || p.isWord(k, "employed") {
			q.kind, q.unitName = doc.Count, "person"
			return
		}
		if !p.is(k, aux|adverb) && !p.isWord(k, "more") && !p.isWord(k, "others") && !p.isWord(k, "people") {
			break
		}
	}
	if p.is(q.first-1, harmed) || (p.modifierBefore(q.first) && p.is(q.first-2, harmed)) {
		q.kind, q.unitName = doc.Count, "person"
		if more {
			q.next = j + 1
		}
		return
	}
	if more || p.isWord(q.first-1, "another") || p.isWord(q.first-1, "other") {
		if n := len(p.Claims); n > 0 && p.Claims[n-1].Start >= p.items[0].start && p.Claims[n-1].UnitKind == doc.Count {
			q.kind, q.unitName = doc.Count, p.Claims[n-1].Unit
		}
		if more {
			q.next = j + 1
		}
	}
}

// appositiveAge reads the age after a name: "Retno Sari, 34, said".
func (p *parser) appositiveAge(q *quantity) bool {
	v := q.n.integer()
	i, j := q.first, q.next
	if v < 1 || v > 115 || q.hasMax && v < 5 {
		return false
	}
	if p.isWord(i-1, "aged") || p.isWord(i-1, "age") || p.isWord(i-1, "ages") || p.isWord(i-1, "of") && p.isWord(i-2, "age") ||
		p.isWord(i-1, "and") && p.lastWasAge(i) && p.isMark(j, '.') == p.isMark(j, '.') && !p.plural(j) {
		q.kind, q.unitName = doc.Age, "year"
		return true
	}
	if !q.n.digits || !p.isMark(i-1, ',') || q.hasMax {
		return false
	}
	switch it := p.at(j); {
	case j >= len(p.items), it.kind == markItem && (it.mark == ',' || it.mark == '.' || it.mark == ';' || it.mark == ')' || it.mark == '"' || it.mark == '—'):
	case p.isWord(j, "and") || p.isWord(j, "from") || p.isWord(j, "of") || p.isWord(j, "was") || p.isWord(j, "has"):
	default:
		return false
	}
	prev := p.at(i - 2)
	if prev.kind != wordItem || !prev.capital || p.is(i-2, month|weekday|designator) {
		return false
	}
	for k := p.mention; k < len(p.Mentions) && p.Mentions[k].Start < prev.end; k++ {
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

// lastWasAge reports whether the claim right before "and" at item i-1 is an
// age: "aged 15 and 17".
func (p *parser) lastWasAge(i int) bool {
	n := len(p.Claims)
	return n > 0 && p.Claims[n-1].UnitKind == doc.Age && p.at(i-2).end == p.Claims[n-1].End
}

// counted fills Counted, About and Whole of c.
func (p *parser) counted(q *quantity, c *doc.Claim) {
	j := q.next
	of := p.isWord(j, "of")
	switch {
	case q.kind == doc.Age:
		c.Counted = p.aged(q)
		return
	case q.noun >= 0 && !q.hyphen:
		c.Counted = p.span(q.nounFirst, q.noun+1)
		if q.noun >= q.next { // two of the ministers
			c.Whole = p.span(q.afterNumber+1, q.noun+1)
		} else if of && q.unitName != "time" {
			if end := p.phraseEnd(j+1, 6); end > j+1 && p.is(j+1, det) {
				_ = end
			}
		}
		if c.Unit == "time" {
			c.Counted = corpus.Span{}
		}
		c.About = p.doer(q)
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
			return
		}
	case of && q.kind != doc.Count:
		if end := p.phraseEnd(j+1, 5); end > j+1 {
			c.Counted = p.span(j+1, end)
			return
		}
	}
	if q.kind == doc.Ratio && p.plural(j) {
		c.Counted = p.span(j, j+1) // eight of 10 voters
		return
	}
	if q.kind != doc.Duration {
		if s := p.nounBeside(q); !s.Empty() {
			c.Counted = s
			c.About = p.doer(q)
			return
		}
		c.Counted = p.subject(q)
	}
	if c.Counted.Empty() && q.kind == doc.Count && q.unitName == "person" {
		for k := j; k < j+4; k++ {
			if p.is(k, harmed) {
				c.Counted = p.span(k, k+1)
				return
			}
		}
		if p.is(q.modFirst-1, harmed) {
			c.Counted = p.span(q.modFirst-1, q.modFirst)
		}
	}
	if c.Counted.Empty() && q.kind == doc.Percent && !p.is(j, prep|conj) && p.at(j).kind == wordItem {
		// 46 percent would choose her: the predicate is what they share
		if end := p.clauseEnd(j, 7); end > j {
			c.Counted = p.span(j, end)
		}
	}
	if c.Counted.Empty() && q.kind == doc.Count && len(p.Claims) > 0 {
		if last := p.Claims[len(p.Claims)-1]; last.Start >= p.items[0].start && last.UnitKind == doc.Count && last.Unit == c.Unit && c.Unit != "" {
			c.Counted = last.Counted
		}
	}
}

// nounBeside is the noun right beside a measure: "a $25 fine", "38 percent
// support", "a loss of $916 million", "$8.8 billion in debt".
func (p *parser) nounBeside(q *quantity) corpus.Span {
	j := q.next
	if p.at(j).kind == wordItem && !p.is(j, stop|adverb|month|weekday|up|timeNoun) && p.at(j).num < 0 && !p.isWord(j, "each") {
		if end := p.phraseEnd(j, 4); end > j && !p.verbLike(j, end) {
			return p.span(j, end)
		}
	}
	if q.kind == doc.Money || q.kind == doc.Other || q.kind == doc.Percent {
		if p.isWord(j, "in") && p.at(j+1).kind == wordItem && !p.is(j+1, stop|month|weekday|timeNoun) && !p.at(j+1).capital {
			if end := p.phraseEnd(j+1, 4); end > j+1 {
				return p.span(j+1, end)
			}
		}
	}
	if k := q.modFirst - 1; p.isWord(k, "of") && !p.isWord(k-1, "one") || p.isWord(k, "by") && p.is(k-1, changeNoun) {
		if first := p.phraseStart(k); first < k {
			return p.span(first, k)
		}
	}
	return corpus.Span{}
}

// verbLike reports whether the phrase from i on rather is a predicate: it
// begins with a past form and no noun follows.
func (p *parser) verbLike(i, end int) bool {
	w := p.wordAt(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed") && end == i+1 || p.is(i, level|show|up|down) && !p.is(i, changeNoun)
}

// doer is whose quantity it is, for "Ford cut 13,000 workers": the subject of
// the verb right before the number, where the counted thing follows it.
func (p *parser) doer(q *quantity) corpus.Span {
	k := q.modFirst - 1
	for p.is(k, det|adverb) && k > 0 {
		k--
	}
	w := p.wordAt(k)
	if !p.is(k, level|verb|up|down) && !(len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))) {
		return corpus.Span{}
	}
	return p.subjectOf(k)
}

// subject is the noun phrase that a number is said of: "unemployment rose to
// 5.1 percent", "the benefit would be $300", "Nvidia advanced 8%".
func (p *parser) subject(q *quantity) corpus.Span {
	k := q.modFirst - 1
	limit := max(0, k-12)
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
		if it.class&(level|up|down|aux|verb) != 0 && it.class&(prep|changeNoun) != prep {
			return p.subjectOf(k)
		}
		if it.class&conj != 0 && !p.isWord(k, "and") {
			break
		}
	}
	// "Libertarian Gary Johnson 3 percent": the phrase right before
	if k := q.modFirst; k > 0 && p.at(k-1).kind == wordItem && !p.is(k-1, stop) {
		if first := p.phraseStart(k); first < k {
			return p.span(first, k)
		}
	}
	return corpus.Span{}
}

// subjectOf is the subject of the verb at item k: the noun phrase before it
// and its auxiliaries and adverbs.
func (p *parser) subjectOf(k int) corpus.Span {
	for k > 0 && (p.is(k-1, aux|adverb|verb|up|down|level) && !p.is(k-1, changeNoun) || p.isWord(k-1, "to") || p.isWord(k-1, "not") || p.isMark(k-1, '\'')) {
		k--
	}
	if p.is(k-1, conj) && (p.isWord(k-1, "which") || p.isWord(k-1, "that") || p.isWord(k-1, "who")) {
		k--
		if p.isMark(k-1, ',') {
			k--
		}
	}
	if p.isMark(k-1, ',') && p.at(k-2).kind == wordItem { // an apposition or aside ends here
		for b := k - 2; b > max(0, k-12); b-- {
			if p.isMark(b, ',') {
				k = b
				break
			}
		}
	}
	first := p.phraseStart(k)
	if first >= k {
		return corpus.Span{}
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
		if p.isWord(b, "of") || p.isWord(b, "for") || p.isWord(b, "in") {
			if first == b+1 || first == b+2 && p.is(b+1, det) {
				if p.isWord(b, "of") || p.is(b-1, changeNoun) || !p.isWord(b, "in") {
					continue
				}
			}
			break
		}
		if it.class&det != 0 {
			if p.isWord(b-1, "of") || p.isWord(b-1, "for") {
				first = b
				continue
			}
			break
		}
		if it.class&(prep|conj|aux|pron|say|month|weekday) != 0 && !(p.isWord(b, "may") || it.class&changeNoun != 0) {
			break
		}
		if it.class&(verb|up|down|level) != 0 && it.class&changeNoun == 0 && b != k-1 {
			break
		}
		first = b
	}
	// A phrase does not begin with "of" or a mark.
	for first < k && (p.at(first).kind == markItem || p.is(first, prep|det)) {
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
		if it.class&(det|prep|conj|aux|pron) != 0 || it.class&(verb|say) != 0 && (words > 0 || !p.plural(k)) {
			break
		}
		if it.class&(month|weekday) != 0 && it.capital {
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
	if p.isWord(k, "aged") || p.isWord(k, "age") || p.isWord(k, "ages") {
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
	return p.subject(q)
}

// stems are the content words of phrase, stemmed and joined by a space: a key
// to group by.
func stems(phrase string) string {
	var out strings.Builder
	for _, w := range strings.FieldsFunc(phrase, notLetter) {
		w = strings.ToLower(w)
		if functionWords[w] || len(w) < 2 {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(english.Stem(w, false))
	}
	return out.String()
}
