package corpus

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const filler = "The council of Port Vale voted on Tuesday to close the harbour for three weeks, and nobody who was there could say why, not even the mayor, who had asked for it."

func TestHTMLBody(t *testing.T) {
	page := `<!doctype html><html lang="en-GB"><head><title>Harbour closes - The Post</title><meta property="og:site_name" content="The Post">
<meta name="author" content="https://post.example/jane"><meta name="byl" content="By Jane Roe"><meta property="article:published_time" content="2021-03-04T05:06:07Z">
<meta name="description" content="It  closes."><link rel="canonical" href="https://post.example/harbour"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Harbour closes</h1><p>By Jane Roe</p>
<p>` + filler + `</p><p>“It is <b>closed</b>,” the <a href="/mayor">mayor</a>&nbsp;said.<br>She did not
  say more.</p><h2>What comes next</h2><ul><li>A vote in <i>May</i>.</li><li>Another in June.</li></ul>
<blockquote><p>` + filler + `</p></blockquote><script>var x = "not text"</script><style>p { color: red }</style>
<figure><img src="a.jpg"><figcaption>The harbour on Monday.</figcaption></figure><p>` + filler + `</p></article>
<footer><p>Terms of use</p></footer></body></html>`
	got := one(t, Options{}, page)
	want := &Article{Source: "-", Record: 1, Title: "Harbour closes", Byline: "Jane Roe", Publisher: "The Post", Language: "en",
		Published: time.Date(2021, 3, 4, 5, 6, 7, 0, time.UTC), URL: "https://post.example/harbour", Meta: map[string]string{"description": "It closes."},
		Text: filler + "\n\n“It is closed,” the mayor said.\nShe did not say more.\n\nWhat comes next\n\nA vote in May.\nAnother in June.\n\n" +
			filler + "\n\nThe harbour on Monday.\n\n" + filler}
	want.ID = hashID(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for range 5 {
		if again := one(t, Options{}, page); again.Text != got.Text {
			t.Fatal("the text of a page is not always the same")
		}
	}
}

func TestHTMLMetadata(t *testing.T) {
	body := "<p>" + filler + "</p><p>" + filler + "</p>"
	for _, c := range []struct {
		name, head, title, byline, publisher, date string
	}{
		{"a graph, wrong line breaks, entities",
			`<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x","datePublished":"1999-01-01"},{"@type":["NewsArticle"],"headline":"A &amp;
 B","datePublished":"2021-03-04","author":"By Jane Roe","publisher":[{"name":["The Post","P"]}]}]}</script>`, "A & B", "Jane Roe", "The Post", "2021-03-04 00:00:00"},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle",</script><title>A title</title><meta name="DC.date.issued" content="2021-03-04T10:00:00+01:00">`, "A title", "", "", "2021-03-04 09:00:00"},
		{"a date that is not understood does not hide the next", `<meta name="date" content="03/04/2021"><meta name="pubdate" content="20210304"><title>T | The Post</title><meta property="og:site_name" content="the post">`, "T", "", "the post", "2021-03-04 00:00:00"},
		{"a time element", `<title>T</title></head><body><time datetime="1999-01-01">x</time><time itemprop="datePublished" datetime="2021-03-04">y</time>`, "T", "", "", "2021-03-04 00:00:00"},
		{"authors as addresses", `<title>T</title><script type="application/ld+json">[{"@type":"Article","author":[{"name":"Jane Roe"},"https://x.example/a",{"name":"Kofi Adu"}]}]</script>`, "T", "Jane Roe, Kofi Adu", "", ""},
	} {
		a := one(t, Options{}, "<html><head>"+c.head+"</head><body><article>"+body+"</article></body></html>")
		date := ""
		if !a.Published.IsZero() {
			date = a.Published.Format(time.DateTime)
		}
		got := []string{a.Title, a.Byline, a.Publisher, date}
		if d := cmp.Diff([]string{c.title, c.byline, c.publisher, c.date}, got); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestHTMLArticleBody(t *testing.T) {
	a := one(t, Options{}, `<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"<p>One &amp; one.</p><p>`+filler+`</p>"}</script></head><body><div id="app">Loading…</div></body></html>`)
	if want := "One & one.\n\n" + filler; a.Text != want {
		t.Errorf("got %q", a.Text)
	}
}

func TestHTMLCharset(t *testing.T) {
	for _, c := range []struct{ declared, text string }{
		{"iso-8859-2", "Łódź ąę"}, {"windows-1251", "Женева"}, {"shift_jis", "外相は火曜日"}, {"utf-8", "Málaga"}, {"", "Málaga"},
	} {
		page := `<html><head><meta charset="` + c.declared + `"><title>` + c.text + `</title></head><body><p>` + c.text + " " + filler + `</p></body></html>`
		encoded := page
		if c.declared != "utf-8" {
			name := c.declared
			if name == "" {
				name = "windows-1252"
			}
			e, _ := lookupCharset(name)
			b, err := e.NewEncoder().Bytes([]byte(page))
			if err != nil {
				// Shift JIS has no letters for the filler's marks; none are used.
				t.Fatal(err)
			}
			encoded = string(b)
		}
		if a := one(t, Options{}, encoded); a.Title != c.text {
			t.Errorf("%s: got %q", c.declared, a.Title)
		}
	}
}
