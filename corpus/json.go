package corpus

import (
	"bytes"
	"io"
	"slices"
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
				mayWrap = false // one look an object, or many lists would take for ever
				if following, _ := c.r.Peek(headSize); wraps(c.buf, following, c.columns) {
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
// bracket of a list has it under the key of a wrapper.
func wrapperKey(object []byte) bool {
	head := bytes.TrimRight(object[:max(len(object)-1, 0)], " \t\r\n")
	head, colon := bytes.CutSuffix(head, []byte(":"))
	head = bytes.TrimRight(head, " \t\r\n")
	head, quote := bytes.CutSuffix(head, []byte(`"`))
	if !colon || !quote {
		return false
	}
	key := head[bytes.LastIndexByte(head, '"')+1:]
	return slices.Contains(wrapperKeys, string(key))
}

// wraps reports whether an object is a wrapper, by what it has before a list
// and what follows the opening bracket. An article can have a list of objects
// too: then it is the article that has a text.
func wraps(before, following []byte, rules *columnRules) bool {
	following = bytes.TrimLeft(following, " \t\r\n")
	if len(following) == 0 || following[0] != '{' || hasTextKey(before, rules) {
		return false
	}
	first, rest := firstObject(following)
	return hasTextKey(first, rules) || !hasTextKey(rest, rules)
}

// nesting follows the brackets of JSON; those in strings do not count. The
// zero value stands before the first byte.
type nesting struct {
	depth             int
	inString, escaped bool
}

// read takes the next byte, and returns it where it is a bracket, else 0.
func (n *nesting) read(c byte) byte {
	switch {
	case n.escaped:
		n.escaped = false
	case n.inString:
		n.escaped, n.inString = c == '\\', c != '"'
	case c == '"':
		n.inString = true
	case c == '{' || c == '[':
		n.depth++
		return c
	case c == '}' || c == ']':
		n.depth--
		return c
	}
	return 0
}

// firstObject splits what begins with an object behind it.
func firstObject(b []byte) (object, rest []byte) {
	var n nesting
	for i, c := range b {
		if n.read(c) != 0 && n.depth == 0 {
			return b[:i+1], b[i+1:]
		}
	}
	return b, nil
}

// hasTextKey reports whether any object in b has a column for the text.
func hasTextKey(b []byte, rules *columnRules) bool {
	for {
		i := bytes.IndexByte(b, '"')
		if i < 0 {
			return false
		}
		b = b[i+1:]
		n := 0
		for n < len(b) && b[n] != '"' {
			if b[n] == '\\' {
				n++
			}
			n++
		}
		if n >= len(b) {
			return false
		}
		word := b[:n]
		b = b[n+1:]
		if after := bytes.TrimLeft(b, " \t\r\n"); len(after) > 0 && after[0] == ':' && rules.use(string(word)).field == FieldText {
			return true
		}
	}
}

// wrapsArticles reports whether the head of a file is that of a wrapper.
func wrapsArticles(head []byte, rules *columnRules) bool {
	var n nesting
	for i, c := range head {
		if n.read(c) == '[' && n.depth == 2 && wrapperKey(head[:i+1]) {
			return wraps(head[:i+1], head[i+1:], rules)
		}
	}
	return false
}

// rest goes over what a wrapper has after its list.
func (c *jsonCutter) rest() bool {
	for n := (nesting{depth: 1}); n.depth > 0; {
		b, err := c.take()
		if err == io.EOF {
			return c.reject(ErrTruncated, "byte %d: the file ends within an object", c.offset) && false
		}
		if err != nil {
			c.end(err)
			return false
		}
		n.read(b)
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
