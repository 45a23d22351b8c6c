package quote

import (
	"slices"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// reach is how many items a cue may stand from its quote. News sentences are
// shorter; without a bound, text without full stops would take quadratic time.
const reach = 60

// cue is what says that somebody speaks.
type cue struct {
	span    corpus.Span
	lemma   string
	stance  doc.Stance
	frame   frame
	at, end int  // items [at, end): the verb with its particle; at is -1 where there is none
	group   int  // where its auxiliaries and adverbs begin: "has also said"
	subject noun // who speaks
	behind  bool // it stands behind the quote
	passive bool // "was told"
	colon   bool // it ends in a colon
}

var noCue = cue{at: -1}

func (f frame) speaks() bool { return f == say || f == tell || f == open }

func (f frame) weak() bool { return f == think || f == open }

// word is the text of an item.
func (r *reader) word(i int) string { return r.text[r.items[i].start:r.items[i].end] }

// isWord reports whether an item is written exactly as one of the words.
func (r *reader) isWord(i int, words ...string) bool {
	return slices.Contains(words, r.word(i))
}

// makeCue fills a cue from the verb at item i of the sentence that begins at a.
func (r *reader) makeCue(i, a int) cue {
	id, n := r.verbAt(i)
	v := &r.lx.verbs[id]
	c := cue{lemma: v.lemma, stance: v.stance, frame: v.frame, at: i, end: i + n, group: i}
	for c.group > a {
		before := &r.items[c.group-1]
		if !before.is(auxiliary|adverb|negation) || before.is(timeWord|conjunction|comma) || before.pass >= 0 {
			break
		}
		c.group--
	}
	for c.group < i && r.items[c.group].is(adverb) && !r.items[c.group].is(lower) {
		c.group++
	}
	for k := c.group; k < i; k++ {
		switch r.word(k) {
		case "is", "are", "was", "were", "been", "be":
			c.passive = !r.items[i].is(participle)
		case "being":
			c.passive = true
		}
	}
	if r.passiveForm(i) {
		c.passive = true
	}
	if r.items[i].is(participle) {
		for k := c.group; k < i; k++ {
			if r.items[k].is(auxiliary) {
				break
			}
			if k == i-1 { // only adverbs
				c.group = k
			}
		}
	}
	for k := c.group; k < i; k++ {
		if r.items[k].is(negation) && v.stance == doc.Asserts {
			c.stance = doc.Neutral
		}
	}
	c.span = corpus.Span{Start: r.items[c.group].start, End: r.items[c.end-1].end}
	return c
}

// accordingTo reads "according to …" at item i.
func (r *reader) accordingTo(i, b int) cue {
	if i+1 >= b {
		return noCue
	}
	switch w := r.word(i); w {
	case "according", "According":
		if !r.isWord(i+1, "to") {
			return noCue
		}
	default:
		return noCue
	}
	c := cue{lemma: "according to", stance: doc.Asserts, frame: say, at: i, end: i + 2, group: i}
	c.span = corpus.Span{Start: r.items[i].start, End: r.items[i+1].end}
	c.subject = r.nounBehind(i+2, b)
	if i+2 < b && r.items[i+2].is(object) && !r.items[i+2].is(determiner) {
		c.subject = noun{i + 2, i + 3}
	}
	if r.items[i].is(capital) { // "According to the report, Smith …": no apposition
		for k := c.subject.from + 1; k < c.subject.to-1; k++ {
			if r.items[k].is(comma) && (r.items[k+1].is(capital) || c.subject.to < b && !r.items[c.subject.to].is(comma)) {
				c.subject.to = k
			}
		}
	}
	return c
}
