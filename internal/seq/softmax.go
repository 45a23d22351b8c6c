package seq

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Softmax learns decisions one by one, as Perceptron does, but by likelihood:
// multinomial regression by stochastic gradient descent with a rate of its own
// for each weight (AdaGrad), where each decision goes without a share of its
// features, drawn anew each time, as CRF's. It computes in floating point on
// one thread in a fixed order, so training twice on one kind of machine gives
// the same weights.
//
// First Count the features of every decision, then Learn. Features that were
// counted fewer than least times are never learned.
type Softmax struct {
	labels        int
	least         uint8
	drop          float64
	dictionary    *Dictionary
	weight, speed []float32 // by feature and label
	ids           []uint32
	scores        []float64
	random        *rand.PCG
	kept          []bool // by feature and label, once pruned: the weights that are still learned; else nil
}

// NewSoftmax is an empty one for a number of labels; drop is the share of the
// features that a decision goes without.
func NewSoftmax(labels int, least uint8, drop float64, seed uint64) *Softmax {
	return &Softmax{labels: labels, least: least, drop: drop, dictionary: NewDictionary(), scores: make([]float64, labels), random: rand.NewPCG(seed, 3)}
}

// Count counts the features of a decision.
func (m *Softmax) Count(features []uint64) {
	for _, f := range features {
		m.dictionary.Count(f)
	}
}

// Scores are the labels' for a decision with these features, a share of them
// dropped. They are good until the next call.
func (m *Softmax) Scores(features []uint64) []float64 {
	m.ids = m.ids[:0]
	bits, left := uint64(0), 0
	drop := uint8(256 * m.drop)
	for _, f := range features {
		if left == 0 {
			bits, left = m.random.Uint64(), 8
		}
		if uint8(bits) >= drop {
			if id, ok := m.dictionary.ID(f, m.least); ok {
				m.ids = append(m.ids, id)
			}
		}
		bits, left = bits>>8, left-1
	}
	if m.kept != nil {
		n := len(m.weight) / m.labels
		m.ids = slices.DeleteFunc(m.ids, func(id uint32) bool { return int(id) >= n })
	} else if need := m.dictionary.Len() * m.labels; need > len(m.weight) {
		m.weight = append(m.weight, make([]float32, need-len(m.weight))...)
		m.speed = append(m.speed, make([]float32, need-len(m.speed))...)
	}
	clear(m.scores)
	for _, id := range m.ids {
		w := m.weight[int(id)*m.labels : int(id+1)*m.labels]
		for y, v := range w {
			m.scores[y] += float64(v)
		}
	}
	for y := range m.scores {
		m.scores[y] /= 1 - m.drop
	}
	return m.scores
}

// Learn makes the labels that good takes likelier than the others that legal
// takes, for the features of the last call of Scores.
func (m *Softmax) Learn(legal, good func(label int) bool, rate float64) {
	top := math.Inf(-1)
	for y, v := range m.scores {
		if legal(y) {
			top = max(top, v)
		}
	}
	var sum, right float64
	for y, v := range m.scores {
		if !legal(y) {
			m.scores[y] = 0
			continue
		}
		m.scores[y] = math.Exp(v - top)
		sum += m.scores[y]
		if good(y) {
			right += m.scores[y]
		}
	}
	if right == 0 || 1-right/sum < small {
		return
	}
	for y, p := range m.scores {
		g := p / sum
		if p > 0 && good(y) {
			g -= p / right
		}
		m.scores[y] = g
	}
	for y, g := range m.scores {
		if g > -small && g < small {
			continue
		}
		step, square := float32(rate*g), float32(g*g)
		for _, id := range m.ids {
			i := int(id)*m.labels + y
			if m.kept != nil && !m.kept[i] {
				continue
			}
			m.speed[i] += square
			m.weight[i] -= step / float32(math.Sqrt(float64(m.speed[i])+steady))
		}
	}
}

// worth is what it would cost, about, to lose a weight: its square times how
// much its decisions hang on it (Le Cun, Denker and Solla 1990).
func (m *Softmax) worth(i int) float64 {
	return float64(m.weight[i]) * float64(m.weight[i]) * float64(m.speed[i])
}

// Prune leaves out all weights but those of the features that have a place in
// the file that EncodeFlat makes with 1<<bits places; what is learned from now
// on are these alone.
func (m *Softmax) Prune(bits uint) {
	features := m.dictionary.Features()
	worth := make([]float64, len(m.weight)/m.labels)
	order := make([]uint32, len(worth))
	for i := range worth {
		order[i] = uint32(i)
		for y := range m.labels {
			worth[i] += m.worth(i*m.labels + y)
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(worth[b], worth[a]) })
	taken := make([]uint8, 1<<bits>>1)
	m.keepOnly(func(keep func(i int)) {
		for _, id := range order {
			if n := &taken[features[id]>>(64-bits)>>1]; *n < 2 {
				*n++
				for y := range m.labels {
					keep(int(id)*m.labels + y)
				}
			}
		}
	})
}

// PruneWeights leaves out all weights but the n worthiest.
func (m *Softmax) PruneWeights(n int) {
	var worth []float64
	for i, w := range m.weight {
		if w != 0 {
			worth = append(worth, m.worth(i))
		}
	}
	slices.Sort(worth)
	least := 0.0
	if len(worth) > n {
		least = worth[len(worth)-n]
	}
	m.keepOnly(func(keep func(i int)) {
		for i, w := range m.weight {
			if w != 0 && m.worth(i) >= least {
				keep(i)
			}
		}
	})
}

// keepOnly forgets all weights but those that which calls keep with.
func (m *Softmax) keepOnly(which func(keep func(i int))) {
	m.kept = make([]bool, len(m.weight))
	which(func(i int) { m.kept[i] = true })
	for i := range m.weight {
		if !m.kept[i] {
			m.weight[i] = 0
		}
	}
}

// Rows are the weights as whole numbers, unit to a weight of 1.
func (m *Softmax) Rows(unit float64) []Row {
	var rows []Row
	features := m.dictionary.Features()
	for i := range len(m.weight) / m.labels {
		row := Row{features[i], make([]int8, m.labels)}
		some := false
		for y := range m.labels {
			w := int(math.Round(float64(m.weight[i*m.labels+y]) * unit))
			row.Weights[y] = int8(min(max(w, -127), 127))
			some = some || w != 0
		}
		if some {
			rows = append(rows, row)
		}
	}
	return rows
}
