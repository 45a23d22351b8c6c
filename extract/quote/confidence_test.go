package quote

import (
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func TestPoints(t *testing.T) {
	var points [][]int
	for g := range EvidenceGroups {
		list := make([]int, EvidenceGroups[g].Values)
		for v := range list {
			list[v] = 10*g - v
		}
		points = append(points, list)
	}
	file := "# a comment\n" + string(AppendPoints(nil, points))
	p := parsePoints(file)
	for g := range points {
		for v, n := range points[g] {
			if p[g][v] != n {
				t.Errorf("%s %d: %d, was %d", EvidenceGroups[g].Name, v, p[g][v], n)
			}
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a file that lacks a value is read")
		}
	}()
	parsePoints(strings.Replace(file, "form\t", "frm\t", 1))
}

// What the models are surer of is more likely right.
func TestConfidenceGrowsWithTheMargins(t *testing.T) {
	p := parsePoints(pointsFile)
	sure, unsure := Evidence{}, Evidence{}
	for _, g := range []int{ofCue, ofEdge, ofInside, ofSource} {
		sure[g], unsure[g] = step(1000), step(1)
	}
	sure[ofSpeaker], unsure[ofSpeaker] = 3, 3
	if a, b := p.confidence(sure), p.confidence(unsure); a < b+0.1 || a > 1 || b < 0 {
		t.Errorf("sure %.2f, unsure %.2f", a, b)
	}
	for m, want := range map[int32]uint8{0: 0, 1: 1, 12: 1, 13: 2, 121: 6, 1 << 30: 6} {
		if got := step(m); got != want {
			t.Errorf("step of %d is %d, want %d", m, got, want)
		}
	}
}

// Every quote has evidence, and its confidence comes from that.
func TestWeigh(t *testing.T) {
	s := New()
	d := &doc.Document{Article: &corpus.Article{Text: "“The harbor is gone,” Torrance said."}}
	d.Tokens = tokensOf(d.Text)
	d.Sentences = []doc.Sentence{{Span: corpus.Span{End: len(d.Text)}, Last: len(d.Tokens), Role: doc.Body}}
	list := s.Weigh(d)
	if len(list) == 0 || len(list) != len(d.Quotes) {
		t.Fatalf("%d quotes, %d with evidence", len(d.Quotes), len(list))
	}
	for i, e := range list {
		for g, v := range e {
			if int(v) >= EvidenceGroups[g].Values {
				t.Errorf("quote %d: value %d of %s", i, v, EvidenceGroups[g].Name)
			}
		}
		if want := s.points.confidence(e); d.Quotes[i].Confidence != want {
			t.Errorf("quote %d: confidence %.2f, want %.2f", i, d.Quotes[i].Confidence, want)
		}
	}
}

// tokensOf cuts at spaces and marks.
func tokensOf(text string) (out []doc.Token) {
	for i := 0; i < len(text); {
		n := strings.IndexAny(text[i:], " ,.“”")
		switch {
		case n < 0:
			n = len(text) - i
		case n == 0 && text[i] == ' ':
			i++
			continue
		case n == 0 && text[i] > 127:
			n = len("“")
		case n == 0:
			n = 1
		}
		out = append(out, doc.Token{Span: corpus.Span{Start: i, End: i + n}})
		i += n
	}
	return out
}
