package mention

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// overlooked is how sure a surname is that the model took for a common word.
const overlooked = 0.7

// withSurnames adds the surnames of people whom the article names in full,
// where they stand alone as the model overlooked them: "Ms. Law", "Law said".
func (g *merger) withSurnames(names []doc.Name) []doc.Name {
	last := map[string]bool{}
	for _, n := range names {
		if n.Kind == doc.Person {
			if at := strings.LastIndexByte(n.Of(g.text), ' '); at > 0 {
				last[g.text[n.Start+at+1:n.End]] = true
			}
		}
	}
	var more []doc.Name
	next := 0
	for k := range g.toks {
		t := &g.toks[k]
		for next < len(names) && names[next].End <= t.Start {
			next++
		}
		if !t.capital || t.mark != 0 || t.Len() < 3 || t.topo >= 0 || next < len(names) && names[next].Start < t.End || !last[g.text[t.Start:t.End]] {
			continue
		}
		if g.courtesyAt(k-1) || k+1 < len(g.toks) && g.has(k+1, say) && g.toks[k+1].shape == word.Lower && !(k > 0 && g.toks[k-1].capital && g.toks[k-1].mark == 0 && g.sameLine(k-1)) {
			more = append(more, doc.Name{Span: corpus.Span{Start: t.Start, End: t.End}, Kind: doc.Person, Confidence: overlooked})
		}
	}
	if len(more) == 0 {
		return names
	}
	out := append(slices.Clone(names), more...)
	slices.SortFunc(out, func(a, b doc.Name) int { return a.Start - b.Start })
	return out
}
