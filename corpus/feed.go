package corpus

import (
	"strings"

	"golang.org/x/net/html"
)

// cutFeed takes each item of RSS, and each entry of Atom, as a record.
func cutFeed(s *stream) { cutElements(s, "item", "entry") }

// decodeFeed makes an article of one item of a feed. Its whole text is taken
// where it has one, else its summary.
func decodeFeed(r Record) (*Article, *Error) {
	n, e := xmlRecord(r)
	if e != nil {
		return nil, e
	}
	feed := r.file.preamble
	if c := descendant(feed, "channel"); c != nil {
		feed = c
	} else if c := descendant(feed, "feed"); c != nil {
		feed = c
	}
	a := &Article{
		ID:        firstOf(line(child(n, "guid")), line(child(n, "id")), value(n, "about")),
		Title:     feedLine(child(n, "title")),
		Byline:    feedAuthors(n),
		Publisher: firstOf(line(child(n, "source", "title")), line(child(n, "source")), feedLine(child(feed, "title"))),
		URL:       feedLink(n),
		Language:  languageCode(firstOf(value(n, "lang"), line(child(n, "language")), line(child(feed, "language")), value(feed, "lang"))),
	}
	if guid := child(n, "guid"); a.URL == "" && value(guid, "isPermaLink") != "false" && strings.Contains(a.ID, "://") {
		a.URL = a.ID
	}
	a.setDates(line(child(n, "pubDate")), line(child(n, "published")), line(child(n, "issued")), line(child(n, "date")), line(child(n, "updated")))
	for _, name := range []string{"encoded", "content", "description", "summary"} {
		// media:content is an image.
		c := child(n, name)
		if c == nil || name == "content" && value(c, "url") != "" {
			continue
		}
		text := feedText(c)
		if a.Text == "" {
			a.Text = text
		} else {
			a.note("description", oneLine(text))
		}
	}
	var categories []string
	for c := range children(n, "category") {
		categories = append(categories, firstOf(line(c), value(c, "term")))
	}
	a.note("category", joinNames(categories))
	a.Text = withoutHead(a.Text, a.Title, a.Byline)
	return a, nil
}

// feedText is the text of an element that holds HTML as text, XHTML as
// elements, or plain text.
func feedText(n *html.Node) string {
	switch value(n, "type") {
	case "xhtml":
		return blockText(n)
	case "text", "text/plain":
		return strings.TrimSpace(content(n))
	}
	return fragment(content(n))
}

// feedLine is a title, which may hold HTML as text.
func feedLine(n *html.Node) string {
	if n == nil {
		return ""
	}
	return oneLine(feedText(n))
}

// fragment is the text of a piece of HTML; text without tags stays as it is.
func fragment(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.TrimSpace(s)
	}
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return ""
	}
	return blockText(root)
}

// feedAuthors joins the authors of an item: names, "jane@post.example (Jane
// Roe)", or elements with a name.
func feedAuthors(n *html.Node) string {
	var list []string
	for _, tag := range []string{"creator", "author"} {
		for c := range children(n, tag) {
			name := firstOf(line(child(c, "name")), line(c))
			if before, after, ok := strings.Cut(name, " ("); ok && strings.Contains(before, "@") {
				name = strings.TrimSuffix(after, ")")
			}
			list = append(list, withoutBy(name))
		}
		if len(list) > 0 {
			break
		}
	}
	return joinNames(list)
}

// feedLink is the address of the article: the text of a link in RSS, an
// attribute of one in Atom.
func feedLink(n *html.Node) string {
	for c := range children(n, "link") {
		if rel := value(c, "rel"); rel != "" && rel != "alternate" {
			continue
		}
		if url := firstOf(line(c), value(c, "href")); strings.Contains(url, "://") {
			return url
		}
	}
	return ""
}
