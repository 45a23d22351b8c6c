package results

import (
	"fmt"
	"unicode/utf8"
)

// positions turns byte offsets of a text into offsets in code points. It is
// the only place where the two are converted.
//
// For plain ASCII they are the same. Else the code points before every 64th
// byte are counted once, and each offset needs a look at fewer than 64 bytes
// more: linear for a whole article, whatever the order of its spans.
type positions struct {
	text  string
	marks []int32 // marks[i]: code points before byte i*stride; nil for ASCII
	count int32   // code points in all
}

const stride = 64

func newPositions(text string) positions {
	p := positions{text: text, count: int32(len(text))}
	first := 0
	for first < len(text) && text[first] < utf8.RuneSelf {
		first++
	}
	if first == len(text) {
		return p
	}
	p.marks = make([]int32, 0, len(text)/stride+1)
	n := int32(0)
	for i := 0; i < len(text); i += stride {
		p.marks = append(p.marks, n)
		n += starts(text[i:min(i+stride, len(text))])
	}
	p.count = n
	return p
}

// at is the number of code points before byte offset b. It panics where b is
// outside the text or inside a character: the row would not slice back, which
// is an error of the stage that made the span.
func (p *positions) at(b int) int32 {
	if b < 0 || b > len(p.text) || b < len(p.text) && !utf8.RuneStart(p.text[b]) {
		panic(fmt.Sprintf("offset %d is not at a character of the text (%d bytes)", b, len(p.text)))
	}
	switch {
	case p.marks == nil:
		return int32(b)
	case b == len(p.text):
		return p.count
	}
	m := b / stride
	return p.marks[m] + starts(p.text[m*stride:b])
}

// starts counts the bytes of s that begin a character.
func starts(s string) (n int32) {
	for i := 0; i < len(s); i++ {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}
