// Package word knows facts of one word: its shape, its lemma, its number.
package word

import (
	"unicode"
	"unicode/utf8"
)

// Shape is how a word is written.
type Shape uint8

// The shapes.
const (
	Other       Shape = iota // marks, symbols, mixtures that begin with a digit or small letter: "3rd", "1.3m"
	Lower                    // "said"
	Capitalized              // first letter upper case: "Kenya", "A", "McCain", "B-52"
	AllCaps                  // "NATO", "U.S."; two letters or more
	Mixed                    // upper case only behind the first letter: "iPhone", "eBay"
	Number                   // digits, with marks inside: "1,300", "5.1", "2012-13"
)

// ShapeOf tells how w is written. Words without letters and digits are Other.
func ShapeOf(w string) Shape {
	var upper, lower, digit, letters int
	first := true
	firstUpper := false
	for i := 0; i < len(w); {
		r, n := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(w[i:])
		}
		i += n
		switch {
		case r >= '0' && r <= '9':
			digit++
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				upper++
				if first {
					firstUpper = true
				}
			} else {
				lower++
			}
			first = false
		}
	}
	switch {
	case letters == 0 && digit > 0:
		return Number
	case letters == 0:
		return Other
	case digit > 0 && !firstUpper:
		return Other
	case upper == 0:
		return Lower
	case firstUpper && lower == 0 && letters > 1:
		return AllCaps
	case firstUpper:
		return Capitalized
	default:
		return Mixed
	}
}

// AppendLower appends w in lower case to buf. With a buffer kept by the
// caller, m[string(buf)] looks a word up without allocation.
func AppendLower(buf []byte, w string) []byte {
	for i := 0; i < len(w); {
		if c := w[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(w[i:])
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
		i += n
	}
	return buf
}
