//go:build shared

package coref_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/coref"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/train/chains"
)

type stage interface{ Annotate(*doc.Document) }

// goldNames puts the treebank's names in the place of those found.
type goldNames struct{ of *chains.Document }

func (g *goldNames) Annotate(d *doc.Document) { d.Names = g.of.Names() }

// TestChains prints how our entities agree with GUM's chains, beside those of
// a reader who takes the same string for the same thing, with the names of the
// treebank and with our own, and fails below the floors.
//
// Of GUM's mentions count people, organizations and places that are named
// (their head is a proper noun) or pronouns of the third person, in chains that
// have a name and two such mentions. Mentions are the same where their heads are.
// SHOW=devown prints the pronouns that went wrong on the dev part with our own
// names.
func TestChains(t *testing.T) {
	tokens, sentences, topo, names, mentions, tags, trees, quotes, resolve := segment.NewTokens(), segment.NewSentences(), country.New(), mention.NewNames(), mention.New(), pos.New(), parse.New(parse.Telling), quote.New(), coref.New()
	fmt.Printf("%-8s %-6s %-12s %20s %20s %20s %6s  %s\n", "set", "names", "entities", "MUC P R F1", "B3 P R F1", "CEAFe P R F1", "CoNLL", "he, she: P R")
	for _, set := range []string{"train", "dev"} {
		docs, err := chains.ReadFile(data + "treebank/gum-" + set + ".conllu.gz")
		if err != nil {
			t.Fatal(err)
		}
		floors := map[string]float64{"dev gold": 74.5, "dev own": 65.5}
		for _, of := range []string{"gold", "own"} {
			var same, ours chains.Tally
			var samePro, ourPro [3]float64
			for _, g := range docs {
				d := &doc.Document{Article: &corpus.Article{Text: g.Text}}
				named := stage(names)
				if of == "gold" {
					named = &goldNames{g}
				}
				for _, s := range []stage{tokens, sentences, topo, named, mentions, tags, trees, quotes, resolve} {
					s.Annotate(d)
				}
				gold, at := key(g), heads(g, d)
				ours.Add(gold, found(g, d, at, func(i int) int { return d.Mentions[i].Entity }))
				pronouns(g, d, at, gold, &ourPro, set+of == os.Getenv("SHOW"))
				text := sameText(d)
				for i := range text {
					d.Mentions[i].Entity = text[i]
				}
				same.Add(gold, found(g, d, at, func(i int) int { return text[i] }))
				pronouns(g, d, at, gold, &samePro, false)
			}
			row := func(name string, y *chains.Tally, p [3]float64) {
				f := func(x chains.PRF) string { return fmt.Sprintf("%.1f %.1f %.1f", 100*x.P, 100*x.R, 100*x.F1) }
				fmt.Printf("%-8s %-6s %-12s %20s %20s %20s %6.1f  %.1f %.1f of %.0f\n", set, of, name, f(y.MUC()), f(y.BCubed()), f(y.CEAF()), 100*y.CoNLL(), 100*p[2]/p[1], 100*p[2]/p[0], p[0])
			}
			row("same string", &same, samePro)
			row("ours", &ours, ourPro)
			if got := 100 * ours.CoNLL(); got < floors[set+" "+of] {
				t.Errorf("%s, %s names: %.1f is below %.1f", set, of, got, floors[set+" "+of])
			}
		}
	}
}

// key is the gold partition, by the byte at which a mention's head begins.
func key(g *chains.Document) chains.Partition {
	named := map[int]bool{}
	for _, m := range g.Mentions {
		named[m.Chain] = named[m.Chain] || !m.Name.Empty()
	}
	p := chains.Partition{}
	for _, m := range g.Mentions {
		if named[m.Chain] {
			p[m.Head.Start] = m.Chain
		}
	}
	return p
}

// heads is where the head of each of our mentions begins: that of a mention of
// the treebank inside it (the last, "Barack Obama"; the first before "of"), else
// its last word; -1 for what is outside the comparison.
func heads(g *chains.Document, d *doc.Document) []int {
	at := make([]int, len(d.Mentions))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		at[i] = -1
		if m.Form == doc.FormNominal {
			continue
		}
		n := sort.Search(len(g.Mentions), func(n int) bool { return g.Mentions[n].Head.Start >= m.Start })
		for ; n < len(g.Mentions) && g.Mentions[n].Head.Start < m.End; n++ {
			if x := &g.Mentions[n]; at[i] < 0 || x.Kind == m.Kind || m.Kind == doc.Country && x.Kind == doc.Place {
				at[i] = x.Head.Start
				if strings.Contains(m.Of(d.Text), " of ") {
					break
				}
			}
		}
		if at[i] < 0 {
			last := m.Start + strings.LastIndexByte(m.Of(d.Text), ' ') + 1
			if tag := g.Tags[last]; tag == "NNP" || tag == "NNPS" || m.Form == doc.FormPronoun {
				at[i] = last
			}
		}
	}
	return at
}

// found is our partition.
func found(g *chains.Document, d *doc.Document, at []int, entity func(int) int) chains.Partition {
	p := chains.Partition{}
	for i := range d.Mentions {
		if e := entity(i); at[i] >= 0 && e != doc.None {
			if _, ok := p[at[i]]; !ok { // the longest of those with one head
				p[at[i]] = e
			}
		}
	}
	return p
}

// pronouns counts he and she of the treebank, those that have an entity, and
// those whose entity has a name of their chain.
func pronouns(g *chains.Document, d *doc.Document, at []int, gold chains.Partition, n *[3]float64, show bool) {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form != doc.FormPronoun || gendered(m.Of(d.Text)) == gazetteer.Unknown || at[i] != m.Start {
			continue
		}
		if _, ok := g.Tags[m.Start]; !ok {
			continue
		}
		n[0]++
		if m.Entity == doc.None {
			continue
		}
		n[1]++
		right := false
		for k := range d.Mentions {
			if c, ok := gold[at[k]]; ok && d.Mentions[k].Form != doc.FormPronoun && d.Mentions[k].Entity == m.Entity && at[k] >= 0 {
				if want, ok := gold[m.Start]; ok && want == c {
					right = true
				}
			}
		}
		if right {
			n[2]++
		} else if show {
			fmt.Printf("%s: …%s[%s]%s… %s\n", g.ID, d.Text[max(0, m.Start-150):m.Start], m.Of(d.Text), d.Text[m.End:min(len(d.Text), m.End+30)], d.Entities[m.Entity].Name)
		}
	}
}

// sameText is the baseline: mentions of one text are one thing, and a pronoun
// is the nearest person before it who is not known to be of the other gender.
func sameText(d *doc.Document) []int {
	words := gazetteer.NameWords()
	ids, gender := map[string]int{}, map[int]gazetteer.Gender{}
	out := make([]int, len(d.Mentions))
	var people []int
	for i := range d.Mentions {
		m := &d.Mentions[i]
		out[i] = doc.None
		switch m.Form {
		case doc.FormNominal:
		case doc.FormPronoun:
			want := gendered(m.Of(d.Text))
			if want == gazetteer.Unknown {
				continue
			}
			for _, e := range slices.Backward(people) {
				if cmp.Or(gender[e], want) == want {
					out[i] = e
					break
				}
			}
		default:
			text := norm(m.Of(d.Text))
			e, ok := ids[text]
			if !ok {
				e = len(ids)
				ids[text] = e
			}
			out[i] = e
			if m.Kind == doc.Person {
				people = append(people, e)
				if first, _, more := strings.Cut(text, " "); more && gender[e] == gazetteer.Unknown {
					gender[e] = words[first].Gender
				}
			}
		}
	}
	return out
}

func gendered(w string) gazetteer.Gender {
	switch strings.ToLower(w) {
	case "he", "him", "his", "himself":
		return gazetteer.Male
	case "she", "her", "hers", "herself":
		return gazetteer.Female
	}
	return gazetteer.Unknown
}
