package corpus

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestXMLErrors(t *testing.T) {
	item := func(body string) string {
		return "<item><title>t</title><description>" + body + "</description></item>"
	}
	deep := strings.Repeat("<b>", 300) + strings.Repeat("</b>", 300)
	for _, c := range []struct {
		name   string
		o      Options
		in     string
		expect []string
	}{
		{"cut in an item", Options{}, "<rss><channel>" + item("one") + "<item><title>tw", []string{
			"1 one", "2 truncated_input: byte 73: the file ends within the element item"}},
		{"cut in a tag", Options{}, "<rss><channel>" + item("one") + "<item", []string{"1 one", "2 truncated_input: byte 78: the file ends within a tag"}},
		{"item without an end", Options{}, "<rss><channel>" + item("one") + "<item><title>two</title>" + item("three"), []string{
			"1 one", "2 broken_record: byte 73: the element item has no end", "3 three"}},
		{"broken item", Options{}, "<rss><channel>" + item("one") + "<item><a <b></a></item>" + item("three"), []string{
			"1 one", "2 broken_record: byte 73: broken XML: expected attribute name in element", "3 three"}},
		{"deep item", Options{}, "<rss><channel>" + item(deep) + item("two"), []string{
			"1 broken_record: byte 14: broken XML: elements are nested deeper than 200", "2 two"}},
		{"many elements", Options{}, "<rss><channel>" + item(strings.Repeat("<b/>", 210_000)) + item("two"), []string{
			"1 broken_record: byte 14: broken XML: more than 200000 elements", "2 two"}},
		{"long item", Options{MaxBytes: 100}, "<rss><channel>" + item("one") + item(strings.Repeat("long ", 100)) + item("three"), []string{
			"1 one", "2 too_large: byte 73: 556 bytes, the limit is 100", "3 three"}},
		{"tags in CDATA and comments", Options{}, "<rss><channel><!-- <item> -->" + item("<![CDATA[a </item> b]]>"), []string{"1 a b"}},
		{"no items", Options{}, "<rss><channel><title>x</title></channel></rss>", []string{
			"1 broken_record: no element item or entry in it: of XML, NITF, NewsML-G2, RSS and Atom are read"}},
		{"other XML", Options{Format: "nitf"}, "<TEI><p>x</p></TEI>", []string{
			"1 broken_record: no element nitf in it: of XML, NITF, NewsML-G2, RSS and Atom are read"}},
		{"laughs", Options{}, `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><rss><channel>` + item("one &b; two &c;"), []string{
			"1 one &b; two &c;"}},
		{"entities of HTML", Options{}, "<rss><channel>" + item("caf&eacute; & bar&nbsp;x"), []string{"1 café & bar x"}},
		{"package", Options{}, `<newsMessage><packageItem guid="p"><groupSet/></packageItem></newsMessage>`, []string{
			"1 empty_text: byte 13: a package, which lists other items and has no text"}},
		{"text elsewhere", Options{}, `<newsItem guid="p"><contentSet><remoteContent href="https://x.example/a.jpg"/></contentSet></newsItem>`, []string{
			"1 empty_text: byte 0: the text lies elsewhere, at https://x.example/a.jpg"}},
		{"empty NITF", Options{}, `<nitf><body><body.content/></body></nitf>`, []string{"1 empty_text: byte 0: the text is empty or white space only"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := outcome(t, c.o, []byte(c.in))
			for i := range got {
				// The decoder's words for what is wrong are its own affair.
				if i < len(c.expect) && strings.HasPrefix(got[i], c.expect[i]) {
					got[i] = c.expect[i]
				}
			}
			if d := cmp.Diff(c.expect, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestAtom(t *testing.T) {
	a := one(t, Options{}, `<?xml version="1.0" encoding="iso-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Harbour Post</title><author><name>No One</name></author>
<entry><id>tag:post.example,2021:1</id><title type="html">Grain &lt;b&gt;deal&lt;/b&gt; holds</title><link rel="self" href="https://post.example/self"/><link href="https://post.example/a"/>
<published>2021-03-04T05:06:07Z</published><updated>2022-01-01T00:00:00Z</updated><author><name>Jane Roe</name></author><author><name>Kofi Adu</name></author>
<category term="foreign"/><summary>It  holds.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>In Z`+"\xfc"+`rich.</p><ul><li>One</li><li>Two</li></ul></div></content></entry></feed>`)
	want := &Article{ID: "tag:post.example,2021:1", Source: "-", Record: 1, Title: "Grain deal holds", Byline: "Jane Roe, Kofi Adu", Publisher: "Harbour Post", Language: "en",
		Published: time.Date(2021, 3, 4, 5, 6, 7, 0, time.UTC), URL: "https://post.example/a", Text: "In Zürich.\n\nOne\nTwo", Meta: map[string]string{"category": "foreign", "description": "It holds."}}
	if d := cmp.Diff(want, a); d != "" {
		t.Error(d)
	}
}

func TestDocumentErrors(t *testing.T) {
	docx := string(writeDOCX([]string{"One.", "Two."}))
	rtf := string(writeRTF([]string{"One.", "Two."}))
	pdf := string(writePDF([]string{"One.", "Two."}))
	bomb := writeZIP("[Content_Types].xml", "x", "word/document.xml", "<a>"+strings.Repeat(" ", 100<<20)+"</a>")
	for _, c := range []struct {
		name   string
		o      Options
		in     string
		expect string
	}{
		{"cut Word file", Options{}, cut([]byte(docx)), "1 truncated_input: the Word file has no directory at its end: it was cut, or not copied whole"},
		{"other office document", Options{}, string(writeZIP("[Content_Types].xml", "x", "xl/workbook.xml", "x")), "1 binary_content: an office document that is not of Word: save a text as .docx, a table as CSV"},
		{"broken XML", Options{}, string(writeZIP("word/document.xml", "<a><b></a>")), "1 broken_record: broken XML in line 1 of word/document.xml: element <b> closed by </a>"},
		{"deep XML", Options{}, string(writeZIP("word/document.xml", strings.Repeat("<a>", 300))), "1 broken_record: word/document.xml: elements are nested deeper than 200"},
		{"empty Word file", Options{}, string(writeZIP("word/document.xml", "<a/>")), "1 empty_text: byte 0: the text is empty or white space only"},
		{"Word bomb", Options{}, string(bomb), "1 too_large: decompresses to more than 400 times its size: taken for a decompression bomb"},
		{"long Word text", Options{MaxBytes: 2000}, string(writeZIP("word/document.xml", "<p><t>"+strings.Repeat("long ", 1000)+"</t></p>")), "1 too_large: more than 2000 bytes of text, which is the limit"},
		{"old office document", Options{}, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "0 binary_content: an old or encrypted office document: save it as .docx without a password"},
		{"not a Word file", Options{Format: "docx"}, "Some text.", "1 broken_record: not a Word file (.docx): save it as one"},

		{"cut rich text", Options{}, cut([]byte(rtf)), "1 truncated_input: the file ends within a group: it was cut, or not copied whole"},
		{"deep rich text", Options{}, `{\rtf1 ` + strings.Repeat("{", 600), "1 broken_record: byte 506: groups are nested deeper than 500"},
		{"empty rich text", Options{}, `{\rtf1{\info x}}`, "1 empty_text: byte 0: the text is empty or white space only"},
		{"not rich text", Options{Format: "rtf"}, "Some text.", `1 broken_record: not rich text: it does not begin with {\rtf`},

		{"cut PDF", Options{}, pdf[:60], "1 truncated_input: the PDF has no pages and no end: it was cut, or not copied whole"},
		{"no PDF", Options{Format: "pdf"}, "Some text. %%EOF", "1 broken_record: the PDF has no pages that can be found"},
		{"scanned PDF", Options{}, string(pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R>>", pdfStreamOf("q 1 0 0 1 0 0 cm /I Do Q"))),
			"1 empty_text: a PDF without text: its pages are images, so run OCR on it first"},
		{"PDF without letters", Options{}, strings.Replace(pdf, "/ToUnicode", "/Nothing", 1), "1 empty_text: a PDF whose fonts do not say which letters they draw: run OCR on it first"},
		{"encrypted PDF", Options{}, strings.Replace(pdf, "trailer <<", "trailer <</Encrypt 9 0 R", 1), "1 binary_content: the PDF is encrypted: save it without a password first"},
		{"deep PDF", Options{}, string(pdfOf("<</Type/Catalog/Pages " + strings.Repeat("[", 5000))), "1 broken_record: the PDF has no pages that can be found"},
		{"circles", Options{}, string(pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[2 0 R 1 0 R 3 0 R 3 0 R]>>", "<</Contents 4 0 R/Resources<</XObject<</A 4 0 R>>>>>>",
			strings.Replace(pdfStreamOf(strings.Repeat("/A Do ", 1000)), "<<", "<</Subtype/Form", 1))), "1 too_large: the streams of the PDF decompress to more than 4 times the limit of a record"},
		{"PDF bomb", Options{}, string(pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", deflatedPDFStream(strings.Repeat(" ", 100<<20)))),
			"1 too_large: the streams of the PDF decompress to more than 4 times the limit of a record"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff([]string{c.expect}, outcome(t, c.o, []byte(c.in))); d != "" {
				t.Error(d)
			}
		})
	}
}

func deflatedPDFStream(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", b.Len(), b.String())
}

func TestRTF(t *testing.T) {
	for in, want := range map[string]string{
		`{\rtf1\ansi\ansicpg1252 A\par\par\par B\line C\tab D\~E\emdash F}`:                                    "A\n\nB\nC\tD\u00a0E—F",
		`{\rtf1\uc2 \u8364 ??x{\uc0\u8364}y\u-10179 ??\u-8704 ??z}`:                                            "€x€y😀z",
		`{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\f0\'e9\f1\'c6\f2\'8a\'4f}`: "éЖ外",
		`{\rtf1 a{\header no}{\*\x no}{\pict 00ff}{\footnote no}{\v no}\v no\v0 b\bin3 }}}c}`:                  "abc",
		"{\\rtf1 a\\\r\nb\\'zzc\\}d} behind":                                                                   "a\n\nbzzc}d",
		`{\rtf1\trowd A\cell B\cell\row\trowd C\cell D\cell\row\pard E}`:                                       "A\tB\nC\tD\nE",
	} {
		if got := outcome(t, Options{}, []byte(in)); len(got) != 1 || got[0] != "1 "+want {
			t.Errorf("%s\ngot  %q\nwant %q", in, got, want)
		}
	}
}

func TestDOCXTable(t *testing.T) {
	in := writeZIP("word/document.xml", `<document><p><r><t>Head</t><br/><t>line</t></r></p><p/><p/><tbl><tr><tc><p><r><t>HD</t></r></p></tc><tc><p><r><t>A title</t></r></p></tc></tr><tr><tc><p><r><t>TD</t></r></p></tc><tc><p><r><t>One.</t></r></p><p><r><t>Two.</t></r></p></tc></tr></tbl><p><r><t>End</t></r></p></document>`)
	if got, want := outcome(t, Options{}, in), "1 Head\nline\n\nHD\tA title\nTD\tOne.\nTwo.\n\nEnd"; len(got) != 1 || got[0] != want {
		t.Errorf("%q", got)
	}
}

// A PDF with what older programs write: fonts of one byte, an object stream,
// indents, hyphens at line ends, running heads.
func TestPDF(t *testing.T) {
	page := func(n int, body string) string {
		return deflatedPDFStream(fmt.Sprintf("BT /F1 8 Tf 1 0 0 1 50 800 Tm (Harbour Post, page %d) Tj ET q BT /F1 10 Tf 12 TL 1 0 0 1 50 760 Tm %s ET Q", n, body))
	}
	objects := "1 0 7 40 <</Type/Catalog/Pages 2 0 R>>           <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[128/eacute/fi/quotedblleft]>>>>"
	first := strings.Index(objects, "<<")
	in := pdfOf("<</Gone true>>", "<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Resources<</Font<</F1 7 0 R>>>>>>",
		"<</Type/Page/Contents 8 0 R>>", "<</Type/Page/Contents 9 0 R>>", "<</Type/Page/Contents 10 0 R>>",
		strings.Replace(deflatedPDFStream(objects), "<<", fmt.Sprintf("<</Type/ObjStm/N 2/First %d", first), 1), "<</Gone true>>",
		page(1, "(The council of Port Vale voted to close the gov-) Tj T* (ernment harbour for a well-known reason at the caf\\200.) Tj 10 -12 Td (The \\201rst paragraph with an indent is this one, a well-) Tj -10 -12 Td (known line. The mayor had asked for it and went on to) Tj"),
		page(2, "[(say) -300 (no) 20 (thing more of it before the vote in the long week.)] TJ"),
		page(3, "(\\202We left.) Tj"))
	in = bytes.Replace(in, []byte("7 0 obj\n<</Gone true>>\nendobj\n"), nil, 1)
	in = bytes.Replace(in, []byte("1 0 obj\n<</Gone true>>\nendobj\n"), nil, 1)
	want := "1 The council of Port Vale voted to close the government harbour for a well-known reason at the café.\n\n" +
		"The first paragraph with an indent is this one, a well-known line. The mayor had asked for it and went on to say nothing more of it before the vote in the long week.\n\n“We left."
	if got := outcome(t, Options{}, in); len(got) != 1 || got[0] != want {
		t.Errorf("%v", cmp.Diff([]string{want}, got))
	}
}
