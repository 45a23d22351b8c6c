package export

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// readXLSX reads the cells of the first sheet as Cells gives them.
func readXLSX(t failer, b []byte, table *results.Table) [][]any {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(in); ; { // each part is XML
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	in, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	var sheet struct {
		Rows []struct {
			R     string `xml:"r,attr"`
			Cells []struct {
				R    string `xml:"r,attr"`
				T    string `xml:"t,attr"`
				S    string `xml:"s,attr"`
				V    string `xml:"v"`
				Text string `xml:"is>t"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
		Filter struct {
			Ref string `xml:"ref,attr"`
		} `xml:"autoFilter"`
	}
	if err := xml.NewDecoder(in).Decode(&sheet); err != nil {
		t.Fatal(err)
	}
	if want := "A1:" + columnName(len(table.Columns)-1) + strconv.Itoa(len(sheet.Rows)); sheet.Filter.Ref != want {
		t.Fatalf("the filter is over %s, not %s", sheet.Filter.Ref, want)
	}
	var rows [][]any
	for n, row := range sheet.Rows {
		if row.R != strconv.Itoa(n+1) {
			t.Fatalf("row %d is numbered %s", n+1, row.R)
		}
		cells := make([]any, len(table.Columns))
		for _, c := range row.Cells {
			i := column(strings.TrimRight(c.R, "0123456789"))
			if n == 0 {
				if c.Text != table.Columns[i].Name {
					t.Fatalf("column %d is called %q", i, c.Text)
				}
				continue
			}
			kind := table.Columns[i].Type
			v, _ := strconv.ParseFloat(c.V, 64)
			switch {
			case c.T == "inlineStr" && (kind == "JSON" || strings.HasPrefix(kind, "list")):
				cells[i] = results.RawJSON(unescape(c.Text))
			case c.T == "inlineStr" && kind == "timestamp": // before Excel's days
				cells[i], err = time.Parse(time.RFC3339Nano, c.Text)
			case c.T == "inlineStr" && kind == "date":
				at, e := time.Parse(time.DateOnly, c.Text)
				cells[i], err = results.Date(math.Floor(float64(at.Unix())/86400)), e
			case c.T == "inlineStr":
				cells[i] = unescape(c.Text)
			case c.T == "b":
				cells[i] = c.V == "1"
			case kind == "timestamp" && c.S == "3":
				// Days since 1899-12-30; Excel shows milliseconds at best, and the
				// number holds them to a microsecond or so.
				cells[i] = time.UnixMicro(int64(math.Round((v - 25569) * 86400e6))).UTC()
			case kind == "date" && c.S == "4":
				cells[i] = results.Date(v - 25569)
			case kind == "integer":
				cells[i] = int64(v)
			default:
				cells[i] = v
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if n > 0 {
			rows = append(rows, cells)
		}
	}
	return rows
}

func column(name string) int {
	n := 0
	for _, r := range name {
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

var escapeForm = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescape(s string) string {
	return escapeForm.ReplaceAllStringFunc(s, func(e string) string {
		r, _ := strconv.ParseUint(e[2:6], 16, 16)
		return string(rune(r))
	})
}

// dataset is a data set as it was read: text, float64 or nil.
type dataset struct {
	names, formats, labels []string
	kinds                  []uint16
	rows                   [][]any
}

// readDTA reads a data set by its map, and holds the tags against it.
func readDTA(t failer, b []byte) dataset {
	t.Helper()
	u64 := binary.LittleEndian.Uint64
	head, rest, _ := strings.Cut(string(b), "<map>")
	tags := []string{"<stata_dta>", "<map>", "<variable_types>", "<varnames>", "<sortlist>", "<formats>", "<value_label_names>",
		"<variable_labels>", "<characteristics>", "<data>", "<strls>", "<value_labels>", "</stata_dta>", ""}
	sections := make([]string, len(tags))
	at := func(i int) uint64 { return u64([]byte(rest[8*i:])) }
	for i, tag := range tags[:13] {
		sections[i] = string(b[at(i):at(i+1)])
		if !strings.HasPrefix(sections[i], tag) {
			t.Fatalf("%s is not at %d, but %.20q", tag, at(i), sections[i])
		}
		if end := "</" + tag[1:]; i > 0 && i < 12 {
			if !strings.HasSuffix(sections[i], end) {
				t.Fatalf("%s does not end before %d", tag, at(i+1))
			}
			sections[i] = sections[i][len(tag) : len(sections[i])-len(end)]
		}
	}
	if at(13) != uint64(len(b)) {
		t.Fatalf("the file has %d bytes, not %d", len(b), at(13))
	}
	if !strings.HasPrefix(head, "<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>") {
		t.Fatalf("the head is %q", head)
	}
	_, k, _ := strings.Cut(head, "<K>")
	_, n, _ := strings.Cut(head, "<N>")
	columns, rows := int(binary.LittleEndian.Uint16([]byte(k))), int(u64([]byte(n)))
	var d dataset
	field := func(section, size, i int) string {
		s, _, _ := strings.Cut(sections[section][i*size:(i+1)*size], "\x00")
		return s
	}
	for i := range columns {
		d.kinds = append(d.kinds, binary.LittleEndian.Uint16([]byte(sections[2][2*i:])))
		d.names = append(d.names, field(3, 129, i))
		d.formats = append(d.formats, field(5, 57, i))
		d.labels = append(d.labels, field(7, 321, i))
	}

	// The long texts, in the order of rows and columns.
	type place struct{ column, row uint64 }
	long := map[place]string{}
	var last place
	for s := sections[10]; s != ""; {
		p := place{uint64(binary.LittleEndian.Uint32([]byte(s[3:]))), u64([]byte(s[7:]))}
		if !strings.HasPrefix(s, "GSO") || p.row < last.row || p.row == last.row && p.column <= last.column {
			t.Fatalf("%.20q after %v", s, last)
		}
		last = p
		kind, length := s[15], int(binary.LittleEndian.Uint32([]byte(s[16:])))
		content := s[20 : 20+length]
		s = s[20+length:]
		if kind == 130 {
			content = strings.TrimSuffix(content, "\x00")
			if strings.Contains(content, "\x00") || len(content) != length-1 {
				t.Fatalf("a text with zero bytes in it, or without one at its end")
			}
		}
		long[p] = content
	}

	data := []byte(sections[9])
	for row := range rows {
		cells := make([]any, columns)
		for i, kind := range d.kinds {
			switch kind {
			case 32768:
				v := u64(data)
				if s, ok := long[place{v & 0xFFFF, v >> 16}]; ok {
					cells[i] = s
				} else if v != 0 {
					t.Fatalf("no text for %x in row %d", v, row)
				}
				data = data[8:]
			case 65526:
				if v := math.Float64frombits(u64(data)); v < math.Float64frombits(0x7fe0000000000000) {
					cells[i] = v
				}
				data = data[8:]
			case 65528:
				if v := int32(binary.LittleEndian.Uint32(data)); v <= 2147483620 {
					cells[i] = float64(v)
				}
				data = data[4:]
			case 65530:
				if v := int8(data[0]); v <= 100 {
					cells[i] = float64(v)
				}
				data = data[1:]
			default:
				if s, _, _ := strings.Cut(string(data[:kind]), "\x00"); s != "" {
					cells[i] = s
				}
				data = data[kind:]
			}
		}
		d.rows = append(d.rows, cells)
	}
	if len(data) > 0 {
		t.Fatalf("%d bytes behind the rows", len(data))
	}
	return d
}
