package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// strike takes from the labels what the article's own words say is no name, or
// no part of one: titles that names of people can be too, offices of a country,
// acronyms of common nouns, "Labour" in "Labour Market".
func (x *Description) strike(l []uint8) {
	court := false
	for t := 0; t < len(l) && !court; t++ {
		court = x.is(t, "court", "courts", "justices", "judges")
	}
	var struck map[int32]bool // forms of acronyms
	for t := 0; t < len(l); t++ {
		if l[t] == outside || partOf(l[t]) != first && partOf(l[t]) != only {
			continue
		}
		end, kind := nameAt(l, t)
		if k := x.unopened(t, end); k < end { // "the Closure (BRAC) Commission"
			clear(l[k:end])
			end = k
			label(l[t:end], kinds[kind-1])
		}
		switch kinds[kind-1] {
		case doc.Person:
			if end-t == 2 && court && x.onBench(t) {
				l[t] = outside
				label(l[t+1:end], doc.Person)
			}
		case doc.Organization:
			switch {
			case x.officeOf(t, end), end-t == 1 && (x.concerns(t) || x.addressed(t)):
				clear(l[t:end])
			case end-t == 1 && x.acronymOf(t):
				if struck == nil {
					struck = make(map[int32]bool)
				}
				struck[x.form[t]] = true
			}
		}
	}
	if struck == nil {
		return
	}
	for t := range l { // the acronym is none elsewhere either
		if l[t] != outside && partOf(l[t]) == only && struck[x.form[t]] {
			l[t] = outside
		}
	}
}

// unopened is the first closing bracket in toks[a:b] that opens before them, b
// where there is none.
func (x *Description) unopened(a, b int) int {
	for k := a + 1; k < b; k++ {
		switch x.toks[k].mark {
		case '(':
			return b
		case ')':
			return k
		}
	}
	return b
}

// addressed reports whether token t is a word that only stands before names,
// and no known organization: "a group of Senators".
func (x *Description) addressed(t int) bool {
	return x.has(t, honorific) && x.orgs[t] == 0 && x.toks[t].shape == word.Capitalized && x.toks[t].class&(forename|surname|orgEnd) == 0
}

// plain is the word of token t in lower case, without a final full stop.
func (v *view) plain(t int) string {
	return string(v.lower(strings.TrimSuffix(v.word(t), ".")))
}

// onBench reports whether token t is "Justice" or "Judge" before a surname: a
// title, though a forename too, where a court is spoken of.
func (x *Description) onBench(t int) bool {
	return x.is(t, "justice", "judge") && (!x.has(t+1, forename) || x.has(t+1, surname))
}

// officeOf reports whether toks[a:b] are a country and an office: "U.S.
// Ambassador".
func (x *Description) officeOf(a, b int) bool {
	topo := x.toks[a].topo
	if topo < 0 || x.d.Toponyms[topo].Kind != doc.Country || x.orgs[a] != 0 || !x.has(b-1, title) {
		return false
	}
	k := a
	for k < b && x.toks[k].topo == topo {
		k++
	}
	if k == b {
		return false
	}
	for ; k < b; k++ {
		if !x.has(k, title|rank) || x.has(k, orgEnd|orgOf) || x.orgs[k] != 0 {
			return false
		}
	}
	return true
}

// concern is what "Labour", "Social" or "Green" tell of and the party of that
// name does not have.
var concern = word.Set("market markets force relations law laws code court courts standards costs shortage shortages rights productivity inspectorate arts security media science sciences studies economy energy growth bonds")

// concerns reports whether token t is the name of a party that stands for
// something else: "Labour Market".
func (x *Description) concerns(t int) bool {
	return x.has(t, wing) && t+1 < len(x.toks) && x.toks[t+1].capital && concern[x.plain(t+1)]
}

// acronymOf reports whether token t stands in brackets behind the words that it
// is short for, none of which is written as a name or names a body: "digital
// video broadcasting (DVB)".
func (x *Description) acronymOf(t int) bool {
	w := x.word(t)
	if t < 3 || t+1 >= len(x.toks) || x.toks[t-1].mark != '(' || x.toks[t+1].mark != ')' ||
		x.toks[t].shape != word.AllCaps || len(w) < 2 || len(w) > 6 || x.orgs[t]&orgCurated != 0 || x.has(t-2, orgOf|body|public) {
		return false
	}
	i := len(w) - 1
	for k := t - 2; k >= 0 && x.sentence[k] == x.sentence[t]; k-- {
		switch {
		case x.toks[k].mark == '-':
			continue
		case x.toks[k].mark != 0 || x.toks[k].shape != word.Lower:
			return false
		case x.word(k)[0] == w[i]|0x20:
			if i--; i < 0 {
				return true
			}
		case !x.has(k, function):
			return false
		}
	}
	return false
}
