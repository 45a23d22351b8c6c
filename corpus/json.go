package corpus

import (
	"bytes"
	"io"
)

// cutJSON takes each element of an array as a record, however long the array
// is; each object outside of one; and each element of the array in an object
// such as {"status": "ok", "articles": [ … ]}. It matches brackets and no
// more: an element that is not JSON within them is found when it is decoded.
func cutJSON(s *stream) {
	if s.charset.legacy != nil {
		// Multi-byte encodings have bytes that look like brackets.
		s.recode(s.charset.legacy.NewDecoder())
		s.charset = charset{utf8: true}
	}
	c := jsonCutter{stream: s}
	c.run()
}

// jsonCutter goes through JSON byte by byte. depth is that of the arrays whose
// elements are records: 0, or 1 within one.
type jsonCutter struct {
	*stream
	buf []byte // of the element that is being read; not kept above the limit
}

func (c *jsonCutter) run() {
	inArray, inWrapper := false, false
	for {
		b, err := c.skipSpace()
		if err != nil {
			if inArray && err == io.EOF {
				c.reject(ErrTruncated, "byte %d: the file ends within the list", c.offset)
				return
			}
			c.end(err)
			return
		}
		ok := true
		switch {
		case b == ',' || b == 0x1e: // between elements; record separator of RFC 7464
			c.take()
		case b == '[' && !inArray:
			c.take()
			inArray = true
		case b == ']' && inArray:
			c.take()
			inArray = false
			if inWrapper {
				inWrapper = false
				ok = c.rest()
			}
		case b == '{':
			var list bool
			list, ok = c.object(!inArray)
			if list {
				inArray, inWrapper = true, true
			}
		default:
			ok = c.other()
		}
		if !ok {
			return
		}
	}
}

// skipSpace goes to the next byte that is not white space, and leaves it.
func (c *jsonCutter) skipSpace() (byte, error) {
	for {
		b, err := c.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			return b, c.r.UnreadByte()
		}
		c.offset++
	}
}

func (c *jsonCutter) take() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.offset++
	}
	return b, err
}

// object reads one object and yields it. If it may be a wrapper and is one, it
// stops within its list of articles and says so.
func (c *jsonCutter) object(mayWrap bool) (list, ok bool) {
	at := place{offset: c.offset}
	c.buf = nil
	depth, inString, escaped := 0, false, false
	for {
		b, err := c.take()
		if err != nil {
			if err == io.EOF {
				c.reject(ErrTruncated, "%v: the file ends within a record", at)
			} else {
				c.end(err)
			}
			return false, false
		}
		size := c.offset - at.offset
		if size <= int64(c.limit) {
			c.buf = append(c.buf, b)
		} else {
			c.buf = nil
		}
		if inString {
			switch {
			case escaped:
				escaped = false
			case b == '\\':
				escaped = true
			case b == '"':
				inString = false
			}
			continue
		}
		switch b {
		case '"':
			inString = true
		case '{', '[':
			depth++
			if b == '[' && depth == 2 && mayWrap && wrapperKey(c.buf) {
				if next, err := c.skipSpace(); err == nil && next == '{' {
					c.buf = nil
					return true, true
				}
			}
		case '}', ']':
			if depth--; depth > 0 {
				continue
			}
			if size > int64(c.limit) {
				return false, c.tooLarge(at, size)
			}
			// The record keeps the bytes, so the next one gets its own.
			return false, c.emit(bytes.Clone(c.buf), at)
		}
	}
}

// wrapperKeys are the names under which services put their list of articles.
var wrapperKeys = []string{"articles", "results", "items", "documents", "docs", "records", "entries", "stories", "data", "hits", "value"}

// wrapperKey reports whether an object that has been read up to the opening
// bracket of a list is a wrapper: the key of the list says so, and no key
// before it holds a text.
func wrapperKey(object []byte) bool {
	head := bytes.TrimRight(object[:max(len(object)-1, 0)], " \t\r\n")
	head, colon := bytes.CutSuffix(head, []byte(":"))
	head = bytes.TrimRight(head, " \t\r\n")
	head, quote := bytes.CutSuffix(head, []byte(`"`))
	if !colon || !quote {
		return false
	}
	key := head[bytes.LastIndexByte(head, '"')+1:]
	for _, w := range wrapperKeys {
		if string(key) == w {
			return !hasTextKey(head)
		}
	}
	return false
}

func hasTextKey(object []byte) bool {
	for _, u := range usualNames {
		if u.field != FieldText {
			continue
		}
		for _, n := range u.names {
			if bytes.Contains(object, []byte(`"`+n+`":`)) || bytes.Contains(object, []byte(`"`+n+`" :`)) {
				return true
			}
		}
	}
	return false
}

// wrapsArticles reports whether the head of a file is that of an object around
// a list of articles.
func wrapsArticles(head []byte) bool {
	for i := bytes.IndexByte(head, '['); i >= 0 && i < 4096; {
		if next := bytes.TrimLeft(head[i+1:], " \t\r\n"); len(next) > 0 && next[0] == '{' && bytes.Count(head[:i], []byte("{")) == 1 && wrapperKey(head[:i+1]) {
			return true
		}
		j := bytes.IndexByte(head[i+1:], '[')
		if j < 0 {
			return false
		}
		i += 1 + j
	}
	return false
}

// rest goes over what a wrapper has after its list.
func (c *jsonCutter) rest() bool {
	depth, inString, escaped := 1, false, false
	for depth > 0 {
		b, err := c.take()
		switch {
		case err == io.EOF:
			return c.reject(ErrTruncated, "byte %d: the file ends within an object", c.offset) && false
		case err != nil:
			c.end(err)
			return false
		case escaped:
			escaped = false
		case inString:
			escaped, inString = b == '\\', b != '"'
		case b == '"':
			inString = true
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			depth--
		}
	}
	return true
}

// other reads what is no object up to the next comma, bracket or line, and
// yields it, to be refused when it is decoded.
func (c *jsonCutter) other() bool {
	at := place{offset: c.offset}
	c.buf = nil
	depth, inString, escaped := 0, false, false
	for {
		b, err := c.take()
		if err == io.EOF {
			return c.emit(c.buf, at)
		}
		if err != nil {
			c.end(err)
			return false
		}
		if !inString && depth == 0 && (b == ',' || b == ']' || b == '}' || b == '{' || b == '\n') && len(c.buf) > 0 {
			if err := c.r.UnreadByte(); err == nil {
				c.offset--
			}
			return c.emit(c.buf, at)
		}
		// No more than a taste of it: it cannot become an article.
		if len(c.buf) < 4096 {
			c.buf = append(c.buf, b)
		}
		switch {
		case escaped:
			escaped = false
		case inString:
			escaped, inString = b == '\\', b != '"'
		case b == '"':
			inString = true
		case b == '[':
			depth++
		case b == ']' && depth > 0:
			depth--
		}
	}
}
