package results

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
)

// AppendRecord appends the record of one article to dst: one line of JSONL
// without its newline,
//
//	{"article":{…},"sentences":[…],"entities":[…],"mentions":[…],"quotes":[…],"claims":[…]}
//
// with the columns of the tables, less the article_id of all but the first.
// Every column is there, null where it is not known.
func AppendRecord(dst []byte, r *ArticleRows) []byte {
	dst = append(dst, `{"article":`...)
	article := reflect.ValueOf(&r.Article).Elem()
	dst = codecOf(article.Type()).appendRow(dst, article, 0)
	dst = appendRows(dst, "sentences", reflect.ValueOf(r.Sentences))
	dst = appendRows(dst, "entities", reflect.ValueOf(r.Entities))
	dst = appendRows(dst, "mentions", reflect.ValueOf(r.Mentions))
	dst = appendRows(dst, "quotes", reflect.ValueOf(r.Quotes))
	dst = appendRows(dst, "claims", reflect.ValueOf(r.Claims))
	return append(dst, '}')
}

func appendRows(dst []byte, name string, rows reflect.Value) []byte {
	c := codecOf(rows.Type().Elem())
	dst = append(dst, `,"`...)
	dst = append(dst, name...)
	dst = append(dst, `":[`...)
	for i := range rows.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = c.appendRow(dst, rows.Index(i), 1) // article_id is the first column
	}
	return append(dst, ']')
}

// appendRow appends a row as a JSON object, from the given column on.
func (c *codec) appendRow(dst []byte, row reflect.Value, first int) []byte {
	dst = append(dst, '{')
	for i := first; i < len(c.fields); i++ {
		f := &c.fields[i]
		if i > first {
			dst = append(dst, ',')
		}
		dst = append(dst, f.key...)
		if v, ok := f.value(row.Field(i)); ok {
			dst = appendValue(dst, f.kind, v)
		} else {
			dst = append(dst, "null"...)
		}
	}
	return append(dst, '}')
}

func appendValue(dst []byte, k kind, v reflect.Value) []byte {
	switch k {
	case kindString:
		return appendString(dst, v.String())
	case kindJSON:
		return append(dst, v.String()...)
	case kindInt:
		return strconv.AppendInt(dst, v.Int(), 10)
	case kindFloat:
		return appendFloat(dst, v.Float())
	case kindBool:
		return strconv.AppendBool(dst, v.Bool())
	case kindTimestamp, kindDate:
		dst = append(dst, '"')
		dst = appendTime(dst, k, v)
		return append(dst, '"')
	case kindStrings:
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendString(dst, v.Index(i).String())
		}
		return append(dst, ']')
	case kindSpans:
		dst = append(dst, '[')
		for i, s := range v.Interface().([]Span) {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(dst, `{"start_char":`...)
			dst = strconv.AppendInt(dst, int64(s.StartChar), 10)
			dst = append(dst, `,"end_char":`...)
			dst = strconv.AppendInt(dst, int64(s.EndChar), 10)
			dst = append(dst, '}')
		}
		return append(dst, ']')
	}
	panic("results: no such kind of column")
}

// appendTime appends 2012-03-01 for a date and 2012-03-01T09:30:00Z for a
// timestamp, with as many digits of a second as it has.
func appendTime(dst []byte, k kind, v reflect.Value) []byte {
	if k == kindDate {
		return Date(v.Int()).Time().AppendFormat(dst, time.DateOnly)
	}
	return v.Interface().(time.Time).UTC().AppendFormat(dst, time.RFC3339Nano)
}

// appendFloat writes the shortest decimal that reads back as v, the same on
// every machine. JSON has no infinities; rows have none either.
func appendFloat(dst []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, "null"...)
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(dst, v, format, -1, 64)
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. It escapes what must be, and the
// characters other than newline at which some programs cut lines; nothing for
// HTML.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				dst = append(append(dst, s[start:i]...), "\uFFFD"...)
				start = i + n
			case r == '\u0085' || r == '\u2028' || r == '\u2029':
				dst = append(append(dst, s[start:i]...), `\u`...)
				dst = append(dst, hexDigits[r>>12], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
				start = i + n
			}
			i += n
			continue
		}
		if b >= ' ' && b != '"' && b != '\\' && b != 0x7F {
			i++
			continue
		}
		dst = append(dst, s[start:i]...)
		switch b {
		case '"', '\\':
			dst = append(dst, '\\', b)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, `\u00`...)
			dst = append(dst, hexDigits[b>>4], hexDigits[b&15])
		}
		i++
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

// writeRecords writes the articles of a part, a record a line.
func (p *Part) writeRecords(w io.Writer) error {
	b := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for _, a := range p.Articles {
		line = append(AppendRecord(line[:0], a), '\n')
		if _, err := b.Write(line); err != nil {
			return err
		}
	}
	return b.Flush()
}

// writeLines writes rows of one table, a row a line, every column in it.
func writeLines[T any](w io.Writer, batches iter.Seq[[]T]) error {
	b := bufio.NewWriterSize(w, 1<<16)
	c := codecOf(reflect.TypeFor[T]())
	var line []byte
	for rows := range batches {
		for i := range rows {
			line = append(c.appendRow(line[:0], reflect.ValueOf(&rows[i]).Elem(), 0), '\n')
			if _, err := b.Write(line); err != nil {
				return err
			}
		}
	}
	return b.Flush()
}

// readLines calls f with each line of a file, however long.
func readLines(name string, f func(line []byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<16)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 {
			if err := f(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// errStop ends readLines early.
var errStop = fmt.Errorf("stop")

// readJSONL reads rows of T from a file of rows, or, where section is not "",
// from that part of each record of a file of records.
func readJSONL[T any](name, section string) iter.Seq2[*T, error] {
	c := codecOf(reflect.TypeFor[T]())
	return func(yield func(*T, error) bool) {
		n := 0
		err := readLines(name, func(line []byte) error {
			n++
			var rows []json.RawMessage
			var article struct {
				Article json.RawMessage `json:"article"`
			}
			var id struct {
				ArticleID string `json:"article_id"`
			}
			switch section {
			case "":
				rows = []json.RawMessage{line}
			default:
				var record map[string]json.RawMessage
				if err := json.Unmarshal(line, &record); err != nil {
					return fmt.Errorf("%s: line %d: %w", name, n, err)
				}
				article.Article = record["article"]
				if err := json.Unmarshal(article.Article, &id); err != nil {
					return fmt.Errorf("%s: line %d: %w", name, n, err)
				}
				if section == "article" {
					rows = []json.RawMessage{article.Article}
				} else if err := json.Unmarshal(record[section], &rows); err != nil {
					return fmt.Errorf("%s: line %d: %w", name, n, err)
				}
			}
			for _, raw := range rows {
				row := new(T)
				v := reflect.ValueOf(row).Elem()
				if i, ok := c.byName["article_id"]; ok {
					v.Field(i).SetString(id.ArticleID)
				}
				if err := c.readObject(v, raw); err != nil {
					return fmt.Errorf("%s: line %d: %w", name, n, err)
				}
				if !yield(row, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && err != errStop {
			yield(nil, err)
		}
	}
}

// readObject sets the fields of row from a JSON object; columns that row does
// not have are passed over.
func (c *codec) readObject(row reflect.Value, raw []byte) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(raw, &values); err != nil {
		return err
	}
	for i := range c.fields {
		f := &c.fields[i]
		value, ok := values[f.Name]
		if !ok || bytes.Equal(value, []byte("null")) {
			continue
		}
		if err := setValue(row.Field(i), f.kind, value); err != nil {
			return fmt.Errorf("column %s: %w", f.Name, err)
		}
	}
	return nil
}

func setValue(v reflect.Value, k kind, raw []byte) error {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch k {
	case kindJSON:
		v.SetString(string(raw))
		return nil
	case kindTimestamp:
		var t time.Time
		if err := json.Unmarshal(raw, &t); err != nil {
			return err
		}
		v.Set(reflect.ValueOf(t.UTC()))
		return nil
	case kindDate:
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return err
		}
		d := day(s)
		if d == nil {
			return fmt.Errorf("%q is no date", s)
		}
		v.SetInt(int64(*d))
		return nil
	case kindSpans:
		var spans []struct {
			Start int32 `json:"start_char"`
			End   int32 `json:"end_char"`
		}
		if err := json.Unmarshal(raw, &spans); err != nil {
			return err
		}
		out := make([]Span, len(spans))
		for i, s := range spans {
			out[i] = Span{s.Start, s.End}
		}
		v.Set(reflect.ValueOf(out))
		return nil
	}
	return json.Unmarshal(raw, v.Addr().Interface())
}

// ParseRecord reads the record of one article, a line of JSONL as AppendRecord
// wrote it. Columns that are missing are null, others are passed over.
func ParseRecord(line []byte) (*ArticleRows, error) {
	var record struct {
		Article                                       json.RawMessage
		Sentences, Entities, Mentions, Quotes, Claims []json.RawMessage
	}
	if err := json.Unmarshal(line, &record); err != nil {
		return nil, err
	}
	if record.Article == nil {
		return nil, fmt.Errorf("a record without an article")
	}
	r := new(ArticleRows)
	if err := parseRow(&r.Article, record.Article); err != nil {
		return nil, err
	}
	id := r.Article.ArticleID
	var err error
	if r.Sentences, err = parseRows(record.Sentences, func(x *Sentence) { x.ArticleID = id }); err != nil {
		return nil, err
	}
	if r.Entities, err = parseRows(record.Entities, func(x *Entity) { x.ArticleID = id }); err != nil {
		return nil, err
	}
	if r.Mentions, err = parseRows(record.Mentions, func(x *Mention) { x.ArticleID = id }); err != nil {
		return nil, err
	}
	if r.Quotes, err = parseRows(record.Quotes, func(x *Quote) { x.ArticleID = id }); err != nil {
		return nil, err
	}
	r.Claims, err = parseRows(record.Claims, func(x *Claim) { x.ArticleID = id })
	return r, err
}

func parseRow[T any](row *T, raw json.RawMessage) error {
	return codecOf(reflect.TypeFor[T]()).readObject(reflect.ValueOf(row).Elem(), raw)
}

func parseRows[T any](raw []json.RawMessage, own func(*T)) ([]T, error) {
	rows := make([]T, len(raw))
	for i := range raw {
		if err := parseRow(&rows[i], raw[i]); err != nil {
			return nil, err
		}
		own(&rows[i])
	}
	return rows, nil
}
