package corpus

import "strings"

// The labels of Nexis. Those of the head stand before the body, those of the
// tail behind it; both in capitals in older exports.
var (
	nexisHead = map[string]bool{"section": true, "length": true, "byline": true, "dateline": true, "highlight": true, "headline": true, "edition": true, "series": true, "copyright": true, "url": true}
	nexisTail = map[string]bool{"load_date": true, "language": true, "publication_type": true, "document_type": true, "journal_code": true, "subject": true, "graphic": true,
		"company": true, "organization": true, "industry": true, "geographic": true, "person": true, "country": true, "state": true, "city": true, "ticker": true, "type": true, "notes": true, "acc_no": true}
)

// cutNexis cuts behind each "End of Document", or, in exports without, before
// each "1 of 100 DOCUMENTS".
func cutNexis(text string) (parts []Span, good int) {
	ends := 0
	for l := range eachLine(text) {
		if strings.EqualFold(l.text, "End of Document") {
			ends++
		}
	}
	start, length, loaded, counted := 0, false, false, false
	part := func(end int, marked bool) {
		switch {
		case marked && (length || loaded):
			good++
			parts = append(parts, Span{start, end})
		case marked || length && loaded:
			parts = append(parts, Span{start, end})
		}
		start, length, loaded = end, false, false
	}
	for l := range eachLine(text) {
		name, _ := label(l.text)
		switch {
		case name == "length":
			length = true
		case name == "load_date":
			loaded = true
		case ends > 0 && strings.EqualFold(l.text, "End of Document"):
			part(min(l.End+1, len(text)), true)
		case ends == 0 && isCount(l.text):
			// What stands before the first is a cover.
			if counted {
				part(l.Start, true)
			}
			start, counted, length, loaded = l.Start, true, false, false
		}
	}
	if ends > 0 {
		// A last one without its end was cut short.
		if length {
			parts = append(parts, Span{start, len(text)})
		}
	} else if counted {
		part(len(text), true)
	}
	return parts, good
}

// nexisArticle reads one article: title, publication, date, and labels before
// the body, labels behind it.
func nexisArticle(text string) *Article {
	lines := textLines(text)
	a := &Article{}
	length, from, ended, marked := -1, -1, false, false
	for i, l := range lines {
		name, _ := label(l.text)
		switch {
		case length < 0 && name == "length":
			length, from = i, -1
		case from < 0 && strings.EqualFold(l.text, "Body"):
			from = i + 1
		case strings.EqualFold(l.text, "End of Document"):
			ended, marked = true, true
		case isCount(l.text):
			ended = true
		}
	}
	if !ended {
		return nil
	}
	if length < 0 {
		length = from - 1 // an article without one: what stands before "Body"
	}
	// The labels around the length are the head; the rest of it stands before
	// the first of them.
	first, last := max(length, 0), max(length, 0)
	for i := before(lines, first); length >= 0 && i >= 0; i = before(lines, i) {
		if name, _ := label(lines[i].text); !nexisHead[name] {
			break
		}
		first = i
	}
	for i := last + 1; i < len(lines) && length >= 0; i++ {
		name, _ := label(lines[i].text)
		if !nexisHead[name] && lines[i].text != "" {
			break
		}
		last = i
	}
	if from < 0 || !marked {
		// Older exports have no line that says where the body begins.
		from = last + 1
	}
	for _, l := range lines[first:min(from, len(lines))] {
		if name, value := label(l.text); nexisHead[name] {
			a.nexisLabel(name, value)
		}
	}
	nexisTop(a, lines[:first])
	to := nexisTailStart(lines, from)
	for _, l := range lines[to:] {
		if name, value := label(l.text); nexisTail[name] {
			a.nexisLabel(name, value)
		}
	}
	a.Text = body(text, lines, from, to)
	return a
}

func (a *Article) nexisLabel(name, value string) {
	switch name {
	case "headline":
		a.Title = firstOf(value, a.Title)
	case "byline":
		a.Byline = firstOf(a.Byline, withoutBy(value))
	case "language":
		language, _, _ := strings.Cut(value, ";")
		a.Language = languageCode(language)
	default:
		a.note(name, value)
	}
}

// nexisTop reads the lines before the first label: in newer exports title,
// publication and date, in older ones publication, date and title.
func nexisTop(a *Article, lines []textLine) {
	for i := len(lines) - 1; i >= 0; i-- {
		t, dayOnly, ok := parseDate(lines[i].text)
		if !ok {
			continue
		}
		a.setDate(t, dayOnly)
		publication := before(lines, i)
		if publication < 0 || isCount(lines[publication].text) {
			return
		}
		a.Publisher = lines[publication].text
		title := before(lines, publication)
		if title < 0 || isCount(lines[title].text) {
			for title = before(lines, len(lines)); title > i && isCopyright(lines[title].text); title = before(lines, title) {
			}
			// What follows the date without a blank line is the edition.
			if title <= i || before(lines, title) == title-1 && title == i+1 {
				return
			}
		}
		a.Title = firstOf(a.Title, lines[title].text)
		return
	}
}

// nexisTailStart is the line behind the body: from the load date back over
// labels, blank lines and the copyright; without one, from the end.
func nexisTailStart(lines []textLine, from int) int {
	to := len(lines)
	for i := from; i < len(lines); i++ {
		name, _ := label(lines[i].text)
		if name == "load_date" || lines[i].text == "Classification" {
			to = i
			break
		}
	}
	for to > from {
		l := lines[to-1].text
		name, _ := label(l)
		if l != "" && !nexisTail[name] && !strings.EqualFold(l, "End of Document") && l != "Classification" && !isCopyright(l) {
			break
		}
		to--
	}
	return min(max(to, from), len(lines))
}
