package parse

import (
	"slices"

	"github.com/broadsheet/broadsheet/internal/seq"
)

// Features is the version of what this file computes. The models are of one
// version: count it up with every change here, and train again.
const Features = 2

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
	lean     bool // without what words say alone
}

func (l *list) add(values ...uint64) {
	n := len(l.out)
	l.out = slices.Grow(l.out, len(values))[:n+len(values)]
	for i, v := range values {
		l.out[n+i] = seq.Join(l.template+i, v)
	}
	l.template += len(values)
}

// alone adds what a word says by itself in a role.
func (l *list) alone(r role, n *node) {
	switch {
	case l.lean:
		l.template += ofRole[r].templates
	case r == top || r == next:
		l.add(n.both, n.word, n.class, n.coarse)
	case r == second:
		l.add(n.both, n.tag, n.class, n.coarse)
	case r == afterNext:
		l.add(n.both, n.word, n.tag, n.class, n.coarse)
	case r == third || r == thirdNext:
		l.add(n.word)
	default:
		l.add(n.both)
	}
}

// role is what a word is to the next move, as far as it is asked by itself.
type role int

const (
	top role = iota // of the stack
	second
	third
	next // behind the stack
	afterNext
	thirdNext
	leftOfTop // the outermost word that hangs on its left
	rightOfTop
	leftOfNext
	roles
)

// ofRole are the first template of each role and how many it has.
var ofRole = [roles]struct{ first, templates int }{
	top: {0, 4}, second: {4, 4}, third: {8, 1},
	next: {50, 4}, afterNext: {54, 5}, thirdNext: {59, 1},
	leftOfTop: {22, 1}, rightOfTop: {131, 1}, leftOfNext: {90, 1},
}

// alone appends what n says by itself in a role: it depends on nothing else.
func (n *node) alone(buf []uint64, r role) []uint64 {
	l := list{out: buf, template: ofRole[r].first}
	l.alone(r, n)
	return l.out
}

// What the next move is chosen by, in the way of Zhang and Nivre (2011), comes
// in parts, so that what does not change from one move to the next is
// added up but once: StackFeatures, NextFeatures and MoveFeatures; and what
// says less is only asked where these do not decide: MoreMoveFeatures.

// StackFeatures appends what there is to say of the word on top of the stack
// with those under it, as long as it stays there: nothing of what hangs on its
// right side.
func (s *State) StackFeatures(buf []uint64) []uint64 {
	i0, i1 := s.under(0), s.under(1)
	s0, s1, s2 := s.at(i0), s.at(i1), s.at(s.under(2))
	s0l, s0l2 := s.at(s0.left), s.at(s0.left2)
	s1l, s1r := s.at(s1.left), s.at(s1.right)
	l := list{out: buf, lean: s.lean}
	l.alone(top, s0)
	l.alone(second, s1)
	l.alone(third, s2)
	l.add(
		pair(s1.both, s0.both), pair(s1.both, s0.tag), pair(s1.tag, s0.both), pair(s1.tag, s0.tag),
		pair(s1.class, s0.class), pair(s1.class, s0.tag), pair(s1.tag, s0.class), pair(s1.coarse, s0.coarse), pair(s1.coarse, s0.word), pair(s1.word, s0.coarse),
		triple(s2.tag, s1.tag, s0.tag), triple(s1.tag, s0.tag, distance(i1, i0)), triple(s1.tag, s0.tag, s.between(i1, i0)),
	)
	l.alone(leftOfTop, s0l)
	l.add(
		pair(s0.word, s0l.word), triple(s0.tag, s0l.tag, s0l2.tag), pair(s0.word, s0.onLeft), pair(s0.tag, s0.onLeft),
		triple(s1.tag, s1l.tag, s0.tag), triple(s1.tag, s1r.tag, s0.tag), triple(s1.tag, s1r.word, s0.tag), triple(s1.tag, s0.tag, s0l.tag),
		pair(s1.word, s1.onLeft), pair(s1.tag, s1.onLeft), pair(s1.word, s1.onRight), pair(s1.tag, s1.onRight),
		triple(s1.tag, s0.tag, pair(s1.onRight, s0.onLeft)),
		pair(s1.word, s0l.word), triple(s1.tag, s0l.word, s0.tag), triple(s1.word, s0l.word, s0.tag), triple(s1.class, s0l.word, s0.class), triple(s1.coarse, s0l.word, s0.coarse),
	)
	return l.out
}

// NextFeatures appends what there is to say of the next words alone.
func (s *State) NextFeatures(buf []uint64) []uint64 {
	b0, b1, b2, b3 := s.at(s.next), s.at(s.next+1), s.at(s.next+2), s.at(s.next+3)
	l := list{out: buf, template: 50, lean: s.lean}
	l.alone(next, b0)
	l.alone(afterNext, b1)
	l.alone(thirdNext, b2)
	l.add(
		pair(b0.tag, b1.tag), pair(b0.both, b1.tag), pair(b0.word, b1.word), pair(b0.tag, b1.both), triple(b0.tag, b1.tag, b2.tag), four(b0.tag, b1.tag, b2.tag, b3.tag),
	)
	return l.out
}

// MoveFeatures appends those that say most of the top of the stack and the
// next words together, and of what hangs on them between them.
func (s *State) MoveFeatures(buf []uint64) []uint64 {
	i0, j0 := s.under(0), s.next
	s0, b0, b1, b2 := s.at(i0), s.at(j0), s.at(j0+1), s.at(j0+2)
	b0l, b0l2 := s.at(b0.left), s.at(b0.left2)
	l := list{out: buf, template: 80, lean: s.lean}
	l.add(
		pair(s0.both, b0.tag), pair(s0.tag, b0.both), pair(s0.class, b0.tag), pair(s0.tag, b0.class), pair(s0.coarse, b0.coarse),
		triple(s0.tag, b0.tag, b1.tag), four(s0.tag, b0.tag, b1.tag, b2.tag), four(s.at(s.under(1)).tag, s0.tag, b0.tag, b1.tag),
		triple(s0.tag, b0.tag, distance(i0, j0)), triple(s0.tag, b0.tag, s.between(i0, j0)),
	)
	l.alone(leftOfNext, b0l)
	l.add(
		triple(s0.tag, b0.tag, b0l.tag), triple(b0.tag, b0l.tag, b0l2.tag), pair(b0.word, b0.onLeft), pair(b0.tag, b0.onLeft), triple(s0.tag, b0l.word, b0.tag),
		triple(s0.tag, b0.tag, s0.onRight),
	)
	return l.out
}

// MoreMoveFeatures appends the others, for moves that are not clear yet.
func (s *State) MoreMoveFeatures(buf []uint64) []uint64 {
	i0, j0 := s.under(0), s.next
	s0, s1, s2 := s.at(i0), s.at(s.under(1)), s.at(s.under(2))
	b0, b1 := s.at(j0), s.at(j0+1)
	s0r, b0l := s.at(s0.right), s.at(b0.left)
	near, between := distance(i0, j0), s.between(i0, j0)
	l := list{out: buf, template: 110, lean: s.lean}
	l.add(
		pair(s0.tag, b0.tag), pair(s0.class, b0.class), pair(s0.coarse, b0.word), pair(s0.word, b0.coarse),
		pair(s1.both, b0.tag), pair(s1.tag, b0.both), pair(s1.tag, b0.tag), pair(s1.class, b0.class), pair(s1.coarse, b0.coarse),
		triple(s1.tag, s0.tag, b0.tag), triple(s0.both, b0.tag, b1.tag), triple(s0.tag, b0.both, b1.tag), triple(s1.tag, s0.both, b0.tag), triple(s0.tag, b0.tag, b1.word),
		triple(s0.coarse, b0.coarse, b1.coarse), four(s2.tag, s1.tag, s0.tag, b0.tag),
		pair(s0.word, near), pair(b0.word, near), triple(s0.coarse, b0.coarse, near),
		triple(s0.coarse, b0.coarse, between), four(s1.tag, s0.tag, b0.tag, between),
	)
	l.alone(rightOfTop, s0r)
	l.add(
		triple(s0.tag, s0r.tag, b0.tag), triple(s0.tag, s0r.word, b0.tag), triple(s1.tag, s0.tag, s0r.tag), pair(s0.word, s0.onRight),
		triple(s0.tag, b0.tag, b0.onLeft), four(s0.tag, b0.tag, s0.onRight, b0.onLeft),
		// What stands between a verb, a noun and the word behind a preposition.
		pair(s0.word, b0l.word), triple(s0.coarse, b0l.word, b0.coarse), pair(s1.word, b0l.word), four(s1.tag, s0.tag, b0l.word, b0.tag),
		triple(s0.class, b0l.word, b0.class), four(s1.coarse, s0.tag, b0l.word, b0.coarse),
		pair(s0.both, b0.both), pair(s0.word, b0.word), pair(s1.word, b0.word), triple(s1.tag, s0.tag, b0.both), triple(s1.both, s0.tag, b0.tag),
		triple(s1.class, s0.class, b0.class), triple(s1.coarse, s0.coarse, b0.coarse), triple(s0.tag, s0r.tag, s.at(s0.right2).tag),
	)
	return l.out
}

// RelationFeatures appends what says most of the relation of a word to its
// head, when the tree is done and the words above it have theirs.
func (s *State) RelationFeatures(buf []uint64, word int) []uint64 {
	w := int32(word)
	d := s.at(w)
	h := d.head
	g := s.at(h)
	side, dl := sideOf(w, h), s.at(d.left)
	t := triple(d.tag, g.tag, side)
	if !s.lean {
		buf = d.ownRelation(buf)
	}
	l := list{out: buf, template: 205}
	l.add(
		pair(g.both, side), pair(g.tag, side),
		t, pair(d.both, t), pair(d.class, t), pair(g.class, t), pair(t, s.between(min(w, h), max(w, h))),
		pair(t, dl.word), pair(t, dl.tag), triple(d.tag, dl.word, s.at(d.left2).word), pair(t, d.onLeft), triple(d.tag, uint64(g.relation), side),
	)
	return l.out
}

// ownRelation appends what n says of its relation by itself.
func (n *node) ownRelation(buf []uint64) []uint64 {
	l := list{out: buf, template: 200}
	l.add(n.both, n.word, n.tag, n.class, n.coarse)
	return l.out
}

// MoreRelationFeatures appends the others, for relations that are not clear
// yet.
func (s *State) MoreRelationFeatures(buf []uint64, word int) []uint64 {
	w := int32(word)
	d := s.at(w)
	h := d.head
	g := s.at(h)
	side, far := sideOf(w, h), distance(min(w, h), max(w, h))
	before, after := s.at(w-1), s.at(w+1)
	hBefore, hAfter := s.at(h-1), s.at(h+1)
	dl, dr := s.at(d.left), s.at(d.right)
	gl, gr := s.at(g.left), s.at(g.right)
	t := triple(d.tag, g.tag, side)
	l := list{out: buf, template: 230}
	l.add(
		pair(g.class, side), pair(d.coarse, t), pair(g.coarse, t), triple(d.coarse, g.coarse, side), pair(t, far), triple(d.word, side, far),
		pair(t, dr.word), pair(t, dr.tag), pair(dl.word, g.word), pair(dl.word, d.word),
		pair(t, d.onRight), pair(t, g.onLeft), pair(t, g.onRight), triple(d.word, d.onLeft, side),
		pair(t, s.at(g.head).tag), pair(t, g.relations), pair(t, gl.tag), pair(t, gr.tag), pair(t, gl.word),
		pair(t, before.tag), pair(t, after.tag), pair(t, before.word), pair(t, after.word),
		pair(t, hBefore.tag), pair(t, hAfter.tag), pair(t, hAfter.word), pair(t, hBefore.word),
	)
	return l.out
}

// sideOf is the side of its head on which a word stands.
func sideOf(word, head int32) uint64 {
	if word < head {
		return 1
	}
	return 2
}
