package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cutNITF takes each document of the News Industry Text Format as a record.
func cutNITF(s *stream) { cutElements(s, "nitf") }

// decodeNITF makes an article of one NITF document: body.content is the text,
// body.head and head what is known of it.
func decodeNITF(r Record) (*Article, *Error) {
	n, e := xmlRecord(r)
	if e != nil {
		return nil, e
	}
	a := nitfArticle(n)
	a.Text = withoutHead(a.Text, a.Title, a.Byline)
	return r.file.meta.apply(a, r.Source), nil
}

func nitfArticle(n *html.Node) *Article {
	head, top := child(n, "head"), child(n, "body", "body.head")
	data, published := child(head, "docdata"), child(head, "pubdata")
	a := &Article{
		ID:        value(child(data, "doc-id"), "id-string"),
		Title:     firstOf(line(child(top, "hedline", "hl1")), line(child(head, "title"))),
		Byline:    withoutBy(withoutTitles(child(top, "byline"))),
		Publisher: firstOf(value(published, "name"), line(child(top, "distributor"))),
		Language:  languageCode(firstOf(value(n, "lang"), value(child(n, "body"), "lang"))),
	}
	if url := value(published, "ex-ref"); strings.Contains(url, "://") {
		a.URL = url
	}
	a.setDates(value(child(data, "date.issue"), "norm"), value(published, "date.publication"),
		value(child(top, "dateline", "story.date"), "norm"), value(child(data, "date.release"), "norm"))
	a.note("section", value(published, "position.section"))
	a.note("dateline", line(child(top, "dateline", "location")))
	a.note("description", line(child(top, "abstract")))
	if body := child(n, "body", "body.content"); body != nil {
		asHTML(body)
		a.Text = blockText(body)
	}
	return a
}

// withoutTitles is a byline without the job titles in it.
func withoutTitles(byline *html.Node) string {
	if byline == nil {
		return ""
	}
	for t := child(byline, "byttl"); t != nil; t = child(byline, "byttl") {
		byline.RemoveChild(t)
	}
	return strings.TrimRight(line(byline), " ,;")
}

// asHTML gives the elements of NITF that break lines, or are not shown, those
// of HTML that do the same.
func asHTML(root *html.Node) {
	root.DataAtom = atom.Div
	for n := range root.Descendants() {
		switch n.Data {
		case "block", "body.content", "media", "media-caption", "note", "hl1", "hl2", "bq", "fn":
			if n.Type == html.ElementNode {
				n.DataAtom = atom.Div
			}
		case "media-metadata", "media-producer", "media-reference", "media-object", "datasource", "credit":
			if n.Type == html.ElementNode {
				n.DataAtom = atom.Template
			}
		}
	}
}
