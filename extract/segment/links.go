package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
)

// findLink finds the first address of the net (https://…, www.…, name@host,
// @name) in text[i:end] that begins no earlier than floor. If there is none,
// its span is empty and at end. Each byte is looked at once in one chunk.
func (s *scanner) findLink(i, floor, end int) corpus.Span {
	text := s.text
	for ; i < end; i++ {
		switch c := text[i]; {
		case c == ':' && strings.HasPrefix(text[i:end], "://") && i > floor:
			start := i
			for start > floor && ascii[text[start-1]] == letter {
				start--
			}
			if start < i {
				return corpus.Span{Start: start, End: s.linkEnd(i+3, end)}
			}
		case c == ':' && i > floor && i+1 < end && ascii[text[i+1]] != other:
			if w := text[floor:i]; w == "mailto" || w == "doi" {
				return corpus.Span{Start: floor, End: s.linkEnd(i+1, end)}
			}
		case (c == 'w' || c == 'W') && i+4 < end && text[i+3] == '.' && strings.EqualFold(text[i:i+4], "www.") && (i == floor || ascii[text[i-1]] == other):
			return corpus.Span{Start: i, End: s.linkEnd(i+4, end)}
		case c == '@':
			start, stop := i, i+1
			for start > floor && isAddress(text[start-1]) {
				start--
			}
			for stop < end && (isAddress(text[stop]) && text[stop] != '%' && text[stop] != '+') {
				stop++
			}
			for stop > i && (text[stop-1] == '.' || text[stop-1] == '-') {
				stop--
			}
			if stop <= i+1 {
				continue
			}
			for start < i && ascii[text[start]] == other {
				start++
			}
			return corpus.Span{Start: start, End: stop}
		}
	}
	return corpus.Span{Start: end, End: end}
}

func isAddress(c byte) bool {
	return ascii[c] == letter || ascii[c] == digit || c == '.' || c == '-' || c == '+' || c == '%'
}

// linkEnd is where the address ends that is read up to i: at the end of the
// chunk, less the marks that close a sentence or a bracket.
func (s *scanner) linkEnd(i, end int) int {
	text := s.text
	j := i
	for j < end {
		switch text[j] {
		case '"', '<', '>', '|', '{', '}', '`':
			goto found
		}
		if text[j] >= utf8.RuneSelf {
			if k, n := classAt(text, j); k == other {
				goto found
			} else {
				j += n
				continue
			}
		}
		j++
	}
found:
	opened := strings.IndexByte(text[i:j], '(') >= 0
	for j > i {
		switch text[j-1] {
		case '.', ',', ';', ':', '!', '?', '\'', ']', '*':
		case ')':
			if opened {
				return j
			}
		default:
			return j
		}
		j--
	}
	return j
}

// pathEnd takes what follows a host's name from i on.
func (s *scanner) pathEnd(i, end int) int {
	if i < end && (s.text[i] == '/' || s.text[i] == '?') && i+1 < end {
		return s.linkEnd(i, end)
	}
	return i
}

// isHost reports whether words with dots between them are the name of a host,
// a newsgroup or a file.
func isHost(w string, parts int) bool {
	dot := strings.LastIndexByte(w, '.')
	top := w[dot+1:]
	if len(top) > 6 {
		return parts > 2 && isAllLower(w)
	}
	if isTopLevel(top) || isCountryDomain(top) {
		return true
	}
	return parts > 2 && isAllLower(w) && strings.IndexByte(w, '.') > 1 && len(top) > 1
}

func isAllLower(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c != '.' && c != '-' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
