//go:build shared

package treebank_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

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
