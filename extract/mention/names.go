// Package mention finds who and what an article names, and every phrase that
// refers to them.
//
// Names finds proper names: a linear model (internal/seq, names.model) labels
// the tokens of each sentence by their form, their class in raw news, the
// words around them and what lists know of them, and then once more, knowing
// how the whole article was labelled: a surname that stood once after "Sen." is
// a person everywhere. Mentions merges those names with the toponyms of the
// country stage and adds roles and pronouns.
//
// The words that the stages know are in words.tsv, which may be extended;
// names of people and organizations are in internal/gazetteer.
package mention

import (
	_ "embed"
	"math"
	"slices"
	"sync"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/seq"
)

//go:embed names.model
var namesModel []byte

// ModelName is the name of the model of names in its file.
const ModelName = "names"

// Names fills Document.Names.
type Names struct {
	features *Features
	model    *seq.Model
	without  Knowledge
	pool     *sync.Pool // of *labeller
}

// NewNames loads what is known of names.
func NewNames() *Names {
	n, err := NewNamesWith(namesModel, 0)
	if err != nil {
		panic(err) // the embedded file is of another version than the program
	}
	return n
}

// NewNamesWith is NewNames with another model than the embedded one, and
// without some of what it knows. It keeps file, which must not change. The
// error says what is wrong with it.
func NewNamesWith(file []byte, without Knowledge) (*Names, error) {
	m, err := seq.Load(file, ModelName, FeaturesVersion)
	if err != nil {
		return nil, err
	}
	n := &Names{features: NewFeatures(), model: m, without: without}
	n.pool = &sync.Pool{New: func() any { return newLabeller(m) }}
	return n, nil
}

// Name is the name of the stage.
func (*Names) Name() string { return "names" }

// Needs are the layers that must be filled before.
func (*Names) Needs() doc.Layer { return doc.Tokens | doc.Sentences | doc.Toponyms }

// Gives is the layer that the stage fills.
func (*Names) Gives() doc.Layer { return doc.Names }

// Annotate fills d.Names.
func (n *Names) Annotate(d *doc.Document) {
	if len(d.Tokens) == 0 {
		return
	}
	x := n.features.Describe(d)
	x.Forget(n.without)
	l := n.pool.Get().(*labeller)
	l.read(x, n.without&Article == 0)
	if n.without&Article == 0 {
		x.agree(l.labels, l.margins)
	}
	if n.without&Lists == 0 {
		x.listed(l.labels, l.margins)
	}
	d.Names = x.names(l.labels, l.margins)
	n.pool.Put(l)
}

// labeller labels the tokens of one document after another.
type labeller struct {
	model    *seq.Model
	decoder  *seq.Decoder
	features []uint64
	scores   []int32        // by token and label
	forms    []int32        // by form, offset and label: what the form adds to a token there
	words    *seq.WordCache // by what formFeatures depends on
	written  *seq.WordCache // by what writtenAround depends on
	labels   []uint8
	margins  []int32

	// What writingsOf adds, by what the article says, offset and label.
	writings [4][2*near + 1][labels]int32
}

// near is how far away a token can stand whose writing elsewhere says something.
const near = 1

func newLabeller(m *seq.Model) *labeller {
	l := &labeller{
		model: m, decoder: m.NewDecoder(),
		words: seq.NewWordCache(perForm), written: seq.NewWordCache(labels),
	}
	for w := range l.writings {
		for off := -near; off <= near; off++ {
			m.Add(l.writings[w][off+near][:], writingsOf(&form{writings: uint64(w)}, off))
		}
	}
	return l
}

// read labels the tokens of x, twice where again.
func (l *labeller) read(x *Description, again bool) {
	n := len(x.toks)
	l.scores = slices.Grow(l.scores[:0], n*labels)[:n*labels]
	l.labels = slices.Grow(l.labels[:0], n)[:n]
	l.margins = slices.Grow(l.margins[:0], n)[:n]
	clear(l.scores)
	l.forms = slices.Grow(l.forms[:0], (len(x.forms)+1)*perForm)[:(len(x.forms)+1)*perForm]
	for k := range x.forms {
		l.form(&x.forms[k], l.forms[k*perForm:(k+1)*perForm])
	}
	l.form(&x.edge, l.forms[len(x.forms)*perForm:])
	for i := range x.d.Sentences {
		s := &x.d.Sentences[i]
		for t := s.First; t < s.Last; t++ {
			scores := l.scores[t*labels : (t+1)*labels]
			for off := -reach; off <= reach; off++ {
				k := len(x.forms) // the edge
				if t+off >= s.First && t+off < s.Last {
					k = int(x.form[t+off])
				}
				at := k*perForm + (off+reach)*labels
				for y, w := range l.forms[at : at+labels] {
					scores[y] += w
				}
			}
			pairs := x.pairs(t)
			l.features = x.around(append(l.features[:0], pairs[:]...), t)
			l.add(scores)
			for y, w := range l.writtenAround(x, t) {
				scores[y] += w
			}
		}
		l.decoder.Decode(l.scores[s.First*labels:s.Last*labels], l.labels[s.First:s.Last])
	}
	if again {
		x.Learn(l.labels)
		for t := range n {
			l.features = x.Again(l.features[:0], t)
			l.add(l.scores[t*labels : (t+1)*labels])
		}
	}
	for _, s := range x.d.Sentences {
		scores := l.scores[s.First*labels : s.Last*labels]
		l.decoder.Decode(scores, l.labels[s.First:s.Last])
		l.decoder.Margins(scores, l.labels[s.First:s.Last], l.margins[s.First:s.Last])
	}
}

// perForm is how many scores a form has: one for each offset and label.
const perForm = (2*reach + 1) * labels

// form sets scores to what f adds to the tokens around it.
func (l *labeller) form(f *form, scores []int32) {
	kept, known := l.words.Of(seq.Join2(0, f.exact, uint64(f.class)))
	if !known {
		for off := -reach; off <= reach; off++ {
			l.features = formFeatures(l.features[:0], f, off)
			if off == 0 {
				l.features = append(l.features, kinShapeOf(f))
			}
			l.add(kept[(off+reach)*labels : (off+reach+1)*labels])
		}
	}
	copy(scores, kept)
	for off := -near; off <= near; off++ {
		for y, w := range l.writings[f.writings][off+near] {
			scores[(off+reach)*labels+y] += w
		}
	}
}

// writtenAround is what writtenAround of x adds to token t.
func (l *labeller) writtenAround(x *Description, t int) []int32 {
	scores, known := l.written.Of(x.writingAround(t))
	if !known {
		features := x.writtenAround(t)
		l.model.Sum(scores, features[:])
	}
	return scores
}

func (l *labeller) add(scores []int32) { l.model.Sum(scores, l.features) }

// names reads the names off the labels. margins are how sure each label is.
func (x *Description) names(l []uint8, margins []int32) []doc.Name {
	out := make([]doc.Name, 0, len(l)/16)
	done := 0
	for t := 0; t < len(l); {
		end, kind := nameAt(l, t)
		if kind == 0 {
			t++
			continue
		}
		margin := margins[t]
		for _, m := range margins[t:end] {
			margin = min(margin, m)
		}
		for from := t; from < end; {
			to := from
			for to < end && !x.slash(to) {
				to++
			}
			a, b := x.trim(kinds[kind-1], from, to)
			a = max(a, done)
			if b > end && l[end] != outside {
				b = end
			}
			if a < b && !x.nameless(kinds[kind-1], a, b) {
				done = b
				span := corpus.Span{Start: x.toks[a].Start, End: x.toks[b-1].End}
				out = append(out, doc.Name{Span: span, Kind: kinds[kind-1], Confidence: confidence(margin)})
			}
			from = to + 1
		}
		t = end
	}
	return out
}

// Unit is what a weight of 1 of the model's training is as a whole number.
const Unit = 24

// What margins are worth: names of texts that the model did not see are right
// as often as half the margin says, and never more than 98.5 times in 100
// (TestConfidence in train/recognizer).
const (
	overrated = 2
	mostSure  = 4.2
)

// confidence is how likely a name is right whose weakest label wins by margin,
// to three decimals so that every machine gives the same.
func confidence(margin int32) float64 {
	m := min(float64(margin)/(overrated*Unit), mostSure)
	return math.Round(1000/(1+math.Exp(-m))) / 1000
}
