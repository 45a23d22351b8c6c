package mention

import (
	"github.com/broadsheet/broadsheet/internal/word"
)

// maxRun is the longest run of capitalized words that is read as one, in
// tokens. Longer ones are headlines or lists in capitals.
const maxRun = 24

// begins reports whether a run of capitals can begin at token i.
func (r *reader) begins(i int) bool {
	t := &r.toks[i]
	if t.mark != 0 {
		return false
	}
	if t.capital {
		return true
	}
	if t.shape == word.Mixed && t.Len() > 2 { // "iPhone", "eBay", "d'Estaing", "anti-Trump"
		return t.topo < 0
	}
	if !r.has(i, particle) {
		return false
	}
	if i+1 < r.end && r.toks[i+1].capital { // "al Qaeda"
		_, end := r.known(i)
		return end > i+1
	}
	// "al-Assad", "el-Sisi"
	return t.Len() <= 4 && i+2 < r.end && r.adjacent(i) && r.toks[i+1].mark == '-' && r.adjacent(i+1) && r.toks[i+2].capital
}

// run is the end of the run of capitals that begins at token i.
func (r *reader) run(i int) int {
	j := i
	if !r.toks[j].capital && r.has(j, particle) && j+1 < r.end && r.toks[j+1].mark == '-' {
		j += 2
	}
	for j++; j < r.end && j-i < maxRun; {
		t := &r.toks[j]
		if r.cuts(j - 1) {
			return j
		}
		switch {
		case t.capital:
			if r.cuts(j) || r.afterBlankLine(j) {
				return j
			}
			j++
		case t.mark == '-' && r.adjacent(j-1) && r.adjacent(j) && j+1 < r.end && (r.toks[j+1].capital || r.toks[j+1].class&particle != 0 && j+2 < r.end && r.toks[j+2].mark == '-' || r.syllable(j+1)):
			j += 2
		case t.mark == '&' && j+1 < r.end && r.toks[j+1].capital:
			j += 2
		case (t.mark == 's' || t.mark == '\'' && r.toks[j-1].End == t.Start) && r.has(j-1, possessive) && j+1 < r.end && r.toks[j+1].capital && !r.has(j+1, function):
			j += 2
		case t.mark == ',' && j+1 < r.end && r.has(j+1, suffix) && r.toks[j+1].capital && j > i:
			return j + 2
		case t.class&particle != 0 && t.shape == word.Lower:
			k := j + 1
			for k < r.end && k-j < 4 && (r.has(k, particle) && r.toks[k].shape == word.Lower || r.toks[k].mark == '-' && r.adjacent(k-1) && r.adjacent(k)) {
				k++
			}
			if k >= r.end || !r.toks[k].capital || r.cuts(k) {
				return j
			}
			j = k + 1
		default:
			return j
		}
	}
	return j
}

// cuts reports whether token i never stands in a run with others.
func (r *reader) cuts(i int) bool {
	t := &r.toks[i]
	if t.class&calendar != 0 {
		// "May" and "April" are names too, after or before another one.
		if t.class&(forename|surname) == 0 {
			return true
		}
		before := i > 0 && r.toks[i-1].capital && r.has(i-1, forename|honorific) && !r.has(i-1, function) && r.toks[i-1].topo < 0
		after := i+1 < r.end && r.toks[i+1].capital && r.has(i+1, surname) && !r.toks[i].initial
		return !before && !after
	}
	return t.class&function != 0 && t.class&(orgEnd|rank) == 0
}

// syllable reports whether token i is the second half of a given name such as
// "Ki-moon": short, and no word of the language that follows a hyphen.
func (r *reader) syllable(i int) bool {
	t := &r.toks[i]
	if t.shape != word.Lower || t.Len() > 6 || t.class&(ordinary|title|compound) != 0 || i < 3 || !r.toks[i-3].capital || t.class&function != 0 && r.has(i-2, common|ordinary|nameWord) {
		return false
	}
	return r.toks[i-2].Len() <= 6
}
