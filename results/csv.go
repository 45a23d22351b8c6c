package results

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"reflect"
	"strings"
	"unicode/utf8"
)

// CSV is RFC 4180: a header, commas, CRLF after each row, fields with a comma,
// quotation mark or line break in quotation marks. encoding/csv is not used
// because it changes line breaks inside fields, and the texts must stay as
// they are. An empty field is null. Lists are JSON.

func (c *codec) appendHeader(dst []byte) []byte {
	for i := range c.fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, c.fields[i].Name...)
	}
	return append(dst, "\r\n"...)
}

func (c *codec) appendCSV(dst []byte, row reflect.Value, guard bool) []byte {
	var buffer []byte
	for i := range c.fields {
		f := &c.fields[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		v, ok := f.value(row.Field(i))
		if !ok {
			continue
		}
		switch f.kind {
		case kindString, kindJSON:
			text := v.String()
			if guard {
				text = GuardFormula(text)
			}
			dst = appendField(dst, text)
		case kindStrings, kindSpans:
			buffer = appendValue(buffer[:0], f.kind, v)
			dst = appendField(dst, string(buffer))
		case kindTimestamp, kindDate:
			dst = appendTime(dst, f.kind, v)
		default:
			dst = appendValue(dst, f.kind, v)
		}
	}
	return append(dst, "\r\n"...)
}

func appendField(dst []byte, s string) []byte {
	if !strings.ContainsAny(s, ",\"\r\n") && s == strings.TrimSpace(s) {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return append(append(dst, s...), '"')
		}
		dst = append(append(dst, s[:i+1]...), '"')
		s = s[i+1:]
	}
}

// looksLikeFormula reports whether a spreadsheet may take a cell for a formula and
// run it. The beginnings are those that OWASP lists under CSV injection, with the
// wide forms that East Asian spreadsheets take for the same. Lists and objects are
// not asked: their JSON begins with a bracket.
func looksLikeFormula(cell string) bool {
	r, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}

// GuardFormula is a cell of text with an apostrophe before it where a spreadsheet
// could run it as a formula: see Stream.GuardFormulas.
func GuardFormula(cell string) string {
	if looksLikeFormula(cell) {
		return "'" + cell
	}
	return cell
}

func writeCSV[T any](w *fileWriter, batches iter.Seq[[]T]) error {
	b := bufio.NewWriterSize(w, 1<<16)
	c := codecOf(reflect.TypeFor[T]())
	var line []byte
	if !w.begun {
		w.begun = true
		line = c.appendHeader(line)
		if _, err := b.Write(line); err != nil {
			return err
		}
	}
	for rows := range batches {
		for i := range rows {
			line = c.appendCSV(line[:0], reflect.ValueOf(&rows[i]).Elem(), w.guard)
			if _, err := b.Write(line); err != nil {
				return err
			}
		}
	}
	return b.Flush()
}

// readCSV reads the columns of T from a file that writeCSV wrote.
func readCSV[T any](name string) iter.Seq2[*T, error] {
	c := codecOf(reflect.TypeFor[T]())
	return func(yield func(*T, error) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		r := bufio.NewReaderSize(f, 1<<16)
		header, err := readFields(r, nil)
		if err != nil {
			yield(nil, fmt.Errorf("%s: no header: %w", name, err))
			return
		}
		fields := make([]int, len(header)) // column of the file -> field of T, or -1
		for i, h := range header {
			fields[i] = -1
			if k, ok := c.byName[h]; ok {
				fields[i] = k
			}
		}
		values := header
		for n := 1; ; n++ {
			values, err = readFields(r, values[:0])
			if err == io.EOF {
				return
			}
			row := new(T)
			if err == nil && len(values) != len(fields) {
				err = fmt.Errorf("%d fields where the header has %d", len(values), len(fields))
			}
			for i := 0; err == nil && i < len(values); i++ {
				if k := fields[i]; k >= 0 && values[i] != "" {
					err = setField(reflect.ValueOf(row).Elem().Field(k), c.fields[k].kind, values[i])
				}
			}
			if err != nil {
				yield(nil, fmt.Errorf("%s: row %d: %w", name, n, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func setField(v reflect.Value, k kind, s string) error {
	switch k {
	case kindString, kindJSON:
		v.SetString(s)
		return nil
	case kindTimestamp, kindDate:
		s = `"` + s + `"`
	}
	return setValue(v, k, []byte(s))
}

var errQuote = errors.New("a quotation mark is not closed, or stands in the middle of a field")

// readFields reads one row. io.EOF is returned at the end of the file.
func readFields(r *bufio.Reader, fields []string) ([]string, error) {
	var field []byte
	quoted, begun := false, false
	for {
		b, err := r.ReadByte()
		switch {
		case err == io.EOF && quoted:
			return fields, errQuote
		case err == io.EOF && !begun && len(fields) == 0:
			return fields, io.EOF
		case err == io.EOF:
			return append(fields, string(field)), nil
		case err != nil:
			return fields, err
		case quoted && b == '"':
			next, err := r.ReadByte()
			if err == nil && next == '"' {
				field = append(field, '"')
				continue
			}
			if err == nil && next != ',' && next != '\r' && next != '\n' {
				return fields, errQuote
			}
			if err == nil {
				if err := r.UnreadByte(); err != nil {
					return fields, err
				}
			}
			quoted = false
		case quoted:
			field = append(field, b)
		case b == '"' && len(field) == 0:
			quoted, begun = true, true
		case b == ',':
			fields, field, begun = append(fields, string(field)), field[:0], true
		case b == '\n':
			return append(fields, string(field)), nil
		case b == '\r': // the file's own line end; inside a field it is quoted
		default:
			field, begun = append(field, b), true
		}
	}
}
