package gazetteer

import (
	"slices"
	"testing"
)

func TestCountries(t *testing.T) {
	all := Countries()
	if len(all) != 254 {
		t.Errorf("%d countries: ISO 3166-1 has 249, and there are Kosovo and four states that are gone", len(all))
	}
	alpha2, numeric := map[string]string{}, map[string]string{}
	named := map[string]bool{}
	for _, n := range CountryNames() {
		if CountryOf(n.Code) == nil {
			t.Errorf("%q names %q, which is no country", n.Text, n.Code)
		}
		if n.Text == CountryOf(n.Code).Name {
			named[n.Code] = true
		}
	}
	for i, c := range all {
		if i > 0 && all[i-1].Code >= c.Code {
			t.Errorf("%s is there twice", c.Code)
		}
		if len(c.Code) != 3 || len(c.Alpha2) != 2 || len(c.Numeric) != 3 || c.Name == "" || c.Official == "" {
			t.Errorf("%+v lacks something", c)
		}
		if other := alpha2[c.Alpha2]; other != "" {
			t.Errorf("%s and %s are both %s", c.Code, other, c.Alpha2)
		}
		if other := numeric[c.Numeric]; other != "" {
			t.Errorf("%s and %s are both %s", c.Code, other, c.Numeric)
		}
		alpha2[c.Alpha2], numeric[c.Numeric] = c.Code, c.Code
		if c.Before != "" && CountryOf(c.Before) == nil {
			t.Errorf("%s was a part of %q, which is no country", c.Code, c.Before)
		}
		if c.Latitude < -90 || c.Latitude > 90 || c.Longitude < -180 || c.Longitude > 180 || c.Latitude == 0 {
			t.Errorf("%s lies at %v %v", c.Code, c.Latitude, c.Longitude)
		}
		if !named[c.Code] {
			t.Errorf("no text names %s as %q", c.Code, c.Name)
		}
		if c.Status != State && c.Status != Territory && c.Status != Gone {
			t.Errorf("%s has the status %q", c.Code, c.Status)
		}
	}
}

func TestAtlas(t *testing.T) {
	a := Toponyms()
	for _, c := range []struct {
		text, country, name, region string
		class                       Class
	}{
		{"Côte d’Ivoire", "CIV", "Ivory Coast", "", Nation},
		{"Swaziland", "SWZ", "Eswatini", "", Nation},
		{"Burkinabé", "BFA", "Burkina Faso", "", People},
		{"Calif.", "USA", "California", "California", Division},
		{"Bombay", "IND", "Mumbai", "Maharashtra", Town},
		{"Saint Paul", "USA", "Saint Paul", "Minnesota", Town},
		{"Mt. Vernon", "USA", "Mount Vernon", "New York", Town},
		{"Bavaria", "DEU", "Bavaria", "Bavaria", Division},
		{"Orissa", "IND", "Odisha", "Odisha", Division},
		{"Odisha", "IND", "Odisha", "Odisha", Division},
		{"Gus'-Khrustal'nyy", "RUS", "Gus’-Khrustal’nyy", "Vladimir Oblast", Town},
		{"Lapland", "FIN", "Lapland", "Lapland", Division},
		{"Texans", "USA", "Texas", "Texas", Locals},
		{"Black Sea", "", "Black Sea", "", Area},
		{"Air France", "", "", "", Nowhere},
	} {
		senses := a.Senses(c.text)
		if !slices.ContainsFunc(senses, func(s Sense) bool {
			return s.Class == c.class && s.Country == c.country && s.Name == c.name && s.Region == c.region
		}) {
			t.Errorf("%q has not the sense %v: %+v", c.text, c, senses)
		}
	}
	if s := a.Senses("Paris"); len(s) < 2 || s[0].Country != "FRA" || !s[0].Capital || s[0].Geonames != 2988507 {
		t.Errorf("Paris is %+v", s)
	}
	if s := a.Senses("Reading"); len(s) == 0 || s[0].Trust != Behind {
		t.Errorf("Reading is trusted: %+v", s)
	}
	if a.Senses("Gus") != nil {
		t.Error("the first half of a name is one")
	}
	if a.Senses("Nowhereville on Sea") != nil {
		t.Error("a name out of the air has senses")
	}
}

// Every row of the table made by hand has a known country and class.
func TestPlacesTable(t *testing.T) {
	classes := []string{"city", "region", "place", "people", "area", "none"}
	marks := []string{"", "short", "code", "postal", "weak"}
	for f := range rows(placesTSV, 6) {
		if f[0] == "" || !slices.Contains(classes, f[2]) || !slices.Contains(marks, f[5]) {
			t.Errorf("%q: class %q or mark %q is not known", f[0], f[2], f[5])
		}
		if (f[1] == "") != (f[2] == "area" || f[2] == "none") || f[1] != "" && CountryOf(f[1]) == nil {
			t.Errorf("%q: country %q does not go with class %q", f[0], f[1], f[2])
		}
	}
	for f := range rows(cityWordsTSV, 2) {
		if !slices.Contains([]string{"word", "weak", "strong"}, f[1]) {
			t.Errorf("%q: trust %q is not known", f[0], f[1])
		}
	}
}

func TestCitiesComeBackFromTheirFile(t *testing.T) {
	cities := Cities()
	if len(cities) < 30_000 {
		t.Fatalf("only %d cities", len(cities))
	}
	again, err := EncodeCities(cities)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := decodeCities(again)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(cities, decoded) {
		t.Error("encoding and decoding changes the cities")
	}
	if _, err := decodeCities([]byte("no zstd")); err == nil {
		t.Error("a broken file is read")
	}
}

func BenchmarkLoad(b *testing.B) {
	NameWords() // shared with the names of people
	for b.Loop() {
		decodeCities(citiesZst)
		newAtlas()
	}
}

func BenchmarkLongest(b *testing.B) {
	a := Toponyms()
	text := "The interior minister of Kenya said on Monday that two people were killed near the border with South Sudan, where Ugandan troops had been waiting since March, in the presence of the U.S. ambassador."
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for at := 0; at < len(text); {
			start, end := Word(text, at)
			if start == end {
				break
			}
			a.Longest(text, start)
			at = end
		}
	}
}
