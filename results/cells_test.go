package results

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The files of a table are read as one, and a merged CSV is their rows under one header.
func TestMergedCSV(t *testing.T) {
	dir := t.TempDir()
	for n, id := range []string{"one", "two"} {
		write(t, dir, CSV, n, &Part{Articles: []*ArticleRows{{Article: Article{ArticleID: id, Title: "=a, \"b\"\r\n"}}}})
	}
	f := &Folder{Path: dir, Format: CSV, Files: map[string][]int{"articles": {0, 1}}}
	articles := ByName("articles")
	var got bytes.Buffer
	if err := articles.WriteCSV(&got, f, false); err != nil {
		t.Fatal(err)
	}
	var want []byte
	for n := range 2 {
		b, err := os.ReadFile(filepath.Join(dir, PartPath("articles", n, CSV)))
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			_, b, _ = bytes.Cut(b, []byte("\r\n"))
		}
		want = append(want, b...)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%q, not %q", got.Bytes(), want)
	}
	var ids []string
	for cells, err := range articles.Cells(f) {
		if err != nil || len(cells) != len(articles.Columns) {
			t.Fatal(cells, err)
		}
		ids = append(ids, cells[0].(string))
	}
	if !slices.Equal(ids, []string{"one", "two"}) {
		t.Error(ids)
	}
	for range articles.Cells(f) {
		break // nobody has to read to the end
	}
	f.Files["articles"] = []int{0, 7}
	var err error
	for _, err = range articles.Cells(f) {
	}
	if err == nil || !strings.Contains(err.Error(), "part-000007.csv") {
		t.Error(err)
	}
	if err := articles.WriteCSV(&got, f, false); err == nil {
		t.Error("a file that is not there is no error")
	}
}

// Times of any year come back from every format, those too that nanoseconds cannot hold.
func TestTimesOfAnyYear(t *testing.T) {
	var p Part
	for year := 1; year <= 9999; year += 7 {
		at := time.Date(year, 12, 31, 23, 59, 59, year*1000, time.UTC)
		p.Articles = append(p.Articles, &ArticleRows{Article: Article{ArticleID: "a", PublishedAt: &at}})
	}
	for _, f := range runFormats {
		dir := t.TempDir()
		write(t, dir, f, 0, &p)
		for i, row := range read[Article](t, dir, "articles", f) {
			if want := p.Articles[i].Article.PublishedAt; !row.PublishedAt.Equal(*want) {
				t.Errorf("%s: %v came back as %v", f, want, row.PublishedAt)
			}
		}
	}
}
