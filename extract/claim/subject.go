package claim

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// subject is the noun phrase that a number is said of: "unemployment rose to
// 5.1 percent", "the benefit would be $300", "Nvidia advanced 8%".
func (p *parser) subject(q *quantity) corpus.Span {
	k := q.modFirst - 1
	// "Libertarian Gary Johnson 3 percent"
	if it := p.at(k); it.kind == wordItem && it.capital && it.class&grammar == 0 && k > 0 && q.kind == doc.Percent {
		if first := p.phraseStart(k + 1); first <= k {
			return p.span(first, k+1)
		}
	}
	limit := max(0, k-14)
	for ; k >= limit; k-- {
		it := p.at(k)
		if it.kind == markItem && (it.mark == ';' || it.mark == '(' || it.mark == ':') {
			if it.mark == ':' || it.mark == '(' { // Unemployment: 5.1 percent; the price ($20)
				if first := p.phraseStart(k); first < k {
					return p.span(first, k)
				}
			}
			return corpus.Span{}
		}
		if it.kind != wordItem {
			continue
		}
		if it.class&(say|show) != 0 && it.class&(level|up|down) == 0 && (q.kind == doc.Money || q.kind == doc.Distance) {
			return corpus.Span{} // who says it is not what it measures
		}
		if q.kind == doc.Distance && it.class&(level|up|down|aux) == 0 && (it.class&verb != 0 || p.ed(k)) {
			return corpus.Span{} // it landed 500 km from the border
		}
		if it.class&changeNoun != 0 && p.at(k+1).kind == markItem {
			continue // import growth, forecast at
		}
		if it.class&(level|up|down|aux|verb) != 0 && it.class&(prep|changeNoun) != prep && !(it.class&changeNoun != 0 && p.is(k+1, prep) && !p.isWord(k+1, "to", "by")) || p.ed(k) && p.is(k+1, up|down|prep|adverb) {
			if s := p.subjectOf(k); !s.Empty() {
				return s
			}
			if b := p.verbStart(k); p.is(b-1, pron) && b > 3 {
				return p.firstSubject(b - 1)
			}
			return corpus.Span{}
		}
		if it.class&conj != 0 && !p.isWord(k, "and") {
			break
		}
	}
	if k := q.modFirst; k > 0 && p.at(k-1).kind == wordItem && !p.is(k-1, stop|adverb) {
		if p.ed(k - 1) {
			return p.subjectOf(k - 1)
		}
		if first := p.phraseStart(k); first < k {
			if first+1 == k && p.tagged(first, "JJ") { // an additional $5 billion
				return corpus.Span{}
			}
			if first+1 == k && p.is(first-1, conj|pron) { // those who invest
				return p.subjectOf(first)
			}
			return p.span(first, k)
		}
	}
	return corpus.Span{}
}

// firstSubject is the subject of the sentence, for a pronoun at item end or
// later that takes it up: "His rating is high, though it fell to …".
func (p *parser) firstSubject(end int) corpus.Span {
	for k := 1; k < min(end, 40); k++ {
		if p.is(k, say|show) && !p.is(k, level|up|down) {
			continue // who says it is not what it measures
		}
		if p.is(k, aux|level|verb|say|up|down) && !p.is(k, prep|changeNoun) || p.ed(k) && !p.is(k-1, stop) && p.is(k+1, stop) {
			return p.subjectOf(k)
		}
	}
	return corpus.Span{}
}

// subjectOf is the subject of the verb at item k: the noun phrase before it,
// across "which" and what stands between commas or dashes.
func (p *parser) subjectOf(k int) corpus.Span {
	k = p.verbStart(k)
	if p.isWord(k-1, "which", "that", "who") {
		k--
		if p.isMark(k-1, ',') {
			k--
		}
	}
	dash := p.isMark(k-1, '-') && !p.at(k-1).glued || p.isMark(k-1, '—')
	if (dash || p.isMark(k-1, ',') || p.isMark(k-1, ')')) && k > 1 {
		open := ','
		switch {
		case p.isMark(k-1, ')'):
			open = '('
		case dash:
			open = p.at(k - 1).mark
		}
		for b := k - 2; b > max(0, k-20); b-- {
			if p.isMark(b, open) && !(dash && p.at(b).glued) {
				k = b
				break
			}
		}
	}
	if it := p.at(k - 1); it.kind == digitItem && it.size() == 4 && p.isWord(k-2, "of", "in") {
		k -= 2 // imports in the second quarter of 1987 are
	}
	if p.is(k-1, month) && p.isWord(k-2, "of") && p.is(k-4, det) && p.is(k-5, prep) {
		k -= 5 // the rate at the end of February was
	}
	first := p.phraseStart(k)
	if first >= k {
		return corpus.Span{}
	}
	// What stands after a preposition is not the subject: sales in the quarter
	// rose.
	for range 3 {
		b := first - 1
		for p.is(b, det) || p.at(b).num >= 0 || p.isWord(b, "first", "second") {
			b--
		}
		if !p.is(b, adjunctPrep) {
			return p.span(first, k)
		}
		f := p.phraseStart(b)
		if f >= b {
			break
		}
		first, k = f, b
	}
	return p.span(first, k)
}

// verbStart is the first item of the verb that item k belongs to, with its
// auxiliaries and adverbs.
func (p *parser) verbStart(k int) int {
	for k > 0 && (p.is(k-1, aux|adverb|verb|up|down|level) && !p.is(k-1, changeNoun|det) || p.ed(k-1) && p.is(k, up|down) || p.isWord(k-1, "to", "not") || p.isMark(k-1, '\'') || p.isWord(k, "to") && p.is(k-1, outlook)) {
		k--
	}
	return k
}

// holder is whose quantity it is, where the verb before the number says that
// somebody has, gets or changes it: "Ford cut 13,000 workers"; or the owner
// right before it: "Ford's 13,000 workers".
func (p *parser) holder(q *quantity) corpus.Span {
	if p.isMark(q.modFirst-1, possessive) {
		if first := p.phraseStart(q.modFirst - 1); first < q.modFirst-1 {
			return p.span(first, q.modFirst-1)
		}
	}
	for k := q.modFirst - 1; k >= max(0, q.modFirst-6); k-- {
		it := p.at(k)
		if it.kind != wordItem {
			return corpus.Span{}
		}
		if it.class&(level|up|down) != 0 && it.class&prep == 0 && it.class&changeNoun == 0 || p.is(k, holdVerb) {
			s := p.subjectOf(k)
			if first, end := p.itemsOf(s); end == first+1 && p.tagged(first, "JJ") {
				return corpus.Span{}
			}
			return s
		}
		if it.class&(det|adverb|prep) == 0 {
			return corpus.Span{}
		}
	}
	return corpus.Span{}
}
