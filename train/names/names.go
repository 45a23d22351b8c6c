// Package names builds the embedded lists of names of people and
// organizations in internal/gazetteer from lists of public facts.
//
// Only lists in the public domain, CC0 or CC BY go in; NOTICE credits them.
// News is used for one thing: to count how often a word is written in lower
// case, so that "Will", "Price" and "Hope" can be marked. The list of ordinary
// words is one of hashes, so that no word of those texts is copied.
package names

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// Files are the lists that Build writes.
var Files = []string{"person-forenames.tsv", "person-surnames.tsv", "person-not.bin", "org-names.tsv"}

// Build reads the fact lists in facts, the news files news-*.jsonl.gz in raw
// and the sentences of ner/gmb.jsonl beside them, and writes Files into out.
func Build(facts, raw, out string) error {
	b := &builder{dir: facts, raw: raw}
	if err := b.countWords(raw); err != nil {
		return err
	}
	for _, step := range []struct {
		file  string
		build func() ([]byte, error)
	}{
		{"person-forenames.tsv", lines(b.forenames)},
		{"person-surnames.tsv", lines(b.surnames)},
		{"person-not.bin", b.words},
		{"org-names.tsv", lines(b.organizations)},
	} {
		data, err := step.build()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, step.file), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// lines makes a file of a list that has a line for each entry.
func lines(build func() ([]string, error)) func() ([]byte, error) {
	return func() ([]byte, error) {
		list, err := build()
		return []byte(strings.Join(list, "\n") + "\n"), err
	}
}

type builder struct {
	dir, raw     string
	lower, upper map[string]int // how often a word stands in lower case, and capitalized inside a sentence
}

// rows calls f with the fields of each row of a fact list, header left out.
func (b *builder) rows(name string, f func([]string)) error {
	data, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		return err
	}
	for i, line := range bytes.Split(bytes.TrimRight(data, "\n"), []byte("\n")) {
		if i > 0 {
			f(strings.Split(strings.TrimRight(string(line), "\r"), "\t"))
		}
	}
	return nil
}
