package study

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
)

// conllTag is a label in one of the schemes of tags: IOB1, BIO, BIOES, BILOU.
var conllTag = regexp.MustCompile(`^(?:O|([BIESLU])-(\S+))$`)

// readCoNLL reads tokens with tags, one a line, an empty line behind each
// sentence, in columns that are parted by tabs or spaces. The tags are the last
// column that holds nothing else; tokens the first, or the second where the
// first counts them. An article begins at -DOCSTART- or # newdoc; in a file
// that has neither, each sentence is one.
func readCoNLL(path string) ([]*Gold, []*markup, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var documents [][][][]string // documents of sentences of tokens of columns
	var sentence [][]string
	marks := false
	endSentence := func() {
		if len(sentence) == 0 {
			return
		}
		if len(documents) == 0 {
			documents = append(documents, nil)
		}
		last := len(documents) - 1
		documents[last] = append(documents[last], sentence)
		sentence = nil
	}
	columns, at := 0, 0
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
		at++
		text := strings.TrimRight(string(line), "\r\n")
		fields := strings.Fields(text)
		if strings.Contains(text, "\t") {
			fields = strings.Split(text, "\t")
		}
		newdoc := strings.HasPrefix(text, "# newdoc")
		switch {
		case strings.TrimSpace(text) == "":
			endSentence()
		case newdoc || fields[0] == "-DOCSTART-":
			endSentence()
			marks = true
			documents = append(documents, nil)
		case strings.HasPrefix(text, "# ") && len(sentence) == 0:
			// a comment of the sentence that follows
		default:
			if columns == 0 {
				columns = len(fields)
			}
			if len(fields) != columns || columns < 2 {
				return nil, nil, fmt.Errorf("%s: line %d has %d columns where the first has %d: a token needs two or more, in each line as many", path, at, len(fields), columns)
			}
			sentence = append(sentence, fields)
		}
	}
	endSentence()
	if !marks {
		var split [][][][]string
		for _, d := range documents {
			for _, s := range d {
				split = append(split, [][][]string{s})
			}
		}
		documents = split
	}
	token, tag, err := conllColumns(documents, columns)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []*Gold
	marked := []*markup{}
	for _, d := range documents {
		if len(d) == 0 {
			continue
		}
		text, m := untokenize(d, token, tag)
		id := filepath.Base(path) + "#" + strconv.Itoa(len(all)+1)
		all = append(all, &Gold{Article: &corpus.Article{ID: id, Source: filepath.Base(path), Record: len(all) + 1, Language: "en", Text: text}})
		marked = append(marked, m)
	}
	return all, marked, nil
}

// conllColumns finds the columns of tokens and tags.
func conllColumns(documents [][][][]string, columns int) (token, tag int, err error) {
	tags := make([]bool, columns)
	for i := range tags {
		tags[i] = i > 0
	}
	counts := columns > 2
	for _, d := range documents {
		for _, s := range d {
			for i, fields := range s {
				counts = counts && fields[0] == strconv.Itoa(i+1)
				for j, f := range fields {
					tags[j] = tags[j] && conllTag.MatchString(f)
				}
			}
		}
	}
	if counts {
		token = 1
	}
	for j := columns - 1; j > token; j-- {
		if tags[j] {
			return token, j, nil
		}
	}
	return 0, 0, fmt.Errorf("no column of tags such as O, B-PER and I-PER")
}

// untokenize writes the sentences of a document as a text, a line each, with
// spaces as print has them, and finds the names in it.
func untokenize(sentences [][][]string, token, tag int) (string, *markup) {
	var b strings.Builder
	m := &markup{}
	n := 0 // code points written
	write := func(s string) {
		b.WriteString(s)
		n += utf8.RuneCountInString(s)
	}
	for i, s := range sentences {
		if i > 0 {
			write("\n")
		}
		open := ""      // label of the name that goes on
		quoted := false // within straight quotation marks
		joined := true  // no space before the next token
		for _, fields := range s {
			word := fields[token]
			closing := word == `"` && quoted
			if !joined && !closing && !joinsLeft(word) {
				write(" ")
			}
			joined = joinsRight(word) || word == `"` && !quoted
			if word == `"` {
				quoted = !quoted
			}
			start := n
			write(word)
			parts := conllTag.FindStringSubmatch(fields[tag])
			prefix, label := parts[1], parts[2]
			switch {
			case label == "":
				open = ""
			case label == open && (prefix == "I" || prefix == "E" || prefix == "L"):
				m.spans[len(m.spans)-1].pieces[0].End = n
			default:
				m.spans = append(m.spans, markedSpan{label: label, pieces: []Span{{start, n}}})
				open = label
			}
			if prefix == "E" || prefix == "L" || prefix == "S" || prefix == "U" {
				open = ""
			}
		}
	}
	return b.String(), m
}

// joinsLeft and joinsRight tell tokens that stand without a space after or
// before others.
func joinsLeft(word string) bool {
	switch word {
	case ",", ".", ";", ":", "!", "?", "%", ")", "]", "}", "”", "''", "...", "…", "n't", "n’t":
		return true
	}
	for _, mark := range []string{"'", "’"} {
		if rest, ok := strings.CutPrefix(word, mark); ok && len(rest) < 3 && strings.ToLower(rest) == strings.TrimFunc(strings.ToLower(rest), func(r rune) bool { return r < 'a' || r > 'z' }) {
			return true // 's, 're, '
		}
	}
	return false
}

func joinsRight(word string) bool {
	switch word {
	case "(", "[", "{", "$", "£", "€", "“", "``", "‘":
		return true
	}
	return false
}
