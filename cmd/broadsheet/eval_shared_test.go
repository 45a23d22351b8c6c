//go:build shared

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	sharedData = "../../../shared/data/"
	scoreTool  = "../../../shared/score/score.py"
)

// eval prints the figures of score.py, all of them and to the last digit, on
// every set that it can score.
func TestEvalPrintsTheFiguresOfScorePy(t *testing.T) {
	for _, of := range []struct{ task, sets string }{
		{"names", "ner/*.jsonl"},
		{"quotes", "attribution/*.jsonl"},
		{"quantity", "quantity/newsquant-*.jsonl"},
		{"numbers", "quantity/recognizers-*.jsonl"},
		{"places", "place/*.jsonl"},
		{"article", "articles/*.jsonl"},
		{"article", "../../examples/gold/*.jsonl"},
	} {
		pattern := of.sets
		if !strings.HasPrefix(pattern, "..") {
			pattern = sharedData + pattern
		}
		sets, err := filepath.Glob(pattern)
		if err != nil || len(sets) == 0 {
			t.Fatalf("no set %s: %v", of.sets, err)
		}
		for _, gold := range sets {
			t.Run(of.task+"/"+strings.TrimSuffix(filepath.Base(gold), ".jsonl"), func(t *testing.T) {
				found := filepath.Join(t.TempDir(), "found.jsonl")
				f, err := os.Create(found)
				if err != nil {
					t.Fatal(err)
				}
				command(t, f, "extract", "--quiet", "--language", "en", "--format", "jsonl", gold)
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				out, err := exec.Command("python3", scoreTool, of.task, gold, found).Output()
				if err != nil {
					t.Fatal(err)
				}
				var theirs map[string]any
				if err := json.Unmarshal(out, &theirs); err != nil {
					t.Fatal(err)
				}
				args := []string{"eval", "--format", "json", "--task", of.task, "--resamples", "10", gold}
				if info, err := os.Stat(gold); err != nil || info.Size() > 1<<20 {
					args = append(args, "--found", found) // the texts once are enough of the long sets
				}
				var b bytes.Buffer
				command(t, &b, args...)
				var figures []struct {
					Figure    string
					Value     float64
					Of, Found *int
				}
				if err := json.Unmarshal(b.Bytes(), &figures); err != nil {
					t.Fatal(err)
				}
				ours := map[string]float64{}
				for _, f := range figures {
					ours[f.Figure] = f.Value
					if name, ok := strings.CutSuffix(f.Figure, ".f1"); ok {
						ours[name+".gold"], ours[name+".pred"] = float64(*f.Of), float64(*f.Found)
					}
				}
				compared := 0
				var hold func(path string, v any)
				hold = func(path string, v any) {
					if of, ok := v.(map[string]any); ok {
						for name, v := range of {
							hold(strings.TrimPrefix(path+"."+name, "."), v)
						}
						return
					}
					compared++
					if own, ok := ours[path]; !ok || own != v.(float64) {
						t.Errorf("%s is %v, in score.py %v", path, own, v)
					}
				}
				hold("", theirs)
				if compared != len(ours) {
					t.Errorf("%d figures, in score.py %d", len(ours), compared)
				}
				t.Logf("%d figures are equal", compared)
			})
		}
	}
}

func command(t *testing.T, stdout io.Writer, args ...string) {
	t.Helper()
	var stderr bytes.Buffer
	if code := run(args, strings.NewReader(""), stdout, &stderr); code != exitDone && code != exitErrors {
		t.Fatal("exit code ", code, ": ", stderr.String())
	}
}
