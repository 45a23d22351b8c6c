//go:build shared

package clusters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/cluster"
	"github.com/broadsheet/broadsheet/internal/word"
)

// TestWhatClassesAdd prints what the classes add to a plain tagger of words in
// names: an averaged perceptron that tells of each word alone, by the words
// and shapes around it, whether it is in the name of a person, an
// organization or a place. F1 of words, on sets that it was not trained on.
//
//	go test -tags shared -run WhatClassesAdd -v ./train/clusters
func TestWhatClassesAdd(t *testing.T) {
	train := append(labelled(t, "conll2003-train", 8000), labelled(t, "gmb", 8000)...)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(train), func(i, j int) { train[i], train[j] = train[j], train[i] })
	tests := []string{"crossner-politics-dev", "ieer", "uner-ewt-dev", "conll2003-valid"}
	sets := make([][]labels, len(tests))
	for i, name := range tests {
		sets[i] = labelled(t, name, 3000)
	}
	t.Log(tests)
	var sums [3]float64
	for i, use := range []struct {
		name     string
		from, to int
	}{{"none", 0, 0}, {"place", 0, cluster.Places}, {"place and topic", 0, cluster.Levels}} {
		tagger := newTagger(use.from, use.to)
		tagger.learn(train)
		line := ""
		for _, set := range sets {
			f1 := tagger.f1(set)
			line += fmt.Sprintf(" %.1f", f1)
			sums[i] += f1 / float64(len(sets))
		}
		t.Logf("%-16s%s, mean %.1f", use.name, line, sums[i])
	}
	if sums[1] < sums[0]+4 || sums[2] < sums[1] {
		t.Error("classes of place are to add 4 at least, those of topic something")
	}
}

// labels are the tokens of a text and which kind of name each is in.
type labels struct {
	words []string
	kinds []int // 0 none, 1 person, 2 organization, 3 place
}

func labelled(t *testing.T, set string, most int) (texts []labels) {
	lines, err := os.ReadFile(data + "ner/" + set + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	number := map[string]int{"person": 1, "organization": 2, "place": 3, "country": 3}
	tokens := segment.NewTokens()
	for line := range bytes.Lines(lines) {
		var row annotated
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		d := &doc.Document{Article: &corpus.Article{Text: row.Text}}
		tokens.Annotate(d)
		var l labels
		at, runes := 0, 0
		for _, token := range d.Tokens {
			runes += len([]rune(row.Text[at:token.Start]))
			at = token.Start
			l.words = append(l.words, token.Of(row.Text))
			l.kinds = append(l.kinds, number[row.kind(runes)])
		}
		if texts = append(texts, l); len(texts) == most {
			break
		}
	}
	return texts
}

type tagger struct {
	from, to      int // levels of classes that are features
	weights, sums [][4]float64
	features      []uint32
}

func newTagger(from, to int) *tagger {
	const size = 1 << 20
	return &tagger{from: from, to: to, weights: make([][4]float64, size), sums: make([][4]float64, size)}
}

func (g *tagger) look(words []string, i int) {
	g.features = g.features[:0]
	add := func(parts ...any) {
		h := fnv.New32a()
		fmt.Fprintln(h, parts...)
		s := h.Sum32()
		g.features = append(g.features, (s^s>>15)%uint32(len(g.weights)))
	}
	add("any")
	for o := -2; o <= 2; o++ {
		if i+o < 0 || i+o >= len(words) {
			add("end", o)
			continue
		}
		w := words[i+o]
		add("word", o, w)
		add("shape", o, word.ShapeOf(w))
		if o >= -1 && o <= 1 {
			c := cluster.Of(w)
			for level := g.from; level < g.to; level++ {
				add("class", o, level, c[level])
			}
		}
	}
	w := words[i]
	add("suffix", w[max(0, len(w)-3):])
	add("prefix", w[:min(3, len(w))])
	if i > 0 {
		a, b := cluster.Of(words[i-1]), cluster.Of(w)
		for level := g.from; level < g.to; level++ {
			add("pair", level, a[level], b[level])
		}
	}
}

func (g *tagger) best(weights [][4]float64) (kind int) {
	var score [4]float64
	for _, f := range g.features {
		for k := range score {
			score[k] += weights[f][k]
		}
	}
	for k := range score {
		if score[k] > score[kind] {
			kind = k
		}
	}
	return kind
}

func (g *tagger) learn(texts []labels) {
	const rounds = 4
	left, total := 0.0, 0.0
	for _, l := range texts {
		total += rounds * float64(len(l.words))
	}
	left = total
	for range rounds {
		for _, l := range texts {
			for i, kind := range l.kinds {
				g.look(l.words, i)
				if told := g.best(g.weights); told != kind {
					for _, f := range g.features {
						g.weights[f][told]--
						g.weights[f][kind]++
						g.sums[f][told] -= left / total
						g.sums[f][kind] += left / total
					}
				}
				left--
			}
		}
	}
}

func (g *tagger) f1(texts []labels) float64 {
	right, told, gold := 0, 0, 0
	for _, l := range texts {
		for i, kind := range l.kinds {
			g.look(l.words, i)
			k := g.best(g.sums)
			if k > 0 {
				told++
			}
			if kind > 0 {
				gold++
			}
			if k > 0 && k == kind {
				right++
			}
		}
	}
	return 200 * float64(right) / float64(told+gold)
}

// TestEmbeddedIsBuilt builds the file anew, which takes minutes, and compares
// it with the one that is embedded.
func TestEmbeddedIsBuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	built, err := Build(data+"raw", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := os.ReadFile("../../internal/cluster/clusters.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(built, embedded) {
		t.Error("clusters.bin is out of date: go run ./cmd/broadsheet-train clusters --raw ../shared/data/raw")
	}
}
