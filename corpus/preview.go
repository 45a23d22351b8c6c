package corpus

import "slices"

// Preview is what a look at the first records of one input shows.
type Preview struct {
	Input            // with Format and Compression as the bytes tell
	Columns []Column // that the records have, in the order of the table, or by name in JSON
	Records int      // how many were looked at, errors included
	Article *Article // the first, nil where there is none
	Errors  int      // of the records that were looked at
	First   *Error   // the first error, nil where there is none
}

// Column is one column of an input and what it is read as.
type Column struct {
	Name  string
	Field Field // "" for one that is kept in Meta, or, where Dropped, nowhere
	// Dropped says that the values are lists or objects, which are not kept.
	Dropped bool
}

// Preview looks at the first n records of each input; of standard input it
// uses up what it looks at. Text and HTML files give no columns.
func (c *Corpus) Preview(n int) []Preview {
	all := make([]Preview, 0, len(c.inputs))
	for _, in := range c.inputs {
		p := Preview{Input: in}
		seen := map[string]int{}
		f := &file{shared: c.shared, source: in.Source, input: in.Source}
		s := &stream{file: f, limit: c.shared.maxBytes}
		look := func(r Record) bool {
			p.Records++
			for _, col := range r.columns() {
				if at, ok := seen[col.Name]; ok {
					// A field in any record is one; an empty value says nothing.
					old := &p.Columns[at]
					old.Field = max(old.Field, col.Field)
					old.Dropped = old.Dropped && col.Dropped
					continue
				}
				seen[col.Name] = len(p.Columns)
				p.Columns = append(p.Columns, col)
			}
			a, e := r.Article()
			if e != nil {
				p.Errors++
				if p.First == nil {
					p.First = e
				}
			} else if p.Article == nil {
				p.Article = a
			}
			return p.Records < n
		}
		s.yield = look
		if err := s.open(in, c.stdin); err != nil {
			look(f.failed(0, ErrUnreadable, reason(err)))
		} else {
			p.Format, p.Compression = s.format.name, s.compression
			s.cut()
			s.close()
		}
		all = append(all, p)
	}
	return all
}

// columns says what the record's columns are read as.
func (r Record) columns() []Column {
	if r.err != nil {
		return nil
	}
	var cells []cell
	switch {
	case r.file.table != nil:
		cells, _ = rowCells(r)
	case r.file.format.name == "json" || r.file.format.name == "jsonl" || r.file.format.name == "parquet":
		cells, _ = jsonCells(r)
	}
	chosen := r.choose(cells)
	columns := make([]Column, len(cells))
	for i, c := range cells {
		columns[i] = Column{Name: c.column, Dropped: c.kind > scalar}
		if k := slices.Index(chosen[:], i); k >= 0 {
			columns[i] = Column{Name: c.column, Field: fieldOrder[k]}
		}
	}
	return columns
}
