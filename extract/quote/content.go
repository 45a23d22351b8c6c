package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// Confidences, by evidence: how often rows of each kind hold on news.
const (
	sureVerb    = 0.95 // beside a verb of speech with a speaker
	noSpeaker   = 0.70 // a cue without a speaker
	inClause    = 0.80 // a fragment in a reported clause
	inObject    = 0.75 // called it "…"
	byThought   = 0.55 // verbs of thinking, finding, wanting
	carriedOver = 0.75 // the same breath as an attribution before it
	standing    = 0.40 // a sentence in marks, nothing beside it
	asPhrase    = 0.60
)

// attribute goes through the sentences of the items and makes attributions of
// the passages in them; parent is the passage that the items are from, or -1.
func (r *reader) attribute(parent int) {
	r.base = len(r.found)
	last := -1 // the attribution that speech without a cue of its own goes on from
	for s := 0; s+1 < len(r.cuts); s++ {
		a, b := r.cuts[s], r.cuts[s+1]
		if s > 0 && last >= 0 && r.newParagraph(a) && !r.goesOn(a, last) {
			last = -1
		}
		r.headline(a, b)
		any, lead, before := false, -1, len(r.found)
		for p := a; p < b; p++ {
			if r.items[p].pass < 0 {
				continue
			}
			any = true
			last = r.one(s, a, b, p, parent, last)
			if lead < 0 && p == a && last >= 0 && r.found[last].cue.behind {
				lead = last
			}
		}
		if lead >= 0 { // what follows goes on from the sentence's own quote, not from one in its tail
			last = lead
		}
		if !any {
			last = -1
		}
		if parent < 0 && r.onlyPhrases(a, before) {
			r.indirect(a, b, parent)
		}
	}
}

// onlyPhrases reports whether the sentence at item a has nothing but phrases,
// from found[before:] on, if anything: it can then be indirect speech.
func (r *reader) onlyPhrases(a, before int) bool {
	for _, f := range r.found[min(before, len(r.found)):] {
		if f.form != doc.Phrase {
			return false
		}
	}
	return r.items[a].pass < 0
}

// one attributes the passage at item p of the sentence [a, b), number s. It
// returns the attribution that later speech may go on from, or -1.
func (r *reader) one(s, a, b, p, parent, last int) int {
	q := &r.pass[r.items[p].pass]
	// Inside content that was already taken as reported speech?
	if n := len(r.found); n > r.base && r.found[n-1].cue.at >= a {
		for _, span := range r.found[n-1].spans {
			if span.Contains(q.Span) {
				return last
			}
		}
	}
	behind := r.cueBehind(a, b, p)
	var before cue
	if p > a {
		before = r.cueBefore(a, p)
	} else {
		before = noCue
	}
	c := behind
	if before.at >= 0 && (c.at < 0 || r.prefersBefore(before, behind, p)) {
		c = before
	}
	if c.at < 0 && p > a && r.items[p-1].is(colon) {
		c = r.cueColon(a, p)
	}
	fromColon := false
	if c.at < 0 && p == a && s > 0 && (parent < 0 || q.clause) {
		if z := r.cuts[s-1]; r.items[a-1].is(colon) {
			c = r.cueColon(z, a)
			fromColon = true
		}
	}
	if c.at >= 0 && c.colon && !fromColon && c.lemma == ":" && !q.clause && q.words < 4 && q.end == 0 {
		c = noCue
	}
	if c.at >= 0 && !c.behind && c.subject.empty() && q.titled && (c.colon || r.items[max(p-1, 0)].is(colon)) {
		c = noCue // "Related: 'Mayor Opens Harbor'"
	}
	tail := 0
	if c.at < 0 || c.frame.weak() && !r.beside(c, p) {
		if z, k := r.cueEnd(b, p); z.at >= 0 {
			c, tail = z, k
		}
	}
	// 'said on "This Week" that …': where it was said.
	if c.at >= 0 && c.frame != call && !c.behind && c.end < p && r.items[p-1].is(preposition|possessive) && (q.titled || p+1 < b && r.isWord(p+1, "that") && !q.clause) {
		c = noCue
	}
	// A title in the midst of what is said is nobody's words.
	if c.at >= 0 && q.titled && q.end == 0 && !r.beside(c, p) && c.frame != call && p+1 < b && !r.items[p+1].is(stop) && tail == 0 && !c.behind {
		c = noCue
	}
	if c.at >= 0 && q.titled && q.end == 0 && c.frame == call && !c.behind && c.end < p && p+1 < b && r.items[p+1].is(lower) && !r.items[p+1].is(preposition|conjunction|timeWord|adverb|subordinator|auxiliary) {
		c = noCue // 'called the "Harbor Lights" festival "a joke"'
	}
	// 'told "Meet the Town"' behind what was told.
	if c.at >= 0 && !c.behind && c.end == p && c.frame == tell && q.titled && r.taken(c) {
		c = noCue
	}
	if c.at < 0 {
		return r.uncued(s, a, b, p, parent, last)
	}
	n := len(r.found)
	for n > r.base && n+4 > len(r.found) && r.found[n-1].form == doc.Phrase && r.found[n-1].within == parent {
		n--
	}
	if n == len(r.found)-1 && n > r.base && r.found[n-1].cue.at == c.at { // a title between the two
		r.found = r.found[:n]
	}
	if f := len(r.found) - 1; f >= r.base && r.found[f].cue.at == c.at && r.found[f].cue.behind && (!q.clause || q.titled) && q.words < 3 && !r.items[p-1].is(comma|colon|dash) {
		return r.uncued(s, a, b, p, parent, last) // ', whose group gave an "A" to'
	}
	if n := len(r.found); n > r.base && r.found[n-1].cue.at == c.at && r.found[n-1].within == parent {
		// The verb already has a quote: "…," he said, "…".
		f := &r.found[n-1]
		span := q.Span
		if !c.behind && !r.beside(c, p) && !f.cue.behind {
			span = corpus.Span{Start: q.Start, End: r.contentEnd(c, p, b)}
		}
		f.spans = append(f.spans, span)
		return n - 1
	}
	f := attribution{cue: c, within: parent, first: r.items[p].pass, form: doc.Direct, confidence: sureVerb}
	span := q.Span
	switch {
	case fromColon || parent >= 0:
		if !q.clause && !q.capital {
			f.form = doc.Mixed
		}
	case tail > 0:
		f.form = doc.Mixed
		span.Start = r.items[r.contentStartBehind(a, p)].start
		span.End = r.items[tail-1].end
	case c.behind:
		if start := r.contentStartBehind(a, p); start < p && !(q.capital && q.clause && r.opensAnew(p)) {
			span.Start = r.items[start].start
			f.form = doc.Mixed
		} else if !q.clause && q.end != ',' && q.end != '.' {
			f.form = doc.Mixed
		}
	default:
		start, addressee := r.contentStart(c, p)
		f.addressee = r.span(addressee)
		switch {
		case r.items[p-1].is(colon) && (q.clause || q.capital):
		case r.beside(c, p) && c.frame != call && (q.clause || q.capital || r.items[p-1].is(comma|colon)):
			if !q.clause && !q.capital && !r.items[p-1].is(colon) || !q.capital && q.end == 0 && r.contentEnd(c, p, b) > q.End {
				f.form = doc.Mixed
			}
		case q.capital && q.clause && r.items[min(c.end, p-1)].is(preposition) && c.frame.speaks() && r.adjunctOnly(c.end, p):
		case r.isWord(p-1, "that") && q.clause && start >= p-1:
		default:
			f.form = doc.Mixed
			span.Start = r.items[start].start
		}
		if f.form == doc.Mixed {
			span.End = r.contentEnd(c, p, b)
		}
	}
	f.spans = []corpus.Span{span}
	if c.behind && c.frame == tell {
		f.addressee = r.span(r.addressee(c.end, b))
	}
	f.speaker = r.span(c.subject)
	if f.speaker.Empty() && last >= 0 && c.group == a && r.items[c.at].is(participle) {
		f.speaker = r.found[last].speaker // a sentence "Adding, …"
	}
	if f.speaker.Empty() && !c.behind && r.items[c.at].is(participle) && c.group <= a+1 {
		f.speaker = r.span(r.mainSubject(p, b))
	}
	if f.speaker.Overlaps(span) { // cannot be: the words that are said name the one who says them
		f.speaker = corpus.Span{}
		c.subject = noun{}
	}
	if f.addressee.Overlaps(span) {
		f.addressee = corpus.Span{}
	}
	switch {
	case f.speaker.Empty():
		f.confidence = noSpeaker
	case c.frame == think:
		f.confidence = byThought
	case c.frame == call:
		f.confidence = inObject
	case f.form == doc.Mixed:
		f.confidence = inClause
	}
	if c.colon || c.end < len(r.items) && r.items[c.end].is(colon) && r.items[c.end].pass < 0 {
		if c.end < len(r.items) && r.items[c.end].is(colon) {
			f.cue.span.End = r.items[c.end].end
		}
	}
	for n := len(r.found); n > r.base && r.found[n-1].form == doc.Phrase && span.Contains(r.found[n-1].spans[0]); n-- {
		r.found = r.found[:n-1] // a part of what is reported after all
	}
	r.found = append(r.found, f)
	if n := len(r.found) - 1; c.behind && p == a {
		return r.goesBack(n, a)
	}
	return len(r.found) - 1
}

// prefersBefore decides between cues on both sides of the passage at item p.
func (r *reader) prefersBefore(before, behind cue, p int) bool {
	q := &r.pass[r.items[p].pass]
	if behind.lemma == "according to" {
		return false
	}
	// "…," he said, "…," she said: what stands right behind wins, unless the
	// verb before introduces with a colon or comma of its own.
	if r.items[p-1].is(colon) {
		return q.end != ',' // ': "…," said Smith' names its own speaker
	}
	if r.beside(before, p) && before.frame.speaks() && !r.taken(before) {
		return true
	}
	return !(q.end == ',' || q.end == '?' || q.end == '!' || q.end == '-' || q.end == '.' || r.items[p+1].is(comma|dash)) && !r.taken(before)
}

// taken reports whether the verb of a cue already has a quote before it.
func (r *reader) taken(c cue) bool {
	n := len(r.found)
	return n > r.base && r.found[n-1].cue.at == c.at
}

// beside reports whether nothing but an addressee, a time or a comma stands
// between the cue and the passage at item p.
func (r *reader) beside(c cue, p int) bool {
	if c.end == p {
		return c.frame.speaks() || c.frame == think
	}
	if c.end > p {
		return false
	}
	if c.end == p-1 && c.frame == say && r.items[p-1].is(adverb) {
		return true
	}
	if first := &r.items[c.end]; !r.pass[r.items[p].pass].capital && r.items[p-1].is(comma) && c.frame == say && !c.passive && c.end < p-1 && c.subject.from < c.end &&
		first.is(capital|determiner|pronoun) && !first.is(timeWord|preposition|object) {
		return false // 'said Smith, the mayor, "was very clear"'
	}
	if r.items[p-1].is(comma | colon) {
		for k := c.end; k < p-1; k++ {
			if r.items[k].pass >= 0 || r.isWord(k, "that") {
				return false
			}
			if len(r.items[k].verbs) > 0 && r.items[k].is(participle) {
				return false
			}
			if r.finite(k, c.end) && k > c.end {
				return false
			}
		}
		return p-c.end < 30
	}
	if c.frame == tell {
		n := r.addressee(c.end, p)
		return !n.empty() && n.to == p && r.hears(c, n)
	}
	return false
}

// mainSubject is the subject of the main clause behind an opening such as
// 'After saying it was "…", she left'.
func (r *reader) mainSubject(p, b int) noun {
	for k := p + 1; k < b && k < p+reach; k++ {
		if r.items[k].pass < 0 && r.items[k].is(comma) || k == p+1 && r.pass[r.items[p].pass].end == ',' {
			if r.items[k].is(comma) {
				k++
			}
			return r.nounBehind(k, b)
		}
	}
	return noun{}
}
