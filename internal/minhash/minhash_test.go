package minhash

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// jaccard is what a sketch estimates, computed from the sets.
func jaccard(a, b string) float64 {
	set := func(text string) map[string]bool {
		words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r != 'é' && (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		m := map[string]bool{}
		for i := range max(len(words)-shingle+1, 1) {
			m[strings.Join(words[i:min(i+shingle, len(words))], " ")] = true
		}
		return m
	}
	x, y := set(a), set(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func words(r *rand.Rand, n int) []string {
	w := make([]string, n)
	for i := range w {
		w[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return w
}

// Texts of 30 to 2,000 words of which some are changed: the estimates must not be
// biased, and spread no more than those of 256 independent hashes.
func TestSimilarityEstimatesJaccard(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{30, 120, 600, 2000} {
		for _, changed := range []float64{0.005, 0.02, 0.08} {
			var sum, squares float64
			const n = 200
			for range n {
				a := words(r, size)
				b := append([]string(nil), a...)
				for i := range b {
					if r.Float64() < changed {
						b[i] = "x" + b[i]
					}
				}
				x, y := strings.Join(a, " "), strings.Join(b, ", ")
				s, z := Of(x), Of(y)
				d := Similarity(&s, &z) - jaccard(x, y)
				sum += d
				squares += d * d
			}
			if mean := sum / n; math.Abs(mean) > 0.008 {
				t.Errorf("%d words, %g changed: off by %.4f on average", size, changed, mean)
			}
			if deviation := math.Sqrt(squares / n); deviation > 0.045 {
				t.Errorf("%d words, %g changed: deviation %.4f", size, changed, deviation)
			}
		}
	}
}

func TestUnlikeTextsShareNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		a, b := Of(strings.Join(words(r, 300), " ")), Of(strings.Join(words(r, 300), " "))
		if s := Similarity(&a, &b); s > 0.02 {
			t.Errorf("similarity %g", s)
		}
		for i := range Bands {
			if a.Band(i) == b.Band(i) {
				t.Errorf("band %d is the same", i)
			}
		}
	}
}

func TestWhatDoesNotCount(t *testing.T) {
	a, b := Of("The minister, Zoé Brook, said on Tuesday: “No.”"), Of("the MINISTER zoÉ brook\n\nsaid on Tuesday no")
	if a != b {
		t.Errorf("case and marks count: %g", Similarity(&a, &b))
	}
	if one, other := Of("Not one word"), Of("not one word more"); one == other || one == (Sketch{}) {
		t.Error("short texts are not told apart")
	}
	if Of("") != (Sketch{}) || Of(" … — ") != (Sketch{}) {
		t.Error("a text without words has a sketch")
	}
}

// The sketch is in files: it must never change by itself.
func TestSketchIsFixed(t *testing.T) {
	s := Of("Grain deal holds, ministers say, but nobody else did on Tuesday in Geneva.")
	h := uint64(0)
	for i := range Bands {
		h = mix(h ^ s.Band(i))
	}
	if h != 0xe4b0b5f767871fb8 {
		t.Errorf("%#x", h)
	}
}

func BenchmarkOf(b *testing.B) {
	text := strings.Join(words(rand.New(rand.NewPCG(5, 6)), 700), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Of(text)
	}
}
