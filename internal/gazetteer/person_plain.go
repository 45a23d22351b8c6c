package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// AppendPlain appends s to buf in lower case and without the diacritics of
// Latin letters: "São Tomé" becomes "sao tome".
func AppendPlain(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if combining(r) {
			continue
		}
		if plain, ok := latin[r]; ok {
			buf = append(buf, plain...)
			continue
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
	}
	return buf
}
