package gazetteer

import (
	"bytes"
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/internal/word"
)

// Atlas finds names of countries, places and their people in text.
type Atlas struct {
	phrases *Phrases[int32] // the group of senses
	first   []int32         // the senses of group g are senses[first[g]:first[g+1]]
	senses  []Sense
}

// Class is what a sense stands for.
type Class uint8

// The classes.
const (
	Nation   Class = iota // a country
	People                // the people of a country, or what belongs to it: "Kenyan"
	Town                  // a populated place
	Division              // a first-level division of a country: a state, a province
	Spot                  // any other place of one country
	Locals                // the people of a city or region: "Texan"
	Area                  // a place of no country: "Europe", "Black Sea"
	Nowhere               // hides the names in it: "Air France", "African American"
)

// Trust is what a name needs to be taken for a place.
type Trust uint8

// The trusts.
const (
	Strong Trust = iota // nothing
	Weak                // evidence: it names people or things as well
	Behind              // its state or country behind it: "Reading, Pa."
	Postal              // a city and a comma before it: "CA"
)

// Sense is one reading of a phrase.
type Sense struct {
	Class      Class
	Trust      Trust
	Exact      bool  // a match must be written as Text is
	Capital    bool  // of a country
	From       int16 // first year of the name or country, 0 always
	Text       string
	Name       string // common English name of the country or place
	Country    string // ISO 3166-1 alpha-3, "" none
	Region     string // first-level division, "" unknown
	Ambiguous  string // as in CountryName
	Latitude   float64
	Longitude  float64
	Geonames   int32 // 0 unknown: then there are no coordinates either
	Population int32 // 0 unknown; of a Division that of its cities
}

//go:embed places.tsv
var placesTSV string

// placeColumns is how many columns places.tsv has.
const placeColumns = 6

//go:embed city-words.tsv
var cityWordsTSV string

//go:embed not-countries.txt
var notCountriesTXT string

// Toponyms is the atlas of all that this package knows of places.
var Toponyms = sync.OnceValue(newAtlas)

// Longest is the longest name that begins at start, which must be the first
// byte of a word, and its senses: countries and what was made by hand first,
// then cities, the largest first. The slice is the atlas's own.
func (a *Atlas) Longest(text string, start int) (senses []Sense, end int) {
	g, end, ok := a.phrases.Longest(text, start)
	if !ok {
		return nil, start
	}
	return a.senses[a.first[g]:a.first[g+1]], end
}

// Senses are those of a name, nil where it is not known.
func (a *Atlas) Senses(name string) []Sense {
	g, ok := a.phrases.Get(name)
	if !ok {
		return nil
	}
	return a.senses[a.first[g]:a.first[g+1]]
}

// newAtlas puts the tables together in the order in which senses of one name
// come: countries, what was made by hand, cities.
func newAtlas() *Atlas {
	cities := Cities()
	b := &atlasBuilder{senses: make([]Sense, 0, len(cities)+6000), alpha3: make(map[string]string, 256), divisions: map[string]bool{}}
	for _, c := range Countries() {
		b.alpha3[c.Alpha2] = c.Code
	}
	b.nowhere()
	b.countries()
	b.places(cities)
	hand := len(b.senses)
	b.cities(cities)
	return grouped(b.senses, hand)
}

// atlasBuilder collects the senses of an Atlas.
type atlasBuilder struct {
	senses    []Sense
	alpha3    map[string]string // code of each country by its alpha-2 code
	divisions map[string]bool   // first-level divisions with a sense, by country and name
}

// nowhere adds the phrases that hide the names in them.
func (b *atlasBuilder) nowhere() {
	for line := range strings.Lines(notCountriesTXT) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			b.senses = append(b.senses, Sense{Class: Nowhere, Text: line})
		}
	}
}

// countries adds the names of countries and their people. An adjective and a
// noun of one spelling ("Kenyan") stand beside each other in the table and are
// one sense.
func (b *atlasBuilder) countries() {
	var last Sense
	for _, n := range CountryNames() {
		s := countrySense(n)
		if last.Text != s.Text || last.Country != s.Country || last.Class != s.Class {
			b.senses = append(b.senses, s)
		}
		last = s
	}
}

// places adds places.tsv. A place there that has the name of a city of its
// country is the largest of them; one that has the name of a division that the
// cities lie in is that.
func (b *atlasBuilder) places(cities []City) {
	largest := map[string]*City{} // by country and name; nil where the table asks for none
	for f := range rows(placesTSV, placeColumns) {
		s := placeSense(f)
		largest[s.Country+s.Name] = nil
	}
	regions := make(map[string]bool, 3000)
	for i := range cities {
		c := &cities[i]
		code := b.alpha3[c.Country]
		regions[code+c.Region] = true
		if old, wanted := largest[code+c.Name]; wanted && (old == nil || old.Population < c.Population) {
			largest[code+c.Name] = c
		}
	}
	for f := range rows(placesTSV, placeColumns) {
		s := placeSense(f)
		if c := largest[s.Country+s.Name]; c != nil && (s.Class == Town || s.Class == Spot) {
			s.Class = Town
			s.locate(c)
		} else if s.Class == Spot && s.Country != "" && regions[s.Country+s.Name] {
			s.Class, s.Region = Division, s.Name
		}
		if s.Class == Division && s.Text == s.Name { // "Orissa" does not tell that "Odisha" is known
			b.divisions[s.Country+s.Name] = true
		}
		b.senses = append(b.senses, s)
	}
}

// cities adds the cities, and the divisions that only they name.
func (b *atlasBuilder) cities(cities []City) {
	trust := cityTrust()
	names := NameWords()
	var lower []byte
	inhabitants, seats := inhabitants(cities)
	lastDivision := ""
	for i := range cities {
		c := &cities[i]
		code := b.alpha3[c.Country]
		if key := c.Country + c.Region; key != lastDivision && c.Region != "" {
			// A division with a city of its name is the city: nothing that an
			// article says tells them apart.
			if lastDivision = key; !b.divisions[code+c.Region] && !seats[key] {
				b.divisions[code+c.Region] = true
				b.senses = append(b.senses, Sense{Class: Division, Trust: trustOf(c.Region, trust, names, &lower), Text: c.Region, Name: c.Region, Country: code, Region: c.Region, Population: int32(inhabitants[key])})
			}
		}
		s := Sense{Class: Town, Text: c.Name, Name: c.Name, Country: code}
		if _, quarter, ok := strings.Cut(c.Name, " / "); ok {
			s.Text = quarter // "Zürich (Kreis 10) / Höngg"
		}
		s.locate(c)
		s.Trust = trustOf(s.Text, trust, names, &lower)
		if c.Capital && s.Trust == Weak && trust[strings.ToLower(c.Name)] != Weak {
			s.Trust = Strong // a capital is known better than who bears its name
		}
		b.senses = append(b.senses, s)
		if other := variant(c.Name); other != "" {
			s.Text = other
			b.senses = append(b.senses, s)
		}
	}
}

// inhabitants sums the people of the cities of each division, by country and
// division, and tells which have a city of their own name.
func inhabitants(cities []City) (sum map[string]int, seats map[string]bool) {
	sum, seats = make(map[string]int, 3000), make(map[string]bool, 1000)
	for i := range cities {
		c := &cities[i]
		key := c.Country + c.Region
		sum[key] += c.Population
		if c.Name == c.Region {
			seats[key] = true
		}
	}
	return sum, seats
}

// locate takes what GeoNames knows of a city.
func (s *Sense) locate(c *City) {
	s.Region, s.Capital = c.Region, c.Capital
	s.Latitude, s.Longitude = c.Latitude, c.Longitude
	s.Geonames, s.Population = int32(c.Geonames), int32(c.Population)
}

// grouped is the atlas of the senses, with those of one phrase together: the
// first hand senses as they come, then the rest by population.
func grouped(senses []Sense, hand int) *Atlas {
	a := &Atlas{phrases: NewPhrases[int32](len(senses))}
	group := make([]int32, len(senses))
	for i := range senses {
		g, ok := a.phrases.Get(senses[i].Text)
		if !ok {
			g = int32(a.phrases.Len())
			a.phrases.Add(senses[i].Text, g)
			if a.phrases.Len() == int(g) {
				panic("gazetteer: a name that can never match: " + strconv.Quote(senses[i].Text) + " of " + senses[i].Country)
			}
		}
		group[i] = g
	}
	a.first = make([]int32, a.phrases.Len()+1)
	for _, g := range group {
		a.first[g+1]++
	}
	for g := range a.phrases.Len() {
		a.first[g+1] += a.first[g]
	}
	next := slices.Clone(a.first)
	towns := slices.Clone(a.first) // where the cities of each group begin
	a.senses = make([]Sense, len(senses))
	for i, g := range group {
		a.senses[next[g]] = senses[i]
		next[g]++
		if i < hand {
			towns[g]++
		}
	}
	for g := range a.phrases.Len() {
		if same := a.senses[towns[g]:a.first[g+1]]; len(same) > 1 {
			slices.SortStableFunc(same, func(x, y Sense) int { return cmp.Compare(y.Population, x.Population) })
		}
	}
	return a
}

// variant is another spelling of a city's name: "St. Paul" of "Saint Paul",
// "Mt. Vernon" of "Mount Vernon".
func variant(name string) string {
	for _, v := range [...][2]string{{"Saint ", "St. "}, {"St. ", "Saint "}, {"Mount ", "Mt. "}, {"Fort ", "Ft. "}, {"Sankt ", "St. "}} {
		if rest, ok := strings.CutPrefix(name, v[0]); ok {
			return v[1] + rest
		}
	}
	return ""
}

func countrySense(n CountryName) Sense {
	c := CountryOf(n.Code)
	s := Sense{Class: Nation, Text: n.Text, Name: c.Name, Country: n.Code, From: int16(n.From), Ambiguous: n.Ambiguous}
	s.Exact = n.Form == Short || n.Form == Code || len(n.Text) <= 8 && strings.ToUpper(n.Text) == n.Text
	if n.Form.People() {
		s.Class = People
	}
	return s
}

func placeSense(f []string) Sense {
	s := Sense{Text: f[0], Country: f[1], Name: f[3], Region: f[4]}
	if s.Name == "" {
		s.Name = s.Text
	}
	switch f[2] {
	case "city":
		s.Class = Town
	case "region":
		s.Class = Division
	case "people":
		s.Class = Locals
	case "area":
		s.Class = Area
	case "none":
		s.Class = Nowhere
	default:
		s.Class = Spot
	}
	switch f[5] {
	case "short", "code":
		s.Exact = true
	case "postal":
		s.Exact, s.Trust = true, Postal
	case "weak":
		s.Trust = Weak
	}
	return s
}

func cityTrust() map[string]Trust {
	m := make(map[string]Trust, 600)
	for f := range rows(cityWordsTSV, 2) {
		t := Strong
		switch f[1] {
		case "word":
			t = Behind
		case "weak":
			t = Weak
		}
		m[strings.ToLower(f[0])] = t
	}
	return m
}

// trustOf tells how far a city's name can be trusted: forenames, surnames and
// words of three letters or less are weak, names of common words are
// worthless.
func trustOf(name string, known map[string]Trust, names map[string]NameWord, buf *[]byte) Trust {
	*buf = AppendPlain((*buf)[:0], name)
	folded := *buf
	if t, ok := known[string(folded)]; ok {
		return t
	}
	if i := bytes.IndexAny(folded, " -"); i >= 0 {
		for _, w := range bytes.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == '-' }) {
			if t := known[string(w)]; t != Behind && !generic[string(w)] {
				return Strong
			}
		}
		return Behind
	}
	if len(folded) <= 3 {
		return Weak
	}
	if _, ok := names[string(folded)]; ok {
		return Weak
	}
	return Strong
}

// generic are words that name a place only beside another.
var generic = word.Set(`far district region province state capital upper lower coast city shore new old big little country club
	village heights hills lake river mountain port three four five six seven ten north-east northwest
	southeast southwest southern rural gate ground battle corner park point beach side street church center
	town great the hill olympic area national`)
