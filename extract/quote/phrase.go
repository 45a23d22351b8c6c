package quote

import "github.com/broadsheet/broadsheet/corpus"

// noun is a noun phrase: items [from, to), empty for none.
type noun struct{ from, to int }

func (n noun) empty() bool { return n.to <= n.from }

func (r *reader) span(n noun) corpus.Span {
	if n.empty() {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.items[n.from].start, End: r.items[n.to-1].end}
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
	return r.outside(r.trim(k, end))
}

// outside is a noun phrase without the occasion behind it: "Torrance in an
// interview on Monday said".
func (r *reader) outside(n noun) noun {
	for k := n.from + 1; k+1 < n.to; k++ {
		if r.isWord(k, "in") && r.items[k].pass < 0 && r.isWord(k+1, "a", "an", "his", "her", "its", "their") && r.adjunct(k, n.to) {
			return noun{n.from, k}
		}
	}
	return n
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
	k, lastComma := i+1, 0
	for k < b && k < i+45 {
		if r.items[k].is(openBracket) {
			j := k
			for j < b && j < k+9 && !r.items[j].is(closeBracket) {
				j++
			}
			if j >= b || !r.items[j].is(closeBracket) {
				break
			}
			k = j + 1
			continue
		}
		ends, predicate := r.endsNoun(i, k, b)
		if predicate && lastComma > 0 { // what stands behind the comma is a clause, no apposition
			k = lastComma
		}
		if ends {
			break
		}
		if r.items[k].is(comma) {
			lastComma = k
		}
		k++
	}
	for k > i && r.items[k-1].is(comma|conjunction|dash|preposition) {
		k--
	}
	return noun{i, k}
}

// endsNoun reports whether the noun phrase that begins at item i ends before
// item k, and whether its predicate begins there.
func (r *reader) endsNoun(i, k, b int) (ends, predicate bool) {
	it, before := &r.items[k], &r.items[k-1]
	switch {
	case it.pass >= 0:
		ends = !(k+1 < b && r.items[k+1].is(capital)) // Bob "Mac" Smith
	case it.is(stop | colon | dash):
		ends = true
	case it.is(comma):
		ends = !r.apposition(k+1, b)
	case it.is(relative) && (!it.is(determiner) || r.isWord(k, "that")):
		ends = true
	case it.is(possessive):
	case it.is(preposition) && !it.is(determiner):
		ends = !r.attaches(k, b)
	case it.is(timeWord) && it.is(capital),
		it.is(timeWord) && !it.is(determiner) && r.isWord(k, "yesterday", "today", "last", "late", "earlier", "early", "tonight"):
		ends = true
	case it.is(determiner) && it.is(lower) && !it.is(preposition|conjunction) && !before.is(preposition|conjunction|comma|determiner) && before.pass < 0:
		ends = true
	case it.is(conjunction):
		ends = k+1 >= b || r.items[k+1].is(pronoun|adverb|auxiliary|object|subordinator) || r.finite(k+1, k) || len(r.items[k+1].verbs) > 0 && r.items[k+1].is(lower)
	case it.is(subordinator|object) && !it.is(determiner), it.is(pronoun) && !it.is(determiner|groupNoun), it.is(adverb) && !it.is(capital):
		ends = true
	case it.is(gerund|participle) && it.is(lower) && k > i+1 && !before.is(preposition|determiner):
		ends = true
	case r.finite(k, i) && !(it.is(pastForm) && k == i+1):
		ends, predicate = true, true
	}
	return ends, predicate
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
	return r.trimBehind(r.outside(n))
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

// opensClause reports whether the preposition at item k can as well open a
// clause, and what stands before it is no part of the subject behind it: "hours
// after the company said".
func (r *reader) opensClause(k int) bool {
	return r.isWord(k, "as", "after", "before", "since", "until", "than")
}
