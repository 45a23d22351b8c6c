package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// dialect is how a table separates its cells.
type dialect struct {
	delimiter byte
	quoted    bool // quotation marks around a cell hide delimiters and line ends
}

// header is the first row of a table.
type header struct {
	dialect
	columns []string
}

// delimiters are those that are recognised, the most usual first.
const delimiters = ",\t;|"

// tableKind is csv or tsv where the first line is that of a table of articles:
// it names a column for the text and at least one more. Otherwise "".
func tableKind(head []byte, rules *columnRules) string {
	line, _, _ := bytes.Cut(head[:min(len(head), 4096)], []byte("\n"))
	delimiter := delimiterOf(line, 0)
	if delimiter == 0 {
		return ""
	}
	for _, c := range (dialect{delimiter, true}).cells(string(trimEnd(line))) {
		if rules.use(strings.TrimSpace(c)).field != FieldText {
			continue
		}
		if delimiter == '\t' {
			return "tsv"
		}
		return "csv"
	}
	return ""
}

// delimiterOf is the delimiter that the header line has most of outside
// quotation marks; usual where it has none.
func delimiterOf(line []byte, usual byte) byte {
	best, most := usual, 0
	for i := 0; i < len(delimiters); i++ {
		n, inQuotes := 0, false
		for _, c := range line {
			switch c {
			case '"':
				inQuotes = !inQuotes
			case delimiters[i]:
				if !inQuotes {
					n++
				}
			}
		}
		if n > most {
			best, most = delimiters[i], n
		}
	}
	return best
}

// dialectOf tells the dialect of a table by its head. Tables are written with
// quotation marks around cells that need it; or without any such rule, and then
// a cell that begins with one is no more than that. The latter is believed only
// where it gives more rows with as many cells as the header, and most cells
// that begin with a mark do not end with one.
func dialectOf(head []byte, format string) dialect {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	usual := byte(',')
	if format == "tsv" {
		usual = '\t'
	}
	d := dialect{delimiter: delimiterOf(line, usual)}
	plain, open, enclosed := d.regularRows(head)
	d.quoted = true
	if open > enclosed {
		if quoted, _, _ := d.regularRows(head); plain > quoted {
			d.quoted = false
		}
	}
	return d
}

// regularRows counts the rows in head with as many cells as the first, and
// cells that begin with a quotation mark and do not end with one, or do.
func (d dialect) regularRows(head []byte) (regular, open, enclosed int) {
	want := 0
	for len(head) > 0 {
		row, rest, whole := d.row(head)
		if !whole && want != 0 {
			break // cut by the end of the head
		}
		cells := d.cells(string(trimEnd(row)))
		if want == 0 {
			want = len(cells)
		} else if len(cells) == want {
			regular++
		}
		for _, c := range cells {
			switch {
			case !strings.HasPrefix(c, `"`):
			case len(c) > 1 && strings.HasSuffix(c, `"`):
				enclosed++
			default:
				open++
			}
		}
		head = rest
	}
	return regular, open, enclosed
}

// row splits off the first row, with its line end.
func (d dialect) row(b []byte) (row, rest []byte, whole bool) {
	state := cellStart
	for i := 0; i < len(b); {
		j := bytes.IndexByte(b[i:], '\n')
		if j < 0 {
			break
		}
		state = d.scan(state, b[i:i+j+1])
		i += j + 1
		if state == rowEnd {
			return b[:i], b[i:], true
		}
	}
	return b, nil, false
}

// cellState is where in a cell a row has been read to.
type cellState uint8

const (
	cellStart  cellState = iota
	inCell               // in a cell that does not begin with a quotation mark
	inQuotes             // in one that does
	afterQuote           // after a mark that may end it, or be the first of two
	rowEnd               // after a line end that ends the row
)

// scan goes over a piece of a row that ends with its line end, or is cut
// anywhere. A quotation mark within quotation marks that is followed neither by
// another, nor by a delimiter or line end, is taken as it is.
func (d dialect) scan(state cellState, piece []byte) cellState {
	if !d.quoted || state != inQuotes && state != afterQuote && bytes.IndexByte(piece, '"') < 0 {
		if len(piece) > 0 && piece[len(piece)-1] == '\n' {
			return rowEnd
		}
		if len(piece) > 0 && piece[len(piece)-1] == d.delimiter {
			return cellStart
		}
		return inCell
	}
	for i := 0; i < len(piece); i++ {
		c := piece[i]
		switch state {
		case inQuotes:
			j := bytes.IndexByte(piece[i:], '"')
			if j < 0 {
				return inQuotes
			}
			i += j
			state = afterQuote
		case afterQuote:
			switch c {
			case d.delimiter:
				state = cellStart
			case '\n':
				state = rowEnd
			case '\r':
				// Before the line end, or a mark that is to be taken as it is:
				// a lone carriage return there is too rare to tell apart.
			default:
				state = inQuotes
			}
		default:
			switch {
			case c == d.delimiter:
				state = cellStart
			case c == '\n':
				state = rowEnd
			case c == '"' && state == cellStart:
				state = inQuotes
			default:
				state = inCell
			}
		}
	}
	return state
}

// maxColumns is how many columns a table may have: a row of nothing but
// delimiters would otherwise take sixteen times its length in memory.
const maxColumns = 1 << 16

// cells splits a row without its line end. Of more than maxColumns, the last is
// all the rest.
func (d dialect) cells(row string) []string {
	out := make([]string, 0, 16)
	for {
		if len(out) == maxColumns {
			return append(out, row)
		}
		if !d.quoted || row == "" || row[0] != '"' {
			i := strings.IndexByte(row, d.delimiter)
			if i < 0 {
				return append(out, row)
			}
			out = append(out, row[:i])
			row = row[i+1:]
			continue
		}
		value, rest, more := d.quotedCell(row[1:])
		out = append(out, value)
		if !more {
			return out
		}
		row = rest
	}
}

// quotedCell reads a cell after its opening mark. more says that a delimiter
// and so another cell follows.
func (d dialect) quotedCell(s string) (value, rest string, more bool) {
	var b strings.Builder // only of cells with marks in them
	from := 0
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '"')
		if j < 0 {
			break
		}
		i += j
		switch {
		case i+1 == len(s):
			b.WriteString(s[from:i])
			return b.String(), "", false
		case s[i+1] == d.delimiter:
			b.WriteString(s[from:i])
			return b.String(), s[i+2:], true
		case s[i+1] == '"':
			b.WriteString(s[from : i+1])
			i += 2
			from = i
		default:
			i++
		}
	}
	b.WriteString(s[from:])
	return b.String(), "", false
}

func trimEnd(row []byte) []byte {
	row = bytes.TrimSuffix(row, []byte("\n"))
	return bytes.TrimSuffix(row, []byte("\r"))
}

// cutRows takes the first row as the header and each other row that is not
// blank as a record.
func cutRows(s *stream) {
	d := dialectOf(s.head, s.format.name)
	for {
		row, at, size, state, err := s.readRow(d)
		fits := size <= int64(s.limit)
		blank := fits && len(bytes.TrimSpace(row)) == 0
		switch {
		case err != nil && err != io.EOF:
			s.end(err)
			return
		case blank:
		case !fits:
			if !s.tooLarge(at, size) || s.table == nil {
				return
			}
		case err == io.EOF && state == inQuotes:
			s.reject(ErrTruncated, "%v: the file ends within a cell in quotation marks that begins in this row", at)
			return
		case s.table == nil:
			h := &header{dialect: d, columns: d.cells(s.charset.decode(trimEnd(row)))}
			if len(h.columns) > maxColumns {
				s.out(s.failed(0, ErrTooLarge, fmt.Sprintf("more than %d columns, which is the limit", maxColumns)))
				return
			}
			known := false
			for i, c := range h.columns {
				h.columns[i] = strings.TrimSpace(c)
				known = known || s.columns.use(h.columns[i]).field == FieldText
			}
			s.table = h
			if !known && !s.isMeta {
				// One row for the file: the same for each row would be noise.
				s.out(s.failed(0, ErrNoText, noTextDetail(h.columns, s.columns)))
				return
			}
		default:
			if !s.emit(row, at) {
				return
			}
		}
		if err == io.EOF {
			return
		}
	}
}

// readRow reads one row, over as many lines as it has.
func (s *stream) readRow(d dialect) (row []byte, at place, size int64, state cellState, err error) {
	at = place{line: s.line + 1, offset: s.offset}
	for {
		chunk, e := s.r.ReadSlice('\n')
		state = d.scan(state, chunk)
		size += int64(len(chunk))
		s.offset += int64(len(chunk))
		if size <= int64(s.limit) {
			row = append(row, chunk...)
		} else {
			row = nil
		}
		if len(chunk) > 0 && e != bufio.ErrBufferFull {
			s.line++
		}
		if e == bufio.ErrBufferFull || e == nil && state != rowEnd {
			continue
		}
		return row, at, size, state, e
	}
}

// decodeRow makes an article of one row.
func decodeRow(r Record) (*Article, *Error) {
	cells, e := rowCells(r)
	if e != nil {
		return nil, e
	}
	return r.article(cells)
}

// rowCells are the cells of the row, in the order of the columns.
func rowCells(r Record) ([]cell, *Error) {
	if bytes.IndexByte(r.data, 0) >= 0 {
		return nil, r.fail(ErrBinary, "%v: NUL bytes", r.where)
	}
	h := r.file.table
	values := h.cells(r.file.charset.decode(trimEnd(r.data)))
	if len(values) > maxColumns {
		return nil, r.fail(ErrTooLarge, "%v: more than %d cells, which is the limit", r.where, maxColumns)
	}
	for len(values) > len(h.columns) && values[len(values)-1] == "" {
		values = values[:len(values)-1] // a delimiter at the end of the row
	}
	if len(values) != len(h.columns) {
		return nil, r.fail(ErrSyntax, "%v: %d cells, the header has %d", r.where, len(values), len(h.columns))
	}
	cells := make([]cell, len(values))
	for i, v := range values {
		cells[i] = cell{column: h.columns[i], value: v}
	}
	return cells, nil
}
