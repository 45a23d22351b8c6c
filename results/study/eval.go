package study

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// EvalOptions say what Evaluate does.
type EvalOptions struct {
	Tasks     []string // of Tasks; nil: all that the annotations are for
	Resamples int      // of the bootstrap; 0: 1000, below 0: no intervals
	Seed      uint64   // of the bootstrap
}

// Score is how well a task was done.
type Score struct {
	Task      string
	Articles  int  // annotated for it
	Documents int  // what the bootstrap draws: articles, or those that sentences are parts of
	Missing   int  // articles for which there is no output
	Counted   bool // score.py tells Missing for this task
	Figures   []Figure
}

// Figure is one figure of a score, by the name that it has in score.py:
// "quoted.content_half.f1".
type Figure struct {
	Name      string
	Value     float64 // percent
	Low, High float64 // 95 % interval in percent, of the bootstrap
	Interval  bool    // there are Low and High: more than one document, and resamples

	// Of is how many there are to be found, or of what a share is taken; Found
	// is how many were found, right or wrong: of precision, recall and F1.
	Of, Found int
}

// Evaluate holds what was found in annotated texts against the annotations, as
// score.py does, to the last digit: found[i] are the rows of gold[i], nil
// where there are none.
//
// The intervals are from the percentile bootstrap of B. Efron and R. J.
// Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: documents
// are drawn with replacement, as many as there are, and each figure worked out
// anew; 95 % of its values lie within. What a document has stays together,
// because its errors do.
func Evaluate(gold []*Gold, found []*results.ArticleRows, o EvalOptions) ([]Score, error) {
	if len(found) != len(gold) {
		return nil, fmt.Errorf("rows of %d articles for %d annotated ones", len(found), len(gold))
	}
	for _, name := range o.Tasks {
		if !slices.Contains(Tasks(), name) {
			return nil, usage("no task %q: choose of %s", name, strings.Join(Tasks(), ", "))
		}
	}
	if o.Resamples == 0 {
		o.Resamples = 1000
	}
	var scores []Score
	for _, t := range tasks {
		if o.Tasks != nil && !slices.Contains(o.Tasks, t.name) {
			continue
		}
		s, ok := t.score(gold, found, o)
		if ok {
			scores = append(scores, s)
		} else if o.Tasks != nil {
			return nil, usage("nothing is annotated for the task %s", t.name)
		}
	}
	if len(scores) == 0 {
		return nil, usage("nothing is annotated that can be scored: %s", strings.Join(Tasks(), ", "))
	}
	return scores, nil
}

func (t *task) score(gold []*Gold, found []*results.ArticleRows, o EvalOptions) (s Score, ok bool) {
	s = Score{Task: t.name, Counted: t.missing}
	var documents []tally
	ofName := map[string]tally{}
	for i, g := range gold {
		if !t.of(g) {
			continue
		}
		s.Articles++
		rows := found[i]
		if rows == nil {
			s.Missing++
			rows = &results.ArticleRows{}
		}
		n := tally{}
		if g.Document != "" {
			if ofName[g.Document] != nil {
				n = ofName[g.Document]
			} else {
				ofName[g.Document] = n
				documents = append(documents, n)
			}
		} else {
			documents = append(documents, n)
		}
		t.count(g, rows, n)
	}
	s.Documents = len(documents)
	if s.Articles == 0 {
		return s, false
	}
	counts := newCounts(documents)
	whole := counts.sum(nil)
	for _, r := range t.ratios {
		if r.optional && whole[counts.column[r.of]] == 0 {
			continue
		}
		for i, v := range r.values(counts.lookup(whole)) {
			f := Figure{Name: r.name, Value: v, Of: int(counts.lookup(whole)(r.of))}
			if r.found != "" {
				f.Name += "." + r.measures()[i]
				f.Found = int(counts.lookup(whole)(r.found))
			}
			s.Figures = append(s.Figures, f)
		}
	}
	if len(documents) > 1 && o.Resamples > 0 {
		t.bootstrap(&s, counts, o)
	}
	return s, true
}

// counts are the tallies of documents as a matrix: adding up maps a thousand
// times would take longer than the extraction.
type counts struct {
	column map[string]int
	rows   [][]float64 // of documents; column 0 is 0, for names that no document has
}

func newCounts(documents []tally) *counts {
	c := &counts{column: map[string]int{}}
	for _, d := range documents {
		for name := range d {
			if c.column[name] == 0 {
				c.column[name] = len(c.column) + 1 // the order is of no matter
			}
		}
	}
	for _, d := range documents {
		row := make([]float64, len(c.column)+1)
		for name, n := range d {
			row[c.column[name]] = float64(n)
		}
		c.rows = append(c.rows, row)
	}
	return c
}

// sum adds up the documents with the given numbers, or all.
func (c *counts) sum(of []int) []float64 {
	total := make([]float64, len(c.column)+1)
	add := func(row []float64) {
		for i, n := range row {
			total[i] += n
		}
	}
	if of == nil {
		for _, row := range c.rows {
			add(row)
		}
		return total
	}
	for _, i := range of {
		add(c.rows[i])
	}
	return total
}

func (c *counts) lookup(total []float64) func(string) float64 {
	return func(name string) float64 { return total[c.column[name]] }
}

func (t *task) bootstrap(s *Score, c *counts, o EvalOptions) {
	random := rand.New(rand.NewPCG(o.Seed, 0))
	of := make([]int, len(c.rows))
	values := make([][]float64, len(s.Figures))
	for range o.Resamples {
		for i := range of {
			of[i] = random.IntN(len(c.rows))
		}
		total := c.sum(of)
		at := 0
		for _, r := range t.ratios {
			if !s.has(r) {
				continue
			}
			for _, v := range r.values(c.lookup(total)) {
				// A resample may hold nothing that could be found.
				if total[c.column[r.of]] > 0 {
					values[at] = append(values[at], v)
				}
				at++
			}
		}
	}
	for i := range s.Figures {
		f := &s.Figures[i]
		if len(values[i]) > 0 {
			slices.Sort(values[i])
			f.Low, f.High, f.Interval = quantile(values[i], 0.025), quantile(values[i], 0.975), true
		}
	}
}

// has reports whether the score has the figures of a ratio: optional ones may
// be missing.
func (s *Score) has(r ratio) bool {
	return !r.optional || slices.ContainsFunc(s.Figures, func(f Figure) bool { return f.Name == r.name })
}

// quantile is that of sorted values, between two of them in proportion.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}
