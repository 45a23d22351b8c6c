package corpus

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// Where there is no room for a temporary file, the row of errors says that it is
// not the input's fault, and names no folder of the machine.
func TestNoRoomForATemporaryFile(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	t.Setenv("TMPDIR", gone)
	t.Setenv("TMP", gone)
	t.Setenv("TEMP", gone)
	packed := writeZip(packed{"a.txt", []byte("A text.")})
	stream := append(bytes.Repeat([]byte("x"), spoolMemory), packed...)
	for _, format := range []string{"zip", "parquet"} {
		got := outcome(t, Options{Format: format}, stream)
		if len(got) != 1 || !strings.Contains(got[0], "unreadable_file: no temporary file for it, in the folder that TMPDIR names: ") || strings.Contains(got[0], gone) {
			t.Errorf("%s: %q", format, got)
		}
	}
}

// What is small, but of very many parts, is refused before the parts are made.
func TestTooManyParts(t *testing.T) {
	row := "1,A text.\n"
	for _, c := range []struct{ format, in, want string }{
		{"csv", "id,text" + strings.Repeat(",", maxColumns-2) + "\n1,A text." + strings.Repeat(",", maxColumns-2) + "\n", "1 A text."},
		{"csv", "id,text" + strings.Repeat(",", maxColumns-1) + "\n" + row, "0 too_large: more than 65536 columns, which is the limit"},
		{"csv", "id,text\n" + "1,B" + strings.Repeat(",", maxColumns) + "\n", "1 too_large: line 2: more than 65536 cells, which is the limit"},
		{"html", "<p>A text." + strings.Repeat("<b>", maxElements-1), ""},
		{"html", "<p>A text." + strings.Repeat("<br>", maxElements-1) + " 1 < 2", "1 A text."},
		{"html", "<p>A text." + strings.Repeat("<br>", maxElements), "1 too_large: more than 200000 elements, which is the limit of a page"},
	} {
		got := outcome(t, Options{Format: c.format}, []byte(c.in))
		if len(got) != 1 || c.want != "" && !strings.HasPrefix(got[0], c.want) || c.want == "" && strings.Contains(got[0], "too_large") {
			t.Errorf("%s of %d bytes: %.200q, want %q", c.format, len(c.in), got, c.want)
		}
	}
}
