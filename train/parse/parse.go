// Package parse trains the models of extract/parse.
package parse

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/train/pos"
	"github.com/broadsheet/broadsheet/train/treebank"
)

// How the embedded models are trained.
const (
	seed   = 1
	epochs = 8
	share  = 2       // each epoch but the last sees one in so many of the silver sentences
	drop   = 64      // of 256 features
	bits   = 20      // of the number of places for features of moves: 4 MiB
	room   = 3 << 20 // bytes of the model of relations
)

// Build gives the files of the embedded models. What it does it tells to log.
// The tags that the parser learns from are those that a tagger finds which did
// not learn from the sentence, errors and all.
func Build(d *treebank.Data, log io.Writer) (moves, relations []byte) {
	gold, silver := pos.Retag(d, log)
	c := Config{Epochs: epochs, Seed: seed, Silver: share, Drop: drop, Data: d.Digest, Log: log}
	return Train(gold, silver, c).Files(bits, room)
}

// Config says how to train.
type Config struct {
	Epochs int
	Seed   uint64
	Drop   int    // of 256 features of a decision so many are left out by chance, so that none is relied on alone
	Silver int    // each epoch but the last sees one in so many of the silver sentences; 0: none
	Data   string // hash of the sentences
	Log    io.Writer
}

// explore is how often, in percent, training goes on from the move that the
// parser chose where that is wrong, after the first epoch: so it learns to go
// on after its own errors (Goldberg and Nivre 2012).
const explore = 90

// longest is the number of words of the longest sentence learned from.
const longest = 100

// Learned is what Train found.
type Learned struct {
	moves, relations *seq.Perceptron
	labels           []string
	config           Config
}

// Train learns from gold and silver sentences.
func Train(golden, silver []treebank.Sentence, c Config) *Learned {
	labels := labelsOf(golden)
	index := map[string]uint8{}
	for i, l := range labels {
		index[l] = uint8(i)
	}
	t := trainer{
		Learned: &Learned{seq.NewPerceptron(int(parse.Moves)), seq.NewPerceptron(len(labels)), labels, c},
		random:  rand.New(rand.NewPCG(c.Seed, 1)),
		scores:  make([]int32, len(labels)),
		punct:   index[parse.Punct],
	}
	for epoch := range c.Epochs {
		var order []*treebank.Sentence
		add := func(list []treebank.Sentence, from, step int) {
			for i := from; i < len(list); i += step {
				if len(list[i].Words) <= longest {
					order = append(order, &list[i])
				}
			}
		}
		add(golden, 0, 1)
		if epoch < c.Epochs-1 && c.Silver > 0 {
			add(silver, epoch%c.Silver, c.Silver)
		}
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		t.words, t.heads, t.right = 0, 0, 0
		for _, s := range order {
			t.learn(s, index, epoch > 0)
		}
		n := float64(t.words) / 100
		fmt.Fprintf(c.Log, "trees, epoch %d: %d sentences, %.2f %% of the heads right, %.2f %% with the relation\n", epoch+1, len(order), float64(t.heads)/n, float64(t.right)/n)
	}
	return t.Learned
}

// Files are the models' files. The moves have 1<<bits places; of the relations
// the features of least weight are left out until the file has no more than
// room bytes.
func (l *Learned) Files(bits uint, room int) (moves, relations []byte) {
	h := seq.Header{Name: "moves", Features: parse.Features, Data: l.config.Data, Seed: l.config.Seed, Labels: []string{"shift", "left", "right"}}
	rows, _ := l.moves.Rows(1)
	moves = seq.EncodeFlat(h, rows, bits)
	fmt.Fprintf(l.config.Log, "moves: %d features\n", len(rows))
	h.Name, h.Labels = "relations", l.labels
	for least := 1; least <= 127; least++ {
		rows, _ = l.relations.Rows(least)
		if relations = seq.Encode(h, nil, rows); len(relations) <= room {
			break
		}
	}
	fmt.Fprintf(l.config.Log, "relations: %d features\n", len(rows))
	return moves, relations
}

// labelsOf are the relations, of the word to be the root aside, that were seen
// ten times.
func labelsOf(sentences []treebank.Sentence) []string {
	count := map[string]int{}
	for _, s := range sentences {
		for _, r := range s.Relations {
			count[r]++
		}
	}
	var labels []string
	for r, n := range count {
		if n >= 10 && r != "root" {
			labels = append(labels, r)
		}
	}
	slices.Sort(labels)
	return labels
}

type trainer struct {
	*Learned
	random              *rand.Rand
	state               parse.State
	features            []uint64
	scores              []int32
	on                  []bool // words on the stack
	punct               uint8  // among the relations
	words, heads, right int
}

// learn parses a sentence and corrects the models where they go wrong.
func (t *trainer) learn(x *treebank.Sentence, labels map[string]uint8, exploring bool) {
	s := &t.state
	s.Reset()
	for i, w := range x.Words {
		s.Add(w, x.Tags[i])
	}
	s.Begin()
	g := newGold(x, labels)
	t.on = append(t.on[:0], make([]bool, s.Root()+1)...)
	for !s.Done() {
		m := t.move(g, exploring)
		relation := uint8(parse.NoRelation)
		if m == parse.Shift {
			t.on[s.Next()] = true
		} else {
			w, h := s.Arc(m)
			t.on[w] = false
			relation = t.relation(g, w, h)
		}
		s.Make(m, relation)
	}
	for w := range g.head {
		if g.head[w] == unknown {
			continue
		}
		t.words++
		if s.Head(w) == g.head[w] {
			t.heads++
			if h := g.head[w]; h == s.Root() || s.Relation(w) == g.relation[w] {
				t.right++
			}
		}
	}
}

// thin leaves out some of the features.
func (t *trainer) thin(features []uint64) []uint64 {
	kept := features[:0]
	var dice uint64
	for i, f := range features {
		if i%8 == 0 {
			dice = t.random.Uint64()
		}
		if int(dice&0xff) >= t.config.Drop {
			kept = append(kept, f)
		}
		dice >>= 8
	}
	return kept
}

func (t *trainer) move(g *gold, exploring bool) parse.Move {
	s := &t.state
	var costs [parse.Moves]int
	least, legal := 1<<30, 0
	only := parse.Shift
	for m := range parse.Moves {
		if s.Legal(m) {
			costs[m] = g.cost(s, m, t.on)
			least = min(least, costs[m])
			legal++
			only = m
		}
	}
	if legal == 1 {
		return only
	}
	t.features = t.thin(s.MoveFeatures(t.features[:0]))
	var scores [parse.Moves]int32
	for _, f := range t.features {
		t.moves.Add(scores[:], f)
	}
	best, good, bad := parse.Moves, parse.Moves, parse.Moves
	for m := range parse.Moves {
		if !s.Legal(m) {
			continue
		}
		better := func(than parse.Move) bool { return than == parse.Moves || scores[m] > scores[than] }
		if better(best) {
			best = m
		}
		if costs[m] == least && better(good) {
			good = m
		}
		if costs[m] > least && better(bad) {
			bad = m
		}
	}
	t.moves.Step()
	if bad != parse.Moves && scores[good] <= scores[bad] {
		t.moves.Update(t.features, int(good), int(bad))
	}
	if costs[best] > least && !(exploring && t.random.IntN(100) < explore) {
		return good
	}
	return best
}

func (t *trainer) relation(g *gold, word, head int) uint8 {
	s := &t.state
	if head == s.Root() {
		return parse.NoRelation
	}
	if s.IsMark(word) {
		return t.punct
	}
	t.features = t.thin(s.RelationFeatures(t.features[:0], word, head))
	clear(t.scores)
	for _, f := range t.features {
		t.relations.Add(t.scores, f)
	}
	best := 0
	for y, v := range t.scores {
		if v > t.scores[best] {
			best = y
		}
	}
	if g.head[word] == head && g.known[word] {
		good, bad := int(g.relation[word]), -1
		for y, v := range t.scores {
			if y != good && (bad < 0 || v > t.scores[bad]) {
				bad = y
			}
		}
		t.relations.Step()
		if t.scores[good] <= t.scores[bad] {
			t.relations.Update(t.features, good, bad)
		}
	}
	return uint8(best)
}
