package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// indirect attributes the reported speech of a sentence without quotation
// marks, in the three patterns that are safe without a parser:
//
//	The harbor is gone, Torrance said.
//	According to Torrance, the harbor is gone.
//	Torrance said that the harbor is gone.
func (r *reader) indirect(a, b, parent int) {
	end := b
	for end > a && r.items[end-1].is(stop) {
		end--
	}
	if end-a < 6 || end < b && r.text[r.items[end].start] == '?' {
		return
	}
	f := attribution{within: parent, first: -1, form: doc.Indirect, basis: byReport}
	from, to := 0, 0
	if c, at := r.cueEnd(b, a-1); c.at >= 0 && at-a >= 4 && r.holdsVerb(a, at) {
		f.cue, from, to = c, a, at
	} else if c := r.accordingTo(a, end); c.at >= 0 && c.subject.to < end && r.items[c.subject.to].is(comma) {
		f.cue, from, to = c, c.subject.to+1, end
	} else if c := r.mainCue(a, end); c.at >= 0 {
		start, addressee := r.contentStart(c, end)
		from, to = start, r.clauseEnd(start, end)
		f.cue, f.addressee = c, r.span(addressee)
	} else {
		return
	}
	for from < to && r.items[from].is(comma|conjunction|dash) {
		from++
	}
	// A clause, and a whole one: "the bill, which, according to Smith, …".
	if to-from < 3 || r.items[to-1].is(colon) || f.cue.behind && r.dependent(from, to) || r.items[to-1].is(subordinator|conjunction|preposition) && !r.items[to-1].is(adverb) {
		return
	}
	span := corpus.Span{Start: r.items[from].start, End: r.items[to-1].end}
	f.spans = []corpus.Span{span}
	f.speaker = r.span(f.cue.subject)
	if f.speaker.Empty() || !r.speaks(f.speaker, f.cue.lemma == "according to") || f.speaker.Overlaps(span) || f.cue.span.Overlaps(span) || f.addressee.Overlaps(span) {
		return
	}
	r.found = append(r.found, f)
}

// dependent reports whether [from, to) is only the dependent clause that a
// sentence opens with: "After the storm took the pier, he said he …".
func (r *reader) dependent(from, to int) bool {
	if !r.items[from].is(dependent) {
		return false
	}
	for k := from; k < to; k++ {
		if r.items[k].is(comma) {
			return false
		}
	}
	return true
}

// mainCue is the first verb of the sentence [a, end), where it is one of
// speech with a subject and a clause behind it.
func (r *reader) mainCue(a, end int) cue {
	for j := a; j < end && j < a+reach; j++ {
		it := &r.items[j]
		id, _ := r.verbAt(j)
		if id < 0 || !it.is(lower) || r.isNoun(j, a) || it.is(participle) || !r.lx.verbs[id].frame.speaks() || r.lx.verbs[id].frame.weak() {
			continue
		}
		c := r.makeCue(j, a)
		if c.passive || j > a && r.isWord(j-1, "to") {
			return noCue
		}
		c.subject = r.subject(c, a)
		if c.subject.empty() || c.subject.to > j || r.isWord(c.subject.from, "I", "We", "we", "That") && c.subject.to == c.subject.from+1 {
			return noCue // what the author says is no report, nor is "That said,"
		}
		if k := c.subject.from; k > a && (r.isWord(k-1, "what", "What")) {
			return noCue
		}
		start, addressee := r.contentStart(c, end)
		if start >= end {
			return noCue
		}
		if r.isWord(start, "that") {
			if c.frame == tell && c.stance == doc.Demands && !addressee.empty() {
				return noCue // "encourages owners that …"
			}
			if k := max(c.end, addressee.to); k < start && !r.items[k].is(timeWord|preposition|adverb|comma) {
				return noCue // "praised the man that …"
			}
			return c
		}
		// Without "that" only "say" is sure to be followed by what is said, and
		// that begins with a noun phrase and has a verb.
		if first := &r.items[start]; c.lemma == "say" && (r.isWord(start, "there") || first.is(pronoun|determiner|capital|groupNoun)) && !first.is(relative) && r.holdsVerb(start+1, min(end, start+20)) {
			return c
		}
		return noCue
	}
	return noCue
}

// clauseEnd is where the clause that begins at item from ends, at the latest
// before end.
func (r *reader) clauseEnd(from, end int) int {
	for k := from + 1; k < end; k++ {
		it := &r.items[k]
		if it.is(dash) {
			return k
		}
		if it.is(comma) && k+1 < end {
			next := &r.items[k+1]
			if (next.is(conjunction) || r.isWord(k+1, "while", "although", "though")) && r.othersSay(k+2, end) {
				return k
			}
			if next.is(participle|gerund) && r.holdsVerb(from+1, k) || r.isWord(k+1, "according") || next.is(conjunction) && k+2 < end && r.items[k+2].is(auxiliary) || next.is(conjunction) && k+2 < end && len(r.items[k+2].verbs) > 0 && r.items[k+2].is(lower) && !r.items[k+2].is(infinitive) {
				return k
			}
		}
		if it.is(conjunction) && k+1 < end && len(r.items[k+1].verbs) > 0 && r.items[k+1].is(lower) && !r.items[k+1].is(infinitive) {
			if id, _ := r.verbAt(k + 1); id >= 0 && r.lx.verbs[id].frame.speaks() && !r.lx.verbs[id].frame.weak() {
				return k
			}
		}
	}
	return end
}

// othersSay reports whether the clause that begins at item i reports speech of
// its own: "…, but the mayor has said".
func (r *reader) othersSay(i, end int) bool {
	for k := i; k < end && k < i+14; k++ {
		it := &r.items[k]
		if it.pass >= 0 || it.is(comma|stop|colon|dash) || it.is(subordinator) && !it.is(determiner) {
			return false
		}
		if k == i || !r.finite(k, i) {
			continue
		}
		if r.isWord(k, "has", "have", "had", "also") {
			continue
		}
		id, _ := r.verbAt(k)
		return id >= 0 && r.lx.verbs[id].frame.speaks() && !r.lx.verbs[id].frame.weak() && !r.isNoun(k, i)
	}
	return false
}
