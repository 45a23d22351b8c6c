package corpus

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Field is what a column can hold.
type Field string

// The fields, as --column names them. A column that is none of them is kept in
// Meta.
const (
	FieldID        Field = "id"
	FieldText      Field = "text"
	FieldTitle     Field = "title"
	FieldDate      Field = "date"
	FieldPublisher Field = "publisher"
	FieldByline    Field = "byline"
	FieldURL       Field = "url"
	FieldLanguage  Field = "language"
)

// usualNames are the names that the usual tools give to columns, in lower case
// without _, - and spaces. Of two columns of a record that could be the same
// field, the one that stands first here is it, if it has a value that can be
// used; the other goes to Meta.
var usualNames = []struct {
	field Field
	names []string
}{
	{FieldID, []string{"docid", "id", "articleid", "uuid", "guid"}},
	{FieldText, []string{"text", "body", "content", "maintext", "eventtext", "articletext", "fulltext", "bodytext", "articlebody", "story", "article"}},
	{FieldTitle, []string{"title", "headline", "head", "heading"}},
	{FieldDate, []string{"date", "datepublish", "datepublished", "pubdate", "published", "publishedat", "publishdate", "publicationdate", "publishedon", "datetime", "createdat"}},
	{FieldPublisher, []string{"publisher", "source", "publication", "outlet", "newspaper", "sourcename", "sitename", "sourcedomain", "domain", "site"}},
	{FieldByline, []string{"byline", "author", "authors", "by", "creator"}},
	{FieldURL, []string{"url", "link", "weburl", "permalink"}},
	{FieldLanguage, []string{"language", "lang"}},
}

// columnRules say which field a column is.
type columnRules struct {
	usual    map[string]columnUse
	explicit map[string]columnUse // by the name as it was given, and normalised
	given    map[Field]string     // the columns that were named for fields
}

// columnUse is the field of a column and how much it is preferred: 0 first.
type columnUse struct {
	field Field
	rank  int
}

func newColumnRules(columns map[string]string) (*columnRules, error) {
	r := &columnRules{usual: map[string]columnUse{}, explicit: map[string]columnUse{}, given: map[Field]string{}}
	var fields []string
	for _, u := range usualNames {
		fields = append(fields, string(u.field))
		column, given := columns[string(u.field)]
		if given {
			if strings.TrimSpace(column) == "" {
				return nil, fmt.Errorf("no column is named for %s: write --column %s=NAME", u.field, u.field)
			}
			use := columnUse{u.field, 0}
			if other, taken := r.explicit[column]; taken {
				return nil, fmt.Errorf("column %q is named for %s and for %s: choose one", column, other.field, u.field)
			}
			r.explicit[column], r.given[u.field] = use, column
			if n := normalName(column); r.explicit[n].field == "" {
				r.explicit[n] = use
			}
			continue
		}
		for i, n := range u.names {
			r.usual[n] = columnUse{u.field, i}
		}
	}
	for f := range columns {
		if !slices.Contains(fields, f) {
			slices.Sort(fields)
			return nil, fmt.Errorf("unknown field %q: columns can be named for %s", f, strings.Join(fields, ", "))
		}
	}
	return r, nil
}

// use is the field of a column, "" none.
func (r *columnRules) use(column string) columnUse {
	if len(r.explicit) > 0 {
		if u, ok := r.explicit[column]; ok {
			return u
		}
	}
	n := normalName(column)
	if len(r.explicit) > 0 {
		if u, ok := r.explicit[n]; ok {
			return u
		}
	}
	return r.usual[n]
}

// normalName is a column's name in lower case without _, - and spaces.
func normalName(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 'a' || c > 'z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ', '\t', '\u00a0':
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// cell is one value of a record.
type cell struct {
	column string
	value  string
	kind   cellKind
}

type cellKind uint8

const (
	plainText cellKind = iota
	scalar             // a number or boolean: no text, title or byline
	names              // a list or object with names, joined: publisher or byline only
	nested             // anything else: never used
)

// fits reports whether a value can be that of a field.
func (c *cell) fits(f Field) bool {
	if strings.TrimSpace(c.value) == "" {
		return false
	}
	switch c.kind {
	case plainText:
		// What cannot be read must not keep out what can.
		switch f {
		case FieldDate:
			_, _, ok := parseDate(c.value)
			return ok
		case FieldLanguage:
			return languageCode(c.value) != ""
		}
		return true
	case scalar:
		if f == FieldDate {
			_, _, ok := parseDate(c.value)
			return ok
		}
		return f == FieldID
	case names:
		return f == FieldByline || f == FieldPublisher
	}
	return false
}

// choose finds the cell of each field, by its number in fieldOrder: an index
// into cells, or -1.
func (r Record) choose(cells []cell) (chosen [len(fieldOrder)]int) {
	var rank [len(fieldOrder)]int
	for i := range chosen {
		chosen[i] = -1
	}
	for i := range cells {
		c := &cells[i]
		u := r.file.columns.use(c.column)
		if u.field == "" || !c.fits(u.field) {
			continue
		}
		k := slices.Index(fieldOrder[:], u.field)
		if chosen[k] < 0 || u.rank < rank[k] {
			chosen[k], rank[k] = i, u.rank
		}
	}
	return chosen
}

// article makes an article of the cells of a record, which are in an order
// that does not depend on chance.
func (r Record) article(cells []cell) (*Article, *Error) {
	a := &Article{}
	chosen := r.choose(cells)
	if chosen[0] < 0 && !r.file.isMeta {
		for _, c := range cells {
			if r.file.columns.use(c.column).field == FieldText {
				return nil, r.fail(ErrEmpty, "%v: the column %s has no text", r.where, clip(c.column, 40))
			}
		}
		return nil, r.noText(cells)
	}
	for k, i := range chosen {
		if i < 0 {
			continue
		}
		v := cells[i].value
		switch fieldOrder[k] {
		case FieldText:
			a.Text = v
		case FieldID:
			a.ID = strings.TrimSpace(v)
		case FieldTitle:
			a.Title = strings.TrimSpace(v)
		case FieldDate:
			a.Published, a.DateOnly, _ = parseDate(v)
		case FieldPublisher:
			a.Publisher = strings.TrimSpace(v)
		case FieldByline:
			a.Byline = bylineOf(v)
		case FieldURL:
			a.URL = strings.TrimSpace(v)
		case FieldLanguage:
			a.Language = languageCode(v)
		}
	}
	for i := range cells {
		c := &cells[i]
		if c.kind > scalar || c.column == "" || strings.TrimSpace(c.value) == "" || slices.Contains(chosen[:], i) {
			continue
		}
		if a.Meta == nil {
			a.Meta = make(map[string]string)
		}
		if _, twice := a.Meta[c.column]; !twice {
			a.Meta[c.column] = c.value
		}
	}
	return a, nil
}

// fieldOrder numbers the fields, the text first.
var fieldOrder = [...]Field{FieldText, FieldID, FieldTitle, FieldDate, FieldPublisher, FieldByline, FieldURL, FieldLanguage}

// noText says which columns there are, and what to do.
func (r Record) noText(cells []cell) *Error {
	var columns []string
	for _, c := range cells {
		columns = append(columns, c.column)
	}
	return r.fail(ErrNoText, "%v: %s", r.where, noTextDetail(columns, r.file.columns))
}

func noTextDetail(columns []string, rules *columnRules) string {
	const most = 20
	var b strings.Builder
	if want := rules.given[FieldText]; want != "" {
		fmt.Fprintf(&b, "no column %q", want)
	} else {
		b.WriteString("no column is known to hold the text")
	}
	if len(columns) == 0 {
		b.WriteString("; there are no columns")
		return b.String()
	}
	b.WriteString(" among ")
	for i, c := range columns {
		if i == most {
			fmt.Fprintf(&b, " and %d more", len(columns)-most)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(clip(c, 40))
	}
	b.WriteString(": name it with --column text=NAME")
	return b.String()
}

// clip shortens what the input says for an error message.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most] + "…"
}

// bylineOf makes one line of an author column: "By Jane Roe" and Python's
// "['Jane Roe', 'Kofi Adu']" are common in it.
func bylineOf(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		var list []string
		if json.Unmarshal([]byte(s), &list) != nil {
			list = pythonList(s[1 : len(s)-1])
		}
		s = joinNames(list)
	}
	return withoutBy(s)
}

// pythonList splits 'Jane Roe', "Ann O'Dea".
func pythonList(s string) []string {
	var list []string
	for s = strings.TrimLeft(s, " ,"); s != ""; s = strings.TrimLeft(s, " ,") {
		q := s[0]
		end := -1
		if q == '\'' || q == '"' {
			end = strings.IndexByte(s[1:], q)
		}
		if end < 0 {
			item, rest, _ := strings.Cut(s, ",")
			list, s = append(list, item), rest
			continue
		}
		list, s = append(list, s[1:1+end]), s[end+2:]
	}
	return list
}

func joinNames(list []string) string {
	kept := list[:0]
	for _, n := range list {
		if n = strings.TrimSpace(n); n != "" {
			kept = append(kept, n)
		}
	}
	return strings.Join(kept, ", ")
}

// withoutBy drops the word "By" in front of names.
func withoutBy(s string) string {
	if len(s) > 3 && strings.EqualFold(s[:2], "by") && (s[2] == ' ' || s[2] == ':' || s[2] == '\t') {
		return strings.TrimSpace(s[3:])
	}
	return s
}

// languageCode is the ISO 639-1 code of what a language column or the user
// says ("EN", "en-US", "eng", "English"), "" where it cannot be understood.
func languageCode(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if code, ok := languageNames[s]; ok {
		return code
	}
	if len(s) < 2 || len(s) > 35 {
		return ""
	}
	tag, err := language.Parse(strings.ReplaceAll(s, "_", "-"))
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if confidence == language.No || len(base.String()) != 2 {
		return ""
	}
	return base.String()
}

// languageNames are the names that news collections use in place of codes.
var languageNames = map[string]string{
	"en":      "en", // by far the most frequent: no parsing
	"english": "en", "french": "fr", "german": "de", "spanish": "es", "portuguese": "pt",
	"italian": "it", "dutch": "nl", "russian": "ru", "arabic": "ar", "chinese": "zh",
	"japanese": "ja", "korean": "ko", "turkish": "tr", "polish": "pl", "swedish": "sv",
	"norwegian": "no", "danish": "da", "finnish": "fi", "czech": "cs", "hungarian": "hu",
	"romanian": "ro", "greek": "el", "ukrainian": "uk", "persian": "fa", "hebrew": "he",
	"hindi": "hi", "urdu": "ur", "indonesian": "id", "vietnamese": "vi", "thai": "th",
}

// Fields are the names of the fields that Options.Columns can set.
func Fields() []string {
	names := make([]string, len(fieldOrder))
	for i, f := range fieldOrder {
		names[i] = string(f)
	}
	return names
}
