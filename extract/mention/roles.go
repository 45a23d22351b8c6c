package mention

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

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
		if k > 0 && g.toks[k-1].mark == ']' && g.adjacent(k-1) {
			continue // "[t]he"
		}
		switch p := pronoun(g.word(k)); p {
		case none:
			continue
		case article:
		case speaking:
			if !g.speaks(k + 1) {
				continue
			}
			g.out = append(g.out, doc.Mention{Span: t.Span, Kind: doc.Organization, Form: doc.FormPronoun, Toponym: doc.None, Entity: doc.None, Confidence: 0.7})
			continue
		default:
			g.out = append(g.out, doc.Mention{Span: t.Span, Kind: doc.Person, Form: doc.FormPronoun, Toponym: doc.None, Entity: doc.None, Confidence: 0.95})
			if p != possessor {
				continue
			}
		}
		if g.listedRole(k) {
			continue
		}
		limit := len(g.toks)
		if next < n {
			limit = g.at(g.out[next].Start)
		}
		g.nominal(k, limit)
	}
}

// speaks reports whether token k is a verb of speech behind "it", which is
// then a body or a country: "it said", "it further wrote", but not "it is said".
func (g *merger) speaks(k int) bool {
	if k < len(g.toks) && g.toks[k].shape == word.Lower && (g.is(k, "also", "further", "later", "then", "earlier", "now", "once") || strings.HasSuffix(g.word(k), "ly")) {
		k++
	}
	return g.has(k, say) && g.toks[k].shape == word.Lower && !silent[g.word(k)]
}

// silent are verbs of people's doings among those of speech.
var silent = word.Set("resigned signed visited met spoke appeared arrived died won lost scored nominated thanked welcomed believed believes wanted wants hoped thought thinks")

// nominal adds the phrase that the article or possessive at k begins, if it
// ends with a role within five words; limit is the token at which the next
// mention begins.
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
			if g.inName(e) && e+1 < len(g.toks) && g.participle(e+1) && !g.inName(e+1) {
				return // "his view Trump obstructed justice"
			}
			// A demonym or another name may stand inside: "the Kenyan president".
			continue
		}
		if g.adjective(e) {
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
			if n := g.nameAt(e - 1); n >= 0 && g.names[n].Kind == doc.Organization {
				return // "the Labour party", where Labour is the mention
			}
		}
		if t.class&(title|relation|body) == title && t.class&ordinary != 0 && t.class&vague != 0 && !t.capital {
			return
		}
		if g.thing(k, e) {
			return
		}
		// "his lawyer" is the lawyer; "his" is a mention of its own.
		g.out = append(g.out, doc.Mention{Span: corpus.Span{Start: g.toks[k].Start, End: t.End}, Kind: kind, Form: doc.FormNominal, Toponym: doc.None, Entity: doc.None, Confidence: 0.7})
		return
	}
}

// adjective reports whether token e, a role, only tells of what kind the noun
// behind it is: "the private sector", "the general public", "the major parties".
func (g *merger) adjective(e int) bool {
	if !g.has(e, adjectival) || g.toks[e].shape != word.Lower || e+1 >= len(g.toks) {
		return false
	}
	n := &g.toks[e+1]
	if g.is(e+1, "and", "or") { // "the executive and judicial branches"
		return e+2 < len(g.toks) && g.toks[e+2].shape == word.Lower && g.has(e+2, adjectival|rank|common) && g.toks[e+2].class&(title|say|function) == 0
	}
	return n.mark == 0 && n.shape == word.Lower && n.class&(function|say|decide|rules|govern) == 0 && !g.participle(e+1) && !strings.HasSuffix(g.word(e+1), "ly")
}

// things are roles that in lower case, without the "of" or "for" of an office,
// are as often no person.
var things = word.Set("count head heads anchor justice")

// thing reports whether toks[k:e+1] is "the" or a possessive with a role that
// means a thing: "the vote count", "his head", "criminal justice".
func (g *merger) thing(k, e int) bool {
	w := g.word(e)
	if g.toks[e].shape != word.Lower && !(w == "Count" && e+1 < len(g.toks) && !g.toks[e+1].capital && !g.is(e+1, "of")) || !things[string(g.lower(w))] {
		return false
	}
	if e+1 < len(g.toks) && g.has(e+1, say) {
		return false
	}
	switch w {
	case "count", "Count", "justice":
		return true
	case "head", "heads":
		return !g.is(e+1, "of", "for", "at")
	}
	return e == k+1 && g.is(e+1, "of", "for", "to") // "the anchor of the economy"
}

// inName reports whether token k is in a person's or organization's name.
func (g *merger) inName(k int) bool { return g.nameAt(k) >= 0 }

// nameAt is the name that token k is in, or -1.
func (g *merger) nameAt(k int) int {
	names, at := g.names, g.toks[k].Start
	n := sort.Search(len(names), func(i int) bool { return names[i].End > at })
	if n < len(names) && names[n].Start <= at {
		return n
	}
	return -1
}

type pronounKind uint8

const (
	none      pronounKind = iota
	article               // begins a nominal
	possessor             // a pronoun that begins a nominal too
	personal
	speaking // "it", which is nobody but where it speaks
)

func pronoun(w string) pronounKind {
	switch w {
	case "the", "The", "this", "This":
		return article
	case "it", "It":
		return speaking
	case "his", "His", "her", "Her", "their", "Their":
		return possessor
	case "he", "He", "she", "She", "him", "hers", "himself", "herself", "they", "They", "them", "theirs", "themselves":
		return personal
	}
	return none
}
