package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// DefaultMaxBytes is the size limit of one record where Options.MaxBytes is 0:
// some forty times the longest newspaper article.
const DefaultMaxBytes = 16 << 20

// Options say how inputs are read. The zero value reads everything that
// docs/formats.md lists, by the usual column names.
type Options struct {
	// Columns maps a field to the column that holds it, where the usual names
	// do not fit: {"text": "corpo"}. Fields are id, text, title, date,
	// publisher, byline, url and language. A field named here is read from
	// that column only.
	Columns map[string]string

	// ID is "" for the input's own id, or a hash where it has none; "source"
	// makes ids of file and record: "2019/a.jsonl#17".
	ID string

	// TitleInText puts a title that is a column of its own in front of the
	// text, with a blank line between.
	TitleInText bool

	// Language, where not "", overrides the language of every article. Any
	// code or English name of a language is taken; articles get ISO 639-1.
	Language string

	// MetaPath is a table (CSV, TSV, JSON, JSONL or Parquet) with the metadata
	// of files that are one article; MetaKey is its column with the name of the file: as in
	// Article.Source, or its base name, with or without extension.
	MetaPath, MetaKey string

	// Format is "" to tell the format of each input from its name and bytes,
	// or one of FormatNames to force it. What is forced is forced on the files
	// in zip and tar archives too.
	Format string

	// MaxBytes is the size limit of one record (a line, an array element, a
	// row, a page) in bytes, decompressed; 0 is DefaultMaxBytes. Larger ones
	// are skipped without being held in memory, and give ErrTooLarge.
	MaxBytes int
}

// Corpus is a list of inputs and the way to read them.
type Corpus struct {
	inputs  []Input
	skipped []Skipped
	stdin   io.Reader
	shared  *shared
}

// shared is what every record needs to be decoded. It never changes after
// Open, so that workers can use it at the same time.
type shared struct {
	options  Options
	columns  *columnRules
	meta     *metaTable
	maxBytes int
}

// Open lists the inputs that the arguments name: files, folders, patterns
// such as "news/*.jsonl", and "-" for stdin. Files in folders are read when
// their extension is known; a file that is named itself is always read.
//
// The error is always wrong usage, one line that says what to do. Whatever is
// wrong within the inputs is found while reading and is an *Error of a record.
func Open(args []string, stdin io.Reader, o Options) (*Corpus, error) {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.ID != "" && o.ID != "source" {
		return nil, fmt.Errorf("unknown kind of id %q: leave it out, or use source", o.ID)
	}
	if o.Format != "" && formatNamed(o.Format) == nil {
		return nil, fmt.Errorf("unknown format %q: use one of %s", o.Format, strings.Join(FormatNames(), ", "))
	}
	if o.Language != "" {
		code := languageCode(o.Language)
		if code == "" {
			return nil, fmt.Errorf("unknown language %q: use an ISO 639-1 code such as en", o.Language)
		}
		o.Language = code
	}
	columns, err := newColumnRules(o.Columns)
	if err != nil {
		return nil, err
	}
	sh := &shared{options: o, columns: columns, maxBytes: o.MaxBytes}
	if o.MetaPath != "" {
		if sh.meta, err = readMetaTable(o.MetaPath, o.MetaKey, sh); err != nil {
			return nil, err
		}
	} else if o.MetaKey != "" {
		return nil, errors.New("a key column is of use only with a metadata table: add --meta TABLE")
	}
	inputs, skipped, err := list(args, o)
	if err != nil {
		return nil, err
	}
	return &Corpus{inputs: inputs, skipped: skipped, stdin: stdin, shared: sh}, nil
}

// Inputs are the files to read, sorted by Source.
func (c *Corpus) Inputs() []Input { return slices.Clone(c.inputs) }

// Skipped are the files found in folders that are not read, sorted by Path.
func (c *Corpus) Skipped() []Skipped { return slices.Clone(c.skipped) }

// Records cuts all inputs into records, in order. Numbers begin at 1 in each
// source. What cannot be read is a record too, whose Article gives the *Error.
// Files can be gone through any number of times, standard input once.
func (c *Corpus) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, in := range c.inputs {
			if !c.read(in, yield) {
				return
			}
		}
	}
}

// RecordsOf cuts one of the Inputs into records, as Records does.
func (c *Corpus) RecordsOf(in Input) iter.Seq[Record] {
	return func(yield func(Record) bool) { c.read(in, yield) }
}

// read yields the records of one input; false means stop.
func (c *Corpus) read(in Input, yield func(Record) bool) bool {
	f := &file{shared: c.shared, source: in.Source, input: in.Source}
	s := &stream{file: f, yield: yield, limit: c.shared.maxBytes}
	if err := s.open(in, c.stdin); err != nil {
		return yield(f.failed(0, ErrUnreadable, reason(err)))
	}
	defer s.close()
	return s.cut()
}

// cut finds out what the opened stream holds, and cuts it into records.
func (s *stream) cut() bool {
	if !s.format.binary {
		if kind := binaryKind(s.head); kind != "" {
			return s.out(s.file.failed(0, ErrBinary, kind))
		}
		s.charset = charsetOf(s.head)
	}
	switch s.format.name {
	case "zip":
		cutZip(s)
	case "tar":
		cutTar(s)
	default:
		s.format.cut(s)
	}
	return !s.stopped
}

// file is what the records of one input share. It does not change once the
// first record is out.
type file struct {
	*shared
	source  string
	input   string // the source of the input that it lies in
	format  *format
	charset charset
	table   *header // of CSV and TSV
	isMeta  bool    // a metadata table, whose rows need no text

	preamble *html.Node // of XML: what stands before the first record
	document *document  // of PDF, RTF and Word: its properties, without the text
	export   *export    // the layout of a news database, nil for others
}

// failed is the record that stands for what could not be read.
func (f *file) failed(number int, code, detail string) Record {
	return Record{Source: f.source, Input: f.input, Number: number, file: f,
		err: &Error{Source: f.source, Record: number, Stage: "read", Code: code, Detail: detail}}
}

// reason is the operating system's reason without the path, which the error
// row has in a column of its own.
func reason(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}

// binaryKind names what a file is that holds no text, "" for text. A head of
// which every tenth byte is a control character is no text in any encoding
// that is read here: wide encodings have become UTF-8 before.
func binaryKind(head []byte) string {
	for _, k := range binaryKinds {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return k.detail
		}
	}
	if n := controls(head); n*10 > len(head) {
		return fmt.Sprintf("no text: %d of the first %d bytes are control characters", n, len(head))
	}
	return ""
}

var binaryKinds = []struct{ magic, detail string }{
	{"%PDF-", "a PDF: leave out --input-format, or use pdf"},
	{zipMember, "an office document: leave out --input-format; other than Word's are not read: save them as text first"},
	{"BZh", "bzip2 compression is not read: use gzip or zstd"},
	{"\xfd7zXZ\x00", "xz compression is not read: use gzip or zstd"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"},
	{"Rar!\x1a\x07", "a RAR archive: unpack it first"},
	{"PAR1", "Parquet: leave out --input-format"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted office document: save it as .docx without a password"},
	{"{\\rtf", "rich text: leave out --input-format, or use rtf"},
	{"\x89PNG", "an image"},
	{"\xff\xd8\xff", "an image"},
}

// controls counts the control characters that no text has. Tab, line feed,
// vertical tab, form feed and carriage return are white space; Ctrl-Z ends old
// DOS files, escape begins colours of terminals.
func controls(b []byte) int {
	n := 0
	for _, c := range b {
		if c < ' ' && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b || c == 0x7f {
			n++
		}
	}
	return n
}
