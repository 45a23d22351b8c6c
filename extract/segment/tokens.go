package segment

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// scanner cuts one text. It goes through it once, from gap to gap; what
// stands between two gaps is a chunk ("said.", "7:30pm", "(AP)").
type scanner struct {
	text          string
	tokens        []doc.Token
	abbreviations map[string]abbreviation

	link   corpus.Span // the next address of the net in the chunk
	dotted int         // the run of words and dots up to here is known to be no name of one piece
}

func (s *scanner) emit(start, end int) {
	if start < end {
		s.tokens = append(s.tokens, doc.Token{Span: corpus.Span{Start: start, End: end}})
	}
}

func (s *scanner) scan() {
	text := s.text
	for i := 0; i < len(text); {
		// A plain word, perhaps with a comma behind it, is most of any text.
		j := i
		for j < len(text) && ascii[text[j]] == letter {
			j++
		}
		if j > i {
			comma := 0
			if j < len(text) && text[j] == ',' {
				comma = 1
			}
			if j+comma == len(text) || ascii[text[j+comma]] == gap {
				s.word(i, j)
				s.emit(j, j+comma)
				i = j + comma
				continue
			}
		}
		k, n := classAt(text, i)
		if k == gap {
			i += n
			continue
		}
		i = s.chunk(i)
	}
}

// word emits a plain word, cut in two where it is a contraction without an
// apostrophe.
func (s *scanner) word(start, end int) {
	if cut := contraction(s.text[start:end]); cut > 0 {
		s.emit(start, start+cut)
		s.emit(start+cut, end)
		return
	}
	s.emit(start, end)
}

// chunk cuts what stands from start to the next gap and returns its end.
func (s *scanner) chunk(start int) int {
	text, end := s.text, start
	at, slash, www := false, false, false
	for end < len(text) {
		k, n := classAt(text, end)
		if k == gap {
			break
		}
		switch text[end] {
		case '@':
			at = true
		case ':':
			slash = slash || strings.HasPrefix(text[end:], "://") || strings.HasPrefix(text[start:end], "mailto") || strings.HasPrefix(text[start:end], "doi")
		case 'w', 'W':
			www = www || end+4 <= len(text) && text[end+3] == '.' && strings.EqualFold(text[end:end+4], "www.")
		}
		end += n
	}
	s.dotted = start
	linked := at || slash || www
	s.link = corpus.Span{Start: end, End: end}
	if linked {
		s.link = s.findLink(start, start, end)
	}
	for i := start; i < end; {
		if i == s.link.Start {
			s.emit(s.link.Start, s.link.End)
			i = s.link.End
			s.link = s.findLink(i, i, end)
			continue
		}
		k, _ := classAt(text, i)
		if k == letter || k == digit {
			i = s.wordFrom(i, i, start, s.link.Start)
		} else {
			i = s.mark(i, start, s.link.Start)
		}
	}
	return end
}

// wordFrom cuts the token, or the tokens of a contraction, that begin at start
// and whose first letter or digit is at i, and returns where what was read
// ends.
func (s *scanner) wordFrom(start, i, chunk, end int) int {
	text := s.text
	j := i
	k, _ := classAt(text, i)
	if k == digit {
		var done bool
		if j, done = s.number(start, i, end); done {
			return j
		}
	} else if l := letters(text, i, end); isDigitByte(text, l) && l < end && isCurrency(text[i:l]) {
		s.emit(start, l)
		return l
	}
	j = run(text, j, end)
	prefixed := false
	for j < end {
		switch c := text[j]; {
		case c == '\'' || c == 0xe2 && apostropheAt(text, j) > 0:
			next, done := s.contracted(start, j, end)
			if done {
				return next
			}
			j = next
		case c == '.':
			stop, keep := s.period(start, j, chunk, end)
			if keep {
				s.emit(start, stop)
				return stop
			}
			s.word(start, j)
			return j
		case c == '-' || c == 0xe2 && hyphenAt(text, j) > 0:
			n := hyphenAt(text, j)
			l := run(text, j+n, end)
			if l == j+n {
				// "pre- and post-war", "th- there": the hyphen stays if the
				// word ends with it.
				if l == end && hyphenAt(text, l) == 0 && k == letter {
					j = l
				}
				s.word(start, j)
				return j
			}
			if prefixed || !isPrefix(text[start:j]) {
				s.word(start, j)
				return j
			}
			if e := s.initials(j+n, end); e > l {
				s.emit(start, e) // non-U.S.
				return e
			}
			prefixed = true
			j = l
		case s.joins(start, j, end):
			j = run(text, j+1, end)
		case c == '$' && j-start <= 3 && isDollarPrefix(text[start:j]):
			s.emit(start, j+1)
			return j + 1
		default:
			s.word(start, j)
			return j
		}
	}
	s.word(start, j)
	return j
}

// contracted reads the apostrophe at j behind the word text[start:j]. It cuts
// what is a contraction, a possessive or a word in quotation marks and returns
// where that ends and true; else the word goes on to where it returns.
func (s *scanner) contracted(start, j, end int) (int, bool) {
	text := s.text
	n := apostropheAt(text, j)
	l := run(text, j+n, end)
	w := text[j+n : l]
	cut := j
	switch {
	case w == "":
		s.word(start, j)
		return j, true
	case (w == "t" || w == "T") && j-start >= 2 && (text[j-1] == 'n' || text[j-1] == 'N'):
		cut = j - 1 // do|n't
	case w == "s" && isDecade(text[start:j]):
		cut = l
	case isSuffix(w):
	case strings.EqualFold(w, "all") && strings.EqualFold(text[start:j], "y"):
		cut = j + n // y'|all
	default:
		return l, false
	}
	s.emit(start, cut)
	s.emit(cut, l)
	return l, true
}

// joins reports whether the mark at j stands inside the word that begins at
// start: AT&T, f*ck, w/o, s/9.
func (s *scanner) joins(start, j, end int) bool {
	text := s.text
	if j+1 >= end {
		return false
	}
	next := ascii[text[j+1]]
	switch text[j] {
	case '&':
		return next == letter && word.UpperAt(text, start) == word.UpperAt(text, j+1) && (j-start <= 3 || word.UpperAt(text, j-1))
	case '*':
		return next == letter
	case '/':
		return isSlashed(text[start:j], text[j+1:end]) || j == start+1 && ascii[text[start]] == letter && next == digit
	}
	return false
}

// isDecade reports whether w is a number that an 's makes a decade or age:
// 70's, 1990's.
func isDecade(w string) bool {
	return (len(w) == 2 || len(w) == 4) && w[len(w)-1] == '0' && digits(w, 0, len(w)) == len(w)
}
