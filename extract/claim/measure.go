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
	u, next := p.findUnit(j, q.n)
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
	if !p.isWord(j, "and", "or") && !(p.isWord(j, "to") && p.isWord(q.first-1, "from")) {
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
		poll = poll || p.is(i, pollWord) || p.isMark(i, '%')
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
