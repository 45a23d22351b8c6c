package corpus

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	parquetformat "github.com/parquet-go/parquet-go/format"
)

// datedRow has columns of the types that files of other tools have.
type datedRow struct {
	Text    string            `parquet:"text"`
	Date    *int32            `parquet:"date,date,optional"` // days since 1970
	Fetched time.Time         `parquet:"fetched,timestamp(microsecond)"`
	Words   int64             `parquet:"words"`
	Year    *float64          `parquet:"year,optional"`
	Score   float32           `parquet:"score"`
	Price   int64             `parquet:"price,decimal(2:10)"`
	Unread  bool              `parquet:"unread"`
	Blob    []byte            `parquet:"blob"`
	Key     [16]byte          `parquet:"key,uuid"`
	Big     uint64            `parquet:"big"`
	Source  datedSource       `parquet:"source"`
	Authors []datedAuthor     `parquet:"authors,list"`
	Tags    map[string]string `parquet:"tags"`
}

type datedSource struct {
	ID   int64  `parquet:"id"`
	Name string `parquet:"name"`
}

type datedAuthor struct {
	Name string `parquet:"name"`
	Age  int32  `parquet:"age"`
}

func writeDates() []byte {
	year, day := 2021.0, int32(18690)
	var b bytes.Buffer
	w := parquet.NewGenericWriter[datedRow](&b, parquet.MaxRowsPerRowGroup(2), parquet.Compression(&parquet.Snappy))
	row := datedRow{Text: "One text.", Date: &day, Fetched: time.Date(2021, 3, 5, 6, 7, 8, 500_000_000, time.UTC),
		Words: 42, Year: &year, Score: 0.25, Price: -105, Unread: true, Blob: []byte("\x00\x01"), Key: [16]byte{0x12, 15: 0x34}, Big: 1 << 63,
		Source: datedSource{7, "Harbour Post"}, Authors: []datedAuthor{{"Jane Roe", 40}, {"Kofi Adu", 50}}, Tags: map[string]string{"a": "b"}}
	w.Write([]datedRow{row, {Text: "Two texts."}, row})
	w.Close()
	return b.Bytes()
}

func TestParquetTypes(t *testing.T) {
	articles, errs := readBytes(t, Options{}, writeDates())
	if len(errs) > 0 || len(articles) != 3 {
		t.Fatal(articles, errs)
	}
	want := &Article{ID: hashID(articles[0]), Source: "-", Record: 1, Text: "One text.", Byline: "Jane Roe, Kofi Adu", Publisher: "Harbour Post",
		Published: time.Date(2021, 3, 4, 0, 0, 0, 0, time.UTC), DateOnly: true,
		Meta: map[string]string{"fetched": "2021-03-05T06:07:08.5Z", "words": "42", "year": "2021", "score": "0.25", "price": "-1.05", "unread": "true",
			"key": "12000000-0000-0000-0000-000000000034", "big": "9223372036854775808"}}
	if d := cmp.Diff(want, articles[0]); d != "" {
		t.Error(d)
	}
	if a := articles[1]; a.Record != 2 || !a.Published.IsZero() || a.Byline != "" || a.Meta["year"] != "" {
		t.Errorf("%+v", a)
	}
	// A time can be the date too.
	articles, errs = readBytes(t, Options{Columns: map[string]string{"date": "fetched"}}, writeDates())
	if len(errs) > 0 || !articles[0].Published.Equal(time.Date(2021, 3, 5, 6, 7, 8, 0, time.UTC)) && !articles[0].Published.Equal(time.Date(2021, 3, 5, 6, 7, 8, 500_000_000, time.UTC)) {
		t.Errorf("%v %+v", errs, articles[0])
	}
}

func TestParquetErrors(t *testing.T) {
	whole := writers["parquet"](samples)
	long := samples[0]
	long.text = strings.Repeat("long ", 1000)
	noText := func() []byte {
		var b bytes.Buffer
		w := parquet.NewGenericWriter[struct {
			ID    string `parquet:"id"`
			Corpo string `parquet:"corpo"`
		}](&b)
		w.Close()
		return b.Bytes()
	}()
	broken := bytes.Clone(whole)
	for i := 4; i < len(broken)/2; i++ {
		broken[i] ^= 0x55
	}
	for _, c := range []struct {
		name   string
		o      Options
		in     []byte
		expect []string
	}{
		{"cut", Options{}, whole[:len(whole)/2], []string{"0 truncated_input: its footer, which stands at the end, is missing: it was cut, or not copied whole"}},
		{"magic only", Options{}, []byte("PAR1"), []string{"0 truncated_input: its footer, *"}},
		{"footer that is none", Options{}, []byte("PAR1\x15\x15\x15\x15\x15\x15\x15\x15\x15\x15\x15\x15\x0c\x00\x00\x00PAR1"), []string{"0 unreadable_file: not Parquet that can be read: *"}},
		{"broken pages", Options{}, broken, []string{"0 unreadable_file: not Parquet that can be read: *"}},
		{"encrypted", Options{Format: "parquet"}, []byte("PAREPAREPARE\x01\x00\x00\x00PARE"), []string{"0 unreadable_file: not Parquet that can be read: it is encrypted: write it without encryption"}},
		{"no text", Options{}, noText, []string{"0 no_text_column: no column is known to hold the text among *corpo*: name it with --column text=NAME"}},
		{"forced otherwise", Options{Format: "csv"}, whole, []string{"0 binary_content: Parquet: leave out --input-format"}},
		{"cut compression", Options{}, []byte(cut(compressors["gz"](whole))), []string{"0 truncated_input: the compressed file ends too early: it was cut, or not copied whole"}},
		{"long row", Options{MaxBytes: 2000}, writeParquet([]sample{samples[0], long, samples[1]}), []string{"1 GENEVA*", "2 too_large: row 2: more than 2000 bytes, which is the limit", "3 The mayor*"}},
		{"empty text", Options{}, writeParquet([]sample{{}, samples[1]}), []string{"1 empty_text: row 1: the column maintext has no text", "2 The mayor*"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := outcome(t, c.o, c.in)
			compare(t, c.expect, got)
		})
	}
}

// The same row over and over takes no room in the file.
func TestParquetBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("makes 100 MB")
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[struct {
		Text string `parquet:"text,dict"`
	}](&b)
	row := make([]struct {
		Text string `parquet:"text,dict"`
	}, 1000)
	for i := range row {
		row[i].Text = strings.Repeat("x", 1000)
	}
	for range 200 {
		w.Write(row)
	}
	w.Close()
	c, _ := Open([]string{"-"}, &b, Options{})
	n, last := 0, (*Error)(nil)
	for r := range c.Records() {
		n++
		last = r.err
	}
	if last == nil || last.Code != ErrTooLarge || !strings.Contains(last.Detail, "bomb") || n > 80000 {
		t.Errorf("%d records, then %v", n, last)
	}
}

// A page that decompresses to more than it says is not decompressed.
func TestParquetPages(t *testing.T) {
	zeros := make([]byte, 4<<20)
	for codec, data := range map[parquetformat.CompressionCodec][]byte{
		parquetformat.Zstd: compressors["zst"](zeros), parquetformat.Gzip: compressors["gz"](zeros), parquetformat.Snappy: []byte("\x80\x80\x80\x02"),
	} {
		for _, says := range []int32{1000, 4 << 20} {
			h := parquetformat.PageHeader{UncompressedPageSize: says, CompressedPageSize: int32(len(data))}
			err := (&parquetCutter{stream: &stream{}}).honestPage(io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), codec, &h)
			if (err != nil) != (says == 1000) {
				t.Errorf("%v that says %d: %v", codec, says, err)
			}
		}
	}
	// Whole files of each compression are read.
	for _, data := range writeCompressed(&parquet.Zstd, &parquet.Gzip, &parquet.Snappy, &parquet.Brotli, &parquet.Uncompressed) {
		compare(t, []string{"1 One text.", "2 Two texts."}, outcome(t, Options{}, []byte(data)))
	}
	for _, data := range writeCompressed(&parquet.Lz4Raw) {
		compare(t, []string{"0 unreadable_file: not Parquet that can be read: it is compressed with LZ4, which is not read: write it with zstd or snappy"}, outcome(t, Options{}, []byte(data)))
	}
}

// writeCompressed writes the same rows with each compression and both kinds of
// page.
func writeCompressed(codecs ...compress.Codec) (files []string) {
	type row struct {
		Text string `parquet:"text"`
		Note string `parquet:"note,optional"`
	}
	for _, codec := range codecs {
		for version := 1; version <= 2; version++ {
			var b bytes.Buffer
			w := parquet.NewGenericWriter[row](&b, parquet.Compression(codec), parquet.DataPageVersion(version))
			w.Write([]row{{"One text.", ""}, {"Two texts.", "x"}})
			w.Close()
			files = append(files, b.String())
		}
	}
	return files
}

// A metadata table may be Parquet.
func TestParquetMeta(t *testing.T) {
	dir := tree(t, map[string]string{"in/a.txt": "A text of some length."})
	var b bytes.Buffer
	w := parquet.NewGenericWriter[struct {
		File string `parquet:"filename"`
		Date int32  `parquet:"date,date"`
	}](&b)
	w.Write([]struct {
		File string `parquet:"filename"`
		Date int32  `parquet:"date,date"`
	}{{"a.txt", 18263}})
	w.Close()
	meta := filepath.Join(dir, "meta.parquet")
	os.WriteFile(meta, b.Bytes(), 0o666)
	articles, errs := readAll(t, Options{MetaPath: meta}, filepath.Join(dir, "in"))
	if len(errs) > 0 || len(articles) != 1 || articles[0].Published.Year() != 2020 {
		t.Fatal(articles, errs)
	}
}
