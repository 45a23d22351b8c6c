// Package export writes a whole table of a run as one file for other programs: CSV, an
// Excel workbook or a Stata data set.
//
//	folder, err := pipeline.Open("out")
//	summary, err := export.Write(ctx, w, folder, results.ByName("quotes"), export.XLSX, export.Options{})
//
// Rows are written as they are read, so that memory does not grow with the table. The
// same folder gives the same bytes: no file holds a clock or a path.
package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"math"

	"github.com/broadsheet/broadsheet/results"
)

// Format is a file format that a table is written in.
type Format string

// The formats.
const (
	CSV  Format = "csv"  // RFC 4180 in UTF-8, as a run writes it: all that is in the table
	XLSX Format = "xlsx" // Excel workbook
	DTA  Format = "dta"  // Stata data set, release 118 (Stata 14 and later)
)

// Formats lists them.
var Formats = []Format{CSV, XLSX, DTA}

// Options are how a table is written.
type Options struct {
	// GuardFormulas is for CSV that a spreadsheet will open: see
	// results.Stream.GuardFormulas. A workbook needs none.
	GuardFormulas bool
}

// Summary is what was written.
type Summary struct {
	Rows int64
	Cut  int64 // texts of which a workbook has the beginning only, and says so in the cell
}

// TooLarge is the error of a table that a format cannot hold. The reason says which one
// can.
type TooLarge struct{ Reason string }

func (e *TooLarge) Error() string { return e.Reason }

func tooLarge(format string, args ...any) error { return &TooLarge{fmt.Sprintf(format, args...)} }

// Write writes table t of a run's folder to w. The error is a *TooLarge, that of ctx, or
// says what could not be read or written; what w has got by then is of no use.
func Write(ctx context.Context, w io.Writer, f *results.Folder, t *results.Table, format Format, o Options) (Summary, error) {
	switch format {
	case CSV:
		return Summary{Rows: f.Rows[t.Name]}, t.WriteCSV(stopping{ctx, w}, f, o.GuardFormulas)
	case XLSX:
		return writeXLSX(ctx, w, f, t)
	case DTA:
		return writeDTA(ctx, w, f, t)
	}
	return Summary{}, fmt.Errorf("no format %q: choose one of %s, %s, %s", format, CSV, XLSX, DTA)
}

// stopping is a writer that fails once ctx is done.
type stopping struct {
	ctx context.Context
	w   io.Writer
}

func (s stopping) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(b)
}

// cellsOf reads the table until ctx is done.
func cellsOf(ctx context.Context, f *results.Folder, t *results.Table) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for cells, err := range t.Cells(f) {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(cells, err) || err != nil {
				return
			}
		}
	}
}

// exact is the largest integer up to which a float64 holds every one.
const exact = 1 << 53

// textOf is the text of a cell, ok false where it has none: it is null, or a number.
func textOf(cell any) (s string, ok bool) {
	switch v := cell.(type) {
	case string:
		return v, true
	case results.RawJSON:
		return string(v), true
	}
	return "", false
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
