// Package roster finds in an article the phrases of the user's own list of
// people, countries, organizations and places, and decides by the article's
// date and the countries in it which entry each phrase means.
//
// It proposes: whether "Law" stands for itself or inside "Law Society" the
// mention stage decides, which sees the names around; coref then gives the
// entities their ids. docs/names.md tells the rules as a user meets them.
package roster

import (
	"math"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Entry is one row of the list. Several may have one ID: a person's name
// without dates, and the office with the dates of each term.
type Entry struct {
	ID      string   // external id, not empty
	Kind    doc.Kind // the same in all entries of one ID
	Name    string   // not blank
	Aliases []string
	Country string // ISO 3166-1 alpha-3, "" unknown; for Kind Country which one it is

	// From and To are the first and last day on which an article's names mean
	// this entry; zero: open. Only their date counts.
	From, To time.Time
}

// Roster fills Document.Listed and the ExternalID of Toponyms.
type Roster struct {
	entries   []entry
	forms     []form
	phrases   *gazetteer.Phrases[int32] // 1 and the index of a phrase's first form
	countries map[string][]int32        // entries of each country's code
}

// entry is an Entry as articles are held against it.
type entry struct {
	id, name, country string
	kind              doc.Kind
	from, to          int32 // days since 1970, both inclusive
}

func (e *entry) dated() bool { return e.from != math.MinInt32 || e.to != math.MaxInt32 }

// form is one name or alias of an entry.
type form struct {
	text    string // without a leading "the"
	entry   int32
	next    int32 // the next form that Phrases takes for the same, -1 none
	article bool  // "the" must stand before it
	role    bool  // "the prime minister": says what somebody is and not who
}

// New prepares the list. It may be empty; then the stage does nothing. Entries
// without an id or a name are left out.
func New(list []Entry) *Roster {
	r := &Roster{}
	if len(list) == 0 {
		return r
	}
	r.entries = make([]entry, len(list))
	n := len(list)
	for i := range list {
		n += len(list[i].Aliases)
	}
	r.forms = make([]form, 0, n)
	r.phrases = gazetteer.NewPhrases[int32](2 * n) // by words, of which a name has two
	r.countries = map[string][]int32{}
	for i := range list {
		e := &list[i]
		if e.ID == "" || strings.TrimSpace(e.Name) == "" {
			continue
		}
		r.entries[i] = entry{e.ID, e.Name, e.Country, e.Kind, day(e.From, math.MinInt32), day(e.To, math.MaxInt32)}
		if e.Kind == doc.Country && e.Country != "" {
			r.countries[e.Country] = append(r.countries[e.Country], int32(i))
		}
		r.add(e.Kind, e.Name, int32(i), false)
		for _, a := range e.Aliases {
			r.add(e.Kind, a, int32(i), true)
		}
	}
	return r
}

// day is a date as days since 1970, open where it is unknown.
func day(t time.Time, open int32) int32 {
	if t.IsZero() {
		return open
	}
	return int32(math.Floor(float64(t.UTC().Unix()) / 86400))
}

// add files the name or an alias of entry i.
func (r *Roster) add(kind doc.Kind, text string, i int32, alias bool) {
	bare, article := cutThe(text)
	if kind == doc.Person {
		bare = cutTitles(bare)
	}
	f := form{text: bare, entry: i}
	// A person's name has no article, so "The Prime Minister" is a role too;
	// and a poet may write hers in small letters.
	small := !strings.ContainsFunc(bare, unicode.IsUpper) && strings.ContainsFunc(bare, unicode.IsLower)
	f.role = small && (alias || article) || kind == doc.Person && article
	// "The Hague" is not every Hague, but "Labour Party" is "the Labour Party".
	f.article = f.role || article && !strings.Contains(bare, " ")
	if first := r.phrases.At(bare); first != nil {
		f.next = *first - 1
		*first = int32(len(r.forms) + 1)
		r.forms = append(r.forms, f)
	}
}

// cutThe cuts a leading "the" off.
func cutThe(text string) (bare string, article bool) {
	if len(text) > 4 && strings.EqualFold(text[:4], "the ") {
		if bare = strings.TrimLeft(text[4:], " "); bare != "" {
			return bare, true
		}
	}
	return text, false
}

// titles stand in front of names and are no part of them.
var titles = word.Set(`mr mrs ms miss mx dr prof professor sir dame hon rt rev sen senator rep representative gov governor gen
	president chancellor chairman chairwoman judge justice`)

// cutTitles cuts titles off that leave two words or more: "Sir Lou Hart", but
// not "Sir Lou".
func cutTitles(name string) string {
	for {
		t, rest, ok := strings.Cut(name, " ")
		if !ok || !strings.Contains(rest, " ") || !titles[strings.ToLower(strings.TrimSuffix(t, "."))] {
			return name
		}
		name = rest
	}
}

// Name is the name of the stage.
func (*Roster) Name() string { return "roster" }

// Needs are the layers that must be filled before.
func (*Roster) Needs() doc.Layer { return doc.Sentences | doc.Toponyms }

// Gives is the layer that the stage fills.
func (*Roster) Gives() doc.Layer { return doc.Listing }

// Annotate fills d.Listed and the ExternalID of d.Toponyms.
func (r *Roster) Annotate(d *doc.Document) {
	if len(r.entries) == 0 {
		return
	}
	d.Listed = nil
	m := &matcher{Roster: r, d: d, text: d.Text, dated: !d.Published.IsZero(), day: day(d.Published, 0)}
	m.findCountries()
	for at := 0; ; {
		start, end := gazetteer.Word(m.text, at)
		if start == len(m.text) {
			break
		}
		at = end
		if l, ok := m.phrase(start); ok {
			d.Listed = append(d.Listed, l)
			m.end = l.End
			at = max(at, l.End)
		}
	}
}

// Country is the code of a country that is given by ISO 3166-1 alpha-3 or
// alpha-2 code or by a name, "" where it is none.
func Country(s string) string {
	if len(s) <= 3 {
		upper := strings.ToUpper(s)
		if gazetteer.CountryOf(upper) != nil {
			return upper
		}
	}
	return countryCodes()[string(gazetteer.AppendPlain(nil, s))]
}

// countryCodes are the codes by name and alpha-2 code in lower case.
var countryCodes = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	put := func(name, code string) {
		key := string(gazetteer.AppendPlain(nil, name))
		if _, taken := m[key]; key != "" && !taken {
			m[key] = code
		}
	}
	for _, c := range gazetteer.Countries() {
		put(c.Name, c.Code)
		put(c.Alpha2, c.Code)
	}
	for _, n := range gazetteer.CountryNames() {
		if !n.Form.People() {
			put(n.Text, n.Code)
		}
	}
	return m
})

// upperAt reports whether the word at text[at:] begins with a capital.
func upperAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsUpper(r)
}
