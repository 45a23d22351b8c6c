package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// cueBefore looks for the cue of the passage at item p before it, from a on:
// Smith said, "…" · Smith called it "…" · According to Smith, … "…".
func (r *reader) cueBefore(a, p int) cue {
	low := max(a, p-reach)
	sawThat, weak := false, noCue
	for j := p - 1; j >= low; j-- {
		it := &r.items[j]
		if it.pass >= 0 {
			continue
		}
		if it.is(stop) && r.text[it.start] != ';' && r.text[it.start] != '.' {
			break // "…", "?": another sentence
		}
		if r.isWord(j, "that") {
			sawThat = true
		}
		if j+1 < p && len(it.verbs) == 0 {
			if c := r.accordingTo(j, p); c.at >= 0 {
				if c.subject.to == p { // 'according to Smith, the "Harbor Project" and others'
					return noCue
				}
				return c
			}
		}
		id, n := r.verbAt(j)
		if id < 0 || it.is(capital) && j > a || it.is(preposition) && it.is(participle) || r.isNoun(j, a) || j+n > p {
			continue
		}
		c := r.makeCue(j, a)
		gap := p - c.end
		adjacent := gap == 0 || r.items[p-1].is(comma|colon) && !r.subordinate(c.end, p)
		if it.is(participle) && gap > 0 && j > a && !r.items[p-1].is(colon) && r.nominal(j-1) {
			continue // "praised for speaking out"
		}
		if (c.frame == think || c.frame == open) && !sawThat && !adjacent || c.frame == call && (gap > 25 || r.isCalled(c, a, p)) {
			continue
		}
		c = r.withSubject(c, a, p)
		if c.lemma == "add" && gap > 0 && !adjacent && !sawThat && !r.holdsVerb(c.end, p) && !r.pass[r.items[p].pass].clause && !(p+1 < len(r.items) && r.finite(p+1, p)) {
			continue // adds the towns to the "Grand Plan"
		}
		if c.frame == think && c.subject.empty() {
			continue // "See '…'"; "has to be understood": nobody thinks
		}
		if c.frame == call && r.newClause(c.end, p) {
			continue
		}
		// What is thought, in what is said, is said: "said he believes it is '…'".
		if c.frame.weak() && !adjacent {
			if weak.at < 0 {
				weak = c
			}
			continue
		}
		if weak.at >= 0 && (!c.frame.speaks() || c.passive) {
			continue
		}
		return c
	}
	return weak
}

// withSubject is cue c, before the passage at item p, with its subject: the
// agent of a passive, what stands before the verb, or, of an inverted "said
// Smith", what stands behind it.
func (r *reader) withSubject(c cue, a, p int) cue {
	c.subject = r.subject(c, a)
	if c.passive {
		c.subject = r.agent(c.end, p)
	}
	if c.group == a && c.frame == say && c.subject.empty() && !r.items[c.at].is(participle|infinitive) {
		c.subject = r.nounBehind(c.end, p) // Said Smith, "…"
		c.end = max(c.end, c.subject.to)
	}
	// "The harbor, said Smith, is '…'"
	if c.frame == say && !c.passive && c.group > a && r.items[c.group-1].is(comma) && c.group == c.at && r.items[c.end].is(capital) {
		if n := r.nounBehind(c.end, p); !n.empty() && n.to < p && r.items[n.to].is(comma) {
			c.subject = n
		}
	}
	return c
}

// isCalled reports whether the passage at item p, right behind cue c, is only
// the name that something has.
func (r *reader) isCalled(c cue, a, p int) bool {
	gap := p - c.end
	return (gap == 0 || gap == 1 && r.items[c.end].is(determiner) && r.items[max(c.group-1, a)].is(comma)) && r.names(c, a)
}

// names reports whether a cue right before a passage only tells what something
// is called: 'a program called "Harbor Lights"', 'it is dubbed "the Wall"'. In
// 'what Smith called "…"' somebody calls it so.
func (r *reader) names(c cue, a int) bool {
	switch c.lemma {
	case "call", "dub", "term", "nickname", "label", "brand":
	default:
		return false
	}
	if c.passive {
		return true
	}
	if r.items[c.at].is(participle) || c.group == a {
		return false
	}
	for k := c.group - 1; k >= a && k > c.group-9; k-- {
		if r.items[k].is(relative) || r.isWord(k, "what") {
			return false
		}
	}
	before := &r.items[c.group-1]
	return before.pass < 0 && (before.is(comma) || before.is(lower) && !before.is(pronoun|adverb|groupNoun|roleNoun|documentNoun|conjunction))
}

// subordinate reports whether "because", "which" and the like stand in [from, to).
func (r *reader) subordinate(from, to int) bool {
	for k := from; k < to; k++ {
		if r.items[k].pass < 0 && r.items[k].is(subordinator) && !r.items[k].is(preposition|determiner) {
			return true
		}
	}
	return false
}

// nominal reports whether the word at item k makes a noun of the -ing form
// behind it.
func (r *reader) nominal(k int) bool {
	return r.isWord(k, "for", "of", "about", "against", "from")
}

// newClause reports whether the items [from, to) begin a clause of their own
// behind a comma: 'if she rejects it now, she will be "finished"'.
func (r *reader) newClause(from, to int) bool {
	after := false
	for k := from; k < to; k++ {
		switch it := &r.items[k]; {
		case it.is(comma):
			after = true
		case it.is(relative) || it.pass >= 0:
			after = false
		case after && it.is(auxiliary) && !it.is(possessive):
			return true
		}
	}
	return false
}

// agent is the one after "by" behind a passive: "was asked by a voter".
func (r *reader) agent(i, b int) noun {
	for k := i; k < b && k < i+6; k++ {
		if r.items[k].pass >= 0 || r.items[k].is(stop|comma|colon) {
			break
		}
		if r.isWord(k, "by") {
			return r.nounBehind(k+1, b)
		}
	}
	return noun{}
}

// cueColon reads the sentence [a, b) that ends in a colon right before the
// passage: its last verb of speech, else the colon itself.
func (r *reader) cueColon(a, b int) cue {
	end := b - 1
	low := max(a, end-reach)
	for j := end - 1; j >= low; j-- {
		it := &r.items[j]
		if it.pass >= 0 {
			continue
		}
		id, n := r.verbAt(j)
		if id < 0 || it.is(capital) && j > a || it.is(preposition) && it.is(participle) || r.isNoun(j, a) || j+n > end {
			continue
		}
		c := r.makeCue(j, a)
		if c.frame == call && j < end-8 {
			continue
		}
		c.subject = r.subject(c, a)
		if c.passive {
			c.subject = r.agent(c.end, end)
		}
		c.colon = true
		return c
	}
	c := cue{lemma: ":", stance: doc.Asserts, frame: say, at: end, end: end + 1, group: end, colon: true}
	c.span = corpus.Span{Start: r.items[end].start, End: r.items[end].end}
	if !r.holdsVerb(a, end) { // "SMITH: …"; in "Here is what the letter says:" nobody is named
		c.subject = r.trim(max(a, end-12), end)
	} else if n := r.clauseSubject(a, end); r.namesPerson(n) { // "Smith issued the following statement:"
		c.subject = n
	}
	return c
}
