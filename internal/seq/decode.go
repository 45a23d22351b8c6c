package seq

import "slices"

// Forbidden is the transition that no sequence takes.
const Forbidden = -1 << 14

// Decoder finds the best labels of sentences. It keeps room between calls and
// is for one goroutine.
type Decoder struct {
	n       int     // labels
	trans   []int32 // as in Model
	best    []int32 // of the best labelling up to here that ends with the label
	rest    []int32 // of the best labelling from here on, after the label
	from    []uint8
	sums    []int32
	allowed [][]step // for each label those that it can follow
	follows [][]step // for each label those that can follow it
}

// step is a transition: from or to a label.
type step struct{ label, score int32 }

// NewDecoder prepares decoding with m.
func (m *Model) NewDecoder() *Decoder { return newDecoder(len(m.Labels), m.trans) }

// NewDecoder prepares decoding with m.
func (m *Flat) NewDecoder() *Decoder { return newDecoder(len(m.Labels), m.trans) }

func newDecoder(n int, trans []int32) *Decoder {
	d := &Decoder{n: n, trans: trans, sums: make([]int32, n), allowed: make([][]step, n), follows: make([][]step, n)}
	for to := range n {
		for from := range n {
			if score := trans[from*n+to]; score > Forbidden {
				d.allowed[to] = append(d.allowed[to], step{int32(from), score})
				d.follows[from] = append(d.follows[from], step{int32(to), score})
			}
		}
	}
	return d
}

// minus is worse than any score.
const minus = -1 << 29

// Decode writes the best label of each token to out (Viterbi 1967). scores has
// one number for each label of each token, token by token.
func (d *Decoder) Decode(scores []int32, out []uint8) {
	n := d.n
	length := len(out)
	if length == 0 {
		return
	}
	d.forward(scores, length)
	last := (length - 1) * n
	best := 0
	for y := range n {
		if d.best[last+y] > d.best[last+best] {
			best = y
		}
	}
	for t := length - 1; t >= 0; t-- {
		out[t] = uint8(best)
		best = int(d.from[t*n+best])
	}
}

func (d *Decoder) forward(scores []int32, length int) {
	n, trans := d.n, d.trans
	d.best, d.from = grow(d.best, length*n), grow(d.from, length*n)
	for y := range n {
		d.best[y], d.from[y] = scores[y]+trans[n*n+y], 0
		if trans[n*n+y] <= Forbidden {
			d.best[y] = minus
		}
	}
	for t := 1; t < length; t++ {
		before, now := d.best[(t-1)*n:t*n], d.best[t*n:(t+1)*n]
		from := d.from[t*n : (t+1)*n]
		for y := range n {
			// The label that it comes from is kept below its score, so that the
			// larger of two needs no branch; of equals the first is.
			best := int64(minus)<<8 | 255
			for _, x := range d.allowed[y] {
				best = max(best, int64(before[x.label]+x.score)<<8|int64(255-x.label))
			}
			now[y], from[y] = max(int32(best>>8)+scores[t*n+y], minus), 255-uint8(best)
		}
	}
}

// Margins writes for each token by how much the best labelling of the sentence
// beats the best one that gives the token another label, after Decode of the
// same scores and labels: how sure the label is, in units of the weights, 0 or
// more.
func (d *Decoder) Margins(scores []int32, labels []uint8, out []int32) {
	n := d.n
	length := len(labels)
	if length == 0 {
		return
	}
	d.rest = grow(d.rest, 2*n)
	now, next := d.rest[:n], d.rest[n:]
	clear(now)
	for t := length - 1; ; t-- {
		best, other := int32(minus), int32(minus)
		for y := range n {
			s := d.best[t*n+y] + now[y]
			if y == int(labels[t]) {
				best = s
			} else {
				other = max(other, s)
			}
		}
		out[t] = max(best-other, 0)
		if t == 0 {
			return
		}
		for y := range n {
			d.sums[y] = scores[t*n+y] + now[y]
		}
		for x := range n {
			top := int32(minus)
			for _, y := range d.follows[x] {
				top = max(top, y.score+d.sums[y.label])
			}
			next[x] = max(top, minus)
		}
		now, next = next, now
	}
}

func grow[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
