package doc

import (
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
)

// Check tells the first invariant of the Document that does not hold, nil
// where all do: spans lie in the text on rune boundaries, layers are in their
// order, indexes point into their layers. Tests and fuzz targets call it; a
// stage may rely on what it checks.
func (d *Document) Check() error {
	c := checker{d: d}
	if !utf8.ValidString(d.Text) {
		c.fail("text is not valid UTF-8")
	}
	c.tokens()
	c.sentences()
	c.arcs()
	c.names()
	c.mentions()
	c.quotes()
	c.entities()
	c.claims()
	return c.err
}

type checker struct {
	d   *Document
	err error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) ok(cond bool, format string, args ...any) {
	if !cond {
		c.fail(format, args...)
	}
}

// span checks one that must not be empty, optional one that may.
func (c *checker) span(s corpus.Span, what string, i int) {
	text := c.d.Text
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		c.fail("%s %d: span %v is empty or outside the text of %d bytes", what, i, s, len(text))
		return
	}
	c.ok(utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End])), "%s %d: span %v cuts a rune", what, i, s)
}

func (c *checker) optional(s corpus.Span, what string, i int) {
	if s != (corpus.Span{}) {
		c.span(s, what, i)
	}
}

func (c *checker) index(i, n int, what string, of int) {
	c.ok(i == None || i >= 0 && i < n, "%s of %d: index %d of %d", what, of, i, n)
}

func (c *checker) confidence(f float64, what string, i int) {
	c.ok(f >= 0 && f <= 1, "%s %d: confidence %v", what, i, f)
}

func (c *checker) tokens() {
	end := 0
	for i, t := range c.d.Tokens {
		c.span(t.Span, "token", i)
		c.ok(t.Start >= end, "token %d begins before the one before it ends", i)
		end = t.End
	}
}

func (c *checker) sentences() {
	next, paragraph := 0, 0
	for i, s := range c.d.Sentences {
		c.span(s.Span, "sentence", i)
		c.ok(s.First == next && s.Last > s.First && s.Last <= len(c.d.Tokens), "sentence %d holds tokens %d to %d, expected from %d", i, s.First, s.Last, next)
		c.ok(s.Paragraph >= paragraph, "sentence %d: paragraphs go back", i)
		if c.err != nil {
			return
		}
		c.ok(s.Start == c.d.Tokens[s.First].Start && s.End == c.d.Tokens[s.Last-1].End, "sentence %d does not begin and end with its tokens", i)
		switch s.Role {
		case Title, Byline, Dateline, Caption, Body, Boilerplate:
		default:
			c.fail("sentence %d: role %q", i, s.Role)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if len(c.d.Sentences) > 0 {
		c.ok(next == len(c.d.Tokens), "%d tokens are in no sentence", len(c.d.Tokens)-next)
	}
}

// arcs checks that each sentence that was parsed is a tree, projective and
// with one root.
func (c *checker) arcs() {
	arcs := c.d.Arcs
	if len(arcs) == 0 || c.err != nil {
		return
	}
	c.ok(len(arcs) == len(c.d.Tokens), "%d arcs of %d tokens", len(arcs), len(c.d.Tokens))
	for i, s := range c.d.Sentences {
		if c.err != nil {
			return
		}
		c.tree(arcs, s, i)
	}
}

func (c *checker) tree(arcs []Arc, s Sentence, sentence int) {
	parsed := arcs[s.First].Relation != ""
	roots := 0
	for i := s.First; i < s.Last; i++ {
		a := arcs[i]
		c.ok((a.Relation != "") == parsed, "sentence %d is parsed in part", sentence)
		c.ok(a.Head == None && (!parsed || a.Relation == "root") || parsed && a.Head >= s.First && a.Head < s.Last && a.Head != i && a.Relation != "root", "arc %d: head %d, relation %q", i, a.Head, a.Relation)
		if a.Head == None {
			roots++
		}
	}
	if !parsed || c.err != nil {
		return
	}
	c.ok(roots == 1, "sentence %d has %d roots", sentence, roots)
	c.ok(projective(arcs, s), "the arcs of sentence %d cross, or run in a circle", sentence)
}

// projective takes away the words, from left to right, that have all that
// hangs on them: in a tree without crossing arcs every word but the root goes,
// to the word beside it that is left.
func projective(arcs []Arc, s Sentence) bool {
	children := make([]int, s.Last-s.First)
	for _, a := range arcs[s.First:s.Last] {
		if a.Head != None {
			children[a.Head-s.First]++
		}
	}
	var stack []int
	for i := s.First; i < s.Last; i++ {
		stack = append(stack, i)
		for len(stack) > 1 {
			under, top := stack[len(stack)-2], stack[len(stack)-1]
			switch {
			case arcs[under].Head == top && children[under-s.First] == 0:
				stack[len(stack)-2] = top
				children[top-s.First]--
			case arcs[top].Head == under && children[top-s.First] == 0:
				children[under-s.First]--
			default:
				under = None
			}
			if under == None {
				break
			}
			stack = stack[:len(stack)-1]
		}
	}
	return len(stack) == 1
}

func (c *checker) names() {
	for i, t := range c.d.Toponyms {
		c.span(t.Span, "toponym", i)
		c.confidence(t.Confidence, "toponym", i)
		c.ok(i == 0 || !before(t.Span, c.d.Toponyms[i-1].Span), "toponym %d is out of order", i)
	}
	end := 0
	for i, l := range c.d.Listed {
		c.span(l.Span, "listed phrase", i)
		c.ok(l.Start >= end, "listed phrase %d overlaps the one before it", i)
		end = l.End
	}
	end = 0
	for i, n := range c.d.Names {
		c.span(n.Span, "name", i)
		c.confidence(n.Confidence, "name", i)
		c.ok(n.Start >= end, "name %d overlaps the one before it", i)
		end = n.End
	}
}

// before is the order of mentions: by start, then the longer first.
func before(a, b corpus.Span) bool {
	return a.Start < b.Start || a.Start == b.Start && a.End > b.End
}

func (c *checker) mentions() {
	for i, m := range c.d.Mentions {
		c.span(m.Span, "mention", i)
		c.optional(m.Title, "title of mention", i)
		c.confidence(m.Confidence, "mention", i)
		c.index(m.Toponym, len(c.d.Toponyms), "toponym of mention", i)
		c.index(m.Entity, len(c.d.Entities), "entity of mention", i)
		c.ok(i == 0 || !before(m.Span, c.d.Mentions[i-1].Span), "mention %d is out of order", i)
		c.ok(m.Sentence >= 0 && m.Sentence < len(c.d.Sentences), "mention %d: sentence %d", i, m.Sentence)
		if c.err == nil {
			c.ok(m.Start >= c.d.Sentences[m.Sentence].Start && m.Start < c.d.Sentences[m.Sentence].End, "mention %d does not begin in sentence %d", i, m.Sentence)
		}
	}
}

func (c *checker) quotes() {
	start := 0
	for i, q := range c.d.Quotes {
		if len(q.Spans) == 0 {
			c.fail("quote %d has no content", i)
			return
		}
		end := 0
		for _, s := range q.Spans {
			c.span(s, "content of quote", i)
			c.ok(s.Start >= end, "quote %d: pieces overlap", i)
			end = s.End
		}
		c.ok(q.Spans[0].Start >= start, "quote %d is out of order", i)
		start = q.Spans[0].Start
		c.optional(q.Cue, "cue of quote", i)
		c.optional(q.Speaker, "speaker of quote", i)
		c.optional(q.Addressee, "addressee of quote", i)
		c.index(q.SpeakerMention, len(c.d.Mentions), "speaker mention of quote", i)
		c.index(q.Within, len(c.d.Quotes), "outer quote of quote", i)
		c.ok(q.Within != i, "quote %d is within itself", i)
		c.confidence(q.Confidence, "quote", i)
		if q.Form == Phrase {
			c.ok(q.SpeakerKind == "" && q.SpeakerMention == None && q.Speaker.Empty(), "quote %d is a phrase and has a speaker", i)
		} else {
			c.ok(q.SpeakerKind != "", "quote %d has no kind of speaker", i)
			c.ok(q.SpeakerMention != None || q.Unresolved != "", "quote %d has no speaker and no reason", i)
		}
	}
}

func (c *checker) entities() {
	ids := make(map[string]bool, len(c.d.Entities))
	for i, e := range c.d.Entities {
		c.ok(e.ID != "" && !ids[e.ID], "entity %d: id %q is empty or taken", i, e.ID)
		c.ok(e.Name != "", "entity %d has no name", i)
		c.index(e.Toponym, len(c.d.Toponyms), "toponym of entity", i)
		ids[e.ID] = true
	}
}

func (c *checker) claims() {
	start := 0
	for i, m := range c.d.Claims {
		c.span(m.Span, "claim", i)
		c.ok(m.Start >= start, "claim %d is out of order", i)
		start = m.Start
		c.ok(!math.IsNaN(m.Value) && !math.IsInf(m.Value, 0), "claim %d: value %v", i, m.Value)
		c.ok(!math.IsNaN(m.ValueMax) && !math.IsInf(m.ValueMax, 0), "claim %d: greatest value %v", i, m.ValueMax)
		for _, s := range []corpus.Span{m.Counted, m.About, m.Whole, m.Source, m.Hedge, m.Time} {
			c.optional(s, "part of claim", i)
		}
		c.index(m.SourceMention, len(c.d.Mentions), "source mention of claim", i)
		c.index(m.Quote, len(c.d.Quotes), "quote of claim", i)
		c.index(m.Place, len(c.d.Mentions), "place of claim", i)
		c.confidence(m.Confidence, "claim", i)
		switch m.Modifier {
		case "=", "~", ">", "<", ">=", "<=":
		default:
			c.fail("claim %d: modifier %q", i, m.Modifier)
		}
	}
}
