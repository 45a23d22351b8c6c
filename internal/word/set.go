package word

import "strings"

// Set is the set of the words in a list with white space between them.
func Set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// Is reports whether w is one of the words, in any case.
func Is(w string, words ...string) bool {
	for _, x := range words {
		if len(x) == len(w) && strings.EqualFold(x, w) {
			return true
		}
	}
	return false
}
