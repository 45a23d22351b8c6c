// Package extract finds in an article who and what is named, who is quoted
// saying what, and which numbers are claimed by whom.
//
//	x, err := extract.New(extract.Options{})
//	d := x.Extract(&corpus.Article{Text: text})
//	for _, q := range d.Quotes { … }
//
// An Extractor is immutable: one serves any number of goroutines.
package extract

import "github.com/broadsheet/broadsheet/extract/doc"

// Stage fills layers of a Document. It is total: it returns no error, does no
// I/O, shares no state between articles and does not recurse as deep as a
// text says.
type Stage interface {
	Name() string
	Needs() doc.Layer // layers that must be filled before
	Gives() doc.Layer // layers that it fills
	Annotate(*doc.Document)
}
