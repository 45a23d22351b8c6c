package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Sentences is the stage that groups tokens into sentences and paragraphs and
// gives each its role. It takes tokens as any tokenizer cuts them.
type Sentences struct {
	abbreviations map[string]abbreviation
	roles         *roles
}

// NewSentences returns the stage. It is immutable.
func NewSentences() *Sentences {
	return &Sentences{abbreviations: parseAbbreviations(), roles: parseRoles()}
}

// Name is "sentences".
func (*Sentences) Name() string { return "sentences" }

// Needs is the tokens.
func (*Sentences) Needs() doc.Layer { return doc.Tokens }

// Gives is the sentences.
func (*Sentences) Gives() doc.Layer { return doc.Sentences }

// Annotate sets d.Sentences.
func (st *Sentences) Annotate(d *doc.Document) {
	if len(d.Tokens) == 0 {
		d.Sentences = nil
		return
	}
	ls := lines(d.Text, d.Tokens, make([]line, 0, strings.Count(d.Text, "\n")+1))
	width := wrapWidth(d.Text, d.Tokens, ls)
	sp := splitter{
		Sentences: st,
		text:      d.Text,
		tokens:    d.Tokens,
		// News has some 20 tokens to a sentence.
		sentences: make([]doc.Sentence, 0, len(d.Tokens)/16+len(ls)+1),
	}
	for i := 0; i < len(ls); {
		j := i + 1
		for j < len(ls) && !parts(d.Text, d.Tokens, ls[j-1], ls[j], width) {
			j++
		}
		if d.TitleEnd > 0 && i == 0 && ls[0].first == 0 {
			// The title line is a paragraph, whatever the layout.
			for j > 1 && d.Tokens[ls[j-1].first].Start >= d.TitleEnd {
				j--
			}
		}
		sp.paragraph(ls[i].first, ls[j-1].last)
		i = j
	}
	d.Sentences = sp.sentences
	st.roles.assign(d)
}

// splitter cuts the paragraphs of one text.
type splitter struct {
	*Sentences
	text       string
	tokens     []doc.Token
	sentences  []doc.Sentence
	paragraphs int
	care       care
}

// care is how the article is written, as far as it has been looked at.
type care uint8

const (
	unknown care = iota
	careful
	careless
)

// careless reports whether the article's sentences begin with small letters
// now and then, as in mails and comments. In news a small letter behind ? or !
// goes on with the sentence: "Black Voices Rise! opens on Friday".
func (s *splitter) careless() bool {
	if s.care == unknown {
		s.care = careful
		small := 0
		if len(s.tokens) < 400 {
			small = 1 // one of them is enough in a short text
		}
		if isLower(s.text, s.tokens[0].Start) {
			small++
		}
		for k := 1; k+1 < len(s.tokens) && small < 2; k++ {
			switch s.token(k) {
			case "i", "!!", "??", "!!!", "???":
				small++
			case ".":
				if isLower(s.text, s.tokens[k+1].Start) && s.tokens[k+1].Start > s.tokens[k].End && s.tokens[k-1].End == s.tokens[k].Start {
					small++
				}
			}
		}
		if small > 1 {
			s.care = careless
		}
	}
	return s.care == careless
}

func (s *splitter) emit(first, last int) {
	s.sentences = append(s.sentences, doc.Sentence{
		Span:      corpus.Span{Start: s.tokens[first].Start, End: s.tokens[last-1].End},
		First:     first,
		Last:      last,
		Paragraph: s.paragraphs,
		Role:      doc.Body,
	})
}

// paragraph cuts tokens [first:last) into sentences.
func (s *splitter) paragraph(first, last int) {
	start := first
	for k := first; k+1 < last; k++ {
		end := 0
		switch s.text[s.tokens[k].End-1] {
		case '.', '!', '?', 0xa6, 0x82, 0x9f, 0x81: // the last four end … 。 ？ ！
			end = s.endAfter(start, k, last)
		default:
			if k > start && isBulletBetween(s.tokens[k].Of(s.text)) && s.tokens[k].Start > s.tokens[k-1].End && s.tokens[k+1].Start > s.tokens[k].End {
				end = k
			}
		}
		if end > start && end < last {
			s.emit(start, end)
			start = end
			k = max(k, end-1)
		}
	}
	s.emit(start, last)
	s.paragraphs++
}

// mark is how a sentence may end.
type mark uint8

const (
	none mark = iota
	stop
	question // ? or !
	ellipsis
	abbreviated
)

// endAfter decides whether the sentence that begins with token start ends
// with token k and the closing marks behind it. It returns the first token
// of the next sentence, 0 if it goes on; last is the end of the paragraph.
func (s *splitter) endAfter(start, k, last int) int {
	t := s.token(k)
	m := s.markOf(t)
	if m == none {
		return 0
	}
	if m == stop && k > start && s.tokens[k-1].End < s.tokens[k].Start && s.markOf(s.token(k-1)) == stop {
		m = ellipsis // ". . ."
	}
	next, quoted, closed := k+1, false, false
	for next < last {
		if n := s.reference(next, last); n > 0 {
			next += n
			continue
		}
		c := s.closes(next, last)
		if c == 0 {
			break
		}
		quoted = quoted || c == '"'
		closed = true
		next++
	}
	if next >= last {
		return 0
	}
	apart := s.tokens[next].Start > s.tokens[next-1].End
	// What comes next, behind opening marks.
	word, opened := next, false
	for word+1 < last && word < next+3 && s.opens(word) {
		opened = true
		word++
	}
	w := s.token(word)
	r, _ := utf8.DecodeRuneInString(w)
	upper, lower := unicode.IsUpper(r) || unicode.IsTitle(r), unicode.IsLower(r)
	switch w {
	case ",", ";", ":", ".", "!", "?", ")", "]", "”", "’", "/", "'s", "’s":
		if !opened {
			return 0
		}
	case "…", "...":
		if !apart || m != stop {
			return 0
		}
	}
	if opened && m != stop && isDash(s.token(next)) {
		return 0
	}
	if !apart && !opened && (m != stop && m != question || !s.missingSpace(k, word)) {
		return 0
	}
	if s.onlyMarks(start, k) {
		return 0 // "1.", "a.", "..." at the beginning
	}
	switch m {
	case stop:
		if lower && (quoted || k > start && isVowelless(s.token(k-1))) {
			return 0
		}
	case question:
		if lower && (closed || len(t) == 1 && !s.careless()) {
			return 0
		}
		if upper && !closed && k > start && isExclaimed(s.token(k-1)) && !isStarter(w) {
			return 0
		}
		if quoted && upper && s.attribution(word, last) {
			return 0
		}
	case ellipsis:
		if lower || !upper && !opened {
			return 0
		}
	case abbreviated:
		a, known := s.abbreviations[strings.TrimSuffix(t, ".")]
		if known && a.ends == endsNever || lower || !upper && !opened {
			return 0
		}
		switch {
		case closed, isStarter(w), a.ends == endsCapital:
		case a.ends == endsTime && !isTimely(w) && (word+1 == last || s.token(word+1) != "time"):
		case opened && upper && s.opensQuotation(next) && !s.isNickname(word, last):
		default:
			return 0
		}
	}
	return next
}

// missingSpace reports whether the words before token k and from token next
// on are those of two sentences although no space parts them: "said.The".
func (s *splitter) missingSpace(k, next int) bool {
	if k == 0 {
		return false
	}
	a, b := s.token(k-1), s.token(next)
	return len(a) > 1 && isLower(a, 0) && letters(a, 0, len(a)) == len(a) || len(a) > 1 && isLower(a, len(a)-1) && (word.UpperAt(b, 0) && (len(b) == 1 || isLower(b, len(b)-1)))
}

// reference is the number of tokens at k that make up a reference in
// brackets: [12], [citation needed]. It belongs to the sentence before it.
func (s *splitter) reference(k, last int) int {
	if k+2 >= last || s.token(k) != "[" {
		if k < last && isFace(s.token(k)) {
			return 1
		}
		return 0
	}
	if c, _ := classAt(s.token(k+1), 0); c == digit && s.token(k+2) == "]" {
		return 3
	}
	if k+3 < last && s.token(k+1) == "citation" && s.token(k+3) == "]" {
		return 4
	}
	return 0
}

// isFace reports whether w is an emoticon.
func isFace(w string) bool {
	return len(w) > 1 && len(w) < 4 && (emoticon(w) == len(w) || w == "^_^")
}

// isVowelless reports whether w is likely an abbreviation that no list has.
func isVowelless(w string) bool {
	return len(w) > 1 && len(w) < 5 && !strings.ContainsAny(w, "aeiouyAEIOUY0123456789") && letters(w, 0, len(w)) == len(w)
}

// opensQuotation reports whether token k is a mark that begins a quotation.
func (s *splitter) opensQuotation(k int) bool {
	switch s.token(k) {
	case "\"", "“", "``":
		return true
	}
	return false
}

// isNickname reports whether token k is alone in its quotation marks with more
// of a name behind it: C. L. "Butch" Ode.
func (s *splitter) isNickname(k, last int) bool {
	if k+2 >= last || s.closes(k+1, last) != '"' {
		return false
	}
	return word.UpperAt(s.text, s.tokens[k+2].Start)
}

func (s *splitter) token(k int) string { return s.tokens[k].Of(s.text) }

// markOf tells how t can end a sentence.
func (s *splitter) markOf(t string) mark {
	switch t {
	case ".", "。":
		return stop
	case "!", "?", "！", "？":
		return question
	case "…", "...":
		return ellipsis
	}
	i := len(t)
	for i > 0 && (t[i-1] == '.' || t[i-1] == '!' || t[i-1] == '?') {
		i--
	}
	switch {
	case i == len(t):
		if strings.HasSuffix(t, "…") {
			return ellipsis
		}
		return none
	case i > 0 && len(t) == i+1 && t[i] == '.':
		if _, ok := s.abbreviations[t[:i]]; ok || i <= 5 || strings.IndexByte(t[:i], '.') > 0 {
			return abbreviated
		}
		return stop // a tokenizer left the full stop on its word
	case strings.IndexByte(t[i:], '?') >= 0 || strings.IndexByte(t[i:], '!') >= 0:
		return question
	}
	return ellipsis
}

// closes tells whether token k closes a quotation ('"') or a bracket (')')
// behind the end of a sentence, 0: neither.
func (s *splitter) closes(k, last int) byte {
	t := s.token(k)
	switch t {
	case "”", "’", "»", "’’", "''":
		return '"'
	case ")", "]", "}":
		return ')'
	case "\"", "'":
		if s.tokens[k].Start > s.tokens[k-1].End {
			return 0
		}
		if k+1 < last && s.tokens[k+1].Start == s.tokens[k].End {
			if k, _ := classAt(s.text, s.tokens[k].End); k == letter || k == digit {
				return 0
			}
		}
		return '"'
	}
	return 0
}

// opens tells whether token k can stand before the first word of a sentence.
func (s *splitter) opens(k int) bool {
	switch s.token(k) {
	case "\"", "'", "“", "‘", "«", "(", "[", "``", "„", "''", "‘‘", "‘’", "-", "–", "—", "--", "*", "¿", "¡", "#":
		return true
	}
	return false
}

// onlyMarks reports whether tokens start to k hold at most a number or a
// letter that counts, and marks.
func (s *splitter) onlyMarks(start, k int) bool {
	if k > start+3 {
		return false
	}
	words := 0
	for i := start; i <= k; i++ {
		t := s.token(i)
		c, _ := classAt(t, 0)
		switch {
		case c == letter:
			if len(t) > 2 || len(t) == 2 && t[1] != '.' {
				return false
			}
			words++
		case c == digit:
			if len(t) > 3 {
				return false
			}
			words++
		}
	}
	return words <= 1
}

// attribution reports whether the words from k on say who spoke: "Smith
// asked", "Rep. Ann Ode, D-Ohio, said".
func (s *splitter) attribution(k, last int) bool {
	for i := k; i < last && i < k+9; i++ {
		t := s.token(i)
		if isReporting(t) {
			// "Ode said: “No.”" and "Ode said that" begin a sentence.
			return i > k && (i+1 == last || s.token(i+1) != ":" && s.token(i+1) != "that")
		}
		if i == k && isStarter(t) {
			return false
		}
		switch c, _ := classAt(t, 0); {
		case c == digit, word.UpperAt(t, 0), t == "-", t == "of", t == "the":
		case t == ",":
			if i == k {
				return false
			}
		default:
			return false
		}
	}
	return false
}
