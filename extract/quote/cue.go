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

// noun is a noun phrase: items [from, to), empty for none.
type noun struct{ from, to int }

func (n noun) empty() bool { return n.to <= n.from }

func (r *reader) span(n noun) corpus.Span {
	if n.empty() {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.items[n.from].start, End: r.items[n.to-1].end}
}

func (f frame) speaks() bool { return f == say || f == tell || f == open }

func (f frame) weak() bool { return f == think || f == open }

// verbAt is the listed verb that begins at item i, with its particle, and the
// number of items that it takes; -1 for none.
func (r *reader) verbAt(i int) (id int32, n int) {
	it := &r.items[i]
	for _, id := range it.verbs {
		p := r.lx.verbs[id].particle
		if p == "" {
			return id, 1
		}
		if i+1 < len(r.items) && r.items[i+1].pass < 0 && r.word(i+1) == p {
			if r.lx.verbs[id].frame == noFrame || p == "on" && i+2 < len(r.items) && r.items[i+2].pass < 0 && r.isWord(i+2, "to") {
				return -1, 0
			}
			return id, 2
		}
	}
	return -1, 0
}

// word is the text of an item.
func (r *reader) word(i int) string { return r.text[r.items[i].start:r.items[i].end] }

// isWord reports whether an item is written exactly as one of the words.
func (r *reader) isWord(i int, words ...string) bool {
	return slices.Contains(words, r.word(i))
}

// isNoun reports whether a form of a verb is used as a noun at item i: "his
// claims", "a report", "the White House's call".
func (r *reader) isNoun(i, a int) bool {
	it := &r.items[i]
	if it.is(capital) && i > a { // part of a name, or a title
		return true
	}
	if i == a {
		return it.is(documentNoun)
	}
	before := &r.items[i-1]
	if r.neverNoun(i) {
		return false
	}
	if w := r.word(i - 1); w == "-" || w == "whose" { // "so-called"
		return true
	}
	if it.is(participle) {
		switch r.word(i) {
		case "warning", "hearing", "briefing", "finding", "feeling", "reading", "ruling":
			if i > a+1 && before.is(lower) && r.items[i-2].is(determiner|possessive) {
				return true // "a clear warning of"
			}
		}
		return before.is(determiner) && !before.is(pronoun)
	}
	if last := r.text[it.end-1]; before.is(possessive|number) && (it.is(infinitive) || last == 's') {
		return true
	}
	// A base form is a verb only behind "to", a modal, a pronoun or a plural:
	// "the latest attack", "deputy counsel".
	if it.is(infinitive) && !r.plainVerb(i) {
		k := i - 1
		for k > a && r.items[k].is(adverb) && r.items[k].is(lower) {
			k--
		}
		b := &r.items[k]
		if !(r.isWord(k, "to") || b.is(auxiliary|pronoun|groupNoun|conjunction|comma|negation) || b.pass < 0 && b.is(lower) && r.text[b.end-1] == 's') {
			return true
		}
	}
	if before.is(preposition) && !before.is(adverb) {
		return !(it.is(infinitive) && r.isWord(i-1, "to") && i > a+1 && r.continues(i-2))
	}
	if before.is(determiner) && !before.is(pronoun|groupNoun) {
		return !r.standsAlone(i)
	}
	if r.pluralNoun(i, a) {
		return true
	}
	if before.is(possessive) && (!before.is(auxiliary) || i > a+1 && r.items[i-2].is(capital|lower) && !r.items[i-2].is(pronoun|relative)) {
		return true // "the council's proposed", not "he's said"
	}
	// "the latest report", "Clinton's false claims"
	return i > a+1 && it.is(documentNoun|speechNoun) && before.is(lower) && !before.is(adverb|auxiliary|groupNoun|roleNoun|pronoun) && r.items[i-2].is(determiner|possessive)
}

// continues reports whether the word at item k makes one verb with "to" and the
// verb behind it: "went on to say", "went as far as to say".
func (r *reader) continues(k int) bool {
	switch r.word(k) {
	case "on", "continued", "continues", "proceeded", "as":
		return true
	}
	return false
}

// neverNoun reports whether item i is a form of "say" or "tell" that no noun
// looks like: "one of the two said".
func (r *reader) neverNoun(i int) bool {
	switch r.word(i) {
	case "said", "told", "says", "tells":
		return true
	}
	return false
}

// standsAlone reports whether the determiner before the past form at item i is
// a quantity that stands for a noun: "the other two added that …".
func (r *reader) standsAlone(i int) bool {
	w := r.word(i)
	if !r.quantity(i-1) || w[len(w)-1] != 'd' || i+1 >= len(r.items) {
		return false
	}
	next := &r.items[i+1]
	return next.pass >= 0 || next.is(comma|stop|colon|pronoun|determiner|subordinator)
}

// quantity reports whether item k is a determiner that counts.
func (r *reader) quantity(k int) bool {
	switch r.word(k) {
	case "two", "three", "four", "five", "six", "several", "many", "both", "few", "most", "all", "some", "other", "these", "those", "any", "no", "such":
		return true
	}
	return false
}

// pluralNoun reports whether a form in -s at item i is the plural of a noun,
// as "claims", "states" and "calls" can be. Its subject would be singular: a
// name, or a noun with a singular determiner before it.
func (r *reader) pluralNoun(i, a int) bool {
	w := r.word(i)
	if w[len(w)-1] != 's' {
		return false
	}
	for k := i - 1; k >= a && k > i-8; k-- {
		it := &r.items[k]
		switch {
		case r.quantity(k) || k < i-1 && r.neverNoun(k):
			return true
		case it.pass >= 0: // 'to "neutral" states'
			return k == i-1 && k > a && r.items[k-1].is(preposition|determiner)
		case it.is(capital | pronoun | relative | possessive | roleNoun | documentNoun | groupNoun | closeBracket | number):
			return false
		case it.is(determiner):
			// "said the ongoing protests"
			return r.isWord(k, "the") && k < i-1 && k > a && r.neverNoun(k-1)
		case k == i-1 && it.is(conjunction) && k > a && r.items[k-1].pass < 0:
			// "shootings and protests"
			b := &r.items[k-1]
			return b.is(lower) && r.text[b.end-1] == 's' && b.class == lower && len(b.verbs) == 0
		case it.is(participle | gerund): // "asking honest answers"
			return k < i-1
		case k == i-1 && it.is(adverb|timeWord|auxiliary|comma|conjunction):
			return false
		case it.is(comma|stop|conjunction|colon|dash|subordinator) || r.finite(k, a):
			return true
		case it.is(preposition):
			return k == i-2
		}
	}
	return false
}

// plainVerb reports whether the base form at item i is hardly ever a noun.
func (r *reader) plainVerb(i int) bool {
	switch r.word(i) {
	case "say", "think", "believe", "argue", "tell", "know", "insist", "agree", "describe", "accuse", "deny":
		return true
	}
	return false
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

// cueBehind looks for the cue of the passage at item p behind it, before b:
// "…," said Smith · "…," Smith, the mayor, said · "…," according to Smith.
func (r *reader) cueBehind(a, b, p int) cue {
	q := &r.pass[r.items[p].pass]
	i := p + 1
	open := q.end == ',' || q.end == '?' || q.end == '!' || q.end == '-' || q.end == '.'
	for i < b && (r.items[i].is(comma|dash) || r.isWord(i, "as")) {
		open = true
		i++
	}
	if i >= b || r.items[i].pass >= 0 || r.items[i].is(conjunction|stop|colon|openBracket) || i > p+1 && r.isWord(i-1, "as") && len(r.items[i].verbs) > 0 {
		return noCue
	}
	if c := r.accordingTo(i, b); c.at >= 0 {
		c.behind = true
		return c
	}
	if !open && !(p == a && q.clause) {
		// Without a comma only a verb right here can be meant.
		if id, _ := r.verbAt(i); id < 0 || r.lx.verbs[id].frame != say || !r.items[i].is(lower) || r.items[i].is(participle|infinitive) {
			return noCue
		}
	}
	inRelative, verbInside := false, false
	for j := i; j < b && j < i+reach; j++ {
		it := &r.items[j]
		if it.pass >= 0 || it.is(stop|colon) {
			break
		}
		if it.is(comma) {
			inRelative = false
			continue
		}
		if it.is(relative) && (j > i && r.items[j-1].is(comma|capital) || !it.is(determiner)) {
			inRelative, verbInside = true, false
			continue
		}
		if inRelative && r.finite(j, i) {
			if verbInside && r.reports(j, i) { // "one officer who took part told reporters"
				inRelative = false
			}
			verbInside = true
		}
		if it.is(subordinator) && !it.is(relative|adverb|preposition) && j == i {
			break
		}
		if it.is(conjunction) && j > i && r.items[j-1].is(comma) {
			break // "…," where …, and you assume
		}
		if inRelative || !it.is(lower) {
			continue
		}
		if id, _ := r.verbAt(j); id >= 0 && !r.isNoun(j, i) {
			f := r.lx.verbs[id].frame
			if it.is(participle) {
				if j != i || !f.speaks() {
					continue // "adding" does not report what stands before it
				}
				return noCue
			}
			if f == call || f == think && r.items[j].is(infinitive) && j == i {
				break
			}
			if !open && !f.speaks() {
				return noCue
			}
			c := r.makeCue(j, i)
			c.behind = true
			if c.passive && f != tell {
				if c.group > i && c.end+1 < b && r.isWord(c.end, "as") && r.items[c.end+1].is(participle) { // "Smith was quoted as saying"
					c.subject = r.between(i, c.group)
					c.end += 2
					c.span.End = r.items[c.end-1].end
					return c
				}
				return noCue // "is related to"
			}
			if c.group <= i {
				if f == think {
					break
				}
				c.subject = r.nounBehind(c.end, b)
				if c.passive {
					c.subject = noun{}
				}
				if !(p == a && q.clause) && r.clauseFollows(max(c.end, c.subject.to), b) {
					return noCue
				}
				if c.subject.empty() && (!open || c.group < j) { // '…," had apologized', 'to "neutral" states in the area'
					return noCue
				}
				return c
			}
			c.subject = r.between(i, c.group)
			if c.passive {
				c.subject = noun{}
			} else if c.subject.empty() || c.end < b && r.isWord(c.end, "that") || !(p == a && q.clause) && r.clauseFollows(c.end, b) {
				return noCue
			}
			return c
		}
		if it.is(verbish) && !it.is(preposition|adverb|determiner|documentNoun) && j > i && !r.items[j-1].is(determiner|possessive) {
			break
		}
	}
	return noCue
}

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
		switch c.frame {
		case think, open:
			if !(sawThat || adjacent) {
				continue
			}
		case call:
			if gap > 25 {
				continue
			}
		}
		if c.frame == call && (gap == 0 || gap == 1 && r.items[c.end].is(determiner) && r.items[max(c.group-1, a)].is(comma)) && r.names(c, a) {
			continue
		}
		c.subject = r.subject(c, a)
		if c.passive {
			c.subject = r.agent(c.end, p)
			if c.frame == think && c.subject.empty() {
				continue // "has to be understood": nobody thinks
			}
		}
		if c.group == a && c.frame == say && c.subject.empty() && !it.is(participle|infinitive) {
			c.subject = r.nounBehind(c.end, p) // Said Smith, "…"
			c.end = max(c.end, c.subject.to)
		}
		// "The harbor, said Smith, is '…'"
		if c.frame == say && !c.passive && c.group > a && r.items[c.group-1].is(comma) && c.group == j && r.items[c.end].is(capital) {
			if n := r.nounBehind(c.end, p); !n.empty() && n.to < p && r.items[n.to].is(comma) {
				c.subject = n
			}
		}
		if c.lemma == "add" && gap > 0 && !adjacent && !sawThat && !r.holdsVerb(c.end, p) && !r.pass[r.items[p].pass].clause && !(p+1 < len(r.items) && r.finite(p+1, p)) {
			continue // adds the towns to the "Grand Plan"
		}
		if c.frame == think && c.subject.empty() {
			continue // "See '…'"
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
	switch r.word(k) {
	case "for", "of", "about", "against", "from":
		return true
	}
	return false
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

// cueEnd looks for the cue at the end of a sentence that a passage is a part
// of: 'The "small handful" of firms will stay, Smith said.' The comma before it
// is returned too.
func (r *reader) cueEnd(b, p int) (c cue, at int) {
	for k := p + 1; k < b && k < p+reach; k++ {
		it := &r.items[k]
		inMarks := it.pass >= 0 && r.pass[it.pass].end == ','
		if !inMarks && (it.pass >= 0 || !it.is(comma)) || k+1 >= b || r.items[k+1].pass >= 0 || r.items[k+1].is(relative) && !r.items[k+1].is(determiner) {
			continue
		}
		if inMarks {
			k++ // what is said ends with the passage
			if !r.attribution(k) {
				continue
			}
			c := r.cueBehind(k, b, k-1)
			if c.at >= 0 && !c.subject.empty() && c.frame.speaks() {
				return c, k
			}
			continue
		}
		if c := r.accordingTo(k+1, b); c.at >= 0 {
			c.behind = true
			return c, k
		}
		if !r.attribution(k+1) || r.isWord(k+1, "to") {
			continue
		}
		for j := k + 1; j < b && j < k+14; j++ {
			if r.items[j].is(comma) && j+1 < b && r.items[j+1].pass < 0 && len(r.items[j+1].verbs) == 0 && r.attribution(j+1) && !(r.items[k+1].is(capital) && (r.items[j+1].is(determiner) || r.namesPerson(noun{k + 1, j}))) {
				k = j // a comma of a list: "… roads, schools and ports, Smith said"
				continue
			}
			if r.items[j].is(relative) && !r.items[j].is(determiner) && !r.items[j-1].is(comma) {
				break // ", the bank which said": no clause of its own
			}
			if !r.reports(j, k+1) {
				continue
			}
			c := r.makeCue(j, k+1)
			c.behind = true
			if c.frame == open && c.end < b && !r.items[c.end].is(comma|stop|timeWord) {
				break // "…, and the debate continues in the courts"
			}
			if c.group <= k+1 {
				c.subject = r.nounBehind(c.end, b)
			} else {
				c.subject = r.between(k+1, c.group)
			}
			if c.subject.empty() || c.passive || r.clauseFollows(max(c.end, c.subject.to), b) || !r.canSpeak(c) {
				break
			}
			return c, k
		}
	}
	return noCue, 0
}

// canSpeak reports whether the subject of a cue at the end of a sentence looks
// like one who speaks, which in ", a plane maintained at the base" and
// ", put it better than most" it does not.
func (r *reader) canSpeak(c cue) bool {
	first, last := &r.items[c.subject.from], &r.items[c.subject.to-1]
	const people = capital | pronoun | groupNoun | roleNoun | documentNoun
	if c.subject.from >= c.end { // said Smith
		return first.is(people|determiner|number) || r.text[last.end-1] == 's'
	}
	if w := r.word(c.subject.from); w != "a" && w != "an" {
		return true
	}
	switch c.lemma {
	case "say", "tell", "add", "write", "report", "note", "argue", "explain", "warn":
		return true
	}
	for k := c.subject.from; k < c.subject.to; k++ {
		if r.items[k].is(people) {
			return true
		}
	}
	return false
}

// clauseFollows reports whether the items from i on, up to a comma, go on with
// a clause or an infinitive: what stands before is then the start of a
// sentence, not its attribution.
func (r *reader) clauseFollows(i, b int) bool {
	for k := i; k < b && k < i+20; k++ {
		it := &r.items[k]
		switch {
		case it.is(comma|stop|relative|dash) || r.opensClause(k) || it.is(subordinator) && !it.is(preposition) && k > i:
			return false
		case it.pass >= 0:
			return false
		case r.isWord(k, "to") && k+1 < b && r.items[k+1].is(infinitive|auxiliary) || r.finite(k, i) && k > i:
			return true
		}
	}
	return false
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

// namesPerson reports whether a noun phrase ends in, or is, the name of a person.
func (r *reader) namesPerson(n noun) bool {
	if n.empty() {
		return false
	}
	s := r.span(n)
	for m := searchMention(r.d.Mentions, s.Start); m < len(r.d.Mentions) && r.d.Mentions[m].Start < s.End; m++ {
		if d := &r.d.Mentions[m]; d.Kind == doc.Person && d.Form == doc.FormName && d.End <= s.End {
			return d.End == s.End || r.items[n.from].is(capital)
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
