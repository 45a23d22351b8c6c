package study

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/results"
)

// write puts rows into a folder as one part of a run.
func write[T any](t interface{ Fatal(...any) }, dir, table string, part int, rows []T) {
	name := filepath.Join(dir, filepath.FromSlash(results.PartPath(table, part, results.CSV)))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := results.WriteTable(&b, results.CSV, slices.Values(rows)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// corpusOf writes articles with quotes, in parts of a few articles each.
func corpusOf(t interface{ Fatal(...any) }, dir string, articles []results.Article, quotes map[string]int, size int) *results.Folder {
	f := &results.Folder{Path: dir, Format: results.CSV, Files: map[string][]int{}}
	for part := 0; part*size < len(articles) || part == 0; part++ {
		of := articles[min(part*size, len(articles)):min((part+1)*size, len(articles))]
		var qs []results.Quote
		var ss []results.Sentence
		for _, a := range of {
			for i := range quotes[a.ArticleID] {
				at := int32(i * 10)
				qs = append(qs, results.Quote{ArticleID: a.ArticleID, Quote: int32(i), Form: "direct", Text: "Yes.", StartChar: at + 3, EndChar: at + 7, SpeakerName: "Ole"})
				ss = append(ss, results.Sentence{ArticleID: a.ArticleID, Sentence: int32(i), Role: "body", StartChar: at, EndChar: at + 9, Text: fmt.Sprintf("%2d Yes. X", i)})
			}
		}
		write(t, dir, "articles", part, of)
		write(t, dir, "quotes", part, qs)
		write(t, dir, "sentences", part, ss)
		for _, table := range []string{"articles", "quotes", "sentences"} {
			f.Files[table] = append(f.Files[table], part)
		}
	}
	return f
}

func published(day string) *time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return &t
}

// Equally many rows of each publisher; what a small one lacks, the others give;
// and what each stratum has in all is told.
func TestStrataShareTheSample(t *testing.T) {
	articles := []results.Article{
		{ArticleID: "a", Publisher: "Post", PublishedAt: published("2024-05-01")},
		{ArticleID: "b", Publisher: "Herald", PublishedAt: published("2025-06-01")},
		{ArticleID: "c", Publisher: "Post"},
		{ArticleID: "d"},
	}
	f := corpusOf(t, t.TempDir(), articles, map[string]int{"a": 40, "b": 2, "c": 20, "d": 30}, 2)
	s, err := Draw(f, SampleOptions{Table: "quotes", N: 21, Seed: 7, By: "publisher"})
	if err != nil {
		t.Fatal(err)
	}
	// 21 of three: 7 each; Herald has 2, so that 19 remain for two: 9 and one more.
	want := map[string]Stratum{"": {"", 30, 9}, "Herald": {"Herald", 2, 2}, "Post": {"Post", 60, 9}}
	drawn := 0
	for _, got := range s.Strata {
		w := want[got.Value]
		if got.Rows != w.Rows || got.Drawn < w.Drawn || got.Drawn > w.Drawn+1 {
			t.Errorf("stratum %+v, want %+v or one more", got, w)
		}
		drawn += got.Drawn
	}
	if drawn != 21 || len(s.Rows) != 21 || s.Total != 92 {
		t.Errorf("%d drawn, %d rows of %d", drawn, len(s.Rows), s.Total)
	}

	s, err = Draw(f, SampleOptions{Table: "quotes", N: 6, By: "year"})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Strata) != 3 || s.Strata[1].Value != "2024" || s.Strata[2].Rows != 2 {
		t.Errorf("years: %+v", s.Strata)
	}
	if s, err := Draw(f, SampleOptions{Table: "quotes", N: 1000}); err != nil || len(s.Rows) != 92 {
		t.Errorf("all rows: %v, %v", len(s.Rows), err)
	}
}

func TestASheetShowsTheRowInItsContext(t *testing.T) {
	f := corpusOf(t, t.TempDir(), []results.Article{{ArticleID: "=a", Title: "=HYPERLINK()", Publisher: "Post"}}, map[string]int{"=a": 3}, 1)
	s, err := Draw(f, SampleOptions{Table: "quotes", N: 3, By: "publisher"})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := s.WriteCSV(&b, true); err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(b.String(), "\n")
	if want := "row,stratum,stratum_rows,article_title,publisher,published_at,url,source,record,start_char,end_char,context,form,text,speaker_text,speaker_name,speaker_kind,cue,stance,text_ok,form_ok,speaker_name_ok,missing,note"; header != want {
		t.Errorf("header %s", header)
	}
	for _, want := range []string{"quotes/=a/1,Post,3,'=HYPERLINK(),Post,", `13,17," 0 Yes. X  1 [[Yes.]] X  2 Yes. X",direct,Yes.,`, ",Ole,,,,,,,,\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// In whatever parts and order a corpus lies, the sample is the same; of one
// seed, the larger sample holds the smaller.
func TestASampleDependsOnSeedAndRowsAlone(t *testing.T) {
	dirs := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		var articles []results.Article
		quotes := map[string]int{}
		for i := range rapid.IntRange(1, 12).Draw(t, "articles") {
			id := fmt.Sprint("a", i)
			articles = append(articles, results.Article{ArticleID: id, Publisher: rapid.SampledFrom([]string{"", "A", "B", "C", "D"}).Draw(t, "publisher")})
			quotes[id] = rapid.IntRange(0, 60).Draw(t, "quotes")
		}
		o := SampleOptions{Table: "quotes", N: rapid.IntRange(1, 40).Draw(t, "n"), Seed: 7, By: "publisher"}
		keys := func(size int, o SampleOptions) (keys []string) {
			n++
			dir := filepath.Join(dirs, fmt.Sprint(n))
			s, err := Draw(corpusOf(t, dir, articles, quotes, size), o)
			os.RemoveAll(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range s.Rows {
				keys = append(keys, row[0])
			}
			return keys
		}
		one := keys(len(articles), o)
		rand.New(rand.NewPCG(1, uint64(n))).Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		if other := keys(rapid.IntRange(1, 3).Draw(t, "size"), o); !slices.Equal(one, other) {
			t.Fatalf("%v, in other parts %v", one, other)
		}
		total := 0
		for _, k := range quotes {
			total += k
		}
		if len(one) != min(total, o.N) {
			t.Fatalf("%d rows of %d, asked for %d", len(one), total, o.N)
		}
		o.N += rapid.IntRange(0, 20).Draw(t, "more")
		more := keys(len(articles), o)
		for _, k := range one {
			if !slices.Contains(more, k) {
				t.Fatalf("%s is not in the larger sample", k)
			}
		}
	})
}

// Every row of a stratum is as likely as the others, also when the pool is cut
// on the way: of 4,000 samples of 5 rows of 500, each row is in some 40.
func TestEveryRowIsAsLikely(t *testing.T) {
	times := map[string]int{}
	for seed := range uint64(4000) {
		r := newReservoir(SampleOptions{N: 5, Seed: seed})
		for i := range 500 {
			r.offer("", fmt.Sprint("quotes/a/", i))
		}
		for _, e := range r.settle() {
			times[e.key]++
		}
	}
	// 40 ± 5 standard deviations of the binomial with p = 1/100
	for key, k := range times {
		if k < 8 || k > 72 {
			t.Errorf("%s %d times", key, k)
		}
	}
	if len(times) != 500 {
		t.Errorf("%d rows were ever drawn", len(times))
	}
}

// Memory is that of the sample and its strata, whatever comes.
func TestAReservoirStaysSmall(t *testing.T) {
	r := newReservoir(SampleOptions{N: 10})
	for i := range 50_000 {
		r.offer(fmt.Sprint(i%100), fmt.Sprint(i))
		if r.kept > 2*(10+100)+65 {
			t.Fatalf("%d kept after %d rows", r.kept, i)
		}
	}
	if drawn := r.settle(); len(drawn) != 10 {
		t.Errorf("%d drawn", len(drawn))
	}
}

func TestWhatCannotBeDrawn(t *testing.T) {
	f := &results.Folder{}
	for _, c := range []struct {
		o    SampleOptions
		says string
	}{
		{SampleOptions{Table: "catalog", N: 1}, "quotes, claims, entities, mentions"},
		{SampleOptions{Table: "nothing", N: 1}, "no table"},
		{SampleOptions{Table: "quotes"}, "1 row or more"},
		{SampleOptions{Table: "quotes", N: 1, By: "weather"}, "no"},
		{SampleOptions{Table: "quotes", N: 1, By: "spans"}, "column"},
		{SampleOptions{Table: "quotes", N: 1, Judge: []string{"spans"}}, "to judge"},
	} {
		_, err := Draw(f, c.o)
		var wrong *UsageError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
}

// Marks stand around each piece, also where it goes from one sentence to the
// next, and nothing of the text is lost.
func TestMarksStandAroundEachPiece(t *testing.T) {
	//                      0         10        20
	const one, two = "“Yes,” he said. “But", "no.” He left."
	sentences := []results.Sentence{{StartChar: 0, EndChar: 20, Text: one}, {StartChar: 21, EndChar: 34, Text: two}}
	for _, c := range []struct {
		pieces []results.Span
		want   string
	}{
		{[]results.Span{{StartChar: 0, EndChar: 6}, {StartChar: 16, EndChar: 25}}, "[[“Yes,”]] he said. [[“But no.”]] He left."},
		{[]results.Span{{StartChar: 26, EndChar: 28}}, one + " no.” [[He]] left."},
		{[]results.Span{{StartChar: 0, EndChar: 0}}, one + " " + two},
		{[]results.Span{{StartChar: -1, EndChar: -1}}, ""},
	} {
		if got := contextOf(sentences, c.pieces); got != c.want {
			t.Errorf("%v: %q, want %q", c.pieces, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.Int32Range(0, 33).Draw(t, "start")
		end := rapid.Int32Range(start, 34).Draw(t, "end")
		marked := contextOf(sentences, []results.Span{{StartChar: start, EndChar: end}})
		if plain := strings.NewReplacer("[[", "", "]]", "").Replace(marked); plain != one+" "+two {
			t.Errorf("%d to %d: %q", start, end, marked)
		}
	})
}
