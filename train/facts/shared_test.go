//go:build shared

package facts

import (
	"bytes"
	"os"
	"testing"
)

// The embedded file is what the tables give.
func TestCitiesAreThoseOfTheTables(t *testing.T) {
	want, err := Cities("../../../shared/data/facts")
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../../internal/gazetteer/cities.zst")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, have) {
		t.Error("cities.zst is out of date: go run ./cmd/broadsheet-train places --facts ../shared/data/facts")
	}
}
