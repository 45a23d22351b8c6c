package claim

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// age turns a duration into an age where "old" or "of age" follows.
func (p *parser) age(q *quantity) {
	j := p.afterHyphen(q.next)
	switch {
	case p.isWord(j, "old", "olds"):
		q.next = j + 1
	case p.isWord(j, "of") && p.isWord(j+1, "age"):
		q.next = j + 2
	case p.isWord(q.first-1, "of") && p.isWord(q.first-2, "age", "ages"): // under the age of 5 years
	case p.isWord(q.first-1, "to", "from") && q.unitName == "year" && p.ageNear(q.first-1): // the drinking age to 21 years
	default:
		return
	}
	q.kind = doc.Age
}

// appositiveAge reads the age after a name: "Retno Sari, 34, said".
func (p *parser) appositiveAge(q *quantity) bool {
	v := q.n.integer()
	i, j := q.first, q.next
	if v < 1 || v > 115 || q.hasMax && v < 5 {
		return false
	}
	if b := i - 1; p.isWord(b, "between") && p.isWord(b-1, "aged") || p.isWord(b, "of") && p.isWord(b-1, "ages") || p.isWord(b, "to", "from", "at") && p.ageNear(b) {
		q.ofAge(sure)
		return true
	}
	if p.isWord(i-1, "aged", "age", "ages") || p.isWord(i-1, "of") && p.isWord(i-2, "age") ||
		p.isWord(i-1, "and") && p.lastWasAge(i) && !p.plural(j) {
		q.ofAge(sure)
		return true
	}
	if p.is(i-1, level) && p.isWord(i-2, "age") || p.ageOfSomebody(i, j, v) { // the voting age is 18
		q.ofAge(sure)
		return true
	}
	if !q.n.digits || !p.isMark(i-1, ',') || q.hasMax {
		return false
	}
	switch it := p.at(j); {
	case j >= len(p.items), it.kind == markItem && (it.mark == ',' || it.mark == '.' || it.mark == ';' || it.mark == ')' || it.mark == '"' || it.mark == '—'):
	case p.isWord(j, "and", "from", "of", "was", "has"):
	default:
		return false
	}
	prev := p.at(i - 2)
	if prev.kind != wordItem || !prev.capital || p.is(i-2, month|weekday|designator) {
		return false
	}
	for k := p.mentionFrom(prev.end - farthest); k < len(p.Mentions) && p.Mentions[k].Start < prev.end; k++ {
		if m := p.Mentions[k]; m.End == prev.end {
			if m.Kind != doc.Person {
				return false
			}
			q.ofAge(sure)
			return true
		}
	}
	if v < 5 || !p.at(i-3).capital && !p.isMark(i-3, ',') && p.at(i-3).kind != markItem {
		return false
	}
	q.ofAge(bare)
	return true
}

// ageNear reports whether an age that the law sets stands before item i: "the
// voting age be lowered to 16", "the right to vote at 16".
func (p *parser) ageNear(i int) bool {
	for k := i - 1; k >= max(0, i-7); k-- {
		switch p.wordAt(k) {
		case "age":
			return k > 0 && p.at(k-1).kind == wordItem && !p.is(k-1, det|prep)
		case "vote", "voting", "marry", "retire", "drink":
			return p.isWord(i, "at") && i-k <= 2
		}
		if p.at(k).kind == markItem {
			return false
		}
	}
	return false
}

// ageOfSomebody reports whether the bare number v, items i to before j, is the
// age of a person: "he was only 15 when", "at 39, the senator", "Dad, then 13,",
// "as young as six", "turned 60".
func (p *parser) ageOfSomebody(i, j, v int) bool {
	end := p.at(j).kind == markItem && p.at(j).mark != '-' && p.at(j).mark != '%' && p.at(j).mark != '/'
	switch {
	case p.isWord(i-1, "as") && (p.isWord(i-2, "young", "old")):
		return end || !p.plural(j)
	case p.isWord(i-1, "at") && (i == 1 || p.isMark(i-2, '"')) && p.isMark(j, ','):
		return v >= 5
	case p.isWord(i-1, "then") && p.isMark(i-2, ',') && end, p.isWord(i-1, "turned", "turns", "turning"):
		return end || p.isWord(j, "when", "in", "on")
	}
	if v < 4 {
		return false
	}
	if p.isWord(i-1, "anyone", "anybody", "someone", "somebody", "those", "people", "adults", "men", "women") && p.isWord(j, "or", "and") && p.isWord(j+1, "older", "over", "under", "younger", "up", "above", "below") {
		return true // by anyone 19 or older
	}
	if !end && !p.isWord(j, "when", "at", "years", "and") {
		return false
	}
	k := i - 1
	for p.is(k, adverb) {
		k--
	}
	if p.isMark(k, possessive) && p.isWord(k-1, "he", "she") { // He's 14
		return true
	}
	switch p.wordAt(k) {
	case "is", "was", "am", "i'm", "he's", "she's":
	default:
		return false
	}
	if w := p.wordAt(k); w == "i'm" || w == "he's" || w == "she's" {
		return true
	}
	switch p.wordAt(k - 1) {
	case "he", "she", "i", "who":
		return true
	}
	last := p.at(k - 1).end
	for m := p.mentionFrom(last - farthest); m < len(p.Mentions) && p.Mentions[m].Start < last; m++ {
		if p.Mentions[m].End == last && p.Mentions[m].Kind == doc.Person {
			return true
		}
	}
	return false
}

// lastWasAge reports whether the claim right before "and" at item i-1 is an
// age: "aged 15 and 17".
func (p *parser) lastWasAge(i int) bool {
	last := p.lastClaim()
	return last != nil && last.UnitKind == doc.Age && p.at(i-2).end == last.End
}

// personBefore is the name of a person that ends before item k.
func (p *parser) personBefore(k int) corpus.Span {
	end := p.at(k - 1).end
	for m := p.mentionFrom(end - farthest); m < len(p.Mentions) && p.Mentions[m].Start < end; m++ {
		if n := &p.Mentions[m]; n.End == end && n.Kind == doc.Person && n.Form == doc.FormName {
			return n.Span
		}
	}
	return corpus.Span{}
}

// aged is who has the age: the noun after ("a 23-year-old man"), or the name
// before ("Retno Sari, 34").
func (p *parser) aged(q *quantity) corpus.Span {
	j := q.next
	if k := q.modFirst - 1; p.isWord(k, "a", "an", "the") && p.isMark(k-1, ',') { // Sumiati, a 29-year-old mother
		if s := p.personBefore(k - 1); !s.Empty() {
			return s
		}
	}
	if p.isMark(j, possessive) {
		return corpus.Span{} // the 7-year-old's father is older
	}
	if q.hyphen || p.isWord(j-1, "old") {
		if end := p.phraseEnd(j, 4); end > j && !p.verbLike(j, end) && !p.is(j, det) {
			return p.span(j, end)
		}
	}
	k := q.modFirst - 1
	if p.isMark(k, ',') {
		if s := p.personBefore(k); !s.Empty() {
			return s
		}
		if first := p.phraseStart(k); first < k && (len(p.Mentions) == 0 || p.Tokens == nil) {
			return p.span(first, k)
		}
	}
	if p.isWord(k, "aged", "age", "ages") {
		if p.isMark(k-1, ',') {
			k--
		}
		if first := p.phraseStart(k); first < k {
			return p.span(first, k)
		}
	}
	for b := k; b >= max(0, k-3); b-- { // children under age 7, players over the age of 21
		if p.isWord(b, "under", "over", "above", "below", "beyond") && p.at(b-1).kind == wordItem && !p.is(b-1, stop|adverb|verb) {
			if first := p.phraseStart(b); first < b {
				return p.span(first, b)
			}
		}
	}
	if last := p.claimBefore(); last != nil && last.UnitKind == doc.Age && p.isWord(q.first-1, "and") {
		return last.Counted
	}
	if b := q.modFirst - 1; p.isWord(b, "of") && p.isWord(b-1, "age") || p.isWord(b, "age") && p.isWord(b-1, "at") { // died at the age of 80
		if s := p.personOf(b); !s.Empty() {
			return s
		}
	}
	for b := q.modFirst - 1; b >= max(0, q.modFirst-7); b-- {
		if p.isWord(b, "age") && b > 0 && p.at(b-1).kind == wordItem && !p.is(b-1, det|prep) {
			return p.span(b-1, b+1) // the voting age
		}
	}
	for p.is(k, adverb) {
		k--
	}
	if !p.is(k, aux|level) && !p.isWord(k, "i'm") && !p.isMark(k, possessive) && !p.isWord(k, "at") {
		return corpus.Span{} // the 12-year-old, at 16
	}
	if s := p.named(k); !s.Empty() {
		return s
	}
	if p.isWord(k, "at") || p.isMark(k, possessive) {
		return corpus.Span{}
	}
	return p.subject(q)
}

// personOf is the name of the person who stands last before item k in the sentence,
// or whom a pronoun there stands for. It is empty for none.
func (p *parser) personOf(k int) corpus.Span {
	end := p.at(k).start
	for m := p.mentionFrom(end) - 1; m >= 0 && p.Mentions[m].Start >= p.items[0].start; m-- {
		if n := &p.Mentions[m]; n.Kind == doc.Person && n.Form == doc.FormName {
			return n.Span
		} else if n.Form == doc.FormPronoun && n.Entity != doc.None && p.Entities[n.Entity].Kind == doc.Person {
			return p.named(k)
		}
	}
	return corpus.Span{}
}

// named is the name, in the text, of the person whom the pronoun stands for that is
// the last before item k, with no other person between them: "He was 97", "she came
// to Leeds at 14". It is empty for none.
func (p *parser) named(k int) corpus.Span {
	end := p.at(k).start
	for m := p.mentionFrom(end) - 1; m >= 0 && p.Mentions[m].Start >= p.items[0].start; m-- {
		n := &p.Mentions[m]
		if n.Form != doc.FormPronoun && n.Kind != doc.Person {
			continue
		}
		if n.Form != doc.FormPronoun || n.Entity == doc.None || p.Entities[n.Entity].Kind != doc.Person {
			return corpus.Span{}
		}
		for b := m - 1; b >= 0; b-- {
			if o := &p.Mentions[b]; o.Entity == n.Entity && o.Form == doc.FormName {
				return o.Span
			}
		}
		return corpus.Span{}
	}
	return corpus.Span{}
}
