package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/results"
)

// plainExtractor finds capitalized words (people), numbers (claims) and what
// stands in “ ” (quotes of the first person): enough for every table to have
// rows. It panics at PANIC and finds nothing in German.
type plainExtractor struct {
	slow time.Duration
	n    *atomic.Int64
}

func (x plainExtractor) ExtractAll(articles []*corpus.Article) ([]*doc.Document, []*corpus.Error) {
	documents, failures := make([]*doc.Document, len(articles)), make([]*corpus.Error, len(articles))
	for i, a := range articles {
		documents[i], failures[i] = x.extract(a)
	}
	return documents, failures
}

func (x plainExtractor) extract(a *corpus.Article) (*doc.Document, *corpus.Error) {
	if x.n != nil {
		x.n.Add(1)
	}
	time.Sleep(x.slow)
	d := &doc.Document{Article: a}
	switch {
	case a.Language == "de":
		return d, nil
	case strings.Contains(a.Text, "PANIC"):
		panic("a stage gave up")
	case strings.Contains(a.Text, "CONTAINED"):
		return d, &corpus.Error{Source: a.Source, Record: a.Record, Stage: "quote", Code: corpus.ErrPanic, Detail: "index out of range"}
	case strings.Contains(a.Text, "CUT"):
		d.Mentions = []doc.Mention{{Span: corpus.Span{Start: 1, End: 2}, Entity: doc.None}} // inside the first character
		return d, nil
	}
	whole := corpus.Span{End: len(a.Text)}
	d.Sentences = []doc.Sentence{{Span: whole, Role: doc.Body}}
	ids := map[string]int{}
	at := 0
	for _, w := range strings.FieldsFunc(a.Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		start := at + strings.Index(a.Text[at:], w)
		at = start + len(w)
		span := corpus.Span{Start: start, End: at}
		d.Tokens = append(d.Tokens, doc.Token{Span: span})
		if n, err := strconv.Atoi(w); err == nil {
			d.Claims = append(d.Claims, doc.Claim{Span: span, Value: float64(n), UnitKind: doc.Count, SourceMention: len(d.Mentions) - 1, SourceKind: doc.SpeakerPerson, Quote: doc.None, Place: doc.None})
		} else if unicode.IsUpper([]rune(w)[0]) {
			id := "person:" + strings.ToLower(w)
			if _, ok := ids[id]; !ok {
				ids[id] = len(d.Entities)
				d.Entities = append(d.Entities, doc.Entity{ID: id, Kind: doc.Person, Name: w, Toponym: doc.None})
			}
			d.Mentions = append(d.Mentions, doc.Mention{Span: span, Kind: doc.Person, Form: doc.FormName, Entity: ids[id], Toponym: doc.None})
		}
	}
	if i, j := strings.Index(a.Text, "“"), strings.Index(a.Text, "”"); i >= 0 && j > i && len(d.Mentions) > 0 {
		d.Quotes = []doc.Quote{{Spans: []corpus.Span{{Start: i, End: j + len("”")}}, Form: doc.Direct, SpeakerKind: doc.SpeakerPerson, Within: doc.None}}
	}
	return d, nil
}

// writeCorpus writes n articles, one in ten of which is broken in some way, in
// two files.
func writeCorpus(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(7, uint64(n)))
	names := []string{"Orbe", "Quillon", "Tamsin", "Ádám", "Veldt", "Ruzgar"}
	var files [2]bytes.Buffer
	for i := range n {
		b := &files[i*2/n]
		text := fmt.Sprintf("É: “We lost %d of %d,” said %s to %s.", r.IntN(50), r.IntN(90), names[r.IntN(6)], names[r.IntN(6)])
		language := "en"
		switch i % 20 {
		case 3:
			b.WriteString("{\"text\": broken\n")
			continue
		case 7:
			text = "É PANIC " + text
		case 9:
			text, language = "É gesagt", "de"
		case 11:
			text = "“Exactly the same,” said Orbe, 17 times."
		case 13:
			text = "É CONTAINED " + text
		case 15:
			text = "É CUT " + text
		}
		line, err := json.Marshal(map[string]any{"text": text, "language": language, "date": fmt.Sprintf("20%02d-03-01", i%30), "section": i % 3})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	for i := range files {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.jsonl", i)), files[i].Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// config is a run over the corpus in dir.
func config(t testing.TB, dir, out string) Config {
	t.Helper()
	c, err := corpus.Open([]string{dir}, nil, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Config{Corpus: c, Arguments: []string{dir}, Extract: plainExtractor{}, Out: out, ShardSize: 7, Version: "test"}
}

func mustRun(t testing.TB, c Config) Summary {
	t.Helper()
	s, err := Run(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree reads every file below dir.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sameTree holds two folders equal to the byte.
func sameTree(t testing.TB, want, got map[string]string) {
	t.Helper()
	for name := range want {
		if w, g := want[name], got[name]; w != g {
			t.Errorf("%s differs (%d and %d bytes)", name, len(w), len(g))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too much", name)
		}
	}
}

func readAll[T any](t testing.TB, out, table string, f results.Format, parts []int) []T {
	t.Helper()
	var rows []T
	for _, n := range parts {
		for row, err := range results.ReadTable[T](out, table, f, n) {
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, *row)
		}
	}
	return rows
}

func refused(t testing.TB, err error, says ...string) {
	t.Helper()
	var r *Refused
	if !errors.As(err, &r) {
		t.Fatalf("not refused: %v", err)
	}
	for _, s := range says {
		if !strings.Contains(r.Reason, s) {
			t.Errorf("%q does not say %q", r.Reason, s)
		}
	}
}

func TestRun(t *testing.T) {
	in, out := writeCorpus(t, 40), filepath.Join(t.TempDir(), "out")
	var last Event
	c := config(t, in, out)
	c.Progress = func(e Event) { last = e }
	s := mustRun(t, c)
	want := Summary{
		Records: 40, Articles: 38, NotEnglish: 2, Errors: map[string]int64{corpus.ErrSyntax: 2, corpus.ErrPanic: 6},
		TextBytes: s.TextBytes, FileBytes: s.FileBytes, Rows: s.Rows, Parts: []int{0, 1, 2, 3, 4, 5}, Linked: true,
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
	if last.Articles != 38 || last.Errors != 8 || last.Parts != 6 || last.TextBytes != s.TextBytes || last.Stage != Linking || last.InputTotal == 0 || last.InputBytes > last.InputTotal {
		t.Errorf("%+v", last)
	}
	articles := readAll[results.Article](t, out, "articles", results.Parquet, s.Parts)
	if len(articles) != 38 || articles[0].Record != 1 || articles[37].Record != 20 {
		t.Errorf("%d articles, in other order", len(articles))
	}
	failures := readAll[results.Error](t, out, "errors", results.Parquet, s.Parts)
	if len(failures) != 8 {
		t.Fatalf("%d errors", len(failures))
	}
	var stages []string
	for _, f := range failures {
		if (f.ArticleID == "") != (f.Error == corpus.ErrSyntax) {
			t.Errorf("%+v", f)
		}
		stages = append(stages, f.Stage)
	}
	if diff := cmp.Diff([]string{"extract", "quote", "rows"}, stages[1:4]); diff != "" {
		t.Error(diff)
	}
	for table, n := range s.Rows {
		if n == 0 {
			t.Errorf("no rows of %s", table)
		}
	}
	for _, table := range results.Tables {
		if _, ok := s.Rows[table.Name]; !ok {
			t.Errorf("no count of %s", table.Name)
		}
	}
	if _, err := os.Stat(filepath.Join(out, temporary)); err == nil {
		t.Error(".tmp is left")
	}
}

func TestSameBytesWithAnyNumberOfWorkers(t *testing.T) {
	in := writeCorpus(t, 90)
	for _, f := range []results.Format{results.Parquet, results.JSONL, results.CSV} {
		var want map[string]string
		for _, workers := range []int{1, 2, 8} {
			c := config(t, in, t.TempDir())
			c.Workers, c.Format = workers, f
			mustRun(t, c)
			got := tree(t, c.Out)
			if want == nil {
				want = got
			}
			sameTree(t, want, got)
		}
	}
}

func TestEmptyCorpusHasPartZero(t *testing.T) {
	in := t.TempDir()
	if err := os.WriteFile(filepath.Join(in, "a.jsonl"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	c := config(t, in, t.TempDir())
	s := mustRun(t, c)
	if len(s.Parts) != 1 || !s.Linked {
		t.Fatalf("%+v", s)
	}
	for _, table := range results.Tables {
		if _, err := os.Stat(filepath.Join(c.Out, results.PartPath(table.Name, 0, results.Parquet))); err != nil {
			t.Error(err)
		}
	}
}

func TestNoTextAndLimit(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	c.NoText, c.Limit = true, 9
	if s := mustRun(t, c); s.Records != 9 || len(s.Parts) != 2 {
		t.Errorf("%+v", s)
	}
	for _, a := range readAll[results.Article](t, c.Out, "articles", results.Parquet, []int{0, 1}) {
		if a.Text != "" || a.TextSHA256 == "" {
			t.Errorf("%+v", a)
		}
	}
}

// A second run over the same input does nothing; one that lost a part does
// that part.
func TestGoOn(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	first := mustRun(t, c)
	want := tree(t, c.Out)

	var n atomic.Int64
	c.Extract = plainExtractor{n: &n}
	s := mustRun(t, c)
	if n.Load() != 0 || s.Before != len(s.Parts) {
		t.Errorf("%d articles read again", n.Load())
	}
	s.Before = 0
	if diff := cmp.Diff(first, s); diff != "" {
		t.Error(diff)
	}
	sameTree(t, want, tree(t, c.Out))

	for what, damage := range map[string]func(){
		"commit record gone":   func() { os.Remove(filepath.Join(c.Out, "commits/part-000002.json")) },
		"commit record broken": func() { os.WriteFile(filepath.Join(c.Out, "commits/part-000002.json"), []byte("{"), 0o666) },
		"file gone":            func() { os.Remove(filepath.Join(c.Out, "quotes/part-000002.parquet")) },
		"file cut":             func() { os.Truncate(filepath.Join(c.Out, "quotes/part-000002.parquet"), 100) },
	} {
		damage()
		n.Store(0)
		if s := mustRun(t, c); s.Before != 5 || n.Load() != 7 {
			t.Errorf("%s: %d parts kept, %d articles read", what, s.Before, n.Load())
		}
		sameTree(t, want, tree(t, c.Out))
	}
	os.Remove(filepath.Join(c.Out, "catalog/part-000000.parquet"))
	n.Store(0)
	mustRun(t, c)
	if n.Load() != 0 {
		t.Error("articles were read to link again")
	}
	sameTree(t, want, tree(t, c.Out))
}

// A run that is stopped while it makes its folders has a run.json already, and
// is gone on with.
func TestStoppedWhileMakingFolders(t *testing.T) {
	d := folder(t.TempDir())
	if err := d.prepare(&manifest{Folders: []string{"articles", "no\x00name"}}, Share{}); err == nil {
		t.Fatal("such a folder cannot be made")
	}
	if err := d.refuseStrange(); err != nil {
		t.Error(err)
	}
}

// What is made of an input that changes meanwhile is nobody's.
func TestInputThatChangesMeanwhile(t *testing.T) {
	for what, change := range map[string]func(name string, good []byte){
		"changed": func(name string, good []byte) { os.WriteFile(name, append(slices.Clip(good), "{}\n"...), 0o666) },
		"removed": func(name string, _ []byte) { os.Remove(name) },
	} {
		in := writeCorpus(t, 40)
		c := config(t, in, t.TempDir())
		name := filepath.Join(in, "1.jsonl")
		good, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		begun := false
		c.Progress = func(e Event) {
			if !begun && e.Stage == Extracting {
				begun = true
				change(name, good)
			}
		}
		if _, err := Run(context.Background(), c); err == nil || !strings.Contains(err.Error(), "1.jsonl was changed or removed") {
			t.Errorf("%s: %v", what, err)
		}
		os.WriteFile(name, good, 0o666)
		_, err = Run(context.Background(), c)
		refused(t, err, "the input 1.jsonl has changed", "--force")
		c.Force = true
		mustRun(t, c)
		c = config(t, in, t.TempDir())
		mustRun(t, c)
	}
}

// Long records make parts of fewer.
func TestPartsAreBoundedInBytes(t *testing.T) {
	in := t.TempDir()
	long := strings.Repeat("a", 6<<20)
	var b bytes.Buffer
	for range 5 {
		fmt.Fprintf(&b, "{\"text\":\"%s\"}\n", long)
	}
	os.WriteFile(filepath.Join(in, "books.jsonl"), b.Bytes(), 0o666)
	c := config(t, in, t.TempDir())
	c.ShardSize = 0
	if s := mustRun(t, c); len(s.Parts) != 3 || s.Records != 5 {
		t.Errorf("%d records in %d parts", s.Records, len(s.Parts))
	}
}

// The moment between the renames and the commit record: the files are there,
// and do not count.
func TestCrashBetweenRenameAndCommit(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	mustRun(t, c)
	want := tree(t, c.Out)
	os.Remove(filepath.Join(c.Out, "commits/part-000003.json"))
	os.Remove(filepath.Join(c.Out, "commits/link.json"))
	if err := os.WriteFile(filepath.Join(c.Out, "quotes/part-000003.parquet"), []byte("half a file"), 0o666); err != nil {
		t.Fatal(err)
	}
	os.MkdirAll(filepath.Join(c.Out, ".tmp/1-of-1"), 0o777)
	os.WriteFile(filepath.Join(c.Out, ".tmp/1-of-1/claims-part-000004.parquet"), []byte("rest"), 0o666)
	r, err := Check(context.Background(), c.Out)
	if err != nil || r.Complete || len(r.Problems) == 0 {
		t.Errorf("%+v, %v", r, err)
	}
	mustRun(t, c)
	sameTree(t, want, tree(t, c.Out))
}

func TestRefusal(t *testing.T) {
	in := writeCorpus(t, 40)
	c := config(t, in, t.TempDir())
	c.Options = map[string]any{"engine": "broadsheet", "columns": map[string]string{"b": "2", "a": "1"}}
	mustRun(t, c)
	before := tree(t, c.Out)
	try := func(change func(*Config), says ...string) {
		t.Helper()
		d := c
		change(&d)
		_, err := Run(context.Background(), d)
		refused(t, err, append(says, "--force")...)
		sameTree(t, before, tree(t, c.Out))
	}
	try(func(c *Config) { c.ShardSize = 8 }, "shard_size was 7 and is now 8")
	try(func(c *Config) { c.Format = results.CSV }, `format was "parquet" and is now "csv"`)
	try(func(c *Config) { c.NoText = true }, "no_text was false")
	try(func(c *Config) { c.Version = "other" }, `"test"`, `"other"`)
	try(func(c *Config) { c.Options = map[string]any{"engine": "prose"} }, "engine was", "columns was", "not set")
	name := filepath.Join(in, "1.jsonl")
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(name, append(good, "{}\n"...), 0o666)
	try(func(*Config) {}, "the input 1.jsonl has changed")
	os.WriteFile(name, good, 0o666)
	os.WriteFile(filepath.Join(in, "2.jsonl"), nil, 0o666)
	try(func(d *Config) { d.Corpus = config(t, in, "").Corpus }, "the input 2.jsonl is new")
	os.Remove(filepath.Join(in, "2.jsonl"))
	mustRun(t, c) // as before
}

func TestRefusesFoldersThatAreNoRuns(t *testing.T) {
	in := writeCorpus(t, 20)
	out := t.TempDir()
	os.WriteFile(filepath.Join(out, "thesis.docx"), []byte("x"), 0o666)
	c := config(t, in, out)
	for _, c.Force = range []bool{false, true} {
		_, err := Run(context.Background(), c)
		refused(t, err, "thesis.docx", "run.json")
	}
	if entries, _ := os.ReadDir(out); len(entries) != 1 {
		t.Errorf("something was written into it: %v", entries)
	}
	_, err := Run(context.Background(), config(t, in, filepath.Join(out, "thesis.docx")))
	refused(t, err, "is a file")
	c = config(t, in, filepath.Join(in, "deep", "out"))
	_, err = Run(context.Background(), c)
	refused(t, err, "lies in the input")
	if _, err := os.Stat(filepath.Join(in, "deep")); err == nil {
		t.Error("a folder was made all the same")
	}
	if err := os.Symlink(in, filepath.Join(out, "link")); err == nil {
		c = config(t, in, filepath.Join(out, "link", "out"))
		_, err = Run(context.Background(), c)
		refused(t, err, "lies in the input")
	}
}

func TestForceRemovesNothingForeign(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	mustRun(t, c)
	foreign := map[string]string{
		"notes.txt": "mine", "quotes/mine.parquet": "mine", "quotes/part-x.parquet": "mine", "commits/readme": "mine",
		"articles/part-000000.csv": "mine", "more/part-000000.parquet": "mine",
	}
	for name, content := range foreign {
		os.MkdirAll(filepath.Dir(filepath.Join(c.Out, name)), 0o777)
		if err := os.WriteFile(filepath.Join(c.Out, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	// A commit record that a stranger changed must not lead out of the folder.
	outside := filepath.Join(filepath.Dir(c.Out), "outside.parquet")
	os.WriteFile(outside, []byte("mine"), 0o666)
	rel, _ := json.Marshal(commit{Part: 1, Files: []digest{{Path: "../outside.parquet"}, {Path: "more/part-000000.parquet/../../../outside.parquet"}}})
	os.WriteFile(filepath.Join(c.Out, "commits/part-000001.json"), rel, 0o666)

	c.ShardSize, c.Format, c.Force = 20, results.CSV, true
	delete(foreign, "articles/part-000000.csv") // now a name of the run's own
	mustRun(t, c)
	got := tree(t, c.Out)
	for name, content := range foreign {
		if got[name] != content {
			t.Errorf("%s is gone", name)
		}
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
	for name := range got {
		if _, ok := foreign[name]; !ok && strings.HasSuffix(name, ".parquet") {
			t.Errorf("%s is left of the earlier run", name)
		}
	}
	// It is a run that can be gone on with.
	c.Force = false
	mustRun(t, c)
}

func TestLock(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	unlock, err := folder(c.Out).lock(Share{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Run(context.Background(), c)
	refused(t, err, "another run is at work")
	c.Share = Share{1, 2}
	_, err = Run(context.Background(), c)
	refused(t, err, "another run is at work")
	unlock()
	if unlock, err = folder(c.Out).lock(Share{2, 2}); err != nil {
		t.Fatal(err)
	}
	mustRun(t, c)
	c.Share = Share{2, 2}
	_, err = Run(context.Background(), c)
	refused(t, err, "share 2 of 2 is already at work")
	c.Share = Share{}
	_, err = Run(context.Background(), c)
	refused(t, err, "another run is at work")
	unlock()
	mustRun(t, c)
}

// Shares, one after the other or together, give what one run gives.
func TestShares(t *testing.T) {
	in := writeCorpus(t, 90)
	c := config(t, in, t.TempDir())
	mustRun(t, c)
	want := withoutLocks(tree(t, c.Out))

	for _, together := range []bool{false, true} {
		out := t.TempDir()
		type result struct {
			s   Summary
			err error
		}
		var got [3]result
		done := make(chan int)
		for i := range 3 {
			run := func() {
				c := config(t, in, out)
				c.Share = Share{i + 1, 3}
				got[i].s, got[i].err = Run(context.Background(), c)
				done <- i
			}
			go run()
			if !together {
				<-done
			}
		}
		if together {
			for range 3 {
				<-done
			}
		}
		linked := 0
		for i, r := range got {
			if r.err != nil {
				t.Fatalf("share %d: %v", i+1, r.err)
			}
			if r.s.Linked {
				linked++
			}
		}
		if linked == 0 {
			t.Error("nobody linked")
		}
		sameTree(t, want, withoutLocks(tree(t, out)))
	}
}

func withoutLocks(files map[string]string) map[string]string {
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, lockName) })
	return files
}

func TestInterrupted(t *testing.T) {
	in := writeCorpus(t, 90)
	c := config(t, in, t.TempDir())
	mustRun(t, c)
	want := tree(t, c.Out)

	c = config(t, in, t.TempDir())
	for round := 0; ; round++ {
		ctx, cancel := context.WithCancel(context.Background())
		c.Progress = func(e Event) {
			if e.Articles >= 30 {
				cancel()
			}
		}
		s, err := Run(ctx, c)
		cancel()
		if err == nil {
			if round == 0 || s.Before == 0 {
				t.Error("it was never interrupted, or nothing was kept")
			}
			break
		}
		var stopped *Interrupted
		if !errors.As(err, &stopped) || !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "same command") {
			t.Fatal(err)
		}
		if round > 20 {
			t.Fatal("it gets no further")
		}
	}
	sameTree(t, want, tree(t, c.Out))
}

// blocking is a standard input that never ends.
type blocking struct{ first *strings.Reader }

func (b blocking) Read(p []byte) (int, error) {
	if b.first.Len() > 0 {
		return b.first.Read(p)
	}
	select {}
}

func TestStandardInput(t *testing.T) {
	lines := `{"text":"Orbe lost 3."}` + "\n" + `{"text":"Veldt won 4."}` + "\n"
	open := func(r interface{ Read([]byte) (int, error) }) *corpus.Corpus {
		c, err := corpus.Open([]string{"-"}, r, corpus.Options{Format: "jsonl"})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := Config{Corpus: open(strings.NewReader(lines)), Extract: plainExtractor{}, Out: t.TempDir()}
	if s := mustRun(t, c); s.Articles != 2 {
		t.Errorf("%+v", s)
	}
	if m, err := folder(c.Out).manifest(); err != nil || m.Resumable {
		t.Errorf("run.json says that it can be gone on with: %v", err)
	}
	c.Corpus = open(strings.NewReader(lines))
	_, err := Run(context.Background(), c)
	refused(t, err, "standard input", "--force")
	c.Force = true
	mustRun(t, c)

	// Ctrl-C must not wait for the next line, which never comes.
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	c.Corpus, c.Out = open(blocking{strings.NewReader(lines)}), t.TempDir()
	_, err = Run(ctx, c)
	var stopped *Interrupted
	if !errors.As(err, &stopped) || stopped.Resumable {
		t.Error(err)
	}
}

// What cannot be written ends the run with one error that names the file, and
// leaves what was committed.
func TestWhatCannotBeWritten(t *testing.T) {
	in := writeCorpus(t, 40)
	c := config(t, in, t.TempDir())
	mustRun(t, c)
	want := tree(t, c.Out)

	c = config(t, in, t.TempDir())
	c.Workers = 1
	block := filepath.Join(c.Out, "claims/part-000003.parquet")
	once := false
	c.Progress = func(e Event) {
		if e.Parts == 2 && !once {
			once = true
			os.MkdirAll(filepath.Join(block, "x"), 0o777) // no rename over a folder
		}
	}
	_, err := Run(context.Background(), c)
	if err == nil || !strings.Contains(err.Error(), filepath.Join("claims", "part-000003.parquet")) {
		t.Fatalf("%v", err)
	}
	os.RemoveAll(block)
	if s := mustRun(t, c); s.Before != 3 {
		t.Errorf("%d parts were kept", s.Before)
	}
	sameTree(t, want, tree(t, c.Out))

	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o666)
	if _, err := Run(context.Background(), config(t, in, filepath.Join(file, "out"))); err == nil {
		t.Error("a folder below a file")
	}
}

// A disk that is full in the middle of a file.
func TestFailedWriteLeavesNothing(t *testing.T) {
	d := folder(t.TempDir())
	if err := d.prepare(&manifest{Folders: []string{"quotes"}}, Share{}); err != nil {
		t.Fatal(err)
	}
	before := tree(t, string(d))
	_, err := d.write(Share{}, "quotes/part-000000.parquet", func(w io.Writer) error {
		w.Write([]byte("half a"))
		return syscall.ENOSPC
	})
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "part-000000.parquet") {
		t.Errorf("%v", err)
	}
	sameTree(t, before, tree(t, string(d)))
}

func TestBrokenPartTableStopsLink(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	mustRun(t, c)
	name := filepath.Join(c.Out, "entities/part-000001.parquet")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		b[i] ^= 0x55
	}
	os.WriteFile(name, b, 0o666)
	os.Remove(filepath.Join(c.Out, "commits/link.json"))
	if _, err := Run(context.Background(), c); err == nil || !strings.Contains(err.Error(), "part-000001.parquet") {
		t.Errorf("%v", err)
	}
	r, err := Check(context.Background(), c.Out)
	if err != nil || !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Path == "entities/part-000001.parquet" }) {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestLinkTables(t *testing.T) {
	lines := []string{
		`{"id":"b","text":"“We lost 3,” said Orbe.","date":"2012-05-01"}`,
		`{"id":"c","text":"Orbe met Veldt.","date":"2011-05-01"}`,
		`{"id":"a","text":"“We lost 3,” said Orbe."}`,
		`{"id":"d","text":"“We lost 3,” said Orbe.","date":"2010-01-01"}`,
		`{"id":"c","text":"Nothing here."}`,
	}
	for _, f := range []results.Format{results.Parquet, results.JSONL, results.CSV} {
		in := t.TempDir()
		os.WriteFile(filepath.Join(in, "x.jsonl"), []byte(strings.Join(lines, "\n")), 0o666)
		c := config(t, in, t.TempDir())
		c.ShardSize, c.Format = 2, f
		s := mustRun(t, c)
		if s.SameID != 1 {
			t.Errorf("%d ids are said to come twice", s.SameID)
		}
		day := func(y, m int) *time.Time {
			v := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
			return &v
		}
		catalog := readAll[results.CatalogEntry](t, c.Out, "catalog", f, []int{0})
		byID := map[string]results.CatalogEntry{}
		for _, e := range catalog {
			byID[e.CatalogID] = e
		}
		want := results.CatalogEntry{CatalogID: "person:orbe", Kind: "person", Name: "Orbe", Articles: 4, Mentions: 4, FirstSeen: day(2010, 1), LastSeen: day(2012, 5)}
		got := byID["person:orbe"]
		if got.Aliases = nil; !cmp.Equal(want, got) {
			t.Errorf("%s: %s", f, cmp.Diff(want, got))
		}
		if we := byID["person:we"]; we.Quotes != 3 || we.Claims != 3 {
			t.Errorf("%s: %+v", f, we)
		}
		if !slices.IsSortedFunc(catalog, func(a, b results.CatalogEntry) int { return strings.Compare(a.CatalogID, b.CatalogID) }) {
			t.Errorf("%s: the catalog is not sorted", f)
		}
		if diff := cmp.Diff([]results.Duplicate{
			{ArticleID: "d", ClusterID: "a", Similarity: 1, First: true}, {ArticleID: "b", ClusterID: "a", Similarity: 1}, {ArticleID: "a", ClusterID: "a", Similarity: 1},
		}, readAll[results.Duplicate](t, c.Out, "duplicates", f, []int{0})); diff != "" {
			t.Errorf("%s: %s", f, diff)
		}
		links := readAll[results.EntityLink](t, c.Out, "entity_links", f, []int{0})
		if int64(len(links)) != s.Rows["entities"] || links[0].ArticleID != "b" {
			t.Errorf("%s: %d links of %d entities", f, len(links), s.Rows["entities"])
		}
	}
}

func TestCheck(t *testing.T) {
	c := config(t, writeCorpus(t, 40), t.TempDir())
	mustRun(t, c)
	check := func() Report {
		t.Helper()
		r, err := Check(context.Background(), c.Out)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := check(); !r.Complete || len(r.Problems) > 0 || r.Parts != 6 || r.Files != 6*8+3+2 || r.Articles != 38 {
		t.Errorf("%+v", r)
	}
	for name, damage := range map[string]func(path string){
		"quotes/part-000001.parquet": func(p string) {
			b, _ := os.ReadFile(p)
			b[len(b)/2] ^= 1
			os.WriteFile(p, b, 0o666)
		},
		"claims/part-000002.parquet":   func(p string) { os.Remove(p) },
		"articles/part-000003.parquet": func(p string) { os.Truncate(p, 50) },
		"catalog/part-000000.parquet":  func(p string) { os.WriteFile(p, nil, 0o666) },
		"mentions/part-000077.parquet": func(p string) { os.WriteFile(p, nil, 0o666) },
		"codebook.md":                  func(p string) { os.Remove(p) },
		"views.sql": func(p string) {
			b, _ := os.ReadFile(p)
			b[len(b)-1] ^= 1
			os.WriteFile(p, b, 0o666)
		},
		"commits/part-000004.json": func(p string) { os.Remove(p) },
		"commits/part-000005.json": func(p string) { os.WriteFile(p, []byte("{"), 0o666) },
	} {
		path := filepath.Join(c.Out, name)
		before, _ := os.ReadFile(path)
		damage(path)
		if r := check(); !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Path == name }) {
			t.Errorf("%s: %+v", name, r.Problems)
		}
		if before == nil {
			os.Remove(path)
		} else {
			os.WriteFile(path, before, 0o666)
		}
	}
	if r := check(); len(r.Problems) > 0 {
		t.Errorf("%+v", r.Problems)
	}
	_, err := Check(context.Background(), t.TempDir())
	refused(t, err, "run.json")
}

// The killed process is this test binary: it runs, or updates, the corpus that the
// environment names and is killed at any moment.
const childEnv = "BROADSHEET_KILL_TEST"

func TestMain(m *testing.M) {
	if job := strings.Split(os.Getenv(childEnv), "\n"); len(job) == 3 {
		c, err := corpus.Open(job[:1], nil, corpus.Options{})
		if err == nil {
			k := killConfig(c, job[1], time.Millisecond)
			k.Update = job[2] == "update"
			_, err = Run(context.Background(), k)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func killConfig(c *corpus.Corpus, out string, slow time.Duration) Config {
	return Config{Corpus: c, Extract: plainExtractor{slow: slow}, Out: out, ShardSize: 7, Workers: 2, Version: "test"}
}

func TestKilledAtAnyMoment(t *testing.T) {
	in := writeCorpus(t, 300)
	whole := mustRunWhole(t, in, t.TempDir(), false)
	kill(t, in, "run", whole, func() string { return t.TempDir() })
}

// The corpus of an update has another first file than before, and one more.
func TestUpdateKilledAtAnyMoment(t *testing.T) {
	in := writeCorpus(t, 300)
	before := t.TempDir()
	mustRunWhole(t, in, before, false)
	first, err := os.ReadFile(filepath.Join(in, "0.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	half := bytes.SplitAfter(first, []byte("\n"))[:90]
	for name, lines := range map[string][][]byte{"0.jsonl": half[:60], "2.jsonl": half[60:]} {
		if err := os.WriteFile(filepath.Join(in, name), bytes.Join(lines, nil), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	whole := mustRunWhole(t, in, copyOf(t, before), true)
	kill(t, in, "update", whole, func() string { return copyOf(t, before) })
}

func mustRunWhole(t *testing.T, in, out string, update bool) map[string]string {
	t.Helper()
	c, err := corpus.Open([]string{in}, nil, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	whole := killConfig(c, out, 0)
	whole.Update = update
	mustRun(t, whole)
	return tree(t, out)
}

// kill starts processes that run or update a folder, and kills them at random
// moments; what is not killed must have made the tree that is wanted, and so must
// an undisturbed process that goes on at the end. BROADSHEET_KILLS asks for more
// kills than fit into an ordinary test.
func kill(t *testing.T, in, command string, want map[string]string, begin func() string) {
	if runtime.GOOS == "windows" {
		t.Skip("no kill -9")
	}
	kills := 50
	if n, err := strconv.Atoi(os.Getenv("BROADSHEET_KILLS")); err == nil {
		kills = n
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	out, killed, ended := begin(), 0, 0
	for killed < kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+in+"\n"+out+"\n"+command)
		var stderr bytes.Buffer
		child.Stderr = &stderr
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(10+r.IntN(250))*time.Millisecond, func() { child.Process.Kill() })
		err := child.Wait()
		timer.Stop()
		switch {
		case err == nil: // it came to its end first: begin anew
			ended++
			sameTree(t, want, tree(t, out))
			out = begin()
		case child.ProcessState.ExitCode() > 0:
			t.Fatalf("the child failed: %s", stderr.String())
		default:
			killed++
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	sameTree(t, want, mustRunWhole(t, in, out, command == "update"))
	t.Logf("%d kills, %d runs to the end between", killed, ended)
	if r, err := Check(context.Background(), out); err != nil || len(r.Problems) > 0 || !r.Complete {
		t.Errorf("%+v, %v", r, err)
	}
}
