// Package minhash tells how much of their wording two texts share, from sketches of
// a fixed size.
//
//	a, b := minhash.Of(text), minhash.Of(other)
//	if minhash.Similarity(&a, &b) >= 0.5 { … }
//
// A text is the set of its shingles: the runs of five words in it, in lower case and
// without what stands between them. The similarity of two texts is that of Jaccard,
// the share of the shingles of both that each of them has. A sketch estimates it with
// a standard deviation of at most 0.031.
//
// One hash of each shingle serves all places of the sketch (one-permutation hashing:
// Li, Owen and Zhang, NIPS 2012); places that no shingle of a short text falls into
// borrow from others (optimal densification: Shrivastava, ICML 2017).
package minhash

import (
	"unicode"
	"unicode/utf8"
)

// Size is how many numbers a sketch has.
const Size = 256

// Sketch is what is kept of a text. That of a text without words is all zero.
type Sketch [Size]uint16

// Bands is how many bands a sketch has, of Size/Bands numbers each. Two texts of
// similarity s agree in one band or more with a probability of 1-(1-s⁴)⁶⁴: 0.98 where
// s is 0.5, 0.10 where it is 0.2.
const Bands = 64

const rows = Size / Bands // 64 bits make a band

// Band is band i, from 0 to Bands-1, as one number. Texts that agree in none are
// hardly similar.
func (s *Sketch) Band(i int) uint64 {
	b := s[i*rows : (i+1)*rows]
	return uint64(b[0])<<48 | uint64(b[1])<<32 | uint64(b[2])<<16 | uint64(b[3])
}

// Similarity is the estimated share of shingles, 0 to 1.
func Similarity(a, b *Sketch) float64 {
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / Size
}

// shingle is how many words are compared together.
const shingle = 5

// base is the base of the polynomial that hashes a shingle, odd so that no word drops
// out of it; last is its power that the oldest word has.
const base = 0x9e3779b97f4a7c15

var last = func() uint64 {
	p := uint64(1)
	for range shingle - 1 {
		p *= base
	}
	return p
}()

// Of is the sketch of a text, in one pass over it. A text of fewer than five words is
// one shingle.
func Of(text string) (s Sketch) {
	var least [Size]uint64 // the least hash of each place, without the bits that name the place
	var filled [Size]bool
	add := func(h uint64) {
		h = mix(h)
		place := h >> 56
		h &= 1<<56 - 1
		if !filled[place] || h < least[place] {
			least[place], filled[place] = h, true
		}
	}
	var window [shingle]uint64
	words, sum := 0, uint64(0)
	for pos := 0; pos < len(text); {
		word, end := nextWord(text, pos)
		if pos = end; word == 0 {
			break
		}
		oldest := &window[words%shingle]
		if words >= shingle {
			sum -= *oldest * last
		}
		sum = sum*base + word
		*oldest = word
		if words++; words >= shingle {
			add(sum)
		}
	}
	switch {
	case words == 0:
		return s
	case words < shingle:
		add(sum)
	}
	for i := range s {
		from := i
		for try := uint64(1); !filled[from]; try++ {
			from = int(mix(uint64(i)<<32|try) >> 56)
		}
		// The high bits of a least hash are mostly zero.
		s[i] = uint16(least[from])
	}
	return s
}

// nextWord is the hash of the first run of letters and digits from pos on, not 0, and
// where it ends; 0 where there is none.
func nextWord(text string, pos int) (hash uint64, end int) {
	hash = 0xcbf29ce484222325
	begun := false
	for pos < len(text) {
		c, size := rune(text[pos]), 1
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c < utf8.RuneSelf:
			size = -1
		default:
			if c, size = utf8.DecodeRuneInString(text[pos:]); unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
				c = unicode.ToLower(c)
			} else {
				size = -size
			}
		}
		if size < 0 {
			if pos -= size; begun {
				return hash | 1, pos
			}
			continue
		}
		pos += size
		begun = true
		hash = (hash ^ uint64(c)) * 0x100000001b3
	}
	if !begun {
		return 0, pos
	}
	return hash | 1, pos
}

// mix spreads a number over all bits: the finalizer of SplitMix64 (Steele, Lea and
// Flood, OOPSLA 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
