package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// stems are the content words of phrase, stemmed and joined by a space: a key
// to group by.
func (st *Stage) stems(phrase string) string {
	var buf [64]byte
	out := buf[:0]
	for len(phrase) > 0 {
		w := phrase
		if i := strings.IndexFunc(w, notLetter); i >= 0 {
			_, size := utf8.DecodeRuneInString(w[i:])
			w, phrase = w[:i], phrase[i+size:]
		} else {
			phrase = ""
		}
		if len(w) < 2 {
			continue
		}
		w = strings.ToLower(w) // no copy of what is lower case
		if st.lexicon[w].class&functionWord != 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, english.Stem(w, false)...)
	}
	return string(out)
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
