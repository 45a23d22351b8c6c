package attribution

import (
	"fmt"
	"math"
	"slices"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Weighed is a quote that the program finds: what its confidence is weighed
// from, and whether it is right.
type Weighed struct {
	Article  int
	Quote    doc.Quote
	Evidence quote.Evidence
	Right    bool
}

// Weigh has a stage find the quotes in the articles of a file of attributions. One is
// right where half of what is said in it or in an attribution of the file, both
// taken together, is in both, and its speaker is the source, if there is one. A
// phrase is right where there is no such attribution. What nobody could
// annotate is left out.
func Weigh(s *quote.Stage, path string) ([]Weighed, error) {
	list, err := load(path, true)
	if err != nil {
		return nil, err
	}
	var out []Weighed
	for n := range list {
		a := &list[n]
		for i, e := range s.Weigh(a.doc) {
			q := a.doc.Quotes[i]
			if 2*shared(q.Spans, a.Unclear) <= length(q.Spans) {
				out = append(out, Weighed{n, q, e, isRight(&q, a.Linked)})
			}
		}
	}
	return out, nil
}

func isRight(q *doc.Quote, list []gold.Attribution) bool {
	for _, a := range list {
		both := shared(q.Spans, a.Content)
		if 2*both < length(q.Spans)+length(a.Content)-both {
			continue
		}
		if q.Form == doc.Phrase {
			return false
		}
		if len(a.Source) == 0 {
			return true
		}
		speaker := []corpus.Span{q.Speaker}
		both = shared(speaker, a.Source)
		if both > 0 && (both == q.Speaker.Len() || 2*both >= length(speaker)+length(a.Source)-both) {
			return true
		}
	}
	return q.Form == doc.Phrase
}

// length is how many bytes spans have together.
func length(spans []corpus.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// shared is how many bytes are in both of two lists of spans that do not
// overlap among themselves.
func shared(a, b []corpus.Span) (n int) {
	for _, s := range a {
		for _, t := range b {
			n += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	return n
}

// How the points of evidence are fitted.
const (
	rounds   = 400
	pace     = 0.5   // of a round
	modesty  = 2.0   // price of the square of a weight, in quotes
	hundreds = 100.0 // points of a unit of the logarithm of the odds
)

// Confidence fits the points of quote's confidence.tsv to quotes: logistic
// regression with a price on the squares of the weights, by gradient descent.
func Confidence(list []Weighed) [][]int {
	w, bias := fit(list)
	out := make([][]int, len(w))
	for g := range w {
		for _, v := range w[g] {
			if g == 0 {
				v += bias
			}
			out[g] = append(out[g], int(math.Round(v*hundreds)))
		}
	}
	return out
}

func fit(list []Weighed) (w [][]float64, bias float64) {
	groups := quote.EvidenceGroups
	w = make([][]float64, len(groups))
	gradient, count := make([][]float64, len(groups)), make([][]float64, len(groups))
	for g := range groups {
		w[g], gradient[g], count[g] = make([]float64, groups[g].Values), make([]float64, groups[g].Values), make([]float64, groups[g].Values)
	}
	for i := range list {
		for g, v := range list[i].Evidence {
			count[g][v]++
		}
	}
	for range rounds {
		for g := range gradient {
			clear(gradient[g])
		}
		all := 0.0
		for i := range list {
			p := bias
			for g, v := range list[i].Evidence {
				p += w[g][v]
			}
			d := -1 / (1 + math.Exp(-p))
			if list[i].Right {
				d++
			}
			all += d
			for g, v := range list[i].Evidence {
				gradient[g][v] += d
			}
		}
		bias += pace * all / float64(len(list))
		for g := range w {
			for v := range w[g] {
				w[g][v] += pace * (gradient[g][v] - float64(modesty*w[g][v])) / (count[g][v] + modesty)
			}
		}
	}
	return w, bias
}

// Reliability is how often quotes with a confidence between From and To are
// right.
type Reliability struct {
	From, To      float64
	Quotes, Right int
	Mean          float64 // of their confidences
}

// String is one line.
func (r Reliability) String() string {
	return fmt.Sprintf("%.1f to %.1f  %5d quotes  mean %.2f  right %.2f", r.From, r.To, r.Quotes, r.Mean, float64(r.Right)/float64(max(1, r.Quotes)))
}

// folds are how many parts the articles are dealt into to tell how well
// confidence holds on articles that it was not fitted to.
const folds = 5

// Calibration tells how well confidence holds where the points are fitted to
// four fifths of the articles and read off the fifth, each in turn, and the
// expected calibration error (Naeini et al. 2015) over those tenths.
func Calibration(list []Weighed) (table []Reliability, off float64) {
	table = make([]Reliability, 10)
	for i := range table {
		table[i].From, table[i].To = float64(i)/10, float64(i+1)/10
	}
	for fold := range folds {
		w, bias := fit(slices.DeleteFunc(slices.Clone(list), func(x Weighed) bool { return x.Article%folds == fold }))
		for i := range list {
			if list[i].Article%folds != fold {
				continue
			}
			p := bias
			for g, v := range list[i].Evidence {
				p += w[g][v]
			}
			p = 1 / (1 + math.Exp(-p))
			r := &table[min(int(p*10), 9)]
			r.Quotes++
			r.Mean += p
			if list[i].Right {
				r.Right++
			}
		}
	}
	for i := range table {
		r := &table[i]
		off += math.Abs(r.Mean-float64(r.Right)) / float64(max(1, len(list)))
		r.Mean /= float64(max(1, r.Quotes))
	}
	return table, off
}
