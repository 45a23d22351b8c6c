// Package cluster tells the classes of a word: words that stand in the same
// places share one. Names of people, verbs of saying, towns and units of
// weight each fall together, though nobody said what they are, so that what
// was learned of a frequent word holds for a rare one.
//
// The classes were learned from raw news (train/clusters, MODEL.md). The file
// holds hashes of words, never the words.
package cluster

import (
	_ "embed"
	"sync"
	"unicode"
	"unicode/utf8"
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
	if i, ok := t.find(hash(w, t.seed)); ok {
		return t.classes[i]
	}
	return t.folded(w)
}

// Folded returns the classes of the most frequent spelling of w, whatever the
// case of its letters: in a headline "REFUSES" is "refuses" and "KENYA" is
// "Kenya".
func Folded(w string) Classes { return embedded().folded(w) }

func (t *table) folded(w string) Classes {
	if i, ok := t.find(hashFolded(w, t.seed^foldSeed)); ok {
		return t.classes[i]
	}
	if i, ok := t.find(hashFolded(w, t.seed)); ok {
		return t.classes[i]
	}
	return Classes{}
}

//go:embed clusters.bin
var file []byte

var embedded = sync.OnceValue(func() *table {
	t, err := decode(file)
	if err != nil {
		panic("cluster: clusters.bin: " + err.Error()) // the file was built wrong: train/clusters
	}
	return t
})

// table finds the classes of a word by its hash. Hashes are sorted and cut in
// two: the leading bits are the number of a bucket, the others are kept.
type table struct {
	seed    uint64
	bucket  []uint32 // where each bucket begins, and the end
	rest    []uint32
	classes []Classes
}

const (
	hashBits   = 40 // a word that is not in the file passes for one that is once in ten million times
	bucketBits = 17
	restBits   = hashBits - bucketBits
)

func (t *table) find(h uint64) (int, bool) {
	b, rest := h>>restBits, uint32(h&(1<<restBits-1))
	for i := t.bucket[b]; i < t.bucket[b+1]; i++ {
		if t.rest[i] == rest {
			return int(i), true
		}
	}
	return 0, false
}

// foldSeed sets the entries for any spelling apart from those for one.
const foldSeed = 0x9e3779b97f4a7c15

// hash is FNV-1a, mixed so that its leading bits are as good as the others.
func hash(w string, seed uint64) uint64 {
	h := offset ^ seed
	for i := 0; i < len(w); i++ {
		c := w[i]
		if '0' <= c && c <= '9' {
			c = '0'
		}
		h = (h ^ uint64(c)) * prime
	}
	return mix(h)
}

// hashFolded is the hash of w in lower case.
func hashFolded(w string, seed uint64) uint64 {
	h := offset ^ seed
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case '0' <= c && c <= '9':
			c = '0'
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(w[i:])
			if r == utf8.RuneError && n == 1 {
				break // a broken byte is itself
			}
			var letter [utf8.UTFMax]byte
			for _, c := range letter[:utf8.EncodeRune(letter[:], unicode.ToLower(r))] {
				h = (h ^ uint64(c)) * prime
			}
			i += n - 1
			continue
		}
		h = (h ^ uint64(c)) * prime
	}
	return mix(h)
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= foldSeed
	h ^= h >> 29
	return h >> (64 - hashBits)
}
