// Package attribution trains the models that find who says what (extract/quote,
// cues.model and pieces.model), and scores them.
package attribution

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Recipe says what the models are trained on, and how.
type Recipe struct {
	Data               string  // folder with attribution, raw and silver
	Silver             int     // of how many articles of silver/attribution-news one is read; 0 for none
	Weight             float32 // of such an article beside one annotated by hand
	Trees              bool    // whether the sentences are parsed
	Sure               float64 // a paragraph with a piece that its teacher was less sure of is left out
	Epochs             int
	Rate               float64 // of the first epoch; it falls to 0
	Least              uint8   // times that a feature is there to be learned
	CueBits, PieceBits uint    // logarithms of the number of places of the models
	Seed               uint64
	Log                func(format string, args ...any)
}

// bits is the logarithm of the number of places of the model of a reading.
func (r *Recipe) bits(reading *quote.Reading) uint {
	if reading == &quote.Cues {
		return r.CueBits
	}
	return r.PieceBits
}

// Full is the recipe of the embedded models.
func Full(data string) Recipe {
	return Recipe{
		Data: data, Silver: 1, Weight: 0.2, Sure: 0.6, Trees: true,
		Epochs: 6, Rate: 0.10, Least: 3, CueBits: 18, PieceBits: 19, Seed: 1,
		Log: func(string, ...any) {},
	}
}

// unit is what a weight of 1 is as a whole number.
const unit = 24

// article is a text with what is known of it.
type article struct {
	gold.Attributions
	doc    *doc.Document
	weight float32
	cues   []uint8 // the labels of the first reading
}

// Train trains both models and returns their files. The same recipe and data
// give the same bytes on one kind of machine.
func Train(r Recipe) (cues, pieces []byte, err error) {
	list, err := r.read()
	if err != nil {
		return nil, nil, err
	}
	hash := sha256.New()
	for i := range list {
		a := &list[i]
		fmt.Fprintf(hash, "%s\x00%v\x00%v\x00%v\x00%v\x00", a.Text, a.Content, a.Source, a.Cue, a.weight)
	}
	data := hex.EncodeToString(hash.Sum(nil))
	// The second reading learns with the cues that are there. Those that the
	// first finds in articles that it did not see make it shy: it then finds less.
	for i := range list {
		a := &list[i]
		a.cues, _ = r.labels(a, &quote.Cues, quote.Describe(a.doc))
	}
	if cues, err = r.learn(&quote.Cues, list, data); err != nil {
		return nil, nil, err
	}
	pieces, err = r.learn(&quote.Pieces, list, data)
	return cues, pieces, err
}

func (r *Recipe) read() ([]article, error) {
	hand, err := gold.Attributed(filepath.Join(r.Data, "attribution", "polnear-train.jsonl"))
	if err != nil {
		return nil, err
	}
	var list []article
	for _, a := range hand {
		list = append(list, article{Attributions: a, weight: 1})
	}
	if r.Silver > 0 {
		silver, err := gold.SilverAttributed(filepath.Join(r.Data, "raw"), filepath.Join(r.Data, "silver", "attribution-news.jsonl.gz"), r.Silver)
		if err != nil {
			return nil, err
		}
		for _, a := range silver {
			list = append(list, article{Attributions: a, weight: r.Weight})
		}
	}
	annotate(list, r.Trees)
	r.Log("%d articles", len(list))
	return list, nil
}

// annotate fills the documents of a list with what the quote stage reads.
func annotate(list []article, trees bool) {
	var all sync.WaitGroup
	next := make(chan int)
	for range 2 {
		all.Go(func() {
			stages := []interface{ Annotate(*doc.Document) }{
				segment.NewTokens(), segment.NewSentences(), country.New(), mention.NewNames(), mention.New(), pos.New(),
			}
			if trees {
				stages = append(stages, parse.New(parse.Telling))
			}
			for i := range next {
				list[i].doc = &doc.Document{Article: &corpus.Article{Text: list[i].Text}}
				for _, s := range stages {
					s.Annotate(list[i].doc)
				}
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	all.Wait()
}

// describe describes an article for a reading.
func (a *article) describe(reading *quote.Reading) *quote.Description {
	x := quote.Describe(a.doc)
	if reading == &quote.Pieces {
		x.SetCues(a.cues)
	}
	return x
}

// kinds are the kinds of pieces that a reading finds.
func (a *article) kinds(reading *quote.Reading) map[string][]gold.Piece {
	if reading == &quote.Cues {
		return map[string][]gold.Piece{"cue": a.Cue}
	}
	return map[string][]gold.Piece{"content": a.Content, "source": a.Source}
}

// labels are the right labels of an article, and the tokens at which a piece
// begins that its teacher was not sure of.
func (r *Recipe) labels(a *article, reading *quote.Reading, x *quote.Description) (labels []uint8, doubtful []bool) {
	labels, doubtful = make([]uint8, len(a.doc.Tokens)), make([]bool, len(a.doc.Tokens)+1)
	pieces := a.kinds(reading)
	for _, kind := range []string{"cue", "source", "content"} {
		for _, p := range pieces[kind] {
			x.Label(labels, p.Start, p.End, reading.First(kind))
			if p.Confidence < r.Sure {
				doubtful[x.TokenAt(p.Start)] = true
			}
		}
	}
	return labels, doubtful
}

// learn trains a reading and returns its file.
func (r *Recipe) learn(reading *quote.Reading, list []article, data string) ([]byte, error) {
	dict := seq.NewDictionary()
	var buf []uint64
	tokens := func(i int, use func(p [2]int, x *quote.Description)) {
		x := list[i].describe(reading)
		for k, p := range x.Paragraphs {
			if !reading.Blank(x, k) {
				use(p, x)
			}
		}
	}
	for i := range list {
		tokens(i, func(p [2]int, x *quote.Description) {
			for t := p[0]; t < p[1]; t++ {
				buf = reading.Features(x, buf[:0], t)
				for _, f := range buf {
					dict.Count(f)
				}
			}
		})
	}
	e := &seq.Examples{}
	var ids []uint32
	for i := range list {
		labels, doubtful := r.labels(&list[i], reading, list[i].describe(reading))
		tokens(i, func(p [2]int, x *quote.Description) {
			for t := p[0]; t < p[1]; t++ {
				if doubtful[t] {
					return
				}
			}
			for t := p[0]; t < p[1]; t++ {
				buf, ids = reading.Features(x, buf[:0], t), ids[:0]
				for _, f := range buf {
					if id, ok := dict.ID(f, r.Least); ok {
						ids = append(ids, id)
					}
				}
				e.Token(ids, labels[t])
			}
			e.EndSentence(list[i].weight)
		})
	}
	r.Log("%s: %d tokens, %d features", reading.Name, e.Tokens(), dict.Len())
	c := seq.NewCRF(len(reading.Labels), dict.Len(), func(from, to int) bool {
		if from == len(reading.Labels) {
			from = 0
		}
		return quote.Follows(from, to)
	})
	all := make([]int, e.Len())
	for i := range all {
		all[i] = i
	}
	for i := range r.Epochs {
		if i == r.Epochs/2 {
			e.Drop(c.Prune(dict.Features(), r.bits(reading)))
		}
		rate := r.Rate * float64(r.Epochs-i) / float64(r.Epochs)
		r.Log("epoch %d: loss %.4f", i+1, c.Epoch(e, all, rate, r.Seed+uint64(i)))
	}
	rows, trans := c.Rows(dict.Features(), unit, 1, 1)
	r.Log("%d rows", len(rows))
	return seq.EncodeFlat(seq.Header{Name: reading.Name, Features: quote.FeaturesVersion, Data: data, Seed: r.Seed, Labels: reading.Labels}, trans, rows, r.bits(reading)), nil
}
