package corpus

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func one(t testing.TB, o Options, in string) *Article {
	t.Helper()
	articles, errs := readBytes(t, o, []byte(in))
	if len(articles) != 1 || len(errs) != 0 {
		t.Fatalf("%d articles, %v", len(articles), errs)
	}
	return articles[0]
}

func TestColumns(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		in   string
		want Article
	}{
		{"the earlier name wins, the other is kept",
			Options{}, `{"content":"Second.","text":"First.","id":7,"doc_id":"d7","source_domain":"post.example","source":"The Post","n":1.50,"ok":true,"no":null,"list":[1],"deep":{"a":1}}`,
			Article{ID: "d7", Text: "First.", Publisher: "The Post", Meta: map[string]string{"content": "Second.", "id": "7", "source_domain": "post.example", "n": "1.50", "ok": "true"}}},
		{"an empty one does not keep out the other",
			Options{}, `{"text":" ","body":"The body.","title":"","headline":" A title ","id":"","uuid":"u"}`,
			Article{ID: "u", Text: "The body.", Title: "A title"}},
		{"case and separators",
			Options{}, `{"Article Text":"T.","Pub-Date":"2020-01-02","AUTHOR":"By Jane Roe","publishedAt":"later","Web_URL":" http://x.example/ "}`,
			Article{Text: "T.", Byline: "Jane Roe", Published: day(2020, 1, 2), DateOnly: true, URL: "http://x.example/", Meta: map[string]string{"publishedAt": "later"}}},
		{"a date that is not understood is kept, and the next taken",
			Options{}, `{"text":"T.","date":"03/04/2020","date_publish":"2020-04-03 10:00:00"}`,
			Article{Text: "T.", Published: time.Date(2020, 4, 3, 10, 0, 0, 0, time.UTC), Meta: map[string]string{"date": "03/04/2020"}}},
		{"Unix time as a number",
			Options{}, `{"text":"T.","created_at":1442412180}`,
			Article{Text: "T.", Published: time.Date(2015, 9, 16, 14, 3, 0, 0, time.UTC)}},
		{"named columns",
			Options{Columns: map[string]string{"text": "Corpo", "title": "source", "date": "giorno"}}, `{"corpo":"T.","text":"other","source":"A title","giorno":"2020-01-02","date":"2021-01-01","title":"x"}`,
			Article{Text: "T.", Title: "A title", Published: day(2020, 1, 2), DateOnly: true, Meta: map[string]string{"text": "other", "date": "2021-01-01", "title": "x"}}},
		{"authors and publishers as objects",
			Options{}, `{"text":"T.","authors":[{"name":"Jane Roe"},{"name":"Kofi Adu"},{"name":" "}],"source":{"id":null,"name":"The Post"}}`,
			Article{Text: "T.", Byline: "Jane Roe, Kofi Adu", Publisher: "The Post"}},
		{"a Python list of authors", Options{}, "text,authors\nT.,\"['Jane Roe', \"\"Ann O'Dea\"\"]\"\n", Article{Text: "T.", Byline: "Jane Roe, Ann O'Dea"}},
		{"languages", Options{}, `{"text":"T.","language":"English"}`, Article{Text: "T.", Language: "en"}},
		{"a language that is none", Options{}, `{"text":"T.","lang":"??"}`, Article{Text: "T.", Meta: map[string]string{"lang": "??"}}},
		{"the language of the user", Options{Language: "EN"}, `{"text":"T.","lang":"de"}`, Article{Text: "T.", Language: "en"}},
		{"entities are left alone", Options{}, `{"text":"R&amp;D &lt;b&gt;","title":"A &amp; B"}`, Article{Text: "R&amp;D &lt;b&gt;", Title: "A &amp; B"}},
		{"text is untouched", Options{}, `{"text":"\ufeff A\r\n\u00a0B \u2028\ud800 "}`, Article{Text: "\ufeff A\r\n\u00a0B \u2028\uFFFD "}},
		{"Python's NaN", Options{}, `{"text":"NaN is not a number: NaN","author":NaN,"x":-Infinity,"id":"1"}`, Article{ID: "1", Text: "NaN is not a number: NaN"}},
		{"title in text", Options{TitleInText: true}, `{"text":"T.","title":"A\n title"}`, Article{Text: "A title\n\nT.", Title: "A\n title", TitleEnd: 7}},
		{"title in text once", Options{TitleInText: true}, `{"text":"A title\nT.","title":"A title"}`, Article{Text: "A title\nT.", Title: "A title", TitleEnd: 7}},
		{"ids of file and record", Options{ID: "source"}, `{"text":"T.","id":"x"}`, Article{ID: "-#1", Text: "T."}},
		{"delimiters", Options{}, "id;text;n\n1;\"a;b\";2,5\n", Article{ID: "1", Text: "a;b", Meta: map[string]string{"n": "2,5"}}},
		{"bars", Options{}, "id|body\n1|a, b\n", Article{ID: "1", Text: "a, b"}},
		{"cells over lines", Options{}, "id,text\r\n1,\"a\r\nb\"\r\n", Article{ID: "1", Text: "a\r\nb"}},
		{"a column without a name", Options{}, ",text\n0,T.\n", Article{Text: "T."}},
		{"an object over lines", Options{}, "{\n \"text\": \"T.\",\n \"images\": [{\"a\":1}]\n}\n", Article{Text: "T."}},
		{"an object around articles", Options{}, `{"status":"ok","totalResults":1,"articles":[{"text":"T."}],"more":{"a":[1]}}`, Article{Text: "T."}},
		{"the same over lines", Options{}, "{\n\"status\": \"ok\",\n\"data\" :\n [ {\"text\": \"T.\"} ],\n\"x\": 1 }\n", Article{Text: "T."}},
		{"around articles with a column of another name", Options{Columns: map[string]string{"text": "corpo"}}, `{"results":[{"corpo":"T."}]}`, Article{Text: "T."}},
		{"a table with a column of another name", Options{Columns: map[string]string{"text": "corpo"}}, "n,corpo\n1,T.\n", Article{Text: "T.", Meta: map[string]string{"n": "1"}}},
		{"a list before the text", Options{}, `{"id":"1","items":[{"a":"]\""}],"full_text":"T."}`, Article{ID: "1", Text: "T."}},
		{"the same over lines", Options{}, "{\n\"id\":\"1\",\n\"items\":[{\"a\":1}],\n\"full_text\":\"T.\"}", Article{ID: "1", Text: "T."}},
		{"a list in an article is no list of articles", Options{}, `{"text":"T.","items":[{"text":"x"}]}`, Article{Text: "T."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := one(t, c.o, c.in)
			c.want.Source, c.want.Record = "-", 1
			if c.want.ID == "" {
				c.want.ID = hashID(&c.want)
			}
			if d := cmp.Diff(&c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// The id can be computed again from the table:
// printf 'a.txt\0001\000\000T.\000' | sha256sum | cut -c1-32
func TestHashID(t *testing.T) {
	if got := hashID(&Article{Source: "a.txt", Record: 1, Text: "T."}); got != "108646e5c6e20d64bcfb9063708d009b" {
		t.Error(got)
	}
}

func TestPreview(t *testing.T) {
	dir := tree(t, map[string]string{
		"a.jsonl": "{\"text\":\"One.\",\"tags\":[1],\"desk\":\"x\",\"title\":\"\"}\n{\"text\":\"Two.\",\"title\":\"A title\"}\nbroken\n{\"text\":\"Four.\"}\n",
		"b.csv":   "id,corpo\n1,x\n",
		"c.txt":   string(compressors["gz"]([]byte("A title\n\nText."))),
	})
	c, err := Open([]string{dir}, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Preview(3)
	if len(p) != 3 {
		t.Fatal(p)
	}
	if d := cmp.Diff([]Column{{Name: "desk"}, {Name: "tags", Dropped: true}, {Name: "text", Field: FieldText}, {Name: "title", Field: FieldTitle}}, p[0].Columns); d != "" {
		t.Error(d)
	}
	if p[0].Records != 3 || p[0].Errors != 1 || p[0].First.Record != 3 || p[0].Article.Text != "One." {
		t.Errorf("%+v", p[0])
	}
	if p[1].First == nil || p[1].First.Code != ErrNoText || p[1].Article != nil {
		t.Errorf("%+v", p[1])
	}
	if p[2].Format != "text" || p[2].Compression != "gzip" || p[2].Article.Title != "A title" {
		t.Errorf("%+v", p[2])
	}
}

func TestMetaTable(t *testing.T) {
	dir := tree(t, map[string]string{
		"docs.csv":   "filename,title,date,author,newspaper,desk\n2019/a.txt,From the table,2019-05-06,By Jane Roe,The Post,world\nb,,,,Other Post,\nc.txt,C,,,,\n",
		"2019/a.txt": "A line that is a title\n\nThe text of A.", "2020/b.txt.gz": string(compressors["gz"]([]byte("A title of B\n\nThe text of B."))),
		"2020/d.txt": "The text of D.", "2020/c.html": "<html><head><title>Own</title></head><body><p>" + strings.Repeat("The text of C is long. ", 20) + "</p></body></html>",
	})
	articles, errs := readAll(t, Options{MetaPath: dir + "/docs.csv", MetaKey: "filename"}, dir)
	if len(articles) != 4 || len(errs) != 0 {
		t.Fatal(articles, errs)
	}
	a, b, c, d := articles[0], articles[1], articles[2], articles[3]
	if b.Source != "2020/b.txt.gz" {
		t.Fatal(b.Source)
	}
	if a.Title != "From the table" || a.TitleEnd != 22 || a.Byline != "Jane Roe" || a.Publisher != "The Post" || !a.Published.Equal(day(2019, 5, 6)) || a.Meta["desk"] != "world" || a.Meta["filename"] != "2019/a.txt" {
		t.Errorf("%+v", a)
	}
	if b.Title != "A title of B" || b.Publisher != "Other Post" {
		t.Errorf("%+v", b)
	}
	if c.Source != "2020/c.html" || c.Title != "Own" {
		t.Errorf("%+v", c) // the row is for c.txt
	}
	if d.Title != "" || d.Meta != nil {
		t.Errorf("%+v", d)
	}
}
