package seq

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// chain is a toy language: a label repeats what its feature says, but feature 0
// says nothing, and after label 1 it means 2.
func chain(r *rand.Rand, e *Examples, sentences int) {
	for range sentences {
		before := 0
		for range 3 + r.IntN(5) {
			f := r.IntN(3)
			label := f
			if f == 0 && before == 1 {
				label = 2
			}
			e.Token([]uint32{uint32(f), 3}, uint8(label))
			before = label
		}
		e.EndSentence(1)
	}
}

func all(e *Examples) []int {
	out := make([]int, e.Len())
	for i := range out {
		out[i] = i
	}
	return out
}

func anything(int, int) bool { return true }

func TestCRFLearnsWhatFollows(t *testing.T) {
	features := []uint64{Join(0, 0), Join(0, 1), Join(0, 2), Join(1, 0)}
	train := func() []byte {
		e := &Examples{}
		chain(rand.New(rand.NewPCG(1, 1)), e, 400)
		c := NewCRF(3, 4, anything)
		for i := range 8 {
			c.Epoch(e, all(e), 0.5, uint64(i))
		}
		rows, trans := c.Rows(features, 24, 1, 1)
		return Encode(Header{Name: "chain", Features: 1, Labels: []string{"a", "b", "c"}}, trans, rows)
	}
	file := train()
	m, err := Load(file, "chain", 1)
	if err != nil {
		t.Fatal(err)
	}
	test := &Examples{}
	chain(rand.New(rand.NewPCG(2, 2)), test, 200)
	d := m.NewDecoder()
	wrong := 0
	for i := range test.sentences {
		s := &test.sentences[i]
		scores := make([]int32, 3*len(s.labels))
		for k := range s.labels {
			for _, f := range s.token(k) {
				m.Add(scores[3*k:3*k+3], features[f])
			}
		}
		out := make([]uint8, len(s.labels))
		d.Decode(scores, out)
		for k := range out {
			if out[k] != s.labels[k] {
				wrong++
			}
		}
	}
	if wrong > test.Tokens()/50 {
		t.Errorf("%d of %d labels wrong", wrong, test.Tokens())
	}
	if !bytes.Equal(file, train()) {
		t.Error("training twice gives other bytes")
	}
}

// What finds no place is forgotten, and the others learn to do without.
func TestPrune(t *testing.T) {
	const bits = 4
	features := make([]uint64, 40) // ten for each of the first pairs of places
	for i := range features {
		features[i] = uint64(i%4)<<(64-bits+1) | uint64(i)
	}
	e := &Examples{}
	for i := range features {
		e.Token([]uint32{uint32(i), 39}, uint8(i%3))
		e.EndSentence(1)
	}
	c := NewCRF(3, len(features), anything)
	c.Epoch(e, all(e), 0.5, 1)
	gone := c.Prune(features, bits)
	left := make([]int, 4)
	for i, g := range gone {
		if !g {
			left[i%4]++
		} else if slices.Max(c.weight[3*i:3*i+3]) != 0 {
			t.Errorf("feature %d is gone and has weights", i)
		}
	}
	if !slices.Equal(left, []int{2, 2, 2, 2}) {
		t.Errorf("%v features are left at each pair of places", left)
	}
	e.Drop(gone)
	for i := range e.sentences {
		for k := range e.sentences[i].labels {
			for _, f := range e.sentences[i].token(k) {
				if gone[f] {
					t.Errorf("example %d still has feature %d", i, f)
				}
			}
		}
	}
	c.Epoch(e, all(e), 0.5, 2)
	rows, trans := c.Rows(features, 24, 1, 1)
	m, err := LoadFlat(EncodeFlat(Header{Name: "test", Labels: []string{"a", "b", "c"}}, trans, rows, bits), "test", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		b, c := m.Sum3([]uint64{row.Feature})
		if int(b) != int(row.Weights[1])-int(row.Weights[0]) || int(c) != int(row.Weights[2])-int(row.Weights[0]) {
			t.Errorf("feature %x lost its place", row.Feature)
		}
	}
}

// The loss is the negative log-likelihood, summed over every labelling.
func TestLossIsTheLikelihood(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	const n, length = 3, 4
	c := NewCRF(n, 2, func(from, to int) bool { return from != 1 || to != 2 })
	c.dropout = 0
	for i := range c.weight {
		c.weight[i] = float32(r.NormFloat64())
	}
	for i := range c.trans {
		c.trans[i] = r.NormFloat64()
	}
	e := &Examples{}
	gold := []uint8{0, 2, 1, 1}
	for k, y := range gold {
		e.Token([]uint32{uint32(k % 2)}, y)
	}
	e.EndSentence(1)
	score := func(seq []int) float64 {
		sum := 0.0
		for k, y := range seq {
			from := n
			if k > 0 {
				from = seq[k-1]
			}
			if !c.legal[from*n+y] {
				return math.Inf(-1)
			}
			sum += c.trans[from*n+y] + float64(c.weight[(k%2)*n+y])
		}
		return sum
	}
	total, right := 0.0, 0.0
	for code := range n * n * n * n {
		seq := []int{code % n, code / n % n, code / n / n % n, code / n / n / n}
		total += math.Exp(score(seq))
		if seq[0] == 0 && seq[1] == 2 && seq[2] == 1 && seq[3] == 1 {
			right = score(seq)
		}
	}
	want := math.Log(total) - right
	got := c.Epoch(e, []int{0}, 0, 1) * length
	if math.Abs(got-want) > 1e-6 {
		t.Errorf("loss %.6f, want %.6f", got, want)
	}
}

// What is frozen stays, and what is learned beside it helps.
func TestFreeze(t *testing.T) {
	e := &Examples{}
	chain(rand.New(rand.NewPCG(4, 4)), e, 100)
	c := NewCRF(3, 2, anything) // knows of features 0 and 1 alone
	c.Extend(2)
	c.Freeze(2, 0.5)
	before := append([]float32(nil), c.weight[:6]...)
	first := c.Epoch(e, all(e), 0.5, 1)
	last := first
	for i := range 5 {
		last = c.Epoch(e, all(e), 0.5, uint64(i))
	}
	for i, w := range before {
		if c.weight[i] != w {
			t.Fatalf("weight %d changed", i)
		}
	}
	if last >= first {
		t.Errorf("loss %.3f after %.3f", last, first)
	}
	other := NewCRF(3, 2, anything)
	other.Take(c, 2)
	if len(other.weight) != len(c.weight) || other.weight[9] != c.weight[9] {
		t.Error("weights were not taken over")
	}
}

func TestDictionary(t *testing.T) {
	d := NewDictionary()
	want := map[uint64]int{}
	r := rand.New(rand.NewPCG(5, 5))
	for range 20000 {
		f := spread(uint64(r.IntN(5000)) + 1)
		d.Count(f)
		want[f]++
	}
	ids := map[uint32]uint64{}
	for f, n := range want {
		id, ok := d.ID(f, 4)
		if n >= 4 && !ok {
			t.Fatalf("%x was counted %d times and has no ID", f, n)
		}
		if !ok {
			continue
		}
		if g, taken := ids[id]; taken {
			t.Fatalf("%x and %x share an ID", f, g)
		}
		ids[id] = f
		if again, _ := d.ID(f, 4); again != id {
			t.Fatalf("%x changed its ID", f)
		}
	}
	for id, f := range d.Features() {
		if ids[uint32(id)] != f {
			t.Fatalf("feature %d is %x, want %x", id, f, ids[uint32(id)])
		}
	}
}
