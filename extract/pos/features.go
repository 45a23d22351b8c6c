package pos

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/internal/cluster"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Features is the version of what this file computes. A model is of one
// version: count it up with every change here, and train again.
const Features = 1

// Start stands for the tags before a sentence begins.
const Start = 255

// The templates of features.
const (
	// Of the word itself.
	tBias = iota
	tWord
	tForm
	tPrefix
	tSuffix
	tLastPart
	tShape
	tShapeSuffix2
	tShapeSuffix3
	tClass
	tFolded
	// Of a neighbour.
	tBesideWord
	tBesideSuffix
	tBesideShape
	tBesideClass
	// Of what stands around it.
	tTag1
	tTag2
	tTag1Word
	tTag1Next
	tTag1Suffix
	tTag1Shape
	tTag2Word
	tWordBefore
	tWordNext
	tAround
	tSuffixes
	tTag1Class
	tClasses
	tPlace
	// See Known.
	tKnown
)

// form is what can be told of a word by itself.
type form struct {
	word    uint64 // in lower case, digits all alike
	form    uint64 // as written
	suffix2 uint64
	suffix3 uint64
	shape   uint64
	class   uint64 // of 256
	letter  caseOf // of its first character
}

type caseOf uint8

const (
	other caseOf = iota
	lower
	upper
)

// edge is the word before the first and behind the last.
var edge = form{word: 1, form: 1, suffix2: 1, suffix3: 1, shape: 1}

// newForm reads w, and gives buf with w as the features see it.
func newForm(w string, buf []byte) (form, []byte) {
	buf = word.AppendLower(buf[:0], w)
	for i, c := range buf {
		if '0' <= c && c <= '9' {
			buf[i] = '0'
		}
	}
	f := form{
		word:    seq.Hash(buf),
		form:    seq.Hash(w),
		suffix2: seq.Hash(buf[max(0, len(buf)-2):]),
		suffix3: seq.Hash(buf[max(0, len(buf)-3):]),
		shape:   shapeOf(w),
		class:   uint64(cluster.Of(w)[1]),
	}
	switch r, _ := utf8.DecodeRuneInString(w); {
	case unicode.IsUpper(r):
		f.letter = upper
	case unicode.IsLower(r):
		f.letter = lower
	}
	return f, buf
}

// shapeOf is how a word is written: the classes of its characters, at most two
// of a kind in a row and 12 in all.
func shapeOf(w string) uint64 {
	shape, n := uint64(1), 0
	var last, before uint64
	for _, r := range w {
		class := 16 + uint64(r) // marks are each of their own
		switch {
		case 'a' <= r && r <= 'z' || unicode.IsLower(r):
			class = 1
		case 'A' <= r && r <= 'Z' || unicode.IsUpper(r):
			class = 2
		case '0' <= r && r <= '9' || unicode.IsDigit(r):
			class = 3
		case unicode.IsLetter(r):
			class = 4
		}
		if class == last && class == before {
			continue
		}
		last, before = class, last
		shape = shape*0x9E3779B97F4A7C15 + class
		if n++; n == 12 {
			break
		}
	}
	return shape
}

// own appends the features that a word has wherever it stands. low is what
// newForm made of it.
func (f *form) own(buf []uint64, w string, low []byte) []uint64 {
	classes := cluster.Of(w)
	for level, class := range classes[:cluster.Places] {
		buf = append(buf, seq.Join2(tClass, uint64(class), uint64(level)))
	}
	if f.letter == upper {
		buf = append(buf, seq.Join(tFolded, uint64(cluster.Folded(w)[2])))
	}
	buf = append(buf,
		seq.Join(tBias, 0),
		seq.Join(tWord, f.word),
		seq.Join(tForm, f.form),
		seq.Join(tShape, f.shape),
		seq.Join2(tShapeSuffix2, f.shape, f.suffix2),
		seq.Join2(tShapeSuffix3, f.shape, f.suffix3))
	for n := 1; n <= 5 && n < len(low); n++ {
		if n <= 3 {
			buf = append(buf, seq.Join(tPrefix, seq.Hash(low[:n])))
		}
		buf = append(buf, seq.Join(tSuffix, seq.Hash(low[len(low)-n:])))
	}
	if at := bytes.LastIndexByte(low, '-'); at > 0 && at < len(low)-1 {
		buf = append(buf, seq.Join(tLastPart, seq.Hash(low[at+1:])))
	}
	return buf
}

// neighbours is how many words around a word have features of their own: two
// before, two behind.
const neighbours = 4

// offset is where a neighbour stands from the word.
var offset = [neighbours]int{-2, -1, 1, 2}

// beside appends the features that a word gives to another one, as its
// neighbour k.
func (f *form) beside(buf []uint64, k int) []uint64 {
	buf = append(buf,
		seq.Join2(tBesideWord, f.word, uint64(k)),
		seq.Join2(tBesideClass, f.class, uint64(k)))
	if d := offset[k]; d == -1 || d == 1 {
		buf = append(buf,
			seq.Join2(tBesideSuffix, f.suffix3, uint64(k)),
			seq.Join2(tBesideShape, f.shape, uint64(k)))
	}
	return buf
}

// place is where a word stands: whether it is the first of its sentence, and
// whether that one is written like a headline.
func place(first, titled bool) (p uint64) {
	if first {
		p = 1
	}
	if titled {
		p |= 2
	}
	return p
}

// context appends the features that a word has together with its neighbours
// and with the tags of the two words before it, the nearer one first.
func (f *form) context(buf []uint64, before, next *form, place uint64, tag1, tag2 uint8) []uint64 {
	t1 := uint64(tag1)
	t2 := t1<<8 | uint64(tag2)
	return append(buf,
		seq.Join(tTag1, t1),
		seq.Join(tTag2, t2),
		seq.Join2(tTag1Word, t1, f.word),
		seq.Join2(tTag1Next, t1, next.word),
		seq.Join2(tTag1Suffix, t1, f.suffix3),
		seq.Join3(tTag1Shape, t1, f.shape, place),
		seq.Join2(tTag2Word, t2, f.word),
		seq.Join2(tWordBefore, before.word, f.word),
		seq.Join2(tWordNext, f.word, next.word),
		seq.Join2(tAround, before.word, next.word),
		seq.Join3(tSuffixes, t1, f.suffix3, next.suffix3),
		seq.Join2(tTag1Class, t1, next.class),
		seq.Join2(tClasses, f.class, next.class),
		seq.Join2(tPlace, place, f.word),
	)
}

// titled reports whether words are written like a headline: at least four
// begin with a letter, and of those four in five with a capital.
func titled(capitals, letters int) bool { return letters >= 4 && 5*capitals >= 4*letters }

// Known is the feature whose one weight says that a word, as it is written,
// has the same tag wherever it stands.
func Known(w string) uint64 { return seq.Join(tKnown, seq.Hash(w)) }

// Sentence is a sentence to learn from.
type Sentence struct {
	words  []string
	forms  []form
	titled bool
	low    []byte
}

// NewSentence prepares words for Features.
func NewSentence(words []string) *Sentence {
	s := &Sentence{words: words, forms: make([]form, len(words))}
	var count [3]int
	for i, w := range words {
		s.forms[i], s.low = newForm(w, s.low)
		count[s.forms[i].letter]++
	}
	s.titled = titled(count[upper], count[upper]+count[lower])
	return s
}

func (s *Sentence) at(i int) *form {
	if i < 0 || i >= len(s.forms) {
		return &edge
	}
	return &s.forms[i]
}

// Features appends the features of the word i where tag1 is the tag of the
// word before it, tag2 of the one before that; Start where there is none.
func (s *Sentence) Features(buf []uint64, i int, tag1, tag2 uint8) []uint64 {
	f := &s.forms[i]
	_, s.low = newForm(s.words[i], s.low)
	buf = f.own(buf, s.words[i], s.low)
	for k, d := range offset {
		buf = s.at(i+d).beside(buf, k)
	}
	return f.context(buf, s.at(i-1), s.at(i+1), place(i == 0, s.titled), tag1, tag2)
}
