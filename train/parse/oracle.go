package parse

import (
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/train/treebank"
)

// unknown is the head of a word that has none in the gold tree: wherever it
// hangs is right.
const unknown = -1

// gold is the tree that a state should come to.
type gold struct {
	head     []int // by word; the root is the number of words
	children [][]int
	relation []uint8
	known    []bool // whether the relation is one of the labels
}

// newGold is the tree of a sentence.
func newGold(x *treebank.Sentence, labels map[string]uint8) *gold {
	n := len(x.Words)
	g := &gold{head: make([]int, n), children: make([][]int, n+1), relation: make([]uint8, n), known: make([]bool, n)}
	for w, h := range x.Heads {
		if h < 0 {
			h = n
		}
		g.head[w] = h
		g.relation[w], g.known[w] = labels[x.Relations[w]]
	}
	projective(g.head)
	for w, h := range g.head {
		if x.Loose != nil && x.Loose[w] {
			g.head[w], g.known[w] = unknown, false
			continue
		}
		g.children[h] = append(g.children[h], w)
	}
	return g
}

// projective lifts the heads of arcs that cross others until none does
// (Nivre and Nilsson 2005), the shortest first. The root is the last index.
func projective(head []int) {
	n := len(head)
	// below reports whether w hangs somewhere below h.
	below := func(w, h int) bool {
		for steps := 0; w != n && steps <= n; steps++ {
			if w = head[w]; w == h {
				return true
			}
		}
		return h == n
	}
	for {
		best, length := -1, n+2
		for d, h := range head {
			if h == n {
				continue
			}
			a, b := min(d, h), max(d, h)
			if b-a >= length {
				continue
			}
			for w := a + 1; w < b; w++ {
				if !below(w, h) {
					best, length = d, b-a
					break
				}
			}
		}
		if best < 0 {
			return
		}
		head[best] = head[head[best]]
	}
}

// cost is how many arcs of the gold tree can no longer be made after the move
// (Goldberg and Nivre 2013).
func (g *gold) cost(s *parse.State, m parse.Move, on []bool) int {
	stack, next := s.Stack(), s.Next()
	cost := 0
	if m == parse.Shift {
		// The next word loses what it could get from the stack: words that hang
		// on it, and its head, if it is not the top.
		if h := g.head[next]; h != unknown && h < next && on[h] && int(stack[len(stack)-1]) != h {
			cost++
		}
		for _, c := range g.children[next] {
			if c < next && on[c] {
				cost++
			}
		}
		return cost
	}
	top := int(stack[len(stack)-1])
	for _, c := range g.children[top] {
		if c >= next {
			cost++
		}
	}
	h := g.head[top]
	switch m {
	case parse.Left:
		if h > next || len(stack) > 1 && h == int(stack[len(stack)-2]) {
			cost++
		}
	case parse.Right:
		if h >= next {
			cost++
		}
	}
	return cost
}
