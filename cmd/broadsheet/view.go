package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// view prints what was found in an article for a person at a terminal.
type view struct {
	w     *bufio.Writer
	width int // columns
	color bool
	d     *doc.Document
}

// The SGR codes of what is shown, the same in every section.
const (
	bold        = "1"
	dim         = "2"
	personHue   = "36"
	countryHue  = "32"
	orgHue      = "35"
	placeHue    = "34"
	quoteHue    = "33"
	claimHue    = "31"
	indentation = "  "
)

func writeView(w io.Writer, d *doc.Document, width int, color bool) error {
	v := &view{w: bufio.NewWriter(w), width: max(40, min(width, 120)), color: color, d: d}
	v.head()
	if color { // without, nothing would be marked in it
		v.text()
	}
	v.entities("People", doc.Person, personHue)
	v.entities("Countries", doc.Country, countryHue)
	v.entities("Organizations", doc.Organization, orgHue)
	v.entities("Places", doc.Place, placeHue)
	v.quotes()
	v.claims()
	fmt.Fprintln(v.w)
	return v.w.Flush()
}

func (v *view) head() {
	d := v.d
	if d.Title != "" {
		v.wrap("", v.paint(bold, flowing(d.Title)))
	} else {
		v.wrap("", v.paint(bold, flowing(d.ID)))
	}
	var facts []string
	for _, f := range []string{d.Byline, d.Publisher} {
		if f != "" {
			facts = append(facts, flowing(f))
		}
	}
	if !d.Published.IsZero() {
		facts = append(facts, d.Published.Format("2 January 2006"))
	}
	if d.Detected != "" && d.Detected != "en" {
		facts = append(facts, "language "+d.Detected+", not read")
	}
	facts = append(facts, fmt.Sprintf("%d sentences", len(d.Sentences)), printable(d.Source))
	v.wrap("", v.paint(dim, strings.Join(facts, " · ")))
}

func (v *view) section(title string, n int) {
	fmt.Fprintf(v.w, "\n%s %s\n", v.paint(bold, title), v.paint(dim, strconv.Itoa(n)))
}

func (v *view) entities(title string, kind doc.Kind, hue string) {
	counts := make([]int, len(v.d.Entities))
	for _, m := range v.d.Mentions {
		if m.Entity != doc.None {
			counts[m.Entity]++
		}
	}
	var of []int
	for i, e := range v.d.Entities {
		if e.Kind == kind {
			of = append(of, i)
		}
	}
	if len(of) == 0 {
		return
	}
	slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	v.section(title, len(of))
	for _, i := range of {
		e := v.d.Entities[i]
		line := v.paint(hue, flowing(e.Name))
		if e.Country != "" && kind != doc.Person {
			line += " " + v.paint(dim, e.Country)
		}
		if e.ExternalID != "" {
			line += " " + v.paint(dim, "["+printable(e.ExternalID)+"]")
		}
		if about := joined(", ", e.Title, e.Affiliation); about != "" {
			line += " — " + flowing(about)
		}
		line += " " + v.paint(dim, "×"+strconv.Itoa(counts[i]))
		v.wrap(indentation, line)
	}
}

func (v *view) quotes() {
	if len(v.d.Quotes) == 0 {
		return
	}
	v.section("Quotes", len(v.d.Quotes))
	for _, q := range v.d.Quotes {
		pieces := make([]string, len(q.Spans))
		for i, s := range q.Spans {
			pieces[i] = s.Of(v.d.Text)
		}
		who := v.who(q.SpeakerMention, q.Speaker)
		if who == "" {
			who = v.paint(dim, strings.ReplaceAll(string(cmp.Or(q.Unresolved, doc.Reason(q.Form))), "_", " "))
		}
		line := who
		if !q.Cue.Empty() && q.Cue.Of(v.d.Text) != ":" {
			line += " " + v.paint(dim, flowing(q.Cue.Of(v.d.Text)))
		}
		v.wrap(indentation, line+": "+v.paint(quoteHue, flowing(strings.Join(pieces, " … ")))+" "+v.paint(dim, string(q.Form)))
	}
}

func (v *view) claims() {
	if len(v.d.Claims) == 0 {
		return
	}
	v.section("Claims", len(v.d.Claims))
	for _, c := range v.d.Claims {
		value := plain(c.Value)
		if c.HasMax {
			value += "–" + plain(c.ValueMax)
		}
		if c.Modifier != "=" {
			value = c.Modifier + value
		}
		line := v.paint(claimHue, flowing(c.Of(v.d.Text))) + " = " + joined(" ", value, flowing(c.Unit))
		if c.Change == doc.Up || c.Change == doc.Down {
			line += " " + string(c.Change)
		}
		if !c.Counted.Empty() {
			line += " of " + flowing(c.Counted.Of(v.d.Text))
		}
		if who := v.who(c.SourceMention, c.Source); who != "" {
			line += " — " + who
		}
		v.wrap(indentation, line)
	}
}

// who names the entity that a mention resolves to, else the phrase.
func (v *view) who(mention int, phrase corpus.Span) string {
	if mention != doc.None {
		if e := v.d.Mentions[mention].Entity; e != doc.None {
			return v.paint(hueOf[v.d.Entities[e].Kind], flowing(v.d.Entities[e].Name))
		}
	}
	return flowing(phrase.Of(v.d.Text))
}

func (v *view) paint(sgr, s string) string {
	if !v.color || sgr == "" || s == "" {
		return s
	}
	// Each word carries its own colour, so that a line may break anywhere.
	words := strings.Split(s, " ")
	for i, w := range words {
		words[i] = "\x1b[" + sgr + "m" + w + "\x1b[0m"
	}
	return strings.Join(words, " ")
}

// wrap prints words to the width, further lines indented once more.
func (v *view) wrap(indent, line string) { v.fill(indent, indent+indentation, line) }

// fill prints words to the width, the first line and the others with their indents.
func (v *view) fill(indent, further, line string) {
	column := 0
	for i, word := range strings.Split(line, " ") {
		n := uniseg.StringWidth(withoutColor(word))
		switch {
		case i == 0:
			v.w.WriteString(indent)
			column = len(indent)
		case column+1+n > v.width:
			v.w.WriteString("\n" + further)
			column = len(further)
		default:
			v.w.WriteByte(' ')
			column++
		}
		v.w.WriteString(word)
		column += n
	}
	v.w.WriteByte('\n')
}

func withoutColor(s string) string {
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			return s
		}
		j := strings.IndexByte(s[i:], 'm')
		s = s[:i] + s[i+j+1:]
	}
}

func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// plain is v in digits, with three decimals at most of a number that has no end: a
// third is 0.333.
func plain(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if _, decimals, ok := strings.Cut(s, "."); ok && len(decimals) > 6 {
		s = strconv.FormatFloat(v, 'f', 3, 64)
	}
	return s
}
