//go:build shared

package clusters

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/cluster"
)

const data = "../../../shared/data/"

// TestWhatClassesTell prints how well the class of a word tells its part of
// speech and, of words in names, the kind of name: each class is given the
// label that most of its words have in one half of the word types, and is
// judged by the other half.
//
//	go test -tags shared -run WhatClassesTell -v ./train/clusters
func TestWhatClassesTell(t *testing.T) {
	for _, set := range []struct {
		name   string
		labels map[string]string
		least  [cluster.Levels]float64 // some below what was there when this was written
	}{
		{"part of speech (gum-train)", tagged(t), [cluster.Levels]float64{59, 66, 65, 36, 38}},
		{"kind of name (conll2003-train)", named(t), [cluster.Levels]float64{58, 58, 58, 50, 50}},
	} {
		types := slices.Sorted(maps.Keys(set.labels))
		known := 0
		for _, w := range types {
			if cluster.Of(w) != (cluster.Classes{}) {
				known++
			}
		}
		t.Logf("%s: %d types, %d known", set.name, len(types), known)
		always := func(string) []string { return nil }
		t.Logf("  %-12s %.1f", "no class", judged(types, set.labels, always))
		names := [cluster.Levels]string{"64", "256", "1024", "topic 256", "topic 1024"}
		levels := make([]int, cluster.Levels)
		for level := range levels {
			levels[level] = level
			got := judged(types, set.labels, classesAt(level))
			t.Logf("  %-12s %.1f", names[level], got)
			if got < set.least[level] {
				t.Errorf("%s by classes %s: %.1f, want %.1f", set.name, names[level], got, set.least[level])
			}
		}
		t.Logf("  %-12s %.1f", "places", judged(types, set.labels, classesAt(levels[:cluster.Places]...)))
		t.Logf("  %-12s %.1f", "all levels", judged(types, set.labels, classesAt(levels...)))
	}
}

// classesAt gives the classes of a word at some levels as features.
func classesAt(levels ...int) func(string) []string {
	return func(w string) []string {
		c := cluster.Of(w)
		var f []string
		for _, level := range levels {
			f = append(f, fmt.Sprint(level, " ", c[level]))
		}
		return f
	}
}

// judged learns the label from the features on one half of the types and
// returns the share of the other half that has the label told, in percent:
// logistic regression, as what uses the classes is linear too.
func judged(types []string, labels map[string]string, features func(string) []string) float64 {
	var learn, judge []string
	for _, w := range types {
		h := fnv.New32a()
		io.WriteString(h, w)
		if h.Sum32()>>8&1 == 0 {
			learn = append(learn, w)
		} else {
			judge = append(judge, w)
		}
	}
	kinds := slices.Sorted(maps.Values(labels))
	kinds = slices.Compact(kinds)
	number, weights, squares := map[string]int{}, [][]float64{}, [][]float64{}
	vector := func(w string, grow bool) (rows []int) {
		for _, f := range append(features(w), "any") {
			n, ok := number[f]
			if !ok {
				if !grow {
					continue
				}
				n = len(number)
				number[f] = n
				weights, squares = append(weights, make([]float64, len(kinds))), append(squares, make([]float64, len(kinds)))
			}
			rows = append(rows, n)
		}
		return rows
	}
	chance := make([]float64, len(kinds))
	rate := func(rows []int) (best int) {
		sum := 0.0
		for k := range kinds {
			score := 0.0
			for _, r := range rows {
				score += weights[r][k]
			}
			chance[k] = math.Exp(score)
			sum += chance[k]
			if chance[k] > chance[best] {
				best = k
			}
		}
		for k := range chance {
			chance[k] /= sum
		}
		return best
	}
	random := rand.New(rand.NewPCG(1, 1))
	random.Shuffle(len(learn), func(i, j int) { learn[i], learn[j] = learn[j], learn[i] })
	for range 10 {
		for _, w := range learn {
			rows := vector(w, true)
			rate(rows)
			for k := range kinds {
				miss := -chance[k]
				if kinds[k] == labels[w] {
					miss++
				}
				for _, r := range rows {
					step := miss - 0.01*weights[r][k]
					squares[r][k] += step * step
					weights[r][k] += 0.3 * step / math.Sqrt(squares[r][k]+1e-9)
				}
			}
		}
	}
	right := 0
	for _, w := range judge {
		if kinds[rate(vector(w, false))] == labels[w] {
			right++
		}
	}
	return 100 * float64(right) / float64(len(judge))
}

// tagged gives each word type of the treebank its most frequent tag.
func tagged(t *testing.T) map[string]string {
	f, err := os.Open(data + "treebank/gum-train.conllu.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]map[string]int{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) == 10 && !strings.ContainsAny(cells[0], "-.") {
			tally(counts, cells[1], cells[4])
		}
	}
	return mostFrequent(counts)
}

// named gives each word type that stands in names more often than not the
// kind of name that it is most often in.
func named(t *testing.T) map[string]string {
	lines, err := os.ReadFile(data + "ner/conll2003-train.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]map[string]int{}
	tokens := segment.NewTokens()
	for line := range bytes.Lines(lines) {
		var row annotated
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		d := &doc.Document{Article: &corpus.Article{Text: row.Text}}
		tokens.Annotate(d)
		for _, token := range d.Tokens {
			tally(counts, token.Of(row.Text), row.kind(len([]rune(row.Text[:token.Start]))))
		}
	}
	labels := mostFrequent(counts)
	maps.DeleteFunc(labels, func(_, kind string) bool { return kind == "" })
	return labels
}

// annotated is a row of a set of names.
type annotated struct {
	Text     string
	Mentions []struct {
		Start, End int // in code points
		Kind       string
	}
}

// kind is of the name around a code point, "" where there is none.
func (a *annotated) kind(at int) string {
	for _, m := range a.Mentions {
		if m.Start <= at && at < m.End {
			return m.Kind
		}
	}
	return ""
}

func tally(m map[string]map[string]int, w, label string) {
	if m[w] == nil {
		m[w] = map[string]int{}
	}
	m[w][label]++
}

func mostFrequent(counts map[string]map[string]int) map[string]string {
	labels := map[string]string{}
	for w, c := range counts {
		labels[w] = slices.MaxFunc(slices.Sorted(maps.Keys(c)), func(a, b string) int { return cmp.Compare(c[a], c[b]) })
	}
	return labels
}
