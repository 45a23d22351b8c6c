package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/cluster"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// FeaturesVersion changes whenever a model trained before would meet other
// features than it was trained with.
const FeaturesVersion = 1

// node is what is known of one token.
type node struct {
	lower, lemma, tag, rel uint64 // hashes
	suffix                 uint64
	kin                    cluster.Kin
	place                  cluster.Classes
	head                   int32 // token, -1 for a root or an unparsed one
	first, end             int32 // its subtree
	below                  uint32
	state                  uint8 // of quotation marks: see quoted
	mention                uint8 // what mention it stands in
	shape                  word.Shape
	verb                   bool
	mark                   byte
	cue                    int32 // the cue that it stands in, -1 none
}

// Description is what the features of one document's tokens are made of.
type Description struct {
	d          *doc.Document
	nodes      []node
	Paragraphs [][2]int // of tokens: first and the one after the last
	edge       node
	par        []int32 // by token
	cues       []cueAt
	near       [][2]int32 // by token: the cue to the left and right in the paragraph, -1 none
	govern     []governor
}

type cueAt struct{ first, end, head int32 }

// governor is how a token hangs on the cue that its branch hangs on.
type governor struct {
	cue    int32  // index, -1 none
	rel    uint64 // relation of the branch to the cue, or of the cue to the branch
	up     bool   // the cue is below
	top    int32  // the branch's token beside the cue
	second uint64
}

// The states of a token beside quotation marks.
const (
	unquoted = iota
	quotedIn
	opensQuote
	closesQuote
)

// children bits
var childBits = map[string]uint32{"nsubj": 1, "ccomp": 2, "xcomp": 4, "obj": 8, "obl": 16, "parataxis": 32, "mark": 64, "aux": 128, "nsubj:pass": 256, "aux:pass": 512, "iobj": 1024, "acl": 2048, "nmod:poss": 4096, "case": 8192, "advcl": 16384, "conj": 1 << 15, "obl:agent": 1 << 16, "nmod": 1 << 17, "cop": 1 << 18, "det": 1 << 19, "acl:relcl": 1 << 20}

// Describe reads what the features of the tokens of d are made of.
func Describe(d *doc.Document) *Description {
	x := &Description{d: d, nodes: make([]node, len(d.Tokens)), par: make([]int32, len(d.Tokens))}
	x.edge = node{lower: 1, lemma: 1, tag: 1, rel: 1, head: -1, cue: -1}
	var low []byte
	for i := range d.Tokens {
		t := &d.Tokens[i]
		w := d.Text[t.Start:t.End]
		low = word.AppendLower(low[:0], w)
		n := &x.nodes[i]
		n.lower, n.tag = seq.Hash(low), seq.Hash(t.Tag)
		n.lemma = n.lower
		if len(t.Tag) > 0 && t.Tag[0] == 'V' {
			n.verb = true
			n.lemma = seq.Hash(word.VerbLemma(string(low)))
		} else if len(t.Tag) > 1 && t.Tag[0] == 'N' {
			if s, ok := word.Singular(string(low)); ok {
				n.lemma = seq.Hash(s)
			}
		}
		n.suffix = seq.Hash(low[max(0, len(low)-3):])
		n.kin, n.place, n.shape = cluster.KinOf(w), cluster.Of(w), word.ShapeOf(w)
		n.head, n.first, n.end, n.cue = -1, int32(i), int32(i+1), -1
		if len(d.Arcs) > 0 {
			n.head = int32(d.Arcs[i].Head)
			n.rel = seq.Hash(d.Arcs[i].Relation)
		}
		switch w {
		case ",", ".", ":", ";", "?", "!", "(", ")", "-", "[", "]":
			n.mark = w[0]
		case "–", "—", "--":
			n.mark = '-'
		case "\"", "“", "”", "''", "``", "'", "‘", "’", "«", "»":
			n.mark = '"'
		}
	}
	if len(d.Arcs) > 0 {
		for _, s := range d.Sentences {
			x.subtrees(s.First, s.Last)
		}
	}
	spans, of := paragraphs(d)
	spans = rejoin(d.Text, spans, of)
	for i := 0; i < len(d.Sentences); {
		k := i
		for k < len(d.Sentences) && of[k] == of[i] {
			k++
		}
		a, b := d.Sentences[i].First, d.Sentences[k-1].Last
		for t := a; t < b; t++ {
			x.par[t] = int32(len(x.Paragraphs))
		}
		x.Paragraphs = append(x.Paragraphs, [2]int{a, b})
		i = k
	}
	for _, p := range passages(d.Text, spans) {
		a, b := x.at(p.Start), x.at(p.End)
		for t := a; t < b; t++ {
			x.nodes[t].state = quotedIn
			if d.Tokens[t].Start < p.inner.Start {
				x.nodes[t].state = opensQuote
			} else if d.Tokens[t].Start >= p.inner.End {
				x.nodes[t].state = closesQuote
			}
		}
	}
	for i := len(d.Mentions) - 1; i >= 0; i-- {
		m := &d.Mentions[i]
		kind := uint8(1)
		switch m.Kind {
		case doc.Organization:
			kind = 2
		case doc.Country, doc.Place:
			kind = 3
		}
		switch m.Form {
		case doc.FormPronoun:
			kind += 3
		case doc.FormNominal:
			kind += 6
		case doc.FormName:
		default:
			kind = 10
		}
		for t := x.at(m.Start); t < len(d.Tokens) && d.Tokens[t].Start < m.End; t++ {
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

// at is the first token that begins at or after a byte.
func (x *Description) at(b int) int {
	lo, hi := 0, len(x.d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if x.d.Tokens[m].Start < b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// TokenAt is the first token that begins at or after a byte of the text.
func (x *Description) TokenAt(b int) int { return x.at(b) }

func (x *Description) subtrees(a, b int) {
	// arcs do not cross: widen heads by their dependents until nothing moves
	for range 64 {
		moved := false
		for i := b - 1; i >= a; i-- {
			moved = x.widen(i) || moved
		}
		for i := a; i < b; i++ {
			moved = x.widen(i) || moved
		}
		if !moved {
			break
		}
	}
	for i := a; i < b; i++ {
		if h := x.nodes[i].head; h >= 0 {
			x.nodes[h].below |= childBits[x.d.Arcs[i].Relation]
		}
	}
}

func (x *Description) widen(i int) bool {
	h := x.nodes[i].head
	if h < 0 {
		return false
	}
	n, m := &x.nodes[i], &x.nodes[h]
	moved := false
	if n.first < m.first {
		m.first, moved = n.first, true
	}
	if n.end > m.end {
		m.end, moved = n.end, true
	}
	return moved
}

func (x *Description) node(p [2]int, t int) *node {
	if t < p[0] || t >= p[1] {
		return &x.edge
	}
	return &x.nodes[t]
}

const (
	fBias = iota
	fLower
	fTag
	fKin0
	fKin1
	fKin2
	fPlace
	fRel
	fHeadLemma
	fHeadTag
	fBelow
	fBelowBits
	fState
	fMention
	fPair
	fTagPair
	fSuffix
	fLemma
	fHeadKin
	fLemmaBelow
	fKinBelow
	fTagTriple
	fRelLemma
	fGrand
	fBranch
	fBranchLemma
	fBranchFirst
	fBranchLast
	fNearLeft
	fNearRight
	fNearLemma
	fBetween
	fCue
	fInCue
	fStateNear
	fBranchTag
	fPath
	fParStart
	fBranchKin
	fBranchWord
	fNearTag
	fOf = 64
)

func off(f, o int) int { return fOf + f*8 + o + 4 }

// CueFeatures appends the features by which cues are found.
func (x *Description) CueFeatures(out []uint64, t int) []uint64 {
	p := x.Paragraphs[x.par[t]]
	n := &x.nodes[t]
	out = append(out, seq.Join(fBias, 0))
	for o := -3; o <= 3; o++ {
		m := x.node(p, t+o)
		out = append(out, seq.Join(off(fLower, o), m.lower), seq.Join(off(fTag, o), m.tag), seq.Join(off(fKin1, o), uint64(m.kin[1])), seq.Join(off(fState, o), uint64(m.state)))
		if o >= -1 && o <= 1 {
			out = append(out, seq.Join(off(fKin2, o), uint64(m.kin[2])), seq.Join(off(fPlace, o), uint64(m.place[1])), seq.Join(off(fRel, o), m.rel), seq.Join(off(fMention, o), uint64(m.mention)), seq.Join(off(fSuffix, o), m.suffix), seq.Join(off(fLemma, o), m.lemma))
		}
	}
	l, r := x.node(p, t-1), x.node(p, t+1)
	ll, rr := x.node(p, t-2), x.node(p, t+2)
	h := &x.edge
	if n.head >= 0 {
		h = &x.nodes[n.head]
	}
	g := &x.edge
	if h.head >= 0 {
		g = &x.nodes[h.head]
	}
	out = append(out,
		seq.Join2(fPair, l.lower, n.lower), seq.Join2(fPair+64*40, n.lower, r.lower),
		seq.Join2(fTagPair, l.tag, n.tag), seq.Join2(fTagPair+64*40, n.tag, r.tag),
		seq.Join3(fTagTriple, l.tag, n.tag, r.tag), seq.Join3(fTagTriple+64*40, n.tag, r.tag, rr.tag), seq.Join3(fTagTriple+64*41, ll.tag, l.tag, n.tag),
		seq.Join2(fHeadLemma, h.lemma, n.rel), seq.Join2(fHeadTag, h.tag, n.rel), seq.Join2(fHeadKin, uint64(h.kin[1]), n.rel),
		seq.Join3(fGrand, h.lemma, n.rel, h.rel), seq.Join3(fGrand+64*40, uint64(g.kin[1]), n.rel, h.rel),
		seq.Join2(fBelow, n.tag, uint64(n.below)), seq.Join2(fLemmaBelow, n.lemma, uint64(n.below&63)), seq.Join2(fKinBelow, uint64(n.kin[2]), uint64(n.below&63)),
		seq.Join2(fRelLemma, n.lemma, n.rel),
		seq.Join2(fStateNear, n.lemma, uint64(x.quoteNear(p, t))), seq.Join2(fStateNear+64*40, n.tag, uint64(x.quoteNear(p, t))),
		seq.Join3(fBelow+64*40, h.lemma, uint64(h.below&63), n.rel),
	)
	for b := uint32(1); b != 0 && b <= n.below; b <<= 1 {
		if n.below&b != 0 {
			out = append(out, seq.Join2(fBelowBits, n.tag, uint64(b)), seq.Join2(fBelowBits+64*40, uint64(n.kin[1]), uint64(b)))
		}
	}
	return out
}

// quoteNear tells whether a quotation ends before t or begins behind it within few tokens.
func (x *Description) quoteNear(p [2]int, t int) int {
	v := 0
	for o := 1; o <= 6; o++ {
		if v&3 == 0 && x.node(p, t-o).state == closesQuote {
			v |= 1
		}
		if v&12 == 0 && x.node(p, t+o).state == opensQuote {
			v |= 4
		}
	}
	if x.nodes[t].state == quotedIn {
		v |= 16
	}
	return v
}

// SetCues tells where the cues are: labels of the first reading.
func (x *Description) SetCues(labels []uint8) {
	x.cues = x.cues[:0]
	for i := range x.nodes {
		x.nodes[i].cue = -1
	}
	for t := 0; t < len(labels); {
		if labels[t] == Outside {
			t++
			continue
		}
		e := t + 1
		for e < len(labels) && labels[e] == InCue {
			e++
		}
		head := t
		for k := t; k < e; k++ {
			if h := int(x.nodes[k].head); h < t || h >= e {
				head = k
				if x.nodes[k].verb {
					break
				}
			}
		}
		for k := t; k < e; k++ {
			x.nodes[k].cue = int32(len(x.cues))
		}
		x.cues = append(x.cues, cueAt{int32(t), int32(e), int32(head)})
		t = e
	}
	x.near = make([][2]int32, len(x.nodes))
	for _, p := range x.Paragraphs {
		last := int32(-1)
		for t := p[0]; t < p[1]; t++ {
			if c := x.nodes[t].cue; c >= 0 {
				last = c
			}
			x.near[t][0] = last
		}
		last = -1
		for t := p[1] - 1; t >= p[0]; t-- {
			if c := x.nodes[t].cue; c >= 0 {
				last = c
			}
			x.near[t][1] = last
		}
	}
	x.govern = make([]governor, len(x.nodes))
	for t := range x.nodes {
		x.govern[t] = x.governor(t)
	}
}

// governor climbs from t to the first token that is in a cue or has a cue
// among its parataxis-like children.
func (x *Description) governor(t int) governor {
	before := t
	second := uint64(0)
	for k, steps := int32(t), 0; k >= 0 && steps < 40; steps++ {
		n := &x.nodes[k]
		if n.cue >= 0 {
			if int(k) == t {
				return governor{cue: n.cue, top: k}
			}
			return governor{cue: n.cue, rel: x.nodes[before].rel, top: int32(before), second: second}
		}
		second = x.nodes[before].rel
		before = int(k)
		k = n.head
	}
	// the root of the sentence, or what hangs on it: a cue below
	for k, steps := int32(t), 0; k >= 0 && steps < 40; steps++ {
		for _, c := range []int32{x.near[t][0], x.near[t][1]} {
			if c < 0 {
				continue
			}
			h := x.cues[c].head
			if x.nodes[h].head == k {
				return governor{cue: c, rel: x.nodes[h].rel, up: true, top: k, second: second}
			}
		}
		second = x.nodes[k].rel
		k = x.nodes[k].head
	}
	return governor{cue: -1, top: int32(t)}
}

func bucket(n int32) uint64 {
	if n < 0 {
		n = -n
	}
	switch {
	case n < 4:
		return uint64(n)
	case n < 7:
		return 5
	case n < 12:
		return 6
	case n < 25:
		return 7
	}
	return 8
}

// PieceFeatures appends the features by which contents and sources are found,
// once SetCues has told where the cues are.
func (x *Description) PieceFeatures(out []uint64, t int) []uint64 {
	p := x.Paragraphs[x.par[t]]
	n := &x.nodes[t]
	out = append(out, seq.Join(fBias, 0))
	in := func(m *node) uint64 {
		if m.cue >= 0 {
			return 1
		}
		return 0
	}
	for o := -2; o <= 2; o++ {
		m := x.node(p, t+o)
		out = append(out, seq.Join(off(fLower, o), m.lower), seq.Join(off(fTag, o), m.tag), seq.Join2(off(fState, o), uint64(m.state), uint64(m.mark)), seq.Join2(off(fInCue, o), in(m), uint64(m.mark)))
		if o >= -1 && o <= 1 {
			out = append(out, seq.Join(off(fKin1, o), uint64(m.kin[1])), seq.Join(off(fRel, o), m.rel), seq.Join(off(fMention, o), uint64(m.mention)))
		}
	}
	l, r := x.node(p, t-1), x.node(p, t+1)
	h := &x.edge
	if n.head >= 0 {
		h = &x.nodes[n.head]
	}
	out = append(out,
		seq.Join2(fPair, l.lower, n.lower), seq.Join2(fPair+64*40, n.lower, r.lower),
		seq.Join2(fTagPair, l.tag, n.tag), seq.Join2(fTagPair+64*40, n.tag, r.tag),
		seq.Join2(fHeadLemma, h.lemma, n.rel), seq.Join2(fHeadTag, h.tag, n.rel),
		seq.Join3(fStateNear, uint64(n.state), uint64(l.state), uint64(n.mark)),
		seq.Join3(fStateNear+64*40, uint64(n.state), uint64(r.state), uint64(r.mark)),
	)
	if t == p[0] {
		out = append(out, seq.Join(fParStart, 1))
	}
	for side := range 2 {
		c := x.near[t][side]
		f := fNearLeft + side
		if c < 0 {
			out = append(out, seq.Join2(f, 0, uint64(n.state)))
			continue
		}
		cue := x.cues[c]
		dist := int32(t) - cue.end + 1
		if side == 1 {
			dist = cue.first - int32(t)
		}
		lemma, tag := x.nodes[cue.head].lemma, x.nodes[cue.head].tag
		b := bucket(dist)
		between := x.between(t, cue, side)
		out = append(out, seq.Join3(f, 1, b, uint64(n.state)), seq.Join2(off(fNearLemma, side), lemma, b), seq.Join3(off(fNearTag, side), tag, b, n.tag),
			seq.Join3(off(fBetween, side), between, uint64(n.state), tag), seq.Join3(off(fBetween, side+2), between, lemma, uint64(n.state)))
	}
	g := x.govern[t]
	if g.cue < 0 {
		return append(out, seq.Join2(fBranch, 0, uint64(n.state)))
	}
	cue := x.cues[g.cue]
	ch := &x.nodes[cue.head]
	side := uint64(0)
	if int32(t) >= cue.end {
		side = 1
	} else if int32(t) >= cue.first {
		side = 2
	}
	way := uint64(0)
	if g.up {
		way = 1
	}
	b := &x.nodes[g.top]
	edge := uint64(0)
	if b.first == int32(t) {
		edge |= 1
	}
	if b.end == int32(t)+1 {
		edge |= 2
	}
	if b.end == int32(t) {
		edge |= 4
	}
	key := seq.Join3(0, g.rel, side, way)
	out = append(out,
		seq.Join2(fBranch, 1, key), seq.Join2(fBranch+64*40, key, uint64(n.state)), seq.Join3(fBranch+64*41, key, edge, uint64(n.mark)),
		seq.Join2(fBranchLemma, key, ch.lemma), seq.Join3(fBranchLemma+64*40, key, ch.lemma, edge),
		seq.Join2(fBranchKin, key, uint64(ch.kin[2])),
		seq.Join2(fBranchTag, key, b.tag), seq.Join3(fBranchTag+64*40, key, b.tag, n.tag),
		seq.Join2(fBranchWord, key, b.lemma), seq.Join2(fBranchWord+64*40, key, n.rel),
		seq.Join3(fPath, key, g.second, n.tag), seq.Join3(fPath+64*40, key, g.second, edge),
		seq.Join3(fPath+64*41, key, ch.rel, uint64(ch.below&63)),
		seq.Join3(fPath+64*42, key, uint64(b.mention), edge),
		seq.Join3(fPath+64*43, key, n.lower, edge),
	)
	return out
}

// between says which marks stand between t and a cue on one side.
func (x *Description) between(t int, c cueAt, side int) uint64 {
	a, b := int(c.end), t
	if side == 1 {
		a, b = t+1, int(c.first)
	}
	v := uint64(0)
	if b-a > 60 {
		return 1 << 10
	}
	for k := a; k < b; k++ {
		n := &x.nodes[k]
		switch n.mark {
		case ',':
			v |= 1
		case '.', '?', '!':
			v |= 2
		case ':', ';', '-':
			v |= 4
		}
		switch {
		case n.state == opensQuote:
			v |= 8
		case n.state == closesQuote:
			v |= 16
		}
		if n.cue >= 0 {
			v |= 32
		}
	}
	return v
}

// Labels of the first reading.
const (
	Outside = iota
	BeginCue
	InCue
)

// Labels of the second reading.
const (
	BeginContent = 1 + iota
	InContent
	BeginSource
	InSource
)

// CueLabels and PieceLabels are the names of the labels.
var (
	CueLabels   = []string{"O", "B-cue", "I-cue"}
	PieceLabels = []string{"O", "B-content", "I-content", "B-source", "I-source"}
)

// CueFollows and PieceFollows tell which label may follow which; from is the
// number of labels for the start.
func CueFollows(from, to int) bool { return to != InCue || from == BeginCue || from == InCue }

// PieceFollows is CueFollows for the second reading.
func PieceFollows(from, to int) bool {
	switch to {
	case InContent:
		return from == BeginContent || from == InContent
	case InSource:
		return from == BeginSource || from == InSource
	}
	return true
}

// Spans are the pieces of labels begin and begin+1.
func (x *Description) Spans(labels []uint8, begin uint8) (out []corpus.Span) {
	for t := 0; t < len(labels); {
		if labels[t] != begin {
			t++
			continue
		}
		e := t + 1
		for e < len(labels) && labels[e] == begin+1 {
			e++
		}
		out = append(out, corpus.Span{Start: x.d.Tokens[t].Start, End: x.d.Tokens[e-1].End})
		t = e
	}
	return out
}

// Start is where token t begins.
func (x *Description) Start(t int) int { return x.d.Tokens[t].Start }
