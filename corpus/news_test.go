package corpus

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// The writers of news formats and documents that the suite compares with the
// others.

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func (s sample) paragraphs() []string {
	return append([]string{s.title, "By " + s.byline}, strings.Split(s.text, "\n\n")...)
}

func (s sample) htmlParagraphs() string {
	var b strings.Builder
	for _, p := range strings.Split(s.text, "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
	}
	return b.String()
}

func (s sample) nitf() string {
	e := html.EscapeString
	return fmt.Sprintf(`<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf xml:lang=%q><head><title>%s</title><docdata><doc-id id-string=%q/><date.issue norm=%q/></docdata>
<pubdata name=%q position.section="foreign" ex-ref="%s"/></head><body><body.head><hedline><hl1>%s</hl1></hedline><byline>By %s <byttl>Staff writers</byttl></byline></body.head>
<body.content><media media-type="image"><media-reference source="a.jpg"/><media-producer>X</media-producer></media><block>%s</block></body.content></body></nitf>`,
		s.language, e(s.title), s.id, s.date, s.publisher, e(s.url), e(s.title), e(s.byline), s.htmlParagraphs())
}

func writeNewsML(samples []sample) []byte {
	e := html.EscapeString
	var b strings.Builder
	b.WriteString(xmlHead + `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-01-01T00:00:00Z</sent></header><itemSet>`)
	for _, s := range samples {
		fmt.Fprintf(&b, `<newsItem guid=%q version="1" xml:lang=%q><itemMeta><itemClass qcode="ninat:text"/><provider literal="wire"><name>%s</name></provider><link href="%s"/></itemMeta>
<contentMeta><contentCreated>%s</contentCreated><headline>%s</headline><by>By %s</by><genre><name>foreign</name></genre></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>%s</body></html></inlineXML></contentSet></newsItem>`,
			s.id, s.language, e(s.publisher), e(s.url), s.date, e(s.title), e(s.byline), s.htmlParagraphs())
	}
	b.WriteString(`</itemSet></newsMessage>`)
	return []byte(b.String())
}

func writeRSS(samples []sample) []byte {
	e := html.EscapeString
	var b strings.Builder
	b.WriteString(xmlHead + `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title><language>en-GB</language><link>https://post.example/</link>`)
	for _, s := range samples {
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link><guid isPermaLink="false">%s</guid><dc:creator>%s</dc:creator><dc:date>%s</dc:date><category>foreign</category><content:encoded><![CDATA[%s]]></content:encoded></item>`,
			e(s.title), e(s.url), s.id, e(s.byline), s.date, s.htmlParagraphs())
	}
	b.WriteString(`</channel></rss>`)
	return []byte(b.String())
}

// writeDOCX writes paragraphs as Word does, each in several runs.
func writeDOCX(paragraphs []string) []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range paragraphs {
		b.WriteString(`<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>`)
		for i, word := range strings.SplitAfter(p, " ") {
			if i%7 == 3 {
				b.WriteString(`<w:del><w:r><w:delText>gone </w:delText></w:r></w:del>`)
			}
			for j, part := range strings.Split(word, "\t") {
				if j > 0 {
					b.WriteString(`<w:r><w:tab/></w:r>`)
				}
				fmt.Fprintf(&b, `<w:r><w:t xml:space="preserve">%s</w:t></w:r>`, html.EscapeString(part))
			}
		}
		b.WriteString(`</w:p>`)
	}
	b.WriteString(`<w:sectPr/></w:body></w:document>`)
	return writeZIP("[Content_Types].xml", xmlHead+`<Types/>`, "word/document.xml", b.String(), "docProps/core.xml",
		xmlHead+`<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Document1</dc:title><dc:creator>A. Clerk</dc:creator><dcterms:created>2024-05-06T07:08:09Z</dcterms:created></cp:coreProperties>`)
}

func writeZIP(namesAndContents ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(namesAndContents); i += 2 {
		f, _ := z.Create(namesAndContents[i])
		f.Write([]byte(namesAndContents[i+1]))
	}
	z.Close()
	return out.Bytes()
}

// writeRTF writes what windows-1252 has as \'hh, and the rest as \u.
func writeRTF(paragraphs []string) []byte {
	var b strings.Builder
	b.WriteString(`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}{\*\generator Pen 1.0;}{\info{\title no}}` + "\r\n" + `\uc1\pard\f0 `)
	for _, p := range paragraphs {
		for _, r := range p {
			c, ok := charmap.Windows1252.EncodeRune(r)
			switch {
			case r == '\t':
				b.WriteString(`\tab `)
			case r == '\\' || r == '{' || r == '}':
				b.WriteString(`\` + string(r))
			case r < 0x80:
				b.WriteRune(r)
			case ok:
				fmt.Fprintf(&b, `\'%02x`, c)
			default:
				for _, u := range utf16.Encode([]rune{r}) {
					fmt.Fprintf(&b, `\u%d?`, int16(u))
				}
			}
		}
		b.WriteString("\\par\r\n")
	}
	b.WriteString("}")
	return []byte(b.String())
}

// writePDF writes paragraphs with a font of two bytes, in lines of 80 letters,
// with a gap between paragraphs.
func writePDF(paragraphs []string) []byte {
	codes := map[rune]int{}
	var letters []rune
	var content strings.Builder
	content.WriteString("BT /F1 10 Tf 12 TL 1 0 0 1 50 800 Tm\n")
	for _, p := range paragraphs {
		line := ""
		show := func() {
			var hex strings.Builder
			for _, r := range line {
				if codes[r] == 0 {
					letters = append(letters, r)
					codes[r] = len(letters)
				}
				fmt.Fprintf(&hex, "%04x", codes[r])
			}
			fmt.Fprintf(&content, "[<%s>] TJ T*\n", hex.String())
		}
		for _, word := range strings.Fields(p) {
			if len([]rune(line))+len([]rune(word)) > 80 {
				show()
				line = ""
			}
			line = strings.TrimSpace(line + " " + word)
		}
		show()
		content.WriteString("0 -12 Td\n")
	}
	content.WriteString("ET")
	var cmap strings.Builder
	fmt.Fprintf(&cmap, "1 begincodespacerange <0000> <ffff> endcodespacerange %d beginbfchar\n", len(letters))
	for i, r := range letters {
		fmt.Fprintf(&cmap, "<%04x> <", i+1)
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&cmap, "%04x", u)
		}
		cmap.WriteString(">\n")
	}
	cmap.WriteString("endbfchar")
	return pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 5 0 R>>>>>>", "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
		pdfStreamOf(content.String()), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</DW 500>>]>>", pdfStreamOf(cmap.String()))
}

func pdfStreamOf(s string) string {
	return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s)
}

// pdfOf is a PDF of objects, numbered from 1; the first is the catalog.
func pdfOf(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "trailer <</Root 1 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n", len(objects)+1)
	return []byte(b.String())
}
