package pos

import (
	"io"

	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/train/treebank"
)

// Retag gives the sentences of the data the tags that a tagger finds which did
// not learn from them: what learns from tags should see them with the errors
// that they will have. The documents are dealt out to two halves; each half is
// tagged by what was learned from the other.
func Retag(d *treebank.Data, log io.Writer) (gold, silver []treebank.Sentence) {
	var parts [2]treebank.Data
	deal := func(all []treebank.Sentence, to func(*treebank.Data) *[]treebank.Sentence) {
		half := 0
		for i, s := range all {
			if i > 0 && s.Document != all[i-1].Document {
				half = 1 - half
			}
			list := to(&parts[half])
			*list = append(*list, s)
		}
	}
	deal(d.Gold, func(p *treebank.Data) *[]treebank.Sentence { return &p.Gold })
	deal(d.Silver, func(p *treebank.Data) *[]treebank.Sentence { return &p.Silver })
	for half := range parts {
		p, other := &parts[half], &parts[1-half]
		m, err := seq.Load(Build(other, log), "pos", pos.Features)
		if err != nil {
			panic(err) // it was just made
		}
		tagger := pos.With(m)
		for _, list := range [][]treebank.Sentence{p.Gold, p.Silver} {
			for i := range list {
				list[i].Tags = tagger.Tag(list[i].Words)
			}
		}
		gold, silver = append(gold, p.Gold...), append(silver, p.Silver...)
	}
	return gold, silver
}
