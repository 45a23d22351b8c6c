package results

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// anyDocument draws a document with every layer filled from a text of any
// characters: what Rows must turn into rows that slice back.
func anyDocument(t *rapid.T) *doc.Document {
	runes := rapid.SliceOfN(rapid.OneOf(
		rapid.RuneFrom([]rune("ab cD.,\"'\n\r\t0")),
		rapid.RuneFrom([]rune("é“”’—ß\u0301\u00a0\u2028\u0085")),
		rapid.RuneFrom([]rune("漢字🙂🏳\U0010ffff\ufeff\x00\x7f")),
		rapid.Rune(),
	), 1, 300).Draw(t, "text")
	text := strings.ToValidUTF8(string(runes), "?")
	var cuts []int
	for i := range text {
		cuts = append(cuts, i)
	}
	cuts = append(cuts, len(text))
	span := func(label string) corpus.Span {
		a := rapid.IntRange(0, len(cuts)-2).Draw(t, label)
		b := rapid.IntRange(a+1, len(cuts)-1).Draw(t, label)
		return corpus.Span{Start: cuts[a], End: cuts[b]}
	}
	maybe := func(label string) corpus.Span {
		if rapid.Bool().Draw(t, label) {
			return corpus.Span{}
		}
		return span(label)
	}
	index := func(n int, label string) int { return rapid.IntRange(doc.None, n-1).Draw(t, label) }
	some := func(label string) int { return rapid.IntRange(0, 4).Draw(t, label) }
	word := rapid.SampledFrom([]string{"", "x", "naïve, \"so\"", "a\r\nb", " "})

	d := &doc.Document{Article: &corpus.Article{
		ID: "id", Source: "a/b.txt", Record: 3, Text: text, Title: word.Draw(t, "title"),
		Meta: map[string]string{"k": word.Draw(t, "meta"), "a": "1"},
	}}
	if rapid.Bool().Draw(t, "dated") {
		d.Published = time.Date(2012, 3, 1, 9, 30, 0, rapid.IntRange(0, 999_999_999).Draw(t, "ns"), time.UTC)
	}
	// Sentences between some of the cuts, in order.
	at := 0
	for at < len(cuts)-1 {
		end := rapid.IntRange(at+1, len(cuts)-1).Draw(t, "sentence")
		s := corpus.Span{Start: cuts[at], End: cuts[end]}
		d.Tokens = append(d.Tokens, doc.Token{Span: s})
		d.Sentences = append(d.Sentences, doc.Sentence{Span: s, Role: doc.Body})
		at = end + rapid.IntRange(0, 1).Draw(t, "gap")
	}
	d.Toponyms = []doc.Toponym{{Geonames: 7, Latitude: 0, Longitude: -0.5}, {}}
	for i := range some("entities") {
		d.Entities = append(d.Entities, doc.Entity{
			ID: fmt.Sprint("person:", i), Kind: doc.Person, Name: "N" + word.Draw(t, "name"), Title: word.Draw(t, "role"),
			Toponym: index(2, "toponym"), Aliases: rapid.SliceOfN(word, 0, 2).Draw(t, "aliases"),
		})
	}
	for range some("mentions") {
		d.Mentions = append(d.Mentions, doc.Mention{
			Span: span("mention"), Sentence: index(len(d.Sentences), "sentence"), Kind: doc.Place, Form: doc.FormName,
			Title: maybe("title"), Entity: index(len(d.Entities), "entity"), Confidence: rapid.Float64Range(0, 1).Draw(t, "c"),
		})
	}
	slices.SortFunc(d.Mentions, func(a, b doc.Mention) int { return a.Start - b.Start })
	for range some("quotes") {
		spans := []corpus.Span{span("content")}
		if s := span("content"); s.Start >= spans[0].End {
			spans = append(spans, s)
		}
		d.Quotes = append(d.Quotes, doc.Quote{
			Spans: spans, Form: doc.Direct, Cue: maybe("cue"), CueLemma: "say", Speaker: maybe("speaker"), Addressee: maybe("to"),
			SpeakerMention: index(len(d.Mentions), "speaker"), Within: doc.None,
			SpeakerKind: rapid.SampledFrom([]doc.SpeakerKind{"", doc.SpeakerPerson, doc.SpeakerGroup, doc.SpeakerUnknown}).Draw(t, "kind"),
		})
	}
	for range some("claims") {
		d.Claims = append(d.Claims, doc.Claim{
			Span: span("claim"), Value: rapid.Float64Range(-1e300, 1e300).Draw(t, "value"), HasMax: rapid.Bool().Draw(t, "max"),
			UnitKind: doc.Count, Modifier: "~", Counted: maybe("counted"), About: maybe("about"), Whole: maybe("whole"),
			Source: maybe("source"), SourceMention: index(len(d.Mentions), "source"), Quote: index(len(d.Quotes), "quote"),
			Hedge: maybe("hedge"), Time: maybe("time"), DateFrom: rapid.SampledFrom([]string{"", "2012-02-29", "1905-01-09", "soon"}).Draw(t, "from"),
			Place: index(len(d.Mentions), "place"),
		})
	}
	return d
}

// slicer cuts the text by code points, the way that a reader of the tables
// does.
type slicer struct {
	t     *rapid.T
	runes []rune
}

func (s slicer) check(what, text string, start, end *int32) {
	s.t.Helper()
	if (start == nil) != (end == nil) || (start == nil) != (text == "") {
		s.t.Fatalf("%s: %q has start %v, end %v", what, text, start, end)
	}
	if start == nil {
		return
	}
	if got := string(s.runes[*start:*end]); got != text {
		s.t.Fatalf("%s: text[%d:%d] is %q, the row says %q", what, *start, *end, got, text)
	}
}

func TestEverySpanSlicesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		r := Rows(d, Options{})
		s := slicer{t, []rune(d.Text)}
		if int(r.Article.Characters) != len(s.runes) || r.Article.Text != d.Text {
			t.Fatalf("characters %d of %d", r.Article.Characters, len(s.runes))
		}
		for _, x := range r.Sentences {
			s.check("sentence", x.Text, &x.StartChar, &x.EndChar)
		}
		for i, x := range r.Mentions {
			s.check("mention", x.Text, &x.StartChar, &x.EndChar)
			if x.Mention != int32(i) {
				t.Fatalf("mention %d is numbered %d", i, x.Mention)
			}
		}
		for _, x := range r.Quotes {
			var parts []string
			for _, p := range x.Spans {
				parts = append(parts, string(s.runes[p.StartChar:p.EndChar]))
			}
			if got := strings.Join(parts, " "); got != x.Text {
				t.Fatalf("spans give %q, the row says %q", got, x.Text)
			}
			if x.StartChar != x.Spans[0].StartChar || x.EndChar != x.Spans[len(x.Spans)-1].EndChar {
				t.Fatal("start_char and end_char do not enclose the spans")
			}
			s.check("speaker", x.SpeakerText, x.SpeakerStart, x.SpeakerEnd)
			s.check("cue", x.Cue, x.CueStart, x.CueEnd)
			whole := string(s.runes[x.StartChar:x.EndChar])
			if !strings.Contains(x.Context, whole) || !strings.Contains(d.Text, x.Context) || !utf8.ValidString(x.Context) {
				t.Fatalf("context %q of %q", x.Context, whole)
			}
			if (x.SpeakerEntityID == "") != (x.Unresolved != "") {
				t.Fatalf("speaker_entity_id %q with unresolved %q", x.SpeakerEntityID, x.Unresolved)
			}
		}
		for _, x := range r.Claims {
			s.check("claim", x.Text, &x.StartChar, &x.EndChar)
			s.check("counted", x.Counted, x.CountedStart, x.CountedEnd)
			s.check("about", x.About, x.AboutStart, x.AboutEnd)
			s.check("source", x.SourceText, x.SourceStart, x.SourceEnd)
			s.check("time", x.TimeText, x.TimeStart, x.TimeEnd)
			if !strings.Contains(x.Context, x.Text) {
				t.Fatalf("context %q of %q", x.Context, x.Text)
			}
		}
		for i, e := range r.Entities {
			n := 0
			for _, m := range r.Mentions {
				if m.EntityID == e.EntityID {
					if n++; n == 1 && *e.FirstStart != m.StartChar {
						t.Fatalf("first_start %d, the first mention is at %d", *e.FirstStart, m.StartChar)
					}
				}
			}
			if int(e.Mentions) != n || (e.FirstStart == nil) != (n == 0) {
				t.Fatalf("entity %d has %d mentions, the row says %d", i, n, e.Mentions)
			}
		}
	})
}

func TestNoTextLeavesOutTextsAndContexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		with, without := Rows(d, Options{}), Rows(d, Options{NoText: true})
		with.Article.Text, with.Article.Meta = "", ""
		for i := range with.Sentences {
			with.Sentences[i].Text = ""
		}
		for i := range with.Quotes {
			with.Quotes[i].Text, with.Quotes[i].Context = "", ""
		}
		for i := range with.Claims {
			with.Claims[i].Context = ""
		}
		if diff := cmp.Diff(with, without); diff != "" {
			t.Fatal(diff)
		}
	})
}

const example = "Énergie: “We lost 40 percent,” said Minister Lidia Orbe, “and more.”"

// speech is one quote with two spans by Lidia Orbe.
func speech() *doc.Document {
	at := func(s string) corpus.Span {
		i := strings.Index(example, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	return &doc.Document{
		Article: &corpus.Article{ID: "7", Text: example, Published: time.Date(2020, 5, 1, 0, 0, 0, 0, time.UTC), DateOnly: true, Meta: map[string]string{"b": "<2>", "a": "1"}},
		Tokens:  []doc.Token{{Span: at(example)}}, Sentences: []doc.Sentence{{Span: at(example), Last: 1, Role: doc.Body}},
		Mentions: []doc.Mention{{Span: at("Lidia Orbe"), Kind: doc.Person, Form: doc.FormName, Title: at("Minister"), Entity: 0, Toponym: doc.None}},
		Quotes: []doc.Quote{{
			Spans: []corpus.Span{at("“We lost 40 percent,”"), at("“and more.”")}, Form: doc.Direct, Cue: at("said"), CueLemma: "say", Stance: doc.Asserts,
			Speaker: at("Minister Lidia Orbe"), SpeakerKind: doc.SpeakerPerson, Within: doc.None, Confidence: 0.123456,
		}},
		Entities: []doc.Entity{{ID: "person:lidia-orbe", Kind: doc.Person, Name: "Lidia Orbe", Affiliation: "Energy Ministry", Toponym: doc.None}},
		Claims:   []doc.Claim{{Span: at("40 percent"), Value: 40, Unit: "percent", UnitKind: doc.Percent, Modifier: "=", Change: doc.Down, SourceMention: doc.None, Place: doc.None}},
	}
}

func TestQuoteRow(t *testing.T) {
	r := Rows(speech(), Options{})
	n := func(v int32) *int32 { return &v }
	c := 0.1235
	want := Quote{
		ArticleID: "7", Form: "direct", Text: "“We lost 40 percent,” “and more.”", Spans: []Span{{9, 30}, {57, 68}}, StartChar: 9, EndChar: 68, Sentence: n(0),
		SpeakerText: "Minister Lidia Orbe", SpeakerStart: n(36), SpeakerEnd: n(55), SpeakerEntityID: "person:lidia-orbe", SpeakerName: "Lidia Orbe",
		SpeakerKind: "person", SpeakerTitle: "Minister", SpeakerAffiliation: "Energy Ministry", Cue: "said", CueStart: n(31), CueEnd: n(35), CueLemma: "say",
		Stance: "asserts", Confidence: &c, Context: example,
	}
	if diff := cmp.Diff(want, r.Quotes[0]); diff != "" {
		t.Error(diff)
	}
	if r.Article.Meta != `{"a":"1","b":"<2>"}` || r.Article.PublishedPrecision != "day" || r.Article.Text != example {
		t.Errorf("%+v", r.Article)
	}
}

func TestWhyThereIsNoSpeaker(t *testing.T) {
	for _, c := range []struct {
		name         string
		change       func(*doc.Document, *doc.Quote)
		reason, says string
	}{
		{"resolved", func(*doc.Document, *doc.Quote) {}, "", "Lidia Orbe"},
		{"mention of nobody", func(d *doc.Document, q *doc.Quote) { d.Mentions[0].Entity = doc.None }, "no_antecedent", ""},
		{"group", func(d *doc.Document, q *doc.Quote) { q.SpeakerKind, q.SpeakerMention = doc.SpeakerGroup, doc.None }, "not_named", "Minister Lidia Orbe"},
		{"what a group is called", func(d *doc.Document, q *doc.Quote) {
			q.SpeakerKind, q.SpeakerMention, q.Described = doc.SpeakerGroup, doc.None, corpus.Span{Start: q.Speaker.Start, End: q.Speaker.Start + len("Minister")}
		}, "not_named", "Minister"},
		{"document", func(d *doc.Document, q *doc.Quote) { q.SpeakerKind = doc.SpeakerDocument }, "not_named", "Minister Lidia Orbe"},
		{"the stage's own reason", func(d *doc.Document, q *doc.Quote) { q.SpeakerMention, q.Unresolved = doc.None, doc.NoSource }, "no_source", ""},
		{"phrase", func(d *doc.Document, q *doc.Quote) {
			*q = doc.Quote{Spans: q.Spans, Form: doc.Phrase, SpeakerMention: doc.None, Within: doc.None}
		}, "", ""},
		{"nothing", func(d *doc.Document, q *doc.Quote) {
			*q = doc.Quote{Spans: q.Spans, Form: doc.Direct, SpeakerMention: doc.None, Within: doc.None}
		}, "no_cue", ""},
	} {
		d := speech()
		c.change(d, &d.Quotes[0])
		q := Rows(d, Options{}).Quotes[0]
		if q.Unresolved != c.reason || q.SpeakerName != c.says {
			t.Errorf("%s: unresolved %q, speaker_name %q; want %q, %q", c.name, q.Unresolved, q.SpeakerName, c.reason, c.says)
		}
	}
}

func TestRowsRefusesWhatDoesNotSliceBack(t *testing.T) {
	for name, change := range map[string]func(*doc.Document){
		"inside a character": func(d *doc.Document) { d.Mentions[0].Start = 1 },
		"beyond the text":    func(d *doc.Document) { d.Claims[0].End = len(d.Text) + 1 },
		"no number":          func(d *doc.Document) { d.Claims[0].Value = math.NaN() },
	} {
		d := speech()
		change(d)
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: a row was made", name)
				}
			}()
			Rows(d, Options{})
		}()
	}
}

// A text of numbers alone, without a full stop: contexts must not make the
// output grow with the square of the text.
func TestContextsAreBounded(t *testing.T) {
	text := strings.Repeat("17 é ", 40_000)
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	d.Tokens = []doc.Token{{}}
	d.Sentences = []doc.Sentence{{Span: corpus.Span{End: len(text)}, Last: 1}}
	for i := 0; i < len(text); i += 6 {
		d.Claims = append(d.Claims, doc.Claim{Span: corpus.Span{Start: i, End: i + 2}, Quote: doc.None, Place: doc.None, SourceMention: doc.None})
	}
	r := Rows(d, Options{})
	for _, c := range r.Claims {
		if len(c.Context) > 2*contextReach+10 {
			t.Fatalf("context of %d bytes", len(c.Context))
		}
	}
}

func TestPositions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(rapid.StringN(0, 400, -1).Draw(t, "text"), "")
		p := newPositions(text)
		n := int32(0)
		for i := range text {
			if got := p.at(i); got != n {
				t.Fatalf("byte %d is code point %d, not %d", i, n, got)
			}
			n++
		}
		if p.at(len(text)) != n || p.count != n {
			t.Fatalf("the end is %d, not %d", p.count, n)
		}
	})
}

func TestErrorRow(t *testing.T) {
	got := ErrorRow(&corpus.Error{Source: "a\xff.csv", Stage: "read", Code: corpus.ErrTruncated, Detail: "line 7"}, "", 2)
	want := Error{Source: "a\uFFFD.csv", Part: 2, Stage: "read", Error: "truncated_input", Detail: "line 7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryColumnIsDescribed(t *testing.T) {
	for _, table := range Tables {
		if table.Doc == "" || len(table.Key) == 0 {
			t.Errorf("%s has no description or key", table.Name)
		}
		for i, c := range table.Columns {
			f := table.row.Field(i)
			if c.Doc == "" || c.Name == "" || !strings.HasSuffix(c.Doc, ".") {
				t.Errorf("%s.%s: description %q", table.Name, c.Name, c.Doc)
			}
			if f.Type.Kind() == reflect.Pointer && !c.Nullable {
				t.Errorf("%s.%s is a pointer but not optional", table.Name, c.Name)
			}
			// parquet-go writes the zero of a plain optional number as null.
			if c.Nullable && f.Type.Kind() != reflect.Pointer && f.Type.Kind() != reflect.String {
				t.Errorf("%s.%s is optional but no pointer", table.Name, c.Name)
			}
		}
	}
}
