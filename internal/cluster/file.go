package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// The file begins with the header; compressed behind it follow, for every
// entry in the order of the hashes, the distance from the hash before and the
// classes, each as planes: all lowest bytes first, then all second ones.
const (
	magic   = "BSCL"
	version = 2 // of the file and of what the classes mean

	hashBytes = hashBits / 8
)

// Header says what a file of classes was made from.
type Header struct {
	Seed   uint64   // of the hashes of words
	Digest [32]byte // SHA-256 of the training data
}

type header struct {
	Magic   [4]byte
	Version uint16
	Levels  uint16
	Sizes   [Levels]uint16
	Header
	Entries uint32
}

// Word is a form of a word, with digits as 0, and its classes.
type Word struct {
	Form    string
	Classes Classes
}

// Encode makes the content of clusters.bin. Words come by frequency, the most
// frequent first: the first spelling of a word stands for it in any case. Two
// words of one hash are an error; another seed parts them.
func Encode(h Header, words []Word) ([]byte, error) {
	type entry struct {
		hash    uint64
		classes Classes
	}
	var entries []entry
	folded := map[uint64]bool{}
	for _, w := range words {
		for level, class := range w.Classes {
			if !fits(class, level) {
				return nil, fmt.Errorf("there is no class %d at level %d", class, level)
			}
		}
		exact := hash(w.Form, h.Seed)
		entries = append(entries, entry{exact, w.Classes})
		lower := hashFolded(w.Form, h.Seed)
		if !folded[lower] && lower != exact {
			entries = append(entries, entry{hashFolded(w.Form, h.Seed^foldSeed), w.Classes})
		}
		folded[lower] = true
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.hash < b.hash {
			return -1
		}
		return 1
	})
	planes := make([][]byte, hashBytes+2*Levels)
	before := uint64(0)
	for i, e := range entries {
		gap := e.hash - before
		if i > 0 && gap == 0 {
			return nil, fmt.Errorf("two words have one hash under the seed %d", h.Seed)
		}
		before = e.hash
		for p := range hashBytes {
			planes[p] = append(planes[p], byte(gap>>(8*p)))
		}
		for level, class := range e.classes {
			planes[hashBytes+2*level] = append(planes[hashBytes+2*level], byte(class))
			planes[hashBytes+2*level+1] = append(planes[hashBytes+2*level+1], byte(class>>8))
		}
	}
	head := header{Version: version, Levels: Levels, Header: h, Entries: uint32(len(entries))}
	copy(head.Magic[:], magic)
	for i, n := range Sizes {
		head.Sizes[i] = uint16(n)
	}
	out, err := binary.Append(nil, binary.LittleEndian, &head)
	if err != nil {
		return nil, err
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	for _, p := range planes { // a frame each, so that each has a code of its own
		out = enc.EncodeAll(p, out)
	}
	return out, nil
}

func decode(data []byte) (*table, error) {
	var head header
	n, err := binary.Decode(data, binary.LittleEndian, &head)
	switch {
	case err != nil:
		return nil, errors.New("too short for a header")
	case string(head.Magic[:]) != magic:
		return nil, errors.New("not a file of classes")
	case head.Version != version:
		return nil, fmt.Errorf("version %d, this program reads %d: build it again with broadsheet-train clusters", head.Version, version)
	case head.Levels != Levels:
		return nil, fmt.Errorf("%d levels, this program knows %d: build it again with broadsheet-train clusters", head.Levels, Levels)
	}
	for i, size := range Sizes {
		if int(head.Sizes[i]) != size {
			return nil, fmt.Errorf("%d classes at level %d, this program knows %d: build it again with broadsheet-train clusters", head.Sizes[i], i, size)
		}
	}
	count := int(head.Entries)
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	raw, err := dec.DecodeAll(data[n:], make([]byte, 0, min(count, len(data))*(hashBytes+2*Levels)))
	if err != nil {
		return nil, err
	}
	if len(raw) != count*(hashBytes+2*Levels) {
		return nil, fmt.Errorf("%d bytes for %d entries", len(raw), count)
	}
	plane := func(i int) []byte { return raw[i*count : (i+1)*count] }
	t := &table{
		seed:    head.Seed,
		bucket:  make([]uint32, 1<<bucketBits+1),
		rest:    make([]uint32, count),
		classes: make([]Classes, count),
	}
	h, b := uint64(0), 0
	for i := range count {
		for p := range hashBytes {
			h += uint64(raw[p*count+i]) << (8 * p)
		}
		if h >= 1<<hashBits {
			return nil, errors.New("hashes run over")
		}
		for ; b <= int(h>>restBits); b++ {
			t.bucket[b] = uint32(i)
		}
		t.rest[i] = uint32(h & (1<<restBits - 1))
	}
	for ; b < len(t.bucket); b++ {
		t.bucket[b] = uint32(count)
	}
	for level := range Levels {
		low, high := plane(hashBytes+2*level), plane(hashBytes+2*level+1)
		for i := range count {
			class := uint16(low[i]) | uint16(high[i])<<8
			if !fits(class, level) {
				return nil, fmt.Errorf("there is no class %d at level %d", class, level)
			}
			t.classes[i][level] = class
		}
	}
	return t, nil
}

// fits reports whether a known word can have a class at a level.
func fits(class uint16, level int) bool {
	return int(class) <= Sizes[level] && (class > 0 || level >= Places)
}
