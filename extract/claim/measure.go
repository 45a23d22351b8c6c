package claim

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// measure reads the unit after the number: percent, miles, dollars, years,
// and the endings that turn years into ages.
func (p *parser) measure(q *quantity) {
	j := q.afterNumber
	if q.n.form == fraction && p.isWord(j, "a", "an") {
		j++ // half a percentage point
	} else if q.n.form == fraction && p.isWord(j, "of") && p.isWord(j+1, "a", "an", "one") {
		j += 2 // a quarter of a percentage point
	} else if q.n.form == vague && p.isWord(p.afterQuote(j), "of") {
		j = p.afterQuote(j) + 1 // tens of millions of dollars
	}
	if k := p.afterHyphen(j); k != j && p.isWord(k, "plus", "odd") { // 50-plus years
		j = k + 1
	}
	u, next := p.findUnit(j, q.n)
	if u == nil && !q.n.scaled {
		u, next = p.millions(q, j)
	}
	if q.n.meters && u == nil && p.is(q.afterNumber, meterWord) {
		n := q.n
		n.exp -= 6
		n.scaled, n.meters = false, false
		q.n = n
		u, next = p.stage.units.lower["meter"].unit, j
	}
	if u == nil {
		p.points(q, j)
		if q.unit == nil && q.n.form == plainNumber && !q.hasMax {
			p.sharedUnit(q, j)
		}
		return
	}
	if u.kind == doc.Duration && p.at(next-1).capital && !p.titleCase && q.n.digits && !p.at(q.afterNumber).glued && next-j == 1 && !p.isWord(next, "of") {
		q.program = true // 60 Minutes
		return
	}
	if u.name == "pound" && p.poundsAreMoney(q, next) {
		u = p.stage.units.exact["GBP"].unit
	}
	q.hyphen = p.isMark(j, '-')
	p.setUnit(q, u)
	q.next = next
	if q.n.form == fraction {
		q.n.form = plainNumber
	}
	p.smaller(q, u)
	if u.kind == doc.Duration {
		p.age(q)
	}
	if u.kind == doc.Duration && q.kind == doc.Duration {
		// a year and a half
		if p.isWord(next, "and") && p.isWord(next+1, "a") && p.isNumeral(next+2, halfNumeral) && q.n.addFraction(1, 2) {
			q.next = next + 3
		}
	}
}

// millions reads the codes of money with an M for its millions: 30 MUSD, 48.5
// MGBP. It makes the number that.
func (p *parser) millions(q *quantity, j int) (*unit, int) {
	it := p.at(j)
	if it.kind != wordItem || it.size() != 4 || p.text[it.start] != 'M' && p.text[it.start] != 'm' {
		return nil, j
	}
	s, ok := p.stage.units.exact[strings.ToUpper(p.text[it.start+1:it.end])]
	if !ok || s.kind != doc.Money || len(s.name) != 3 || !strings.EqualFold(p.text[it.start+1:it.end], s.name) || !q.n.scale(numeral{value: 1, exp: 6}) {
		return nil, j
	}
	return s.unit, j + 1
}

// smaller adds what follows in a smaller unit: "3 dollars 50 cents", "thirteen
// dollars and forty-five cents", "5 feet 11 inches", "6 ft 2 in".
func (p *parser) smaller(q *quantity, u *unit) {
	if u.kind != doc.Money && u.name != "foot" || u.coin || q.n.scaled || q.n.exp != 0 || q.n.den > 1 || q.hyphen {
		return
	}
	k := q.next
	if p.isWord(k, "and") {
		k++
	}
	n, next, ok := p.number(k)
	if !ok || n.integer() < 1 || n.negative {
		return
	}
	small, end := p.findUnit(next, n)
	switch {
	case u.kind == doc.Money && small != nil && small.coin && n.integer() < 100 && (small.name == q.unitName || small.name == u.name) && q.n.mant < maxMant/1000:
		q.n.mant, q.n.exp = q.n.mant*100+n.mant, -2
		q.next = end
	case u.name == "foot" && n.integer() < 12 && (small != nil && small.name == "inch" || p.isWord(next, "in") && p.isWord(k-1, "ft")):
		if q.n.addFraction(n.mant, 12) {
			if q.next = end; small == nil {
				q.next = next + 1
			}
		}
	}
}

// afterQuote is the item after a quotation mark at item i that "of" follows, or
// i: "hundreds of millions" of pounds.
func (p *parser) afterQuote(i int) int {
	if p.isMark(i, '"') && p.isWord(i+1, "of") {
		return i + 1
	}
	return i
}

// sharedUnit gives the number the measure of the one after it: "9 and 8
// percent", "from 58 to 55 percent".
func (p *parser) sharedUnit(q *quantity, j int) {
	if p.stage.without&Carried != 0 || !p.isWord(j, "and", "or") && !(p.isWord(j, "to") && p.isWord(q.first-1, "from")) {
		return
	}
	if p.at(j+1).kind != digitItem || !q.n.digits {
		return
	}
	n, next, ok := p.digitNumber(j + 1)
	if !ok || n.form != plainNumber || n.scaled != q.n.scaled {
		return
	}
	if u, after := p.findUnit(next, n); u != nil && !p.isMark(next, '-') && u.kind != doc.Money {
		p.setUnit(q, u)
		if u.kind == doc.Duration && p.isWord(after, "old", "olds") { // 16 and 17 year olds
			q.kind = doc.Age
		}
	}
}

// points reads "7 points": percentage points where the sentence or the
// article tells of polls and shares, else a count.
func (p *parser) points(q *quantity, j int) {
	k := p.afterHyphen(j)
	if !p.isWord(k, "points", "point", "pts") {
		return
	}
	poll := false
	for i := max(0, q.first-25); i < min(len(p.items), k+25); i++ {
		if p.is(i, sport|market) {
			return
		}
		poll = poll || p.is(i, pollWord) || p.isMark(i, '%') || p.isWord(i, "percent", "pct") || p.isWord(i, "cent") && p.isWord(i-1, "per")
	}
	if !poll && !p.pollArticle() {
		return
	}
	p.setUnit(q, p.stage.units.lower["percentage point"].unit)
	q.next = k + 1
}

// pollArticle reports whether the article tells of polls.
func (p *parser) pollArticle() bool {
	return p.poll.known(func() bool {
		return strings.Contains(p.text, " poll") || strings.Contains(p.text, "Poll") || strings.Contains(p.text, " survey")
	})
}
