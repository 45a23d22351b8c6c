package study

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// SampleOptions say what to draw.
type SampleOptions struct {
	Table string // one of SampledTables
	N     int    // rows in all, 1 or more
	Seed  uint64 // another seed, another sample; the same one, the same

	// By is the column whose values are the strata: of the table, or of
	// articles ("articles.title" where both have it), or year or month of
	// published_at. "" draws from all rows alike.
	By string

	// Judge are the columns of the table that coders judge; nil: the usual
	// ones of the table.
	Judge []string
}

// sheet is what a sample of one table shows: the columns of the tool, and
// those that coders judge if nothing else is said.
type sheet struct {
	table       string
	shown       []string
	judged      []string
	first, last string // columns with the span of the row in the text; last "" where there is none
}

// sheets are the tables that can be sampled: those whose rows stand in a text.
var sheets = []sheet{
	{"quotes", []string{"form", "text", "speaker_text", "speaker_name", "speaker_kind", "cue", "stance"}, []string{"text", "form", "speaker_name"}, "start_char", "end_char"},
	{"claims", []string{"text", "value", "value_max", "unit", "unit_kind", "modifier", "change", "counted", "about", "source_name", "time_text"}, []string{"value", "unit", "modifier", "change", "counted", "source_name"}, "start_char", "end_char"},
	{"entities", []string{"name", "kind", "country_code", "title", "affiliation"}, []string{"name", "kind", "country_code", "title"}, "first_start", ""},
	{"mentions", []string{"text", "kind", "form", "entity_id", "country_code"}, []string{"text", "kind", "entity_id", "country_code"}, "start_char", "end_char"},
}

// SampledTables are the tables that Draw takes.
func SampledTables() []string {
	var names []string
	for _, s := range sheets {
		names = append(names, s.table)
	}
	return names
}

// The columns of a sheet that are the same for every table.
const (
	rowColumn         = "row"          // key of the row: table/article_id/number
	stratumColumn     = "stratum"      // value of the column that --by names
	stratumRowsColumn = "stratum_rows" // rows of the table in the stratum
	contextColumn     = "context"
	missingColumn     = "missing"
	noteColumn        = "note"
	okSuffix          = "_ok"
)

// articleColumns are those of articles that a coder sees.
var articleColumns = []string{"title", "publisher", "published_at", "url", "source", "record"}

// Sample is a sheet for coders.
type Sample struct {
	Header  []string
	Rows    [][]string // in an order of chance, so that the first rows are a sample too
	Strata  []Stratum  // by value
	Total   int64      // rows of the table
	Without []string   // what the sheet lacks because the run left out the texts (--no-text)

	guarded []bool // columns that hold text of others
}

// Stratum is one value of the column that a sample is drawn by.
type Stratum struct {
	Value string // "" where the column is null, or where there are no strata
	Rows  int64  // of the table
	Drawn int
}

// UsageError is an error of what was asked for.
type UsageError struct{ message string }

func (e *UsageError) Error() string { return e.message }

func usage(format string, args ...any) error { return &UsageError{fmt.Sprintf(format, args...)} }

// Draw draws a sample from a finished run. Each stratum gives equally many
// rows, and where it has fewer, all it has, the others the more; which ones is
// told by a hash of seed and key of the row alone. So the sample is the same
// in whatever parts, format and order the rows lie, and a larger one of the
// same seed holds the smaller.
//
// Memory holds a part's articles, and at any time twice the sample and a row
// for each stratum at most. A *UsageError says what cannot be asked for.
func Draw(f *results.Folder, o SampleOptions) (*Sample, error) {
	at := slices.IndexFunc(sheets, func(s sheet) bool { return s.table == o.Table })
	if at < 0 {
		if results.ByName(o.Table) == nil {
			return nil, usage("no table %q: choose one of %s", o.Table, strings.Join(SampledTables(), ", "))
		}
		return nil, usage("%s is no table of what was found in a text, so there is nothing to judge: choose one of %s", o.Table, strings.Join(SampledTables(), ", "))
	}
	if o.N < 1 {
		return nil, usage("a sample has 1 row or more, not %d", o.N)
	}
	switch o.Table {
	case "quotes":
		return draw[results.Quote](f, sheets[at], o)
	case "claims":
		return draw[results.Claim](f, sheets[at], o)
	case "entities":
		return draw[results.Entity](f, sheets[at], o)
	default:
		return draw[results.Mention](f, sheets[at], o)
	}
}

func draw[T any](f *results.Folder, s sheet, o SampleOptions) (*Sample, error) {
	table := results.ByName(s.table)
	if o.Judge != nil {
		s.judged = o.Judge
	}
	for _, column := range s.judged {
		if !plain(table, column) || slices.Contains(table.Key, column) && column != "entity_id" {
			return nil, usage("%s has no column %q to judge: broadsheet tables %s lists them", s.table, column, s.table)
		}
		if !slices.Contains(s.shown, column) {
			s.shown = append(slices.Clip(s.shown), column)
		}
	}
	by, err := strataOf(table, o.By)
	if err != nil {
		return nil, err
	}
	r := newReservoir(o)
	row, article := columnsOf(reflect.TypeFor[T]()), columnsOf(reflect.TypeFor[sampledArticle]())
	for _, part := range f.Files[s.table] {
		articles := map[string]*sampledArticle{}
		for a, err := range results.ReadTable[sampledArticle](f.Path, "articles", f.Format, part) {
			if err != nil {
				return nil, err
			}
			kept := *a
			articles[a.ArticleID] = &kept
		}
		for x, err := range results.ReadTable[T](f.Path, s.table, f.Format, part) {
			if err != nil {
				return nil, err
			}
			v := reflect.ValueOf(x).Elem()
			id := row.cell(v, "article_id")
			a := articles[id]
			if a == nil {
				return nil, fmt.Errorf("%s names the article %s, which is not in its part: broadsheet check tells what is damaged", s.table, id)
			}
			va := reflect.ValueOf(a).Elem()
			stratum := by.value(row, v, article, va)
			key := strings.Join([]string{s.table, id, row.cell(v, table.Key[1])}, "/")
			entry := r.offer(stratum, key)
			if entry == nil {
				continue
			}
			entry.part, entry.article = part, id
			entry.start, entry.end = place(row, v, s)
			if i, ok := row.of["spans"]; ok {
				entry.pieces = slices.Clone(v.Field(i).Interface().([]results.Span))
			}
			for _, c := range articleColumns {
				entry.about = append(entry.about, strings.Clone(article.cell(va, c)))
			}
			for _, c := range s.shown {
				entry.said = append(entry.said, strings.Clone(row.cell(v, c)))
			}
		}
	}
	drawn := r.settle()
	if err := addContexts(f, s, drawn); err != nil {
		return nil, err
	}
	return r.sheet(s, table, drawn, withoutTexts(f)), nil
}

// sampledArticle is what is read of each article: all but its text.
type sampledArticle struct {
	ArticleID          string     `parquet:"article_id"`
	Source             string     `parquet:"source,optional"`
	Record             int64      `parquet:"record"`
	URL                string     `parquet:"url,optional"`
	Title              string     `parquet:"title,optional"`
	Byline             string     `parquet:"byline,optional"`
	Publisher          string     `parquet:"publisher,optional,dict"`
	PublishedAt        *time.Time `parquet:"published_at,optional,timestamp(microsecond)"`
	PublishedPrecision string     `parquet:"published_precision,optional,dict"`
	Language           string     `parquet:"language,optional,dict"`
	Characters         int32      `parquet:"characters"`
	Tokens             *int32     `parquet:"tokens,optional"`
	Sentences          *int32     `parquet:"sentences,optional"`
}

// place is the span of a row in code points, end -1 where the row has none,
// start -1 where it stands nowhere in the text.
func place(c columns, row reflect.Value, s sheet) (start, end int32) {
	number := func(column string) int32 {
		n, err := strconv.ParseInt(c.cell(row, column), 10, 32)
		if err != nil {
			return -1
		}
		return int32(n)
	}
	start, end = number(s.first), -1
	if s.last != "" {
		end = number(s.last)
	}
	return start, end
}

func withoutTexts(f *results.Folder) bool {
	var without bool
	json.Unmarshal(f.Options["no_text"], &without) // a run that does not say so has its texts
	return without
}

// strata say which stratum a row is of.
type strata struct {
	column  string
	article bool   // it is a column of articles
	layout  string // of a date: how much of it counts
}

func strataOf(table *results.Table, by string) (strata, error) {
	articles := columnsOf(reflect.TypeFor[sampledArticle]())
	column, ofArticles := strings.CutPrefix(by, "articles.")
	switch {
	case by == "":
		return strata{}, nil
	case by == "year":
		return strata{"published_at", true, "2006"}, nil
	case by == "month":
		return strata{"published_at", true, "2006-01"}, nil
	case !ofArticles && plain(table, by):
		return strata{column: by}, nil
	case articles.has(column):
		return strata{column: column, article: true}, nil
	}
	return strata{}, usage("neither %s nor articles has a column %q to draw by: take one of theirs, or year or month of published_at", table.Name, by)
}

func (s strata) value(c columns, row reflect.Value, ca columns, article reflect.Value) string {
	if s.column == "" {
		return ""
	}
	if !s.article {
		return c.cell(row, s.column)
	}
	v := ca.cell(article, s.column)
	if s.layout != "" && v != "" {
		v = v[:len(s.layout)] // 2006-01-02T… begins as its year and month do
	}
	return v
}

// sheet lays the rows out for coders.
func (r *reservoir) sheet(s sheet, table *results.Table, drawn []*entry, noText bool) *Sample {
	out := &Sample{}
	if noText {
		out.Without = append(out.Without, contextColumn)
		if s.table == "quotes" {
			out.Without = append(out.Without, "text")
		}
	}
	counts := map[string]int{}
	for _, e := range drawn {
		counts[e.stratum]++
	}
	for value, p := range r.strata {
		out.Strata = append(out.Strata, Stratum{value, p.rows, counts[value]})
		out.Total += p.rows
	}
	slices.SortFunc(out.Strata, func(a, b Stratum) int { return cmp.Compare(a.Value, b.Value) })

	lacks := func(column string) bool { return slices.Contains(out.Without, column) }
	add := func(guarded bool, names ...string) {
		for _, name := range names {
			out.Header = append(out.Header, name)
			out.guarded = append(out.guarded, guarded)
		}
	}
	add(true, rowColumn, stratumColumn)
	add(false, stratumRowsColumn)
	for _, c := range articleColumns {
		add(textColumn(results.ByName("articles"), c), prefixed(c))
	}
	add(false, "start_char", "end_char")
	if !lacks(contextColumn) {
		add(true, contextColumn)
	}
	for _, c := range s.shown {
		if !lacks(c) {
			add(textColumn(table, c), c)
		}
	}
	for _, c := range s.judged {
		add(false, c+okSuffix)
	}
	add(false, missingColumn, noteColumn)

	for _, e := range drawn {
		row := []string{e.key, e.stratum, strconv.FormatInt(r.strata[e.stratum].rows, 10)}
		row = append(row, e.about...)
		for _, at := range []int32{e.start, e.end} {
			cell := ""
			if at >= 0 {
				cell = strconv.Itoa(int(at))
			}
			row = append(row, cell)
		}
		if !lacks(contextColumn) {
			row = append(row, e.context)
		}
		for i, c := range s.shown {
			if !lacks(c) {
				row = append(row, e.said[i])
			}
		}
		out.Rows = append(out.Rows, append(row, make([]string, len(s.judged)+2)...))
	}
	return out
}

// prefixed tells the article's title from that of an entity.
func prefixed(articleColumn string) string {
	if articleColumn == "title" {
		return "article_title"
	}
	return articleColumn
}

func textColumn(t *results.Table, column string) bool {
	for _, c := range t.Columns {
		if c.Name == column {
			return c.Type == "string"
		}
	}
	return false
}

// WriteCSV writes the sheet: UTF-8 without a byte order mark, a header, commas,
// quotation marks where needed. guard puts an apostrophe before text that a
// spreadsheet could run as a formula, as results.Stream.GuardFormulas does.
func (s *Sample) WriteCSV(w io.Writer, guard bool) error {
	out := csv.NewWriter(w)
	if err := out.Write(s.Header); err != nil {
		return err
	}
	for _, row := range s.Rows {
		if guard {
			row = slices.Clone(row)
			for i, cell := range row {
				if s.guarded[i] {
					row[i] = results.GuardFormula(cell)
				}
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
