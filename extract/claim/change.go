package claim

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// changed sets whether q is the size of a rise or fall, or the level that one
// of "from … to …" ends at.
func (p *parser) changed(q *quantity) {
	q.change = doc.NoChange
	if q.kind == doc.Age {
		return
	}
	if last := p.again(q); last != nil {
		q.change = last.Change
		return
	}
	if q.kind == doc.Ratio && p.isWord(q.modFirst-1, "in") { // cut in half
		for k := q.modFirst - 2; k >= max(0, q.modFirst-6); k-- {
			if c := p.direction(k); c != "" {
				q.change = c
				return
			}
		}
	}
	// "rose above 5 percent" tells a level.
	switch p.wordAt(q.modFirst) {
	case "above", "below", "beneath", "beyond":
		return
	}
	if w := p.wordAt(q.modFirst - 1); q.kind == doc.Distance && (strings.HasPrefix(w, "advanc") || strings.HasPrefix(w, "climb")) {
		return // troops advanced 35 kilometers
	}
	if c := p.changeBefore(q.modFirst); c != "" {
		if q.kind != doc.Duration {
			q.change = c
		}
		return
	}
	if p.isWord(q.modFirst-1, "to") && p.fromLevel(q) {
		return
	}
	if p.sameChange(q) {
		q.change = p.lastClaim().Change
		return
	}
	if last := p.claimBefore(); last != nil && q.kind == doc.Percent && last.Change != doc.NoChange && !p.gapped(q).Empty() { // Air fares fell 21 percent and furniture 3
		q.change = last.Change
		return
	}
	q.change = p.changeAfter(q)
}

// changeBefore is the change that the words right before item i say: "rose",
// "rose by", "expand by a tepid", "an increase of", "up".
func (p *parser) changeBefore(i int) doc.Change {
	k := i - 1
	if p.isWord(k, "another", "a", "an") {
		k--
	} else if p.adjective(k) && p.is(k-1, det) && p.isWord(k-2, "by") { // by a tepid
		k -= 2
	}
	for range 3 { // rose only slightly more than …
		if !p.is(k, adverb) || p.is(k, up|down) {
			break
		}
		k--
	}
	switch {
	case p.isWord(k, "by"):
		for b := k - 1; b >= max(0, k-9); b-- {
			if it := p.at(b); it.kind == markItem && it.mark != '-' && it.mark != '"' && it.mark != possessive {
				return ""
			}
			if c := p.direction(b); c != "" {
				return c
			}
		}
		return p.changedBy(p.span(i, i+1))
	case p.isWord(k, "of"):
		if p.is(k-1, changeNoun) && !p.isWord(k-1, "loss", "losses") {
			return p.direction(k - 1)
		}
		return ""
	}
	if p.isWord(k, "up", "down") {
		if p.is(k-1, verb|phrasalVerb) && !p.isWord(k-1, "edged", "ended", "closed", "finished", "inched", "ticked", "crept", "moved", "traded", "opened", "went", "goes", "gone") {
			return ""
		}
	}
	// To raise money is to collect it.
	if strings.HasPrefix(p.wordAt(k), "rais") && p.currencyStarts(k+1, i+3) {
		return ""
	}
	if p.is(k, say) && p.at(k).class&(up|down) != 0 && p.at(k+1).kind != wordItem && !p.is(k, up|down) {
		return ""
	}
	if p.is(k, up|down) && !p.isWord(k, "higher", "lower", "loss", "reduction", "growth") {
		return p.direction(k)
	}
	return ""
}

func (p *parser) direction(i int) doc.Change {
	switch {
	case p.isMark(i-1, '-') && p.at(i-1).glued: // a match-up
	case p.is(i, up):
		return doc.Up
	case p.is(i, down):
		return doc.Down
	}
	return ""
}

// fromLevel reports, and sets, the change of the second level of "fell from
// 58 percent to 55 percent". The first is the claim before.
func (p *parser) fromLevel(q *quantity) bool {
	last := p.claimBefore()
	if last == nil {
		return false
	}
	to := p.items[q.modFirst-1].start
	if to-last.End > 60 || last.UnitKind != q.kind && q.kind != "" || last.HasMax {
		return false
	}
	from := -1
	for k := q.modFirst - 2; k >= p.done; k-- {
		if p.is(k, up|down) && !p.is(k, prep|changeNoun) || p.isWord(k, "while") {
			return false // a change of something else
		}
	}
	for k := q.modFirst - 2; k >= 0 && k > q.modFirst-20; k-- {
		if p.items[k].start < last.Start && p.isWord(k, "from") {
			from = k
			break
		}
	}
	if from < 0 {
		return false
	}
	changes := false
	for k := from - 1; k >= max(0, from-8); k-- {
		changes = changes || p.direction(k) != "" || p.isWord(k, "changed", "went")
	}
	if !changes {
		return false
	}
	switch v := q.n.value(); {
	case v > last.Value:
		q.change = doc.Up
	case v < last.Value:
		q.change = doc.Down
	}
	return true
}

// changeAfter is the change that follows: "a 5 percent rise", "two points
// higher", "threefold increase".
func (p *parser) changeAfter(q *quantity) doc.Change {
	if q.kind == doc.Duration || q.kind == doc.Distance || q.kind == doc.Age {
		return doc.NoChange
	}
	if q.unit == nil && q.kind != doc.Ratio {
		return doc.NoChange
	}
	for k := q.next; k < q.next+3; k++ {
		if c := p.direction(k); c != "" && p.is(k, changeNoun) && !p.isWord(k, "raise") {
			return c
		}
		if k == q.next && q.kind == doc.Percent {
			switch p.wordAt(k) {
			case "higher", "more":
				return doc.Up
			case "lower", "less", "fewer":
				return doc.Down
			}
		}
		if p.at(k).kind != wordItem || p.is(k, stop) && !p.is(k, up|down) {
			break
		}
	}
	return doc.NoChange
}

// sameChange reports whether q is the size of the same rise or fall as the
// claim before: "a drop of 8 cents, or 2 percent", "falling 1.6 percent in June
// and 4.8 percent in July".
func (p *parser) sameChange(q *quantity) bool {
	last, k := p.claimBefore(), q.modFirst-1
	if last == nil || last.Change == doc.NoChange || p.done == 0 || k < p.done || k-p.done > 5 {
		return false
	}
	if p.isWord(k, "or") {
		return k-p.done <= 1 && (last.UnitKind == doc.Percent) != (q.kind == doc.Percent)
	}
	if !p.isWord(k, "and") && !p.isMark(k, ',') || q.kind != doc.Percent || last.UnitKind != doc.Percent {
		return false
	}
	for b := p.done; b < k; b++ {
		if it := p.at(b); it.kind == wordItem && !p.is(b, prep|month|weekday|timeNoun|det) && !it.capital {
			return false
		}
	}
	return k > p.done
}
