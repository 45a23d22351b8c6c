package chains

// Partition says which mentions are of one thing: mentions by any key, a
// number for each. A number that only one mention has is a singleton.
type Partition map[int]int

// PRF is precision, recall and F1, from 0 to 1.
type PRF struct{ P, R, F1 float64 }

// Tally sums what the metrics of coreference need over documents. Singletons
// count for nothing, as in CoNLL-2012.
type Tally struct{ muc, cubed, ceaf counts }

type counts struct{ pn, pd, rn, rd float64 }

func (c counts) prf() PRF {
	p, r := ratio(c.pn, c.pd), ratio(c.rn, c.rd)
	return PRF{p, r, ratio(2*p*r, p+r)}
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// MUC is the share of links right (Vilain et al. 1995).
func (t *Tally) MUC() PRF { return t.muc.prf() }

// BCubed is the mean over mentions of how much of their entity is right (Bagga
// and Baldwin 1998).
func (t *Tally) BCubed() PRF { return t.cubed.prf() }

// CEAF aligns each entity with one of the other side, by the similarity phi4
// (Luo 2005).
func (t *Tally) CEAF() PRF { return t.ceaf.prf() }

// CoNLL is the mean of the three F1.
func (t *Tally) CoNLL() float64 { return (t.MUC().F1 + t.BCubed().F1 + t.CEAF().F1) / 3 }

// Add adds a document.
func (t *Tally) Add(gold, found Partition) {
	g, f := entities(gold), entities(found)
	gold, found = index(g), index(f)
	n, d := links(g, found)
	t.muc.rn, t.muc.rd = t.muc.rn+n, t.muc.rd+d
	n, d = links(f, gold)
	t.muc.pn, t.muc.pd = t.muc.pn+n, t.muc.pd+d
	n, d = cubed(g, found)
	t.cubed.rn, t.cubed.rd = t.cubed.rn+n, t.cubed.rd+d
	n, d = cubed(f, gold)
	t.cubed.pn, t.cubed.pd = t.cubed.pn+n, t.cubed.pd+d
	same := aligned(g, f)
	t.ceaf.rn, t.ceaf.rd = t.ceaf.rn+same, t.ceaf.rd+float64(len(g))
	t.ceaf.pn, t.ceaf.pd = t.ceaf.pn+same, t.ceaf.pd+float64(len(f))
}

// entities are the mentions of each entity that has two or more.
func entities(p Partition) [][]int {
	by := map[int][]int{}
	for m, e := range p {
		by[e] = append(by[e], m)
	}
	var out [][]int
	for _, list := range by {
		if len(list) > 1 {
			out = append(out, list)
		}
	}
	return out
}

func index(es [][]int) Partition {
	p := Partition{}
	for e, list := range es {
		for _, m := range list {
			p[m] = e
		}
	}
	return p
}

// links are the links of the entities that the other side has, and all.
func links(es [][]int, other Partition) (n, d float64) {
	for _, list := range es {
		parts, alone := map[int]bool{}, 0
		for _, m := range list {
			if e, ok := other[m]; ok {
				parts[e] = true
			} else {
				alone++
			}
		}
		n += float64(len(list) - len(parts) - alone)
		d += float64(len(list) - 1)
	}
	return n, d
}

// cubed is the sum over mentions of the share of their entity that the other
// side has with them, and their number.
func cubed(es [][]int, other Partition) (n, d float64) {
	for _, list := range es {
		with := map[int]float64{}
		for _, m := range list {
			if e, ok := other[m]; ok {
				with[e]++
			}
		}
		for _, c := range with {
			n += c * c / float64(len(list))
		}
		d += float64(len(list))
	}
	return n, d
}

// aligned is the similarity of the best one-to-one alignment.
func aligned(g, f [][]int) float64 {
	if len(g) == 0 || len(f) == 0 {
		return 0
	}
	if len(g) > len(f) {
		g, f = f, g
	}
	in := index(f)
	size := make([][]float64, len(g))
	for i, list := range g {
		size[i] = make([]float64, len(f))
		for _, m := range list {
			if j, ok := in[m]; ok {
				size[i][j] += 2 / float64(len(list)+len(f[j]))
			}
		}
	}
	return assign(size)
}

// assign is the largest sum of one cell a row, each of another column, by the
// Hungarian algorithm; there are no more rows than columns.
func assign(gain [][]float64) float64 {
	n, m := len(gain), len(gain[0])
	const far = 1e18
	u, v := make([]float64, n+1), make([]float64, m+1)
	of, way := make([]int, m+1), make([]int, m+1) // row of each column; rows and columns from 1
	for i := 1; i <= n; i++ {
		of[0] = i
		least, used := make([]float64, m+1), make([]bool, m+1)
		for j := range least {
			least[j] = far
		}
		j0 := 0
		for of[j0] != 0 {
			used[j0] = true
			row, delta, j1 := of[j0], far, 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if cost := -gain[row-1][j-1] - u[row] - v[j]; cost < least[j] {
					least[j], way[j] = cost, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := 0; j <= m; j++ {
				if used[j] {
					u[of[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			of[j0] = of[way[j0]]
			j0 = way[j0]
		}
	}
	sum := 0.0
	for j := 1; j <= m; j++ {
		if of[j] != 0 {
			sum += gain[of[j]-1][j-1]
		}
	}
	return sum
}
