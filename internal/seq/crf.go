package seq

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Dictionary numbers the features that are frequent enough to be learned.
type Dictionary struct {
	seen []uint8 // how often, by a part of the hash; collisions let a few rare ones in
	keys []uint64
	ids  []uint32
	n    uint32
}

// seenBits is the logarithm of the size of the table of counts: 256 MiB.
const seenBits = 28

// NewDictionary is an empty one. First Count every feature of every example,
// then Fix, then ID.
func NewDictionary() *Dictionary { return &Dictionary{seen: make([]uint8, 1<<seenBits)} }

// Count counts a feature once.
func (d *Dictionary) Count(feature uint64) {
	if c := &d.seen[feature>>(64-seenBits)]; *c < 255 {
		*c++
	}
}

// ID is the number of a feature that was counted least times or more, from 0
// in the order of the first calls; false for others. least must not change.
func (d *Dictionary) ID(feature uint64, least uint8) (uint32, bool) {
	if d.seen[feature>>(64-seenBits)] < least {
		return 0, false
	}
	if 3*int(d.n) >= 2*len(d.keys) {
		d.grow()
	}
	if feature == 0 {
		feature = 1
	}
	mask := uint64(len(d.keys) - 1)
	for i := (feature * 0x9E3779B97F4A7C15) & mask; ; i = (i + 1) & mask {
		switch d.keys[i] {
		case feature:
			return d.ids[i], true
		case 0:
			d.keys[i], d.ids[i] = feature, d.n
			d.n++
			return d.n - 1, true
		}
	}
}

func (d *Dictionary) grow() {
	keys, ids := d.keys, d.ids
	size := max(1<<16, 2*len(keys))
	d.keys, d.ids = make([]uint64, size), make([]uint32, size)
	mask := uint64(size - 1)
	for k, key := range keys {
		if key == 0 {
			continue
		}
		i := (key * 0x9E3779B97F4A7C15) & mask
		for d.keys[i] != 0 {
			i = (i + 1) & mask
		}
		d.keys[i], d.ids[i] = key, ids[k]
	}
}

// Len is the number of features that have an ID.
func (d *Dictionary) Len() int { return int(d.n) }

// Features are the features by their IDs.
func (d *Dictionary) Features() []uint64 {
	out := make([]uint64, d.n)
	for k, key := range d.keys {
		if key != 0 {
			out[d.ids[k]] = key
		}
	}
	return out
}

// Examples are sentences with their labels.
type Examples struct {
	sentences []example
	next      example // the one that is being added
	ids       []uint32
	tokens    int
}

type example struct {
	ids    []uint32
	ends   []uint32 // in ids, by token
	labels []uint8
	weight float32
}

// Token adds a token of the sentence that is being added.
func (e *Examples) Token(ids []uint32, label uint8) {
	e.ids = append(e.ids, ids...)
	e.next.ends = append(e.next.ends, uint32(len(e.ids)))
	e.next.labels = append(e.next.labels, label)
}

// EndSentence ends the sentence. weight is how much it counts, 1 as usual.
func (e *Examples) EndSentence(weight float32) {
	if len(e.next.labels) > 0 {
		e.tokens += len(e.next.labels)
		e.sentences = append(e.sentences, example{slices.Clone(e.ids), slices.Clone(e.next.ends), slices.Clone(e.next.labels), weight})
	}
	e.ids, e.next.ends, e.next.labels = e.ids[:0], e.next.ends[:0], e.next.labels[:0]
}

// Drop takes features out of all examples: gone is by ID.
func (e *Examples) Drop(gone []bool) {
	for i := range e.sentences {
		s := &e.sentences[i]
		kept, from := s.ids[:0], uint32(0)
		for t, end := range s.ends {
			for _, f := range s.ids[from:end] {
				if !gone[f] {
					kept = append(kept, f)
				}
			}
			from, s.ends[t] = end, uint32(len(kept))
		}
		s.ids = slices.Clip(kept)
	}
}

// Len is the number of sentences.
func (e *Examples) Len() int { return len(e.sentences) }

// Tokens is the number of tokens.
func (e *Examples) Tokens() int { return e.tokens }

func (e *example) token(t int) []uint32 {
	if t == 0 {
		return e.ids[:e.ends[0]]
	}
	return e.ids[e.ends[t-1]:e.ends[t]]
}

// CRF learns the labels of a sentence together: a conditional random field of
// the first order (Lafferty, McCallum and Pereira 2001), by stochastic gradient
// descent with a rate of its own for each weight (AdaGrad: Duchi, Hazan and
// Singer 2011). It computes in floating point on one thread in a fixed order, so
// that training twice on one kind of machine gives the same weights; Rows rounds
// them to whole numbers.
type CRF struct {
	n             int       // labels
	weight, speed []float32 // by feature and label: the weight, and the sum of its squared gradients
	trans, tspeed []float64 // by label (or the start) and label
	legal         []bool
	alpha, beta   []float64
	exps          []float64
	etrans        []float64
	grad          []float32
	random        *rand.PCG
	kept          []uint32 // of the features of a sentence those that are not dropped
	ends          []int    // in kept, by token
	dropout       float64  // Dropout, save in tests
	frozen        int      // features under it are not learned; where it is not 0, transitions neither
}

// Dropout is the share of its features that a token goes without each time
// that it is learned from, so that the rarest ones do not learn it alone (Wang
// and Manning 2013, by drawing).
const Dropout = 102.0 / 256

// steady is what the squared gradients of each weight begin with: more makes
// what is rare learn slower.
const steady = 1

// Freeze keeps the weights of the first features, and the transitions, as they
// are: what is learned from now on are the others, which come last in each
// token and are never dropped. dropout is the share of the first that is: the
// more, the less sure are they, and the more have the others to say.
func (c *CRF) Freeze(features int, dropout float64) { c.frozen, c.dropout = features, dropout }

// Extend adds features without weight.
func (c *CRF) Extend(features int) {
	c.weight = append(c.weight, make([]float32, features*c.n)...)
	c.speed = append(c.speed, make([]float32, features*c.n)...)
}

// Take puts the weights that other has for its features from on behind those
// of c.
func (c *CRF) Take(other *CRF, from int) {
	c.weight = append(c.weight, other.weight[from*c.n:]...)
	c.speed = append(c.speed, other.speed[from*c.n:]...)
}

// NewCRF is an untrained one. legal tells which label can follow which; from
// is labels for the start of a sentence.
func NewCRF(labels, features int, legal func(from, to int) bool) *CRF {
	c := &CRF{n: labels, random: rand.NewPCG(1, 2), dropout: Dropout}
	c.weight = make([]float32, features*labels)
	c.speed = make([]float32, features*labels)
	c.trans = make([]float64, (labels+1)*labels)
	c.tspeed = make([]float64, (labels+1)*labels)
	c.etrans = make([]float64, (labels+1)*labels)
	c.legal = make([]bool, (labels+1)*labels)
	for from := range labels + 1 {
		for to := range labels {
			c.legal[from*labels+to] = legal(from, to)
		}
	}
	c.grad = make([]float32, labels)
	return c
}

// Epoch goes once over those sentences of the examples in a random order and
// returns the mean loss (negative log-likelihood) of a token.
func (c *CRF) Epoch(e *Examples, sentences []int, rate float64, seed uint64) float64 {
	order := slices.Clone(sentences)
	r := rand.New(rand.NewPCG(seed, 0x5EED))
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	loss, tokens := 0.0, 0
	for _, s := range order {
		loss += c.learn(&e.sentences[s], rate)
		tokens += len(e.sentences[s].labels)
	}
	return loss / float64(max(1, tokens))
}

// small is the gradient under which nothing is learned.
const small = 1e-3

func (c *CRF) learn(e *example, rate float64) float64 {
	n, length, weight := c.n, len(e.labels), float64(e.weight)
	c.exps = grow(c.exps, length*n)
	c.alpha, c.beta = grow(c.alpha, length*n), grow(c.beta, length*n)
	for i, w := range c.trans {
		c.etrans[i] = 0
		if c.legal[i] {
			c.etrans[i] = math.Exp(w)
		}
	}
	c.draw(e)
	loss := 0.0
	for t := range length {
		x := c.exps[t*n : (t+1)*n]
		clear(x)
		scaled := false
		for _, f := range c.features(t) {
			if int(f) >= c.frozen && c.frozen > 0 && !scaled {
				c.scale(x)
				scaled = true
			}
			w := c.weight[int(f)*n : int(f)*n+n]
			for y := range x {
				x[y] += float64(w[y])
			}
		}
		if !scaled {
			c.scale(x)
		}
		loss -= x[e.labels[t]]
		top := slices.Max(x)
		loss += top
		for y := range x {
			x[y] = math.Exp(x[y] - top)
		}
	}
	// Forward, each column scaled to a sum of 1.
	for t := range length {
		a, x := c.alpha[t*n:(t+1)*n], c.exps[t*n:(t+1)*n]
		sum := 0.0
		for y := range n {
			v := 0.0
			if t == 0 {
				v = c.etrans[n*n+y]
			} else {
				before := c.alpha[(t-1)*n : t*n]
				for z := range n {
					v += float64(before[z] * c.etrans[z*n+y])
				}
			}
			a[y] = v * x[y]
			sum += a[y]
		}
		loss += math.Log(sum)
		for y := range a {
			a[y] /= sum
		}
	}
	b := c.beta[(length-1)*n : length*n]
	for y := range b {
		b[y] = 1
	}
	for t := length - 2; t >= 0; t-- {
		now, next, x := c.beta[t*n:(t+1)*n], c.beta[(t+1)*n:(t+2)*n], c.exps[(t+1)*n:(t+2)*n]
		sum := 0.0
		for y := range n {
			v := 0.0
			for z := range n {
				v += float64(c.etrans[y*n+z] * float64(x[z]*next[z]))
			}
			now[y] = v
			sum += v
		}
		for y := range now {
			now[y] /= sum
		}
	}
	for t := range length {
		gold := int(e.labels[t])
		a, b := c.alpha[t*n:(t+1)*n], c.beta[t*n:(t+1)*n]
		sum := 0.0
		for y := range n {
			sum += float64(a[y] * b[y])
		}
		sure := true
		for y := range n {
			g := a[y] * b[y] / sum
			if y == gold {
				g--
			}
			if g > small || g < -small {
				sure = false
			} else {
				g = 0
			}
			c.grad[y] = float32(float64(g * weight))
		}
		from := n
		if t > 0 {
			from = int(e.labels[t-1])
		}
		loss -= c.trans[from*n+gold]
		if sure {
			continue
		}
		if c.frozen == 0 {
			c.follow(t, from, gold, weight, rate)
		}
		for _, f := range c.features(t) {
			if int(f) < c.frozen {
				continue
			}
			w, s := c.weight[int(f)*n:int(f)*n+n], c.speed[int(f)*n:int(f)*n+n]
			for y, g := range c.grad {
				if g == 0 {
					continue
				}
				s[y] += float32(g * g)
				w[y] -= float32(float32(rate) * g / float32(math.Sqrt(float64(s[y])+steady)))
			}
		}
	}
	return loss
}

// scale makes up for the features that were dropped.
func (c *CRF) scale(x []float64) {
	for y := range x {
		x[y] /= 1 - c.dropout
	}
}

// draw draws which features of the tokens are kept.
func (c *CRF) draw(e *example) {
	c.kept, c.ends = c.kept[:0], c.ends[:0]
	drop := uint8(256 * c.dropout)
	for t := range e.labels {
		bits, left := uint64(0), 0
		for _, f := range e.token(t) {
			if left == 0 {
				bits, left = c.random.Uint64(), 8
			}
			if uint8(bits) >= drop || c.frozen > 0 && int(f) >= c.frozen {
				c.kept = append(c.kept, f)
			}
			bits, left = bits>>8, left-1
		}
		c.ends = append(c.ends, len(c.kept))
	}
}

// features are those that were kept of token t of the sentence.
func (c *CRF) features(t int) []uint32 {
	if t == 0 {
		return c.kept[:c.ends[0]]
	}
	return c.kept[c.ends[t-1]:c.ends[t]]
}

// follow learns the transition into token t.
func (c *CRF) follow(t, from, gold int, weight, rate float64) {
	n := c.n
	if t == 0 {
		for y := range n {
			if c.legal[n*n+y] {
				c.step(n*n+y, float64(c.grad[y]), rate)
			}
		}
		return
	}
	before, b, x := c.alpha[(t-1)*n:t*n], c.beta[t*n:(t+1)*n], c.exps[t*n:(t+1)*n]
	sum := 0.0
	for z := range n {
		for y := range n {
			sum += float64(before[z] * c.etrans[z*n+y] * float64(x[y]*b[y]))
		}
	}
	for z := range n {
		for y := range n {
			if !c.legal[z*n+y] {
				continue
			}
			g := before[z] * c.etrans[z*n+y] * float64(x[y]*b[y]) / sum
			if z == from && y == gold {
				g--
			}
			if g > small || g < -small {
				c.step(z*n+y, g*weight, rate)
			}
		}
	}
}

func (c *CRF) step(i int, g, rate float64) {
	c.tspeed[i] += float64(g * g)
	c.trans[i] -= float64(rate*g) / math.Sqrt(c.tspeed[i]+steady)
}

// Prune forgets the features that would find no place in a Flat model with
// 1<<bits places, as heavier ones take it, and tells which those are. Let the
// examples Drop them and learn on: the others then learn to do without.
func (c *CRF) Prune(features []uint64, bits uint) (gone []bool) {
	n := c.n
	gone = make([]bool, len(features))
	width := make([]float32, len(features))
	order := make([]int, len(features))
	for i := range features {
		w := c.weight[i*n : (i+1)*n]
		order[i], width[i] = i, slices.Max(w)-slices.Min(w)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(width[b], width[a]) })
	taken := make([]uint8, 1<<bits/2)
	for _, i := range order {
		pair := features[i] >> (64 - bits) >> 1
		if taken[pair]++; taken[pair] > 2 {
			taken[pair] = 2
			gone[i] = true
			clear(c.weight[i*n : (i+1)*n])
		}
	}
	return gone
}

// Rows are the weights as whole numbers, unit to a weight of 1, without those
// under faint, and without the features whose every weight is under least; and
// the transitions.
func (c *CRF) Rows(features []uint64, unit float64, faint, least int) (rows []Row, trans []int16) {
	n := c.n
	for i, f := range features {
		row := Row{f, make([]int8, n)}
		most := 0
		for y := range n {
			w := int(math.Round(float64(c.weight[i*n+y]) * unit))
			w = min(max(w, -127), 127)
			if w >= faint || w <= -faint {
				row.Weights[y] = int8(w)
				most = max(most, w, -w)
			}
		}
		if most > 0 && most >= least {
			rows = append(rows, row)
		}
	}
	trans = make([]int16, len(c.trans))
	for i, w := range c.trans {
		trans[i] = Forbidden
		if c.legal[i] {
			trans[i] = int16(min(max(math.Round(w*unit), Forbidden/2), -Forbidden/2))
		}
	}
	return rows, trans
}
