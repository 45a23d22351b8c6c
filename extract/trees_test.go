package extract

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
)

// Every sentence has a tree for those who ask, with either engine; for others
// only those that later stages read.
func TestTrees(t *testing.T) {
	text := "Kenya's minister walked to the harbor. “We will not wait,” she said."
	for _, engine := range []string{EngineOwn, EngineProse} {
		for _, trees := range []bool{false, true} {
			x, err := New(Options{Engine: engine, Trees: trees})
			if err != nil {
				t.Fatal(err)
			}
			d, failure := x.Extract(&corpus.Article{Text: text, Language: "en"})
			if failure != nil {
				t.Fatal(failure)
			}
			if err := d.Check(); err != nil {
				t.Errorf("%s: %v", engine, err)
			}
			if len(d.Arcs) != len(d.Tokens) {
				t.Fatalf("%s, Trees %v: %d arcs", engine, trees, len(d.Arcs))
			}
			for s, sentence := range d.Sentences {
				for i := sentence.First; i < sentence.Last; i++ {
					if want := trees || s == 1; want != (d.Arcs[i].Relation != "") || d.Tokens[i].Tag == "" {
						t.Errorf("%s, Trees %v: token %d: tag %q, arc %v", engine, trees, i, d.Tokens[i].Tag, d.Arcs[i])
					}
				}
			}
		}
	}
}
