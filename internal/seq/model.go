// Package seq is the one learner of the program: a linear model over hashed
// features, with whole numbers for weights.
//
// A stage describes a place in the text by features, 64-bit hashes made with
// Hash and Join. A Model adds up their weights for each label; Decode finds
// the best labels of a whole sentence. Everything at run time is integer
// arithmetic, so every machine gives the same labels.
//
// Three trainers make models: Perceptron and Softmax for decisions taken one by
// one, CRF for the labels of a sentence together. All give the same bytes for the same
// input. A model file is the table itself, used where it lies: loading it
// costs the reading of its header.
package seq

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Format is the version of the layout of model files.
const Format = 1

// Header says what a model file is.
type Header struct {
	Name     string   // of the stage: "names"
	Features int      // version of the features that the stage computes
	Data     string   // hash of the training data
	Seed     uint64   // of the training
	Labels   []string // at most 255
}

// Model is a trained model. It is immutable; any number of goroutines may
// use it. It keeps no words, only hashes.
//
// The file is one line for each field of the header, an empty line, and then
// in little-endian bytes: the logarithm of the number of buckets; the
// transitions, int16 [(labels+1)*labels]; where each bucket begins, uint32
// [buckets+1]; the buckets. A bucket is a run of features, each with 16 bits of
// its hash, the number of its weights, and for each a label and an int8.
type Model struct {
	Header
	trans   []int32 // from label (or len(Labels): the start) to label
	shift   uint
	offsets []byte
	body    []byte
}

// Load reads a model made for the stage called name with version features of
// its features. It keeps file, which must not change.
func Load(file []byte, name string, features int) (*Model, error) {
	h, rest, err := readHeader(file, name, features)
	if err != nil {
		return nil, err
	}
	m := &Model{Header: h}
	n := len(m.Labels)
	if n == 0 || n > 255 || len(rest) == 0 || rest[0] > 30 {
		return nil, fmt.Errorf("model %s is cut short", name)
	}
	bits := uint(rest[0])
	m.shift = 64 - bits
	if m.trans, rest = readTransitions(rest[1:], h); m.trans == nil {
		return nil, fmt.Errorf("model %s is cut short", name)
	}
	size := 4 * (1<<bits + 1)
	if len(rest) < size {
		return nil, fmt.Errorf("model %s is cut short", name)
	}
	m.offsets, m.body = rest[:size], rest[size:]
	if end := binary.LittleEndian.Uint32(m.offsets[size-4:]); int(end) != len(m.body) {
		return nil, fmt.Errorf("model %s is cut short", name)
	}
	return m, nil
}

// readHeader reads the header of a file and gives what is behind it.
func readHeader(file []byte, name string, features int) (m Header, rest []byte, err error) {
	head, rest, ok := bytes.Cut(file, []byte("\n\n"))
	if !ok {
		return m, nil, fmt.Errorf("model %s: no header", name)
	}
	format := 0
	for line := range strings.Lines(string(head)) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch key {
		case "format":
			format, err = strconv.Atoi(value)
		case "name":
			m.Name = value
		case "features":
			m.Features, err = strconv.Atoi(value)
		case "data":
			m.Data = value
		case "seed":
			m.Seed, err = strconv.ParseUint(value, 10, 64)
		case "labels":
			m.Labels = strings.Fields(value)
		}
		if err != nil {
			return m, nil, fmt.Errorf("model %s: header: %w", name, err)
		}
	}
	switch {
	case format != Format:
		return m, nil, fmt.Errorf("model %s has format %d, this program reads %d: train it again with broadsheet-train", name, format, Format)
	case m.Name != name:
		return m, nil, fmt.Errorf("model %s: the file is of %q", name, m.Name)
	case m.Features != features:
		return m, nil, fmt.Errorf("model %s has features of version %d, this program computes %d: train it again with broadsheet-train", name, m.Features, features)
	}
	return m, rest, nil
}

// writeHeader writes a header with the empty line behind it.
func writeHeader(out *bytes.Buffer, h Header) {
	fmt.Fprintf(out, "format: %d\nname: %s\nfeatures: %d\ndata: %s\nseed: %d\nlabels: %s\n\n", Format, h.Name, h.Features, h.Data, h.Seed, strings.Join(h.Labels, " "))
}

// writeTransitions writes those of Encode.
func writeTransitions(out *bytes.Buffer, h Header, trans []int16) {
	if trans == nil {
		trans = make([]int16, (len(h.Labels)+1)*len(h.Labels))
	}
	binary.Write(out, binary.LittleEndian, trans)
}

// readTransitions reads them from the head of b and gives what is behind; nil
// where b is too short.
func readTransitions(b []byte, h Header) (trans []int32, rest []byte) {
	n := (len(h.Labels) + 1) * len(h.Labels)
	if len(b) < 2*n {
		return nil, nil
	}
	trans = make([]int32, n)
	for i := range trans {
		trans[i] = int32(int16(binary.LittleEndian.Uint16(b[2*i:])))
	}
	return trans, b[2*n:]
}

// Add adds the weights of a feature to scores, which has one for each label.
// A feature that the training did not keep changes nothing.
func (m *Model) Add(scores []int32, feature uint64) {
	ends := binary.LittleEndian.Uint64(m.offsets[4*(feature>>m.shift):])
	if at := int(uint32(ends)); at+2 <= len(m.body) {
		m.add(scores, feature, ends, binary.LittleEndian.Uint16(m.body[at:]))
	}
}

// Sum adds the weights of many features. It is faster than Add for each: all
// buckets are looked up before the first is read, and of all the beginning is
// read before the first is gone through, so that one does not wait for the
// other.
func (m *Model) Sum(scores []int32, features []uint64) {
	var ends [32]uint64
	var heads [32]uint16
	offsets, body, shift := m.offsets, m.body, m.shift
	for len(features) > 0 {
		n := min(len(features), len(ends))
		for i, f := range features[:n] {
			at := f >> (shift & 63) << 2
			ends[i] = binary.LittleEndian.Uint64(offsets[at : at+8])
		}
		for i, e := range ends[:n] {
			heads[i] = 0
			if at := int(uint32(e)); at+2 <= len(body) {
				heads[i] = binary.LittleEndian.Uint16(body[at:])
			}
		}
		for i, f := range features[:n] {
			m.add(scores, f, ends[i], heads[i])
		}
		features = features[n:]
	}
}

// add adds the weights of a feature whose bucket lies between the two ends, of
// 32 bits each, and begins with head.
func (m *Model) add(scores []int32, feature, ends uint64, head uint16) {
	b := m.body[uint32(ends):uint32(ends>>32)]
	for at := 0; at+2 < len(b); head = binary.LittleEndian.Uint16(b[at:]) {
		row := at + 3
		at = row + 2*int(b[at+2])
		if head == uint16(feature) {
			for w := b[row:at]; len(w) > 1; w = w[2:] {
				scores[w[0]] += int32(int8(w[1]))
			}
			return // a bucket has no other
		}
		if at+2 >= len(b) {
			return
		}
	}
}

// Row is a feature with its weight for each label.
type Row struct {
	Feature uint64
	Weights []int8
}

// Encode is the file of a model. trans are the weights of going from one label
// (or from the start, behind the last) to the next, row by row; nil where no
// sequence is decoded. Rows without a weight are left out; of two rows that the
// file cannot tell apart the later is.
func Encode(h Header, trans []int16, rows []Row) []byte {
	var out bytes.Buffer
	writeHeader(&out, h)
	bits := uint(4)
	for 1<<bits < len(rows)/2 {
		bits++
	}
	out.WriteByte(byte(bits))
	writeTransitions(&out, h, trans)
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row) int {
		ka, kb := a.Feature>>(64-bits), b.Feature>>(64-bits)
		switch {
		case ka < kb:
			return -1
		case ka > kb:
			return 1
		}
		return 0
	})
	offsets := make([]uint32, 1<<bits+1)
	var body []byte
	at := 0
	for b := range 1 << bits {
		offsets[b] = uint32(len(body))
		first := at
		for ; at < len(rows) && rows[at].Feature>>(64-bits) == uint64(b); at++ {
			if slices.ContainsFunc(rows[first:at], func(r Row) bool { return uint16(r.Feature) == uint16(rows[at].Feature) }) {
				continue
			}
			start := len(body)
			body = binary.LittleEndian.AppendUint16(body, uint16(rows[at].Feature))
			body = append(body, 0)
			for label, w := range rows[at].Weights {
				if w != 0 {
					body = append(body, byte(label), byte(w))
					body[start+2]++
				}
			}
			if body[start+2] == 0 {
				body = body[:start]
			}
		}
	}
	offsets[1<<bits] = uint32(len(body))
	binary.Write(&out, binary.LittleEndian, offsets)
	out.Write(body)
	return out.Bytes()
}
