package coref

import "testing"

// The embedded weights are whole, and a greater lead is never trusted less.
func TestWeights(t *testing.T) {
	w := parseWeights(pronounsTSV)
	set := 0
	for _, n := range w.feature {
		if n != 0 {
			set++
		}
	}
	if set < Features/3 {
		t.Errorf("only %d of %d features have a weight", set, Features)
	}
	last := 0.0
	for lead := -10; lead < 1000; lead++ {
		c := w.confidence(lead)
		if c < last || c > 1 {
			t.Fatalf("a lead of %d is trusted %v, less than %v", lead, c, last)
		}
		last = c
	}
	if last <= w.confidence(0) {
		t.Error("the lead tells nothing")
	}
	if got := string(AppendWeights(nil, w.feature, w.trust)); parseWeights(got).confidence(1000) != last {
		t.Error("what is written is not what is read")
	}
}
