package word

import (
	"unicode"
	"unicode/utf8"
)

// UpperAt reports whether a capital, or a title-case letter, stands at byte at
// of text; false at its end.
func UpperAt(text string, at int) bool {
	if at >= len(text) {
		return false
	}
	if c := text[at]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}
