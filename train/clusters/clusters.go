// Package clusters learns the classes of words in internal/cluster from raw
// news: words that stand beside the same classes of words come into one
// class. What it keeps of the news is, for each frequent word, the hash of its
// form and the numbers of its classes.
package clusters

import (
	"fmt"
	"io"

	"github.com/broadsheet/broadsheet/internal/cluster"
)

const (
	least  = 2       // times that a word is seen before it has a class
	most   = 120_000 // words at most
	passes = 8       // over all words at each level; later ones move few
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
	p := adjacent(n.tokens, len(n.words))
	fmt.Fprintf(log, "%d pairs of words\n", len(p.next.word))
	words := make([]cluster.Word, len(n.words)-1-rare)
	for level, of := range learn(p, len(n.words), log) {
		for i := range words {
			words[i].Form = n.words[1+rare+i]
			words[i].Classes[level] = uint16(of[1+rare+i])
		}
	}
	return cluster.Encode(cluster.Header{Seed: seed, Digest: n.digest}, words)
}

// learn gives the class of each word at each level. A level starts from the
// classes of the one before, each dealt out to several, and is then free.
func learn(p *pairs, words int, log io.Writer) (levels [cluster.Levels][]int32) {
	f := xlogx(p.total + 2)
	of := make([]int32, words)
	k := 1 // classes so far
	for w := 1; w < words; w++ {
		of[w] = 1
	}
	for level, size := range cluster.Sizes {
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
		levels[level] = append([]int32(nil), of...)
	}
	return levels
}

// deal makes of k classes, 1 to k, size ones: the words of each go in turn to
// its share of the new ones.
func deal(of []int32, k, size int) {
	turn := make([]int, k+1)
	for w := 1; w < len(of); w++ {
		c := int(of[w])
		from, to := (c-1)*size/k, c*size/k
		of[w] = int32(1 + from + turn[c]%(to-from))
		turn[c]++
	}
}
