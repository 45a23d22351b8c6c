package corpus

import "fmt"

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
	return fmt.Sprintf("%s: record %d: %s: %s", e.Source, e.Record, e.Code, e.Detail)
}
