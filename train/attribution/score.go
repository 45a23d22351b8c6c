package attribution

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Score compares what is found with what is there.
type Score struct {
	Kind               string
	Right, Found, Gold int
}

// F1 in percent.
func (s Score) F1() float64 {
	p, r := s.rates()
	return 2 * p * r / max(1e-9, p+r)
}

func (s Score) rates() (precision, recall float64) {
	return 100 * float64(s.Right) / float64(max(1, s.Found)), 100 * float64(s.Right) / float64(max(1, s.Gold))
}

// String is one line.
func (s Score) String() string {
	p, r := s.rates()
	return fmt.Sprintf("%-8s P %.1f R %.1f F1 %.1f", s.Kind, p, r, s.F1())
}

// Evaluate scores a stage on a file of attributions: the pieces that must match
// exactly, of cues, contents and sources, and the contents of which half of what
// is found or there, taken together, is both. trees says whether the sentences
// are parsed before. What the annotators set aside is no quote too many.
func Evaluate(s *quote.Stage, path string, trees bool) ([]Score, error) {
	list, err := load(path, trees)
	if err != nil {
		return nil, err
	}
	scores := []Score{{Kind: "cue"}, {Kind: "content"}, {Kind: "source"}, {Kind: "half"}}
	for i := range list {
		a := &list[i]
		s.Annotate(a.doc)
		quotes := slices.DeleteFunc(a.doc.Quotes, func(q doc.Quote) bool { return q.Form == doc.Phrase })
		var cues, contents, sources []corpus.Span
		for _, q := range quotes {
			cues, contents, sources = append(cues, q.Cue), append(contents, q.Spans...), append(sources, q.Speaker)
		}
		scores[0].pieces(cues, a.Cue)
		scores[1].pieces(contents, a.Content)
		scores[2].pieces(sources, a.Source)
		scores[3].halves(quotes, &a.Attributions)
	}
	return scores, nil
}

// load reads a file of attributions and annotates its texts.
func load(path string, trees bool) ([]article, error) {
	hand, err := gold.Attributed(path)
	if err != nil {
		return nil, err
	}
	list := make([]article, len(hand))
	for i, a := range hand {
		list[i].Attributions = a
	}
	annotate(list, trees)
	return list, nil
}

func (s *Score) pieces(found []corpus.Span, want []gold.Piece) {
	there, ours := map[corpus.Span]bool{}, map[corpus.Span]bool{}
	for _, p := range want {
		there[p.Span] = true
	}
	for _, f := range found {
		if !f.Empty() {
			ours[f] = true
		}
	}
	s.Gold += len(there)
	s.Found += len(ours)
	for f := range ours {
		if there[f] {
			s.Right++
		}
	}
}

// halves pairs each quote with at most one attribution, the most alike first.
func (s *Score) halves(quotes []doc.Quote, a *gold.Attributions) {
	type pair struct {
		quote, attribution int
		alike              float64
	}
	var pairs []pair
	s.Gold += len(a.Linked)
	for i, q := range quotes {
		if 2*shared(q.Spans, a.Unclear) > length(q.Spans) {
			continue
		}
		s.Found++
		for k, l := range a.Linked {
			if both := shared(q.Spans, l.Content); both > 0 {
				pairs = append(pairs, pair{i, k, float64(both) / float64(length(q.Spans)+length(l.Content)-both)})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.alike, a.alike) })
	quoteDone, attributionDone := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if quoteDone[p.quote] || attributionDone[p.attribution] {
			continue
		}
		quoteDone[p.quote], attributionDone[p.attribution] = true, true
		if p.alike >= 0.5 {
			s.Right++
		}
	}
}
