//go:build shared

package names

import "testing"

// TestBuildLists builds the lists anew; a difference shows in git.
func TestBuildLists(t *testing.T) {
	if err := Build("../../../shared/data/facts", "../../../shared/data/raw", "../../internal/gazetteer"); err != nil {
		t.Fatal(err)
	}
}
