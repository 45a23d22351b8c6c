package results

import (
	"bufio"
	"fmt"
	"io"
)

// Stream writes the rows of articles to one place as they come: what one
// article on the command line, or a pipe of them, is printed with.
type Stream struct {
	w     *bufio.Writer
	f     Format
	table *Table // of CSV
	csv   fileWriter
	line  []byte
	begun bool
}

// NewStream makes a stream in JSONL (a record a line), JSON (one array of
// records) or CSV (the rows of one table, which names it).
func NewStream(w io.Writer, f Format, table string) (*Stream, error) {
	s := &Stream{w: bufio.NewWriterSize(w, 1<<16), f: f}
	switch f {
	case JSONL, JSON:
	case CSV:
		if s.table = ByName(table); s.table == nil || s.table.Corpus || s.table.Name == "errors" {
			return nil, fmt.Errorf("no table %q in one article: articles, entities, mentions, quotes, claims or sentences", table)
		}
		s.csv = fileWriter{Writer: s.w, format: CSV}
		// The header stands there even if no article comes.
		if err := s.table.write(&Part{})(&s.csv); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("no format %q for single articles: %s, %s or %s", f, JSONL, JSON, CSV)
	}
	return s, nil
}

// GuardFormulas puts an apostrophe before each CSV cell of a text column that a
// spreadsheet could take for a formula, because articles are written by others
// and a formula can send the sheet away. Numbers stay. Such a table is for
// looking at: a guarded cell is no longer what the article says, and is one
// character longer than its span.
func (s *Stream) GuardFormulas() { s.csv.guard = true }

// Write adds an article.
func (s *Stream) Write(r *ArticleRows) error {
	if s.f == CSV {
		return s.table.write(&Part{Articles: []*ArticleRows{r}})(&s.csv)
	}
	s.line = s.line[:0]
	if s.f == JSON {
		if s.begun {
			s.line = append(s.line, ",\n"...)
		} else {
			s.line = append(s.line, "[\n"...)
		}
		s.begun = true
	}
	s.line = AppendRecord(s.line, r)
	if s.f == JSONL {
		s.line = append(s.line, '\n')
	}
	_, err := s.w.Write(s.line)
	return err
}

// Flush passes on what is held back, so that a pipe sees each article in time.
func (s *Stream) Flush() error { return s.w.Flush() }

// Close ends the output. It does not close the writer below.
func (s *Stream) Close() error {
	if s.f == JSON {
		end := "\n]\n"
		if !s.begun {
			end = "[]\n"
		}
		if _, err := s.w.WriteString(end); err != nil {
			return err
		}
	}
	return s.w.Flush()
}
