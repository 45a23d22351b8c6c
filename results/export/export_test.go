package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/results"
)

var runFormats = []results.Format{results.Parquet, results.JSONL, results.CSV}

// failer is what testing.T and rapid.T share.
type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
	Helper()
}

// folderOf writes parts as a run in format f does, into an empty folder.
func folderOf(t failer, dir string, f results.Format, parts ...*results.Part) *results.Folder {
	t.Helper()
	folder := &results.Folder{Path: dir, Format: f, Rows: map[string]int64{}, Files: map[string][]int{}}
	for n, p := range parts {
		for _, file := range p.Files(f) {
			name := filepath.Join(dir, filepath.FromSlash(results.PartPath(file.Folder, n, f)))
			var b bytes.Buffer
			err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), file.Write(&b), os.WriteFile(name, b.Bytes(), 0o666))
			if err != nil {
				t.Fatal(err)
			}
		}
		for table, rows := range p.Rows() {
			folder.Rows[table] += rows
			folder.Files[table] = append(folder.Files[table], n)
		}
	}
	return folder
}

func exported(t failer, f *results.Folder, table string, format Format) ([]byte, Summary) {
	t.Helper()
	var b bytes.Buffer
	s, err := Write(context.Background(), &b, f, results.ByName(table), format, Options{})
	if err != nil {
		t.Fatalf("%s of %s: %v", format, table, err)
	}
	return b.Bytes(), s
}

func cellsIn(t failer, f *results.Folder, table string) [][]any {
	t.Helper()
	var rows [][]any
	for cells, err := range results.ByName(table).Cells(f) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, slices.Clone(cells))
	}
	return rows
}

var weird = []string{
	"", "=1+1", "+1", "@x", "-", "'", "\"", "a,b", "\r\n", "\r", "\n", "\t", " ", "  a  ", "_x000D_", "_x005F_x000D_", "__x0041__", "_x00zz_",
	"\x00", "a\x00b\x00", "\x01\x1f\x7f", "\ufffe\uffff", "]]>", "<b>&amp;</b>", "é“”", "e\u0301", "\u200b\u202e", "\u0085\u2028", "😀", "\U0010FFFF",
	strings.Repeat("ü", 300), strings.Repeat("x", 3000), "2012-01-01", "0012", "TRUE", "null", "[1]",
}

// anyPart draws rows of values that tables may have, and of some that only a program of
// its own would write.
func anyPart(t *rapid.T, part int) *results.Part {
	text := rapid.OneOf(rapid.SampledFrom(weird), rapid.String())
	number := rapid.OneOf(rapid.SampledFrom([]float64{0, -1, 0.1, 1e21, -1e-300, 1.3e9, largestDouble}), rapid.Float64Range(-1e18, 1e18))
	maybe := func(v int32) *int32 {
		if rapid.Bool().Draw(t, "null") {
			return nil
		}
		return &v
	}
	whole := rapid.OneOf(rapid.SampledFrom([]int32{0, -1, math.MaxInt32, math.MinInt32, largestInt, largestInt + 1}), rapid.Int32())
	p := &results.Part{}
	for i := range rapid.IntRange(0, 3).Draw(t, "articles") {
		id := fmt.Sprintf("%d-%d%s", part, i, text.Draw(t, "id"))
		a := &results.ArticleRows{Article: results.Article{
			ArticleID: id, Source: text.Draw(t, "source"), Record: rapid.Int64Range(-exact, exact).Draw(t, "record"),
			Title: text.Draw(t, "title"), Text: text.Draw(t, "text"), TextSHA256: "-", Tokens: maybe(whole.Draw(t, "tokens")),
			Meta: rapid.SampledFrom([]results.RawJSON{"", `{"a":"=b \u0000"}`}).Draw(t, "meta"),
		}}
		if rapid.Bool().Draw(t, "dated") {
			at := time.UnixMicro(rapid.OneOf(rapid.Int64Range(-62135596800e6, 253402300799e6), rapid.SampledFrom([]int64{0, -1, -2203891200e6, 1700000000123456})).Draw(t, "at")).UTC()
			a.Article.PublishedAt, a.Article.PublishedPrecision = &at, "second"
		}
		for j := range rapid.IntRange(0, 3).Draw(t, "rows") {
			yes := rapid.Bool().Draw(t, "metonym")
			m := results.Mention{ArticleID: id, Mention: int32(j), Kind: "place", Form: "name", Text: text.Draw(t, "mention"), StartChar: whole.Draw(t, "start"), EndChar: 1}
			if rapid.Bool().Draw(t, "told") {
				m.Metonym = &yes
			}
			a.Mentions = append(a.Mentions, m)
			a.Entities = append(a.Entities, results.Entity{ArticleID: id, EntityID: fmt.Sprint(j), Name: text.Draw(t, "name"),
				Aliases: rapid.SliceOfN(text, 0, 3).Draw(t, "aliases")})
			a.Quotes = append(a.Quotes, results.Quote{ArticleID: id, Quote: int32(j), Form: "direct", Text: text.Draw(t, "quote"),
				Spans: []results.Span{{StartChar: 1, EndChar: 2}, {StartChar: 3, EndChar: 4}}[:rapid.IntRange(0, 2).Draw(t, "spans")]})
			v := number.Draw(t, "max")
			c := results.Claim{ArticleID: id, Claim: int32(j), Text: "1", Value: number.Draw(t, "value"), UnitKind: "count", Modifier: "=", Change: "none"}
			if rapid.Bool().Draw(t, "range") {
				c.ValueMax = &v
				day := results.Date(rapid.Int32Range(-719162, 2932896).Draw(t, "day")) // years 1 to 9999
				c.DateFrom = &day
			}
			a.Claims = append(a.Claims, c)
		}
		p.Articles = append(p.Articles, a)
	}
	return p
}

// What is written can be read back, cell by cell, and does not depend on the format of
// the run.
func TestThereAndBack(t *testing.T) {
	top := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		parts := []*results.Part{anyPart(t, 0), anyPart(t, 1)}
		before := map[string][]byte{}
		for _, f := range runFormats {
			n++
			folder := folderOf(t, filepath.Join(top, strconv.Itoa(n)), f, parts...)
			for _, table := range []string{"articles", "mentions", "entities", "quotes", "claims"} {
				want := cellsIn(t, folder, table)
				for _, format := range Formats {
					b, s := exported(t, folder, table, format)
					if s.Rows != int64(len(want)) || s.Cut != 0 {
						t.Fatalf("%s: %+v, and there are %d rows", format, s, len(want))
					}
					file := table + "." + string(format)
					if f != runFormats[0] {
						if !bytes.Equal(b, before[file]) {
							at := 0
							for at < min(len(b), len(before[file])) && b[at] == before[file][at] {
								at++
							}
							t.Fatalf("%s from %s is another file: %q, not %q", file, f, b[at:min(at+40, len(b))], before[file][at:min(at+40, len(before[file]))])
						}
						continue
					}
					before[file] = b
					switch format {
					case XLSX:
						sameCells(t, table, want, readXLSX(t, b, results.ByName(table)))
					case DTA:
						sameCells(t, table, forStata(want), readDTA(t, b).rows)
					}
				}
			}
			os.RemoveAll(folder.Path)
		}
	})
}

func sameCells(t failer, table string, want, got [][]any) {
	t.Helper()
	// A sheet counts days in a float64, which holds microseconds only for some decades.
	if diff := cmp.Diff(want, got, cmpopts.EquateApproxTime(100*time.Microsecond)); diff != "" && len(want)+len(got) > 0 {
		t.Fatalf("%s: (-want +got)\n%s", table, diff)
	}
}

// forStata are the cells as a data set can hold them: it has text, and numbers.
func forStata(rows [][]any) [][]any {
	for _, cells := range rows {
		for i, c := range cells {
			switch v := c.(type) {
			case string:
				if v == "" { // it does not know null from it
					cells[i] = nil
				}
			case results.RawJSON:
				cells[i] = string(v)
			case int64:
				cells[i] = float64(v)
			case bool:
				cells[i] = map[bool]float64{true: 1, false: 0}[v]
			case results.Date:
				cells[i] = float64(int64(v)) + stataDays
			case time.Time:
				cells[i] = float64(v.UnixMicro()+315619200e6) / 1000 // 1960-01-01 was 315,619,200 seconds before 1970
			}
		}
	}
	return rows
}

func quotes(n int, text string) *results.Part {
	p := &results.Part{}
	for i := range n {
		id := strconv.Itoa(i)
		p.Articles = append(p.Articles, &results.ArticleRows{Article: results.Article{ArticleID: id},
			Quotes: []results.Quote{{ArticleID: id, Form: "direct", Text: text}}})
	}
	return p
}

// A text that a cell cannot hold is cut between characters, and says so.
func TestLongTexts(t *testing.T) {
	for _, c := range []struct {
		text string
		cut  bool
	}{
		{strings.Repeat("a", cellUnits), false},
		{strings.Repeat("a", cellUnits+1), true},
		{strings.Repeat("ü", cellUnits), false},
		{strings.Repeat("ü", cellUnits+1), true},
		{strings.Repeat("😀", cellUnits/2) + "a", false},
		{strings.Repeat("😀", cellUnits/2+1), true},
		{"a" + strings.Repeat("😀", cellUnits), true},
	} {
		f := folderOf(t, t.TempDir(), results.Parquet, quotes(2, c.text))
		b, s := exported(t, f, "quotes", XLSX)
		if s.Cut != map[bool]int64{true: 2, false: 0}[c.cut] {
			t.Errorf("%.8q: %d are cut", c.text, s.Cut)
		}
		for _, row := range readXLSX(t, b, results.ByName("quotes")) {
			got := row[3].(string)
			begin, mark, cut := strings.Cut(got, " … [cut: ")
			units := 0
			for _, r := range got {
				units += max(1, len(string(r))/2) // of these characters
			}
			switch {
			case cut != c.cut || !strings.HasPrefix(c.text, begin) || !utf8.ValidString(got):
				t.Errorf("%.8q became %.8q … %q", c.text, got, mark)
			case cut && !strings.Contains(mark, strconv.Itoa(utf8.RuneCountInString(c.text))):
				t.Errorf("the mark is %q", mark)
			case cut && units > cellUnits+len(mark), cut && len(begin) < cellUnits-200:
				t.Errorf("%d units", units)
			}
		}
		if b, _ := exported(t, f, "quotes", DTA); !strings.Contains(string(b), c.text) {
			t.Error("the data set does not have the text")
		}
	}
}

// What a format cannot hold is refused, with the one that can.
func TestTooLarge(t *testing.T) {
	refused := func(f *results.Folder, table string, format Format, says ...string) {
		t.Helper()
		_, err := Write(context.Background(), io.Discard, f, results.ByName(table), format, Options{})
		var large *TooLarge
		if !errors.As(err, &large) {
			t.Fatalf("%v", err)
		}
		for _, s := range append(says, "csv") {
			if !strings.Contains(err.Error(), s) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%q does not say %q in one line", err, s)
			}
		}
	}
	f := folderOf(t, t.TempDir(), results.Parquet, quotes(1, "a"))
	f.Rows["quotes"] = sheetRows - 1
	if _, err := Write(context.Background(), io.Discard, f, results.ByName("quotes"), XLSX, Options{}); err != nil {
		t.Error(err)
	}
	f.Rows["quotes"] = sheetRows
	refused(f, "quotes", XLSX, "1048576 rows", "1048575")
	s := sheet{rows: sheetRows}
	if err := s.row(nil); err == nil {
		t.Error("a sheet takes another row")
	}

	p := quotes(1, "a")
	p.Articles[0].Article.Record = exact + 1
	f = folderOf(t, t.TempDir(), results.Parquet, p)
	refused(f, "articles", DTA, "record", "9007199254740993")
	b, _ := exported(t, f, "articles", XLSX)
	if got := readXLSX(t, b, results.ByName("articles"))[0][2]; got != "9007199254740993" {
		t.Errorf("the number became %v", got)
	}
	p.Articles[0].Claims = []results.Claim{{Value: math.MaxFloat64}}
	refused(folderOf(t, t.TempDir(), results.Parquet, p), "claims", DTA, "value", "1.79")
}

// Names are those that Stata takes, for every table, and labels fit.
func TestStataNames(t *testing.T) {
	name := regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,31}$`)
	word := regexp.MustCompile(`^(_all|_b|byte|_coef|_cons|double|float|if|in|int|long|_n|_N|_pi|_pred|_rc|_skip|str[0-9]+|strL|using|with)$`)
	for _, table := range results.Tables {
		for _, c := range table.Columns {
			if !name.MatchString(c.Name) || word.MatchString(c.Name) {
				t.Errorf("%s.%s is no name of a variable", table.Name, c.Name)
			}
			l := label(c.Doc)
			if n := utf8.RuneCountInString(l); n == 0 || n > 80 || len(l) >= labelBytes || n < 80 && l != c.Doc {
				t.Errorf("%s.%s has the label %q", table.Name, c.Name, l)
			}
		}
	}
	if got := label(strings.Repeat("😀", 81)); got != strings.Repeat("😀", 79)+"…" {
		t.Errorf("%q", got)
	}
}

// Columns that are merged by stay text of a fixed width; others are strL once they are wide.
func TestStataTypes(t *testing.T) {
	long := strings.Repeat("k", widestStr+1)
	p := &results.Part{Articles: []*results.ArticleRows{{Article: results.Article{ArticleID: long, Title: long, Byline: long[1:], Publisher: "a\x00b"}}}}
	b, _ := exported(t, folderOf(t, t.TempDir(), results.Parquet, p), "articles", DTA)
	got := readDTA(t, b)
	for name, want := range map[string]uint16{"article_id": widestStr + 1, "title": typeStrL, "byline": widestStr, "publisher": typeStrL, "url": 1, "tokens": typeLong, "published_at": typeDouble} {
		if k := got.kinds[slices.Index(got.names, name)]; k != want {
			t.Errorf("%s has type %d, not %d", name, k, want)
		}
	}
	if f := got.formats[slices.Index(got.names, "published_at")]; f != "%tc" {
		t.Errorf("published_at is shown as %s", f)
	}
}

func TestGuardedCSV(t *testing.T) {
	f := folderOf(t, t.TempDir(), results.JSONL, quotes(2, "=1+1"))
	var b bytes.Buffer
	if _, err := Write(context.Background(), &b, f, results.ByName("quotes"), CSV, Options{GuardFormulas: true}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), ",'=1+1,"); n != 2 || strings.Count(b.String(), "\r\n") != 3 {
		t.Errorf("%q", b.String())
	}
}

func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	f := folderOf(t, t.TempDir(), results.Parquet, quotes(2, "a"))
	for _, format := range Formats {
		if _, err := Write(ctx, io.Discard, f, results.ByName("quotes"), format, Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", format, err)
		}
	}
	if _, err := Write(context.Background(), io.Discard, f, results.ByName("quotes"), "xls", Options{}); err == nil || !strings.Contains(err.Error(), "xlsx") {
		t.Errorf("%v", err)
	}
}

// A table that is damaged, and a place that is full, are errors of every format.
func TestFailures(t *testing.T) {
	full := errors.New("full")
	for _, format := range Formats {
		f := folderOf(t, t.TempDir(), results.Parquet, quotes(200, strings.Repeat("a", 5000)))
		for _, room := range []int{0, 500, 1500} {
			if _, err := Write(context.Background(), &small{room, full}, f, results.ByName("quotes"), format, Options{}); !errors.Is(err, full) {
				t.Errorf("%s with room for %d bytes: %v", format, room, err)
			}
		}
		os.Truncate(filepath.Join(f.Path, "quotes", "part-000000.parquet"), 100)
		if _, err := Write(context.Background(), io.Discard, f, results.ByName("quotes"), format, Options{}); err == nil || !strings.Contains(err.Error(), "part-000000.parquet") {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// small is a writer with room for n bytes.
type small struct {
	n   int
	err error
}

func (s *small) Write(b []byte) (int, error) {
	if s.n -= len(b); s.n < 0 {
		return 0, s.err
	}
	return len(b), nil
}
