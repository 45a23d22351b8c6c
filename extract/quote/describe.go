package quote

import (
	"slices"
	"sort"
	"sync"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/cluster"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Description is what the features of one document's tokens are made of.
type Description struct {
	// Paragraphs are the runs of tokens that are labelled together.
	Paragraphs [][2]int

	d     *doc.Document
	nodes []node
	edge  node // what stands around a paragraph
	cues  []cueAt
}

// node is what is known of one token.
type node struct {
	// hashes of the word in lower case, of its lemma and last three letters, of
	// its part of speech and its relation to its head
	lower, lemma, suffix, tag, relation uint64

	kin        cluster.Kin
	place      uint64 // class of its place in a sentence
	head       int    // token, doc.None for a root or where nothing was parsed
	first, end int    // its subtree is the tokens [first, end)
	below      branches
	quoted     quoting
	mention    uint64 // what mention it stands in, and where in it
	mark       byte   // what punctuation it is, 0 none; '"' for all quotation marks, '-' for all dashes
	verb       bool
	sentence   int
	paragraph  int

	// Known when the cues are.
	cue      int    // that it stands in, doc.None
	near     [2]int // the cues to the left and right in its paragraph, doc.None; its own on both sides
	governor governor
}

// quoting says where a token stands beside quotation marks.
type quoting uint64

const (
	unquoted quoting = iota
	inside
	opening
	closing
)

// branches is the set of relations that hang on a token.
type branches uint64

// told are the relations that tell how a word takes part in reporting.
var told = func() map[string]branches {
	m := map[string]branches{}
	for i, r := range []string{
		"nsubj", "ccomp", "xcomp", "obj", "obl", "parataxis", // the first six are most of it
		"mark", "aux", "nsubj:pass", "aux:pass", "iobj", "acl", "nmod:poss", "case", "advcl", "conj",
		"obl:agent", "nmod", "cop", "det", "acl:relcl",
	} {
		m[r] = 1 << i
	}
	return m
}()

const mostTelling branches = 1<<6 - 1

// cueAt is a cue: tokens [first, end), of which head is its word.
type cueAt struct{ first, end, head int }

// governor is the cue that a token's branch hangs on, or that hangs on the
// branch: "The harbor is gone, he said".
type governor struct {
	cue      int    // doc.None where there is none
	top      int    // the token of the branch beside the cue
	relation uint64 // between the two
	below    bool   // the cue hangs on the branch
	second   uint64 // the relation one further down
}

// Describe reads what the features of the tokens of d are made of. Without
// tags and arcs there is less to go by.
func Describe(d *doc.Document) *Description {
	paragraph, of := paragraphs(d)
	paragraph = rejoin(d.Text, paragraph, of)
	return describe(d, of, passages(d.Text, paragraph), new(room))
}

// room is what one article leaves to the next: what was found out of words, and the
// memory of a Description.
type room struct {
	words word.Memo[lookedUp]
	nodes []node
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// roomy is for how many tokens memory is kept.
const roomy = 1 << 14

// leave gives r to the next article. The Description that it was used for must
// not be used any more.
func (r *room) leave() {
	if cap(r.nodes) > roomy {
		r.nodes = nil
	}
	rooms.Put(r)
}

// describe is Describe where the paragraph of each sentence and the passages in
// quotation marks are known. It is good as long as r is not used again.
func describe(d *doc.Document, paragraph []int, quoted []passage, r *room) *Description {
	r.nodes = slices.Grow(r.nodes[:0], len(d.Tokens))[:len(d.Tokens)]
	x := &Description{d: d, nodes: r.nodes}
	x.edge = node{lower: 1, lemma: 1, suffix: 1, tag: 1, relation: 1, head: doc.None, cue: doc.None}
	for i := range d.Tokens {
		x.nodes[i].read(d, i, &r.words)
	}
	for i, s := range d.Sentences {
		for t := s.First; t < s.Last; t++ {
			x.nodes[t].sentence, x.nodes[t].paragraph = i, paragraph[i]
		}
		if last := len(x.Paragraphs) - 1; last >= 0 && paragraph[i] == paragraph[i-1] {
			x.Paragraphs[last][1] = s.Last
		} else {
			x.Paragraphs = append(x.Paragraphs, [2]int{s.First, s.Last})
		}
		if len(d.Arcs) > 0 {
			x.subtrees(s.First, s.Last)
		}
	}
	for _, p := range quoted {
		for t := x.TokenAt(p.Start); t < len(x.nodes) && d.Tokens[t].Start < p.End; t++ {
			switch {
			case d.Tokens[t].Start < p.inner.Start:
				x.nodes[t].quoted = opening
			case d.Tokens[t].Start >= p.inner.End:
				x.nodes[t].quoted = closing
			default:
				x.nodes[t].quoted = inside
			}
		}
	}
	for i := len(d.Mentions) - 1; i >= 0; i-- { // of those that overlap the first and longest counts
		m := &d.Mentions[i]
		kind := kindsOf[m.Kind] + formsOf[m.Form]
		for t := x.TokenAt(m.Start); t < len(x.nodes) && d.Tokens[t].Start < m.End; t++ {
			v := kind << 2
			if d.Tokens[t].Start == m.Start {
				v |= 1
			}
			if d.Tokens[t].End >= m.End {
				v |= 2
			}
			x.nodes[t].mention = v
		}
	}
	return x
}

var (
	kindsOf = map[doc.Kind]uint64{doc.Person: 1, doc.Organization: 2, doc.Country: 3, doc.Place: 3}
	formsOf = map[doc.Form]uint64{doc.FormPronoun: 3, doc.FormNominal: 6, doc.FormDemonym: 9, doc.FormAffiliation: 9, doc.FormEmbedded: 12}
)

// lookedUp is what is known of a word by itself.
type lookedUp struct {
	lower, suffix uint64
	kin           cluster.Kin
	place         uint64
	mark          byte
	lemmas        [3]uint64 // as a verb, as a noun, as anything else; 0: not known yet
}

// read fills n with what is known of token i by itself.
func (n *node) read(d *doc.Document, i int, words *word.Memo[lookedUp]) {
	t := &d.Tokens[i]
	w := t.Of(d.Text)
	k, known := words.Of(w)
	if !known {
		k.read(w)
	}
	*n = node{
		lower: k.lower, suffix: k.suffix, tag: seq.Hash(t.Tag), kin: k.kin, place: k.place, mark: k.mark,
		verb: len(t.Tag) > 1 && t.Tag[0] == 'V',
		head: doc.None, first: i, end: i + 1, cue: doc.None,
	}
	lemma := 2
	switch {
	case n.verb:
		lemma = 0
	case len(t.Tag) > 1 && t.Tag[0] == 'N':
		lemma = 1
	}
	if k.lemmas[lemma] == 0 {
		k.lemmas[lemma] = k.lemma(w, lemma)
	}
	n.lemma = k.lemmas[lemma]
	if len(d.Arcs) > 0 {
		n.head, n.relation = d.Arcs[i].Head, seq.Hash(d.Arcs[i].Relation)
	}
}

// read fills k with what is known of w, but for its lemmas.
func (k *lookedUp) read(w string) {
	low := word.AppendLower(nil, w)
	k.lower, k.suffix = seq.Hash(low), seq.Hash(low[max(0, len(low)-3):])
	k.kin, k.place = cluster.KinOf(w), uint64(cluster.Of(w)[1])
	switch w {
	case ",", ".", ":", ";", "?", "!", "(", ")", "[", "]":
		k.mark = w[0]
	case "-", "–", "—", "--":
		k.mark = '-'
	case `"`, "“", "”", "''", "``", "'", "‘", "’", "«", "»":
		k.mark = '"'
	}
}

// lemma is the hash of the lemma of w as one of lemmas.
func (k *lookedUp) lemma(w string, as int) uint64 {
	low := string(word.AppendLower(nil, w))
	switch as {
	case 0:
		return seq.Hash(word.VerbLemma(low))
	case 1:
		if s, ok := word.Singular(low); ok {
			return seq.Hash(s)
		}
	}
	return k.lower
}

// subtrees finds for each token of [a, b) the tokens that hang on it, directly
// or not: no arcs cross, so they stand together.
func (x *Description) subtrees(a, b int) {
	// Each token hands what it spans to its head once all that hangs on itself
	// has done so.
	waiting := make([]int, b-a)
	for t := a; t < b; t++ {
		if h := x.nodes[t].head; h >= 0 {
			waiting[h-a]++
			x.nodes[h].below |= told[x.d.Arcs[t].Relation]
		}
	}
	for t := a; t < b; t++ {
		for k := t; k >= 0 && waiting[k-a] == 0; {
			waiting[k-a] = -1
			n := &x.nodes[k]
			k = n.head
			if k >= 0 {
				h := &x.nodes[k]
				h.first, h.end = min(h.first, n.first), max(h.end, n.end)
				waiting[k-a]--
			}
		}
	}
}

// TokenAt is the first token that begins at or after a byte of the text, the
// number of tokens where none does.
func (x *Description) TokenAt(b int) int {
	return sort.Search(len(x.d.Tokens), func(k int) bool { return x.d.Tokens[k].Start >= b })
}

// at is token t, or the edge where that is not in the paragraph p.
func (x *Description) at(p [2]int, t int) *node {
	if t < p[0] || t >= p[1] {
		return &x.edge
	}
	return &x.nodes[t]
}

// headOf is the head of n, or the edge where it has none.
func (x *Description) headOf(n *node) *node {
	if n.head < 0 {
		return &x.edge
	}
	return &x.nodes[n.head]
}

// span is what the tokens [a, b) cover.
func (x *Description) span(p [2]int) corpus.Span {
	return corpus.Span{Start: x.d.Tokens[p[0]].Start, End: x.d.Tokens[p[1]-1].End}
}

// SetCues tells where the cues are, by the labels of the first reading.
func (x *Description) SetCues(labels []uint8) {
	x.cues = x.cues[:0]
	for i := range x.nodes {
		x.nodes[i].cue = doc.None
	}
	for p, end := next(labels, 0); end > 0; p, end = next(labels, end) {
		c := cueAt{first: p, end: end, head: x.wordOf(p, end)}
		for t := p; t < end; t++ {
			x.nodes[t].cue = len(x.cues)
		}
		x.cues = append(x.cues, c)
	}
	for _, p := range x.Paragraphs {
		last := doc.None
		for t := p[0]; t < p[1]; t++ {
			if c := x.nodes[t].cue; c >= 0 {
				last = c
			}
			x.nodes[t].near[0] = last
		}
		last = doc.None
		for t := p[1] - 1; t >= p[0]; t-- {
			if c := x.nodes[t].cue; c >= 0 {
				last = c
			}
			x.nodes[t].near[1] = last
		}
		if last < 0 {
			continue // no cue in the paragraph
		}
		for t := p[0]; t < p[1]; t++ {
			x.nodes[t].governor = x.govern(t)
		}
	}
}

// wordOf is the word of a cue, the tokens [a, b): the first verb whose head is
// not among them, else the last token of which that is true.
func (x *Description) wordOf(a, b int) int {
	out := a
	for t := a; t < b; t++ {
		if h := x.nodes[t].head; h < a || h >= b {
			out = t
			if x.nodes[t].verb {
				break
			}
		}
	}
	return out
}

// climb is how far up the tree a cue is looked for: sentences of news are less
// deep.
const climb = 24

// govern finds the governor of token t.
func (x *Description) govern(t int) governor {
	g := governor{cue: doc.None, top: t}
	for k, steps := t, 0; k >= 0 && steps < climb; k, steps = x.nodes[k].head, steps+1 {
		if c := x.nodes[k].cue; c >= 0 {
			g.cue = c
			if k != t {
				g.relation = x.nodes[g.top].relation
			}
			return g
		}
		if k != t {
			g.second = x.nodes[g.top].relation
			g.top = k
		}
	}
	g = governor{cue: doc.None, top: t}
	for k, steps := t, 0; k >= 0 && steps < climb; k, steps = x.nodes[k].head, steps+1 {
		for _, c := range x.nodes[t].near {
			if c >= 0 && x.nodes[x.cues[c].head].head == k {
				return governor{cue: c, top: k, relation: x.nodes[x.cues[c].head].relation, below: true, second: g.second}
			}
		}
		g.second = x.nodes[k].relation
	}
	return governor{cue: doc.None, top: t}
}
