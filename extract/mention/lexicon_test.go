package mention

import (
	"strings"
	"testing"
)

// A class that is misspelt in words.tsv would drop its words without a sound.
func TestClassesOfWordsTSV(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(wordsTSV) {
		if line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if classNames[name] == 0 || words == "" || words != strings.ToLower(words) {
			t.Errorf("bad line %q", line)
		}
		seen[name] = true
	}
	for name := range classNames {
		if !seen[name] {
			t.Errorf("no word of class %s", name)
		}
	}
}
