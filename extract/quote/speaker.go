package quote

import (
	"github.com/broadsheet/broadsheet/extract/doc"
)

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
