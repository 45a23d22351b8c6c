package extract

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
)

// prose panics on a letter that changes its length in lower case, before a
// possessive: that is one article's error, and the next one is read.
func TestProsePanicsAreContained(t *testing.T) {
	x, err := New(Options{Engine: EngineProse})
	if err != nil {
		t.Fatal(err)
	}
	d, failure := x.Extract(&corpus.Article{Text: "ȺȺȺ's", Language: "en"})
	if failure == nil || failure.Stage != "prosetag" || failure.Code != corpus.ErrPanic || len(d.Tokens) != 0 {
		t.Errorf("got %v and %d tokens, want a contained panic of prosetag", failure, len(d.Tokens))
	}
	if d, failure := x.Extract(&corpus.Article{Text: "Kenya's minister spoke.", Language: "en"}); failure != nil || len(d.Tokens) == 0 {
		t.Errorf("the next article: %v, %d tokens", failure, len(d.Tokens))
	}
}
