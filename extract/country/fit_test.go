//go:build shared

package country

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// sample is one article with the spans whose country is known.
type sample struct {
	doc  *doc.Document
	gold []place
}

type place struct {
	corpus.Span
	country  string
	geonames int
}

func sampleOf(id, text string) sample {
	d := &doc.Document{Article: &corpus.Article{ID: id, Text: text}}
	segment.NewTokens().Annotate(d)
	segment.NewSentences().Annotate(d)
	return sample{doc: d}
}

func eachLine(t testing.TB, path string, f func(n int, line []byte)) {
	file, err := os.Open("../../../shared/data/" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 16<<20)
	for n := 0; in.Scan(); n++ {
		f(n, in.Bytes())
	}
}

func placed(t testing.TB, path string) (out []sample) {
	eachLine(t, path, func(_ int, line []byte) {
		var g struct {
			ID, Text string
			Toponyms []struct {
				Start, End int
				Country    string
				Geonames   string `json:"geonames_id"`
			}
		}
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		s := sampleOf(g.ID, g.Text)
		at := make([]int, 0, len(g.Text)+1)
		for i := range g.Text {
			at = append(at, i)
		}
		at = append(at, len(g.Text))
		for _, w := range g.Toponyms {
			p := place{Span: corpus.Span{Start: at[w.Start], End: at[w.End]}}
			p.geonames, _ = strconv.Atoi(w.Geonames)
			for _, x := range gazetteer.Toponyms().Senses(w.Country) {
				if x.Class == gazetteer.Nation {
					p.country = x.Country
				}
			}
			if w.Country == "Palestinian Territory" {
				p.country = "PSE"
			}
			if p.country != "" {
				s.gold = append(s.gold, p)
			}
		}
		out = append(out, s)
	})
	return out
}

// world is news of the world, where a name that is a country, a capital or a
// city of a million is taken to be that.
func world(t testing.TB, path string, every int) (out []sample) {
	eachLine(t, path, func(n int, line []byte) {
		if n%every != 0 {
			return
		}
		var g struct{ ID, Text string }
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, sampleOf(g.ID, g.Text))
	})
	st := New()
	a := newArticle(st)
	for i := range out {
		a.reset(out[i].doc)
		for k := range out[i].doc.Sentences {
			a.scan(&out[i].doc.Sentences[k])
		}
		a.vote()
		a.toponyms()
		for k := range a.found {
			c := &a.found[k]
			s := &c.senses[0]
			if c.sense == nil || c.within || s.Ambiguous != "" || len(c.senses) < 2 {
				continue
			}
			if s.Class == gazetteer.Nation || s.Class == gazetteer.Town && (s.Capital || s.Population > 1_000_000) {
				out[i].gold = append(out[i].gold, place{Span: c.Span, country: s.Country})
			}
		}
	}
	return out
}

// masked is news in which a name had its state or country behind a comma,
// "Tripoli, Lebanon", with that taken out: what is around must tell it.
func masked(t testing.TB, path string, every int) (out []sample) {
	st := New()
	a := newArticle(st)
	eachLine(t, path, func(n int, line []byte) {
		if n%every != every/2 {
			return
		}
		var g struct{ ID, Text string }
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		s := sampleOf(g.ID, g.Text)
		a.reset(s.doc)
		for k := range s.doc.Sentences {
			a.scan(&s.doc.Sentences[k])
		}
		a.vote()
		a.toponyms()
		var text strings.Builder
		var gold []place
		at := 0
		for k := range a.found {
			c := &a.found[k]
			if c.Start < at || c.behind == doc.None || !c.within || c.sense.Class != gazetteer.Town || c.sense.Geonames == 0 || a.oneCountry(c) {
				continue
			}
			text.WriteString(g.Text[at:c.End])
			gold = append(gold, place{Span: corpus.Span{Start: text.Len() - c.Len(), End: text.Len()}, country: c.sense.Country, geonames: int(c.sense.Geonames)})
			at = a.found[c.behind].End
		}
		if gold == nil {
			return
		}
		text.WriteString(g.Text[at:])
		m := sampleOf(g.ID, text.String())
		m.gold = gold
		out = append(out, m)
	})
	return out
}

// score counts the spans found, and those whose country is right.
func score(st *Stage, set []sample) (right, all int, wrong map[string]int, ids [2]int) {
	wrong = map[string]int{}
	for i := range set {
		st.Annotate(set[i].doc)
		used := map[int]bool{}
		for _, g := range set[i].gold {
			for k := range set[i].doc.Toponyms {
				p := &set[i].doc.Toponyms[k]
				if used[k] || !p.Span.Overlaps(g.Span) {
					continue
				}
				used[k] = true
				all++
				if p.Code == g.country {
					right++
				} else {
					wrong[fmt.Sprintf("%s %s!=%s (%s)", p.Of(set[i].doc.Text), p.Code, g.country, set[i].doc.ID)]++
				}
				if p.Geonames != 0 && g.geonames != 0 {
					ids[1]++
					if p.Geonames == g.geonames {
						ids[0]++
					}
				}
				break
			}
		}
	}
	return
}

// TestFit prints how the weights do, with LIST=1 what is wrong, with ABLATE=1
// what each kind of evidence is worth; with FIT=1 it walks the weights uphill.
func TestFit(t *testing.T) {
	st := New()
	type set struct {
		name   string
		rows   []sample
		weight float64
	}
	sets := []set{
		{"lgl", placed(t, "place/lgl.jsonl"), 1},
		{"world-2024", world(t, "raw/news-world-2024.jsonl.gz", 3), 2},
		{"us-2019", world(t, "raw/news-us-2019.jsonl.gz", 4), 2},
		{"masked us-2019", masked(t, "raw/news-us-2019.jsonl.gz", 3), 0.3},
		{"masked world-2024", masked(t, "raw/news-world-2024.jsonl.gz", 1), 0.3},
		{"masked open", masked(t, "raw/news-open.jsonl.gz", 3), 0.3},
		{"tr-news", placed(t, "place/tr-news.jsonl"), 0},
	}
	loss := func(show bool) float64 {
		sum := 0.0
		for _, s := range sets {
			if s.weight == 0 && !show {
				continue
			}
			right, all, wrong, ids := score(st, s.rows)
			sum += s.weight * 100 * float64(all-right) / float64(all)
			if ids[1] > 0 {
				sum += 0.2 * s.weight * 100 * float64(ids[1]-ids[0]) / float64(ids[1])
			}
			if show {
				t.Logf("%s: country right %.2f of %d, GeoNames id right %.2f of %d", s.name, 100*float64(right)/float64(all), all, 100*float64(ids[0])/float64(ids[1]), ids[1])
				if os.Getenv("LIST") != "" {
					t.Log(mostOf(wrong))
				}
			}
		}
		return sum
	}
	t.Log(loss(true))
	if os.Getenv("ABLATE") != "" {
		for _, without := range []struct {
			name    string
			weights []*int
		}{
			{"words of local news", []*int{&tuned.local, &tuned.said, &tuned.style}}, {"places without a table entry", []*int{&tuned.unlisted}},
			{"votes for countries", []*int{&tuned.country, &tuned.share}}, {"votes for regions", []*int{&tuned.region}},
			{"distance to sure places", []*int{&tuned.near}}, {"said to be near", []*int{&tuned.beside}},
		} {
			kept := tuned
			for _, w := range without.weights {
				*w = 0
			}
			if without.name == "places without a table entry" {
				tuned.unlisted = -inBonus
			}
			t.Log("without", without.name)
			loss(true)
			tuned = kept
		}
	}
	if os.Getenv("FIT") == "" {
		return
	}
	best := loss(false)
	fields := []struct {
		p    *int
		step int
	}{{&tuned.nation, 50}, {&tuned.capital, 50}, {&tuned.country, 20}, {&tuned.countryMost, 60}, {&tuned.region, 20}, {&tuned.regionMost, 60},
		{&tuned.near, 20}, {&tuned.nearMost, 60}, {&tuned.local, 20}, {&tuned.localMost, 60}, {&tuned.unlisted, 50}, {&tuned.division, 50}, {&tuned.spot, 50}, {&tuned.double, 5}, {&tuned.fleeting, 20}, {&tuned.beside, 100}, {&tuned.share, 50}, {&tuned.style, 20}, {&tuned.said, 50}}
	for round := 0; round < 3; round++ {
		before := best
		for _, f := range fields {
			for _, d := range []int{f.step, -f.step, 2 * f.step, -2 * f.step} {
				old := *f.p
				if *f.p = old + d; *f.p < 0 {
					*f.p = old
					continue
				}
				if l := loss(false); l < best-1e-9 {
					best = l
				} else {
					*f.p = old
				}
			}
		}
		t.Logf("%.3f %+v", best, tuned)
		if best == before {
			break
		}
	}
	loss(true)
}

func mostOf(m map[string]int) string {
	var b strings.Builder
	for n := 0; n < 60; n++ {
		best := ""
		for k, v := range m {
			if best == "" || v > m[best] || v == m[best] && k < best {
				best = k
			}
		}
		if best == "" {
			break
		}
		fmt.Fprintf(&b, "%s×%d; ", best, m[best])
		delete(m, best)
	}
	return b.String()
}
