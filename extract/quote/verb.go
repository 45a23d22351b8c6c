package quote

import "strings"

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

// finite reports whether item i looks like a verb with a subject.
func (r *reader) finite(i, a int) bool {
	it := &r.items[i]
	if it.pass >= 0 || it.is(capital) {
		return false
	}
	if it.is(auxiliary) && !it.is(possessive) {
		return true
	}
	if it.is(auxiliary) && it.is(possessive) { // "he's", "Smith's"
		return i > a && r.items[i-1].is(pronoun)
	}
	if r.passiveForm(i) {
		return false
	}
	noun := i > a && r.items[i-1].is(determiner|possessive|preposition|number)
	if it.is(verbish) {
		return !noun
	}
	if len(it.verbs) > 0 && !it.is(participle) {
		return !noun && !r.isNoun(i, a)
	}
	return it.is(pastForm) && !noun && !(i > a && (r.items[i-1].is(adverb) || r.isWord(i-1, "-")))
}

// passiveForm reports whether item i is a participle before "by" without an
// auxiliary, which no subject of its own has: "the decree signed by the mayor".
func (r *reader) passiveForm(i int) bool {
	if w := r.word(i); (w == "known" || w == "seen" || w == "shown") && !(i > 0 && r.items[i-1].is(auxiliary|adverb)) {
		return true
	}
	if i+1 >= len(r.items) || r.items[i+1].pass >= 0 || !r.isWord(i+1, "by") || !r.items[i].is(lower) {
		return false
	}
	w := r.word(i)
	if c := w[len(w)-1]; c != 'd' && c != 'n' && c != 't' {
		return false
	}
	k := i - 1
	for k > 0 && r.items[k].is(adverb|negation) {
		k--
	}
	return k < 0 || !r.items[k].is(auxiliary)
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
		if it.is(ingNoun) && i > a+1 && before.is(lower) && r.items[i-2].is(determiner|possessive) {
			return true // "a clear warning of"
		}
		return before.is(determiner) && !before.is(pronoun)
	}
	if last := r.text[it.end-1]; before.is(possessive|number) && (it.is(infinitive) || last == 's') {
		return true
	}
	// A base form is a verb only behind "to", a modal, a pronoun or a plural:
	// "the latest attack", "deputy counsel".
	if it.is(infinitive) && !it.is(plainVerb) {
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

// neverNoun reports whether item i is a form of "say" or "tell" that no noun
// looks like: "one of the two said".
func (r *reader) neverNoun(i int) bool {
	return r.isWord(i, "said", "told", "says", "tells")
}

// continues reports whether the word at item k makes one verb with "to" and the
// verb behind it: "went on to say", "went as far as to say".
func (r *reader) continues(k int) bool {
	return r.isWord(k, "on", "continued", "continues", "proceeded", "as")
}

// standsAlone reports whether the determiner before the past form at item i is
// a quantity that stands for a noun: "the other two added that …".
func (r *reader) standsAlone(i int) bool {
	w := r.word(i)
	if !r.counts(i-1) || w[len(w)-1] != 'd' || i+1 >= len(r.items) {
		return false
	}
	next := &r.items[i+1]
	return next.pass >= 0 || next.is(comma|stop|colon|pronoun|determiner|subordinator)
}

// counts reports whether item k is a determiner that counts.
func (r *reader) counts(k int) bool {
	return r.items[k].is(quantity) && r.items[k].is(lower)
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
		case r.counts(k) || k < i-1 && r.neverNoun(k):
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
			return b.is(lower) && r.text[b.end-1] == 's' && b.class&grammar == lower && len(b.verbs) == 0
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

// openingVerb reports whether a capitalized item is a participle that opens a
// sentence: "Asked about it, Smith said", "Speaking in Iowa, …".
func (r *reader) openingVerb(i int) bool {
	it := &r.items[i]
	if !it.is(capital) || it.is(documentNoun|groupNoun|roleNoun) {
		return false
	}
	w := r.word(i)
	return len(it.verbs) > 0 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")) || strings.HasSuffix(w, "ing") && len(w) > 5
}

// holdsVerb reports whether [from, to) has a finite verb outside of a relative
// clause.
func (r *reader) holdsVerb(from, to int) bool {
	for k := from; k < to; k++ {
		if r.items[k].is(relative) && k > from {
			return false
		}
		if r.finite(k, from) {
			return true
		}
	}
	return false
}

// clauseBefore reports whether a verb stands before item i in its clause, so
// that an "and" at i joins clauses and not nouns.
func (r *reader) clauseBefore(i, a int) bool {
	for k := i - 1; k >= a && k > i-12; k-- {
		it := &r.items[k]
		if it.pass >= 0 && r.pass[it.pass].end != ',' {
			return true
		}
		if it.pass >= 0 || it.is(comma|stop|colon) {
			return k == i-1
		}
		if r.finite(k, a) {
			return true
		}
	}
	return false
}
