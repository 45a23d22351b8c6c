package pipeline

import (
	"context"
	"encoding/binary"
	"iter"
)

// An edge joins two numbered nodes. It is sorted as 16 bytes, the first node before
// the second.
type edge struct{ a, b uint64 }

func (e edge) record(dst []byte) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(dst[:0], e.a), e.b)
}

// edges reads sorted edges, each once.
func edges(s *sorter) iter.Seq2[edge, error] {
	return func(yield func(edge, error) bool) {
		var before edge
		begun := false
		for r, err := range s.sorted() {
			if err != nil {
				yield(edge{}, err)
				return
			}
			e := edge{binary.BigEndian.Uint64(r), binary.BigEndian.Uint64(r[8:])}
			if begun && e == before {
				continue
			}
			if before, begun = e, true; !yield(e, nil) {
				return
			}
		}
	}
}

// components finds which nodes hang together. It takes edges from larger to smaller
// node, and returns, sorted by node, one edge for each node of a component of two or
// more: to its smallest node, which has one to itself.
//
// The graph lies on disk alone: it is made to stars in rounds, each of which sorts the
// edges twice (large-star and small-star: Kiveris and others, "Connected Components in
// MapReduce and Beyond", SoCC 2014). Rounds are about as many as the logarithm of the
// longest way through a component.
func components(ctx context.Context, dir string, graph *sorter) (*sorter, error) {
	var sum, count, sumBefore, countBefore uint64
	var record []byte
	for {
		// Large-star: larger neighbors of a node are tied to the smallest one
		// around it.
		both := newSorter(dir, "both")
		sum, count = 0, 0
		for e, err := range edges(graph) {
			if err != nil {
				return nil, err
			}
			sum += (e.a*0x9e3779b97f4a7c15 ^ e.b) * 0xbf58476d1ce4e5b9
			count++
			if err := both.add(e.record(record)); err != nil {
				return nil, err
			}
			if err := both.add(edge{e.b, e.a}.record(record)); err != nil {
				return nil, err
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		done := sum == sumBefore && count == countBefore
		if done {
			// Nothing has changed, so that all edges lead to the smallest node.
			labels := newSorter(dir, "labels")
			for e, err := range edges(both) {
				if err != nil {
					return nil, err
				}
				if e.a < e.b {
					e.b = e.a
				}
				if err := labels.add(e.record(record)); err != nil {
					return nil, err
				}
			}
			return labels, nil
		}
		sumBefore, countBefore = sum, count
		large := newSorter(dir, "large")
		node, least := uint64(0), uint64(0)
		begun := false
		for e, err := range edges(both) {
			if err != nil {
				return nil, err
			}
			if !begun || e.a != node {
				begun, node, least = true, e.a, min(e.a, e.b)
			}
			if e.b > node {
				if err := large.add(edge{e.b, least}.record(record)); err != nil {
					return nil, err
				}
			}
		}
		// Small-star: a node and its smaller neighbors are tied to the smallest
		// of them.
		graph = newSorter(dir, "graph")
		begun = false
		for e, err := range edges(large) {
			if err != nil {
				return nil, err
			}
			if !begun || e.a != node {
				begun, node, least = true, e.a, e.b
				e = edge{node, least}
			} else {
				e = edge{e.b, least}
			}
			if err := graph.add(e.record(record)); err != nil {
				return nil, err
			}
		}
	}
}
