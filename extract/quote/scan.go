package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
)

type mark struct {
	corpus.Span
	family         family
	opens, closes  bool // what its form and its neighbours allow
	possessive     bool // can as well be the apostrophe of "residents'"
	closerIsBehind bool // a surer closing mark stands behind it, before anything opens
}

type family uint8

// scanMarks appends the quotation marks of one paragraph; apostrophes, primes
// and feet are left out.
func scanMarks(text string, p corpus.Span, marks []mark) []mark {
	low := false // a „ waits for its “ or ”
	for i := p.Start; i < p.End; {
		c := text[i]
		if c != '"' && c != '\'' && c != '`' && c != 0xe2 && c != 0xc2 && c != 0xef { // the first bytes of all marks
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:p.End])
		m := mark{Span: corpus.Span{Start: i, End: i + n}}
		ok := false
		switch r {
		case '"', '“', '”', '„', '‟', '＂', '«', '»', '‹', '›':
			if r == '"' && i > p.Start && text[i-1] == '=' { // <a href="…">: no words
				i = m.End
				if k := strings.IndexByte(text[i:min(i+400, p.End)], '"'); k >= 0 {
					i += k + 1
				}
				continue
			}
			ok = r != '"' || !inches(text, p, i)
			doubleMark(text, p, r, &m, &low)
		case '\'', '‘', '’', '`', '‚', '‛':
			if r != '‚' && strings.HasPrefix(text[m.End:p.End], text[i:m.End]) {
				ok = true
				twoSingles(text, p, r, n, &m)
			} else {
				m.family = single
				ok = singleMark(text, p, r, &m)
			}
		}
		if ok {
			marks = append(marks, m)
		}
		i = m.End
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

// doubleMark sets what a double mark or guillemet can be. low is whether a „
// waits for its partner.
func doubleMark(text string, p corpus.Span, r rune, m *mark, low *bool) {
	m.family = double
	m.opens, m.closes = direction(text, p, m.Span)
	switch r {
	case '“':
		if m.opens || !m.closes { // typed the wrong way round only where nothing else fits
			m.opens, m.closes = true, false
		}
		if *low { // „…“
			m.opens, m.closes, *low = false, true, false
		}
	case '”':
		m.opens, m.closes, *low = m.opens && !m.closes, true, false
	case '„', '‟':
		m.opens, m.closes, *low = true, false, true
	case '«', '»', '‹', '›':
		m.family = guillemet
		if m.opens == m.closes { // « avec espaces »
			m.opens, m.closes = r == '«' || r == '‹', r == '»' || r == '›'
		}
	}
}

// twoSingles sets what two single marks in a row, of n bytes each, are: a double
// mark. Of three, the first is the single mark inside of the double.
func twoSingles(text string, p corpus.Span, r rune, n int, m *mark) {
	three := strings.HasPrefix(text[m.End+n:p.End], text[m.Start:m.End])
	if three && (r == '\'' || r == '’') && !startsWord(text, p, corpus.Span{Start: m.Start, End: m.End + 2*n}) {
		m.family, m.closes = single, true // and the double after it
		return
	}
	m.End += n
	m.family = double
	m.opens, m.closes = direction(text, p, m.Span)
	switch r {
	case '`', '‘':
		m.opens, m.closes = true, false
	case '’':
		m.opens, m.closes = false, true
	}
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
