package seq

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// sums teaches a Softmax the sum of two digits modulo 3, where 2 is not legal
// for a pair of equal ones: there 0 and 1 are both good.
func sums(prune func(*Softmax)) *Softmax {
	m := NewSoftmax(3, 2, 0.2, 1)
	features := func(a, b int) []uint64 {
		return []uint64{Join(0, 0), Join(1, uint64(a)), Join2(2, uint64(a), uint64(b))}
	}
	for range 2 {
		for a := range 10 {
			for b := range 10 {
				m.Count(features(a, b))
			}
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	for step := range 6000 {
		if step == 4000 && prune != nil {
			prune(m)
		}
		a, b := r.IntN(10), r.IntN(10)
		m.Scores(features(a, b))
		m.Learn(func(y int) bool { return a != b || y != 2 }, func(y int) bool { return a == b || y == (a+b)%3 }, 0.5)
	}
	return m
}

func rowsOf(m *Softmax) map[uint64]Row {
	rows := map[uint64]Row{}
	for _, r := range m.Rows(24) {
		rows[r.Feature] = r
	}
	return rows
}

func TestSoftmaxLearns(t *testing.T) {
	rows := rowsOf(sums(nil))
	for a := range 10 {
		for b := range 10 {
			var scores [3]int
			for _, f := range []uint64{Join(0, 0), Join(1, uint64(a)), Join2(2, uint64(a), uint64(b))} {
				for y, w := range rows[f].Weights {
					scores[y] += int(w)
				}
			}
			for y := range 3 {
				if want := (a + b) % 3; a != b && y != want && scores[y] >= scores[want] {
					t.Errorf("%d + %d: scores %v, want %d", a, b, scores, want)
				}
			}
		}
	}
	h := Header{Name: "p", Features: 1, Labels: []string{"0", "1", "2"}}
	if !bytes.Equal(Encode(h, nil, sums(nil).Rows(24)), Encode(h, nil, sums(nil).Rows(24))) {
		t.Error("training twice gives other bytes")
	}
}

// What is pruned stays so, and what is left has room.
func TestSoftmaxPrunes(t *testing.T) {
	whole := len(rowsOf(sums(nil)))
	rows := rowsOf(sums(func(m *Softmax) { m.Prune(5) }))
	places := map[uint64]int{}
	for f := range rows {
		if places[f>>(64-5)>>1]++; places[f>>(64-5)>>1] > 2 {
			t.Errorf("feature %x has no place", f)
		}
	}
	if len(rows) > 32 || len(rows) < 20 || whole < 90 {
		t.Errorf("%d features of %d are left, want near 32", len(rows), whole)
	}
	count := 0
	for _, r := range rowsOf(sums(func(m *Softmax) { m.PruneWeights(40) })) {
		for _, w := range r.Weights {
			if w != 0 {
				count++
			}
		}
	}
	if count > 40 || count < 30 {
		t.Errorf("%d weights are left, want near 40", count)
	}
}
