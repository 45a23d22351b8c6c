package claim

import "github.com/broadsheet/broadsheet/extract/doc"

// ratio reads "one in five", "eight out of 10", "eight of 10", "3-to-1", and
// the fractions that stand alone.
func (p *parser) ratio(q *quantity) bool {
	j := q.afterNumber
	if q.n.form == fraction {
		if p.fractionUnit(j) {
			return false // half an hour: a measure
		}
		q.kind = doc.Ratio
		return true
	}
	if p.times(q) || p.evens(q) || p.oneThingIn(q) {
		return true
	}
	if q.n.form != plainNumber || q.n.scaled || q.n.mant == 0 {
		return false
	}
	k := p.afterHyphen(j)
	g := ratioJoint{dashed: k != j}
	switch {
	case p.isWord(k, "in"):
		g.in = true
		k++
	case p.isWord(k, "out") && p.isWord(p.afterHyphen(k+1), "of"):
		g.out = true
		k = p.afterHyphen(k+1) + 1
	case p.isWord(k, "of") && !g.dashed:
		if b, next, ok := p.number(k + 1); !ok || b.integer() != 10 && b.integer() != 100 || p.isMark(next, '%') {
			return false
		}
		k++
	case p.isWord(k, "to"):
		return p.odds(q, k+1, g.dashed)
	default:
		return false
	}
	if p.isWord(k, "every") {
		k++
		g.in = false
	}
	return p.outOf(q, p.afterHyphen(k), g)
}

// evens reads "50/50" and "50-50": a half.
func (p *parser) evens(q *quantity) bool {
	j := q.afterNumber
	if q.n.integer() != 50 || !p.isMark(j, '/') && !p.isMark(j, '-') || p.at(j+1).kind != digitItem || !p.at(j+1).glued {
		return false
	}
	b, next, ok := p.digitNumber(j + 1)
	if !ok || b.integer() != 50 || p.at(next).glued && p.at(next).kind == markItem && (p.at(next).mark == '-' || p.at(next).mark == '/') {
		return false
	}
	q.n, q.kind, q.next = fractionOf(1, 2), doc.Ratio, next
	q.n.digits = true
	return true
}

// oneThingIn reads "one acre in four", "four houses in five": a share of what
// stands between.
func (p *parser) oneThingIn(q *quantity) bool {
	a := q.n.integer()
	if a < 1 || q.n.digits {
		return false
	}
	for k := q.afterNumber; k < q.afterNumber+3 && p.at(k).kind == wordItem && p.at(k).class&(stop|aux|verb|say) == 0 && p.at(k).num < 0; k++ {
		if !p.isWord(k+1, "in") {
			continue
		}
		b, next, ok := p.number(k + 2)
		if !ok || b.digits || b.integer() <= a || b.integer() > 100 || p.is(next, month|timeNoun) || p.at(next).kind == wordItem && !p.is(next, aux|verb|say|prep|conj|adverb|level|up|down) && !p.ed(next) {
			return false
		}
		if u, _ := p.findUnit(next, b); u != nil {
			return false
		}
		q.n = number{mant: q.n.mant, den: b.mant, form: fraction}
		q.kind, q.next = doc.Ratio, next
		q.noun, q.nounFirst = k, q.afterNumber
		return true
	}
	return false
}

// ratioJoint is what joins the two numbers of a ratio.
type ratioJoint struct {
	in, out bool // "one in five", "one out of five"
	dashed  bool // "one-in-five"
}

// odds reads the second number of "3-to-1" at item k.
func (p *parser) odds(q *quantity, k int, dashed bool) bool {
	b, next, ok := p.number(p.afterHyphen(k))
	if !ok || b.integer() < 1 || q.n.integer() < 0 || !(dashed || b.one && q.n.integer() > 1) || !b.one && b.integer() != 1 && q.n.integer() < b.integer() {
		return false
	}
	if u, _ := p.findUnit(next, b); u != nil {
		return false
	}
	q.n = number{mant: q.n.mant, exp: q.n.exp, den: b.mant, form: fraction, digits: q.n.digits}
	q.kind, q.next = doc.Ratio, next
	return true
}

// outOf reads the second number of "one in five" at item k. A loose "in" is
// one of a ratio only before the numbers that people say shares by.
func (p *parser) outOf(q *quantity, k int, g ratioJoint) bool {
	b, next, ok := p.number(k)
	if !ok || b.form != plainNumber || b.mant == 0 || b.exp < 0 || b.den > 1 || q.n.exp != 0 || q.n.den > 1 {
		return false
	}
	den := b.value()
	if den <= float64(q.n.mant) || den > 1e9 || p.is(next, month) {
		return false
	}
	if u, _ := p.findUnit(next, b); u != nil || p.at(next).glued && p.at(next).kind == wordItem {
		return false // killed 12 in 24 hours
	}
	round := den <= 10 || den == 12 || den == 20 || den == 50 || b.exp > 0 || b.mant%100 == 0
	if g.in && !g.dashed && !round {
		return false
	}
	if !g.out && !q.n.one && den > 100 && q.n.mant > 10 {
		return false
	}
	if b.digits && b.mant >= 1900 && b.mant < 2100 && !b.scaled && p.at(next-1).size() == 4 && !g.out {
		return false // two in 2016
	}
	q.n = number{mant: q.n.mant, den: uint64(den), form: fraction, digits: q.n.digits}
	q.kind, q.next = doc.Ratio, next
	return true
}

// fractionUnit reports whether a fraction at j measures something: "half an
// hour", "half a percentage point", "half-mile", "1/2 cup".
func (p *parser) fractionUnit(j int) bool {
	switch {
	case p.isWord(j, "a", "an"):
		j++
	case p.isWord(j, "of") && (p.isWord(j+1, "a", "an", "one")):
		j += 2
	}
	u, _ := p.findUnit(j, number{})
	return u != nil || p.isWord(p.afterHyphen(j), "point", "points")
}

// times reads "three times as many", "10-fold", "twice the number".
func (p *parser) times(q *quantity) bool {
	j := p.afterHyphen(q.afterNumber)
	switch {
	case p.isWord(j, "fold"):
		q.next = j + 1
	case p.isWord(j, "times"):
		if !p.is(j+1, compared) {
			return false
		}
		q.next = j + 1
	default:
		return false
	}
	q.kind, q.unitName = doc.Ratio, "time"
	return true
}

// fold reads "doubled", "halved", "threefold", "twice the number".
func (p *parser) fold(i int) (q quantity, next int, ok bool) {
	num, _ := p.numeral(i)
	q = quantity{n: number{mant: num.value}, first: i, next: i + 1, number: i, afterNumber: i + 1, noun: -1, nounFirst: -1, confidence: derived, kind: doc.Ratio, unitName: "time"}
	w := p.wordAt(i)
	change := doc.Up
	switch {
	case w == "twice", w == "double", w == "triple", w == "quadruple":
		// "twice" alone is how often, "double" alone an adjective
		if !p.isWord(i+1, "as", "the", "that", "what", "its", "their", "his", "those") {
			return q, i + 1, false
		}
		change = doc.NoChange
	case w == "fold":
		return q, i + 1, false
	case num.value == 0: // halved, halving, halves
		if w == "halves" {
			return q, i + 1, false
		}
		q.n, q.unitName, change = number{mant: 5, exp: -1}, "", doc.Down
	case p.isWord(i+1, "down", "as"): // doubled down, doubles as
		return q, i + 1, false
	}
	p.modify(&q)
	q.change = change
	if q.modifier == "=" && p.isWord(i-1, "than", "over") {
		q.modifier = ">"
	}
	return q, q.next, true
}
