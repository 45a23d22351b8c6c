package claim

import "strings"

// phraseStart is the first item of the noun phrase that ends before item k,
// without a determiner. It goes across "of", possessives and hyphens.
func (p *parser) phraseStart(k int) int {
	first := k
	for b := k - 1; b >= max(0, k-9); b-- {
		it := p.at(b)
		if it.kind == markItem {
			if it.mark == possessive || it.mark == '&' || it.mark == '-' && it.glued || it.mark == '/' && it.glued || it.mark == '.' && it.glued && p.at(b-1).capital && p.at(b-1).size() < 4 {
				continue
			}
			break
		}
		if it.kind == digitItem {
			if p.at(b - 1).capital {
				first = b
				continue
			}
			break
		}
		if p.isWord(b, "of") && p.isWord(b-1, "front", "favor", "favour", "spite", "terms", "light", "view", "behalf", "lieu", "charge", "search", "support", "case") && p.is(b-2, prep) {
			break // in front of Germany's three parties
		}
		if p.isWord(b, "of", "for", "in") {
			if first == b+1 || first == b+2 && p.is(b+1, det) {
				if p.isWord(b, "of") || p.is(b-1, changeNoun) || !p.isWord(b, "in") {
					continue
				}
			}
			break
		}
		if it.num >= 0 && p.stage.numerals[it.num].kind <= vagueNumeral && !p.isMark(b+1, '-') || p.isWord(b, "least", "most", "more", "fewer") {
			break // at least five people, two of them
		}
		if it.class&det != 0 {
			if p.isWord(b-1, "of", "for") {
				first = b
				continue
			}
			break
		}
		if it.class&month != 0 && p.isMark(b-1, '-') && p.at(b-1).glued { // end-June
			first = b
			continue
		}
		if it.class&changeNoun != 0 && (p.is(b-1, aux) || p.isWord(b-1, "to")) && b != k-1 {
			break // would have to raise taxes
		}
		if it.class&(prep|conj|aux|pron|say|month|weekday) != 0 && !(p.isWord(b, "may") || it.class&changeNoun != 0 || p.isWord(b, "worth") && p.isWord(b-1, "net")) {
			break
		}
		if it.class&(verb|up|down|level) != 0 && it.class&changeNoun == 0 && b != k-1 {
			break
		}
		first = b
	}
	// A phrase does not begin with "of", an adverb or a mark.
	for first < k && (p.at(first).kind == markItem || p.is(first, prep|det) || p.is(first, adverb) && first+1 >= k && !p.at(first).capital) {
		first++
	}
	return first
}

// phraseEnd is the item after the noun phrase that begins at item i, at most
// limit words long.
func (p *parser) phraseEnd(i, limit int) int {
	end := i
	for k, words := i, 0; k < len(p.items) && words < limit; k++ {
		it := &p.items[k]
		if it.kind == markItem {
			if it.mark == possessive || it.mark == '"' && words == 0 || it.mark == '-' && it.glued && p.at(k+1).glued || it.mark == '.' && it.glued && p.at(k+1).kind == wordItem && p.at(k-1).capital && p.at(k-1).size() <= 3 {
				continue
			}
			break
		}
		if it.kind == opaqueItem {
			break
		}
		if it.class&det != 0 && words == 0 {
			words++
			continue
		}
		if k > i && p.isMark(k-1, '-') && p.at(k-1).glued && it.glued { // the carry-over
			words++
			end = k + 1
			continue
		}
		if words == 1 && it.class&(verb|say) != 0 && it.class&(aux|prep) == 0 && p.isWord(i, "the", "a", "an", "its", "their") { // of the vote
			words++
			if end = k + 1; p.ed(end) || strings.HasSuffix(p.wordAt(end), "ing") {
				break
			}
			continue
		}
		if it.class&(det|prep|conj|aux|pron) != 0 || it.class&(verb|say) != 0 && (words > 0 || !p.plural(k)) && !(words == 0 && p.at(k+1).kind == wordItem && !p.is(k+1, stop)) {
			break
		}
		if it.class&(month|weekday) != 0 && it.capital {
			break
		}
		if k > i && p.ed(k) && p.is(k+1, prep) {
			break
		}
		if k > i && k == end && !it.capital && p.plural(k-1) && !p.at(k-1).capital && !p.is(k-1, pluralModifier) {
			break
		}
		if end > i && k > i && p.plural(k-1) && (strings.HasSuffix(p.wordAt(k), "ed") || p.is(k, adverb|level|up|down)) {
			break
		}
		words++
		end = k + 1
	}
	for end > i+1 && p.is(end-1, adverb) && !p.at(end-1).capital {
		end--
	}
	return end
}

// clauseEnd is the item after the clause that goes on at item i.
func (p *parser) clauseEnd(i, limit int) int {
	k := i
	for k < len(p.items) && k < i+limit {
		it := &p.items[k]
		if it.kind == markItem && it.mark != possessive && it.mark != '-' && it.mark != '\'' || k > i && it.class&conj != 0 {
			break
		}
		k++
	}
	return k
}

func (p *parser) ed(i int) bool {
	w := p.wordAt(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed")
}

// verbLike reports whether the phrase from i on rather is a predicate: it
// begins with a past form and no noun follows.
func (p *parser) verbLike(i, end int) bool {
	w := p.wordAt(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed") && end == i+1 || p.is(i, level|show|up|down) && !p.is(i, changeNoun)
}

// predicate reports whether a predicate begins at item j, so that the number
// before it is its subject.
func (p *parser) predicate(j int) bool {
	if p.at(j).kind != wordItem {
		return false
	}
	w := p.wordAt(j)
	return p.is(j, aux|verb|say|show) && !p.plural(j) && !(p.isWord(j, "support") && !p.is(j+1, det) && !p.at(j+1).capital) || len(w) > 4 && strings.HasSuffix(w, "ed") && p.is(j+1, stop) && !p.is(j, up|down)
}

// transitive reports whether item i is a verb whose object changes to a level:
// "limit their exports to 21,000", "put the loss at $2 million".
func (p *parser) transitive(i int) bool {
	return p.is(i, objectVerb) || p.is(i, up|down) && !p.is(i, prep)
}
