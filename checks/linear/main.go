// Command linear reads texts that are made to be slow, each at two sizes, and
// prints how much work they were. What is counted does not depend on how fast
// or busy the machine is: see counts. It is built and judged by its test.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/results"
)

// measured is the work of one input at a size, and at twice that.
type measured struct {
	Name        string
	Size        int // bytes of the smaller
	Once, Twice counts
}

func main() {
	log.SetFlags(0)
	// Nor do they lose what they hold at some moment in the middle.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(2 << 30)
	share, shares := 0, 1 // of the inputs, for several processes
	if len(os.Args) == 3 {
		share, _ = strconv.Atoi(os.Args[1])
		shares, _ = strconv.Atoi(os.Args[2])
	}
	out := json.NewEncoder(os.Stdout)
	for i, h := range cases() {
		if i%shares != share {
			continue
		}
		once, err := h.work(h.size)
		if err != nil {
			log.Fatalf("%s: %v", h.name(), err)
		}
		twice, err := h.work(2 * h.size)
		if err != nil {
			log.Fatalf("%s: %v", h.name(), err)
		}
		if err := out.Encode(measured{h.name(), h.size, once, twice}); err != nil {
			log.Fatal(err)
		}
	}
	runtime.KeepAlive(kept)
}

// work counts what it takes to read the input at a size.
func (h *hostile) work(size int) (counts, error) {
	h.prepare(4 << 10)() // what is made once is made
	run := h.prepare(size)
	// Pools start empty at both sizes: what they hold is gone after two.
	runtime.GC()
	runtime.GC()
	before, err := count()
	if err != nil {
		return counts{}, err
	}
	if err := run(); err != nil {
		return counts{}, err
	}
	after, err := count()
	return after.since(before), err
}

// text is the input itself.
func (h *hostile) text(size int) []byte {
	if h.numbered {
		var b []byte
		for i := 0; len(b) < size; i++ {
			b = fmt.Appendf(b, h.unit, i)
		}
		return b
	}
	n := (size - len(h.head) - len(h.tail)) / len(h.unit)
	return []byte(h.head + strings.Repeat(h.unit, n) + h.tail)
}

func (h *hostile) prepare(size int) func() error {
	switch {
	case h.reader == "hang":
		return hang(strings.Fields(string(h.text(size))), h.head == "")
	case h.reader == "self":
		return selfTests[h.unit](size)
	case h.reader == "extract":
		return annotate(engine(false), string(h.text(size)), "en")
	case h.reader == "detect":
		return annotate(engine(false), string(h.text(size)), "")
	case h.reader == "trees":
		return annotate(engine(true), string(h.text(size)), "en")
	case h.build != nil:
		return read(h.reader, h.build(h.text(size)))
	}
	return read(h.reader, h.text(size))
}

// read reads the records of an input. That they may be errors is as it must be.
func read(format string, data []byte) func() error {
	return func() error {
		c, err := corpus.Open([]string{"-"}, bytes.NewReader(data), corpus.Options{Format: format})
		if err != nil {
			return err
		}
		for r := range c.Records() {
			r.Article()
		}
		return nil
	}
}

// annotate finds everything in a text and makes its rows.
func annotate(x *extract.Extractor, text, language string) func() error {
	return func() error {
		d, failure := x.Extract(&corpus.Article{ID: "a", Source: "a", Record: 1, Text: text, Language: language})
		if failure != nil {
			return failure
		}
		if language == "en" && len(d.Tokens) == 0 && strings.TrimSpace(text) != "" {
			return fmt.Errorf("no tokens in %d bytes", len(text))
		}
		results.Rows(d, results.Options{})
		return d.Check()
	}
}

// hang hangs marks onto a chain of words, each on the one before or behind: trees
// that the parser's model may not make of any text, and that it must stand.
// Tokens are "word/tag".
func hang(tokens []string, left bool) func() error {
	return func() error {
		var s parse.State
		s.Reset()
		for _, t := range append(tokens, slices.Repeat([]string{",/,"}, len(tokens))...) {
			word, tag, _ := strings.Cut(t, "/")
			s.Add(word, tag)
		}
		s.Begin()
		for !s.Done() {
			moves := []parse.Move{parse.Shift, parse.Right, parse.Left} // as it likes best
			if left {
				slices.Reverse(moves)
			}
			s.Make(moves[slices.IndexFunc(moves, s.Legal)])
		}
		s.Hang()
		return nil
	}
}

var engines = map[bool]*extract.Extractor{}

func engine(trees bool) *extract.Extractor {
	if engines[trees] == nil {
		x, err := extract.New(extract.Options{Trees: trees})
		if err != nil {
			log.Fatal(err)
		}
		engines[trees] = x
	}
	return engines[trees]
}
