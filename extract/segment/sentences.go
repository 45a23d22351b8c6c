package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
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

// isBulletBetween reports whether w begins an item of a list that stands in
// one line.
func isBulletBetween(w string) bool {
	switch w {
	case "•", "▪", "●", "■", "◆", "►", "‣":
		return true
	}
	return false
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
	next, quoted, closed := k+1, false, false
	for next < last {
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
	case ",", ";", ":", ".", "!", "?", ")", "]", "”", "’", "-", "--", "–", "—", "/", "…", "...", "'s", "’s":
		if !opened && (w != "-" && w != "–" && w != "—" && w != "--" || m != stop) {
			return 0
		}
	}
	if !apart && !opened && !(upper && m != abbreviated) {
		return 0
	}
	if s.onlyMarks(start, k) {
		return 0 // "1.", "a.", "..." at the beginning
	}
	switch m {
	case stop:
		if lower && (quoted || !apart) {
			return 0
		}
		if lower && k > start && len(s.token(k-1)) <= 3 && s.tokens[k-1].End == s.tokens[k].Start && !closed {
			return 0
		}
	case question:
		if lower && (closed || !apart) {
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
		if known && !a.ends {
			return 0
		}
		if lower || !upper && !opened {
			return 0
		}
		if quoted || closed && upper {
			return next
		}
		if !isStarter(w) {
			if !opened || !upper {
				return 0
			}
			c := s.token(next)
			if c != "\"" && c != "“" {
				return 0
			}
		}
		if !known && utf8.RuneCountInString(t) == 2 && !isStarter(w) {
			return 0
		}
	}
	return next
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
// asked", "Mr. Smith said".
func (s *splitter) attribution(k, last int) bool {
	for i := k; i < last && i < k+5; i++ {
		t := s.token(i)
		if isReporting(t) {
			return i > k
		}
		if !isUpper(t, 0) && t != "." && t != "-" {
			return false
		}
	}
	return false
}

// isReporting reports whether w is a verb that follows a quoted question.
func isReporting(w string) bool {
	switch w {
	case "said", "says", "asked", "asks", "wrote", "writes", "tweeted", "added", "adds", "wondered", "shouted", "cried", "replied", "told", "yelled", "exclaimed", "quipped", "posted", "continued", "responded", "joked", "demanded", "declared", "chanted", "screamed":
		return true
	}
	return false
}

// isStarter reports whether w, with a capital, is more likely the first word
// of a sentence than part of a name.
func isStarter(w string) bool {
	switch w {
	case "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "I", "You", "This", "That", "These", "Those", "There", "Here",
		"But", "And", "Or", "So", "Yet", "If", "When", "While", "As", "After", "Before", "For", "From", "With", "By", "To", "Of", "Into",
		"His", "Her", "Its", "Their", "Our", "My", "Your", "What", "Who", "How", "Why", "Where", "Which", "Whether", "Although", "Though", "Despite",
		"However", "Meanwhile", "Also", "Still", "Then", "Now", "Since", "Because", "During", "Under", "Over", "According", "Some", "Many", "Most",
		"All", "One", "Two", "Three", "Several", "Another", "Each", "Every", "Both", "Few", "No", "Not", "Nor", "Just", "Only", "Even", "Once", "Until",
		"Among", "Between", "Through", "Without", "Against", "About", "Instead", "Moreover", "Nevertheless", "Perhaps", "Yes", "Let", "Please",
		"More", "Much", "Other", "Others", "Such", "Is", "Are", "Was", "Were", "Did", "Do", "Does", "Can", "Could", "Will", "Would", "Should", "Have", "Has", "Had",
		"Is n't", "Asked", "Earlier", "Later", "Today", "Yesterday", "People", "Officials", "Police", "Critics", "Thus", "Therefore", "Unlike", "Like",
		"Nearly", "Almost", "Any", "Anyone", "Everyone", "Nobody", "Nothing", "Something", "Someone", "Never", "Often", "Sometimes", "Indeed", "Otherwise", "Being", "Having", "Given", "Thanks":
		return true
	}
	return false
}
