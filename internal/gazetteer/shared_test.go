//go:build shared

package gazetteer

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const facts = "../../../shared/data/facts/"

// senseOf reports whether text names the country, as itself or its people.
func senseOf(text, code string, people bool) bool {
	return slices.ContainsFunc(Toponyms().Senses(text), func(s Sense) bool {
		if s.Country != code && !hasCode(s.Ambiguous, code) {
			return false
		}
		return people && (s.Class == People || s.Class == Nation) || !people && s.Class == Nation
	})
}

func hasCode(ambiguous, code string) bool {
	return slices.Contains(strings.Split(ambiguous, ","), code)
}

func fold(s string) string { return string(AppendPlain(nil, s)) }

// deliberate are the facts of the other tables that ours does not share, and why.
var deliberate = map[string]string{
	"capital ESH El Aaiún, ours Laayoune":                                "the spelling of news",
	"capital GGY St. Peter Port, ours Saint Peter Port":                  "the same in full",
	"capital GRD St. George's, ours Saint George's":                      "the same in full",
	"capital LKA Colombo, ours Sri Jayawardenepura Kotte":                "the seat of parliament, Colombo is that of the government",
	"capital MNG Ulan Bator, ours Ulaanbaatar":                           "the spelling of news",
	"capital SMR City of San Marino, ours San Marino":                    "the same",
	"capital SWZ Lobamba, ours Mbabane":                                  "the administrative capital",
	"capital USA Washington D.C., ours Washington, D.C.":                 "the same",
	"capital YEM Sana'a, ours Sanaa":                                     "the spelling of news",
	"currency CUW ANG, ours XCG":                                         "since 2025",
	"currency SXM ANG, ours XCG":                                         "since 2025",
	"currency SLE SLL, ours SLE":                                         "since 2022",
	"currency SGS SHP, ours FKP":                                         "the pound of the Falkland Islands is used there",
	"currency ZWE BWP, CNY, EUR, GBP, INR, JPY, USD, ZAR, ZWB, ours ZWG": "since 2024",
	"demonym ATF French":                                                 "names France",
	"demonym BES Dutch":                                                  "names the Netherlands",
	"demonym SJM Norwegian":                                              "names Norway",
	"demonym MNP American":                                               "names the United States",
	"demonym IOT Indian":                                                 "names India",
	"demonym UMI American Islander":                                      "nobody lives there",
	"demonym SGS South Georgian South Sandwich Islander":                 "nobody lives there",
	"demonym HMD Heard and McDonald Islander":                            "nobody lives there",
	"demonym ATG Antiguan, Barbudan":                                     "two words, both known",
	"demonym BIH Bosnian, Herzegovinian":                                 "two words, both known",
	"demonym KNA Kittitian or Nevisian":                                  "two words, both known",
	"demonym SPM Saint-Pierrais, Miquelonnais":                           "two words, both known",
	"demonym VGB Virgin Islander":                                        "the American ones",
	"official GUF Guiana":                                                "three countries of old",
	"name FSM Micronesia, Fed. Sts.":                                     "abbreviated for tables",
	"name SGS South Georgia and South Sandwich Is.":                      "abbreviated for tables",
	"name SUN Soviet Union (former)":                                     "a note",
	"official SUN Union of Soviet Socialist Republics (former)":          "a note",
	"code BA1 British Antarctic Territories":                             "no code of ISO 3166-1",
	"code CHI Channel Islands":                                           "no code of ISO 3166-1: Guernsey and Jersey",
	"code ANT Netherlands Antilles":                                      "dissolved in 2010: Curaçao, Sint Maarten, Caribbean Netherlands",
	"code EAT Tanganjika":                                                "Tanzania since 1964",
	"code EAZ Zanzibar":                                                  "Tanzania since 1964",
	"position ATA -90.0 0.0":                                             "the pole",
	"demonym ATA Antarctican":                                            "nobody lives there",
}

// Every code, name, capital and demonym of the two reference tables is known
// to ours.
func TestCountriesAgainstReference(t *testing.T) {
	seen := map[string]bool{}
	againstCountries(t, seen)
	againstCodes(t, seen)
	for key := range deliberate {
		if !seen[key] {
			t.Errorf("%s: is no difference any more", key)
		}
	}
}

func againstCountries(t *testing.T, seen map[string]bool) {
	file, err := os.Open(facts + "countries.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	n := 0
	fail := func(key string) {
		seen[key] = true
		if _, ok := deliberate[key]; !ok {
			t.Error(key)
		}
	}
	for in.Scan() {
		n++
		var r struct {
			ISO2, ISO3, Numeric, Name, Official string
			Capital, Currencies                 []string
			Demonym                             map[string]string
			LatLng                              []float64
		}
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.ISO3 == "UNK" {
			r.ISO3 = "XKX"
		}
		c := CountryOf(r.ISO3)
		if c == nil {
			fail("code " + r.ISO3)
			continue
		}
		if c.Alpha2 != r.ISO2 {
			fail("alpha2 " + r.ISO3 + " " + r.ISO2)
		}
		if c.Numeric != r.Numeric && r.Numeric != "" {
			fail("numeric " + r.ISO3 + " " + r.Numeric)
		}
		if !senseOf(r.Name, r.ISO3, false) {
			fail("name " + r.ISO3 + " " + r.Name)
		}
		if !senseOf(r.Official, r.ISO3, false) {
			fail("official " + r.ISO3 + " " + r.Official)
		}
		if len(r.Capital) > 0 && !slices.ContainsFunc(r.Capital, func(x string) bool {
			return fold(x) == fold(c.Capital) || fold(strings.ReplaceAll(x, ".", "")) == fold(strings.ReplaceAll(c.Capital, ".", ""))
		}) {
			fail("capital " + r.ISO3 + " " + strings.Join(r.Capital, ", ") + ", ours " + c.Capital)
		}
		if len(r.Currencies) > 0 && !slices.Contains(r.Currencies, c.Currency) {
			fail("currency " + r.ISO3 + " " + strings.Join(r.Currencies, ", ") + ", ours " + c.Currency)
		}
		for _, d := range r.Demonym {
			if d != "" && !senseOf(d, r.ISO3, true) {
				fail("demonym " + r.ISO3 + " " + d)
			}
		}
		if len(r.LatLng) == 2 && (abs(r.LatLng[0]-c.Latitude) > 8 || abs(r.LatLng[1]-c.Longitude) > 12) {
			fail("position " + r.ISO3 + " " + strconv.FormatFloat(r.LatLng[0], 'f', 1, 64) + " " + strconv.FormatFloat(r.LatLng[1], 'f', 1, 64))
		}
	}
	if n < 250 {
		t.Errorf("only %d countries in the reference", n)
	}
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func againstCodes(t *testing.T, seen map[string]bool) {
	file, err := os.Open(facts + "country_codes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	fail := func(key string) {
		seen[key] = true
		if _, ok := deliberate[key]; !ok {
			t.Error(key)
		}
	}
	in.Scan()
	for in.Scan() {
		f := strings.Split(in.Text(), "\t")
		name, official, iso2, iso3, numeric := f[0], f[1], f[3], f[4], f[5]
		c := CountryOf(iso3)
		if c == nil {
			fail("code " + iso3 + " " + name)
			continue
		}
		if c.Alpha2 != iso2 {
			fail("alpha2 " + iso3 + " " + iso2)
		}
		if n, _ := strconv.Atoi(c.Numeric); numeric != "" && strconv.Itoa(n) != numeric {
			fail("numeric " + iso3 + " " + numeric)
		}
		if !senseOf(name, iso3, false) {
			fail("name " + iso3 + " " + name)
		}
		if !senseOf(official, iso3, false) {
			fail("official " + iso3 + " " + official)
		}
	}
}
