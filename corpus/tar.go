package corpus

import (
	"archive/tar"
	"errors"
	"io"
	"strconv"
	"strings"
)

// cutTar cuts the files in a tar in the order in which they lie there.
func cutTar(s *stream) {
	a := newArchive(s)
	if !a.opens() {
		return
	}
	t := tar.NewReader(s.r)
	for {
		m, err := t.Next()
		if err == io.EOF {
			a.done()
			return
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) { // paths are cleaned
			code, detail := readError(asBrokenTar(err))
			a.refuse(code, "%s", detail)
			return
		}
		if !a.counts() {
			return
		}
		if m.Typeflag != tar.TypeReg && m.Typeflag != tar.TypeGNUSparse {
			continue // a folder, or a link to what is read by its own name
		}
		if len(m.Name) > maxName {
			if !a.refuse(ErrTooLarge, "the file %s…: its path is above %d bytes", cleanPath(clip(m.Name, 80)), maxName) {
				return
			}
			continue
		}
		f, format := a.member(m.Name)
		if f == nil {
			continue
		}
		if sparse(m) {
			// A hole of any size costs nothing in the archive, and text has none.
			if !a.out(f.failed(0, ErrUnreadable, "a file with holes: pack it without --sparse")) {
				return
			}
			continue
		}
		r := &tarMember{r: t}
		if !a.cutMember(f, format, r, m.Size, 0) || r.broken {
			return
		}
	}
}

// tarMember notes that the archive ended or broke within a member: its row of
// errors says so, and there is nothing to read behind it.
type tarMember struct {
	r      io.Reader
	broken bool
}

func (t *tarMember) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if err != nil && err != io.EOF {
		t.broken = true
		err = asBrokenTar(err)
	}
	return n, err
}

// asBrokenTar tells what is wrong with the archive from what is wrong with the
// compression around it.
func asBrokenTar(err error) error {
	var broken brokenCompression
	if errors.As(err, &broken) || errors.Is(err, errBomb) {
		return err
	}
	return brokenArchive{err}
}

func sparse(m *tar.Header) bool {
	if m.Typeflag == tar.TypeGNUSparse {
		return true
	}
	for key := range m.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// isTar reports whether a file begins with the header of a member: 512 bytes
// that hold their own sum, in octal, over which blanks are counted.
func isTar(head []byte) bool {
	const at, end, size = 148, 156, 512
	if len(head) < size || head[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[at:end]), " \x00"), 8, 64)
	if err != nil {
		return false
	}
	sum := int64(end-at) * ' '
	for i, c := range head[:size] {
		if i < at || i >= end {
			sum += int64(c)
		}
	}
	return sum == want
}
