package country

import (
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// A class that is misspelt in words.tsv, or a word that is too long to be
// looked up, would be dropped without a sound.
func TestWordsTSV(t *testing.T) {
	local := map[string]bool{}
	for line := range strings.Lines(wordsTSV) {
		if line[0] == '#' {
			continue
		}
		class, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		code, home := strings.CutPrefix(class, "home:")
		if part, ok := strings.CutPrefix(class, "part:"); ok {
			code, home = part, true
		}
		isLocal, codes := parseLocal(class)
		if isLocal {
			for _, code := range codes.codes {
				if gazetteer.CountryOf(code) == nil {
					t.Errorf("bad class %q", class)
				}
			}
		} else if home && gazetteer.CountryOf(code) == nil || !home && kindNames[class] == plain && cueNames[class] == noCue {
			t.Errorf("bad class %q", class)
		}
		for w := range strings.FieldsSeq(words) {
			if isLocal && local[w] {
				t.Errorf("%q is in two lines of words of local news", w)
			}
			local[w] = local[w] || isLocal
			if len(w) > maxWord {
				t.Errorf("%q is longer than what is looked up", w)
			}
		}
	}
}
