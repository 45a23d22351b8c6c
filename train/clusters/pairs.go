package clusters

import "slices"

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

// adjacent counts the pairs of words that stand side by side in tokens, whose
// numbers are below words.
func adjacent(tokens []int32, words int) *pairs {
	p := &pairs{total: max(len(tokens)-1, 0)}
	at := make([]int, words+1)
	for i := 0; i+1 < len(tokens); i++ {
		at[tokens[i]+1]++
	}
	for w := range words {
		at[w+1] += at[w]
	}
	begin := slices.Clone(at)
	right := make([]int32, p.total)
	for i := 0; i+1 < len(tokens); i++ {
		w := tokens[i]
		right[at[w]] = tokens[i+1]
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
