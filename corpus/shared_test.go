//go:build shared

package corpus

import (
	"testing"
	"time"
)

// TestSharedNews reads the news collections beside the checkout: every record
// is an article, and every date that has a day is understood.
func TestSharedNews(t *testing.T) {
	for dir, want := range map[string]int{"../../shared/data/raw": 20962, "../../shared/data/attribution": 924} {
		start := time.Now()
		articles, errs := readAll(t, Options{}, dir)
		size, undated := 0, 0
		for _, a := range articles {
			size += len(a.Text)
			for _, column := range []string{"date", "published_at"} {
				if len(a.Meta[column]) > len("2004/2005") {
					t.Errorf("%s: date %q", a.ID, a.Meta[column])
				}
			}
			if a.Published.IsZero() {
				undated++
			}
			if a.Title == "" && a.Meta["title"] != "" {
				t.Errorf("%s: no title", a.ID)
			}
		}
		if len(articles) != want || len(errs) > 0 {
			t.Errorf("%s: %d articles, want %d; %v", dir, len(articles), want, errs)
		}
		seconds := time.Since(start).Seconds()
		t.Logf("%s: %d articles, %d without a day, %.1f MB of text in %.2f s, %.0f MB/s", dir, len(articles), undated, float64(size)/1e6, seconds, float64(size)/1e6/seconds)
	}
}
