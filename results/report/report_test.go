package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
)

// runOver runs broadsheet over articles and opens the results.
func runOver(t testing.TB, articles []map[string]string, f results.Format, shard int) *results.Folder {
	t.Helper()
	dir := t.TempDir()
	var lines []byte
	for _, a := range articles {
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, b...), '\n')
	}
	in := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(in, lines, 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Open([]string{in}, nil, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "strikes")
	if _, err := pipeline.Run(context.Background(), pipeline.Config{Corpus: c, Extract: x, Out: out, Version: "test", Format: f, ShardSize: shard}); err != nil {
		t.Fatal(err)
	}
	folder, err := pipeline.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// strikes are articles of three papers, the last of which prints the first's.
func strikes() []map[string]string {
	text := "“We lost 300 jobs,” said Marta Lindqvist, the mayor of Malmö. Sweden and Denmark closed the bridge. Officials in Sweden said 40 trains stood still."
	articles := []map[string]string{
		{"id": "a", "publisher": "Harbour Post", "date": "2024-01-03", "title": "Bridge closed", "url": "https://example.org/a", "text": text},
		{"id": "b", "publisher": "Inland Times", "date": "2024-02-10", "title": "Talks go on", "text": "Denmark wants talks. “Nobody wins,” said Marta Lindqvist on Monday, and 1,200 workers went home in Norway."},
		{"id": "c", "publisher": "Evening Mail", "date": "2024-02-11", "title": "Bridge closed again", "text": text},
		{"id": "d", "date": "1871-02-11", "title": "No publisher", "text": "Norway sent 5 ships."},
		{"id": "e", "title": "Nicht zu lesen", "language": "de", "text": "Der Minister sagte nichts."},
		{"id": "f", "text": ""},
	}
	return articles
}

func page(t testing.TB, f *results.Folder, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// textOf is the text of the element with an id, its parts separated by spaces.
func textOf(t testing.TB, page, id string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		for _, a := range n.Attr {
			in = in || a.Key == "id" && a.Val == id
		}
		if n.Type == html.TextNode && in {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
	}
	walk(root, false)
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestReport(t *testing.T) {
	f := runOver(t, strikes(), results.Parquet, 2)
	p := page(t, f, Options{})
	for id, wants := range map[string][]string{
		"corpus": {
			"articles 5 publishers 3", "copies of an earlier article 1 errors 1", "1 article has no date", "Harbour Post 1 0", "Evening Mail 1 1",
			"not known 2 0", "Articles by publisher and decade: the table decade",
			"empty_text 1 in.jsonl 6:", "1 text was printed more than once, with 1 copy beside the first", "1 article is not in English",
		},
		"named":    {"Marta Lindqvist 3", "Denmark 3", "Sweden 2"},
		"quoted":   {"Marta Lindqvist 3"},
		"together": {"Articles that name both", "Sweden and Denmark: 2"},
		"claims":   {"all of them"},
	} {
		got := textOf(t, p, id)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %q: %s", id, want, got)
			}
		}
	}
	var rows [][]any
	if err := json.Unmarshal([]byte(textOf(t, p, "data")), &rows); err != nil || int64(len(rows)) != f.Rows["claims"] {
		t.Fatalf("%d claims in the page, %v, of %d", len(rows), err, f.Rows["claims"])
	}
	if r := rows[0]; r[1] != 300.0 || r[6] != "Marta Lindqvist" || fmt.Sprint(r[8]) != "[Harbour Post 2024-01-03 Bridge closed https://example.org/a]" {
		t.Errorf("%v", r)
	}
	if !strings.Contains(textOf(t, page(t, f, Options{Title: "A & B"}), "corpus"), "articles 5") {
		t.Error("another title, another page")
	}
}

func TestReportWithoutCopies(t *testing.T) {
	f := runOver(t, strikes(), results.Parquet, 2)
	got := textOf(t, page(t, f, Options{WithoutCopies: true}), "corpus")
	if !strings.Contains(got, "articles 4 publishers 2") || strings.Contains(got, "Evening Mail") {
		t.Error(got)
	}
}

// The page is the same from every format and however the corpus was cut.
func TestReportIsOfTheCorpus(t *testing.T) {
	want := ""
	for _, f := range []results.Format{results.Parquet, results.JSONL, results.CSV} {
		for _, shard := range []int{1, 100} {
			got := page(t, runOver(t, strikes(), f, shard), Options{Claims: 3})
			got = regexp.MustCompile(`<tr><th scope="row">(format|shard_size)</th>.*?</tr>`).ReplaceAllString(got, "")
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%s, %d an article: another page", f, shard)
			}
		}
	}
	var rows []any
	if err := json.Unmarshal([]byte(textOf(t, want, "data")), &rows); err != nil || len(rows) != 3 {
		t.Errorf("%d of 3 claims, %v", len(rows), err)
	}
	if !strings.Contains(textOf(t, want, "claims"), "A sample of 3 of ") {
		t.Error("a sample is not said to be one")
	}
}

// Two of one name are told apart.
func TestReportOfNamesakes(t *testing.T) {
	f := runOver(t, []map[string]string{
		{"id": "a", "text": "Sen. Marta Lindqvist, R-Alaska, spoke on Monday."},
		{"id": "b", "text": "Sen. Marta Lindqvist, D-Ohio, spoke on Monday."},
		{"id": "c", "text": "Sen. Marta Lindqvist, D-Ohio, spoke again on Tuesday."},
	}, results.Parquet, 10)
	got := textOf(t, page(t, f, Options{}), "named")
	if !strings.Contains(got, "Marta Lindqvist 2") || !strings.Contains(got, "Marta Lindqvist (2) 1") {
		t.Error(got)
	}
}

func TestReportOfNothing(t *testing.T) {
	p := page(t, runOver(t, nil, results.Parquet, 10), Options{})
	if got := textOf(t, p, "corpus"); !strings.Contains(got, "No article has a date") {
		t.Error(got)
	}
}

// hostile is text that wants to be a script, to close what it stands in, or to turn
// round what stands beside it.
const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{.}} \" onload=alert(3) ' \u202e gnirts \x1b[31m --> ]]> `${alert(4)}`"

func TestNoTextIsMarkup(t *testing.T) {
	articles := []map[string]string{{
		"id": "x" + hostile, "publisher": hostile, "title": hostile, "url": "javascript:alert(5)", "date": "2024-01-03",
		"text": "Officials of Sweden said 300 " + hostile + " were lost. “" + hostile + ",” said Marta " + hostile + " Lindqvist. Denmark paid 5 " + hostile,
	}}
	f := runOver(t, articles, results.Parquet, 10)
	var article bytes.Buffer
	a, err := NewArticles(&article)
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, failure := x.Extract(&corpus.Article{ID: hostile, Title: hostile, Publisher: hostile, Text: articles[0]["text"]})
	if failure != nil {
		t.Fatal(failure)
	}
	if err := a.Write(results.Rows(d, results.Options{})); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]string{"report": page(t, f, Options{Title: hostile}), "article": article.String()} {
		root, err := html.Parse(strings.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		scripts := 0
		var walk func(*html.Node)
		walk = func(n *html.Node) {
			if n.Type == html.ElementNode {
				switch n.Data {
				case "script":
					scripts++
				case "img", "iframe", "object", "embed", "base", "form":
					t.Errorf("%s: a <%s>", name, n.Data)
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || a.Key == "style" || (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, "#") {
						t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
					}
				}
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
		walk(root)
		if want := map[string]int{"report": 2, "article": 1}[name]; scripts != want {
			t.Errorf("%s: %d scripts, want %d", name, scripts, want)
		}
		if strings.ContainsAny(p, "\x1b\u202e") {
			t.Errorf("%s: control characters", name)
		}
		if !strings.Contains(p, "script-src &#39;sha256-") && !strings.Contains(p, "script-src 'sha256-") {
			t.Errorf("%s: no policy", name)
		}
	}
	if strings.Contains(page(t, f, Options{}), "javascript:alert(5)") {
		t.Error("an address that is no address is in the page")
	}
}

// However marks overlap, the segments are the text, and each belongs to the marks that
// cover it.
func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringOfN(rapid.RuneFrom([]rune("aé€😀\n ")), 0, 30, -1).Draw(t, "text"))
		var marks []stretch
		for i := range rapid.IntRange(0, 8).Draw(t, "marks") {
			start := rapid.IntRange(0, len(text)).Draw(t, "start")
			end := rapid.IntRange(start, len(text)).Draw(t, "end")
			if end > start {
				marks = append(marks, stretch{int32(start), int32(end), fmt.Sprint("m", i), "quote", fmt.Sprint(i)})
			}
		}
		segments := cut(text, slices.Clone(marks))
		var whole strings.Builder
		ids := map[string]bool{}
		at := 0
		for _, s := range segments {
			whole.WriteString(s.Text)
			for _, m := range marks {
				covers := int(m.start) <= at && at < int(m.end)
				if slices.Contains(strings.Fields(s.Of), m.ref) != covers {
					t.Fatalf("%v at %d of %v", s, at, marks)
				}
			}
			if s.ID != "" && ids[s.ID] {
				t.Fatalf("two segments are %s", s.ID)
			}
			ids[s.ID] = true
			at += len([]rune(s.Text))
		}
		if whole.String() != string(text) {
			t.Fatalf("%q became %q", string(text), whole.String())
		}
	})
}

func TestTimeline(t *testing.T) {
	day := func(s string) int {
		at, err := time.Parse("2006-01-02", s)
		if err != nil {
			t.Fatal(err)
		}
		return number("day", at)
	}
	for _, c := range []struct {
		days        map[int]int64
		unit        string
		n           int
		first, last string
	}{
		{map[int]int64{}, "", 0, "", ""},
		{map[int]int64{day("2024-02-28"): 1, day("2024-03-01"): 1}, "day", 3, "2024-02-28", "2024-03-01"},
		{map[int]int64{day("2023-11-05"): 1, day("2024-03-01"): 1}, "month", 5, "2023-11", "2024-03"},
		{map[int]int64{day("1998-11-05"): 1, day("2024-03-01"): 1}, "year", 27, "1998", "2024"},
		{map[int]int64{day("1871-11-05"): 1, day("2024-03-01"): 1}, "decade", 16, "1870s", "2020s"},
		{map[int]int64{day("0001-01-01"): 1, day("2024-03-01"): 1000, day("2024-03-05"): 1000, day("9999-01-01"): 3}, "day", 5, "2024-03-01", "2024-03-05"},
	} {
		got := timelineOf(c.days)
		if got.Unit != c.unit || len(got.Labels) != c.n || c.n > 0 && (got.Labels[0] != c.first || got.Labels[c.n-1] != c.last) {
			t.Errorf("%v: %+v", c.days, got)
		}
	}
	m := timelineOf(map[int]int64{day("2023-11-05"): 1, day("2024-03-01"): 1})
	for s, want := range map[string]int{"2023-11-30": 0, "2024-03-31": 4, "2023-10-31": -1, "2024-04-01": -1} {
		at, _ := time.Parse("2006-01-02", s)
		if got := m.of(&at); got != want {
			t.Errorf("%s is period %d, want %d", s, got, want)
		}
	}
	if m.of(nil) != -1 {
		t.Error("no date has a period")
	}
}

func TestCeiling(t *testing.T) {
	for most, want := range map[int64][2]int64{0: {1, 1}, 1: {1, 1}, 5: {5, 1}, 6: {6, 2}, 19: {20, 5}, 101: {150, 50}, 1_000_000: {1_000_000, 200_000}} {
		if top, step := ceiling(most); top != want[0] || step != want[1] {
			t.Errorf("%d: %d in steps of %d", most, top, step)
		}
	}
}
