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
		{"part of speech (gum-train)", tagged(t), [cluster.Levels]float64{58, 65, 64, 61}},
		{"kind of name (conll2003-train)", named(t), [cluster.Levels]float64{57, 58, 58, 57}},
	} {
		types := slices.Sorted(maps.Keys(set.labels))
		known := 0
		for _, w := range types {
			if cluster.Of(w) != (cluster.Classes{}) {
				known++
			}
		}
		t.Logf("%s: %d types, %d known", set.name, len(types), known)
		always := func(string) []string { return []string{""} }
		t.Logf("  %-12s %.1f", "no class", judged(types, set.labels, always))
		levels := make([]int, cluster.Levels)
		for level := range levels {
			levels[level] = level
			got := judged(types, set.labels, classesAt(level))
			t.Logf("  %-12d %.1f", cluster.Sizes[level], got)
			if got < set.least[level] {
				t.Errorf("%s by %d classes: %.1f, want %.1f", set.name, cluster.Sizes[level], got, set.least[level])
			}
		}
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
// returns the share of the other half that has the label told, in percent. One
// feature tells the label that it has most often; several are taken as if each
// were seen on its own (naive Bayes).
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
	prior, seen := map[string]float64{}, map[string]map[string]float64{}
	for _, w := range learn {
		prior[labels[w]] += 1 / float64(len(learn))
		for _, f := range features(w) {
			if seen[f] == nil {
				seen[f] = map[string]float64{}
			}
			seen[f][labels[w]]++
			seen[f][""]++ // all
		}
	}
	best := func(fs []string) string {
		winner, high := "", math.Inf(-1)
		for _, k := range kinds {
			score := math.Log(prior[k] + 1e-9)
			for _, f := range fs {
				score += math.Log((seen[f][k]+prior[k]+1e-9)/(seen[f][""]+1)) - math.Log(prior[k]+1e-9)
			}
			if score > high {
				winner, high = k, score
			}
		}
		return winner
	}
	right := 0
	for _, w := range judge {
		if best(features(w)) == labels[w] {
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
			count(counts, cells[1], cells[4])
		}
	}
	return most1(counts)
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
		var row struct {
			Text     string
			Mentions []struct {
				Start, End int
				Kind       string
			}
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		d := &doc.Document{Article: &corpus.Article{Text: row.Text}}
		tokens.Annotate(d)
		for _, token := range d.Tokens {
			start := len([]rune(row.Text[:token.Start]))
			kind := "none"
			for _, m := range row.Mentions {
				if m.Start <= start && start < m.End {
					kind = m.Kind
				}
			}
			count(counts, token.Of(row.Text), kind)
		}
	}
	labels := most1(counts)
	maps.DeleteFunc(labels, func(_, kind string) bool { return kind == "none" })
	return labels
}

func count(m map[string]map[string]int, w, label string) {
	if m[w] == nil {
		m[w] = map[string]int{}
	}
	m[w][label]++
}

func most1(counts map[string]map[string]int) map[string]string {
	labels := map[string]string{}
	for w, c := range counts {
		labels[w] = slices.MaxFunc(slices.Sorted(maps.Keys(c)), func(a, b string) int { return cmp.Compare(c[a], c[b]) })
	}
	return labels
}
