package claim

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// notQuantity looks at the surroundings of the number n, items i to before j,
// and returns the item after what is no quantity (a date, a clock time, a
// number glued into a name), 0 where nothing speaks against it.
func (p *parser) notQuantity(i, j int, n number, money bool) int {
	if p.votes == i && i > 0 {
		return 0
	}
	first := p.at(i)
	if first.kind == digitItem && !money {
		if end := p.gluedBefore(i, j); end > 0 {
			return end
		}
	}
	if first.kind == digitItem {
		if end := p.chain(i, j, n, money); end > 0 {
			return end
		}
	}
	if money {
		return 0
	}
	if first.kind == digitItem && !n.scaled {
		if end := p.code4(i, j); end > 0 {
			return end
		}
	}
	if n.digits && p.isWord(j, "th", "st", "nd", "rd") && p.at(j).kind == wordItem { // the 20 th century
		return j + 1
	}
	if b := strings.TrimRight(p.text[max(0, first.start-8):first.start], " \n"); n.digits && (strings.HasSuffix(b, "(S.") || strings.HasSuffix(b, "H.R.")) {
		return j // the bills (S. 2279) and H.R. 12; a sentence may begin at their numbers
	}
	if n.digits && !n.scaled && first.size() > 11 && !p.grouped(i) && p.at(j).kind != wordItem {
		return j // 190509180227461 is a name of a file or a moment
	}
	if end := p.date(i, j, n); end > 0 {
		return end
	}
	if end := p.clock(i, j, n); end > 0 {
		return end
	}
	if n.digits && (n.integer() == 911 || n.integer() == 999) && // telephone numbers for help
		p.isWord(i-1, "call", "called", "calling", "dialed", "dial") {
		return j
	}
	if !n.digits && p.isMark(i-1, '-') && first.glued && p.at(i-1).glued && p.at(i-2).kind == wordItem && !p.isWord(i-2, "minus", "sub") {
		return j // number-two
	}
	if (n.digits || first.capital) && p.insideName(i, j) {
		return j
	}
	if n.one && p.isMark(j, '-') && p.at(j).glued && !p.wordOfRatio(j+1) {
		if u, _ := p.findUnit(j, n); u == nil {
			return j + 1 // one-man, one-on-one
		}
	}
	return 0
}

// code4 rejects what digits write that is no number: hours of the 24-hour
// clock ("between 2200 and 0700"), area codes ("(801) 524-5933"), calibers
// (".308 rounds").
func (p *parser) code4(i, j int) int {
	if p.zeroFirst(i) {
		return j
	}
	if (p.isWord(j, "and", "to") || p.isMark(j, '-')) && p.zeroFirst(j+1) && p.at(i).size() == 4 {
		return j + 2
	}
	if p.isMark(i-1, '(') && p.isMark(j, ')') && p.at(j+1).kind == digitItem && p.isMark(j+2, '-') && p.at(j+2).glued && p.at(j+3).kind == digitItem {
		return j + 4
	}
	if it := p.at(i); p.text[it.start] == '.' && it.size() >= 3 {
		if u, _ := p.findUnit(j, number{}); u == nil {
			return j
		}
	}
	return 0
}

// zeroFirst reports whether item i is digits that begin with a zero.
func (p *parser) zeroFirst(i int) bool {
	it := p.at(i)
	return it.kind == digitItem && it.size() > 1 && p.text[it.start] == '0' && isDigit(p.text[it.start+1])
}

func (p *parser) wordOfRatio(i int) bool {
	return p.isWord(i, "in", "to", "out", "fold")
}

// gluedBefore rejects numbers glued to what stands before: F-16, G7, #2, '90s.
func (p *parser) gluedBefore(i, j int) int {
	it := p.at(i)
	if !it.glued || i == 0 {
		return 0
	}
	prev := p.at(i - 1)
	switch prev.kind {
	case wordItem, opaqueItem, digitItem:
		return j
	}
	switch prev.mark {
	case '#', '@', '/', ':', '_', '&', '*', '=', '^', '\\':
		return j
	case '.', ',':
		if prev.glued && p.at(i-2).kind != markItem {
			return j
		}
	case '\'', '"':
		if p.isMark(i-2, '=') { // height="290"
			return j
		}
		// '90s, and "2-1" scores stay possible
		if it.size() == 2 && p.at(j).glued && p.at(j).kind == wordItem {
			return j + 1
		}
	case '-':
		if prev.glued && p.at(i-2).kind != markItem {
			if w := p.wordAt(i - 2); w == "minus" || w == "sub" {
				return 0
			}
			return j
		}
	}
	return 0
}

// chain rejects digits that go on: clock times and scores (10:30), dates
// (9/11), telephone and other numbers (555-1234), ordinals and decades (4th,
// 1990s), and what letters make something else (3D, 5G). Scores of votes are
// kept.
func (p *parser) chain(i, j int, n number, money bool) int {
	it := p.at(j)
	if !it.glued || j >= len(p.items) {
		return 0
	}
	switch {
	case it.kind == wordItem:
		if u, _ := p.findUnit(j, n); u != nil {
			return 0
		}
		if money {
			return 0
		}
		return j + 1
	case it.kind == markItem && it.mark == possessive:
		return j + 1
	case it.kind == markItem && (it.mark == ':' || it.mark == '/' || it.mark == '.') && p.at(j+1).kind == digitItem && p.at(j+1).glued:
		if money || n.form == fraction || p.evens(&quantity{n: n, number: i, afterNumber: j}) {
			return 0
		}
		return p.chainEnd(j)
	case it.kind == markItem && (it.mark == '-' || it.mark == '/') && p.at(j+1).glued && n.form == plainNumber:
		if p.at(j+1).kind == wordItem && !money {
			w := p.at(j + 1)
			if w.size() == 1 && w.capital { // 3-D, 2-A
				return j + 2
			}
			return 0
		}
		if p.at(j+1).kind != digitItem || n.scaled || it.mark == '/' {
			return 0
		}
		b, next, ok := p.digitNumber(j + 1)
		if !ok || p.isMark(next, '-') && p.at(next).glued && p.at(next+1).glued && p.at(next+1).kind == digitItem {
			return p.chainEnd(j) // 1-800-555-0100
		}
		if money {
			return 0
		}
		return p.pair(i, j, next, n, b)
	}
	return 0
}

// chainEnd is the item after digits joined by marks from item j on.
func (p *parser) chainEnd(j int) int {
	for j+1 < len(p.items) && p.at(j).kind == markItem && p.at(j).glued && p.at(j+1).glued && p.at(j+1).kind == digitItem {
		j += 2
	}
	if p.at(j).kind == wordItem && p.at(j).glued {
		j++
	}
	return j
}

// pair judges a-b: a range, years, a vote (both are claims), a score, or a
// telephone number.
func (p *parser) pair(i, j, next int, a, b number) int {
	va, vb := a.integer(), b.integer()
	lenA, lenB := p.at(i).size(), p.at(j+1).size()
	switch {
	case a.scaled || b.scaled:
		return 0
	case lenA == 4 && isYear(va) && (lenB == 2 || lenB == 4 && isYear(vb)): // 2012-13
		return next
	case lenA == 3 && lenB == 4 && va > 0 && a.exp == 0: // 555-1234
		return next
	}
	if u, _ := p.findUnit(next, b); u != nil && a.value() < b.value() {
		return 0
	}
	if va < 0 || vb < 0 {
		return 0
	}
	votes, sports := false, false
	for k := max(0, i-12); k < min(len(p.items), next+8); k++ {
		votes = votes || p.is(k, voteWord)
		sports = sports || p.is(k, sport) && !p.is(k, voteWord)
	}
	if p.evens(&quantity{n: a, number: i, afterNumber: j}) && !votes && !sports {
		return 0
	}
	if votes && !sports && (va+vb > 4 || va > 0 && vb == 0) {
		p.votes = j + 1
		return 0
	}
	if va >= vb || va == 0 && !p.plural(next) || sports && !p.plural(next) {
		return next
	}
	return 0
}

// insideName reports whether the items lie in a mention of a name that has
// more than the number.
func (p *parser) insideName(i, j int) bool {
	start, end := p.items[i].start, p.items[j-1].end
	for k := p.mentionFrom(start - farthest); k < len(p.Mentions) && p.Mentions[k].Start <= start; k++ {
		m := p.Mentions[k]
		if m.Form == doc.FormName && m.Start <= start && m.End >= end && m.End-m.Start > end-start {
			return true
		}
	}
	return false
}

// notClaim judges a quantity that is read whole, and returns the item to go
// on with where it is no claim, else 0.
func (p *parser) notClaim(q *quantity) int {
	i, j := q.first, q.next
	if q.unit != nil && q.unit.kind == doc.Money {
		return 0
	}
	if q.program {
		return q.afterNumber + 1
	}
	// "one" counts only units, and not in "one day"; and what it is no determiner of.
	if q.n.one && q.unit == nil && p.single(q) {
		return 0
	}
	if q.n.one && !q.hasMax && q.kind != doc.Ratio && !q.n.negative {
		if q.unit == nil || q.unitName == "point" && p.isWord(i-1, "at") || q.kind == doc.Duration && j == q.number+2 && p.isWord(j-1, "day", "night", "second", "point") {
			return q.afterNumber
		}
	}
	if q.kind == doc.Ratio && q.n.digits && p.isMark(i-1, '(') && p.isMark(j, ')') && p.isMark(q.number+1, '/') {
		return j // the first of two messages: (1/2)
	}
	if q.kind == doc.Ratio && q.n.form == fraction && q.next == q.afterNumber {
		return p.notFraction(q)
	}
	if q.unit != nil || q.kind == doc.Ratio || q.kind == doc.Age {
		return 0
	}
	if end := p.partOfName(q); end > 0 || q.noun >= 0 {
		return end
	}
	return p.notBare(q)
}

// partOfName rejects a number without a unit that names rather than counts:
// "Section 230", "World War Two", "Boeing 737", "12 Harbor Road".
func (p *parser) partOfName(q *quantity) int {
	if p.ofBill(q) {
		return p.listEnd(q.next)
	}
	n, i, hasNoun := q.n, q.first, q.noun >= 0
	grouped := n.digits && p.grouped(q.number)
	prev := p.at(i - 1)
	dotted := p.isMark(i-1, '.') && prev.glued
	if dotted {
		prev = p.at(i - 2)
	}
	counts := hasNoun && !(p.at(q.noun).capital && !p.demonym(q.noun)) // its noun is no name
	if n.digits && !n.scaled && p.address(q.afterNumber) {
		return q.afterNumber
	}
	// Section 230, Flight 103, page 12, phase two
	if prev.class&designator != 0 && !grouped && n.form == plainNumber && !n.scaled && (prev.capital && n.digits && !(i == 1 && hasNoun) || !hasNoun) && !p.is(i-1, level) {
		return p.listEnd(q.next)
	}
	if p.isWord(i-1, "of") && p.is(i-2, designator) && p.at(i-2).capital {
		return q.next // Group of 20
	}
	if dotted && prev.kind == wordItem && (!hasNoun && prev.class&designator != 0 || prev.capital && prev.size() == 1 && n.digits) { // S. 167
		return p.listEnd(q.next)
	}
	if p.titleCase || counts {
		return 0 // capitals tell nothing, or the noun is counted
	}
	// World War Two, the Ten Commandments
	if it := p.at(q.number); it.kind == wordItem && it.capital && i > 0 && n.form == plainNumber && !p.opensAnew(i-1) && (hasNoun || prev.capital) {
		return q.afterNumber
	}
	if prev.kind == wordItem && prev.capital && n.digits && !n.scaled && !grouped && !dotted && prev.class&(stop|adverb|up|down|level|show|harmed|weekday) == 0 && !p.functionFirst(i-1) {
		return q.afterNumber // Boeing 737, Fortune 100
	}
	return 0
}

// opensAnew reports whether item i is a mark that the next word can be
// capitalized for.
func (p *parser) opensAnew(i int) bool {
	return p.isMark(i, '"') || p.isMark(i, ':') || p.isMark(i, '.') || p.isMark(i, '—') || p.isMark(i, '-')
}

// notBare rejects a number with neither unit nor noun that no reader would take
// for a quantity: before a name, in a table, as a pronoun, in an enumeration.
func (p *parser) notBare(q *quantity) int {
	n, i, j := q.n, q.first, q.next
	prev := p.at(i - 1)
	if prev.glued && p.isMark(i-1, '.') {
		prev = p.at(i - 2)
	}
	// 3200 Phaethon: a number in front of a name, but for a people or party
	if next := p.at(q.afterNumber); n.digits && !n.scaled && !p.grouped(q.number) && !p.titleCase && next.kind == wordItem && next.capital && next.class&grammar == 0 && next.size() > 2 && !next.glued && !p.demonym(q.afterNumber) && !p.modifierBefore(i) && !p.is(i-1, level|up|down|adverb) {
		return q.afterNumber
	}
	// Rows of a table: bare numbers side by side.
	if p.numberBeside(i-1, n.digits) || p.numberBeside(j, n.digits) {
		return q.afterNumber
	}
	// A word alone: "the two", "no one".
	if !n.digits && !n.scaled && n.form == plainNumber && prev.kind == wordItem && (prev.class&(det|pron) != 0 || p.isWord(i-1, "or", "no")) {
		return q.afterNumber
	}
	if n.mant == 0 || n.form == plainNumber && !n.scaled && q.noun < 0 && p.isWord(i-1, "top", "bottom", "final") { // the bottom three
		return q.afterNumber
	}
	// Enumeration: "1. Open the door", "(2)", "2) ..."
	if n.digits && n.integer() >= 0 && n.integer() < 100 {
		if i == 0 && (p.isMark(j, '.') || p.isMark(j, ')')) {
			return j
		}
		if p.isMark(j, ')') && (p.isMark(i-1, '(') || p.isMark(i-1, ',') || !p.inBrackets(i)) {
			return j
		}
	}
	return 0
}

// grouped reports whether the digits of item i are in groups, as those of
// numbers in names are not: 13,761.
func (p *parser) grouped(i int) bool {
	return strings.IndexByte(p.text[p.items[i].start:p.items[i].end], ',') >= 0
}

// inBrackets reports whether a bracket opens a little before item i.
func (p *parser) inBrackets(i int) bool {
	for k := i - 1; k >= max(0, i-25); k-- {
		if p.isMark(k, '(') {
			return true
		}
		if p.isMark(k, ')') {
			return false
		}
	}
	return false
}

// numberBeside reports whether item i is a number too, in digits or in words.
func (p *parser) numberBeside(i int, digits bool) bool {
	it := p.at(i)
	if digits {
		return it.kind == digitItem || it.kind == markItem && fractionSign(it.mark) > 0
	}
	num, ok := p.numeral(i)
	return ok && num.kind <= scaleNumeral
}

// ofBill reports whether the number that the sentence begins with is that of a bill,
// cut off from it: "The Parity Act, S.|558, requires".
func (p *parser) ofBill(q *quantity) bool {
	if q.first != 0 || p.index == 0 || !q.n.digits {
		return false
	}
	before := strings.TrimRight(p.text[:p.items[0].start], " ")
	return strings.HasSuffix(before, " S.") || strings.HasSuffix(before, "H.R.")
}

// address reports whether the name of a street begins at item j.
func (p *parser) address(j int) bool {
	for k := j; k < j+5 && p.at(k).kind == wordItem && p.at(k).capital; k++ {
		if p.is(k, street) {
			return k > j || p.isWord(k, "ave", "avenue") && p.at(k+1).capital // 22 Ave Foch
		}
		if p.at(k+1).kind == digitItem && p.at(k+2).glued && p.isWord(k+2, "st", "nd", "rd", "th") && p.is(k+3, street) { // 9 E 71st St
			return true
		}
	}
	return false
}

// listEnd passes over what a designator goes on to number: "sections 5 and 6".
func (p *parser) listEnd(j int) int {
	for (p.isWord(j, "and", "or") || p.isMark(j, ',') || p.isMark(j, '-') || p.isWord(j, "to")) && p.at(j+1).kind == digitItem && !p.plural(j+2) {
		j += 2
	}
	return j
}

// functionFirst reports whether item i opens the sentence and is a common
// word there.
func (p *parser) functionFirst(i int) bool {
	if i != 0 && !p.isMark(i-1, '"') && !p.isMark(i-1, '.') && !p.isMark(i-1, ':') {
		return false
	}
	w := p.wordAt(i)
	return len(w) > 3 && w[len(w)-2:] == "ly" || p.at(i).num >= 0
}

// demonym reports whether item i is a people by a mention of the country.
func (p *parser) demonym(i int) bool {
	start := p.items[i].start
	for k := p.mentionFrom(start - farthest); k < len(p.Mentions) && p.Mentions[k].Start <= start; k++ {
		m := p.Mentions[k]
		if m.Start <= start && m.End >= p.items[i].end && (m.Form == doc.FormDemonym || m.Form == doc.FormAffiliation) {
			return true
		}
	}
	return false
}

// notFraction rejects halves and thirds that count nothing: "the first half",
// "half-brother", "the other half".
func (p *parser) notFraction(q *quantity) int {
	i, j := q.number, q.afterNumber
	if p.isWord(i, "a") && p.isWord(i-1, "and") && p.is(i-2, timeNoun) { // over the past decade and a half
		return j
	}
	if p.isWord(i, "a") && p.isWord(j-1, "third") && p.at(j).kind == wordItem && p.at(j).class&(stop|aux|prep|conj|adverb|general|weekday|month|timeNoun|up|down) == 0 && !p.modifierBefore(i) && !p.plural(j) {
		return j // a third party
	}
	if p.isWord(j-1, "half") && j == i+1 {
		if p.isMark(j, '-') && p.at(j).glued {
			return j + 1
		}
		switch {
		case p.is(i-1, det) && !p.isWord(i-1, "all") || p.isWord(i-1, "first", "second", "latter", "other", "later") || p.isMark(i-1, '-'):
			return j
		case p.isWord(j, "of"), p.isWord(i-1, "in", "by"), p.is(j, det), p.modifierBefore(i), p.is(j, aux), p.isWord(j, "as"), p.plural(j), p.is(j, say):
			return 0
		}
		return j
	}
	return 0
}
