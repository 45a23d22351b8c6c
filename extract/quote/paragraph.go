package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// paragraphs is the text of each paragraph, from its first sentence to the end
// of its last, and the paragraph of each sentence. A line that begins in lower
// case goes on with the one before, whatever the layout says.
func paragraphs(d *doc.Document) (spans []corpus.Span, of []int) {
	of = make([]int, len(d.Sentences))
	for i, s := range d.Sentences {
		first, _ := utf8.DecodeRuneInString(s.Of(d.Text))
		if i > 0 && (s.Paragraph == d.Sentences[i-1].Paragraph || unicode.IsLower(first) || wrapped(d, i)) {
			spans[len(spans)-1].End = s.End
		} else {
			spans = append(spans, s.Span)
		}
		of[i] = len(spans) - 1
	}
	return spans, of
}

// wrapped reports whether sentence i stands on a line of its own only because
// the one before it was broken: that is long, has no end, and no blank line
// stands between.
func wrapped(d *doc.Document, i int) bool {
	before := d.Sentences[i-1]
	if before.Role != doc.Body || d.Sentences[i].Role != doc.Body || before.Len() < 60 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before.Of(d.Text))
	return (unicode.IsLetter(last) || last == ',') && strings.Count(d.Text[before.End:d.Sentences[i].Start], "\n") == 1
}

// newParagraph reports whether the sentence at item a begins a paragraph.
func (r *reader) newParagraph(a int) bool {
	return a > 0 && r.paragraphAt(r.items[a-1].end-1) != r.paragraphAt(r.items[a].start)
}

// paragraphAt is the paragraph of the sentence that holds an offset.
func (r *reader) paragraphAt(offset int) int {
	k := sort.Search(len(r.d.Sentences), func(k int) bool { return r.d.Sentences[k].Start > offset })
	return r.paragraph[max(k-1, 0)]
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
