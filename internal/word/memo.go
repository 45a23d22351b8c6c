package word

import "strings"

// Memo keeps what was found out of words from one article to the next: most words
// of an article are words of any other. The zero value is empty. It is for one
// goroutine.
type Memo[T any] struct {
	facts map[string]*T
}

const (
	mostKept    = 1 << 14 // words; with more all are forgotten
	longestKept = 40      // bytes
)

// Of returns the facts of w as it is written, and whether they are known already:
// else they are zero, and the caller has to set them.
func (m *Memo[T]) Of(w string) (facts *T, known bool) {
	if f := m.facts[w]; f != nil {
		return f, true
	}
	f := new(T)
	if len(w) > longestKept {
		return f, false
	}
	if m.facts == nil || len(m.facts) == mostKept {
		m.facts = make(map[string]*T, mostKept/8)
	}
	m.facts[strings.Clone(w)] = f // w is a part of its article
	return f, false
}
