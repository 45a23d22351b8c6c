// Package segment cuts an article's text into tokens and sentences, and says
// of each sentence which part of the article it is from.
//
// Both stages only set spans: the text is never changed. Tokens and the gaps
// between them rebuild it; a gap holds white space, control characters and
// invisible format marks only, and a token holds no white space. Sentences
// hold every token: nothing is dropped, boilerplate included.
//
// Tokens follow the convention of the English Universal Dependencies
// treebanks (EWT, GUM): contractions and possessives are split (do|n't,
// Kenya|'s), and so are hyphens (ten|-|year|-|old) save behind a prefix
// (non-partisan, e-mail), slashes between words, currency and percent signs,
// and units glued to a number (7:30|pm); abbreviations keep their full stop;
// numbers, times, dates, telephone numbers, addresses of the net, #tags and
// @names stay whole.
package segment

import (
	"github.com/broadsheet/broadsheet/extract/doc"
)

// Tokens is the stage that cuts words, numbers and marks.
type Tokens struct {
	abbreviations map[string]abbreviation
}

// NewTokens returns the stage. It is immutable.
func NewTokens() *Tokens { return &Tokens{abbreviations: parseAbbreviations()} }

// Name is "tokens".
func (*Tokens) Name() string { return "tokens" }

// Needs is nothing.
func (*Tokens) Needs() doc.Layer { return 0 }

// Gives is the tokens.
func (*Tokens) Gives() doc.Layer { return doc.Tokens }

// Annotate sets d.Tokens.
func (t *Tokens) Annotate(d *doc.Document) {
	s := scanner{
		text: d.Text,
		// News has one token to 4.5 to 5.5 bytes.
		tokens:        make([]doc.Token, 0, len(d.Text)/4+8),
		abbreviations: t.abbreviations,
	}
	s.scan()
	d.Tokens = s.tokens
}
