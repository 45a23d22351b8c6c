package extract

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// goldArticle is a line of examples/gold/articles.jsonl; offsets are code
// points.
type goldArticle struct {
	ID, Text              string
	People, Organizations []struct {
		Name     string
		Surfaces []string
	}
	Countries []struct{ ISO3 string }
	Quotes    []struct {
		Form, Speaker string
		Start, End    int
	}
	Claims []struct {
		Value      float64
		Start, End int
	}
}

// tally counts what is right of what is found and of what there is.
type tally struct{ right, found, gold int }

func (t tally) f1() float64 {
	return 200 * float64(t.right) / float64(max(1, t.found+t.gold))
}

// The examples were annotated before anything read them, so these floors are
// what a newcomer may expect of articles like them. They lie two points
// below what is reached; checks/scores.py has the full measures on more articles.
func TestGoldOfTheExamples(t *testing.T) {
	f, err := os.Open("../examples/gold/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var people, organizations, countries, quotes, speakers, claims tally
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldArticle
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		d, failure := x.Extract(&corpus.Article{ID: g.ID, Text: g.Text})
		if failure != nil {
			t.Fatal(failure)
		}
		names := map[doc.Kind]map[string]bool{doc.Person: {}, doc.Organization: {}, doc.Country: {}}
		for _, e := range d.Entities {
			if of := names[e.Kind]; of != nil {
				if e.Kind == doc.Country {
					of[e.Country] = true
				} else {
					of[strings.ToLower(e.Name)] = true
				}
			}
		}
		for _, c := range g.Countries {
			if names[doc.Country][c.ISO3] {
				countries.right++
			}
		}
		countries.found += len(names[doc.Country])
		countries.gold += len(g.Countries)
		for _, p := range g.People {
			if names[doc.Person][strings.ToLower(p.Name)] {
				people.right++
			}
		}
		people.found += len(names[doc.Person])
		people.gold += len(g.People)
		for _, o := range g.Organizations {
			if names[doc.Organization][strings.ToLower(strings.TrimPrefix(o.Name, "The "))] {
				organizations.right++
			}
		}
		organizations.found += len(names[doc.Organization])
		organizations.gold += len(g.Organizations)

		at := bytesOf(g.Text)
		for _, q := range g.Quotes {
			if q.Form == "phrase" {
				continue
			}
			quotes.gold++
			found := covering(d, corpus.Span{Start: at[q.Start], End: at[q.End]})
			if found == nil {
				continue
			}
			quotes.right++
			if q.Speaker == "" {
				continue
			}
			speakers.gold++
			if strings.EqualFold(speakerName(d, found), q.Speaker) {
				speakers.right++
			}
		}
		for _, c := range g.Claims {
			claims.gold++
			for _, m := range d.Claims {
				if m.Value == c.Value && m.Start < at[c.End] && m.End > at[c.Start] {
					claims.right++
					break
				}
			}
		}
		claims.found += len(d.Claims)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	speakers.found, quotes.found = speakers.gold, quotes.gold // recall: what else is found is not in the gold
	for _, c := range []struct {
		what  string
		got   tally
		floor float64
	}{
		{"people, full name", people, 90},
		{"organizations, full name", organizations, 73},
		{"countries", countries, 96},
		{"quotes found", quotes, 96},
		{"speaker's name", speakers, 71},
		{"claims", claims, 94},
	} {
		t.Logf("%-26s %5.1f (%d right of %d found, %d there)", c.what, c.got.f1(), c.got.right, c.got.found, c.got.gold)
		if c.got.f1() < c.floor {
			t.Errorf("%s: %.1f is below %.0f", c.what, c.got.f1(), c.floor)
		}
	}
}

// bytesOf maps code points to bytes.
func bytesOf(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// covering finds a direct or mixed quote that covers half of the span.
func covering(d *doc.Document, want corpus.Span) *doc.Quote {
	for i := range d.Quotes {
		q := &d.Quotes[i]
		if q.Form != doc.Direct && q.Form != doc.Mixed {
			continue
		}
		for _, s := range q.Spans {
			if 2*(min(s.End, want.End)-max(s.Start, want.Start)) >= want.Len() {
				return q
			}
		}
	}
	return nil
}

// speakerName is the name of the entity that speaks, else the phrase.
func speakerName(d *doc.Document, q *doc.Quote) string {
	if q.SpeakerMention != doc.None {
		if e := d.Mentions[q.SpeakerMention].Entity; e != doc.None {
			return d.Entities[e].Name
		}
	}
	return q.Speaker.Of(d.Text)
}
