package study

import "math"

// z is the quantile of the normal distribution that leaves 2.5 % above it: all
// intervals of this package hold with 95 %.
const z = 1.959963984540054

// Wilson is the 95 % interval of a share of which right of n were seen, 0 to 1
// each, by the score of E. B. Wilson, "Probable inference, the law of
// succession, and statistical inference", JASA 22 (1927) 209-212. Unlike p ±
// 1.96 standard errors it stays within 0 and 1 and has a width where all or
// none are right. (The numbers need not be whole: see Precision.) Where n is
// 0 nothing is known: 0 to 1.
func Wilson(right, n float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	p := right / n
	middle := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	// At the ends the two terms are equal but for rounding.
	low, high = max(0, (middle-half)/scale), min(1, (middle+half)/scale)
	if right <= 0 {
		low = 0
	}
	if right >= n {
		high = 1
	}
	return low, high
}

// Kappa is how far two coders agree beyond what their habits alone would give,
// 1 for always and 0 for chance: J. Cohen, "A coefficient of agreement for
// nominal scales", Educational and Psychological Measurement 20 (1960) 37-46.
// pairs are what the first and the second said of the same thing. It is not
// defined, ok false, without pairs and where both always say the same one
// thing.
func Kappa[T comparable](pairs [][2]T) (kappa float64, ok bool) {
	n := float64(len(pairs))
	same := 0.0
	var said [2]map[T]float64
	said[0], said[1] = map[T]float64{}, map[T]float64{}
	for _, p := range pairs {
		if p[0] == p[1] {
			same++
		}
		said[0][p[0]]++
		said[1][p[1]]++
	}
	chance := 0.0 // n² times the agreement expected
	for what, k := range said[0] {
		chance += k * said[1][what] // whole numbers: any order gives the same sum
	}
	if n == 0 || chance == n*n {
		return 0, false
	}
	return (n*same - chance) / (n*n - chance), true
}

// Alpha is K. Krippendorff's alpha for nominal data and any number of coders,
// 1 for perfect agreement and 0 for chance: Content Analysis (2nd ed. 2004),
// chapter 11; "Computing Krippendorff's Alpha-Reliability" (2011). Each unit
// holds what the coders said of it, less those who said nothing; units that
// fewer than two coded have no part in it. It is not defined, ok false, where
// only one thing was ever said.
func Alpha[T comparable](units [][]T) (alpha float64, ok bool) {
	said := map[T]float64{} // n_c: values that can be paired
	n, differ := 0.0, 0.0   // all of them; off the diagonal of the coincidence matrix
	for _, unit := range units {
		m := float64(len(unit))
		if m < 2 {
			continue
		}
		of := map[T]float64{}
		for _, what := range unit {
			of[what]++
			said[what]++
		}
		pairs := m * m
		for _, k := range of {
			pairs -= k * k
		}
		n += m
		differ += pairs / (m - 1)
	}
	expected := n * n
	for _, k := range said {
		expected -= k * k
	}
	if expected == 0 {
		return 0, false
	}
	return 1 - (n-1)*differ/expected, true
}
