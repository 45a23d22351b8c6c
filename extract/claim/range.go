package claim

import "github.com/broadsheet/broadsheet/extract/doc"

// rangeAfter joins q with a second number: "12-15", "30 to 40", "between 200
// and 300", "$1-2 million", "5 to 7 percent".
func (p *parser) rangeAfter(q *quantity) {
	if q.n.form != plainNumber || q.kind == doc.Age && q.next > q.afterNumber+2 {
		return
	}
	j := q.next
	between := p.isWord(q.first-1, "between")
	from := p.isWord(q.first-1, "from")
	or, dash := false, false
	switch {
	case p.isMark(j, '-') && (p.at(j).glued == p.at(j+1).glued || p.isWord(j+1, "or", "to")):
		dash = true
		if w := p.isWord(j+1, "or"); w || p.isWord(j+1, "to") {
			or = w
			j++
		}
	case p.isMark(j, '~'):
	case p.isWord(j, "to", "through"):
		if from && !p.is(q.first-2, rangeVerb) {
			return
		}
	case p.isWord(j, "or"):
		or = true
	case p.isWord(j, "and") && between:
	default:
		return
	}
	k := j + 1
	if u, next := p.currencyAt(k); u != nil {
		if q.unit == nil || q.unit.kind != doc.Money {
			return
		}
		k = next
	}
	it := p.at(k)
	if it.kind == wordItem && it.num < 0 || it.kind == markItem || p.isNumeral(k, article) {
		return
	}
	p.money = q.kind == doc.Money
	n2, next, ok := p.number(k)
	if !ok || n2.form != plainNumber || n2.den > 1 {
		return
	}
	if it := p.at(next); it.kind == wordItem && it.glued {
		if u, _ := p.findUnit(next, n2); u == nil {
			return // 12-15th
		}
	}
	if n2.negative && !q.n.negative {
		n2.negative = false
	}
	// "$1-2 million": the scale stands for both.
	n1 := q.n
	if q.unit != nil && q.unit.coin {
		n1.exp += 2
	}
	if n2.scaled && !n1.scaled && n1.value() < float64(n2.mant) && n1.exp <= 0 {
		n1.exp += n2.exp
		n1.scaled = true
	}
	if !(n1.value() < n2.value()) {
		return
	}
	if or && !(n2.value() <= 2*n1.value() || between) {
		return
	}
	r := *q
	r.n, r.max, r.hasMax = n1, n2, true
	r.afterNumber, r.next = next, next
	switch {
	case q.unit != nil && q.unit.kind == doc.Money && q.first != q.number: // $1 to $2
		r.unit = q.unit
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
	// "rose 3 percent to 5.1 percent", "rose 10 to 50": a change and a level.
	if p.isWord(j, "to") && !dash && !between && (q.unit != nil && !(q.first != q.number && p.is(q.first-1, det)) || r.unit == nil) && p.changeBefore(q.first) != "" && q.next != q.afterNumber {
		return
	}
	if p.isWord(j, "to") && !dash && p.changeBefore(q.first) != "" && q.first != q.number {
		return
	}
	*q = r
}
