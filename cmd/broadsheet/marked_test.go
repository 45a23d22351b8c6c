package main

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

var sgrCode = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// However marks overlap, the marked text has the text's words, whole and in order, and
// nothing that a terminal obeys but colours.
func TestMarkedTextIsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab é\n\t“\x1b\u202e")), 0, 60, -1).Draw(t, "text")
		var starts []int
		for i := range text {
			starts = append(starts, i)
		}
		starts = append(starts, len(text))
		span := func() corpus.Span {
			i := rapid.IntRange(0, len(starts)-1).Draw(t, "start")
			return corpus.Span{Start: starts[i], End: starts[rapid.IntRange(i, len(starts)-1).Draw(t, "end")]}
		}
		d := &doc.Document{Article: &corpus.Article{ID: "x", Text: text}}
		for range rapid.IntRange(0, 3).Draw(t, "quotes") {
			d.Quotes = append(d.Quotes, doc.Quote{Spans: []corpus.Span{span(), span()}, SpeakerMention: doc.None})
		}
		for range rapid.IntRange(0, 3).Draw(t, "claims") {
			d.Claims = append(d.Claims, doc.Claim{Span: span(), SourceMention: doc.None})
		}
		var b bytes.Buffer
		v := &view{w: bufio.NewWriter(&b), width: 40, color: true, d: d}
		v.text()
		v.w.Flush()
		plain := sgrCode.ReplaceAllString(b.String(), "")
		if got, want := strings.Join(strings.Fields(plain), " "), flowing(text); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		for line := range strings.SplitSeq(plain, "\n") {
			if n := len([]rune(line)); n > 40 && strings.Contains(strings.TrimSpace(line), " ") {
				t.Fatalf("%d wide: %q", n, line)
			}
		}
	})
}

// The name in a quote is shown as a name, the rest of the quote as a quote.
func TestMarkedTextShowsTheInnermost(t *testing.T) {
	text := "“We met Orbe 3 times,” she said."
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	d := &doc.Document{
		Article:  &corpus.Article{ID: "x", Text: text},
		Quotes:   []doc.Quote{{Spans: []corpus.Span{at("“We met Orbe 3 times,”")}, SpeakerMention: doc.None}},
		Mentions: []doc.Mention{{Span: at("Orbe"), Kind: doc.Person, Entity: doc.None}},
		Claims:   []doc.Claim{{Span: at("3 times"), SourceMention: doc.None}},
	}
	var b bytes.Buffer
	v := &view{w: bufio.NewWriter(&b), width: 80, color: true, d: d}
	v.text()
	v.w.Flush()
	in := func(hue, s string) string { return fmt.Sprintf("\x1b[%sm%s\x1b[0m", hue, s) }
	want := strings.Join([]string{in(quoteHue, "“We"), in(quoteHue, "met"), in(personHue, "Orbe"), in(claimHue, "3"), in(claimHue, "times") + in(quoteHue, ",”"), "she", "said."}, " ")
	if got := strings.TrimSpace(b.String()); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}
