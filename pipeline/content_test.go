package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/results"
)

// A byte that changes anywhere in any file of a run is found, and where.
func TestCheckFindsAnyByte(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	mustRun(t, c)
	var files []string
	err := filepath.WalkDir(c.Out, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 40 {
		t.Fatal(err, len(files))
	}
	r := rand.New(rand.NewPCG(11, 12))
	n := 300
	if testing.Short() {
		n = 60
	}
	for i := range n {
		path := files[r.IntN(len(files))]
		if i < len(files) {
			path = files[i] // each of them at least once
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(whole) == 0 {
			continue
		}
		broken := append([]byte(nil), whole...)
		at := r.IntN(len(broken))
		broken[at] ^= byte(1 + r.IntN(255))
		if err := os.WriteFile(path, broken, 0o666); err != nil {
			t.Fatal(err)
		}
		report, err := Check(context.Background(), c.Out)
		rel, _ := filepath.Rel(c.Out, path)
		if filepath.Base(path) == manifestName && err != nil {
			err = nil // no JSON any more: refused, which names the file
		} else if err != nil || len(report.Problems) == 0 || !slices.ContainsFunc(report.Problems, func(p Problem) bool { return p.Path == filepath.ToSlash(rel) }) || len(report.Problems) > 1 {
			t.Errorf("%s, byte %d: %d became %d: %v, %+v", rel, at, whole[at], broken[at], err, report.Problems)
		}
		if err := os.WriteFile(path, whole, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if report, err := Check(context.Background(), c.Out); err != nil || len(report.Problems) > 0 {
		t.Errorf("put back: %v, %+v", err, report.Problems)
	}
}

// rewrite changes a file of a run and makes its digest, and the seal of the commit
// record, fit: what only the rows tell.
func rewrite(t *testing.T, d folder, commitName, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(d.path(path))
	if err != nil {
		t.Fatal(err)
	}
	changed := change(b)
	if string(changed) == string(b) {
		t.Fatalf("%s: nothing changed", path)
	}
	if err := os.WriteFile(d.path(path), changed, 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := d.commit(commitName)
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Files {
		if f := &c.Files[i]; f.Path == path {
			sum := sha256.Sum256(changed)
			f.Bytes, f.SHA256 = int64(len(changed)), hex.EncodeToString(sum[:])
		}
	}
	write := func(name string, c *commit) {
		forge(t, d, name, c)
	}
	write(commitName, c)
	parts, err := d.commits(&manifest{})
	if err != nil {
		t.Fatal(err)
	}
	link, err := d.commit(linkName)
	if err != nil {
		t.Fatal(err)
	}
	if link.Of, err = digestOf(parts); err != nil {
		t.Fatal(err)
	}
	write(linkName, link)
}

// forge writes a commit record with its seal.
func forge(t *testing.T, d folder, name string, c *commit) {
	t.Helper()
	var b bytes.Buffer
	if err := seal(&b, c.encode); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.path(commitsFolder, name), b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// replace changes the first of old to new.
func replace(old, new string) func([]byte) []byte {
	return func(b []byte) []byte { return []byte(strings.Replace(string(b), old, new, 1)) }
}

func TestCheckReadsTheRows(t *testing.T) {
	const record = "records/part-000000.jsonl"
	for name, test := range map[string]struct {
		path   string
		change func([]byte) []byte
		want   string
	}{
		"another text":         {record, replace(`“We lost`, `“We lo$t`), "text_sha256"},
		"a span moved":         {record, replace(`"start_char":4`, `"start_char":5`), "the text has"},
		"a kind of its own":    {record, replace(`"form":"direct"`, `"form":"blunt"`), `form is "blunt"`},
		"a reference to none":  {record, replace(`"sentence":0,"value"`, `"sentence":9,"value"`), "sentence is 9"},
		"another entity":       {record, replace(`"source_entity_id":"person:`, `"source_entity_id":"person:x`), "no entity of the article"},
		"a key twice":          {record, replace(`"claim":1`, `"claim":0`), "is numbered 0"},
		"a link of nobody":     {"entity_links/part-000000.jsonl", replace(`"entity_id":"person:`, `"entity_id":"person:x`), "no link"},
		"an entry of nobody":   {"catalog/part-000000.jsonl", replace(`"catalog_id":"person:`, `"catalog_id":"person:x`), "no entry"},
		"an entry's count":     {"catalog/part-000000.jsonl", replace(`"articles":`, `"articles":9`), "entity_links have"},
		"a duplicate of none":  {"duplicates/part-000000.jsonl", replace(`"cluster_id":"`, `"cluster_id":"x`), "which there is not"},
		"an error of nobody":   {"errors/part-000001.jsonl", replace(`"article_id":"`, `"article_id":"x`), "has a row of the article"},
		"rows of no article":   {record, replace(`{"article":{"article_id":"`, `{"article":{"article_id":"x`), "no link"},
		"a table that is none": {"entity_links/part-000000.jsonl", func(b []byte) []byte { return append([]byte("{"), b...) }, "cannot be read"},
	} {
		c := config(t, writeCorpus(t, 40), t.TempDir())
		c.Format = results.JSONL
		mustRun(t, c)
		d := folder(c.Out)
		commit := strings.TrimSuffix(filepath.Base(test.path), "jsonl") + "json"
		if !strings.HasPrefix(test.path, "records") && !strings.HasPrefix(test.path, "errors") {
			commit = linkName
		}
		rewrite(t, d, commit, test.path, test.change)
		report, err := Check(context.Background(), c.Out)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range report.Problems {
			found = found || strings.Contains(p.What, test.want)
		}
		if !found {
			t.Errorf("%s: %+v", name, report.Problems)
		}
	}
}
