package corpus

import (
	"slices"
	"strings"
)

// factivaCodes are the two-letter codes of Factiva, in the layout that has
// them.
var factivaCodes = []string{"SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CLM"}

// factivaNotes are those that are kept in Meta, under these names.
var factivaNotes = map[string]string{"SE": "section", "WC": "length", "ED": "edition", "PG": "page", "CO": "companies", "IN": "industries", "NS": "subjects", "RE": "regions", "CY": "copyright", "SC": "source_code"}

// factivaID is the number in "Document HPOST00020210304eh3400001", "" for any
// other line: a code in capitals, zeros, the day, and letters and digits.
func factivaID(line string) string {
	id, ok := strings.CutPrefix(line, "Document ")
	id = strings.TrimSpace(id)
	if !ok || len(id) < 20 || len(id) > 40 || strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	capitals, digits := 0, 0
	for capitals < len(id) && id[capitals] >= 'A' && id[capitals] <= 'Z' {
		capitals++
	}
	for i := capitals; i < len(id) && id[i] >= '0' && id[i] <= '9'; i++ {
		digits++
	}
	if capitals == 0 || digits < 8 {
		return ""
	}
	return id
}

// factivaCode splits a line that begins with a code. Within the body a code
// must stand apart, or its value be "gcat : Political News", so that "IN LONDON"
// begins no field.
func factivaCode(line string, inBody bool) (code, value string) {
	end := strings.IndexAny(line, " \t")
	if end < 0 {
		end = len(line)
	}
	if end > 3 || !slices.Contains(factivaCodes, line[:end]) {
		return "", ""
	}
	code, gap := line[:end], line[end:]
	value = strings.TrimSpace(gap)
	if code == "AN" && factivaID(value) != "" || !inBody || value == "" || strings.Contains(value, " : ") || gap[0] == '\t' || strings.HasPrefix(gap, "  ") {
		return code, value
	}
	return "", ""
}

// cutFactiva cuts behind each line with the number of the document.
func cutFactiva(text string) (parts []Span, good int) {
	start, words, code, pending := 0, false, false, false
	end := 0 // of the part, where its number was met; else 0
	cut := func() {
		parts = append(parts, Span{start, end})
		if words || code {
			good++
		}
		start, end, words, code, pending = end, 0, false, false, false
	}
	for l := range eachLine(text) {
		if end > 0 {
			// The codes that follow the number in some exports belong to it.
			if pending && (l.text == "" || factivaAfter(l.text)) {
				end = min(l.End+1, len(text))
				continue
			}
			cut()
		}
		name, value := factivaCode(l.text, false)
		switch {
		case isWords(l.text), name == "WC" && isWords(value):
			words = true
		case name == "WC" && value == "":
			code = true
		case name == "AN":
			pending = true
		}
		if factivaID(l.text) != "" || name == "AN" && factivaID(value) != "" {
			end = min(l.End+1, len(text))
		}
	}
	if end > 0 {
		cut()
	}
	if words && start < len(text) {
		parts = append(parts, Span{start, len(text)})
	}
	return parts, good
}

func factivaAfter(line string) bool {
	code, _ := factivaCode(line, false)
	return code == "ART" || code == "RF" || code == "CLM"
}

// factivaArticle reads one article of either layout.
func factivaArticle(text string) *Article {
	lines := textLines(text)
	id, codes := "", 0
	for _, l := range lines {
		name, value := factivaCode(l.text, false)
		if name == "HD" || name == "WC" || name == "PD" {
			codes++
		}
		if found := firstOf(factivaID(l.text), factivaID(value)); found != "" {
			id = found
		}
	}
	switch {
	case id == "":
		return nil
	case codes >= 2:
		return factivaFields(text, lines, id)
	}
	return factivaDisplay(text, lines, id)
}

// factivaFields reads the layout with codes.
func factivaFields(text string, lines []textLine, id string) *Article {
	a := &Article{ID: id}
	var bodies []string
	field, from := "", 0
	take := func(to int) {
		if field == "" {
			return
		}
		start := lines[from].Start + strings.Index(text[lines[from].Start:lines[from].End], field) + len(field)
		value := strings.TrimFunc(text[start:lines[to-1].End], isBlank)
		switch field {
		case "HD":
			a.Title = oneLine(value)
		case "BY":
			a.Byline = withoutBy(oneLine(value))
		case "SN":
			a.Publisher = oneLine(value)
		case "LA":
			a.Language = languageCode(value)
		case "PD":
			a.setDates(oneLine(value))
		case "LP", "TD":
			if value != "" {
				bodies = append(bodies, value)
			}
		default:
			a.note(factivaNotes[field], oneLine(value))
		}
	}
	for i, l := range lines {
		if name, _ := factivaCode(l.text, field == "LP" || field == "TD"); name != "" {
			take(i)
			field, from = name, i
		}
	}
	take(len(lines))
	a.Text = strings.Join(bodies, "\n\n")
	return a
}

// factivaDisplay reads the layout for people: title, byline, "523 words", the
// date, the publication, its code, the language, the copyright, the body.
func factivaDisplay(text string, lines []textLine, id string) *Article {
	a := &Article{ID: id}
	words := -1
	for i, l := range lines {
		if isWords(l.text) {
			words = i
			break
		}
	}
	if words < 0 {
		return a
	}
	a.note("length", lines[words].text)
	at := before(lines, words)
	if at >= 0 && strings.HasPrefix(strings.ToLower(lines[at].text), "by ") {
		a.Byline = withoutBy(lines[at].text)
		at = before(lines, at)
	}
	if at >= 0 {
		a.Title = lines[at].text
		if section := before(lines, at); section >= 0 && len(lines[section].text) <= 40 {
			a.note("section", lines[section].text)
		}
	}
	const most = 16 // lines of the head
	from := words + 1
	for i, seen := words+1, 0; i < len(lines) && seen < most; i++ {
		l := lines[i].text
		if l == "" {
			continue
		}
		seen++
		t, dayOnly, dated := parseDate(l)
		switch {
		case dated && a.Published.IsZero():
			a.setDate(t, dayOnly)
		case a.Published.IsZero():
		case isCopyright(l):
			from, seen = i+1, most
		case len(l) <= 8 && strings.Contains(l, ":"): // a time
		case a.Publisher == "":
			a.Publisher = l
		case languageNames[strings.ToLower(l)] != "" && len(l) > 2:
			a.Language, from = languageCode(l), i+1
		}
	}
	to := len(lines)
	for to > from && (lines[to-1].text == "" || factivaID(lines[to-1].text) != "") {
		to--
	}
	a.Text = body(text, lines, from, to)
	return a
}
