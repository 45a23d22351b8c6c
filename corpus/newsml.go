package corpus

import (
	"strings"
	"time"

	"golang.org/x/net/html"
)

// cutNewsML takes each item of NewsML-G2 as a record. A package is one too: it
// has no text, and the row of errors says so.
func cutNewsML(s *stream) { cutElements(s, "newsItem", "packageItem") }

// decodeNewsML makes an article of one item: its first inlineXML or inlineData
// with text is the text, itemMeta and contentMeta what is known of it.
func decodeNewsML(r Record) (*Article, *Error) {
	n, e := xmlRecord(r)
	if e != nil {
		return nil, e
	}
	if n.Data == "packageItem" {
		return nil, r.fail(ErrEmpty, "%v: a package, which lists other items and has no text", r.where)
	}
	item, about := child(n, "itemMeta"), child(n, "contentMeta")
	a := &Article{}
	for c := range contents(n) {
		inner, text := inlineText(c)
		if strings.TrimSpace(text) == "" {
			continue
		}
		if inner != nil {
			a = inner
		}
		a.Text = text
		break
	}
	if a.Text == "" {
		if href := value(descendant(child(n, "contentSet"), "remoteContent"), "href"); href != "" {
			return nil, r.fail(ErrEmpty, "%v: the text lies elsewhere, at %s", r.where, clip(href, 80))
		}
	}
	over := func(to *string, values ...string) { *to = firstOf(append(values, *to)...) }
	over(&a.ID, value(n, "guid"))
	over(&a.Title, line(child(about, "headline")), line(child(item, "title")))
	over(&a.Byline, withoutBy(line(child(about, "by"))), literal(child(about, "creator")))
	over(&a.Publisher, literal(child(about, "infoSource")), literal(child(item, "provider")), line(child(about, "creditline")))
	over(&a.Language, languageCode(firstOf(value(child(about, "language"), "tag"), value(n, "lang"))))
	a.Published, a.DateOnly = time.Time{}, false
	a.setDates(line(child(about, "contentCreated")), line(child(item, "firstCreated")), line(child(item, "versionCreated")))
	for c := range children(item, "link") {
		if url := value(c, "href"); strings.Contains(url, "://") && a.URL == "" {
			a.URL = url
		}
	}
	a.note("section", literal(child(about, "genre")))
	a.note("dateline", line(child(about, "dateline")))
	a.note("description", line(child(about, "description")))
	a.Text = withoutHead(a.Text, a.Title, a.Byline)
	return a, nil
}

// inlineText is the text of a piece of content: NITF, XHTML, or plain. NITF
// says what is known of the article too.
func inlineText(c *html.Node) (*Article, string) {
	switch c.Data {
	case "inlineXML":
		if nitf := descendant(c, "nitf"); nitf != nil {
			a := nitfArticle(nitf)
			return a, a.Text
		}
		if body := descendant(c, "body.content"); body != nil {
			asHTML(body)
			return nil, blockText(body)
		}
		if body := descendant(c, "body"); body != nil {
			c = body
		}
		return nil, blockText(c)
	case "inlineData":
		if strings.Contains(value(c, "contenttype"), "html") {
			return nil, fragment(content(c))
		}
		return nil, strings.TrimSpace(content(c))
	}
	return nil, ""
}

// literal is the name of a party: an element name in it, else its literal.
func literal(n *html.Node) string {
	if name := line(child(n, "name")); name != "" {
		return name
	}
	return firstOf(value(n, "literal"), line(n))
}

// contents goes over the pieces of content of an item.
func contents(item *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for set := range children(item, "contentSet") {
			for c := range set.ChildNodes() {
				if c.Type == html.ElementNode && !yield(c) {
					return
				}
			}
		}
	}
}
