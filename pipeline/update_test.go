package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/results"
)

// daily is a corpus that changes from day to day, and its metadata table.
type daily struct {
	dir   string
	files map[string]string
	meta  map[string]string // publisher of a text file
}

func (d *daily) write(t rapidTB) {
	if err := errors.Join(os.RemoveAll(d.dir), os.MkdirAll(filepath.Join(d.dir, "in"), 0o777)); err != nil {
		t.Fatal(err)
	}
	for name, content := range d.files {
		if err := os.WriteFile(filepath.Join(d.dir, "in", name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	table := "filename,publisher\nnone.txt,nobody\n"
	for _, name := range slices.Sorted(maps.Keys(d.meta)) {
		table += name + "," + d.meta[name] + "\n"
	}
	if err := os.WriteFile(filepath.Join(d.dir, "meta.csv"), []byte(table), 0o666); err != nil {
		t.Fatal(err)
	}
}

type rapidTB interface {
	Helper()
	Fatal(args ...any)
}

func (d *daily) config(t rapidTB, out string) Config {
	t.Helper()
	in := filepath.Join(d.dir, "in")
	c, err := corpus.Open([]string{in}, nil, corpus.Options{MetaPath: filepath.Join(d.dir, "meta.csv"), ID: "source"})
	if err != nil {
		t.Fatal(err)
	}
	return Config{Corpus: c, Arguments: []string{in}, Extract: plainExtractor{}, Out: out, ShardSize: 5, Version: "test", Format: results.JSONL, Workers: 2}
}

// contents are the rows of a folder, in an order that does not come from parts;
// of tables that are sorted, the bytes.
func contents(t rapidTB, out string) map[string][]string {
	t.Helper()
	tables := map[string][]string{}
	for _, table := range []string{"records", "errors", "entity_links", "catalog", "duplicates"} {
		files, _ := filepath.Glob(filepath.Join(out, table, "*"))
		tables[table] = []string{}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(b)) {
				if table == "errors" {
					row := map[string]any{}
					if err := json.Unmarshal([]byte(line), &row); err != nil {
						t.Fatal(err)
					}
					delete(row, "part")
					b, _ := json.Marshal(row)
					line = string(b)
				}
				tables[table] = append(tables[table], line)
			}
		}
		if table != "catalog" && table != "duplicates" {
			slices.Sort(tables[table])
		}
	}
	return tables
}

func copyOf(t testing.TB, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// However a corpus changes, and wherever updates are interrupted, the tables are
// those of a run from scratch.
func TestUpdateIsARunFromScratch(t *testing.T) {
	names := []string{"Orbe", "Quillon", "Tamsin", "Ádám", "Veldt", "Ruzgar"}
	rapid.Check(t, func(t *rapid.T) {
		work, err := os.MkdirTemp("", "update")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(work)
		d := &daily{dir: filepath.Join(work, "corpus"), files: map[string]string{}, meta: map[string]string{}}
		sentence := rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("“We lost %d,” said %s to %s on day %d", rapid.IntRange(1, 99).Draw(t, "n"), rapid.SampledFrom(names).Draw(t, "who"), rapid.SampledFrom(names).Draw(t, "whom"), rapid.IntRange(1, 9999).Draw(t, "day"))
		})
		content := func(name string) string {
			if strings.HasSuffix(name, ".txt") {
				return sentence.Draw(t, "text")
			}
			var b strings.Builder
			for range rapid.IntRange(0, 14).Draw(t, "records") {
				switch rapid.IntRange(0, 9).Draw(t, "kind") {
				case 0:
					b.WriteString("{\"text\": broken\n")
				case 1:
					b.WriteString(`{"text":"É PANIC"}` + "\n")
				case 2:
					b.WriteString(`{"text":"“The same everywhere,” said Orbe, 17 times, to Veldt and to Tamsin."}` + "\n")
				default:
					fmt.Fprintf(&b, "{\"text\":%q}\n", sentence.Draw(t, "text"))
				}
			}
			return b.String()
		}
		file := rapid.SampledFrom([]string{"a.jsonl", "b.jsonl", "c.jsonl", "d.txt", "e.txt", "f.jsonl", "g.txt", "h.txt", "i.txt", "z.jsonl"})
		change := func() {
			switch name := file.Draw(t, "file"); rapid.IntRange(0, 4).Draw(t, "change") {
			case 0:
				delete(d.files, name)
			case 1:
				if strings.HasSuffix(name, ".txt") {
					d.meta[name] = rapid.StringMatching("[A-Z][a-z]{3}").Draw(t, "publisher")
				}
			default:
				d.files[name] = content(name)
			}
		}
		run := func(c Config) error {
			if stop := rapid.IntRange(0, 40).Draw(t, "interrupt"); stop > 0 && stop < 20 {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				c.Progress = func(e Event) {
					if e.Articles >= int64(stop) || e.Stage == Linking && stop%2 == 0 {
						cancel()
					}
				}
				_, err := Run(ctx, c)
				return err
			}
			_, err := Run(context.Background(), c)
			return err
		}
		out := filepath.Join(work, "out")
		for range rapid.IntRange(2, 5).Draw(t, "days") {
			for range rapid.IntRange(1, 6).Draw(t, "changes") {
				change()
			}
			d.write(t)
			c := d.config(t, out)
			c.Update = true
			for {
				err := run(c)
				var stopped *Interrupted
				var no *Refused
				if errors.As(err, &no) && strings.Contains(no.Reason, "is there any more") {
					os.RemoveAll(out)
					continue
				}
				if err == nil {
					break
				}
				if !errors.As(err, &stopped) {
					t.Fatal(err)
				}
				if rapid.Bool().Draw(t, "more") { // the corpus changes before it is gone on with
					change()
					d.write(t)
					c = d.config(t, out)
					c.Update = true
				} else {
					c.Update = rapid.Bool().Draw(t, "update")
				}
			}
			scratch := d.config(t, filepath.Join(work, "scratch"))
			if _, err := Run(context.Background(), scratch); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(contents(t, scratch.Out), contents(t, out)); diff != "" {
				t.Fatal(diff)
			}
			if r, err := Check(context.Background(), out); err != nil || len(r.Problems) > 0 || !r.Complete {
				t.Fatalf("%+v, %v", r, err)
			}
			os.RemoveAll(scratch.Out)
		}
	})
}

// day is a corpus of single articles and a folder with their run.
func day(t testing.TB, articles int) (*daily, Config) {
	d := &daily{dir: t.TempDir(), files: map[string]string{}, meta: map[string]string{}}
	for i := range articles {
		d.files[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf("“We lost %d,” said Orbe to Veldt on day %d.", i, i*i)
	}
	d.write(t)
	c := d.config(t, filepath.Join(t.TempDir(), "out"))
	mustRun(t, c)
	return d, c
}

// Only what a part with a change in it holds is read again, and the last part.
func TestUpdateReadsLittle(t *testing.T) {
	d, c := day(t, 33)
	for what, test := range map[string]struct {
		change func()
		reads  int64
		inputs Inputs
	}{
		"nothing":           {func() {}, 0, Inputs{}},
		"one more":          {func() { d.files["100.txt"] = "Ruzgar." }, 3 + 1, Inputs{New: 1}},
		"one in between":    {func() { d.files["0021.txt"] = "Ruzgar." }, 3 + 1, Inputs{New: 1}},
		"one is other":      {func() { d.files["012.txt"] = "Ruzgar." }, 5 + 3, Inputs{Changed: 1}},
		"one is gone":       {func() { delete(d.files, "012.txt") }, 4 + 3, Inputs{Gone: 1}},
		"a row of metadata": {func() { d.meta["012.txt"] = "Daily" }, 5 + 3, Inputs{Changed: 1}},
		"another's row":     {func() { d.meta["999.txt"] = "Daily" }, 3, Inputs{}},
	} {
		files, meta := maps.Clone(d.files), maps.Clone(d.meta)
		test.change()
		d.write(t)
		var n atomic.Int64
		u := d.config(t, copyOf(t, c.Out))
		u.Update, u.Extract = true, plainExtractor{n: &n}
		if s := mustRun(t, u); n.Load() != test.reads || s.Inputs != test.inputs {
			t.Errorf("%s: %d articles read, %+v", what, n.Load(), s.Inputs)
		}
		// What is there is a run like any other.
		u.Update = false
		n.Store(0)
		if mustRun(t, u); n.Load() != 0 {
			t.Errorf("%s: %d articles read again", what, n.Load())
		}
		d.files, d.meta = files, meta
	}
}

func TestUpdateIsRefused(t *testing.T) {
	d, c := day(t, 12)
	before := tree(t, c.Out)
	try := func(change func(*Config), says ...string) {
		t.Helper()
		u := d.config(t, c.Out)
		u.Update = true
		change(&u)
		_, err := Run(context.Background(), u)
		refused(t, err, says...)
		sameTree(t, before, tree(t, c.Out))
	}
	all := d.files
	d.files = map[string]string{"other.txt": "Ruzgar."}
	d.write(t)
	try(func(c *Config) { c.ShardSize = 8 }, "shard_size was 5")
	try(func(c *Config) { c.Version = "other" }, `"test"`, `"other"`)
	try(func(c *Config) { c.Force = true }, "leave out one")
	try(func(c *Config) { c.Share = Share{1, 2} }, "without shares")
	try(func(c *Config) { c.Limit = 3 }, "limit was 0")
	try(func(*Config) {}, "none of the 12 inputs", "--force")
	d.files = maps.Clone(all)
	d.files["013.txt"] = "Ruzgar."
	d.write(t)
	try(func(c *Config) { c.Update = false }, "the input 013.txt is new", "--update", "--force")

	limited := d.config(t, t.TempDir())
	limited.Limit, limited.Update = 3, true
	mustRun(t, limited) // there is nothing yet to update
	d.files["014.txt"] = "Ruzgar."
	d.write(t)
	limited.Corpus = d.config(t, "").Corpus
	_, err := Run(context.Background(), limited)
	refused(t, err, "leave out the limit")
}

// An update that is cut off after any of the steps in which it drops parts is
// completed by the same command, with the same bytes.
func TestUpdateCutOff(t *testing.T) {
	d, c := day(t, 33)
	d.files["012.txt"] = "Ruzgar."
	delete(d.files, "021.txt")
	d.write(t)
	old := tree(t, c.Out)
	u := d.config(t, copyOf(t, c.Out))
	u.Update = true
	mustRun(t, u)
	want := tree(t, u.Out)
	if m, err := folder(u.Out).manifest(); err != nil || m.FirstPart != 7 || !slices.Equal(m.Kept, []int{0, 1, 3, 5}) {
		t.Fatalf("%+v, %v", m, err)
	}
	// run.json and link.json are as the update writes them, what it removes may
	// be there or not: here, after each step.
	gone := []string{}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, ok := want[name]; !ok {
			gone = append(gone, name)
		}
	}
	if len(gone) != 3*4 { // of three parts: records, errors, sketches, commit record
		t.Fatal(gone)
	}
	for step := -1; step <= len(gone); step++ {
		out := filepath.Join(t.TempDir(), "out")
		files := maps.Clone(old)
		delete(files, "commits/link.json")
		if step >= 0 {
			files["run.json"] = want["run.json"]
			for _, name := range gone[:step] { // commits come first in order, too
				delete(files, name)
			}
		}
		for name, content := range files {
			os.MkdirAll(filepath.Dir(filepath.Join(out, name)), 0o777)
			os.WriteFile(filepath.Join(out, name), []byte(content), 0o666)
		}
		if r, err := Check(context.Background(), out); err != nil || r.Complete {
			t.Errorf("%d: %+v, %v", step, r, err)
		}
		u := d.config(t, out)
		u.Update = step < 0 // from run.json on it is a run like any other
		mustRun(t, u)
		sameTree(t, want, tree(t, out))
	}
	// A power cut can bring back what was removed.
	for _, name := range gone {
		os.WriteFile(filepath.Join(u.Out, name), []byte(old[name]), 0o666)
	}
	r, err := Check(context.Background(), u.Out)
	if err != nil || len(r.Problems) != 3 || !strings.Contains(r.Problems[0].What, "before an update") {
		t.Errorf("%+v, %v", r, err)
	}
	mustRun(t, u)
	sameTree(t, want, tree(t, u.Out))
}

// A part that an update kept and that is lost later is made again under another
// number.
func TestKeptPartIsLost(t *testing.T) {
	d, c := day(t, 33)
	d.files["033.txt"] = "Ruzgar."
	d.write(t)
	u := d.config(t, c.Out)
	u.Update = true
	mustRun(t, u)
	want := contents(t, u.Out)
	os.Remove(filepath.Join(u.Out, "records/part-000002.jsonl"))
	r, err := Check(context.Background(), u.Out)
	if err != nil || len(r.Problems) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	u.Update = false
	share := u
	share.Share = Share{1, 2}
	_, err = Run(context.Background(), share)
	refused(t, err, "lacks a part", "without shares")
	s := mustRun(t, u)
	if slices.Contains(s.Parts, 2) || s.Before != 5 { // part 7 has room
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff(want, contents(t, u.Out)); diff != "" {
		t.Error(diff)
	}
	if r, err := Check(context.Background(), u.Out); err != nil || len(r.Problems) > 0 || !r.Complete {
		t.Errorf("%+v, %v", r, err)
	}
}

// An input that changed while it was read is taken in by an update.
func TestUpdateAfterInputThatChangedMeanwhile(t *testing.T) {
	in := writeCorpus(t, 40)
	c := config(t, in, t.TempDir())
	name := filepath.Join(in, "1.jsonl")
	begun := false
	c.Progress = func(e Event) {
		if !begun && e.Stage == Extracting {
			begun = true
			os.WriteFile(name, []byte(`{"text":"Ruzgar won 3."}`+"\n"), 0o666)
		}
	}
	if _, err := Run(context.Background(), c); err == nil || !strings.Contains(err.Error(), "--update") {
		t.Fatal(err)
	}
	c = config(t, in, c.Out)
	c.Update = true
	if s := mustRun(t, c); s.Inputs != (Inputs{Changed: 1}) {
		t.Errorf("%+v", s)
	}
	r, err := Check(context.Background(), c.Out)
	if err != nil || len(r.Problems) > 0 || !r.Complete || r.Articles != 19+1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// Commit records that do not hold every record once are found.
func TestCheckFindsRecordsHeldTwice(t *testing.T) {
	_, c := day(t, 12)
	for what, change := range map[string]func(*commit){
		"holds record 1 of 000.txt, which another": func(c *commit) { c.Inputs[1].Source = "000.txt" },
		"no part holds number 1":                   func(c *commit) { c.Inputs[1].First = 2 },
		"no part holds its last":                   func(c *commit) { c.Inputs[1].Last = false },
		"is of 5 records and says where 4":         func(c *commit) { c.Inputs = c.Inputs[1:] },
	} {
		out := copyOf(t, c.Out)
		d := folder(out)
		part, err := d.commit(commitName(1))
		if err != nil {
			t.Fatal(err)
		}
		change(part)
		forge(t, d, commitName(1), part)
		r, err := Check(context.Background(), out)
		if err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, what) {
			t.Errorf("%s: %+v, %v", what, r, err)
		}
	}
}

// Whatever run.json says of an update once a byte of it has changed, that is the one
// finding.
func TestCheckFindsAnyByteOfUpdate(t *testing.T) {
	d, c := day(t, 12)
	delete(d.files, "003.txt")
	d.write(t)
	u := d.config(t, c.Out)
	u.Update = true
	mustRun(t, u)
	path := filepath.Join(c.Out, manifestName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(whole), `"kept_parts": [`) {
		t.Fatalf("nothing was kept: %s", whole)
	}
	r := rand.New(rand.NewPCG(13, 14))
	for at := range whole {
		broken := slices.Clone(whole)
		broken[at] ^= byte(1 + r.IntN(255))
		if err := os.WriteFile(path, broken, 0o666); err != nil {
			t.Fatal(err)
		}
		report, err := Check(context.Background(), c.Out)
		if err == nil && (len(report.Problems) != 1 || report.Problems[0].Path != manifestName) {
			t.Errorf("byte %d: %d became %d: %+v", at, whole[at], broken[at], report.Problems)
		}
	}
}

// Files whose names are no UTF-8 can have one source. A run over them goes on, and an
// update reads both again, because it cannot tell which has changed.
func TestUpdateOfInputsWithOneSource(t *testing.T) {
	d := &daily{dir: t.TempDir(), files: map[string]string{"a\xfe.txt": "Orbe.", "a\xff.txt": "Veldt.", "b.txt": "Ruzgar."}, meta: map[string]string{}}
	for i := range 12 {
		d.files[fmt.Sprintf("c%02d.txt", i)] = "Tamsin."
	}
	if err := os.WriteFile(filepath.Join(t.TempDir(), "a\xff.txt"), nil, 0o666); err != nil {
		t.Skip("this system has no such names")
	}
	d.write(t)
	c := d.config(t, filepath.Join(t.TempDir(), "out"))
	mustRun(t, c)
	var n atomic.Int64
	c.Extract = plainExtractor{n: &n}
	mustRun(t, c)
	if n.Load() != 0 {
		t.Errorf("%d articles read again", n.Load())
	}
	d.files["a\xfe.txt"] = "Quillon."
	d.write(t)
	u := d.config(t, c.Out)
	u.Update, u.Extract = true, plainExtractor{n: &n}
	mustRun(t, u)
	scratch := d.config(t, t.TempDir())
	mustRun(t, scratch)
	if diff := cmp.Diff(contents(t, scratch.Out), contents(t, u.Out)); diff != "" {
		t.Error(diff)
	}
	if r, err := Check(context.Background(), u.Out); err != nil || len(r.Problems) > 0 || !r.Complete {
		t.Errorf("%+v, %v", r, err)
	}
}
