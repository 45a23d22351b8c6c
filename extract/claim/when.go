package claim

import (
	"time"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// reach is how many items from a quantity its time and place, and words that
// doubt it, are looked for.
const reach = 14

// when sets the time and the place that the clause gives the quantity, the
// nearest first after it, then before it.
func (p *parser) when(q *quantity, c *doc.Claim) {
	for k := q.next; k < min(len(p.items), q.next+reach) && !p.clauseBreak(k); k++ {
		if p.timeAt(k, c) {
			break
		}
	}
	if c.Time.Empty() {
		for k := q.modFirst - 1; k >= max(0, q.modFirst-reach); k-- {
			if p.isMark(k, ';') || p.timeAt(k, c) {
				break
			}
		}
	}
	for k := q.next; k < min(len(p.items), q.next+reach) && !p.clauseBreak(k); k++ {
		if p.isWord(k, "in", "at", "near", "across") {
			if m := p.placeAt(k + 1); m != doc.None {
				c.Place = m
				return
			}
		}
	}
}

func (p *parser) clauseBreak(k int) bool {
	it := p.at(k)
	return it.kind == markItem && (it.mark == ';' || it.mark == ':' || it.mark == '(' || it.mark == ')') || p.isWord(k, "while", "but")
}

// placeAt is the mention of a country or place that begins at item i, after
// an article, or None.
func (p *parser) placeAt(i int) int {
	if p.isWord(i, "the") {
		i++
	}
	if i >= len(p.items) || !p.at(i).capital {
		return doc.None
	}
	start := p.items[i].start
	for k := p.mentionFrom(start); k < len(p.Mentions) && p.Mentions[k].Start <= start; k++ {
		m := &p.Mentions[k]
		if m.Start == start && m.Form == doc.FormName && (m.Kind == doc.Country || m.Kind == doc.Place) {
			return k
		}
	}
	return doc.None
}

// timeAt reads a time that begins at item k: "since March", "in 2015", "last
// year", "on Monday", "this week", "yesterday".
func (p *parser) timeAt(k int, c *doc.Claim) bool {
	if p.at(k).capital && k > 0 && p.at(k-1).kind == wordItem && !p.is(k, weekday) && !p.titleCase {
		return false // Russia Today
	}
	switch w := p.wordAt(k); w {
	case "since", "in", "during", "by", "until", "before", "after":
		return p.monthOrYear(k, w, c)
	case "last", "this":
		return p.period(k, w, c)
	case "yesterday", "today":
		c.Time = p.span(k, k+1)
		if !p.Published.IsZero() {
			y, m, d := p.Published.Date()
			if w == "yesterday" {
				d--
			}
			p.setTime(c, k, k+1, midnight(y, int(m), d), midnight(y, int(m), d), "")
		}
		return true
	case "on":
		if p.is(k+1, weekday) && p.at(k+1).capital {
			p.day(c, k, k+2)
			return true
		}
	default:
		if p.is(k, weekday) && p.at(k).capital && len(w) > 3 && !p.is(k-1, prep) {
			p.day(c, k, k+1)
			return true
		}
	}
	return false
}

// monthOrYear reads "since March", "since March 2016" or "in 2015" at item k,
// which is the preposition.
func (p *parser) monthOrYear(k int, preposition string, c *doc.Claim) bool {
	if p.is(k+1, month) && p.at(k+1).capital {
		end := k + 2
		m := monthNumber(p.wordAt(k + 1))
		if p.isMark(end, '.') && p.at(end).glued && p.at(end+1).kind == digitItem {
			end++
		}
		if y, ok := p.yearAt(end); ok {
			p.setTime(c, k, end+1, midnight(y, m, 1), midnight(y, m+1, 0), preposition)
			return true
		}
		if p.at(end).kind == digitItem {
			return false // a day
		}
		c.Time = p.span(k, end)
		return true
	}
	y, ok := p.yearAt(k + 1)
	if !ok || p.isMark(k+2, '-') && p.at(k+2).glued {
		return false
	}
	p.setTime(c, k, k+2, midnight(y, 1, 1), midnight(y, 12, 31), preposition)
	return true
}

// period reads "last year" or "this week" at item k. Only of months and years
// do the dates follow from the day of publication.
func (p *parser) period(k int, which string, c *doc.Claim) bool {
	if !p.is(k+1, timeNoun) {
		return false
	}
	c.Time = p.span(k, k+2)
	if p.Published.IsZero() {
		return true
	}
	back := 0
	if which == "last" {
		back = 1
	}
	y, m, _ := p.Published.Date()
	switch p.wordAt(k + 1) {
	case "year":
		p.setTime(c, k, k+2, midnight(y-back, 1, 1), midnight(y-back, 12, 31), "")
	case "month":
		p.setTime(c, k, k+2, midnight(y, int(m)-back, 1), midnight(y, int(m)-back+1, 0), "")
	}
	return true
}

// day resolves a weekday to the last one up to the day of publication, as
// agency copy uses it. Words such as "next" keep it open.
func (p *parser) day(c *doc.Claim, first, end int) {
	c.Time = p.span(first, end)
	if p.Published.IsZero() {
		return
	}
	for k := first - 3; k < first; k++ {
		if p.isWord(k, "will", "next", "would") {
			return
		}
	}
	want := weekdayNumber(p.wordAt(end - 1))
	y, m, d := p.Published.Date()
	back := (int(p.Published.Weekday()) - want + 7) % 7
	p.setTime(c, first, end, midnight(y, int(m), d-back), midnight(y, int(m), d-back), "")
}

// setTime fills the time and its dates; after "since" it is open to the end,
// after "until" to the beginning.
func (p *parser) setTime(c *doc.Claim, first, end int, from, to time.Time, preposition string) {
	c.Time = p.span(first, end)
	c.DateFrom, c.DateTo = from.Format(time.DateOnly), to.Format(time.DateOnly)
	switch preposition {
	case "since":
		c.DateTo = ""
	case "until", "by":
		c.DateFrom = ""
	case "before":
		c.DateFrom, c.DateTo = "", ""
	case "after":
		c.DateFrom, c.DateTo = c.DateTo, ""
	}
}

// yearAt reads item i as a year.
func (p *parser) yearAt(i int) (int, bool) {
	it := p.at(i)
	if it.kind != digitItem || it.size() != 4 {
		return 0, false
	}
	y := 0
	for _, c := range p.text[it.start:it.end] {
		if c < '0' || c > '9' {
			return 0, false
		}
		y = y*10 + int(c-'0')
	}
	return y, 1500 <= y && y < 2100 && (p.at(i+1).kind != wordItem || !p.at(i+1).glued)
}

func monthNumber(w string) int {
	for i, m := range [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if len(w) >= 3 && w[:3] == m {
			return i + 1
		}
	}
	return 0
}

func weekdayNumber(w string) int {
	for i, d := range [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		if len(w) >= 3 && w[:3] == d {
			return i
		}
	}
	return 0
}

// midnight begins a day; months and days out of range carry over.
func midnight(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
