package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"Éva said 👍 “no” – 政府 e\u0301 5\u00a0%": "Éva said 👍 “no” – 政府 e\u0301 5\u00a0%",
		"\x00\a\b\t\n\v\f\r\x1b[31m\x7f":        `\x00\a\b\t\n\v\f\r\x1b[31m\x7f`,
		"\u0085\u009b31m":                       `\u0085\u009b31m`,
		"\x9b31m \xe2\x80":                      `\x9b31m \xe2\x80`,
		"\u202a\u202b\u202c\u202d\u202etxt.exe": `\u202a\u202b\u202c\u202d\u202etxt.exe`,
		"\u2066\u2067\u2068\u2069\u200e\u200f":  `\u2066\u2067\u2068\u2069\u200e\u200f`,
		"a\u2028b\u2029c":                       `a\u2028b\u2029c`,
		"pay\u200bpal\u200d\u2060\ufeff\u00ad":  `pay\u200bpal\u200d\u2060\ufeff\u00ad`,
		"\u034f\u3164\U000e0041":                `\u034f\u3164\U000e0041`,
		`C:\news\u202e\x1b`:                     `C:\news\u202e\x1b`,
		"a  b":                                  "a  b",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	if got, want := flowing(" a\r\n\r\n\tb\u2028c\v "), `a b\u2028c\v`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// harmless fails where something is left that steers a terminal.
func harmless(t *testing.T, what, shown string) {
	t.Helper()
	for i, r := range shown {
		if r != '\n' && (unicode.Is(unicode.C, r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)) {
			t.Errorf("%s shows %U at byte %d: %q", what, r, i, shown)
			return
		}
	}
}

// Whatever the writer's buffers cut, a screen shows the same.
func TestScreen(t *testing.T) {
	const data, want = "id,text\r\n1,\"É\x1b[2J\rover \u202e 😀\u200b\tx\n\"\r\n", "id,text\n1,\"É\\x1b[2J\\rover \\u202e 😀\\u200b\tx\n\"\n"
	for size := 1; size <= len(data); size++ {
		var shown bytes.Buffer
		s := &screen{w: &shown}
		for rest := []byte(data); len(rest) > 0; {
			n := min(size, len(rest))
			if written, err := s.Write(rest[:n]); written != n || err != nil {
				t.Fatal(written, err)
			}
			rest = rest[n:]
		}
		if shown.String() != want {
			t.Fatalf("in pieces of %d: %q", size, shown.String())
		}
	}
}

// Every text that the view shows is hostile here.
func TestViewEscapesEveryText(t *testing.T) {
	const hostile = "\x1b]0;x\x07\u202e\u200b\u2028\u009bA"
	text := hostile
	whole := corpus.Span{End: len(text)}
	for _, title := range []string{hostile, ""} {
		d := &doc.Document{Detected: "en", Article: &corpus.Article{ID: hostile, Source: hostile, Title: title, Byline: hostile, Publisher: hostile, Published: time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC), Text: text}}
		for _, kind := range []doc.Kind{doc.Person, doc.Country, doc.Organization, doc.Place} {
			d.Entities = append(d.Entities, doc.Entity{Kind: kind, Name: hostile, Title: hostile, Affiliation: hostile, ExternalID: hostile, Country: "KEN"})
		}
		d.Mentions = []doc.Mention{{Span: whole, Entity: 0}}
		d.Quotes = []doc.Quote{
			{Spans: []corpus.Span{whole}, Cue: whole, SpeakerMention: 0},
			{Spans: []corpus.Span{whole}, Cue: whole, Speaker: whole, SpeakerMention: doc.None},
		}
		d.Claims = []doc.Claim{{Span: whole, Value: 3, Unit: hostile, Counted: whole, Source: whole, SourceMention: doc.None}}
		var shown bytes.Buffer
		if err := writeView(&shown, d, 80, false); err != nil {
			t.Fatal(err)
		}
		harmless(t, "the view", shown.String())
		// Title or ID, byline, publisher, source; name, id, title and affiliation
		// of four; cue, text and speaker of two quotes; number, unit, counted, source.
		if n, want := strings.Count(shown.String(), `\u202e`), 4+4*4+2*3+4; n != want {
			t.Errorf("%d texts are shown escaped, not %d:\n%s", n, want, shown.String())
		}
	}
}
