package quote

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

//go:embed cues.model
var cuesFile []byte

//go:embed pieces.model
var piecesFile []byte

// finder finds attributions with two models: one for cues, one for what is said
// and who says it around them.
type finder struct {
	idle sync.Pool // of *[2]*Labeller
}

func newFinder(cues, pieces []byte) (*finder, error) {
	first, err := seq.LoadFlat(cues, Cues.Name, FeaturesVersion)
	if err != nil {
		return nil, err
	}
	second, err := seq.LoadFlat(pieces, Pieces.Name, FeaturesVersion)
	if err != nil {
		return nil, err
	}
	f := &finder{}
	f.idle.New = func() any { return &[2]*Labeller{NewLabeller(&Cues, first), NewLabeller(&Pieces, second)} }
	return f, nil
}

// Labeller reads one article after another; it is for one goroutine.
type Labeller struct {
	reading  *Reading
	model    *seq.Flat
	decoder  *seq.Decoder
	words    *seq.WordCache
	features []uint64
	scores   []int32
	labels   []uint8
	margins  []int32 // by token: how sure the label is
}

// NewLabeller makes one of a reading and its model.
func NewLabeller(r *Reading, m *seq.Flat) *Labeller {
	return &Labeller{reading: r, model: m, decoder: m.NewDecoder(), words: seq.NewWordCache((2*window + 1) * len(r.Labels))}
}

// Eager is how much less likely the first reading takes a token to be no cue
// than its model does: the model is to be right for most tokens, and most are
// none.
const Eager = 12

// Read labels the tokens of x. The labels hold until it is called again.
// against is taken from the score of no piece.
func (l *Labeller) Read(x *Description, against int32) []uint8 {
	n := len(l.model.Labels)
	l.labels = slices.Grow(l.labels[:0], len(x.nodes))[:len(x.nodes)]
	l.margins = slices.Grow(l.margins[:0], len(x.nodes))[:len(x.nodes)]
	clear(l.labels)
	clear(l.margins)
	for i, p := range x.Paragraphs {
		if l.reading.Blank(x, i) {
			continue
		}
		l.scores = slices.Grow(l.scores[:0], (p[1]-p[0])*n)[:(p[1]-p[0])*n]
		clear(l.scores)
		for t := p[0] - window; t < p[1]+window; t++ {
			word := l.word(x.at(p, t))
			for off := max(-window, t-p[1]+1); off <= min(window, t-p[0]); off++ {
				scores := l.scores[(t-off-p[0])*n:]
				for y, s := range word[(off+window)*n : (off+window+1)*n] {
					scores[y] += s
				}
			}
		}
		for t := p[0]; t < p[1]; t++ {
			l.features = l.reading.around(x, l.features[:0], t)
			scores := l.scores[(t-p[0])*n : (t-p[0]+1)*n]
			l.model.Sum(scores, l.features)
			scores[outside] -= against
		}
		l.decoder.Decode(l.scores, l.labels[p[0]:p[1]])
		l.decoder.Margins(l.scores, l.labels[p[0]:p[1]], l.margins[p[0]:p[1]])
	}
	return l.labels
}

// word is what the word of n adds to the scores of the tokens around it, by
// offset and label.
func (l *Labeller) word(n *node) []int32 {
	kin := uint64(n.kin[1])<<32 | uint64(n.kin[2])<<16 | n.place
	scores, known := l.words.Of(seq.Join3(0, n.lower, n.tag, kin))
	if !known {
		labels := len(l.reading.Labels)
		for off := -window; off <= window; off++ {
			l.features = l.reading.word(l.features[:0], n, off)
			l.model.Sum(scores[(off+window)*labels:(off+window+1)*labels], l.features)
		}
	}
	return scores
}

// said is what belongs to one cue, as tokens.
type said struct {
	contents [][2]int
	source   [2]int
}

// learned are the attributions that the models find, in the order of their cues.
func (r *reader) learned(f *finder, x *Description) []attribution {
	l := f.idle.Get().(*[2]*Labeller)
	defer f.idle.Put(l)
	x.SetCues(l[0].Read(x, Eager))
	cueMargins := l[0].margins
	by := x.sort(l[1].Read(x, 0))
	pieceMargins := l[1].margins
	out := make([]attribution, 0, len(by))
	for c, s := range by {
		if len(s.contents) == 0 {
			continue
		}
		sourced := s.source != ([2]int{})
		a := attribution{within: -1, first: -1, sourced: sourced, basis: byModels, cue: r.cueAt(x, x.cues[c]), form: r.formOf(x, s.contents)}
		if a.cue.frame == tell {
			if p := x.toldFirst(x.cues[c].head, s.contents); p[1] > 0 {
				a.addressee, s.contents[0][0] = x.span(p), p[1]
			}
		}
		q := x.cues[c]
		a.margins = margins{cue: 1 + slices.Min(cueMargins[q.first:q.end]), edge: math.MaxInt32, inside: math.MaxInt32}
		for _, p := range s.contents {
			a.spans = append(a.spans, x.span(p))
			a.margins.edge = min(a.margins.edge, 1+pieceMargins[p[0]], 1+pieceMargins[min(p[1], len(pieceMargins)-1)])
			a.margins.inside = min(a.margins.inside, 1+slices.Min(pieceMargins[p[0]:p[1]]))
		}
		head := x.cues[c].head
		if !sourced && (a.form != doc.Phrase || x.branch(head, "nsubj") >= 0) {
			s.source = x.subject(head, s.contents)
		}
		if s.source[1] > 0 {
			a.speaker = x.span(s.source)
			if sourced {
				a.margins.source = 1 + slices.Min(pieceMargins[s.source[0]:s.source[1]])
			}
		} else if a.form == doc.Phrase {
			continue // 'called "the Needle"', whoever does
		}
		if a.form == doc.Phrase {
			a.form = doc.Mixed
		}
		if a.addressee.Empty() {
			if p := x.listener(head, a.cue.frame == tell, append(s.contents, s.source)); p[1] > 0 {
				a.addressee = x.span(p)
			}
		}
		out = append(out, a)
	}
	return out
}

// sort gives each piece to a cue; of several sources the nearest counts. What
// stands in quotation marks can have its cue in another sentence of the
// paragraph: the one before, or one behind that has nothing else to report.
func (x *Description) sort(labels []uint8) []said {
	by := make([]said, len(x.cues))
	var left [][2]int // pieces without a cue in their sentence
	for t, end := next(labels, 0); end > 0; t, end = next(labels, end) {
		p := [2]int{t, end}
		if c := x.cueOf(p); c >= 0 {
			x.give(&by[c], c, p, labels[t])
		} else if labels[t] == beginContent && x.nodes[t].quoted != unquoted {
			left = append(left, p)
		}
	}
	for _, p := range left {
		before, behind := x.nodes[p[0]].near[0], x.nodes[p[1]-1].near[1]
		switch {
		case before >= 0 && len(by[before].contents) > 0:
			x.give(&by[before], before, p, beginContent)
		case behind >= 0 && (len(by[behind].contents) == 0 || by[behind].contents[0][0] < x.cues[behind].first):
			x.give(&by[behind], behind, p, beginContent)
		}
	}
	for i := range by {
		slices.SortFunc(by[i].contents, func(a, b [2]int) int { return a[0] - b[0] })
	}
	return by
}

// give adds a piece to what belongs to cue c.
func (x *Description) give(s *said, c int, p [2]int, label uint8) {
	switch {
	case label == beginContent:
		s.contents = append(s.contents, p)
	case s.source == ([2]int{}) || x.apart(c, p) < x.apart(c, s.source):
		s.source = p
	}
}

// cueOf is the cue of a piece in its sentence, or doc.None: the one that its
// head hangs on, else the nearest.
func (x *Description) cueOf(p [2]int) int {
	for t := p[0]; t < p[1]; t++ {
		n := &x.nodes[t]
		if (n.head < p[0] || n.head >= p[1]) && n.mark == 0 {
			if n.governor.cue >= 0 {
				return n.governor.cue
			}
			break
		}
	}
	first, last := &x.nodes[p[0]], &x.nodes[p[1]-1]
	best, least := doc.None, 0
	for _, c := range [2]int{first.near[0], last.near[1]} {
		if c < 0 {
			continue
		}
		if s := x.nodes[x.cues[c].head].sentence; s < first.sentence || s > last.sentence {
			continue
		}
		if far := x.apart(c, p); best == doc.None || far < least {
			best, least = c, far
		}
	}
	return best
}

// subject is who says what the word at token t reports, by the tree: its
// subject, the agent of a passive, the possessor of a noun ("her warning"), and
// of a verb that shares the subject of another, that one's: "She left, saying".
// It is no part of the contents; {0, 0} for none.
func (x *Description) subject(t int, contents [][2]int) [2]int {
	for k, steps := t, 0; steps < sharing; steps++ {
		s := x.branch(k, "nsubj")
		switch {
		case s >= 0:
		case k != t:
			s = x.branch(k, "nsubj:pass") // "She was seen leaving, saying"
		case x.nodes[k].below&told["nsubj:pass"] != 0:
			if s = x.branch(k, "obl:agent"); s < 0 {
				return [2]int{}
			}
		case !x.nodes[k].verb:
			s = x.branch(k, "nmod:poss")
		}
		if s >= 0 {
			p := x.phrase(s)
			if p[1] == p[0]+1 && pointing[strings.ToLower(x.d.Tokens[s].Of(x.d.Text))] {
				return [2]int{}
			}
			return x.apartFrom(p, contents)
		}
		h := x.nodes[k].head
		if h < 0 {
			return [2]int{}
		}
		switch x.d.Arcs[k].Relation {
		case "acl": // "a picture of her saying"
			if !x.nodes[k].verb || x.d.Tokens[k].Tag != "VBG" || h > k {
				return [2]int{}
			}
			return x.apartFrom(x.phrase(h), append(contents, [2]int{k, x.nodes[k].end}))
		case "xcomp":
			if o := x.branch(h, "obj"); o >= 0 && o < k { // "led her to fear"
				return x.apartFrom(x.phrase(o), contents)
			}
		case "advcl", "conj":
		default:
			return [2]int{}
		}
		k = h
	}
	return [2]int{}
}

// speaker is who says a by the tree, see subject; empty for none.
func (x *Description) speaker(a *attribution) corpus.Span {
	tokens := func(s corpus.Span) [2]int { return [2]int{x.TokenAt(s.Start), x.TokenAt(s.End)} }
	c := tokens(a.cue.span)
	if c[0] >= c[1] {
		return corpus.Span{}
	}
	contents := make([][2]int, 0, len(a.spans)+1)
	for _, s := range a.spans {
		contents = append(contents, tokens(s))
	}
	if p := x.subject(x.wordOf(c[0], c[1]), contents); p[1] > 0 {
		return x.span(p)
	}
	return corpus.Span{}
}

// pointing are subjects that are nobody: "This caused a stir and led to".
var pointing = word.Set("this that these those there what")

// sharing is how many verbs can have one subject: "came, sat down and said".
const sharing = 6

// listener is who is told by the verb at token t, by the tree: its object, where it
// tells somebody, or whom it says something "to". It stands behind the verb and
// is no part of others; {0, 0} for none.
func (x *Description) listener(t int, tells bool, others [][2]int) [2]int {
	for k := t + 1; k < min(x.nodes[t].end, t+farthest); k++ {
		if x.nodes[k].head != t {
			continue
		}
		switch x.d.Arcs[k].Relation {
		case "obj", "iobj":
			if !tells {
				continue
			}
		case "obl":
			if first := x.nodes[k].first; first <= t || first >= k || x.d.Tokens[first].Of(x.d.Text) != "to" {
				continue
			}
		default:
			continue
		}
		return x.apartFrom(x.phrase(k), others)
	}
	return [2]int{}
}

// clauseOpeners are words that a reported clause begins with.
var clauseOpeners = word.Set("that whether if how why what when about")

// toldFirst is who is told by the verb at token t where the model took him into
// what is said: "warned the council that the harbor would sink". {0, 0} for
// nobody. In "urged the council to act" he belongs there, as PolNeAR draws it.
func (x *Description) toldFirst(t int, contents [][2]int) [2]int {
	o := x.branch(t, "obj")
	if o < t {
		return [2]int{}
	}
	c, p := contents[0], x.phrase(o)
	for k := o + 1; k < p[1]; k++ { // the clause may hang on the object
		if clauseOpeners[strings.ToLower(x.d.Tokens[k].Of(x.d.Text))] {
			p[1] = k
		}
	}
	if p[0] != c[0] || p[1] >= c[1] || !clauseOpeners[strings.ToLower(x.d.Tokens[p[1]].Of(x.d.Text))] {
		return [2]int{}
	}
	return p
}

// branch is the first token near t that hangs on it by a relation, or doc.None.
func (x *Description) branch(t int, relation string) int {
	if x.nodes[t].below&told[relation] == 0 {
		return doc.None
	}
	for k := max(x.nodes[t].first, t-farthest); k < min(x.nodes[t].end, t+farthest); k++ {
		if x.nodes[k].head == t && x.d.Arcs[k].Relation == relation {
			return k
		}
	}
	return doc.None
}

// phrase is what hangs on token t and t, without the marks at its end and the
// preposition of an agent.
func (x *Description) phrase(t int) [2]int {
	p := [2]int{x.nodes[t].first, x.nodes[t].end}
	for p[1] > t+1 && x.nodes[p[1]-1].mark != 0 && x.nodes[p[1]-1].mark != ')' {
		p[1]--
	}
	for p[0] < t && (x.d.Arcs[p[0]].Relation == "case" && x.nodes[p[0]].head == t || x.nodes[p[0]].mark != 0) {
		p[0]++
	}
	return p
}

// apartFrom is p, or its part before the first of others; {0, 0} where one
// begins with it or earlier.
func (x *Description) apartFrom(p [2]int, others [][2]int) [2]int {
	for _, c := range others {
		if p[0] >= c[1] || c[0] >= p[1] {
			continue
		}
		if c[0] <= p[0] {
			return [2]int{}
		}
		p[1] = c[0]
	}
	for p[1] > p[0] && x.nodes[p[1]-1].mark != 0 && x.nodes[p[1]-1].mark != ')' {
		p[1]--
	}
	if p[0] == p[1] {
		return [2]int{}
	}
	return p
}

// formOf tells by the quotation marks what form contents have. Words in marks
// that only name something are as if the marks were not there: the "zombie
// slayer" knife. Where there is nothing else it is a phrase.
func (r *reader) formOf(x *Description, contents [][2]int) doc.QuoteForm {
	in, out := false, false
	for _, p := range contents {
		for t := p[0]; t < p[1]; t++ {
			n := &x.nodes[t]
			if n.quoted == opening && (in || r.says(x, t)) || n.quoted == inside && t == p[0] {
				in = true
			}
			out = out || n.quoted == unquoted && n.mark == 0
		}
	}
	switch {
	case !in && !out:
		return doc.Phrase
	case !in:
		return doc.Indirect
	case out:
		return doc.Mixed
	}
	return doc.Direct
}

// naming is how many words in quotation marks can be a name or a term.
const naming = 4

// says reports whether the passage that token t opens is more than a name or a
// term: longer, or with a verb in it.
func (r *reader) says(x *Description, t int) bool {
	k, _ := slices.BinarySearchFunc(r.pass, x.d.Tokens[t].Start, func(p located, at int) int { return p.Start - at })
	if k == len(r.pass) || r.pass[k].Start != x.d.Tokens[t].Start {
		return true
	}
	p := &r.pass[k]
	if p.titled && p.end != '!' && p.end != '?' {
		return false
	}
	if p.words > naming {
		return true
	}
	for i := t + 1; i < len(x.nodes) && x.d.Tokens[i].Start < p.End; i++ {
		if tag := x.d.Tokens[i].Tag; x.nodes[i].verb && tag != "VBG" && tag != "VBN" || tag == "MD" || tag == "PRP" {
			return true
		}
	}
	return p.words == 0
}

// cueAt is a cue with what the lexicon knows of it: of the first listed verb
// from its head on, which can be an auxiliary.
func (r *reader) cueAt(x *Description, c cueAt) cue {
	out := cue{at: -1, span: x.span([2]int{c.first, c.end}), stance: doc.Neutral}
	for t := c.head; t < c.end; t++ {
		if strings.EqualFold(r.d.Tokens[t].Of(r.text), "according") {
			out.lemma, out.stance = "according to", doc.Asserts
			return out
		}
		for _, id := range r.look(r.d.Tokens[t].Of(r.text)).verbs {
			v := &r.lx.verbs[id]
			if v.particle == "" || v.frame != noFrame && t+1 < len(r.d.Tokens) && r.d.Tokens[t+1].Of(r.text) == v.particle {
				out.lemma, out.stance, out.frame = v.lemma, v.stance, v.frame
				return out
			}
		}
	}
	out.lemma = string(word.AppendLower(r.low[:0], r.d.Tokens[c.head].Of(r.text)))
	if x.nodes[c.head].verb {
		out.lemma = word.VerbLemma(out.lemma)
	}
	return out
}

// claimed is a piece of what the models found to be said.
type claimed struct {
	corpus.Span
	by int // index of the attribution
}

// merge joins what the models found with what the rules did. Where something
// stands in quotation marks the rules know better what is said, and where it
// does not the models; how far the words of the cue and the source go, the
// models. What one of the two has alone stays, unless it is in the way.
func (r *reader) merge(x *Description, learned []attribution) {
	pieces := make([]claimed, 0, len(learned)+len(learned)/4)
	for i := range learned {
		for _, s := range learned[i].spans {
			pieces = append(pieces, claimed{s, i})
		}
	}
	slices.SortFunc(pieces, func(a, b claimed) int { return a.Start - b.Start })
	out := make([]attribution, 0, len(r.found)+len(learned))
	used := make([]bool, len(learned))
	for _, f := range r.found {
		if f.within >= 0 {
			out = append(out, f)
			continue
		}
		best, most := mostOf(pieces, f.spans)
		switch {
		case best < 0:
			out = append(out, f)
		case f.form != doc.Indirect && f.form != doc.Phrase && f.cue.at >= 0 && overlap(learned[best].spans, f.cue.span):
			// What is said there holds the cue too: a quote around this one, where
			// its own cue stands before it.
			l := &learned[best]
			if gap := l.spans[0].Start - l.cue.span.End; gap < 0 || gap > besideCue || strings.HasSuffix(r.text[:f.cue.span.Start], " as ") {
				used[best] = true
			} else if f.speaker.Empty() || !r.speaks(f.speaker, f.cue.lemma == "according to") {
				continue
			}
			out = append(out, f)
		case f.form == doc.Indirect:
		case f.form == doc.Phrase:
			if most < length(f.spans) || learned[best].form == doc.Indirect {
				out = append(out, f)
			}
		default:
			if l := &learned[best]; !used[best] && 2*most >= min(length(f.spans), length(l.spans)) {
				r.refine(&f, l, most)
				used[best] = true
			}
			out = append(out, f)
		}
	}
	for i := range learned {
		if l := &learned[i]; !used[i] {
			l.first = r.passageIn(l.spans)
			out = append(out, *l)
		}
	}
	for i := range out {
		f := &out[i]
		if f.form != doc.Phrase && f.within < 0 && !f.cue.span.Empty() && (f.speaker.Empty() || !f.sourced && !r.speaks(f.speaker, f.cue.lemma == "according to")) {
			f.speaker = x.speaker(f)
		}
	}
	r.found = out
}

// mostOf is the attribution that has most of spans in its pieces, and how many
// bytes; -1 where none has any. No two pieces overlap.
func mostOf(pieces []claimed, spans []corpus.Span) (best, most int) {
	best = -1
	sum := map[int]int{}
	for _, s := range spans {
		k, _ := slices.BinarySearchFunc(pieces, s.Start, func(p claimed, at int) int { return p.End - at - 1 })
		for ; k < len(pieces) && pieces[k].Start < s.End; k++ {
			by := pieces[k].by
			sum[by] += min(s.End, pieces[k].End) - max(s.Start, pieces[k].Start)
			if sum[by] > most {
				best, most = by, sum[by]
			}
		}
	}
	return best, most
}

// refine takes what the models know better of an attribution that rules found
// too. most is how many bytes of what is said both agree on.
func (r *reader) refine(f, l *attribution, most int) {
	if l.cue.span.Overlaps(f.cue.span) {
		f.cue.span = l.cue.span
	}
	if f.speaker.Empty() || l.speaker.Overlaps(f.speaker) {
		f.speaker, f.sourced = l.speaker, l.sourced
	}
	f.margins = l.margins
	switch {
	case overlap(l.spans, f.speaker): // the rules have the better speaker: "cited her as saying"
	case f.form != doc.Direct && 4*most >= 3*max(length(f.spans), length(l.spans)):
		f.spans = l.spans
	case len(f.spans) == 1 && len(l.spans) == 1 && l.form == doc.Mixed && 10*most >= 9*length(f.spans) && r.sentenceAt(l.spans[0].End) == r.sentenceAt(f.spans[0].End):
		f.spans, f.form = l.spans, l.form
	}
	for _, s := range f.spans {
		if s.Overlaps(f.speaker) {
			f.speaker = corpus.Span{}
		}
	}
}

// contains reports whether one of spans holds all of s.
func contains(spans []corpus.Span, s corpus.Span) bool {
	return !s.Empty() && slices.ContainsFunc(spans, func(of corpus.Span) bool { return of.Contains(s) })
}

// overlap reports whether any of spans shares a byte with s.
func overlap(spans []corpus.Span, s corpus.Span) bool {
	return slices.ContainsFunc(spans, s.Overlaps)
}

// besideCue is how many bytes lie between a cue and what it reports, at most.
const besideCue = 40

// sentenceAt is the sentence that holds the byte before at.
func (r *reader) sentenceAt(at int) int {
	k, _ := slices.BinarySearchFunc(r.d.Sentences, at, func(s doc.Sentence, at int) int { return s.End - at })
	return k
}

// length is how many bytes spans have together, which do not overlap.
func length(spans []corpus.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// passageIn is the first passage that lies in spans, -1 where none does.
func (r *reader) passageIn(spans []corpus.Span) int {
	for _, s := range spans {
		k, _ := slices.BinarySearchFunc(r.pass, s.Start, func(p located, at int) int { return p.Start - at })
		for ; k < len(r.pass) && r.pass[k].Start < s.End; k++ {
			if r.pass[k].depth == 0 && r.pass[k].End <= s.End {
				return k
			}
		}
	}
	return -1
}
