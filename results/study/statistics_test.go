package study

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.Abs(got-want) > by {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// The cases of R. G. Newcombe, "Two-sided confidence intervals for the single
// proportion", Statistics in Medicine 17 (1998) 857-872, table I, method 3.
func TestWilsonAsPublished(t *testing.T) {
	for _, c := range []struct{ right, n, low, high float64 }{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		low, high := Wilson(c.right, c.n)
		near(t, "low", low, c.low, 5e-5)
		near(t, "high", high, c.high, 5e-5)
	}
	if low, high := Wilson(0, 0); low != 0 || high != 1 {
		t.Errorf("of nothing: %v to %v", low, high)
	}
}

func TestWilsonHoldsTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		right := rapid.IntRange(0, n).Draw(t, "right")
		low, high := Wilson(float64(right), float64(n))
		p := float64(right) / float64(n)
		if low < 0 || high > 1 || low > p || high < p || low == high {
			t.Errorf("%d of %d: %v to %v", right, n, low, high)
		}
		// What is wrong is right with the sides turned.
		wrongLow, wrongHigh := Wilson(float64(n-right), float64(n))
		if math.Abs(low-(1-wrongHigh)) > 1e-12 || math.Abs(high-(1-wrongLow)) > 1e-12 {
			t.Errorf("%d of %d is not the mirror of the rest", right, n)
		}
	})
}

// By hand: 20 times both say yes, 15 times both no, 5 times only the first
// yes, 10 times only the second. They agree in 35 of 50: 0.7. The first says
// yes in 25 of 50, the second in 30 of 50: by chance they agree in 0.5 · 0.6 +
// 0.5 · 0.4 = 0.5. (0.7 - 0.5) / (1 - 0.5) = 0.4.
func TestKappaByHand(t *testing.T) {
	var pairs [][2]bool
	add := func(n int, a, b bool) {
		for range n {
			pairs = append(pairs, [2]bool{a, b})
		}
	}
	add(20, true, true)
	add(15, false, false)
	add(5, true, false)
	add(10, false, true)
	kappa, ok := Kappa(pairs)
	if !ok {
		t.Fatal("not defined")
	}
	near(t, "kappa", kappa, 0.4, 1e-12)

	if _, ok := Kappa([][2]bool{{true, true}, {true, true}}); ok {
		t.Error("defined where both always say yes")
	}
	if _, ok := Kappa([][2]bool{}); ok {
		t.Error("defined without pairs")
	}
}

// The worked examples of K. Krippendorff, "Computing Krippendorff's
// Alpha-Reliability" (2011), sections A to C. Of A by hand: 20 values, 6 of
// one and 14 of the other; 4 units of 10 differ, which fill 4 cells on either
// side of the diagonal. 1 - 19 · 4 / (6 · 14) = 0.095.
func TestAlphaAsPublished(t *testing.T) {
	units := func(coders ...string) (all [][]rune) {
		for i := range len(coders[0]) {
			var unit []rune
			for _, c := range coders {
				if c[i] != '.' {
					unit = append(unit, rune(c[i]))
				}
			}
			all = append(all, unit)
		}
		return all
	}
	for _, c := range []struct {
		name  string
		units [][]rune
		alpha float64
	}{
		{"two coders, two values", units("0100000010", "1110010000"), 0.095},
		{"two coders, five values", units("aabbdcccedda", "babbbcccedd"+"d"), 0.692},
		{"four coders, some missing", units("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743},
	} {
		alpha, ok := Alpha(c.units)
		if !ok {
			t.Fatal(c.name, "is not defined")
		}
		near(t, c.name, alpha, c.alpha, 5e-4)
	}
	if _, ok := Alpha([][]rune{{'a', 'a'}, {'a'}, {'b'}}); ok {
		t.Error("defined where one value can be paired")
	}
}

// Turned around, in another order or under other names the coders agree as
// far as before; and with all of them the same, wholly.
func TestAgreementIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int {
			return [2]int{rapid.IntRange(0, 2).Draw(t, "a"), rapid.IntRange(0, 2).Draw(t, "b")}
		}), 1, 40).Draw(t, "pairs")
		var turned [][2]int
		var units, back, twice [][]int
		for _, p := range pairs {
			turned = append(turned, [2]int{2 - p[1], 2 - p[0]})
			units = append(units, []int{p[0], p[1]})
			back = append([][]int{{2 - p[1], 2 - p[0]}}, back...)
			twice = append(twice, []int{p[0], p[0]})
		}
		a, aok := Kappa(pairs)
		b, bok := Kappa(turned)
		if aok != bok || math.Abs(a-b) > 1e-12 || a > 1 {
			t.Errorf("kappa %v %v, turned %v %v", a, aok, b, bok)
		}
		a, aok = Alpha(units)
		b, bok = Alpha(back)
		if aok != bok || math.Abs(a-b) > 1e-9 || a > 1 {
			t.Errorf("alpha %v %v, turned %v %v", a, aok, b, bok)
		}
		if a, ok := Alpha(twice); ok && a != 1 {
			t.Errorf("alpha of one coder with himself is %v", a)
		}
	})
}
