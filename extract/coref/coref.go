// Package coref joins the mentions of one article into entities: a surname
// with its full name, an acronym with its long form, a demonym with its
// country, and roles and pronouns with the person where only one fits.
//
// An entity arises from a proper name, a demonym or an affiliation, never
// from a role or pronoun alone. What is unclear stays unresolved.
package coref

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

//go:embed nicknames.txt
var nicknames string

// Coref fills Document.Entities and Mention.Entity.
type Coref struct {
	names map[string]gazetteer.NameWord
	orgs  *gazetteer.Phrases[gazetteer.Org]
	nick  map[string]string // forename by its short form

	weights *weights // of what speaks for whom a pronoun means
}

// New loads what is known of names.
func New() *Coref {
	c := &Coref{names: gazetteer.NameWords(), orgs: gazetteer.Orgs(), nick: map[string]string{}, weights: parseWeights(pronounsTSV)}
	for line := range strings.Lines(nicknames) {
		if line[0] == '#' {
			continue
		}
		forms := strings.Fields(line)
		for _, f := range forms {
			c.nick[f] = forms[0]
		}
	}
	return c
}

// Name is the name of the stage.
func (*Coref) Name() string { return "coref" }

// Needs are the layers that must be filled before.
func (*Coref) Needs() doc.Layer {
	return doc.Tokens | doc.Sentences | doc.Toponyms | doc.Mentions | doc.Quotes
}

// Gives is the layer that the stage fills.
func (*Coref) Gives() doc.Layer { return doc.Entities }

// Annotate fills d.Entities and the Entity of each mention.
func (c *Coref) Annotate(d *doc.Document) { c.Learn(d, nil) }

// Learn is Annotate with whom each pronoun means chosen by choose: the number
// of one of the candidates. While it runs the mentions before have the
// internal numbers of their entities.
func (c *Coref) Learn(d *doc.Document, choose func(pronoun int, candidates []Candidate) int) {
	r := &resolver{Coref: c, d: d, choose: choose,
		countries: map[string]int{}, full: map[string]int{}, last: map[string][]int{}, first: map[string][]int{},
		short: map[string]int{}, places: map[string]int{}, roles: map[string][]int{}}
	for i := range d.Mentions {
		d.Mentions[i].Entity = doc.None
	}
	for _, whole := range [...]bool{true, false} { // a surname alone is understood when all full names are known
		for i := range d.Mentions {
			switch m := &d.Mentions[i]; m.Form {
			case doc.FormNominal, doc.FormPronoun:
			default:
				if whole == (m.Kind != doc.Person || r.whole(m)) {
					r.named(i)
				}
			}
		}
	}
	r.acronyms()
	r.merge()
	r.listed()
	r.refer()
	r.homes()
	r.write()
}

// entity is an entity while it is being put together.
type entity struct {
	doc.Entity
	key      string // folded fullest name
	words    []string
	gender   gazetteer.Gender
	meant    gazetteer.Gender // of the last pronoun for it that was not sure
	mentions int
	seen     int   // mentions so far, while roles and pronouns are resolved
	recent   int   // index of the mention that named it last
	into     int   // the entity that it was joined into, or itself
	fulls    []int // mentions by a name of several words, the first maxFulls of them
	kin      bool  // introduced as somebody's relation: "his wife, Mary Brant"
	titles   []string
	homes    []string // what stands right before each title, in lower case: "the Kenyan "
	exact    bool     // the name is not the text of a mention
}

type resolver struct {
	*Coref
	d         *doc.Document
	ents      []entity
	countries map[string]int   // by code
	full      map[string]int   // kind and folded name
	last      map[string][]int // people by last word
	first     map[string][]int // people by first word
	short     map[string]int   // organizations by a word or acronym that stands for them; several where more than one has it
	places    map[string]int
	external  map[string]int   // by id in the user's list
	roles     map[string][]int // entities by a word of their title or name
	buf       []byte
	plain     []byte
	within    []int         // quote that each mention stands in, or None
	speaks    []bool        // each mention: it is the speaker of a quote
	phrases   []corpus.Span // each mention that speaks: the whole phrase that names the speaker
	told      []int         // each sentence: how many before it are told, not quoted
	spoke     int           // the last speaker of a quote so far, or None
	list      []Candidate
	room      [][]uint16
	choose    func(int, []Candidate) int // or nil
}

func (r *resolver) fold(s string) string {
	r.buf = gazetteer.AppendPlain(r.buf[:0], s)
	return squeeze(strings.TrimSpace(string(r.buf)))
}

func (r *resolver) add(kind doc.Kind, name, key string, mention int) int {
	n := len(r.ents)
	r.ents = append(r.ents, entity{Entity: doc.Entity{Kind: kind, Name: name, Toponym: doc.None}, key: key, recent: mention, into: n})
	return n
}

// named finds or makes the entity of a proper name.
func (r *resolver) named(i int) {
	m := &r.d.Mentions[i]
	e := doc.None
	text := squeeze(m.Of(r.d.Text))
	if text == "" {
		return
	}
	switch m.Kind {
	case doc.Country:
		e = r.country(i, text)
	case doc.Place:
		e = r.place(i, text)
	case doc.Organization:
		e = r.organization(i, text)
	case doc.Person:
		e = r.person(i, text)
	}
	if e == doc.None {
		return
	}
	m.Entity = e
	r.ents[e].mentions++
	r.ents[e].recent = i
	if r.ents[e].Country == "" {
		r.ents[e].Country = m.Country
	}
}

// country finds the country of a mention by its code.
func (r *resolver) country(i int, text string) int {
	m := &r.d.Mentions[i]
	if m.Country == "" {
		return r.place(i, text)
	}
	if e, ok := r.countries[m.Country]; ok {
		return e
	}
	name := text
	if m.Toponym != doc.None {
		name = r.d.Toponyms[m.Toponym].Name
	} else if c := gazetteer.CountryOf(m.Country); c != nil {
		name = c.Name
	}
	e := r.add(doc.Country, name, m.Country, i)
	r.ents[e].Country = m.Country
	r.ents[e].exact = true
	r.countries[m.Country] = e
	return e
}

func (r *resolver) place(i int, text string) int {
	m := &r.d.Mentions[i]
	name := text
	if m.Toponym != doc.None && r.d.Toponyms[m.Toponym].Name != "" {
		name = r.d.Toponyms[m.Toponym].Name
	}
	key := r.fold(name) + "\x00" + m.Country
	e, ok := r.places[key]
	if !ok {
		shown := text
		if m.Form != doc.FormName || shorthand(text) {
			shown = spelled(name)
		}
		e = r.add(doc.Place, shown, r.fold(name), i)
		r.ents[e].exact = shown != text
		r.places[key] = e
	}
	if m.Toponym != doc.None && r.ents[e].Toponym == doc.None {
		r.ents[e].Toponym = m.Toponym
	}
	if ent := &r.ents[e]; m.Form == doc.FormName && !shorthand(text) && (ent.exact || len(text) > len(ent.Name)) {
		ent.Name, ent.exact = text, false
	}
	return e
}

// shorthand reports whether a place's name is written in capitals or
// abbreviated: "BISHKEK", "OH", "N.C.", "Calif."
func shorthand(name string) bool {
	return strings.HasSuffix(name, ".") || name == strings.ToUpper(name)
}

// spelled is a name with small letters where it has none: "Berkeley Heights"
// of "BERKELEY HEIGHTS". What is so short is an acronym.
func spelled(name string) string {
	if len(name) < 5 || name != strings.ToUpper(name) {
		return name
	}
	var out []rune
	begins := true
	for _, c := range name {
		if !begins {
			c = unicode.ToLower(c)
		}
		out = append(out, c)
		begins = !unicode.IsLetter(c) && c != '\'' && c != '’'
	}
	return string(out)
}

// squeeze makes runs of white space one space: names may be broken over lines.
func squeeze(s string) string {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ', c == ' ' && i > 0 && s[i-1] == ' ', c == 0xA0 && i > 0 && s[i-1] == 0xC2: // U+00A0
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
