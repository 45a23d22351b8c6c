package seq

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// Flat is a model of three labels that is asked for many features at each
// decision. It tells by how much the second and the third label beat the
// first. Where a Model walks through a bucket, each feature here has two places
// side by side, and what finds both taken by heavier ones is left out: one look
// into memory a feature. It is immutable; any number of goroutines may use it.
//
// The file is the header of Model's, an empty line, the logarithm of the number
// of places, and the places, each four bytes, little-endian: 12 bits of the
// feature's hash, and two weights of 10 bits.
type Flat struct {
	Header
	shift  uint
	places []byte
}

// flatLabels is how many labels a Flat has.
const flatLabels = 3

// EncodeFlat is the file of a model with 1<<bits places.
func EncodeFlat(h Header, rows []Row, bits uint) []byte {
	places := make([]uint32, 1<<bits)
	weight := func(r *Row, label int) int {
		return min(max(int(r.Weights[label])-int(r.Weights[0]), -511), 511)
	}
	size := func(r *Row) int { return max(weight(r, 1), -weight(r, 1), weight(r, 2), -weight(r, 2)) }
	order := make([]*Row, len(rows))
	for i := range rows {
		order[i] = &rows[i]
	}
	slices.SortStableFunc(order, func(a, b *Row) int { return cmp.Compare(size(b), size(a)) })
	for _, r := range order {
		if size(r) == 0 {
			break
		}
		at := r.Feature >> (64 - bits)
		if places[at] != 0 {
			at ^= 1
		}
		if places[at] == 0 {
			places[at] = uint32(r.Feature)<<20 | uint32(weight(r, 1))&0x3ff<<10 | uint32(weight(r, 2))&0x3ff
		}
	}
	var out bytes.Buffer
	writeHeader(&out, h)
	out.WriteByte(byte(bits))
	binary.Write(&out, binary.LittleEndian, places)
	return out.Bytes()
}

// LoadFlat reads a model as Load does. It keeps file, which must not change.
func LoadFlat(file []byte, name string, features int) (*Flat, error) {
	h, rest, err := readHeader(file, name, features)
	if err != nil {
		return nil, err
	}
	if len(rest) == 0 || rest[0] < 1 || rest[0] > 30 || len(rest) != 1+4<<rest[0] || len(h.Labels) != flatLabels {
		return nil, fmt.Errorf("model %s is cut short", name)
	}
	return &Flat{h, 64 - uint(rest[0]), rest[1:]}, nil
}

// Sum adds up by how much the features speak for the second and the third
// label rather than for the first. Half of the features are unknown, which no
// processor can guess: so there is no branch.
func (m *Flat) Sum(features []uint64) (second, third int32) {
	for _, f := range features {
		pair := binary.LittleEndian.Uint64(m.places[f>>m.shift>>1<<3:])
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
