package recognizer

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Headlines are rare in the texts that are learned from, and their capitals
// say nothing. So a third of the articles get one, made of a sentence of their
// own that has a name: in Title Case, and each fourth in capitals.

// headed is texts with the headlines that they get.
func (t *trainer) headed(texts []gold.Text) []gold.Text {
	for i := range texts {
		if i%3 == 0 {
			texts[i] = t.head(texts[i], i%12 == 0)
		}
	}
	return texts
}

// The length of a headline, in tokens.
const (
	shortest = 5
	longest  = 16
)

// head puts a headline in front of a text that has a sentence for it.
func (t *trainer) head(text gold.Text, capitals bool) gold.Text {
	d := &doc.Document{Article: &corpus.Article{Text: text.Text}}
	for _, s := range t.stages[:2] {
		s.Annotate(d)
	}
	n := 0
	for _, s := range d.Sentences {
		for n < len(text.Names) && text.Names[n].Start < s.Start {
			n++
		}
		end := n
		for end < len(text.Names) && text.Names[end].End <= s.End {
			end++
		}
		if end == n || s.Last-s.First < shortest || s.Last-s.First > longest {
			continue
		}
		line := []byte(s.Of(text.Text))
		for _, token := range d.Tokens[s.First:s.Last] {
			raise(line[token.Start-s.Start:token.End-s.Start], capitals)
		}
		if line[len(line)-1] == '.' {
			line = line[:len(line)-1]
		}
		shift := len(line) + 2
		var names []gold.Name
		for _, name := range text.Names[n:end] {
			name.Start, name.End = name.Start-s.Start, name.End-s.Start
			if name.End <= len(line) {
				names = append(names, name)
			}
		}
		for _, name := range text.Names {
			name.Start, name.End = name.Start+shift, name.End+shift
			names = append(names, name)
		}
		text.Text, text.Names = string(line)+"\n\n"+text.Text, names
		return text
	}
	return text
}

// raise gives a word of ASCII letters a capital, or all of them.
func raise(w []byte, all bool) {
	for i, c := range w {
		if 'a' <= c && c <= 'z' {
			w[i] = c - 'a' + 'A'
		}
		if !all {
			return
		}
	}
}
