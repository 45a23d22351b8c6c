package claim

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

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
			if (p.is(head, pluralModifier) || strings.HasSuffix(p.word(head), "ese") || p.isWord(head, "swiss")) && p.plural(k) && !it.capital {
				head = k
				continue
			}
			if strings.HasSuffix(p.word(head), "ese") && it.class&grammar == 0 && !it.capital && (p.plural(k+1) || p.at(k+1).class&grammar == 0 && p.plural(k+2)) {
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

// adjective reports whether item i may be one: a word of no class.
func (p *parser) adjective(i int) bool {
	return p.at(i).kind == wordItem && p.at(i).class&grammar == 0
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
		if p.isWord(k, "of") && p.is(k-1, crowd) {
			q.kind, q.unitName = doc.Count, "person"
			q.noun, q.nounFirst = k-1, k-1
			return
		}
	}
	if p.is(j, crowd) { // a 12,000 crowd
		q.kind, q.unitName = doc.Count, "person"
		q.noun, q.nounFirst, q.next = j, j, j+1
		return
	}
	for k, words := j, 0; words < 4; k, words = k+1, words+1 {
		if p.is(k, personVerb) && (q.n.scaled || q.n.value() >= 20) {
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

// singular is the singular of the noun at item i in lower case and American
// spelling, and whether it is a plural.
func (p *parser) singular(i int) (string, bool) {
	s, plural := word.Singular(p.word(i))
	return word.American(s), plural
}

// plural reports whether item i can be a plural noun.
func (p *parser) plural(i int) bool {
	it := p.at(i)
	if it.kind != wordItem || it.end-it.start < 3 || it.class&(det|prep|conj|aux|pron) != 0 || it.class&(say|verb|show) != 0 && it.class&nounVerb == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(p.text[it.start:it.end])
	if 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	if r != 's' && r != 'n' && r != 'e' && r != 'f' && r != 'l' && r != 't' && r != 'a' && r != 'h' && r != 'i' && r != 'x' && r != 'r' && r != 'p' && r != 'g' {
		return false
	}
	_, plural := word.Singular(p.word(i))
	return plural
}
