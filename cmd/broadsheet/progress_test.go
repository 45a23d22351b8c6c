package main

import (
	"testing"
	"time"

	"github.com/broadsheet/broadsheet/pipeline"
)

// A bar that is longer than the terminal is wide leaves a line behind each time
// that it is drawn.
func TestBarFits(t *testing.T) {
	now := time.Now()
	p := &progress{reading: now.Add(-time.Hour)}
	for _, stage := range []pipeline.Stage{pipeline.Fingerprinting, pipeline.Extracting, pipeline.Linking} {
		p.last = pipeline.Event{Stage: stage, Articles: 123_456_789, Errors: 1_000, TextBytes: 1e12, InputBytes: 1e12, InputTotal: 3e12}
		for width := 1; width < 200; width++ {
			if line := p.bar(now, width); len(line) >= width && len(line) > 0 {
				t.Errorf("%d columns: %q", width, line)
			}
		}
	}
}
