//go:build shared

package parse

import (
	"flag"
	"testing"

	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/train/treebank"
)

var data = flag.String("data", "../../../shared/data", "folder of the annotated data")

// TestMarksOfRightTrees prints how many marks the rules hang where annotators
// have them, if the words hang where annotators have them.
func TestMarksOfRightTrees(t *testing.T) {
	for _, name := range []string{"gum-dev", "ewt-train-dev"} {
		all, err := treebank.ReadGold(*data + "/treebank/" + name + ".conllu.gz")
		if err != nil {
			t.Fatal(err)
		}
		marks, right := 0, 0
		for i := range all {
			x := &all[i]
			g := newGold(x, nil)
			var s parse.State
			s.Reset()
			for k, w := range x.Words {
				s.Add(w, x.Tags[k])
			}
			s.Begin()
			on := make([]bool, len(x.Words)+1)
			for !s.Done() {
				best, least := parse.Shift, 1<<30
				for m := range parse.Moves {
					if s.Legal(m) {
						if c := g.cost(&s, m, on); c < least {
							best, least = m, c
						}
					}
				}
				if best == parse.Shift {
					on[s.Next()] = true
				} else {
					w, _ := s.Arc(best)
					on[w] = false
				}
				s.Make(best)
			}
			s.Hang()
			for w := range x.Words {
				if s.IsMark(w) {
					marks++
					if s.Head(w) == x.Heads[w] {
						right++
					}
				}
			}
		}
		score := 100 * float64(right) / float64(marks)
		t.Logf("%-13s %.1f %% of %d marks", name, score, marks)
		if score < 96 {
			t.Errorf("%s: below the floor 96", name)
		}
	}
}
