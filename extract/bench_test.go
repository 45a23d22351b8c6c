package extract

import (
	"fmt"
	"slices"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// examples are the articles of examples/corpus: every benchmark here reads
// the same ones, so that their MB/s compare.
func examples(tb testing.TB) (articles []*corpus.Article, bytes int64) {
	tb.Helper()
	c, err := corpus.Open([]string{"../examples/corpus"}, nil, corpus.Options{Language: "en"})
	if err != nil {
		tb.Fatal(err)
	}
	for r := range c.Records() {
		a, err := r.Article()
		if err != nil {
			tb.Fatal(err)
		}
		articles = append(articles, a)
		bytes += int64(len(a.Text))
	}
	if len(articles) == 0 {
		tb.Fatal("no articles in examples/corpus")
	}
	return articles, bytes
}

// BenchmarkStage times each stage of our own engine by itself, on one core.
func BenchmarkStage(b *testing.B) {
	articles, bytes := examples(b)
	x, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	docs := make([]doc.Document, len(articles))
	for i, a := range articles {
		docs[i].Article = a
	}
	for _, s := range x.stages {
		b.Run(s.Name(), func(b *testing.B) {
			b.SetBytes(bytes)
			b.ReportAllocs()
			for b.Loop() {
				for i := range docs {
					d := docs[i]                  // what the stage gives goes into the copy
					d.Arcs = slices.Clone(d.Arcs) // which a later pass of the parser adds to
					s.Annotate(&d)
				}
			}
		})
		for i := range docs {
			s.Annotate(&docs[i])
		}
	}
}

// BenchmarkWhole times all stages on one core: our own engine, the prose
// engine behind our stages, both with the articles one by one and as many
// together as a worker of a run takes, and prose alone with its model reused.
func BenchmarkWhole(b *testing.B) {
	articles, bytes := examples(b)
	for _, engine := range []string{EngineOwn, EngineProse} {
		for _, together := range []int{1, 24} {
			b.Run(fmt.Sprintf("engine=%s/together=%d", engine, together), func(b *testing.B) {
				x, err := New(Options{Engine: engine})
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(bytes)
				b.ReportAllocs()
				for b.Loop() {
					for some := range slices.Chunk(articles, together) {
						x.ExtractAll(some)
					}
				}
			})
		}
	}
	b.Run("prose-alone", func(b *testing.B) {
		model := prose.ModelFromData("prose")
		b.SetBytes(bytes)
		b.ReportAllocs()
		for b.Loop() {
			for _, a := range articles {
				if _, err := prose.NewDocument(a.Text, prose.UsingModel(model)); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkLanguage times the detection that comes before the stages.
func BenchmarkLanguage(b *testing.B) {
	articles, bytes := examples(b)
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range articles {
			detectLanguage(a.Text)
		}
	}
}
