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
	ls := lines(d.Text, d.Tokens, make([]line, 0, min(strings.Count(d.Text, "\n")+1, len(d.Tokens))))
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
	if k := s.datelineEnd(first, last); k > 0 {
		s.emit(first, k)
		s.sentences[len(s.sentences)-1].Role = doc.Dateline
		start = k
	}
	for k := start; k+1 < last; k++ {
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

// boundary is a place where a sentence may end, and what stands there.
type boundary struct {
	start, k, last int    // the sentence begins with token start, its mark is k, its paragraph ends before last
	mark           mark   //
	closed         bool   // closing marks stand behind it
	quoted         bool   // one of them is a quotation mark
	next           int    // the token behind them
	apart          bool   // white space stands before that
	opened         bool   // opening marks stand there
	first          int    // the token behind them
	word           string // its text
	upper, lower   bool   // how that begins
}

// endAfter decides whether the sentence that begins with token start ends
// with token k and the closing marks behind it. It returns the first token
// of the next sentence, 0 if it goes on; last is the end of the paragraph.
func (s *splitter) endAfter(start, k, last int) int {
	m := s.markOf(s.token(k))
	if m == none {
		return 0
	}
	b := boundary{start: start, k: k, last: last, mark: m}
	if m == stop && k > start && s.tokens[k-1].End < s.tokens[k].Start && s.markOf(s.token(k-1)) == stop {
		b.mark = ellipsis // ". . ."
	}
	if !s.look(&b) || s.goesOn(&b) || !s.ends(&b) {
		return 0
	}
	return b.next
}

// look fills in what stands behind the mark; false at the end of the paragraph.
func (s *splitter) look(b *boundary) bool {
	b.next = b.k + 1
	for b.next < b.last {
		if n := s.reference(b.next, b.last); n > 0 {
			b.next += n
			continue
		}
		c := s.closes(b.next, b.last)
		if c == 0 {
			break
		}
		b.quoted = b.quoted || c == '"'
		b.closed = true
		b.next++
	}
	if b.next >= b.last {
		return false
	}
	b.apart = s.tokens[b.next].Start > s.tokens[b.next-1].End
	b.first = b.next
	for b.first+1 < b.last && b.first < b.next+3 && s.opens(b.first) {
		b.opened = true
		b.first++
	}
	b.word = s.token(b.first)
	r, _ := utf8.DecodeRuneInString(b.word)
	b.upper, b.lower = unicode.IsUpper(r) || unicode.IsTitle(r), unicode.IsLower(r)
	return true
}

// goesOn reports whether the sentence goes on whatever its mark means: a mark
// follows that begins no sentence, nothing parts the words, or nothing but
// marks has been read.
func (s *splitter) goesOn(b *boundary) bool {
	switch b.word {
	case ",", ";", ":", ".", "!", "?", ")", "]", "”", "’", "/", "'s", "’s":
		if !b.opened {
			return true
		}
	case "…", "...":
		if !b.apart || b.mark != stop {
			return true
		}
	}
	if b.opened && b.mark != stop && isDash(s.token(b.next)) {
		return true
	}
	if !b.apart && !b.opened && (b.mark != stop && b.mark != question || !s.missingSpace(b.k, b.first)) {
		return true
	}
	return s.onlyMarks(b.start, b.k) // "1.", "a.", "..." at the beginning
}

// ends reports whether the mark ends the sentence before what follows it.
func (s *splitter) ends(b *boundary) bool {
	switch b.mark {
	case stop:
		return !b.lower || !b.quoted && !(b.k > b.start && isVowelless(s.token(b.k-1)))
	case question:
		switch {
		case b.lower:
			return !b.closed && (len(s.token(b.k)) > 1 || s.careless())
		case b.upper && !b.closed && b.k > b.start && isExclaimed(s.token(b.k-1)) && !isStarter(b.word):
			return false
		}
		return !(b.quoted && b.upper && s.attribution(b.first, b.last))
	}
	// An ellipsis or an abbreviation.
	if b.lower || !b.upper && !b.opened {
		return false
	}
	if b.mark == ellipsis {
		return true
	}
	a, known := s.abbreviations[strings.TrimSuffix(s.token(b.k), ".")]
	if known && a.ends == endsNever {
		return false
	}
	switch {
	case b.closed, isStarter(b.word), a.ends == endsCapital:
		return true
	case a.ends == endsTime && !isTimely(b.word) && (b.first+1 == b.last || s.token(b.first+1) != "time"):
		return true
	}
	return b.opened && b.upper && s.opensQuotation(b.next) && !s.isNickname(b.first, b.last)
}

// missingSpace reports whether the words before token k and from token next
// on are those of two sentences although no space parts them: "said.The".
func (s *splitter) missingSpace(k, next int) bool {
	if k == 0 {
		return false
	}
	a, b := s.token(k-1), s.token(next)
	if len(a) < 2 {
		return false
	}
	return isLower(a, 0) && letters(a, 0, len(a)) == len(a) ||
		isLower(a, len(a)-1) && word.UpperAt(b, 0) && (len(b) == 1 || isLower(b, len(b)-1))
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
