package gazetteer

import (
	_ "embed"
	"encoding/binary"
	"sync"
)

// The file holds hashes and not words, because the words are counted in texts
// that are not part of this project: 4 bytes a word, little-endian, ascending.
//
//go:embed person-not.bin
var notNames string

var commonWords = sync.OnceValue(func() map[uint32]struct{} {
	m := make(map[uint32]struct{}, len(notNames)/4)
	for i := 0; i+4 <= len(notNames); i += 4 {
		m[binary.LittleEndian.Uint32([]byte(notNames[i:i+4]))] = struct{}{}
	}
	return m
})

// IsCommonWord reports whether a word in lower case is an ordinary word of
// news: what it begins or ends is rarely the name of a person, unless it is
// in NameWords too. One word in 400,000 that is none passes for one.
func IsCommonWord(lower []byte) bool {
	_, ok := commonWords()[HashWord(lower)]
	return ok
}

// HashWord is the hash of a word in lower case in the list of common words
// (FNV-1a, 32 bits).
func HashWord[T string | []byte](lower T) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(lower); i++ {
		h = (h ^ uint32(lower[i])) * 16777619
	}
	return h
}
