package quote

import "strings"

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
	if n := len(r.found); n > r.base && r.found[n-1].cue.at >= a {
		// Behind an earlier quote of the sentence only a whole clause would count.
		return p
	}
	start := a
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
		switch {
		case it.pass >= 0:
		case it.is(comma):
			if r.endsAtComma(c, k, b) {
				return r.wholeWord(p, b, end)
			}
			continue
		case r.endsBefore(c, p, k, b):
			return r.wholeWord(p, b, end)
		}
		end = it.end
	}
	return r.wholeWord(p, b, end)
}

// wholeWord is the end of content that would end at offset end, without a
// preposition or an "and" whose rest was left out.
func (r *reader) wholeWord(p, b, end int) int {
	last := p
	for last+1 < b && r.items[last+1].end <= end {
		last++
	}
	for last > p && r.items[last].pass < 0 && r.items[last].is(preposition|conjunction) && !r.items[last].is(adverb) {
		last--
		end = max(r.items[p].end, r.items[last].end)
	}
	return end
}

// endsAtComma reports whether the comma at item k ends the content that cue c
// reports.
func (r *reader) endsAtComma(c cue, k, b int) bool {
	if k+1 >= b {
		return true
	}
	next := &r.items[k+1]
	switch {
	case next.pass >= 0:
		return false
	case r.isWord(k+1, "a", "an") && r.relativeNear(k+2, b): // "…, a move that …"
		return true
	case next.is(participle | gerund | relative | subordinator | preposition | conjunction | adverb | pronoun), r.isWord(k+1, "according"), c.frame == call:
		return true
	}
	return r.attribution(k + 1)
}

// endsBefore reports whether the content that cue c reports, around the passage
// at item p, ends before item k.
func (r *reader) endsBefore(c cue, p, k, b int) bool {
	it := &r.items[k]
	if it.is(stop | colon | dash | openBracket | closeBracket) {
		return true
	}
	if it.is(conjunction) && k+1 < b && r.items[k+1].pass < 0 {
		next := &r.items[k+1]
		if id, _ := r.verbAt(k + 1); id >= 0 && next.is(lower) && !next.is(infinitive) || next.is(adverb|auxiliary) || r.ownCue(k+1, b) {
			return true
		}
	}
	if it.is(preposition) && k+1 < b && r.items[k+1].is(relative) && !r.items[k+1].is(determiner) {
		return true // "…, to which Smith responded"
	}
	if it.is(gerund|participle) && r.items[k-1].pass < 0 && r.items[k-1].is(preposition|negation) {
		return false // "for letting boats go"
	}
	if c.frame == call {
		return it.is(adverb|subordinator|timeWord|gerund|participle) && !it.is(determiner|preposition) || it.is(preposition) && !r.isWord(k, "as") && r.adjunct(k, b)
	}
	if k == p+1 && it.is(preposition) && r.adjunct(k, b) && !r.isWord(k, "by") {
		return true
	}
	return r.isWord(k, "while") || r.isWord(k, "when") && k+1 < b && (len(r.items[k+1].verbs) > 0 || r.items[k+1].is(pastForm))
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
	return q.end == ',' && q.words >= 5 && len(before.verbs) == 0 && before.class&grammar&^(capital|number) == lower
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
	switch it := &r.items[k]; {
	case !it.is(lower):
	case it.is(adjunctPrep):
		return true
	case r.isWord(k, "in", "on", "at", "from", "to"):
		j := k + 1
		for j < b && j < k+4 && (r.items[j].is(determiner) || r.items[j].is(lower) && !r.items[j].is(speechNoun|documentNoun|timeWord|occasion|preposition)) {
			j++
		}
		return j < b && (r.items[j].is(timeWord | speechNoun | occasion))
	}
	return false
}

// manner reports whether item k is an adverb that tells how often or how
// something was said: "has said repeatedly".
func (r *reader) manner(k int) bool {
	w := r.word(k)
	if w == "only" {
		return false
	}
	if k+1 < len(r.items) && r.items[k+1].pass < 0 && r.items[k+1].is(lower) && r.items[k+1].class&grammar&^(lower|pastForm|gerund) == 0 {
		return false // "properly trained"
	}
	return r.items[k].is(adverb) && r.items[k].is(lower) && (strings.HasSuffix(w, "ly") || w == "again" || w == "later" || w == "then")
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
