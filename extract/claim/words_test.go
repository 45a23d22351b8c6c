package claim

import "testing"

// A class that words.txt calls otherwise, or not at all, would leave its rule
// without words.
func TestEveryClassHasWords(t *testing.T) {
	lexicon, _ := newLexicon()
	var all class
	for _, e := range lexicon {
		all |= e.class
	}
	for name, c := range classes {
		if all&c == 0 {
			t.Errorf("no word is a %s", name)
		}
	}
}

// No word is a modifier that a shorter one before it in the list hides.
func TestEveryModifierCanBeFound(t *testing.T) {
	for last, list := range newModifiers(modifierTable) {
		for i, m := range list {
			for _, before := range list[:i] {
				hides := len(before.words) <= len(m.words)
				for k := range before.words {
					hides = hides && before.words[k] == m.words[k]
				}
				if hides {
					t.Errorf("phrase %v on %q is never reached", m.words, last)
				}
			}
		}
	}
}
