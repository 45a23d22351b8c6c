package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
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
	c, fromColon, tail := r.choose(s, a, b, p, parent)
	if c.at < 0 || r.noSpeech(c, b, p, tail) {
		return r.uncued(s, a, b, p, parent, last)
	}
	n := len(r.found)
	for n > r.base && n+4 > len(r.found) && r.found[n-1].form == doc.Phrase && r.found[n-1].within == parent {
		n--
	}
	if n == len(r.found)-1 && n > r.base && r.found[n-1].cue.at == c.at { // a title between the two
		r.found = r.found[:n]
	}
	if r.taken(c) {
		f := &r.found[len(r.found)-1]
		if f.cue.behind && (!q.clause || q.titled) && q.words < 3 && !r.items[p-1].is(comma|colon|dash) {
			return r.uncued(s, a, b, p, parent, last) // ', whose group gave an "A" to'
		}
		if f.within == parent { // the verb already has a quote: "…," he said, "…".
			span := q.Span
			if !c.behind && !r.beside(c, p) && !f.cue.behind {
				span.End = r.contentEnd(c, p, b)
			}
			if end := &f.spans[len(f.spans)-1]; !c.behind && !f.cue.behind && f.form == doc.Mixed && r.oneClause(end.End, p) {
				end.End = max(end.End, span.End) // the words between the two are reported too
			} else {
				f.spans = append(f.spans, span)
			}
			return len(r.found) - 1
		}
	}
	f := attribution{cue: c, within: parent, first: r.items[p].pass}
	var span corpus.Span
	switch {
	case fromColon || parent >= 0:
		f.form, span = doc.Direct, q.Span
		if !q.clause && !q.capital {
			f.form = doc.Mixed
		}
	case tail > 0:
		f.form, span = doc.Mixed, corpus.Span{Start: r.items[r.contentStartBehind(a, p)].start, End: r.items[tail-1].end}
	case c.behind:
		f.form, span = r.contentBefore(a, p)
	default:
		f.form, span, f.addressee = r.contentBehind(c, b, p)
	}
	f.spans = []corpus.Span{span}
	if c.behind && c.frame == tell {
		f.addressee = r.span(r.addressee(c.end, b))
	}
	if f.addressee.Overlaps(span) {
		f.addressee = corpus.Span{}
	}
	f.speaker = r.speaker(c, a, b, p, last)
	if f.speaker.Overlaps(span) { // cannot be: the words that are said name the one who says them
		f.speaker = corpus.Span{}
	}
	f.basis = f.basisOf()
	if c.end < len(r.items) && r.items[c.end].is(colon) {
		f.cue.span.End = r.items[c.end].end
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

// oneClause reports whether what stands between offset end and the passage at
// item p goes on with the clause before: no stop, dash or bracket.
func (r *reader) oneClause(end, p int) bool {
	for k := p - 1; k >= 0 && r.items[k].start >= end; k-- {
		if r.items[k].pass >= 0 || r.items[k].is(stop|colon|dash|openBracket|closeBracket) {
			return false
		}
	}
	return true
}

// choose finds the cue of the passage at item p of the sentence [a, b), number
// s: before it, behind it, in the sentence before if that ends in a colon, or
// at the end of its own, which the comma at item tail then sets off.
func (r *reader) choose(s, a, b, p, parent int) (c cue, fromColon bool, tail int) {
	q := &r.pass[r.items[p].pass]
	c = r.cueBehind(a, b, p)
	if p > a {
		if before := r.cueBefore(a, p); before.at >= 0 && (c.at < 0 || r.prefersBefore(before, c, p)) {
			c = before
		}
	}
	if c.at < 0 && p > a && r.items[p-1].is(colon) {
		if c = r.cueColon(a, p); c.lemma == ":" && !q.clause && q.words < 4 && q.end == 0 {
			c = noCue
		}
	}
	if c.at < 0 && p == a && s > 0 && (parent < 0 || q.clause) && r.items[a-1].is(colon) {
		c, fromColon = r.cueColon(r.cuts[s-1], a), true
	}
	if c.at >= 0 && !c.behind && c.subject.empty() && q.titled && (c.colon || r.items[max(p-1, 0)].is(colon)) {
		c = noCue // "Related: 'Mayor Opens Harbor'"
	}
	if c.at < 0 || c.frame.weak() && !r.beside(c, p) {
		if z, k := r.cueEnd(b, p); z.at >= 0 {
			c, tail = z, k
		}
	}
	return c, fromColon, tail
}

// noSpeech reports whether the passage at item p, that cue c could report,
// rather is a title or a name in what is reported.
func (r *reader) noSpeech(c cue, b, p, tail int) bool {
	q := &r.pass[r.items[p].pass]
	if c.behind {
		return false
	}
	title := q.titled && q.end == 0
	switch {
	case c.frame != call && c.end < p && r.items[p-1].is(preposition|possessive) && (q.titled || p+1 < b && r.isWord(p+1, "that") && !q.clause):
		return true // 'said on "This Week" that …': where it was said
	case title && c.frame != call && !r.beside(c, p) && p+1 < b && !r.items[p+1].is(stop) && tail == 0:
		return true // in the midst of what is said
	case title && c.frame == call && c.end < p && p+1 < b && r.items[p+1].is(lower) && !r.items[p+1].is(preposition|conjunction|timeWord|adverb|subordinator|auxiliary):
		return true // 'called the "Harbor Lights" festival "a joke"'
	}
	return c.end == p && c.frame == tell && q.titled && r.taken(c) // 'told "Meet the Town"' behind what was told
}

// contentBefore is the form and extent of what the passage at item p ends,
// where its cue stands behind.
func (r *reader) contentBefore(a, p int) (doc.QuoteForm, corpus.Span) {
	q := &r.pass[r.items[p].pass]
	if start := r.contentStartBehind(a, p); start < p && !(q.capital && q.clause && r.opensAnew(p)) {
		return doc.Mixed, corpus.Span{Start: r.items[start].start, End: q.End}
	}
	if !q.clause && q.end != ',' && q.end != '.' {
		return doc.Mixed, q.Span
	}
	return doc.Direct, q.Span
}

// contentBehind is the form and extent of what cue c, before the passage at
// item p, reports, and the one told.
func (r *reader) contentBehind(c cue, b, p int) (form doc.QuoteForm, span, told corpus.Span) {
	q := &r.pass[r.items[p].pass]
	form, span = doc.Direct, q.Span
	start, addressee := r.contentStart(c, p)
	switch {
	case r.items[p-1].is(colon) && (q.clause || q.capital):
	case r.beside(c, p) && c.frame != call && (q.clause || q.capital || r.items[p-1].is(comma|colon)):
		if !q.clause && !q.capital && !r.items[p-1].is(colon) || !q.capital && q.end == 0 && r.contentEnd(c, p, b) > q.End {
			form = doc.Mixed
		}
	case q.capital && q.clause && r.items[min(c.end, p-1)].is(preposition) && c.frame.speaks() && r.adjunctOnly(c.end, p):
	case r.isWord(p-1, "that") && q.clause && start >= p-1:
	default:
		form = doc.Mixed
		span.Start = r.items[start].start
	}
	if form == doc.Mixed {
		span.End = r.contentEnd(c, p, b)
	}
	return form, span, r.span(addressee)
}

// speaker is the subject of cue c, which reports the passage at item p of the
// sentence [a, b); that of a participle is the one before, or the one behind.
func (r *reader) speaker(c cue, a, b, p, last int) corpus.Span {
	s := r.span(c.subject)
	if s.Empty() && last >= 0 && c.group == a && r.items[c.at].is(participle) {
		s = r.found[last].speaker // a sentence "Adding, …"
	}
	if s.Empty() && !c.behind && r.items[c.at].is(participle) && c.group <= a+1 {
		s = r.span(r.mainSubject(p, b))
	}
	return s
}

// basisOf is the basis that cue and form of an attribution are.
func (f *attribution) basisOf() basis {
	switch {
	case f.speaker.Empty():
		return noSpeaker
	case f.cue.frame == think:
		return byThought
	case f.cue.frame == call:
		return inObject
	case f.form == doc.Mixed:
		return inClause
	}
	return byVerb
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
	return !(q.leadsOn() || r.items[p+1].is(comma|dash)) && !r.taken(before)
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
