package mention

import "github.com/broadsheet/broadsheet/internal/cluster"

// Knowledge is a set of what the names stage knows beside the letters of the
// words.
type Knowledge uint8

// What can be left out, to measure what it is worth.
const (
	Lists   Knowledge = 1 << iota // words.tsv, forenames, surnames, known organizations, toponyms
	Classes                       // of words in raw news (internal/cluster)
	Kin                           // classes of words by their vectors (internal/cluster)
	Article                       // how the article writes a word elsewhere, and the second reading
)

// Forget takes knowledge out of what the features are made of.
func (x *Description) Forget(k Knowledge) {
	if k&Lists != 0 {
		for i := range x.toks {
			x.toks[i].topo = -1
		}
		clear(x.orgs)
	}
	for i := range x.forms {
		f := &x.forms[i]
		if k&Lists != 0 {
			f.class = 0
		}
		if k&Classes != 0 {
			f.words = cluster.Classes{}
		}
		if k&Kin != 0 {
			f.kin = cluster.Kin{}
		}
		if k&Article != 0 {
			f.writings = 0
		}
	}
}
