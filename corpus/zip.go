package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
)

// What a zip begins with: the header of its first member, or, where it has
// none, its end.
const (
	zipMember = "PK\x03\x04"
	zipEmpty  = "PK\x05\x06"
)

// maxDirectory is how many bytes are read for the list of a zip's members,
// which stands at its end and is held in memory: a million paths of 80 bytes.
const maxDirectory = 128 << 20

// cutZip cuts the files in a zip, sorted by path, one after the other.
func cutZip(s *stream) {
	a := newArchive(s)
	if !a.opens() {
		return
	}
	in, size, err := s.spool()
	if err != nil {
		code, detail := readError(err)
		a.refuse(code, "%s", detail)
		return
	}
	directory := &limitedAt{r: in, left: maxDirectory}
	z, err := zip.NewReader(directory, size)
	switch {
	case errors.Is(err, zip.ErrInsecurePath): // paths are cleaned
	case errors.Is(err, errDirectory):
		a.refuse(ErrTooLarge, "its list of files is above %d MiB: split the archive", maxDirectory>>20)
		return
	case errors.Is(err, zip.ErrFormat) && bytes.HasPrefix(s.head, []byte(zipMember)):
		a.refuse(ErrTruncated, "the list of files, which stands at the end of a ZIP archive, is missing or broken: it was cut, or not copied whole")
		return
	case err != nil:
		a.refuse(ErrUnreadable, "not a ZIP archive: %v", err)
		return
	}
	directory.left = -1 // from here on it is the files that are read
	if kind := officeKind(memberNames(z)); kind != "" {
		a.refuse(ErrBinary, "%s: save it as text first", kind)
		return
	}
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow)))
	members := make([]zipEntry, len(z.File))
	for i, m := range z.File {
		members[i] = zipEntry{zipPath(m), m}
	}
	slices.SortStableFunc(members, func(a, b zipEntry) int { return strings.Compare(a.path, b.path) })
	for _, m := range members {
		if !a.counts() {
			return
		}
		if a.spent.exceeded() {
			a.refuse(ErrTooLarge, "the rest is not read: %v", errBomb)
			return
		}
		if !m.Mode().IsRegular() || strings.HasSuffix(m.Name, "/") || strings.HasSuffix(m.Name, `\`) {
			continue
		}
		if len(m.Name) > maxName {
			if !a.refuse(ErrTooLarge, "the file %s…: its path is above %d bytes", cleanPath(clip(m.Name, 80)), maxName) {
				return
			}
			continue
		}
		f, format := a.member(m.path)
		if f != nil && !a.cutZipMember(f, format, m.File) {
			return
		}
	}
	a.done()
}

// zipEntry is a member and its path, cleaned.
type zipEntry struct {
	path string
	*zip.File
}

func (a *archive) cutZipMember(f *file, format string, m *zip.File) bool {
	if m.Flags&1 != 0 {
		return a.out(f.failed(0, ErrUnreadable, "encrypted: unpack the archive with its password first"))
	}
	r, err := m.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return a.out(f.failed(0, ErrUnreadable, "compressed in a way that is not read: unpack the archive first, or pack it with deflate"))
	case err != nil:
		code, detail := readError(brokenArchive{err})
		return a.out(f.failed(0, code, detail))
	}
	defer r.Close()
	return a.cutMember(f, format, &guard{r: r, spent: a.spent}, 0, int64(min(m.UncompressedSize64, 1<<62)))
}

// zipPath is the path of a member; without a mark that it is UTF-8, it is in
// the characters of the first PCs.
func zipPath(m *zip.File) string {
	if m.NonUTF8 && !utf8.ValidString(m.Name) {
		if name, err := charmap.CodePage437.NewDecoder().String(m.Name); err == nil {
			return cleanPath(name)
		}
	}
	return cleanPath(m.Name)
}

func memberNames(z *zip.Reader) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, m := range z.File {
			if !yield(m.Name) {
				return
			}
		}
	}
}

// namesInHead are the names of the members that begin in the head of a zip.
func namesInHead(head []byte) iter.Seq[string] {
	const fixed = 30 // bytes of a member's header before its name
	return func(yield func(string) bool) {
		for {
			i := bytes.Index(head, []byte(zipMember))
			if i < 0 || i+fixed > len(head) {
				return
			}
			n := int(binary.LittleEndian.Uint16(head[i+26:]))
			if head = head[i+fixed:]; n <= min(len(head), 255) && !yield(string(head[:n])) {
				return
			}
		}
	}
}

// limitedAt fails once more than left bytes were read; below 0 there is no
// limit.
type limitedAt struct {
	r    io.ReaderAt
	left int64
}

var errDirectory = errors.New("too many members")

func (l *limitedAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := l.r.ReadAt(p, at)
	if l.left >= 0 {
		if l.left -= int64(n); l.left < 0 {
			l.left = 0
			return 0, errDirectory
		}
	}
	return n, err
}
