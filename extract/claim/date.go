package claim

import (
	"github.com/broadsheet/broadsheet/extract/doc"
)

func isYear(v int) bool { return 1000 <= v && v < 2100 }

// date rejects days, months and years.
func (p *parser) date(i, j int, n number) int {
	v := n.integer()
	if v < 0 || n.scaled {
		return 0
	}
	if !n.digits && v < 1900 {
		// "the third of May" is no number here; "May four" is not written.
		return 0
	}
	before := i - 1
	if p.isMark(before, '.') && p.at(before).glued {
		before--
	}
	if p.is(before, month) && p.at(before).capital && v <= 31 {
		return p.dateEnd(j)
	}
	if v <= 31 && v > 0 && p.is(j, month) && p.at(j).capital && !p.at(j).glued {
		return j + 1
	}
	if k := j + 1; v <= 31 && v > 0 && (p.isWord(j, "to", "and", "or") || p.isMark(j, '-')) && p.at(k).kind == digitItem && p.at(k).size() <= 2 && p.is(k+1, month) && p.at(k+1).capital {
		return k + 2 // 19 to 22 August
	}
	if it := p.at(i); it.size() == 4 && isYear(v) && j == i+1 {
		return p.year(i, j, v)
	}
	return 0
}

// dateEnd takes in the rest of "March 3-5, 2016" from item j on.
func (p *parser) dateEnd(j int) int {
	if (p.isMark(j, '-') || p.isWord(j, "to", "and") || p.isMark(j, '/') || p.isWord(j, "or") || p.isMark(j, ',')) && p.at(j+1).kind == digitItem && p.at(j+1).size() <= 2 {
		if u, _ := p.findUnit(j+2, number{}); u == nil && !p.plural(j+2) {
			j += 2
		}
	}
	if p.isMark(j, ',') && p.at(j+1).kind == digitItem && p.at(j+1).size() == 4 {
		j += 2
	}
	return j
}

// year rejects four digits that are a year: those with neither a unit nor a
// plural noun nor a modifier beside them, and from 1900 on also most of those
// with a noun ("the 2016 elections").
func (p *parser) year(i, j, v int) int {
	if u, _ := p.findUnit(j, number{mant: uint64(v)}); u != nil && !(u.kind == doc.Duration && v >= 1900 && v < 2100) {
		return 0
	}
	first, head := p.nounAfter(j)
	if head < 0 {
		first = -1
	}
	before := p.at(i - 1)
	if p.isMark(j, '-') && p.at(j+1).kind == digitItem && !p.at(j+1).glued { // 2000 - 2500 calories
		if u, _ := p.findUnit(j+2, number{}); u != nil {
			return 0
		}
	}
	if y := p.at(i - 2); p.isWord(i-1, "and") && p.isWord(i-3, "between") && y.kind == digitItem && y.size() == 4 || p.isWord(i-1, "between") && p.isWord(j, "and") && p.at(j+1).size() == 4 && !p.plural(j+2) {
		return j // between 1600 and 1900
	}
	if from := p.at(i - 2); v >= 1500 && p.isWord(i-1, "to") && head >= 0 && from.kind == digitItem && from.size() <= 4 && !isYearText(p.text[from.start:from.end]) {
		return 0 // from 1000 to 2000 jobs
	}
	if _, more := p.nounAfter(j + 2); v < 1500 && p.isWord(j, "to") && p.at(j+1).kind == digitItem && more >= 0 {
		return 0
	}
	switch {
	case p.is(i-1, month|designator|det), p.isMark(i-1, possessive), p.isMark(i-1, '\''):
		return j
	case first < 0:
		if v < 1900 && (p.modifierBefore(i) || p.isWord(i-1, "of") && p.is(i-2, general|changeNoun) || p.is(i-1, level|up|down) && !p.is(i-1, prep)) {
			return 0
		}
		return j
	case v < 1500 || v%100 == 0 && !p.at(first).capital || p.modifierBefore(i):
		if before.class&yearBefore != 0 && before.class&prep != 0 && !p.modifierBefore(i) && v >= 1500 {
			return j
		}
		return 0
	case v >= 1500:
		return j
	}
	return 0
}

// isYearText reports whether digits can be those of a year of news.
func isYearText(s string) bool { return len(s) == 4 && s >= "1500" && s < "2100" }

// clock rejects times of day: "10 p.m.", "0800 GMT", "6 o'clock".
func (p *parser) clock(i, j int, n number) int {
	if p.isWord(j, "am", "pm") && (n.integer() >= 0 || n.exp == -2) || p.is(j, clockWord) {
		return j + 1
	}
	if p.isWord(j, "hours") && p.at(i).size() == 4 && p.text[p.at(i).start] == '0' {
		return j + 1
	}
	return 0
}
