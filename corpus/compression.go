package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A decompressed file may be maxRatio times its compressed size once it is
// above bombFloor bytes. News text compresses 3 to 10 times, the same line
// over and over some hundred times; a bomb of zeros 1,000 times (gzip) and far
// more (zstd).
const (
	maxRatio  = 400
	bombFloor = 64 << 20
)

// maxWindow is the largest zstd window that is decoded, that of --long=27. It
// bounds the memory that a file can ask for.
const maxWindow = 128 << 20

// errBomb is returned by a stream that decompresses to far too much.
var errBomb = fmt.Errorf("decompresses to more than %d times its size: taken for a decompression bomb", maxRatio)

// compressionOf tells the compression from the first bytes, "" none.
func compressionOf(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return "gzip"
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")),
		// Skippable frames, which pzstd and seekable files begin with.
		len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte("\x2a\x4d\x18")):
		return "zstd"
	}
	return ""
}

// decompress undoes the compression that the first bytes of r show.
func decompress(r io.Reader, spent *budget) (_ io.Reader, compression string, close func(), err error) {
	b := bufio.NewReader(r)
	head, _ := b.Peek(4)
	close = func() {}
	var out io.Reader
	switch compression = compressionOf(head); compression {
	case "gzip":
		if out, err = gzip.NewReader(b); err != nil {
			return nil, compression, close, err
		}
	case "zstd":
		z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, compression, close, err
		}
		close, out = z.Close, z
	default:
		return b, "", close, nil
	}
	return &guard{r: out, spent: spent}, compression, close, nil
}

// budget holds what decompressing gave against what the input has. One budget
// is for the input and all that lies in it, so that archives within archives
// cannot multiply what each of them may.
type budget struct {
	in  int64 // bytes of the input as it lies there that were read, or could be
	out int64 // bytes that came of decompressing, at every level
}

// exceeded reports whether the input must be a bomb.
func (b *budget) exceeded() bool { return b.out > bombFloor && b.out/maxRatio > b.in }

// counter counts the bytes of the input that were read.
type counter struct {
	r     io.Reader
	spent *budget
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.spent.in += int64(n)
	return n, err
}

// guard ends a decompression bomb: the libraries' own limits do not stop one
// that is read as a stream.
type guard struct {
	r     io.Reader
	spent *budget
}

func (g *guard) Read(p []byte) (int, error) {
	if g.spent.exceeded() {
		return 0, errBomb
	}
	n, err := g.r.Read(p)
	g.spent.out += int64(n)
	if err != nil && err != io.EOF {
		err = brokenCompression{err}
	}
	return n, err
}

// brokenCompression is what the decompressor found wrong.
type brokenCompression struct{ error }

func (e brokenCompression) Unwrap() error { return e.error }

// readError is the code and the detail of an error of reading.
func readError(err error) (code, detail string) {
	var broken brokenCompression
	var archive brokenArchive
	switch {
	case errors.Is(err, errBomb), errors.Is(err, errSpool):
		return ErrTooLarge, err.Error()
	case errors.As(err, &archive) && errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated, "the archive ends too early: it was cut, or not copied whole"
	case errors.As(err, &archive):
		return ErrUnreadable, "the archive is broken: " + err.Error()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated, "the compressed file ends too early: it was cut, or not copied whole"
	case errors.As(err, &broken):
		return ErrUnreadable, "the compression is broken: " + err.Error()
	}
	return ErrUnreadable, reason(err)
}
