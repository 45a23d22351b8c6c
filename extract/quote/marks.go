package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
)

// passage is a stretch of text between quotation marks, marks included.
type passage struct {
	corpus.Span
	inner  corpus.Span // without the marks
	parent int         // index of the passage around it, or -1
	depth  int         // 0: in no other passage
	single bool        // in single marks
	closed bool        // has its closing mark
	goesOn bool        // not closed, but the next paragraph opens with a mark: the same speech goes on
}

// maxDepth bounds how deep passages may nest; news reaches three.
const maxDepth = 4

const (
	double family = iota
	single
	guillemet
)

// passages pairs the quotation marks of a text. Every paragraph stands for
// itself: whatever is open at its end ends there, so that a stray mark cannot
// swallow the article. Time is linear in the text, as a mark looks at its
// neighbours and at a stack of maxDepth alone.
func passages(text string, paragraphs []corpus.Span) []passage {
	var all []passage
	var marks []mark
	for i, p := range paragraphs {
		marks = scanMarks(text, p, marks[:0])
		if len(marks) == 0 {
			continue
		}
		first := len(all)
		all = pair(text, p, marks, all)
		// The American rule: a speech of several paragraphs has an opening
		// mark at each and a closing mark at the last alone.
		goesOn := i+1 < len(paragraphs) && opensWithMark(text, paragraphs[i+1])
		all = settle(text, p, all, first, goesOn)
	}
	return all
}

// pair appends the passages of one paragraph, by their start, those that were
// not closed included.
func pair(text string, p corpus.Span, marks []mark, all []passage) []passage {
	var stack [maxDepth]int
	depth := 0
	for _, m := range marks {
		match := -1
		if m.closes {
			for k := depth - 1; k >= 0; k-- {
				if families(text, all[stack[k]], m) {
					match = k
					break
				}
			}
		}
		if match >= 0 && m.possessive && m.closerIsBehind {
			continue // "'the residents' own choice'"
		}
		switch {
		case match >= 0:
			// What is still open inside was no mark: an apostrophe, or a stray.
			q := &all[stack[match]]
			q.closed = true
			q.inner.End, q.End = m.Start, m.End
			depth = match
		case m.opens:
			if depth == maxDepth { // the oldest cannot be meant any more
				copy(stack[:], stack[1:])
				depth--
			}
			stack[depth] = len(all)
			depth++
			all = append(all, passage{
				Span:   corpus.Span{Start: m.Start, End: p.End},
				inner:  corpus.Span{Start: m.End, End: p.End},
				single: m.family == single,
			})
		}
	}
	return all
}

// families reports whether a mark can close a passage: by its family, since
// real text mixes straight and curly, and „…“ with „…”.
func families(text string, q passage, m mark) bool {
	if q.single {
		return m.family == single
	}
	opener, _ := utf8.DecodeRuneInString(text[q.Start:])
	guillemets := strings.ContainsRune("«»‹›", opener)
	return (m.family == guillemet) == guillemets && m.family != single
}

// settle decides on the passages from first on that have no closing mark, drops
// empty ones and sets parents.
func settle(text string, p corpus.Span, all []passage, first int, goesOn bool) []passage {
	kept := all[:first]
	var stack [2 * maxDepth]int
	depth := 0
	n := len(all)
	for i := first; i < n; i++ {
		q := all[i]
		if !q.closed {
			if q.single {
				continue // an apostrophe
			}
			// Other speech behind it shows that it was left without an end, and
			// nothing tells where. A quoted term inside it does not.
			left := false
			for j := i + 1; j < n && !left && j <= i+2*maxDepth; j++ {
				left = !all[j].single && (!all[j].closed || endsSentence(all[j].inner.Of(text)))
			}
			end := p.End
			if left && i+1 < n && !all[i+1].single && nextParagraph(text, q.inner.Start, all[i+1].Start) {
				// Paragraphs that lost their line ends, each with its opening mark.
				end, left = all[i+1].Start, false
			} else {
				q.goesOn = goesOn
			}
			if left || !startsSpeech(text, p, q.Start) {
				continue
			}
			q.End = trimRight(text, q.inner.Start, end)
			q.inner.End = q.End
		}
		if strings.TrimSpace(q.inner.Of(text)) == "" {
			continue
		}
		for depth > 0 && kept[stack[depth-1]].End <= q.Start {
			depth--
		}
		q.parent, q.depth = -1, depth
		if depth > 0 {
			q.parent = stack[depth-1]
			if q.End > kept[q.parent].End { // cannot cross
				continue
			}
		}
		if depth == maxDepth {
			continue
		}
		stack[depth] = len(kept)
		depth++
		kept = append(kept, q)
	}
	return kept
}

// nextParagraph reports whether text[start:next], speech without a closing
// mark, ends in a full sentence before the opening mark at next.
func nextParagraph(text string, start, next int) bool {
	s := strings.TrimRight(text[start:next], " \t\u00a0\r\n")
	return next-start > len(s) && next-start < 2000 && len(s) > 20 && strings.ContainsRune(".?!", rune(s[len(s)-1]))
}

// startsSpeech reports whether a mark at i without a partner can begin speech:
// at the start of its paragraph or sentence, or after a comma or colon.
func startsSpeech(text string, p corpus.Span, i int) bool {
	before := strings.TrimRight(text[p.Start:i], " \t\u00a0\r\n")
	if before == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(",:.!?", r) {
		return true
	}
	for _, w := range [...]string{" said", " says", " saying", " replied", " added", " that"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// endsSentence reports whether quoted words end in the punctuation of speech.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(",.?!…", r)
}

func trimRight(text string, start, end int) int {
	return start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
}

// opensWithMark reports whether a paragraph begins with a double opening mark
// and a word behind it.
func opensWithMark(text string, p corpus.Span) bool {
	s := strings.TrimLeftFunc(p.Of(text), unicode.IsSpace)
	for _, m := range [...]string{"\"", "“", "„", "«", "``", "''", "”", "″"} {
		if rest, ok := strings.CutPrefix(s, m); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("'‘[(.…$", r)
		}
	}
	return false
}
