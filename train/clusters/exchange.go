package clusters

import "math/bits"

// exchange sorts words into classes so that the class of a word tells as much
// as it can of the class of the next word: it moves one word after the other
// into the class where the likelihood of the text is highest (Kneser and Ney
// 1993; Martin, Liermann and Ney 1998). The likelihood is, up to what no
// class changes,
//
//	sum of f(N(g,h)) over pairs of classes
//	- sum of f(N(g,.)) - sum of f(N(.,h)),  f(x) = x log2 x
//
// where N(g,h) counts how often a word of class g stands before one of h. All
// sums are of whole numbers, so that they are the same on every machine, in
// any order.
//
// Word 0 is fixed in class 0, where no other word comes.
type exchange struct {
	*pairs
	f  []int64 // f(x) in units of 2^-16 bits
	k  int     // classes, class 0 among them
	of []int32 // class of each word

	// The cells N(g,h) by their left class and by their right one, so that
	// what changes with the class of a word lies side by side; and beside
	// each what one pair more would add, f(N+1) - f(N), as most words stand
	// beside most classes once.
	byLeft, byRight         []int32
	gainByLeft, gainByRight []int32
	lefts, rights           []int64 // N(g,.) and N(.,h)

	score        []int64
	before, next beside
}

// beside counts the classes beside one word.
type beside struct {
	count   []int32 // by class
	classes []int32 // those with a count, in order of their first word
	total   int64
}

func (b *beside) add(class, n int32) {
	if b.count[class] == 0 {
		b.classes = append(b.classes, class)
	}
	b.count[class] += n
	b.total += int64(n)
}

func (b *beside) clear() {
	for _, c := range b.classes {
		b.count[c] = 0
	}
	b.classes, b.total = b.classes[:0], 0
}

// newExchange starts with the classes of, which are below k. f has an entry
// for each number up to the total of pairs and one more.
func newExchange(p *pairs, f []int64, k int, of []int32) *exchange {
	x := &exchange{
		pairs: p, f: f, k: k, of: of,
		byLeft: make([]int32, k*k), byRight: make([]int32, k*k),
		gainByLeft: make([]int32, k*k), gainByRight: make([]int32, k*k),
		lefts: make([]int64, k), rights: make([]int64, k),
		score:  make([]int64, k),
		before: beside{count: make([]int32, k)},
		next:   beside{count: make([]int32, k)},
	}
	for w, g := range of {
		words, counts := p.next.of(w)
		for i, v := range words {
			x.byLeft[int(g)*k+int(of[v])] += counts[i]
			x.byRight[int(of[v])*k+int(g)] += counts[i]
			x.lefts[g] += int64(counts[i])
			x.rights[of[v]] += int64(counts[i])
		}
	}
	for i, n := range x.byLeft {
		x.gainByLeft[i] = int32(f[n+1] - f[n])
	}
	for i, n := range x.byRight {
		x.gainByRight[i] = int32(f[n+1] - f[n])
	}
	return x
}

// pass tries every word in every class, the most frequent word first, and
// returns how many have moved.
func (x *exchange) pass() (moved int) {
	for w := 1; w < len(x.of); w++ {
		if x.move(w) {
			moved++
		}
	}
	return moved
}

// move takes w out of its class and puts it where it fits best. Among equals
// its own class comes first, then the one of the lowest number.
func (x *exchange) move(w int) bool {
	x.before.clear()
	x.next.clear()
	self := int32(0) // how often w stands beside itself
	words, counts := x.pairs.next.of(w)
	for i, v := range words {
		if int(v) == w {
			self = counts[i]
		} else {
			x.next.add(x.of[v], counts[i])
		}
	}
	words, counts = x.prev.of(w)
	for i, v := range words {
		if int(v) != w {
			x.before.add(x.of[v], counts[i])
		}
	}
	if x.next.total+x.before.total == 0 {
		return false
	}
	old := int(x.of[w])
	x.put(old, self, -1)
	x.rate(self)
	best := old
	for c := 1; c < x.k; c++ {
		if x.score[c] > x.score[best] {
			best = c
		}
	}
	x.put(best, self, 1)
	x.of[w] = int32(best)
	return best != old
}

// put adds the pairs of the word at hand to class c, or with sign -1 takes
// them away. The words beside it stay, and so do the sums of their classes.
func (x *exchange) put(c int, self, sign int32) {
	for _, h := range x.next.classes {
		x.cell(c, int(h), sign*x.next.count[h])
	}
	for _, g := range x.before.classes {
		x.cell(int(g), c, sign*x.before.count[g])
	}
	if self > 0 {
		x.cell(c, c, sign*self)
	}
	x.lefts[c] += int64(sign) * (x.next.total + int64(self))
	x.rights[c] += int64(sign) * (x.before.total + int64(self))
}

func (x *exchange) cell(g, h int, n int32) {
	l, r := g*x.k+h, h*x.k+g
	cell := x.byLeft[l] + n
	x.byLeft[l], x.byRight[r] = cell, cell
	gain := int32(x.f[cell+1] - x.f[cell])
	x.gainByLeft[l], x.gainByRight[r] = gain, gain
}

// rate sets score to what the likelihood gains when the word at hand comes
// into each class.
func (x *exchange) rate(self int32) {
	f := x.f
	left, right := x.next.total+int64(self), x.before.total+int64(self)
	for c := range x.score {
		l, r := x.lefts[c], x.rights[c]
		x.score[c] = f[l] - f[l+left] + f[r] - f[r+right]
	}
	x.addRows(&x.next, x.byRight, x.gainByRight)
	x.addRows(&x.before, x.byLeft, x.gainByLeft)
	// A class beside itself is one cell, which both sides add to.
	if self > 0 {
		for c := range x.score {
			x.score[c] += x.both(c, self)
		}
		return
	}
	for _, c := range x.next.classes {
		if x.before.count[c] > 0 {
			x.score[c] += x.both(int(c), 0)
		}
	}
}

// both is how much more the cell (c,c) gains than the sides said, each on its
// own.
func (x *exchange) both(c int, self int32) int64 {
	f, n, a, b := x.f, x.byLeft[c*x.k+c], x.next.count[c], x.before.count[c]
	return f[n+a+b+self] - f[n+a] - f[n+b] + f[n]
}

// addRows adds to each class what the cells that it shares with the classes
// on one side gain. Those with one pair more stand ready, and are added four
// rows at a time.
func (x *exchange) addRows(side *beside, cells, gains []int32) {
	k, f, score := x.k, x.f, x.score
	var rows [4][]int32
	ready := 0
	for _, g := range side.classes {
		at := int(g) * k
		n := side.count[g]
		if n > 1 {
			for c, cell := range cells[at : at+k] {
				score[c] += f[cell+n] - f[cell]
			}
			continue
		}
		rows[ready] = gains[at : at+k]
		if ready++; ready == len(rows) {
			ready = 0
			a, b, c, d := rows[0][:len(score)], rows[1][:len(score)], rows[2][:len(score)], rows[3][:len(score)]
			for i := range score {
				score[i] += int64(a[i]+b[i]) + int64(c[i]+d[i]) // a gain is below 2^21
			}
		}
	}
	for _, row := range rows[:ready] {
		for c, gain := range row {
			score[c] += int64(gain)
		}
	}
}

// information is how much the class of a word tells of the class of the next
// one, in bits a pair.
func (x *exchange) information() float64 {
	sum := x.f[x.total]
	for _, n := range x.byLeft {
		sum += x.f[n]
	}
	for c := range x.k {
		sum -= x.f[x.lefts[c]] + x.f[x.rights[c]]
	}
	return float64(sum) / (1 << 16) / float64(x.total)
}

// xlogx is f(x) = x log2 x for x below n, in units of 2^-16.
func xlogx(n int) []int64 {
	f := make([]int64, n)
	for x := 1; x < n; x++ {
		high, low := bits.Mul64(uint64(x), log2(uint64(x)))
		f[x] = int64(high<<32 | low>>32)
	}
	return f
}

// log2 is the logarithm of x > 0 in units of 2^-48, digit by digit: squaring
// doubles a logarithm. The mathematical library may differ in the last bit
// between machines; this does not.
func log2(x uint64) uint64 {
	whole := bits.Len64(x) - 1
	m := x << (63 - whole) // 2^63 is 1
	log := uint64(whole)
	for range 48 {
		m, _ = bits.Mul64(m, m)
		log <<= 1
		if m>>63 == 1 {
			log |= 1
		} else {
			m <<= 1
		}
	}
	return log
}
