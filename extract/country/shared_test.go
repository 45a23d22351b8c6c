//go:build shared

package country_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

const shared = "../../../shared/data/"

type gold struct {
	ID, Text    string
	Title       string
	PublishedAt string `json:"published_at"`
	Toponyms    []struct {
		Start, End int
		Text       string
		Country    string
	}
	Countries []struct {
		ISO3 string `json:"iso3"`
	}
}

func read(t *testing.T, name string) (rows []gold) {
	file, err := os.Open(shared + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var g gold
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, g)
	}
	return rows
}

func annotate(s *country.Stage, g gold) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{ID: g.ID, Text: g.Text}}
	if len(g.PublishedAt) >= 10 {
		d.Published, _ = time.Parse("2006-01-02", g.PublishedAt[:10])
	}
	segment.NewTokens().Annotate(d)
	segment.NewSentences().Annotate(d)
	s.Annotate(d)
	return d
}

// codeOf is the code of a country as the place sets name it.
func codeOf(name string) string {
	for _, s := range gazetteer.Toponyms().Senses(name) {
		if s.Class == gazetteer.Nation {
			return s.Country
		}
	}
	return map[string]string{"Palestinian Territory": "PSE", "Bonaire": "BES"}[name]
}

// TestPlaces prints how many toponyms are found and how many of those have
// the right country. lgl is for training, tr-news to look at.
func TestPlaces(t *testing.T) {
	s := country.New()
	for _, name := range []string{"place/lgl.jsonl", "place/tr-news.jsonl"} {
		var total, hit, with, right, predicted int
		missed, wrong, extra := map[string]int{}, map[string]int{}, map[string]int{}
		for _, g := range read(t, name) {
			d := annotate(s, g)
			predicted += len(d.Toponyms)
			total += len(g.Toponyms)
			used := make([]bool, len(d.Toponyms))
			at := offsets(g.Text)
			for _, w := range g.Toponyms {
				span := corpus.Span{Start: at[w.Start], End: at[w.End]}
				found := false
				for i, p := range d.Toponyms {
					if used[i] || !p.Span.Overlaps(span) {
						continue
					}
					used[i], found = true, true
					hit++
					if w.Country == "" {
						break
					}
					code := codeOf(w.Country)
					if code == "" {
						t.Fatalf("no code for %q", w.Country)
					}
					with++
					if p.Code == code {
						right++
					} else {
						wrong[fmt.Sprintf("%s %s!=%s", w.Text, p.Code, code)]++
					}
					break
				}
				if !found {
					missed[w.Text]++
				}
			}
			for i, p := range d.Toponyms {
				if !used[i] {
					extra[p.Of(g.Text)+" "+p.Code]++
				}
			}
		}
		t.Logf("%s: toponyms recall %.1f of %d, precision %.1f of %d, country accuracy given the name %.1f of %d",
			name, pct(hit, total), total, pct(hit, predicted), predicted, pct(right, with), with)
		if os.Getenv("LIST") != "" {
			t.Log("missed", most(missed))
			t.Log("wrong", most(wrong))
			t.Log("extra", most(extra))
		}
		if pct(right, with) < 95 {
			t.Errorf("%s: country accuracy is below 95", name)
		}
	}
}

// TestCountries prints precision and recall of the set of countries of whole
// articles.
func TestCountries(t *testing.T) {
	s := country.New()
	var tp, gold, pred int
	for _, g := range read(t, "articles/dev.jsonl") {
		d := annotate(s, g)
		have, want := map[string]string{}, map[string]bool{}
		for _, p := range d.Toponyms {
			if p.Kind == doc.Country {
				have[p.Code] = p.Of(g.Text)
			}
		}
		for _, c := range g.Countries {
			want[c.ISO3] = true
		}
		gold += len(want)
		pred += len(have)
		for c := range want {
			if have[c] != "" {
				tp++
			} else {
				t.Log(g.ID, "missed", c)
			}
		}
		for c, text := range have {
			if !want[c] {
				t.Log(g.ID, "extra", c, text)
			}
		}
	}
	p, r := pct(tp, pred), pct(tp, gold)
	t.Logf("articles/dev.jsonl: countries precision %.1f recall %.1f F1 %.1f of %d", p, r, 2*p*r/(p+r), gold)
	if 2*p*r/(p+r) < 95 {
		t.Error("F1 is below 95")
	}
}

func pct(a, b int) float64 { return 100 * float64(a) / float64(b) }

// offsets gives the byte of each code point.
func offsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	_ = utf8.RuneError
	return append(at, len(text))
}

func most(m map[string]int) string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return m[keys[i]] > m[keys[j]] || m[keys[i]] == m[keys[j]] && keys[i] < keys[j] })
	var b strings.Builder
	for i, k := range keys {
		if i == 150 {
			break
		}
		fmt.Fprintf(&b, "%s×%d; ", k, m[k])
	}
	return b.String()
}
