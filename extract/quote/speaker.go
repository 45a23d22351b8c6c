package quote

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

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

// subject is the subject of a cue that stands before its quote, in the
// sentence from a on.
func (r *reader) subject(c cue, a int) noun {
	i := c.group - 1
	for i >= a && i > c.group-5 && r.items[i].is(timeWord) && !r.items[i].is(determiner) {
		i-- // "Smith on Sunday said"
	}
	if i >= a && i < c.group-1 && r.items[i].is(preposition) {
		i--
	} else if i >= a && !r.items[i].is(comma|capital) {
		i = c.group - 1
	}
	if i < a {
		return noun{}
	}
	it := &r.items[i]
	verb := &r.items[c.at]
	if c.group == c.at && verb.is(participle) {
		for k := i - 1; k > a && k > i-8 && r.items[k].pass < 0 && !r.items[k].is(comma|stop); k-- {
			if r.isWord(k, "with") && r.items[k-1].is(comma) { // ", with one of them adding"
				return noun{k + 1, i + 1}
			}
		}
	}
	if c.group == c.at && verb.is(participle) && it.is(comma) {
		if n := r.before(a, i); !n.empty() {
			return n
		}
	}
	if c.group == c.at && verb.is(participle) && r.isWord(i, "as") {
		if n := r.quoted(a, i); !n.empty() {
			return n
		}
	}
	if c.group == c.at && verb.is(participle) || r.isWord(i, "to") || it.is(conjunction) || r.isWord(i, "by") {
		return r.clauseSubject(a, i)
	}
	switch {
	case it.is(pronoun) && !it.is(determiner|relative):
		return noun{i, i + 1}
	case it.is(relative) && !it.is(determiner):
		if i > a && r.items[i-1].is(comma) {
			i--
		}
		if n := r.left(i, a); !n.empty() {
			return r.nearest(n)
		}
		if r.isWord(i, "that") {
			return noun{}
		}
		return noun{i, i + 1}
	case it.is(comma):
		return r.apposed(a, i)
	}
	if n := r.left(i+1, a); !n.empty() {
		return r.apposedOpen(n, a)
	}
	return r.clauseSubject(a, i+1)
}

// before is the subject of an attribution that ends at the comma at item i:
// "…, Smith said, adding", "…, said Smith, adding".
func (r *reader) before(a, i int) noun {
	for j := i - 1; j > a && j > i-8 && r.items[j].pass < 0; j-- {
		if r.items[j].is(comma) {
			if n := r.nounBehind(j+2, i); j+2 < i && r.reports(j+1, j+1) && n.to == i {
				return n
			}
			return noun{}
		}
		if w := r.word(j); !r.reports(j, a) || w[len(w)-1] == 's' && !r.neverNoun(j) {
			continue
		}
		k := j
		for k > a && !r.items[k-1].is(comma) && k > j-14 {
			k--
		}
		if k == a || !r.items[k-1].is(comma) || k == j {
			continue
		}
		return r.between(k, r.makeCue(j, k).group)
	}
	return noun{}
}

// quoted is who is quoted before "as saying" at item i: "state radio cited the
// mayor as saying", "the mayor was quoted by state radio as saying".
func (r *reader) quoted(a, i int) noun {
	for k := i - 1; k >= a && k > i-30; k-- {
		if id, n := r.verbAt(k); id >= 0 && !r.isNoun(k, a) {
			switch r.lx.verbs[id].lemma {
			case "quote", "cite", "paraphrase":
				if c := r.makeCue(k, a); c.passive || k+n == i || r.isWord(k+n, "by") {
					return r.subject(c, a)
				}
				return r.nounBehind(k+n, i)
			}
			return noun{}
		}
	}
	return noun{}
}

// apposedOpen adds the name in front to an apposition that no comma closes:
// "Ida Torrance, the mayor of Port Ellis said". The name must begin the
// clause: in "For Ida Torrance, the mayor said" it names another.
func (r *reader) apposedOpen(n noun, a int) noun {
	k := n.from - 1
	if k <= a || !r.items[k].is(comma) || !r.items[n.from].is(determiner|capital) {
		return n
	}
	name := r.left(k, a)
	if name.empty() || name.to != k || name.from != a && !(r.items[name.from-1].is(conjunction) || r.isWord(name.from-1, "as", "As")) {
		return n
	}
	m := searchMention(r.d.Mentions, r.items[name.from].start)
	for ; m < len(r.d.Mentions) && r.d.Mentions[m].Start < r.items[k].start; m++ {
		if d := &r.d.Mentions[m]; d.Kind == doc.Person && d.Form == doc.FormName && d.End == r.items[k-1].end {
			return noun{name.from, n.to}
		}
	}
	return n
}

// nearest shortens a noun phrase before a relative pronoun to what the pronoun
// is likely to mean: "the talks by sending a letter that said".
func (r *reader) nearest(n noun) noun {
	if r.items[n.to-1].is(groupNoun) { // "criticism from residents who say"
		for k := n.to - 2; k > n.from; k-- {
			if r.items[k].is(preposition) && !r.items[k].is(determiner) {
				return noun{k + 1, n.to}
			}
		}
		return n
	}
	for k := n.to - 2; k > n.from; k-- {
		switch r.word(k) {
		case "by", "to", "with", "into", "through", "via", "against":
			m := noun{k + 1, n.to}
			for m.from < m.to-1 && m.from < k+3 && !r.items[m.from].is(determiner|capital) {
				m.from++ // "by sending a letter"
			}
			if r.items[m.from].is(determiner | capital) {
				return m
			}
			return n
		}
	}
	return n
}

// opensClause reports whether the preposition at item k can as well open a
// clause, and what stands before it is no part of the subject behind it: "hours
// after the company said".
func (r *reader) opensClause(k int) bool {
	switch r.word(k) {
	case "as", "after", "before", "since", "until", "than":
		return true
	}
	return false
}

// left is the noun phrase that ends right before item end.
func (r *reader) left(end, a int) noun {
	k := end
	for k > a && end-k < 40 {
		it := &r.items[k-1]
		if it.is(closeBracket) { // "(D-Ohio)"
			j := k - 1
			for j > a && j > k-9 && !r.items[j].is(openBracket) {
				j--
			}
			if !r.items[j].is(openBracket) {
				break
			}
			k = j
			continue
		}
		if it.pass >= 0 && k == end {
			k--
			continue
		}
		if it.pass >= 0 || it.is(comma|stop|colon|dash|openBracket|negation) {
			break
		}
		if it.is(subordinator) && !it.is(preposition) && !(it.is(relative) && it.is(determiner)) || k < end && r.opensClause(k-1) {
			break
		}
		if it.is(pronoun) && !it.is(determiner|groupNoun) {
			break
		}
		if r.finite(k-1, a) || k < end && len(it.verbs) > 0 && it.is(lower) && r.isWord(max(k-2, a), "to") {
			break
		}
		if it.is(conjunction) && r.clauseBefore(k-1, a) {
			break
		}
		k--
	}
	return r.trim(k, end)
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

// trim takes from the start of [from, to) what leads up to a noun phrase:
// "But", "On Tuesday", "In an interview with CNN,".
func (r *reader) trim(from, to int) noun {
	for to > from && r.items[to-1].is(comma|dash|adverb|colon) && !r.items[to-1].is(capital) {
		to--
	}
	for from < to {
		it := &r.items[from]
		switch {
		case it.pass >= 0:
			return noun{from, to}
		case it.is(comma | dash | stop | colon | openBracket | closeBracket):
			from++
			continue
		case it.is(determiner) && !it.is(preposition):
			return noun{from, to}
		case it.is(conjunction|adverb|negation) && !it.is(groupNoun|pronoun):
			from++
			continue
		case it.is(timeWord) && !(from+1 < to && r.items[from+1].is(possessive)):
			from++
			continue
		case it.is(preposition) || it.is(subordinator) && !it.is(pronoun) || it.is(gerund|participle|pastForm) || r.openingVerb(from):
			if n := r.afterComma(from, to); n > 0 {
				from = n
				continue
			}
			return r.tail(from+1, to)
		}
		break
	}
	return noun{from, to}
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

// afterComma is the item behind the next comma in [from, to), 0 for none.
func (r *reader) afterComma(from, to int) int {
	for k := from; k < to-1; k++ {
		if r.items[k].is(comma) && r.items[k].pass < 0 {
			return k + 1
		}
	}
	return 0
}

// tail is the shortest likely noun phrase at the end of [from, to), for
// openings without a comma: "In an interview on Tuesday the minister said".
func (r *reader) tail(from, to int) noun {
	k := to
	for k > from {
		it := &r.items[k-1]
		if it.is(preposition|timeWord|conjunction|subordinator|gerund) && !it.is(determiner) || it.pass >= 0 {
			break
		}
		k--
		if it.is(determiner) || it.is(pronoun) {
			break
		}
	}
	for k < to && r.items[k].is(adverb|comma) {
		k++
	}
	return noun{k, to}
}

// apposed is the noun phrase that ends at the comma at item i: "Smith, the
// mayor, said". Its parts are taken back to the start of the clause; parts in
// front that hold a verb or lead in are left.
func (r *reader) apposed(a, i int) noun {
	s := i
	for s > a && i-s < reach {
		it := &r.items[s-1]
		if it.is(closeBracket) { // "(D-Ore.)"
			k := s - 1
			for k > a && k > s-9 && !r.items[k].is(openBracket) {
				k--
			}
			if r.items[k].is(openBracket) {
				s = k
				continue
			}
		}
		if it.pass >= 0 && s < i || it.is(stop|colon) {
			break
		}
		s--
	}
	n := r.trim(s, i)
	for k := 0; k < 8 && !n.empty(); k++ {
		next := r.afterComma(n.from, n.to)
		end := n.to
		if next > 0 {
			end = next - 1
		}
		if !r.holdsVerb(n.from, end) {
			break
		}
		if next == 0 {
			return r.left(i, a)
		}
		n = r.trim(next, n.to)
	}
	return r.trimBehind(n)
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

// trimBehind drops parts behind commas that are no apposition: "Smith, in a
// statement,".
func (r *reader) trimBehind(n noun) noun {
	for k := n.from + 1; k < n.to-1; k++ {
		if r.items[k].is(comma) && r.items[k].pass < 0 && !r.apposition(k+1, n.to) {
			return noun{n.from, k}
		}
	}
	return n
}

// apposition reports whether what begins at item i can be an apposition or a
// relative clause to the noun before the comma.
func (r *reader) apposition(i, b int) bool {
	if i >= b {
		return false
	}
	it := &r.items[i]
	switch {
	case it.pass >= 0 || it.is(stop|colon|comma):
		return false
	case it.is(relative) && !it.is(determiner):
		return false
	case it.is(determiner|number) && !(it.is(preposition)):
		return true
	case it.is(preposition | conjunction | subordinator | timeWord | object | auxiliary):
		return false
	case it.is(gerund|participle) || r.openingVerb(i):
		return false
	case it.is(pronoun|adverb) && !it.is(groupNoun):
		return r.isWord(i, "himself", "herself")
	}
	return !r.finite(i, i)
}

// between is the subject that fills the items between a quote and its verb.
func (r *reader) between(from, to int) noun {
	for to > from && (r.items[to-1].is(comma|timeWord) && !r.items[to-1].is(closeBracket)) {
		to--
	}
	if to > from && r.items[to-1].is(preposition) && r.items[to-1].is(lower) {
		to-- // "Smith on Sunday said"
	}
	n := r.trim(from, to)
	if n.empty() || n.to-n.from > reach-10 {
		return noun{}
	}
	first := &r.items[n.from]
	if first.is(auxiliary|verbish) && first.is(lower) || first.is(object) {
		return noun{}
	}
	return r.trimBehind(n)
}

// clauseSubject is the subject of the clause that [a, end) begins with, for
// cues that share it: "Smith left, saying", "Smith rose and said".
func (r *reader) clauseSubject(a, end int) noun {
	if n := len(r.found); n > r.base {
		if c := &r.found[n-1].cue; c.at >= a && c.at < end && !c.subject.empty() {
			return c.subject
		}
	}
	low := max(a, end-2*reach)
	for k := end - 1; k > low; k-- {
		if r.items[k].is(colon) && r.items[k].pass < 0 {
			low = k + 1 // "It began as always: people marched and chanted"
			break
		}
	}
	n := r.trim(low, end)
	for round := 0; round < 6 && !n.empty(); round++ {
		k := n.from
		inRelative := false
		for k < n.to {
			it := &r.items[k]
			if it.is(comma) {
				inRelative = false
				if k+1 < n.to && !r.apposition(k+1, n.to) {
					if next := &r.items[k+1]; next.is(pronoun) && !next.is(determiner|relative) {
						n.from = k + 1 // "Eight years ago, he …"
					}
					break
				}
			}
			if it.is(relative) && k > n.from {
				inRelative = true
			}
			if !inRelative && (r.finite(k, n.from) || it.is(colon|stop|dash)) {
				break
			}
			k++
		}
		if k < n.from {
			n = r.trim(n.from, n.to)
			continue
		}
		m := noun{n.from, k}
		for m.to > m.from && (r.items[m.to-1].is(comma|adverb|dash|preposition) && !r.items[m.to-1].is(capital) || r.items[m.to-1].is(timeWord)) {
			m.to--
		}
		if !m.empty() {
			if r.items[m.from].is(pronoun) && !r.items[m.from].is(determiner|groupNoun) {
				m.to = m.from + 1
			}
			return m
		}
		next := r.afterComma(k, n.to)
		if next == 0 {
			return noun{}
		}
		n = r.trim(next, n.to)
	}
	return noun{}
}

// nounBehind is the noun phrase that begins at item i, with its appositions.
func (r *reader) nounBehind(i, b int) noun {
	if i >= b {
		return noun{}
	}
	first := &r.items[i]
	if first.pass >= 0 || first.is(comma|stop|colon|dash|conjunction|auxiliary|openBracket) || first.is(object) && !first.is(determiner) {
		return noun{}
	}
	if first.is(pronoun) && !first.is(determiner|groupNoun) {
		return noun{i, i + 1}
	}
	if first.is(preposition|subordinator|timeWord|adverb) && !first.is(determiner|groupNoun|capital) || first.is(preposition) && first.is(lower) && !first.is(determiner) {
		return noun{}
	}
	k, at := i+1, 0 // at: the last comma
loop:
	for k < b && k < i+45 {
		it := &r.items[k]
		switch {
		case it.pass >= 0:
			if !(k+1 < b && r.items[k+1].is(capital)) { // Bob "Mac" Smith
				break loop
			}
		case it.is(stop | colon | dash):
			break loop
		case it.is(openBracket):
			j := k
			for j < b && j < k+9 && !r.items[j].is(closeBracket) {
				j++
			}
			if j >= b || !r.items[j].is(closeBracket) {
				break loop
			}
			k = j
		case it.is(comma):
			if !r.apposition(k+1, b) {
				break loop
			}
			at = k
		case it.is(relative) && (!it.is(determiner) || r.isWord(k, "that")):
			break loop
		case it.is(possessive):
		case it.is(preposition) && !it.is(determiner):
			if !r.attaches(k, b) {
				break loop
			}
		case it.is(timeWord) && it.is(capital) || it.is(timeWord) && !it.is(determiner) && (r.isWord(k, "yesterday", "today", "last", "late", "earlier", "early", "tonight")):
			break loop
		case it.is(determiner) && it.is(lower) && !it.is(preposition|conjunction) && !r.items[k-1].is(preposition|conjunction|comma|determiner) && r.items[k-1].pass < 0:
			break loop
		case it.is(conjunction):
			if k+1 >= b || r.items[k+1].is(pronoun|adverb|auxiliary|object|subordinator) || r.finite(k+1, k) || len(r.items[k+1].verbs) > 0 && r.items[k+1].is(lower) {
				break loop
			}
		case it.is(subordinator) && !it.is(determiner), it.is(object) && !it.is(determiner), it.is(pronoun) && !it.is(determiner|groupNoun):
			break loop
		case it.is(adverb) && !it.is(capital):
			break loop
		case it.is(gerund|participle) && it.is(lower) && k > i+1 && !r.items[k-1].is(preposition|determiner):
			break loop
		case r.finite(k, i) && !(it.is(pastForm) && k == i+1):
			if at > 0 { // what stands behind the comma is a clause, no apposition
				k = at
			}
			break loop
		}
		k++
	}
	for k > i && r.items[k-1].is(comma|conjunction|dash|preposition) {
		k--
	}
	return noun{i, k}
}

// attaches reports whether the preposition at item k belongs to the noun
// before it: "spokesman for", "of", not "in a statement", "on Sunday".
func (r *reader) attaches(k, b int) bool {
	switch r.word(k) {
	case "of", "for", "from", "with":
		return true
	case "at", "in", "on":
		j := k + 1
		for j < b && r.items[j].is(determiner) {
			j++
		}
		return j < b && r.items[j].is(capital) && !r.items[j].is(timeWord) || j < b && j > k+1 && r.isWord(k, "at") && !r.items[j].is(speechNoun) && r.items[k-1].is(roleNoun|groupNoun)
	}
	return false
}

// identify finds the mention that a speaker phrase is about, the kind of
// speaker, and why there is no mention where there is none.
func (r *reader) identify(speaker corpus.Span, hasCue bool) (mention int, kind doc.SpeakerKind, why doc.Reason) {
	if speaker.Empty() {
		if hasCue {
			return doc.None, doc.SpeakerUnknown, doc.NoSource
		}
		return doc.None, doc.SpeakerUnknown, doc.NoCue
	}
	// Parts between commas: the head first, then its appositions. A name is
	// the one meant where it ends its part, not where it stands behind "for".
	best := doc.None
	heads := r.heads(speaker)
	ms := r.d.Mentions
	low := searchMention(ms, speaker.Start)
	for _, h := range heads {
		for k := low; k < len(ms) && ms[k].Start < h.End; k++ {
			m := &ms[k]
			if m.Start < h.Start || m.End > h.End || m.Form == doc.FormEmbedded {
				continue
			}
			if strings.Trim(r.text[m.End:h.End], " .,’'s") != "" && m.Form != doc.FormNominal {
				continue
			}
			if best == doc.None || rank(m) > rank(&ms[best]) {
				best = k
			}
		}
		if best != doc.None && ms[best].Form == doc.FormName {
			break
		}
	}
	var word class
	if len(heads) > 0 {
		word = r.headClass(heads[0])
	}
	if best != doc.None {
		m := &ms[best]
		switch {
		case m.Form == doc.FormDemonym || m.Form == doc.FormAffiliation:
			return doc.None, doc.SpeakerGroup, doc.NotNamed
		case m.Kind == doc.Person:
			return best, doc.SpeakerPerson, ""
		case m.Kind == doc.Organization:
			return best, doc.SpeakerOrganization, ""
		case m.Kind == doc.Country || m.Kind == doc.Place:
			if m.Kind == doc.Place {
				return best, doc.SpeakerUnknown, ""
			}
			return best, doc.SpeakerCountry, ""
		}
	}
	switch {
	case word&pronoun != 0 && word&determiner != 0: // "one of the two"
		return doc.None, doc.SpeakerGroup, doc.NotNamed
	case word&pronoun != 0 && word&groupNoun == 0:
		return doc.None, doc.SpeakerUnknown, doc.NoAntecedent
	case word&groupNoun != 0, word&roleNoun != 0:
		return doc.None, doc.SpeakerGroup, doc.NotNamed
	case word&documentNoun != 0:
		return doc.None, doc.SpeakerDocument, doc.NotNamed
	case word&lower != 0:
		return doc.None, doc.SpeakerGroup, doc.NotNamed
	}
	return doc.None, doc.SpeakerUnknown, doc.NoAntecedent
}

// rank prefers names to roles to pronouns, and people to what they stand for.
func rank(m *doc.Mention) int {
	n := 0
	switch m.Form {
	case doc.FormName:
		n = 8
	case doc.FormNominal:
		n = 4
	case doc.FormPronoun:
		n = 3
	}
	if m.Kind == doc.Person {
		n++
	}
	return n
}

func searchMention(ms []doc.Mention, start int) int {
	lo, hi := 0, len(ms)
	for lo < hi {
		mid := (lo + hi) / 2
		if ms[mid].Start < start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// heads is the head of a noun phrase and of each of its appositions: each part
// up to its first preposition, bracket or relative pronoun.
func (r *reader) heads(s corpus.Span) []corpus.Span {
	var out []corpus.Span
	start, end, done := -1, 0, false
	flush := func() {
		if start >= 0 {
			out = append(out, corpus.Span{Start: start, End: end})
		}
		start, done = -1, false
	}
	for k := r.tokenAt(s.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < s.End; k++ {
		t := r.d.Tokens[k]
		it := r.item(t.Of(r.text), t.Start, t.End, k)
		switch {
		case it.is(comma):
			flush()
		case done:
		case start >= 0 && (it.is(preposition|relative|openBracket) && !it.is(capital) || it.is(conjunction)):
			done = true
		case it.is(closeBracket):
		default:
			if start < 0 {
				start = t.Start
			}
			end = t.End
		}
	}
	flush()
	return out
}

// headClass is the class of the last word of a head.
func (r *reader) headClass(h corpus.Span) class {
	var c class
	for k := r.tokenAt(h.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < h.End; k++ {
		t := r.d.Tokens[k]
		it := r.item(t.Of(r.text), t.Start, t.End, k)
		if !it.is(possessive) {
			c = it.class
		}
	}
	return c
}
