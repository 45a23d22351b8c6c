package chains

import (
	"cmp"
	"math"
	"math/rand/v2"
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
// from news with the chains of another program, and gives the content of
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
	folds  = 5
	epochs = 20
	seed   = 4
	scale  = 100 // points of a unit of log odds

	firstRate  = 0.1
	silverRate = 0.02  // of that, for the news: a fourth of its chains are wrong
	spokenRate = 0.1   // where the pronoun speaks: the treebank has few of those
	decay      = 0.004 // of a weight at each of its uses, before the rate
)

// trainer holds each text of the treebank twice, with its own names and with
// those that broadsheet finds; the news with the latter alone.
type trainer struct {
	coref *coref.Coref
	docs  []annotated
}

type annotated struct {
	gold   *Document
	docs   []*doc.Document // the last has broadsheet's own names
	silver bool
}

func newTrainer(treebank, news []*Document) *trainer {
	t := &trainer{coref: coref.New()}
	tokens, sentences, topo, names, mentions, quotes := segment.NewTokens(), segment.NewSentences(), country.New(), mention.NewNames(), mention.New(), quote.New()
	read := func(g *Document, own bool) *doc.Document {
		d := &doc.Document{Article: &corpus.Article{Text: g.Text}}
		tokens.Annotate(d)
		sentences.Annotate(d)
		topo.Annotate(d)
		if own {
			names.Annotate(d)
		} else {
			d.Names = g.Names()
		}
		mentions.Annotate(d)
		quotes.Annotate(d)
		return d
	}
	for _, g := range treebank {
		t.docs = append(t.docs, annotated{g, []*doc.Document{read(g, false), read(g, true)}, false})
	}
	for _, g := range news {
		t.docs = append(t.docs, annotated{g, []*doc.Document{read(g, true)}, true})
	}
	return t
}

// Names are the names of the treebank.
func (d *Document) Names() []doc.Name {
	var names []doc.Name
	for _, m := range d.Mentions {
		if !m.Name.Empty() && (len(names) == 0 || names[len(names)-1].End <= m.Name.Start) {
			names = append(names, doc.Name{Span: m.Name, Kind: m.Kind, Confidence: 1})
		}
	}
	return names
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
// documents that use takes, by stochastic gradient descent. Each document is
// read with the choices of the model so far, as it will be later.
func (t *trainer) learn(use func(int) bool) []int32 {
	w := make([]float64, coref.Features)
	random := rand.New(rand.NewPCG(seed, seed))
	for epoch := range epochs {
		rate := firstRate / float64(1+epoch)
		for _, n := range random.Perm(len(t.docs)) {
			if !use(n) {
				continue
			}
			for _, d := range t.docs[n].docs {
				chain := t.docs[n].gold.chainsIn(d)
				t.coref.Learn(d, func(pronoun int, candidates []coref.Candidate) int {
					rate := rate
					switch {
					case !t.docs[n].silver:
					case coref.Speaks(candidates):
						rate *= spokenRate
					default:
						rate *= silverRate
					}
					return update(w, candidates, right(d, chain, pronoun, candidates), rate, t.docs[n].silver)
				})
			}
		}
	}
	out := make([]int32, len(w))
	for f := range out {
		out[f] = int32(math.Round(w[f] * scale))
	}
	return out
}

// update moves w toward the right candidates and gives the number of the one
// that w preferred.
func update(w []float64, candidates []coref.Candidate, ok []bool, rate float64, silver bool) int {
	best, all, rights := 0, 0.0, 0.0
	p := make([]float64, len(candidates))
	for k := range candidates {
		p[k] = math.Exp(points(w, candidates[k].Features))
		all += p[k]
		if ok[k] {
			rights += p[k]
		}
		if p[k] > p[best] {
			best = k
		}
	}
	if silver && ok[len(ok)-1] {
		return best // that a chain has no name says nothing
	}
	for k := range candidates {
		step := -p[k] / all
		if ok[k] {
			step += p[k] / rights
		}
		for _, f := range candidates[k].Features {
			w[f] += rate * (step - float64(decay*w[f]))
		}
	}
	return best
}

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
