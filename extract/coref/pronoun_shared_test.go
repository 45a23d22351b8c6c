//go:build shared

package coref_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/coref"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
)

// chained is a document of GUM with the chain of each annotated span.
type chained struct {
	text   strings.Builder
	chain  map[corpus.Span]string
	spans  map[string][]corpus.Span
	opened []struct {
		chain string
		start int
	}
}

var bracket = regexp.MustCompile(`\([^()]+\)?|[^()]+\)`)

// token adds a token and the spans that begin and end with it.
func (c *chained) token(form, entity string) {
	start := c.text.Len()
	c.text.WriteString(form)
	closes := func(n int) {
		o := c.opened[n]
		c.opened = append(c.opened[:n], c.opened[n+1:]...)
		s := corpus.Span{Start: o.start, End: c.text.Len()}
		c.chain[s] = o.chain
		c.spans[o.chain] = append(c.spans[o.chain], s)
	}
	for _, b := range bracket.FindAllString(entity, -1) {
		name, _, _ := strings.Cut(strings.Trim(b, "()"), "-")
		if b[0] == '(' {
			c.opened = append(c.opened, struct {
				chain string
				start int
			}{name, start})
			if strings.HasSuffix(b, ")") {
				closes(len(c.opened) - 1)
			}
			continue
		}
		for n := len(c.opened) - 1; n >= 0; n-- {
			if c.opened[n].chain == name {
				closes(n)
				break
			}
		}
	}
}

// TestPronounScore prints how many of he, she, his, her, him get an entity,
// and how many of those one that is in their chain in GUM, and fails below
// the floors.
func TestPronounScore(t *testing.T) {
	f, err := os.Open(data + "treebank/gum-train.conllu.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	stages := []interface{ Annotate(*doc.Document) }{segment.NewTokens(), segment.NewSentences(), country.New(), mention.NewNames(), mention.New(), coref.New()}
	all, resolved, right := 0, 0, 0
	score := func(c *chained) {
		if c == nil {
			return
		}
		d := &doc.Document{Article: &corpus.Article{Text: c.text.String()}}
		for _, s := range stages {
			s.Annotate(d)
		}
		for _, m := range d.Mentions {
			chain, ok := c.chain[m.Span]
			if m.Form != doc.FormPronoun || !ok || !strings.Contains(" he she his her him himself herself ", " "+strings.ToLower(m.Of(d.Text))+" ") {
				continue
			}
			all++
			if m.Entity == doc.None {
				continue
			}
			resolved++
			found := false
			for _, n := range d.Mentions {
				if n.Form != doc.FormName || n.Entity != m.Entity {
					continue
				}
				for _, s := range c.spans[chain] {
					found = found || s.Contains(n.Span) && s.Len() <= n.Len()+60
				}
			}
			if found {
				right++
			}
		}
	}
	var c *chained
	paragraph := false
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			score(c)
			c = nil
			_, kind, _ := strings.Cut(line, "GUM_")
			kind, _, _ = strings.Cut(kind, "_")
			if strings.Contains(" news bio interview speech court academic textbook ", " "+kind+" ") {
				c = &chained{chain: map[corpus.Span]string{}, spans: map[string][]corpus.Span{}}
			}
		case c == nil:
		case strings.HasPrefix(line, "# newpar"):
			paragraph = true
		case strings.HasPrefix(line, "# sent_id"):
			if c.text.Len() > 0 && paragraph {
				c.text.WriteString("\n\n")
			}
			paragraph = false
		case line != "" && line[0] != '#':
			f := strings.Split(line, "\t")
			if strings.ContainsAny(f[0], ".-") {
				continue
			}
			entity, space := "", true
			for x := range strings.SplitSeq(f[9], "|") {
				if e, ok := strings.CutPrefix(x, "Entity="); ok {
					entity = e
				}
				space = space && x != "SpaceAfter=No"
			}
			c.token(f[1], entity)
			if space {
				c.text.WriteByte(' ')
			}
		}
	}
	score(c)
	p, r := 100*float64(right)/float64(resolved), 100*float64(right)/float64(all)
	fmt.Printf("pronouns      P %.1f R %.1f (%d annotated, %d resolved)\n", p, r, all, resolved)
	if p < 83 || r < 72 {
		t.Errorf("precision %.1f, recall %.1f", p, r)
	}
}
