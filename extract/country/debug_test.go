//go:build shared

package country_test

import (
	"os"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
)

func TestDebug(t *testing.T) {
	s := country.New()
	file := os.Getenv("FILE")
	if file == "" {
		file = "place/lgl.jsonl"
	}
	n := 0
	for _, g := range read(t, file) {
		d := annotate(s, g)
		at := offsets(g.Text)
		for _, w := range g.Toponyms {
			if w.Text != os.Getenv("W") {
				continue
			}
			span := corpus.Span{Start: at[w.Start], End: at[w.End]}
			got := "-"
			for _, p := range d.Toponyms {
				if p.Overlaps(span) {
					got = p.Of(g.Text) + "=" + p.Code
				}
			}
			if n++; n < 60 && (os.Getenv("MISS") == "" || got == "-" || strings.HasSuffix(got, "="+os.Getenv("MISS"))) {
				t.Logf("%s %s %s | %s", g.ID, w.Country, got, strings.ReplaceAll(g.Text[max(0, span.Start-50):min(len(g.Text), span.End+40)], "\n", "¶"))
			}
		}
	}
}
