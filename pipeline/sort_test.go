package pipeline

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Runs of a few records, two or three merged at a time: the order must be that
// of a sort in memory.
func TestSorterSortsLikeMemory(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 6), 0, 120).Draw(t, "records")
		s := newSorter(dir, "x")
		s.memory, s.fanIn = rapid.IntRange(1, 400).Draw(t, "memory"), rapid.IntRange(2, 4).Draw(t, "fan-in")
		for _, r := range records {
			if err := s.add(r); err != nil {
				t.Fatal(err)
			}
			if len(s.data) > s.memory+6 || len(s.runs) > s.fanIn {
				t.Fatalf("%d bytes and %d runs", len(s.data), len(s.runs))
			}
		}
		var got [][]byte
		for r, err := range s.sorted() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, bytes.Clone(r))
		}
		slices.SortFunc(records, bytes.Compare)
		if !slices.EqualFunc(records, got, bytes.Equal) {
			t.Fatalf("%q became %q", records, got)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Fatalf("%d files are left", len(left))
		}
	})
}

func TestSorterLeavesNothingWhenStopped(t *testing.T) {
	dir := t.TempDir()
	s := newSorter(dir, "x")
	s.memory = 10
	for i := range 100 {
		if err := s.add([]byte{byte(i), 1, 2}); err != nil {
			t.Fatal(err)
		}
	}
	for range s.sorted() {
		break
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}

// Keys sort as the strings do, whatever they hold, and come back.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringOfN(rapid.RuneFrom([]rune("ab\x00\x01é\u00ff")), 0, 5, -1)
		a, b := key.Draw(t, "a"), key.Draw(t, "b")
		x, y := appendKey(nil, a), appendKey(nil, b)
		if c := bytes.Compare([]byte(a), []byte(b)); bytes.Compare(append(x, 9), append(y, 0)) != c && c != 0 {
			t.Fatalf("%q and %q sort otherwise as keys", a, b)
		}
		got, rest := cutKey(append(appendKey(appendKey(nil, a), b), "rest"...))
		second, rest := cutKey(rest)
		if got != a || second != b || string(rest) != "rest" {
			t.Fatalf("%q, %q, %q", got, second, rest)
		}
	})
}

func TestTimesSort(t *testing.T) {
	at := func(y int) *time.Time {
		v := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		return &v
	}
	order := []*time.Time{at(1), at(1890), at(1969), at(1970), at(2012), at(9999), nil}
	for i := 1; i < len(order); i++ {
		if bytes.Compare(appendTime(nil, order[i-1]), appendTime(nil, order[i])) >= 0 {
			t.Errorf("%v does not come before %v", order[i-1], order[i])
		}
	}
}
