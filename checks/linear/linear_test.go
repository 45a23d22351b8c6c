package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Twice the input may be this many times the work: twice, and a little for
// sorting and for tables that grow by steps. Squared, it would be four times.
const (
	most          = 2.2
	mostAllocated = 2.6
)

// libraries are counted beside the module: what reads its inputs.
var libraries = []string{
	"github.com/broadsheet/broadsheet/...", "strings", "bytes", "unicode/utf8", "encoding/json", "encoding/xml", "regexp", "html", "slices", "sort",
	"golang.org/x/net/html", "github.com/go-shiori/go-readability", "github.com/go-shiori/dom", "github.com/wlynxg/chardet", "github.com/araddon/dateparse",
}

// The work of an input grows with its length, and not with its square, whatever
// it is made of.
func TestWorkIsLinear(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the same code is counted elsewhere")
	}
	if !strings.HasPrefix(runtime.Version(), "go1.26") {
		t.Skip("counts with the inside of Go 1.26's runtime, and this is " + runtime.Version())
	}
	program := build(t)
	shares := min(runtime.GOMAXPROCS(0), 4)
	all := make([][]measured, shares)
	var programs sync.WaitGroup
	for i := range shares {
		programs.Go(func() { all[i] = measure(t, program, i, shares) })
	}
	programs.Wait()
	seen := 0
	for _, m := range slices.Concat(all...) {
		seen++
		blocks, searched, allocated := growth(m.Once.Blocks, m.Twice.Blocks, m.Size), growth(m.Once.Searched, m.Twice.Searched, m.Size), growth(m.Once.Allocated, m.Twice.Allocated, m.Size)
		line := fmt.Sprintf("%s: twice %d bytes are %.2f times the blocks, %.2f times the searching, %.2f times the allocation", m.Name, m.Size, blocks, searched, allocated)
		slow := blocks > most || searched > most || allocated > mostAllocated
		switch {
		case strings.HasPrefix(m.Name, "self") && !strings.Contains(m.Name, "linear"):
			if !slow {
				t.Errorf("it is squared, and not found to be: %s", line)
			}
		case slow:
			t.Error(line)
		default:
			t.Log(line)
		}
	}
	if want := len(cases()); seen != want {
		t.Errorf("%d inputs were counted of %d", seen, want)
	}
}

// measure runs the program on a share of the inputs.
func measure(t *testing.T, program string, share, shares int) (all []measured) {
	var out, stderr bytes.Buffer
	c := exec.Command(program, strconv.Itoa(share), strconv.Itoa(shares))
	c.Env = append(os.Environ(), "GOCOVERDIR="+t.TempDir(), "GOMAXPROCS=1") // its own end writes counters too
	c.Stdout, c.Stderr = &out, &stderr
	if err := c.Run(); err != nil {
		t.Errorf("%v: %s", err, stderr.String())
		return nil
	}
	for d := json.NewDecoder(&out); d.More(); {
		var m measured
		if err := d.Decode(&m); err != nil {
			t.Error(err)
			return all
		}
		all = append(all, m)
	}
	return all
}

// growth is how many times as much work it is. What is less than an eighth of
// a step for each byte is nobody's worry, and rounding where it is none at all.
func growth(once, twice uint64, size int) float64 {
	if twice < uint64(size)/8 {
		return 1
	}
	return float64(twice) / float64(max(once, 1))
}

// build builds this program so that it counts.
func build(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	overlay := filepath.Join(dir, "overlay.json")
	b, err := json.Marshal(map[string]any{"Replace": searching(t, dir)})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(overlay, b, 0o666); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "linear")
	c := exec.Command("go", "build", "-o", program, "-overlay", overlay, "-ldflags=-checklinkname=0", "-cover", "-covermode=atomic", "-coverpkg="+strings.Join(libraries, ","), ".")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}

// searching replaces the assembly that searches in strings by loops that count
// the bytes which they look at: without that, a stage that searches the whole
// text again for each word would seem to do little. It returns the files of the
// standard library and those that stand for them in the build, which are made
// in dir.
func searching(t *testing.T, dir string) map[string]string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	bytealg := filepath.Join(strings.TrimSpace(string(root)), "src", "internal", "bytealg")
	replace := map[string]string{}
	for name, loops := range map[string]string{"indexbyte": indexByteLoops, "count": countLoops, "index": indexLoops} {
		native := filepath.Join(bytealg, name+"_native.go")
		source, err := os.ReadFile(native)
		if err != nil {
			t.Fatal(err)
		}
		constraint := regexp.MustCompile(`(?m)^//go:build .*$`).Find(source)
		if constraint == nil {
			t.Fatalf("%s is not for some machines only, as it was: the loops are to be made for this Go", native)
		}
		counted := filepath.Join(dir, name+".go")
		if err := os.WriteFile(counted, append(constraint, "\n\npackage bytealg\n"+loops...), 0o666); err != nil {
			t.Fatal(err)
		}
		replace[native] = counted
		assembly, err := filepath.Glob(filepath.Join(bytealg, name+"_*.s"))
		if err != nil || len(assembly) == 0 {
			t.Fatalf("no assembly of %s: %v", name, err)
		}
		for _, file := range assembly {
			replace[file] = "" // is not there
		}
	}
	return replace
}

const indexByteLoops = `
// Searched is how many bytes were looked at.
var Searched uint64

func IndexByte(b []byte, c byte) int {
	for i, x := range b {
		if x == c {
			Searched += uint64(i)
			return i
		}
	}
	Searched += uint64(len(b))
	return -1
}

func IndexByteString(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			Searched += uint64(i)
			return i
		}
	}
	Searched += uint64(len(s))
	return -1
}
`

const countLoops = `
func Count(b []byte, c byte) int {
	Searched += uint64(len(b))
	n := 0
	for _, x := range b {
		if x == c {
			n++
		}
	}
	return n
}

func CountString(s string, c byte) int {
	Searched += uint64(len(s))
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			n++
		}
	}
	return n
}

func countGeneric(b []byte, c byte) int       { return Count(b, c) }
func countGenericString(s string, c byte) int { return CountString(s, c) }
`

const indexLoops = `
func Index(a, b []byte) int {
	for i := 0; i+len(b) <= len(a); i++ {
		if string(a[i:i+len(b)]) == string(b) {
			Searched += uint64(i)
			return i
		}
	}
	Searched += uint64(len(a))
	return -1
}

func IndexString(a, b string) int {
	for i := 0; i+len(b) <= len(a); i++ {
		if a[i:i+len(b)] == b {
			Searched += uint64(i)
			return i
		}
	}
	Searched += uint64(len(a))
	return -1
}
`
