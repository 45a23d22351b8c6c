package results

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// ArticleRows are the rows of one article, in text order.
type ArticleRows struct {
	Article   Article
	Sentences []Sentence
	Entities  []Entity
	Mentions  []Mention
	Quotes    []Quote
	Claims    []Claim
}

// Options say what rows leave out.
type Options struct {
	// NoText leaves articles.text, sentences.text, quotes.text and both
	// columns context null, so that results can be given to people who may
	// not have the articles; and articles.meta, where an input's other columns
	// often repeat the text or its beginning. Titles, names, cues and the numbers themselves
	// stay; every offset stays.
	NoText bool
}

// Rows turns a Document into rows. It is the only place where that is done:
// byte spans become code points here, and empty spans and strings null.
//
// The indices and spans of d must be valid. Where a stage broke that (a span
// that cuts a character, a value that is no number) Rows panics rather than
// write a row that cannot be checked against its text.
func Rows(d *doc.Document, o Options) *ArticleRows {
	c := converter{d: d, pos: newPositions(d.Text), text: !o.NoText}
	return &ArticleRows{
		Article:   c.article(),
		Sentences: c.sentences(),
		Entities:  c.entities(),
		Mentions:  c.mentions(),
		Quotes:    c.quotes(),
		Claims:    c.claims(),
	}
}

// ErrorRow turns an error into a row. articleID is that of the article that a
// stage gave up on, "" where the record gave none.
func ErrorRow(e *corpus.Error, articleID string, part int) Error {
	row := Error{
		ArticleID: valid(articleID), Source: valid(e.Source), Part: int32(part),
		Stage: valid(e.Stage), Error: valid(e.Code), Detail: valid(e.Detail),
	}
	if e.Record != 0 {
		n := int64(e.Record)
		row.Record = &n
	}
	return row
}

type converter struct {
	d      *doc.Document
	pos    positions
	text   bool
	ints   arena[int32]
	floats arena[float64]
	bools  arena[bool]
}

// arena hands out pointers to values, many for one allocation.
type arena[T any] struct{ free []T }

func (a *arena[T]) of(v T) *T {
	if len(a.free) == 0 {
		a.free = make([]T, 64)
	}
	p := &a.free[0]
	a.free = a.free[1:]
	*p = v
	return p
}

func (c *converter) article() Article {
	a := c.d.Article
	sum := sha256.Sum256([]byte(a.Text))
	row := Article{
		ArticleID: valid(a.ID), Source: valid(a.Source), Record: int64(a.Record),
		URL: valid(a.URL), Title: valid(a.Title), Byline: valid(a.Byline), Publisher: valid(a.Publisher),
		Language:   valid(a.Language),
		TextSHA256: hex.EncodeToString(sum[:]),
		Characters: c.pos.count,
	}
	if c.text {
		row.Meta = metaJSON(a.Meta)
	}
	if row.Language == "" {
		row.Language = c.d.Detected
	}
	if t := a.Published.UTC().Truncate(time.Microsecond); !a.Published.IsZero() && t.Year() >= 1 && t.Year() <= 9999 {
		row.PublishedAt, row.PublishedPrecision = &t, "second"
		if a.DateOnly {
			row.PublishedPrecision = "day"
		}
	}
	if c.text {
		row.Text = a.Text
	}
	// A text is never empty, so no tokens means that nothing annotated it.
	if len(c.d.Tokens) > 0 {
		row.Tokens, row.Sentences = c.ints.of(int32(len(c.d.Tokens))), c.ints.of(int32(len(c.d.Sentences)))
	}
	return row
}

func metaJSON(meta map[string]string) RawJSON {
	if len(meta) == 0 {
		return ""
	}
	clean := make(map[string]string, len(meta))
	for k, v := range meta {
		clean[valid(k)] = valid(v)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(clean); err != nil { // strings always encode, keys sorted
		panic(err)
	}
	return RawJSON(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

func (c *converter) sentences() []Sentence {
	rows := make([]Sentence, len(c.d.Sentences))
	for i := range rows {
		s := &c.d.Sentences[i]
		rows[i] = Sentence{
			ArticleID: c.id(), Sentence: int32(i), Paragraph: int32(s.Paragraph), Role: string(s.Role),
			StartChar: c.pos.at(s.Start), EndChar: c.pos.at(s.End),
		}
		if c.text {
			rows[i].Text = s.Of(c.d.Text)
		}
	}
	return rows
}

func (c *converter) entities() []Entity {
	rows := make([]Entity, len(c.d.Entities))
	for i := range rows {
		e := &c.d.Entities[i]
		rows[i] = Entity{
			ArticleID: c.id(), EntityID: e.ID, ExternalID: e.ExternalID, Kind: string(e.Kind), Name: e.Name,
			CountryCode: e.Country, Title: e.Title, Affiliation: e.Affiliation, Aliases: e.Aliases,
		}
		if e.Toponym >= 0 {
			if t := &c.d.Toponyms[e.Toponym]; t.Geonames != 0 {
				rows[i].GeonamesID = c.ints.of(int32(t.Geonames))
				rows[i].Latitude, rows[i].Longitude = c.floats.of(t.Latitude), c.floats.of(t.Longitude)
			}
		}
	}
	for i := range c.d.Mentions {
		m := &c.d.Mentions[i]
		if m.Entity < 0 {
			continue
		}
		row := &rows[m.Entity]
		row.Mentions++
		if row.FirstStart == nil {
			row.FirstStart = c.ints.of(c.pos.at(m.Start)) // mentions are in text order
		}
	}
	return rows
}

func (c *converter) mentions() []Mention {
	rows := make([]Mention, len(c.d.Mentions))
	for i := range rows {
		m := &c.d.Mentions[i]
		row := Mention{
			ArticleID: c.id(), Mention: int32(i), Kind: string(m.Kind), Form: string(m.Form), Text: m.Of(c.d.Text),
			StartChar: c.pos.at(m.Start), EndChar: c.pos.at(m.End), Sentence: c.index(m.Sentence),
			CountryCode: m.Country, Confidence: c.confidence(m.Confidence),
		}
		if m.Entity >= 0 {
			e := &c.d.Entities[m.Entity]
			row.EntityID, row.ExternalID = e.ID, e.ExternalID
		}
		if (m.Kind == doc.Country || m.Kind == doc.Place) && !m.MetonymOpen {
			row.Metonym = c.bools.of(m.Metonym)
		}
		rows[i] = row
	}
	return rows
}

func (c *converter) quotes() []Quote {
	rows := make([]Quote, len(c.d.Quotes))
	spans := 0
	for i := range c.d.Quotes {
		spans += len(c.d.Quotes[i].Spans)
	}
	free := make([]Span, spans)
	for i := range rows {
		q := &c.d.Quotes[i]
		whole := corpus.Span{Start: q.Spans[0].Start, End: q.Spans[len(q.Spans)-1].End}
		row := Quote{
			ArticleID: c.id(), Quote: int32(i), Form: string(q.Form), Spans: free[:len(q.Spans):len(q.Spans)],
			StartChar: c.pos.at(whole.Start), EndChar: c.pos.at(whole.End), Sentence: c.sentenceAt(whole.Start),
			SpeakerKind: string(q.SpeakerKind), CueLemma: q.CueLemma, Stance: string(q.Stance),
			Within: c.index(q.Within), Unresolved: string(q.Unresolved), Confidence: c.confidence(q.Confidence),
		}
		free = free[len(q.Spans):]
		for k, s := range q.Spans {
			row.Spans[k] = Span{c.pos.at(s.Start), c.pos.at(s.End)}
		}
		row.SpeakerText, row.SpeakerStart, row.SpeakerEnd = c.phrase(q.Speaker)
		row.Cue, row.CueStart, row.CueEnd = c.phrase(q.Cue)
		row.Addressee, _, _ = c.phrase(q.Addressee)
		c.speaker(&row, q)
		if c.text {
			row.Text = joined(c.d.Text, q.Spans)
			row.Context = c.context(whole)
		}
		rows[i] = row
	}
	return rows
}

// speaker fills in whom the speaker resolves to, or why to nobody.
func (c *converter) speaker(row *Quote, q *doc.Quote) {
	if q.SpeakerMention >= 0 {
		row.SpeakerTitle = c.d.Mentions[q.SpeakerMention].Title.Of(c.d.Text)
	}
	e := c.stater(q.SpeakerMention, q.SpeakerKind)
	switch {
	case e != nil:
		row.SpeakerEntityID, row.SpeakerName, row.SpeakerAffiliation = e.ID, e.Name, e.Affiliation
		if row.SpeakerTitle == "" {
			row.SpeakerTitle = e.Title
		}
		if e.Kind != doc.Place { // of "it" only the entity tells whether it is a country
			row.SpeakerKind = string(e.Kind)
		}
		row.Unresolved = ""
		return
	case unnamed(q.SpeakerKind):
		row.SpeakerName = c.described(q, row.SpeakerText)
	case !q.Described.Empty(): // "the official", of whom no more is known than before
		row.SpeakerName, row.SpeakerKind, row.Unresolved = c.described(q, ""), string(doc.SpeakerGroup), string(doc.NotNamed)
	}
	if q.Form == doc.Phrase || row.Unresolved != "" {
		return
	}
	reason := doc.NotNamed
	switch {
	case unnamed(q.SpeakerKind):
	case q.SpeakerMention >= 0:
		reason = doc.NoAntecedent
	case q.Cue.Empty():
		reason = doc.NoCue
	case q.Speaker.Empty():
		reason = doc.NoSource
	}
	row.Unresolved = string(reason)
}

// described is what the unnamed speaker of a quote is called, else what stands there.
func (c *converter) described(q *doc.Quote, text string) string {
	if q.Described.Empty() {
		return text
	}
	return strings.Join(strings.Fields(q.Described.Of(c.d.Text)), " ")
}

// stater is the entity that a speaker or source mention resolves to, or nil.
// Groups and documents are no entities, whatever is named inside the phrase.
func (c *converter) stater(mention int, k doc.SpeakerKind) *doc.Entity {
	if mention < 0 || unnamed(k) {
		return nil
	}
	if e := c.d.Mentions[mention].Entity; e >= 0 {
		return &c.d.Entities[e]
	}
	return nil
}

func unnamed(k doc.SpeakerKind) bool { return k == doc.SpeakerGroup || k == doc.SpeakerDocument }

func (c *converter) claims() []Claim {
	rows := make([]Claim, len(c.d.Claims))
	for i := range rows {
		m := &c.d.Claims[i]
		row := Claim{
			ArticleID: c.id(), Claim: int32(i), Text: m.Of(c.d.Text),
			StartChar: c.pos.at(m.Start), EndChar: c.pos.at(m.End), Sentence: c.sentenceAt(m.Start),
			Value: finite(m.Value), Unit: m.Unit, UnitKind: string(m.UnitKind), Modifier: m.Modifier, Change: string(m.Change),
			CountedStem: m.CountedStem, SourceKind: string(m.SourceKind), Quote: c.index(m.Quote),
			DateFrom: day(m.DateFrom), DateTo: day(m.DateTo), Confidence: c.confidence(m.Confidence),
		}
		if m.HasMax {
			row.ValueMax = c.floats.of(finite(m.ValueMax))
		}
		if row.Change == "" {
			row.Change = string(doc.NoChange)
		}
		if row.Modifier == "" {
			row.Modifier = "="
		}
		row.Counted, row.CountedStart, row.CountedEnd = c.phrase(m.Counted)
		row.About, row.AboutStart, row.AboutEnd = c.phrase(m.About)
		row.Whole, _, _ = c.phrase(m.Whole)
		row.SourceText, row.SourceStart, row.SourceEnd = c.phrase(m.Source)
		row.Hedge, _, _ = c.phrase(m.Hedge)
		row.TimeText, row.TimeStart, row.TimeEnd = c.phrase(m.Time)
		if e := c.stater(m.SourceMention, m.SourceKind); e != nil {
			row.SourceEntityID, row.SourceName = e.ID, e.Name
		} else if unnamed(m.SourceKind) {
			row.SourceName = row.SourceText
			if m.Quote >= 0 && c.d.Quotes[m.Quote].Speaker == m.Source {
				row.SourceName = c.described(&c.d.Quotes[m.Quote], row.SourceText)
			}
		}
		if m.Place >= 0 {
			if e := c.d.Mentions[m.Place].Entity; e >= 0 {
				row.PlaceEntityID = c.d.Entities[e].ID
			}
		}
		if c.text {
			row.Context = c.context(m.Span)
		}
		rows[i] = row
	}
	return rows
}

func (c *converter) id() string { return valid(c.d.ID) }

// phrase is the text and the place of a span, nothing where it is empty.
func (c *converter) phrase(s corpus.Span) (text string, start, end *int32) {
	if s.Empty() {
		return "", nil, nil
	}
	return s.Of(c.d.Text), c.ints.of(c.pos.at(s.Start)), c.ints.of(c.pos.at(s.End))
}

// index is a reference to another row, null for doc.None.
func (c *converter) index(i int) *int32 {
	if i < 0 {
		return nil
	}
	return c.ints.of(int32(i))
}

// confidence keeps four digits: what a score says at most, and few enough
// that columns compress.
func (c *converter) confidence(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return c.floats.of(math.Round(v*1e4) / 1e4)
}

// sentenceAt is the number of the sentence that holds byte b, null where b
// lies between two.
func (c *converter) sentenceAt(b int) *int32 {
	if i := c.lastSentence(b); i >= 0 && b < c.d.Sentences[i].End {
		return c.ints.of(int32(i))
	}
	return nil
}

// lastSentence is the last sentence that starts at byte b or before it, or -1.
func (c *converter) lastSentence(b int) int {
	s := c.d.Sentences
	return sort.Search(len(s), func(i int) bool { return s[i].Start > b }) - 1
}

// contextReach bounds the context on either side of a span, in bytes. A text
// may be one sentence with numbers alone; without a bound its contexts would
// grow with the square of its length.
const contextReach = 500

// context is the sentence or sentences that hold s, as they stand in the text.
func (c *converter) context(s corpus.Span) string {
	text, from, to := c.d.Text, s.Start, s.End
	if i := c.lastSentence(s.Start); i >= 0 && s.Start < c.d.Sentences[i].End {
		from = max(c.d.Sentences[i].Start, s.Start-contextReach)
	}
	if i := c.lastSentence(s.End - 1); i >= 0 {
		to = max(s.End, min(c.d.Sentences[i].End, s.End+contextReach))
	}
	for from < s.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return text[from:to]
}

// joined is the text of the spans, joined by one space.
func joined(text string, spans []corpus.Span) string {
	if len(spans) == 1 {
		return spans[0].Of(text)
	}
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.Of(text))
	}
	return b.String()
}

// day reads an ISO 8601 date, nil where s is none.
func day(s string) *Date {
	if s == "" {
		return nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return nil
	}
	d := Date(t.Unix() / 86400) // whole days, so exact before 1970 too
	return &d
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic(fmt.Sprintf("the value of a claim is %v", v))
	}
	return v
}

// valid is s in UTF-8. Texts are by the time that they come here; a file name
// or a column of a table may not be, and Parquet would take it silently.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
