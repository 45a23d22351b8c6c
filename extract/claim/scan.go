package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/internal/word"
)

// scanDigits is the end of the number that begins at pos: digits grouped in
// threes by commas or by spaces that do not break, with decimals.
func scanDigits(text string, pos int) int {
	if p := europeanGroups(text, pos); p > pos {
		return p
	}
	p := pos
	for p < len(text) && isDigit(text[p]) {
		p++
	}
	head := p - pos
	grouped := head >= 1 && head <= 3
	for grouped && p < len(text) {
		n := 0
		switch {
		case text[p] == ',':
			n = 1
		case text[p] >= utf8.RuneSelf:
			if r, size := utf8.DecodeRuneInString(text[p:]); r == '\u00a0' || r == '\u202f' || r == '\u2009' {
				n = size
			}
		}
		if n == 0 {
			break
		}
		d := p + n
		for d < len(text) && isDigit(text[d]) && d-p-n < 4 {
			d++
		}
		// Groups of two are Indian; they are followed by more.
		if k := d - p - n; k == 3 || k == 2 && n == 1 && d < len(text) && text[d] == ',' && indianGroups(text, d) {
			p = d
			continue
		}
		break
	}
	if p+1 < len(text) && text[p] == '.' && isDigit(text[p+1]) {
		d := p + 1
		for d < len(text) && isDigit(text[d]) {
			d++
		}
		p = d
	}
	return p
}

// europeanGroups is the end of a number that begins at pos with its groups of
// three parted by dots, and a comma before its decimals: "1.500.000",
// "1.111,50"; pos where none does. One group alone is not enough: "1.500" is one
// and a half.
func europeanGroups(text string, pos int) int {
	p := pos
	for p < len(text) && isDigit(text[p]) && p-pos < 4 {
		p++
	}
	if p == pos || p-pos > 3 {
		return pos
	}
	groups := 0
	for p+3 < len(text) && text[p] == '.' && isDigit(text[p+1]) && isDigit(text[p+2]) && isDigit(text[p+3]) && (p+4 == len(text) || !isDigit(text[p+4])) {
		p += 4
		groups++
	}
	d := p + 1
	for d < len(text) && isDigit(text[d]) && d-p < 4 {
		d++
	}
	decimals := p < len(text) && text[p] == ',' && (d == p+2 || d == p+3)
	switch {
	case groups > 0 && decimals:
		return d
	case groups > 1:
		return p
	}
	return pos
}

// indianGroups reports whether text at p goes on with groups of two digits and
// a last one of three: ",34,567". Six groups are the most that are looked at.
func indianGroups(text string, p int) bool {
	for range 6 {
		if p >= len(text) || text[p] != ',' {
			return false
		}
		d := p + 1
		for d < len(text) && isDigit(text[d]) && d-p < 5 {
			d++
		}
		switch d - p - 1 {
		case 3:
			return true
		case 2:
			p = d
		default:
			return false
		}
	}
	return false
}

// scanWord is the end of the word that begins at pos: letters, apostrophes
// inside ("don't", not the 's of "Obama's"), and dots between single letters
// ("U.S.").
func scanWord(text string, pos int) int {
	p, last, letters := pos, pos, 0
	for p < len(text) {
		c := text[p]
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[p:])
		}
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)):
			letters++
			p += size
			last = p
			continue
		case c == '.' && letters == 1:
			next, n := utf8.DecodeRuneInString(text[p+1:])
			if unicode.IsLetter(next) {
				after, _ := utf8.DecodeRuneInString(text[p+1+n:])
				if !unicode.IsLetter(after) { // "U.S.", not "e.gone"
					letters = 1
					p += 1 + n
					last = p
					if p < len(text) && text[p] == '.' {
						last = p + 1
					}
					continue
				}
			}
			return last
		case (c == '\'' || r == '’') && letters > 0:
			next, n := utf8.DecodeRuneInString(text[p+size:])
			if !unicode.IsLetter(next) {
				return last
			}
			if next == 's' {
				if after, _ := utf8.DecodeRuneInString(text[p+size+n:]); !unicode.IsLetter(after) {
					return last
				}
			}
			p += size
			letters++ // no dots between single letters after this
			continue
		}
		return last
	}
	return last
}

// scanAddress is the end of a web address at pos, 0 where there is none.
func scanAddress(text string, pos int) int {
	rest := text[pos:]
	if len(rest) < 5 || rest[0]|0x20 != 'h' && rest[0]|0x20 != 'w' {
		return 0
	}
	if !hasFold(rest, "http://") && !hasFold(rest, "https://") && !hasFold(rest, "www.") {
		return 0
	}
	p := pos
	for p < len(text) && text[p] > ' ' {
		p++
	}
	return p
}

// hasFold reports whether s begins with the ASCII prefix, in any case.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// foldMark gives the typographic variants of a mark one rune.
func foldMark(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»', '‘', '’', '`':
		return '"'
	case '–', '‐', '‑', '‒', '−':
		return '-'
	case '—', '―':
		return '—'
	}
	return r
}

// appendKey appends w as words are looked up: in lower case, with straight
// apostrophes, and without the dots of abbreviations.
func appendKey(buf []byte, w string) []byte {
	from := len(buf)
	buf = word.AppendLower(buf, w)
	out := buf[:from]
	for i := from; i < len(buf); i++ {
		switch {
		case buf[i] == '.':
		case buf[i] == 0xe2 && i+2 < len(buf) && buf[i+1] == 0x80 && buf[i+2] == 0x99:
			out = append(out, '\'')
			i += 2
		default:
			out = append(out, buf[i])
		}
	}
	return out
}

// plainLower reports whether w is looked up as it stands.
func plainLower(w string) bool {
	for i := range len(w) {
		if c := w[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// isUS tells the country from the pronoun.
func isUS(w string) bool { return w[0] == 'U' && w[1] != 's' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
