package export

import (
	"archive/zip"
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/results"
)

// A workbook is a zip of XML files (ECMA-376, Office Open XML). This is the least of it
// that Excel and LibreOffice read: a sheet with the rows, and one that says what the
// columns mean. Text is written into its cell as "inlineStr", which is never run as a
// formula, and the cell is formatted as text, so that it does not become one when it is
// edited either.

const (
	sheetRows = 1 << 20 // of a sheet, the header included
	cellUnits = 32767   // of a text, in UTF-16
)

// The styles of cells, as numbered in styles.xml.
const (
	styleHeader = 1 + iota
	styleText
	styleTime
	styleDate
)

const (
	contentTypes = xmlHeader + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`</Types>`
	packageRelations = xmlHeader + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	workbookRelations = xmlHeader + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + office + `/worksheet" Target="worksheets/sheet2.xml"/>` +
		`<Relationship Id="rId3" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`
	workbook = xmlHeader + `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets>` +
		`<sheet name="%s" sheetId="1" r:id="rId1"/><sheet name="columns of %[1]s" sheetId="2" r:id="rId2"/></sheets></workbook>`
	styles = xmlHeader + `<styleSheet xmlns="` + main + `">` +
		`<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` + // 49: text
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>` +
		`</styleSheet>`
	sheetBegin = xmlHeader + `<worksheet xmlns="` + main + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
		`<sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/><sheetData>`
	sheetEnd = `</sheetData><autoFilter ref="A1:%s%d"/></worksheet>`

	xmlHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	office    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

func writeXLSX(ctx context.Context, w io.Writer, f *results.Folder, t *results.Table) (Summary, error) {
	if n := f.Rows[t.Name]; n >= sheetRows {
		return Summary{}, tooLarge("%s has %d rows, and a sheet holds %d: write it as %s or %s, or select with broadsheet sql", t.Name, n, sheetRows-1, CSV, DTA)
	}
	z := zip.NewWriter(w)
	for _, file := range []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"xl/workbook.xml", fmt.Sprintf(workbook, t.Name)},
		{"xl/_rels/workbook.xml.rels", workbookRelations},
		{"xl/styles.xml", styles},
	} {
		e, err := create(z, file.name)
		if err == nil {
			_, err = io.WriteString(e, file.content)
		}
		if err != nil {
			return Summary{}, err
		}
	}
	s, err := newSheet(z, "xl/worksheets/sheet1.xml")
	if err != nil {
		return Summary{}, err
	}
	header := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = c.Name
	}
	s.header(header)
	for cells, err := range cellsOf(ctx, f, t) {
		if err == nil {
			err = s.row(cells)
		}
		if err != nil {
			return Summary{}, err
		}
	}
	if err := s.end(); err != nil {
		return Summary{}, err
	}
	done := Summary{Rows: s.rows - 1, Cut: s.cut}

	if s, err = newSheet(z, "xl/worksheets/sheet2.xml"); err != nil {
		return Summary{}, err
	}
	s.header([]string{"column", "type", "meaning"})
	for i := range t.Columns {
		c := &t.Columns[i]
		if err := s.row([]any{c.Name, c.Type, c.Doc}); err != nil {
			return Summary{}, err
		}
	}
	if err := s.end(); err != nil {
		return Summary{}, err
	}
	return done, z.Close()
}

// create begins a file of the zip. It is as old as a file of a zip can be: the clock must
// not change the bytes.
func create(z *zip.Writer, name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

// sheet is one that is being written.
type sheet struct {
	w       *bufio.Writer
	columns []string // A, B, … AA
	rows    int64    // written, the header included
	cut     int64
	buffer  []byte
}

func newSheet(z *zip.Writer, name string) (*sheet, error) {
	e, err := create(z, name)
	if err != nil {
		return nil, err
	}
	s := &sheet{w: bufio.NewWriterSize(e, 1<<16)}
	_, err = s.w.WriteString(sheetBegin)
	return s, err
}

func (s *sheet) header(names []string) {
	s.rows = 1
	s.buffer = append(s.buffer[:0], `<row r="1">`...)
	for i, name := range names {
		s.columns = append(s.columns, columnName(i))
		s.text(i, styleHeader, name)
	}
	s.buffer = append(s.buffer, "</row>"...)
}

// columnName is A for 0, Z for 25, AA for 26.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// row writes the row before, which is in the buffer, and puts the next one there.
func (s *sheet) row(cells []any) error {
	if s.rows == sheetRows {
		return tooLarge("there are more rows than the %d that a sheet holds: write it as %s or %s", sheetRows-1, CSV, DTA)
	}
	if _, err := s.w.Write(s.buffer); err != nil {
		return err
	}
	s.rows++
	s.buffer = append(s.buffer[:0], `<row r="`...)
	s.buffer = strconv.AppendInt(s.buffer, s.rows, 10)
	s.buffer = append(s.buffer, `">`...)
	for i, cell := range cells {
		s.cell(i, cell)
	}
	s.buffer = append(s.buffer, "</row>"...)
	return nil
}

func (s *sheet) end() error {
	if _, err := s.w.Write(s.buffer); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(s.w, sheetEnd, s.columns[len(s.columns)-1], s.rows); err != nil {
		return err
	}
	return s.w.Flush()
}

func (s *sheet) cell(i int, cell any) {
	switch v := cell.(type) {
	case nil:
	case int64:
		if v > exact || v < -exact {
			s.text(i, styleText, strconv.FormatInt(v, 10))
		} else {
			s.value(i, 0, "", strconv.FormatInt(v, 10))
		}
	case float64:
		if finite(v) { // CSV has nothing for others either
			s.value(i, 0, "", strconv.FormatFloat(v, 'g', -1, 64))
		}
	case bool:
		s.value(i, 0, "b", map[bool]string{true: "1", false: "0"}[v])
	case time.Time:
		if serial, ok := serialOf(v); ok {
			s.value(i, styleTime, "", serial)
		} else {
			s.text(i, styleText, v.Format(time.RFC3339Nano))
		}
	case results.Date:
		if serial, ok := serialOf(v.Time()); ok {
			s.value(i, styleDate, "", serial)
		} else {
			s.text(i, styleText, v.Time().Format(time.DateOnly))
		}
	default:
		text, _ := textOf(v)
		s.text(i, styleText, text)
	}
}

// value writes a cell of a type of the file format, "" for a number.
func (s *sheet) value(i, style int, kind, value string) {
	s.open(i, style)
	if kind != "" {
		s.buffer = append(append(append(s.buffer, ` t="`...), kind...), '"')
	}
	s.buffer = append(append(append(s.buffer, "><v>"...), value...), "</v></c>"...)
}

func (s *sheet) text(i, style int, text string) {
	short := cutText(text)
	if len(short) < len(text) {
		s.cut++
		short += fmt.Sprintf(cutMark, utf8.RuneCountInString(text))
	}
	s.open(i, style)
	s.buffer = append(s.buffer, ` t="inlineStr"><is><t xml:space="preserve">`...)
	s.buffer = appendXML(s.buffer, short)
	s.buffer = append(s.buffer, "</t></is></c>"...)
}

func (s *sheet) open(i, style int) {
	s.buffer = append(append(s.buffer, `<c r="`...), s.columns[i]...)
	s.buffer = append(strconv.AppendInt(s.buffer, s.rows, 10), '"')
	if style > 0 {
		s.buffer = append(strconv.AppendInt(append(s.buffer, ` s="`...), int64(style), 10), '"')
	}
}

// cutMark stands behind the beginning of a text that is too long for a cell.
const cutMark = " … [cut: a cell holds no more of its %d characters]"

// cutText is the text, or where it is too long for a cell as much of it as leaves room
// for the mark.
func cutText(s string) string {
	if len(s) <= cellUnits { // at least a byte a unit
		return s
	}
	const room = cellUnits - len(cutMark) - len("2000000000")
	units, end := 0, 0 // in UTF-16, of s[:i]
	for i, r := range s {
		if units <= room {
			end = i
		}
		if units += max(utf16.RuneLen(r), 1); units > cellUnits {
			return s[:end]
		}
	}
	return s
}

// serialOf is a time as Excel counts it: days since 1899-12-30, which is true from March
// 1900 on only, because Lotus took 1900 for a leap year.
func serialOf(t time.Time) (string, bool) {
	first := time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	if t.Before(first) || t.Year() > 9999 {
		return "", false
	}
	const epoch = 25569 // of 1970-01-01
	micros := t.UnixMicro()
	days := math.Floor(float64(micros) / 86_400e6)
	part := float64(micros-int64(days)*86_400e6) / 86_400e6
	return strconv.FormatFloat(epoch+days+part, 'f', -1, 64), true
}

// appendXML appends s as the text of an element. What XML cannot hold, or changes (a
// carriage return), is written as _xHHHH_, and so is an underscore that would be taken
// for the begin of one.
func appendXML(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF, r == '_' && escaped(s[i:]):
			dst = fmt.Appendf(dst, "_x%04X_", r)
		default:
			dst = utf8.AppendRune(dst, r) // U+FFFD for what is no UTF-8
		}
		i += n
	}
	return dst
}

// escaped reports whether s begins like a character that is written as _xHHHH_.
func escaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
