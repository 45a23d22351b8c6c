package corpus

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	htmlcharset "golang.org/x/net/html/charset"
)

// errBody is that of a page which decompresses to more than is read of any.
var errBody = fmt.Errorf("decompresses to more than %d bytes, the limit of a page", maxPage)

// bodyOf is a page as the server meant it: without chunks and compression.
// Crawlers undo either and leave the fields as they were, so what does not look
// chunked or compressed is taken as it is.
func bodyOf(fields map[string]string, body []byte) ([]byte, error) {
	if strings.EqualFold(strings.TrimSpace(fields["transfer-encoding"]), "chunked") {
		var err error
		if body, err = withoutChunks(body); err != nil {
			return nil, err
		}
	}
	encodings := strings.Split(fields["content-encoding"], ",")
	if len(encodings) > 2 {
		return nil, fmt.Errorf("compressed %d times over", len(encodings))
	}
	for i := len(encodings) - 1; i >= 0; i-- {
		var err error
		if body, err = withoutEncoding(strings.ToLower(strings.TrimSpace(encodings[i])), body); err != nil {
			return nil, err
		}
	}
	return body, nil
}

// withoutChunks joins the chunks of a body, each of which has its size in hex
// digits on a line in front.
func withoutChunks(body []byte) ([]byte, error) {
	out := make([]byte, 0, len(body))
	for rest := body; ; {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		digits, _, _ := bytes.Cut(line, []byte(";"))
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 31)
		switch {
		case err != nil && len(out) == 0:
			return body, nil // not chunked
		case err != nil || !found && size > 0 || size > uint64(len(after)):
			return nil, errors.New("the page is cut: its last chunk is not whole")
		case size == 0:
			return out, nil
		}
		out = append(out, after[:size]...)
		rest = bytes.TrimPrefix(after[size:], []byte("\r"))
		rest = bytes.TrimPrefix(rest, []byte("\n"))
	}
}

// withoutEncoding undoes one content encoding.
func withoutEncoding(encoding string, body []byte) ([]byte, error) {
	var r io.Reader
	var err error
	switch encoding {
	case "", "identity", "none", "utf-8":
		return body, nil
	case "gzip", "x-gzip":
		if compressionOf(body) != "gzip" {
			return body, nil
		}
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "zstd":
		if compressionOf(body) != "zstd" {
			return body, nil
		}
		z, e := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxPage))
		if e == nil {
			defer z.Close()
		}
		r, err = z, e
	case "deflate":
		if looksLikeHTML(bytes.TrimSpace(body)) {
			return body, nil
		}
		// With a header, as it is defined, or without, as some servers send it.
		if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	default:
		if looksLikeHTML(bytes.TrimSpace(body)) {
			return body, nil
		}
		return nil, fmt.Errorf("the content encoding %q is not read", clip(strings.ToValidUTF8(encoding, "\uFFFD"), 40))
	}
	if err != nil {
		return nil, fmt.Errorf("the compression of the page is broken: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(r, maxPage+1))
	switch {
	case len(out) > maxPage:
		return nil, errBody
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("the page is cut: its compression ends too early")
	case err != nil:
		return nil, fmt.Errorf("the compression of the page is broken: %w", err)
	}
	return out, nil
}

// pageText is a page in UTF-8. What is not is in the encoding that the server
// declared, or the page itself, or that its letters tell. ok is false where
// there are NUL bytes in it.
func pageText(page []byte, contentType string) (text string, ok bool) {
	if !bytes.HasPrefix(page, utf8BOM) {
		if wide := wideEncoding(page); wide != nil {
			if out, err := wide.NewDecoder().Bytes(page); err == nil {
				page = out
			}
		}
	}
	if bytes.IndexByte(page, 0) >= 0 {
		return "", false
	}
	c := charsetOf(page)
	if c.legacy != nil {
		_, parameters, _ := mime.ParseMediaType(contentType)
		sent, name := htmlcharset.Lookup(parameters["charset"])
		if sent != nil && name != "utf-8" && name != "replacement" {
			c.legacy = sent
		} else if declared := declaredEncoding(page); declared != nil {
			c.legacy = declared
		}
	}
	return c.decode(page), true
}
