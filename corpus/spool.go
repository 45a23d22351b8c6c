package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Parquet and zip are read from the end. A file that comes as a stream (from
// standard input, compressed, or in an archive) is held in memory up to
// spoolMemory bytes, and in a temporary file above that.
const (
	spoolMemory = 16 << 20
	maxSpool    = 8 << 30
)

var errSpool = fmt.Errorf("more than %d GiB in a stream: unpack it, and name the file itself", maxSpool>>30)

// spool gives access to any place of the file, and its size in bytes. The file
// is let go of when the stream is closed.
func (s *stream) spool() (io.ReaderAt, int64, error) {
	if s.whole != nil {
		s.spent.in = s.size // all of it can be read
		return s.whole, s.size, nil
	}
	var memory bytes.Buffer
	if s.guess > 0 {
		memory.Grow(int(min(s.guess, 1<<20)))
	}
	n, err := io.CopyN(&memory, s.r, spoolMemory)
	if err == io.EOF {
		return bytes.NewReader(memory.Bytes()), n, nil
	}
	if err != nil {
		return nil, 0, err
	}
	f, err := os.CreateTemp("", "broadsheet-*")
	if err != nil {
		return nil, 0, noTemporary{err}
	}
	// Where a file can be removed while it is open, it goes even if the run is
	// killed.
	removed := os.Remove(f.Name()) == nil
	s.closers = append(s.closers, func() {
		f.Close()
		if !removed {
			os.Remove(f.Name())
		}
	})
	n, err = io.Copy(f, io.MultiReader(&memory, io.LimitReader(s.r, maxSpool-spoolMemory+1)))
	var file *fs.PathError
	switch {
	case err == nil && n > maxSpool:
		err = errSpool
	case errors.As(err, &file) && file.Path == f.Name():
		err = noTemporary{err}
	}
	return f, n, err
}

// noTemporary is what is wrong with the temporary file, and not with the input.
// It does not name the folder: no table holds a path of the machine.
type noTemporary struct{ error }

func (e noTemporary) Error() string {
	return "no temporary file for it, in the folder that TMPDIR names: " + reason(e.error)
}
