package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// An item is a word, a run of digits or a mark. Items are finer than tokens:
// "$1.3bn", "five-year-old" and "1990s" come apart, so the grammar does not
// depend on how the engine that made the tokens joins them.
type item struct {
	start, end int // bytes of the text
	kind       itemKind
	glued      bool // nothing stands between it and the item before
	capital    bool // a word whose first letter is upper case
	class      class
	num        int16  // index into numerals, -1 none
	mark       rune   // of a mark; typographic variants are folded
	key        string // the word as it is looked up; "" where that is not yet known
}

// size is the length of the item in bytes.
func (it *item) size() int { return it.end - it.start }

type itemKind uint8

const (
	wordItem itemKind = iota
	digitItem
	markItem
	opaqueItem // an address on the web
)

// sentence is a sentence as items, with what the rules ask again and again.
type sentence struct {
	*doc.Document
	index     int // of the sentence in the document
	text      string
	items     []item
	numeric   bool // some item can begin a number
	titleCase bool // nearly all words are capitalized, so capitals tell nothing
	lower     []byte
}

// reset cuts sentence i of d into items.
func (s *sentence) reset(st *Stage, i int) {
	s.index = i
	s.items = s.items[:0]
	s.numeric = false
	text := s.text
	end := min(s.Sentences[i].End, len(text))
	pos := s.Sentences[i].Start
	glued := false
	words, capitals := 0, 0
	for pos < end {
		c := text[pos]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			pos++
			glued = false
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[pos:end])
			if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u00ad' {
				pos += size
				glued = false
				continue
			}
		}
		it := item{start: pos, glued: glued, num: -1}
		switch {
		case isDigit(c) || c == '.' && pos+1 < end && isDigit(text[pos+1]) && !s.afterWord(glued):
			it.kind, it.end = digitItem, scanDigits(text[:end], pos)
			s.numeric = true
		case unicode.IsLetter(r):
			if it.end = scanAddress(text[:end], pos); it.end > 0 {
				it.kind = opaqueItem
				break
			}
			it.end = scanWord(text[:end], pos)
			it.capital = unicode.IsUpper(r)
			s.lookUp(st, &it)
			if it.size() > 3 {
				words++
				if it.capital {
					capitals++
				}
			}
		case (r == '\'' || r == '’') && glued && s.possessive(pos, size, end):
			it.kind, it.mark, it.end = markItem, possessive, pos+size+1
		default:
			it.kind, it.mark, it.end = markItem, foldMark(r), pos+size
			s.numeric = s.numeric || fractionSign(r) > 0
		}
		s.items = append(s.items, it)
		pos = it.end
		glued = true
	}
	s.titleCase = words >= 4 && capitals*10 >= words*8 // of the words of four letters and more, four in five
	if s.titleCase {
		return
	}
	// A capital inside the sentence makes a name of what else would be a verb:
	// the "States" of a country, "Will" Smith.
	for k := 1; k < len(s.items); k++ {
		if it := &s.items[k]; it.capital && it.class&nameable != 0 && s.items[k-1].kind != markItem {
			it.class &^= nameable
		}
	}
}

// lookUp sets what the lexicon knows of the word it.
func (s *sentence) lookUp(st *Stage, it *item) {
	w := s.text[it.start:it.end]
	var e entry
	var ok bool
	if plainLower(w) {
		it.key = w
		e, ok = st.lexicon[w]
	} else {
		s.lower = appendKey(s.lower[:0], w)
		e, ok = st.lexicon[string(s.lower)]
		if string(s.lower) == "us" && isUS(w) {
			return
		}
	}
	if ok {
		it.class, it.num = e.class, e.num
		s.numeric = s.numeric || e.num >= 0 && st.numerals[e.num].kind < severalWord
	}
	if it.class&grammar == 0 && it.num < 0 && len(it.key) > 5 && strings.HasSuffix(it.key, "ly") && it.class&notAdverb == 0 {
		it.class |= adverb
	}
}

// nameable are the classes of words that are none of theirs in a name.
const nameable = aux | verb | say | show | up | down | changeNoun | level

// possessive is the mark of an item "'s".
const possessive = 's'

// afterWord reports whether the item before, with nothing between, is a word
// or a number, so that a dot here ends it.
func (s *sentence) afterWord(glued bool) bool {
	n := len(s.items)
	return glued && n > 0 && s.items[n-1].kind != markItem
}

func (s *sentence) possessive(pos, size, end int) bool {
	n := len(s.items)
	if n == 0 || s.items[n-1].kind == markItem {
		return false
	}
	p := pos + size
	if p >= end || s.text[p] != 's' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[p+1 : end])
	return p+1 >= end || !unicode.IsLetter(r)
}

// at is item i, a mark of nothing outside the sentence.
func (s *sentence) at(i int) *item {
	if i < 0 || i >= len(s.items) {
		return &outside
	}
	return &s.items[i]
}

var outside = item{kind: markItem, num: -1}

func (s *sentence) isMark(i int, r rune) bool {
	it := s.at(i)
	return it.kind == markItem && it.mark == r
}

// is reports whether item i is a word of one of the classes.
func (s *sentence) is(i int, c class) bool { return s.at(i).class&c != 0 }

// word is item i as it is looked up: in lower case, without dots.
func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.items) {
		return ""
	}
	it := &s.items[i]
	if it.key == "" {
		s.lower = appendKey(s.lower[:0], s.text[it.start:it.end])
		it.key = string(s.lower)
	}
	return it.key
}

// isWord reports whether item i is one of the words, which are in lower case.
func (s *sentence) isWord(i int, words ...string) bool {
	return i >= 0 && i < len(s.items) && s.items[i].kind == wordItem && slices.Contains(words, s.word(i))
}
