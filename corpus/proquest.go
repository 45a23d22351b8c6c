package corpus

import "strings"

// proquestLabels are the labels of ProQuest, which end the full text.
var proquestLabels = map[string]bool{"author": true, "publication_info": true, "abstract": true, "links": true, "full_text": true, "subject": true, "location": true, "people": true,
	"company_organization": true, "business_indexing_term": true, "title": true, "publication_title": true, "publication_year": true, "publication_date": true, "publication_subject": true,
	"first_page": true, "last_page": true, "pages": true, "section": true, "publisher": true, "place_of_publication": true, "country_of_publication": true, "source_type": true,
	"language_of_publication": true, "document_type": true, "proquest_document_id": true, "document_url": true, "copyright": true, "last_updated": true, "database": true, "issn": true,
	"credit": true, "dateline": true, "volume": true, "issue": true, "classification": true, "column": true, "identifier_keyword": true, "alternate_title": true, "proquest_document_link": true}

// proquestNotes are those that are kept in Meta.
var proquestNotes = []string{"section", "abstract", "subject", "location", "people", "first_page", "document_type", "dateline", "copyright", "last_updated", "database"}

// isRule reports whether the line is the rule between two articles.
func isRule(line string) bool { return len(line) >= 20 && strings.Trim(line, "_") == "" }

// cutProQuest cuts at the rules. Parts without the number of a document are a
// cover, a list of contents or an address.
func cutProQuest(text string) (parts []Span, good int) {
	start, id, full, rules := 0, false, false, 0
	for l := range eachLine(text) {
		if isRule(l.text) {
			rules++
			if id {
				parts = append(parts, Span{start, l.Start})
				if full {
					good++
				}
			}
			start, id, full = min(l.End+1, len(text)), false, false
			continue
		}
		switch name, _ := label(l.text); name {
		case "proquest_document_id":
			id = true
		case "full_text", "publication_title":
			full = true
		}
	}
	if rules == 0 {
		return nil, 0
	}
	if full {
		parts = append(parts, Span{start, len(text)})
		if id {
			good++
		}
	}
	return parts, good
}

// proquestArticle reads one article: its title, then labels.
func proquestArticle(text string) *Article {
	lines := textLines(text)
	a := &Article{}
	fields := map[string]string{}
	name, start := "", 0
	take := func(end int) {
		if name != "" && fields[name] == "" {
			fields[name] = strings.TrimFunc(text[start:end], isBlank)
		}
	}
	for i, l := range lines {
		found, _ := label(l.text)
		switch {
		case proquestLabels[found] && (name != "full_text" || lines[i-1].text == ""):
			take(l.Start)
			name, start = found, l.Start+strings.IndexByte(text[l.Start:l.End], ':')+1
		case name == "" && a.Title == "" && l.text != "" && !isCount(l.text):
			a.Title = l.text
		}
	}
	take(len(text))
	a.ID = oneLine(fields["proquest_document_id"])
	if a.ID == "" {
		return nil
	}
	a.Title = firstOf(a.Title, oneLine(fields["title"]))
	a.Byline = withoutBy(oneLine(fields["author"]))
	a.Publisher = oneLine(fields["publication_title"])
	a.URL = oneLine(fields["document_url"])
	a.Language = languageCode(fields["language_of_publication"])
	a.Text = fields["full_text"]
	for _, n := range proquestNotes {
		a.note(n, oneLine(fields[n]))
	}
	// "Harbour Post ; Port Vale. 04 Mar 2021." has both.
	info := oneLine(fields["publication_info"])
	publication, rest, _ := strings.Cut(info, ";")
	a.Publisher = firstOf(a.Publisher, strings.TrimSpace(publication))
	day := strings.TrimSpace(rest[strings.LastIndex(strings.TrimRight(rest, ". "), ".")+1:])
	a.setDates(oneLine(fields["publication_date"]), strings.TrimRight(day, "."))
	return a
}
