package corpus

import (
	"bytes"
	"path"
	"strings"
)

// format is one way in which articles lie in a file.
type format struct {
	name       string
	extensions []string

	// cut cuts the stream into records, in the reader's goroutine: it should
	// do no more than find where they end. It is nil for archives, which have
	// files of any format in them; stream.cut opens these.
	cut func(*stream)

	// decode makes an article of one record, in any goroutine. It is nil for
	// archives too: the records are those of the files in them.
	decode func(Record) (*Article, *Error)

	// binary says that the file as a whole is no text, though what lies in it
	// may be.
	binary bool
}

// formats is every format that is read. To add one, add it here and beside
// the others in the suite of suite_test.go.
var formats = []format{
	{"text", []string{".txt", ".text"}, cutText, decodeText, false},
	{"jsonl", []string{".jsonl", ".ndjson", ".jl"}, cutLines, decodeJSON, false},
	{"json", []string{".json"}, cutJSON, decodeJSON, false},
	{"csv", []string{".csv"}, cutRows, decodeRow, false},
	{"tsv", []string{".tsv", ".tab"}, cutRows, decodeRow, false},
	{"html", []string{".html", ".htm", ".xhtml"}, cutWhole, decodeHTML, false},
	{"nitf", []string{".xml", ".nitf"}, cutNITF, decodeNITF, false},
	{"newsml", []string{".newsml", ".nml"}, cutNewsML, decodeNewsML, false},
	{"feed", []string{".rss", ".atom", ".rdf"}, cutFeed, decodeFeed, false},
	{"docx", []string{".docx", ".docm"}, cutDOCX, decodeText, true},
	{"rtf", []string{".rtf"}, cutRTF, decodeText, true},
	{"pdf", []string{".pdf"}, cutPDF, decodeText, true},
	{"parquet", []string{".parquet"}, cutParquet, decodeJSON, true},
	{"warc", []string{".warc"}, cutWARC, decodeWARC, true},
	{"zip", []string{".zip"}, nil, nil, true},
	{"tar", []string{".tar", ".tgz"}, nil, nil, true},
}

// compressions are the names of compressed files, and of what they mean.
var compressions = []struct{ extension, name string }{
	{".gz", "gzip"},
	{".gzip", "gzip"},
	{".zst", "zstd"},
	{".zstd", "zstd"},
}

func compressionByName(name string) string {
	ext := strings.ToLower(path.Ext(name))
	for _, c := range compressions {
		if ext == c.extension {
			return c.name
		}
	}
	return ""
}

// FormatNames are the names of the formats that are read.
func FormatNames() []string {
	var names []string
	for i := range formats {
		names = append(names, formats[i].name)
	}
	return names
}

// formatNamed is nil where there is no such format.
func formatNamed(name string) *format {
	for i := range formats {
		if formats[i].name == name {
			return &formats[i]
		}
	}
	return nil
}

// byName tells format and compression from the name of a file, "" unknown.
func byName(name string) (format, compression string) {
	name = strings.ToLower(name)
	compression = compressionByName(name)
	if compression != "" {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	ext := path.Ext(name)
	if ext == ".tgz" {
		compression = "gzip"
	}
	for i := range formats {
		for _, e := range formats[i].extensions {
			if e == ext {
				return formats[i].name, compression
			}
		}
	}
	return "", compression
}

// byMagic tells a format that is no text from the first bytes of a file, ""
// for any other. It comes before charsets, which would take the bytes apart.
func byMagic(head []byte) string {
	if kind := documentKind(head); kind != "" {
		return kind
	}
	switch {
	case bytes.HasPrefix(head, []byte("PAR1")):
		return "parquet"
	case bytes.HasPrefix(head, []byte("WARC/1.")), bytes.HasPrefix(head, []byte("WARC/0.")):
		return "warc"
	case bytes.HasPrefix(head, []byte(zipMember)) && officeKind(namesInHead(head)) == "", bytes.HasPrefix(head, []byte(zipEmpty)):
		return "zip"
	case isTar(head):
		return "tar"
	}
	return ""
}

// byBytes tells the format from the first bytes of a file, whose name says
// what named says. JSON and JSONL are told apart here whatever the name says:
// files of one are often named as the other.
func byBytes(head []byte, named string, rules *columnRules) string {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) > 0 && head[0] == '<' {
		if kind := xmlKind(head); kind != "" {
			return kind
		}
		if named == "nitf" && looksLikeHTML(head) {
			return "html" // XHTML in a file called .xml
		}
	}
	switch named {
	case "jsonl", "json":
		return jsonKind(head, named, rules)
	case "":
	default:
		return named
	}
	if len(head) > 0 && (head[0] == '{' || head[0] == '[') {
		next := bytes.TrimLeft(head[1:], " \t\r\n")
		if len(next) > 0 && (next[0] == '{' || head[0] == '{' && (next[0] == '"' || next[0] == '}')) {
			return jsonKind(head, "jsonl", rules)
		}
	}
	if looksLikeHTML(head) {
		return "html"
	}
	if name := tableKind(head, rules); name != "" {
		return name
	}
	return "text"
}

// jsonKind tells lines of objects from an array or one object over several
// lines. Where the first line is longer than the head, the name decides.
func jsonKind(head []byte, named string, rules *columnRules) string {
	if len(head) == 0 {
		return named
	}
	if head[0] == '[' {
		return "json"
	}
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	first, rest = bytes.TrimSpace(first), bytes.TrimSpace(rest)
	switch {
	case len(rest) == 0 && wrapsArticles(head, rules):
		return "json"
	case len(first) > 1 && first[len(first)-1] == '}' && (len(rest) == 0 || rest[0] == '{'):
		return "jsonl"
	case len(rest) > 0 && rest[0] == '"' || len(first) == 1 && len(rest) > 0:
		return "json"
	}
	return named
}

// looksLikeHTML reports whether the first tag is one that pages and saved
// articles begin with.
func looksLikeHTML(head []byte) bool {
	head = bytes.ToLower(head[:min(len(head), 1024)])
	for bytes.HasPrefix(head, []byte("<!--")) || bytes.HasPrefix(head, []byte("<?xml")) {
		_, after, found := bytes.Cut(head, []byte(">"))
		if !found {
			return false
		}
		head = bytes.TrimLeft(after, " \t\r\n")
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<meta", "<title", "<body", "<article", "<main", "<section", "<div", "<h1", "<p>", "<p "} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}
