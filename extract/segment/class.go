package segment

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character is to the tokenizer.
type class uint8

const (
	other  class = iota // a mark of its own
	gap                 // between tokens: white space, controls, invisible format marks
	letter              // letters, combining marks, underscore, soft hyphen, zero-width joiners
	digit               // decimal digits of any script
	high                // first byte of a character outside ASCII: decode it
)

// ascii holds the class of each byte.
var ascii = func() (t [256]class) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = high
		case c <= ' ' || c == 0x7f:
			t[c] = gap
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		}
	}
	return t
}()

// classAt is the class of the character at i and its length in bytes.
func classAt(text string, i int) (class, int) {
	c := text[i]
	if k := ascii[c]; k != high {
		return k, 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	return classOf(r), n
}

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return ascii[r]
	case r == 0xad, r == 0x200c, r == 0x200d:
		return letter // they stand inside a word
	case 0x2010 <= r && r <= 0x2027:
		return other // dashes, quotation marks, bullets, ellipsis
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Zs, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r), unicode.Is(unicode.Cf, r):
		return gap
	}
	return other
}

// apostropheAt is the length of the apostrophe or single quotation mark at i
// (' ’ ‘), 0 if there is none.
func apostropheAt(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	if text[i] == '\'' {
		return 1
	}
	if text[i] == 0xe2 && i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0x99 || text[i+2] == 0x98) {
		return 3
	}
	return 0
}

// hyphenAt is the length of the hyphen at i (- ‐ ‑), 0 if there is none.
func hyphenAt(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	if text[i] == '-' {
		return 1
	}
	if text[i] == 0xe2 && i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0x90 || text[i+2] == 0x91) {
		return 3
	}
	return 0
}

// run is the end of the longest stretch of letters and digits from i on.
func run(text string, i, end int) int {
	for i < end {
		k, n := classAt(text, i)
		if k != letter && k != digit {
			break
		}
		i += n
	}
	return i
}

// letters is the end of the longest stretch of letters from i on.
func letters(text string, i, end int) int {
	for i < end {
		k, n := classAt(text, i)
		if k != letter {
			break
		}
		i += n
	}
	return i
}

// digits is the end of the longest stretch of digits from i on.
func digits(text string, i, end int) int {
	for i < end {
		k, n := classAt(text, i)
		if k != digit {
			break
		}
		i += n
	}
	return i
}

func isLower(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	c := text[i]
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLower(r)
}

func isDigitByte(text string, i int) bool {
	return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9'
}

// isCaps reports whether w has a capital letter and no small one.
func isCaps(w string) bool {
	capitals := false
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		capitals = capitals || unicode.IsUpper(r)
	}
	return capitals
}
