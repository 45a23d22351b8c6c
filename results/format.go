package results

import (
	"fmt"
	"io"
	"iter"
)

// Format is a file format of results.
type Format string

// The formats. JSON, one array of records, is for single articles: a run
// writes the other three.
const (
	Parquet Format = "parquet"
	JSONL   Format = "jsonl"
	CSV     Format = "csv"
	JSON    Format = "json"
)

// fileWriter is a file being written in one of the formats of a run.
type fileWriter struct {
	io.Writer
	format Format
	begun  bool // its CSV header is written
	guard  bool // CSV: see Stream.GuardFormulas
}

// writeRows writes all rows of a table to one file.
func writeRows[T any](w *fileWriter, t *Table, batches iter.Seq[[]T]) error {
	switch w.format {
	case Parquet:
		return writeParquet(w, t, batches)
	case JSONL:
		return writeLines(w, batches)
	case CSV:
		return writeCSV(w, batches)
	}
	return fmt.Errorf("a run writes %s, %s or %s, not %q", Parquet, JSONL, CSV, w.format)
}

// batch is one batch of rows.
func batch[T any](rows []T) iter.Seq[[]T] {
	return func(yield func([]T) bool) { yield(rows) }
}
