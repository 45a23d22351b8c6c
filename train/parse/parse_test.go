package parse

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/train/treebank"
)

// tree is any tree over n words, crossing arcs and all: heads, n the root.
func tree(t *rapid.T, n int) []int {
	order := rapid.Permutation(rangeOf(n)).Draw(t, "order")
	heads := make([]int, n)
	heads[order[0]] = n
	for i := 1; i < n; i++ {
		heads[order[i]] = order[rapid.IntRange(0, i-1).Draw(t, "head")]
	}
	return heads
}

func rangeOf(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func crosses(heads []int) bool {
	n := len(heads)
	for d, h := range heads {
		for e, g := range heads {
			if h == n || g == n {
				continue
			}
			a, b, c, z := min(d, h), max(d, h), min(e, g), max(e, g)
			if a < c && c < b && b < z {
				return true
			}
		}
	}
	return false
}

// Moves that cost nothing are there in every state that they lead to, and end
// in the gold tree; and after any moves, the cost of the best one to come is
// nothing: what is lost is lost at once.
func TestCostsLeadToTheGoldTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "words")
		heads := tree(t, n)
		projective(heads)
		if crosses(heads) {
			t.Fatalf("%v still crosses", heads)
		}
		x := &treebank.Sentence{Words: make([]string, n), Tags: make([]string, n), Relations: make([]string, n), Heads: slices.Clone(heads)}
		for i, h := range heads {
			x.Words[i] = "w"
			if h == n {
				x.Heads[i] = -1
			}
		}
		g := newGold(x, nil)
		var s parse.State
		s.Reset()
		for range n {
			s.Add("w", "NN")
		}
		s.Begin()
		on := make([]bool, n+1)
		wild := rapid.IntRange(0, 2*n).Draw(t, "moves by chance")
		lost := 0
		for step := 0; !s.Done(); step++ {
			var legal []parse.Move
			best, least := parse.Shift, 1<<30
			for m := range parse.Moves {
				if !s.Legal(m) {
					continue
				}
				legal = append(legal, m)
				if c := g.cost(&s, m, on); c < least {
					best, least = m, c
				}
			}
			m := best
			if step < wild {
				m = rapid.SampledFrom(legal).Draw(t, "move")
			}
			lost += g.cost(&s, m, on)
			if m == parse.Shift {
				on[s.Next()] = true
			} else {
				w, _ := s.Arc(m)
				on[w] = false
			}
			s.Make(m)
		}
		wrong := 0
		for w, h := range g.head {
			if s.Head(w) != h {
				wrong++
			}
		}
		if wild == 0 && wrong > 0 {
			t.Fatalf("heads of %v: %d wrong along moves without cost", heads, wrong)
		}
		if wrong != lost {
			t.Fatalf("heads of %v: %d wrong, the moves cost %d", heads, wrong, lost)
		}
	})
}

// few sentences, of our own.
func few() []treebank.Sentence {
	var all []treebank.Sentence
	for range 12 {
		all = append(all,
			treebank.Sentence{Words: []string{"The", "minister", "said", "no", "."}, Tags: []string{"DT", "NN", "VBD", "UH", "."}, Heads: []int{1, 2, -1, 2, 2}, Relations: []string{"det", "nsubj", "root", "obj", "punct"}},
			treebank.Sentence{Words: []string{"No", "minister", "of", "Kenya", "slept"}, Tags: []string{"DT", "NN", "IN", "NNP", "VBD"}, Heads: []int{1, 4, 3, 1, -1}, Relations: []string{"det", "nsubj", "case", "nmod", "root"}, Loose: []bool{true, false, false, false, false}})
	}
	return all
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	train := func() (moves, relations []byte) {
		return Train(few(), few(), Config{Epochs: 5, Seed: 5, Silver: 2, Bits: 12, Weights: 1000, Log: io.Discard}).Files()
	}
	m1, r1 := train()
	m2, r2 := train()
	if !bytes.Equal(m1, m2) || !bytes.Equal(r1, r2) {
		t.Error("the models differ")
	}
}
