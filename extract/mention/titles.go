package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// maxTitle is the longest title that is read, in tokens; behind a name it may
// be longer.
const (
	maxTitle  = 14
	maxBehind = 20
)

// titleOf is the title beside the person toks[first:last]: right before
// ("Deputy Interior Minister"), or after a comma ("spokesman for the
// ministry"); the empty span where there is none.
func (g *merger) titleOf(first, last int) corpus.Span {
	if s := g.titleBefore(first); !s.Empty() {
		return s
	}
	if s := g.titleAfter(last); !s.Empty() {
		return s
	}
	return g.titleInFront(first, last)
}

// maxInFront is how many tokens a title in front of a comma has at most.
const maxInFront = 8

// titleInFront is the title that a comma parts from the name behind it: "Prime
// Minister of Kenya, Lou Hart,", "the county's election director, Lou Hart, said".
func (g *merger) titleInFront(first, last int) corpus.Span {
	end := first - 2 // the last token of the title
	if end < 1 || g.toks[end+1].mark != ',' || last >= len(g.toks) || g.toks[last].mark != ',' && !g.has(last, say) {
		return corpus.Span{}
	}
	k := end
	if g.has(end, title) && g.toks[end].shape == word.Lower {
		for k > 0 && end-k < maxInFront && (g.toks[k-1].shape == word.Lower && g.toks[k-1].class&function == 0 && !g.is(k-1, "the", "a", "an", "of") || g.toks[k-1].mark == '-') {
			k--
		}
		if k > 0 && (g.toks[k-1].mark == 's' || g.is(k-1, "the")) {
			return corpus.Span{Start: g.toks[k].Start, End: g.toks[end].End}
		}
		return corpus.Span{}
	}
	for k > 0 && end-k < maxInFront && (g.toks[k].capital || g.is(k, "the", "and")) {
		k--
	}
	if k == end || !g.is(k, "of") || !g.officeBefore(k) {
		return corpus.Span{}
	}
	for k--; k > 0 && g.toks[k-1].capital && g.toks[k-1].class&(title|rank|cabinet) != 0; {
		k--
	}
	return corpus.Span{Start: g.toks[k].Start, End: g.toks[end].End}
}

// courtesy are forms of address, which say nothing of who somebody is.
var courtesy = word.Set("mr mrs ms miss mx messrs mme madame monsieur")

// courtesyAt reports whether token k is a form of address.
func (g *merger) courtesyAt(k int) bool {
	return g.has(k, honorific) && courtesy[g.plain(k)]
}

// titleBefore is the title that ends right before token first, or before the
// form of address there.
func (g *merger) titleBefore(first int) corpus.Span {
	for g.courtesyAt(first-1) && g.sameLine(first-1) {
		first--
	}
	k, found := first, false
	for k > 0 && first-k < maxTitle && g.sameLine(k-1) {
		t := &g.toks[k-1]
		role := t.class&(title|honorific|relation) != 0 && !(t.class&ordinary != 0 && t.shape == word.Lower && t.class&title == 0)
		found = found || role
		if !role &&
			!(found && t.mark == '-' && g.adjacent(k-1)) &&
			!(t.class&(rank|cabinet) != 0 && (found || t.capital)) &&
			!(k < first && g.is(k-1, "of", "for") && g.officeBefore(k-1)) &&
			!(k < first && g.is(k-1, "the") && g.is(k-2, "of", "for") && g.officeBefore(k-2)) {
			break
		}
		k--
	}
	for k < first && (g.toks[k].mark != 0 || g.is(k, "of", "for", "the") || g.courtesyAt(k)) {
		k++
	}
	if !found || k == first {
		return corpus.Span{}
	}
	return corpus.Span{Start: g.toks[g.fuller(k)].Start, End: g.toks[first-1].End}
}

// titleAfter is the title between token last, a comma, and what ends the
// apposition.
func (g *merger) titleAfter(last int) corpus.Span {
	if last+1 >= len(g.toks) || g.toks[last].mark != ',' {
		return corpus.Span{}
	}
	k := last + 1
	for g.is(k, "the", "a", "an") {
		k++
	}
	if g.is(k, "as") {
		return corpus.Span{} // "named Lou Hart, a lawyer, as chief of staff"
	}
	e, role := k, false
	for e < len(g.toks) && e-k < maxBehind && !g.endsTitle(e, role) {
		if g.has(e, title|relation) {
			if e-k > 5 {
				break // so far on it is another's
			}
			role = true
		}
		e++
	}
	if !role || e-k >= maxBehind || e >= len(g.toks) || g.toks[e].mark == 0 && !g.is(e, "who", "and", "said", "says", "told", "in", "was") && !g.participle(e) {
		return corpus.Span{}
	}
	if k > last+1 && g.is(e, "said", "says") && g.toks[e-1].mark == 0 && e+1 < len(g.toks) && (g.toks[e+1].mark == '.' || g.has(e+1, calendar)) {
		return corpus.Span{} // "to question Lou Hart, a senior official said."
	}
	for e > k && g.toks[e-1].mark != 0 {
		e--
	}
	if e <= k {
		return corpus.Span{}
	}
	return corpus.Span{Start: g.toks[k].Start, End: g.toks[e-1].End}
}

// endsTitle reports whether a title behind a name ends before token e; role
// is whether the role has been read.
func (g *merger) endsTitle(e int, role bool) bool {
	t := &g.toks[e]
	switch {
	case role && g.participle(e) && g.toks[e-1].mark != '-':
		return true // "a reporter based in …"
	case t.mark != 0:
		return t.mark != '-' && t.mark != 's' && t.mark != '\''
	case !role && t.class&say != 0 && t.class&title == 0:
		return true
	case role && g.is(e, "in", "at", "and") && e+1 < len(g.toks) && g.toks[e+1].capital:
		return false // "governor in Kisumu"
	}
	return g.is(e, "who", "whose", "which", "that", "and", "said", "says", "told", "was", "is", "has", "had", "in", "on", "at", "but", "when", "while", "with")
}

// fuller is where a title that was found to begin at token k begins with the
// words before that belong to it: "chief Kenyan arms inspector", "Orange
// County Sheriff", "water board chairman". A name of a country or place that
// stands first is left out, as in "Kenyan President".
func (g *merger) fuller(k int) int {
	e := k
	for e > 0 && k-e < 8 && g.sameLine(e-1) {
		t := &g.toks[e-1]
		if t.mark == '-' && e < k && g.adjacent(e-1) && e > 1 && g.adjacent(e-2) {
			e--
			continue
		}
		if g.inOrganization(e - 1) {
			e-- // "Ways and Means Committee chairman"
			continue
		}
		if t.shape == word.Lower && strings.HasSuffix(g.word(e-1), "ing") && t.class&(rank|cabinet|title) == 0 && !g.is(e-2, "the", "a", "an") {
			break // a verb, where "the leading dissident" has none
		}
		if g.is(e-1, "and") && e > 1 && g.capitalNoun(e) && g.capitalNoun(e-2) {
			e -= 2 // "Trade and Industry Secretary"
			continue
		}
		if g.capitalNoun(e - 1) {
			e-- // "Corporate Affairs Minister"
			continue
		}
		if g.has(e-1, period) {
			break // "the week President …"
		}
		if t.mark != 0 && t.mark != 's' || t.shape == word.Other || g.is(e-1, "the", "a", "an", "by", "with", "for", "from", "to", "of", "and", "or", "but") {
			break // what stands before a noun phrase
		}
		if t.mark == 's' && e == k {
			break
		}
		if t.mark != 0 || t.class&(function|calendar) != 0 || g.participle(e-1) || t.shape == word.Number || t.shape == word.Lower && t.class&(say|particle|relation) != 0 {
			break
		}
		if t.shape == word.Lower && t.class&(common|rank|cabinet|title) == 0 {
			break
		}
		if t.capital && t.topo < 0 && t.class&(rank|cabinet|title) == 0 && !g.inOrganization(e-1) {
			break
		}
		e--
	}
	for e < k && (g.toks[e].topo >= 0 || g.toks[e].mark != 0) && !(g.has(e+1, placeEnd) && g.toks[e+1].capital) {
		e++
	}
	if e < k && g.toks[e].shape == word.Lower && g.toks[e].class&(rank|cabinet|title|common) == common && !g.is(e-1, "the", "a", "an", "by", "with", "for", "from", "of") {
		return k // it may be a verb
	}
	return e
}

// capitalNoun reports whether token k is an ordinary word or an office's field
// with a capital that no sentence gives it.
func (g *merger) capitalNoun(k int) bool {
	t := &g.toks[k]
	return t.capital && !t.initial && t.shape == word.Capitalized && t.topo < 0 && t.class&(common|cabinet|rank) != 0 && t.class&(function|calendar|forename|surname|title|honorific|say) == 0
}

// participle reports whether token k is the past participle of a verb or
// looks like one.
func (g *merger) participle(k int) bool {
	w := g.word(k)
	return g.toks[k].shape == word.Lower && len(w) > 4 && strings.HasSuffix(w, "ed") && !g.has(k, title|rank)
}

// inOrganization reports whether token k is in the name of an organization.
func (g *merger) inOrganization(k int) bool {
	n := g.nameAt(k)
	return n >= 0 && g.names[n].Kind == doc.Organization
}

// officeBefore reports whether the token before k is a title that goes on
// with "of": "Secretary of State".
func (g *merger) officeBefore(k int) bool {
	return k > 0 && g.has(k-1, title) && g.toks[k-1].capital
}

// sameLine reports whether token k and the next are not parted by a blank line.
func (g *merger) sameLine(k int) bool {
	return k+1 >= len(g.toks) || !g.afterBlankLine(k+1)
}
