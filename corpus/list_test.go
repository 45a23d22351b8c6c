package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree writes files below a new folder.
func tree(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func sources(t testing.TB, o Options, args ...string) []string {
	t.Helper()
	c, err := Open(args, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, in := range c.Inputs() {
		s = append(s, in.Source)
	}
	return s
}

func TestList(t *testing.T) {
	dir := tree(t, map[string]string{
		"b/2.txt": "x", "b/10.txt": "x", "a.txt": "x", "c.jsonl.gz": "", "b.txt": "x", "notes.xlsx": "", "b/.hidden.txt": "", ".git/a.txt": "",
		"z/page.HTML": "", "z/table.csv.zst": "", "README": "",
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	all := []string{"a.txt", "b.txt", "b/10.txt", "b/2.txt", "c.jsonl.gz", "z/page.HTML", "z/table.csv.zst"}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{dir}, all},
		{[]string{dir + "/"}, all},
		{[]string{dir, dir, at("a.txt")}, all},
		{[]string{at("README")}, []string{"README"}},
		{[]string{at("z"), at("a.txt")}, []string{"a.txt", "page.HTML", "table.csv.zst"}},
		{[]string{at("*.txt")}, []string{"a.txt", "b.txt"}},
		{[]string{at("[ab]*")}, []string{"10.txt", "2.txt", "a.txt", "b.txt"}},
		{[]string{at("b/*")}, []string{"10.txt", "2.txt"}},
		{[]string{"-", at("a.txt"), "-"}, []string{"-", "a.txt"}},
	} {
		if d := cmp.Diff(c.want, sources(t, Options{}, c.args...)); d != "" {
			t.Errorf("%v:\n%s", c.args, d)
		}
	}
	c, _ := Open([]string{dir}, nil, Options{})
	var skipped []string
	for _, s := range c.Skipped() {
		skipped = append(skipped, strings.TrimPrefix(s.Path, dir+string(filepath.Separator))+": "+s.Reason)
	}
	if d := cmp.Diff([]string{".git: hidden", "README: unknown extension", filepath.FromSlash("b/.hidden.txt") + ": hidden", "notes.xlsx: unknown extension"}, skipped); d != "" {
		t.Error(d)
	}
	for _, in := range c.Inputs() {
		if in.Source == "z/table.csv.zst" && (in.Format != "csv" || in.Compression != "zstd") {
			t.Errorf("%+v", in)
		}
	}
}

// Sources tell inputs apart.
func TestSourcesAreDistinct(t *testing.T) {
	dir := tree(t, map[string]string{"2019/a.txt": "x", "2020/a.txt": "x", "2020/b.txt": "x", "deep/2020/a.txt": "x"})
	at := func(name string) string { return filepath.Join(dir, name) }
	if d := cmp.Diff([]string{"2019/a.txt", "2020/a.txt", "b.txt"}, sources(t, Options{}, at("2019"), at("2020"))); d != "" {
		t.Error(d)
	}
	got := sources(t, Options{}, at("2020/a.txt"), at("deep/2020/a.txt"))
	if len(got) != 2 || got[0] == got[1] || !strings.HasSuffix(got[0], "2020/a.txt") {
		t.Error(got)
	}
}

func TestLinks(t *testing.T) {
	dir := tree(t, map[string]string{"a/one.txt": "x", "a/b/two.txt": "x"})
	for link, to := range map[string]string{"a/b/up": filepath.Join(dir, "a"), "a/self": ".", "a/copy.txt": "one.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip(err)
		}
	}
	got := sources(t, Options{}, filepath.Join(dir, "a"))
	if d := cmp.Diff([]string{"b/two.txt", "copy.txt"}, got); d != "" { // one.txt is the same file
		t.Error(d)
	}
}

// Wrong usage is one line that says what to do.
func TestUsage(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "x", "xlsx/a.xlsx": "x", "empty/.keep": "",
		"meta.csv": "filename,date\na.txt,2020-01-02\na.txt,2020-01-02\n", "bad.csv": "filename,date\na.txt\n", "none.csv": "filename,date\n", "page.html": "<html></html>"})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		args []string
		o    Options
		want string
	}{
		{nil, Options{}, "no input: name a file, a folder, or - for standard input"},
		{[]string{at("gone")}, Options{}, "gone: no such file or folder"},
		{[]string{at("*.csvx")}, Options{}, "no file matches"},
		{[]string{at("[*")}, Options{}, "a [ is not closed"},
		{[]string{at("xlsx")}, Options{}, "none of its files has a known extension"},
		{[]string{"-"}, Options{ID: "hash"}, "unknown kind of id \"hash\""},
		{[]string{"-"}, Options{Format: "xls"}, "unknown format \"xls\": use one of text, jsonl, json, csv, tsv, html, nitf, newsml, feed, docx, rtf, pdf"},
		{[]string{"-"}, Options{Language: "klingonese"}, "unknown language"},
		{[]string{"-"}, Options{Columns: map[string]string{"texts": "a"}}, "unknown field \"texts\": columns can be named for byline, date, id"},
		{[]string{"-"}, Options{Columns: map[string]string{"text": ""}}, "write --column text=NAME"},
		{[]string{"-"}, Options{Columns: map[string]string{"text": "a", "title": "a"}}, "choose one"},
		{[]string{"-"}, Options{MetaKey: "filename"}, "add --meta TABLE"},
		{[]string{"-"}, Options{MetaPath: at("gone.csv")}, "cannot be read: no such file or directory"},
		{[]string{"-"}, Options{MetaPath: at("meta.csv"), MetaKey: "file"}, "no column \"file\"; there are filename, date"},
		{[]string{"-"}, Options{MetaPath: at("meta.csv"), MetaKey: "filename"}, "line 3: a second row for a.txt"},
		{[]string{"-"}, Options{MetaPath: at("bad.csv")}, "line 2: 1 cells, the header has 2"},
		{[]string{"-"}, Options{MetaPath: at("none.csv")}, "it has no rows"},
		{[]string{"-"}, Options{MetaPath: at("page.html")}, "not a table"},
	} {
		_, err := Open(c.args, strings.NewReader(""), c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v %+v: got %v, want %s", c.args, c.o, err, c.want)
		}
	}
	if got := sources(t, Options{}, at("empty")); len(got) != 0 {
		t.Error(got)
	}
	if got := sources(t, Options{Format: "text"}, at("xlsx")); len(got) != 1 {
		t.Error(got)
	}
}

func TestFingerprints(t *testing.T) {
	const table = "filename,date\na.txt,2020-01-02\n"
	zipped := string(writeZip(packed{"a.txt", []byte("abc")}))
	dir := tree(t, map[string]string{"in/a.txt": "abc", "in/b.txt": "", "in/c.zip": zipped, "meta.csv": table})
	meta := filepath.Join(dir, "meta.csv")
	fingerprints := func(stdin string) (*Corpus, []Fingerprint) {
		t.Helper()
		c, err := Open([]string{filepath.Join(dir, "in"), "-"}, strings.NewReader(stdin), Options{MetaPath: meta})
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Fingerprints(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c, got
	}
	c, got := fingerprints("x")
	sum := func(s string) string { h := sha256.Sum256([]byte(s)); return hex.EncodeToString(h[:]) }
	row := got[1].Meta
	want := []Fingerprint{{"-", 0, "-", ""}, {"a.txt", 3, sum("abc"), row}, {"b.txt", 0, sum(""), ""}, {"c.zip", int64(len(zipped)), sum(zipped), sum(table)}, {"meta:meta.csv", 31, sum(table), ""}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	// A row more is none of the other files' business; another date is.
	const more = table + "b.txt,2020-01-03\n"
	os.WriteFile(meta, []byte(more), 0o666)
	if _, got = fingerprints(""); len(row) != 64 || got[1].Meta != row || len(got[2].Meta) != 64 || got[3].Meta != sum(more) {
		t.Error(got)
	}
	os.WriteFile(meta, []byte(strings.Replace(more, "01-02", "01-04", 1)), 0o666)
	if _, got = fingerprints(""); len(got[1].Meta) != 64 || got[1].Meta == row {
		t.Error(got)
	}
	os.Remove(filepath.Join(dir, "in", "a.txt"))
	if got, _ = c.Fingerprints(context.Background()); got[1].SHA256 != "unreadable" {
		t.Error(got[1])
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Fingerprints(done); err != context.Canceled {
		t.Error(err)
	}
}
