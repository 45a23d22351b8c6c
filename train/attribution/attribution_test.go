package attribution

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/train/gold"
)

// grumbles writes articles in which people grumble, which no list knows as a
// verb of speech, as a file of attributions.
func grumbles(t *testing.T, file string) {
	t.Helper()
	var b bytes.Buffer
	for i := range 60 {
		who := []string{"The mayor", "A clerk", "Two farmers", "The council"}[i%4]
		what := []string{"the harbor was too small", "the pier had been shut", "nobody had asked the town"}[i%3]
		more := []string{"Boats lay in the bay", "It rained on Monday", "The market opened late", "Nets were mended"}[i%4]
		text := fmt.Sprintf("%s. %s grumbled that %s. %s again.", more, who, what, more)
		at := func(s string) [][2]int {
			k := strings.LastIndex(text[:strings.LastIndex(text, what)+len(what)], s)
			return [][2]int{{k, k + len(s)}}
		}
		row, err := json.Marshal(map[string]any{"text": text, "unclear": [][2]int{}, "attributions": []any{
			map[string]any{"source": at(who), "cue": at("grumbled"), "content": at("that " + what)}}})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(row, '\n'))
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// What is trained finds what it was trained on, without the rules, and the same
// recipe gives the same bytes.
func TestTrain(t *testing.T) {
	data := t.TempDir()
	file := filepath.Join(data, "attribution", "polnear-train.jsonl")
	grumbles(t, file)
	r := Full(data)
	r.Silver, r.CueBits, r.PieceBits = 0, 14, 15
	cues, pieces, err := Train(r)
	if err != nil {
		t.Fatal(err)
	}
	cues2, pieces2, err := Train(r)
	if err != nil || !bytes.Equal(cues, cues2) || !bytes.Equal(pieces, pieces2) {
		t.Errorf("training twice gives other bytes, or %v", err)
	}
	s, err := quote.NewWith(cues, pieces, quote.Rules)
	if err != nil {
		t.Fatal(err)
	}
	scores, err := Evaluate(s, file, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		if s.Gold != 60 || s.F1() < 95 {
			t.Errorf("%v, of %d", s, s.Gold)
		}
	}
	none, err := quote.NewWith(cues, pieces, quote.Rules|quote.Models)
	if err != nil {
		t.Fatal(err)
	}
	if scores, err = Evaluate(none, file, true); err != nil || scores[3].Found != 0 {
		t.Errorf("without rules and models there is %v, %v", scores, err)
	}
	if _, _, err := Train(Full(t.TempDir())); err == nil {
		t.Error("trained on nothing")
	}
}

func TestIsRight(t *testing.T) {
	span := func(a, b int) corpus.Span { return corpus.Span{Start: a, End: b} }
	list := []gold.Attribution{
		{Content: []corpus.Span{span(10, 20), span(30, 40)}, Source: []corpus.Span{span(0, 8)}},
		{Content: []corpus.Span{span(50, 60)}},
	}
	for _, c := range []struct {
		name string
		q    doc.Quote
		want bool
	}{
		{"all of it", doc.Quote{Spans: list[0].Content, Speaker: span(0, 8)}, true},
		{"half of it", doc.Quote{Spans: []corpus.Span{span(10, 20)}, Speaker: span(4, 8)}, true},
		{"less", doc.Quote{Spans: []corpus.Span{span(10, 19)}, Speaker: span(0, 8)}, false},
		{"twice as much", doc.Quote{Spans: []corpus.Span{span(10, 49)}, Speaker: span(0, 8)}, true},
		{"another speaker", doc.Quote{Spans: list[0].Content, Speaker: span(21, 29)}, false},
		{"nobody", doc.Quote{Spans: list[0].Content}, false},
		{"nobody in the annotation", doc.Quote{Spans: list[1].Content, Speaker: span(0, 8)}, true},
		{"a phrase that is said", doc.Quote{Spans: list[1].Content, Form: doc.Phrase}, false},
		{"a phrase", doc.Quote{Spans: []corpus.Span{span(70, 80)}, Form: doc.Phrase}, true},
		{"nothing said", doc.Quote{Spans: []corpus.Span{span(70, 80)}}, false},
	} {
		if got := isRight(&c.q, list); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

// Confidence is fitted to what evidence is worth, and holds on other articles.
func TestConfidence(t *testing.T) {
	var list []Weighed
	for i := range 3000 {
		w := Weighed{Article: i / 60}
		w.Evidence[1] = uint8(i % 3) // right in 3, 11 and 17 of 20 cases
		w.Right = i/3%20 < []int{3, 11, 17}[i%3]
		list = append(list, w)
	}
	points := Confidence(list)
	for v, want := range []float64{0.15, 0.55, 0.85} {
		sum := 0
		for g := range points {
			k := 0
			if g == 1 {
				k = v
			}
			sum += points[g][k]
		}
		if p := 1 / (1 + math.Exp(-float64(sum)/hundreds)); math.Abs(p-want) > 0.03 {
			t.Errorf("value %d: confidence %.2f, want %.2f", v, p, want)
		}
	}
	table, off := Calibration(list)
	quotes := 0
	for _, r := range table {
		quotes += r.Quotes
		if r.Quotes > 0 && (r.Mean < r.From || r.Mean > r.To) {
			t.Errorf("%v", r)
		}
	}
	if quotes != len(list) || off > 0.01 {
		t.Errorf("%d quotes, off by %.3f", quotes, off)
	}
	plot := string(Plot(table))
	if n := strings.Count(plot, "<rect"); n != 3 || !strings.HasSuffix(plot, "</svg>\n") {
		t.Errorf("%d bars in\n%s", n, plot)
	}
}
