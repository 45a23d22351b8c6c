package pipeline

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/results"
)

// writeInputs writes articles in every kind of place: a file, a compressed one, a
// folder with two. It returns the folder and what the files hold.
func writeInputs(t *testing.T) (dir string, files map[string][]byte) {
	t.Helper()
	dir = t.TempDir()
	lines := func(name string) []byte {
		var b bytes.Buffer
		for i := range 30 {
			fmt.Fprintf(&b, "{\"id\":\"%s-%d\",\"text\":\"“We lost %d,” said Orbe of %s to Veldt.\"}\n", name, i, i, name)
		}
		return b.Bytes()
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	// What does not compress, so that half the file is half the lines.
	for i, line := range bytes.SplitAfter(lines("packed"), []byte("\n")) {
		z.Write(line)
		if i%3 == 0 {
			z.Flush()
		}
	}
	z.Close()
	files = map[string][]byte{"a.jsonl": lines("plain"), "b.jsonl.gz": packed.Bytes(), "folder/c.jsonl": lines("c"), "folder/d.jsonl": lines("d"), "z.jsonl": lines("last")}
	for name, b := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, b, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return dir, files
}

// harm is what may happen to the inputs.
var harm = []struct {
	name   string
	inputs []string // that it happens to
	do     func(t *testing.T, dir string)
	code   string // of the row of errors, where it happened before they were read
	kept   bool   // articles before the harm are read
}{
	{"a file is removed", []string{"a.jsonl"}, func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "a.jsonl"))) }, corpus.ErrUnreadable, false},
	{"a compressed file is cut", []string{"b.jsonl.gz"}, func(t *testing.T, dir string) {
		name := filepath.Join(dir, "b.jsonl.gz")
		info, err := os.Stat(name)
		must(t, cmp.Or(err, os.Truncate(name, info.Size()/2)))
	}, corpus.ErrTruncated, true},
	{"a folder is removed", []string{"folder/c.jsonl", "folder/d.jsonl"}, func(t *testing.T, dir string) { must(t, os.RemoveAll(filepath.Join(dir, "folder"))) }, corpus.ErrUnreadable, false},
	{"a folder stands in a file's place", []string{"z.jsonl"}, func(t *testing.T, dir string) {
		name := filepath.Join(dir, "z.jsonl")
		must(t, cmp.Or(os.Remove(name), os.Mkdir(name, 0o777)))
	}, corpus.ErrUnreadable, false},
	{"another file is put in its place", []string{"a.jsonl"}, func(t *testing.T, dir string) {
		other := filepath.Join(dir, ".other")
		must(t, cmp.Or(os.WriteFile(other, []byte("{\"id\": broken\n"), 0o666), os.Rename(other, filepath.Join(dir, "a.jsonl"))))
	}, corpus.ErrSyntax, false},
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// An input that is harmed after it was listed, and before it is read, is a row of
// errors, and what the others give is as if nothing had happened.
func TestInputHarmedBeforeItIsRead(t *testing.T) {
	whole, _ := writeInputs(t)
	undisturbed := config(t, whole, t.TempDir())
	undisturbed.ShardSize = 25
	parts := mustRun(t, undisturbed).Parts
	want := rowsBySource(t, undisturbed.Out, parts)
	for _, h := range harm {
		dir, _ := writeInputs(t)
		c := config(t, dir, t.TempDir())
		c.ShardSize = 25
		h.do(t, dir)
		s := mustRun(t, c)
		if len(s.Errors) != 1 || s.Errors[h.code] != int64(len(h.inputs)) {
			t.Errorf("%s: errors %v, not of %s", h.name, s.Errors, h.code)
		}
		for _, e := range readAll[results.Error](t, c.Out, "errors", results.Parquet, s.Parts) {
			if !slices.Contains(h.inputs, e.Source) || e.Detail == "" {
				t.Errorf("%s: %+v", h.name, e)
			}
		}
		got := rowsBySource(t, c.Out, s.Parts)
		for _, name := range h.inputs {
			if n := len(got[name]); (n > 0) != h.kept || n >= len(want[name]) {
				t.Errorf("%s: %d rows of %s, which has %d", h.name, n, name, len(want[name]))
			}
			delete(got, name)
		}
		rest := map[string][]string{}
		for name, rows := range want {
			if !slices.Contains(h.inputs, name) {
				rest[name] = rows
			}
		}
		if diff := gocmp.Diff(rest, got); diff != "" {
			t.Errorf("%s: the other inputs' rows: %s", h.name, diff)
		}
	}
}

// rowsBySource are the rows of each input's articles, of three tables.
func rowsBySource(t *testing.T, out string, parts []int) map[string][]string {
	t.Helper()
	rows, source := map[string][]string{}, map[string]string{}
	add := func(id string, row any) {
		b, err := json.Marshal(row)
		must(t, err)
		rows[source[id]] = append(rows[source[id]], string(b))
	}
	for _, a := range readAll[results.Article](t, out, "articles", results.Parquet, parts) {
		source[a.ArticleID] = a.Source
		add(a.ArticleID, a)
	}
	for _, m := range readAll[results.Mention](t, out, "mentions", results.Parquet, parts) {
		add(m.ArticleID, m)
	}
	for _, q := range readAll[results.Quote](t, out, "quotes", results.Parquet, parts) {
		add(q.ArticleID, q)
	}
	return rows
}

// What happens to an input while it is read ends the run with one error, even if
// the reader did not see it; begun anew, the run gives what is there now.
func TestInputHarmedWhileItIsRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files that are open cannot be removed")
	}
	for _, h := range harm {
		for _, when := range []struct {
			name string
			at   func(Event) bool
		}{
			{"at first", func(e Event) bool { return e.Stage == Extracting }},
			{"in the middle", func(e Event) bool { return e.Parts >= 3 }},
		} {
			dir, _ := writeInputs(t)
			c := config(t, dir, t.TempDir())
			c.Workers, c.ShardSize = 1, 25
			done := false
			c.Progress = func(e Event) {
				if !done && when.at(e) {
					done = true
					h.do(t, dir)
				}
			}
			_, err := Run(context.Background(), c)
			if err == nil || !strings.Contains(err.Error(), h.inputs[0]+" was changed or removed") && !strings.Contains(err.Error(), h.inputs[len(h.inputs)-1]+" was changed or removed") {
				t.Errorf("%s %s: %v", h.name, when.name, err)
				continue
			}
			c.Progress = nil
			_, err = Run(context.Background(), c)
			refused(t, err, "has changed", "--force")
			c.Force = true
			mustRun(t, c)
			fresh := config(t, dir, t.TempDir())
			fresh.Corpus, fresh.ShardSize = c.Corpus, c.ShardSize // as it was listed
			mustRun(t, fresh)
			sameTree(t, tree(t, fresh.Out), tree(t, c.Out))
		}
	}
}

// A disk that is full while link sorts on it: the error names the file, so that
// the command line can say that the same command goes on.
func TestSortOnAFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full")
	}
	for _, full := range []int{0, 1, 5} { // a run of the sort, or a merge of them
		dir := t.TempDir()
		must(t, os.Symlink("/dev/full", filepath.Join(dir, fmt.Sprintf("s-%d.run", full))))
		w := newWorkspace(dir)
		w.memory, w.fanIn = 100, 2
		s := newSorter(w, "s")
		var err error
		for i := 0; err == nil && i < 100; i++ {
			err = s.add(fmt.Appendf(nil, "record %d", i))
		}
		var file *os.PathError
		if !errors.Is(err, syscall.ENOSPC) || !errors.As(err, &file) || !strings.HasSuffix(file.Path, fmt.Sprintf("s-%d.run", full)) {
			t.Errorf("run %d: %v", full, err)
		}
	}
}
