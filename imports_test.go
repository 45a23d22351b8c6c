// Package broadsheet_test holds the whole module to its layout.
package broadsheet_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/broadsheet/broadsheet"

// room is what the packages under one path may import: of this module by
// path below it, of others by a prefix of their path. A trailing "/" takes in
// what lies below.
type room struct {
	path   string
	own    []string
	others []string
}

// rooms is the import table of docs/architecture.md: imports run the way the
// data does, and a stage never imports another stage. The first room whose
// path fits counts.
var rooms = []room{
	{"corpus", nil, []string{"github.com/klauspost/compress", "github.com/parquet-go/parquet-go", "golang.org/x/net", "golang.org/x/text", "github.com/wlynxg/chardet", "github.com/go-shiori/go-readability"}},
	{"internal/word", nil, nil},
	{"internal/", []string{"internal/word"}, []string{"github.com/klauspost/compress"}},
	{"extract/doc", []string{"corpus"}, nil},
	{"extract/claim", stageImports, []string{"github.com/kljensen/snowball"}},
	{"extract/prosetag", stageImports, []string{"github.com/jdkato/prose/v2"}},
	{"extract/", stageImports, nil},
	{"extract", []string{"corpus", "extract/"}, []string{"github.com/RadhiFadlillah/whatlanggo"}},
	{"results/", []string{"corpus", "extract/doc", "results"}, []string{"github.com/parquet-go/parquet-go", "github.com/klauspost/compress"}},
	{"results", []string{"corpus", "extract/doc"}, []string{"github.com/parquet-go/parquet-go", "github.com/klauspost/compress"}},
	{"pipeline", []string{"corpus", "extract", "extract/doc", "internal/gazetteer", "internal/minhash", "results"}, []string{"github.com/parquet-go/parquet-go", "github.com/gofrs/flock"}},
	{"train/", []string{"corpus", "extract/", "internal/", "train/"}, []string{"github.com/klauspost/compress", "golang.org/x/text"}},
	{"checks/", []string{""}, nil},
	{"cmd/", []string{""}, []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term", "github.com/rivo/uniseg"}},
}

var stageImports = []string{"corpus", "extract/doc", "internal/"}

func TestImportsFollowTheTable(t *testing.T) {
	packages := 0
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if outside(entry) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		packages++
		dir := filepath.ToSlash(filepath.Dir(file))
		r, ok := roomOf(dir)
		if !ok {
			t.Errorf("%s lies in no room of the import table", file)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			imported := strings.Trim(spec.Path.Value, `"`)
			if !allowed(r, imported) {
				t.Errorf("%s imports %s, which %s may not", file, imported, r.path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if packages < 20 {
		t.Errorf("only %d files seen: does the test run at the root of the module?", packages)
	}
}

// outside reports whether a folder holds nothing of the module: hidden ones,
// test data, and the results of a run.
func outside(d fs.DirEntry) bool {
	name := d.Name()
	return name != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "out")
}

// No file of the module is a drawer for what found no room.
func TestNoDrawers(t *testing.T) {
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if outside(entry) {
			return filepath.SkipDir
		}
		switch path.Base(filepath.ToSlash(file)) {
		case "util", "utils", "common", "helper", "helpers", "misc":
			t.Errorf("%s: name the package after what it knows", file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func roomOf(dir string) (room, bool) {
	for _, r := range rooms {
		if dir == r.path || strings.HasSuffix(r.path, "/") && strings.HasPrefix(dir, r.path) {
			return r, true
		}
	}
	return room{}, false
}

func allowed(r room, imported string) bool {
	if own, ok := strings.CutPrefix(imported, module); ok {
		own = strings.TrimPrefix(own, "/")
		for _, a := range r.own {
			if a == "" || own == a || strings.HasSuffix(a, "/") && strings.HasPrefix(own, a) {
				return true
			}
		}
		return false
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		return true // standard library
	}
	for _, a := range r.others {
		if imported == a || strings.HasPrefix(imported, a+"/") {
			return true
		}
	}
	return false
}
