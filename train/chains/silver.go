package chains

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// ReadSilver reads the names and chains that CoreNLP found in news: its tagged tokens,
// offsets in UTF-16, with "# coref" lines, and the texts as JSONL. An article
// whose tokens do not lie on its text is left out.
func ReadSilver(tagged, articles string) ([]*Document, error) {
	texts, err := readTexts(articles)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(tagged)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var docs []*Document
	var s *silver
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# doc = "):
			docs = s.finish(docs)
			s = newSilver(strings.TrimPrefix(line, "# doc = "), texts)
		case s == nil:
		case strings.HasPrefix(line, "# coref "):
			s.chain(strings.TrimPrefix(line, "# coref "))
		case line == "":
			s.sentence()
		case line[0] != '#':
			s.token(strings.Split(line, "\t"))
		}
	}
	return s.finish(docs), lines.Err()
}

func readTexts(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	texts := map[string]string{}
	d := json.NewDecoder(f)
	for d.More() {
		var a struct{ ID, Text string }
		if err := d.Decode(&a); err != nil {
			return nil, err
		}
		texts[a.ID] = a.Text
	}
	return texts, nil
}

// silver is an article while it is read.
type silver struct {
	doc    *Document
	bytes  []int // of each UTF-16 unit
	tokens []silverToken
	starts []int  // first token of each sentence
	last   string // class of the token before in its sentence
	broken bool
}

type silverToken struct {
	corpus.Span
	class string
}

func newSilver(id string, texts map[string]string) *silver {
	text, ok := texts[id]
	s := &silver{doc: &Document{ID: id, Text: text}, starts: []int{0}, broken: !ok}
	for at, c := range text {
		for range utf16.RuneLen(c) {
			s.bytes = append(s.bytes, at)
		}
	}
	s.bytes = append(s.bytes, len(text))
	return s
}

// sentence ends a sentence.
func (s *silver) sentence() {
	s.starts = append(s.starts, len(s.tokens))
	s.last = ""
}

func (s *silver) token(f []string) {
	if len(f) < 7 {
		return
	}
	from, _ := strconv.Atoi(f[1])
	to, _ := strconv.Atoi(f[2])
	if from > to || to >= len(s.bytes) {
		s.broken = true
		return
	}
	t := silverToken{corpus.Span{Start: s.bytes[from], End: s.bytes[to]}, f[6]}
	if first, _ := utf8.DecodeRuneInString(f[3]); t.Len() == len(f[3]) && !strings.ContainsRune(t.Of(s.doc.Text), first) {
		s.broken = true
	}
	s.tokens = append(s.tokens, t)
	if kind := silverKinds[t.class]; kind != "" && !s.broken {
		if t.class == s.last {
			s.doc.names[len(s.doc.names)-1].End = t.End
		} else {
			s.doc.names = append(s.doc.names, doc.Name{Span: t.Span, Kind: kind, Confidence: 1})
		}
	}
	s.last = t.class
}

var silverKinds = map[string]doc.Kind{"PERSON": doc.Person, "ORGANIZATION": doc.Organization, "LOCATION": doc.Place}

// chain reads "3 = 2:2:3:2 …": sentence, first token, token behind the last,
// head, each from 1.
func (s *silver) chain(line string) {
	name, list, _ := strings.Cut(line, " = ")
	chain, _ := strconv.Atoi(name)
	for part := range strings.FieldsSeq(list) {
		f := strings.Split(part, ":")
		if len(f) != 4 {
			continue
		}
		sentence, _ := strconv.Atoi(f[0])
		head, _ := strconv.Atoi(f[3])
		if sentence < 1 || sentence > len(s.starts) || s.starts[sentence-1]+head > len(s.tokens) || head < 1 {
			continue
		}
		t := s.tokens[s.starts[sentence-1]+head-1]
		m := Mention{Head: t.Span, Chain: chain, Kind: silverKinds[t.class]}
		switch {
		case m.Kind != "":
			m.Name = t.Span
		case Pronoun(t.Of(s.doc.Text)):
			m.Kind = doc.Person
		default:
			continue
		}
		s.doc.Mentions = append(s.doc.Mentions, m)
	}
}

func (s *silver) finish(docs []*Document) []*Document {
	if s == nil || s.broken {
		return docs
	}
	slices.SortStableFunc(s.doc.Mentions, func(a, b Mention) int { return a.Head.Start - b.Head.Start })
	return append(docs, s.doc)
}
