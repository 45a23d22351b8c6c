package claim

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// document makes a Document of text with sentences that end at ". " before a
// capital or at a line break. The segmenter does it better; here the stage is
// tested alone.
func document(text string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	add := func(start, end int) {
		for start < end && text[start] <= ' ' {
			start++
		}
		for end > start && text[end-1] <= ' ' {
			end--
		}
		if start < end {
			d.Sentences = append(d.Sentences, doc.Sentence{Span: corpus.Span{Start: start, End: end}})
		}
	}
	start := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			add(start, i)
			start = i + 1
		case text[i] == '.' && i+2 < len(text) && (text[i+1] == ' ' || text[i+1] == '"' && text[i+2] == ' '):
			rest := strings.TrimLeft(text[i+1:], "\" ")
			r, _ := utf8.DecodeRuneInString(rest)
			word := text[strings.LastIndexAny(text[:i], " \n")+1 : i]
			if r >= 'A' && r <= 'Z' && len(word) > 3 && !strings.Contains(word, ".") && word != "Sept" {
				add(start, i+1)
				start = i + 1
			}
		}
	}
	add(start, len(text))
	return d
}
