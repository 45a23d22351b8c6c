package quote

import (
	"slices"
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

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
	speakers := make([]corpus.Span, 0, len(out))
	for i := range out {
		speakers = append(speakers, out[i].speaker)
	}
	slices.SortFunc(speakers, func(a, b corpus.Span) int { return a.Start - b.Start })
	for i := range learned {
		l := &learned[i]
		if used[i] || l.form == doc.Indirect && len(l.spans) == 1 && heldBy(speakers, l.spans[0]) {
			continue // "cited the mayor as saying" is no citation of the mayor
		}
		l.first = r.passageIn(l.spans)
		out = append(out, *l)
	}
	for i := range out {
		f := &out[i]
		if f.form != doc.Phrase && f.within < 0 && !f.cue.span.Empty() && (f.speaker.Empty() || !f.sourced && !r.speaks(f.speaker, f.cue.lemma == "according to")) {
			f.speaker = x.speaker(f)
		}
		if f.speaker.End <= f.cue.span.Start && r.saidOf(f.cue.span) {
			f.speaker, f.sourced = corpus.Span{}, false
			continue
		}
		if f.form != doc.Phrase && f.within < 0 && (f.speaker.Empty() || !f.sourced && f.cue.lemma == "add") {
			if s := r.sharer(x, f, out); !s.Empty() {
				f.speaker = s
			}
		}
	}
	r.found = out
}

// sharer is the speaker of the attribution that f goes on with, where f is
// reported by a participle behind a comma and no tree tells whose it is, or it
// is "adding", which the tree likes to give to what was said: "She said that the
// pier was gone, adding that". It is empty for none.
func (r *reader) sharer(x *Description, f *attribution, all []attribution) corpus.Span {
	k := x.TokenAt(f.cue.span.Start)
	for k < len(r.d.Tokens) && r.d.Tokens[k].Tag == "RB" {
		k++
	}
	if k == 0 || k == len(r.d.Tokens) || r.d.Tokens[k].Tag != "VBG" || r.d.Tokens[k-1].Of(r.text) != "," {
		return corpus.Span{}
	}
	for i := range all {
		a := &all[i]
		if last := a.spans[len(a.spans)-1].End; !a.speaker.Empty() && a.speaker.End <= f.cue.span.Start && last <= f.cue.span.Start && last >= r.d.Tokens[k-1].Start {
			return a.speaker
		}
	}
	return corpus.Span{}
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
	if (f.speaker.Empty() || l.speaker.Overlaps(f.speaker)) && !(l.speaker.Overlaps(f.addressee) && l.speaker != f.speaker) {
		f.speaker, f.sourced = l.speaker, l.sourced
	}
	f.margins = l.margins
	switch {
	case r.leads(f.spans) && l.spans[len(l.spans)-1].End > f.spans[len(f.spans)-1].End:
		// “We lost,” the mayor, who left in May, told the paper: behind such a comma
		// stands who speaks, not what is said.
	case overlap(l.spans, f.speaker): // the rules have the better speaker: "cited her as saying"
	case f.form != doc.Direct && 4*most >= 3*max(length(f.spans), length(l.spans)):
		f.spans = l.spans
	case f.cue.frame != call && len(f.spans) == 1 && len(l.spans) == 1 && l.form != doc.Direct && 10*most >= 9*length(f.spans) && r.sentenceAt(l.spans[0].End) == r.sentenceAt(f.spans[0].End):
		f.spans, f.form = l.spans, doc.Mixed
	}
	for _, s := range f.spans {
		if s.Overlaps(f.speaker) {
			f.speaker = corpus.Span{}
		}
	}
}

// heldBy reports whether one of the spans, in the order of their starts, holds s.
func heldBy(spans []corpus.Span, s corpus.Span) bool {
	k := sort.Search(len(spans), func(k int) bool { return spans[k].Start > s.Start })
	return k > 0 && spans[k-1].Contains(s)
}

// saidOf reports whether a cue is a passive that tells what others say of its
// subject: "Torrance is said to have left", "was widely believed".
func (r *reader) saidOf(cue corpus.Span) bool {
	be := false
	for k := r.tokenAt(cue.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < cue.End; k++ {
		t := r.d.Tokens[k]
		w := strings.ToLower(t.Of(r.text))
		switch {
		case word.Is(w, "is", "are", "was", "were", "be", "been"):
			be = true
		case be && t.Tag == "RB":
		case be:
			return word.Is(w, "said", "believed", "thought", "reported", "alleged", "rumored", "rumoured", "expected", "understood", "considered", "known", "presumed", "deemed", "suspected")
		default:
			be = false
		}
	}
	return false
}

// leads reports whether what is said ends in a comma within its closing mark.
func (r *reader) leads(spans []corpus.Span) bool {
	s := strings.TrimRight(spans[len(spans)-1].Of(r.text), "\"”’'»")
	return strings.HasSuffix(s, ",") && len(s) < spans[len(spans)-1].Len()
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
