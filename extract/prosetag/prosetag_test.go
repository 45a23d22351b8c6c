package prosetag

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func TestOffsetsAreRecovered(t *testing.T) {
	text := "“We won’t go,” said Maria Lopez.\r\n\r\nThe café’s owner, in Kenya &rsquo;s north, didn't (she said) ﬁnd $100."
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	New().Annotate(d)
	var got []string
	end := 0
	for _, tok := range d.Tokens {
		if tok.Start < end {
			t.Fatalf("token %q at %d overlaps the one before, which ends at %d", tok.Of(text), tok.Start, end)
		}
		end = tok.End
		got = append(got, tok.Of(text))
		if tok.Tag == "" {
			t.Errorf("token %q has no tag", tok.Of(text))
		}
	}
	want := map[string]bool{"“": true, "won’t": false, "Maria": true, "café": true, "’s": true, "&rsquo;s": true, "$": true, "100": true, "ﬁnd": true}
	seen := map[string]bool{}
	for _, w := range got {
		seen[w] = true
	}
	for w, is := range want {
		if is && !seen[w] {
			t.Errorf("no token %q in %q", w, got)
		}
	}
	var names []string
	for _, n := range d.Names {
		names = append(names, string(n.Kind)+":"+n.Of(text))
	}
	if len(names) == 0 {
		t.Errorf("no names found in %q", text)
	}
	t.Log(names)
}
