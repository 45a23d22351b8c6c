package quote

import "testing"

// A class that words.txt calls otherwise, or not at all, would leave its rule
// without words.
func TestEveryClassHasWords(t *testing.T) {
	var all class
	for _, e := range newLexicon().words {
		all |= e.class
	}
	for name, c := range classes {
		if all&c == 0 {
			t.Errorf("no word is a %s", name)
		}
	}
}
