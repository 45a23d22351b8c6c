package results

import (
	"bufio"
	"io"
	"iter"
	"reflect"
	"time"
)

// Cells reads a table of a folder from first to last row, for who writes any table the
// same way. A row has one cell a column, nil for null; else, by Column.Type:
//
//	string           string
//	JSON, list of …  RawJSON: a list as CSV has it
//	integer          int64
//	number           float64
//	boolean          bool
//	timestamp        time.Time, UTC
//	date             Date
//
// The slice is good until the next row is asked for; an error is the last thing that
// comes.
func (t *Table) Cells(f *Folder) iter.Seq2[[]any, error] {
	c := codecOf(t.row)
	return func(yield func([]any, error) bool) {
		cells := make([]any, len(c.fields))
		for row, err := range t.read(f) {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range c.fields {
				cells[i] = c.fields[i].cell(row.Field(i))
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

func (f *field) cell(v reflect.Value) any {
	v, ok := f.value(v)
	if !ok {
		return nil
	}
	switch f.kind {
	case kindString:
		return v.String()
	case kindJSON:
		return RawJSON(v.String())
	case kindInt:
		return v.Int()
	case kindFloat:
		return v.Float()
	case kindBool:
		return v.Bool()
	case kindTimestamp:
		return v.Interface().(time.Time).UTC()
	case kindDate:
		return Date(v.Int())
	}
	return RawJSON(appendValue(nil, f.kind, v))
}

// WriteCSV writes a whole table of a folder to w as one CSV file, the form that a run's
// own CSV files have. With guardFormulas see Stream.GuardFormulas.
func (t *Table) WriteCSV(w io.Writer, f *Folder, guardFormulas bool) error {
	c := codecOf(t.row)
	b := bufio.NewWriterSize(w, 1<<16)
	line := c.appendHeader(nil)
	for row, err := range t.read(f) {
		if err != nil {
			return err
		}
		if _, err := b.Write(line); err != nil {
			return err
		}
		line = c.appendCSV(line[:0], row, guardFormulas)
	}
	if _, err := b.Write(line); err != nil {
		return err
	}
	return b.Flush()
}
