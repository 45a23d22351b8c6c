package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCorpusIsTheSameAgain(t *testing.T) {
	var before [][]byte
	for range 2 {
		dir := t.TempDir()
		if err := run([]string{"--articles", "120", "--per-file", "50", dir}); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
		if err != nil || len(files) != 3 {
			t.Fatal(err, files)
		}
		var all [][]byte
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b)
		}
		if before != nil && !slices.EqualFunc(before, all, bytes.Equal) {
			t.Error("another corpus")
		}
		before = all
	}
	lines := bytes.Split(bytes.TrimSpace(bytes.Join(before, nil)), []byte("\n"))
	if len(lines) != 120 {
		t.Errorf("%d articles", len(lines))
	}
	for _, line := range lines {
		var a article
		if err := json.Unmarshal(line, &a); err != nil || len(a.Text) < 500 || a.ID == "" || a.Title == "" {
			t.Fatalf("%v: %s", err, line)
		}
	}
}

// One in ten is a copy, made of an original; the people of an article twice as large
// grow with it.
func TestCopiesAndPeople(t *testing.T) {
	people := func(n int) (copies, people int) {
		p := press{articles: n, copies: 0.1, seed: 1}
		seen := map[string]bool{}
		for i := range n {
			a := p.article(i)
			if a.CopyOf != "" {
				copies++
				var of int
				for of = range i {
					if id(of) == a.CopyOf {
						break
					}
				}
				if p.article(of).CopyOf != "" {
					t.Fatalf("%s is a copy of a copy", a.ID)
				}
			}
			for _, who := range p.story(i).people {
				seen[who.full()] = true
			}
		}
		return copies, len(seen)
	}
	copies, some := people(1000)
	if copies < 60 || copies > 120 {
		t.Errorf("%d copies of 1,000", copies)
	}
	if _, more := people(2000); more < some*3/2 {
		t.Errorf("%d people in 1,000 articles, %d in 2,000", some, more)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"--articles", "-1", "x"}, {"--copies", "1", "x"}, {"a", "b"}} {
		if err := run(args); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}
