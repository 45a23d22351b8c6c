package pipeline

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"math"
	"os"
	"path/filepath"

	"github.com/broadsheet/broadsheet/internal/minhash"
	"github.com/broadsheet/broadsheet/results"
)

// DefaultSimilarity is the similarity from which on two articles are near-duplicates
// where Config.Similarity is 0: a report that is printed with half of its wording.
const DefaultSimilarity = 0.5

// neighbors is how many of the texts before it in a band a text is compared with, and
// with the first of them all: a band that thousands share costs no more for each.
const neighbors = 31

// duplicates finds exact copies and near-duplicates. Every step reads one sorted
// stream and writes another:
//
//	texts     all articles by text; one text is a node, numbered by its least article_id
//	bands     nodes with a band of their sketches in common
//	pairs     each pair of them once; their sketches are compared
//	graph     the pairs that are similar: its components are the clusters
//	members   the articles of the texts of a cluster, by date
//
// Memory is that of the sorters, disk some 3 KB an article while it lasts.
func (l *linker) duplicates(ctx context.Context, texts *sorter) error {
	nodes, members := newSorter(l.space, "nodes"), newSorter(l.space, "members")
	if err := gatherTexts(texts, nodes, members); err != nil {
		return err
	}
	path := filepath.Join(l.space.dir, "words")
	defer os.Remove(path)
	named, bands, err := l.numberTexts(ctx, nodes, path)
	if err != nil {
		return err
	}
	pairs, err := candidates(ctx, bands)
	if err != nil {
		return err
	}
	graph, best, err := l.compare(ctx, pairs, path)
	if err != nil {
		return err
	}
	labels, err := components(ctx, graph)
	if err != nil {
		return err
	}
	clusters, err := l.nameClusters(named, labels, best)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	rows, err := l.joinMembers(members, clusters)
	if err != nil {
		return err
	}
	return l.writeDuplicates(rows)
}

// addText adds an article to texts: text, article_id, time, words.
func addText(texts *sorter, s *sketch) error {
	record := make([]byte, 0, textSize+len(s.articleID)+timeSize+wordsSize+8)
	record = append(record, s.text[:]...)
	record = appendKey(record, s.articleID)
	record = append(record, s.published[:]...)
	return texts.add(appendWords(record, &s.words))
}

// gatherTexts makes of each text one node (least article_id, text, whether it has
// copies, words) and of each article a member of it (text, time, article_id).
func gatherTexts(texts, nodes, members *sorter) error {
	var text, node, record []byte // node: of text, until all its copies are seen
	for r, err := range texts.sorted() {
		if err != nil {
			return err
		}
		id, rest := cutKey(r[textSize:])
		record = append(record[:0], r[:textSize]...)
		record = append(record, rest[:timeSize]...)
		if err := members.add(appendKey(record, id)); err != nil {
			return err
		}
		if bytes.Equal(r[:textSize], text) {
			node[len(node)-wordsSize-1] = hasCopies
			continue
		}
		if len(node) > 0 {
			if err := nodes.add(node); err != nil {
				return err
			}
		}
		text = append(text[:0], r[:textSize]...)
		node = append(appendKey(node[:0], id), text...)
		node = append(append(node, 0), rest[timeSize:]...)
	}
	if len(node) > 0 {
		return nodes.add(node)
	}
	return nil
}

// hasCopies is the byte of a node whose text more than one article has.
const hasCopies = 1

// numberTexts numbers the nodes in the order of their article_id, from 0. It returns
// them named (number, article_id, text, whether it has copies) and in bands (band, its
// words, number), and writes their words to the file at path, node after node.
func (l *linker) numberTexts(ctx context.Context, nodes *sorter, path string) (named, bands *sorter, err error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	named, bands = newSorter(l.space, "named"), newSorter(l.space, "bands")
	var record []byte
	node := uint64(0)
	for r, err := range nodes.sorted() {
		if err != nil {
			return nil, nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		head, words := r[:len(r)-wordsSize], r[len(r)-wordsSize:]
		if err := named.add(append(binary.BigEndian.AppendUint64(record[:0], node), head...)); err != nil {
			return nil, nil, err
		}
		if _, err := w.Write(words); err != nil {
			return nil, nil, err
		}
		if s := wordsOf(words); s != (minhash.Sketch{}) {
			for i := range minhash.Bands {
				record = append(record[:0], byte(i))
				record = binary.BigEndian.AppendUint64(record, s.Band(i))
				if err := bands.add(binary.BigEndian.AppendUint64(record, node)); err != nil {
					return nil, nil, err
				}
			}
		}
		node++
	}
	return named, bands, w.Flush()
}

// candidates are the pairs, larger before smaller node, that share a band.
func candidates(ctx context.Context, bands *sorter) (*sorter, error) {
	pairs := newSorter(bands.space, "pairs")
	var band, record []byte
	var first uint64
	var last []uint64 // nodes of the band, all but the first
	for r, err := range bands.sorted() {
		if err != nil {
			return nil, err
		}
		node := binary.BigEndian.Uint64(r[9:])
		if !bytes.Equal(r[:9], band) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			band, first, last = append(band[:0], r[:9]...), node, last[:0]
			continue
		}
		for _, other := range append(last, first) {
			if err := pairs.add(edge{node, other}.record(record)); err != nil {
				return nil, err
			}
		}
		if len(last) == neighbors {
			last = append(last[:0], last[1:]...)
		}
		last = append(last, node)
	}
	return pairs, nil
}

// compare compares the sketches of each pair. It returns the edges between those that
// are similar, and for both nodes of each edge how unlike they are (node, unlike), the
// least first.
func (l *linker) compare(ctx context.Context, pairs *sorter, path string) (graph, best *sorter, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var buffer [wordsSize]byte
	read := func(node uint64) (minhash.Sketch, error) {
		_, err := f.ReadAt(buffer[:], int64(node)*wordsSize)
		return wordsOf(buffer[:]), err
	}
	graph, best = newSorter(l.space, "graph"), newSorter(l.space, "best")
	var record []byte
	var node uint64
	var words minhash.Sketch
	begun := false
	for e, err := range edges(pairs) {
		if err != nil {
			return nil, nil, err
		}
		if !begun || e.a != node {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			begun, node = true, e.a
			if words, err = read(node); err != nil {
				return nil, nil, err
			}
		}
		other, err := read(e.b)
		if err != nil {
			return nil, nil, err
		}
		s := minhash.Similarity(&words, &other)
		if s < l.similarity {
			continue
		}
		if err := graph.add(e.record(record)); err != nil {
			return nil, nil, err
		}
		unlike := math.Float64bits(1 - s) // not negative: its bits sort as it does
		for _, n := range [...]uint64{e.a, e.b} {
			if err := best.add(edge{n, unlike}.record(record)); err != nil {
				return nil, nil, err
			}
		}
	}
	return graph, best, nil
}

// nameClusters joins the nodes with the labels of their components and with how
// unlike they are to what they are most like, and returns those of a cluster, sorted
// by text: text, the text that names the cluster, unlike, article_id that names it.
func (l *linker) nameClusters(named, labels, best *sorter) (*sorter, error) {
	label, unlike := newCursor(edges(labels)), newCursor(edges(best))
	defer label.stop()
	defer unlike.stop()
	grouped := newSorter(l.space, "grouped") // by cluster, the node that names it first
	var record []byte
	for r, err := range named.sorted() {
		if err != nil {
			return nil, err
		}
		node := binary.BigEndian.Uint64(r)
		copied := r[len(r)-1] == hasCopies
		smallest, like, err := label.find(node)
		if err != nil {
			return nil, err
		}
		switch {
		case !like && !copied:
			continue
		case !like:
			smallest = node
		}
		least, _, err := unlike.find(node)
		if err != nil {
			return nil, err
		}
		if copied {
			least = 0
		}
		record = edge{smallest, node}.record(record)
		record = binary.BigEndian.AppendUint64(record, least)
		if err := grouped.add(append(record, r[8:len(r)-1]...)); err != nil {
			return nil, err
		}
	}
	clusters := newSorter(l.space, "clusters")
	var id string
	var first []byte
	for r, err := range grouped.sorted() {
		if err != nil {
			return nil, err
		}
		own, text := cutKey(r[24:])
		if bytes.Equal(r[:8], r[8:16]) {
			id, first = own, append(first[:0], text...)
		}
		record = append(append(record[:0], text...), first...)
		record = append(record, r[16:24]...)
		if err := clusters.add(append(record, id...)); err != nil {
			return nil, err
		}
	}
	return clusters, nil
}

// cursor goes through sorted edges once, beside something else in the same order.
type cursor struct {
	next func() (edge, error, bool)
	stop func()
	at   edge
	some bool // there is an edge at hand
	end  bool
}

func newCursor(edges iter.Seq2[edge, error]) *cursor {
	c := &cursor{}
	c.next, c.stop = iter.Pull2(edges)
	return c
}

// find is where the first edge of a node leads, false for none. Nodes are asked for in
// order.
func (c *cursor) find(node uint64) (to uint64, found bool, err error) {
	for !c.end && (!c.some || c.at.a < node) {
		var more bool
		if c.at, err, more = c.next(); err != nil {
			return 0, false, err
		}
		c.some, c.end = true, !more
	}
	return c.at.b, !c.end && c.at.a == node, nil
}

// joinMembers joins the articles with the clusters of their texts, both sorted by
// text, and returns the rows in order: cluster, time, article_id.
func (l *linker) joinMembers(members, clusters *sorter) (*sorter, error) {
	rows := newSorter(l.space, "rows")
	next, stop := iter.Pull2(clusters.sorted())
	defer stop()
	c, err, more := next()
	if err != nil {
		return nil, err
	}
	var record []byte
	for r, err := range members.sorted() {
		if err != nil {
			return nil, err
		}
		for more && bytes.Compare(c[:textSize], r[:textSize]) < 0 {
			if c, err, more = next(); err != nil {
				return nil, err
			}
		}
		if !more {
			break
		}
		if !bytes.Equal(c[:textSize], r[:textSize]) {
			continue
		}
		first, unlike, id := c[textSize:2*textSize], c[2*textSize:2*textSize+8], c[2*textSize+8:]
		record = append(appendKey(record[:0], string(id)), first...) // an id may be that of two texts
		record = append(append(record, r[textSize:]...), unlike...)
		if err := rows.add(record); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func (l *linker) writeDuplicates(rows *sorter) error {
	return writeTable(l, func(yield func(results.Duplicate, error) bool) {
		var before []byte
		for r, err := range rows.sorted() {
			if err != nil {
				yield(results.Duplicate{}, err)
				return
			}
			clusterID, rest := cutKey(r)
			group := r[:len(r)-len(rest)+textSize]
			id, unlike := cutKey(rest[textSize+timeSize:])
			row := results.Duplicate{
				ArticleID: id, ClusterID: clusterID,
				Similarity: 1 - math.Float64frombits(binary.BigEndian.Uint64(unlike)),
				First:      !bytes.Equal(group, before),
			}
			before = append(before[:0], group...)
			if !yield(row, nil) {
				return
			}
		}
	})
}
