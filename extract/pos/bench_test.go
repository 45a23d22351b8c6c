package pos

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
)

// BenchmarkAnnotate tags the articles of examples/corpus; prose's tagger reads
// the same ones in extract's BenchmarkWhole.
func BenchmarkAnnotate(b *testing.B) {
	c, err := corpus.Open([]string{"../../examples/corpus"}, nil, corpus.Options{Language: "en"})
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Document
	bytes := 0
	for r := range c.Records() {
		a, err := r.Article()
		if err != nil {
			b.Fatal(err)
		}
		d := &doc.Document{Article: a}
		segment.NewTokens().Annotate(d)
		segment.NewSentences().Annotate(d)
		docs = append(docs, d)
		bytes += len(d.Text)
	}
	s := New()
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			s.Annotate(d)
		}
	}
}
