package claim

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// carried reports whether q has the unit of a claim before it that its words go
// on with, and gives it that: "gained 12 points to 1,478.5", "rose 2 percent and
// lost 1 by noon", "22 thefts, against an average of 20 per week", "68,400 people
// who … and 95,800 who".
func (p *parser) carried(q *quantity, j int) bool {
	last := p.claimBefore()
	switch {
	case last == nil || q.hasMax || p.stage.without&Carried != 0:
		return false
	case p.isWord(j, "who"):
		q.count("person", bare)
		return true
	case last.UnitKind == doc.Percent && last.Change != doc.NoChange && p.isWord(q.first-1, "by") && p.changeBefore(q.first) != "" && !q.n.scaled:
		q.kind, q.unitName, q.confidence = doc.Percent, last.Unit, guessed
		return true
	case last.UnitKind == doc.Count && last.Unit != "" && (p.isWord(j, "per") || p.isWord(j, "a", "an", "each", "every")) && p.is(j+1, timeNoun):
		q.count(last.Unit, bare)
		return true
	case p.isWord(q.first-1, "to") && (last.UnitKind == doc.Other || last.UnitKind == doc.Duration) && p.fromBefore(last):
		q.kind, q.unitName, q.confidence = last.UnitKind, last.Unit, guessed // from 21 mpg to 23
		return true
	case p.isWord(q.first-1, "to", "at") && q.n.digits && q.n.value() >= 100:
		for k := len(p.Claims) - 1; k >= max(0, len(p.Claims)-8) && p.Claims[k].Start >= p.items[0].start; k-- {
			if c := &p.Claims[k]; c.Unit == "point" && c.UnitKind == doc.Count {
				q.count("point", bare)
				return true
			}
		}
	}
	return false
}

// goesOn reports whether q, the object of its verb, goes on with the count of the
// sentence before, and gives it that: "gave up 3,000 rifles so far. Peacekeepers
// counted 1,100."
func (p *parser) goesOn(q *quantity, more bool) bool {
	last := p.lastClaim()
	if last == nil || p.stage.without&Carried != 0 || last.UnitKind != doc.Count || last.Unit == "" || last.Unit == "vote" || last.Unit == "time" || last.Counted.Empty() || q.n.exp < 0 || q.n.form != plainNumber || q.hasMax || p.at(q.first).start-last.End > 150 || p.claimBefore() != nil && !more {
		return false
	}
	t := p.top(p.span(q.first, q.next))
	if t < 0 {
		return false
	}
	if _, relation, h := p.role(t); relation != "obj" || h == doc.None || !p.isVerb(h) {
		return false
	}
	q.count(last.Unit, guessed)
	q.ofThem = true
	return true
}

// fromBefore reports whether "from" stands right before a claim of the sentence, but
// for how exact it is.
func (p *parser) fromBefore(c *doc.Claim) bool {
	first, _ := p.itemsOf(c.Span)
	for k := first - 1; k >= max(0, first-3); k-- {
		if p.isWord(k, "from") {
			return true
		}
	}
	return false
}

// pluralBefore is the plural noun that stands last before item k, with what makes
// a compound of it: what "them" takes up. It is empty where none stands within two
// sentences, or nothing is tagged.
func (p *parser) pluralBefore(k int) corpus.Span {
	s := p.Sentences[p.index]
	if s.Last > len(p.Tokens) || s.First >= s.Last {
		return corpus.Span{}
	}
	first := s.First
	if p.index > 0 {
		first = p.Sentences[p.index-1].First
	}
	for t := p.tokenAt(p.items[k].start) - 1; t >= first; t-- {
		w := p.Tokens[t].Of(p.text)
		if p.Tokens[t].Tag != "NNS" || !isLetters(w) {
			continue
		}
		if _, unit := p.stage.units.lower[w]; unit || p.stage.lexicon[w].class&timeNoun != 0 {
			continue
		}
		b := t
		for b > first && (p.Tokens[b-1].Tag == "NN" || p.Tokens[b-1].Tag == "NNP" || p.Tokens[b-1].Tag == "JJ") && p.Tokens[b].Start-p.Tokens[b-1].End == 1 && t-b < 2 {
			b--
		}
		return corpus.Span{Start: p.Tokens[b].Start, End: p.Tokens[t].End}
	}
	return corpus.Span{}
}

// ofWhole reports whether q, without a noun, is a part of what the sentence begins
// with, and makes it that: "Of the 59 jobs that need a vote, 15 are vacant".
func (p *parser) ofWhole(q *quantity) bool {
	last := p.countBefore()
	if last == nil || last.Counted.Empty() || last.Value <= q.n.value() || p.stage.without&Carried != 0 {
		return false
	}
	first, _ := p.itemsOf(last.Span)
	for first > 0 && !p.isWord(first, "of") {
		if first--; p.at(first).kind != wordItem {
			return false
		}
	}
	if k := p.modifierFirst(q) - 1; first > 0 && !p.isMark(first-1, '"') || !p.isWord(first, "of") || !p.isMark(k, ',') && !p.isWord(k, "and") {
		return false
	}
	q.count(last.Unit, linked)
	_, end := p.itemsOf(last.Counted)
	q.them, q.whole = last.Counted, p.span(first+1, end)
	return true
}

// ofThose reports whether q is a part of the count that "Of those" at the beginning
// of the sentence takes up from the sentence before, and makes it that.
func (p *parser) ofThose(q *quantity) bool {
	if !p.isWord(0, "of") || !p.isWord(1, "those", "these", "them", "whom") || p.at(2).kind == wordItem && p.at(2).class&grammar == 0 || p.index == 0 || p.stage.without&Carried != 0 {
		return false
	}
	if k := p.modifierFirst(q) - 1; !p.isMark(k, ',') && !p.isWord(k, "and") {
		return false
	}
	from := p.Sentences[p.index-1].Start
	for k := len(p.Claims) - 1; k >= 0 && p.Claims[k].Start >= from; k-- {
		c := &p.Claims[k]
		if c.Start < p.items[0].start && c.UnitKind == doc.Count && !c.Counted.Empty() && c.Value > q.n.value() {
			q.count(c.Unit, linked)
			q.them = c.Counted
			return true
		}
	}
	return false
}

// modifierFirst is the first item of the modifier of q, or of q.
func (p *parser) modifierFirst(q *quantity) int {
	_, first := p.modifierEnding(q.first)
	return min(first, q.first)
}

// numberOf is the unit of a number of things: "immigrant" of "number of unemployed
// immigrants"; "" where the phrase tells of none.
func (p *parser) numberOf(s corpus.Span) string {
	first, end := p.itemsOf(s)
	if end-first < 3 || !p.isWord(first, "number", "total") && !p.isWord(first+1, "number") {
		return ""
	}
	for k := first; k < end; k++ {
		if p.isWord(k, "of") {
			if _, head := p.nounAfter(k + 1); head >= 0 && head < end {
				name, _ := p.singular(head)
				return name
			}
		}
	}
	return ""
}

func isLetters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) > 2
}
