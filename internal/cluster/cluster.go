// Package cluster tells the classes of a word: words that stand in the same
// places share one. Names of people, verbs of saying, towns and units of
// weight each fall together, though nobody said what they are, so that what
// was learned of a frequent word holds for a rare one.
//
// Classes were learned from raw news, Kin from vectors that others learned from
// far more text (train/clusters, MODEL.md). The files hold hashes of words,
// never the words.
package cluster

import (
	_ "embed"
	"sync"
)

// Levels is how many classes a word has: Places of its place in a sentence,
// then those of its topic, each from coarse to fine.
const (
	Levels = 5
	Places = 3
)

// Sizes are the numbers of classes of the levels. A class is in 1 to its
// level's size.
var Sizes = [Levels]int{64, 256, 1024, 256, 1024}

// Classes are the classes of one word, one a level. Words share a place when
// the same words stand right beside them ("Monday" and "Tuesday"), and a topic
// when the same words stand in their sentences ("ballot" and "voters"); the
// most frequent words have no topic, 0. The levels were learned one by one: a
// fine class is mostly, but not always, a part of a coarse one. The zero value
// is an unknown word; a known one has a class at every level of place.
type Classes [Levels]uint16

// Of returns the classes of w as it is written. Digits are all one. A form
// that is not known has the classes of its most frequent spelling in other
// case, as Folded.
func Of(w string) Classes {
	t := embedded()
	if c := t.find(hash(w, t.seed)); c != nil {
		return Classes(c)
	}
	return t.folded(w)
}

// Folded returns the classes of the most frequent spelling of w, whatever the
// case of its letters: in a headline "REFUSES" is "refuses" and "KENYA" is
// "Kenya".
func Folded(w string) Classes { return embedded().folded(w) }

func (t *table) folded(w string) Classes {
	c := t.find(hashFolded(w, t.seed^foldSeed))
	if c == nil {
		c = t.find(hashFolded(w, t.seed))
	}
	if c == nil {
		return Classes{}
	}
	return Classes(c)
}

//go:embed clusters.bin
var file []byte

var embedded = sync.OnceValue(func() *table {
	t, err := decode(file, Sizes[:])
	if err != nil {
		panic("cluster: clusters.bin: " + err.Error()) // the file was built wrong: train/clusters
	}
	return t
})
