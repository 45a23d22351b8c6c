package corpus

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"fmt"
	"io"
	"strconv"
)

// The limits of a PDF, beside that of its size: values in all objects, pages,
// and how many times the limit of a record its streams may decompress to.
const (
	maxPDFValues = 4 << 20
	maxPDFPages  = 20_000
	maxPDFDepth  = 100
	maxPDFData   = 4
)

// readPDF makes text of a PDF.
//
// Its objects are found by reading the file from front to back, not by its
// tables of offsets: that takes time linear in the file whatever the tables
// say, files with broken tables can be read, and the last version of an object
// is the one that counts, as it should be. The libraries that there are trust
// the tables, and with them lengths and depths that no memory holds.
func readPDF(data []byte, limit int) (document, error) {
	p := &pdfFile{objects: map[int]any{}, fonts: map[pdfRef]*pdfFont{}, budget: int64(maxPDFData) * int64(limit)}
	if err := p.scan(data); err != nil {
		return document{}, err
	}
	if p.encrypted {
		return document{}, badDocument{ErrBinary, "the PDF is encrypted: save it without a password first"}
	}
	root := p.dict(p.root)
	pages := p.pages(root["Pages"])
	if len(pages) == 0 {
		if !bytes.Contains(data[max(0, len(data)-2048):], []byte("%%EOF")) {
			return document{}, badDocument{ErrTruncated, "the PDF has no pages and no end: it was cut, or not copied whole"}
		}
		return document{}, badDocument{ErrSyntax, "the PDF has no pages that can be found"}
	}
	var lines [][]pdfLine
	for _, page := range pages {
		c := pdfContent{file: p, most: limit}
		c.page(page)
		lines = append(lines, c.lines)
		if p.letters += c.letters; p.letters > limit {
			return document{}, badDocument{ErrTooLarge, fmt.Sprintf("more than %d bytes of text, which is the limit", limit)}
		}
	}
	if p.budget <= 0 {
		return document{}, badDocument{ErrTooLarge, fmt.Sprintf("the streams of the PDF decompress to more than %d times the limit of a record", maxPDFData)}
	}
	d := document{text: pdfParagraphs(lines)}
	if d.text == "" && p.unknown > 0 {
		return d, badDocument{ErrEmpty, "a PDF whose fonts do not say which letters they draw: run OCR on it first"}
	}
	if d.text == "" {
		return d, badDocument{ErrEmpty, "a PDF without text: its pages are images, so run OCR on it first"}
	}
	info := p.dict(p.info)
	d.title = pdfText(p.get(info["Title"]))
	return d, nil
}

// The values of a PDF are nil, bool, float64, string, pdfName, pdfKeyword,
// []any, pdfDict, pdfRef and pdfStream.
type (
	pdfName    string
	pdfKeyword string
	pdfDict    map[string]any
	pdfRef     int
	pdfStream  struct {
		dict pdfDict
		data []byte
	}
)

type pdfFile struct {
	objects    map[int]any
	fonts      map[pdfRef]*pdfFont
	root, info any
	encrypted  bool
	budget     int64 // bytes that may still be decompressed
	values     int
	letters    int
	unknown    int // codes drawn of which no font says what letters they are
}

// scan finds every object.
func (p *pdfFile) scan(data []byte) error {
	x := pdfLexer{data: data}
	// Each is looked for once, or a file of trailers would take for ever.
	object, trailer := -1, -1
	find := func(word string, last int) int {
		if last >= x.at {
			return last
		}
		if i := bytes.Index(data[x.at:], []byte(word)); i >= 0 {
			return x.at + i
		}
		return len(data)
	}
	for {
		object, trailer = find("obj", object), find("trailer", trailer)
		if min(object, trailer) == len(data) {
			break
		}
		if trailer < object {
			x.at = trailer + len("trailer")
			if d, ok := x.value(0).(pdfDict); ok {
				p.trailer(d)
			}
			continue
		}
		at := object
		x.at = at + 3
		number, ok := objectNumber(data[max(0, at-32):at])
		if !ok {
			continue
		}
		v := x.value(0)
		if d, ok := v.(pdfDict); ok {
			if raw, is := x.stream(d); is {
				v = pdfStream{d, raw}
				switch d["Type"] {
				case pdfName("XRef"):
					p.trailer(d)
				case pdfName("ObjStm"):
					p.objectStream(v.(pdfStream))
				}
			} else if d["Type"] == pdfName("Catalog") && p.root == nil {
				p.root = pdfRef(number)
			}
		}
		p.objects[number] = v
		if p.values += x.values; p.values > maxPDFValues {
			return badDocument{ErrTooLarge, fmt.Sprintf("more than %d values in the PDF", maxPDFValues)}
		}
		x.values = 0
	}
	return nil
}

func (p *pdfFile) trailer(d pdfDict) {
	if d["Root"] != nil {
		p.root = d["Root"]
	}
	if d["Info"] != nil {
		p.info = d["Info"]
	}
	p.encrypted = p.encrypted || d["Encrypt"] != nil
}

// objectNumber is the number in "12 0 " before "obj".
func objectNumber(before []byte) (int, bool) {
	f := bytes.Fields(before)
	if len(f) < 2 || len(before) == 0 {
		return 0, false
	}
	if _, err := strconv.ParseUint(string(f[len(f)-1]), 10, 16); err != nil {
		return 0, false
	}
	n := f[len(f)-2]
	i := len(n)
	for i > 0 && n[i-1] >= '0' && n[i-1] <= '9' {
		i--
	}
	number, err := strconv.ParseUint(string(n[i:]), 10, 31)
	return int(number), err == nil
}

// objectStream takes the objects within a stream.
func (p *pdfFile) objectStream(s pdfStream) {
	data := p.decoded(s)
	first, n := integer(s.dict["First"]), integer(s.dict["N"])
	if first <= 0 || first > len(data) {
		return
	}
	header := pdfLexer{data: data[:first]}
	for range min(n, len(data)) {
		number, ok1 := header.value(0).(float64)
		offset, ok2 := header.value(0).(float64)
		if !ok1 || !ok2 || number < 0 || number > 1<<31 || offset < 0 || offset >= float64(len(data)-first) {
			return
		}
		x := pdfLexer{data: data, at: first + int(offset)}
		v := x.value(0)
		// Objects can be made to lie over each other.
		if p.budget -= int64(x.at - first - int(offset)); p.budget <= 0 {
			return
		}
		if d, ok := v.(pdfDict); ok && d["Type"] == pdfName("Catalog") && p.root == nil {
			p.root = pdfRef(int(number))
		}
		p.objects[int(number)] = v
		if p.values += x.values; p.values > maxPDFValues {
			return
		}
	}
}

// get follows references, a few of them.
func (p *pdfFile) get(v any) any {
	for range 8 {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = p.objects[int(ref)]
	}
	return nil
}

// dict is a dictionary, or that of a stream; else nil, in which nothing is.
func (p *pdfFile) dict(v any) pdfDict {
	switch v := p.get(v).(type) {
	case pdfDict:
		return v
	case pdfStream:
		return v.dict
	}
	return nil
}

func (p *pdfFile) array(v any) []any {
	a, _ := p.get(v).([]any)
	return a
}

func (p *pdfFile) number(v any) float64 {
	n, _ := p.get(v).(float64)
	return n
}

func integer(v any) int {
	n, _ := v.(float64)
	return int(min(max(n, -1), 1<<31))
}

// pdfPage is a page with the resources that it may inherit.
type pdfPage struct {
	dict      pdfDict
	resources pdfDict
}

// pages are those below a node of the tree, in order. A node counts once.
func (p *pdfFile) pages(root any) []pdfPage {
	type node struct {
		value     any
		resources pdfDict
	}
	var all []pdfPage
	seen := map[pdfRef]bool{}
	for stack := []node{{root, nil}}; len(stack) > 0 && len(all) < maxPDFPages; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		ref, ok := n.value.(pdfRef)
		if !ok || seen[ref] {
			continue
		}
		seen[ref] = true
		d := p.dict(ref)
		if r := p.dict(d["Resources"]); r != nil {
			n.resources = r
		}
		kids := p.array(d["Kids"])
		if d != nil && d["Kids"] == nil {
			all = append(all, pdfPage{d, n.resources})
		}
		for i := len(kids) - 1; i >= 0; i-- {
			stack = append(stack, node{kids[i], n.resources})
		}
	}
	return all
}

// decoded undoes the filters of a stream. Where one breaks off, what came
// before is taken; images and filters that are not known give nothing.
func (p *pdfFile) decoded(s pdfStream) []byte {
	filters := p.array(s.dict["Filter"])
	if name, ok := p.get(s.dict["Filter"]).(pdfName); ok {
		filters = []any{name}
	}
	data := s.data
	for _, f := range filters[:min(len(filters), 4)] {
		var r io.Reader
		switch p.get(f) {
		case pdfName("FlateDecode"), pdfName("Fl"):
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				return nil
			}
			r = z
		case pdfName("ASCII85Decode"), pdfName("A85"):
			data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~>"))
			r = ascii85.NewDecoder(bytes.NewReader(data))
		case pdfName("ASCIIHexDecode"), pdfName("AHx"):
			x := pdfLexer{data: data}
			r = bytes.NewReader([]byte(x.hex()))
		default:
			return nil
		}
		data, _ = io.ReadAll(io.LimitReader(r, max(p.budget, 0)))
		p.budget -= int64(len(data))
	}
	if len(filters) == 0 {
		p.budget -= int64(len(data))
	}
	if p.budget <= 0 {
		return nil
	}
	return data
}

// pdfLexer reads values.
type pdfLexer struct {
	data   []byte
	at     int
	values int
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelimiter(c byte) bool {
	return isOneOf(c, "()<>[]{}/%")
}

func (x *pdfLexer) skipSpace() {
	for x.at < len(x.data) {
		switch c := x.data[x.at]; {
		case pdfSpace(c):
			x.at++
		case c == '%':
			for x.at < len(x.data) && x.data[x.at] != '\n' && x.data[x.at] != '\r' {
				x.at++
			}
		default:
			return
		}
	}
}

// value reads one value; nil at the end and for null.
func (x *pdfLexer) value(depth int) any {
	x.skipSpace()
	if x.at >= len(x.data) {
		return nil
	}
	x.values++
	c := x.data[x.at]
	switch {
	case c == '/':
		x.at++
		return pdfName(x.name())
	case c == '(':
		x.at++
		return x.literal()
	case c == '<' && x.at+1 < len(x.data) && x.data[x.at+1] == '<':
		x.at += 2
		return x.dict(depth)
	case c == '<':
		x.at++
		return x.hex()
	case c == '[':
		x.at++
		return x.array(depth)
	case c == '>' && x.at+1 < len(x.data) && x.data[x.at+1] == '>':
		x.at += 2
		return pdfKeyword(">>")
	case pdfDelimiter(c):
		x.at++
		return pdfKeyword(c)
	}
	word := x.word()
	switch word {
	case "null":
		return nil
	case "true":
		return true
	case "false":
		return false
	}
	if n, ok := pdfNumber(word); ok {
		if depth >= 0 && n >= 0 && n == float64(int32(n)) {
			if x.reference() {
				return pdfRef(int(n))
			}
		}
		return n
	}
	return pdfKeyword(word)
}

func (x *pdfLexer) word() string {
	start := x.at
	for x.at < len(x.data) && !pdfSpace(x.data[x.at]) && !pdfDelimiter(x.data[x.at]) {
		x.at++
	}
	return string(x.data[start:min(x.at, start+64)])
}

func pdfNumber(word string) (float64, bool) {
	if word == "" || word[0] > '9' || len(word) > 24 {
		return 0, false
	}
	for i := range len(word) {
		if c := word[i]; (c < '0' || c > '9') && c != '.' && (i > 0 || c != '-' && c != '+') {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(word, 64)
	return n, err == nil
}

// reference reads the rest of "12 0 R" where it follows.
func (x *pdfLexer) reference() bool {
	i := x.at
	for i < len(x.data) && i < x.at+4 && pdfSpace(x.data[i]) {
		i++
	}
	from := i
	for i < len(x.data) && i < from+5 && x.data[i] >= '0' && x.data[i] <= '9' {
		i++
	}
	if i == from {
		return false
	}
	from = i
	for i < len(x.data) && i < from+4 && pdfSpace(x.data[i]) {
		i++
	}
	if i == from || i >= len(x.data) || x.data[i] != 'R' || i+1 < len(x.data) && !pdfSpace(x.data[i+1]) && !pdfDelimiter(x.data[i+1]) {
		return false
	}
	x.at = i + 1
	return true
}

func (x *pdfLexer) name() string {
	word := x.word()
	if !bytes.Contains([]byte(word), []byte("#")) {
		return word
	}
	var b []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if v, err := strconv.ParseUint(word[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(v))
				i += 2
				continue
			}
		}
		b = append(b, word[i])
	}
	return string(b)
}

func (x *pdfLexer) literal() string {
	var b []byte
	depth := 1
	for ; x.at < len(x.data); x.at++ {
		c := x.data[x.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				x.at++
				return string(b)
			}
		case '\\':
			if x.at++; x.at >= len(x.data) {
				return string(b)
			}
			c = x.data[x.at]
			switch c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\n':
				continue
			case '\r':
				if x.at+1 < len(x.data) && x.data[x.at+1] == '\n' {
					x.at++
				}
				continue
			}
			if c >= '0' && c <= '7' {
				v := 0
				for n := 0; n < 3 && x.at < len(x.data) && x.data[x.at] >= '0' && x.data[x.at] <= '7'; n++ {
					v = v*8 + int(x.data[x.at]-'0')
					x.at++
				}
				x.at--
				c = byte(v)
			}
		}
		b = append(b, c)
	}
	return string(b)
}

func (x *pdfLexer) hex() string {
	var b []byte
	half, high := false, byte(0)
	for ; x.at < len(x.data); x.at++ {
		c := x.data[x.at]
		var v byte
		switch {
		case c == '>':
			x.at++
			if half {
				b = append(b, high)
			}
			return string(b)
		case c >= '0' && c <= '9':
			v = c - '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = c | 0x20 - 'a' + 10
		default:
			continue
		}
		if half = !half; half {
			high = v << 4
		} else {
			b = append(b, high|v)
		}
	}
	return string(b)
}

func (x *pdfLexer) array(depth int) any {
	list := []any{}
	for x.skipSpace(); x.at < len(x.data) && (depth < maxPDFDepth) && x.values <= maxPDFValues; x.skipSpace() {
		v := x.value(depth + 1)
		switch v {
		case pdfKeyword("]"):
			return list
		case pdfKeyword("endobj"), pdfKeyword(">>"):
			return list
		}
		list = append(list, v)
	}
	return list
}

func (x *pdfLexer) dict(depth int) any {
	d := pdfDict{}
	for x.skipSpace(); x.at < len(x.data) && depth < maxPDFDepth && x.values <= maxPDFValues; x.skipSpace() {
		switch key := x.value(depth + 1).(type) {
		case pdfName:
			v := x.value(depth + 1)
			if v == pdfKeyword(">>") || v == pdfKeyword("endobj") {
				return d
			}
			d[string(key)] = v
		case pdfKeyword:
			if key == ">>" || key == "endobj" {
				return d
			}
		}
	}
	return d
}

// stream is the data of a stream whose dictionary has been read.
func (x *pdfLexer) stream(d pdfDict) ([]byte, bool) {
	x.skipSpace()
	if !bytes.HasPrefix(x.data[x.at:], []byte("stream")) {
		return nil, false
	}
	x.at += len("stream")
	rest := x.data[x.at:]
	rest = bytes.TrimPrefix(rest, []byte("\r"))
	rest = bytes.TrimPrefix(rest, []byte("\n"))
	start := len(x.data) - len(rest)
	if n, ok := d["Length"].(float64); ok && n >= 0 && n <= float64(len(rest)) {
		after := bytes.TrimLeft(rest[int(n):min(len(rest), int(n)+16)], "\r\n \t")
		if bytes.HasPrefix(after, []byte("endstream")) {
			x.at = start + int(n)
			return rest[:int(n)], true
		}
	}
	// The length stands elsewhere, or is wrong.
	i := bytes.Index(rest, []byte("endstream"))
	if i < 0 {
		i = len(rest)
	}
	x.at = start + i
	return rest[:i], true
}
