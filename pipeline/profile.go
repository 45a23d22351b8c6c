package pipeline

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// profile is what an article says of a person, or of another entity, that can tell it
// from one of the same name.
type profile struct {
	words  map[string]bool // of title and affiliation, alike in form
	place  string          // a country or one of the United States; "" unknown
	public bool            // an office or rank is among the words
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
func (p *profile) share(q *profile) bool {
	for w := range p.words {
		if q.words[w] {
			return true
		}
	}
	return false
}

// disagree reports whether two profiles speak against one person of the name: places
// that differ, or occupations of which one is no public office.
func (p *profile) disagree(q *profile) bool {
	switch {
	case p.apart(q):
		return true
	case len(p.words) == 0 || len(q.words) == 0 || p.share(q):
		return false
	}
	return !p.public || !q.public
}

func (p *profile) add(q *profile) {
	for w := range q.words {
		p.words[w] = true
	}
	if p.place == "" {
		p.place = q.place
	}
	p.public = p.public || q.public
}

//go:embed offices.txt
var officesFile string

type offices struct {
	public, empty map[string]bool
	same, states  map[string]string
	countries     map[string]string // code by a name or demonym of one word
}

var readOffices = sync.OnceValue(func() *offices {
	o := &offices{public: map[string]bool{}, empty: map[string]bool{}, same: map[string]string{}, states: map[string]string{}, countries: map[string]string{}}
	class := ""
	for line := range strings.Lines(officesFile) {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			for _, w := range strings.Fields(line) {
				switch class {
				case "public":
					o.public[w] = true
				case "empty":
					o.empty[w] = true
				case "same", "state":
					from, to, _ := strings.Cut(w, "=")
					if class == "same" {
						o.same[from] = to
					} else {
						o.states[from] = to
					}
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
	o := readOffices()
	p := &profile{words: map[string]bool{}}
	if party, state, ok := strings.Cut(affiliation, "-"); ok && len(party) == 1 && strings.Contains("RDI", party) {
		state = strings.ReplaceAll(nameKey(state), " ", "-")
		if full, ok := o.states[state]; ok {
			state = full
		} else if full, ok := o.states[strings.ReplaceAll(state, "-", "")]; ok { // N.Y., W. Va.
			state = full
		}
		p.place, affiliation = inState+state, ""
		p.words["state-"+state] = true
	}
	for _, text := range [...]string{title, affiliation} {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '/' || r == '(' || r == ')' }) {
			w = nameKey(w)
			w = strings.TrimSuffix(w, "'s")
			if to, ok := o.same[w]; ok {
				w = to
			}
			if code := o.countries[w]; code != "" && p.place == "" {
				p.place = code
				continue
			}
			if o.empty[w] || w == "x" {
				continue
			}
			p.words[w] = true
			p.public = p.public || o.public[w]
		}
	}
	return p
}
