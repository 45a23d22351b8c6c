// Package corpus reads political news: it lists input files, cuts them into
// records, and decodes each record into one Article or one Error.
//
// It knows nothing of what is done with an article. Cutting is sequential and
// cheap, but for PDF, RTF and Word files, which must be text before they can be
// cut; decoding (HTML, XML, charsets, JSON) is a method of the record, so that
// workers can do it in parallel.
package corpus

import "time"

// Span is a half-open range of bytes of Article.Text. The zero value is the
// empty span, which stands for "none" wherever a span is optional.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of is the part of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Article is one news text with what is known of it.
type Article struct {
	ID        string // the input's own, else a hash: see Record.Article
	Source    string // the input file, as a path below the argument that named it, with "/"
	Record    int    // number of the record in Source, from 1
	URL       string
	Title     string
	Byline    string
	Publisher string
	Language  string    // ISO 639-1 code that the input or the user gave; "" where neither did
	Published time.Time // UTC; zero: unknown
	DateOnly  bool      // Published has a day but no time of day
	Text      string    // valid UTF-8; never changed after it is read

	// TitleEnd is the length in bytes of the title line that stands at the
	// start of Text, 0 where Text has none (the title was a column of its
	// own) or where that is not known.
	TitleEnd int

	// Meta holds the other scalar values that the input had, as text.
	Meta map[string]string
}
