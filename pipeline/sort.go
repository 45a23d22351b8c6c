package pipeline

import (
	"bufio"
	"bytes"
	"cmp"
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

// A workspace is the folder and the memory that sorters share. Where a sorter needs
// memory and none is left, the one that holds most writes what it has to disk.
type workspace struct {
	dir    string
	memory int // bytes of blocks that may be out
	fanIn  int // runs that are merged at a time

	out     int       // bytes of blocks
	free    [][]byte  // blocks to be used again
	sorters []*sorter // that hold records and are not being read
}

// Of link, a fraction of what the extraction takes before it; as many open files as any
// system allows.
const (
	sortMemory = 32 << 20
	sortFanIn  = 64

	blockSize = 1 << 16
)

func newWorkspace(dir string) *workspace {
	return &workspace{dir: dir, memory: sortMemory, fanIn: sortFanIn}
}

// usual is the size of a block that holds no larger record: below blockSize where there
// is little memory, as in tests.
func (w *workspace) usual() int { return min(blockSize, w.memory/16) }

// block gives room for a record of size bytes.
func (w *workspace) block(size int) ([]byte, error) {
	fits := size <= w.usual()
	if fits {
		size = w.usual()
	}
	for w.out+size > w.memory && len(w.sorters) > 0 {
		largest := slices.MaxFunc(w.sorters, func(a, b *sorter) int { return cmp.Compare(a.held, b.held) })
		if err := largest.spill(); err != nil {
			return nil, err
		}
	}
	w.out += size
	n := len(w.free)
	if !fits {
		w.free = nil // or it would come on top
	} else if n > 0 {
		b := w.free[n-1]
		w.free = w.free[:n-1]
		return b, nil
	}
	return make([]byte, 0, size), nil
}

// sorter puts any number of records in the order of their bytes, in the memory of its
// workspace: what does not fit is sorted and written to disk as a run, and the runs are
// merged.
type sorter struct {
	space *workspace
	name  string // of its files

	blocks  [][]byte // records, each with its length before it
	records []record
	held    int        // bytes of blocks
	runs    [][]string // by how often they were merged
	made    int        // runs ever written
}

// A record is where it begins: block and place within.
type record uint32

func newSorter(w *workspace, name string) *sorter { return &sorter{space: w, name: name} }

func (s *sorter) record(r record) []byte {
	b := s.blocks[r/blockSize][r%blockSize:]
	n, k := binary.Uvarint(b)
	return b[k : k+int(n)]
}

// add takes a copy of record.
func (s *sorter) add(r []byte) error {
	size := len(r) + binary.MaxVarintLen32
	last := len(s.blocks) - 1
	if last < 0 || cap(s.blocks[last])-len(s.blocks[last]) < size {
		b, err := s.space.block(size)
		if err != nil {
			return err
		}
		if len(s.blocks) == 0 { // or no longer any
			s.space.sorters = append(s.space.sorters, s)
		}
		s.blocks = append(s.blocks, b)
		s.held += cap(b)
		last = len(s.blocks) - 1
	}
	b := s.blocks[last]
	s.records = append(s.records, record(last*blockSize+len(b)))
	s.blocks[last] = append(binary.AppendUvarint(b, uint64(len(r))), r...)
	return nil
}

// spill writes what is in memory as a run, and gives the memory back.
func (s *sorter) spill() error {
	s.sort()
	if err := s.writeRun(0, s.inMemory()); err != nil {
		return err
	}
	s.release()
	for level := 0; level < len(s.runs) && len(s.runs[level]) >= s.space.fanIn; level++ {
		old := s.runs[level]
		s.runs[level] = nil
		if err := s.writeRun(level+1, merge(old)); err != nil {
			return err
		}
		if err := removeAll(old); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorter) sort() {
	slices.SortFunc(s.records, func(a, b record) int { return bytes.Compare(s.record(a), s.record(b)) })
}

func (s *sorter) inMemory() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, r := range s.records {
			if !yield(s.record(r), nil) {
				return
			}
		}
	}
}

// release gives the memory back to the workspace.
func (s *sorter) release() {
	for _, b := range s.blocks {
		s.space.out -= cap(b)
		if cap(b) == s.space.usual() {
			s.space.free = append(s.space.free, b[:0])
		}
	}
	s.blocks, s.records, s.held = nil, nil, 0
	s.leave()
}

// leave keeps the records where they are until they are read.
func (s *sorter) leave() {
	s.space.sorters = slices.DeleteFunc(s.space.sorters, func(o *sorter) bool { return o == s })
}

func (s *sorter) writeRun(level int, records iter.Seq2[[]byte, error]) error {
	path := filepath.Join(s.space.dir, fmt.Sprintf("%s-%d.run", s.name, s.made))
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
	for len(s.runs) <= level {
		s.runs = append(s.runs, nil)
	}
	s.runs[level] = append(s.runs[level], path)
	return nil
}

// sorted gives all records in order. Each is good until the next one is asked
// for. Afterwards the sorter is empty, and its files are removed.
func (s *sorter) sorted() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		defer func() {
			removeAll(slices.Concat(s.runs...))
			s.runs = nil
			s.release()
		}()
		// While it is read nobody can write it to disk, so that it must leave
		// room for others.
		if len(s.runs) == 0 && s.held <= s.space.memory/8 {
			s.leave()
			s.sort()
			s.inMemory()(yield)
			return
		}
		if len(s.records) > 0 {
			if err := s.spill(); err != nil {
				yield(nil, err)
				return
			}
		}
		runs, err := s.few()
		if err != nil {
			yield(nil, err)
			return
		}
		merge(runs)(yield)
	}
}

// few are the runs, after as many were merged that all can be open together.
func (s *sorter) few() ([]string, error) {
	runs := slices.Concat(s.runs...) // the shortest first
	for len(runs) > s.space.fanIn {
		n := min(s.space.fanIn, len(runs)-s.space.fanIn+1)
		old := runs[:n]
		s.runs = [][]string{runs}
		if err := s.writeRun(0, merge(old)); err != nil {
			return nil, err
		}
		if err := removeAll(old); err != nil {
			return nil, err
		}
		runs = s.runs[0][n:]
		s.runs = [][]string{runs}
	}
	return runs, nil
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
