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

type family uint8

const (
	double family = iota
	single
	guillemet
)

type mark struct {
	corpus.Span
	family         family
	opens, closes  bool // what its form and its neighbours allow
	possessive     bool // can as well be the apostrophe of "residents'"
	closerIsBehind bool // a surer closing mark stands behind it, before anything opens
}

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

// maxLines is how many lines one passage may be broken into by single line
// ends. Texts with a sentence a line need a few.
const maxLines = 8

// rejoin puts lines back into one paragraph where the marks show that a passage
// runs across their ends: one opens in a line and the next mark, a few lines
// on, can only close. No blank line may stand between. It changes the numbers
// in of along with the paragraphs.
func rejoin(text string, paragraphs []corpus.Span, of []int) []corpus.Span {
	type ends struct{ opensLast, closesFirst, any bool }
	var marks []mark
	info := make([]ends, len(paragraphs))
	for i, p := range paragraphs {
		marks = scanMarks(text, p, marks[:0])
		for _, m := range marks {
			if m.family == single {
				continue
			}
			if !info[i].any {
				info[i].any, info[i].closesFirst = true, m.closes && !m.opens
			}
			info[i].opensLast = m.opens && !m.closes
		}
	}
	number := make([]int, len(paragraphs)) // old to new
	out := paragraphs[:0]
	for i := 0; i < len(paragraphs); {
		p, end := paragraphs[i], i
		for info[end].opensLast {
			j := end + 1
			for j < len(paragraphs) && j < end+maxLines && !info[j].any && oneLine(text, paragraphs[j-1], paragraphs[j]) {
				j++
			}
			if j >= len(paragraphs) || j >= end+maxLines || !info[j].closesFirst || !oneLine(text, paragraphs[j-1], paragraphs[j]) {
				break
			}
			end = j
		}
		p.End = paragraphs[end].End
		for k := i; k <= end; k++ {
			number[k] = len(out)
		}
		out = append(out, p)
		i = end + 1
	}
	for k := range of {
		of[k] = number[of[k]]
	}
	return out
}

// oneLine reports whether no blank line stands between two paragraphs.
func oneLine(text string, a, b corpus.Span) bool {
	return strings.Count(text[a.End:b.Start], "\n") <= 1
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

// scanMarks appends the quotation marks of one paragraph; apostrophes, primes
// and feet are left out.
func scanMarks(text string, p corpus.Span, marks []mark) []mark {
	low := false // a „ waits for its “ or ”
	for i := p.Start; i < p.End; {
		c := text[i]
		if c != '"' && c != '\'' && c != '`' && c != 0xe2 && c != 0xc2 && c != 0xef {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:p.End])
		next := i + n
		m := mark{Span: corpus.Span{Start: i, End: next}}
		switch r {
		case '"', '＂':
			m.family = double
			m.opens, m.closes = direction(text, p, m.Span)
			if r == '"' && i > p.Start && text[i-1] == '=' { // <a href="…">: no words
				if k := strings.IndexByte(text[next:min(next+400, p.End)], '"'); k >= 0 {
					next += k + 1
				}
				i = next
				continue
			}
			if r == '"' && inches(text, p, i) {
				i = next
				continue
			}
		case '“':
			m.family = double
			m.opens, m.closes = direction(text, p, m.Span)
			if m.opens || !m.closes { // typed the wrong way round only where nothing else fits
				m.opens, m.closes = true, false
			}
			if low { // „…“
				m.opens, m.closes, low = false, true, false
			}
		case '”':
			m.family = double
			m.opens, m.closes = direction(text, p, m.Span)
			m.opens, m.closes, low = m.opens && !m.closes, true, false
		case '„', '‟':
			m.family = double
			m.opens, low = true, true
		case '«', '»', '‹', '›':
			m.family = guillemet
			m.opens, m.closes = direction(text, p, m.Span)
			if m.opens == m.closes { // « avec espaces »
				m.opens, m.closes = r == '«' || r == '‹', r == '»' || r == '›'
			}
		case '\'', '‘', '’', '`', '‚', '‛':
			two := next < p.End && strings.HasPrefix(text[next:p.End], text[i:next])
			if two && r != '‚' {
				// Three in a row are a double and a single mark, the single inside.
				three := strings.HasPrefix(text[next+n:p.End], text[i:next])
				if three && (r == '\'' || r == '’') && !startsWord(text, p, corpus.Span{Start: i, End: next + 2*n}) {
					m.family, m.closes = single, true // and the double after it
					break
				}
				m.End = next + n
				next = m.End
				m.family = double
				m.opens, m.closes = direction(text, p, m.Span)
				switch r {
				case '`', '‘':
					m.opens, m.closes = true, false
				case '’':
					m.opens, m.closes = false, true
				}
				break
			}
			m.family = single
			if !singleMark(text, p, r, &m) {
				i = next
				continue
			}
		default:
			i = next
			continue
		}
		marks = append(marks, m)
		i = next
	}
	closer := false
	for k := len(marks) - 1; k >= 0; k-- {
		m := &marks[k]
		if m.family != single {
			continue
		}
		m.closerIsBehind = closer
		if m.opens {
			closer = false
		} else if m.closes && !m.possessive {
			closer = true
		}
	}
	return marks
}

// direction tells by the neighbours whether a mark can open or close: it opens
// before a word and closes after one. Where they do not tell ("said,"Go",
// marks with space on both sides) both are possible.
func direction(text string, p corpus.Span, m corpus.Span) (opens, closes bool) {
	before, after := around(text, p, m)
	opens = edge(before, "([{<") && !space(after)
	closes = !space(before) && edge(after, ".,;:!?)]}>")
	if opens == closes {
		return true, true
	}
	return opens, closes
}

// around is the runes before and after m in its paragraph, a space at its ends.
func around(text string, p, m corpus.Span) (before, after rune) {
	before, after = ' ', ' '
	if m.Start > p.Start {
		before, _ = utf8.DecodeLastRuneInString(text[p.Start:m.Start])
	}
	if m.End < p.End {
		after, _ = utf8.DecodeRuneInString(text[m.End:p.End])
	}
	return before, after
}

func startsWord(text string, p, m corpus.Span) bool {
	before, after := around(text, p, m)
	return edge(before, "([{") && !space(after)
}

func space(r rune) bool { return r == ' ' || unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// edge reports whether a mark beside r stands at the border of a word: space,
// a dash, another mark, or one of the punctuation.
func edge(r rune, punctuation string) bool {
	return space(r) || strings.ContainsRune("-–—…/\"“”„«»‹›'‘’`", r) || strings.ContainsRune(punctuation, r)
}

// inches reports whether the straight mark at i belongs to a measure: 5'10".
func inches(text string, p corpus.Span, i int) bool {
	j := i
	for j > p.Start && i-j < 4 && (text[j-1] >= '0' && text[j-1] <= '9' || text[j-1] == '.') {
		j--
	}
	if j == i {
		return false
	}
	before := text[p.Start:j]
	for _, feet := range [...]string{"'", "’", "′", "' ", "’ ", "′ "} {
		if s, ok := strings.CutSuffix(before, feet); ok && s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' {
			return true
		}
	}
	// A letter or digit right behind: 24"x36". At no border of a word.
	return i+1 < p.End && (text[i+1] == 'x' || text[i+1] >= '0' && text[i+1] <= '9')
}

// elided are words that begin with an apostrophe.
var elided = map[string]bool{
	"tis": true, "twas": true, "twill": true, "twere": true, "em": true, "til": true, "till": true,
	"cause": true, "bout": true, "round": true, "n": true, "nuff": true, "cuz": true, "coz": true, "er": true,
	"im": true, "neath": true, "gainst": true, "kay": true, "hood": true, "burbs": true, "ole": true,
}

// singleMark sets what a single mark can be and reports whether it can be a
// quotation mark at all. Between letters it is an apostrophe; before a
// shortened word or year too; after a word it may close, if it is not the
// possessive of a plural.
func singleMark(text string, p corpus.Span, r rune, m *mark) bool {
	before, after := around(text, p, m.Span)
	wordBefore := unicode.IsLetter(before) || unicode.IsDigit(before)
	wordAfter := unicode.IsLetter(after) || unicode.IsDigit(after)
	switch {
	case wordBefore && wordAfter:
		return false
	case edge(before, "([{") && !space(after):
		m.opens = r != '’'
		m.closes = r != '‘' && r != '`' && !space(before) && !wordAfter
		word := wordFrom(text[m.End:p.End])
		if elided[strings.ToLower(word)] || decade(word) {
			m.opens = false
		}
		return m.opens || m.closes
	case !space(before) && edge(after, ".,;:!?)]}"):
		m.closes = r != '‘' && r != '`' && r != '‚'
		if r == '’' || r == '\'' {
			m.possessive = (before == 's' || before == 'S' || before == 'n' || before == 'x' || before == 'z') && space(after)
		}
		return m.closes
	}
	return false
}

// wordFrom is the letters and digits that s begins with, at most eight bytes.
func wordFrom(s string) string {
	n := 0
	for n < len(s) && n < 8 && (s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	return s[:n]
}

// decade reports whether w is a shortened year: "90s", "68".
func decade(w string) bool {
	w = strings.TrimSuffix(w, "s")
	return len(w) == 2 && w[0] >= '0' && w[0] <= '9' && w[1] >= '0' && w[1] <= '9'
}
