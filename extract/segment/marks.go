package segment

import (
	"strings"
	"unicode/utf8"
)

// mark cuts the token that begins at i with no letter and no digit.
func (s *scanner) mark(i, chunk, end int) int {
	text := s.text
	c := text[i]
	if c >= utf8.RuneSelf {
		return s.highMark(i, end)
	}
	j := i + 1
	switch c {
	case '.':
		for j < end && text[j] == '.' {
			j++
		}
		if j == i+1 && j < end && (text[j] == '?' || text[j] == '!') {
			j = marks(text, j, end)
			break
		}
		if j == i+1 && j < end && i == chunk {
			// ".5", ".doc"
			if isDigitByte(text, j) {
				s.emit(i, s.numberEnd(j, end))
				return s.numberEnd(j, end)
			}
			if ascii[text[j]] == letter {
				j = letters(text, j, end)
			}
		}
	case '!', '?':
		j = marks(text, j, end)
	case '-', '=', '*', '~', '<', '>', '|', '+', '^':
		if e := emoticon(text[i:end]); e > 0 {
			s.emit(i, i+e)
			return i + e
		}
		for j < end && text[j] == c {
			j++
		}
		if c == '+' && j == i+1 && i == chunk && isDigitByte(text, j) {
			return s.wordFrom(i, j, chunk, end)
		}
	case '\'', '`':
		return s.apostrophe(i, 1, end)
	case '#':
		if k := i + 1; k < end && ascii[text[k]] == letter {
			j = run(text, k, end)
		}
	case ':', ';', '(':
		if e := emoticon(text[i:end]); e > 0 {
			j = i + e
		}
	}
	s.emit(i, j)
	return j
}

// marks is the end of the run of question marks, exclamation marks and full
// stops at i.
func marks(text string, i, end int) int {
	for i < end && (text[i] == '!' || text[i] == '?' || text[i] == '.') {
		i++
	}
	return i
}

// highMark cuts a mark outside ASCII: one character, with the variation
// selectors, skin tones and joined characters of an emoji, or a flag.
func (s *scanner) highMark(i, end int) int {
	text := s.text
	r, n := utf8.DecodeRuneInString(text[i:])
	if q := apostropheAt(text, i); q > 0 {
		return s.apostrophe(i, q, end)
	}
	j := i + n
	if isRegional(r) {
		if r, n := utf8.DecodeRuneInString(text[j:end]); isRegional(r) {
			j += n
		}
	} else if r == '…' {
		for j < end && text[j] == '.' {
			j++
		}
	} else if r >= 0x2190 {
		for j < end {
			r, n := utf8.DecodeRuneInString(text[j:end])
			if r == 0x200d && j+n < end {
				_, m := utf8.DecodeRuneInString(text[j+n : end])
				if k, _ := classAt(text, j+n); k == other {
					j += n + m
					continue
				}
			}
			if r == 0x200d || 0xfe00 <= r && r <= 0xfe0f || r == 0x20e3 || 0x1f3fb <= r && r <= 0x1f3ff || 0xe0020 <= r && r <= 0xe007f {
				j += n
				continue
			}
			break
		}
	}
	s.emit(i, j)
	return j
}

func isRegional(r rune) bool { return 0x1f1e6 <= r && r <= 0x1f1ff }

// apostrophe cuts at an apostrophe or single quotation mark of n bytes that
// begins a token: 's and its like, 'em, '90s; two of them together, a
// quotation mark of typewriters; or itself.
func (s *scanner) apostrophe(i, n, end int) int {
	text := s.text
	j := i + n
	if m := apostropheAt(text, j); m > 0 && j < end {
		s.emit(i, j+m)
		return j + m
	}
	if text[i] == '`' {
		if j < end && text[j] == '`' {
			j++
		}
		s.emit(i, j)
		return j
	}
	if d := digits(text, j, end); d == j+2 {
		if d < end && (text[d] == 's' || text[d] == 'S') {
			d++
		}
		if d == end || run(text, d, end) == d {
			s.emit(i, d)
			return d
		}
	}
	if l := run(text, j, end); l > j && l-j <= 5 && (l == end || apostropheAt(text, l) == 0) {
		switch w := text[j:l]; {
		case isSuffix(w), strings.EqualFold(w, "em"), strings.EqualFold(w, "til"), strings.EqualFold(w, "cause"), strings.EqualFold(w, "n"), strings.EqualFold(w, "cuz"), strings.EqualFold(w, "bout"):
			s.emit(i, l)
			return l
		case strings.EqualFold(w, "tis"), strings.EqualFold(w, "twas"):
			s.emit(i, j+1)
			s.emit(j+1, l)
			return l
		}
	}
	s.emit(i, j)
	return j
}

// emoticon is the length of the face that s consists of, up to marks behind it.
func emoticon(s string) int {
	if len(s) < 2 || len(s) > 5 {
		return 0
	}
	n := 1
	switch s {
	case "^_^", "-_-", "(:", "(;":
		return len(s)
	}
	switch s[0] {
	case ':', ';', '=':
	default:
		return 0
	}
	if s[n] == '-' || s[n] == '\'' {
		n++
	}
	if n >= len(s) {
		return 0
	}
	switch s[n] {
	case ')', '(', 'D', 'P', 'p', 'O', 'o', '/', '|':
		n++
	default:
		return 0
	}
	if n < len(s) && ascii[s[n]] != other {
		return 0
	}
	return n
}
