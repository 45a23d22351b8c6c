package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// metaTable is the metadata of text and HTML files and documents, which
// have little of their own. It is read whole.
type metaTable struct {
	key  string
	rows map[string]*Article // by the key column, as sourceKey makes it
}

// usualKeys are the names of the key column where none is given, normalised.
var usualKeys = []string{"filename", "file", "filepath", "path", "document", "docid", "id"}

// readMetaTable reads the table. What is wrong in it is wrong usage: an article
// with the metadata of another must not come out of it.
func readMetaTable(name, key string, sh *shared) (*metaTable, error) {
	withoutFormat := *sh
	withoutFormat.options.Format = ""
	f := &file{shared: &withoutFormat, source: name, isMeta: true}
	m := &metaTable{key: key, rows: map[string]*Article{}}
	var problem error
	s := &stream{file: f, limit: sh.maxBytes, yield: func(r Record) bool {
		problem = m.add(r)
		return problem == nil
	}}
	format, _ := byName(name)
	if err := s.open(Input{Path: name, Format: format}, nil); err != nil {
		return nil, fmt.Errorf("metadata table %s: cannot be read: %s", name, reason(err))
	}
	defer s.close()
	if s.format.name == "text" {
		// One column of file names is no table; a header that names no text
		// is one, though, which byBytes cannot know.
		s.format = formatNamed("csv")
	}
	if !slices.Contains([]string{"csv", "tsv", "json", "jsonl", "parquet"}, s.format.name) {
		return nil, fmt.Errorf("metadata table %s: not a table: use CSV, TSV, JSON, JSONL or Parquet", name)
	}
	s.cut()
	if problem != nil {
		return nil, fmt.Errorf("metadata table %s: %w", name, problem)
	}
	if len(m.rows) == 0 {
		return nil, fmt.Errorf("metadata table %s: it has no rows", name)
	}
	return m, nil
}

func (m *metaTable) add(r Record) error {
	if r.err != nil {
		return errors.New(r.err.Detail)
	}
	var cells []cell
	var e *Error
	if r.file.table != nil {
		cells, e = rowCells(r)
	} else {
		cells, e = jsonCells(r)
	}
	if e != nil {
		return errors.New(e.Detail)
	}
	i := m.keyCell(cells)
	if i < 0 {
		var columns []string
		for _, c := range cells {
			columns = append(columns, clip(c.column, 40))
		}
		if m.key == "" {
			return fmt.Errorf("name the column that holds the file names with --key; there are %s", strings.Join(columns, ", "))
		}
		return fmt.Errorf("no column %q; there are %s", m.key, strings.Join(columns, ", "))
	}
	k := sourceKey(cells[i].value)
	if k == "" {
		return fmt.Errorf("%v: the column %s is empty", r.where, cells[i].column)
	}
	if m.rows[k] != nil {
		return fmt.Errorf("%v: a second row for %s", r.where, clip(cells[i].value, 80))
	}
	if a, e := r.article(cells); e == nil {
		m.rows[k] = a
	}
	return nil
}

func (m *metaTable) keyCell(cells []cell) int {
	if m.key != "" {
		if i := slices.IndexFunc(cells, func(c cell) bool { return c.column == m.key }); i >= 0 {
			return i
		}
		want := normalName(m.key)
		return slices.IndexFunc(cells, func(c cell) bool { return normalName(c.column) == want })
	}
	for _, k := range usualKeys {
		if i := slices.IndexFunc(cells, func(c cell) bool { return normalName(c.column) == k }); i >= 0 {
			return i
		}
	}
	return -1
}

// sourceKey makes one form of the ways in which a table can write a path.
func sourceKey(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), `\`, "/")
	return strings.TrimPrefix(s, "./")
}

// row finds the row of a file: by its source, else its base name, else that
// without compression and extension.
func (m *metaTable) row(source string) *Article {
	if m == nil {
		return nil
	}
	base := path.Base(source)
	for _, k := range [...]string{source, withoutExtension(source), base, withoutExtension(base)} {
		if a := m.rows[k]; a != nil {
			return a
		}
		if compressionByName(k) != "" {
			if a := m.rows[strings.TrimSuffix(k, path.Ext(k))]; a != nil {
				return a
			}
		}
	}
	return nil
}

// digest is the SHA-256 of a row, in hex digits.
func (a *Article) digest() string {
	b, err := json.Marshal(a) // maps in order of their keys
	if err != nil {
		return err.Error() // no row that was read: a year has four digits
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func withoutExtension(name string) string {
	if compressionByName(name) != "" {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	return strings.TrimSuffix(name, path.Ext(name))
}

// apply puts the table's values for a file over those that its text gave.
func (m *metaTable) apply(a *Article, source string) *Article {
	row := m.row(source)
	if row == nil {
		return a
	}
	set := func(to *string, value string) {
		if value != "" {
			*to = value
		}
	}
	set(&a.ID, row.ID)
	set(&a.Title, row.Title)
	set(&a.Byline, row.Byline)
	set(&a.Publisher, row.Publisher)
	set(&a.URL, row.URL)
	set(&a.Language, row.Language)
	if !row.Published.IsZero() {
		a.Published, a.DateOnly = row.Published, row.DateOnly
	}
	for k, v := range row.Meta {
		if a.Meta == nil {
			a.Meta = make(map[string]string, len(row.Meta))
		}
		a.Meta[k] = v
	}
	return a
}
