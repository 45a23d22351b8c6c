package corpus

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPage is the size limit of a page. Finding the body takes 0.2 s a megabyte
// of markup, and pages above some megabytes are not articles.
const maxPage = 8 << 20

// maxElements is how many elements a page may have, as one of XML: each takes some
// hundred times the memory of its three bytes. Pages of news have some thousands.
const maxElements = maxXMLElements

// minBody is how many bytes of text a page must give before the body that was
// found is believed, where the page has another in its JSON-LD.
const minBody = 250

// decodeHTML makes an article of one page: the body without menus and the like,
// and what the page says of itself in JSON-LD and meta elements.
func decodeHTML(r Record) (*Article, *Error) {
	if len(r.data) > maxPage {
		return nil, r.fail(ErrTooLarge, "%d bytes, the limit of a page is %d", len(r.data), maxPage)
	}
	if bytes.IndexByte(r.data, 0) >= 0 {
		return nil, r.fail(ErrBinary, "%v: NUL bytes", place{offset: int64(bytes.IndexByte(r.data, 0))})
	}
	if elements(r.data) > maxElements {
		return nil, r.fail(ErrTooLarge, "more than %d elements, which is the limit of a page", maxElements)
	}
	c := r.file.charset
	if c.legacy != nil {
		if declared := declaredEncoding(r.data); declared != nil {
			c.legacy = declared
		}
	}
	a, err := articleOfPage(c.decode(r.data))
	if err != nil {
		return nil, r.fail(ErrSyntax, "not HTML that can be read: %v", err)
	}
	return r.file.meta.apply(a, r.Source), nil
}

// elements is about how many elements a page has: every tag that begins one, with
// those that are no more than text in a script.
func elements(page []byte) int {
	n := 0
	for i := bytes.IndexByte(page, '<'); i >= 0 && i+1 < len(page); {
		if asciiLetter(page[i+1]) {
			n++
		}
		next := bytes.IndexByte(page[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

// articleOfPage is the article of a page in UTF-8. An error is that of the
// parser: elements that are nested too deep.
func articleOfPage(text string) (*Article, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	p := readPage(root)
	a := p.article()
	// This changes the tree, so it comes last.
	if found, err := readability.FromDocument(root, nil); err == nil && found.Node != nil {
		a.Text = blockText(found.Node)
		if a.Byline == "" {
			a.Byline = withoutBy(oneLine(found.Byline))
		}
		if a.Title == "" {
			a.Title = oneLine(found.Title)
		}
	}
	if body := paragraphs(p.ld.body); len(a.Text) < minBody && len(body) > len(a.Text) {
		a.Text = body
	}
	a.Text = withoutHead(a.Text, a.Title, a.Byline)
	return a, nil
}

// page is what a page says of itself.
type page struct {
	meta      map[string]string // by name, property or itemprop, in lower case; the first of each
	ld        linkedData
	title     string // of the title element
	heading   string // of the only h1, "" where there is none or more
	headings  int
	canonical string
	language  string
	time      string // of the first time element that says that it is the date of publication
}

// readPage walks the tree, without recursion.
func readPage(root *html.Node) *page {
	p := &page{meta: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			p.language = attr(n, "lang")
		case atom.Title:
			if p.title == "" && n.Namespace == "" {
				p.title = oneLine(content(n))
			}
		case atom.H1:
			if p.headings++; p.headings == 1 {
				p.heading = oneLine(content(n))
			}
		case atom.Link:
			if p.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				p.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Meta:
			value := oneLine(attr(n, "content"))
			if value == "" {
				continue
			}
			for _, key := range [...]string{"property", "name", "itemprop"} {
				if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && p.meta[k] == "" {
					p.meta[k] = value
				}
			}
		case atom.Time:
			if d := attr(n, "datetime"); p.time == "" && d != "" && (hasAttr(n, "pubdate") || strings.Contains(attr(n, "itemprop"), "datePublished")) {
				p.time = d
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				p.ld.read(n.FirstChild.Data)
			}
		}
	}
	return p
}

// The names under which pages keep what the article needs, best first.
var (
	metaTitles     = []string{"og:title", "twitter:title", "headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"}
	metaBylines    = []string{"author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "authors"}
	metaDates      = []string{"article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "ptime", "displaydate"}
	metaPublishers = []string{"og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre"}
	metaURLs       = []string{"og:url", "twitter:url", "parsely-link"}
	metaKept       = []struct{ name, as string }{{"description", "description"}, {"og:description", "description"}, {"article:section", "section"}, {"keywords", "keywords"}, {"news_keywords", "keywords"}}
)

func (p *page) first(names []string) string {
	for _, n := range names {
		if v := p.meta[n]; v != "" {
			return v
		}
	}
	return ""
}

// article is what the page says of itself, without the text.
func (p *page) article() *Article {
	a := &Article{
		Title:     firstOf(p.ld.headline, p.first(metaTitles), p.onlyHeading(), p.title),
		Byline:    firstOf(p.ld.author, p.byline()),
		Publisher: firstOf(p.ld.publisher, p.first(metaPublishers)),
		URL:       firstOf(p.canonical, p.first(metaURLs), p.ld.url),
		Language:  languageCode(firstOf(p.language, p.ld.language)),
	}
	if !strings.Contains(a.URL, "://") {
		a.URL = "" // relative: to nobody knows what
	}
	a.Title = p.withoutSite(a.Title, a.Publisher)
	candidates := []string{p.ld.published}
	for _, n := range metaDates {
		candidates = append(candidates, p.meta[n])
	}
	for _, d := range append(candidates, p.time) {
		if t, dayOnly, ok := parseDate(d); ok {
			a.Published, a.DateOnly = t, dayOnly
			break
		}
	}
	for _, k := range metaKept {
		if v := p.meta[k.name]; v != "" {
			if a.Meta == nil {
				a.Meta = map[string]string{}
			}
			if a.Meta[k.as] == "" {
				a.Meta[k.as] = v
			}
		}
	}
	return a
}

func (p *page) onlyHeading() string {
	if p.headings == 1 {
		return p.heading
	}
	return ""
}

// byline is the author by the meta elements; some give the address of a
// profile, which is no name.
func (p *page) byline() string {
	for _, n := range metaBylines {
		if v := p.meta[n]; v != "" && !strings.Contains(v, "://") && !strings.HasPrefix(v, "@") {
			return withoutBy(v)
		}
	}
	return ""
}

// withoutSite drops the name of the site from a title: "Grain deal holds | The
// Harbour Post". It is one where the publisher says so, or where the page's
// heading is what stands before it.
func (p *page) withoutSite(title, publisher string) string {
	for _, bar := range [...]string{" | ", " - ", " – ", " — ", " · ", " :: ", " » "} {
		i := strings.LastIndex(title, bar)
		if i <= 0 {
			continue
		}
		before, after := title[:i], title[i+len(bar):]
		if strings.EqualFold(after, publisher) || p.headings > 0 && strings.HasPrefix(title, p.heading+bar) && p.heading != "" {
			return strings.TrimSpace(before)
		}
	}
	return title
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// linkedData is what the JSON-LD of a page says of the article in it.
type linkedData struct {
	headline, author, publisher, published, url, language, body string

	found bool // an object that is an article; other pages have some of the values too
}

// read takes one script. Later scripts do not change what an earlier one said.
func (l *linkedData) read(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		// Line breaks within strings are the usual mistake.
		cleaned := strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, script)
		if json.Unmarshal([]byte(cleaned), &v) != nil {
			return
		}
	}
	l.walk(v, 0)
}

// walk looks for an article, at the top, in a list or in a @graph.
func (l *linkedData) walk(v any, depth int) {
	if l.found || depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			l.walk(item, depth+1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			l.found = true
			l.headline = ldText(v["headline"])
			l.author = ldNames(v["author"])
			l.publisher = ldNames(v["publisher"])
			l.published = ldText(v["datePublished"])
			l.url = ldText(v["url"])
			l.language = ldText(v["inLanguage"])
			l.body, _ = v["articleBody"].(string)
			return
		}
		l.walk(v["@graph"], depth+1)
		l.walk(v["mainEntity"], depth+1)
	}
}

func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, item := range v {
			if s, ok := item.(string); ok && isArticleType(s) {
				return true
			}
		}
	}
	return false
}

func ldText(v any) string {
	s, _ := v.(string)
	return oneLine(html.UnescapeString(s))
}

// ldNames joins the names of an author or publisher: a string, an object with
// a name, or a list of either.
func ldNames(v any) string {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "://") {
			return ""
		}
		return withoutBy(ldText(v))
	case map[string]any:
		if list, ok := v["name"].([]any); ok && len(list) > 0 {
			return ldText(list[0])
		}
		return withoutBy(ldText(v["name"]))
	case []any:
		var list []string
		for _, item := range v {
			if _, deeper := item.([]any); !deeper {
				list = append(list, ldNames(item))
			}
		}
		return joinNames(list)
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// content is all text in an element.
func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// blockText is the text below a node: white space as a browser shows it, a
// blank line between paragraphs, a line for each item of a list and row of a
// table.
func blockText(root *html.Node) string {
	w := blockWriter{}
	for n := root; n != nil; {
		enter := true
		switch n.Type {
		case html.TextNode:
			w.text(n.Data)
		case html.ElementNode:
			enter = !unseen(n.DataAtom)
			if enter {
				w.breaks(n.DataAtom)
			}
		}
		if enter && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			w.breaks(n.DataAtom)
		}
		if n == root {
			break
		}
		if n.Type == html.ElementNode && enter && n.DataAtom != atom.Br {
			w.breaks(n.DataAtom)
		}
		n = n.NextSibling
	}
	return w.b.String()
}

// unseen are elements whose text is not shown.
func unseen(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Math, atom.Object, atom.Button, atom.Select, atom.Textarea, atom.Head:
		return true
	}
	return false
}

type blockWriter struct {
	b     strings.Builder
	space bool // white space since the last word
	lines int  // line breaks since the last word
}

func (w *blockWriter) text(s string) {
	for len(s) > 0 {
		i := strings.IndexFunc(s, unicode.IsSpace)
		if i != 0 {
			word := s
			if i > 0 {
				word = s[:i]
			}
			w.word(word)
			s = s[len(word):]
			continue
		}
		w.space = true
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
	}
}

func (w *blockWriter) word(s string) {
	if w.b.Len() > 0 {
		switch {
		case w.lines > 1:
			w.b.WriteString("\n\n")
		case w.lines == 1:
			w.b.WriteByte('\n')
		case w.space:
			w.b.WriteByte(' ')
		}
	}
	w.space, w.lines = false, 0
	w.b.WriteString(s)
}

// breaks notes what an element, at its beginning or end, does to the line.
func (w *blockWriter) breaks(a atom.Atom) {
	switch a {
	case atom.Br:
		w.lines++
	case atom.Li, atom.Tr, atom.Dt, atom.Dd:
		w.lines = max(w.lines, 1)
	case atom.Td, atom.Th:
		w.space = true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote,
		atom.Pre, atom.Table, atom.Figure, atom.Figcaption, atom.Hr, atom.Address, atom.Details, atom.Summary, atom.Form, atom.Fieldset, atom.Center, atom.Body:
		w.lines = 2
	}
}

// paragraphs makes text of an articleBody: one with tags is read as HTML.
func paragraphs(body string) string {
	if strings.Contains(body, "</") || strings.Contains(body, "&") {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			return blockText(root)
		}
	}
	return strings.TrimSpace(body)
}

// withoutHead drops title and byline from the front of the text, where they
// are blocks of their own: both have columns.
func withoutHead(text, title, byline string) string {
	for range 3 {
		block, rest, more := strings.Cut(text, "\n\n")
		if !more || !(strings.EqualFold(block, title) || byline != "" && strings.EqualFold(withoutBy(block), byline)) {
			return text
		}
		text = rest
	}
	return text
}
