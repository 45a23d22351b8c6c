package quote

import (
	"sort"
	"strings"

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

// newParagraph reports whether the sentence at item a begins a paragraph.
func (r *reader) newParagraph(a int) bool {
	return a > 0 && r.paragraphAt(r.items[a-1].end-1) != r.paragraphAt(r.items[a].start)
}

// paragraphAt is the paragraph of the sentence that holds an offset.
func (r *reader) paragraphAt(offset int) int {
	k := sort.Search(len(r.d.Sentences), func(k int) bool { return r.d.Sentences[k].Start > offset })
	return r.paragraph[max(k-1, 0)]
}

// goesOn reports whether the paragraph that begins at item a goes on with the
// speech of the attribution: both are nothing but a passage there, or the
// passage before was left open.
func (r *reader) goesOn(a, last int) bool {
	return r.items[a].pass >= 0 && r.items[a-1].pass >= 0 || r.items[a].pass >= 0 && r.found[last].form == doc.Direct && r.found[last].spans[len(r.found[last].spans)-1].End > r.items[r.cutBefore(a)].start
}

// cutBefore is the start of the sentence before the one that begins at a.
func (r *reader) cutBefore(a int) int {
	lo, hi := 0, len(r.cuts)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if r.cuts[mid] < a {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return r.cuts[max(lo-1, 0)]
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

// goesBack gives the speaker of attribution n, whose passage begins the
// sentence at item a, to speech that stood alone right before it. Where that
// was left without a closing mark it is the same quote.
func (r *reader) goesBack(n, a int) int {
	if n == r.base || a == 0 || r.items[a-1].pass < 0 {
		return n
	}
	f, g := &r.found[n], &r.found[n-1]
	q := &r.pass[r.items[a-1].pass]
	if g.cue.at >= 0 || g.form != doc.Direct || g.confidence != standing || g.spans[len(g.spans)-1] != q.Span || f.form != doc.Direct {
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

// manner reports whether item k is an adverb that tells how often or how
// something was said: "has said repeatedly".
func (r *reader) manner(k int) bool {
	w := r.word(k)
	if w == "only" {
		return false
	}
	if k+1 < len(r.items) && r.items[k+1].pass < 0 && r.items[k+1].is(lower) && r.items[k+1].class&^(lower|pastForm|gerund) == 0 {
		return false // "properly trained"
	}
	return r.items[k].is(adverb) && r.items[k].is(lower) && (strings.HasSuffix(w, "ly") || w == "again" || w == "later" || w == "then")
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

// addressee is the one told, right behind the verb.
func (r *reader) addressee(i, b int) noun {
	if i >= b {
		return noun{}
	}
	it := &r.items[i]
	if it.pass < 0 && (it.is(object) || r.isWord(i, "you", "it")) {
		return noun{i, i + 1}
	}
	n := r.nounBehind(i, b)
	// Not its appositions: a comma ends the one told.
	for k := n.from; k < n.to; k++ {
		if r.items[k].is(comma) {
			n.to = k
			break
		}
		if r.items[k].is(preposition) && (r.isWord(k, "in", "on", "at")) && k > n.from {
			n.to = k
			break
		}
	}
	return n
}

// hears reports whether the noun phrase right before a passage is the one told
// and not the start of what is promised or demanded: 'promised a more "open"'.
func (r *reader) hears(c cue, n noun) bool {
	last := &r.items[n.to-1]
	return c.lemma == "tell" || last.pass < 0 && last.is(capital|groupNoun|roleNoun|object|pronoun)
}

// contentStart is the item at which the reported clause begins behind the cue,
// for the passage at item p, and the one told, if any.
func (r *reader) contentStart(c cue, p int) (start int, addressee noun) {
	i := c.end
	if c.frame == tell && !c.passive {
		addressee = r.addressee(i, p)
		if !addressee.empty() && addressee.to < p && r.items[addressee.to].is(conjunction) {
			addressee = noun{} // one of several
		} else if !addressee.empty() && addressee.to < p {
			i = addressee.to
		} else if addressee.to == p {
			if r.hears(c, addressee) {
				i = p
			} else {
				addressee = noun{}
			}
		}
	}
	if c.subject.from >= c.end { // according to Smith, asked by Smith
		i = max(i, c.subject.to)
	}
	if c.frame.speaks() || c.frame == think {
		// "said in a statement on Sunday that …": what stands before "that"
		// is not said, if it holds no verb.
		for k := i; k < p && k < i+16; k++ {
			it := &r.items[k]
			if it.pass >= 0 || r.finite(k, i) && k > i || k == i && it.is(pronoun) && !it.is(determiner) {
				break
			}
			if r.isWord(k, "that") && (k+1 == p || !r.items[k+1].is(timeWord)) {
				return k, addressee
			}
			if it.is(colon) {
				return k + 1, addressee
			}
		}
		k := i
		for k < p && !(k+1 < p && r.items[k+1].is(possessive)) && (r.items[k].is(timeWord) || r.manner(k) || r.items[k].is(preposition) && k+1 < p && r.items[k+1].is(timeWord)) && !r.items[k].is(determiner) {
			k++
		}
		if k < p {
			i = k
		}
	}
	for i < p && r.items[i].is(comma|colon|dash) {
		i++
	}
	return min(i, p), addressee
}

// contentStartBehind is the item at which the clause begins that the passage at
// item p ends, where its cue stands behind.
func (r *reader) contentStartBehind(a, p int) int {
	start := a
	if n := len(r.found); n > r.base && r.found[n-1].cue.at >= a {
		f := &r.found[n-1]
		start = max(start, f.cue.end)
		end := f.spans[len(f.spans)-1].End
		for start < p && r.items[start].start < end {
			start++
		}
		// Behind an earlier quote of the sentence only a whole clause would count.
		return p
	}
	for start < p && (r.items[start].is(comma|conjunction|dash|stop|closeBracket|colon) || r.items[start].start == r.items[start].end) {
		start++
	}
	if p-start > reach {
		return p
	}
	// A colon or an opening bracket begins anew.
	for k := p - 1; k >= start; k-- {
		if r.items[k].is(colon | openBracket | stop) {
			return min(k+1, p)
		}
	}
	return start
}

// contentEnd is the offset at which the reported clause around the passage at
// item p ends: at the latest before the full stop of its sentence.
func (r *reader) contentEnd(c cue, p, b int) int {
	q := &r.pass[r.items[p].pass]
	end := q.End
	if q.end == '.' || q.end == '?' || q.end == '!' || q.end == ',' {
		if p+1 >= b || !r.items[p+1].is(lower) || q.end == ',' {
			return end
		}
	}
	for k := p + 1; k < b && k < p+reach; k++ {
		it := &r.items[k]
		if it.pass >= 0 {
			end = it.end
			continue
		}
		if it.is(stop | colon | dash | openBracket | closeBracket) {
			break
		}
		if it.is(comma) {
			if k+1 >= b {
				break
			}
			next := &r.items[k+1]
			if next.pass >= 0 {
				continue
			}
			if (r.isWord(k+1, "a", "an")) && r.relativeNear(k+2, b) {
				break // "…, a move that …"
			}
			if next.is(participle|gerund|relative|subordinator|preposition|conjunction|adverb|pronoun) || r.isWord(k+1, "according") || c.frame == call {
				break
			}
			if r.attribution(k + 1) {
				break
			}
			continue
		}
		if it.is(conjunction) && k+1 < b && r.items[k+1].pass < 0 {
			if id, _ := r.verbAt(k + 1); id >= 0 && r.items[k+1].is(lower) && !r.items[k+1].is(infinitive) {
				break
			}
			if r.items[k+1].is(adverb|auxiliary) || r.ownCue(k+1, b) {
				break
			}
		}
		if it.is(preposition) && k+1 < b && r.items[k+1].is(relative) && !r.items[k+1].is(determiner) {
			break // "…, to which Smith responded"
		}
		if it.is(gerund|participle) && r.items[k-1].pass < 0 && r.items[k-1].is(preposition|negation) {
			end = it.end
			continue
		}
		if c.frame == call {
			if it.is(adverb|subordinator|timeWord|gerund|participle) && !it.is(determiner|preposition) || it.is(preposition) && !r.isWord(k, "as") && r.adjunct(k, b) {
				break
			}
		} else if k == p+1 && it.is(preposition) && r.adjunct(k, b) && !r.isWord(k, "by") {
			break
		} else if w := r.word(k); w == "while" || w == "when" && k+1 < b && (len(r.items[k+1].verbs) > 0 || r.items[k+1].is(pastForm)) {
			break
		}
		end = it.end
	}
	// Not with a preposition or an "and" whose rest was left out.
	last := p
	for last+1 < b && r.items[last+1].end <= end {
		last++
	}
	for last > p && r.items[last].pass < 0 && r.items[last].is(preposition|conjunction) && !r.items[last].is(adverb) {
		last--
		end = max(q.End, r.items[last].end)
	}
	return end
}

// ownCue reports whether the clause that an "and" or "but" before item k opens
// has a verb of its own that reports its next passage.
func (r *reader) ownCue(k, b int) bool {
	for j := k; j < b && j < k+16 && r.items[j].pass < 0; j++ {
		if id, _ := r.verbAt(j); id >= 0 && j > k && r.items[j].is(lower) && !r.lx.verbs[id].frame.weak() && !r.isNoun(j, k) {
			for ; j < b && j < k+24; j++ {
				if r.items[j].pass >= 0 {
					return true
				}
			}
		}
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

// relativeNear reports whether a relative pronoun stands within a few items.
func (r *reader) relativeNear(k, b int) bool {
	for j := k; j < b && j < k+4; j++ {
		if r.items[j].is(relative) {
			return true
		}
	}
	return false
}

// opensAnew reports whether the words before the capitalized clause at item p
// do not lead into it: a comma, another passage, or the noun that a caption or
// headline without an end left there.
func (r *reader) opensAnew(p int) bool {
	before := &r.items[p-1]
	if before.is(comma) || before.pass >= 0 {
		return true
	}
	q := &r.pass[r.items[p].pass]
	return q.end == ',' && q.words >= 5 && len(before.verbs) == 0 && before.class&^(capital|number) == lower
}

// adjunctOnly reports whether [from, to) tells only when or where something was
// said: 'said in an interview with a local paper "We …"'.
func (r *reader) adjunctOnly(from, to int) bool {
	for k := from; k < to; k++ {
		if it := &r.items[k]; it.pass >= 0 || it.is(subordinator|relative) && !it.is(preposition) || r.finite(k, from) {
			return false
		}
	}
	return true
}

// adjunct reports whether the preposition at item k tells when or where
// something was said, and not what.
func (r *reader) adjunct(k, b int) bool {
	switch r.word(k) {
	case "during", "after", "before", "following", "since", "despite", "as", "by", "via", "amid", "ahead":
		return true
	case "in", "on", "at", "from", "to":
		j := k + 1
		for j < b && j < k+4 && (r.items[j].is(determiner) || r.items[j].is(lower) && !r.items[j].is(speechNoun|documentNoun|timeWord|preposition)) {
			j++
		}
		return j < b && (r.items[j].is(timeWord|speechNoun) || occasions[r.word(j)])
	}
	return false
}

// occasions are where things are said.
var occasions = map[string]bool{
	"interview": true, "speech": true, "rally": true, "debate": true, "conference": true, "hearing": true, "meeting": true,
	"event": true, "briefing": true, "address": true, "remarks": true, "forum": true, "show": true, "television": true,
	"Twitter": true, "Facebook": true, "reporters": true, "CNN": true, "NBC": true, "ABC": true, "MSNBC": true, "testimony": true,
	"call": true, "phone": true, "letter": true, "podcast": true, "documentary": true, "program": true, "programme": true, "video": true,
}

// uncued attributes a passage that nothing beside it reports: the same breath
// as the speech before, speech that stands alone, or a phrase.
func (r *reader) uncued(s, a, b, p, parent, last int) int {
	q := &r.pass[r.items[p].pass]
	if name, at := r.signature(p); p == a && !name.empty() && parent < 0 {
		f := attribution{spans: []corpus.Span{q.Span}, form: doc.Direct, within: parent, first: r.items[p].pass, confidence: sureVerb}
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
		if f := (attribution{cue: noCue, spans: []corpus.Span{q.Span}, form: doc.Direct, within: parent, first: r.items[p].pass, confidence: standing}); q.words >= 4 {
			if s > 0 {
				f.speaker = r.spokeBefore(r.cuts[s-1], a)
			}
			r.found = append(r.found, f)
			return len(r.found) - 1
		}
	}
	r.found = append(r.found, attribution{
		cue: noCue, spans: []corpus.Span{q.Span}, form: doc.Phrase, within: parent, first: r.items[p].pass, confidence: asPhrase,
	})
	return last
}
