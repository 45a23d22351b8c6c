//go:build shared

package segment

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

var (
	raw   = flag.String("raw", "../../../shared/data/raw", "folder of the raw news")
	print = flag.String("print", "", "role whose sentences are printed, one a line, or 'short' for body sentences of short lines")
)

// TestRawRoles counts the roles in the raw news of each source, and prints
// the sentences of one role for reading.
func TestRawRoles(t *testing.T) {
	files, _ := filepath.Glob(*raw + "/news-*.jsonl.gz")
	if len(files) == 0 {
		t.Fatalf("no news in %s", *raw)
	}
	tok, sent := NewTokens(), NewSentences()
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		counts := map[doc.Role]int{}
		articles, wrapped := 0, 0
		sc := bufio.NewScanner(z)
		sc.Buffer(nil, 64<<20)
		for sc.Scan() {
			var a struct{ ID, Title, Text string }
			if err := json.Unmarshal(sc.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			d := &doc.Document{Article: &corpus.Article{Title: a.Title, Text: a.Text}}
			tok.Annotate(d)
			sent.Annotate(d)
			articles++
			if wrapWidth(d.Text, d.Tokens, lines(d.Text, d.Tokens, nil)) > 0 {
				wrapped++
				if *print == "wrapped" {
					fmt.Printf("%s\t%.600q\n", a.ID, a.Text)
				}
			}
			for i, s := range d.Sentences {
				counts[s.Role]++
				alone := (i == 0 || d.Sentences[i-1].Paragraph != s.Paragraph) && (i+1 == len(d.Sentences) || d.Sentences[i+1].Paragraph != s.Paragraph)
				if string(s.Role) == *print || *print == "short" && s.Role == doc.Body && alone && s.Last-s.First < 16 {
					fmt.Printf("%s\t%s\t%s\n", s.Role, a.ID, strings.ReplaceAll(s.Of(d.Text), "\n", "\\n"))
				}
			}
		}
		t.Log(filepath.Base(name), "articles", articles, "hard-wrapped", wrapped, counts)
	}
}
