package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Codes of Error: why a record gave no article. They are the values of the
// column errors.error, so they are part of the table contract.
const (
	ErrEmpty      = "empty_text"      // the record has no text, or white space only
	ErrNoText     = "no_text_column"  // no column of the record is known to hold the text
	ErrSyntax     = "broken_record"   // the record is not valid JSON, CSV, HTML …
	ErrTruncated  = "truncated_input" // the file ends in the middle of a record or of its compression
	ErrBinary     = "binary_content"  // bytes that are no text in any encoding
	ErrTooLarge   = "too_large"       // above Options.MaxBytes
	ErrUnreadable = "unreadable_file" // the file could not be opened or read
	ErrPanic      = "stage_panic"     // a stage of the extraction gave up on the article
	ErrBudget     = "over_budget"     // the article is more work than one may be
)

// Error says why a record, or the rest of a file, could not be read. It is
// one row of the errors table.
type Error struct {
	Source string
	Record int    // from 1; 0 where the file as a whole is meant
	Stage  string // "read", "decode", or the name of a stage of the extraction
	Code   string // one of the Err constants
	Detail string // for a person: what was found, and where (line 7, byte 4096)
}

func (e *Error) Error() string {
	if e.Record == 0 {
		return fmt.Sprintf("%s: %s: %s", e.Source, e.Code, e.Detail)
	}
	return fmt.Sprintf("%s: record %d: %s: %s", e.Source, e.Record, e.Code, e.Detail)
}

// Record is one item of an input, not yet decoded: a line, an array element, a
// row, a page, or what could not be read. It shares no buffer with other
// records.
type Record struct {
	Source string // the input's Source; of a file in an archive with "/" and its path there
	Input  string // the input's Source
	Number int    // from 1; 0 where it stands for the file as a whole

	data  []byte
	where place
	file  *file
	err   *Error
}

// Size is how many bytes the record has, before it is decoded; 0 where it could
// not be read.
func (r Record) Size() int { return len(r.data) }

// place is where a record begins, for a person to find it.
type place struct {
	line   int   // from 1; 0: rows or bytes are counted instead
	row    int   // from 1, of a table that has no lines
	offset int64 // in the decompressed input, from 0
}

func (p place) String() string {
	if p.line > 0 {
		return "line " + strconv.Itoa(p.line)
	}
	if p.row > 0 {
		return "row " + strconv.Itoa(p.row)
	}
	return "byte " + strconv.FormatInt(p.offset, 10)
}

// Article decodes the record. Exactly one of the two results is nil. It may be
// called in any goroutine, and never panics.
//
// The article's ID is the input's own, else the first 32 hex digits of the
// SHA-256 of Source, the record's number, Title and Text, each followed by a
// zero byte.
func (r Record) Article() (a *Article, e *Error) {
	if r.err != nil {
		return nil, r.err
	}
	if r.file == nil {
		return nil, &Error{Source: r.Source, Record: r.Number, Stage: "decode", Code: ErrEmpty, Detail: "the zero Record"}
	}
	defer func() {
		// Only the HTML library is known to need this; a panic anywhere in
		// decoding must cost one article and not the run.
		if p := recover(); p != nil {
			a, e = nil, r.fail(ErrSyntax, "the reader gave up: %v", p)
		}
	}()
	if a, e = r.file.format.decode(r); e != nil {
		return nil, e
	}
	if controls([]byte(a.Text))*10 > len(a.Text) {
		return nil, r.fail(ErrBinary, "%v: the text is mostly control characters", r.where)
	}
	if strings.TrimSpace(a.Text) == "" {
		return nil, r.fail(ErrEmpty, "%v: the text is empty or white space only", r.where)
	}
	r.finish(a)
	return a, nil
}

// finish fills what does not depend on the format.
func (r Record) finish(a *Article) {
	o := &r.file.options
	a.Source, a.Record = r.Source, r.Number
	if a.TitleEnd == 0 {
		a.TitleEnd = leadingTitle(a.Text, a.Title)
	}
	if o.TitleInText && a.TitleEnd == 0 && a.Title != "" {
		title := strings.Join(strings.Fields(a.Title), " ")
		a.Text = title + "\n\n" + a.Text
		a.TitleEnd = len(title)
	}
	if o.Language != "" {
		a.Language = o.Language
	}
	switch {
	case o.ID == "source":
		a.ID = r.Source + "#" + strconv.Itoa(r.Number)
	case a.ID == "":
		a.ID = hashID(a)
	}
}

// leadingTitle is the length of the title where it is the first line of the
// text, else 0.
func leadingTitle(text, title string) int {
	rest, ok := strings.CutPrefix(text, title)
	if !ok || title == "" || rest == "" || rest[0] != '\n' && rest[0] != '\r' {
		return 0
	}
	return len(title)
}

func hashID(a *Article) string {
	h := sha256.New()
	for _, s := range [...]string{a.Source, strconv.Itoa(a.Record), a.Title, a.Text} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// fail is an error of decoding.
func (r Record) fail(code, format string, args ...any) *Error {
	return &Error{Source: r.Source, Record: r.Number, Stage: "decode", Code: code, Detail: fmt.Sprintf(format, args...)}
}
