package corpus

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outcome is what became of the records of an input: its text, or code and
// place.
func outcome(t *testing.T, o Options, data []byte) []string {
	t.Helper()
	var out []string
	c, err := Open([]string{"-"}, bytes.NewReader(data), o)
	if err != nil {
		t.Fatal(err)
	}
	for r := range c.Records() {
		if a, e := r.Article(); e != nil {
			if e.Source != "-" || e.Record != r.Number || e.Stage != "read" && e.Stage != "decode" {
				t.Errorf("error of record %d: %+v", r.Number, e)
			}
			out = append(out, fmt.Sprintf("%d %s: %s", e.Record, e.Code, e.Detail))
		} else {
			out = append(out, fmt.Sprintf("%d %s", a.Record, a.Text))
		}
	}
	return out
}

func TestErrors(t *testing.T) {
	gz, zst := compressors["gz"], compressors["zst"]
	long := strings.Repeat("long ", 100)
	for _, c := range []struct {
		name   string
		o      Options
		in     string
		expect []string
	}{
		{"broken line", Options{}, "{\"text\":\"one\"}\n{\"text\":\"two\n\n{\"text\":\"three\"}\n", []string{
			"1 one", "2 broken_record: line 2: broken JSON: invalid character '\\n' in string literal at byte 13 of the record", "3 three"}},
		{"line without a text", Options{}, "{\"text\":\"one\"}\n{\"corpo\":\"due\",\"n\":1}\n", []string{
			"1 one", "2 no_text_column: line 2: no column is known to hold the text among corpo, n: name it with --column text=NAME"}},
		{"named column missing", Options{Columns: map[string]string{"text": "corpo"}}, "{\"text\":\"one\"}\n", []string{
			"1 no_text_column: line 1: no column \"corpo\" among text: name it with --column text=NAME"}},
		{"empty texts", Options{Format: "jsonl"}, "{\"text\":\"\"}\n{\"text\":\" \\n\\u00a0\"}\n{\"text\":null}\n{\"text\":[\"a\"]}\n{\"text\":5}\n{}\n", []string{
			"1 empty_text: line 1: the column text has no text", "2 empty_text: line 2: the column text has no text",
			"3 empty_text: line 3: the column text has no text", "4 empty_text: line 4: the column text has no text", "5 empty_text: line 5: the column text has no text",
			"6 no_text_column: line 6: no column is known to hold the text; there are no columns"}},
		{"not objects", Options{Format: "jsonl"}, "[1]\n\"x\"\n3\nnull\n", []string{
			"1 broken_record: line 1: not a JSON object but a JSON array", "2 broken_record: line 2: not a JSON object but a JSON string",
			"3 broken_record: line 3: not a JSON object but a JSON number", "4 broken_record: line 4: not a JSON object but null"}},
		{"file ends in a line", Options{}, "{\"text\":\"one\"}\n{\"text\":\"tw", []string{
			"1 one", "2 truncated_input: line 2: the file ends within a record"}},
		{"no line end", Options{}, "{\"text\":\"one\"}\n{\"text\":\"two\"}", []string{"1 one", "2 two"}},
		{"long line", Options{MaxBytes: 100}, "{\"text\":\"one\"}\n{\"text\":\"" + long + "\"}\n{\"text\":\"three\"}\n", []string{
			"1 one", "2 too_large: line 2: 512 bytes, the limit is 100", "3 three"}},
		{"NUL in a line", Options{}, "{\"text\":\"one\"}\n{\"text\":\"t\x00wo\"}\n{\"text\":\"three\"}\n", []string{
			"1 one", "2 binary_content: line 2: NUL bytes", "3 three"}},
		{"control characters", Options{}, "{\"text\":\"\\u0001\\u0002\\u0003\\u0004abc\"}\n", []string{
			"1 binary_content: line 1: the text is mostly control characters"}},

		{"long element", Options{MaxBytes: 100}, "[{\"text\":\"one\"},{\"text\":\"" + long + "\"},{\"text\":\"three\"}]", []string{
			"1 one", "2 too_large: byte 16: 511 bytes, the limit is 100", "3 three"}},
		{"broken element", Options{}, "[{\"text\":\"one\"},\n{\"text\":nope},\n7,\n{\"text\":\"four\"}]", []string{
			"1 one", "2 broken_record: byte 17: broken JSON: invalid character 'o' in literal null (expecting 'u') at byte 10 of the record",
			"3 broken_record: byte 32: not a JSON object but a JSON number", "4 four"}},
		{"file ends in an element", Options{}, "[{\"text\":\"one\"},{\"te", []string{
			"1 one", "2 truncated_input: byte 16: the file ends within a record"}},
		{"file ends in a list", Options{}, "[{\"text\":\"one\"},\n", []string{
			"1 one", "2 truncated_input: byte 17: the file ends within the list"}},

		{"ragged rows", Options{}, "id,text\n1,one\n2\n3,three,x\n4,four,\n5,five\n", []string{
			"1 one", "2 broken_record: line 3: 1 cells, the header has 2", "3 broken_record: line 4: 3 cells, the header has 2", "4 four", "5 five"}},
		{"bare marks", Options{}, "id,text\n1,\"He said \"yes\" to it\"\n2,a 5\" pipe\n3,\"x\"\"y\"\n", []string{
			"1 He said \"yes\" to it", "2 a 5\" pipe", "3 x\"y"}},
		{"no quoting", Options{}, "id\ttext\n1\t\"Yes,\" she said.\n2\ttwo\n3\t\"No,\" he said.\n", []string{
			"1 \"Yes,\" she said.", "2 two", "3 \"No,\" he said."}},
		{"cell never closed", Options{}, "id,text\n1,\"one\"\n2,\"two\"\n3,\"three\n4,four\n", []string{
			"1 one", "2 two", "3 truncated_input: line 4: the file ends within a cell in quotation marks that begins in this row"}},
		{"long row", Options{MaxBytes: 100}, "id,text\n1,one\n2,\"" + long + "\n" + long + "\"\n3,three\n", []string{
			"1 one", "2 too_large: line 3: 1006 bytes, the limit is 100", "3 three"}},
		{"no text column", Options{Format: "csv"}, "id,corpo\n1,one\n2,two\n", []string{
			"0 no_text_column: no column is known to hold the text among id, corpo: name it with --column text=NAME"}},
		{"header only", Options{}, "id,text\n", nil},
		{"empty table", Options{Format: "csv"}, "", nil},
		{"empty cell", Options{}, "id,text\n1,\n2,two\n", []string{"1 empty_text: line 2: the column text has no text", "2 two"}},

		{"empty file", Options{}, "", []string{"1 empty_text: byte 0: the text is empty or white space only"}},
		{"white space", Options{}, " \n\t\n", []string{"1 empty_text: byte 0: the text is empty or white space only"}},
		{"long file", Options{MaxBytes: 100}, long, []string{"1 too_large: more than 100 bytes, which is the limit"}},
		{"NUL in a file", Options{}, long + "\x00", []string{"1 binary_content: byte 500: NUL bytes"}},
		{"binary file", Options{}, "\x7fELF\x01\x01\x00\x00\x02\x03\x00\x01", []string{"0 binary_content: no text: 9 of the first 12 bytes are control characters"}},
		{"PDF", Options{}, "%PDF-1.4\n", []string{"1 truncated_input: the PDF has no pages and no end: it was cut, or not copied whole"}},
		{"PDF as text", Options{Format: "text"}, "%PDF-1.4\n", []string{"0 binary_content: a PDF: leave out --input-format, or use pdf"}},
		{"page without text", Options{}, "<html><body><script>var a = 1</script></body></html>", []string{"1 empty_text: byte 0: the text is empty or white space only"}},
		{"deep page", Options{}, "<html><body>" + strings.Repeat("<div>", 2000), []string{"1 broken_record: not HTML that can be read: html: open stack of elements exceeds 512 nodes"}},

		{"cut gzip", Options{}, cut(gz(lines(30000))), cutOutcome("the compressed file ends too early")},
		{"cut zstd", Options{}, cut(zst(lines(30000))), cutOutcome("the compressed file ends too early")},
		{"header of gzip only", Options{}, "\x1f\x8b\x08", []string{"1 truncated_input: after byte 0: the compressed file ends too early: it was cut, or not copied whole"}},
		{"cut text", Options{}, cut(gz([]byte(long + string(lines(300))))), []string{"1 truncated_input: after byte *: the compressed file ends too early: it was cut, or not copied whole"}},
		{"damaged gzip", Options{}, damage(gz(lines(3))), []string{"*", "*", "*", "4 unreadable_file: after line 3: the compression is broken: *"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := outcome(t, c.o, []byte(c.in))
			if c.name == "cut gzip" || c.name == "cut zstd" {
				// How many come before the cut is the compressor's affair.
				if len(got) < 100 || len(got) > 29999 {
					t.Fatalf("%d records", len(got))
				}
				for i, g := range got[:len(got)-1] {
					if want := fmt.Sprintf("%d text %d of many", i+1, i); g != want {
						t.Fatalf("got %q, want %q", g, want)
					}
				}
				got = got[len(got)-1:]
				if !strings.Contains(got[0], fmt.Sprintf(" %s: after line ", ErrTruncated)) || !strings.Contains(got[0], c.expect[0]) {
					t.Error(got[0])
				}
				return
			}
			if len(got) != len(c.expect) {
				t.Fatal(cmp.Diff(c.expect, got))
			}
			for i := range got {
				if !like(got[i], c.expect[i]) {
					t.Errorf("got  %s\nwant %s", got[i], c.expect[i])
				}
			}
		})
	}
}

func cutOutcome(detail string) []string { return []string{detail} }

// like compares with * for anything.
func like(s, pattern string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return s == pattern
	}
	if !strings.HasPrefix(s, parts[0]) || !strings.HasSuffix(s, parts[len(parts)-1]) {
		return false
	}
	for _, p := range parts {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return true
}

func lines(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "{\"text\":\"text %d of many\",\"noise\":\"%x\"}\n", i, i*2654435761%4294967296)
	}
	return b.Bytes()
}

func cut(b []byte) string { return string(b[:len(b)*2/3]) }

func damage(b []byte) string {
	b[len(b)-8] ^= 1 // the checksum
	return string(b)
}

// endless is a stream of n bytes without one line end.
type endless struct {
	prefix string
	n      int
	suffix string
}

func (e *endless) Read(p []byte) (int, error) {
	switch {
	case e.prefix != "":
		n := copy(p, e.prefix)
		e.prefix = e.prefix[n:]
		return n, nil
	case e.n > 0:
		p = p[:min(len(p), e.n)]
		for i := range p {
			p[i] = 'x'
		}
		e.n -= len(p)
		return len(p), nil
	case e.suffix != "":
		n := copy(p, e.suffix)
		e.suffix = e.suffix[n:]
		return n, nil
	}
	return 0, io.EOF
}

// A record of 200 MB is skipped without being held.
// R and most databases cannot hold U+0000.
func TestNULInJSON(t *testing.T) {
	c, err := Open([]string{"-"}, strings.NewReader(`{"id":"a\u0000","text":"Kenya\u0000 spoke","m\u0000":"\u0000x"}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for r := range c.Records() {
		a, e := r.Article()
		if e != nil {
			t.Fatal(e)
		}
		if a.ID != "a\uFFFD" || a.Text != "Kenya\uFFFD spoke" || a.Meta["m\uFFFD"] != "\uFFFDx" {
			t.Errorf("%+v", a)
		}
	}
}

func TestHugeRecords(t *testing.T) {
	const huge = 200 << 20
	for name, c := range map[string]struct {
		format         string
		prefix, suffix string
		expect         int
	}{
		"line":    {"jsonl", `{"text":"one"}` + "\n" + `{"text":"`, `"}` + "\n" + `{"text":"three"}`, 3},
		"element": {"json", `[{"text":"one"},{"text":"`, `"},{"text":"three"}]`, 3},
		"row":     {"csv", "id,text\n1,one\n2,\"", "\"\n3,three\n", 3},
		"file":    {"text", "", "", 1},
		"item":    {"feed", "<rss><item><description>one</description></item><item>", "</item><item><description>three</description></item></rss>", 3},
	} {
		t.Run(name, func(t *testing.T) {
			c2, err := Open([]string{"-"}, &endless{c.prefix, huge, c.suffix}, Options{Format: c.format})
			if err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			articles, errs := collect(c2)
			runtime.ReadMemStats(&after)
			if len(errs) != 1 || errs[0].Code != ErrTooLarge || len(articles) != c.expect-1 {
				t.Fatalf("%d articles, %v", len(articles), errs)
			}
			// The limit, and what growing to it takes.
			if used := after.TotalAlloc - before.TotalAlloc; used > 8*DefaultMaxBytes {
				t.Errorf("%d MB allocated", used>>20)
			}
		})
	}
}

func TestDecompressionBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("decompresses 100 MB")
	}
	bomb := bytes.Repeat([]byte(`{"text":""}`+"\n"), 20<<20) // 240 MB of short lines
	for name, compress := range compressors {
		if name == "" {
			continue
		}
		c, _ := Open([]string{"-"}, bytes.NewReader(compress(bomb)), Options{})
		n, last := 0, (*Error)(nil)
		for r := range c.Records() {
			n++
			last = r.err
		}
		if last == nil || last.Code != ErrTooLarge || !strings.Contains(last.Detail, "bomb") || n > bombFloor/8 {
			t.Errorf("%s: %d records, then %v", name, n, last)
		}
	}
}

func TestUnreadableFiles(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "a.txt"), []byte("First text."), 0o666)
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "b.txt")); err != nil {
		t.Skip(err)
	}
	os.WriteFile(filepath.Join(dir, "c.txt"), []byte("Last text."), 0o666)
	articles, errs := readAll(t, Options{}, dir)
	if len(articles) != 2 || len(errs) != 1 {
		t.Fatal(articles, errs)
	}
	want := &Error{Source: "b.txt", Record: 0, Stage: "read", Code: ErrUnreadable, Detail: "no such file or directory"}
	if d := cmp.Diff(want, errs[0]); d != "" {
		t.Error(d)
	}
}

// Stopping early closes files and yields nothing more.
func TestStop(t *testing.T) {
	for f, write := range writers {
		c, err := Open([]string{"-"}, bytes.NewReader(write(samples)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for range c.Records() {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s: %d records", f, n)
		}
	}
}
