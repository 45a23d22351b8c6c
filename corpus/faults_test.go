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
