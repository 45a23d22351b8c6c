package corpus

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// cutText takes the file as one record, or cuts the export of a news database
// into its articles.
func cutText(s *stream) {
	if data, at, ok := whole(s); ok {
		emitArticles(s, data, at)
	}
}

// decodeText makes an article of a plain text file, or of the text of a document. The text stays as it is;
// what stands at its head is read besides: a title line, "By Jane Roe", a date.
func decodeText(r Record) (*Article, *Error) {
	if bytes.IndexByte(r.data, 0) >= 0 {
		return nil, r.fail(ErrBinary, "%v: NUL bytes", place{offset: int64(bytes.IndexByte(r.data, 0))})
	}
	text := r.file.charset.decode(r.data)
	if r.file.export != nil {
		return decodeExport(r, text)
	}
	a := &Article{Text: text}
	readHead(a)
	if d := r.file.document; d != nil {
		a.Title = firstOf(a.Title, d.title)
		for k, v := range d.meta {
			a.note(k, v)
		}
	}
	return r.file.meta.apply(a, r.Source), nil
}

// A title line is at most maxTitle bytes and maxTitleWords words; agencies'
// longest run to some 200 bytes.
const (
	maxTitle      = 280
	maxTitleWords = 45
	maxByline     = 150
)

// headLines is how many lines that are not blank can stand before the body:
// kicker, title, subtitle, byline, agency, date, and one to spare.
const headLines = 7

// readHead fills Title, TitleEnd, Byline and Published from the first lines.
func readHead(a *Article) {
	rest := a.Text
	next := func() (line string, start int, ok bool) {
		for rest != "" {
			start = len(a.Text) - len(rest)
			line, rest, _ = strings.Cut(rest, "\n")
			if strings.TrimSpace(line) != "" {
				return line, start, true
			}
		}
		return "", 0, false
	}
	for n := 0; n < headLines; n++ {
		line, start, ok := next()
		if !ok {
			return
		}
		trimmed := strings.TrimSpace(line)
		if a.Byline == "" && isByline(trimmed) {
			a.Byline = withoutBy(trimmed)
			continue
		}
		if date, dayOnly, ok := parseDate(trimmed); ok {
			a.setDate(date, dayOnly)
			continue
		}
		if date, ok := datelineDate(trimmed); ok {
			a.setDate(date, true)
			return
		}
		if n == 0 && isTitle(trimmed, rest) {
			a.Title = trimmed
			a.TitleEnd = start + len(strings.TrimRightFunc(line, unicode.IsSpace))
			continue
		}
		if len(trimmed) > maxTitle {
			return // the body
		}
	}
}

func (a *Article) setDate(t time.Time, dayOnly bool) {
	if a.Published.IsZero() {
		a.Published, a.DateOnly = t, dayOnly
	}
}

// isTitle reports whether the first line is a title: not too long, without a
// full stop, and followed by something that shows that it is not the first
// line of a paragraph which was broken into lines.
func isTitle(line, rest string) bool {
	if len(line) > maxTitle || isByline(line) || isDateline(line) {
		return false
	}
	words := len(strings.Fields(line))
	if words > maxTitleWords || words == 0 {
		return false
	}
	switch last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"'”’)]»`)); {
	case last == '.':
		// "Ex-mayor of St. Ives to lead U.N." ends with an abbreviation.
		if !endsInAbbreviation(line) {
			return false
		}
	case last == ',' || last == ';' || last == ':' || last == utf8.RuneError:
		return false
	}
	following, _, _ := strings.Cut(rest, "\n")
	after := strings.TrimSpace(following)
	if after == "" {
		return strings.TrimSpace(rest) != ""
	}
	if isByline(after) || isDateline(after) {
		return true
	}
	if _, _, ok := parseDate(after); ok {
		return true
	}
	// A line of text that goes on below begins anywhere in a sentence and the
	// lines are about as long as each other; a paragraph under its title is
	// far longer than a line.
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, `"'“‘([«`))
	return (unicode.IsUpper(first) || unicode.IsDigit(first)) && len(after) > 100 && len(after) > len(line)
}

func endsInAbbreviation(line string) bool {
	word := line[strings.LastIndexAny(line, " \t")+1:]
	word = strings.TrimRight(word, `"'”’)]»`)
	if strings.Count(word, ".") > 1 && !strings.HasSuffix(word, "..") {
		return true // U.S., a.m.
	}
	switch word {
	case "Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd.", "Gov.", "Sen.", "Rep.", "Dr.", "Mr.", "Mrs.", "Ms.", "St.", "No.":
		return true
	}
	return false
}

// isByline reports whether the line is "By Jane Roe and Kofi Adu, Harbour
// Post", and not a sentence such as "By Monday the army had left."
func isByline(line string) bool {
	if len(line) < 6 || len(line) > maxByline || !strings.EqualFold(line[:2], "by") {
		return false
	}
	if line[2] != ' ' && line[2] != ':' && line[2] != '\t' {
		return false
	}
	names := strings.TrimSpace(line[3:])
	if names == "" {
		return false
	}
	if strings.HasSuffix(names, ".") && !endsInAbbreviation(names) || strings.ContainsAny(names, `?!;"“`) {
		return false
	}
	words := strings.Fields(names)
	if len(words) > 20 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	if unicode.IsUpper(first) {
		return !notNames[strings.ToLower(strings.Trim(words[0], ",.'’"))]
	}
	switch words[0] {
	case "de", "van", "von", "der", "al", "el", "bin", "di", "da", "la", "le":
		return len(words) > 1
	case "a", "an", "our", "staff", "special":
		for _, w := range words {
			switch strings.ToLower(strings.Trim(w, ",")) {
			case "staff", "reporter", "reporters", "correspondent", "correspondents", "writer", "writers", "bureau", "agencies":
				return true
			}
		}
	}
	return false
}

// notNames are words with a capital after "By" that begin a heading or a
// sentence.
var notNames = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true,
	"august": true, "september": true, "october": true, "november": true, "december": true,
	"then": true, "now": true, "law": true, "contrast": true, "comparison": true, "popular": true, "election": true, "the": true,
	"midnight": true, "noon": true, "dawn": true, "night": true, "land": true, "sea": true, "air": true, "numbers": true,
}

// isDateline reports whether the line begins "GENEVA, March 3 (CPA) —" or
// "LUSAKA (Meridian) -".
func isDateline(line string) bool {
	_, ok := datelineHead(line)
	return ok
}

// datelineDate is the date in a dateline, where it has a year.
func datelineDate(line string) (time.Time, bool) {
	head, ok := datelineHead(line)
	if !ok {
		return time.Time{}, false
	}
	for {
		_, after, found := strings.Cut(head, ",")
		if !found {
			return time.Time{}, false
		}
		head = strings.TrimSpace(after)
		date, _, _ := strings.Cut(head, "(")
		if t, _, ok := parseDate(strings.TrimRight(date, " /.:")); ok {
			return t, true
		}
	}
}

// datelineHead is the part of a line before the dash or colon that ends a
// dateline. A dateline begins with a place in capitals and is short.
func datelineHead(line string) (string, bool) {
	const longest = 120
	line = line[:min(len(line), longest)]
	end := -1
	for _, dash := range [...]string{" — ", " – ", " - ", " -- ", "—", "--", "): "} {
		if i := strings.Index(line, dash); i > 0 && (end < 0 || i < end) {
			end = i
		}
	}
	if end < 0 {
		return "", false
	}
	head := line[:end]
	place := head
	if i := strings.IndexAny(place, ",(/:"); i >= 0 {
		place = place[:i]
	}
	capitals := 0
	for _, r := range place {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r) || unicode.IsDigit(r):
			return "", false
		}
	}
	return head, capitals >= 3
}
