package pipeline

import (
	_ "embed"
	"maps"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// profile is what an article says of a person, or of another entity, that can tell it
// from one of the same name.
type profile struct {
	words  map[string]bool // of title and affiliation, alike in form
	place  string          // a country or one of the United States; "" unknown
	fields map[string]bool // of the work that the title names: see occupations.txt
	bodies map[string]bool // that the affiliation names
}

func newProfile() *profile {
	return &profile{words: map[string]bool{}, fields: map[string]bool{}, bodies: map[string]bool{}}
}

func (p *profile) silent() bool { return len(p.words) == 0 && p.place == "" }

// apart reports whether two profiles cannot be of one person, whatever else they share.
func (p *profile) apart(q *profile) bool {
	a, b := p.place, q.place
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && a != b && !(a == "USA" && strings.HasPrefix(b, inState))
}

// inState stands before one of the United States as a place.
const inState = "US:"

// share reports whether two profiles have a word in common.
func (p *profile) share(q *profile) bool { return meet(p.words, q.words) }

func meet(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}

// disagree reports whether two profiles speak against one person of the name: places
// that differ, or work in two fields, or where no work is named two bodies. A work
// and a body cannot be compared.
func (p *profile) disagree(q *profile) bool {
	switch {
	case p.apart(q):
		return true
	case p.share(q):
		return false
	case len(p.fields) > 0 && len(q.fields) > 0:
		return !meet(p.fields, q.fields)
	case len(p.bodies) > 0 && len(q.bodies) > 0:
		return !anyStandsFor(p.bodies, q.bodies) && !anyStandsFor(q.bodies, p.bodies)
	}
	return false
}

// anyStandsFor reports whether a body among the first is written as the initials of one
// of the others: AP, ACLU; DOJ with the initial of "of".
func anyStandsFor(short, long map[string]bool) bool {
	for l := range long {
		var all, names string
		for w := range strings.SplitSeq(l, "-") {
			if all += w[:1]; !readOccupations().empty[w] {
				names += w[:1]
			}
		}
		if short[all] || short[names] {
			return true
		}
	}
	return false
}

func (p *profile) add(q *profile) {
	maps.Copy(p.words, q.words)
	maps.Copy(p.fields, q.fields)
	maps.Copy(p.bodies, q.bodies)
	if p.place == "" {
		p.place = q.place
	}
}

//go:embed occupations.txt
var occupationsFile string

type occupations struct {
	fields       map[string][]string // of a word
	empty        map[string]bool
	same, states map[string]string
	countries    map[string]string // code by a name or demonym of one word
}

var readOccupations = sync.OnceValue(func() *occupations {
	o := &occupations{fields: map[string][]string{}, empty: map[string]bool{}, same: map[string]string{}, states: map[string]string{}, countries: map[string]string{}}
	class := ""
	for line := range strings.Lines(occupationsFile) {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			for _, w := range strings.Fields(line) {
				switch class {
				case "empty":
					o.empty[w] = true
				case "same", "state":
					from, to, _ := strings.Cut(w, "=")
					if class == "same" {
						o.same[from] = to
					} else {
						o.states[from] = to
					}
				default:
					o.fields[w] = append(o.fields[w], class)
				}
			}
		case strings.TrimSpace(line) != "":
			class = strings.TrimSpace(line)
		}
	}
	for _, n := range gazetteer.CountryNames() {
		if n.Ambiguous == "" && !strings.ContainsRune(n.Text, ' ') {
			o.countries[nameKey(n.Text)] = n.Code
		}
	}
	return o
})

// profileOf is what title and affiliation say. "R-Mont." and "D-Calif." are of two
// states; a party alone tells nobody apart, because people change it.
func profileOf(title, affiliation string) *profile {
	o := readOccupations()
	p := newProfile()
	if party, state, ok := strings.Cut(affiliation, "-"); ok && len(party) == 1 && strings.Contains("RDI", party) {
		key := strings.ReplaceAll(nameKey(state), " ", "-")
		full, known := o.states[key]
		if !known {
			full, known = o.states[strings.ReplaceAll(key, "-", "")] // N.Y., W. Va.
		}
		if !known {
			full, known = key, o.isState(key)
		}
		if known { // and no town: R-Gilbert
			p.place = inState + full
			p.words["state-"+full] = true
		}
		p.fields["public"] = true
		affiliation = ""
	}
	if affiliation != "" {
		p.bodies[nameKey(affiliation)] = true
	}
	head, ended := "", false // the word that says what somebody is, where none is known
	abroad := false          // a country that follows is not somebody's own
	for i, text := range [...]string{title, affiliation} {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '/' || r == '(' || r == ')' }) {
			if owner, ok := possessor(w); ok {
				// What stands before it is said of somebody else.
				head, w = "", owner
				clear(p.fields)
			}
			w = o.word(nameKey(w))
			if i == 0 {
				for _, f := range o.fields[w] {
					p.fields[f] = true
				}
				ended = ended || head != "" && follows[w]
				abroad = ended && (w == "to" || w == "for" || w == "on" || abroad && w != "of")
			}
			if o.empty[w] || w == "x" {
				continue
			}
			if code := o.countries[w]; code != "" && p.place == "" && !abroad {
				p.place = code
				continue
			}
			if i == 0 && !ended {
				head = w
			}
			p.words[w] = true
		}
	}
	if p.words["envoy"] && !strings.HasPrefix(p.place, inState) {
		p.place = "" // the Iran envoy is no Iranian
	}
	if len(p.fields) == 0 && head != "" {
		p.fields["as "+head] = true
	}
	return p
}

// word is the form in which a word of a title is compared.
func (o *occupations) word(w string) string {
	if to, ok := o.same[w]; ok {
		return to
	}
	if one := strings.TrimSuffix(w, "s"); o.fields[w] == nil && o.fields[one] != nil {
		return one
	}
	return w
}

// possessor is the word without the ending of the possessive, where it has one.
func possessor(w string) (string, bool) {
	for _, end := range [...]string{"'s", "’s", "s'", "s’"} {
		if owner, ok := strings.CutSuffix(w, end); ok {
			return owner, true
		}
	}
	return w, false
}

// follows are words behind which no title says what somebody is.
var follows = map[string]bool{"of": true, "at": true, "for": true, "in": true, "to": true, "since": true, "from": true, "on": true, "by": true, "with": true, "and": true, "who": true}

// isState reports whether a key is the name of one of the United States.
func (o *occupations) isState(key string) bool {
	for _, name := range o.states {
		if name == key {
			return true
		}
	}
	return false
}
