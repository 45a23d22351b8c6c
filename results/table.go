package results

import (
	"iter"
	"reflect"
	"strings"
	"sync"
	"time"
)

// Table is one table: what it holds and how a part's rows of it are written.
type Table struct {
	Name    string
	Doc     string   // one sentence
	Key     []string // columns that together tell its rows apart
	Columns []Column
	Corpus  bool // made by link for the whole corpus, not part by part

	row   reflect.Type
	write func(*Part) func(w *fileWriter) error // nil for a corpus table
	read  func(*Folder) iter.Seq2[reflect.Value, error]
}

// Column is one column of a table.
type Column struct {
	Name     string
	Type     string // string, integer, number, boolean, timestamp, date, JSON, list of …
	Nullable bool
	Doc      string
}

// ByName finds a table, nil where there is none of that name.
func ByName(name string) *Table {
	for _, t := range Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// tableOf finds the table whose rows are of type T.
func tableOf[T any]() *Table {
	row := reflect.TypeFor[T]()
	for _, t := range Tables {
		if t.row == row {
			return t
		}
	}
	panic("results: no table has rows of type " + row.String())
}

func partTable[T any](name, doc string, key []string, rows func(*Part) iter.Seq[[]T]) *Table {
	t := corpusTable[T](name, doc, key)
	t.Corpus = false
	t.write = func(p *Part) func(*fileWriter) error {
		return func(w *fileWriter) error { return writeRows(w, t, rows(p)) }
	}
	return t
}

func corpusTable[T any](name, doc string, key []string) *Table {
	c := codecOf(reflect.TypeFor[T]())
	t := &Table{Name: name, Doc: doc, Key: key, Corpus: true, row: c.row}
	t.read = func(f *Folder) iter.Seq2[reflect.Value, error] {
		return func(yield func(reflect.Value, error) bool) {
			for row, err := range Read[T](f, name) {
				if !yield(reflect.ValueOf(row).Elem(), err) {
					return
				}
			}
		}
	}
	for _, f := range c.fields {
		t.Columns = append(t.Columns, f.Column)
	}
	return t
}

// codec is what the text formats need to know of a row type: its columns in
// order, each with the field that holds it.
type codec struct {
	row    reflect.Type
	fields []field
	byName map[string]int
}

type field struct {
	Column
	kind kind
	key  string // `"name":` for JSON
}

// kind is the type of a column's values.
type kind uint8

const (
	kindString kind = iota
	kindJSON
	kindInt
	kindFloat
	kindBool
	kindTimestamp
	kindDate
	kindStrings
	kindSpans
)

var kindNames = [...]string{"string", "JSON", "integer", "number", "boolean", "timestamp", "date", "list of string", "list of {start_char, end_char}"}

var codecs sync.Map // reflect.Type -> *codec

func codecOf(row reflect.Type) *codec {
	if c, ok := codecs.Load(row); ok {
		return c.(*codec)
	}
	c := &codec{row: row, byName: map[string]int{}}
	for i := range row.NumField() {
		sf := row.Field(i)
		name, options, _ := strings.Cut(sf.Tag.Get("parquet"), ",")
		f := field{kind: kindOf(sf.Type), key: `"` + name + `":`}
		f.Name, f.Doc = name, sf.Tag.Get("doc")
		f.Type = kindNames[f.kind]
		f.Nullable = strings.Contains(","+options+",", ",optional,")
		c.byName[name] = i
		c.fields = append(c.fields, f)
	}
	actual, _ := codecs.LoadOrStore(row, c)
	return actual.(*codec)
}

func kindOf(t reflect.Type) kind {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[RawJSON]():
		return kindJSON
	case t == reflect.TypeFor[time.Time]():
		return kindTimestamp
	case t == reflect.TypeFor[Date]():
		return kindDate
	case t == reflect.TypeFor[[]string]():
		return kindStrings
	case t == reflect.TypeFor[[]Span]():
		return kindSpans
	}
	switch t.Kind() {
	case reflect.String:
		return kindString
	case reflect.Int32, reflect.Int64:
		return kindInt
	case reflect.Float64:
		return kindFloat
	case reflect.Bool:
		return kindBool
	}
	panic("results: no column holds a " + t.String())
}

// value gives the content of a field, ok false where it is null.
func (f *field) value(v reflect.Value) (_ reflect.Value, ok bool) {
	if v.Kind() == reflect.Pointer {
		return v.Elem(), !v.IsNil()
	}
	return v, !f.Nullable || v.Len() > 0 // nullable and no pointer: a string
}
