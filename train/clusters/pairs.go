package clusters

import (
	"iter"
	"slices"
)

// pairs counts which word stands before which.
type pairs struct {
	next, prev neighbours
	total      int
}

// neighbours are the words on one side of each word: those of word w are
// word[start[w]:start[w+1]], by number, each with how often it stands there.
type neighbours struct {
	start []int
	word  []int32
	count []int32
}

// of returns the neighbours of a word and how often each is there.
func (n *neighbours) of(w int) (words, counts []int32) {
	return n.word[n.start[w]:n.start[w+1]], n.count[n.start[w]:n.start[w+1]]
}

// count counts pairs of words whose numbers are below words. It goes through
// them twice.
func count(each iter.Seq2[int32, int32], words int) *pairs {
	p := &pairs{}
	begin := make([]int, words+1)
	for w := range each {
		begin[w+1]++
		p.total++
	}
	for w := range words {
		begin[w+1] += begin[w]
	}
	at := slices.Clone(begin)
	right := make([]int32, p.total)
	for w, v := range each {
		right[at[w]] = v
		at[w]++
	}
	p.next.start = make([]int, words+1)
	for w := range words {
		list := right[begin[w]:begin[w+1]]
		slices.Sort(list)
		for i, v := range list {
			if i > 0 && v == list[i-1] {
				p.next.count[len(p.next.count)-1]++
				continue
			}
			p.next.word = append(p.next.word, v)
			p.next.count = append(p.next.count, 1)
		}
		p.next.start[w+1] = len(p.next.word)
	}
	p.prev = p.next.turned()
	return p
}

// adjacent are the tokens that stand side by side.
func adjacent(tokens []int32) iter.Seq2[int32, int32] {
	return func(yield func(a, b int32) bool) {
		for i := 0; i+1 < len(tokens); i++ {
			if !yield(tokens[i], tokens[i+1]) {
				return
			}
		}
	}
}

// near are the words of one sentence that have fewer than reach others
// between them. Words with numbers below first are passed over: the most
// frequent ones are beside everything.
func near(tokens []int32, first int32, reach int) iter.Seq2[int32, int32] {
	return func(yield func(a, b int32) bool) {
		var last []int32 // words before this one, at most reach
		for _, w := range tokens {
			switch {
			case w == 0:
				last = last[:0]
			case w >= first:
				for _, v := range last {
					if !yield(v, w) {
						return
					}
				}
				if len(last) == reach {
					copy(last, last[1:])
					last = last[:reach-1]
				}
				last = append(last, w)
			}
		}
	}
}

// turned gives the neighbours of the other side.
func (n *neighbours) turned() neighbours {
	words := len(n.start) - 1
	t := neighbours{start: make([]int, words+1), word: make([]int32, len(n.word)), count: make([]int32, len(n.word))}
	for _, v := range n.word {
		t.start[v+1]++
	}
	for w := range words {
		t.start[w+1] += t.start[w]
	}
	at := slices.Clone(t.start)
	for w := range words {
		right, counts := n.of(w)
		for i, v := range right {
			t.word[at[v]], t.count[at[v]] = int32(w), counts[i]
			at[v]++
		}
	}
	return t
}
