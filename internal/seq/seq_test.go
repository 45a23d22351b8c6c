package seq

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// model makes a model of random weights and gives its rows too.
func model(t testing.TB, labels, features int, seed uint64) (*Model, []Row) {
	r := rand.New(rand.NewPCG(seed, 1))
	rows := make([]Row, features)
	for i := range rows {
		rows[i] = Row{r.Uint64(), make([]int8, labels)}
		for y := range labels {
			if r.IntN(2) == 0 {
				rows[i].Weights[y] = int8(r.IntN(255) - 127)
			}
		}
	}
	trans := make([]int16, (labels+1)*labels)
	for i := range trans {
		if trans[i] = int16(r.IntN(100) - 50); r.IntN(5) == 0 && i%labels != 0 {
			trans[i] = Forbidden
		}
	}
	names := make([]string, labels)
	for y := range names {
		names[y] = fmt.Sprintf("L%d", y)
	}
	m, err := Load(Encode(Header{Name: "test", Features: 3, Data: "abc", Seed: seed, Labels: names}, trans, rows), "test", 3)
	if err != nil {
		t.Fatal(err)
	}
	return m, rows
}

func TestModelKeepsItsWeights(t *testing.T) {
	m, rows := model(t, 7, 5000, 1)
	for _, r := range rows {
		got := make([]int32, 7)
		m.Add(got, r.Feature)
		for y, w := range r.Weights {
			if got[y] != int32(w) {
				t.Fatalf("feature %x: weights %v, want %v", r.Feature, got, r.Weights)
			}
		}
	}
	if m.Data != "abc" || m.Seed != 1 || len(m.Labels) != 7 {
		t.Errorf("header %+v", m.Header)
	}
}

func TestLoadRefuses(t *testing.T) {
	file := Encode(Header{Name: "test", Features: 3, Labels: []string{"A", "B"}}, nil, []Row{{1 << 60, []int8{1, 2}}})
	if _, err := Load(file, "test", 3); err != nil {
		t.Fatal(err)
	}
	for what, f := range map[string][]byte{
		"empty":        nil,
		"cut":          file[:len(file)-1],
		"longer":       append(bytes.Clone(file), 0),
		"other format": bytes.Replace(file, []byte("format: 1"), []byte("format: 9"), 1),
	} {
		if _, err := Load(f, "test", 3); err == nil {
			t.Errorf("%s: loaded", what)
		}
	}
	if _, err := Load(file, "other", 3); err == nil {
		t.Error("model of another stage: loaded")
	}
	if _, err := Load(file, "test", 4); err == nil {
		t.Error("other version of the features: loaded")
	}
}

// Decode and Margins are held against trying every labelling.
func TestDecodeFindsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		labels := rapid.IntRange(1, 4).Draw(t, "labels")
		length := rapid.IntRange(1, 5).Draw(t, "length")
		m := &Model{Header: Header{Labels: make([]string, labels)}, trans: make([]int32, (labels+1)*labels)}
		for i := range m.trans {
			m.trans[i] = int32(rapid.IntRange(-9, 9).Draw(t, "transition"))
			// Label 0 can always be.
			if i%labels != 0 && i/labels != 0 && rapid.IntRange(0, 4).Draw(t, "forbid") == 0 {
				m.trans[i] = Forbidden
			}
		}
		scores := make([]int32, labels*length)
		for i := range scores {
			scores[i] = int32(rapid.IntRange(-20, 20).Draw(t, "score"))
		}
		best := int32(minus)
		with := make([]int32, labels*length) // the best with each label at each token
		for i := range with {
			with[i] = minus
		}
		seq := make([]int, length)
		for {
			total, legal := int32(0), true
			for k, y := range seq {
				from := labels
				if k > 0 {
					from = seq[k-1]
				}
				legal = legal && m.trans[from*labels+y] > Forbidden
				total += m.trans[from*labels+y] + scores[k*labels+y]
			}
			if legal {
				best = max(best, total)
				for k, y := range seq {
					with[k*labels+y] = max(with[k*labels+y], total)
				}
			}
			k := 0
			for ; k < length; k++ {
				if seq[k]++; seq[k] < labels {
					break
				}
				seq[k] = 0
			}
			if k == length {
				break
			}
		}
		d := m.NewDecoder()
		out, margins := make([]uint8, length), make([]int32, length)
		d.Decode(scores, out)
		d.Margins(scores, out, margins)
		total := int32(0)
		for k, y := range out {
			from := labels
			if k > 0 {
				from = int(out[k-1])
			}
			total += m.trans[from*labels+int(y)] + scores[k*labels+int(y)]
		}
		if total != best {
			t.Fatalf("labels %v have %d, the best %d", out, total, best)
		}
		for k, y := range out {
			other := int32(minus)
			for z := range labels {
				if z != int(y) {
					other = max(other, with[k*labels+z])
				}
			}
			if other > minus && margins[k] != best-other {
				t.Errorf("token %d: margin %d, want %d", k, margins[k], best-other)
			}
		}
	})
}

// A perceptron learns what can be told apart, and its file says the same.
func TestPerceptronLearns(t *testing.T) {
	train := func() ([]byte, int) {
		p := NewPerceptron(3)
		r := rand.New(rand.NewPCG(7, 7))
		wrong := 0
		for range 3000 {
			a, b := r.IntN(10), r.IntN(10)
			features := []uint64{Join(0, 0), Join(1, uint64(a)), Join2(2, uint64(a), uint64(b))}
			want := (a + b) % 3
			scores := make([]int32, 3)
			p.Step()
			for _, f := range features {
				p.Add(scores, f)
			}
			got := 0
			for y := range scores {
				if scores[y] > scores[got] {
					got = y
				}
			}
			if got != want {
				p.Update(features, want, got)
				wrong++
			}
		}
		rows, _ := p.Rows(0)
		file := Encode(Header{Name: "p", Features: 1, Labels: []string{"0", "1", "2"}}, nil, rows)
		m, err := Load(file, "p", 1)
		if err != nil {
			t.Fatal(err)
		}
		bad := 0
		for a := range 10 {
			for b := range 10 {
				scores := make([]int32, 3)
				for _, f := range []uint64{Join(0, 0), Join(1, uint64(a)), Join2(2, uint64(a), uint64(b))} {
					m.Add(scores, f)
				}
				for y := range scores {
					if y != (a+b)%3 && scores[y] >= scores[(a+b)%3] {
						bad++
						break
					}
				}
			}
		}
		return file, bad
	}
	first, bad := train()
	if bad > 3 { // averages lag behind
		t.Errorf("%d of 100 wrong after training", bad)
	}
	if second, _ := train(); !bytes.Equal(first, second) {
		t.Error("training twice gives other bytes")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(Encode(Header{Name: "test", Features: 3, Labels: []string{"A", "B"}}, nil, []Row{{1 << 60, []int8{1, 2}}}))
	f.Fuzz(func(t *testing.T, file []byte) {
		Load(file, "test", 3) // must not panic
	})
}

func BenchmarkAdd(b *testing.B) {
	m, rows := model(b, 13, 500_000, 1)
	scores := make([]int32, 13)
	i := 0
	for b.Loop() {
		m.Add(scores, rows[i].Feature)
		if i += 7919; i >= len(rows) {
			i -= len(rows)
		}
	}
}

// A Flat model says of nearly every feature what its weights were, and of no
// other one anything but by chance.
func TestFlatKeepsItsWeights(t *testing.T) {
	for _, labels := range []string{"A B C", "A B C D E"} {
		h := Header{Name: "test", Features: 3, Labels: strings.Fields(labels)}
		n := len(h.Labels)
		r := rand.New(rand.NewPCG(3, 3))
		rows := make([]Row, 4000)
		for i := range rows {
			rows[i] = Row{r.Uint64(), make([]int8, n)}
			for y := range n {
				rows[i].Weights[y] = int8(r.IntN(255) - 127)
			}
		}
		trans := make([]int16, (n+1)*n)
		for i := range trans {
			trans[i] = int16(r.IntN(200) - 100)
		}
		file := EncodeFlat(h, trans, rows, 13)
		m, err := LoadFlat(file, "test", 3)
		if err != nil {
			t.Fatal(err)
		}
		for i := range trans {
			if m.trans[i] != int32(trans[i]) {
				t.Fatalf("%s: transition %d is %d, was %d", labels, i, m.trans[i], trans[i])
			}
		}
		scores := make([]int32, n)
		lost := 0
		for _, row := range rows {
			clear(scores)
			m.Sum(scores, []uint64{row.Feature})
			for y := range n {
				if int(scores[y]) != int(row.Weights[y])-int(row.Weights[0]) {
					lost++
					break
				}
			}
		}
		if lost > 400 || lost == 0 {
			t.Errorf("%s: %d of %d features are lost at half load", labels, lost, len(rows))
		}
		chance := 0
		for range 10_000 {
			clear(scores)
			m.Sum(scores, []uint64{r.Uint64()})
			if slices.Max(scores) != 0 || slices.Min(scores) != 0 {
				chance++
			}
		}
		if chance > 20 {
			t.Errorf("%s: %d of 10,000 unknown features have weights", labels, chance)
		}
		for what, f := range map[string][]byte{"empty": nil, "cut": file[:len(file)-1], "longer": append(bytes.Clone(file), 0)} {
			if _, err := LoadFlat(f, "test", 3); err == nil {
				t.Errorf("%s, %s: loaded", labels, what)
			}
		}
	}
}

func TestWordCache(t *testing.T) {
	c := NewWordCache(3)
	set := func(word uint64, to int32) {
		scores, known := c.Of(word)
		if known {
			t.Errorf("word %d is known already", word)
		}
		for i, s := range scores {
			if s != 0 {
				t.Errorf("word %d begins with %d", word, s)
			}
			scores[i] = to
		}
	}
	set(10, 1)
	set(10+2*cachedWords, 2) // at the same place
	if s, known := c.Of(10 + 2*cachedWords); !known || len(s) != 3 || s[2] != 2 {
		t.Errorf("got %v, %t", s, known)
	}
	set(10, 3) // was pushed out
}

func BenchmarkSum(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 3))
	rows := make([]Row, 600_000)
	for i := range rows {
		rows[i] = Row{r.Uint64(), []int8{0, int8(r.IntN(99)), 1}}
	}
	m, err := LoadFlat(EncodeFlat(Header{Name: "test", Features: 3, Labels: []string{"A", "B", "C"}}, nil, rows, 20), "test", 3)
	if err != nil {
		b.Fatal(err)
	}
	features := make([]uint64, 100)
	i := 0
	for b.Loop() {
		for k := range features {
			features[k] = rows[i%len(rows)].Feature
			i += 7919
		}
		m.Sum3(features)
	}
}
