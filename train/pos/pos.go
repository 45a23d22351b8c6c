// Package pos trains the model of extract/pos.
package pos

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/train/treebank"
)

// How the embedded model is trained.
const (
	seed   = 1
	epochs = 6
	share  = 4 // each epoch but the last sees one in so many of the silver sentences, not the same ones

	// Sentences in a hundred that are learned from as if they were headlines
	// with a capital to each word, and all in capitals.
	headlines, capitals = 5, 2

	least = 18 // see seq.Perceptron.Rows: 3 % of the features at a loss of 0.1 points
)

// Build gives the file of the embedded model. What it does it tells to log.
func Build(d *treebank.Data, log io.Writer) []byte {
	return Train(d.Gold, d.Silver, Config{Epochs: epochs, Seed: seed, Silver: share, Data: d.Digest, Log: log}).File(least)
}

// Config says how to train.
type Config struct {
	Epochs int
	Seed   uint64
	Silver int    // each epoch but the last sees one in so many of the silver sentences; 0: none
	Data   string // hash of the sentences
	Log    io.Writer
}

// Train learns from gold and silver sentences, and
// ends with the gold ones.
func Train(gold, silver []treebank.Sentence, c Config) *Learned {
	labels := labelsOf(gold)
	index := map[string]uint8{}
	for i, l := range labels {
		index[l] = uint8(i)
	}
	known := knownOf(gold, index)
	r := rand.New(rand.NewPCG(c.Seed, 0))
	p := seq.NewPerceptron(len(labels))
	scores := make([]int32, len(labels))
	var features []uint64
	var order []*treebank.Sentence
	for epoch := range c.Epochs {
		order = order[:0]
		for i := range gold {
			order = append(order, &gold[i])
		}
		if epoch < c.Epochs-1 && c.Silver > 0 {
			for i := epoch % c.Silver; i < len(silver); i += c.Silver {
				order = append(order, &silver[i])
			}
		}
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, s := range order {
			words := s.Words
			if style := r.IntN(100); style < headlines+capitals {
				words = restyled(words, style >= headlines)
			}
			x := pos.NewSentence(words)
			tag1, tag2 := uint8(pos.Start), uint8(pos.Start)
			for i, w := range words {
				want, ok := index[s.Tags[i]]
				tag, sure := known[w]
				if !sure {
					features = x.Features(features[:0], i, tag1, tag2)
					clear(scores)
					for _, f := range features {
						p.Add(scores, f)
					}
					best := 0
					for y, v := range scores {
						if v > scores[best] {
							best = y
						}
					}
					tag = uint8(best)
					if ok {
						p.Step()
						if tag != want {
							p.Update(features, int(want), best)
						}
					}
				}
				all++
				if tag != want {
					wrong++
				}
				tag1, tag2 = tag, tag1
			}
		}
		fmt.Fprintf(c.Log, "tags, epoch %d: %d sentences, %.2f %% right\n", epoch+1, len(order), 100-100*float64(wrong)/float64(all))
	}
	return &Learned{p, labels, known, c}
}

// Learned is what Train found.
type Learned struct {
	p      *seq.Perceptron
	labels []string
	known  map[string]uint8
	config Config
}

// File is the model's file. Features whose weights are all under least are
// left out.
func (l *Learned) File(least int) []byte {
	rows, _ := l.p.Rows(least)
	for _, w := range slices.Sorted(maps.Keys(l.known)) {
		weights := make([]int8, len(l.labels))
		weights[l.known[w]] = 1
		rows = append(rows, seq.Row{Feature: pos.Known(w), Weights: weights})
	}
	c := l.config
	fmt.Fprintf(c.Log, "tags: %d features, %d words of one tag\n", len(rows), len(l.known))
	return seq.Encode(seq.Header{Name: "pos", Features: pos.Features, Data: c.Data, Seed: c.Seed, Labels: l.labels}, nil, rows)
}
