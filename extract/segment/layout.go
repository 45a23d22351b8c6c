package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// line is a run of tokens without a line break between them.
type line struct {
	first, last int // tokens [first:last)
	width       int // characters from the beginning of the line to its last token
	start       int // where the line begins, blanks included
	indent      int // bytes of blanks before its first token
	blank       bool
	stripped    bool // of its indent, so that its width tells nothing
}

// widest is the longest line that a hard-wrapped text has, in characters: 72
// to 80 are usual, some mail programs and e-books go up to 100, what was copied
// out of formatted HTML or XML to 120.
const widest = 120

// lines finds the lines of the text from the gaps between its tokens.
func lines(text string, tokens []doc.Token, buf []line) []line {
	if len(tokens) == 0 {
		return buf
	}
	_, start := lineBreaks(text, 0, tokens[0].Start)
	first, blank := 0, true
	close := func(last int) {
		from := tokens[first].Start
		end := tokens[last-1].End
		w := end - start
		if w <= 4*widest {
			w = utf8.RuneCountInString(text[start:end])
		}
		buf = append(buf, line{first: first, last: last, width: w, start: start, indent: from - start, blank: blank})
	}
	for k := 1; k < len(tokens); k++ {
		from, to := tokens[k-1].End, tokens[k].Start
		if from >= to || from+1 == to && text[from] == ' ' {
			continue
		}
		n, next := lineBreaks(text, from, to)
		if n == 0 {
			continue
		}
		close(k)
		first, start, blank = k, next, n > 1
	}
	close(len(tokens))
	unstrip(buf)
	return buf
}

// unstrip gives the first line, or the first two of a title and its text, the
// indent of all others: a text that was cut out of an indented block begins at
// its first letter.
func unstrip(lines []line) {
	stripped := 0
	for stripped < min(2, len(lines)) && lines[stripped].indent == 0 {
		stripped++
	}
	if stripped == 0 || len(lines) < 2*stripped+2 {
		return
	}
	indent := lines[stripped].indent
	for _, l := range lines[stripped:] {
		indent = min(indent, l.indent)
	}
	if indent < 2 {
		return
	}
	for i := range lines[:stripped] {
		lines[i].indent, lines[i].stripped = indent, true
	}
}

// lineBreaks counts the line breaks in text[from:to] and says where the last
// line in it begins. A paragraph separator counts as two.
func lineBreaks(text string, from, to int) (n, start int) {
	start = from
	for i := from; i < to; {
		w := 1
		switch text[i] {
		case '\r':
			if i+1 < to && text[i+1] == '\n' {
				w = 2
			}
		case '\n', '\v', '\f':
		case 0xc2:
			if !strings.HasPrefix(text[i:], "\u0085") {
				i++
				continue
			}
			w = 2
		case 0xe2:
			switch {
			case strings.HasPrefix(text[i:], "\u2028"):
			case strings.HasPrefix(text[i:], "\u2029"):
				n++
			default:
				i++
				continue
			}
			w = 3
		default:
			i++
			continue
		}
		n++
		i += w
		start = i
	}
	return n, start
}

// wrapWidth tells whether the article as a whole is hard-wrapped, and at what
// width in characters; 0: a line break ends a paragraph.
//
// A wrapped text breaks a line only where the next word would not have fit,
// and mostly in mid-sentence. So the width is taken from the lines
// themselves, and the breaks are held against it.
func wrapWidth(text string, tokens []doc.Token, lines []line) int {
	width, single := marginOf(lines)
	if width < minWidth {
		return 0 // verse, lists, captions
	}
	full, midway, lower, astray := 0, 0, 0, 0
	for i := 1; i < len(lines); i++ {
		prev := lines[i-1]
		if lines[i].blank || prev.stripped {
			continue
		}
		if prev.width+1+firstWord(text, tokens, lines[i]) <= width {
			if isLower(text, tokens[lines[i].first].Start) {
				astray++
			}
			continue
		}
		full++
		if midSentence(text, tokens, prev, lines[i]) {
			midway++
			if isLower(text, tokens[lines[i].first].Start) {
				lower++
			}
		}
	}
	// In wrapped prose some three of four breaks are in mid-sentence, and
	// nearly all but those at the ends of paragraphs are at the margin. Where
	// no blank lines part the paragraphs, these are many; then no line but one
	// behind a full one goes on in mid-sentence.
	if full*10 < single*6 && (lower < 3 || astray*10 > lower) || midway*2 < full {
		return 0
	}
	// Where there are few breaks, their place proves little; what follows
	// must look like the middle of a sentence too.
	if lower*5 < full*2 || lower < 3 && (lower < single || width < surelyWrapped) {
		return 0
	}
	return width
}

// Widths of wrapped texts in characters: none is narrower than minWidth, and
// where fewer than three breaks speak for it, than surelyWrapped.
const (
	minWidth      = 40
	surelyWrapped = 55
)

// marginOf is the width that all but one in twenty of the lines before single
// line breaks keep to, 0 if there is none, and the number of these breaks: a
// few lines may be longer than the margin, as addresses and tables are.
func marginOf(lines []line) (width, single int) {
	var widths [widest + 1]int
	over := 0
	for i, l := range lines {
		if i == 0 || l.blank || lines[i-1].stripped {
			continue
		}
		single++
		if w := lines[i-1].width; w <= widest {
			widths[w]++
		} else {
			over++
		}
	}
	if single == 0 || over*20 > single {
		return 0, single
	}
	width = widest
	for over+widths[width] <= single/20 && width > 0 {
		over += widths[width]
		width--
	}
	return width, single
}

// firstWord is the number of characters up to the first gap in l.
func firstWord(text string, tokens []doc.Token, l line) int {
	k := l.first + 1
	for k < l.last && k < l.first+8 && tokens[k].Start == tokens[k-1].End {
		k++
	}
	from, to := tokens[l.first].Start, tokens[k-1].End
	return min(to-from, widest)
}

// midSentence reports whether nothing but the line break parts the two lines.
func midSentence(text string, tokens []doc.Token, a, b line) bool {
	switch text[tokens[a.last-1].End-1] {
	case '.', '!', '?', ':', '"':
		return false
	}
	switch text[tokens[b.first].Start] {
	case '-', '*', '#':
		return false
	}
	return true
}

// parts reports whether the line break between a and b, one after the other,
// ends a paragraph; width is that of wrapWidth.
func parts(text string, tokens []doc.Token, a, b line, width int) bool {
	if b.blank || width == 0 {
		return true
	}
	if b.indent >= a.indent+2 || b.indent > a.indent && text[b.start] == '\t' {
		return true
	}
	if isBullet(tokens[b.first].Of(text)) && b.last > b.first+1 && tokens[b.first+1].Start > tokens[b.first].End {
		return true
	}
	return a.width+1+firstWord(text, tokens, b) <= width && !isLower(text, tokens[b.first].Start)
}
