package mention

import (
	"cmp"
	"sort"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// How far a phrase of the user's list is trusted, from 0 to 1: somebody chose
// it for these texts.
const (
	listedName = 0.95
	listedNoun = 0.85 // a role
)

// withListed is names with those of the user's list put in, in text order and
// not overlapping: a listed name takes the place of the names that it holds.
func (g *merger) withListed(names []doc.Name) []doc.Name {
	if len(g.d.Listed) == 0 {
		return names
	}
	out := make([]doc.Name, 0, len(names)+len(g.d.Listed))
	n := 0
	for i := range g.d.Listed {
		l := &g.d.Listed[i]
		if l.Form != doc.FormName {
			continue
		}
		for n < len(names) && names[n].End <= l.Start {
			out = append(out, names[n])
			n++
		}
		over := n
		for over < len(names) && names[over].Start < l.End {
			over++
		}
		if !g.takes(l, names[n:over]) {
			continue
		}
		name := doc.Name{Span: l.Span, Kind: l.Kind, Confidence: listedName}
		if name.Kind == doc.Country {
			name.Kind = doc.Place
		}
		out = append(out, name)
		n = over
	}
	return append(out, names[n:]...)
}

// takes reports whether a phrase of the list is a name where it stands, among
// the names that overlap it.
func (g *merger) takes(l *doc.Listed, names []doc.Name) bool {
	first, end := g.at(l.Start), g.at(l.End)
	if first >= len(g.toks) || end <= first {
		return len(names) == 0 && g.prefixed(l.Span) // else inside an address of the web
	}
	if len(names) == 1 && names[0].Span == l.Span {
		return true
	}
	single := end-first == 1
	for _, n := range names {
		switch {
		case l.Contains(n.Span):
		case !n.Contains(l.Span):
			if single {
				return false
			}
		case l.Kind != doc.Person || n.Kind != doc.Person:
			return false // "Law Society", "John F. Kennedy Airport"
		case n.End == l.End && g.titles(g.at(n.Start), first):
		case single || !g.capitals(n.Span):
			return false // "Mary Ann Lee" is not Ann Lee
		}
	}
	if g.longer(l.Kind, first, end) {
		return false
	}
	return !single || len(names) > 0 || g.alone(l.Kind, first)
}

// prefixed reports whether s is the end of one token behind a prefix: "pro-EU".
func (g *merger) prefixed(s corpus.Span) bool {
	k := g.at(s.Start) - 1
	if k < 0 || g.toks[k].End != s.End || s.Start-g.toks[k].Start > len("counter-") {
		return false
	}
	prefix, hyphen := strings.CutSuffix(g.text[g.toks[k].Start:s.Start], "-")
	return hyphen && !strings.ContainsFunc(prefix, func(c rune) bool { return !unicode.IsLower(c) })
}

// listedPart adds a name of the list that is part of a token.
func (g *merger) listedPart(m doc.Mention) {
	if g.d.ListedAt(m.Span) != nil {
		g.list(&m)
		g.out = append(g.out, m)
	}
}

// titles reports whether there are tokens from first to end, and all are titles
// or days that a name has swallowed: "Monday Lou Hart".
func (g *merger) titles(first, end int) bool {
	for k := first; k < end; k++ {
		day := g.has(k, calendar) && !g.has(k, forename)
		if g.toks[k].mark == 0 && !day && !g.has(k, title|honorific|rank|cabinet) {
			return false
		}
	}
	return first < end
}

// capitals reports whether a name is all in capitals or in the title of the
// article: there a run of capitals may hold more than the name.
func (g *merger) capitals(s corpus.Span) bool {
	if !strings.ContainsFunc(s.Of(g.text), unicode.IsLower) {
		return true
	}
	i := sort.Search(len(g.d.Sentences), func(i int) bool { return g.d.Sentences[i].End > s.Start })
	return i < len(g.d.Sentences) && g.d.Sentences[i].Role == doc.Title
}

// longer reports whether toks[first:end] goes on as a longer name of somebody
// else, whether that was found or not: "Ann Lee Jr.", "Ann Lee-Hart".
func (g *merger) longer(k doc.Kind, first, end int) bool {
	next := end
	if next < len(g.toks) && g.toks[next].mark == ',' {
		next++
	}
	if g.has(next, suffix) && g.toks[next].capital {
		return true
	}
	if k != doc.Person {
		return false
	}
	if g.hyphened(end) && end+1 < len(g.toks) && g.toks[end+1].capital || g.hyphened(first-1) && first > 1 && g.toks[first-2].capital {
		return true
	}
	if end < len(g.toks) && g.beside(end-1) && g.toks[end].capital && g.has(end, orgEnd|placeEnd|thoroughfare|law) && !g.has(end, title) {
		return true // "the Ann Lee Library"
	}
	if first == 0 || !g.beside(first-1) {
		return false
	}
	before := &g.toks[first-1]
	return g.is(first-1, "USS", "USNS", "HMS", "HMCS", "HMAS") || before.class&forename != 0 && before.class&(title|honorific|rank|nameWord|calendar|ordinary) == 0 && before.topo < 0
}

// hyphened reports whether token k is a hyphen that joins the words around it.
func (g *merger) hyphened(k int) bool {
	return k > 0 && k < len(g.toks) && g.toks[k].mark == '-' && g.adjacent(k-1) && g.adjacent(k)
}

// beside reports whether token k is a word with a capital on the line of the
// next one.
func (g *merger) beside(k int) bool {
	return k >= 0 && k+1 < len(g.toks) && g.toks[k].mark == 0 && g.toks[k].capital && g.sameLine(k)
}

// alone reports whether the single word k, which nothing else takes for a
// name, is one: not an ordinary word where everything has a capital, and no
// part of a longer run of capitals.
func (g *merger) alone(kind doc.Kind, k int) bool {
	t := &g.toks[k]
	if t.class&calendar != 0 {
		return false // "in May"
	}
	if t.class&(common|ordinary) != 0 && t.shape != word.AllCaps && (t.initial || g.capitals(t.Span)) {
		return false
	}
	if g.beside(k-1) && !g.toks[k-1].initial && !g.has(k-1, title|honorific|rank|calendar) && g.toks[k-1].topo < 0 {
		return false
	}
	if k+1 < len(g.toks) && g.beside(k) && g.toks[k+1].mark == 0 && g.toks[k+1].capital {
		// "Labour Leader Ann Lee", but not "Law Society"
		return kind != doc.Person && (g.has(k+1, title|honorific|rank) || g.inName(k+1)) && !g.has(k+1, orgEnd)
	}
	return true
}

// list gives a mention the kind and country that the user's list has for it.
func (g *merger) list(m *doc.Mention) {
	l := g.d.ListedAt(m.Span)
	if l == nil {
		return
	}
	m.Kind, m.Country = l.Kind, cmp.Or(home(l), m.Country)
}

// listedRole adds the role of the user's list that begins at token k, if one
// does and it is not the title of the name behind it.
func (g *merger) listedRole(k int) bool {
	all := g.d.Listed
	i := sort.Search(len(all), func(i int) bool { return all[i].Start >= g.toks[k].Start })
	if i == len(all) || all[i].Start != g.toks[k].Start || all[i].Form != doc.FormNominal {
		return false
	}
	l := &all[i]
	if e := g.at(l.End); e < len(g.toks) && g.toks[e].mark == 0 {
		switch {
		case e > 0 && g.sameLine(e-1) && g.toks[e].capital && !g.has(e, calendar) && !g.capitals(l.Span):
			return false // "the prime minister Ann Lee"
		case g.has(e, title|relation|body) && !g.has(e, say):
			return false // "the president pro tem", "the police chief"
		}
	}
	g.out = append(g.out, doc.Mention{Span: l.Span, Kind: l.Kind, Form: doc.FormNominal, Country: home(l), Toponym: doc.None, Entity: doc.None, Confidence: listedNoun})
	return true
}

// home is the country of a listed phrase, "" for people, who have none.
func home(l *doc.Listed) string {
	if l.Kind == doc.Person {
		return ""
	}
	return l.Country
}
