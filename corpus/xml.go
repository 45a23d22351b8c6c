package corpus

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// The limits of one record of XML: a tree takes far more memory than its
// source. News has some hundred elements, nested some ten deep.
const (
	maxXMLDepth    = 200
	maxXMLElements = 200_000
)

// xmlKind tells the format of XML from its root element, "" for anything else.
func xmlKind(head []byte) string {
	name := rootElement(head)
	for _, k := range []struct {
		format string
		roots  []string
	}{
		{"nitf", []string{"nitf"}},
		{"newsml", []string{"newsItem", "newsMessage", "packageItem"}},
		{"feed", []string{"rss", "RDF", "feed", "channel"}},
	} {
		if slices.Contains(k.roots, name) {
			return k.format
		}
	}
	return ""
}

// rootElement is the name of the first element without its prefix, "" where
// there is none.
func rootElement(head []byte) string {
	c := xmlCutter{stream: &stream{r: bufio.NewReader(bytes.NewReader(head)), limit: len(head)}}
	if c.skipSpace() != '<' {
		return ""
	}
	for {
		m, err := c.markup()
		if err != nil {
			return ""
		}
		if m.kind != otherMarkup {
			return m.name
		}
	}
}

// cutElements takes each element of the given names as a record. It looks at
// tags and no more: what is not XML within them is found when it is decoded.
// What stands before the first is kept for the records: a feed says there what
// it is.
func cutElements(s *stream, names ...string) {
	if e := xmlEncoding(s); e != nil {
		s.recode(e.NewDecoder())
	}
	s.charset = charset{utf8: true}
	c := xmlCutter{stream: s}
	depth, item, start := 0, "", int64(0)
	for {
		c.outside = depth == 0
		m, err := c.markup()
		switch {
		case err == io.EOF && depth > 0:
			c.reject(ErrTruncated, "%v: the file ends within the element %s", place{offset: start}, item)
			return
		case err == io.EOF && c.inMarkup:
			c.reject(ErrTruncated, "byte %d: the file ends within a tag", c.offset)
			return
		case err == io.EOF && c.number == 0:
			c.reject(ErrSyntax, "no element %s in it: of XML, NITF, NewsML-G2, RSS and Atom are read", strings.Join(names, " or "))
			return
		case err != nil:
			c.end(err)
			return
		}
		switch {
		case depth == 0 && (m.kind == openTag || m.kind == emptyTag) && slices.Contains(names, m.name):
			if c.number == 0 {
				s.file.preamble = parsePreamble(c.preamble)
			}
			item, start = m.name, m.offset
			if m.kind == openTag {
				depth = 1
			} else if !c.element(start) {
				return
			}
		case depth == 0 || m.name != item:
		case m.kind == openTag && len(c.buf) > 0:
			// None of these elements stands in another of its name.
			if !c.reject(ErrSyntax, "%v: the element %s has no end", place{offset: start}, item) {
				return
			}
			c.size = c.offset - m.offset
			c.buf = c.buf[len(c.buf)-int(c.size):]
			start = m.offset
		case m.kind == openTag:
			depth++ // which is too large already
		case m.kind == closeTag:
			if depth--; depth == 0 && !c.element(start) {
				return
			}
		}
	}
}

// xmlEncoding is what the file has to be decoded from, nil for UTF-8. The
// declaration is believed where the bytes do not contradict it.
func xmlEncoding(s *stream) encoding.Encoding {
	if s.charset.utf8 {
		return nil
	}
	first, _, _ := bytes.Cut(s.head[:min(len(s.head), 256)], []byte("?>"))
	if _, after, ok := bytes.Cut(first, []byte("encoding=")); ok && len(after) > 1 {
		name, _, _ := strings.Cut(string(after[1:]), string(after[:1]))
		// A file in UTF-16 is UTF-8 by now.
		if e, known := htmlcharset.Lookup(name); e != nil && known != "utf-8" && known != "replacement" && !strings.HasPrefix(known, "utf-16") {
			return e
		}
	}
	return s.charset.legacy
}

// xmlCutter goes through XML tag by tag.
type xmlCutter struct {
	*stream
	buf      []byte // since the record, or outside of one the tag, began; not kept above the limit
	size     int64  // bytes since then
	outside  bool   // of records
	inMarkup bool
	preamble []byte // what stands before the first record, or the first of it
}

type markupKind uint8

const (
	otherMarkup markupKind = iota // comments, CDATA, processing instructions, the DTD
	openTag
	closeTag
	emptyTag
)

// markup is one tag, or what else begins with <.
type markup struct {
	kind   markupKind
	name   string // without prefix
	offset int64  // where in the file it begins
}

// element yields what is in the buffer.
func (c *xmlCutter) element(start int64) bool {
	at := place{offset: start}
	if size := c.offset - start; size > int64(c.limit) {
		return c.tooLarge(at, size)
	}
	return c.emit(bytes.Clone(c.buf), at)
}

func (c *xmlCutter) take() (byte, error) {
	b, err := c.r.ReadByte()
	if err != nil {
		return 0, err
	}
	c.offset++
	if c.size++; c.size <= int64(c.limit) {
		c.buf = append(c.buf, b)
	} else {
		c.buf = nil
	}
	if c.number == 0 && c.outside && len(c.preamble) < headSize {
		c.preamble = append(c.preamble, b)
	}
	return b, nil
}

func (c *xmlCutter) skipSpace() byte {
	for {
		b, err := c.r.ReadByte()
		if err != nil {
			return 0
		}
		if b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			c.r.UnreadByte()
			return b
		}
	}
}

// markup reads text up to the next tag, and the tag.
func (c *xmlCutter) markup() (m markup, err error) {
	c.inMarkup = false
	for b := byte(0); b != '<'; {
		if b, err = c.take(); err != nil {
			return m, err
		}
	}
	c.inMarkup = true
	m.offset = c.offset - 1
	if c.outside {
		c.buf, c.size = append(c.buf[:0], '<'), 1
	}
	b, err := c.take()
	switch {
	case err != nil:
		return m, err
	case b == '?':
		return m, c.skipTo("?>")
	case b == '!':
		return m, c.skipDeclaration()
	}
	m.kind = openTag
	if b == '/' {
		m.kind = closeTag
		if b, err = c.take(); err != nil {
			return m, err
		}
	}
	const longest = 64 // longer names are none that is looked for
	var name []byte
	quote, last := byte(0), byte(0)
	for inName := true; quote != 0 || b != '>'; {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote, inName = b, false
		case b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '/':
			inName = false
		case inName && b == ':':
			name = name[:0]
		case inName && len(name) < longest:
			name = append(name, b)
		}
		last = b
		if b, err = c.take(); err != nil {
			return m, err
		}
	}
	if last == '/' && m.kind == openTag {
		m.kind = emptyTag
	}
	m.name = string(name)
	return m, nil
}

// skipDeclaration goes over <!-- -->, <![CDATA[ ]]> and <!DOCTYPE [ ]>.
func (c *xmlCutter) skipDeclaration() error {
	var begin []byte
	brackets := 0
	for {
		b, err := c.take()
		if err != nil {
			return err
		}
		if len(begin) < len("[CDATA[") {
			begin = append(begin, b)
		}
		switch {
		case string(begin) == "--":
			return c.skipTo("-->")
		case string(begin) == "[CDATA[":
			return c.skipTo("]]>")
		case b == '[':
			brackets++
		case b == ']':
			brackets--
		case b == '>' && brackets <= 0:
			return nil
		}
	}
}

// skipTo goes behind the next occurrence of an end, of two or three bytes.
func (c *xmlCutter) skipTo(end string) error {
	var last [3]byte
	for {
		b, err := c.take()
		if err != nil {
			return err
		}
		last[0], last[1], last[2] = last[1], last[2], b
		if string(last[3-len(end):]) == end {
			return nil
		}
	}
}

var (
	errXMLDepth    = fmt.Errorf("elements are nested deeper than %d", maxXMLDepth)
	errXMLElements = fmt.Errorf("more than %d elements", maxXMLElements)
)

// parseXML makes a tree of XML, of the nodes that HTML is made of, so that its
// text is found in the same way. Entities that a DTD declares stay as they are
// written, and nothing is fetched. With an error comes what there was before.
func parseXML(text string) (*html.Node, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false // feeds have bare ampersands, and entities of HTML
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	root := &html.Node{Type: html.DocumentNode}
	for at, depth, elements := root, 0, 0; ; {
		token, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return root, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return root, errXMLDepth
			}
			if elements++; elements > maxXMLElements {
				return root, errXMLElements
			}
			n := &html.Node{Type: html.ElementNode, Data: token.Name.Local, DataAtom: atom.Lookup([]byte(token.Name.Local)), Namespace: token.Name.Space}
			for _, a := range token.Attr {
				n.Attr = append(n.Attr, html.Attribute{Key: a.Name.Local, Val: a.Value})
			}
			at.AppendChild(n)
			at = n
		case xml.EndElement:
			if depth > 0 {
				at, depth = at.Parent, depth-1
			}
		case xml.CharData:
			at.AppendChild(&html.Node{Type: html.TextNode, Data: string(token)})
		}
	}
}

// parsePreamble is the tree of what stands before the first record, whose
// elements are still open.
func parsePreamble(b []byte) *html.Node {
	root, _ := parseXML(charset{utf8: true}.decode(b))
	return root
}

// xmlRecord is the tree of a record of XML: its element.
func xmlRecord(r Record) (*html.Node, *Error) {
	if len(r.data) > maxPage {
		return nil, r.fail(ErrTooLarge, "%v: %d bytes, the limit of XML is %d", r.where, len(r.data), maxPage)
	}
	if i := bytes.IndexByte(r.data, 0); i >= 0 {
		return nil, r.fail(ErrBinary, "%v: NUL bytes", place{offset: r.where.offset + int64(i)})
	}
	root, err := parseXML(r.file.charset.decode(r.data))
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, r.fail(ErrSyntax, "%v: broken XML: %s", r.where, syntax.Msg)
	case err != nil:
		return nil, r.fail(ErrSyntax, "%v: broken XML: %v", r.where, err)
	}
	for n := range root.ChildNodes() {
		if n.Type == html.ElementNode {
			return n, nil
		}
	}
	return nil, r.fail(ErrSyntax, "%v: broken XML: no element", r.where)
}

// child is the first element of that name right below n, or nil. Below nil
// there is none.
func child(n *html.Node, names ...string) *html.Node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		found := (*html.Node)(nil)
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && c.Data == name {
				found = c
				break
			}
		}
		n = found
	}
	return n
}

// children goes over the elements of one name right below n.
func children(n *html.Node, name string) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		if n == nil {
			return
		}
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && c.Data == name && !yield(c) {
				return
			}
		}
	}
}

// descendant is the first element of that name below n, or nil.
func descendant(n *html.Node, name string) *html.Node {
	if n == nil {
		return nil
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}

// line is the text of an element on one line; that of nil is "".
func line(n *html.Node) string {
	if n == nil {
		return ""
	}
	return oneLine(content(n))
}

// value is an attribute on one line; that of nil is "".
func value(n *html.Node, key string) string {
	if n == nil {
		return ""
	}
	return oneLine(attr(n, key))
}

// note keeps a value in Meta, where there is one.
func (a *Article) note(key, value string) {
	if value == "" || key == "" {
		return
	}
	if a.Meta == nil {
		a.Meta = map[string]string{}
	}
	if a.Meta[key] == "" {
		a.Meta[key] = value
	}
}

// setDates takes the first of the dates that is understood.
func (a *Article) setDates(dates ...string) {
	for _, d := range dates {
		if t, dayOnly, ok := parseDate(d); ok {
			a.setDate(t, dayOnly)
			return
		}
	}
}
