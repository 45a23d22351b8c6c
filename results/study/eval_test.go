package study

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/results"
)

func figure(t *testing.T, s Score, name string) Figure {
	t.Helper()
	i := slices.IndexFunc(s.Figures, func(f Figure) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no figure %s in %+v", name, s.Figures)
	}
	return s.Figures[i]
}

func person(start, end int32) results.Mention {
	return results.Mention{Kind: "person", Form: "name", StartChar: start, EndChar: end}
}

// Two texts, three names annotated, four found, two of them right: precision
// 2/4, recall 2/3, F1 2 · 2 / (4 + 3).
func TestNamesByHand(t *testing.T) {
	gold := []*Gold{
		{Article: &corpus.Article{ID: "a", Text: "Ole met Eva."}, Mentions: []GoldMention{{Span{0, 3}, "person"}, {Span{8, 11}, "person"}, {Span{4, 7}, "misc"}}},
		{Article: &corpus.Article{ID: "b", Text: "Oslo."}, Mentions: []GoldMention{{Span{0, 4}, "country"}}},
		{Article: &corpus.Article{ID: "c", Text: "Nobody."}, Mentions: []GoldMention{}},
	}
	pronoun := person(4, 7)
	pronoun.Form = "pronoun"
	found := []*results.ArticleRows{
		{Mentions: []results.Mention{person(0, 3), person(8, 12), pronoun}},
		{Mentions: []results.Mention{{Kind: "place", Form: "name", StartChar: 0, EndChar: 4}, {Kind: "organization", Form: "name", StartChar: 0, EndChar: 4}}},
		nil,
	}
	scores, err := Evaluate(gold, found, EvalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s := scores[0]
	if len(scores) != 1 || s.Task != "names" || s.Articles != 3 || s.Missing != 1 {
		t.Fatalf("%+v", scores)
	}
	near(t, "precision", figure(t, s, "all.p").Value, 50, 1e-9)
	near(t, "recall", figure(t, s, "all.r").Value, 200.0/3, 1e-9)
	near(t, "F1", figure(t, s, "all.f1").Value, 400.0/7, 1e-9)
	near(t, "LOC", figure(t, s, "LOC.f1").Value, 100, 1e-9)
	if f := figure(t, s, "all.f1"); f.Of != 3 || f.Found != 4 || !f.Interval || f.Low > f.Value || f.High < f.Value {
		t.Errorf("%+v", f)
	}
}

// The same seed gives the same intervals, and sentences of one article are
// drawn together.
func TestTheBootstrapDrawsDocuments(t *testing.T) {
	var gold []*Gold
	var found []*results.ArticleRows
	for i := range 40 {
		g := &Gold{Article: &corpus.Article{ID: fmt.Sprint(i), Text: "Ole."}, Mentions: []GoldMention{{Span{0, 3}, "person"}}, Document: fmt.Sprint("d", i/10)}
		rows := &results.ArticleRows{}
		if i < 20 { // found in two documents of four, so in none or all of a document
			rows.Mentions = []results.Mention{person(0, 3)}
		}
		gold, found = append(gold, g), append(found, rows)
	}
	together, err := Evaluate(gold, found, EvalOptions{Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Evaluate(gold, found, EvalOptions{Seed: 3})
	if fmt.Sprint(together) != fmt.Sprint(again) {
		t.Error("another interval for the same seed")
	}
	for _, g := range gold {
		g.Document = ""
	}
	apart, _ := Evaluate(gold, found, EvalOptions{Seed: 3})
	of, alone := figure(t, together[0], "all.r"), figure(t, apart[0], "all.r")
	if together[0].Documents != 4 || of.Value != 50 || of.Low != 0 || of.High != 100 || alone.Low < 30 || alone.High > 70 {
		t.Errorf("together %+v, apart %+v", of, alone)
	}
	one, _ := Evaluate(gold[:1], found[:1], EvalOptions{})
	if figure(t, one[0], "all.r").Interval {
		t.Error("an interval from one document")
	}
}

// A quote that is found whole, with its source inside of the annotated one; one
// by less than half; one that nobody annotated.
func TestQuotesByHand(t *testing.T) {
	text := `"We signed," minister Ole Vang said. He hopes that it will rain a lot in May. "No"`
	number := func(n int32) *int32 { return &n }
	gold := []*Gold{{Article: &corpus.Article{ID: "a", Text: text}, Attributions: []Attribution{
		{Content: []Span{{0, 12}}, Source: []Span{{13, 30}}, Cue: []Span{{31, 35}}},
		{Content: []Span{{46, 76}}, Source: []Span{{37, 39}}},
	}}}
	found := []*results.ArticleRows{{Quotes: []results.Quote{
		{Form: "direct", Spans: []results.Span{{StartChar: 1, EndChar: 11}}, SpeakerStart: number(22), SpeakerEnd: number(30), CueStart: number(31), CueEnd: number(35)},
		{Form: "indirect", Spans: []results.Span{{StartChar: 46, EndChar: 53}}},
		{Form: "mixed", Spans: []results.Span{{StartChar: 78, EndChar: 82}}},
		{Form: "phrase", Spans: []results.Span{{StartChar: 78, EndChar: 82}}},
	}}}
	scores, err := Evaluate(gold, found, EvalOptions{Resamples: -1})
	if err != nil {
		t.Fatal(err)
	}
	s := scores[0]
	near(t, "precision", figure(t, s, "all.content_half.p").Value, 100.0/3, 1e-9)
	near(t, "recall", figure(t, s, "all.content_half.r").Value, 50, 1e-9)
	near(t, "exact", figure(t, s, "quoted.content_exact.r").Value, 100, 1e-9)
	near(t, "source", figure(t, s, "all.source_accuracy").Value, 100, 1e-9)
	near(t, "cue", figure(t, s, "all.cue_accuracy").Value, 100, 1e-9)
	near(t, "pieces", figure(t, s, "pieces_exact.cue.f1").Value, 100, 1e-9)
	near(t, "pieces", figure(t, s, "pieces_exact.content.f1").Value, 0, 1e-9)
}

func TestNorm(t *testing.T) {
	for in, want := range map[string]string{
		"The Hague’s  Court": "hague court", "an  Army": "army", "Another": "another", "O'sullivan": "o sullivan", "the": "the", "A-B_c": "a b_c", "Ole's": "ole", "": "",
	} {
		if got := norm(in); got != want {
			t.Errorf("norm(%q) is %q, want %q", in, got, want)
		}
	}
}

func TestOverlapIsThatOfSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) (p positions, set map[int]bool) {
			set = map[int]bool{}
			for i := range 12 {
				if rapid.Bool().Draw(t, name) {
					p, set[i] = append(p, i), true
				}
			}
			return p, set
		}
		a, of := draw("a")
		b, with := draw("b")
		both := 0
		for i := range of {
			if with[i] {
				both++
			}
		}
		want := 0.0
		if n := len(of) + len(with) - both; n > 0 {
			want = float64(both) / float64(n)
		}
		if a.shared(b) != both || a.overlap(b) != want || b.overlap(a) != want {
			t.Errorf("%v and %v: %d, %v", a, b, a.shared(b), a.overlap(b))
		}
	})
}

func TestWhatCannotBeScored(t *testing.T) {
	g := []*Gold{{Article: &corpus.Article{ID: "a", Text: "x"}}}
	for _, o := range []EvalOptions{{}, {Tasks: []string{"names"}}, {Tasks: []string{"verbs"}}} {
		if _, err := Evaluate(g, make([]*results.ArticleRows, 1), o); err == nil {
			t.Errorf("%+v is scored", o)
		}
	}
	if _, err := Evaluate(g, nil, EvalOptions{}); err == nil {
		t.Error("rows of no article are taken")
	}
}
