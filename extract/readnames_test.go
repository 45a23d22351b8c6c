package extract

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/roster"
)

func on(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

func TestReadNames(t *testing.T) {
	for _, c := range []struct {
		what, text string
		comma      rune
		want       roster.Entry
	}{
		{"all columns", "name,kind,id,aliases,country,from,to\nAda Quill,person,q1,A. Quill|Adi Quill;Quilly,GBR,2019-07-24,2022-09-06\n", ',',
			roster.Entry{ID: "q1", Kind: doc.Person, Name: "Ada Quill", Aliases: []string{"A. Quill", "Adi Quill", "Quilly"}, Country: "GBR", From: on("2019-07-24"), To: on("2022-09-06")}},
		{"another order, capitals, a byte order mark, CRLF", "\ufeffID,Kind,NAME\r\nq1,Person,Ada Quill\r\n", ',',
			roster.Entry{ID: "q1", Kind: doc.Person, Name: "Ada Quill"}},
		{"tabs", "name\tkind\tid\taliases\nBread, Inc.\tcompany\tb\tBread|\"Crumb\"\n", '\t',
			roster.Entry{ID: "b", Kind: doc.Organization, Name: "Bread, Inc.", Aliases: []string{"Bread", `"Crumb"`}}},
		{"semicolons", "name;kind;id;aliases\nBread;org;b;\"B;C\"\n", ',',
			roster.Entry{ID: "b", Kind: doc.Organization, Name: "Bread", Aliases: []string{"B", "C"}}},
		{"family name first", "name,kind,id,aliases\n\"Quill, Ada\",person,q1,\"Quill, A.|Quill, Jr.\"\n", ',',
			roster.Entry{ID: "q1", Kind: doc.Person, Name: "Ada Quill", Aliases: []string{"Quill, A.", "Quill, Jr."}}},
		{"months and years", "name,kind,id,from,to\nA B,per,1,2019,2020-02\n", ',',
			roster.Entry{ID: "1", Kind: doc.Person, Name: "A B", From: on("2019-01-01"), To: on("2020-02-29")}},
		{"a year's end and a time of day", "name,kind,id,from,to\nA B,per,1,2019-07-24T00:00:00Z,2020\n", ',',
			roster.Entry{ID: "1", Kind: doc.Person, Name: "A B", From: on("2019-07-24"), To: on("2020-12-31")}},
		{"a country by name", "name,kind,id\nUnited States of America,country,2\n", ',',
			roster.Entry{ID: "2", Kind: doc.Country, Name: "United States of America", Country: "USA"}},
		{"a country by code", "name,kind,id,country\nAmerica,country,2,us\n", ',',
			roster.Entry{ID: "2", Kind: doc.Country, Name: "America", Country: "USA"}},
		{"empty lines, missing cells and separators at the ends", "name,kind,id,aliases,\n,,,,\n\nA B,loc,1\n", ',',
			roster.Entry{ID: "1", Kind: doc.Place, Name: "A B"}},
	} {
		got, err := ReadNames(strings.NewReader(c.text), c.comma)
		if err != nil || len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(c.want) {
			t.Errorf("%s: got %v, %v, want %v", c.what, got, err, c.want)
		}
	}
}

// What is wrong is said in one line, with the line of the file and what to do.
func TestReadNamesRefuses(t *testing.T) {
	const header = "name,kind,id,aliases,country,from,to\nA B,person,1,,,,\n"
	for _, c := range []struct{ text, want string }{
		{"", "it is empty: its first line must name the columns: name, kind, id"},
		{"name,kind\n", `line 1: no column "id"`},
		{"name,kind,id,party\n", `line 1: unknown column "party": the columns are name, kind, id, aliases, country, from, to`},
		{"name,kind,id,ID\n", `line 1: two columns "id"`},
		{header + "C D,person,,,,,\n", "line 3: no id"},
		{header + ",person,2,,,,\n", "line 3: no name"},
		{header + "C D,peson,2,,,,\n", `line 3: kind "peson": write person, country, organization or place`},
		{header + "C D,org,1,,,,\n", "line 3: id 1 is a organization here and a person in line 2"},
		{header + "C D,person,2,,Narnia,,\n", `line 3: country "Narnia" is not known`},
		{header + "Narnia,country,2,,,,\n", `line 3: country "Narnia" is not known`},
		{header + "C D,person,2,,,24/7/2019,\n", `line 3: from "24/7/2019" is no date: write 2019-07-24, 2019-07 or 2019`},
		{header + "C D,person,2,,,,2019-13\n", `line 3: to "2019-13" is no date`},
		{header + "C D,person,2,,,2020,2019\n", "line 3: it ends (to) before it begins (from)"},
		{header + "C D,person,2,10|Q,,,\n", `line 3: "10" has no letter`},
		{header + "C, D,person,2,,,,\n", "line 3: 8 cells, but the first line has 7"},
		{header + "C \"D\",person,2,,,,\n", "line 3: a quotation mark"},
		{header + "\"C\nD\",person,2,,,,\nE,x,3,,,,\n", `line 5: kind "x"`},
		{"name,kind,id\nada quill,person,1\nlou hart,person,2\n", `no name has a capital letter: names match as they are written`},
		{header + "C D,person,2,,,,\nS\xe3o,place,3,,,,\n", "line 4: not UTF-8"},
	} {
		_, err := ReadNames(strings.NewReader(c.text), ',')
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q:\n\tgot  %v\n\twant %s…", c.text, err, c.want)
		}
	}
}

// What a table says comes out of it, whatever stands in its cells.
func TestReadNamesKeepsEveryRow(t *testing.T) {
	word := rapid.StringMatching(`[A-ZÀÉ][a-zø]{1,6}([ '-][A-Z][a-z]{1,6}){0,2}`)
	day := rapid.SampledFrom([]string{"", "1999-02-28", "2004-02-29"})
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		w := csv.NewWriter(&text)
		w.Write([]string{"to", "Aliases", "id", "Kind", "name", "from"})
		var want []roster.Entry
		for i := range rapid.IntRange(0, 9).Draw(t, "rows") {
			e := roster.Entry{ID: fmt.Sprint(i, rapid.StringMatching(`[a-z",:| ]{0,4}[a-z]`).Draw(t, "id")), Kind: doc.Organization, Name: word.Draw(t, "name"), Aliases: rapid.SliceOfN(word, 0, 3).Draw(t, "aliases")}
			from, to := day.Draw(t, "from"), rapid.SampledFrom([]string{"", "2004-12-31"}).Draw(t, "to")
			e.ID = strings.Join(strings.Fields(e.ID), " ")
			e.From, e.To = on(from), on(to)
			w.Write([]string{to, strings.Join(e.Aliases, " | "), e.ID, "Party", e.Name, from})
			want = append(want, e)
		}
		w.Flush()
		got, err := ReadNames(strings.NewReader(text.String()), ',')
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s: got %v, %v, want %v", text.String(), got, err, want)
		}
	})
}

func FuzzReadNames(f *testing.F) {
	f.Add(someNames, ',')
	f.Add("name\tkind\tid\nA \"B\"\tperson\t1\n", '\t')
	f.Add("name;kind;id\n\"A;B\";org;1\n", ',')
	f.Fuzz(func(t *testing.T, text string, comma rune) {
		if comma != '\t' {
			comma = ','
		}
		list, err := ReadNames(strings.NewReader(text), comma)
		if err != nil {
			if len(list) > 0 || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%d entries beside the error %q", len(list), err)
			}
			return
		}
		for _, e := range list {
			if e.ID == "" || e.Name == "" || e.Kind == "" || !utf8.ValidString(e.Name) || e.Kind == doc.Country && e.Country == "" {
				t.Fatalf("entry %+v", e)
			}
			if !e.From.IsZero() && !e.To.IsZero() && e.To.Before(e.From) {
				t.Fatalf("entry %+v ends before it begins", e)
			}
		}
		roster.New(list).Annotate(&doc.Document{Article: &corpus.Article{Text: text}})
	})
}

// A list of 100,000 names is ready in well under a second.
func BenchmarkReadNames(b *testing.B) {
	list := manyNames(100_000)
	b.SetBytes(int64(len(list)))
	for b.Loop() {
		names, err := ReadNames(strings.NewReader(list), ',')
		if err != nil {
			b.Fatal(err)
		}
		roster.New(names)
	}
}

// BenchmarkNamesStage times the stage with 100,000 names, on one core.
func BenchmarkNamesStage(b *testing.B) {
	articles, bytes := examples(b)
	x := listing(b, manyNames(100_000), EngineOwn)
	docs := make([]doc.Document, len(articles))
	for i, a := range articles {
		docs[i].Article = a
		for _, s := range x.stages {
			if s.Name() == "roster" {
				break
			}
			s.Annotate(&docs[i])
		}
	}
	stage := roster.New(names(b, manyNames(100_000)))
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			stage.Annotate(&docs[i])
		}
	}
}

// manyNames is a list of n people whose names are made of syllables.
func manyNames(n int) string {
	syllables := [...]string{"ba", "dor", "mi", "lan", "te", "kos", "ra", "vel", "shu", "ning"}
	word := func(n int) string {
		w := ""
		for range 4 {
			w += syllables[n%10]
			n /= 10
		}
		return strings.ToUpper(w[:1]) + w[1:]
	}
	var b strings.Builder
	b.WriteString("name,kind,id,aliases,country,from,to\n")
	for i := range n {
		fmt.Fprintf(&b, "%s %s,person,p%d,%s %s|the member for %s,GBR,2001-05-01,2010-04-30\n", word(i), word(i/7), i, word(i)[:1]+".", word(i/7), word(i/3))
	}
	return b.String()
}
