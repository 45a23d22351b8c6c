package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// maxTitle is the longest title that is read, in tokens.
const maxTitle = 14

// titleOf is the title beside the person toks[first:last]: right before
// ("Deputy Interior Minister"), or after a comma ("spokesman for the
// ministry"); the empty span where there is none.
func (g *merger) titleOf(first, last int) corpus.Span {
	k, found := first, false
	for k > 0 && first-k < maxTitle {
		t := &g.toks[k-1]
		switch {
		case t.class&(title|honorific|relation) != 0 && !(t.class&ordinary != 0 && t.shape == word.Lower && t.class&title == 0):
			found = true
		case found && t.mark == '-' && g.adjacent(k-1):
		case t.class&(rank|cabinet) != 0 && (found || t.capital):
		case g.is(k-1, "of", "for") && k < first && g.officeBefore(k-1):
		case g.is(k-1, "the") && k >= 2 && k < first && g.is(k-2, "of", "for") && g.officeBefore(k-2):
		default:
			t = nil
		}
		if t == nil || !g.sameLine(k-1) {
			break
		}
		k--
	}
	for k < first && (g.toks[k].mark != 0 || g.is(k, "of", "for", "the")) {
		k++
	}
	if found && k < first {
		return corpus.Span{Start: g.toks[g.fuller(k)].Start, End: g.toks[first-1].End}
	}
	// After the name.
	if last+1 >= len(g.toks) || g.toks[last].mark != ',' {
		return corpus.Span{}
	}
	k = last + 1
	for k < len(g.toks) && g.is(k, "the", "a", "an") {
		k++
	}
	e, role := k, false
	for e < len(g.toks) && e-k < maxTitle {
		t := &g.toks[e]
		if role && g.participle(e) && g.toks[e-1].mark != '-' {
			break // "a reporter based in …"
		}
		if t.mark != 0 && t.mark != '-' && t.mark != 's' && t.mark != '\'' || !role && t.class&say != 0 && t.class&title == 0 ||
			g.is(e, "who", "whose", "which", "that", "and", "said", "says", "told", "was", "is", "has", "had", "in", "on", "at", "but", "when", "while", "with") && !(role && g.is(e, "in", "at", "and") && e+1 < len(g.toks) && g.toks[e+1].capital) {
			break
		}
		if t.class&(title|relation) != 0 {
			if e-k > 5 {
				break
			}
			role = true
		}
		e++
	}
	if !role || e-k >= maxTitle || e >= len(g.toks) || g.toks[e].mark == 0 && !g.is(e, "who", "and", "said", "says", "told", "in", "was") && !g.participle(e) {
		return corpus.Span{}
	}
	for e > k && g.toks[e-1].mark != 0 {
		e--
	}
	if e <= k {
		return corpus.Span{}
	}
	return corpus.Span{Start: g.toks[k].Start, End: g.toks[e-1].End}
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
		if g.is(e-1, "week", "day", "month", "year", "night", "time") {
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
	return n >= 0 && g.d.Names[n].Kind == doc.Organization
}

// officeBefore reports whether the token before k is a title that goes on
// with "of": "Secretary of State".
func (g *merger) officeBefore(k int) bool {
	return k > 0 && g.has(k-1, title) && g.toks[k-1].capital
}

// sameLine reports whether token k and the next are not parted by a blank line.
func (g *merger) sameLine(k int) bool {
	return k+1 >= len(g.toks) || !g.lineStart(k+1)
}

// roles adds nominals ("the president", "his lawyer", "the ministry") and
// pronouns of the third person.
func (g *merger) roles() {
	n := len(g.out)
	next := 0 // first name that ends after the token
	for k := 0; k < len(g.toks); k++ {
		t := &g.toks[k]
		if t.mark != 0 || t.Len() > 10 {
			continue
		}
		for next < n && g.out[next].End <= t.Start {
			next++
		}
		if next < n && g.out[next].Start <= t.Start {
			continue
		}
		switch p := pronoun(g.word(k)); p {
		case none:
			continue
		case article:
		default:
			g.out = append(g.out, doc.Mention{Span: t.Span, Kind: doc.Person, Form: doc.FormPronoun, Toponym: doc.None, Entity: doc.None, Confidence: 0.95})
			if p != possessor {
				continue
			}
		}
		limit := len(g.toks)
		if next < n {
			limit = g.at(g.out[next].Start)
		}
		g.nominal(k, limit)
	}
}

// nominal adds the phrase that the article or possessive at k begins, if it
// ends with a role.
func (g *merger) nominal(k, limit int) {
	for e := k + 1; e < len(g.toks) && e-k <= 5; e++ {
		t := &g.toks[e]
		if t.mark == '-' && g.adjacent(e) {
			continue
		}
		if t.mark != 0 || t.class&(function|say|particle) != 0 && t.class&(title|body|rank) == 0 {
			return
		}
		if t.class&(title|body|relation) == 0 {
			// A demonym or another name may stand inside: "the Kenyan president".
			continue
		}
		if e+1 < len(g.toks) {
			if g.toks[e+1].mark == '-' && g.adjacent(e) {
				continue
			}
			if g.toks[e+1].mark == 0 && g.has(e+1, title|relation|body) && g.toks[e+1].class&say == 0 {
				continue // "the police chief", "the company president"
			}
		}
		if e >= limit && g.inName(e) {
			return
		}
		if e+1 < len(g.toks) && g.inName(e+1) && g.toks[e+1].mark == 0 && g.sameLine(e) {
			return // a title of the name that follows
		}
		if t.topo >= 0 && g.d.Toponyms[t.topo].Form == doc.FormName {
			return // "the Soviet Union"
		}
		kind := doc.Person
		if t.class&body != 0 && t.class&relation == 0 {
			kind = doc.Organization
		}
		if t.class&(title|relation|body) == title && (t.class&ordinary != 0 && !t.capital && g.is(e, "state", "house", "general", "right", "national", "chief", "head")) {
			return
		}
		start := k
		if pronoun(g.word(k)) == possessor {
			start = k // "his lawyer" is the lawyer; "his" is a mention of its own
		}
		g.out = append(g.out, doc.Mention{Span: corpus.Span{Start: g.toks[start].Start, End: t.End}, Kind: kind, Form: doc.FormNominal, Toponym: doc.None, Entity: doc.None, Confidence: 0.7})
		return
	}
}

// inName reports whether token k is in a person's or organization's name.
func (g *merger) inName(k int) bool { return g.nameAt(k) >= 0 }

// nameAt is the name that token k is in, or -1.
func (g *merger) nameAt(k int) int {
	names := g.d.Names
	lo, hi := 0, len(names)
	for lo < hi {
		mid := (lo + hi) / 2
		if names[mid].End <= g.toks[k].Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(names) && names[lo].Start <= g.toks[k].Start {
		return lo
	}
	return -1
}

type pronounKind uint8

const (
	none      pronounKind = iota
	article               // begins a nominal
	possessor             // a pronoun that begins a nominal too
	personal
)

func pronoun(w string) pronounKind {
	switch w {
	case "the", "The", "this", "This":
		return article
	case "his", "His", "her", "Her", "their", "Their":
		return possessor
	case "he", "He", "she", "She", "him", "hers", "himself", "herself", "they", "They", "them", "theirs", "themselves":
		return personal
	}
	return none
}
