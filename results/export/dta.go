package export

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// A data set of Stata, release 118 (`help dta` there): sections between tags, little
// endian, text in UTF-8. Long texts do not stand in their row but behind all rows, as
// strL. The table is read three times, for how wide each column is, for the rows and for
// the long texts, so that nothing has to be kept and w is written from begin to end.

// The types of columns.
const (
	typeStrL   = 32768
	typeDouble = 65526
	typeLong   = 65528
	typeByte   = 65530
	// 1 to 2045: text of so many bytes
)

const (
	longestStr  = 2045          // bytes
	longestStrL = 2_000_000_000 // bytes
	mostRows    = 1<<31 - 2     // of Stata/SE; Stata/MP takes more
	smallestInt = -2147483647   // of a long; what is above largestInt stands for missing
	largestInt  = 2147483620

	// A text column with more bytes than that in a cell is a strL, but for a key: a
	// strL cannot be merged by.
	widestStr = 244

	labelLength = 80 // code points
	nameBytes   = 129
	formatBytes = 57
	labelBytes  = 321
)

// Missing values: "." of each type.
const (
	missingByte = 101
	missingLong = 2147483621
)

var (
	missingDouble = math.Float64frombits(0x7fe0000000000000)
	largestDouble = math.Float64frombits(0x7fdfffffffffffff)

	stataEpoch = time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC)
)

// stataDays is what a date is later than 1960-01-01 at 1970-01-01.
const stataDays = 3653

// variable is a column as Stata has it.
type variable struct {
	*results.Column
	key     bool
	kind    uint16
	longest int   // bytes of its longest text
	long    int64 // bytes of all its texts as strL, with what goes before each
	wide    bool  // it has integers that are no long
	nul     bool  // it has a text with a zero byte, which only a strL can hold
}

func writeDTA(ctx context.Context, w io.Writer, f *results.Folder, t *results.Table) (Summary, error) {
	variables, rows, err := measure(ctx, f, t)
	if err != nil {
		return Summary{}, err
	}
	d := &dta{w: bufio.NewWriterSize(stopping{ctx, w}, 1<<16), variables: variables}
	d.head(t, rows)
	for cells, err := range cellsOf(ctx, f, t) {
		if err != nil {
			return Summary{}, err
		}
		d.row(cells)
	}
	d.tag("</data><strls>")
	d.rows = 0
	for cells, err := range cellsOf(ctx, f, t) {
		if err != nil {
			return Summary{}, err
		}
		d.texts(cells)
	}
	d.tag("</strls><value_labels></value_labels></stata_dta>")
	return Summary{Rows: rows}, d.w.Flush() // which has the error of any write before
}

// measure reads the table for the types of its columns.
func measure(ctx context.Context, f *results.Folder, t *results.Table) ([]variable, int64, error) {
	variables := make([]variable, len(t.Columns))
	for i := range t.Columns {
		v := &variables[i]
		v.Column = &t.Columns[i]
		v.key = strings.HasSuffix(v.Name, "_id")
	}
	rows := int64(0)
	for cells, err := range cellsOf(ctx, f, t) {
		if err != nil {
			return nil, 0, err
		}
		rows++
		for i, cell := range cells {
			if err := variables[i].measure(cell); err != nil {
				return nil, 0, fmt.Errorf("%s, row %d: %w", t.Name, rows, err)
			}
		}
	}
	if rows > mostRows {
		return nil, 0, tooLarge("%s has %d rows, and Stata holds %d: write it as %s", t.Name, rows, mostRows, CSV)
	}
	for i := range variables {
		variables[i].choose()
	}
	return variables, rows, nil
}

func (v *variable) measure(cell any) error {
	switch c := cell.(type) {
	case int64:
		if c > exact || c < -exact {
			return tooLarge("%s is %d, and Stata's numbers are exact up to 2^53: write it as %s", v.Name, c, CSV)
		}
		v.wide = v.wide || c < smallestInt || c > largestInt
	case float64:
		if finite(c) && math.Abs(c) > largestDouble {
			return tooLarge("%s is %g, and Stata's numbers end at %g: write it as %s", v.Name, c, largestDouble, CSV)
		}
	case string, results.RawJSON:
		s, _ := textOf(c)
		if len(s) > longestStrL {
			return tooLarge("%s has a text of %d bytes, and Stata holds %d: write it as %s", v.Name, len(s), longestStrL, CSV)
		}
		v.longest = max(v.longest, len(s))
		v.long += longLength(s)
		v.nul = v.nul || strings.IndexByte(s, 0) >= 0
	}
	return nil
}

func (v *variable) choose() {
	switch v.Type {
	case "integer":
		v.kind = typeLong
		if v.wide {
			v.kind = typeDouble
		}
	case "number", "timestamp":
		v.kind = typeDouble
	case "date":
		v.kind = typeLong
	case "boolean":
		v.kind = typeByte
	default:
		v.kind = typeStrL
		if !v.nul && (v.longest <= widestStr || v.key && v.longest <= longestStr) {
			v.kind = uint16(max(v.longest, 1))
		}
	}
}

// width is how many bytes it has in a row.
func (v *variable) width() int64 {
	switch v.kind {
	case typeStrL, typeDouble:
		return 8
	case typeLong:
		return 4
	case typeByte:
		return 1
	}
	return int64(v.kind)
}

// format is how Stata shows it.
func (v *variable) format() string {
	switch {
	case v.Type == "timestamp":
		return "%tc"
	case v.Type == "date":
		return "%td"
	case v.kind == typeStrL:
		return "%-60s"
	case v.kind <= longestStr:
		return fmt.Sprintf("%%-%ds", min(v.kind, 60))
	case v.kind == typeByte:
		return "%8.0g"
	}
	return "%12.0g"
}

// label is the column's meaning, as far as a label holds it.
func label(doc string) string {
	r := []rune(doc)
	if len(r) <= labelLength {
		return doc
	}
	return string(r[:labelLength-1]) + "…"
}

// dta is a data set that is being written. Errors of writing are kept by w.
type dta struct {
	w         *bufio.Writer
	variables []variable
	at        int64 // bytes written of what comes before the rows
	rows      int64 // written, of the present pass
	buffer    []byte
}

func (d *dta) tag(s string) {
	n, _ := d.w.WriteString(s)
	d.at += int64(n)
}

func (d *dta) number(size int, v uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], v)
	d.w.Write(b[:size])
	d.at += int64(size)
}

// fixed writes a text in a field of size bytes, of which the last is zero.
func (d *dta) fixed(size int, s string) {
	d.tag(s)
	d.tag(strings.Repeat("\x00", size-len(s)))
}

// head writes what comes before the rows. Twice, because the map, which is near the
// begin, says where everything is: first into nothing.
func (d *dta) head(t *results.Table, rows int64) {
	dry := &dta{w: bufio.NewWriter(io.Discard), variables: d.variables}
	positions := dry.sections(t, rows, [14]int64{})
	width, long := int64(0), int64(0)
	for i := range d.variables {
		v := &d.variables[i]
		width += v.width()
		if v.kind == typeStrL {
			long += v.long
		}
	}
	positions[10] = positions[9] + int64(len("<data></data>")) + rows*width
	positions[11] = positions[10] + int64(len("<strls></strls>")) + long
	positions[12] = positions[11] + int64(len("<value_labels></value_labels>"))
	positions[13] = positions[12] + int64(len("</stata_dta>"))
	d.sections(t, rows, positions)
	d.tag("<data>")
}

// sections writes all sections before the data, with a map of the given positions, and
// returns those that they have.
func (d *dta) sections(t *results.Table, rows int64, mapped [14]int64) (positions [14]int64) {
	d.tag("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>")
	d.number(2, uint64(len(d.variables)))
	d.tag("</K><N>")
	d.number(8, uint64(rows))
	d.tag("</N><label>")
	title := label("broadsheet: " + t.Name)
	d.number(2, uint64(len(title)))
	d.tag(title + "</label><timestamp>")
	d.number(1, 0) // none: the clock must not change the bytes
	d.tag("</timestamp></header>")

	positions[1] = d.at
	d.tag("<map>")
	for _, p := range mapped {
		d.number(8, uint64(p))
	}
	d.tag("</map>")
	positions[2] = d.at
	d.tag("<variable_types>")
	for i := range d.variables {
		d.number(2, uint64(d.variables[i].kind))
	}
	d.tag("</variable_types>")
	positions[3] = d.at
	d.tag("<varnames>")
	for i := range d.variables {
		d.fixed(nameBytes, d.variables[i].Name)
	}
	d.tag("</varnames>")
	positions[4] = d.at
	d.tag("<sortlist>")
	d.fixed(2*(len(d.variables)+1), "")
	d.tag("</sortlist>")
	positions[5] = d.at
	d.tag("<formats>")
	for i := range d.variables {
		d.fixed(formatBytes, d.variables[i].format())
	}
	d.tag("</formats>")
	positions[6] = d.at
	d.tag("<value_label_names>")
	d.fixed(nameBytes*len(d.variables), "")
	d.tag("</value_label_names>")
	positions[7] = d.at
	d.tag("<variable_labels>")
	for i := range d.variables {
		d.fixed(labelBytes, label(d.variables[i].Doc))
	}
	d.tag("</variable_labels>")
	positions[8] = d.at
	d.tag("<characteristics>")
	for i := range d.variables { // "notes" shows them: the meaning as a whole
		d.characteristic(d.variables[i].Name, "note0", "1")
		d.characteristic(d.variables[i].Name, "note1", d.variables[i].Doc)
	}
	d.tag("</characteristics>")
	positions[9] = d.at
	return positions
}

func (d *dta) characteristic(variable, name, content string) {
	d.tag("<ch>")
	d.number(4, uint64(2*nameBytes+len(content)+1))
	d.fixed(nameBytes, variable)
	d.fixed(nameBytes, name)
	d.tag(content + "\x00</ch>")
}

// row writes the values of a row.
func (d *dta) row(cells []any) {
	d.rows++
	b := d.buffer[:0]
	for i, cell := range cells {
		b = d.variables[i].append(b, cell, uint64(i+1), uint64(d.rows))
	}
	d.w.Write(b)
	d.buffer = b
}

// append appends the value of a cell, which is in that column and row, from 1.
func (v *variable) append(b []byte, cell any, column, row uint64) []byte {
	switch v.kind {
	case typeByte:
		value := byte(missingByte)
		if yes, ok := cell.(bool); ok {
			value = map[bool]byte{true: 1, false: 0}[yes]
		}
		return append(b, value)
	case typeLong:
		value := int32(missingLong)
		switch c := cell.(type) {
		case int64:
			value = int32(c)
		case results.Date:
			value = int32(c) + stataDays
		}
		return binary.LittleEndian.AppendUint32(b, uint32(value))
	case typeDouble:
		value := missingDouble
		switch c := cell.(type) {
		case int64:
			value = float64(c)
		case float64:
			if finite(c) {
				value = c
			}
		case time.Time:
			// Milliseconds; not by Sub, which ends after 292 years.
			value = float64(c.UnixMicro()-stataEpoch.UnixMicro()) / 1000
		}
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(value))
	case typeStrL:
		if s, _ := textOf(cell); s != "" {
			return binary.LittleEndian.AppendUint64(b, column|row<<16)
		}
		return append(b, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	s, _ := textOf(cell)
	b = append(b, s...)
	for range int(v.kind) - len(s) {
		b = append(b, 0)
	}
	return b
}

// A long text is GSO, its column (4 bytes) and row (8), its kind and its length (4).
const longHead = 3 + 4 + 8 + 1 + 4

const (
	longBinary = 129 // may hold zero bytes, and has none at its end
	longText   = 130 // ends with a zero byte
)

// longLength is the number of bytes of a text as strL. The empty one has none.
func longLength(s string) int64 {
	switch {
	case s == "":
		return 0
	case strings.IndexByte(s, 0) >= 0:
		return longHead + int64(len(s))
	}
	return longHead + int64(len(s)) + 1
}

// texts writes the long texts of a row.
func (d *dta) texts(cells []any) {
	d.rows++
	for i, cell := range cells {
		s, _ := textOf(cell)
		if d.variables[i].kind != typeStrL || s == "" {
			continue
		}
		b := append(d.buffer[:0], "GSO"...)
		b = binary.LittleEndian.AppendUint32(b, uint32(i+1))
		b = binary.LittleEndian.AppendUint64(b, uint64(d.rows))
		kind, end := byte(longText), "\x00"
		if strings.IndexByte(s, 0) >= 0 {
			kind, end = longBinary, ""
		}
		b = append(b, kind)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(s)+len(end)))
		b = append(append(b, s...), end...)
		d.w.Write(b)
		d.buffer = b
	}
}
