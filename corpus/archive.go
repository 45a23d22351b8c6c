package corpus

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
	"unicode"
)

// Limits of archives. Nothing is ever written to a path that an archive names:
// its files are read where they lie.
const (
	maxDepth   = 3         // archives within archives, the outermost included
	maxMembers = 1_000_000 // files, folders and links of one archive
	maxName    = 4096      // bytes of a path, that of Linux
)

// archive is a zip or tar while the files in it are cut, one after the other.
// What lies in one file is one source, with numbers of its own.
type archive struct {
	*stream
	sources map[string]int // of the files that were met, with how many copies of each were numbered
	members int            // of all kinds
	files   int            // that are not hidden
	read    int            // of these, files with a known extension
}

func newArchive(s *stream) *archive {
	return &archive{stream: s, sources: map[string]int{}}
}

// opens reports whether the archive lies in few enough others.
func (a *archive) opens() bool {
	if a.depth < maxDepth {
		return true
	}
	return a.refuse(ErrTooLarge, "an archive in %d others: unpack the outer ones first", a.depth) && false
}

// refuse yields a row of errors for the archive as a whole.
func (a *archive) refuse(code, format string, args ...any) bool {
	return a.out(a.failed(0, code, fmt.Sprintf(format, args...)))
}

// counts reports whether one more member is within the limit.
func (a *archive) counts() bool {
	if a.members++; a.members <= maxMembers {
		return true
	}
	return a.refuse(ErrTooLarge, "more than %d files: split the archive", maxMembers) && false
}

// member is the file of an archive that has this path, and the format that its
// name says; nil where it is one that is skipped in folders too.
func (a *archive) member(name string) (f *file, format string) {
	inside := cleanPath(name)
	for part := range strings.SplitSeq(inside, "/") {
		if hidden(part) || part == "" || part == "__MACOSX" {
			return nil, ""
		}
	}
	a.files++
	known, _ := byName(inside)
	forced := a.options.Format
	if forced == "zip" || forced == "tar" {
		forced = ""
	}
	if known == "" && forced == "" {
		return nil, ""
	}
	if known == "zip" || known == "tar" {
		forced = "" // it is what lies in them that is forced
	}
	a.read++
	f = &file{shared: a.shared, source: a.source + "/" + inside, input: a.input}
	// Tar is appended to, and zip does not forbid it either: a second file of
	// the same path must not get the same ids. Numbers go on where they were, so
	// that a million files of one path do not try each other's.
	first := f.source
	n := a.sources[first]
	for a.sources[f.source] > 0 {
		n++
		f.source = fmt.Sprintf("%s~%d", first, n)
	}
	a.sources[first] = max(n, 1)
	a.sources[f.source] = max(a.sources[f.source], 1)
	return f, cmp.Or(forced, known)
}

// cutMember cuts one file. size is that of the file where it is certain, else
// 0; guess is what the archive declares. It reports whether to go on.
func (a *archive) cutMember(f *file, format string, r io.Reader, size, guess int64) bool {
	m := &stream{file: f, yield: a.yield, limit: a.limit, depth: a.depth + 1, size: size, guess: guess, spent: a.spent}
	if err := m.start(r, format); err != nil {
		code, detail := readError(err)
		return a.out(f.failed(0, code, detail))
	}
	defer m.close()
	if !m.cut() {
		a.stopped = true
	}
	return !a.stopped
}

// done says so where an archive has files and none is read, as it is said of
// a folder.
func (a *archive) done() {
	if a.files > 0 && a.read == 0 && !a.stopped {
		a.refuse(ErrEmpty, "none of its files has a known extension (%s): give --input-format", knownExtensions())
	}
}

// cleanPath is the path of a member as source shows it: relative, with "/",
// valid UTF-8 without control characters, "" where nothing is left. It cannot
// lead out of the archive.
func cleanPath(name string) string {
	name = strings.ReplaceAll(source(name), `\`, "/")
	if len(name) > 1 && name[1] == ':' && asciiLetter(name[0]) {
		name = name[2:] // a drive
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, name)
	return path.Clean("/" + name)[1:]
}

// brokenArchive is what the reader of an archive found wrong.
type brokenArchive struct{ error }

func (e brokenArchive) Unwrap() error { return e.error }

const (
	wordDocument   = "a Word document"
	officeDocument = "an office document"
)

// officeKind says what a zip is by the names of its members, "" for an archive
// of files. Office documents and e-books are zips too, and no archives.
func officeKind(names iter.Seq[string]) string {
	for name := range names {
		switch name {
		case "word/document.xml":
			return wordDocument
		case "xl/workbook.xml":
			return "a spreadsheet"
		case "ppt/presentation.xml":
			return "a presentation"
		case "[Content_Types].xml", "_rels/.rels":
			return officeDocument
		case "mimetype", "META-INF/container.xml":
			return "an OpenDocument file or e-book"
		}
	}
	return ""
}
