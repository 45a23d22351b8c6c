package study

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// entry is a row that may be in the sample.
type entry struct {
	hash       uint64
	key        string
	stratum    string
	part       int
	article    string
	start, end int32
	pieces     []results.Span // of a quote, which may be interrupted; nil: it is one
	about      []string       // articleColumns
	said       []string       // sheet.shown
	context    string
}

// before orders entries by hash; two rows of one hash, by key.
func (e *entry) before(f *entry) int {
	return cmp.Or(cmp.Compare(e.hash, f.hash), cmp.Compare(e.key, f.key))
}

// reservoir keeps of each stratum the rows with the lowest hashes, as many as
// may still be drawn from it. A stratum's share only falls as rows come:
// strata are added and grow, the sample does not. So what is above its share
// now need not be kept.
type reservoir struct {
	o      SampleOptions
	strata map[string]*pool
	kept   int
	limit  int // rows kept at which the shares are worked out again
}

type pool struct {
	rows int64
	kept []*entry // no heap: sorted when the pool is cut
	cap  int
	last *entry // of a pool that was cut: what comes after it cannot be drawn
}

func newReservoir(o SampleOptions) *reservoir {
	return &reservoir{o: o, strata: map[string]*pool{}, limit: 2*o.N + 64}
}

// offer counts a row and gives the entry to fill where it may be drawn, else
// nil.
func (r *reservoir) offer(stratum, key string) *entry {
	p := r.strata[stratum]
	if p == nil {
		p = &pool{cap: r.o.N}
		r.strata[strings.Clone(stratum)] = p
	}
	p.rows++
	e := entry{hash: r.hash("row", key), key: key}
	if p.last != nil && e.before(p.last) > 0 {
		return nil
	}
	e.stratum = strings.Clone(stratum)
	p.kept = append(p.kept, &e)
	if r.kept++; r.kept > r.limit {
		r.cut()
		// One row more for each stratum: a remainder may fall to it yet.
		r.limit = 2*(r.o.N+len(r.strata)) + 64
	}
	return &e
}

// cut drops what cannot be drawn any more.
func (r *reservoir) cut() {
	share, _ := r.share()
	r.kept = 0
	for _, p := range r.strata {
		p.shorten(min(p.cap, share+1))
		r.kept += len(p.kept)
	}
}

func (p *pool) shorten(n int) {
	slices.SortFunc(p.kept, (*entry).before)
	p.cap = n
	if len(p.kept) > n {
		clear(p.kept[n:])
		p.kept = p.kept[:n]
	}
	if len(p.kept) == n && n > 0 {
		p.last = p.kept[n-1]
	}
}

// share is how many rows each stratum gives that has them, and how many rows
// are left then, one each for some of those that have more.
func (r *reservoir) share() (share, rest int) {
	sizes := make([]int64, 0, len(r.strata))
	for _, p := range r.strata {
		sizes = append(sizes, p.rows)
	}
	slices.Sort(sizes)
	left := int64(r.o.N)
	for i, size := range sizes {
		each := left / int64(len(sizes)-i)
		if size > each {
			return int(each), int(left - each*int64(len(sizes)-i))
		}
		left -= size
	}
	return r.o.N, 0 // there are no more rows than asked for
}

// settle gives the sample, in the order in which it is shown.
func (r *reservoir) settle() []*entry {
	share, rest := r.share()
	values := make([]string, 0, len(r.strata))
	for value := range r.strata {
		values = append(values, value)
	}
	// Who has more than its share, and gives one of the rest, is drawn too.
	order := map[string]uint64{}
	for _, v := range values {
		order[v] = r.hash("stratum", v)
	}
	slices.SortFunc(values, func(a, b string) int { return cmp.Or(cmp.Compare(order[a], order[b]), cmp.Compare(a, b)) })
	var drawn []*entry
	for _, v := range values {
		p, n := r.strata[v], share
		if p.rows > int64(share) && rest > 0 {
			n++
			rest--
		}
		p.shorten(min(n, len(p.kept)))
		drawn = append(drawn, p.kept...)
	}
	// Small strata give rows with high hashes, so those would stand last.
	for _, e := range drawn {
		e.hash = r.hash("order", e.key)
	}
	slices.SortFunc(drawn, (*entry).before)
	return drawn
}

func (r *reservoir) hash(of, key string) uint64 {
	sum := sha256.Sum256([]byte(strconv.FormatUint(r.o.Seed, 10) + "\x00" + of + "\x00" + key))
	return binary.BigEndian.Uint64(sum[:])
}
