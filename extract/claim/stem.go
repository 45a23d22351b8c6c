package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// stems are the content words of phrase, stemmed and joined by a space: a key
// to group by.
func stems(phrase string) string {
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
		if functionWords[w] {
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, english.Stem(w, false)...)
	}
	return string(out)
}

// functionWords are the words that carry no content in a counted phrase.
var functionWords = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "in": true, "on": true, "at": true, "by": true, "for": true,
	"with": true, "from": true, "to": true, "and": true, "or": true, "that": true, "which": true, "who": true,
	"this": true, "these": true, "those": true, "its": true, "their": true, "his": true, "her": true, "our": true,
	"your": true, "my": true, "more": true, "other": true, "another": true, "is": true, "are": true, "was": true, "were": true,
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
