package parse

import (
	"github.com/broadsheet/broadsheet/internal/cluster"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Move is one step of the parser.
type Move uint8

// The moves, of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta
// 2011).
const (
	Shift Move = iota // the next word goes onto the stack
	Left              // the word on top of the stack hangs on the next word
	Right             // the word on top of the stack hangs on the one under it
	Moves             // how many there are
)

// State is a sentence in the course of being parsed: words whose head is not
// known yet on a stack, and those that were not looked at yet. Behind the last
// word comes the root. The words on the stack are in text order, so what comes
// out is always a tree, projective and with one root: the root takes a word
// only when nothing is left but it.
//
// Commas, brackets and other marks are parsed like words, because they tell
// where phrases end; when the tree is done each is hung where the treebanks'
// rules put it (see Hang).
type State struct {
	nodes []node
	stack []int32
	next  int32
	last  node    // what stands where nothing does
	order []int32 // of the words as they got their heads: what hangs on a word comes before it
	low   []byte
	known word.Memo[lookedUp]
	lean  bool // features leave out what words say alone, which the Parser knows

	// Of Hang.
	words       []hung
	marks       []mark
	left, right climb
}

// node is a word with what hangs on it so far.
type node struct {
	word, tag, both, class, coarse uint64

	kind     kind
	pair     int8 // of a mark, see pairOf
	head     int32
	relation uint8

	// The outermost words that hang on it on either side and the ones next to
	// them, nobody where there are none.
	left, left2, right, right2 int32
	onLeft, onRight            uint64 // the tags of all, a bit each
	relations                  uint64 // of those that have theirs, a bit each
	bit                        uint64 // of the tag
	passed                     passed // up to this word
}

// lookedUp is what a word is by itself.
type lookedUp struct{ word, class, coarse uint64 }

// lookUp is what w is by itself.
func (s *State) lookUp(w string) *lookedUp {
	k, known := s.known.Of(w)
	if !known {
		s.low = word.AppendLower(s.low[:0], w)
		for i, c := range s.low {
			if '0' <= c && c <= '9' {
				s.low[i] = '0'
			}
		}
		classes := cluster.Of(w)
		*k = lookedUp{seq.Hash(s.low), spread(uint64(classes[2])), spread(uint64(classes[1]))}
	}
	return k
}

// passed counts what parts phrases: marks, conjunctions, verbs.
type passed struct{ marks, ands, verbs int32 }

const nobody = -1

// NoRelation is what a word has whose head is not known, or the root.
const NoRelation = 255

// Reset begins a sentence; Add adds its tokens; Begin ends them.
func (s *State) Reset() {
	s.nodes, s.stack, s.order = s.nodes[:0], s.stack[:0], s.order[:0]
	s.next = 0
}

// Add adds a token with its tag.
func (s *State) Add(w, tag string) {
	k := s.lookUp(w)
	n := node{word: k.word, tag: seq.Hash(tag), class: k.class, coarse: k.coarse, kind: kindOf(w, tag)}
	n.bit = 1 << (n.tag % 61)
	if len(s.nodes) > 0 {
		n.passed = s.nodes[len(s.nodes)-1].passed
	}
	switch {
	case n.kind != noMark:
		n.pair = pairOf(w, tag)
		n.passed.marks++
	case tag == "CC":
		n.passed.ands++
	case len(tag) > 0 && (tag[0] == 'V' || tag[0] == 'M'):
		n.passed.verbs++
	}
	s.add(n)
}

func (s *State) add(n node) {
	n.both = pair(n.word, n.tag)
	n.head, n.relation = nobody, NoRelation
	n.left, n.left2, n.right, n.right2 = nobody, nobody, nobody, nobody
	s.nodes = append(s.nodes, n)
}

// Begin adds the root.
func (s *State) Begin() {
	var all passed
	if n := len(s.nodes); n > 0 {
		all = s.nodes[n-1].passed
	}
	s.add(node{passed: all, word: spread(2), tag: spread(2), class: spread(2), coarse: spread(2), kind: noMark})
	s.last = node{word: spread(3), tag: spread(3), class: spread(3), coarse: spread(3), relation: NoRelation, left: nobody, left2: nobody, right: nobody, right2: nobody}
	s.last.both = pair(s.last.word, s.last.tag)
}

// Root is the index of the root, which is how many words there are.
func (s *State) Root() int { return len(s.nodes) - 1 }

// Done reports whether every word has its head.
func (s *State) Done() bool { return len(s.stack) == 0 && int(s.next) == s.Root() }

// Legal reports whether the move can be made. Until Done one can.
func (s *State) Legal(m Move) bool {
	switch m {
	case Shift:
		return int(s.next) < s.Root()
	case Left:
		return len(s.stack) == 1 || len(s.stack) > 1 && int(s.next) < s.Root()
	default:
		return len(s.stack) > 1
	}
}

// Arc is the word that gets its head by the move, Left or Right, and the head.
func (s *State) Arc(m Move) (word, head int) {
	top := s.stack[len(s.stack)-1]
	if m == Left {
		return int(top), int(s.next)
	}
	return int(top), int(s.stack[len(s.stack)-2])
}

// Make makes a legal move.
func (s *State) Make(m Move) {
	if m == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	w, h := s.Arc(m)
	s.stack = s.stack[:len(s.stack)-1]
	s.order = append(s.order, int32(w))
	d, n := &s.nodes[w], &s.nodes[h]
	d.head = int32(h)
	// Words are attached from the inside to the outside.
	if m == Left {
		n.left, n.left2 = int32(w), n.left
		n.onLeft |= d.bit
	} else {
		n.right, n.right2 = int32(w), n.right
		n.onRight |= d.bit
	}
}

// Head is the index of the head of a word, Root where it is the root.
func (s *State) Head(word int) int { return int(s.nodes[word].head) }

// Name gives a word the relation to its head. Those above it have theirs.
func (s *State) Name(word int, relation uint8) {
	n := &s.nodes[word]
	n.relation = relation
	s.nodes[n.head].relations |= 1 << (relation & 63)
}

// Descend is the words as they get their relations: heads come before what
// hangs on them. It is good from Hang to Reset.
func (s *State) Descend(visit func(word int)) {
	for k := len(s.order) - 1; k >= 0; k-- {
		visit(int(s.order[k]))
	}
}

// Relation is that of a word to its head.
func (s *State) Relation(word int) uint8 { return s.nodes[word].relation }

// IsMark reports whether a token is a comma, a bracket or the like: its
// relation is Punct, whatever its head.
func (s *State) IsMark(token int) bool { return s.nodes[token].kind != noMark }

// Punct is the relation of marks.
const Punct = "punct"

// Stack is the words on the stack, the top last, and Next the word after.
func (s *State) Stack() []int32 { return s.stack }

// Next is the next word, or Root.
func (s *State) Next() int { return int(s.next) }

func (s *State) at(i int32) *node {
	if i < 0 || int(i) >= len(s.nodes) {
		return &s.last
	}
	return &s.nodes[i]
}

// between is what parts phrases between two words, in classes.
func (s *State) between(a, b int32) uint64 {
	if a < 0 || int(b) >= len(s.nodes) || b <= a+1 {
		return 0
	}
	p, q := s.nodes[a].passed, s.nodes[b-1].passed
	return uint64(1 + min(q.marks-p.marks, 2) + 3*min(q.ands-p.ands, 1) + 6*min(q.verbs-p.verbs, 2))
}

// under is the index of the word so deep in the stack, 0 the top.
func (s *State) under(depth int) int32 {
	if i := len(s.stack) - 1 - depth; i >= 0 {
		return s.stack[i]
	}
	return nobody
}
