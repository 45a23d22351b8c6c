package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	body1 = "GENEVA -- Ministers of Norland said on Tuesday that the deal would hold.\n\nNobody else did.\n\n\"Length: none,\" she said."
	body2 = "The mayor of Port Vale resigned.\n\nBody\n\nHer deputy said yes."
)

// exportCases are exports of two articles each, as text.
var exportCases = []struct {
	name, text string
	want       []*Article
}{
	{"Nexis Uni", `User Name: A. Clerk
Date and Time: Monday, May 6, 2024 7:08:00 AM

Documents (2)

1. Grain deal holds
Search Terms: grain

Grain deal holds

Harbour Post

March 4, 2021 Thursday

Copyright 2021 Harbour Post All Rights Reserved

Section: NEWS; Pg. A3

Length: 523 words

Byline: Jane Roe

Dateline: GENEVA

Body

` + body1 + `

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: March 5, 2021

End of Document

Mayor resigns

Harbour Post

March 4, 2021

Copyright 2021 Harbour Post

Length: 12 words

Body

` + body2 + `

Load-Date: March 6, 2021

End of Document
`, []*Article{
		{Title: "Grain deal holds", Publisher: "Harbour Post", Byline: "Jane Roe", Language: "en", Published: day(2021, 3, 4), DateOnly: true, Text: body1,
			Meta: map[string]string{"section": "NEWS; Pg. A3", "length": "523 words", "dateline": "GENEVA", "publication_type": "Newspaper", "load_date": "March 5, 2021"}},
		{Title: "Mayor resigns", Publisher: "Harbour Post", Published: day(2021, 3, 4), DateOnly: true, Text: body2,
			Meta: map[string]string{"length": "12 words", "load_date": "March 6, 2021"}},
	}},
	{"LexisNexis Academic", `                               1 of 2 DOCUMENTS


                                 Harbour Post

                             March 4, 2021 Thursday
                                 Final Edition

Grain deal holds

BYLINE: Jane Roe

SECTION: NEWS; Pg. A3

LENGTH: 523 words

DATELINE: GENEVA

` + body1 + `

LOAD-DATE: March 5, 2021

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                       Copyright 2021 Harbour Post
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                                 Harbour Post

                             March 4, 2021

HEADLINE: Mayor resigns

LENGTH: 12 words

` + body2 + `

LOAD-DATE: March 6, 2021
`, []*Article{
		{Title: "Grain deal holds", Publisher: "Harbour Post", Byline: "Jane Roe", Language: "en", Published: day(2021, 3, 4), DateOnly: true, Text: body1,
			Meta: map[string]string{"section": "NEWS; Pg. A3", "length": "523 words", "dateline": "GENEVA", "publication_type": "Newspaper", "load_date": "March 5, 2021"}},
		{Title: "Mayor resigns", Publisher: "Harbour Post", Published: day(2021, 3, 4), DateOnly: true, Text: body2,
			Meta: map[string]string{"length": "12 words", "load_date": "March 6, 2021"}},
	}},
	{"Factiva with codes", `HD	Grain deal holds

BY	By Jane Roe

WC	523 words

PD	4 March 2021

SN	Harbour Post

SC	HPOST

PG	A3

LA	English

CY	(c) 2021 Harbour Post

LP

GENEVA -- Ministers of Norland said on Tuesday that the deal would hold.

TD

Nobody else did.

IN LONDON, few had heard of it.

NS	gcat : Political/General News

AN	Document HPOST00020210304eh3400001

HD	Mayor resigns

WC	12 words

PD	4 March 2021

SN	Harbour Post

LA	English

TD

` + body2 + `

AN	Document HPOST00020210304eh3400002
`, []*Article{
		{ID: "HPOST00020210304eh3400001", Title: "Grain deal holds", Publisher: "Harbour Post", Byline: "Jane Roe", Language: "en", Published: day(2021, 3, 4), DateOnly: true,
			Text: "GENEVA -- Ministers of Norland said on Tuesday that the deal would hold.\n\nNobody else did.\n\nIN LONDON, few had heard of it.",
			Meta: map[string]string{"length": "523 words", "page": "A3", "copyright": "(c) 2021 Harbour Post", "source_code": "HPOST", "subjects": "gcat : Political/General News"}},
		{ID: "HPOST00020210304eh3400002", Title: "Mayor resigns", Publisher: "Harbour Post", Language: "en", Published: day(2021, 3, 4), DateOnly: true, Text: body2,
			Meta: map[string]string{"length": "12 words"}},
	}},
	{"Factiva", `News

Grain deal holds

By Jane Roe

523 words

4 March 2021

05:06

Harbour Post

HPOST

A3

English

(c) 2021 Harbour Post

` + body1 + `

Document HPOST00020210304eh3400001

Mayor resigns

12 words

4 March 2021

Harbour Post

HPOST

English

Copyright 2021. Harbour Post.

` + body2 + `

Document HPOST00020210304eh3400002
`, []*Article{
		{ID: "HPOST00020210304eh3400001", Title: "Grain deal holds", Publisher: "Harbour Post", Byline: "Jane Roe", Language: "en", Published: day(2021, 3, 4), DateOnly: true, Text: body1,
			Meta: map[string]string{"length": "523 words", "section": "News"}},
		{ID: "HPOST00020210304eh3400002", Title: "Mayor resigns", Publisher: "Harbour Post", Language: "en", Published: day(2021, 3, 4), DateOnly: true, Text: body2,
			Meta: map[string]string{"length": "12 words"}},
	}},
	{"ProQuest", `____________________________________________________________

Report Information from ProQuest

____________________________________________________________

Document 1 of 2

Grain deal holds

Author: Roe, Jane

Publication info: Harbour Post ; Port Vale [Port Vale]. 04 Mar 2021: A.3.

Abstract: It holds.

Links: Link to Full Text

Full text: ` + body1 + `

Subject: Grain; Ministers

Location: Geneva

Title: Grain deal holds

Publication title: Harbour Post; Port Vale

Publication date: Mar 4, 2021

Section: News

Language of publication: English

ProQuest document ID: 2490000001

Document URL: https://search.example/docview/2490000001

Database: Newsstand

____________________________________________________________

Document 2 of 2

Mayor resigns

Publication info: Harbour Post ; Port Vale. 04 Mar 2021.

Full text: ` + body2 + `

ProQuest document ID: 2490000002

____________________________________________________________

Contact us at: https://search.example
`, []*Article{
		{ID: "2490000001", Title: "Grain deal holds", Publisher: "Harbour Post; Port Vale", Byline: "Roe, Jane", Language: "en", Published: day(2021, 3, 4), DateOnly: true, Text: body1, URL: "https://search.example/docview/2490000001",
			Meta: map[string]string{"abstract": "It holds.", "subject": "Grain; Ministers", "location": "Geneva", "section": "News", "database": "Newsstand"}},
		{ID: "2490000002", Title: "Mayor resigns", Publisher: "Harbour Post", Published: day(2021, 3, 4), DateOnly: true, Text: body2},
	}},
}

// exportCarriers write text as the files in which databases give it.
var exportCarriers = map[string]func(string) []byte{
	"text": func(s string) []byte { return []byte(s) },
	"CRLF": func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) },
	"docx": func(s string) []byte { return writeDOCX(exportLines(s)) },
	"rtf":  func(s string) []byte { return writeRTF(exportLines(s)) },
	"pdf":  func(s string) []byte { return writePDF(exportLines(s)) },
}

func exportLines(s string) []string {
	var lines []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func TestExports(t *testing.T) {
	for _, c := range exportCases {
		for carrier, write := range exportCarriers {
			t.Run(c.name+" "+carrier, func(t *testing.T) {
				if carrier != "text" && carrier != "CRLF" && c.name == "LexisNexis Academic" {
					// The edition below the date stands apart only there.
					c.text = strings.Replace(c.text, "                                 Final Edition\n", "", 1)
				}
				got, errs := readBytes(t, Options{}, write(c.text))
				if len(errs) > 0 {
					t.Fatal(errs)
				}
				var want []*Article
				for i, w := range c.want {
					a := *w
					a.Source, a.Record = "-", i+1
					if carrier == "CRLF" {
						a.Text = strings.ReplaceAll(a.Text, "\n", "\r\n")
						if c.name == "Factiva with codes" && i == 0 {
							// Its two fields are joined here.
							a.Text = strings.Replace(a.Text, "\r\n\r\n", "\n\n", 1)
						}
					}
					if a.ID == "" {
						a.ID = hashID(&a)
					}
					want = append(want, &a)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Error(d)
				}
			})
		}
	}
}

// Nexis leaves out the length of some articles.
func TestNexisWithoutLength(t *testing.T) {
	a := one(t, Options{}, "Grain deal holds\nHarbour Post\nMarch 4, 2021 Thursday 10:15 AM GMT\nCopyright 2021 Harbour Post\nByline: By Jane Roe\nBody\n\nOne.\nTwo.\nLoad-Date: March 5, 2021\nEnd of Document\n")
	if a.Title != "Grain deal holds" || a.Publisher != "Harbour Post" || a.Byline != "Jane Roe" || a.Text != "One.\nTwo." || a.Published.IsZero() {
		t.Errorf("%+v", a)
	}
}

// What no database wrote is one article.
func TestNoExports(t *testing.T) {
	for _, in := range []string{
		"A title\n\nBody\n\nLength: 12 words\n\nThe text.\n",
		"A title\n\nThe text.\n\nEnd of Document\n",
		"1 of 2 DOCUMENTS\n\nThe text.\n\n2 of 2 DOCUMENTS\n\nMore.\n",
		"A title\n\n____________________________________________________________\n\nFull text: more.\n\n____________________________________________________________\nEnd.\n",
		"A title\n\n12 words\n\nDocument of the century\n",
		"HD\tA title\nWC\t12 words\nTD\nText\n",
	} {
		if a := one(t, Options{}, in); a.Text != in {
			t.Errorf("%q became %q", in, a.Text)
		}
	}
}

// A last article that is cut short is an error of its own.
func TestCutExports(t *testing.T) {
	for _, c := range exportCases {
		if c.name == "LexisNexis Academic" {
			continue // has no end marks
		}
		marks := map[string]string{"Nexis Uni": "Load-Date: March 6", "Factiva": "Her deputy", "Factiva with codes": "Her deputy", "ProQuest": "ProQuest document ID: 2490000002"}
		articles, errs := readBytes(t, Options{}, []byte(c.text[:strings.LastIndex(c.text, marks[c.name])]))
		if len(articles) != 1 || len(errs) != 1 || errs[0].Code != ErrTruncated || articles[0].Title != "Grain deal holds" {
			t.Errorf("%s: %d articles, %v", c.name, len(articles), errs)
		}
	}
}
