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
