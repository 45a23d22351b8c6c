package corpus

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// fuzzReader reads any bytes as one format. Whatever they are: no panic, every
// string valid UTF-8, numbers from 1 without gaps, and the same result again.
func fuzzReader(f *testing.F, format string, seeds ...string) {
	for _, name := range slices.Sorted(maps.Keys(compressors)) {
		f.Add(compressors[name](writers[format](samples)))
	}
	for _, name := range slices.Sorted(maps.Keys(encoders)) {
		if formatNamed(format).binary {
			break
		}
		f.Add(encoders[name](writers[format](samples)))
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := Options{Format: format, MaxBytes: 1 << 16, TitleInText: len(data)%2 == 0}
		first := checkRecords(t, o, data)
		if again := checkRecords(t, o, data); again != first {
			t.Errorf("%d records, then %d", first, again)
		}
	})
}

func checkRecords(t *testing.T, o Options, data []byte) int {
	c, err := Open([]string{"-"}, bytes.NewReader(data), o)
	if err != nil {
		t.Fatal(err)
	}
	all, n := 0, 0
	source, known := "", map[string]bool{}
	for r := range c.Records() {
		all++
		if r.Source != source && r.Number != 0 {
			// The files of an archive come one after the other.
			if known[r.Source] {
				t.Fatalf("%q comes twice", r.Source)
			}
			known[r.Source] = true
			source, n = r.Source, 0
		}
		if r.Input != "-" || r.Source != "-" && !strings.HasPrefix(r.Source, "-/") || !utf8.ValidString(r.Source) || strings.Contains(r.Source, "/../") {
			t.Fatalf("source %q, input %q", r.Source, r.Input)
		}
		a, e := r.Article()
		if e != nil && (a != nil || e.Code == "" || e.Detail == "" || !utf8.ValidString(e.Detail) || e.Record != r.Number || e.Source != r.Source) {
			t.Fatalf("%+v", e)
		}
		if e != nil && strings.HasPrefix(e.Detail, "the reader gave up") && r.file.format.decode != nil && !strings.Contains(r.file.format.name+o.Format, "html") && r.file.format.name != "warc" {
			t.Fatalf("%+v", e)
		}
		if r.Number == 0 {
			if r.err == nil || n > 0 && r.Source == source {
				t.Fatalf("record 0 after %d", n)
			}
			continue
		}
		if n++; r.Number != n {
			t.Fatalf("record %d comes as number %d", n, r.Number)
		}
		if e == nil {
			checkArticle(t, a)
		}
	}
	return all
}

func checkArticle(t *testing.T, a *Article) {
	for _, s := range []string{a.ID, a.URL, a.Title, a.Byline, a.Publisher, a.Language} {
		if !utf8.ValidString(s) || strings.TrimSpace(s) != s {
			t.Fatalf("%q is not trimmed and valid", s)
		}
	}
	if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" || a.ID == "" {
		t.Fatalf("text %q, id %q", a.Text, a.ID)
	}
	if a.TitleEnd < 0 || a.TitleEnd > len(a.Text) || a.TitleEnd > 0 && !utf8.ValidString(a.Text[:a.TitleEnd]) {
		t.Fatalf("title end %d of %q", a.TitleEnd, a.Text)
	}
	if a.DateOnly && a.Published.IsZero() {
		t.Fatal("no date, but a day only")
	}
	for k, v := range a.Meta {
		if k == "" || !utf8.ValidString(k) || !utf8.ValidString(v) {
			t.Fatalf("meta %q: %q", k, v)
		}
	}
}

func FuzzText(f *testing.F) {
	fuzzReader(f, "text", "T\n\nBy A B\n\nGENEVA, March 3, 2014 (X) — x", "\xff\xfea", "\x00a\x00b", "\r\n\r\n", "By ", "A, B, C — ")
}

func FuzzJSONL(f *testing.F) {
	fuzzReader(f, "jsonl", `{"text":"\ud800","id":1e999}`, "{\"text\":\"a\xff\"}\n[\n{}\nnull", `{"text":NaN,"body":"x"}`, `{"text":"x","authors":[{"name":["a"]},null]}`)
}

func FuzzJSON(f *testing.F) {
	fuzzReader(f, "json", `[{"text":"a"},[{"text":"b"}],"c",`, `{"articles":[{"text":"a"}]} {"text":"b"}`, `{"data":[{"text":"a"`, `]}[{,}`, "\x1e{}", `{"items":[{]}`)
}

func FuzzCSV(f *testing.F) {
	fuzzReader(f, "csv", "text;id\n\"a\"b\";1\n", "\"te\nxt\",id\r\na\"b,\"c\"\"\"\n\"", "text\n\"\"\"", "text,id\n\"a\"\r,b\n", ",,,\n,,\n")
}

func FuzzTSV(f *testing.F) {
	fuzzReader(f, "tsv", "text\tid\n\"a\tb\n\"c\"\td\n", "text\n\n\n")
}

func FuzzHTML(f *testing.F) {
	fuzzReader(f, "html", "<p>a<br><br>b<table><tr><td>c", "<meta charset=utf-16><p>x", `<script type="application/ld+json">{"@graph":[[{"@type":["Article",1],"author":[[1]],"name":[]}]]}</script>`, "<svg><title>x</svg><h1>", "<frameset><frame>", "<template><p>x</template>")
}

func FuzzParquet(f *testing.F) {
	fuzzReader(f, "parquet", append(writeCompressed(&parquet.Zstd, &parquet.Gzip, &parquet.Snappy, &parquet.Brotli, &parquet.Uncompressed), "PAR1PAR1PAR1PAR1", string(writeDates()))...)
}

func FuzzWARC(f *testing.F) {
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	var chunks, deflated bytes.Buffer
	writeWARC(&chunks, "response", "http://a.example/", "application/http", response+"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>On\r\n3\r\nce.\r\n0\r\n\r\n")
	writeWARC(&deflated, "response", "http://a.example/", "application/http", response+"Content-Encoding: deflate\r\n\r\n<p>x")
	fuzzReader(f, "warc", chunks.String(), deflated.String(), "WARC/1.1\r\n\r\n", "WARC/1.0\nContent-Length: 99999999999\nWARC-Type: response\n\n")
}

func FuzzZip(f *testing.F) {
	nested := writeZip(packed{"a.txt", []byte("A text.")}, packed{"../b.zip", writeZip(packed{"c/d.tgz", compressors["gz"](writeTar(packed{"e.json", []byte(`[{"text":"x"}]`)}))})})
	fuzzReader(f, "zip", string(nested), "PK\x05\x06", "PK\x03\x04")
}

func FuzzTar(f *testing.F) {
	fuzzReader(f, "tar", string(writeTar(packed{"a/", nil}, packed{"a/b.txt", []byte("A text.")}, packed{"c.zip", writeZip(packed{"d.csv", []byte("id,text\n1,one\n")})})), strings.Repeat("\x00", 1024))
}

func FuzzNITF(f *testing.F) {
	fuzzReader(f, "nitf", "<nitf><body><body.content><p>a<block>b", "<!DOCTYPE nitf [<!ENTITY a \"b\">]><nitf><body><body.content>&a;</nitf>", "<n:nitf/><nitf a='>'>")
}

func FuzzNewsML(f *testing.F) {
	fuzzReader(f, "newsml", `<newsItem guid=" a "><contentSet><inlineData contenttype="text/html">&lt;p>x</inlineData></contentSet></newsItem>`,
		`<newsItem><contentSet><inlineXML><nitf><body><body.content>x</body.content></body></nitf></inlineXML></contentSet></newsItem><packageItem/>`)
}

func FuzzFeed(f *testing.F) {
	fuzzReader(f, "feed", "<rss><channel><item><description>&lt;br>a", "<feed><entry><content type='xhtml'><p>x</p></content><link href='a://b'/></entry>", "<item/><entry><![CDATA[</entry>]]></entry>", "<rdf:RDF><item rdf:about='x'><description>a")
}

func FuzzDOCX(f *testing.F) {
	fuzzReader(f, "docx", "PK\x03\x04", string(writeZIP("word/document.xml", "<p><t>a</t><tab/><br/><del><t>b</t></del></p><tbl><tr><tc><p><t>c</t></p></tc></tr></tbl>", "docProps/core.xml", "<title>a\u0085</title>")))
}

func FuzzRTF(f *testing.F) {
	fuzzReader(f, "rtf", `{\rtf1\u-10179?\u8364 x\'zz\bin5 a}`, `{\rtf1{\fonttbl\f1\fcharset128}\f1\'8a{\v x}\cell\row\~\_\-}`, `{\rtf\uc99\u99999999999 `)
}

func FuzzPDF(f *testing.F) {
	fuzzReader(f, "pdf", "%PDF-1.4 1 0 obj <</Type/Catalog/Pages 2 0 R>> 2 0 obj <</Kids[3 0 R]>> 3 0 obj <</Contents 4 0 R/Resources<</Font<</F<</Type/Font/Widths[1 2]>>>>>>>> 4 0 obj <<>>stream\n/F 9 Tf (a) Tj 1 0 0 1 1e9 2 Tm [(b) -300 (c)] TJ BI x EI q Q /X Do\nendstream",
		"1 0 obj <</Type/ObjStm/First 4/N 1>>stream\n5 0 <</Type/Catalog>>endstream trailer <</Root[[[<<(\\051")
}

// FuzzExports reads any text as it reads exports.
func FuzzExports(f *testing.F) {
	for _, c := range exportCases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRecords(t, Options{Format: "text", MaxBytes: 1 << 16}, data)
	})
}

// FuzzAny leaves the format to the bytes.
func FuzzAny(f *testing.F) {
	for _, format := range FormatNames() {
		f.Add(writers[format](samples))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRecords(t, Options{MaxBytes: 1 << 16}, data)
	})
}

// Whatever is in cells comes out of a table again, as it was.
func TestTableRoundTrip(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("ab \",;\t|\n\r'é—😀")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		var want []sample
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			want = append(want, sample{id: "i", title: word.Draw(t, "title"), date: "2020-01-02", text: "T" + word.Draw(t, "text") + "."})
		}
		for _, delimiter := range delimiters {
			c, err := Open([]string{"-"}, bytes.NewReader(writeTable(want, delimiter)), Options{Format: "csv"})
			if err != nil {
				t.Fatal(err)
			}
			articles, errs := collect(c)
			if len(articles) != len(want) || len(errs) > 0 {
				t.Fatalf("%q: %d articles of %d, %v", delimiter, len(articles), len(want), errs)
			}
			for i, a := range articles {
				if a.Text != want[i].text {
					t.Fatalf("%q: got %q, want %q", delimiter, a.Text, want[i].text)
				}
			}
		}
	})
}

// Any text comes out of plain text and JSONL as it was.
func TestTextIsUntouched(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := "T" + rapid.String().Draw(t, "text")
		if strings.ContainsRune(text, 0) || controls([]byte(text))*10 > len(text) || len(text) > 1 && wideEncoding([]byte(text)) != nil {
			t.Skip()
		}
		a := mustOne(t, "text", []byte(text))
		if a.Text != text {
			t.Fatalf("text: got %q", a.Text)
		}
		a = mustOne(t, "jsonl", []byte(`{"text":`+quoteJSON(text)+`}`))
		if a.Text != text {
			t.Fatalf("jsonl: got %q", a.Text)
		}
	})
}

func mustOne(t *rapid.T, format string, data []byte) *Article {
	c, err := Open([]string{"-"}, bytes.NewReader(data), Options{Format: format})
	if err != nil {
		t.Fatal(err)
	}
	articles, errs := collect(c)
	if len(articles) != 1 {
		t.Fatalf("%s: %v", format, errs)
	}
	return articles[0]
}
