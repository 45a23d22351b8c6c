//go:build shared

package treebank_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/train/treebank"
)

var data = flag.String("data", "../../../shared/data", "folder of the annotated data")

// sets are the treebanks that nothing was trained on, whole and by genre.
func sets(t *testing.T) (names []string, byName map[string][]treebank.Sentence) {
	t.Helper()
	gum, err := treebank.ReadGold(*data + "/treebank/gum-dev.conllu.gz")
	if err != nil {
		t.Fatal(err)
	}
	ewt, err := treebank.ReadGold(*data + "/treebank/ewt-train-dev.conllu.gz")
	if err != nil {
		t.Fatal(err)
	}
	_, held := treebank.HoldOut(ewt)
	names = []string{"gum-dev", "ewt, last tenth"}
	byName = map[string][]treebank.Sentence{names[0]: gum, names[1]: held}
	for _, s := range gum {
		genre := "gum-dev " + s.Genre()
		if byName[genre] == nil {
			names = append(names, genre)
		}
		byName[genre] = append(byName[genre], s)
	}
	slices.Sort(names[2:])
	return names, byName
}

// The least that the scores on a set may be; a set that is not here is only
// looked at.
var tagFloors = map[string]float64{"gum-dev": 95.5, "ewt, last tenth": 95.3}

// TestTags prints the share of the words whose tag is right, from gold tokens
// and sentences: as they are, and written as a headline.
func TestTags(t *testing.T) {
	names, byName := sets(t)
	tagger := pos.New()
	for _, name := range names {
		var right, headline, all int
		for _, s := range byName[name] {
			titled := slices.Clone(s.Words)
			for i, w := range titled {
				titled[i] = strings.ToUpper(w[:1]) + w[1:]
			}
			as, at := tagger.Tag(s.Words), tagger.Tag(titled)
			for i, want := range s.Tags {
				all++
				if as[i] == want {
					right++
				}
				if at[i] == want {
					headline++
				}
			}
		}
		score := 100 * float64(right) / float64(all)
		t.Logf("%-24s tags %.2f, as a headline %.2f (%d words)", name, score, 100*float64(headline)/float64(all), all)
		if score < tagFloors[name] {
			t.Errorf("%s: below the floor %.2f", name, tagFloors[name])
		}
	}
}

// The least that heads, and heads with universal relations, may be.
var treeFloors = map[string][2]float64{"gum-dev": {85, 81.4}, "ewt, last tenth": {84.8, 81.8}}

// TestTrees prints the share of the words whose head is right (UAS), and whose
// relation is right too (LAS), from gold tokens and sentences with our own
// tags. Marks count; "words" leaves them out. Relations are compared without
// their subtypes, as at CoNLL 2018; "subtypes" compares them whole.
func TestTrees(t *testing.T) {
	names, byName := sets(t)
	tagger, parser := pos.New(), parse.New(parse.Every)
	for _, name := range names {
		var all, heads, labels, whole, words, wordHeads, wordLabels int
		for _, s := range byName[name] {
			d := document(s.Words)
			tagger.Annotate(d)
			parser.Annotate(d)
			for i, a := range d.Arcs {
				mark := s.Relations[i] == "punct"
				all++
				if !mark {
					words++
				}
				if a.Head != s.Heads[i] { // doc.None is -1, as the root's head here
					continue
				}
				heads++
				same := treebank.Universal(a.Relation) == treebank.Universal(s.Relations[i])
				if same {
					labels++
				}
				if a.Relation == s.Relations[i] {
					whole++
				}
				if !mark {
					wordHeads++
					if same {
						wordLabels++
					}
				}
			}
		}
		share := func(n, of int) float64 { return 100 * float64(n) / float64(of) }
		t.Logf("%-24s UAS %.2f LAS %.2f subtypes %.2f; words UAS %.2f LAS %.2f (%d)", name,
			share(heads, all), share(labels, all), share(whole, all), share(wordHeads, words), share(wordLabels, words), all)
		if floor := treeFloors[name]; share(heads, all) < floor[0] || share(labels, all) < floor[1] {
			t.Errorf("%s: below the floors %v", name, floor)
		}
	}
}

// document is words in one sentence.
func document(words []string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: strings.Join(words, " ")}}
	at := 0
	for _, w := range words {
		d.Tokens = append(d.Tokens, doc.Token{Span: corpus.Span{Start: at, End: at + len(w)}})
		at += len(w) + 1
	}
	d.Sentences = []doc.Sentence{{Span: corpus.Span{Start: 0, End: at - 1}, Last: len(words)}}
	return d
}
