package extract

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/roster"
)

// NameColumns are the columns of a list of names; the first three must be
// there.
var NameColumns = []string{"name", "kind", "id", "aliases", "country", "from", "to"}

// nameKinds are the words that the column kind understands.
var nameKinds = map[string]doc.Kind{
	"person": doc.Person, "per": doc.Person, "people": doc.Person, "politician": doc.Person,
	"country": doc.Country, "state": doc.Country,
	"organization": doc.Organization, "organisation": doc.Organization, "org": doc.Organization,
	"party": doc.Organization, "company": doc.Organization, "institution": doc.Organization,
	"place": doc.Place, "location": doc.Place, "loc": doc.Place, "city": doc.Place, "region": doc.Place,
}

// ReadNames reads a list of people, countries, organizations and places, for
// Options.Names: a table with a header, comma the mark between its cells (',',
// '\t'). docs/names.md has the columns. The error says in which line what is
// to be done.
func ReadNames(r io.Reader, comma rune) ([]roster.Entry, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		line := 1
		for rest := text; ; line++ {
			head, tail, more := bytes.Cut(rest, []byte("\n"))
			if !utf8.Valid(head) || !more {
				break
			}
			rest = tail
		}
		return nil, fmt.Errorf("line %d: not UTF-8: save the table as CSV with the encoding UTF-8", line)
	}
	if head, _, _ := bytes.Cut(text, []byte("\n")); comma == ',' && !bytes.ContainsRune(head, ',') && bytes.ContainsRune(head, ';') {
		comma = ';' // as spreadsheets write it where the comma is in numbers
	}
	rows := bytes.Count(text, []byte("\n"))
	n := nameReader{list: make([]roster.Entry, 0, rows), ids: make(map[string]seen, rows)}
	n.table = csv.NewReader(bytes.NewReader(text))
	n.table.Comma = comma
	n.table.FieldsPerRecord = -1
	n.table.LazyQuotes = comma == '\t'
	n.table.ReuseRecord = true
	if err := n.header(); err != nil {
		return nil, err
	}
	for {
		err := n.row()
		if err == io.EOF {
			err = n.capitals()
			if err == nil {
				return n.list, nil
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// nameReader reads the rows of a list.
type nameReader struct {
	table *csv.Reader
	width int            // cells of the header
	at    map[string]int // column by name
	list  []roster.Entry
	ids   map[string]seen
}

// seen is where an id came first, and as what.
type seen struct {
	kind doc.Kind
	line int
}

func (n *nameReader) next() (cells []string, line int, err error) {
	cells, err = n.table.Read()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return nil, 0, fmt.Errorf("line %d: a quotation mark that opens or closes nothing: put quotation marks around the whole cell and double those in it", parse.StartLine)
	}
	if err != nil {
		return nil, 0, err
	}
	line, _ = n.table.FieldPos(0)
	return cells, line, nil
}

func (n *nameReader) header() error {
	cells, line, err := n.next()
	if err == io.EOF {
		return fmt.Errorf("it is empty: its first line must name the columns: %s", strings.Join(NameColumns, ", "))
	}
	if err != nil {
		return err
	}
	n.width, n.at = len(cells), map[string]int{}
	for i, c := range cells {
		name := strings.ToLower(strings.TrimSpace(c))
		if name == "" && i == len(cells)-1 && i > 0 {
			break // a separator at the end of each line
		}
		if !slices.Contains(NameColumns, name) {
			return fmt.Errorf("line %d: unknown column %q: the columns are %s; rename it or take it out", line, clip(c), strings.Join(NameColumns, ", "))
		}
		if _, twice := n.at[name]; twice {
			return fmt.Errorf("line %d: two columns %q: take one out", line, name)
		}
		n.at[name] = i
	}
	for _, c := range NameColumns[:3] {
		if _, ok := n.at[c]; !ok {
			return fmt.Errorf("line %d: no column %q: the first line must name the columns %s; the others may be left out", line, c, strings.Join(NameColumns[:3], ", "))
		}
	}
	return nil
}

func (n *nameReader) row() error {
	cells, line, err := n.next()
	if err != nil {
		return err
	}
	cell := func(column string) string {
		if i, ok := n.at[column]; ok && i < len(cells) {
			return squeeze(cells[i])
		}
		return ""
	}
	fail := func(format string, args ...any) error {
		return fmt.Errorf("line %d: "+format, append([]any{line}, args...)...)
	}
	if len(cells) > n.width {
		return fail("%d cells, but the first line has %d: put quotation marks around a cell that holds the separator", len(cells), n.width)
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return nil
	}
	e := roster.Entry{ID: cell("id")}
	if e.ID == "" {
		return fail("no id: give the row the id that your other data has for it")
	}
	kind, ok := nameKinds[strings.ToLower(cell("kind"))]
	if !ok {
		return fail("kind %q: write person, country, organization or place", clip(cell("kind")))
	}
	e.Kind = kind
	if first, ok := n.ids[e.ID]; ok && first.kind != kind {
		return fail("id %s is a %s here and a %s in line %d: give it one kind, or two ids", clip(e.ID), kind, first.kind, first.line)
	} else if !ok {
		n.ids[e.ID] = seen{kind, line}
	}
	if e.Name = inOrder(cell("name"), kind); e.Name == "" {
		return fail("no name: give the row the full name")
	}
	aliases := cell("aliases")
	for a := range strings.FieldsFuncSeq(aliases, func(c rune) bool { return c == '|' || c == ';' }) {
		if a = inOrder(strings.TrimSpace(a), kind); a != "" {
			e.Aliases = append(e.Aliases, a)
		}
	}
	for _, a := range append([]string{e.Name}, e.Aliases...) {
		if !strings.ContainsFunc(a, unicode.IsLetter) {
			return fail("%q has no letter, so no text can name it so: take it out", clip(a))
		}
	}
	if country := cell("country"); country != "" {
		if e.Country = roster.Country(country); e.Country == "" {
			return fail("country %q is not known: write its ISO 3166-1 code, as KEN or KE, or its English name", clip(country))
		}
	} else if kind == doc.Country {
		if e.Country = roster.Country(e.Name); e.Country == "" {
			return fail("country %q is not known: write its ISO 3166-1 code, as KEN or KE, into the column country, or make it a place", clip(e.Name))
		}
	}
	for _, end := range [...]struct {
		column string
		to     *time.Time
	}{{"from", &e.From}, {"to", &e.To}} {
		if s := cell(end.column); s != "" {
			if *end.to, ok = period(s, end.column == "to"); !ok {
				return fail("%s %q is no date: write 2019-07-24, 2019-07 or 2019", end.column, clip(s))
			}
		}
	}
	if !e.From.IsZero() && !e.To.IsZero() && e.To.Before(e.From) {
		return fail("it ends (to) before it begins (from): change the two dates over")
	}
	n.list = append(n.list, e)
	return nil
}

// capitals refuses a list that is all in small letters: it would match nothing.
func (n *nameReader) capitals() error {
	for _, e := range n.list {
		if strings.ContainsFunc(e.Name, unicode.IsUpper) || !strings.ContainsFunc(e.Name, unicode.IsLower) {
			return nil
		}
	}
	if len(n.list) == 0 {
		return nil
	}
	return fmt.Errorf("no name has a capital letter: names match as they are written, so write them as texts do, and not %q", clip(n.list[0].Name))
}

// squeeze makes runs of white space one space.
func squeeze(s string) string {
	s = strings.TrimSpace(s)
	before := byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		before = c
	}
	return s
}

// inOrder is a name as texts write it: "Lou Hart" of a person's "Hart, Lou".
func inOrder(name string, k doc.Kind) string {
	if last, first, ok := strings.Cut(name, ", "); ok && k == doc.Person && !strings.ContainsAny(first, ",.") && last != "" && first != "" && first != "Jr" && first != "Sr" {
		name = first + " " + last
	}
	return name
}

// period is the first or last day of a date, month or year in ISO 8601. What
// follows a T, a time of day, does not count.
func period(s string, last bool) (time.Time, bool) {
	s, _, _ = strings.Cut(s, "T")
	for i, layout := range [...]string{time.DateOnly, "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if last && i > 0 {
			t = t.AddDate(i-1, 2-i, 0).AddDate(0, 0, -1) // a year or a month on, less a day
		}
		return t, !t.IsZero()
	}
	return time.Time{}, false
}

// clip shortens what an error cites.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
