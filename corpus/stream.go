package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/transform"
)

// headSize is how much of a file is looked at to tell its format, charset and
// delimiter.
const headSize = 64 << 10

// stream is one input while it is being cut: decompressed, and UTF-8 or an
// encoding that leaves ASCII alone.
type stream struct {
	*file
	r       *bufio.Reader
	head    []byte // the first bytes, valid until the first read
	limit   int    // bytes of a record
	size    int64  // of the file, where it is known and not compressed; else 0
	guess   int64  // at the size, as an archive declares it: only buffers go by it
	depth   int    // how many archives the file lies in
	spent   *budget
	whole   io.ReaderAt // the file, where it is on disk and not compressed; else nil
	line    int         // number of the line that was read last
	offset  int64       // bytes read
	number  int         // of the record that was yielded last
	yield   func(Record) bool
	stopped bool

	compression string // as the bytes tell
	closers     []func()
}

// open opens the input and looks at its head.
func (s *stream) open(in Input, stdin io.Reader) error {
	s.spent = &budget{}
	raw := stdin
	if in.Path != "-" {
		f, err := os.Open(in.Path)
		if err != nil {
			return err
		}
		s.closers = append(s.closers, func() { f.Close() })
		info, err := f.Stat()
		if err != nil {
			s.close()
			return err
		}
		if info.Mode().IsRegular() {
			s.size, s.whole = info.Size(), f
		}
		raw = f
	} else if stdin == nil {
		raw = strings.NewReader("")
	}
	return s.start(&counter{raw, s.spent}, in.Format)
}

// start looks at the head of what r gives. format is what the file's name, or
// the user, says.
func (s *stream) start(r io.Reader, format string) error {
	r, compression, closer, err := decompress(r, s.spent)
	s.closers = append(s.closers, closer)
	if err != nil {
		// Not even the header of the compression is whole: the cutter meets
		// the error as its first read.
		r = failing{brokenCompression{err}}
	}
	if s.compression = compression; compression != "" {
		s.size, s.guess, s.whole = 0, 0, nil
	}
	size := headSize
	if known := max(s.size, s.guess); known > 0 && known < headSize {
		size = int(known) + 1 // a folder of small files should not cost 64 KiB each
	}
	s.r = bufio.NewReaderSize(r, size)
	s.head, err = s.r.Peek(size)
	if len(s.head) == 0 && err != io.EOF && compression == "" {
		s.close()
		return err
	}
	forced := s.forced()
	magic := byMagic(s.head)
	if forced != "" && magic != "zip" && magic != "tar" {
		magic = "" // but what is forced is forced on the files in an archive
	}
	if magic != "" || format != "" && formatNamed(format).binary {
		s.format = formatNamed(cmp.Or(magic, format))
		return nil
	}
	if bytes.HasPrefix(s.head, utf8BOM) {
		s.r.Discard(len(utf8BOM))
		s.offset = int64(len(utf8BOM))
		s.head = s.head[len(utf8BOM):]
	} else if wide := wideEncoding(s.head); wide != nil {
		s.recode(wide.NewDecoder())
		s.size = 0
	}
	if forced == "" {
		format = byBytes(s.head, format, s.columns)
	}
	s.format = formatNamed(cmp.Or(format, "text"))
	return nil
}

// forced is the format that the user says files are in, "" none. An archive
// that is said to be one is no reason to take the files in it for archives.
func (s *stream) forced() string {
	f := s.options.Format
	if s.isMeta || s.depth > 0 && (f == "zip" || f == "tar") {
		return ""
	}
	return f
}

// close closes what open opened, the last first.
func (s *stream) close() {
	for i := len(s.closers) - 1; i >= 0; i-- {
		s.closers[i]()
	}
	s.closers = nil
}

// recode puts a charset decoder between the file and the reader.
func (s *stream) recode(t transform.Transformer) {
	s.r = bufio.NewReaderSize(transform.NewReader(s.r, t), headSize)
	s.head, _ = s.r.Peek(headSize)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// emit yields one record that begins at the place. It reports whether to go on.
func (s *stream) emit(data []byte, at place) bool {
	s.number++
	return s.out(Record{Source: s.source, Input: s.input, Number: s.number, data: data, where: at, file: s.file})
}

// reject yields a record that could not be cut.
func (s *stream) reject(code, format string, args ...any) bool {
	s.number++
	return s.out(s.failed(s.number, code, fmt.Sprintf(format, args...)))
}

func (s *stream) out(r Record) bool {
	if !s.stopped && !s.yield(r) {
		s.stopped = true
	}
	return !s.stopped
}

// end yields the row of errors for a stream that did not end well. What has
// been read of the record before it is dropped: nobody knows what is missing.
func (s *stream) end(err error) {
	if err == nil || err == io.EOF {
		return
	}
	code, detail := readError(err)
	if s.line > 0 {
		s.reject(code, "after line %d: %s", s.line, detail)
	} else {
		s.reject(code, "after byte %d: %s", s.offset, detail)
	}
}

func (s *stream) tooLarge(at place, size int64) bool {
	return s.reject(ErrTooLarge, "%v: %d bytes, the limit is %d", at, size, s.limit)
}

// readLine reads up to and with the next line feed. Of a line above the limit
// it keeps nothing; size is its length all the same. The line is the caller's.
// err is nil unless the stream ends or breaks within the line.
func (s *stream) readLine() (line []byte, size int64, err error) {
	for {
		chunk, e := s.r.ReadSlice('\n')
		size += int64(len(chunk))
		switch {
		case size <= int64(s.limit):
			line = append(line, chunk...)
		default:
			line = nil
		}
		if e == bufio.ErrBufferFull {
			continue
		}
		s.offset += size
		if size > 0 {
			s.line++
		}
		return line, size, e
	}
}

// cutWhole takes the file as one record.
func cutWhole(s *stream) {
	if data, at, ok := whole(s); ok {
		s.emit(data, at)
	}
}

// whole reads the file; ok is false where a row of errors says why not.
func whole(s *stream) (data []byte, at place, ok bool) {
	at = place{offset: s.offset}
	if s.size > int64(s.limit) {
		// Known without reading it.
		s.tooLarge(at, s.size)
		return nil, at, false
	}
	var b bytes.Buffer
	b.Grow(min(max(int(s.size), len(s.head))+bytes.MinRead, s.limit))
	n, err := b.ReadFrom(io.LimitReader(s.r, int64(s.limit)+1))
	s.offset += n
	if n > int64(s.limit) {
		s.reject(ErrTooLarge, "more than %d bytes, which is the limit", s.limit)
		return nil, at, false
	}
	if err != nil {
		s.end(err)
		return nil, at, false
	}
	return b.Bytes(), at, true
}
