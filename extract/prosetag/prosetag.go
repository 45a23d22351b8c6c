// Package prosetag runs github.com/jdkato/prose/v2 behind the stages of
// tokens, tags and names, so that anyone can compare it with our own.
//
// prose gives no offsets and rewrites curly quotation marks; the spans are
// recovered by reading its tokens along the text. Words that repeat share one
// token inside prose and with it the tag of their last occurrence: that is
// prose's result, and is kept.
package prosetag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// confidence of every name: prose gives no score of its own. Its names are
// right about half of the time on news.
const confidence = 0.5

// Stage gives tokens, tags and names.
type Stage struct{ model *prose.Model }

// New loads prose's model, which takes about half a second.
func New() *Stage { return &Stage{model: prose.ModelFromData("prose")} }

// Name is "prosetag".
func (*Stage) Name() string { return "prosetag" }

// Needs nothing.
func (*Stage) Needs() doc.Layer { return 0 }

// Gives tokens, tags and names.
func (*Stage) Gives() doc.Layer { return doc.Tokens | doc.Tags | doc.Names }

// Annotate panics where prose does (a letter that changes its length in lower
// case, before a possessive); the Extractor contains it.
func (s *Stage) Annotate(d *doc.Document) {
	p, err := prose.NewDocument(d.Text, prose.UsingModel(s.model), prose.WithSegmentation(false))
	if err != nil {
		panic(err)
	}
	tokens := p.Tokens()
	d.Tokens = make([]doc.Token, 0, len(tokens))
	words := make([]string, 0, len(tokens)) // prose's writing of each of d.Tokens
	at := 0
	for _, t := range tokens {
		word := strings.TrimFunc(t.Text, unicode.IsSpace)
		span, ok := locate(d.Text, at, word)
		if !ok {
			continue
		}
		at = span.End
		d.Tokens = append(d.Tokens, doc.Token{Span: span, Tag: t.Tag})
		words = append(words, word)
	}
	d.Names = names(p.Entities(), d.Tokens, words)
}

// names finds prose's entities, given as words joined by spaces, among the
// tokens. Both are in text order, so each is looked for after the one before.
func names(entities []prose.Entity, tokens []doc.Token, words []string) []doc.Name {
	var names []doc.Name
	at := 0
	for _, e := range entities {
		parts := strings.Fields(e.Text)
		first := find(words, at, parts)
		if first < 0 {
			continue
		}
		at = first + len(parts)
		kind := doc.Place // prose knows PERSON and GPE
		if e.Label == "PERSON" {
			kind = doc.Person
		}
		names = append(names, doc.Name{
			Span:       corpus.Span{Start: tokens[first].Start, End: tokens[at-1].End},
			Kind:       kind,
			Confidence: confidence,
		})
	}
	return names
}

func find(words []string, from int, parts []string) int {
	if len(parts) == 0 {
		return -1
	}
next:
	for i := from; i+len(parts) <= len(words); i++ {
		for j, p := range parts {
			if words[i+j] != p {
				continue next
			}
		}
		return i
	}
	return -1
}

// Bytes that locate may pass over to find a token again: what prose dropped
// is never longer than a mark.
const resync = 64

// locate finds word at or shortly after at.
func locate(text string, at int, word string) (corpus.Span, bool) {
	if word == "" {
		return corpus.Span{}, false
	}
	for start, limit := at, at+resync; start < len(text) && start <= limit; {
		r, n := utf8.DecodeRuneInString(text[start:])
		if unicode.IsSpace(r) {
			start += n
			limit += n // white space is free
			continue
		}
		if end, ok := match(text, start, word); ok {
			return corpus.Span{Start: start, End: end}, true
		}
		start += n
	}
	return corpus.Span{}, false
}

// match reads word at start, undoing what prose's sanitizer did.
func match(text string, start int, word string) (end int, ok bool) {
	i := start
	for _, w := range word {
		if i >= len(text) {
			return 0, false
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == w:
		case w == '"' && (r == '“' || r == '”'):
		case w == '\'' && (r == '‘' || r == '’'):
		case w == '\'' && strings.HasPrefix(text[i:], "&rsquo;"):
			n = len("&rsquo;")
		default:
			return 0, false
		}
		i += n
	}
	return i, true
}
