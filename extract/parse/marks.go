package parse

import (
	"unicode"
	"unicode/utf8"
)

// mark is a token that is no word: a comma, a stop, a bracket. Where it hangs
// follows from the tree of the words.
type mark struct {
	token int32
	gap   int32 // how many words stand before it
	kind  kind
	pair  int8     // class of what opens and closes, 0 for other marks
	twin  int32    // of one of a pair: the gap of the other; else 0
	inner [2]int32 // the words around it that the innermost pair holds: from the first to before the second
}

// kind is what a mark does, as far as the words beside it care.
type kind uint8

const (
	comma kind = iota
	stop
	colon // dashes too
	openQuote
	closeQuote
	openBracket
	closeBracket
	hyphen
	noMark
)

// kindOf tells by its tag whether a token is a mark. What holds a letter or a
// digit is none.
func kindOf(w, tag string) kind {
	k := noMark
	switch tag {
	case ",":
		k = comma
	case ".":
		k = stop
	case ":":
		k = colon
	case "``":
		k = openQuote
	case "''":
		k = closeQuote
	case "-LRB-":
		k = openBracket
	case "-RRB-":
		k = closeBracket
	case "HYPH":
		k = hyphen
	default:
		return noMark
	}
	for _, r := range w {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return noMark
		}
	}
	return k
}

// pairOf is the class of a bracket or quotation mark: what opens is positive,
// what closes negative.
func pairOf(w, tag string) int8 {
	switch r, _ := utf8.DecodeRuneInString(w); r {
	case '(':
		return 1
	case ')':
		return -1
	case '[':
		return 2
	case ']':
		return -2
	case '{':
		return 3
	case '}':
		return -3
	case '«':
		return 4
	case '»':
		return -4
	case '‘':
		return 5
	case '“':
		return 6
	case '”':
		return -6
	}
	switch tag {
	case "``":
		return 6
	case "''":
		if w == "’" {
			return -5
		}
		return -6
	}
	return 0
}

// hung is a word, marks not counted, where it hangs for good.
type hung struct {
	token, head int32 // index of the token; of the head among the words, nobody of the root
	first, last int32 // of the words below it, itself too
}

// deepest is how many brackets and quotation marks are held open at once; with
// more, those that open further in are marks like others. So the time stays
// linear.
const deepest = 8

// Hang takes the marks out of the tree and hangs them on it again, by the
// rules of the treebanks: brackets and quotation marks on the head of what they
// hold, a stop on the highest word before it, any other mark on the lower of
// the two words that one comes to by climbing from its neighbours (after
// Udapi's ud.FixPunct). What hung on a mark hangs on that one's head. No arc
// crosses another. A sentence of marks alone stays as it was parsed.
func (s *State) Hang() {
	s.words, s.marks = s.words[:0], s.marks[:0]
	for i := range s.Root() {
		if n := &s.nodes[i]; n.kind == noMark {
			w := int32(len(s.words))
			n.left = w // what hangs on it is no longer asked for: its place among the words
			s.words = append(s.words, hung{token: int32(i), first: w, last: w})
		} else {
			s.marks = append(s.marks, mark{token: int32(i), gap: int32(len(s.words)), kind: n.kind, pair: n.pair})
		}
	}
	if len(s.words) > 0 && len(s.marks) > 0 {
		s.hang()
	}
	s.gather()
}

// gather finds for each word the words that hang on it, now without marks.
func (s *State) gather() {
	for i := range s.nodes {
		n := &s.nodes[i]
		n.left, n.left2, n.right, n.right2 = nobody, nobody, nobody, nobody
		n.onLeft, n.onRight = 0, 0
	}
	for i := range s.nodes[:s.Root()] {
		d := &s.nodes[i]
		if d.kind != noMark {
			continue
		}
		w := int32(i)
		switch n := &s.nodes[d.head]; {
		case w > d.head:
			n.right, n.right2 = w, n.right
			n.onRight |= d.bit
		case n.left == nobody:
			n.left = w
			n.onLeft |= d.bit
		default:
			if n.left2 == nobody {
				n.left2 = w
			}
			n.onLeft |= d.bit
		}
	}
}

func (s *State) hang() {
	s.lift()
	s.left, s.right = climb{gap: nobody}, climb{gap: nobody}
	s.match(int32(len(s.words)))
	for i := 0; i < len(s.marks); {
		end := i + 1
		for end < len(s.marks) && s.marks[end].gap == s.marks[i].gap {
			end++
		}
		s.hangGap(s.marks[i:end])
		i = end
	}
}

// lift gives the words that hang on marks other heads, and finds what is below
// each word.
func (s *State) lift() {
	top := int32(nobody) // the word that is the root
	for k := len(s.order) - 1; k >= 0; k-- {
		n := &s.nodes[s.order[k]]
		// The head came before in this order: it is a word, the root, or a mark
		// whose head is one of these.
		if h := &s.nodes[n.head]; h.kind != noMark {
			n.head = h.head
		}
		if n.kind != noMark {
			continue
		}
		if int(n.head) == s.Root() {
			if top == nobody {
				top = s.order[k]
			} else {
				n.head = top
			}
		}
	}
	for _, i := range s.order {
		n := &s.nodes[i]
		if n.kind != noMark {
			continue
		}
		w := &s.words[n.left]
		w.head = nobody
		if int(n.head) != s.Root() {
			w.head = s.nodes[n.head].left
			h := &s.words[w.head]
			h.first, h.last = min(h.first, w.first), max(h.last, w.last)
		}
	}
}

// match finds the pairs, and for each mark the words that the innermost pair
// around it holds.
func (s *State) match(n int32) {
	var open [deepest]int // marks
	depth := 0
	for i := range s.marks {
		m := &s.marks[i]
		m.twin = nobody
		switch {
		case m.pair > 0 && depth > 0 && m.pair == 6 && s.marks[open[depth-1]].pair == 6:
			// A quotation mark that is alike at both ends.
			depth--
			s.tie(open[depth], i)
		case m.pair > 0 && depth < deepest:
			open[depth] = i
			depth++
		case m.pair < 0:
			for k := depth - 1; k >= 0; k-- {
				if s.marks[open[k]].pair == -m.pair {
					s.tie(open[k], i)
					depth = k
					break
				}
			}
		}
	}
	// From what opens to what closes.
	depth = 0
	var inner [deepest + 1][2]int32
	inner[0] = [2]int32{0, n}
	for i := range s.marks {
		m := &s.marks[i]
		closes := m.twin != nobody && m.twin < m.gap
		if closes && depth > 0 {
			depth--
		}
		m.inner = inner[depth]
		if m.twin > m.gap && depth < deepest {
			depth++
			inner[depth] = [2]int32{m.gap, m.twin}
		}
	}
}

// tie makes two marks a pair, if there is a word between them.
func (s *State) tie(open, close int) {
	a, b := &s.marks[open], &s.marks[close]
	if a.gap == b.gap {
		return // they hold nothing
	}
	a.twin, b.twin = b.gap, a.gap
}

// hangGap hangs the marks between two words.
func (s *State) hangGap(marks []mark) {
	// The heads of marks that hang to the left must come no nearer from one mark
	// to the next, those of marks that hang to the right no farther; and what
	// hangs to the left comes before what hangs to the right.
	on := func(i int) int32 { return s.over(&marks[i]) }
	lastLeft := -1
	for i := range marks {
		if on(i) < marks[i].gap {
			lastLeft = i
		}
	}
	left, right := int32(1<<30), int32(1<<30)
	for i := range marks {
		m := &marks[i]
		h := on(i)
		if h >= m.gap && i < lastLeft {
			h = s.climbLeft(m, m.inner[0], true)
		}
		if h < m.gap {
			h = min(h, left)
			left = h
		} else {
			h = min(h, right)
			right = h
		}
		s.nodes[m.token].head = s.words[h].token
	}
}

// over is the word that a mark hangs on if it stands alone.
func (s *State) over(m *mark) int32 {
	n := int32(len(s.words))
	switch {
	case m.twin > m.gap:
		return s.climbRight(m, m.twin, false)
	case m.twin != nobody:
		return s.climbLeft(m, m.twin, false)
	case m.gap == n || m.kind == stop && m.gap > m.inner[0] || m.gap > 0 && m.gap == m.inner[1]:
		return s.climbLeft(m, m.inner[0], true)
	case m.gap == m.inner[0]:
		return s.climbRight(m, m.inner[1], true)
	}
	l, r := s.climbLeft(m, m.inner[0], true), s.climbRight(m, m.inner[1], true)
	if at := s.words[r]; at.first <= l && l <= at.last {
		return l
	}
	return r
}

// climb is where a climb from one side of a gap ended.
type climb struct {
	gap, limit int32
	across     bool
	word       int32
}

// climbLeft climbs from the word before the mark to the highest one that is
// no further left than first and below which nothing reaches across the mark;
// with across, up to the lowest one below which something does. Marks in a row
// climb but once.
func (s *State) climbLeft(m *mark, first int32, across bool) int32 {
	if c := s.left; c.gap == m.gap && c.limit == first && c.across == across {
		return c.word
	}
	w := m.gap - 1
	for s.words[w].last < m.gap {
		h := s.words[w].head
		if h >= w || h < first || !across && s.words[h].last >= m.gap {
			break
		}
		w = h
	}
	s.left = climb{m.gap, first, across, w}
	return w
}

// climbRight climbs from the word behind the mark in the same way, up to
// before end.
func (s *State) climbRight(m *mark, end int32, across bool) int32 {
	if c := s.right; c.gap == m.gap && c.limit == end && c.across == across {
		return c.word
	}
	w := m.gap
	for s.words[w].first >= m.gap {
		h := s.words[w].head
		if h <= w || h >= end || !across && s.words[h].first < m.gap {
			break
		}
		w = h
	}
	s.right = climb{m.gap, end, across, w}
	return w
}
