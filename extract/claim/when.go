package claim

import (
	"time"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
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
	for k := q.modFirst - 1; k >= max(0, q.modFirst-reach) && !p.clauseBreak(k); k-- { // In Oslo, 300 marched
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
		return p.monthOrYear(k, w, c) || p.quarter(k+1, k, w, c)
	case "between", "from":
		return p.years(k, w, c)
	case "last", "this", "next":
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
		if p.is(k+1, month) && p.at(k+1).capital {
			return p.monthOrYear(k, w, c)
		}
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
			return p.dayOfMonth(k, end, m, preposition, c)
		}
		c.Time = p.span(k, end)
		if y, ok := p.yearOf(m, k, preposition); ok {
			p.setTime(c, k, end, midnight(y, m, 1), midnight(y, m+1, 0), preposition)
		}
		return true
	}
	if j := p.afterThe(k + 1); j > k+1 && p.at(j).kind == digitItem && p.at(j+1).glued && p.isWord(j+1, "s") { // in the 1980s
		if y, ok := p.fourDigits(j); ok && y%10 == 0 {
			p.setTime(c, k, j+2, midnight(y, 1, 1), midnight(y+9, 12, 31), preposition)
			return true
		}
	}
	y, ok := p.yearAt(k + 1)
	if !ok || p.isMark(k+2, '-') && p.at(k+2).glued {
		return false
	}
	p.setTime(c, k, k+2, midnight(y, 1, 1), midnight(y, 12, 31), preposition)
	return true
}

// afterThe is item k, or the one behind it where it is "the".
func (p *parser) afterThe(k int) int {
	if p.isWord(k, "the") {
		return k + 1
	}
	return k
}

// yearOf is the year of month m, which item k speaks of without a year: of what is
// to come the next such month, else the last, that of publication among them.
// False without a day of publication.
func (p *parser) yearOf(m, k int, preposition string) (int, bool) {
	if p.Published.IsZero() {
		return 0, false
	}
	y, now := p.Published.Year(), int(p.Published.Month())
	future := word.Is(preposition, "by", "until")
	for b := max(0, k-reach); b < k; b++ {
		future = future || p.isWord(b, "will", "would", "next", "expected", "scheduled", "due", "plans", "planned", "shall", "going")
	}
	switch {
	case future && m < now:
		y++
	case !future && m > now:
		y--
	}
	return y, true
}

// nearestYear is the year in which a day is nearest to that of publication: a day
// that is named is seldom half a year away, before or behind.
func (p *parser) nearestYear(month, day int) int {
	best := p.Published.Year()
	for _, y := range [...]int{best - 1, best + 1} {
		if p.Published.Sub(midnight(y, month, day)).Abs() < p.Published.Sub(midnight(best, month, day)).Abs() {
			best = y
		}
	}
	return best
}

// isPast reports whether what the sentence tells around item k has happened: the last
// verb before it, or the first after it where there is none, stands in the past, and
// nothing is foreseen.
func (p *parser) isPast(k int) bool {
	for b := range p.items {
		if p.isWord(b, "will", "would", "next", "scheduled", "due", "upcoming", "until", "by", "shall", "going", "planned", "expected") {
			return false
		}
	}
	for b := k - 1; b >= max(0, k-reach); b-- {
		if p.tagged(b, "VB") && p.at(b).kind == wordItem {
			return p.tagged(b, "VBD") || p.tagged(b, "VBN")
		}
	}
	for b := k + 1; b < min(len(p.items), k+reach); b++ {
		if p.tagged(b, "VB") && p.at(b).kind == wordItem {
			return p.tagged(b, "VBD")
		}
	}
	return false
}

// dayOfMonth reads "on March 3" and "since March 3, 2016": item k is the
// preposition, item d the day of month m.
func (p *parser) dayOfMonth(k, d, m int, preposition string, c *doc.Claim) bool {
	it := p.at(d)
	if it.size() > 2 || p.at(d+1).kind == digitItem || p.isMark(d+1, '-') && p.at(d+1).glued {
		return false
	}
	day := int(p.text[it.start] - '0')
	if it.size() == 2 {
		day = 10*day + int(p.text[it.start+1]-'0')
	}
	if day < 1 || day > 31 {
		return false
	}
	end := d + 1
	j := end
	if p.isMark(j, ',') {
		j++
	}
	y, ok := p.yearAt(j)
	if ok {
		end = j + 1
	} else {
		if c.Time = p.span(k, end); p.Published.IsZero() {
			return true
		}
		if y = p.nearestYear(m, day); p.isPast(k) && midnight(y, m, day).After(p.Published.AddDate(0, 0, 1)) {
			y--
		}
	}
	p.setTime(c, k, end, midnight(y, m, day), midnight(y, m, day), preposition)
	return true
}

// years reads "between 2011 and 2020" and "from 2010 to 2015" at item k.
func (p *parser) years(k int, preposition string, c *doc.Claim) bool {
	from, ok := p.yearAt(k + 1)
	if !ok || !p.isWord(k+2, "and", "to", "through", "until") || (preposition == "between") != p.isWord(k+2, "and") {
		return false
	}
	to, ok := p.yearAt(k + 3)
	if !ok || to < from {
		return false
	}
	p.setTime(c, k, k+4, midnight(from, 1, 1), midnight(to, 12, 31), "")
	return true
}

// quarter reads "in the first quarter" and "during the third quarter of 2016", the
// words from item i on, behind the preposition at item k.
func (p *parser) quarter(i, k int, preposition string, c *doc.Claim) bool {
	i = p.afterThe(i)
	n := 0
	switch p.wordAt(i) {
	case "first":
		n = 1
	case "second":
		n = 2
	case "third":
		n = 3
	case "fourth":
		n = 4
	default:
		return false
	}
	months := 3
	switch {
	case p.isWord(i+1, "quarter"):
	case p.isWord(i+1, "half") && n < 3:
		months = 6
	default:
		return false
	}
	end := i + 2
	y, ok := 0, false
	if p.isWord(end, "of", "in") {
		if y, ok = p.yearAt(end + 1); ok {
			end += 2
		}
	} else if y, ok = p.yearAt(end); ok {
		end++
	}
	first := (n-1)*months + 1
	if !ok {
		if y, ok = p.yearOf(first, k, preposition); !ok {
			c.Time = p.span(k, end)
			return true
		}
	}
	p.setTime(c, k, end, midnight(y, first, 1), midnight(y, first+months, 0), preposition)
	return true
}

// period reads "last year", "this week" or "next month" at item k. Weeks begin on
// Monday.
func (p *parser) period(k int, which string, c *doc.Claim) bool {
	if !p.is(k+1, timeNoun) {
		return false
	}
	c.Time = p.span(k, k+2)
	if p.Published.IsZero() {
		return true
	}
	back := 0
	switch which {
	case "last":
		back = 1
	case "next":
		back = -1
	}
	y, m, d := p.Published.Date()
	switch p.wordAt(k + 1) {
	case "year":
		p.setTime(c, k, k+2, midnight(y-back, 1, 1), midnight(y-back, 12, 31), "")
	case "week":
		monday := d - (int(p.Published.Weekday())+6)%7 - 7*back
		p.setTime(c, k, k+2, midnight(y, int(m), monday), midnight(y, int(m), monday+6), "")
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
	y, ok := p.fourDigits(i)
	return y, ok && (p.at(i+1).kind != wordItem || !p.at(i+1).glued)
}

// fourDigits reads item i as a year or the first year of a decade.
func (p *parser) fourDigits(i int) (int, bool) {
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
	return y, 1500 <= y && y < 2100
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
