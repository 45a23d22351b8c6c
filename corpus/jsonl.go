package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// cutLines takes each line that is not blank as a record.
func cutLines(s *stream) {
	for {
		offset := s.offset
		line, size, err := s.readLine()
		at := place{line: s.line, offset: offset}
		switch {
		case size > int64(s.limit):
			if !s.tooLarge(at, size) {
				return
			}
		case err != nil && err != io.EOF:
			// What there is of the line is not the whole of it.
		case len(bytes.TrimSpace(line)) > 0:
			if err == io.EOF && cutShort(line) {
				s.reject(ErrTruncated, "%v: the file ends within a record", at)
				return
			}
			if !s.emit(line, at) {
				return
			}
		}
		if err != nil {
			s.end(err)
			return
		}
	}
}

// cutShort reports whether JSON ends before it is complete.
func cutShort(data []byte) bool {
	var any json.RawMessage
	var syntax *json.SyntaxError
	err := json.Unmarshal(data, &any)
	return errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input"
}

// decodeJSON makes an article of one JSON object.
func decodeJSON(r Record) (*Article, *Error) {
	cells, e := jsonCells(r)
	if e != nil {
		return nil, e
	}
	return r.article(cells)
}

// jsonCells are the members of the object, sorted by name. (Their order in the
// file is of no use: which of two is the text depends on their names alone.)
func jsonCells(r Record) ([]cell, *Error) {
	if bytes.IndexByte(r.data, 0) >= 0 {
		return nil, r.fail(ErrBinary, "%v: NUL bytes", r.where)
	}
	data := []byte(r.file.charset.decode(r.data))
	var members map[string]json.RawMessage
	err := json.Unmarshal(data, &members)
	if err != nil && withoutNaN(data) {
		err = json.Unmarshal(data, &members)
	}
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		return nil, r.fail(ErrSyntax, "%v: not a JSON object but a JSON %s", r.where, wrong.Value)
	case err != nil:
		return nil, r.fail(ErrSyntax, "%v: %s", r.where, jsonReason(err))
	case members == nil:
		return nil, r.fail(ErrSyntax, "%v: not a JSON object but null", r.where)
	}
	cells := make([]cell, 0, len(members))
	for name, raw := range members {
		c := cell{column: withoutNUL(strings.ToValidUTF8(name, "\uFFFD")), kind: plainText}
		switch raw[0] {
		case '"':
			if json.Unmarshal(raw, &c.value) != nil {
				c.kind = nested
			}
		case '{', '[':
			c.kind, c.value = jsonNames(raw)
		case 'n':
		default:
			c.kind, c.value = scalar, string(raw)
		}
		c.value = withoutNUL(c.value)
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b cell) int { return strings.Compare(a.column, b.column) })
	return cells, nil
}

// withoutNUL makes U+FFFD of \u0000, one character of another: R cannot hold a
// string with it, nor can most databases.
func withoutNUL(s string) string { return strings.ReplaceAll(s, "\x00", "\uFFFD") }

func jsonReason(err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("broken JSON: %v at byte %d of the record", err, syntax.Offset)
	}
	return "broken JSON: " + err.Error()
}

// jsonNames joins a list of strings, or of objects with a name, or takes the
// name of one object: {"authors": ["…"]}, {"source": {"name": "…"}}. A list is
// read no further than to the first member that is neither: it may be one of
// millions of numbers.
func jsonNames(raw json.RawMessage) (cellKind, string) {
	if raw[0] == '{' {
		name, ok := jsonName(raw)
		if !ok {
			return nested, ""
		}
		return names, joinNames([]string{name})
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.Token() // the bracket
	var found []string
	for d.More() {
		var item json.RawMessage
		if d.Decode(&item) != nil {
			return nested, ""
		}
		name, ok := jsonName(item)
		if !ok {
			return nested, ""
		}
		found = append(found, name)
	}
	return names, joinNames(found)
}

// jsonName is a string, or the name of an object.
func jsonName(item json.RawMessage) (string, bool) {
	var text string
	if json.Unmarshal(item, &text) == nil {
		return text, true
	}
	var object struct{ Name any }
	if json.Unmarshal(item, &object) != nil {
		return "", false
	}
	text, ok := object.Name.(string)
	return text, ok
}

// withoutNaN overwrites the values NaN and Infinity, which Python writes for
// missing ones and which are not JSON, with the empty string. It reports
// whether there were any.
func withoutNaN(data []byte) bool {
	changed, inString := false, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == 'N' && bytes.HasPrefix(data[i:], []byte("NaN")):
			i += copy(data[i:], `"" `) - 1
			changed = true
		case c == 'I' && bytes.HasPrefix(data[i:], []byte("Infinity")):
			if i > 0 && data[i-1] == '-' {
				data[i-1] = ' '
			}
			i += copy(data[i:], `""      `) - 1
			changed = true
		}
	}
	return changed
}
