package study

import (
	"slices"
	"strings"
	"unicode"
)

// What is compared is compared as score.py does it, which is Python: its white
// space, its word characters and its lower case, in code points.

// isSpace is Python's str.isspace.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1C && r <= 0x1F }

// isWord is \w of Python's regular expressions.
func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// margins are what a span may have more or less at its ends.
const margins = " \t\r\n\u00a0\"'“”‘’«»„`.,;:!?-–—"

// inside is what of a span lies in the text: all of it, unless what was found
// was found in another text.
func inside(text []rune, s Span) Span {
	return Span{max(0, s.Start), min(len(text), s.End)}
}

// trim shrinks a span past white space, quotation marks and closing
// punctuation.
func trim(text []rune, s Span) Span {
	s = inside(text, s)
	for s.Start < s.End && strings.ContainsRune(margins, text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && strings.ContainsRune(margins, text[s.End-1]) {
		s.End--
	}
	return s
}

// positions is a set of places in a text, in rising order.
type positions []int

// covered is what spans cover, their margins and white space left out.
func covered(text []rune, spans ...Span) positions {
	var set positions
	for _, s := range spans {
		s = trim(text, s)
		for i := s.Start; i < s.End; i++ {
			if !isSpace(text[i]) {
				set = append(set, i)
			}
		}
	}
	if len(spans) > 1 {
		slices.Sort(set)
		set = slices.Compact(set)
	}
	return set
}

// shared is how many places two sets have in common.
func (a positions) shared(b positions) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// overlap is the share of the places of both that each has, 0 to 1 (Jaccard).
func (a positions) overlap(b positions) float64 {
	both := a.shared(b)
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

// solid is a span without the white space at its ends: what tells two spans
// apart that cover the same characters. The zero Span where it covers none.
func solid(text []rune, s Span) Span {
	s = inside(text, s)
	for s.Start < s.End && isSpace(text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && isSpace(text[s.End-1]) {
		s.End--
	}
	if s.Start >= s.End {
		return Span{}
	}
	return s
}

// norm is a name for comparing: lower case, without 's, article and marks.
func norm(s string) string {
	runes := []rune(s)
	kept := runes[:0]
	for i := 0; i < len(runes); i++ {
		if (runes[i] == '\'' || runes[i] == '’') && i+1 < len(runes) && runes[i+1] == 's' && (i+2 == len(runes) || !isWord(runes[i+2])) {
			i++
			continue
		}
		kept = append(kept, runes[i])
	}
	lower := strings.TrimFunc(strings.ToLower(string(kept)), isSpace)
	for _, article := range []string{"the", "a", "an"} {
		if rest, ok := strings.CutPrefix(lower, article); ok && strings.TrimLeftFunc(rest, isSpace) != rest {
			lower = rest
			break
		}
	}
	return strings.Join(strings.FieldsFunc(lower, func(r rune) bool { return !isWord(r) }), " ")
}
