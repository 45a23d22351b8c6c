package study

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/results"
)

// What is judged stands between these marks in its context.
const markOpen, markClose = "[[", "]]"

// mostOfNeighbour is how many code points of a sentence beside the row's own
// are shown: a cell of a spreadsheet holds 32,767 characters.
const mostOfNeighbour = 500

// addContexts gives each row of a sample the sentences that it stands in, with
// the one before and the one after. Only the parts that rows were drawn from
// are read again, and of them only the articles.
func addContexts(f *results.Folder, s sheet, drawn []*entry) error {
	ofPart := map[int]map[string][]*entry{}
	for _, e := range drawn {
		if ofPart[e.part] == nil {
			ofPart[e.part] = map[string][]*entry{}
		}
		ofPart[e.part][e.article] = append(ofPart[e.part][e.article], e)
	}
	for part, ofArticle := range ofPart {
		if s.last == "" {
			if err := addEnds(f, part, ofArticle); err != nil {
				return err
			}
		}
		sentences := map[string][]results.Sentence{}
		for x, err := range results.ReadTable[results.Sentence](f.Path, "sentences", f.Format, part) {
			if err != nil {
				return err
			}
			if ofArticle[x.ArticleID] != nil {
				kept := *x
				kept.Text = strings.Clone(x.Text)
				sentences[x.ArticleID] = append(sentences[x.ArticleID], kept)
			}
		}
		for article, entries := range ofArticle {
			for _, e := range entries {
				pieces := e.pieces
				if len(pieces) == 0 {
					pieces = []results.Span{{StartChar: e.start, EndChar: max(e.start, e.end)}}
				}
				e.context = contextOf(sentences[article], pieces)
			}
		}
	}
	return nil
}

// addEnds finds where the first mentions of entities end.
func addEnds(f *results.Folder, part int, ofArticle map[string][]*entry) error {
	for m, err := range results.ReadTable[results.Mention](f.Path, "mentions", f.Format, part) {
		if err != nil {
			return err
		}
		for _, e := range ofArticle[m.ArticleID] {
			if e.start == m.StartChar && e.end < 0 && strings.HasSuffix(e.key, "/"+m.EntityID) {
				e.end = m.EndChar
			}
		}
	}
	return nil
}

// contextOf is the part of a text around spans in rising order, which stand
// between marks. It is "" where the sentences have no text.
func contextOf(sentences []results.Sentence, pieces []results.Span) string {
	start, end := pieces[0].StartChar, pieces[len(pieces)-1].EndChar
	if start < 0 {
		return ""
	}
	first, found := slices.BinarySearchFunc(sentences, start, func(s results.Sentence, at int32) int { return cmp.Compare(s.StartChar, at) })
	if !found {
		first-- // the sentence that begins before it
	}
	if first < 0 {
		return ""
	}
	last := first
	for last+1 < len(sentences) && sentences[last+1].StartChar < end {
		last++
	}
	var b strings.Builder
	for i := max(0, first-1); i <= min(last+1, len(sentences)-1); i++ {
		s := sentences[i]
		if s.Text == "" {
			return ""
		}
		if b.Len() > 0 && i > 0 {
			if sentences[i-1].Paragraph == s.Paragraph {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		}
		switch {
		case i < first:
			b.WriteString(clip(s.Text, true))
		case i > last:
			b.WriteString(clip(s.Text, false))
		default:
			b.WriteString(marked(s, pieces))
		}
	}
	return b.String()
}

// marked is a sentence with marks where spans begin and end in it.
func marked(s results.Sentence, pieces []results.Span) string {
	text := []rune(s.Text)
	var b strings.Builder
	written := 0
	upTo := func(offset int32, mark string) {
		if at := int(offset - s.StartChar); at >= written && at <= len(text) {
			b.WriteString(string(text[written:at]) + mark)
			written = at
		}
	}
	for _, p := range pieces {
		if p.StartChar < p.EndChar { // else it is not told where it ends
			upTo(p.StartChar, markOpen)
			upTo(p.EndChar, markClose)
		}
	}
	return b.String() + string(text[written:])
}

// clip is a sentence, cut where it is long: at its beginning or at its end.
func clip(s string, beginning bool) string {
	if utf8.RuneCountInString(s) <= mostOfNeighbour {
		return s
	}
	runes := []rune(s)
	if beginning {
		return "…" + string(runes[len(runes)-mostOfNeighbour:])
	}
	return string(runes[:mostOfNeighbour]) + "…"
}
