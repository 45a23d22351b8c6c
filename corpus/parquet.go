package corpus

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	parquetformat "github.com/parquet-go/parquet-go/format"
)

// Limits of Parquet. What is held at a time is one page of each column that is
// read; writers make pages of 1 MiB, or of some thousand articles.
const (
	maxParquetPages  = 512 << 20 // bytes of these pages, decompressed
	maxParquetFooter = 64 << 20  // bytes of the list of columns and row groups
)

// cutParquet makes a JSON object of each row, so that all that is said of the
// columns of JSON holds here too. Columns that are of no use are not read.
func cutParquet(s *stream) {
	in, size, err := s.spool()
	if err != nil {
		code, detail := readError(err)
		s.out(s.failed(0, code, detail))
		return
	}
	p := &parquetCutter{stream: s, in: in, fileSize: size}
	var file *parquet.File
	var names []string
	known := false
	if err := caught(func() (err error) {
		if file, err = openParquet(in, size); err != nil {
			return err
		}
		for _, c := range file.Root().Columns() {
			names = append(names, printableName(c.Name()))
			known = known || isScalar(c) && s.columns.use(c.Name()).field == FieldText
			p.add(c)
		}
		return nil
	}); err != nil {
		s.endParquet(0, err)
		return
	}
	if !known && !s.isMeta || len(p.columns) == 0 {
		s.out(s.failed(0, ErrNoText, noTextDetail(names, s.columns)))
		return
	}
	about := file.Metadata().RowGroups
	for i, g := range file.RowGroups() {
		if i >= len(about) || !p.group(g, about[i].Columns) {
			return
		}
	}
}

// openParquet reads the footer.
func openParquet(in io.ReaderAt, size int64) (*parquet.File, error) {
	const end = 8 // bytes: the length of the footer, and the magic
	var tail [end]byte
	if size < 2*end {
		return nil, errParquetCut
	}
	if _, err := in.ReadAt(tail[:], size-end); err != nil && err != io.EOF {
		return nil, err
	}
	switch footer := int64(binary.LittleEndian.Uint32(tail[:])); {
	case string(tail[4:]) == "PARE":
		return nil, errors.New("it is encrypted: write it without encryption")
	case string(tail[4:]) != "PAR1" || footer > size-end:
		return nil, errParquetCut
	case footer > maxParquetFooter:
		return nil, fmt.Errorf("its footer has %d bytes: split the file", footer)
	}
	return parquet.OpenFile(in, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
}

var (
	errParquetCut = errors.New("its footer, which stands at the end, is missing: it was cut, or not copied whole")
	// The library gives other bytes than those of small pages in LZ4, and for
	// broken ones allocates without end.
	errParquetLZ4   = errors.New("it is compressed with LZ4, which is not read: write it with zstd or snappy")
	errParquetSize  = errors.New("a page of it decompresses to more than it says")
	errParquetPages = fmt.Errorf("more than %d MiB must be held to read its rows: write it with smaller pages or row groups", maxParquetPages>>20)
)

// caught turns a panic into an error: the library has them for broken files.
func caught(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the reader gave up: %v", p)
		}
	}()
	return f()
}

// endParquet yields the row of errors for a file that cannot be read, or from
// a row on.
func (s *stream) endParquet(rows int, err error) {
	code, detail := ErrUnreadable, ""
	switch {
	case err == io.EOF:
		code, detail = ErrTruncated, "a column ends before the rows do"
	case errors.Is(err, errParquetCut):
		code, detail = ErrTruncated, err.Error()
	case errors.Is(err, errParquetPages), errors.Is(err, errBomb):
		code, detail = ErrTooLarge, err.Error()
	default:
		detail = "not Parquet that can be read: " + printableName(clip(err.Error(), 200))
	}
	if rows == 0 && s.number == 0 {
		s.out(s.failed(0, code, detail))
		return
	}
	s.reject(code, "after row %d: %s", rows, detail)
}

// printableName is text of the file as an error can show it.
func printableName(name string) string { return withoutNUL(charset{}.decode([]byte(name))) }

type parquetCutter struct {
	*stream
	in       io.ReaderAt
	fileSize int64
	columns  []*parquetColumn
	row      bytes.Buffer
	zstd     *zstd.Decoder // of honestPage; nil until it is needed
	rows     int           // that were read
}

// parquetColumn is one column of the file, and its part in a row group.
type parquetColumn struct {
	key    []byte // the name and a colon, as JSON
	leaf   *parquet.Column
	list   bool // of names, to be joined
	show   func([]byte, parquet.Value) []byte
	pages  parquet.Pages
	page   parquet.Page
	reader parquet.ValueReader
	values []parquet.Value // that were read from the page
	next   int             // of them
}

// isScalar reports whether a column has one value in each row.
func isScalar(c *parquet.Column) bool { return c.Leaf() && !c.Repeated() }

// add takes a column of the file, where it can be of use.
func (p *parquetCutter) add(c *parquet.Column) {
	name, _ := json.Marshal(printableName(c.Name()))
	column := &parquetColumn{key: append(name, ':'), leaf: c}
	switch use := p.stream.columns.use(c.Name()).field; {
	case isScalar(c):
	case use == FieldByline || use == FieldPublisher:
		column.leaf, column.list = nameLeaf(c), true
	default:
		column.leaf = nil
	}
	if column.leaf == nil {
		// An empty object is what is left of it: so a preview can say that the
		// column is left out.
		column.key = append(column.key, "{}"...)
	} else {
		column.show = shower(column.leaf.Type())
	}
	p.columns = append(p.columns, column)
}

// nameLeaf is the column that holds the names in a list of strings, a list of
// objects with a name, or one such object; nil where there is none.
func nameLeaf(c *parquet.Column) *parquet.Column {
	for !c.Leaf() {
		children := c.Columns()
		if name := c.Column("name"); name != nil {
			c = name
			break
		}
		if len(children) != 1 || !c.Repeated() && !children[0].Repeated() {
			return nil
		}
		c = children[0]
	}
	if !c.Leaf() || c.MaxRepetitionLevel() > 1 || c.Type().Kind() != parquet.ByteArray {
		return nil
	}
	return c
}

// group cuts the rows of one row group.
func (p *parquetCutter) group(g parquet.RowGroup, about []parquetformat.ColumnChunk) bool {
	defer caught(func() error { p.close(); return nil })
	if err := caught(func() error { return p.open(g, about) }); err != nil {
		p.endParquet(p.rows, err)
		return false
	}
	for range g.NumRows() {
		fits := true
		if err := caught(func() (err error) { fits, err = p.read(); return err }); err != nil {
			p.endParquet(p.rows, err)
			return false
		}
		p.rows++
		at := place{row: p.rows}
		if !fits {
			if !p.reject(ErrTooLarge, "%v: more than %d bytes, which is the limit", at, p.limit) {
				return false
			}
			continue
		}
		// The same value over and over takes no room in the file.
		p.spent.out += int64(p.row.Len())
		if p.spent.exceeded() {
			p.endParquet(p.rows, errBomb)
			return false
		}
		if !p.emit(bytes.Clone(p.row.Bytes()), at) {
			return false
		}
	}
	return true
}

// open goes to the beginning of a row group, and looks at its pages before any
// is decompressed.
func (p *parquetCutter) open(g parquet.RowGroup, about []parquetformat.ColumnChunk) error {
	var held int64
	for _, c := range p.columns {
		if c.leaf == nil {
			continue
		}
		i := c.leaf.Index()
		if i >= len(about) || i >= len(g.ColumnChunks()) {
			return errors.New("a column is missing")
		}
		largest, err := p.largestPage(&about[i].MetaData)
		if err != nil {
			return err
		}
		if held += largest; held > maxParquetPages {
			return errParquetPages
		}
		c.pages = g.ColumnChunks()[i].Pages()
	}
	return nil
}

// largestPage is how many bytes the largest page of a column needs at most, by
// the headers of all of them, with its dictionary.
func (p *parquetCutter) largestPage(c *parquetformat.ColumnMetaData) (int64, error) {
	from := c.DataPageOffset
	if c.DictionaryPageOffset != 0 {
		from = c.DictionaryPageOffset
	}
	if from < 0 || c.TotalCompressedSize < 0 || from > p.fileSize || c.TotalCompressedSize > p.fileSize-from {
		return 0, errors.New("a column lies outside of the file")
	}
	section := io.NewSectionReader(p.in, from, c.TotalCompressedSize)
	r := bufio.NewReaderSize(section, 1024)
	protocol := thrift.CompactProtocol{}
	var dictionary, largest, values int64
	for at := int64(0); at < c.TotalCompressedSize; {
		if _, err := section.Seek(at, io.SeekStart); err != nil {
			return 0, err
		}
		r.Reset(section)
		var h parquetformat.PageHeader
		if err := thrift.NewDecoder(protocol.NewReader(r)).Decode(&h); err != nil {
			if values >= c.NumValues {
				break // what some writers leave behind the last page
			}
			return 0, fmt.Errorf("a page of it is broken: %w", err)
		}
		if h.CompressedPageSize < 0 || h.UncompressedPageSize < 0 {
			return 0, errors.New("a page of it has less than no bytes")
		}
		read, _ := section.Seek(0, io.SeekCurrent)
		at = read - int64(r.Buffered())
		if err := p.honestPage(io.NewSectionReader(section, at, int64(h.CompressedPageSize)), c.Codec, &h); err != nil {
			return 0, err
		}
		at += int64(h.CompressedPageSize)
		// A value repeated any number of times is short in the page and is not
		// in memory: 8 bytes for its number in the dictionary and its levels.
		n := int64(max(h.DataPageHeader.V.NumValues, h.DataPageHeaderV2.V.NumValues, h.DictionaryPageHeader.V.NumValues))
		values += int64(max(h.DataPageHeader.V.NumValues, h.DataPageHeaderV2.V.NumValues))
		size := int64(h.UncompressedPageSize) + 8*n
		if h.Type == parquetformat.DictionaryPage {
			dictionary = max(dictionary, size)
		} else {
			largest = max(largest, size)
		}
	}
	return dictionary + largest, nil
}

// honestPage is an error where a page decompresses to more than it says: the
// library would hold all of it. Reading a page twice costs little beside what
// comes after. Brotli, which nothing writes by default, is believed.
func (p *parquetCutter) honestPage(page *io.SectionReader, codec parquetformat.CompressionCodec, h *parquetformat.PageHeader) error {
	says := int64(h.UncompressedPageSize)
	if v2 := &h.DataPageHeaderV2; v2.Valid {
		if v2.V.IsCompressed.Valid && !v2.V.IsCompressed.V {
			return nil
		}
		levels := int64(v2.V.RepetitionLevelsByteLength) + int64(v2.V.DefinitionLevelsByteLength) // not compressed
		page = io.NewSectionReader(page, levels, max(page.Size()-levels, 0))
	}
	var r io.Reader
	switch codec {
	case parquetformat.Zstd:
		head := make([]byte, zstd.HeaderMaxSize)
		n, _ := page.ReadAt(head, 0)
		var frame zstd.Header
		if frame.Decode(head[:n]) == nil && frame.HasFCS && frame.FrameContentSize > uint64(says) {
			return errParquetSize
		}
		if p.zstd == nil {
			z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
			if err != nil {
				return err
			}
			p.zstd = z
			p.closers = append(p.closers, z.Close)
		}
		if err := p.zstd.Reset(page); err != nil {
			return nil // the library says what is wrong
		}
		r = p.zstd
	case parquetformat.Gzip:
		z, err := gzip.NewReader(page)
		if err != nil {
			return nil // as above
		}
		r = z
	case parquetformat.Snappy:
		if n, err := binary.ReadUvarint(bufio.NewReaderSize(page, 16)); err == nil && n > uint64(says) {
			return errParquetSize
		}
		return nil
	case parquetformat.Lz4, parquetformat.Lz4Raw:
		return errParquetLZ4
	default:
		return nil
	}
	if n, _ := io.Copy(io.Discard, io.LimitReader(r, says+1)); n > says {
		return errParquetSize
	}
	return nil
}

// close lets go of the pages of a row group.
func (p *parquetCutter) close() {
	for _, c := range p.columns {
		if c.page != nil {
			parquet.Release(c.page)
		}
		if c.pages != nil {
			c.pages.Close()
		}
		c.pages, c.page, c.reader, c.values, c.next = nil, nil, nil, c.values[:0], 0
	}
}

// read makes JSON of the next row. fits is false where it is above the limit.
func (p *parquetCutter) read() (fits bool, err error) {
	p.row.Reset()
	fits = true
	var value []byte
	for i, c := range p.columns {
		p.row.WriteByte("{,"[min(i, 1)])
		p.row.Write(c.key)
		if c.leaf == nil {
			continue
		}
		if c.list {
			p.row.WriteByte('[')
		}
		for n := 0; ; n++ {
			v, err := c.peek()
			if n > 0 && (err == io.EOF || err == nil && v.RepetitionLevel() == 0) {
				break
			}
			if err != nil {
				return false, err
			}
			c.next++
			if fits = fits && p.row.Len()+len(textOf(v)) <= p.limit; fits {
				value = c.show(value[:0], v)
				if n > 0 {
					p.row.WriteByte(',')
				}
				if !c.list || len(value) > len("null") {
					p.row.Write(value)
				} else {
					p.row.WriteString(`""`) // of an empty list, or a name that is missing
				}
			}
			if !c.list {
				break
			}
		}
		if c.list {
			p.row.WriteByte(']')
		}
	}
	p.row.WriteByte('}')
	return fits && p.row.Len() <= p.limit, nil
}

// parquetValues is how many values are taken from a page at a time.
const parquetValues = 64

// peek is the next value of the column, which stays the next.
func (c *parquetColumn) peek() (parquet.Value, error) {
	for c.next == len(c.values) {
		if c.reader == nil {
			if c.page != nil {
				parquet.Release(c.page)
				c.page = nil
			}
			page, err := c.pages.ReadPage()
			if err != nil {
				return parquet.Value{}, err
			}
			c.page, c.reader = page, page.Values()
		}
		if c.values == nil {
			c.values = make([]parquet.Value, parquetValues)
		}
		n, err := c.reader.ReadValues(c.values[:cap(c.values)])
		c.values, c.next = c.values[:n], 0
		if err == io.EOF || err == nil && n == 0 {
			c.reader = nil
		} else if err != nil {
			return parquet.Value{}, err
		}
	}
	return c.values[c.next], nil
}
