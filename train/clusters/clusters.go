// Package clusters learns the classes of words in internal/cluster from raw
// news: words that stand beside the same classes of words come into one
// class. Beside each other for a class of place are the two words of a pair,
// for a class of topic those of one sentence that are near each other (as
// Brown et al. 1992 learned "semantic classes"). What it keeps of the news is,
// for each frequent word, the hash of its form and the numbers of its classes.
package clusters

import (
	"fmt"
	"io"
	"slices"

	"github.com/broadsheet/broadsheet/internal/cluster"
)

const (
	least  = 2       // times that a word is seen before it has a class
	most   = 120_000 // words at most
	common = 144     // words, the most frequent, that have no topic
	reach  = 5       // words before and behind a word, common ones left out, that its topic is learned from
	passes = 6       // over all words at each level; later ones move few
	seed   = 1       // of the hashes
)

// Build reads the files news-*.jsonl.gz in the folder raw and gives the
// content of internal/cluster/clusters.bin. The same news gives the same
// bytes. What it does it tells to log.
func Build(raw string, log io.Writer) ([]byte, error) {
	n, err := read(raw, least, most)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(log, "%d tokens, %d words\n", len(n.tokens), len(n.words)-1-rare)
	places := learn(count(adjacent(n.tokens), len(n.words)), cluster.Sizes[:cluster.Places], log)
	// Topics start from coarse ones that are not kept: so they come out better.
	sizes := append([]int{64}, cluster.Sizes[cluster.Places:]...)
	topics := learn(count(near(n.tokens, 1+int32(rare)+common, reach), len(n.words)), sizes, log)
	levels := append(places, topics[1:]...)
	words := make([]cluster.Word, len(n.words)-1-rare)
	for i := range words {
		words[i] = cluster.Word{Form: n.words[1+rare+i], Classes: make([]uint16, cluster.Levels)}
		for level, of := range levels {
			words[i].Classes[level] = uint16(of[1+rare+i])
		}
	}
	return cluster.Encode(cluster.Header{Seed: seed, Digest: n.digest}, cluster.Sizes[:], words)
}

// learn gives the class of each word at levels of some sizes; a word that
// stands in no pair has class 0. A level starts from the classes of the one
// before, each dealt out to several, and is then free.
func learn(p *pairs, sizes []int, log io.Writer) (levels [][]int32) {
	words := len(p.next.start) - 1
	of := make([]int32, words)
	for w := 1; w < words; w++ {
		if p.next.start[w] < p.next.start[w+1] || p.prev.start[w] < p.prev.start[w+1] {
			of[w] = 1
		}
	}
	fmt.Fprintf(log, "%d pairs, %d of them different\n", p.total, len(p.next.word))
	f := xlogx(p.total + 2)
	k := 1 // classes so far
	for _, size := range sizes {
		deal(of, k, size)
		k = size
		x := newExchange(p, f, k+1, of)
		for pass := range passes {
			moved := x.pass()
			fmt.Fprintf(log, "%d classes, pass %d: %d moved, %.4f bits\n", k, pass+1, moved, x.information())
			if moved*1000 < words {
				break
			}
		}
		levels = append(levels, slices.Clone(of))
	}
	return levels
}

// deal makes of k classes, 1 to k, size ones: the words of each go in turn to
// its share of the new ones.
func deal(of []int32, k, size int) {
	turn := make([]int, k+1)
	for w, old := range of {
		if old == 0 {
			continue
		}
		c := int(old)
		from, to := (c-1)*size/k, c*size/k
		of[w] = int32(1 + from + turn[c]%(to-from))
		turn[c]++
	}
}
