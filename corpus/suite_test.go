package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// sample is one article as a test writes it, in any format.
type sample struct {
	id, title, byline, publisher, date, url, language, text string
}

var samples = []sample{
	{"p-1", `Grain deal holds, "for now"`, "Jane Roe, Kofi Adu", "Harbour Post", "2021-03-04T05:06:07+02:00", "https://post.example/a?b=1&c=2", "en-GB",
		"GENEVA — Ministers said on Tuesday that the deal, which ends in May, would hold; nobody else did.\n\n“We did not come here to sign a blank sheet,” said Ida Brook, the finance minister of Norland. She left at once, with two aides and a cold.\n\nThe talks in Zürich\tgo on — 4 more weeks."},
	{"p-2", "Łódź mayor resigns", "Ann O'Dea", "Harbour Post", "2021-03-05", "https://post.example/b", "en",
		"The mayor of Łódź resigned on Thursday after eleven years in office, the council's spokesman said, 'with relief'.\n\nHer deputy; a man of few words, said \"yes\" when he was asked to stand in for her until the vote in June."},
}

// writers write samples in each format; formats.go lists what they must cover.
var writers = map[string]func([]sample) []byte{
	"text": func(s []sample) []byte {
		return []byte(s[0].title + "\n\nBy " + s[0].byline + "\n\n" + s[0].text)
	},
	"jsonl": writeLines,
	"json": func(s []sample) []byte {
		var list []any
		for _, x := range s {
			list = append(list, x.object())
		}
		b, _ := json.MarshalIndent(list, "", "  ")
		return b
	},
	"csv":     func(s []sample) []byte { return writeTable(s, ',') },
	"tsv":     func(s []sample) []byte { return writeTable(s, '\t') },
	"html":    func(s []sample) []byte { return writePage(s[0]) },
	"parquet": writeParquet,
	"warc": func(s []sample) []byte {
		var b bytes.Buffer
		writeWARC(&b, "warcinfo", "", "application/warc-fields", "software: a test\r\n")
		for _, x := range s {
			writeWARC(&b, "request", x.url, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n")
			writeWARC(&b, "response", x.url, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"+string(writePage(x)))
			writeWARC(&b, "response", x.url+".png", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\x00\x01\x02\x03")
			writeWARC(&b, "response", x.url+"/gone", "application/http; msgtype=response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here.")
		}
		return b.Bytes()
	},
	"zip": func(s []sample) []byte {
		return writeZip(packed{"articles.jsonl", writeLines(s)})
	},
	"tar": func(s []sample) []byte {
		return writeTar(packed{"articles.jsonl", writeLines(s)})
	},
	"nitf":   func(s []sample) []byte { return []byte(xmlHead + s[0].nitf()) },
	"newsml": writeNewsML,
	"feed":   writeRSS,
	"docx":   func(s []sample) []byte { return writeDOCX(s[0].paragraphs()) },
	"rtf":    func(s []sample) []byte { return writeRTF(s[0].paragraphs()) },
	"pdf":    func(s []sample) []byte { return writePDF(s[0].paragraphs()) },
}

func writeLines(s []sample) []byte {
	var b bytes.Buffer
	for _, x := range s {
		json.NewEncoder(&b).Encode(x.object())
	}
	return b.Bytes()
}

// writePage writes a page of news.
func writePage(x sample) []byte {
	e := html.EscapeString
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang=%q><head><title>%s | %s</title>`, x.language, e(x.title), e(x.publisher))
	fmt.Fprintf(&b, `<link rel="canonical" href="%s">`, e(x.url))
	var authors []any
	for _, name := range strings.Split(x.byline, ", ") {
		authors = append(authors, map[string]any{"@type": "Person", "name": name})
	}
	ld, _ := json.Marshal(map[string]any{"@context": "https://schema.org", "@type": "NewsArticle", "headline": x.title, "datePublished": x.date,
		"author": authors, "publisher": map[string]any{"name": x.publisher}})
	fmt.Fprintf(&b, `<script type="application/ld+json">%s</script></head><body><nav><a href="/">Home</a></nav><article><h1>%s</h1><p class="byline">By %s</p>`, ld, e(x.title), e(x.byline))
	for _, p := range strings.Split(x.text, "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", e(p))
	}
	b.WriteString(`</article><footer><a href="/terms">Terms</a></footer></body></html>`)
	return []byte(b.String())
}

// parquetRow is a sample as pandas and Spark write it.
type parquetRow struct {
	ID      string    `parquet:"id"`
	Title   string    `parquet:"title,optional"`
	Authors []string  `parquet:"authors,list"`
	Source  string    `parquet:"source,dict"`
	Date    string    `parquet:"date_publish"`
	URL     string    `parquet:"url"`
	Lang    string    `parquet:"language,dict"`
	Text    string    `parquet:"maintext,zstd"`
	Desk    string    `parquet:"desk"`
	Vector  []float32 `parquet:"vector,list"`
}

func writeParquet(s []sample) []byte {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[parquetRow](&b)
	for _, x := range s {
		w.Write([]parquetRow{{x.id, x.title, strings.Split(x.byline, ", "), x.publisher, x.date, x.url, x.language, x.text, "foreign", []float32{1, 2}}})
	}
	w.Close()
	return b.Bytes()
}

// writeWARC writes one record of a web archive.
func writeWARC(w io.Writer, kind, uri, contentType, block string) {
	fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2021-03-06T01:02:03Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

// packed is one file in an archive.
type packed struct {
	name string
	data []byte
}

func writeZip(files ...packed) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		out, err := w.Create(f.name)
		if err != nil {
			panic(err)
		}
		out.Write(f.data)
	}
	w.Close()
	return b.Bytes()
}

func writeTar(files ...packed) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		kind := byte(tar.TypeReg)
		if strings.HasSuffix(f.name, "/") {
			kind = tar.TypeDir
		}
		if err := w.WriteHeader(&tar.Header{Name: f.name, Typeflag: kind, Size: int64(len(f.data)), Mode: 0o666}); err != nil {
			panic(err)
		}
		w.Write(f.data)
	}
	w.Close()
	return b.Bytes()
}

func (s sample) object() map[string]any {
	return map[string]any{"id": s.id, "title": s.title, "authors": strings.Split(s.byline, ", "), "source": s.publisher,
		"date_publish": s.date, "url": s.url, "language": s.language, "maintext": s.text, "desk": "foreign"}
}

func writeTable(s []sample, delimiter rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = delimiter
	w.Write([]string{"ID", "Headline", "Author", "Source Domain", "Pub-Date", "URL", "lang", "Body", "desk"})
	for _, x := range s {
		w.Write([]string{x.id, x.title, x.byline, x.publisher, x.date, x.url, x.language, x.text, "foreign"})
	}
	w.Flush()
	return b.Bytes()
}

// want is the article that a reader must make of a sample.
func (s sample) want(format, source string, record int) *Article {
	t, dayOnly, ok := parseDate(s.date)
	if !ok {
		panic(s.date)
	}
	a := &Article{ID: s.id, Source: source, Record: record, URL: s.url, Title: s.title, Byline: s.byline, Publisher: s.publisher,
		Language: "en", Published: t, DateOnly: dayOnly, Text: s.text, Meta: map[string]string{"desk": "foreign"}}
	switch format {
	case "text": // has nothing else
		a.Text = s.title + "\n\nBy " + s.byline + "\n\n" + s.text
		a.TitleEnd = len(s.title)
		a.URL, a.Publisher, a.Language, a.Published, a.DateOnly, a.Meta = "", "", "", time.Time{}, false, nil
		a.ID = hashID(a)
	case "zip", "tar":
		a.Source += "/articles.jsonl"
	case "html", "warc":
		a.Text = strings.ReplaceAll(s.text, "\t", " ") // as a browser shows it
		a.Meta = nil
		if format == "warc" {
			a.Meta = map[string]string{"warc_date": "2021-03-06T01:02:03Z"}
		}
		a.ID = hashID(a)
	case "nitf", "newsml":
		a.Text = strings.ReplaceAll(s.text, "\t", " ")
		a.Meta = map[string]string{"section": "foreign"}
	case "feed":
		a.Text = strings.ReplaceAll(s.text, "\t", " ")
		a.Meta = map[string]string{"category": "foreign"}
	case "docx", "rtf", "pdf": // as plain text
		a.Text = strings.Join(s.paragraphs(), "\n\n")
		a.TitleEnd = len(s.title)
		a.URL, a.Publisher, a.Language, a.Published, a.DateOnly, a.Meta = "", "", "", time.Time{}, false, nil
		if format == "docx" {
			a.Meta = map[string]string{"creator": "A. Clerk", "created": "2024-05-06T07:08:09Z"}
		}
		if format == "pdf" {
			a.Text = strings.ReplaceAll(a.Text, "\t", " ")
		}
		a.ID = hashID(a)
	}
	return a
}

var compressors = map[string]func([]byte) []byte{
	"": func(b []byte) []byte { return b },
	"gz": func(b []byte) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		w.Write(b)
		w.Close()
		return out.Bytes()
	},
	"zst": func(b []byte) []byte {
		w, _ := zstd.NewWriter(nil)
		return w.EncodeAll(b, nil)
	},
}

var encoders = map[string]func([]byte) []byte{
	"UTF-8":                func(b []byte) []byte { return b },
	"UTF-8 with mark":      func(b []byte) []byte { return append([]byte("\ufeff"), b...) },
	"UTF-16 LE with mark":  encodeAs(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)),
	"UTF-16 BE with mark":  encodeAs(unicode.UTF16(unicode.BigEndian, unicode.UseBOM)),
	"UTF-16 LE":            encodeAs(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)),
	"UTF-16 BE":            encodeAs(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)),
	"UTF-32 LE with mark":  encodeAs(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)),
	"UTF-32 BE with mark":  encodeAs(utf32.UTF32(utf32.BigEndian, utf32.UseBOM)),
	"UTF-8 with line ends": func(b []byte) []byte { return append(b, "\n \n"...) },
}

func encodeAs(e encoding.Encoding) func([]byte) []byte {
	return func(b []byte) []byte {
		out, err := e.NewEncoder().Bytes(b)
		if err != nil {
			panic(err)
		}
		return out
	}
}

// oneArticle are the formats whose files are one article, as the suite writes them.
var oneArticle = []string{"text", "html", "nitf", "docx", "rtf", "pdf"}

// TestSuite: the same articles in every format, compression and encoding give
// the same articles, from a file whose name says what it is, and from one
// whose name says nothing.
func TestSuite(t *testing.T) {
	dir := t.TempDir()
	for _, f := range FormatNames() {
		write := writers[f]
		if write == nil {
			t.Fatalf("the suite has no writer for %s", f)
		}
		many := !slices.Contains(oneArticle, f)
		for compression, compress := range compressors {
			for encoding, encode := range encoders {
				if formatNamed(f).binary && encoding != "UTF-8" {
					continue
				}
				name := "articles" + formatNamed(f).extensions[0]
				if compression != "" {
					name += "." + compression
				}
				for _, name := range []string{name, "unnamed"} {
					t.Run(f+" "+compression+" "+encoding+" "+name, func(t *testing.T) {
						path := filepath.Join(dir, name)
						os.WriteFile(path, compress(encode(write(samples))), 0o666)
						var want []*Article
						for i, s := range samples {
							if i == 0 || many {
								want = append(want, s.want(f, name, i+1))
							}
						}
						if f == "text" && encoding == "UTF-8 with line ends" {
							want[0].Text += "\n \n"
							want[0].ID = hashID(want[0])
						}
						got, errs := readAll(t, Options{}, path)
						if d := cmp.Diff(want, got); d != "" || len(errs) > 0 {
							t.Errorf("%v\n%s", errs, d)
						}
					})
				}
			}
		}
	}
}

// TestStandardInput: the same from "-", where only the bytes can tell.
func TestStandardInput(t *testing.T) {
	for f, write := range writers {
		for compression, compress := range compressors {
			c, err := Open([]string{"-"}, bytes.NewReader(compress(write(samples))), Options{})
			if err != nil {
				t.Fatal(err)
			}
			articles, errs := collect(c)
			if len(errs) > 0 || len(articles) == 0 {
				t.Fatalf("%s %s: %d articles, %v", f, compression, len(articles), errs)
			}
			if d := cmp.Diff(samples[0].want(f, "-", 1), articles[0]); d != "" {
				t.Errorf("%s %s:\n%s", f, compression, d)
			}
		}
	}
}

// TestLegacyCharsets: texts that an encoding other than UTF can hold.
func TestLegacyCharsets(t *testing.T) {
	for _, c := range legacyCases {
		for _, f := range []string{"text", "jsonl", "json", "csv"} {
			s := sample{id: "x", title: "A title in ASCII", byline: "Jane Roe", publisher: "Post", date: "2021-03-05", language: "en", text: c.text}
			var b []byte
			if f == "jsonl" || f == "json" {
				b = []byte(`{"id":"x","text":` + quoteJSON(c.text) + `}`)
			} else {
				b = writers[f]([]sample{s})
			}
			e, _ := lookupCharset(c.charset)
			encoded, err := e.NewEncoder().Bytes(b)
			if err != nil {
				t.Fatalf("%s: %v", c.charset, err)
			}
			articles, errs := readBytes(t, Options{Format: f}, encoded)
			if len(errs) > 0 || len(articles) != 1 {
				t.Fatalf("%s %s: %v", c.charset, f, errs)
			}
			if got := articles[0].Text; !strings.HasSuffix(got, c.text) {
				t.Errorf("%s as %s: got %q", c.charset, f, got)
			}
		}
	}
}

func quoteJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s)
	return strings.TrimSpace(b.String())
}

// collect decodes everything.
func collect(c *Corpus) (articles []*Article, errs []*Error) {
	for r := range c.Records() {
		a, e := r.Article()
		if (a == nil) == (e == nil) {
			panic("neither an article nor an error, or both")
		}
		if e != nil {
			errs = append(errs, e)
		} else {
			articles = append(articles, a)
		}
	}
	return articles, errs
}

func readAll(t testing.TB, o Options, args ...string) ([]*Article, []*Error) {
	t.Helper()
	c, err := Open(args, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return collect(c)
}

func readBytes(t testing.TB, o Options, b []byte) ([]*Article, []*Error) {
	t.Helper()
	c, err := Open([]string{"-"}, bytes.NewReader(b), o)
	if err != nil {
		t.Fatal(err)
	}
	return collect(c)
}

// TestFormatsAreDocumented: docs/formats.md names every format and extension.
func TestFormatsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range formats {
		for _, word := range slices.Concat([]string{f.name}, f.extensions) {
			if !bytes.Contains(page, []byte(word)) {
				t.Errorf("docs/formats.md does not mention %s", word)
			}
		}
	}
	for _, u := range usualNames {
		for _, n := range u.names {
			if !bytes.Contains(page, []byte("`"+n+"`")) {
				t.Errorf("docs/formats.md does not list the column name %s", n)
			}
		}
	}
}
