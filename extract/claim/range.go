package claim

import "github.com/broadsheet/broadsheet/extract/doc"

// joint is what joins the two ends of a range.
type joint struct {
	next    int  // the item behind it
	to      bool // the word "to"
	or      bool // "or": the ends lie close together
	dash    bool // a dash, before a word or alone
	between bool // of "between … and"
}

// joint reads the joint of a range behind q.
func (p *parser) joint(q *quantity) (joint, bool) {
	j := q.next
	g := joint{next: j + 1, between: p.isWord(q.first-1, "between")}
	if p.isMark(j, '-') && (p.at(j).glued == p.at(j+1).glued || p.isWord(j+1, "or", "to")) {
		g.dash = true
		if !p.isWord(j+1, "or", "to") {
			return g, true
		}
		j++
		g.next++
	}
	g.to, g.or = p.isWord(j, "to"), p.isWord(j, "or")
	switch {
	case g.dash, g.or, p.isMark(j, '~'):
		return g, true
	case g.to, p.isWord(j, "through"):
		return g, !p.isWord(q.first-1, "from") || p.is(q.first-2, rangeVerb) || p.betweenRanges(g.next)
	}
	return g, p.isWord(j, "and") && g.between
}

// betweenRanges reports whether the second number, at item k, ends the first of two
// ranges: "from 5 to 7 percent to 3 to 5 percent".
func (p *parser) betweenRanges(k int) bool {
	for range 3 {
		n, next, ok := p.number(k)
		if !ok {
			return false
		}
		if _, after := p.findUnit(next, n); after > next {
			next = after
		}
		if !p.isWord(next, "to") {
			return false
		}
		if k = next + 1; p.at(k).kind == digitItem {
			m, end, ok := p.number(k)
			if _, after := p.findUnit(end, m); after > end {
				end = after
			}
			return ok && p.isWord(end, "to") && p.at(end+1).kind == digitItem
		}
	}
	return false
}

// rangeAfter joins q with a second number: "12-15", "30 to 40", "between 200
// and 300", "$1-2 million", "5 to 7 percent".
func (p *parser) rangeAfter(q *quantity) {
	if q.n.form != plainNumber || q.kind == doc.Age && q.next > q.afterNumber+2 {
		return
	}
	g, ok := p.joint(q)
	if !ok {
		return
	}
	high, next, ok := p.upperEnd(q, g.next)
	if !ok {
		return
	}
	// "$1-2 million": the scale stands for both.
	low := q.n
	if q.unit != nil && q.unit.coin {
		low.exp += 2
	}
	if high.scaled && !low.scaled && low.value() < float64(high.mant) && low.exp <= 0 {
		low.exp += high.exp
		low.scaled = true
	}
	if !(low.value() < high.value()) || g.or && high.value() > 2*low.value() && !g.between {
		return
	}
	r := *q
	r.n, r.max, r.hasMax = low, high, true
	r.afterNumber, r.next = next, next
	switch {
	case q.unit != nil && q.unit.kind == doc.Money && q.first != q.number: // $1 to $2
		p.currencyAfter(&r)
	case q.unit != nil:
		p.measure(&r)
		if r.unit == nil || r.unit.kind != q.unit.kind || r.unit.name != q.unit.name {
			return
		}
	default:
		r.kind = ""
		p.measure(&r)
	}
	if g.to && !g.dash && p.changeBefore(q.first) != "" {
		// "rose 3 percent to 5.1 percent", "rose $10 to 50": a change and a level.
		sign := q.first != q.number
		if sign || !g.between && q.next != q.afterNumber && (q.unit != nil || r.unit == nil) {
			return
		}
	}
	*q = r
}

// upperEnd reads the second number of a range at item k, in the money of q if
// a currency stands before it.
func (p *parser) upperEnd(q *quantity, k int) (n number, next int, ok bool) {
	if u, number := p.currencyAt(k); u != nil {
		if q.unit == nil || q.unit.kind != doc.Money {
			return n, k, false
		}
		k = number
	}
	if it := p.at(k); it.kind == wordItem && it.num < 0 || it.kind == markItem || p.isNumeral(k, article) {
		return n, k, false
	}
	p.money = q.kind == doc.Money
	n, next, ok = p.number(k)
	if !ok || n.form != plainNumber || n.den > 1 {
		return n, k, false
	}
	if it := p.at(next); it.kind == wordItem && it.glued {
		if u, _ := p.findUnit(next, n); u == nil {
			return n, k, false // 12-15th
		}
	}
	n.negative = n.negative && q.n.negative
	return n, next, true
}
