package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDocumentXML is how many times the limit of a record the XML of a Word
// file may be: it is mostly markup.
const maxDocumentXML = 8

// readDOCX makes text of a Word file: the paragraphs and tables of its main
// part, without headers, footers, notes and comments. Title, creator and date
// are those of its properties.
func readDOCX(data []byte, limit int) (document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if !bytes.HasPrefix(data, []byte("PK")) {
			return document{}, badDocument{ErrSyntax, "not a Word file (.docx): save it as one"}
		}
		return document{}, badDocument{ErrTruncated, "the Word file has no directory at its end: it was cut, or not copied whole"}
	}
	var main, properties *zip.File
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml":
			main = f
		case "docProps/core.xml":
			properties = f
		}
	}
	if main == nil {
		return document{}, badDocument{ErrBinary, "an office document that is not of Word: save a text as .docx, a table as CSV"}
	}
	w := &documentWriter{limit: limit}
	if err := readPart(main, len(data), limit, (&wordReader{w: w}).token); err != nil {
		return document{}, err
	}
	d, err := w.document()
	if err != nil {
		return d, err
	}
	if properties != nil {
		p := propertyReader{values: map[string]string{}}
		// Properties that cannot be read cost no text.
		if readPart(properties, len(data), limit, p.token) == nil {
			d.title = p.values["title"]
			d.meta = map[string]string{"creator": p.values["creator"], "created": p.values["created"]}
		}
	}
	return d, nil
}

// readPart gives each token of one part of the file to take.
func readPart(f *zip.File, size, limit int, take func(xml.Token, int) error) error {
	if f.Flags&1 != 0 {
		return badDocument{ErrBinary, "the file is encrypted: remove the password first"}
	}
	r, err := f.Open()
	if err != nil {
		return badDocument{ErrUnreadable, "the compression is broken: " + err.Error()}
	}
	defer r.Close()
	d := xml.NewDecoder(&partReader{r: r, size: size, most: int64(maxDocumentXML) * int64(limit)})
	for depth := 0; ; {
		token, err := d.Token()
		var syntax *xml.SyntaxError
		var bad badDocument
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
			return bad
		case errors.Is(err, io.ErrUnexpectedEOF):
			return badDocument{ErrTruncated, f.Name + " ends too early"}
		case errors.As(err, &syntax):
			return badDocument{ErrSyntax, fmt.Sprintf("broken XML in line %d of %s: %s", syntax.Line, f.Name, syntax.Msg)}
		case err != nil:
			return badDocument{ErrUnreadable, "the compression is broken: " + err.Error()}
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return badDocument{ErrSyntax, f.Name + ": " + errXMLDepth.Error()}
			}
		case xml.EndElement:
			depth--
		}
		if err := take(token, depth); err != nil {
			return err
		}
	}
}

// partReader ends what decompresses to far too much.
type partReader struct {
	r    io.Reader
	size int // of the file
	n    int64
	most int64
}

func (p *partReader) Read(b []byte) (int, error) {
	if p.n > bombFloor && p.n/maxRatio > int64(p.size) {
		return 0, badDocument{ErrTooLarge, errBomb.Error()}
	}
	if p.n > p.most {
		return 0, badDocument{ErrTooLarge, fmt.Sprintf("more than %d bytes of XML, which is the limit", p.most)}
	}
	n, err := p.r.Read(b)
	p.n += int64(n)
	return n, err
}

// wordReader makes text of the elements of WordprocessingML.
type wordReader struct {
	w      *documentWriter
	inText bool
	skip   int // the depth of an element that is not read, 0 none
	tables int // that are open
}

func (x *wordReader) token(token xml.Token, depth int) error {
	switch t := token.(type) {
	case xml.StartElement:
		if x.skip > 0 {
			return nil
		}
		switch t.Name.Local {
		case "Fallback", "del", "moveFrom":
			// A second form of what stands before, or no longer there.
			x.skip = depth
		case "t":
			x.inText = true
		case "tab", "ptab":
			// In w:tabs it is where a tab stops.
			if !hasXMLAttr(t, "pos") {
				x.w.text("\t")
			}
		case "br", "cr":
			x.w.text("\n")
		case "noBreakHyphen":
			x.w.text("-")
		case "tbl":
			x.tables++
		}
	case xml.EndElement:
		if x.skip > 0 {
			if depth < x.skip {
				x.skip = 0
			}
			return nil
		}
		switch t.Name.Local {
		case "t":
			x.inText = false
		case "p":
			if x.tables > 0 {
				x.w.breaks(1)
			} else {
				x.w.breaks(2)
			}
		case "tc":
			x.w.cell()
		case "tr":
			x.w.breaks(1)
		case "tbl":
			x.tables--
			x.w.breaks(2)
		}
	case xml.CharData:
		if x.inText && x.skip == 0 {
			x.w.text(string(t))
		}
	}
	if x.w.full {
		_, err := x.w.document()
		return err
	}
	return nil
}

func hasXMLAttr(t xml.StartElement, name string) bool {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return true
		}
	}
	return false
}

// propertyReader takes the values of docProps/core.xml, by name.
type propertyReader struct {
	name   string
	values map[string]string
}

func (p *propertyReader) token(token xml.Token, _ int) error {
	switch t := token.(type) {
	case xml.StartElement:
		p.name = t.Name.Local
	case xml.EndElement:
		p.name = ""
	case xml.CharData:
		if p.name == "title" || p.name == "creator" || p.name == "created" {
			p.values[p.name] = oneLine(strings.ToValidUTF8(string(t), "\uFFFD"))
		}
	}
	return nil
}
