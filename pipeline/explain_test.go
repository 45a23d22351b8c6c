package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/results"
)

// The codebook says what lies in the folder, and nothing of where it lies.
func TestCodebook(t *testing.T) {
	for _, f := range []results.Format{results.Parquet, results.JSONL, results.CSV} {
		c := config(t, writeCorpus(t, 40), t.TempDir())
		c.Format = f
		c.Options = map[string]any{"columns": map[string]string{"te`x|t": "co\nlumn"}}
		mustRun(t, c)
		b, err := os.ReadFile(filepath.Join(c.Out, results.CodebookName))
		must(t, err)
		for _, says := range []string{
			"2 input files with 38 articles", "| [articles](#articles) | 38 |", "## Versions", "| extractor | `test` |",
			"| `shard_size` | `7` |", "| `columns` | `{\"te\\u0060x\\u007ct\":\"co\\nlumn\"}` |", "broadsheet, version test",
			"docs/accuracy.md", "\n## duplicates\n", "*." + string(f),
		} {
			if !strings.Contains(string(b), says) {
				t.Errorf("%s: the codebook does not have %q", f, says)
			}
		}
		if strings.Contains(string(b), c.Out) {
			t.Errorf("%s: the codebook names the folder", f)
		}
		b, err = os.ReadFile(filepath.Join(c.Out, results.ViewsName))
		must(t, err)
		if string(b) != results.Views(f, "") {
			t.Errorf("%s: other views", f)
		}
	}
}

// What explains the folder is made again where it is gone, with an update, and by a run
// that begins anew; a run that was cut off before link's record leaves nothing to it.
func TestExplainedAgain(t *testing.T) {
	d, c := day(t, 33)
	before := tree(t, c.Out)
	for _, name := range explaining {
		must(t, os.Remove(filepath.Join(c.Out, name)))
		mustRun(t, c)
		sameTree(t, before, tree(t, c.Out))
	}

	d.files["034.txt"] = "Ruzgar."
	d.write(t)
	u := d.config(t, c.Out)
	u.Update = true
	mustRun(t, u)
	scratch := d.config(t, filepath.Join(t.TempDir(), "out"))
	mustRun(t, scratch)
	want, got := tree(t, scratch.Out), tree(t, c.Out)
	for _, name := range explaining {
		if want[name] != got[name] || name == results.CodebookName && got[name] == before[name] {
			t.Errorf("%s is not that of a run from scratch", name)
		}
	}

	m, err := folder(c.Out).manifest()
	must(t, err)
	must(t, os.Remove(filepath.Join(c.Out, commitsFolder, linkName)))
	must(t, folder(c.Out).clear(m))
	for name := range tree(t, c.Out) {
		if name != manifestName && !strings.HasPrefix(name, lockName) {
			t.Errorf("%s is left", name)
		}
	}
}
