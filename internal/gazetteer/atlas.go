package gazetteer

import (
	"bytes"
	_ "embed"
	"sort"
	"strings"
	"sync"
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
	Population int32 // 0 unknown
}

//go:embed places.tsv
var placesTSV string

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

func newAtlas() *Atlas {
	cities := Cities()
	senses := make([]Sense, 0, len(cities)+6000)

	for line := range strings.Lines(notCountriesTXT) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			senses = append(senses, Sense{Class: Nowhere, Text: line})
		}
	}
	for _, n := range CountryNames() {
		s := countrySense(n)
		if last := senses[len(senses)-1]; last.Text != s.Text || last.Country != s.Country || last.Class != s.Class { // "Kenyan" the adjective and the noun
			senses = append(senses, s)
		}
	}
	byName := make(map[string]int32, 1<<14) // the largest city of a name in a country
	alpha3 := make(map[string]string, 256)
	for _, c := range Countries() {
		alpha3[c.Alpha2] = c.Code
	}
	wanted := make(map[string]bool, 2048)
	for f := range rows(placesTSV, 6) {
		name := f[3]
		if name == "" {
			name = f[0]
		}
		wanted[name] = true
	}
	for i, c := range cities {
		if !wanted[c.Name] {
			continue
		}
		key := alpha3[c.Country] + c.Name
		if k, ok := byName[key]; !ok || cities[k].Population < c.Population {
			byName[key] = int32(i)
		}
	}
	regions := map[string]bool{}
	for f := range rows(placesTSV, 6) {
		s := placeSense(f)
		if i, ok := byName[s.Country+s.Name]; ok && (s.Class == Town || s.Class == Spot) {
			c := &cities[i]
			s.Class, s.Region, s.Capital = Town, c.Region, c.Capital
			s.Latitude, s.Longitude, s.Geonames, s.Population = c.Latitude, c.Longitude, int32(c.Geonames), int32(c.Population)
		}
		if s.Class == Division {
			regions[s.Country+s.Name] = true
		}
		senses = append(senses, s)
	}

	trust := cityTrust()
	names := NameWords()
	var lower []byte
	hand := len(senses)
	lastRegion := ""
	for _, c := range cities {
		code := alpha3[c.Country]
		if key := code + c.Region; key != lastRegion && c.Region != "" {
			if lastRegion = key; !regions[key] {
				regions[key] = true
				senses = append(senses, Sense{Class: Division, Trust: trustOf(c.Region, trust, names, &lower), Text: c.Region, Name: c.Region, Country: code, Region: c.Region})
			}
		}
		s := Sense{
			Class: Town, Capital: c.Capital, Text: c.Name, Name: c.Name, Country: code, Region: c.Region,
			Latitude: c.Latitude, Longitude: c.Longitude, Geonames: int32(c.Geonames), Population: int32(c.Population),
		}
		if s.Trust = trustOf(c.Name, trust, names, &lower); c.Capital && s.Trust == Weak && trust[strings.ToLower(c.Name)] != Weak {
			s.Trust = Strong
		}
		senses = append(senses, s)
		if other := variant(c.Name); other != "" {
			s.Text = other
			senses = append(senses, s)
		}
	}

	// Group the senses by phrase: countries and what was made by hand in the
	// order of the files, then the cities by population.
	a := &Atlas{phrases: NewPhrases[int32](len(senses))}
	group := make([]int32, len(senses))
	for i := range senses {
		g, ok := a.phrases.Get(senses[i].Text)
		if !ok {
			g = int32(a.phrases.Len())
			a.phrases.Add(senses[i].Text, g)
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
	next := append([]int32(nil), a.first...)
	a.senses = make([]Sense, len(senses))
	order := make([]bool, len(senses)) // is a city
	for i, g := range group {
		a.senses[next[g]] = senses[i]
		order[next[g]] = i >= hand
		next[g]++
	}
	for g := range a.phrases.Len() {
		from, to := a.first[g], a.first[g+1]
		for from < to && !order[from] {
			from++
		}
		if same := a.senses[from:to]; len(same) > 1 {
			sort.SliceStable(same, func(i, j int) bool { return same[i].Population > same[j].Population })
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
	*buf = appendFolded((*buf)[:0], name)
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
var generic = map[string]bool{
	"far": true, "district": true, "region": true, "province": true, "state": true, "capital": true, "upper": true, "lower": true, "coast": true,
	"city": true, "shore": true, "new": true, "old": true, "big": true, "little": true, "country": true, "club": true, "village": true, "heights": true, "hills": true,
	"lake": true, "river": true, "mountain": true, "port": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "ten": true, "north-east": true,
	"northwest": true, "southeast": true, "southwest": true, "southern": true, "rural": true, "gate": true, "ground": true, "battle": true, "corner": true, "park": true, "point": true, "beach": true, "side": true, "street": true,
	"church": true, "center": true, "town": true, "great": true, "the": true, "hill": true, "olympic": true, "area": true, "national": true,
}
