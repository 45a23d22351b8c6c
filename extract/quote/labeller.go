package quote

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/broadsheet/broadsheet/internal/seq"
)

//go:embed cues.model
var cuesFile []byte

//go:embed pieces.model
var piecesFile []byte

// finder finds attributions with two models: one for cues, one for what is said
// and who says it around them.
type finder struct {
	idle sync.Pool // of *[2]*Labeller
}

func newFinder(cues, pieces []byte) (*finder, error) {
	first, err := seq.LoadFlat(cues, Cues.Name, FeaturesVersion)
	if err != nil {
		return nil, err
	}
	second, err := seq.LoadFlat(pieces, Pieces.Name, FeaturesVersion)
	if err != nil {
		return nil, err
	}
	f := &finder{}
	f.idle.New = func() any { return &[2]*Labeller{NewLabeller(&Cues, first), NewLabeller(&Pieces, second)} }
	return f, nil
}

// Labeller reads one article after another; it is for one goroutine.
type Labeller struct {
	reading  *Reading
	model    *seq.Flat
	decoder  *seq.Decoder
	words    *seq.WordCache // by what the features of words depend on
	settings *seq.WordCache // by what those of settings depend on
	features []uint64
	scores   []int32
	labels   []uint8
	margins  []int32 // by token: how sure the label is
}

// NewLabeller makes one of a reading and its model.
func NewLabeller(r *Reading, m *seq.Flat) *Labeller {
	width := (2*window + 1) * len(r.Labels)
	return &Labeller{reading: r, model: m, decoder: m.NewDecoder(), words: seq.NewWordCache(width), settings: seq.NewWordCache(width)}
}

// Eager is how much less likely the first reading takes a token to be no cue
// than its model does: the model is to be right for most tokens, and most are
// none.
const Eager = 12

// Read labels the tokens of x. The labels hold until it is called again.
// against is taken from the score of no piece.
func (l *Labeller) Read(x *Description, against int32) []uint8 {
	n := len(l.model.Labels)
	l.labels = slices.Grow(l.labels[:0], len(x.nodes))[:len(x.nodes)]
	l.margins = slices.Grow(l.margins[:0], len(x.nodes))[:len(x.nodes)]
	clear(l.labels)
	clear(l.margins)
	for i, p := range x.Paragraphs {
		if l.reading.Blank(x, i) {
			continue
		}
		l.scores = slices.Grow(l.scores[:0], (p[1]-p[0])*n)[:(p[1]-p[0])*n]
		clear(l.scores)
		for t := p[0] - window; t < p[1]+window; t++ {
			word, setting := l.word(x.at(p, t)), l.setting(x.at(p, t))
			for off := max(-window, t-p[1]+1); off <= min(window, t-p[0]); off++ {
				scores := l.scores[(t-off-p[0])*n:][:n]
				first, second := word[(off+window)*n:][:n], setting[(off+window)*n:][:n]
				for y := range scores {
					scores[y] += first[y] + second[y]
				}
			}
		}
		for t := p[0]; t < p[1]; t++ {
			l.features = l.reading.around(x, l.features[:0], t)
			scores := l.scores[(t-p[0])*n : (t-p[0]+1)*n]
			l.model.Sum(scores, l.features)
			scores[outside] -= against
		}
		l.decoder.Decode(l.scores, l.labels[p[0]:p[1]])
		l.decoder.Margins(l.scores, l.labels[p[0]:p[1]], l.margins[p[0]:p[1]])
	}
	return l.labels
}

// word is what the word of n adds to the scores of the tokens around it, by
// offset and label.
func (l *Labeller) word(n *node) []int32 {
	kin := uint64(n.kin[1])<<32 | uint64(n.kin[2])<<16 | n.place
	scores, known := l.words.Of(seq.Join3(0, n.lower, n.tag, kin))
	if !known {
		l.sum(scores, n, l.reading.word)
	}
	return scores
}

// setting is what the place of n adds, as word does.
func (l *Labeller) setting(n *node) []int32 {
	marks := n.mention<<16 | uint64(n.quoted)<<8 | uint64(n.mark)
	if n.cue >= 0 {
		marks |= 1 << 15
	}
	scores, known := l.settings.Of(seq.Join2(0, n.relation, marks))
	if !known {
		l.sum(scores, n, l.reading.setting)
	}
	return scores
}

// sum adds up what the features of n say of each of the tokens around it.
func (l *Labeller) sum(scores []int32, n *node, features func(out []uint64, n *node, off int) []uint64) {
	labels := len(l.reading.Labels)
	for off := -window; off <= window; off++ {
		l.features = features(l.features[:0], n, off)
		l.model.Sum(scores[(off+window)*labels:(off+window+1)*labels], l.features)
	}
}
