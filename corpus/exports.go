package corpus

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// export is the layout in which a news database writes many articles into one
// file. It is the same as text, and in the text of PDF, RTF and Word files.
type export struct {
	name    string
	article func(string) *Article // of one part; nil where the part is cut short
}

// exports is every layout that is known, in the order in which they are tried.
var exports = []struct {
	export
	cut func(text string) (parts []Span, good int) // good: parts with all labels
}{
	{export{"Nexis", nexisArticle}, cutNexis},
	{export{"Factiva", factivaArticle}, cutFactiva},
	{export{"ProQuest", proquestArticle}, cutProQuest},
}

// splitExport cuts the text at the articles of an export. The layout is known
// where half of the parts at least have its end mark and its labels: a word
// such as "Body" on a line is nothing. nil is what no database wrote.
func splitExport(text []byte) (*export, []Span) {
	s := string(text)
	for i := range exports {
		e := &exports[i]
		if parts, good := e.cut(s); good > 0 && good*2 >= len(parts) {
			return &e.export, parts
		}
	}
	return nil, nil
}

// decodeExport makes an article of one part of an export: the body is the
// text, the lines around it are what is known of it.
func decodeExport(r Record, text string) (*Article, *Error) {
	a := r.file.export.article(text)
	if a == nil {
		return nil, r.fail(ErrTruncated, "%v: the file ends within an article of the %s export", r.where, r.file.export.name)
	}
	if strings.TrimSpace(a.Text) == "" {
		return nil, r.fail(ErrEmpty, "%v: the article of the %s export has no body", r.where, r.file.export.name)
	}
	return a, nil
}

// textLine is a line of a text: its span, without white space around it.
type textLine struct {
	Span
	text string
}

// eachLine gives the lines of the text, those that are blank too. Every text is
// looked at in this way to see whether it is an export, so they are not held.
func eachLine(text string) iter.Seq[textLine] {
	return func(yield func(textLine) bool) {
		for start := 0; start <= len(text); {
			end := strings.IndexByte(text[start:], '\n')
			if end < 0 {
				end = len(text) - start
			}
			trimmed := strings.TrimFunc(text[start:start+end], isBlank)
			if !yield(textLine{Span{start, start + end}, trimmed}) {
				return
			}
			start += end + 1
		}
	}
}

// textLines are the lines of an article of an export.
func textLines(text string) []textLine { return slices.Collect(eachLine(text)) }

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// body is the text from one line to before another, as it is.
func body(text string, lines []textLine, from, to int) string {
	if from >= to {
		return ""
	}
	return strings.TrimFunc(text[lines[from].Start:lines[to-1].End], isBlank)
}

// label splits "Load-Date: March 4, 2021". The label is in lower case with _
// between its words, as in Meta; "" where the line has none.
func label(line string) (name, value string) {
	name, value, ok := strings.Cut(line, ":")
	if !ok || len(name) > 32 || name == "" {
		return "", ""
	}
	for _, r := range name {
		if !unicode.IsLetter(r) && r != ' ' && r != '-' && r != '/' {
			return "", ""
		}
	}
	name = strings.NewReplacer("-", " ", "/", " ").Replace(strings.ToLower(name))
	return strings.Join(strings.Fields(name), "_"), strings.TrimSpace(value)
}

// before is the number of the last line before i that is not blank, or -1.
func before(lines []textLine, i int) int {
	for i--; i >= 0 && lines[i].text == ""; i-- {
	}
	return i
}

// isCopyright reports whether the line says whose the text is.
func isCopyright(line string) bool {
	lower := strings.ToLower(line[:min(len(line), 16)])
	return strings.HasPrefix(lower, "copyright") || strings.HasPrefix(lower, "(c)") || strings.HasPrefix(lower, "©") || strings.HasPrefix(lower, "all rights")
}

// isWords reports whether the line is "523 words".
func isWords(line string) bool {
	number, ok := strings.CutSuffix(line, " words")
	return ok && number != "" && len(number) <= 9 && strings.Trim(number, "0123456789,.") == ""
}

// isCount reports whether the line is "1 of 100 DOCUMENTS" or "Document 1 of
// 100".
func isCount(line string) bool {
	f := strings.Fields(line[:min(len(line), 64)])
	if len(f) != 4 {
		return false
	}
	number := func(s string) bool { return strings.Trim(s, "0123456789,") == "" }
	if strings.EqualFold(f[0], "document") {
		return strings.EqualFold(f[2], "of") && number(f[1]) && number(f[3])
	}
	return number(f[0]) && strings.EqualFold(f[1], "of") && number(f[2]) && (strings.EqualFold(f[3], "documents") || strings.EqualFold(f[3], "document"))
}
