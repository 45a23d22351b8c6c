// Package recognizer trains the model that finds names (extract/mention,
// names.model) and scores it.
package recognizer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Recipe says what a model of names is trained on, and how.
type Recipe struct {
	Data     string // folder with ner, raw and silver
	Sets     []Set
	Silver   int // of how many articles of silver/names-news one is read; 0 for none
	Tagged   int // of how many articles of silver/news one is read; 0 for none
	Epochs   int
	Rate     float64 // of the first epoch; it falls to 0
	Least    uint8   // times that a feature is there to be learned
	Faint    int     // smallest weight that is kept, of 127
	Smallest int     // smallest of the largest weights of a feature that is kept
	Seed     uint64
	Without  mention.Knowledge // what the model does not know, to measure what that is worth
	Log      func(format string, args ...any)
}

// Set is a part of an annotated set of data/ner.
type Set struct {
	Name   string
	Share  float64 // from the beginning
	Weight float32
}

// Full is the recipe of the embedded model.
func Full(data string) Recipe {
	r := Strict(data)
	r.Sets = append(r.Sets, Set{"ieer", 1, 1}, Set{"wikigold", 1, 1})
	r.Silver, r.Tagged = 3, 6
	return r
}

// Strict is a recipe that leaves out ieer and wikigold, and the silver names,
// whose teacher saw them: for figures on those two.
func Strict(data string) Recipe {
	return Recipe{
		Data: data,
		Sets: []Set{
			{"conll2003-train", 1, 1}, {"gmb", 0.15, 1}, {"conll04", 1, 1},
			{"btc-news-tweets", 1, 1}, {"crossner-politics-train", 1, 2}, {"uner-ewt-dev", 1, 3},
		},
		Tagged: 1, Epochs: 6, Rate: 0.12, Least: 3, Faint: 1, Smallest: 2, Seed: 1,
		Log: func(string, ...any) {},
	}
}

// half parts the texts: from one half the first reading is learned whose
// findings on the other half the second learns from. What the first finds in
// texts that it was trained on would be too good.
const half = 2

// silver is the weight of the transformer's names: half of what people wrote.
const silver = 0.5

// mostArticles is how many articles the second reading learns from at most.
const mostArticles = 5000

// unsure is the share of the first reading's features that the second goes
// without while it learns. The first is seldom wrong where the second has
// something to say, so with less there is little to learn.
const unsure = 0.75

// How long and how fast the second reading learns: it has few features, each of
// them often.
const (
	againEpochs = 6
	againRate   = 0.6
)

type trainer struct {
	Recipe
	stages   []interface{ Annotate(*doc.Document) }
	features *mention.Features
	dict     *seq.Dictionary
	texts    []gold.Text
	weights  []float32
	of       []int // by sentence of the examples: index into texts
	buf      []uint64
	ids      []uint32
	data     string // hash of what was read
}

// Train trains a model and returns its file. The same recipe and data give the
// same bytes on one kind of machine.
func Train(r Recipe) ([]byte, error) {
	t := &trainer{
		Recipe:   r,
		stages:   []interface{ Annotate(*doc.Document) }{segment.NewTokens(), segment.NewSentences(), country.New()},
		features: mention.NewFeatures(),
		dict:     seq.NewDictionary(),
	}
	if err := t.read(); err != nil {
		return nil, err
	}
	r.Log("%d texts", len(t.texts))
	t.count()
	e := t.examples()
	r.Log("%d tokens, %d sentences, %d features", e.Tokens(), e.Len(), t.dict.Len())
	size := t.dict.Len()
	features := t.dict.Features()
	var again *seq.CRF
	if r.Without&mention.Article == 0 {
		again = t.learn(e, size, func(text int) bool { return text%half == 0 }, (r.Epochs+1)/2)
		more, err := t.again(again, features)
		if err != nil {
			return nil, err
		}
		features = append(features, more...)
	}
	model := t.learn(e, size, func(int) bool { return true }, r.Epochs)
	if again != nil {
		model.Take(again, size)
	}
	return t.file(model, features), nil
}

func (t *trainer) read() error {
	hash := sha256.New()
	for _, s := range t.Sets {
		list, err := gold.Names(filepath.Join(t.Data, "ner", s.Name+".jsonl"))
		if err != nil {
			return err
		}
		t.add(hash, list[:int(float64(len(list))*s.Share)], s.Weight)
	}
	raw := filepath.Join(t.Data, "raw")
	if t.Silver > 0 {
		list, err := gold.Silver(raw, filepath.Join(t.Data, "silver", "names-news.jsonl.gz"))
		if err != nil {
			return err
		}
		t.add(hash, t.headed(every(list, t.Silver)), silver)
	}
	if t.Tagged > 0 {
		list, err := gold.Tagged(raw, filepath.Join(t.Data, "silver", "news.tsv.gz"))
		if err != nil {
			return err
		}
		t.add(hash, t.headed(every(list, t.Tagged)), 1)
	}
	t.data = hex.EncodeToString(hash.Sum(nil))
	return nil
}

func every(list []gold.Text, n int) []gold.Text {
	var out []gold.Text
	for i := 0; i < len(list); i += n {
		out = append(out, list[i])
	}
	return out
}

// add keeps texts; those of one article become one.
func (t *trainer) add(hash io.Writer, list []gold.Text, weight float32) {
	for i := 0; i < len(list); i++ {
		x := list[i]
		for x.Doc != "" && i+1 < len(list) && list[i+1].Doc == x.Doc {
			i++
			x.Text += "\n"
			for _, n := range list[i].Names {
				n.Start, n.End = n.Start+len(x.Text), n.End+len(x.Text)
				x.Names = append(x.Names, n)
			}
			x.Text += list[i].Text
		}
		fmt.Fprintf(hash, "%s\x00%v\x00%v\x00", x.Text, x.Names, weight)
		t.texts = append(t.texts, x)
		t.weights = append(t.weights, weight)
	}
}

func (t *trainer) describe(text string) (*doc.Document, *mention.Description) {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	for _, s := range t.stages {
		s.Annotate(d)
	}
	x := t.features.Describe(d)
	x.Forget(t.Without)
	return d, x
}

func (t *trainer) count() {
	for i := range t.texts {
		d, x := t.describe(t.texts[i].Text)
		for k := range d.Tokens {
			t.buf = x.First(t.buf[:0], k)
			for _, f := range t.buf {
				t.dict.Count(f)
			}
		}
	}
}

// How sure a teacher has to be of a name: less than doubtful is no name, less
// than sure spoils the sentence.
const (
	doubtful = 0.35
	sure     = 0.5
)

// gold gives the labels of a text, and its tokens whose sentence has to be left
// out.
func (t *trainer) gold(x *mention.Description, d *doc.Document, text *gold.Text) (labels []uint8, spoilt []bool) {
	labels, spoilt = make([]uint8, len(d.Tokens)), make([]bool, len(d.Tokens)+1)
	var names []doc.Name
	for _, n := range text.Names {
		if n.Confidence < doubtful {
			continue
		}
		if n.Confidence < sure {
			spoilt[x.TokenAt(n.Start)] = true
		}
		names = append(names, doc.Name{Span: n.Span, Kind: n.Kind})
	}
	for _, n := range x.Gold(names, labels) {
		spoilt[x.TokenAt(n.Start)] = true
	}
	return labels, spoilt
}

func (t *trainer) examples() *seq.Examples {
	e := &seq.Examples{}
	for i := range t.texts {
		d, x := t.describe(t.texts[i].Text)
		labels, spoilt := t.gold(x, d, &t.texts[i])
		for _, s := range d.Sentences {
			if anyOf(spoilt[s.First:s.Last]) {
				continue
			}
			for k := s.First; k < s.Last; k++ {
				e.Token(t.first(x, k), labels[k])
			}
			e.EndSentence(t.weights[i])
			t.of = append(t.of, i)
		}
	}
	return e
}

func anyOf(list []bool) bool {
	for _, b := range list {
		if b {
			return true
		}
	}
	return false
}

// first are the IDs of the features that the first reading has of a token.
func (t *trainer) first(x *mention.Description, k int) []uint32 {
	t.buf, t.ids = x.First(t.buf[:0], k), t.ids[:0]
	for _, f := range t.buf {
		if id, ok := t.dict.ID(f, t.Least); ok {
			t.ids = append(t.ids, id)
		}
	}
	return t.ids
}

func (t *trainer) learn(e *seq.Examples, features int, which func(text int) bool, epochs int) *seq.CRF {
	var sentences []int
	for s, text := range t.of {
		if which(text) {
			sentences = append(sentences, s)
		}
	}
	c := seq.NewCRF(len(mention.Labels), features, mention.Follows)
	for i := range epochs {
		loss := c.Epoch(e, sentences, t.rate(i, epochs), t.Seed+uint64(i))
		t.Log("epoch %d: loss %.4f", i+1, loss)
	}
	return c
}

func (t *trainer) rate(epoch, epochs int) float64 {
	return t.Rate * float64(epochs-epoch) / float64(epochs)
}

// again learns the features of the second reading on articles that c, which
// has the weights of the first, did not see. It returns the features, whose
// weights are behind those of the first in c.
func (t *trainer) again(c *seq.CRF, features []uint64) ([]uint64, error) {
	m, err := seq.Load(t.file(c, features), mention.ModelName, mention.FeaturesVersion)
	if err != nil {
		return nil, err
	}
	decoder := m.NewDecoder()
	e := &seq.Examples{}
	dict := seq.NewDictionary()
	articles := 0
	for i := range t.texts {
		if i%half == 0 || len(t.texts[i].Text) < 1000 || articles == mostArticles {
			continue
		}
		articles++
		d, x := t.describe(t.texts[i].Text)
		labels, spoilt := t.gold(x, d, &t.texts[i])
		read := make([]uint8, len(d.Tokens))
		for _, s := range d.Sentences {
			scores := make([]int32, (s.Last-s.First)*len(m.Labels))
			for k := s.First; k < s.Last; k++ {
				t.buf = x.First(t.buf[:0], k)
				for _, f := range t.buf {
					m.Add(scores[(k-s.First)*len(m.Labels):(k-s.First+1)*len(m.Labels)], f)
				}
			}
			decoder.Decode(scores, read[s.First:s.Last])
		}
		x.Learn(read)
		for _, s := range d.Sentences {
			if anyOf(spoilt[s.First:s.Last]) {
				continue
			}
			for k := s.First; k < s.Last; k++ {
				ids := t.first(x, k)
				t.buf = x.Again(t.buf[:0], k)
				for _, f := range t.buf {
					dict.Count(f)
					if id, ok := dict.ID(f, 0); ok {
						ids = append(ids, id+uint32(len(features)))
					}
				}
				e.Token(ids, labels[k])
			}
			e.EndSentence(1)
		}
	}
	c.Extend(dict.Len())
	c.Freeze(len(features), unsure)
	all := make([]int, e.Len())
	for i := range all {
		all[i] = i
	}
	t.Log("second reading: %d articles, %d features", articles, dict.Len())
	for i := range againEpochs {
		rate := againRate * float64(againEpochs-i) / againEpochs
		t.Log("epoch %d: loss %.4f", i+1, c.Epoch(e, all, rate, t.Seed+uint64(i)))
	}
	return dict.Features(), nil
}

func (t *trainer) file(c *seq.CRF, features []uint64) []byte {
	rows, trans := c.Rows(features, mention.Unit, t.Faint, t.Smallest)
	return seq.Encode(seq.Header{Name: mention.ModelName, Features: mention.FeaturesVersion, Data: t.data, Seed: t.Seed, Labels: mention.Labels}, trans, rows)
}
