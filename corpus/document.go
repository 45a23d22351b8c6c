package corpus

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
)

// document is what a PDF, RTF or Word file says, as text: a blank line between
// paragraphs.
type document struct {
	text  string
	title string            // of its properties
	meta  map[string]string // other properties
}

// badDocument is why a document cannot be read.
type badDocument struct{ code, detail string }

func (e badDocument) Error() string { return e.detail }

func cutDOCX(s *stream) { cutDocument(s, readDOCX) }
func cutRTF(s *stream)  { cutDocument(s, readRTF) }
func cutPDF(s *stream)  { cutDocument(s, readPDF) }

// cutDocument makes text of the whole file, which must be known before it can
// be told whether it is one article or an export of many. So the cutter does
// here what decoding is elsewhere; limit bounds the file and its text alike.
func cutDocument(s *stream, read func(data []byte, limit int) (document, error)) {
	data, at, ok := whole(s)
	if !ok {
		return
	}
	d, err := converted(data, s.limit, read)
	if err != nil {
		bad, _ := err.(badDocument)
		if bad.code == "" {
			bad = badDocument{ErrSyntax, err.Error()}
		}
		s.reject(bad.code, "%s", strings.ToValidUTF8(bad.detail, "\uFFFD"))
		return
	}
	s.charset = charset{utf8: true}
	s.document = &document{title: d.title, meta: d.meta}
	emitArticles(s, []byte(d.text), at)
}

// converted calls read and survives it: it runs in the reader's goroutine,
// where a panic would end the run.
func converted(data []byte, limit int, read func([]byte, int) (document, error)) (d document, err error) {
	defer func() {
		if p := recover(); p != nil {
			d, err = document{}, badDocument{ErrSyntax, fmt.Sprintf("the reader gave up: %v", p)}
		}
	}()
	return read(data, limit)
}

// documentKind tells a document from the first bytes, "" for anything else.
func documentKind(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "rtf"
	case isPDF(head):
		return "pdf"
	case isOffice(head):
		return "docx"
	}
	return ""
}

// isPDF reports whether a file is a PDF; some have a few bytes in front.
func isPDF(head []byte) bool {
	i := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-"))
	return i == 0 || i > 0 && controls(head[:min(len(head), 1024)])*20 > min(len(head), 1024)
}

// isOffice reports whether a ZIP file can be a Word document: it has that, or the list
// of content types that all documents of Office have, near its beginning.
func isOffice(head []byte) bool {
	if !bytes.HasPrefix(head, []byte(zipMember)) {
		return false
	}
	kind := officeKind(namesInHead(head))
	return kind == wordDocument || kind == officeDocument
}

// emitArticles yields the articles of an export of a news database, or the
// whole text as one.
func emitArticles(s *stream, text []byte, at place) {
	export, parts := splitExport(text)
	if export == nil {
		s.emit(text, at)
		return
	}
	s.export = export
	for _, p := range parts {
		// The parts get bytes of their own, so that one does not hold all.
		if !s.emit(bytes.Clone(text[p.Start:p.End]), place{offset: at.offset + int64(p.Start)}) {
			return
		}
	}
}

// documentWriter collects the text of a document. White space at the ends of
// lines is dropped, and of more than one blank line one is kept.
type documentWriter struct {
	b      strings.Builder
	limit  int
	spaces string // since the last word
	lines  int    // line breaks since the last word
	full   bool   // above the limit
}

func (w *documentWriter) text(s string) {
	for _, r := range s {
		switch {
		case r == '\n' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
			w.breaks(w.lines + 1)
		case r == '\r' || r < ' ' && r != '\t' || r == 0x7f || r == '\ufeff' || r == '\u00ad':
			// Soft hyphens are where a line might have ended.
		case r == '\t' || r == ' ' || unicode.IsSpace(r):
			if w.b.Len() > 0 && w.lines == 0 && len(w.spaces) < 64 {
				w.spaces += string(r)
			}
		default:
			w.letter(r)
		}
	}
}

func (w *documentWriter) letter(r rune) {
	if w.b.Len() >= w.limit {
		w.full = true
		return
	}
	if w.b.Len() > 0 && w.lines > 0 {
		w.b.WriteString("\n\n"[:min(w.lines, 2)])
	} else {
		w.b.WriteString(w.spaces)
	}
	w.spaces, w.lines = "", 0
	w.b.WriteRune(r)
}

// breaks asks for n line breaks at least before the next word.
func (w *documentWriter) breaks(n int) {
	w.spaces = ""
	w.lines = min(max(w.lines, n), 2)
}

// document is what has been written, or why it is none.
func (w *documentWriter) document() (document, error) {
	if w.full {
		return document{}, badDocument{ErrTooLarge, fmt.Sprintf("more than %d bytes of text, which is the limit", w.limit)}
	}
	return document{text: w.b.String()}, nil
}

// cell ends a cell of a table: the next one goes on in the same line.
func (w *documentWriter) cell() {
	w.lines = 0
	if w.b.Len() > 0 {
		w.spaces = "\t"
	}
}
