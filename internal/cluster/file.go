package cluster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// A file begins with the header, the sizes of its levels in it; compressed
// behind it follow, for every entry in the order of the hashes, the distance
// from the hash before and the classes, each as planes: all lowest bytes
// first, then all second ones.
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

// head and tail are what stands before and behind the sizes of the levels.
type head struct {
	Magic   [4]byte
	Version uint16
	Levels  uint16
}

type tail struct {
	Header
	Entries uint32
}

// Word is a form of a word, with digits as 0, and its classes, one a level. A
// class is at most the size of its level; 0 is none, and the first is not 0.
type Word struct {
	Form    string
	Classes []uint16
}

// Encode makes the content of a file of classes at levels of some sizes. Words
// come by frequency, the most frequent first: the first spelling of a word
// stands for it in any case. Two words of one hash are an error; another seed
// parts them.
func Encode(h Header, sizes []int, words []Word) ([]byte, error) {
	type entry struct {
		hash    uint64
		classes []uint16
	}
	var entries []entry
	folded := map[uint64]bool{}
	for _, w := range words {
		if len(w.Classes) != len(sizes) {
			return nil, fmt.Errorf("%d classes at %d levels", len(w.Classes), len(sizes))
		}
		for level, class := range w.Classes {
			if !fits(class, level, sizes) {
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
	planes := make([][]byte, hashBytes+2*len(sizes))
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
	first := head{Version: version, Levels: uint16(len(sizes))}
	copy(first.Magic[:], magic)
	small := make([]uint16, len(sizes))
	for i, n := range sizes {
		small[i] = uint16(n)
	}
	var out bytes.Buffer
	for _, part := range []any{first, small, tail{h, uint32(len(entries))}} {
		if err := binary.Write(&out, binary.LittleEndian, part); err != nil {
			return nil, err
		}
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	file := out.Bytes()
	for _, p := range planes { // a frame each, so that each has a code of its own
		file = enc.EncodeAll(p, file)
	}
	return file, nil
}

// decode reads a file with levels of the sizes that the program knows.
func decode(data []byte, sizes []int) (*table, error) {
	var first head
	r := bytes.NewReader(data)
	switch err := binary.Read(r, binary.LittleEndian, &first); {
	case err != nil:
		return nil, errors.New("too short for a header")
	case string(first.Magic[:]) != magic:
		return nil, errors.New("not a file of classes")
	case first.Version != version:
		return nil, fmt.Errorf("version %d, this program reads %d: build it again with broadsheet-train", first.Version, version)
	case int(first.Levels) != len(sizes):
		return nil, fmt.Errorf("%d levels, this program knows %d: build it again with broadsheet-train", first.Levels, len(sizes))
	}
	small, last := make([]uint16, len(sizes)), tail{}
	for _, part := range []any{small, &last} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return nil, errors.New("too short for a header")
		}
	}
	for i, size := range sizes {
		if int(small[i]) != size {
			return nil, fmt.Errorf("%d classes at level %d, this program knows %d: build it again with broadsheet-train", small[i], i, size)
		}
	}
	count, levels := int(last.Entries), len(sizes)
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	frames := data[len(data)-r.Len():]
	raw, err := dec.DecodeAll(frames, make([]byte, 0, min(count, len(data))*(hashBytes+2*levels)))
	if err != nil {
		return nil, err
	}
	if len(raw) != count*(hashBytes+2*levels) {
		return nil, fmt.Errorf("%d bytes for %d entries", len(raw), count)
	}
	plane := func(i int) []byte { return raw[i*count : (i+1)*count] }
	t := &table{
		seed:    last.Seed,
		bucket:  make([]uint32, 1<<bucketBits+1),
		rest:    make([]uint32, count),
		levels:  levels,
		classes: make([]uint16, count*levels),
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
	for level := range levels {
		low, high := plane(hashBytes+2*level), plane(hashBytes+2*level+1)
		for i := range count {
			class := uint16(low[i]) | uint16(high[i])<<8
			if !fits(class, level, sizes) {
				return nil, fmt.Errorf("there is no class %d at level %d", class, level)
			}
			t.classes[i*levels+level] = class
		}
	}
	return t, nil
}

// fits reports whether a known word can have a class at a level.
func fits(class uint16, level int, sizes []int) bool {
	return int(class) <= sizes[level] && (class > 0 || level > 0)
}
