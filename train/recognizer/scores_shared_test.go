//go:build shared

package recognizer

import (
	"testing"

	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/train/gold"
)

const data = "../../../shared/data"

// unseen are sets that the embedded model was not trained on and that draw
// names as it does.
var unseen = []string{"crossner-politics-dev", "conll2003-valid", "uner-ewt-test"}

// Of the names with a confidence of about so much, so many are right.
func TestConfidence(t *testing.T) {
	read := readerOf(mention.NewNames())
	var right, found [10]int
	for _, set := range unseen {
		list, err := gold.Names(data + "/ner/" + set + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range list {
			names := map[gold.Name]bool{}
			for _, n := range text.Names {
				names[n] = true
			}
			for _, n := range read(text.Text) {
				bin := min(int(n.Confidence*10), 9)
				found[bin]++
				if names[gold.Name{Span: n.Span, Kind: n.Kind, Confidence: 1}] {
					right[bin]++
				}
			}
		}
	}
	off, all := 0.0, 0
	for bin := range found {
		if found[bin] == 0 {
			continue
		}
		share := float64(right[bin]) / float64(found[bin])
		t.Logf("confidence %.1f to %.1f: %5d names, %.1f %% right", float64(bin)/10, float64(bin+1)/10, found[bin], 100*share)
		off += float64(found[bin]) * abs(share-float64(bin)/10-0.05)
		all += found[bin]
	}
	off /= float64(all)
	t.Logf("expected calibration error %.3f", off)
	if off > 0.08 {
		t.Error("confidence is not calibrated")
	}
}

func abs(x float64) float64 { return max(x, -x) }
