package corpus

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"testing"
)

// response is a page as a server sends it.
func response(fields, body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + "\r\n" + body
}

func warcOf(blocks ...string) []byte {
	var b bytes.Buffer
	for i, block := range blocks {
		writeWARC(&b, "response", fmt.Sprintf("https://post.example/%d", i+1), "application/http; msgtype=response", block)
	}
	return b.Bytes()
}

func chunked(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(len(s), 7)
		fmt.Fprintf(&b, "%x;x=y\r\n%s\r\n", n, s[:n])
		s = s[n:]
	}
	return b.String() + "0\r\n\r\n"
}

func deflated(s string, header bool) string {
	var b bytes.Buffer
	var w io.WriteCloser
	if header {
		w = zlib.NewWriter(&b)
	} else {
		w, _ = flate.NewWriter(&b, 9)
	}
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

// TestWARCBodies: however a page was sent, it is the same page.
func TestWARCBodies(t *testing.T) {
	const page, text = "<html><body><p>The mayor of Łódź resigned on Thursday after eleven years in office.</p></body></html>", "The mayor of Łódź resigned on Thursday after eleven years in office."
	gz := string(compressors["gz"]([]byte(page)))
	latin2 := strings.NewReplacer("Ł", "\xa3", "ó", "\xf3", "ź", "\xbc").Replace(page)
	for name, block := range map[string]string{
		"plain":                  response("", page),
		"chunked":                response("Transfer-Encoding: chunked\r\n", chunked(page)),
		"gzip":                   response("Content-Encoding: gzip\r\n", gz),
		"zstd":                   response("Content-Encoding: zstd\r\n", string(compressors["zst"]([]byte(page)))),
		"chunked gzip":           response("transfer-encoding: Chunked\r\ncontent-encoding: x-gzip\r\n", chunked(gz)),
		"deflate":                response("Content-Encoding: deflate\r\n", deflated(page, true)),
		"deflate without header": response("Content-Encoding: deflate\r\n", deflated(page, false)),
		"chunks undone":          response("Transfer-Encoding: chunked\r\n", page),
		"gzip undone":            response("Content-Encoding: gzip\r\n", page),
		"brotli undone":          response("Content-Encoding: br\r\n", page),
		"line feeds":             strings.ReplaceAll(response("X-Long: a\r\n b\r\n", page), "\r", ""),
		"charset of the server":  strings.Replace(response("", latin2), "text/html", "text/html; charset=ISO-8859-2", 1),
		"charset of the page":    response("", strings.Replace(latin2, "<html>", "<html><meta charset=iso-8859-2>", 1)),
		"UTF-16":                 response("", string(encoders["UTF-16 LE with mark"]([]byte(page)))),
		"XHTML":                  strings.Replace(response("", page), "text/html", "application/xhtml+xml", 1),
		"HTTP/2":                 strings.Replace(response("", page), "HTTP/1.1 200 OK", "HTTP/2 200", 1),
	} {
		for compression, compress := range compressors {
			got := outcome(t, Options{}, compress(warcOf(block)))
			if len(got) != 1 || got[0] != "1 "+text {
				t.Errorf("%s %s: %q", name, compression, got)
			}
		}
	}
}

// A crawler compresses each record by itself.
func TestWARCMembers(t *testing.T) {
	var b bytes.Buffer
	for i := range 3 {
		b.Write(compressors["gz"](warcOf(response("", fmt.Sprintf("<p>Page %d.", i)))))
	}
	compare(t, []string{"1 Page 0.", "2 Page 1.", "3 Page 2."}, outcome(t, Options{}, b.Bytes()))
	whole := b.Bytes()
	compare(t, []string{"1 Page 0.", "2 Page 1.", "3 truncated_input: after byte *: the compressed file ends too early: it was cut, or not copied whole"}, outcome(t, Options{}, whole[:len(whole)-40]))
}

func TestWARCRecords(t *testing.T) {
	var b bytes.Buffer
	writeWARC(&b, "resource", "file:///a.html", "text/html; charset=utf-8", "<p>A resource.")
	writeWARC(&b, "resource", "file:///a.txt", "text/plain", "No page.")
	writeWARC(&b, "metadata", "https://post.example/", "text/html", "<p>No page.")
	writeWARC(&b, "revisit", "https://post.example/", "application/http", response("", ""))
	writeWARC(&b, "response", "<https://post.example/old>", "application/http", response("", "<p>As old crawlers write addresses."))
	writeWARC(&b, "response", "https://post.example/moved", "application/http", strings.Replace(response("", "<p>No page."), "200 OK", "301 Moved", 1))
	writeWARC(&b, "response", "dns:post.example", "text/dns", "20210306 10.0.0.1")
	articles, errs := readBytes(t, Options{}, b.Bytes())
	if len(errs) > 0 || len(articles) != 2 || articles[0].Text != "A resource." || articles[0].URL != "file:///a.html" || articles[1].URL != "https://post.example/old" ||
		articles[1].Meta["warc_date"] != "2021-03-06T01:02:03Z" || !articles[1].Published.IsZero() || articles[1].Record != 2 {
		t.Errorf("%v %+v", errs, articles)
	}
}

func TestWARCErrors(t *testing.T) {
	one, two := response("", "<p>One."), response("", "<p>Two.")
	whole := string(warcOf(one, two))
	bomb := string(compressors["gz"](bytes.Repeat([]byte("<p>text</p>"), 1<<20)))
	for _, c := range []struct {
		name   string
		o      Options
		in     string
		expect []string
	}{
		{"cut in a page", Options{}, whole[:len(whole)-8], []string{"1 One.", "2 truncated_input: byte *: the file ends within a record"}},
		{"cut in a head", Options{}, whole[:len(whole)-150], []string{"1 One.", "2 truncated_input: byte *: the file ends within a record"}},
		{"length too small", Options{}, strings.Replace(whole, "Content-Length: 51", "Content-Length: 40", 1), []string{"*", "2 broken_record: byte *: no record begins here; the next one that does is looked for", "3 Two."}},
		{"length too large", Options{}, strings.Replace(whole, "Content-Length: 51", "Content-Length: 90", 1), []string{"1 One.*", "2 broken_record: byte *: no record begins here*"}},
		{"no length", Options{}, strings.Replace(whole, "Content-Length", "Content-Width", 1), []string{"1 broken_record: byte 0: the record has no Content-Length", "2 Two."}},
		{"endless head", Options{}, "WARC/1.0\r\n" + strings.Repeat("X-A: b\r\n", 20000) + "\r\n" + whole, []string{"1 broken_record: byte 0: the head of the record is above 65536 bytes", "2 One.", "3 Two."}},
		{"no archive", Options{Format: "warc"}, "This is\nno archive\nat all.\n", []string{"1 broken_record: byte 0: no record begins here; the next one that does is looked for"}},
		{"empty", Options{Format: "warc"}, "", nil},
		{"long page", Options{MaxBytes: 1000}, string(warcOf(one, response("", strings.Repeat("<p>Long.", 1000)), two)), []string{"1 One.", "2 too_large: byte *: 8044 bytes, the limit is 1000", "3 Two."}},
		{"bomb", Options{}, string(warcOf(response("Content-Encoding: gzip\r\n", bomb), two)), []string{"1 too_large: byte 0: decompresses to more than 8388608 bytes, the limit of a page", "2 Two."}},
		{"cut compression", Options{}, string(warcOf(response("Content-Encoding: gzip\r\n", cut(compressors["gz"]([]byte(one)))))), []string{"1 broken_record: byte 0: the page is cut: its compression ends too early"}},
		{"cut chunks", Options{}, string(warcOf(response("Transfer-Encoding: chunked\r\n", "5\r\n<p>On\r\nff\r\ne"))), []string{"1 broken_record: byte 0: the page is cut: its last chunk is not whole"}},
		{"brotli", Options{}, string(warcOf(response("Content-Encoding: br\r\n", "\x0b\x02\x80<p>x\x03"))), []string{`1 broken_record: byte 0: the content encoding "br" is not read`}},
		{"many encodings", Options{}, string(warcOf(response("Content-Encoding: "+strings.Repeat("gzip,", 99)+"gzip\r\n", "x"))), []string{"1 broken_record: byte 0: compressed 100 times over"}},
		{"NUL", Options{}, string(warcOf(response("", "<p>x\x00y"))), []string{"1 binary_content: byte 0: NUL bytes"}},
		{"no text", Options{}, string(warcOf(response("", "<script>1</script>"))), []string{"1 empty_text: byte 0: the text is empty or white space only"}},
		{"huge length", Options{}, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9223372036854775807\r\n\r\n" + one, []string{"1 truncated_input: byte 0: the file ends within a record"}},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, c.expect, outcome(t, c.o, []byte(c.in))) })
	}
}
