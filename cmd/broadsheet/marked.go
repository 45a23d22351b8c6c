package main

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// text prints the article with what was found in it in colour: the rows below say the
// same in words.
func (v *view) text() {
	hues := v.hues()
	start := 0
	for line := range strings.SplitAfterSeq(v.d.Text, "\n") {
		end := start + len(line)
		if words := v.painted(corpus.Span{Start: start, End: end}, hues); words != "" {
			v.w.WriteByte('\n')
			v.fill("", "", words)
		}
		start = end
	}
}

// A hue begins at a byte of the text and holds until the next one; "" is none.
type hue struct {
	at  int
	sgr string
}

// hues are what the pieces of the text are painted with. Where several things are said
// of a piece the shortest wins: a name in a quote is shown as a name.
func (v *view) hues() []hue {
	type stretch struct {
		corpus.Span
		sgr string
	}
	var marks []stretch
	for _, q := range v.d.Quotes {
		for _, s := range q.Spans {
			marks = append(marks, stretch{s, quoteHue})
		}
	}
	for _, m := range v.d.Mentions {
		marks = append(marks, stretch{m.Span, hueOf[m.Kind]})
	}
	for _, c := range v.d.Claims {
		marks = append(marks, stretch{c.Span, claimHue})
	}
	var ends []int
	for _, m := range marks {
		ends = append(ends, m.Start, m.End)
	}
	slices.Sort(ends)
	slices.SortStableFunc(marks, func(a, b stretch) int { return a.Start - b.Start })
	var hues []hue
	var open []stretch
	for _, at := range slices.Compact(ends) {
		open = slices.DeleteFunc(open, func(m stretch) bool { return m.End <= at })
		for len(marks) > 0 && marks[0].Start <= at {
			open = append(open, marks[0])
			marks = marks[1:]
		}
		h := hue{at: at}
		shortest := 0
		for _, m := range open {
			if n := m.End - m.Start; h.sgr == "" || n < shortest {
				h.sgr, shortest = m.sgr, n
			}
		}
		hues = append(hues, h)
	}
	return hues
}

// painted is a stretch of the text on one line, its words in their hues.
func (v *view) painted(s corpus.Span, hues []hue) string {
	i, _ := slices.BinarySearchFunc(hues, s.Start+1, func(h hue, at int) int { return h.at - at })
	var b strings.Builder
	for at := s.Start; at < s.End; i++ {
		end, sgr := s.End, ""
		if i < len(hues) {
			end = min(end, hues[i].at)
		}
		if i > 0 {
			sgr = hues[i-1].sgr
		}
		for k, word := range strings.FieldsFunc(v.d.Text[at:end], isBlank) {
			if k > 0 || isBlank(rune(v.d.Text[at])) {
				b.WriteByte(' ')
			}
			b.WriteString(v.paint(sgr, printable(word)))
		}
		if end > at && isBlank(rune(v.d.Text[end-1])) {
			b.WriteByte(' ')
		}
		at = end
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

var hueOf = map[doc.Kind]string{doc.Person: personHue, doc.Country: countryHue, doc.Organization: orgHue, doc.Place: placeHue}
