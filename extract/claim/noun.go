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
	if k := p.afterHyphen(j); k != j && !p.isDash(j) && p.at(k).kind == wordItem && p.at(k).class&(prep|conj|aux|pron|det) == 0 && !p.isWord(k, "odd") {
		// four-way race, two-state solution
		name, _ := p.singular(k)
		q.count(name, linked)
		q.hyphen = true
		q.noun, q.nounFirst, q.next = k, k, k+1
		return
	}
	if p.isWord(j, "times") || p.isWord(j, "time") && q.n.mant == 1 {
		q.count("time", sure)
		q.noun, q.nounFirst, q.next = j, j, j+1
		return
	}
	if p.appositiveAge(q) {
		return
	}
	noun := j
	switch { // 40 or so members, 100K+ arrests, 80,000 plus personnel
	case p.isWord(j, "or") && p.isWord(j+1, "so", "more"):
		noun = j + 2
	case p.afterHyphen(j) != j && p.isWord(p.afterHyphen(j), "plus", "odd"): // his 50-plus appearances
		noun = p.afterHyphen(j) + 1
	case p.isMark(j, '+') && p.at(j).glued, p.isWord(j, "plus") && q.n.digits:
		noun = j + 1
	}
	if first, head := p.nounAfter(noun); head >= 0 {
		p.countOf(q, first, head)
		return
	}
	if p.isWord(j, "of") && p.countOfWhole(q, j+1) {
		return
	}
	if p.compound(q, j) {
		return
	}
	p.bareCount(q, j)
}

// single reports whether "one" is a number rather than a determiner, and makes q the
// count that it is: where the text says how exact it is ("at least one person"), of
// whom something happened to ("one officer was wounded", "killing one"), and beside
// another count ("two sons and one daughter").
func (p *parser) single(q *quantity) bool {
	j := q.afterNumber
	if q.kind != doc.Count && q.kind != "" || q.noun >= 0 || p.isWord(j, "of", "another") || p.isWord(q.first-1, "no", "not") || p.isMark(q.first-1, '-') {
		return false
	}
	end := p.phraseEnd(j, 5)
	for k := j; k < end; k++ {
		if p.is(k, harmed) {
			if k == j && end > j+1 {
				return false // one injured man
			}
			end = k
		}
	}
	for end > j+1 && p.tagged(end-2, "NN") && (p.tagged(end-1, "VB") || p.tagged(end-1, "RB") || p.isWord(end-1, "present")) { // one aide present
		end--
	}
	if p.isMark(end, possessive) {
		return false
	}
	if end > j && (p.is(end-1, timeNoun|general|weekday|month) || p.at(end-1).kind != wordItem) {
		return false
	}
	k := end
	for p.is(k, aux|adverb) && !p.is(k, harmed) {
		k++
	}
	happened := p.is(q.first-1, harmed) && !p.isWord(q.first-1, "missing", "dead") || p.is(k, harmed)
	sign, _ := p.modifierEnding(q.first)
	last := p.countBefore()
	with, _, more := p.number(end + 1)
	switch {
	case happened && !p.isWord(j, "more", "other"):
	case end == j:
		return false
	case sign == ">=" || sign == ">":
	case p.isWord(end, "and") && more && !with.one && with.value() < 1000:
	case p.isWord(q.first-1, "and") && p.done == q.first-1 && last != nil && last.Value > 1:
	default:
		return false
	}
	if end == j {
		q.count("person", bare)
		return true
	}
	name, _ := p.singular(end - 1)
	q.count(name, sure)
	q.noun, q.nounFirst, q.next = end-1, j, end
	return true
}

// compound reads a count whose noun is the first part of another, written without a
// hyphen: "a 12 page document", "a 3 cylinder engine".
func (p *parser) compound(q *quantity, j int) bool {
	if !q.n.digits || q.n.integer() < 2 || !p.parsed() || p.at(j).kind != wordItem || p.at(j).capital || p.at(j).class&grammar != 0 || !(p.isWord(q.first-1, "a", "an", "the") || p.at(q.first-1).kind == wordItem) {
		return false
	}
	t := p.tokenAt(p.at(j).start)
	if t+1 >= p.Sentences[p.index].Last || p.Tokens[t].Tag != "NN" || p.Arcs[t].Relation != "compound" || p.Arcs[t].Head <= t || p.Arcs[t].Head > t+3 {
		return false
	}
	name, _ := p.singular(j)
	q.count(name, linked)
	q.hyphen, q.noun, q.nounFirst, q.next = true, j, j, j+1
	return true
}

// countOf makes q a count of the noun phrase right behind it.
func (p *parser) countOf(q *quantity, first, head int) {
	for first < head && p.isWord(first, "more", "other", "additional", "such") {
		first++
	}
	if s, ok := p.stage.units.lower[p.word(head)]; ok && first < head && (s.kind == doc.Duration || s.kind == doc.Money && !s.coin) && !p.at(head).capital { // ten uninterrupted years, millions of federal dollars
		p.setUnit(q, s.unit)
		q.next, q.afterNumber = head+1, head+1
		return
	}
	name, _ := p.singular(head)
	q.count(name, sure)
	q.noun, q.nounFirst, q.next = head, first, head+1
	if q.n.negative && p.isMark(q.first, '-') { // a dash that opens an item of a list
		q.n.negative = false
		q.first++
	}
	if name == "other" { // took 5 others
		q.unitName = ""
		if p.is(q.first-1, harmed) || p.is(q.next, aux|harmed) && p.is(q.next+1, harmed|aux) || p.is(q.next, harmed) {
			q.unitName = "person"
		}
		if last := p.countBefore(); last != nil && last.Unit != "" {
			q.unitName = last.Unit
		}
	}
	if q.unitName == "dead" || p.is(head, harmed) {
		q.unitName = "person"
	}
}

// countOfWhole makes q a count of a part of what begins at item k, behind "of":
// "two of the ministers", "four of nine ministries", "two of them".
func (p *parser) countOfWhole(q *quantity, k int) bool {
	if q.n.form == plainNumber {
		noun := k
		if p.is(noun, det) {
			noun++
		}
		if _, next, ok := p.number(noun); ok {
			noun = next
		}
		if first, head := p.nounAfter(noun); head >= 0 {
			name, _ := p.singular(head)
			q.count(name, sure)
			q.noun, q.nounFirst = head, first
			return true
		}
	}
	// "Them" can be of the sentence before; 150 bytes are about one.
	if last := p.lastClaim(); p.isWord(k, "them", "whom", "which", "these", "those") && last != nil && last.UnitKind == doc.Count && p.at(q.first).start-last.End < 150 {
		q.count(last.Unit, linked)
		q.ofThem = true
		return true
	}
	if s := p.pluralBefore(k); p.isWord(k, "them") && !s.Empty() {
		name, _ := word.Singular(strings.ToLower(p.text[strings.LastIndexByte(p.text[:s.End], ' ')+1 : s.End]))
		q.count(word.American(name), linked)
		q.them = s
		return true
	}
	return false
}

// nounAfter finds the noun phrase of a count that begins at item j: its first
// word and its head, a plural. -1 where there is none.
func (p *parser) nounAfter(j int) (first, head int) {
	first, head = -1, -1
	if p.isDash(j) {
		return first, head // a dash opens a clause: "cut to two–thereby"
	}
	for k, words := j, 0; k < len(p.items) && words < 8; k++ {
		it := &p.items[k]
		if it.kind == markItem {
			switch {
			case it.mark == '"' && words < 4, it.mark == '-' && it.glued && p.at(k+1).glued && p.at(k+1).kind == wordItem && head < 0, it.mark == '.' && it.glued && p.at(k+1).kind == wordItem && k > j && p.at(k-1).size() <= 3 && head < 0, it.mark == '&':
				continue
			case it.mark == ',' && head < 0 && words > 0 && words < 3 && p.adjective(k-1) && !p.isWord(k-1, "more", "others") && p.at(k+1).kind == wordItem && !p.is(k+1, stop):
				continue
			}
			return first, head
		}
		if (it.kind == digitItem && it.size() < 4 || it.kind == wordItem && it.size() == 1 && it.capital) && words > 0 && words < 3 && p.at(k-1).capital && p.at(k+1).kind == wordItem && head < 0 {
			words++ // Model 3 sedans
			continue
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
		if it.class&(det|prep|conj|aux|pron) != 0 && !(p.isWord(k, "and") && words > 0 && p.at(k+1).kind == wordItem && !p.is(k+1, stop) && p.joined(j, k)) && !p.isWord(k, "past") {
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
		if p.plural(k) && !(it.capital && p.plural(k+1) && !p.at(k+1).capital && p.endsName(k+1)) { // 900 Delta Air Lines pensioners
			head = k
		}
	}
	return first, head
}

// joined reports whether the word before "and" at item k can belong to what stands
// behind it, as in "five police and army officers": by the tree it is no noun of a
// phrase that began before item j.
func (p *parser) joined(j, k int) bool {
	if !p.parsed() {
		return true
	}
	h := p.Arcs[p.tokenAt(p.at(k-1).start)].Head
	return h == doc.None || h >= p.tokenAt(p.at(j-1).start)
}

// isDash reports whether item i is a dash and no hyphen.
func (p *parser) isDash(i int) bool {
	it := p.at(i)
	return p.isMark(i, '-') && p.text[it.start:it.end] == "–"
}

// adjective reports whether item i may be one: a word of no class.
func (p *parser) adjective(i int) bool {
	return p.at(i).kind == wordItem && p.at(i).class&grammar == 0
}

// bareCount gives a number without a noun of its own, with item j behind it,
// the unit that its surroundings say: "another 200" goes on with the count
// before it, "12 were killed" are persons.
func (p *parser) bareCount(q *quantity, j int) {
	q.confidence = bare
	if p.ofThose(q) {
		return
	}
	if p.votes > 0 && (p.votes == q.number || p.votes == j+1) {
		q.count("vote", derived)
		return
	}
	if p.voteOf(q, j) {
		q.count("vote", bare)
		return
	}
	if q.n.form == vague && q.n.exp >= 6 && p.spent(q) { // granted states billions
		p.setUnit(q, p.stage.units.lower["$"].unit)
		q.confidence = guessed
		return
	}
	if q.n.form == vague && !p.isWord(j, "of") {
		q.count("person", bare) // thousands fled
		return
	}
	if p.isWord(q.first-1, "from") && p.isWord(j, "to") { // from 4,500 to 2,500 soldiers
		if n, k, ok := p.number(j + 1); ok {
			if p.isMark(k, '-') {
				if more, end, ok := p.number(k + 1); ok {
					n, k = more, end
				}
			}
			if u, _ := p.findUnit(k, n); u != nil {
				if n.scaled && !q.n.scaled && q.n.value() < 1000 { // from 24.2 to 33 billion euros
					for b := j + 1; b < k; b++ {
						if num, ok := p.numeral(b); ok && num.kind == scaleNumeral {
							q.n.scale(num)
						}
					}
				}
				p.setUnit(q, u)
				q.confidence = linked
				return
			}
			if first, head := p.nounAfter(k); head >= 0 {
				name, _ := p.singular(head)
				q.count(name, bare)
				q.them = p.span(first, head+1)
				return
			}
		}
	}
	if p.carried(q, j) || p.crowd(q, j) || p.ofWhole(q) {
		return
	}
	if last := p.lastClaim(); p.itemOfList(q) {
		q.kind, q.unitName, q.listed = last.UnitKind, last.Unit, true
		return
	}
	if p.persons(q, j) {
		return
	}
	more := p.isWord(j, "more", "others")
	if p.isWord(q.first-1, "of") && p.isWord(q.first-2, "family", "families", "household", "party", "team", "staff", "jury", "panel", "crew", "city", "town", "village", "community", "population") && (p.at(j).kind != wordItem || p.is(j, prep)) || p.isWord(q.first-1, "of") && p.isWord(q.first-2, "family", "families", "household", "crew", "population") {
		q.count("person", bare)
		q.noun, q.nounFirst = q.first-2, q.first-2
		return
	}
	if p.isWord(q.first-1, "of") && p.isWord(q.first-2, "mother", "father", "grandmother", "grandfather", "parents") {
		q.count("child", bare)
		return
	}
	if last := p.claimBefore(); last != nil && q.n.scaled && last.UnitKind == doc.Money && last.Value >= 1e5 && !more {
		// a surplus of 376 mln stg, against one of 73 mln
		q.kind, q.unitName, q.confidence = doc.Money, last.Unit, guessed
		return
	}
	if p.goesOn(q, more) {
		if more {
			q.next = j + 1
		}
		return
	}
	_, before := p.modifierEnding(q.first)
	before--
	if more || p.isWord(before, "another", "and", "or", "including", "with", "than") || p.isMark(before, ',') && q.n.scaled {
		if last := p.countBefore(); last != nil {
			q.count(last.Unit, bare)
		}
		if more {
			q.next = j + 1
		}
	}
}

// crowd reports whether q is the size of a crowd or the number of people who do
// something, and makes it that: "a crowd of 10,000", "a 12,000 crowd", "3,000
// have fled".
func (p *parser) crowd(q *quantity, j int) bool {
	k := q.first - 1
	if sign, first := p.modifierEnding(q.first); sign != "" {
		k = first - 1
	}
	if p.isWord(k, "of") && p.is(k-1, crowd) {
		q.count("person", bare)
		q.noun, q.nounFirst = k-1, k-1
		return true
	}
	if p.is(j, crowd) {
		q.count("person", bare)
		q.noun, q.nounFirst, q.next = j, j, j+1
		return true
	}
	for k := j; k < j+4; k++ {
		if p.is(k, personVerb) && (q.n.scaled || q.n.value() >= 20) {
			q.count("person", bare)
			return true
		}
		if !p.is(k, aux|adverb) {
			break
		}
	}
	return false
}

// persons reports whether q is of those whom something happened to, and makes
// it that: "12 were killed", "wounded 56 more".
func (p *parser) persons(q *quantity, j int) bool {
	for k := j; k < j+4; k++ {
		if p.is(k, harmed) || p.isWord(k, "employed") {
			q.count("person", bare)
			return true
		}
		if !p.is(k, aux|adverb) && !p.isWord(k, "more", "others", "people") {
			break
		}
	}
	if !p.is(q.first-1, harmed) && !(p.modifierBefore(q.first) && p.is(q.first-2, harmed)) {
		return false
	}
	q.count("person", bare)
	if p.isWord(j, "more", "others") {
		q.next = j + 1
		if last := p.countBefore(); last != nil {
			q.unitName = last.Unit
		}
	}
	return true
}

// voteOf reports whether q is one of the numbers of "by a vote of 91 to 4".
func (p *parser) voteOf(q *quantity, j int) bool {
	if p.isWord(j, "to") && (p.at(j+1).kind == digitItem || p.isNumeral(j+1, unitNumeral)) {
		return p.isWord(q.first-1, "of") && (p.is(q.first-2, voteWord) || p.isWord(q.first-2, "margin")) ||
			p.isWord(q.first-1, "passed", "approved", "adopted", "rejected", "defeated", "failed", "confirmed", "voted", "cleared")
	}
	last := p.lastClaim()
	return p.isWord(q.first-1, "to") && last != nil && p.done == q.first-1 && last.Unit == "vote"
}

// itemOfList reports whether q goes on with the list that the claim before
// belongs to: "a quota of 28,526 tons, Indonesia 24,516, Bolivia 13,761".
func (p *parser) itemOfList(q *quantity) bool {
	last := p.claimBefore()
	if last == nil || !q.n.digits {
		return false
	}
	if p.isWord(q.first-1, "from") && p.done > 0 && q.first-p.done <= 2 {
		return last.UnitKind == doc.Money || last.UnitKind == doc.Other // 7.7 billion dollars from 5.8 billion
	}
	if !p.at(q.first-1).capital || last.UnitKind == doc.Age || last.UnitKind == doc.Duration {
		return false
	}
	k := q.first - 1 // the name
	for k > 0 && p.at(k-1).capital {
		k--
	}
	return (p.isMark(k-1, ',') || p.isMark(k-1, ';') || p.isWord(k-1, "and")) && p.at(k).start-last.End < 10
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
	if it.kind != wordItem || it.size() < 3 || it.class&(det|prep|conj|aux|pron) != 0 || it.class&(say|verb|show) != 0 && it.class&nounVerb == 0 {
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
