package pipeline

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sorter puts any number of records in the order of their bytes, in bounded
// memory: as many as fit are sorted and written to disk as a run, and the runs
// are merged.
type sorter struct {
	dir    string
	name   string // of its files
	memory int    // bytes of records in memory
	fanIn  int    // runs that are merged at a time

	data    []byte
	records []stretch // of data
	runs    []string
	made    int // runs ever written
}

type stretch struct{ start, end int }

// Where nothing else is said: some 16 MiB of records, because half a dozen sorters
// are at work together, and as many open files as any system allows.
const (
	sortMemory = 16 << 20
	sortFanIn  = 64
)

func newSorter(dir, name string) *sorter {
	return &sorter{dir: dir, name: name, memory: sortMemory, fanIn: sortFanIn}
}

// add takes a copy of record.
func (s *sorter) add(record []byte) error {
	if len(s.records) > 0 && len(s.data)+len(record)+16*len(s.records) > s.memory {
		if err := s.spill(); err != nil {
			return err
		}
	}
	start := len(s.data)
	s.data = append(s.data, record...)
	s.records = append(s.records, stretch{start, len(s.data)})
	return nil
}

func (s *sorter) sort() {
	slices.SortFunc(s.records, func(a, b stretch) int {
		return bytes.Compare(s.data[a.start:a.end], s.data[b.start:b.end])
	})
}

// spill writes what is in memory as a run, and merges the runs where they have
// become too many to be open together.
func (s *sorter) spill() error {
	s.sort()
	err := s.writeRun(func(yield func([]byte, error) bool) {
		for _, r := range s.records {
			if !yield(s.data[r.start:r.end], nil) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	s.data, s.records = s.data[:0], s.records[:0]
	if len(s.runs) < s.fanIn {
		return nil
	}
	old := s.runs
	s.runs = nil
	if err := s.writeRun(merge(old)); err != nil {
		return err
	}
	return removeAll(old)
}

func (s *sorter) writeRun(records iter.Seq2[[]byte, error]) error {
	path := filepath.Join(s.dir, fmt.Sprintf("%s-%d.run", s.name, s.made))
	s.made++
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	var size [binary.MaxVarintLen64]byte
	for record, err := range records {
		if err != nil {
			f.Close()
			return err
		}
		// A failed write shows in Flush.
		w.Write(size[:binary.PutUvarint(size[:], uint64(len(record)))])
		w.Write(record)
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		return err
	}
	s.runs = append(s.runs, path)
	return nil
}

// sorted gives all records in order. Each is good until the next one is asked
// for. Afterwards the sorter is empty, and its files are removed.
func (s *sorter) sorted() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		defer func() {
			removeAll(s.runs)
			s.runs, s.data, s.records = nil, nil, nil
		}()
		if len(s.runs) == 0 {
			s.sort()
			for _, r := range s.records {
				if !yield(s.data[r.start:r.end], nil) {
					return
				}
			}
			return
		}
		if len(s.records) > 0 {
			if err := s.spill(); err != nil {
				yield(nil, err)
				return
			}
			s.data = nil
		}
		merge(s.runs)(yield)
	}
}

func removeAll(paths []string) error {
	var first error
	for _, p := range paths {
		if err := os.Remove(p); first == nil {
			first = err
		}
	}
	return first
}

// merge reads sorted runs as one.
func merge(paths []string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var h runHeap
		defer func() {
			for _, r := range h {
				r.file.Close()
			}
		}()
		for _, p := range paths {
			f, err := os.Open(p)
			if err != nil {
				yield(nil, err)
				return
			}
			r := &sortedRun{file: f, r: bufio.NewReaderSize(f, 1<<16)}
			if ok, err := r.next(); err != nil {
				f.Close()
				yield(nil, err)
				return
			} else if !ok {
				f.Close()
				continue
			}
			h = append(h, r)
		}
		heap.Init(&h)
		for len(h) > 0 {
			r := h[0]
			if !yield(r.record, nil) {
				return
			}
			ok, err := r.next()
			if err != nil {
				yield(nil, err)
				return
			}
			if ok {
				heap.Fix(&h, 0)
			} else {
				r.file.Close()
				heap.Pop(&h)
			}
		}
	}
}

type sortedRun struct {
	file   *os.File
	r      *bufio.Reader
	record []byte
}

// next reads the next record, ok false at the end.
func (r *sortedRun) next() (ok bool, err error) {
	n, err := binary.ReadUvarint(r.r)
	if err == io.EOF {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	r.record = slices.Grow(r.record[:0], int(n))[:n]
	_, err = io.ReadFull(r.r, r.record)
	return err == nil, err
}

type runHeap []*sortedRun

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return bytes.Compare(h[i].record, h[j].record) < 0 }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*sortedRun)) }
func (h *runHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// appendKey appends a string so that records sort by it, and then by what
// follows, whatever bytes it has.
func appendKey(dst []byte, s string) []byte {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\x00\xff")
	}
	return append(append(dst, s...), 0, 1)
}

// cutKey takes the string of appendKey from the front of a record.
func cutKey(record []byte) (key string, rest []byte) {
	i := bytes.Index(record, []byte{0, 1})
	if i < 0 {
		return "", record // not reached: every record is made with appendKey
	}
	return string(bytes.ReplaceAll(record[:i], []byte{0, 0xff}, []byte{0})), record[i+2:]
}
