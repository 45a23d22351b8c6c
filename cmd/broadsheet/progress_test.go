package main

import (
	"strings"
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

// What a program is told is one line with a prefix of its own, and not more
// than ten times a second.
func TestProgressForPrograms(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b, "json", false)
	p.shown = time.Time{}
	p.show(pipeline.Event{Stage: pipeline.Extracting, Articles: 2, InputBytes: 5, InputTotal: 10})
	p.show(pipeline.Event{Stage: pipeline.Extracting, Articles: 3})
	want := `broadsheet: progress {"stage":"extract","articles":2,"errors":0,"text_bytes":0,"input_bytes":5,"input_total":10}` + "\n"
	if b.String() != want {
		t.Errorf("got %q", b.String())
	}
}
