// Package parse trains the models of extract/parse.
package parse

import (
	"cmp"
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
	seed    = 1
	epochs  = 6
	share   = 2       // each epoch but the last two sees one in so many of the silver sentences
	bits    = 20      // of the number of places for features of moves: 4 MiB
	weights = 600_000 // of the model of relations: 3 MiB
)

// How every model is trained.
const (
	drop  = 0.4 // the share of its features that a decision goes without
	least = 3   // a feature is learned if it was seen so often along the way to the right trees
	rate  = 0.2 // of learning, at first; it falls in equal steps to near a fifth
	unit  = 48  // what a weight of 1 is in the files
	fit   = 3   // for so many epochs, the last ones, only what the files have room for is learned

	goldEnd = 2 // for so many epochs, the last ones, the treebanks alone are learned from
)

// Build gives the files of the embedded models. What it does it tells to log.
// The tags that the parser learns from are those that a tagger finds which did
// not learn from the sentence, errors and all.
func Build(d *treebank.Data, log io.Writer) (moves, relations []byte) {
	gold, silver := pos.Retag(d, log)
	return Train(gold, silver, Config{Epochs: epochs, Seed: seed, Silver: share, Bits: bits, Weights: weights, Data: d.Digest, Log: log}).Files()
}

// Config says how to train.
type Config struct {
	Epochs  int
	Seed    uint64
	Silver  int    // each epoch but the last two sees one in so many of the silver sentences; 0: none
	Bits    uint   // the logarithm of the number of places for features of moves
	Weights int    // how many the model of relations has, at most
	Data    string // hash of the sentences
	Log     io.Writer
}

// explore is how often, in percent, training goes on from the move that the
// parser chose where that is wrong, after the first epoch: so it learns to go
// on after its own errors (Goldberg and Nivre 2012).
const explore = 90

// longest is the number of words of the longest sentence learned from.
const longest = 100

// Learned is what Train found.
type Learned struct {
	moves, relations *seq.Softmax
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
		Learned: &Learned{seq.NewSoftmax(int(parse.Moves), least, drop, c.Seed), seq.NewSoftmax(len(labels), least, drop, c.Seed), labels, c},
		random:  rand.New(rand.NewPCG(c.Seed, 1)),
	}
	for _, list := range [][]treebank.Sentence{golden, silver} {
		for i := range list {
			if len(list[i].Words) <= longest {
				t.count(&list[i])
			}
		}
	}
	for epoch := range c.Epochs {
		if epoch == max(0, c.Epochs-fit) {
			t.moves.Prune(c.Bits)
			t.relations.PruneWeights(c.Weights)
		}
		var order []*treebank.Sentence
		add := func(list []treebank.Sentence, from, step int) {
			for i := from; i < len(list); i += step {
				if len(list[i].Words) <= longest {
					order = append(order, &list[i])
				}
			}
		}
		add(golden, 0, 1)
		if epoch < c.Epochs-goldEnd && c.Silver > 0 {
			add(silver, epoch%c.Silver, c.Silver)
		}
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		t.words, t.heads, t.right = 0, 0, 0
		t.rate = rate * (1 - 0.8*float64(epoch)/float64(c.Epochs))
		for _, s := range order {
			t.learn(s, index, epoch > 0)
		}
		n := float64(t.words) / 100
		fmt.Fprintf(c.Log, "trees, epoch %d: %d sentences, %.2f %% of the heads right, %.2f %% with the relation\n", epoch+1, len(order), float64(t.heads)/n, float64(t.right)/n)
	}
	return t.Learned
}

// Files are the models' files.
func (l *Learned) Files() (moves, relations []byte) {
	h := seq.Header{Name: "moves", Features: parse.Features, Data: l.config.Data, Seed: l.config.Seed, Labels: []string{"shift", "left", "right"}}
	m, r := l.moves.Rows(unit), l.relations.Rows(unit)
	moves = seq.EncodeFlat(h, nil, m, l.config.Bits)
	h.Name, h.Labels = "relations", l.labels
	relations = seq.Encode(h, nil, r)
	fmt.Fprintf(l.config.Log, "moves: %d features; relations: %d features, %d bytes\n", len(m), len(r), len(relations))
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
	on                  []bool // words on the stack
	rate                float64
	words, heads, right int
}

// begin begins to parse a sentence.
func (t *trainer) begin(x *treebank.Sentence, labels map[string]uint8) *gold {
	s := &t.state
	s.Reset()
	for i, w := range x.Words {
		s.Add(w, x.Tags[i])
	}
	s.Begin()
	t.on = append(t.on[:0], make([]bool, s.Root()+1)...)
	return newGold(x, labels)
}

// make makes a move and keeps in mind what is on the stack.
func (t *trainer) make(m parse.Move) {
	s := &t.state
	if m == parse.Shift {
		t.on[s.Next()] = true
	} else {
		w, _ := s.Arc(m)
		t.on[w] = false
	}
	s.Make(m)
}

// count counts the features along the moves that lead to the gold tree.
func (t *trainer) count(x *treebank.Sentence) {
	s := &t.state
	g := t.begin(x, nil)
	for !s.Done() {
		costs, legal := t.costs(g)
		best := parse.Moves
		for m := range parse.Moves {
			if s.Legal(m) && (best == parse.Moves || costs[m] < costs[best]) {
				best = m
			}
		}
		if legal > 1 {
			t.moves.Count(t.moveFeatures())
		}
		t.make(best)
	}
	s.Hang()
	s.Descend(func(w int) {
		if g.head[w] != unknown && s.Head(w) != s.Root() && !s.IsMark(w) {
			t.relations.Count(t.relationFeatures(w))
		}
	})
}

func (t *trainer) moveFeatures() []uint64 {
	s := &t.state
	t.features = s.MoreMoveFeatures(s.MoveFeatures(s.NextFeatures(s.StackFeatures(t.features[:0]))))
	return t.features
}

func (t *trainer) relationFeatures(word int) []uint64 {
	s := &t.state
	t.features = s.MoreRelationFeatures(s.RelationFeatures(t.features[:0], word), word)
	return t.features
}

// learn parses a sentence and corrects the models where they go wrong.
func (t *trainer) learn(x *treebank.Sentence, labels map[string]uint8, exploring bool) {
	s := &t.state
	g := t.begin(x, labels)
	for !s.Done() {
		t.make(t.move(g, exploring))
	}
	s.Hang()
	s.Descend(func(w int) {
		if s.Head(w) != s.Root() && !s.IsMark(w) {
			s.Name(w, t.relation(g, w))
		}
	})
	for w := range g.head {
		if g.head[w] == unknown {
			continue
		}
		t.words++
		if s.Head(w) == g.head[w] {
			t.heads++
			if h := g.head[w]; h == s.Root() || s.IsMark(w) || s.Relation(w) == g.relation[w] {
				t.right++
			}
		}
	}
}

// costs are those of the moves that are legal, and how many are.
func (t *trainer) costs(g *gold) (costs [parse.Moves]int, legal int) {
	for m := range parse.Moves {
		if t.state.Legal(m) {
			costs[m] = g.cost(&t.state, m, t.on)
			legal++
		}
	}
	return costs, legal
}

func (t *trainer) move(g *gold, exploring bool) parse.Move {
	s := &t.state
	costs, _ := t.costs(g)
	least := 1 << 30
	var legal, good []parse.Move
	for m := range parse.Moves {
		if s.Legal(m) {
			legal = append(legal, m)
			least = min(least, costs[m])
		}
	}
	if len(legal) == 1 {
		return legal[0]
	}
	for _, m := range legal {
		if costs[m] == least {
			good = append(good, m)
		}
	}
	scores := t.moves.Scores(t.moveFeatures())
	best := func(of []parse.Move) parse.Move {
		return slices.MaxFunc(of, func(a, b parse.Move) int { return cmp.Compare(scores[a], scores[b]) })
	}
	m := best(legal)
	if costs[m] > least && !(exploring && t.random.IntN(100) < explore) {
		m = best(good)
	}
	if len(good) < len(legal) {
		t.moves.Learn(func(y int) bool { return s.Legal(parse.Move(y)) }, func(y int) bool { return slices.Contains(good, parse.Move(y)) }, t.rate)
	}
	return m
}

func (t *trainer) relation(g *gold, word int) uint8 {
	s := &t.state
	scores := t.relations.Scores(t.relationFeatures(word))
	best := 0
	for y, v := range scores {
		if v > scores[best] {
			best = y
		}
	}
	if g.head[word] == s.Head(word) && g.known[word] {
		t.relations.Learn(func(int) bool { return true }, func(y int) bool { return y == int(g.relation[word]) }, t.rate)
	}
	return uint8(best)
}
