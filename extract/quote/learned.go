package quote

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// said is what belongs to one cue, as tokens.
type said struct {
	contents [][2]int
	source   [2]int
}

// learned are the attributions that the models find, in the order of their cues.
func (r *reader) learned(f *finder, x *Description) []attribution {
	l := f.idle.Get().(*[2]*Labeller)
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
		if a.cue.lemma == "claim" && r.claimsLives(a.spans[0]) || a.form == doc.Indirect && !strings.ContainsFunc(a.spans[0].Of(r.text), unicode.IsLetter) {
			continue
		}
		if a.addressee.Empty() {
			if p := x.listener(head, a.cue.frame == tell, append(s.contents, s.source)); p[1] > 0 {
				a.addressee = x.span(p)
			}
		}
		out = append(out, a)
	}
	f.idle.Put(l) // not where a word was fatal: what is known of it is not whole
	return out
}

// claimsLives reports whether what is claimed are lives: the war claimed the lives
// of thousands, and says nothing.
func (r *reader) claimsLives(s corpus.Span) bool {
	words := strings.Fields(r.text[s.Start:min(s.End, s.Start+40)])
	for _, w := range words[:min(4, len(words))] {
		if word.Is(strings.ToLower(w), "life", "lives") {
			return true
		}
	}
	return false
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
	head := c.head
	for t := c.head; t < c.end; t++ {
		if x.nodes[t].verb && r.look(r.d.Tokens[t].Of(r.text)).class&auxiliary == 0 {
			head = t // "have consistently upheld", "did not support"
			break
		}
	}
	out.lemma = string(word.AppendLower(r.low[:0], r.d.Tokens[head].Of(r.text)))
	if x.nodes[head].verb {
		out.lemma = word.VerbLemma(out.lemma)
	}
	return out
}
