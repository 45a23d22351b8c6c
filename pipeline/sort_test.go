package pipeline

import (
	"bytes"
	"encoding/binary"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Sorters of a few records each in one workspace, runs of which two to four are merged
// at a time: the order must be that of a sort in memory, also of what is written while
// another is read.
func TestSortersSortLikeMemory(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		w := newWorkspace(dir)
		w.memory, w.fanIn = rapid.IntRange(1, 400).Draw(t, "memory"), rapid.IntRange(2, 4).Draw(t, "fan-in")
		const largest = 6 + binary.MaxVarintLen32
		add := func(s *sorter, r []byte) {
			if err := s.add(r); err != nil {
				t.Fatal(err)
			}
			if w.out > max(w.memory, w.memory/8+largest) {
				t.Fatalf("%d bytes are out, of %d", w.out, w.memory)
			}
			for _, level := range s.runs {
				if len(level) >= w.fanIn {
					t.Fatalf("runs are %q", s.runs)
				}
			}
		}
		sorters := []*sorter{newSorter(w, "a"), newSorter(w, "b"), newSorter(w, "c")}
		records := make([][][]byte, len(sorters))
		for range rapid.IntRange(0, 300).Draw(t, "records") {
			i := rapid.IntRange(0, len(sorters)-1).Draw(t, "sorter")
			r := rapid.SliceOfN(rapid.Byte(), 0, 6).Draw(t, "record")
			records[i] = append(records[i], r)
			add(sorters[i], r)
		}
		for i, s := range sorters {
			again := newSorter(w, "again")
			var got, twice [][]byte
			for r, err := range s.sorted() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, bytes.Clone(r))
				add(again, r)
			}
			for r, err := range again.sorted() {
				if err != nil {
					t.Fatal(err)
				}
				twice = append(twice, bytes.Clone(r))
			}
			slices.SortFunc(records[i], bytes.Compare)
			if !slices.EqualFunc(records[i], got, bytes.Equal) || !slices.EqualFunc(got, twice, bytes.Equal) {
				t.Fatalf("%q became %q and %q", records[i], got, twice)
			}
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 || w.out != 0 || len(w.sorters) > 0 {
			t.Fatalf("%d files, %d bytes and %d sorters are left", len(left), w.out, len(w.sorters))
		}
	})
}

// However many runs there are, only so many are merged at once.
func TestSorterOpensFewFiles(t *testing.T) {
	w := newWorkspace(t.TempDir())
	w.memory, w.fanIn = 1, 4
	s := newSorter(w, "x")
	for i := range 255 {
		if err := s.add([]byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.spill(); err != nil {
		t.Fatal(err)
	}
	if n := len(slices.Concat(s.runs...)); n <= w.fanIn {
		t.Fatalf("%d runs: the test tests nothing", n)
	}
	runs, err := s.few()
	if err != nil || len(runs) != w.fanIn {
		t.Fatalf("%d runs are open together, %v", len(runs), err)
	}
	n := 0
	for r, err := range merge(runs) {
		if err != nil || r[0] != byte(n) {
			t.Fatalf("%v at %d, %v", r, n, err)
		}
		n++
	}
	if n != 255 {
		t.Errorf("%d records came back", n)
	}
}

// A record that is larger than a block, or than the memory, is a record.
func TestSorterOfLargeRecords(t *testing.T) {
	w := newWorkspace(t.TempDir())
	w.memory = 4 * blockSize
	s := newSorter(w, "x")
	sizes := []int{3 * blockSize, 5 * blockSize, 0, blockSize - 1, 1, blockSize, 7, 2 * blockSize}
	for i, n := range sizes {
		if err := s.add(bytes.Repeat([]byte{byte(i)}, n)); err != nil {
			t.Fatal(err)
		}
	}
	var got []int
	for r, err := range s.sorted() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, len(r))
	}
	if want := append([]int{0}, slices.DeleteFunc(sizes, func(n int) bool { return n == 0 })...); !slices.Equal(got, want) {
		t.Errorf("lengths %v, want %v", got, want)
	}
}

func TestSorterLeavesNothingWhenStopped(t *testing.T) {
	dir := t.TempDir()
	w := newWorkspace(dir)
	w.memory = 10
	s := newSorter(w, "x")
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
