//go:build shared

package names

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestListsAreBuilt builds the lists anew and compares them with those that
// are embedded.
func TestListsAreBuilt(t *testing.T) {
	out := t.TempDir()
	if err := Build("../../../shared/data/facts", "../../../shared/data/raw", out); err != nil {
		t.Fatal(err)
	}
	for _, name := range Files {
		built, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		embedded, err := os.ReadFile(filepath.Join("../../internal/gazetteer", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(built, embedded) {
			t.Errorf("%s differs from what is embedded", name)
		}
	}
}
