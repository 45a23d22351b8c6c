package chains

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"sort"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/coref"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/segment"
)

// Pronouns learns whom a pronoun means from the treebank and, with less weight,
// from news with the names and chains of another program, and gives the content of
// extract/coref/pronouns.tsv. The same files give the same bytes.
func Pronouns(treebank, tagged, articles string) ([]byte, error) {
	docs, err := ReadFile(treebank)
	if err != nil {
		return nil, err
	}
	news, err := ReadSilver(tagged, articles)
	if err != nil {
		return nil, err
	}
	t := newTrainer(docs, news)
	var leads []guess
	for fold := range folds {
		w := t.learn(func(n int) bool { return n%folds != fold })
		for n := range t.docs {
			if n%folds == fold && !t.docs[n].silver {
				leads = append(leads, t.guesses(n, w)...)
			}
		}
	}
	head := "# Points of what speaks for and against whom a pronoun means, a group of features\n# a line; written by broadsheet-train pronouns.\n"
	return coref.AppendWeights([]byte(head), t.learn(func(int) bool { return true }), trust(leads)), nil
}

const (
	folds    = 5
	readings = 2   // of each text while learning
	steps    = 150 // toward the best weights after each; 400 are no better
	scale    = 100 // points of a unit of log odds

	newsWeight   = 0.01 // of a pronoun of the news, for one of the treebank: a fourth of its chains are wrong
	spokenWeight = 0.05 // where the pronoun speaks: the treebank has few of those
	decay        = 0.01 // price of a weight's square, half of it for each candidate that has it
	unseen       = 0.1  // the same for a weight whatever has it
	overlook     = 10   // of so many names in the treebank one is overlooked
)

// trainer holds each text with the names that its annotation gives: what is
// learned does not change with names.model.
type trainer struct {
	coref *coref.Coref
	docs  []annotated
}

type annotated struct {
	gold   *Document
	docs   []*doc.Document // one for each way in which its names are given
	silver bool
}

func newTrainer(treebank, news []*Document) *trainer {
	t := &trainer{coref: coref.New()}
	tokens, sentences, topo, mentions := segment.NewTokens(), segment.NewSentences(), country.New(), mention.New()
	// Quotes by rules alone: of those that count for pronouns the models find
	// few more, and what is learned does not change with them.
	quotes, err := quote.NewWith(nil, nil, quote.Models)
	if err != nil {
		panic(err) // there is no file that could be wrong
	}
	read := func(text string, names []doc.Name) *doc.Document {
		d := &doc.Document{Article: &corpus.Article{Text: text}}
		tokens.Annotate(d)
		sentences.Annotate(d)
		topo.Annotate(d)
		d.Names = names
		mentions.Annotate(d)
		quotes.Annotate(d)
		return d
	}
	for _, g := range treebank {
		all := g.Names()
		t.docs = append(t.docs, annotated{g, []*doc.Document{read(g.Text, all), read(g.Text, g.overlooked(all))}, false})
	}
	for _, g := range news {
		t.docs = append(t.docs, annotated{g, []*doc.Document{read(g.Text, g.Names())}, true})
	}
	return t
}

// Names are the names of the treebank.
func (d *Document) Names() []doc.Name {
	if d.names != nil {
		return d.names
	}
	var names []doc.Name
	for _, m := range d.Mentions {
		if !m.Name.Empty() && (len(names) == 0 || names[len(names)-1].End <= m.Name.Start) {
			names = append(names, doc.Name{Span: m.Name, Kind: m.Kind, Confidence: 1})
		}
	}
	return names
}

// overlooked is names without some of them, as a program that finds names
// overlooks some: one in overlook of those that read alike in a text.
func (d *Document) overlooked(names []doc.Name) []doc.Name {
	var out []doc.Name
	for _, n := range names {
		h := fnv.New32a()
		h.Write([]byte(d.ID + n.Of(d.Text)))
		if h.Sum32()%overlook != 0 {
			out = append(out, n)
		}
	}
	return out
}

// chainsIn is the chain of each mention of d, or -1: that of the mention of
// the treebank whose head is in it.
func (g *Document) chainsIn(d *doc.Document) []int {
	out := make([]int, len(d.Mentions))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		out[i] = -1
		n := sort.Search(len(g.Mentions), func(n int) bool { return g.Mentions[n].Head.Start >= m.Start })
		for ; n < len(g.Mentions) && g.Mentions[n].Head.Start < m.End; n++ {
			if x := &g.Mentions[n]; x.Kind == m.Kind {
				out[i] = x.Chain
			}
		}
	}
	return out
}

// right reports which candidates a pronoun means: those with a name of its
// chain; where there is none, those without a name.
func right(d *doc.Document, chain []int, pronoun int, candidates []coref.Candidate) []bool {
	out := make([]bool, len(candidates))
	found := false
	for k := range pronoun {
		m := &d.Mentions[k]
		if m.Form != doc.FormName || chain[k] < 0 || chain[k] != chain[pronoun] {
			continue
		}
		for n := range candidates {
			if candidates[n].Entity == m.Entity && m.Entity != doc.None {
				out[n], found = true, true
			}
		}
	}
	for n := range candidates {
		out[n] = out[n] || !found && candidates[n].Entity == doc.None
	}
	return out
}

func points[T int32 | float64](w []T, features []uint16) T {
	var n T
	for _, f := range features {
		n += w[f]
	}
	return n
}

// learn fits a log-linear model over the candidates of each pronoun to the
// documents that use takes. Whom the pronouns before mean is among what speaks
// for a candidate: so the documents are read first with the right choices, then
// with those of the model, as they will be later, and both readings count.
func (t *trainer) learn(use func(int) bool) []int32 {
	w := make([]float64, coref.Features)
	var seen []example
	for reading := range readings {
		for n := range t.docs {
			if use(n) {
				seen = t.read(seen, n, w, reading > 0)
			}
		}
		fit(w, seen)
	}
	out := make([]int32, len(w))
	for f := range out {
		out[f] = int32(math.Round(w[f] * scale))
	}
	return out
}

// example is a pronoun with what speaks for each of its candidates.
type example struct {
	features [][]uint16
	right    []bool
	weight   float64
}

// read appends the pronouns of document n. Those before mean whom w prefers if
// own, else whom they do mean.
func (t *trainer) read(seen []example, n int, w []float64, own bool) []example {
	x := &t.docs[n]
	for _, d := range x.docs {
		chain := x.gold.chainsIn(d)
		t.coref.Learn(d, func(pronoun int, candidates []coref.Candidate) int {
			ok := right(d, chain, pronoun, candidates)
			nobody := len(ok) - 1
			if !x.silver || !ok[nobody] { // that a chain of the news has no name says nothing
				e := example{right: ok, weight: 1 / float64(len(x.docs)*readings)}
				for k := range candidates {
					e.features = append(e.features, slices.Clone(candidates[k].Features))
				}
				switch {
				case !x.silver:
				case coref.Speaks(candidates):
					e.weight = spokenWeight / readings
				default:
					e.weight = newsWeight / readings
				}
				seen = append(seen, e)
			}
			if !own {
				return slices.Index(ok, true)
			}
			best := 0
			for k := range candidates {
				if points(w, candidates[k].Features) > points(w, candidates[best].Features) {
					best = k
				}
			}
			return best
		})
	}
	return seen
}

// fit moves w to where the examples are likeliest, less the price of its
// squares. Unlike steps from example to example this ends at one point, or near
// it, whatever their order. The steps are those of Nesterov's method, as long in
// each weight as the curvature allows where no candidate has more than
// mostFeatures.
func fit(w []float64, seen []example) {
	price := make([]float64, len(w))
	for f := range price {
		price[f] = unseen
	}
	for i := range seen {
		for _, c := range seen[i].features {
			for _, f := range c {
				price[f] += decay * seen[i].weight
			}
		}
	}
	steepest := slices.Clone(price)
	last := make([]int, len(w))
	for i := range seen {
		for _, c := range seen[i].features {
			for _, f := range c {
				if last[f] != i+1 {
					last[f] = i + 1
					steepest[f] += mostFeatures * seen[i].weight
				}
			}
		}
	}
	at, slope := slices.Clone(w), make([]float64, len(w))
	var p []float64
	for step := range steps {
		for f := range slope {
			slope[f] = -price[f] * at[f]
		}
		for i := range seen {
			x := &seen[i]
			p = p[:0]
			all, rights := 0.0, 0.0
			for k, c := range x.features {
				p = append(p, math.Exp(points(at, c)))
				all += p[k]
				if x.right[k] {
					rights += p[k]
				}
			}
			for k, c := range x.features {
				up := -p[k] / all
				if x.right[k] {
					up += p[k] / rights
				}
				for _, f := range c {
					slope[f] += x.weight * up
				}
			}
		}
		on := float64(step) / float64(step+3)
		for f := range w {
			next := at[f] + slope[f]/steepest[f]
			at[f] = next + on*(next-w[f])
			w[f] = next
		}
	}
}

// mostFeatures is the most that a candidate has: one of each group for those
// that were spoken of.
const mostFeatures = 16

// guess is a pronoun that was given a person: by how many points, and whether
// rightly.
type guess struct {
	lead  int
	right bool
}

// guesses are those in document n with broadsheet's own names.
func (t *trainer) guesses(n int, weights []int32) []guess {
	w := weights
	d := t.docs[n].docs[len(t.docs[n].docs)-1]
	chain := t.docs[n].gold.chainsIn(d)
	var out []guess
	t.coref.Learn(d, func(pronoun int, candidates []coref.Candidate) int {
		best := 0
		for k := range candidates {
			if points(w, candidates[k].Features) > points(w, candidates[best].Features) {
				best = k
			}
		}
		if candidates[best].Entity == doc.None {
			return best
		}
		lead := int32(1) << 20
		for k := range candidates {
			if k != best {
				lead = min(lead, points(w, candidates[best].Features)-points(w, candidates[k].Features))
			}
		}
		if lead >= coref.Unclear {
			out = append(out, guess{int(lead), right(d, chain, pronoun, candidates)[best]})
		}
		return best
	})
	return out
}

// trust is how many guesses are right by how far they lead: five groups of
// one size, never falling.
func trust(all []guess) []coref.Trust {
	slices.SortStableFunc(all, func(a, b guess) int { return cmp.Compare(a.lead, b.lead) })
	const parts = 5
	var out []coref.Trust
	for p := range parts {
		part := all[p*len(all)/parts : (p+1)*len(all)/parts]
		if len(part) == 0 {
			continue
		}
		n := 0
		for _, g := range part {
			if g.right {
				n++
			}
		}
		t := coref.Trust{Lead: part[0].lead, Percent: 100 * n / len(part)}
		if p == 0 {
			t.Lead = 0
		} else {
			t.Percent = max(t.Percent, out[len(out)-1].Percent)
		}
		out = append(out, t)
	}
	return out
}
