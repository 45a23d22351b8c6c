package parse

import "github.com/broadsheet/broadsheet/internal/seq"

// Features is the version of what this file computes. The models are of one
// version: count it up with every change here, and train again.
const Features = 1

// pair, triple and four make one value of several that are spread already.
func pair(a, b uint64) uint64       { return a*0xC2B2AE3D27D4EB4F + b }
func triple(a, b, c uint64) uint64  { return pair(pair(a, b), c) }
func four(a, b, c, d uint64) uint64 { return pair(triple(a, b, c), d) }
func spread(a uint64) uint64        { return seq.Join(99, a) }

// distance is how far two words are apart, in classes.
func distance(a, b int32) uint64 {
	switch d := b - a; {
	case a < 0 || b < 0:
		return 0
	case d <= 5:
		return uint64(d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	default:
		return 8
	}
}

// list numbers templates by the order in which features are added.
type list struct {
	out      []uint64
	template int
}

func (l *list) add(values ...uint64) {
	for _, v := range values {
		l.out = append(l.out, seq.Join(l.template, v))
		l.template++
	}
}

// MoveFeatures appends what the choice of the next move is made by: the words
// on top of the stack and the next ones, in the way of Zhang and Nivre (2011).
func (s *State) MoveFeatures(buf []uint64) []uint64 {
	i0, i1, i2, j0 := s.under(0), s.under(1), s.under(2), s.next
	s0, s1, s2 := s.at(i0), s.at(i1), s.at(i2)
	b0, b1, b2 := s.at(j0), s.at(j0+1), s.at(j0+2)
	s0l, s0r, s0l2, s0r2 := s.at(s0.left), s.at(s0.right), s.at(s0.left2), s.at(s0.right2)
	s1l, s1r, s1r2 := s.at(s1.left), s.at(s1.right), s.at(s1.right2)
	b0l, b0l2 := s.at(b0.left), s.at(b0.left2)
	near, far := distance(i0, j0), distance(i1, i0)
	l := list{out: buf}
	l.add(
		s0.both, s0.word, s0.tag, s0.class,
		s1.both, s1.word, s1.tag, s1.class,
		b0.both, b0.word, b0.tag, b0.class,
		b1.both, b1.word, b1.tag, b1.class,
		b2.word, b2.tag, s2.word, s2.tag,
	)
	l.add(
		pair(s0.both, b0.both), pair(s0.both, b0.tag), pair(s0.tag, b0.both), pair(s0.word, b0.word), pair(s0.tag, b0.tag),
		pair(s1.both, s0.both), pair(s1.both, s0.tag), pair(s1.tag, s0.both), pair(s1.word, s0.word), pair(s1.tag, s0.tag),
		pair(s1.both, b0.tag), pair(s1.tag, b0.both), pair(s1.word, b0.word), pair(s1.tag, b0.tag),
		pair(b0.tag, b1.tag), pair(b0.both, b1.tag), pair(b0.word, b1.word), pair(b0.tag, b1.both),
		pair(s0.class, b0.class), pair(s0.class, b0.tag), pair(s0.tag, b0.class),
		pair(s1.class, s0.class), pair(s1.class, s0.tag), pair(s1.tag, s0.class), pair(s1.class, b0.class),
	)
	l.add(
		s0.coarse, s1.coarse, b0.coarse, b1.coarse,
		pair(s0.coarse, b0.coarse), triple(s0.coarse, b0.coarse, near), pair(s1.coarse, s0.coarse), triple(s1.coarse, s0.coarse, b0.coarse), pair(s1.coarse, b0.coarse),
		pair(s0.coarse, b0.word), pair(s0.word, b0.coarse), pair(s1.coarse, s0.word), pair(s1.word, s0.coarse), triple(s0.coarse, b0.coarse, b1.coarse), triple(s0.coarse, b0.tag, b1.tag), triple(s1.coarse, s0.tag, b0.tag),
		four(s1.coarse, s0.tag, b0l.word, b0.coarse), triple(s0.coarse, b0l.word, b0.coarse), triple(s1.coarse, s0l.word, s0.coarse),
	)
	l.add(
		triple(b0.tag, b1.tag, b2.tag), triple(s0.tag, b0.tag, b1.tag), triple(s1.tag, s0.tag, b0.tag), triple(s2.tag, s1.tag, s0.tag),
		triple(s0.both, b0.tag, b1.tag), triple(s0.tag, b0.both, b1.tag), triple(s1.tag, s0.both, b0.tag), triple(s1.tag, s0.tag, b0.both), triple(s1.both, s0.tag, b0.tag),
		four(s1.tag, s0.tag, b0.tag, b1.tag), triple(s1.class, s0.class, b0.class), four(s0.tag, b0.tag, b1.tag, b2.tag),
		triple(s0.tag, s0l.tag, b0.tag), triple(s0.tag, s0r.tag, b0.tag), triple(s0.tag, b0.tag, b0l.tag),
		triple(s1.tag, s1r.tag, s0.tag), triple(s1.tag, s1l.tag, s0.tag), triple(s1.tag, s0.tag, s0r.tag), triple(s1.tag, s0.tag, s0l.tag),
	)
	l.add(
		pair(s0.word, near), pair(s0.tag, near), pair(b0.word, near), pair(b0.tag, near), triple(s0.tag, b0.tag, near), triple(s0.word, b0.word, near),
		pair(s1.tag, far), pair(s0.tag, far), triple(s1.tag, s0.tag, far),
		pair(s0.word, uint64(s0.rights)), pair(s0.tag, uint64(s0.rights)), pair(s0.word, uint64(s0.lefts)), pair(s0.tag, uint64(s0.lefts)),
		pair(b0.word, uint64(b0.lefts)), pair(b0.tag, uint64(b0.lefts)), pair(s1.tag, uint64(s1.rights)), pair(s1.word, uint64(s1.rights)),
	)
	l.add(
		s0l.word, s0l.tag, uint64(s0l.relation), s0r.word, s0r.tag, uint64(s0r.relation),
		b0l.word, b0l.tag, uint64(b0l.relation), s1r.word, s1r.tag, uint64(s1r.relation), uint64(s1l.relation),
		uint64(s0l2.relation), uint64(s0r2.relation), uint64(b0l2.relation), uint64(s1r2.relation),
		triple(s0.tag, s0l.tag, s0l2.tag), triple(s0.tag, s0r.tag, s0r2.tag), triple(b0.tag, b0l.tag, b0l2.tag), triple(s1.tag, s1r.tag, s1r2.tag),
		pair(s0.word, s0.relations), pair(s0.tag, s0.relations), pair(b0.word, b0.relations), pair(b0.tag, b0.relations), pair(s1.word, s1.relations), pair(s1.tag, s1.relations),
		triple(s0.tag, b0.tag, pair(s0.relations, b0.relations)), triple(s1.tag, s0.tag, pair(s1.relations, s0.relations)),
	)
	// What stands between a verb, a noun and the word behind a preposition.
	l.add(
		pair(s0.word, b0l.word), pair(s0.tag, b0l.word), pair(s1.word, b0l.word), triple(s1.tag, s0.tag, b0l.word), four(s1.word, s0.tag, b0l.word, b0.tag), triple(s0.word, b0l.word, b0.word), triple(s0.class, b0l.word, b0.class),
		pair(s1.word, s0l.word), triple(s1.tag, s0l.word, s0.tag), triple(s1.word, s0l.word, s0.tag), triple(s1.class, s0l.word, s0.class),
		triple(s0.tag, s0r.word, b0.tag), triple(s1.tag, s0.tag, b1.word), triple(s0.tag, b0.tag, b1.word),
	)
	return l.out
}

// RelationFeatures appends what the relation of a word to its head is chosen
// by, right before the move that attaches it.
func (s *State) RelationFeatures(buf []uint64, word, head int) []uint64 {
	w, h := int32(word), int32(head)
	d, g := s.at(w), s.at(h)
	side := uint64(1)
	far := distance(w, h)
	if w > h {
		side, far = 2, distance(h, w)
	}
	before, after := s.at(w-1), s.at(w+1)
	hBefore, hAfter := s.at(h-1), s.at(h+1)
	dl, dr, dl2, dr2 := s.at(d.left), s.at(d.right), s.at(d.left2), s.at(d.right2)
	gl, gr := s.at(g.left), s.at(g.right)
	top := s.at(s.under(1))
	t := pair(pair(d.tag, g.tag), side)
	l := list{out: buf, template: 200}
	l.add(
		side, d.both, d.word, d.tag, d.class, g.both, g.word, g.tag, g.class,
		t, pair(d.word, g.word), pair(d.both, t), pair(g.both, t), pair(d.class, g.class), pair(d.class, t), pair(g.class, t),
		d.coarse, g.coarse, pair(d.coarse, t), pair(g.coarse, t), triple(d.coarse, g.coarse, side), triple(d.coarse, dl.word, g.coarse), pair(d.word, g.coarse), pair(d.coarse, g.word),
		pair(t, far), pair(d.word, far), pair(g.word, pair(side, far)),
		pair(t, dl.word), pair(t, dr.word), pair(t, dl.tag), pair(t, dr.tag), pair(t, uint64(dl.relation)), pair(t, uint64(dr.relation)),
		pair(dl.word, g.word), pair(dl.word, d.word), triple(dl.word, g.tag, d.class), triple(d.tag, dl.tag, dl2.tag), triple(d.tag, dr.tag, dr2.tag),
		pair(t, d.relations), pair(t, g.relations), pair(g.word, g.relations), pair(d.word, d.relations), triple(d.tag, d.relations, g.relations),
		pair(t, uint64(gl.relation)), pair(t, uint64(gr.relation)), pair(t, gr.tag), pair(t, gl.tag),
		pair(t, before.tag), pair(t, after.tag), pair(t, before.word), pair(t, after.word), pair(d.word, before.word), pair(d.word, after.word),
		pair(t, hBefore.tag), pair(t, hAfter.tag), pair(t, hAfter.word), pair(t, hBefore.word),
		pair(t, top.tag), pair(t, top.word),
	)
	return l.out
}
