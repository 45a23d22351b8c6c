// Package gold reads texts whose annotation is known: to train on, and to
// compare with.
package gold

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// Name is a name in a text.
type Name struct {
	corpus.Span
	Kind       doc.Kind // Person, Organization or Place, countries included
	Confidence float64  // of who labelled it, 1 by hand
}

// Text is a text with the names in it.
type Text struct {
	ID    string
	Doc   string // the article that the text is a part of, "" if it is whole
	Text  string
	Names []Name
}

// Names reads a file of texts with a field mentions, by line.
func Names(path string) ([]Text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Text
	err = lines(f, func(line []byte) error {
		var row struct {
			ID, Doc, Text string
			Mentions      []struct {
				Start, End int
				Kind       string
			}
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		t := Text{ID: row.ID, Doc: row.Doc, Text: row.Text}
		at := positions(row.Text)
		for _, m := range row.Mentions {
			if kind := kindOf(m.Kind); kind != "" {
				t.Names = append(t.Names, Name{corpus.Span{Start: at[m.Start], End: at[m.End]}, kind, 1})
			}
		}
		out = append(out, t)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// Silver reads the articles of the files news-*.jsonl.gz in raw with the names
// that the file labels gives to each by its id, in the order of the files and
// their lines.
func Silver(raw, labels string) ([]Text, error) {
	names := map[string][]Name{}
	if err := gzipped(labels, func(line []byte) error {
		var row struct {
			ID    string
			Names [][4]any
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		list := []Name{}
		for _, n := range row.Names {
			list = append(list, Name{corpus.Span{Start: int(n[0].(float64)), End: int(n[1].(float64))}, kindOf(n[2].(string)), n[3].(float64)})
		}
		names[row.ID] = list
		return nil
	}); err != nil {
		return nil, err
	}
	return labelled(raw, names)
}

// Tagged reads the articles of the files news-*.jsonl.gz in raw with the names
// that the columns of the file table mark in them (CoreNLP's: id, start, end,
// form, lemma, tag, class of name, …).
func Tagged(raw, table string) ([]Text, error) {
	names := map[string][]Name{}
	id, open := "", ""
	if err := gzipped(table, func(line []byte) error {
		s := strings.TrimRight(string(line), "\r\n")
		if rest, ok := strings.CutPrefix(s, "# doc = "); ok {
			id, open = rest, ""
			names[id] = nil
			return nil
		}
		f := strings.Split(s, "\t")
		if len(f) < 7 {
			return nil
		}
		kind := kindOf(strings.ReplaceAll(strings.ToLower(f[6]), "location", "place"))
		switch {
		case kind == "":
			open = ""
		default:
			start, err := strconv.Atoi(f[1])
			if err != nil {
				return err
			}
			end, err := strconv.Atoi(f[2])
			if err != nil {
				return err
			}
			list := names[id]
			if open == string(kind) && f[0] != "1" {
				list[len(list)-1].End = end
			} else {
				names[id] = append(list, Name{corpus.Span{Start: start, End: end}, kind, 1})
			}
			open = string(kind)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	return labelled(raw, names)
}

// labelled are the articles in raw that have names, whose offsets are code
// points.
func labelled(raw string, names map[string][]Name) ([]Text, error) {
	var out []Text
	err := news(raw, func(id, text string) error {
		list, ok := names[id]
		if !ok {
			return nil
		}
		at := positions(text)
		for i := range list {
			list[i].Start, list[i].End = at[list[i].Start], at[list[i].End]
		}
		slices.SortStableFunc(list, func(a, b Name) int { return cmp.Compare(a.Start, b.Start) })
		out = append(out, Text{ID: id, Text: text, Names: list})
		return nil
	})
	return out, err
}

// news calls read with the articles of the files news-*.jsonl.gz in raw, in the
// order of the files and their lines.
func news(raw string, read func(id, text string) error) error {
	files, err := filepath.Glob(filepath.Join(raw, "news-*.jsonl.gz"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := gzipped(file, func(line []byte) error {
			var row struct{ ID, Text string }
			if err := json.Unmarshal(line, &row); err != nil {
				return err
			}
			return read(row.ID, row.Text)
		}); err != nil {
			return err
		}
	}
	return nil
}

// positions are the bytes at which the code points of a text begin, and its
// length.
func positions(text string) []int {
	at := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

func kindOf(kind string) doc.Kind {
	switch kind {
	case "person":
		return doc.Person
	case "organization":
		return doc.Organization
	case "country", "place":
		return doc.Place
	}
	return ""
}

func gzipped(path string, read func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := lines(z, read); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func lines(r io.Reader, read func(line []byte) error) error {
	b := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := b.ReadBytes('\n')
		if strings.TrimSpace(string(line)) != "" {
			if err := read(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
