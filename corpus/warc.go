package corpus

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// maxWARCHead is how many bytes the fields in front of a record or a page may
// have. Those of crawlers have some hundred.
const maxWARCHead = 64 << 10

// cutWARC takes each page of a web archive (WARC 1.0 and 1.1) as a record:
// responses with status 200 and resources, if they are HTML. What else a crawl
// has (requests, redirects, images) is passed over. Compressed archives have
// one gzip member for each record; decompress reads them as one stream.
func cutWARC(s *stream) {
	w := warcCutter{stream: s}
	for w.next() {
	}
}

type warcCutter struct {
	*stream
	start []byte // of the block that is looked at
	lost  bool   // between records, where what was read is the head of none
}

// next reads one record of the archive. It reports whether to go on.
func (w *warcCutter) next() bool {
	at := place{offset: w.offset}
	line, _, err := w.readLine()
	switch {
	case len(bytes.TrimSpace(line)) > 0 && !bytes.HasPrefix(line, []byte("WARC/")):
		// The length of the record before was wrong, or bytes are damaged.
		if !w.lost && !w.reject(ErrSyntax, "%v: no record begins here; the next one that does is looked for", at) {
			return false
		}
		w.lost = true
		fallthrough
	case len(bytes.TrimSpace(line)) == 0:
		return err == nil || w.broken(err)
	}
	w.lost = false
	head := line
	for err == nil && len(bytes.TrimSpace(line)) > 0 {
		var size int64
		if line, size, err = w.readLine(); size+int64(len(head)) > maxWARCHead {
			w.lost = true
			return w.reject(ErrSyntax, "%v: the head of the record is above %d bytes", at, maxWARCHead)
		}
		head = append(head, line...)
	}
	if err != nil {
		return w.truncated(at, err)
	}
	fields := headFields(head)
	length, err := strconv.ParseInt(fields["content-length"], 10, 64)
	if err != nil || length < 0 {
		w.lost = true
		return w.reject(ErrSyntax, "%v: the record has no Content-Length", at)
	}
	return w.block(at, head, fields, length)
}

// block reads what follows the head of a record.
func (w *warcCutter) block(at place, head []byte, fields map[string]string, length int64) bool {
	kind := strings.ToLower(fields["warc-type"])
	if kind != "response" && kind != "resource" {
		return w.skip(at, length)
	}
	if w.start == nil {
		w.start = make([]byte, maxWARCHead)
	}
	start := w.start[:min(length, maxWARCHead)]
	n, err := io.ReadFull(w.r, start)
	w.offset += int64(n)
	if err != nil {
		return w.truncated(at, err)
	}
	rest := length - int64(n)
	if !isPage(kind, fields, start) {
		return w.skip(at, rest)
	}
	if length > int64(w.limit) {
		return w.tooLarge(at, length) && w.skip(at, rest)
	}
	data := make([]byte, len(head)+int(length))
	copy(data, head)
	copy(data[len(head):], start)
	m, err := io.ReadFull(w.r, data[len(head)+n:])
	w.offset += int64(m)
	if err != nil {
		return w.truncated(at, err)
	}
	return w.emit(data, at)
}

// skip passes over n bytes of the record that begins at the place.
func (w *warcCutter) skip(at place, n int64) bool {
	m, err := io.CopyN(io.Discard, w.r, n)
	w.offset += m
	if err != nil {
		return w.truncated(at, err)
	}
	return true
}

// truncated says that the archive ends, or cannot be read, within a record.
func (w *warcCutter) truncated(at place, err error) bool {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		// The compression says what it finds in words of its own.
		w.reject(ErrTruncated, "%v: the file ends within a record", at)
		return false
	}
	return w.broken(err)
}

func (w *warcCutter) broken(err error) bool {
	w.line = 0 // a person looks for a byte here, not for a line
	w.end(err)
	return false
}

// isPage reports whether a record has a page that was found, by its head and
// the first bytes of its block.
func isPage(kind string, fields map[string]string, start []byte) bool {
	if kind == "resource" {
		return isHTML(fields["content-type"])
	}
	head, rest := splitHead(start)
	if rest == nil && len(start) == maxWARCHead {
		return false // no head that a server sends
	}
	status := strings.Fields(firstLine(head))
	if len(status) < 2 || !strings.HasPrefix(status[0], "HTTP/") || status[1] != "200" {
		return false
	}
	return isHTML(headFields(head)["content-type"])
}

func isHTML(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "text/html", "application/xhtml+xml":
		return true
	}
	return false
}

// decodeWARC makes an article of one page of a web archive.
func decodeWARC(r Record) (*Article, *Error) {
	head, page := splitHead(r.data)
	fields := headFields(head)
	contentType := fields["content-type"]
	if strings.EqualFold(fields["warc-type"], "response") {
		var http []byte
		http, page = splitHead(page)
		sent := headFields(http)
		contentType = sent["content-type"]
		var err error
		if page, err = bodyOf(sent, page); errors.Is(err, errBody) {
			return nil, r.fail(ErrTooLarge, "%v: %v", r.where, err)
		} else if err != nil {
			return nil, r.fail(ErrSyntax, "%v: %v", r.where, err)
		}
	}
	if len(page) > maxPage {
		return nil, r.fail(ErrTooLarge, "%v: %d bytes, the limit of a page is %d", r.where, len(page), maxPage)
	}
	text, ok := pageText(page, contentType)
	if !ok {
		return nil, r.fail(ErrBinary, "%v: NUL bytes", r.where)
	}
	a, err := articleOfPage(text)
	if err != nil {
		return nil, r.fail(ErrSyntax, "%v: not HTML that can be read: %v", r.where, err)
	}
	if target := strings.Trim(fields["warc-target-uri"], "<> "); target != "" {
		a.URL = strings.TrimSpace(strings.ToValidUTF8(target, "\uFFFD"))
	}
	if date := fields["warc-date"]; date != "" {
		// When the page was fetched says nothing of when it was published.
		if a.Meta == nil {
			a.Meta = map[string]string{}
		}
		a.Meta["warc_date"] = strings.ToValidUTF8(date, "\uFFFD")
	}
	return a, nil
}

// splitHead splits lines of fields from what follows the first blank line.
func splitHead(b []byte) (head, rest []byte) {
	for i := 0; i < len(b); {
		j := bytes.IndexByte(b[i:], '\n')
		if j < 0 {
			break
		}
		if len(bytes.TrimSpace(b[i:i+j])) == 0 {
			return b[:i], b[i+j+1:]
		}
		i += j + 1
	}
	return b, nil
}

func firstLine(b []byte) string {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return string(line)
}

// headFields are the fields of a head by name, in lower case; of two of one
// name the first. A line that begins with white space goes on with the one
// before.
func headFields(head []byte) map[string]string {
	const longest = 4096 // bytes that lines are added to: no more is of use
	fields := map[string]string{}
	last := ""
	_, lines, _ := bytes.Cut(head, []byte("\n")) // the first says what it is
	for line := range bytes.Lines(lines) {
		if line[0] == ' ' || line[0] == '\t' {
			if last != "" && len(fields[last]) < longest {
				fields[last] += " " + string(bytes.TrimSpace(line))
			}
			continue
		}
		name, value, found := bytes.Cut(line, []byte(":"))
		last = strings.ToLower(string(bytes.TrimSpace(name)))
		if _, twice := fields[last]; twice || !found {
			last = ""
			continue
		}
		fields[last] = string(bytes.TrimSpace(value))
	}
	return fields
}
