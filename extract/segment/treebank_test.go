//go:build shared

package segment

import (
	"bufio"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

var (
	treebank = flag.String("treebank", "../../../shared/data/treebank", "folder of the treebanks")
	show     = flag.String("show", "", "set whose differences are printed, such as gum-train")
)

// goldDocument is one document of a treebank, with its text rebuilt.
//
// Within a sentence SpaceAfter=No says where no space stands. The released
// files have no paragraph marks. Between two sentences there is one space,
// or none where SpaceAfter=No says so; but behind a sentence without a final
// mark (headings, captions, items of lists, signatures) there is a line
// break: nothing but the layout can have told its end.
type goldDocument struct {
	text      string
	tokens    []corpus.Span
	sentences []corpus.Span
}

// isFinal reports whether the words end as sentences of running text do.
func isFinal(words []string) bool {
	for i := len(words) - 1; i >= 0; i-- {
		switch words[i] {
		case "\"", "'", "”", "’", ")", "]", "»", "''", "’’":
			continue
		}
		return strings.ContainsAny(words[i][len(words[i])-1:], ".!?") || strings.HasSuffix(words[i], "…")
	}
	return false
}

// readTreebank reads the documents of a CoNLL-U file. EWT has no # newdoc:
// there a document is the part of sent_id before its last hyphen. What stands
// behind a sentence without a final mark is in layout.
func readTreebank(t *testing.T, name, layout string) []goldDocument {
	t.Helper()
	f, err := os.Open(*treebank + "/" + name + ".conllu.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var docs []goldDocument
	var cur *goldDocument
	var b strings.Builder
	id := ""
	flush := func() {
		if cur != nil {
			cur.text = b.String()
			docs = append(docs, *cur)
		}
		b.Reset()
		cur = &goldDocument{}
	}
	var words []string
	spaceBefore := ""
	start, multi := -1, 0
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		l := sc.Text()
		switch {
		case strings.HasPrefix(l, "# sent_id = "):
			d := l[len("# sent_id = "):]
			d = d[:strings.LastIndexByte(d, '-')]
			if d != id {
				flush()
				id, spaceBefore = d, ""
			}
		case strings.HasPrefix(l, "#"):
		case l == "":
			if start >= 0 {
				cur.sentences = append(cur.sentences, corpus.Span{Start: start, End: b.Len()})
				if !isFinal(words) {
					spaceBefore = layout
				}
			}
			start, words = -1, words[:0]
		default:
			c := strings.Split(l, "\t")
			if strings.Contains(c[0], ".") {
				continue
			}
			after := " "
			for _, m := range strings.Split(c[9], "|") {
				if m == "SpaceAfter=No" {
					after = ""
				}
			}
			if a, z, ok := strings.Cut(c[0], "-"); ok {
				var x, y int
				fmt.Sscan(a, &x)
				fmt.Sscan(z, &y)
				multi = y - x + 1
				b.WriteString(spaceBefore)
				spaceBefore = after
				if start < 0 {
					start = b.Len()
				}
				continue
			}
			if multi > 0 {
				from := b.Len()
				b.WriteString(c[1])
				cur.tokens = append(cur.tokens, corpus.Span{Start: from, End: b.Len()})
				words = append(words, c[1])
				multi--
				continue
			}
			b.WriteString(spaceBefore)
			spaceBefore = after
			from := b.Len()
			if start < 0 {
				start = from
			}
			b.WriteString(c[1])
			cur.tokens = append(cur.tokens, corpus.Span{Start: from, End: b.Len()})
			words = append(words, c[1])
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	flush()
	return docs
}

type counts struct{ gold, found, right int }

func (c *counts) add(gold, found []corpus.Span) {
	m := make(map[corpus.Span]bool, len(gold))
	for _, g := range gold {
		m[g] = true
	}
	c.gold += len(gold)
	c.found += len(found)
	for _, f := range found {
		if m[f] {
			c.right++
		}
	}
}

func (c *counts) f1() float64 { return 200 * float64(c.right) / float64(c.gold+c.found) }

// TestTreebanks prints and holds the F1 of tokens and sentences, spans exact.
// Rules were tuned on gum-train and the first nine tenths of EWT's documents;
// gum-dev and the last tenth are looked at only here. The sets "in one line"
// have spaces where the others have line breaks: headings, captions and
// signatures run into what follows, so they show what is lost where a text
// has lost its layout.
func TestTreebanks(t *testing.T) {
	ewt, flat := readTreebank(t, "ewt-train-dev", "\n"), readTreebank(t, "ewt-train-dev", " ")
	cut := len(ewt) * 9 / 10
	for _, set := range []struct {
		name              string
		docs              []goldDocument
		tokens, sentences float64 // floors
	}{
		{"gum-train", readTreebank(t, "gum-train", "\n"), 99.6, 98.6},
		{"gum-dev", readTreebank(t, "gum-dev", "\n"), 99.8, 99.0},
		{"ewt-first-nine-tenths", ewt[:cut], 99.1, 97.2},
		{"ewt-last-tenth", ewt[cut:], 99.7, 97.5},
		{"gum-dev in one line", readTreebank(t, "gum-dev", " "), 0, 0},
		{"ewt-last-tenth in one line", flat[cut:], 0, 0},
	} {
		var tok, sent counts
		for _, g := range set.docs {
			d := &doc.Document{Article: &corpus.Article{Text: g.text}}
			NewTokens().Annotate(d)
			NewSentences().Annotate(d)
			var found, sents []corpus.Span
			for _, k := range d.Tokens {
				found = append(found, k.Span)
			}
			for _, k := range d.Sentences {
				sents = append(sents, k.Span)
			}
			tok.add(g.tokens, found)
			sent.add(g.sentences, sents)
			if *show == set.name {
				differ("TOKEN", g.text, g.tokens, found)
				differ("SENT", g.text, g.sentences, sents)
			}
		}
		t.Logf("%-27s tokens F1 %.2f (%d)  sentences F1 %.2f (%d)", set.name, tok.f1(), tok.gold, sent.f1(), sent.gold)
		if tok.f1() < set.tokens || sent.f1() < set.sentences {
			t.Errorf("%s: below the floors %.2f and %.2f", set.name, set.tokens, set.sentences)
		}
	}
}

// differ prints each boundary that one side has and the other has not.
func differ(kind, text string, gold, found []corpus.Span) {
	in := func(spans []corpus.Span) map[int]bool {
		m := map[int]bool{}
		for _, s := range spans {
			m[s.End] = true
		}
		return m
	}
	g, f := in(gold), in(found)
	for _, s := range gold {
		if !f[s.End] {
			fmt.Printf("%s missed\t%s\n", kind, around(text, s.End, kind))
		}
	}
	for _, s := range found {
		if !g[s.End] {
			fmt.Printf("%s extra\t%s\n", kind, around(text, s.End, kind))
		}
	}
}

func around(text string, i int, kind string) string {
	n := 12
	if kind == "SENT" {
		n = 50
	}
	a, b := max(0, i-n), min(len(text), i+n)
	return fmt.Sprintf("%q", text[a:i]+"‖"+text[i:b])
}
