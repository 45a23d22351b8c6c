package report

import (
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
)

// claimRow is a claim as the page's script gets it: an array is a quarter of the bytes
// of an object.
type claimRow [10]any

// sample keeps so many claims at most, by the digests of their keys: which they are
// depends neither on the order of the corpus nor on its parts.
type sample struct {
	most   int
	sorted claimHeap // the largest digest first
	seen   int
}

type sampled struct {
	digest uint64
	place  int // in the corpus
	row    claimRow
}

func (s *sample) offer(r *claimColumns, a *article) {
	s.seen++
	sum := sha256.Sum256(binary.BigEndian.AppendUint32([]byte(r.ArticleID), uint32(r.Claim)))
	digest := binary.BigEndian.Uint64(sum[:])
	if s.most > 0 && len(s.sorted) == s.most && digest >= s.sorted[0].digest {
		return
	}
	value := any(r.Value)
	if r.ValueMax != nil {
		value = []float64{r.Value, *r.ValueMax}
	}
	modifier := r.Modifier
	if r.Change == "up" {
		modifier += "↑"
	} else if r.Change == "down" {
		modifier += "↓"
	}
	clone := func(s string) string { return shown(strings.Clone(s)) }
	row := claimRow{
		modifier, value, clone(r.Unit), clone(r.UnitKind), clone(cmp.Or(r.Counted, r.Text)), clone(r.About),
		clone(r.SourceName), clone(cmp.Or(r.Context, r.Text)), []string{shown(a.publisher.Name), a.day, shown(a.title), a.url}, clone(r.Text),
	}
	heap.Push(&s.sorted, sampled{digest, s.seen, row})
	if s.most > 0 && len(s.sorted) > s.most {
		heap.Pop(&s.sorted)
	}
}

// rows are the claims that were kept, in the order of the corpus.
func (s *sample) rows() []claimRow {
	slices.SortFunc(s.sorted, func(a, b sampled) int { return cmp.Compare(a.place, b.place) })
	rows := make([]claimRow, len(s.sorted))
	for i := range s.sorted {
		rows[i] = s.sorted[i].row
	}
	return rows
}

type claimHeap []sampled

func (h claimHeap) Len() int           { return len(h) }
func (h claimHeap) Less(i, j int) bool { return h[i].digest > h[j].digest }
func (h claimHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *claimHeap) Push(x any)        { *h = append(*h, x.(sampled)) }
func (h *claimHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
