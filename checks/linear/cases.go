package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"log"
	"maps"
	"slices"
	"strings"
)

// hostile is an input that is made to be slow: head, as many units as it takes,
// tail. The reader is a format of corpus, or "extract", "trees" (extract with the
// tree of every sentence), "detect" (extract where no language is given), "hang" (to the right with a head, else to the left) or
// "self".
type hostile struct {
	reader, head, unit, tail string
	size                     int  // bytes at first; then twice that
	numbered                 bool // the unit has verbs for its number
	build                    func(text []byte) []byte
}

func (h *hostile) name() string { return fmt.Sprintf("%s %.40q %.30q", h.reader, h.head, h.unit) }

const (
	k = 1 << 10
	m = 1 << 20
)

func cases() []*hostile {
	var all []*hostile
	for _, unit := range slices.Sorted(maps.Keys(selfTests)) {
		all = append(all, &hostile{reader: "self", unit: unit, size: 32 * k})
	}
	add := func(reader string, size int, units ...string) {
		for _, u := range units {
			all = append(all, &hostile{reader: reader, unit: u, size: size})
		}
	}
	around := func(reader string, size int, list ...[3]string) {
		for _, l := range list {
			all = append(all, &hostile{reader: reader, head: l[0], unit: l[1], tail: l[2], size: size})
		}
	}
	// One line of ten megabytes.
	around("text", 5*m, [3]string{"x", "a", ""}, [3]string{"x", "a ", ""}, [3]string{"x", "é", ""}, [3]string{"x", "\xff", ""})
	around("jsonl", 5*m, [3]string{`{"text":"`, "a", `"}`}, [3]string{`{"text":"`, "a", ""}, [3]string{`{"text":"a","x":[`, "[", ""}, [3]string{"", "{", ""})
	around("json", 5*m, [3]string{`[{"text":"`, "a", `"}]`}, [3]string{`[{"text":"`, "a", ""})
	around("csv", 5*m, [3]string{"id,text\n1,", "a", ""}, [3]string{"id,text\n1,\"", "a", ""}, [3]string{"", "a", ""}, [3]string{"id,text\n1,\"", "\"\"", ""})
	around("tsv", 5*m, [3]string{"id\ttext\n1\t", "a", ""}, [3]string{"", "a\t", ""})
	around("feed", 5*m, [3]string{"<rss><item><description>", "a", "</description></item>"}, [3]string{"<rss a='", "a", ""})
	around("html", m, [3]string{"<p>", "a", ""}, [3]string{"<p a='", "a", ""}, [3]string{"<!--", "a", ""}, [3]string{"<script>", "a", ""})
	around("rtf", 5*m, [3]string{`{\rtf1 `, "a", "}"})
	around("pdf", m, [3]string{"%PDF-1.4 (", "a", ""}, [3]string{"%PDF-1.4 ", "a", ""})
	around("warc", 5*m, [3]string{"WARC/1.0\r\nWARC-Type: ", "a", ""}, [3]string{"WARC/1.0\r\n", "a: b\r\n", ""}, [3]string{"", "WARC/1.0\r\n", ""})

	// Every field of an article, and what is done to it.
	for _, field := range []string{"id", "title", "date", "publisher", "author", "url", "language", "section"} {
		for _, unit := range []string{"a", "1", "By ", "2019-", ", ", "/", "%41", "\u0301", "Jan "} {
			around("jsonl", 64*k, [3]string{`{"text":"A text.","` + field + `":"`, unit, `"}`})
		}
	}
	around("jsonl", 256*k, [3]string{`{"text":"A text.","authors":[`, `{"name":"A"},`, `"B"]}`}, [3]string{`{"text":"A text.","authors":[`, `[`, `"B"]}`})

	// A million lines.
	for _, format := range []string{"text", "jsonl", "json", "csv", "tsv", "feed", "html"} {
		around(format, 512*k, [3]string{"x", "\n", ""}, [3]string{"x", "\r\n", ""}, [3]string{"x", "\r", ""})
	}

	// Marks and nesting.
	add("text", m, "A ", ", ", "A,", "— ", "\"", "By ", "1 ", "(", "\u0301", "e\u0301\u0302\u0303", "\u202e")
	for _, unit := range []string{`"items":[{}],`, `{`, `[`, `"`, `\"`, `[{`, `{"a":`, `},`, `1,`, "\n"} {
		around("json", 256*k, [3]string{`{"x":1,`, unit, `"text":"T."}`}, [3]string{"[", unit, "]"}, [3]string{`{"items":[{"a":1}],`, unit, ""}, [3]string{"", unit, ""})
	}
	around("jsonl", 256*k, [3]string{`{"text":"`, `\u0301`, `"}`}, [3]string{`{"text":"`, `\ud800`, `"}`}, [3]string{`{"text":"x",`, `"a":1,`, `"b":1}`}, [3]string{"", "{\"text\":\"a\"}\n", ""}, [3]string{"", "{\n", ""})
	around("csv", 256*k, [3]string{"id,text\n", "\"", ""}, [3]string{"id,text\n", "a\"b,", ""}, [3]string{"id,text\n", "1,a\n", ""}, [3]string{"id,text\n", "\"a\"b\n", ""}, [3]string{"", "a,", ""}, [3]string{"id,text\n", ",", ""}, [3]string{"id,text\n", "\"a\nb\",", ""})
	around("tsv", 256*k, [3]string{"id\ttext\n", "\"", ""}, [3]string{"id\ttext\n", "1\ta\n", ""})
	around("html", 128*k, [3]string{"<html><body>", "<p>The committee met, and it said that it would meet again.</p>", ""}, [3]string{"", "<div>", ""}, [3]string{"", "<b>", ""}, [3]string{"", "<a href=x>", ""}, [3]string{"", "<table>", ""}, [3]string{"", "<p><b>", ""}, [3]string{"", "</p>", ""})
	for _, unit := range []string{"<div>x</div>", "x<br><br>", "<li>x, y. ", "&amp;", "<a href=x>y</a> ", "<table><tr><td>x</table>", "<!-- x -->", "< ", "<p x=y>", "<p ", "&", "&#", "e\u0301"} {
		around("html", 128*k, [3]string{"<html><body>", unit, ""})
	}
	around("html", 128*k, [3]string{`<script type="application/ld+json">`, "[", ""}, [3]string{"<p ", "a=b ", ">x"})
	around("feed", 512*k, [3]string{"<rss>", "<item>", ""}, [3]string{"<rss>", "<item><a/></item>", ""}, [3]string{"<rss>", "<![CDATA[", ""}, [3]string{"<rss>", "<!", ""}, [3]string{"<rss>", "<a>", ""},
		[3]string{"<rss><item><description>", "&lt;p>", "</description></item>"}, [3]string{"<rss><item ", "a='' ", "/>"}, [3]string{"<rss>", "&a;", ""}, [3]string{"<rss>", "<?a ?>", ""})
	for _, format := range []string{"feed", "nitf", "newsml"} {
		root := map[string]string{"feed": "rss", "nitf": "nitf", "newsml": "newsItem"}[format]
		around(format, 512*k,
			[3]string{laughs(root), "&i;", ""},
			[3]string{"<!DOCTYPE x [", "<!ENTITY a \"&b;&b;\">", "]><" + root + ">&a;"},
			[3]string{"<!DOCTYPE x ", "[", ""}, [3]string{"<" + root + ">", "<a>", ""}, [3]string{"<" + root + ">", "<", ""}, [3]string{"<!--", "-", ""})
	}
	around("newsml", 512*k, [3]string{"<newsItem>", "<contentSet><inlineXML/></contentSet>", "</newsItem>"}, [3]string{"", "<newsItem/>", ""})
	around("nitf", 512*k, [3]string{"<nitf><body><body.head><byline>", "<byttl/>", "x</byline></body.head></body></nitf>"}, [3]string{"<nitf><body><body.content>", "<p>x</p>", "</body.content></body></nitf>"})
	around("rtf", 512*k, [3]string{`{\rtf1`, `{\u8364 ?`, ""}, [3]string{`{\rtf1`, `{\fonttbl\f1\fcharset128}\f1\'8a`, "}"}, [3]string{`{\rtf1`, `\par\cell `, "}"}, [3]string{`{\rtf1`, "{", ""}, [3]string{`{\rtf1`, "{}", ""}, [3]string{`{\rtf1`, `\`, ""}, [3]string{`{\rtf1`, `\bin1 x`, "}"}, [3]string{`{\rtf1`, `\trowd\cell\row `, "}"})
	const onePage = "1 0 obj <</Type/Catalog/Pages 2 0 R>> 2 0 obj <</Kids[3 0 R]>> 3 0 obj <</Contents 4 0 R"
	around("pdf", 256*k, [3]string{"%PDF-1.4 ", "trailer ", ""}, [3]string{"%PDF-1.4 ", "trailer <<", ""}, [3]string{"%PDF-1.4 ", "1 0 obj [", ""}, [3]string{"%PDF-1.4 ", "1 0 obj <<>> stream ", ""}, [3]string{"%PDF-1.4 ", "1 0 obj <<>> ", ""},
		[3]string{"%PDF-1.4 1 0 obj (", "(", ""},
		[3]string{"1 0 obj <</Type/Catalog/Pages 2 0 R>> 2 0 obj <</Kids[", "3 0 R ", "]>> 3 0 obj <</Contents 4 0 R>>"},
		[3]string{onePage + "/Resources<</Font<</F<<>>>>>>>> 4 0 obj <<>> stream /F 9 Tf ", "1 0 0 1 7 7 Tm (ab) Tj ", "endstream"},
		[3]string{onePage + ">> 4 0 obj <<>> stream ", "BI q [", "endstream"},
		[3]string{onePage + ">> 4 0 obj <<>> stream ", "q ", "endstream"},
		[3]string{"1 0 obj <</Type/ObjStm/First 1000000/N 900000>> stream ", "7 0 ", "[[[[[[[[[[[["})
	for _, l := range [][3]string{
		{"<document><p><t>", "a", "</t></p></document>"}, {"<document>", "<p><t>a</t></p>", "</document>"}, {"<document><p>", "<r><t>a</t></r>", "</p></document>"},
		{"<document>", "<tbl><tr><tc><p><t>a</t></p></tc></tr></tbl>", "</document>"}, {"<document>", "<tbl><tr><tc>", ""}, {"<document>", "<a>", ""}, {"<document><p>", "<t/><br/><tab/>", "</p></document>"},
		{laughs("document"), "&i;", "</document>"},
	} {
		all = append(all, &hostile{reader: "docx", head: l[0], unit: l[1], tail: l[2], size: 512 * k, build: docx})
	}
	all = append(all,
		&hostile{reader: "zip", unit: "a.txt\n", size: 24 * k, build: archiveOf(zipOf)},
		&hostile{reader: "tar", unit: "a.txt\n", size: 24 * k, build: archiveOf(tarOf)},
	)

	// Exports of news databases, and what looks like them.
	add("text", 512*k, "End of Document\n", "Length: 5 words\n", "Load-Date: x\nEnd of Document\n", "1 of 2 DOCUMENTS\nLength: 1 words\n", "HD\tx\nWC\t1 words\n", "Document HPOST00020210304eh3400001\n",
		"____________________\n", "Full text: x\nProQuest document ID: 1\n", "AN\n", "12 words\nDocument HPOST00020210304eh3400001\n")

	// Sentences without end and words without number, for every stage. They stand
	// behind the others, because collecting garbage is slow once the models are there.
	for _, units := range [][]string{signs, words, names, phrases} {
		add("extract", 8*k, units...)
	}
	add("extract", 50*k, "\"") // 100,000 quotation marks
	add("extract", 150*k, "“")
	add("extract", 64*k, "\u0301", "e\u0301", "\u200d")
	add("trees", 8*k, "a, ", "the ", "said, ", "(a) ", "A said that ", "\"a\", ", "and ", "1, ", "- ", "which ")
	for _, unit := range []string{"(/-LRB- a/NN ", "a/NN )/-RRB- ", ",/, ,/, a/NN ", "\"/`` a/NN ", "(/-LRB- a/NN )/-RRB- "} {
		around("hang", 64*k, [3]string{"", unit, ""}, [3]string{"a/NN ", unit, ""})
	}
	around("extract", 8*k,
		[3]string{"", "((((((((((", "))))))))"},
		[3]string{"“", "He said it again and again, ", ""},
		[3]string{"x", " ", "y"}, [3]string{"x", "\n", "y"}, [3]string{"x", "\u00a0", "y"}, [3]string{"x", "a", "y"},
	)
	for _, n := range numbered {
		all = append(all, &hostile{reader: "extract", unit: n, numbered: true, size: 16 * k})
	}
	add("detect", 32*k, "a", "a ", "the ", "é", "é ", "и ", "政", "政 ", "1", "\u0301", "the и ")
	return all
}

var (
	signs = []string{"'", "”", ".", "!", "?", "-", "1", "1.", "1,", "1-", "a-", "@", "a@", "://", "a://", "#", "(", "[1]", ". ", ".\n", "…", "«", "&", "/", "a/", "$", "👩\u200d", "🇰", "[", "`", "``", ":)", "*", "[1", ".)", ".”", ".\" ", "½", "’s ", "‘a ", "“‘", `="`, "\u2029", "_", "=", "%"}

	words = []string{"a", "A", "a.", "A.", "ab.cd.", "www.", "a'", "n't", "a&", "A&", "mailto:", "doi:", "a ", "A ", "of ", "and ", "in ", "that ", "said ", "who said ", "he said ", "said, ", "the ", "the president ", "Workers' ", "'s", "U.", "U.S. ", "by A ", "By A\n", "A\n", "aaa\n", "photo ", "D-", "A-",
		"1 ", "12 ", "one ", "hundred ", "million ", "2,00", "1 to ", "half a ", "$5 ", "5 (", "of them 5 ", "17 é ", "Poll ", "January ", "today "}

	names = []string{"Smith ", "Smith said. ", "Kenya, ", "Paris, ", "Paris, Vt., ", "St. ", "Xx County ", "Jordan ", "in Zzyzx, Vt., ", "Georgia and Ohio, ", "Paris (KEN) ", "Bank of ", "Health and ", "President ", "Al de la ", "Ada Brant, ", "Mr. Smith ", "he ", "she said. "}

	phrases = []string{`"a" `, `" `, ` "a`, "“a ", "\"a.\n", "“a.\n\n", `"a," said `, ": ", "5'10\" ", "“a ‘b ", "a, ", "said “A B” x ", "as said, “a” ", ", with a adding ", "He said “A B” ", "“He said ‘", "?\" A ", "!A", "“No,” said Smith. ", "according to A, ", "A told B that "}

	// Names that are all different: %d is their number.
	numbered = []string{"Ada%[1]d Brant%[1]d, ", "Ada%d Smith, ", "Ada Smith%d, ", "Ada%d Smith said. He left. ", "the Bank of Xx%d, ", "%d troops in Xx%[1]d, ", "“Yes%d,” said Ada%[1]d Smith. "}
)

// laughs begins a document with entities of entities, a billion of the last.
func laughs(root string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE x [<!ENTITY a \"ha\">")
	for c := 'b'; c <= 'i'; c++ {
		fmt.Fprintf(&b, "<!ENTITY %c \"%s\">", c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	return b.String() + "]><" + root + ">"
}

func docx(body []byte) []byte {
	return zipOf([]string{"[Content_Types].xml", "word/document.xml"}, [][]byte{[]byte("x"), body})
}

// archiveOf has a file for each line of its text.
func archiveOf(pack func([]string, [][]byte) []byte) func([]byte) []byte {
	return func(text []byte) []byte {
		var paths []string
		var files [][]byte
		for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			paths, files = append(paths, fmt.Sprintf("%d/%s", i%7, line)), append(files, []byte("x"))
		}
		return pack(paths, files)
	}
}

func zipOf(paths []string, files [][]byte) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, path := range paths {
		f, err := w.Create(path)
		if err != nil {
			log.Fatal(err)
		}
		f.Write(files[i])
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(paths []string, files [][]byte) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i, path := range paths {
		if err := w.WriteHeader(&tar.Header{Name: path, Mode: 0o644, Size: int64(len(files[i]))}); err != nil {
			log.Fatal(err)
		}
		w.Write(files[i])
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}

// selfTests are slow in every way that is counted, and one is not: were the
// slow ones found linear, the counting would be broken.
var selfTests = map[string]func(size int) func() error{
	"linear": func(size int) func() error {
		return func() error {
			n := strings.Count(strings.ToUpper(strings.Repeat("a", size)), "B")
			for range size {
				n++
			}
			kept = n
			return nil
		}
	},
	"looks back": func(size int) func() error {
		return func() error {
			for i := range size / 16 {
				for range i {
					kept++
				}
			}
			return nil
		}
	},
	"searches again": func(size int) func() error {
		text := strings.Repeat("a", size)
		return func() error {
			for range size / 64 {
				kept += strings.IndexByte(text, 'b') + strings.Index(text, "bc") + strings.Count(text, "b")
			}
			return nil
		}
	},
	"copies again": func(size int) func() error {
		return func() error {
			text := ""
			for range size / 16 {
				text += "a"
			}
			kept = len(text)
			return nil
		}
	},
}

var kept int // what is kept cannot be left out by the compiler
