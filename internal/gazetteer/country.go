package gazetteer

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// Country is a state or territory.
type Country struct {
	Code     string // ISO 3166-1 alpha-3; XKX for Kosovo; SUN, YUG, DDR and CSK for states that are gone
	Alpha2   string
	Numeric  string // three digits
	Name     string // the common English one
	Official string
	Status   Status

	// From is the first year of the state as such and To the last one, 0 where
	// that does not matter for news. Before that it was a part of the state
	// with the code Before, "" where that does not matter.
	From, To int
	Before   string

	Capital             string  // "" none
	Currency            string  // ISO 4217, "" none
	Latitude, Longitude float64 // degrees, of a point in the middle
}

// Status is what a country is.
type Status string

// The statuses.
const (
	State     Status = "state"
	Territory Status = "territory" // of another state
	Gone      Status = "gone"
)

// NameForm is how a text names a country.
type NameForm string

// The forms. The last three name the people.
const (
	Common    NameForm = "name"
	Official  NameForm = "official"
	Former    NameForm = "former"
	Short     NameForm = "short" // an abbreviation; written exactly so
	Code      NameForm = "code"
	Adjective NameForm = "adjective"
	Noun      NameForm = "noun"
	Plural    NameForm = "plural"
)

// People reports whether the form names the people of a country and not the
// country.
func (f NameForm) People() bool { return f == Adjective || f == Noun || f == Plural }

// CountryName is one text that names a country.
type CountryName struct {
	Text string
	Code string // of the country
	Form NameForm
	From int // the year since which it has been a name of the country, 0 always

	// Ambiguous says what else the text can name: "person", "us-state", "word",
	// "place", "organization", or the code of another country; "" nothing.
	// More than one is separated by commas.
	Ambiguous string
}

//go:embed countries.tsv
var countriesTSV string

//go:embed country-names.tsv
var countryNamesTSV string

// Countries are all countries, by code.
var Countries = sync.OnceValue(func() []Country {
	all := make([]Country, 0, 256)
	for f := range rows(countriesTSV, 13) {
		c := Country{
			Code: f[0], Alpha2: f[1], Numeric: f[2], Name: f[3], Official: f[4], Status: Status(f[5]),
			Before: f[8], Capital: f[9], Currency: f[10],
		}
		c.From, _ = strconv.Atoi(f[6])
		c.To, _ = strconv.Atoi(f[7])
		c.Latitude, _ = strconv.ParseFloat(f[11], 64)
		c.Longitude, _ = strconv.ParseFloat(f[12], 64)
		all = append(all, c)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	return all
})

// CountryOf is the country with an alpha-3 code, or nil.
func CountryOf(code string) *Country {
	all := Countries()
	i := sort.Search(len(all), func(i int) bool { return all[i].Code >= code })
	if i < len(all) && all[i].Code == code {
		return &all[i]
	}
	return nil
}

// CountryNames are all texts that name countries or their people.
var CountryNames = sync.OnceValue(func() []CountryName {
	all := make([]CountryName, 0, 2300)
	for f := range rows(countryNamesTSV, 5) {
		n := CountryName{Text: f[0], Code: f[1], Form: NameForm(f[2]), Ambiguous: f[4]}
		n.From, _ = strconv.Atoi(f[3])
		all = append(all, n)
	}
	return all
})

// rows gives the cells of each line of a table with a header, as many as
// there are columns; what a line lacks is "". The slice is used again for the
// next line. Lines that begin with # are comments.
func rows(table string, columns int) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		cells := make([]string, columns)
		header := true
		for line := range strings.Lines(table) {
			if line[0] == '#' {
				continue
			}
			if header {
				header = false
				continue
			}
			rest := strings.TrimSuffix(line, "\n")
			for i := range cells {
				cells[i], rest, _ = strings.Cut(rest, "\t")
			}
			if !yield(cells) {
				return
			}
		}
	}
}
