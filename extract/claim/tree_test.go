package claim_test

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
)

// TestByTree holds what only the trees of all stages tell: whose a count is, and
// what a measure is of.
func TestByTree(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text           string
		claim          int
		counted, about string
	}{
		{"Since the start of last season Chris Wood has scored 22 goals in all competitions.", 0, "goals", "Chris Wood"},
		{"The ministry, which lost two court cases, employs 900 people.", 1, "people", "ministry"},
		{"The company announced plans to lay off more than 6,650 employees.", 0, "employees", "company"},
		{"The US trade deficit hit its highest level in a decade last year, having increased by $43.6 billion.", 0, "US trade deficit", ""},
		{"The material shoots out at about 800 miles per hour and forms a plume.", 0, "material", ""},
		{"Air fares dropped 21 per cent, cellular service 10 per cent and furniture 3 per cent.", 2, "furniture", ""},
		{"Moffat is on 9 percent and the Greens' Saskia Verhoeven on 7 percent.", 1, "Greens' Saskia Verhoeven", ""},
		{"The poll gave National 44 percent.", 0, "National", ""},
		{"The decision would cost the treasury $5 billion.", 0, "decision", ""},
		{"Angela Carp took out loans, eventually borrowing about $25,000.", 0, "borrowing", "Angela Carp"},
		{"The company has asked for $120 million.", 0, "asked for", "company"},
		{"The town spent $3 million on lobbying.", 0, "lobbying", "town"},
		{"He donated $30,000 to former President Obama.", 0, "donated", ""},
		{"Excluding food and energy, prices climbed 2.5 percent in March.", 0, "prices", ""},
		{"Customers usually pay an entrance fee, ranging from 30 to 60 yuan.", 0, "entrance fee", ""},
		{"She gave a voluntary interview that lasted eight hours.", 0, "voluntary interview", ""},
		{"Fritz Holm has died in Oslo. Holm led the party. He was 97.", 0, "Holm", ""},
		{"Analysts see two spurs to growth.", 0, "spurs", ""},
		{"The National Rally was celebrating, winning 24 percent of the vote.", 0, "vote", "National Rally"},
		{"China purchased $12 billion worth of soybeans.", 0, "soybeans", ""},
		{"It is far in front of Germany's three governing parties.", 0, "governing parties", "Germany"},
		{"Hamas-led militants took more than 250 hostages.", 0, "hostages", "Hamas-led militants"},
		{"English drummer Ginger Baker died in a hospital at the age of 80.", 0, "Ginger Baker", ""},
		{"He is second with 18 percent, and 6 percent is for Sen. Kamala Harris.", 0, "", ""},
		{"It protects some 91,000 Delta Air Lines pensioners.", 0, "Delta Air Lines pensioners", ""},
		{"For four hours, she spoke with her two sisters.", 0, "spoke", ""},
		{"Of the 59 jobs that need a vote, 15 are vacant.", 1, "jobs", ""},
		{"She returned to it given the nearly 50 percent hike in oil prices.", 0, "oil prices", ""},

		{"The town keeps its bridges well. It owns 61 of them.", 0, "bridges", ""},
		{"The rebels gave up 3,000 rifles so far. Peacekeepers counted 1,100.", 1, "rifles", "Peacekeepers"},
		{"Sumiati, a 29-year-old mother, was waiting at a depot.", 0, "Sumiati", ""},
		{"Gains were led by a rally in bank stocks, which were up 2.8%.", 0, "bank stocks", ""},
	} {
		d, err := x.Extract(&corpus.Article{Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Claims) <= c.claim {
			t.Errorf("%s: %d claims", c.text, len(d.Claims))
			continue
		}
		q := d.Claims[c.claim]
		if counted, about := q.Counted.Of(d.Text), q.About.Of(d.Text); counted != c.counted || about != c.about {
			t.Errorf("%s\ncounted %q about %q, want %q %q", c.text, counted, about, c.counted, c.about)
		}
	}
}

// TestCitedWithin holds whom a speaker credits with a number.
func TestCitedWithin(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text    string
		sources []string
	}{
		{"“The World Bank says that 300 branches closed,” the minister told parliament. “We opened 20 of our own.”", []string{"World Bank", "the minister"}},
		{"“Ross testified before the committee for seven hours,” the minister told parliament.", []string{"the minister"}},
		{"Ross was found guilty of fraud and sentenced to seven years.", []string{""}},
	} {
		d, err := x.Extract(&corpus.Article{Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Claims) != len(c.sources) {
			t.Errorf("%s: %d claims", c.text, len(d.Claims))
			continue
		}
		for k, want := range c.sources {
			if got := d.Claims[k].Source.Of(d.Text); got != want {
				t.Errorf("%s\nclaim %d: source %q, want %q", c.text, k, got, want)
			}
		}
	}
}
