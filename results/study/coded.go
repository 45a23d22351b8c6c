package study

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Answer is what a coder put into one cell.
type Answer uint8

// The answers. Blank is a cell that nobody filled in.
const (
	Blank Answer = iota
	Yes
	No
	Unsure // a question mark: looked at, and could not be told
)

// answers are the words that are read as an answer, in lower case. Spreadsheets
// turn true and false into words of the user's language; these are the ones
// that English ones write.
var answers = map[string]Answer{
	"": Blank, "y": Yes, "yes": Yes, "1": Yes, "true": Yes, "t": Yes, "x": Yes,
	"n": No, "no": No, "0": No, "false": No, "f": No, "?": Unsure,
}

// Coded is a sheet that a coder filled in.
type Coded struct {
	Name    string   // of the file
	Columns []string // those that are judged, without _ok, in the order of the sheet
	Rows    []CodedRow

	table string // of the first row
}

// CodedRow is one row of it.
type CodedRow struct {
	Key         string // table/article_id/number
	Stratum     string
	StratumRows int64 // 0: not told
	Answers     map[string]Answer
	Empty       map[string]bool // columns in which the tool says nothing
	Missing     bool            // the coder noted something that the tool missed
}

// ReadCoded reads a sheet as WriteCSV wrote it and a coder filled it in. It
// takes what spreadsheets make of a CSV: semicolons or tabs for commas, a byte
// order mark, CRLF, columns added, left out or in another order, empty lines
// at the end. Answers are y, yes, true, 1 or x, n, no, false or 0, ?, or
// nothing, in either case. An error says in which row and column it is.
func ReadCoded(name string, r io.Reader) (*Coded, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return nil, fmt.Errorf("%s: it is UTF-16 text: save it as CSV in UTF-8", name)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, fmt.Errorf("%s: it is a spreadsheet, not a CSV: save it as CSV in UTF-8", name)
	}
	// What matters here is ASCII, so a sheet that was saved in a code page is
	// read as well, but for keys with other letters.
	first, _, _ := bytes.Cut(data, []byte("\n"))
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma = separator(string(first))
	in.FieldsPerRecord = -1
	in.LazyQuotes = true
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: the file is empty", name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	at := map[string]int{}
	c := &Coded{Name: name}
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		if h == "" {
			continue
		}
		if _, twice := at[h]; twice {
			return nil, fmt.Errorf("%s: two columns are called %q: rename or remove one", name, h)
		}
		at[h] = i
		if column, ok := strings.CutSuffix(h, okSuffix); ok && column != "" {
			c.Columns = append(c.Columns, column)
		}
	}
	if _, ok := at[rowColumn]; !ok {
		return nil, fmt.Errorf("%s: there is no column %q, so its rows cannot be told apart: give a file that broadsheet sample wrote and a coder filled in", name, rowColumn)
	}
	if len(c.Columns) == 0 {
		return nil, fmt.Errorf("%s: no column ends in %s, so nothing was judged: give a file that broadsheet sample wrote and a coder filled in", name, okSuffix)
	}
	lines := map[string]int{} // key -> line
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := in.FieldPos(0)
		cell := func(column string) string {
			if i, ok := at[column]; ok && i < len(record) {
				return strings.TrimSpace(record[i])
			}
			return ""
		}
		key := cell(rowColumn)
		if key == "" {
			if strings.TrimSpace(strings.Join(record, "")) == "" {
				continue
			}
			return nil, fmt.Errorf("%s: line %d has no %s: it was added or lost its key", name, line, rowColumn)
		}
		if !utf8.ValidString(key) {
			return nil, fmt.Errorf("%s: line %d: the %s is not UTF-8: save the sheet as CSV in UTF-8", name, line, rowColumn)
		}
		table, rest, _ := strings.Cut(key, "/")
		if !slices.Contains(SampledTables(), table) || !strings.Contains(rest, "/") {
			return nil, fmt.Errorf("%s: line %d: %q is no key of a row: it is like quotes/ARTICLE/3, and must stay as it was", name, line, key)
		}
		if c.table == "" {
			c.table = table
		}
		if table != c.table {
			return nil, fmt.Errorf("%s: line %d is of %s, those above of %s: one sheet has rows of one table", name, line, table, c.table)
		}
		if lines[key] > 0 {
			return nil, fmt.Errorf("%s: lines %d and %d are the same row, %s: remove one", name, lines[key], line, key)
		}
		lines[key] = line
		row := CodedRow{Key: key, Stratum: cell(stratumColumn), Answers: map[string]Answer{}, Empty: map[string]bool{}, Missing: cell(missingColumn) != "" && answers[strings.ToLower(cell(missingColumn))] != No}
		if n := cell(stratumRowsColumn); n != "" {
			row.StratumRows, err = strconv.ParseInt(n, 10, 64)
			if err != nil || row.StratumRows < 1 {
				return nil, fmt.Errorf("%s: line %d: %s is %q, not the number that broadsheet sample wrote there", name, line, stratumRowsColumn, n)
			}
		}
		for _, column := range c.Columns {
			said := cell(column + okSuffix)
			answer, ok := answers[strings.ToLower(said)]
			if !ok {
				return nil, fmt.Errorf("%s: line %d: %s is %q: write y, n or ?, and other words into %s", name, line, column+okSuffix, short(said), noteColumn)
			}
			row.Answers[column] = answer
			_, shown := at[column]
			row.Empty[column] = shown && cell(column) == ""
		}
		c.Rows = append(c.Rows, row)
	}
	if len(c.Rows) == 0 {
		return nil, fmt.Errorf("%s: there is a header but no row", name)
	}
	return c, nil
}

// separator is what stands most often between the names of the header, which
// hold none of the three.
func separator(header string) rune {
	best := ','
	for _, r := range ";\t" {
		if strings.Count(header, string(r)) > strings.Count(header, string(best)) {
			best = r
		}
	}
	return best
}

// short is as much of a cell as a message quotes.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
