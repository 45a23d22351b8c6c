package pipeline

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/broadsheet/broadsheet/results"
)

// What Open gives is what lies in the files, in every format.
func TestOpen(t *testing.T) {
	for _, f := range []results.Format{results.Parquet, results.JSONL, results.CSV} {
		c := config(t, writeCorpus(t, 40), t.TempDir())
		c.Format = f
		s := mustRun(t, c)
		out, err := Open(c.Out)
		if err != nil {
			t.Fatal(err)
		}
		if out.Format != f || out.Version != c.Version || out.Schema != results.SchemaVersion || out.Inputs == 0 {
			t.Errorf("%+v", out)
		}
		count := func(table string, n int64) {
			if out.Rows[table] != n || s.Rows[table] != n || n == 0 {
				t.Errorf("%s: %d rows of %s read, %d and %d are told", f, n, table, out.Rows[table], s.Rows[table])
			}
		}
		var ids []string
		for r, err := range results.Read[results.Article](out, "articles") {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, r.ArticleID)
		}
		count("articles", int64(len(ids)))
		n := int64(0)
		for _, err := range results.Read[results.CatalogEntry](out, "catalog") {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		count("catalog", n)
		for range results.Read[results.Article](out, "articles") {
			break // nobody has to read to the end
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "nowhere"))
	refused(t, err, "no such folder")
	_, err = Open(t.TempDir())
	refused(t, err, "run.json")

	c := config(t, writeCorpus(t, 40), t.TempDir())
	mustRun(t, c)
	for _, name := range []string{"commits/part-000001.json", "commits/link.json"} {
		path := filepath.Join(c.Out, name)
		b, err := os.ReadFile(path)
		must(t, err)
		must(t, os.Remove(path))
		_, err = Open(c.Out)
		refused(t, err, "has not ended", "same command")
		must(t, os.WriteFile(path, b, 0o666))
	}
	if _, err := Open(c.Out); err != nil {
		t.Error(err)
	}

	// What explains the tables is not needed to read them.
	for _, name := range explaining {
		must(t, os.WriteFile(filepath.Join(c.Out, name), []byte("my notes"), 0o666))
		if _, err := Open(c.Out); err != nil {
			t.Error(err)
		}
	}
}
