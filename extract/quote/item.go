package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/internal/word"
)

// item is one token, or a whole passage folded into one.
type item struct {
	start, end int
	class      class
	verbs      []int32
	token      int // the first
	pass       int // index of the passage, or -1
}

func (r *reader) item(w string, start, end, token int) item {
	it := item{start: start, end: end, token: token, pass: -1}
	c, _ := utf8.DecodeRuneInString(w)
	switch {
	case c == ',':
		it.class = comma
	case c == ':':
		it.class = colon
	case c == '.' || c == '?' || c == '!' || c == ';' || c == '…':
		it.class = stop
	case c == '-' && start > 0 && end < len(r.text) && r.text[start-1] > ' ' && r.text[end] > ' ':
		// a hyphen inside a word
	case c == '-' || c == '–' || c == '—' || c == '―' || c == '‒' || c == '−':
		it.class = dash
	case c == '(' || c == '[':
		it.class = openBracket
	case c == ')' || c == ']':
		it.class = closeBracket
	default:
		e := r.look(w)
		it.class, it.verbs = e.class, e.verbs
		switch {
		case len(w) > 1 && it.class&(object|pronoun) != 0 && word.ShapeOf(w) == word.AllCaps: // "US", "WHO"
			it.class = capital
		case unicode.IsUpper(c) || unicode.IsTitle(c):
			it.class |= capital
		case unicode.IsLetter(c):
			it.class |= lower
		case unicode.IsDigit(c) || c == '$':
			it.class |= number
		}
		if w == "'s" || w == "’s" || w == "'" || w == "’" {
			it.class |= possessive
		}
		if it.class&(lower|verbish|auxiliary) == lower && len(w) > 4 && len(it.verbs) == 0 {
			switch {
			case strings.HasSuffix(w, "ly") && !it.is(notAdverb):
				it.class |= adverb
			case strings.HasSuffix(w, "ed"):
				it.class |= pastForm
			case strings.HasSuffix(w, "ing") && !it.is(notGerund):
				it.class |= gerund
			}
		}
	}
	return it
}

func (it *item) is(c class) bool { return it.class&c != 0 }

// look finds a word in the lexicon, whatever its case.
func (r *reader) look(w string) entry {
	if len(w) > 24 {
		return entry{}
	}
	r.low = word.AppendLower(r.low[:0], w)
	return r.lx.words[string(r.low)]
}
