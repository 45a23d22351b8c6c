package quote

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// uncued attributes a passage that nothing beside it reports: the same breath
// as the speech before, speech that stands alone, or a phrase.
func (r *reader) uncued(s, a, b, p, parent, last int) int {
	q := &r.pass[r.items[p].pass]
	if name, at := r.signature(p); p == a && !name.empty() && parent < 0 {
		f := attribution{spans: []corpus.Span{q.Span}, form: doc.Direct, within: parent, first: r.items[p].pass, basis: byVerb}
		f.cue = cue{at: -1, span: corpus.Span{Start: r.items[at].start, End: r.items[at].end}, lemma: "—", stance: doc.Asserts}
		f.speaker = r.span(name)
		r.found = append(r.found, f)
		return last
	}
	alone := p == a && (p+1 == b || last >= 0 && q.words >= 6 || q.end == '.' || q.end == '?' || q.end == '!') && q.clause && (!q.titled || q.end == '.' || q.end == '!')
	if alone && parent < 0 {
		if last >= 0 {
			f := &r.found[last]
			f.spans = append(f.spans, q.Span)
			return last
		}
		if f := (attribution{cue: noCue, spans: []corpus.Span{q.Span}, form: doc.Direct, within: parent, first: r.items[p].pass, basis: standing}); q.words >= 4 {
			if s > 0 {
				f.speaker = r.spokeBefore(r.cuts[s-1], a)
			}
			r.found = append(r.found, f)
			return len(r.found) - 1
		}
	}
	r.found = append(r.found, attribution{
		cue: noCue, spans: []corpus.Span{q.Span}, form: doc.Phrase, within: parent, first: r.items[p].pass, basis: asPhrase,
	})
	return last
}

// spokeBefore is the subject of the sentence [z, a) before a quote that stands
// alone, if that sentence says that somebody speaks: "Ida Torrance spoke
// outside the court."
func (r *reader) spokeBefore(z, a int) corpus.Span {
	for k := z; k < a && k < z+reach; k++ {
		it := &r.items[k]
		if it.pass >= 0 || !it.is(lower) {
			continue
		}
		w := r.word(k)
		id, _ := r.verbAt(k)
		if id >= 0 && r.lx.verbs[id].frame.speaks() && !r.lx.verbs[id].frame.weak() && !(it.is(participle) && !r.items[max(k-1, z)].is(comma)) && !r.isNoun(k, z) || w == "spoke" || w == "speaks" || w == "addressed" || w == "talked" {
			if n := r.clauseSubject(z, a); !n.empty() {
				if w := r.word(n.from); w == "I" || w == "We" || w == "we" || r.items[n.from].is(relative) && n.to == n.from+1 {
					return corpus.Span{}
				}
				return r.span(n)
			}
		}
	}
	return corpus.Span{}
}

// signature is the name behind a quote that stands alone: "…" — Ida Torrance,
// mayor. It must end its sentence. The item of the dash is returned too.
func (r *reader) signature(p int) (name noun, at int) {
	k := p + 1
	if k+1 >= len(r.items) || !r.items[k].is(dash) || !r.items[k+1].is(capital) {
		return noun{}, 0
	}
	for j := k + 1; j < len(r.items) && j < k+14; j++ {
		it := &r.items[j]
		if j > k+1 && (it.is(stop) || strings.IndexByte(r.text[r.items[j-1].end:it.start], '\n') >= 0) {
			return noun{k + 1, j}, k
		}
		if it.pass >= 0 || it.is(colon|dash|auxiliary|verbish) || len(it.verbs) > 0 && it.is(lower) {
			return noun{}, 0
		}
		if j+1 == len(r.items) {
			return noun{k + 1, j + 1}, k
		}
	}
	return noun{}, 0
}

// goesBack gives the speaker of attribution n, whose passage begins the
// sentence at item a, to speech that stood alone right before it. Where that
// was left without a closing mark it is the same quote.
func (r *reader) goesBack(n, a int) int {
	if n == r.base || a == 0 || r.items[a-1].pass < 0 {
		return n
	}
	f, g := &r.found[n], &r.found[n-1]
	q := &r.pass[r.items[a-1].pass]
	if g.cue.at >= 0 || g.form != doc.Direct || g.basis != standing || g.spans[len(g.spans)-1] != q.Span || f.form != doc.Direct {
		return n
	}
	if q.closed {
		if g.speaker.Empty() {
			g.speaker = f.speaker
		}
		return n
	}
	f.spans = append(g.spans, f.spans...)
	f.first = g.first
	r.found[n-1] = *f
	r.found = r.found[:n]
	return n - 1
}

// goesOn reports whether the paragraph that begins at item a goes on with the
// speech of the attribution: both are nothing but a passage there, or the
// passage before was left open.
func (r *reader) goesOn(a, last int) bool {
	return r.items[a].pass >= 0 && r.items[a-1].pass >= 0 || r.items[a].pass >= 0 && r.found[last].form == doc.Direct && r.found[last].spans[len(r.found[last].spans)-1].End > r.items[r.cutBefore(a)].start
}

// cutBefore is the start of the sentence before the one that begins at a.
func (r *reader) cutBefore(a int) int {
	return r.cuts[max(sort.SearchInts(r.cuts[:len(r.cuts)-1], a)-1, 0)]
}
