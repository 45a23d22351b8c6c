package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
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
	"jsonl": func(s []sample) []byte {
		var b bytes.Buffer
		for _, x := range s {
			json.NewEncoder(&b).Encode(x.object())
		}
		return b.Bytes()
	},
	"json": func(s []sample) []byte {
		var list []any
		for _, x := range s {
			list = append(list, x.object())
		}
		b, _ := json.MarshalIndent(list, "", "  ")
		return b
	},
	"csv": func(s []sample) []byte { return writeTable(s, ',') },
	"tsv": func(s []sample) []byte { return writeTable(s, '\t') },
	"html": func(s []sample) []byte {
		x, e := s[0], html.EscapeString
		var b strings.Builder
		fmt.Fprintf(&b, `<!DOCTYPE html><html lang=%q><head><title>%s | %s</title>`, x.language, e(x.title), e(x.publisher))
		fmt.Fprintf(&b, `<link rel="canonical" href="%s">`, e(x.url))
		ld, _ := json.Marshal(map[string]any{"@context": "https://schema.org", "@type": "NewsArticle", "headline": x.title, "datePublished": x.date,
			"author":    []any{map[string]any{"@type": "Person", "name": strings.Split(x.byline, ", ")[0]}, map[string]any{"name": strings.Split(x.byline, ", ")[1]}},
			"publisher": map[string]any{"name": x.publisher}})
		fmt.Fprintf(&b, `<script type="application/ld+json">%s</script></head><body><nav><a href="/">Home</a></nav><article><h1>%s</h1><p class="byline">By %s</p>`, ld, e(x.title), e(x.byline))
		for _, p := range strings.Split(x.text, "\n\n") {
			fmt.Fprintf(&b, "<p>%s</p>\n", e(p))
		}
		b.WriteString(`</article><footer><a href="/terms">Terms</a></footer></body></html>`)
		return []byte(b.String())
	},
	"nitf":   func(s []sample) []byte { return []byte(xmlHead + s[0].nitf()) },
	"newsml": writeNewsML,
	"feed":   writeRSS,
	"docx":   func(s []sample) []byte { return writeDOCX(s[0].paragraphs()) },
	"rtf":    func(s []sample) []byte { return writeRTF(s[0].paragraphs()) },
	"pdf":    func(s []sample) []byte { return writePDF(s[0].paragraphs()) },
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
	case "html":
		a.Text = strings.ReplaceAll(s.text, "\t", " ") // as a browser shows it
		a.Meta = nil
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
		many := slices.Contains([]string{"jsonl", "json", "csv", "tsv", "newsml", "feed"}, f)
		binary := slices.Contains([]string{"docx", "rtf", "pdf"}, f)
		for compression, compress := range compressors {
			for encoding, encode := range encoders {
				if binary && encoding != "UTF-8" {
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
