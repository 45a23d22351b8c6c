package extract

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
)

// Trees are there for those who ask, with either engine, and for nobody else.
func TestTrees(t *testing.T) {
	text := "Kenya's minister spoke on Monday. “We will not wait,” she said."
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
			if got := len(d.Arcs) > 0; got != trees {
				t.Errorf("%s, Trees %v: %d arcs", engine, trees, len(d.Arcs))
			}
			for i, a := range d.Arcs {
				if a.Relation == "" || d.Tokens[i].Tag == "" {
					t.Errorf("%s: token %d: tag %q, arc %v", engine, i, d.Tokens[i].Tag, a)
				}
			}
		}
	}
}
