package coref

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// group is a group of features of which a candidate has one at most.
type group uint8

// The groups of features.
const (
	distance group = iota
	order
	parallel
	clause
	begins
	lastSubject
	nearbyCount
	paragraph
	quoted
	talk
	lastForm
	knownGender
	rivals
	frequency
	weight
	fullName
	nobody
	nobodyUse
	nobodyInitial
	nobodyIndefinite
	nobodySpoke
	numGroups
)

// groups are their names in the file of weights and how many features each has.
var groups = [numGroups]struct {
	name        string
	size, first int
}{
	distance:         {name: "distance", size: 5 * int(standings)},
	order:            {name: "order", size: 4},
	parallel:         {name: "parallel", size: int(uses) * 2 * int(standings)},
	clause:           {name: "clause", size: int(uses) * 2},
	begins:           {name: "begins", size: 8},
	lastSubject:      {name: "last-subject", size: 5},
	nearbyCount:      {name: "nearby", size: 4},
	paragraph:        {name: "paragraph", size: 4},
	quoted:           {name: "quoted", size: 2},
	talk:             {name: "talk", size: 6},
	lastForm:         {name: "last-form", size: 8},
	knownGender:      {name: "gender", size: 2},
	rivals:           {name: "rivals", size: 4},
	frequency:        {name: "frequency", size: 6},
	weight:           {name: "weight", size: 5},
	fullName:         {name: "full-name", size: 2},
	nobody:           {name: "nobody", size: 4},
	nobodyUse:        {name: "nobody-use", size: int(uses) * 2},
	nobodyInitial:    {name: "nobody-initial", size: 2},
	nobodyIndefinite: {name: "nobody-indefinite", size: 3},
	nobodySpoke:      {name: "nobody-spoke", size: 2},
}

// each is the number of features of a candidate for one sort of pronoun.
var each = func() int {
	n := 0
	for g := range groups {
		groups[g].first = n
		n += groups[g].size
	}
	return n
}()

// Features is the number of features: those for a pronoun that speaks ("…,"
// he said) lie behind those for any other, as news has its own way with them.
var Features = 2 * each

//go:embed pronouns.tsv
var pronounsTSV string

// weights are the points of each feature, and how far a pronoun is trusted by
// the lead of its person.
type weights struct {
	feature []int32
	trust   []Trust
}

// Trust is how many pronouns in a hundred are right whose person leads the
// next one by Lead points or more.
type Trust struct{ Lead, Percent int }

func (w *weights) points(features []uint16) int {
	n := 0
	for _, f := range features {
		n += int(w.feature[f])
	}
	return n
}

// confidence is from 0 to 1.
func (w *weights) confidence(lead int) float64 {
	percent := 0
	for n, t := range w.trust {
		if n == 0 || lead >= t.Lead {
			percent = t.Percent
		}
	}
	return float64(percent) / 100
}

// sorts are the sorts of pronouns as the file has them before the group.
var sorts = [...]string{"", "speaker."}

// AppendWeights writes weights as pronouns.tsv holds them.
func AppendWeights(b []byte, feature []int32, trust []Trust) []byte {
	for sort, prefix := range sorts {
		for _, g := range groups {
			b = append(append(b, prefix...), g.name...)
			for _, w := range feature[sort*each+g.first:][:g.size] {
				b = strconv.AppendInt(append(b, '\t'), int64(w), 10)
			}
			b = append(b, '\n')
		}
	}
	for _, t := range trust {
		b = fmt.Appendf(b, "trust\t%d\t%d\n", t.Lead, t.Percent)
	}
	return b
}

// parseWeights reads what AppendWeights writes; the file is embedded, so that
// a wrong one is a mistake of ours.
func parseWeights(file string) *weights {
	w := &weights{feature: make([]int32, Features)}
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic("coref: pronouns.tsv: " + err.Error())
		}
		return n
	}
	for line := range strings.Lines(file) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if f[0] == "trust" && len(f) == 3 {
			w.trust = append(w.trust, Trust{number(f[1]), number(f[2])})
		}
		for sort, prefix := range sorts {
			for _, g := range groups {
				if prefix+g.name != f[0] {
					continue
				}
				if len(f)-1 != g.size {
					panic("coref: pronouns.tsv: " + f[0] + " has another number of weights: train it again")
				}
				for n := range g.size {
					w.feature[sort*each+g.first+n] = int32(number(f[1+n]))
				}
			}
		}
	}
	return w
}
