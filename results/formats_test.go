package results

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

var runFormats = []Format{Parquet, JSONL, CSV}

// write puts a part into a folder as a run does.
func write(t testing.TB, dir string, f Format, n int, p *Part) {
	t.Helper()
	for _, file := range p.Files(f) {
		name := filepath.Join(dir, PartPath(file.Folder, n, f))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := file.Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// failer is what testing.T and rapid.T share.
type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
	Helper()
}

func read[T any](t failer, dir, table string, f Format) []T {
	t.Helper()
	rows, err := collect(ReadTable[T](dir, table, f, 0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func collect[T any](rows iter.Seq2[*T, error]) ([]T, error) {
	var all []T
	for row, err := range rows {
		if err != nil {
			return all, err
		}
		all = append(all, *row)
	}
	return all, nil
}

// Zero, the empty string and nil go there and back in every format.
func TestZeroAndNullThereAndBack(t *testing.T) {
	zero, no, none, first := 0.0, false, int32(0), int64(0)
	day := Date(-1)
	moment := time.Date(1969, 12, 31, 23, 59, 59, 999_999_000, time.UTC)
	p := &Part{Articles: []*ArticleRows{
		{
			Article:  Article{ArticleID: "a", Tokens: &none, PublishedAt: &moment, Meta: `{"a":"1"}`, Text: "x\r\ny"},
			Entities: []Entity{{ArticleID: "a", EntityID: "e", Latitude: &zero, GeonamesID: &none, FirstStart: &none, Aliases: []string{"", "b, \"c\""}}, {ArticleID: "a"}},
			Mentions: []Mention{{ArticleID: "a", Metonym: &no, Sentence: &none, Confidence: &zero}, {ArticleID: "a"}},
			Quotes:   []Quote{{ArticleID: "a", Spans: []Span{{0, 0}, {3, 5}}, Within: &none, Confidence: &zero}, {ArticleID: "a"}},
			Claims:   []Claim{{ArticleID: "a", ValueMax: &zero, DateFrom: &day, DateTo: new(Date), Quote: &none}, {ArticleID: "a", Value: -0.1}},
		},
		{Article: Article{ArticleID: "b"}},
	}, Errors: []Error{{Record: &first}, {ArticleID: "b"}}}
	for _, f := range runFormats {
		t.Run(string(f), func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, f, 0, p)
			same(t, "articles", []Article{p.Articles[0].Article, p.Articles[1].Article}, read[Article](t, dir, "articles", f))
			same(t, "entities", p.Articles[0].Entities, read[Entity](t, dir, "entities", f))
			same(t, "mentions", p.Articles[0].Mentions, read[Mention](t, dir, "mentions", f))
			same(t, "quotes", p.Articles[0].Quotes, read[Quote](t, dir, "quotes", f))
			same(t, "claims", p.Articles[0].Claims, read[Claim](t, dir, "claims", f))
			same(t, "sentences", p.Articles[0].Sentences, read[Sentence](t, dir, "sentences", f))
			same(t, "errors", p.Errors, read[Error](t, dir, "errors", f))
		})
	}
}

// same compares rows. A list is never null, so nil and empty are one.
func same[T any](t failer, what string, want, got []T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return true }, cmp.Options{
		cmp.FilterValues(func(a, b []Span) bool { return len(a) == 0 && len(b) == 0 }, cmp.Ignore()),
		cmp.FilterValues(func(a, b []string) bool { return len(a) == 0 && len(b) == 0 }, cmp.Ignore()),
		cmp.FilterValues(func(a, b []T) bool { return len(a) == 0 && len(b) == 0 }, cmp.Ignore()),
	})); diff != "" {
		t.Fatalf("%s: %s", what, diff)
	}
}

// The rows of any document come back from every format as they went in.
func TestAnyRowsThereAndBack(t *testing.T) {
	for _, f := range runFormats {
		t.Run(string(f), func(t *testing.T) {
			dir := t.TempDir()
			rapid.Check(t, func(rt *rapid.T) {
				a := Rows(anyDocument(rt), Options{})
				write(t, dir, f, 0, &Part{Articles: []*ArticleRows{a}})
				same(rt, "articles", []Article{a.Article}, read[Article](rt, dir, "articles", f))
				same(rt, "entities", a.Entities, read[Entity](rt, dir, "entities", f))
				same(rt, "quotes", a.Quotes, read[Quote](rt, dir, "quotes", f))
				same(rt, "claims", a.Claims, read[Claim](rt, dir, "claims", f))
			})
		})
	}
}

// A reader may ask for some of the columns.
func TestReadSomeColumns(t *testing.T) {
	type name struct {
		EntityID string   `parquet:"entity_id"`
		Aliases  []string `parquet:"aliases,list"`
	}
	for _, f := range runFormats {
		dir := t.TempDir()
		write(t, dir, f, 0, &Part{Articles: []*ArticleRows{{Entities: []Entity{{ArticleID: "a", EntityID: "e", Name: "n", Aliases: []string{"x"}}}}}})
		same(t, string(f), []name{{"e", []string{"x"}}}, read[name](t, dir, "entities", f))
	}
}

func TestEmptyPartHasEveryTable(t *testing.T) {
	for _, f := range runFormats {
		dir := t.TempDir()
		write(t, dir, f, 0, &Part{})
		same(t, "articles", nil, read[Article](t, dir, "articles", f))
		same(t, "quotes", nil, read[Quote](t, dir, "quotes", f))
		same(t, "errors", nil, read[Error](t, dir, "errors", f))
	}
}

// many makes a part that is large enough for several batches and pages.
func many(articles int) *Part {
	p := &Part{}
	for _, d := range manyDocuments(articles) {
		p.Articles = append(p.Articles, Rows(d, Options{}))
	}
	return p
}

func manyDocuments(articles int) (documents []*doc.Document) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range articles {
		d := speech()
		d.ID = fmt.Sprintf("%032x", r.Uint64())
		d.Text = strings.Repeat(example+" ", 40)
		for j := 0; j+len(example) <= len(d.Text); j += len(example) + 1 {
			s := d.Sentences[0]
			s.Start, s.End = s.Start+j, s.End+j
			m, q, c := d.Mentions[0], d.Quotes[0], d.Claims[0]
			m.Start, m.End, m.Title.Start, m.Title.End = m.Start+j, m.End+j, m.Title.Start+j, m.Title.End+j
			q.Spans = []corpus.Span{{Start: q.Spans[0].Start + j, End: q.Spans[0].End + j}}
			c.Start, c.End, c.Value = c.Start+j, c.End+j, float64(i)
			if j > 0 {
				d.Sentences, d.Mentions, d.Quotes, d.Claims = append(d.Sentences, s), append(d.Mentions, m), append(d.Quotes, q), append(d.Claims, c)
			}
			for range 12 {
				d.Tokens = append(d.Tokens, doc.Token{})
			}
		}
		documents = append(documents, d)
	}
	return documents
}

// The same rows give the same bytes, from a used writer as from a new one, and
// from several goroutines.
func TestSameRowsSameBytes(t *testing.T) {
	p := many(60)
	for _, f := range runFormats {
		for _, file := range p.Files(f) {
			var first bytes.Buffer
			if err := file.Write(&first); err != nil {
				t.Fatal(err)
			}
			done := make(chan bool)
			for range 4 {
				go func() {
					var again bytes.Buffer
					err := file.Write(&again)
					done <- err == nil && bytes.Equal(first.Bytes(), again.Bytes())
				}()
			}
			for range 4 {
				if !<-done {
					t.Errorf("%s %s: other bytes the second time", f, file.Folder)
				}
			}
		}
	}
}

// Where a column has a value in few of many rows, the others are null and not
// the empty string, whatever the pattern.
func TestParquetNulls(t *testing.T) {
	for _, set := range [][]int{{1}, {2, 3}, {3, 4, 5}, {0, 65}, {70, 71, 72, 73, 74, 75}, {255}} {
		rows := make([]Claim, 300)
		for i := range rows {
			rows[i].ArticleID, rows[i].Text, rows[i].Unit = "a", "5", "vote"
		}
		for _, i := range set {
			rows[i].Hedge = "allegedly"
		}
		var out bytes.Buffer
		if err := writeParquet(&out, tableNamed(t, "claims"), func(yield func([]Claim) bool) { yield(rows) }); err != nil {
			t.Fatal(err)
		}
		file, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil {
			t.Fatal(err)
		}
		column, _ := file.Schema().Lookup("hedge")
		if nulls := file.Metadata().RowGroups[0].Columns[column.ColumnIndex].MetaData.Statistics.NullCount; int(nulls) != len(rows)-len(set) {
			t.Errorf("%d values at %v: %d nulls of %d rows", len(set), set, nulls, len(rows))
		}
	}
}

func tableNamed(t *testing.T, name string) *Table {
	for _, table := range Tables {
		if table.Name == name {
			return table
		}
	}
	t.Fatalf("no table %s", name)
	return nil
}

func TestParquetSaysWhatItHolds(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Parquet, 0, many(1))
	for _, table := range Tables {
		if table.Corpus {
			continue
		}
		f, err := os.Open(filepath.Join(dir, PartPath(table.Name, 0, Parquet)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, _ := f.Stat()
		file, err := parquet.OpenFile(f, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		if by := file.Metadata().CreatedBy; !strings.HasPrefix(by, "broadsheet version ") {
			t.Errorf("created by %q", by)
		}
		name, _ := file.Lookup("broadsheet.table")
		columns, _ := file.Lookup("broadsheet.columns")
		var docs map[string]string
		if err := json.Unmarshal([]byte(columns), &docs); err != nil || name != table.Name || len(docs) != len(table.Columns) {
			t.Errorf("%s: table %q, %d columns described, %v", table.Name, name, len(docs), err)
		}
		var order []string
		for _, c := range file.Schema().Columns() {
			if len(order) == 0 || order[len(order)-1] != c[0] {
				order = append(order, c[0])
			}
		}
		for i, c := range table.Columns {
			if order[i] != c.Name {
				t.Errorf("%s: column %d is %s, not %s", table.Name, i, order[i], c.Name)
			}
			node := file.Schema().Fields()[i]
			if node.Optional() != c.Nullable {
				t.Errorf("%s.%s: optional %v", table.Name, c.Name, node.Optional())
			}
			logical := fmt.Sprint(node.Type())
			want := map[string]string{"timestamp": "TIMESTAMP(isAdjustedToUTC=true,unit=MICROS)", "date": "DATE", "string": "STRING"}[c.Type]
			if want != "" && logical != want {
				t.Errorf("%s.%s is a %s", table.Name, c.Name, logical)
			}
		}
	}
}

// What a crash, a bad disk or a stranger left must be an error, never a panic.
func TestBrokenParquetIsAnError(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Parquet, 0, many(3))
	name := filepath.Join(dir, PartPath("quotes", 0, Parquet))
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 300 {
		bad := bytes.Clone(good)
		switch i % 3 {
		case 0:
			bad = bad[:r.IntN(len(bad))]
		case 1:
			bad[r.IntN(len(bad))] ^= byte(1 << r.IntN(8))
		case 2:
			at := len(bad) - 1 - r.IntN(2000)
			bad[max(at, 0)] ^= byte(1 + r.IntN(255))
		}
		if err := os.WriteFile(name, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := collect(ReadTable[Quote](dir, "quotes", Parquet, 0)); err == nil && i%3 == 0 {
			t.Errorf("a file cut to %d of %d bytes was read", len(bad), len(good))
		}
	}
}

// More rows than a row group holds.
func TestSeveralRowGroups(t *testing.T) {
	rows := make([]Duplicate, parquetRowGroup+parquetBatch+7)
	for i := range rows {
		rows[i].ArticleID = fmt.Sprint(i)
	}
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "duplicates"), 0o777)
	var b bytes.Buffer
	if err := WriteTable(&b, Parquet, slices.Values(rows)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, PartPath("duplicates", 0, Parquet)), b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	same(t, "duplicates", rows, read[Duplicate](t, dir, "duplicates", Parquet))
}

func TestPanicOfTheCallerPasses(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Parquet, 0, many(1))
	defer func() {
		if recover() != "mine" {
			t.Error("the caller's panic did not pass")
		}
	}()
	for range ReadTable[Quote](dir, "quotes", Parquet, 0) {
		panic("mine")
	}
}

func TestRecordShape(t *testing.T) {
	line := AppendRecord(nil, Rows(speech(), Options{}))
	if bytes.ContainsRune(line, '\n') {
		t.Fatal("a record of two lines")
	}
	var record map[string]json.RawMessage
	if err := json.Unmarshal(line, &record); err != nil {
		t.Fatal(err)
	}
	row := map[string]json.RawMessage{}
	if err := json.Unmarshal(record["article"], &row); err != nil {
		t.Fatal(err)
	}
	hasColumns(t, "articles", row, 0)
	for _, name := range []string{"sentences", "entities", "mentions", "quotes", "claims"} {
		var rows []map[string]json.RawMessage
		if err := json.Unmarshal(record[name], &rows); err != nil || len(rows) == 0 {
			t.Fatalf("%s: %v, %d rows", name, err, len(rows))
		}
		hasColumns(t, name, rows[0], 1)
	}
	for _, want := range []string{
		`{"article":{"article_id":"7","source":null,"record":0,`, `"published_at":"2020-05-01T00:00:00Z","published_precision":"day"`,
		`"meta":{"a":"1","b":"<2>"}},"sentences":[{"sentence":0,`, `"spans":[{"start_char":9,"end_char":30},{"start_char":57,"end_char":68}]`,
		`"value":40,"value_max":null`, `"confidence":0.1235`, `“We lost`, `"aliases":[]`,
	} {
		if !bytes.Contains(line, []byte(want)) {
			t.Errorf("no %s in %s", want, line)
		}
	}
}

func hasColumns(t *testing.T, table string, row map[string]json.RawMessage, skip int) {
	t.Helper()
	columns := ByName(table).Columns[skip:]
	if len(row) != len(columns) {
		t.Errorf("%s: %d columns, not %d", table, len(row), len(columns))
	}
	for _, c := range columns {
		if _, ok := row[c.Name]; !ok {
			t.Errorf("%s: no column %s", table, c.Name)
		}
	}
}

func TestJSONStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("\"\\\n\r\t\x00\x1f\x7f\u0085\u2028\u2029<>&é🙂")), 0, 20, -1)).Draw(t, "s")
		b := appendString(nil, s)
		var back string
		if err := json.Unmarshal(b, &back); err != nil || back != strings.ToValidUTF8(s, "\uFFFD") {
			t.Fatalf("%q became %s: %q, %v", s, b, back, err)
		}
		// Python's splitlines cuts at all of these.
		if strings.ContainsAny(string(b), "\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029") {
			t.Fatalf("%q breaks the line", b)
		}
	})
}

func TestJSONFloats(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 24: "24", 1.3e9: "1300000000", 0.1: "0.1", -2.5: "-2.5", 1e21: "1e+21", 1e-7: "1e-07"} {
		if got := string(appendFloat(nil, v)); got != want {
			t.Errorf("%v: %s, not %s", v, got, want)
		}
	}
}

func TestCSVIsReadByOthers(t *testing.T) {
	var b bytes.Buffer
	s, err := NewStream(&b, CSV, "quotes")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Write(Rows(speech(), Options{})); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[0][3] != "text" || rows[1][3] != "“We lost 40 percent,” “and more.”" || rows[2][4] != `[{"start_char":9,"end_char":30},{"start_char":57,"end_char":68}]` {
		t.Errorf("%q", rows)
	}
}

func TestCSVFieldsKeepTheirLineBreaks(t *testing.T) {
	got := string(appendField(nil, "a\r\nb \"c\""))
	if want := "\"a\r\nb \"\"c\"\"\""; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestStreamJSON(t *testing.T) {
	for n := range 3 {
		var b bytes.Buffer
		s, err := NewStream(&b, JSON, "")
		if err != nil {
			t.Fatal(err)
		}
		for range n {
			if err := s.Write(Rows(speech(), Options{})); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		var records []any
		if err := json.Unmarshal(b.Bytes(), &records); err != nil || len(records) != n {
			t.Errorf("%d records, %v: %s", len(records), err, b.String())
		}
	}
	if _, err := NewStream(io.Discard, CSV, "catalog"); err == nil {
		t.Error("a stream of the catalog")
	}
}

var update = flag.Bool("update", false, "write docs/tables.md anew")

func TestDocsHoldTheDictionary(t *testing.T) {
	var b bytes.Buffer
	if err := WriteDictionary(&b, "markdown", 0); err != nil {
		t.Fatal(err)
	}
	const name = "../docs/tables.md"
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(have, b.Bytes()) {
		t.Errorf("%s is not the dictionary (%v): go test ./results -run Docs -update", name, err)
	}
}

func TestDictionaryFormats(t *testing.T) {
	var b bytes.Buffer
	if err := WriteDictionary(&b, "json", 0); err != nil {
		t.Fatal(err)
	}
	var d struct {
		Tables []struct {
			Name    string
			Columns []struct{ Name, Type, Doc string }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &d); err != nil || len(d.Tables) != len(Tables) || d.Tables[0].Columns[0].Name != "article_id" {
		t.Errorf("%v: %s", err, b.String())
	}
	b.Reset()
	if err := WriteDictionary(&b, "text", 60); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 60 && strings.Count(strings.TrimSpace(line), " ") > 0 {
			t.Errorf("a line of %d: %s", n, line)
		}
	}
	if err := WriteDictionary(&b, "yaml", 0); err == nil {
		t.Error("yaml was written")
	}
}

func benchmarkFormat(b *testing.B, f Format) {
	documents := manyDocuments(200)
	bytes := 0
	for _, d := range documents {
		bytes += len(d.Text)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		p := &Part{}
		for _, d := range documents {
			p.Articles = append(p.Articles, Rows(d, Options{}))
		}
		for _, file := range p.Files(f) {
			if err := file.Write(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// Documents to rows to a file, with a quote, a claim and a mention in every 80
// bytes of text: more than news has.
func BenchmarkRowsParquet(b *testing.B) { benchmarkFormat(b, Parquet) }
func BenchmarkRowsJSONL(b *testing.B)   { benchmarkFormat(b, JSONL) }
func BenchmarkRowsCSV(b *testing.B)     { benchmarkFormat(b, CSV) }

func BenchmarkRows(b *testing.B) {
	documents := manyDocuments(200)
	bytes := 0
	for _, d := range documents {
		bytes += len(d.Text)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range documents {
			Rows(d, Options{})
		}
	}
}

// With the guard no text begins as a formula does, and nothing else changes.
func TestGuardFormulas(t *testing.T) {
	value, record := -3.5, int32(-1)
	for text, want := range map[string]string{
		"=HYPERLINK(\"http://x\")": `"'=HYPERLINK(""http://x"")"`,
		"+1":                       "'+1", "-2 degrees": "'-2 degrees", "@sum": "'@sum", "\tx": "'\tx", "\rx": "\"'\rx\"", "\nx": "\"'\nx\"", "＝x": "'＝x",
		"a=b": "a=b", "'=x": "'=x", "": "", "“=1”": "“=1”", " =1": "\" =1\"",
	} {
		rows := []*ArticleRows{{Article: Article{ArticleID: "a"}, Claims: []Claim{{ArticleID: "a", Text: text, Value: value}}, Mentions: []Mention{{ArticleID: "a", Mention: record, Text: text}}}}
		for guard, want := range map[bool]string{false: string(appendField(nil, text)), true: want} {
			for _, table := range []string{"claims", "mentions"} {
				var b strings.Builder
				s, err := NewStream(&b, CSV, table)
				if err != nil {
					t.Fatal(err)
				}
				if guard {
					s.GuardFormulas()
				}
				if err := errors.Join(s.Write(rows[0]), s.Close()); err != nil {
					t.Fatal(err)
				}
				_, row, _ := strings.Cut(b.String(), "\r\n")
				number := map[string]string{"claims": ",-3.5,", "mentions": "a,-1,"}[table]
				if !strings.Contains(row, ","+want+",") || !strings.Contains(row, number) {
					t.Errorf("%q, guarded %v: %s is not in the row of %s %q", text, guard, want, table, row)
				}
			}
		}
	}
}

// A record that was read is the record that was written.
func TestRecordsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := AppendRecord(nil, Rows(anyDocument(t), Options{}))
		r, err := ParseRecord(line)
		if err != nil {
			t.Fatal(err)
		}
		if again := AppendRecord(nil, r); !bytes.Equal(again, line) {
			t.Errorf("%s\nwas %s", again, line)
		}
		for _, q := range r.Quotes {
			if q.ArticleID != r.Article.ArticleID {
				t.Errorf("a quote of the article %q", q.ArticleID)
			}
		}
	})
	for _, line := range []string{"", "[]", "{}", `{"article":{"record":"one"}}`} {
		if _, err := ParseRecord([]byte(line)); err == nil {
			t.Errorf("%q is a record", line)
		}
	}
}
