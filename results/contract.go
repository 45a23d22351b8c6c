package results

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// CheckRows holds the rows of one article against the contract of the tables: that
// keys count up, that every span lies in the text and says what the row says, that
// what refers to a sentence, quote or entity of the article finds it, and that values
// are of those that the data dictionary names. It returns what is wrong, at most 20
// findings. Without texts (--no-text) spans are held against their bounds alone.
func CheckRows(r *ArticleRows) []string {
	c := contract{r: r, count: r.Article.Characters, entities: map[string]string{}}
	c.article()
	c.allSentences()
	c.allEntities()
	c.allMentions()
	c.allQuotes()
	c.allClaims()
	return c.found
}

// contract gathers what is wrong with the rows of an article.
type contract struct {
	r        *ArticleRows
	offsets  []int32 // byte offset of each code point of the text, and of its end; nil without text
	count    int32   // code points
	entities map[string]string
	where    string
	found    []string
}

const mostFindings = 20

func (c *contract) wrong(format string, args ...any) {
	if len(c.found) < mostFindings {
		c.found = append(c.found, c.where+": "+fmt.Sprintf(format, args...))
	}
}

// among says that a value is none of those that there are. "" is null, which
// optional allows.
func (c *contract) among(column, value string, optional bool, values map[string]bool) {
	if !values[value] && !(optional && value == "") {
		c.wrong("%s is %q", column, value)
	}
}

func set[T ~string](values ...T) map[string]bool {
	m := map[string]bool{}
	for _, v := range values {
		m[string(v)] = true
	}
	return m
}

var (
	precisions   = set("day", "second")
	roles        = set(doc.Title, doc.Byline, doc.Dateline, doc.Caption, doc.Body, doc.Boilerplate)
	kinds        = set(doc.Person, doc.Country, doc.Organization, doc.Place)
	forms        = set(doc.FormName, doc.FormDemonym, doc.FormAffiliation, doc.FormEmbedded, doc.FormNominal, doc.FormPronoun)
	quoteForms   = set(doc.Direct, doc.Mixed, doc.Indirect, doc.Phrase)
	speakerKinds = set(doc.SpeakerPerson, doc.SpeakerOrganization, doc.SpeakerCountry, doc.SpeakerGroup, doc.SpeakerDocument, doc.SpeakerUnknown)
	reasons      = set(doc.NoCue, doc.NoSource, doc.NoAntecedent, doc.Author, doc.NotNamed)
	stances      = set(doc.Asserts, doc.Denies, doc.Asks, doc.Promises, doc.Accuses, doc.Demands, doc.Thinks, doc.Neutral)
	unitKinds    = set(doc.Count, doc.Money, doc.Percent, doc.Duration, doc.Age, doc.Ratio, doc.Distance, doc.Other)
	modifiers    = set("=", "~", ">", "<", ">=", "<=")
	changes      = set(doc.Up, doc.Down, doc.NoChange)
)

func (c *contract) article() {
	a := &c.r.Article
	c.where = "articles"
	c.among("published_precision", a.PublishedPrecision, true, precisions)
	if (a.PublishedAt == nil) != (a.PublishedPrecision == "") {
		c.wrong("published_precision without published_at, or the other way round")
	}
	if a.ArticleID == "" || a.Record < 1 && a.Source != "" || a.Characters < 0 {
		c.wrong("article_id %q, record %d, %d characters", a.ArticleID, a.Record, a.Characters)
	}
	if a.Text != "" {
		sum := sha256.Sum256([]byte(a.Text))
		if hex.EncodeToString(sum[:]) != a.TextSHA256 {
			c.wrong("text_sha256 is not that of the text")
		}
		if n := utf8.RuneCountInString(a.Text); n != int(a.Characters) {
			c.wrong("characters is %d, the text has %d", a.Characters, n)
		}
		c.offsets = make([]int32, 0, len(a.Text)+1)
		for i := range a.Text {
			c.offsets = append(c.offsets, int32(i))
		}
		c.offsets = append(c.offsets, int32(len(a.Text)))
		c.count = int32(len(c.offsets) - 1)
	}
	if a.Sentences != nil && int(*a.Sentences) != len(c.r.Sentences) || a.Sentences == nil && len(c.r.Sentences) > 0 {
		c.wrong("sentences is not the number of rows of sentences, %d", len(c.r.Sentences))
	}
}

// key says that a row is not of this article, or not in its place. The where of what
// is found from here on is that row.
func (c *contract) key(table, id string, number, i int) {
	c.where = fmt.Sprintf("%s %d", table, i)
	if id != c.r.Article.ArticleID {
		c.wrong("article_id is %q", id)
	}
	if number != i {
		c.wrong("is numbered %d", number)
	}
}

// span says that a span does not lie in the text, or that text, where it is given,
// does not stand there.
func (c *contract) span(column string, start, end int32, text string) {
	switch {
	case start < 0 || end < start || end > c.count:
		c.wrong("%s is %d to %d of %d code points", column, start, end, c.count)
	case c.offsets != nil && text != "" && c.r.Article.Text[c.offsets[start]:c.offsets[end]] != text:
		c.wrong("%s is %q, and the text has %q there", column, text, c.r.Article.Text[c.offsets[start]:c.offsets[end]])
	}
}

// optionalSpan is span of columns that are null together.
func (c *contract) optionalSpan(column string, start, end *int32, text string) {
	if start == nil && end == nil && text == "" {
		return
	}
	if start == nil || end == nil {
		if start != nil || end != nil {
			c.wrong("%s has a start or an end alone", column)
		}
		return
	}
	c.span(column, *start, *end, text)
}

func (c *contract) reference(column string, to *int32, rows int) {
	if to != nil && (*to < 0 || int(*to) >= rows) {
		c.wrong("%s is %d of %d", column, *to, rows)
	}
}

func (c *contract) entity(column, id string) {
	if _, ok := c.entities[id]; !ok && id != "" {
		c.wrong("%s %q is no entity of the article", column, id)
	}
}

func (c *contract) confidence(p *float64) {
	if p != nil && !(*p >= 0 && *p <= 1) {
		c.wrong("confidence is %g", *p)
	}
}

func (c *contract) country(code string) {
	if code != "" && (len(code) != 3 || strings.ToUpper(code) != code) {
		c.wrong("country_code is %q", code)
	}
}

func (c *contract) allSentences() {
	last := int32(0)
	for i := range c.r.Sentences {
		s := &c.r.Sentences[i]
		c.key("sentences", s.ArticleID, int(s.Sentence), i)
		c.among("role", s.Role, false, roles)
		c.span("text", s.StartChar, s.EndChar, s.Text)
		if s.StartChar < last {
			c.wrong("starts at %d, before the end of the one before", s.StartChar)
		}
		last = s.EndChar
	}
}

func (c *contract) allEntities() {
	for i := range c.r.Entities {
		e := &c.r.Entities[i]
		c.where = "entities " + e.EntityID
		if e.ArticleID != c.r.Article.ArticleID {
			c.wrong("article_id is %q", e.ArticleID)
		}
		if _, twice := c.entities[e.EntityID]; twice || e.EntityID == "" {
			c.wrong("is there twice, or has no id")
		}
		c.entities[e.EntityID] = e.Kind
		c.among("kind", e.Kind, false, kinds)
		c.country(e.CountryCode)
		if e.Name == "" {
			c.wrong("has no name")
		}
		if e.FirstStart != nil {
			c.span("first_start", *e.FirstStart, *e.FirstStart, "")
		}
		if (e.Latitude == nil) != (e.Longitude == nil) || e.Latitude != nil && (math.Abs(*e.Latitude) > 90 || math.Abs(*e.Longitude) > 180) {
			c.wrong("lies nowhere on earth")
		}
	}
}

func (c *contract) allMentions() {
	counts := map[string]int32{}
	for i := range c.r.Mentions {
		m := &c.r.Mentions[i]
		c.key("mentions", m.ArticleID, int(m.Mention), i)
		c.among("kind", m.Kind, false, kinds)
		c.among("form", m.Form, false, forms)
		c.span("text", m.StartChar, m.EndChar, m.Text)
		c.entity("entity_id", m.EntityID)
		c.reference("sentence", m.Sentence, len(c.r.Sentences))
		c.country(m.CountryCode)
		c.confidence(m.Confidence)
		counts[m.EntityID]++
	}
	for i := range c.r.Entities {
		if e := &c.r.Entities[i]; counts[e.EntityID] != e.Mentions {
			c.where = "entities " + e.EntityID
			c.wrong("mentions is %d, and %d rows refer to it", e.Mentions, counts[e.EntityID])
		}
	}
}

func (c *contract) allQuotes() {
	for i := range c.r.Quotes {
		q := &c.r.Quotes[i]
		c.key("quotes", q.ArticleID, int(q.Quote), i)
		c.among("form", q.Form, false, quoteForms)
		c.among("speaker_kind", q.SpeakerKind, true, speakerKinds)
		c.among("unresolved", q.Unresolved, true, reasons)
		c.among("stance", q.Stance, true, stances)
		if len(q.Spans) == 0 || q.StartChar != q.Spans[0].StartChar || q.EndChar != q.Spans[len(q.Spans)-1].EndChar {
			c.wrong("start_char and end_char do not enclose its spans")
		}
		var parts []string
		for _, s := range q.Spans {
			if c.span("spans", s.StartChar, s.EndChar, ""); s.StartChar >= 0 && s.StartChar <= s.EndChar && s.EndChar <= c.count && c.offsets != nil {
				parts = append(parts, c.r.Article.Text[c.offsets[s.StartChar]:c.offsets[s.EndChar]])
			}
		}
		if text := strings.Join(parts, " "); c.offsets != nil && q.Text != "" && text != q.Text {
			c.wrong("text is %q, and the text has %q there", q.Text, text)
		}
		c.optionalSpan("speaker_text", q.SpeakerStart, q.SpeakerEnd, q.SpeakerText)
		c.optionalSpan("cue", q.CueStart, q.CueEnd, q.Cue)
		c.entity("speaker_entity_id", q.SpeakerEntityID)
		c.reference("sentence", q.Sentence, len(c.r.Sentences))
		if c.reference("within", q.Within, len(c.r.Quotes)); q.Within != nil && int(*q.Within) == i {
			c.wrong("is within itself")
		}
		if q.Form != string(doc.Phrase) && (q.SpeakerEntityID == "") == (q.Unresolved == "") {
			c.wrong("needs either speaker_entity_id or unresolved")
		}
		c.confidence(q.Confidence)
	}
}

func (c *contract) allClaims() {
	for i := range c.r.Claims {
		q := &c.r.Claims[i]
		c.key("claims", q.ArticleID, int(q.Claim), i)
		c.among("unit_kind", q.UnitKind, false, unitKinds)
		c.among("modifier", q.Modifier, false, modifiers)
		c.among("change", q.Change, false, changes)
		c.among("source_kind", q.SourceKind, true, speakerKinds)
		if math.IsNaN(q.Value) || math.IsInf(q.Value, 0) || q.ValueMax != nil && !(*q.ValueMax >= q.Value) {
			c.wrong("value is %g", q.Value)
		}
		c.span("text", q.StartChar, q.EndChar, q.Text)
		c.optionalSpan("counted", q.CountedStart, q.CountedEnd, q.Counted)
		c.optionalSpan("about", q.AboutStart, q.AboutEnd, q.About)
		c.optionalSpan("source_text", q.SourceStart, q.SourceEnd, q.SourceText)
		c.optionalSpan("time_text", q.TimeStart, q.TimeEnd, q.TimeText)
		c.entity("source_entity_id", q.SourceEntityID)
		c.entity("place_entity_id", q.PlaceEntityID)
		c.reference("sentence", q.Sentence, len(c.r.Sentences))
		c.reference("quote", q.Quote, len(c.r.Quotes))
		if q.DateFrom != nil && q.DateTo != nil && *q.DateFrom > *q.DateTo {
			c.wrong("date_from is after date_to")
		}
		c.confidence(q.Confidence)
	}
}
