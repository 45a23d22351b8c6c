package attribution

import (
	"fmt"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Score compares the pieces of a kind that models find with those that are
// there.
type Score struct {
	Kind               string
	Right, Found, Gold int
}

// F1 in percent.
func (s Score) F1() float64 { return 200 * float64(s.Right) / float64(max(1, s.Found+s.Gold)) }

// String is one line.
func (s Score) String() string {
	return fmt.Sprintf("%-8s P %.1f R %.1f F1 %.1f", s.Kind, 100*float64(s.Right)/float64(max(1, s.Found)), 100*float64(s.Right)/float64(max(1, s.Gold)), s.F1())
}

// Evaluate scores the files of two models on the pieces of a file of
// attributions, which must match exactly; rules have no part in it.
func Evaluate(cues, pieces []byte, path string) ([]Score, error) {
	hand, err := gold.Attributed(path)
	if err != nil {
		return nil, err
	}
	list := make([]article, len(hand))
	for i, a := range hand {
		list[i].Attributions = a
	}
	annotate(list)
	first, err := seq.LoadFlat(cues, quote.Cues.Name, quote.FeaturesVersion)
	if err != nil {
		return nil, err
	}
	second, err := seq.LoadFlat(pieces, quote.Pieces.Name, quote.FeaturesVersion)
	if err != nil {
		return nil, err
	}
	l := [2]*quote.Labeller{quote.NewLabeller(&quote.Cues, first), quote.NewLabeller(&quote.Pieces, second)}
	scores := []Score{{Kind: "cue"}, {Kind: "content"}, {Kind: "source"}}
	for i := range list {
		a := &list[i]
		x := quote.Describe(a.doc)
		labels := l[0].Read(x, quote.Eager)
		scores[0].count(x.Pieces(labels, quote.Cues.First("cue")), a.Cue)
		x.SetCues(labels)
		labels = l[1].Read(x, 0)
		scores[1].count(x.Pieces(labels, quote.Pieces.First("content")), a.Content)
		scores[2].count(x.Pieces(labels, quote.Pieces.First("source")), a.Source)
	}
	return scores, nil
}

func (s *Score) count(found []corpus.Span, want []gold.Piece) {
	there := map[corpus.Span]bool{}
	for _, p := range want {
		there[p.Span] = true
	}
	s.Gold += len(there)
	s.Found += len(found)
	for _, f := range found {
		if there[f] {
			s.Right++
		}
	}
}
