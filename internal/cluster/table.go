package cluster

import (
	"unicode"
	"unicode/utf8"
)

// table finds the classes of a word by its hash. Hashes are sorted and cut in
// two: the leading bits are the number of a bucket, the others are kept.
type table struct {
	seed    uint64
	bucket  []uint32 // where each bucket begins, and the end
	rest    []uint32
	levels  int
	classes []uint16 // by entry and level
}

const (
	hashBits   = 40 // a word that is not in the file passes for one that is once in ten million times
	bucketBits = 17
	restBits   = hashBits - bucketBits
)

// find returns the classes of the word with a hash, nil where there is none.
func (t *table) find(h uint64) []uint16 {
	b, rest := h>>restBits, uint32(h&(1<<restBits-1))
	for i := int(t.bucket[b]); i < int(t.bucket[b+1]); i++ {
		if t.rest[i] == rest {
			return t.classes[i*t.levels : (i+1)*t.levels]
		}
	}
	return nil
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
