package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/seq"
)

// FeaturesVersion changes whenever a model trained before would meet other
// features than it was trained with.
const FeaturesVersion = 1

// The labels of the two readings. The first finds the cues, the second, which
// knows them, what is said and who says it.
const (
	outside = 0

	beginContent = 1
	inContent    = 2
	beginSource  = 3
	inSource     = 4
)

// A Reading is one of the two readings of the tokens of an article.
type Reading struct {
	Name   string
	Labels []string
	Blank  func(x *Description, paragraph int) bool // there is nothing to find in it

	// word appends the features that the word of a node gives to the token that
	// stands off before it, within window, and setting those that its place in
	// the sentence gives; around those of token t besides.
	word, setting func(out []uint64, n *node, off int) []uint64
	around        func(x *Description, out []uint64, t int) []uint64
}

// window is how far away a word can stand that a token is described by.
const window = 2 // tokens

// Features appends the features of token t.
func (r *Reading) Features(x *Description, out []uint64, t int) []uint64 {
	p := x.Paragraphs[x.nodes[t].paragraph]
	for off := -window; off <= window; off++ {
		out = r.word(out, x.at(p, t+off), off)
	}
	for off := -window; off <= window; off++ {
		out = r.setting(out, x.at(p, t+off), off)
	}
	return r.around(x, out, t)
}

// Cues and Pieces are the two readings.
var (
	Cues = Reading{
		Name: "cues", Labels: []string{"O", "B-cue", "I-cue"},
		word: cueWord, setting: cueSetting, around: (*Description).aroundCue,
		Blank: func(*Description, int) bool { return false },
	}
	Pieces = Reading{
		Name: "pieces", Labels: []string{"O", "B-content", "I-content", "B-source", "I-source"},
		word: pieceWord, setting: pieceSetting, around: (*Description).aroundPiece,
		Blank: func(x *Description, p int) bool {
			return x.nodes[x.Paragraphs[p][0]].near[1] < 0 // without a cue
		},
	}
)

// Follows reports whether a label can follow another; from is the number of
// labels for the start of a paragraph. The labels behind "O" are pairs of a
// first token and the others.
func Follows(from, to int) bool { return to == 0 || to%2 == 1 || from == to || from == to-1 }

// next is the next piece of labels from token t on, whatever its kind; end is 0
// where there is none.
func next(labels []uint8, t int) (first, end int) {
	for t < len(labels) && labels[t]%2 == 0 {
		t++
	}
	if t == len(labels) {
		return t, 0
	}
	end = t + 1
	for end < len(labels) && labels[end] == labels[t]+1 {
		end++
	}
	return t, end
}

// Label marks the piece that covers [start, end) of the text in labels. kind is
// the label of its first token. What was labelled before stays.
func (x *Description) Label(labels []uint8, start, end int, kind uint8) {
	first := true
	for t := x.TokenAt(start); t < len(labels) && x.d.Tokens[t].Start < end && labels[t] == outside; t++ {
		labels[t] = kind + 1
		if first {
			labels[t], first = kind, false
		}
	}
}

// First is the label of the first token of a piece: "cue", "content", "source".
func (r *Reading) First(name string) uint8 {
	for i, l := range r.Labels {
		if l == "B-"+name {
			return uint8(i)
		}
	}
	return outside
}

// What a token is described by. Those that are asked of several tokens around
// it have eight numbers each behind besides.
const (
	bias = iota
	pairBefore
	pairBehind
	tagsBefore
	tagsBehind
	tagsBeside
	tagsAhead
	tagsBack
	headLemma
	headTag
	tagBranches
	lemmaBranches
	kinBranches
	tagBranch
	kinBranch
	lemmaRelation
	lemmaQuote
	tagQuote
	quoteBefore
	quoteBehind
	start
	noCueBeside
	cueFar
	cueFarLemma
	cueFarTag
	cueMarks
	cueMarksLemma
	branchNone
	branch
	branchQuoted
	branchEdge
	branchLemma
	branchLemmaEdge
	branchKin
	branchTag
	branchTags
	branchWord
	branchRelation
	branchSecond
	branchSecondEdge
	branchCue
	branchMention
	branchLower
	besides = 64
)

const (
	aroundLower = besides + 8*iota
	aroundTag
	aroundKin1
	aroundKin2
	aroundPlace
	aroundRelation
	aroundMention
	aroundSuffix
	aroundLemma
	aroundQuoted
	aroundCue
)

// cueWord appends what the word of n says of the token off before it in the
// first reading.
func cueWord(out []uint64, n *node, off int) []uint64 {
	i := off + window
	out = append(out, seq.Join(aroundLower+i, n.lower), seq.Join(aroundTag+i, n.tag), seq.Join(aroundKin1+i, uint64(n.kin[1])))
	if off < -1 || off > 1 {
		return out
	}
	out = append(out, seq.Join(aroundKin2+i, uint64(n.kin[2])), seq.Join(aroundPlace+i, n.place), seq.Join(aroundLemma+i, n.lemma))
	if off == 0 {
		out = append(out, seq.Join(bias, 0), seq.Join(aroundSuffix, n.suffix))
	}
	return out
}

// cueSetting appends what the place of n says of the token off before it in the
// first reading.
func cueSetting(out []uint64, n *node, off int) []uint64 {
	if off < -1 || off > 1 {
		return out
	}
	i := off + 1
	return append(out, seq.Join(aroundRelation+i, n.relation), seq.Join(aroundMention+i, n.mention), seq.Join(aroundQuoted+i, uint64(n.quoted)))
}

// aroundCue appends the other features of token t in the first reading.
func (x *Description) aroundCue(out []uint64, t int) []uint64 {
	n := &x.nodes[t]
	p := x.Paragraphs[n.paragraph]
	l2, l, r, r2 := x.at(p, t-2), x.at(p, t-1), x.at(p, t+1), x.at(p, t+2)
	h := x.headOf(n)
	marks := x.marksNear(p, t)
	out = append(out,
		seq.Join2(pairBefore, l.lower, n.lower), seq.Join2(pairBehind, n.lower, r.lower),
		seq.Join2(tagsBefore, l.tag, n.tag), seq.Join2(tagsBehind, n.tag, r.tag),
		seq.Join3(tagsBeside, l.tag, n.tag, r.tag), seq.Join3(tagsAhead, n.tag, r.tag, r2.tag), seq.Join3(tagsBack, l2.tag, l.tag, n.tag),
		seq.Join2(headLemma, h.lemma, n.relation), seq.Join2(headTag, h.tag, n.relation),
		seq.Join2(tagBranches, n.tag, uint64(n.below)),
		seq.Join2(lemmaBranches, n.lemma, uint64(n.below&mostTelling)), seq.Join2(kinBranches, uint64(n.kin[2]), uint64(n.below&mostTelling)),
		seq.Join2(lemmaRelation, n.lemma, n.relation),
		seq.Join2(lemmaQuote, n.lemma, marks), seq.Join2(tagQuote, n.tag, marks),
	)
	for rest := n.below; rest != 0; rest &= rest - 1 {
		b := uint64(rest & -rest)
		out = append(out, seq.Join2(tagBranch, n.tag, b), seq.Join2(kinBranch, uint64(n.kin[1]), b))
	}
	return out
}

// marksNear tells of token t whether it stands in quotation marks, and whether
// some close within six tokens before it or open behind it.
func (x *Description) marksNear(p [2]int, t int) (v uint64) {
	for o := 1; o <= 6; o++ {
		if x.at(p, t-o).quoted == closing {
			v |= 1
		}
		if x.at(p, t+o).quoted == opening {
			v |= 2
		}
	}
	if x.nodes[t].quoted == inside {
		v |= 4
	}
	return v
}

// pieceWord appends what the word of n says of the token off before it in the
// second reading.
func pieceWord(out []uint64, n *node, off int) []uint64 {
	i := off + window
	out = append(out, seq.Join(aroundLower+i, n.lower), seq.Join(aroundTag+i, n.tag))
	if -1 <= off && off <= 1 {
		out = append(out, seq.Join(aroundKin1+i, uint64(n.kin[1])))
	}
	if off == 0 {
		out = append(out, seq.Join(bias, 0))
	}
	return out
}

// pieceSetting appends what the place of n says of the token off before it in
// the second reading, for which SetCues has to be called.
func pieceSetting(out []uint64, n *node, off int) []uint64 {
	i := off + window
	cue := uint64(0)
	if n.cue >= 0 {
		cue = 1
	}
	out = append(out, seq.Join2(aroundQuoted+i, uint64(n.quoted), uint64(n.mark)), seq.Join2(aroundCue+i, cue, uint64(n.mark)))
	if -1 <= off && off <= 1 {
		out = append(out, seq.Join(aroundRelation+i, n.relation), seq.Join(aroundMention+i, n.mention))
	}
	return out
}

// aroundPiece appends the other features of token t in the second reading, for
// which SetCues has to be called.
func (x *Description) aroundPiece(out []uint64, t int) []uint64 {
	n := &x.nodes[t]
	p := x.Paragraphs[n.paragraph]
	l, r := x.at(p, t-1), x.at(p, t+1)
	h := x.headOf(n)
	out = append(out,
		seq.Join2(pairBefore, l.lower, n.lower), seq.Join2(pairBehind, n.lower, r.lower),
		seq.Join2(tagsBefore, l.tag, n.tag), seq.Join2(tagsBehind, n.tag, r.tag),
		seq.Join2(headLemma, h.lemma, n.relation), seq.Join2(headTag, h.tag, n.relation),
		seq.Join3(quoteBefore, uint64(n.quoted), uint64(l.quoted), uint64(n.mark)),
		seq.Join3(quoteBehind, uint64(n.quoted), uint64(r.quoted), uint64(r.mark)),
	)
	if t == p[0] {
		out = append(out, seq.Join(start, 1))
	}
	for side, c := range n.near {
		if c < 0 {
			out = append(out, seq.Join2(noCueBeside, uint64(side), uint64(n.quoted)))
			continue
		}
		cue := &x.nodes[x.cues[c].head]
		s := uint64(side)
		far := distance(x.apart(c, [2]int{t, t + 1})) + 16*s
		marks := x.between(t, c) + s<<8
		out = append(out,
			seq.Join2(cueFar, far, uint64(n.quoted)), seq.Join2(cueFarLemma, cue.lemma, far), seq.Join3(cueFarTag, cue.tag, far, n.tag),
			seq.Join3(cueMarks, marks, uint64(n.quoted), cue.tag), seq.Join3(cueMarksLemma, marks, cue.lemma, uint64(n.quoted)))
	}
	g := &n.governor
	if g.cue < 0 {
		return append(out, seq.Join(branchNone, uint64(n.quoted)))
	}
	c := x.cues[g.cue]
	cue, top := &x.nodes[c.head], &x.nodes[g.top]
	way := uint64(0) // on which side of the cue, and who hangs on whom
	switch {
	case t >= c.end:
		way = 1
	case t >= c.first:
		way = 2
	}
	if g.below {
		way |= 4
	}
	edge := uint64(0) // the branch begins here, ends here, has ended before
	if top.first == t {
		edge |= 1
	}
	if top.end == t+1 {
		edge |= 2
	}
	if top.end == t {
		edge |= 4
	}
	key := seq.Join2(0, g.relation, way)
	return append(out,
		seq.Join(branch, key), seq.Join2(branchQuoted, key, uint64(n.quoted)), seq.Join3(branchEdge, key, edge, uint64(n.mark)),
		seq.Join2(branchLemma, key, cue.lemma), seq.Join3(branchLemmaEdge, key, cue.lemma, edge), seq.Join2(branchKin, key, uint64(cue.kin[2])),
		seq.Join2(branchTag, key, top.tag), seq.Join3(branchTags, key, top.tag, n.tag),
		seq.Join2(branchWord, key, top.lemma), seq.Join2(branchRelation, key, n.relation),
		seq.Join3(branchSecond, key, g.second, n.tag), seq.Join3(branchSecondEdge, key, g.second, edge),
		seq.Join3(branchCue, key, cue.relation, uint64(cue.below&mostTelling)),
		seq.Join3(branchMention, key, top.mention, edge), seq.Join3(branchLower, key, n.lower, edge),
	)
}

// distance is a number of tokens, the larger the coarser, to 8.
func distance(n int) uint64 {
	switch {
	case n < 4:
		return uint64(max(n, 0))
	case n < 7:
		return 5
	case n < 12:
		return 6
	case n < 25:
		return 7
	}
	return 8
}

// apart is how many tokens stand between a piece, tokens [p[0], p[1]), and a
// cue.
func (x *Description) apart(c int, p [2]int) int {
	q := x.cues[c]
	if p[0] >= q.end {
		return p[0] - q.end
	}
	return q.first - p[1]
}

// farthest is over how many tokens it is told what marks stand between a token
// and a cue.
const farthest = 60

// between tells which marks and cues stand between token t and a cue.
func (x *Description) between(t, c int) (v uint64) {
	a, b := x.cues[c].end, t
	if t < x.cues[c].first {
		a, b = t+1, x.cues[c].first
	}
	if b-a > farthest {
		return 1 << 7
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
		switch n.quoted {
		case opening:
			v |= 8
		case closing:
			v |= 16
		}
		if n.cue != doc.None {
			v |= 32
		}
	}
	return v
}

// Pieces are the pieces in labels whose first token has the label kind.
func (x *Description) Pieces(labels []uint8, kind uint8) (out []corpus.Span) {
	for t, end := next(labels, 0); end > 0; t, end = next(labels, end) {
		if labels[t] == kind {
			out = append(out, x.span([2]int{t, end}))
		}
	}
	return out
}
