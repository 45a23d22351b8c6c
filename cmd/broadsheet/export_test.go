package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A text that a cell of a workbook cannot hold is cut, and that is said even where the
// command is to be quiet.
func TestExportSaysWhatIsCut(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "one.txt"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, []byte(strings.Repeat("Nobody spoke in Mali.\n", 1600)), 0o666); err != nil {
		t.Fatal(err)
	}
	broadsheet := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(args, nil, &stdout, &stderr); code != exitDone {
			t.Fatalf("%v: exit code %d, %s", args, code, &stderr)
		}
		return stderr.String()
	}
	broadsheet("run", "--quiet", in, out)
	const cut = "broadsheet: 1 text longer than a cell holds and cut, and the cell says so; csv and dta have them whole\n"
	for format, want := range map[string]string{"xlsx": cut, "dta": "", "csv": ""} {
		if got := broadsheet("export", out, "articles", "--quiet", "--format", format, "-o", filepath.Join(dir, "a."+format)); got != want {
			t.Errorf("%s: %q", format, got)
		}
	}
}
