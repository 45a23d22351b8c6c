package study

import "github.com/broadsheet/broadsheet/results"

// tally is what the figures of a task are made of: counts by name. Those of
// articles add up.
type tally map[string]int

// task is one way to hold what was found against annotations, the same as the
// one of its name in score.py: the script in Python that the scores of
// docs/accuracy.md are measured with (checks/scores.py runs it). It came first,
// and where the two differ this one is wrong.
type task struct {
	name    string
	of      func(*Gold) bool                         // whether the article has annotations for it
	count   func(*Gold, *results.ArticleRows, tally) // rows are never nil: empty where the article was not read
	ratios  []ratio
	missing bool // score.py tells how many articles are missing
}

// ratio is one figure, or three that belong together: how much of what was
// found is right (precision), how much of what is there was found (recall),
// and their harmonic mean.
type ratio struct {
	name     string
	right    string // what is right, of what was found
	recalled string // what was found, of what is there; "": the same
	found    string // "": a share alone
	of       string
	optional bool // left out where there is nothing to take a share of
}

func precisionRecall(name, right, found, gold string) ratio {
	return ratio{name: name, right: right, recalled: right, found: found, of: gold}
}

func share(name, right, of string) ratio { return ratio{name: name, right: right, of: of} }

// tasks are all there are, in the order in which they are printed.
var tasks = []*task{&names, &quotes, &quantity, &numbers, &places, &whole}

// Tasks are the names of what can be scored.
func Tasks() []string {
	var all []string
	for _, t := range tasks {
		all = append(all, t.name)
	}
	return all
}

// shareOf is part of whole, 0 where there is none.
func shareOf(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// values gives the figures of a ratio in percent: one, or precision, recall
// and F1.
func (r ratio) values(count func(string) float64) []float64 {
	if r.found == "" {
		return []float64{100 * shareOf(count(r.right), count(r.of))}
	}
	p := shareOf(count(r.right), count(r.found))
	q := shareOf(count(r.recalled), count(r.of))
	return []float64{100 * p, 100 * q, 100 * shareOf(2*p*q, p+q)}
}

// measures are the last parts of the names of a ratio's figures.
func (r ratio) measures() []string {
	if r.found == "" {
		return []string{""}
	}
	return []string{"p", "r", "f1"}
}
