package seq

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// Flat is a model of three or of five labels that is asked for many features at
// each decision. It tells by how much each other label beats the first. Where a
// Model walks through a bucket, each feature here has two places side by side,
// and what finds both taken by heavier ones is left out: one look into memory a
// feature. It is immutable; any number of goroutines may use it.
//
// The file is the header of Model's, an empty line, the transitions as Model's,
// the logarithm of the number of places, and the places, little-endian. A place
// of three labels has four bytes: 12 bits of the feature's hash, and two weights
// of 10 bits; one of five labels eight: 16 bits of the hash, and four weights of
// 12 bits.
type Flat struct {
	Header
	trans  []int32
	shift  uint
	places []byte
}

// layout says what a place is made of, in bits from the highest.
type layout struct{ bytes, check, weight int }

func layoutOf(labels int) (l layout, ok bool) {
	switch labels {
	case 3:
		return layout{4, 12, 10}, true
	case 5:
		return layout{8, 16, 12}, true
	}
	return l, false
}

// EncodeFlat is the file of a model with 1<<bits places. It panics where there
// are not three labels, nor five. trans are as in Encode.
func EncodeFlat(h Header, trans []int16, rows []Row, bits uint) []byte {
	l, ok := layoutOf(len(h.Labels))
	if !ok {
		panic(fmt.Sprintf("a flat model of %d labels", len(h.Labels)))
	}
	most := 1<<(l.weight-1) - 1
	weight := func(r *Row, label int) int {
		return min(max(int(r.Weights[label])-int(r.Weights[0]), -most), most)
	}
	size := func(r *Row) (n int) {
		for label := 1; label < len(h.Labels); label++ {
			n = max(n, weight(r, label), -weight(r, label))
		}
		return n
	}
	order := make([]*Row, len(rows))
	for i := range rows {
		order[i] = &rows[i]
	}
	slices.SortStableFunc(order, func(a, b *Row) int { return cmp.Compare(size(b), size(a)) })
	places := make([]uint64, 1<<bits)
	for _, r := range order {
		if size(r) == 0 {
			break
		}
		at := r.Feature >> (64 - bits)
		if places[at] != 0 {
			at ^= 1
		}
		if places[at] != 0 {
			continue
		}
		place := r.Feature & (1<<l.check - 1)
		for label := 1; label < len(h.Labels); label++ {
			place = place<<l.weight | uint64(weight(r, label))&(1<<l.weight-1)
		}
		places[at] = place
	}
	var out bytes.Buffer
	writeHeader(&out, h)
	writeTransitions(&out, h, trans)
	out.WriteByte(byte(bits))
	for _, p := range places {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], p)
		out.Write(b[:l.bytes])
	}
	return out.Bytes()
}

// LoadFlat reads a model as Load does. It keeps file, which must not change.
func LoadFlat(file []byte, name string, features int) (*Flat, error) {
	h, rest, err := readHeader(file, name, features)
	if err != nil {
		return nil, err
	}
	l, ok := layoutOf(len(h.Labels))
	trans, rest := readTransitions(rest, h)
	if !ok || trans == nil || len(rest) == 0 || rest[0] < 1 || rest[0] > 30 || len(rest) != 1+l.bytes<<rest[0] {
		return nil, fmt.Errorf("model %s is cut short", name)
	}
	return &Flat{h, trans, 64 - uint(rest[0]), rest[1:]}, nil
}

// Sum3 adds up by how much the features speak for the second and the third of
// three labels rather than for the first. Half of the features are unknown,
// which no processor can guess: so there is no branch.
func (m *Flat) Sum3(features []uint64) (second, third int32) {
	pairs, shift := m.places, m.shift
	for _, f := range features {
		at := f >> (shift & 63) &^ 1 << 2
		pair := binary.LittleEndian.Uint64(pairs[at : at+8])
		a, b := uint32(pair), uint32(pair>>32)
		check := uint32(f) & 0xfff
		// All ones where the place is the feature's, else 0.
		isA := uint32(int32((a>>20^check)-1) >> 31)
		isB := uint32(int32((b>>20^check)-1) >> 31)
		e := a&isA | b&isB&^isA
		second += int32(e<<12) >> 22
		third += int32(e<<22) >> 22
	}
	return second, third
}

// Sum5 does as Sum3 for the labels behind the first of five.
func (m *Flat) Sum5(features []uint64) (out [4]int32) {
	pairs, shift := m.places, m.shift
	var w, x, y, z int32
	for _, f := range features {
		at := f >> (shift & 63) &^ 1 << 3
		pair := pairs[at : at+16]
		a, b := binary.LittleEndian.Uint64(pair), binary.LittleEndian.Uint64(pair[8:])
		check := f & 0xffff
		isA := uint64(int64((a>>48^check)-1) >> 63)
		isB := uint64(int64((b>>48^check)-1) >> 63)
		e := a&isA | b&isB&^isA
		w += int32(int64(e<<16) >> 52)
		x += int32(int64(e<<28) >> 52)
		y += int32(int64(e<<40) >> 52)
		z += int32(int64(e<<52) >> 52)
	}
	return [4]int32{w, x, y, z}
}

// Sum adds what Sum3 or Sum5 give to scores, which has one for each label.
func (m *Flat) Sum(scores []int32, features []uint64) {
	if len(m.Labels) == 3 {
		second, third := m.Sum3(features)
		scores[1] += second
		scores[2] += third
		return
	}
	for i, s := range m.Sum5(features) {
		scores[1+i] += s
	}
}
