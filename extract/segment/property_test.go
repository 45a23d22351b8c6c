package segment

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"pgregory.net/rapid"
)

// check holds what both stages promise of any text.
func check(t interface{ Fatalf(string, ...any) }, d *doc.Document) {
	text, at := d.Text, 0
	boundary := func(i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
	isGap := func(s string) bool {
		for _, r := range s {
			if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
				return false
			}
		}
		return true
	}
	for i, k := range d.Tokens {
		if k.Start < at || k.End <= k.Start || k.End > len(text) || !boundary(k.Start) || !boundary(k.End) {
			t.Fatalf("token %d %v after %d in %q", i, k.Span, at, text)
		}
		if !isGap(text[at:k.Start]) {
			t.Fatalf("%q is in no token of %q", text[at:k.Start], text)
		}
		if strings.IndexFunc(k.Of(text), unicode.IsSpace) >= 0 {
			t.Fatalf("token %q holds white space", k.Of(text))
		}
		at = k.End
	}
	if !isGap(text[at:]) {
		t.Fatalf("%q is in no token of %q", text[at:], text)
	}
	next, paragraph := 0, 0
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(d.Tokens) ||
			s.Start != d.Tokens[s.First].Start || s.End != d.Tokens[s.Last-1].End {
			t.Fatalf("sentence %d %+v, tokens up to %d, in %q", i, s, next, text)
		}
		if s.Paragraph != paragraph && s.Paragraph != paragraph+1 || i == 0 && s.Paragraph != 0 {
			t.Fatalf("paragraph %d after %d", s.Paragraph, paragraph)
		}
		switch s.Role {
		case doc.Title, doc.Byline, doc.Dateline, doc.Caption, doc.Body, doc.Boilerplate:
		default:
			t.Fatalf("role %q", s.Role)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d in %q", next, len(d.Tokens), text)
	}
}

var pieces = []string{
	" ", "\n", "\n\n", "\r\n", "\u2028", "\u00a0", "\t", ".", "...", "…", "?", "!", ",", ":", "\"", "“", "”", "'", "’", "‘", "(", ")", "[", "]", "-", "—", "/", "&", "@", "#", "$", "%",
	"the", "The", "He", "said", "don't", "won’t", "cannot", "Gov.", "U.S.", "p.m.", "Mr.", "J.", "Inc.", "No.", "etc.", "Kenya's", "1,300", "5.1", "$4.5m", "7:30pm", "9/11", "555-0143",
	"https://example.org/a", "a@example.org", "@name", "#tag", "example.com", "By Ana Ruiz", "Advertisement", "Photo:", "©", "👩‍🚀", "🇰🇪", "é", "e\u0301", "東京", "\u200b", "\u00ad", "\x00", "\ufffd", "İ", "Ⱥ",
}

func text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.SampledFrom(pieces)), func(p []string) string { return strings.Join(p, "") }),
		rapid.Map(rapid.SliceOf(rapid.SampledFrom(pieces)), func(p []string) string { return strings.Join(p, " ") }),
		rapid.Map(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String())), func(p []string) string { return strings.Join(p, "") }),
	)
}

func TestAnyText(t *testing.T) {
	tok, sent := NewTokens(), NewSentences()
	rapid.Check(t, func(t *rapid.T) {
		s := text().Draw(t, "text")
		end := rapid.IntRange(0, len(s)).Draw(t, "end")
		d := &doc.Document{Article: &corpus.Article{Text: s, TitleEnd: end, Title: s[:0]}}
		tok.Annotate(d)
		sent.Annotate(d)
		check(t, d)
	})
}

// TestAnyTokens cuts the text anywhere: sentences must hold for any tokens in
// text order that do not overlap.
func TestAnyTokens(t *testing.T) {
	sent := NewSentences()
	rapid.Check(t, func(t *rapid.T) {
		s := text().Draw(t, "text")
		d := &doc.Document{Article: &corpus.Article{Text: s}}
		at, start := 0, 0
		for i := range s {
			if i <= at {
				continue
			}
			switch rapid.IntRange(0, 3).Draw(t, "cut") {
			case 0:
				d.Tokens = append(d.Tokens, doc.Token{Span: corpus.Span{Start: start, End: i}})
				at, start = i, i
			case 1:
				start = i
			}
		}
		sent.Annotate(d)
		next := 0
		for _, x := range d.Sentences {
			if x.First != next || x.Last <= x.First || x.Start != d.Tokens[x.First].Start || x.End != d.Tokens[x.Last-1].End {
				t.Fatalf("%+v", x)
			}
			next = x.Last
		}
		if next != len(d.Tokens) {
			t.Fatalf("sentences end at token %d of %d", next, len(d.Tokens))
		}
	})
}

func FuzzSegment(f *testing.F) {
	f.Add(strings.Join(pieces, ""))
	f.Add(strings.Join(pieces, " "))
	f.Add(news)
	tok, sent := NewTokens(), NewSentences()
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd")
		d := &doc.Document{Article: &corpus.Article{Text: s}}
		tok.Annotate(d)
		sent.Annotate(d)
		check(t, d)
	})
}
