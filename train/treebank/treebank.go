// Package treebank reads sentences with gold or silver trees: CoNLL-U, and
// the tables of machine-made trees.
package treebank

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Sentence is one with its tags and its tree. Its slices are of one length.
type Sentence struct {
	Document  string
	Words     []string
	Tags      []string // Penn Treebank
	Heads     []int    // index of each word's head, -1 of the root
	Relations []string // Universal Dependencies, with subtypes; "": not to be learned
	Loose     []bool   // of words whose head is not to be learned; nil: none
}

// Genre is the second part of the names of GUM's documents: "news".
func (s *Sentence) Genre() string {
	parts := strings.Split(s.Document, "_")
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// row is one word as a file has it.
type row struct {
	word, tag, relation string
	kind                string // of a name, in silver
	head                int    // from 1, 0 the root
}

// ReadGold reads a CoNLL-U file (gzip). The tags are of the column XPOS. A
// document is the part of sent_id before its last hyphen.
func ReadGold(path string) ([]Sentence, error) {
	document := ""
	return read(path, 10, func(line string) string {
		if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			document = id[:max(strings.LastIndexByte(id, '-'), 0)]
		}
		return document
	}, func(c []string) (row, bool, error) {
		if strings.ContainsAny(c[0], "-.") {
			return row{}, false, nil
		}
		head, err := strconv.Atoi(c[6])
		return row{word: c[1], tag: c[4], head: head, relation: c[7]}, true, err
	}, func(rows []row) bool { return true })
}

// ReadSilver reads a table of trees made by CoreNLP (gzip), brings them near
// to the convention of the gold ones (see modernize and loosen) and leaves out
// sentences that the machine itself did not understand.
func ReadSilver(path string) ([]Sentence, error) {
	document := ""
	all, err := read(path, 9, func(line string) string {
		if id, ok := strings.CutPrefix(line, "# doc = "); ok {
			document = id
		}
		return document
	}, func(c []string) (row, bool, error) {
		head, err := strconv.Atoi(c[7])
		return row{word: c[3], tag: c[5], kind: c[6], head: head, relation: c[8]}, true, err
	}, modernize)
	for i := range all {
		all[i].loosen()
	}
	return all, err
}

// read calls comment with each line that begins with "#", and cell with the
// columns of each other one; finish sees the rows of each sentence.
func read(path string, columns int, comment func(string) string, cell func([]string) (row, bool, error), finish func([]row) bool) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []Sentence
	var rows []row
	document := ""
	flush := func() {
		if len(rows) > 0 && isTree(rows) && finish(rows) {
			all = append(all, sentence(document, rows))
		}
		rows = rows[:0]
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "":
			flush()
		case line[0] == '#' && !strings.Contains(line, "\t"):
			document = comment(line)
		default:
			c := strings.Split(line, "\t")
			if len(c) != columns {
				return nil, fmt.Errorf("%s:%d: %d columns, want %d", path, n, len(c), columns)
			}
			r, ok, err := cell(c)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
			if ok {
				rows = append(rows, r)
			}
		}
	}
	if err := lines.Err(); err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	flush()
	return all, nil
}

// isTree reports whether there is one root and every word hangs below it.
func isTree(rows []row) bool {
	roots := 0
	for i := range rows {
		at, steps := i+1, 0
		for at > 0 && at <= len(rows) && steps <= len(rows) {
			at = rows[at-1].head
			steps++
		}
		if at != 0 {
			return false
		}
		if rows[i].head == 0 {
			roots++
		}
	}
	return roots == 1
}

func sentence(document string, rows []row) Sentence {
	s := Sentence{Document: document}
	for _, r := range rows {
		s.Words = append(s.Words, r.word)
		s.Tags = append(s.Tags, r.tag)
		s.Heads = append(s.Heads, r.head-1)
		s.Relations = append(s.Relations, r.relation)
	}
	return s
}

// HoldOut parts the sentences of the last tenth of the documents from the
// others.
func HoldOut(all []Sentence) (train, held []Sentence) {
	var firsts []int // of each document
	for i := range all {
		if i == 0 || all[i].Document != all[i-1].Document {
			firsts = append(firsts, i)
		}
	}
	if len(firsts) < 10 {
		return all, nil
	}
	cut := firsts[len(firsts)*9/10]
	return all[:cut], all[cut:]
}

// Universal is a relation without its subtype.
func Universal(relation string) string {
	base, _, _ := strings.Cut(relation, ":")
	return base
}
