package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// nameless reports whether toks[a:b] names nothing that is an entity: a word
// that says only what something is ("Committee"), a law, an event.
func (x *Description) nameless(kind doc.Kind, a, b int) bool {
	if x.orgs[a]&orgFirst != 0 && x.orgs[b-1]&orgLast != 0 {
		return false // a known one
	}
	const says = orgEnd | orgOf | title | cabinet | rank | function
	single := b-a == 1
	switch {
	case single && x.toks[a].mark != 0:
		return true
	case single && x.toks[a].shape == word.Lower && x.has(a, common):
		return true // "the conservative Club for Growth"
	case single && x.has(a, calendar) && b < len(x.toks) && x.toks[b].shape == word.Number:
		return true // "May 3"
	case single && x.has(a, says) && !x.has(a, forename|surname) && x.toks[a].topo < 0:
		return x.toks[a].shape != word.AllCaps || x.toks[a].class&function != 0
	case kind != doc.Organization:
		return false
	case single && a > 1 && x.toks[a-1].mark == '(' && x.toks[a-2].capital && x.has(a-2, law|eventEnd) && !x.has(a-2, orgEnd):
		return true // "the Affordable Care Act (ACA)"
	case !single && (x.has(b-1, law) || x.has(a, eventStart)) && !x.has(b-1, orgEnd):
		return true // "Affordable Care Act", "Cyclone Mihir"
	}
	return b < len(x.toks) && x.toks[b].capital && x.has(b, law) && !x.has(b, orgEnd)
}

// trim cuts toks[a:b] down to a name as DESIGN draws it: without titles,
// "the" and the possessive 's.
func (x *Description) trim(kind doc.Kind, a, b int) (int, int) {
	if b-a > 1 && x.toks[b-1].mark == '-' && kind == doc.Person && x.syllable(b) {
		b++ // "Moon Jae-in"
	}
	for b > a && (x.toks[b-1].mark == 's' && kind != doc.Organization || strings.IndexByte("-,;:/=([\"", x.toks[b-1].mark) >= 0) {
		b--
	}
	for a < b && strings.IndexByte("-,;:/=)]\"*", x.toks[a].mark) >= 0 {
		a++
	}
	if b-a > 2 && x.toks[a].Len() == 1 && x.toks[a+1].mark == '-' && x.is(a, "D", "R", "I") && kind != doc.Organization {
		a += 2 // "R-Utica"
	}
	if b-a > 1 && x.is(a, "the") {
		a++
	}
	if kind == doc.Organization && b > a && b < len(x.toks) && x.sentence[b] == x.sentence[b-1] && x.toks[b].capital && x.is(b, "co", "co.", "corp", "corp.", "inc", "inc.", "ltd", "ltd.", "llc", "plc") {
		b++
	}
	if kind == doc.Organization && b-a == 1 && a > 0 && x.has(a, public|orgEnd) && x.demonym(a-1) {
		a = x.startOf(a - 1) // "Nigerian Army"
	}
	if kind == doc.Organization {
		b = x.office(a, b)
	}
	if kind != doc.Person {
		return a, b
	}
	k := a
	for k < b && (x.has(k, honorific) || x.has(k, title|rank) && (!x.has(k, forename|surname) || x.has(k+1, forename) && k+1 < b-1)) {
		k++
	}
	if k < b && x.toks[k].mark == 0 {
		a = k
	}
	return a, b
}

// slash reports whether token t is a slash with space around it, as it stands
// between names.
func (x *Description) slash(t int) bool {
	return x.toks[t].mark == '/' && t > 0 && !x.adjacent(t-1) && !x.adjacent(t)
}

// office is where an organization ends that has swallowed the title of the
// person behind it: "Supreme Court Justice Ada Brant", and "White House Press"
// of its "Press Secretary". Only lists tell where.
func (x *Description) office(a, b int) int {
	e := b
	switch {
	case e == len(x.toks) || !x.toks[e].capital || x.sentence[e] != x.sentence[a]:
	case x.is(e, "chairman", "chairwoman", "chair"): // "Senate Judiciary Chairman" is of the committee
	case x.has(e, title):
		for e > a+1 && x.has(e-1, rank|cabinet) && x.orgs[e-1] == 0 {
			e--
		}
	case x.has(b-1, title) && x.orgs[b-1] == 0:
		e--
	}
	if e > a && e < b && x.orgs[e-1]&orgLast != 0 {
		return e
	}
	return b
}

// syllable reports whether token t is the small second half of a given name,
// right behind a hyphen: "Moon Jae-in".
func (x *Description) syllable(t int) bool {
	return t < len(x.toks) && x.adjacent(t-2) && x.adjacent(t-1) && x.toks[t].shape == word.Lower && x.toks[t].Len() <= 6
}

// startOf is the first token of the toponym that token t is in.
func (x *Description) startOf(t int) int {
	for t > 0 && x.toks[t-1].topo == x.toks[t].topo {
		t--
	}
	return t
}

// Gold writes the labels of names into out, which has one for each token, and
// reports the names that do not begin and end with tokens. Names are drawn as
// DESIGN does, whatever else their set says, and places are cut at commas.
func (x *Description) Gold(names []doc.Name, out []uint8) (off []doc.Name) {
	for _, n := range names {
		a, b := x.at(n.Start), x.at(n.End)
		if a >= b || x.toks[a].Start != n.Start || x.toks[b-1].End != n.End {
			off = append(off, n)
			continue
		}
		a, b = x.trim(n.Kind, a, b)
		for a < b {
			end := a
			for end < b && (n.Kind != doc.Place || x.toks[end].mark != ',') {
				end++
			}
			if end > a {
				label(out[a:end], n.Kind)
			}
			a = end + 1
		}
	}
	return off
}
