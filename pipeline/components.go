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
func components(ctx context.Context, graph *sorter) (*sorter, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		large, changed, err := largeStar(graph)
		if err != nil {
			return nil, err
		}
		var small bool
		if graph, small, err = smallStar(large); err != nil {
			return nil, err
		}
		if !changed && !small {
			break // no node has a smaller and a larger neighbor, or two smaller ones
		}
	}
	labels := newSorter(graph.space, "labels")
	var record []byte
	for e, err := range edges(graph) {
		if err != nil {
			return nil, err
		}
		for _, node := range [...]uint64{e.a, e.b} {
			if err := labels.add(edge{node, e.b}.record(record)); err != nil {
				return nil, err
			}
		}
	}
	return labels, nil
}

// largeStar ties the larger neighbors of each node to the smallest one around it, and
// reports whether that changed an edge.
func largeStar(graph *sorter) (out *sorter, changed bool, err error) {
	both := newSorter(graph.space, "both")
	var record []byte
	for e, err := range edges(graph) {
		if err != nil {
			return nil, false, err
		}
		for _, e := range [...]edge{e, {e.b, e.a}} {
			if err := both.add(e.record(record)); err != nil {
				return nil, false, err
			}
		}
	}
	out = newSorter(graph.space, "large")
	var node, least uint64
	begun := false
	for e, err := range edges(both) {
		if err != nil {
			return nil, false, err
		}
		if !begun || e.a != node {
			begun, node, least = true, e.a, min(e.a, e.b)
		}
		if e.b < node {
			continue
		}
		changed = changed || least != node
		if err := out.add(edge{e.b, least}.record(record)); err != nil {
			return nil, false, err
		}
	}
	return out, changed, nil
}

// smallStar ties each node and its smaller neighbors to the smallest of them, and
// reports whether that changed an edge.
func smallStar(graph *sorter) (out *sorter, changed bool, err error) {
	out = newSorter(graph.space, "graph")
	var record []byte
	var node, least uint64
	begun := false
	for e, err := range edges(graph) {
		if err != nil {
			return nil, false, err
		}
		if !begun || e.a != node {
			begun, node, least = true, e.a, e.b
		} else {
			changed = true
			e.a = e.b
		}
		if err := out.add(edge{e.a, least}.record(record)); err != nil {
			return nil, false, err
		}
	}
	return out, changed, nil
}
