package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// Articles writes a page that shows articles with what was found in them: marked in the
// text, as rows beside it, and with a line from each quote and claim to who states it.
type Articles struct {
	w io.Writer
	n int
}

// NewArticles begins a page of any number of articles on w.
func NewArticles(w io.Writer) (*Articles, error) {
	return &Articles{w: w}, articlePage.ExecuteTemplate(w, "head", assetsOf(pageCSS+articleCSS, articleJS))
}

// Write adds an article. Its rows must have their text (not Options.NoText).
func (p *Articles) Write(rows *results.ArticleRows) error {
	v := newArticleView(rows, p.n)
	p.n++
	return articlePage.ExecuteTemplate(p.w, "article", v)
}

// Close ends the page.
func (p *Articles) Close() error {
	return articlePage.ExecuteTemplate(p.w, "tail", assetsOf(pageCSS+articleCSS, articleJS))
}

// articleView is an article as the template shows it.
type articleView struct {
	ID       string // of what belongs to it on the page
	Head     string
	Facts    []string
	Segments []segment
	Entities []entityList
	Quotes   []quoteRow
	Claims   []numberRow
	NotRead  string
}

// A segment is a piece of text between two places where something begins or ends.
type segment struct {
	ID    string // of what begins here first, "" for none
	Class string
	Of    string // all that it belongs to
	Title string
	Text  string
}

type entityList struct {
	Title, Class string
	Of           []entityRow
}

type entityRow struct {
	Ref, Name, Country, About string
	Mentions                  int32
}

type quoteRow struct{ Ref, Who, Cue, Text, Form, Class string }

type numberRow struct{ Ref, Text, Value, Counted, Who string }

var kindTitles = []struct{ kind, title string }{
	{"person", "People"}, {"country", "Countries"}, {"organization", "Organizations"}, {"place", "Places"},
}

// stretch is what a span of the text is marked as.
type stretch struct {
	start, end int32
	ref, class string
	title      string
}

func newArticleView(r *results.ArticleRows, n int) *articleView {
	v := &articleView{ID: "a" + strconv.Itoa(n), Head: shown(cmp.Or(r.Article.Title, r.Article.ArticleID))}
	for _, f := range []string{r.Article.Byline, r.Article.Publisher} {
		if f != "" {
			v.Facts = append(v.Facts, shown(f))
		}
	}
	if r.Article.PublishedAt != nil {
		v.Facts = append(v.Facts, r.Article.PublishedAt.UTC().Format("2 January 2006"))
	}
	if r.Article.Source != "" {
		v.Facts = append(v.Facts, shown(r.Article.Source))
	}
	if r.Article.Tokens == nil {
		v.NotRead = "Not read"
		if l := r.Article.Language; l != "" && l != "en" {
			v.NotRead = "Its language is " + shown(l) + ": not read"
		}
	}
	var marks []stretch
	mark := func(start, end *int32, ref, class, title string) {
		if start != nil && end != nil && *end > *start {
			marks = append(marks, stretch{*start, *end, ref, class, title})
		}
	}
	refs := map[string]string{} // of entities
	names := map[string]string{}
	for i, e := range r.Entities {
		refs[e.EntityID], names[e.EntityID] = v.ID+"e"+strconv.Itoa(i), shown(e.Name)
	}
	for _, k := range kindTitles {
		l := entityList{Title: k.title, Class: k.kind}
		for _, e := range r.Entities {
			if e.Kind != k.kind {
				continue
			}
			row := entityRow{Ref: refs[e.EntityID], Name: shown(e.Name), Mentions: e.Mentions}
			if e.Kind != "person" {
				row.Country = e.CountryCode
			}
			row.About = shown(strings.Join(slices.DeleteFunc([]string{e.Title, e.Affiliation}, func(s string) bool { return s == "" }), ", "))
			l.Of = append(l.Of, row)
		}
		if len(l.Of) > 0 {
			slices.SortStableFunc(l.Of, func(a, b entityRow) int { return cmp.Compare(b.Mentions, a.Mentions) })
			v.Entities = append(v.Entities, l)
		}
	}
	for _, m := range r.Mentions {
		title := m.Kind
		if name := names[m.EntityID]; name != "" {
			title += ": " + name
		}
		mark(&m.StartChar, &m.EndChar, refs[m.EntityID], m.Kind, title)
	}
	for _, q := range r.Quotes {
		ref := v.ID + "q" + strconv.Itoa(int(q.Quote))
		who := shown(cmp.Or(q.SpeakerName, q.SpeakerText))
		title := "quote, " + q.Form
		if q.Form == "phrase" {
			title = "quoted words"
		} else if who != "" {
			title = "said by " + who
		}
		for _, s := range q.Spans {
			mark(&s.StartChar, &s.EndChar, ref, "quote", title)
		}
		mark(q.SpeakerStart, q.SpeakerEnd, "of-"+ref, "speaker", "")
		mark(q.CueStart, q.CueEnd, ref, "cue", "")
		row := quoteRow{Ref: ref, Who: who, Cue: shown(q.Cue), Text: shown(q.Text), Form: q.Form}
		if row.Who == "" {
			row.Who = strings.ReplaceAll(cmp.Or(q.Unresolved, q.Form), "_", " ")
			row.Class = "soft"
		}
		v.Quotes = append(v.Quotes, row)
	}
	for _, c := range r.Claims {
		ref := v.ID + "c" + strconv.Itoa(int(c.Claim))
		value := plain(c.Value)
		if c.ValueMax != nil {
			value += "–" + plain(*c.ValueMax)
		}
		if c.Modifier != "=" {
			value = c.Modifier + value
		}
		value = strings.TrimSpace(value + " " + shown(c.Unit))
		if c.Change != "none" {
			value += " " + c.Change
		}
		who := shown(cmp.Or(c.SourceName, c.SourceText))
		title := "claim: " + value
		if who != "" {
			title += ", stated by " + who
		}
		mark(&c.StartChar, &c.EndChar, ref, "claim", title)
		mark(c.CountedStart, c.CountedEnd, ref, "counted", "")
		mark(c.SourceStart, c.SourceEnd, "of-"+ref, "speaker", "")
		counted := shown(c.Counted)
		if c.About != "" && c.About != c.Counted {
			counted = strings.TrimSpace(counted + " (" + shown(c.About) + ")")
		}
		v.Claims = append(v.Claims, numberRow{Ref: ref, Text: shown(c.Text), Value: value, Counted: counted, Who: who})
	}
	v.Segments = cut([]rune(r.Article.Text), marks)
	return v
}

// cut cuts the text where a mark begins or ends. Marks may overlap in any way.
func cut(text []rune, marks []stretch) []segment {
	var ends []int32
	for _, m := range marks {
		ends = append(ends, m.start, m.end)
	}
	ends = append(ends, 0, int32(len(text)))
	slices.Sort(ends)
	ends = slices.Compact(ends)
	slices.SortStableFunc(marks, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	var segments []segment
	var open []stretch
	anchored := map[string]bool{}
	for i := 0; i+1 < len(ends); i++ {
		start, end := ends[i], ends[i+1]
		open = slices.DeleteFunc(open, func(m stretch) bool { return m.end <= start })
		for len(marks) > 0 && marks[0].start <= start {
			open = append(open, marks[0])
			marks = marks[1:]
		}
		s := segment{Text: shown(string(text[start:end]))}
		var classes, refs, titles []string
		for _, m := range open {
			classes = append(classes, m.class)
			if m.ref != "" && !slices.Contains(refs, m.ref) {
				refs = append(refs, m.ref)
				if s.ID == "" && !anchored[m.ref] && m.class != "cue" && m.class != "counted" {
					anchored[m.ref], s.ID = true, m.ref
				}
			}
			if m.title != "" && !slices.Contains(titles, m.title) {
				titles = append(titles, m.title)
			}
		}
		slices.Sort(classes)
		s.Class, s.Of, s.Title = strings.Join(slices.Compact(classes), " "), strings.Join(refs, " "), strings.Join(titles, "; ")
		segments = append(segments, s)
	}
	return segments
}

// plain is a number with commas, and at most six decimals.
func plain(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, decimals, _ := strings.Cut(s, ".")
	if len(decimals) > 6 {
		s = fmt.Sprintf("%.3f", v)
		whole, decimals, _ = strings.Cut(s, ".")
	}
	whole = grouped(whole)
	if decimals != "" {
		whole += "." + decimals
	}
	return whole
}
