package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/internal/word"
)

// period decides about the full stop at j behind the word text[start:j]:
// whether it belongs to the token, and where that then ends.
func (s *scanner) period(start, j, chunk, end int) (stop int, keep bool) {
	text := s.text
	// Words and dots: U.S., a.m., Ph.D., example.com, file.doc
	if j+1 < end && s.dotted <= j {
		if k, _ := classAt(text, j+1); k == letter || k == digit {
			last, parts, single := j, 1, letters(text, start, j) == j && utf8.RuneCountInString(text[start:j]) == 1
			for last < end && text[last] == '.' {
				l := run(text, last+1, end)
				for l < end && text[l] == '-' && run(text, l+1, end) > l+1 && parts > 1 {
					l = run(text, l+1, end) // alt.animals.open-range, but U.S.-led is cut below
				}
				if l == last+1 {
					break
				}
				single = single && utf8.RuneCountInString(text[last+1:l]) == 1
				parts++
				last = l
			}
			switch {
			case s.initials(start, end) > j+1:
				// U.S., p.m., J.K.
				return s.initials(start, end), true
			case last < end && text[last] == '.' && s.known(text[start:last]):
				return last + 1, true
			case s.known(text[start:last]):
				return last, true
			case isHost(text[start:last], parts):
				return s.pathEnd(last, end), true
			}
			s.dotted = last
			// A missing space: "said.The". The first word may still be an
			// abbreviation: "Rep.Smith".
		}
	}
	w := text[start:j]
	if a, ok := s.abbreviations[w]; ok && s.applies(a, j+1) {
		return j + 1, true
	}
	if j-start == 1 && ascii[text[start]] == letter && s.initial(start, j+1, chunk) {
		return j + 1, true
	}
	if j+1 < end && j-start <= 5 && letters(text, start, j) == j {
		// A comma cannot follow the end of a sentence.
		if c := text[j+1]; c == ',' || c == ';' {
			return j + 1, true
		}
	}
	return j, false
}

func (s *scanner) known(w string) bool {
	_, ok := s.abbreviations[w]
	return ok
}

// initials is the end of the letters with a full stop each that begin at i:
// "U.S.", "J.K." of "J.K.Rowling", "U.S" of "U.S-led". It is i if there are
// fewer than two.
func (s *scanner) initials(i, end int) int {
	text := s.text
	stop, count, j := i, 0, i
	for j < end {
		k, n := classAt(text, j)
		if k != letter {
			break
		}
		if l := run(text, j, end); l != j+n {
			break
		}
		j += n
		count++
		if j >= end || text[j] != '.' {
			stop = j
			break
		}
		j++
		stop = j
	}
	if count < 2 {
		return i
	}
	if j < end && text[stop-1] == '.' && text[stop] == '.' {
		stop-- // "U.S..." has the dots of an ellipsis
	}
	return stop
}

// applies reports whether an abbreviation is one here, where its full stop
// ends at i.
func (s *scanner) applies(a abbreviation, i int) bool {
	text := s.text
	switch a.when {
	case always:
		return true
	case afterComma:
		if n := len(s.tokens); n > 0 {
			switch s.tokens[n-1].Of(text) {
			case ",", "-", "(", "‑", "‐", "–":
				return true
			}
		}
		return i < len(text) && (text[i] == ',' || text[i] == ')')
	}
	if i < len(text) && text[i] == ',' {
		return true
	}
	for i < len(text) {
		k, n := classAt(text, i)
		if k != gap || text[i] == '\n' {
			break
		}
		i += n
	}
	if i >= len(text) {
		return false
	}
	k, _ := classAt(text, i)
	if k == digit || text[i] == '#' {
		return true
	}
	return a.when == beforeName && word.UpperAt(text, i)
}

// initial reports whether the single letter at start, with a full stop that
// ends at i, stands for a name ("George W. Bush") or counts ("a. ") at the
// beginning of a line.
func (s *scanner) initial(start, i, chunk int) bool {
	text := s.text
	j := i
	for j < len(text) && (text[j] == ' ' || text[j] == '\t') {
		j++
	}
	if j >= len(text) || text[j] == '\n' || text[j] == '\r' {
		return false
	}
	if start == chunk && s.atLineStart(start) {
		return j > i
	}
	if !word.UpperAt(text, start) {
		return text[start] == 'v' && word.UpperAt(text, j)
	}
	n := len(s.tokens)
	if j == i && text[j] == ',' || n > 0 && isInitial(s.tokens[n-1].Of(text)) {
		return true
	}
	if n == 0 {
		return word.UpperAt(text, j)
	}
	prev := s.tokens[n-1]
	if isLabel(prev.Of(text)) {
		return false
	}
	named := word.UpperAt(text, prev.Start)
	switch {
	case word.UpperAt(text, j):
		if text[start] == 'I' && !named {
			return false // the pronoun
		}
		return !isLower(text, prev.Start) || !isStarter(text[j:run(text, j, len(text))])
	case j > i && (isLower(text, j) || text[j] == '('):
		return named && prev.End > prev.Start+1 // "Charles G. and David"
	}
	return false
}

// isInitial reports whether w is a capital with a full stop.
func isInitial(w string) bool { return len(w) == 2 && w[1] == '.' && 'A' <= w[0] && w[0] <= 'Z' }

// atLineStart reports whether only blanks stand between i and the beginning
// of its line.
func (s *scanner) atLineStart(i int) bool {
	from := 0
	if n := len(s.tokens); n > 0 {
		from = s.tokens[n-1].End
		return strings.IndexByte(s.text[from:i], '\n') >= 0
	}
	return true
}
