package claim

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// A phrase that stands before a number and says how exact it is, last word
// first.
type modifierPhrase struct {
	sign  string
	words []string
}

//go:embed modifiers.tsv
var modifierTable string

// newModifiers reads modifiers.tsv: the phrases by their last word. The table
// is part of the program, so a broken line is a bug, and panics.
func newModifiers(table string) map[string][]modifierPhrase {
	byLast := make(map[string][]modifierPhrase)
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		sign, phrase, ok := strings.Cut(line, "\t")
		words := strings.Fields(phrase)
		if !ok || len(words) == 0 {
			panic("modifiers.tsv: not two fields: " + line)
		}
		slices.Reverse(words)
		byLast[words[0]] = append(byLast[words[0]], modifierPhrase{sign, words})
	}
	return byLast
}

// modifierEnding is the sign of the modifier that ends right before item i,
// and its first item; "" where there is none.
func (p *parser) modifierEnding(i int) (sign string, first int) {
	last := i - 1
	if p.isWord(last, "a", "an") {
		last--
	}
	it := p.at(last)
	if it.kind == markItem {
		switch it.mark {
		case '>':
			return ">", last
		case '<':
			return "<", last
		case '~', '≈':
			return "~", last
		case '≥':
			return ">=", last
		case '≤':
			return "<=", last
		}
		return "", i
	}
	if it.kind != wordItem || it.size() < 2 {
		return "", i
	}
	// Every phrase ends in one of these; most numbers end here.
	list, ok := p.stage.modifiers[p.word(last)]
	if !ok {
		return "", i
	}
next:
	for _, m := range list {
		for k, w := range m.words {
			if k > 0 && !p.isWord(last-k, w) {
				continue next
			}
		}
		return m.sign, last - len(m.words) + 1
	}
	return "", i
}

func (p *parser) modifierBefore(i int) bool {
	sign, _ := p.modifierEnding(i)
	return sign != ""
}

// modify sets the modifier of q from the words before and after it.
func (p *parser) modify(q *quantity) {
	q.modifier, q.modFirst = "=", q.first
	if q.n.form == vague {
		q.modifier = ">="
	}
	start := q.first
	if q.hasMax && p.isWord(start-1, "between") {
		start--
	}
	sign, first := p.modifierEnding(start)
	if p.isWord(start-1, "minus") && p.isWord(start-2, "or") && p.isWord(start-3, "plus") || p.isWord(start-1, "only", "just", "exactly") {
		if start--; p.isWord(start, "minus") {
			start -= 2
		}
	}
	if p.isMark(start-1, '-') && p.isWord(start-2, "sub") {
		sign, first = "<", start-2
	}
	if sign == ">" && p.isWord(first, "exceed", "exceeding") && p.notBefore(first) {
		sign = "<="
	}
	if sign != "" && p.modifierMeans(q, first, sign) {
		if q.n.form != vague || sign == ">" {
			q.modifier = sign
		}
		q.modFirst = first
	} else {
		q.modFirst = start
	}
	if q.modifier == "=" {
		q.modifier = p.modifierAfter(q)
	}
	// The same once more in another unit: "more than 100 kilometers (60 miles)"
	if last := p.again(q); last != nil && q.modifier == "=" {
		q.modifier = last.Modifier
	}
}

// notBefore reports whether a negation stands right before item i, across auxiliaries:
// "didn't exceed", "may not exceed".
func (p *parser) notBefore(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		switch w := p.wordAt(k); {
		case w == "not" || w == "never" || w == "cannot" || strings.HasSuffix(w, "n't"):
			return true
		case !p.is(k, aux|adverb) && w != "to":
			return false
		}
	}
	return false
}

// again is the claim that q, a measure in brackets right after it, repeats in
// another unit, or nil.
func (p *parser) again(q *quantity) *doc.Claim {
	last := p.lastClaim()
	if last == nil || q.unit == nil || !p.isMark(q.modFirst-1, '(') && !(p.isMark(q.modFirst-1, ';') && q.kind == doc.Money) || p.at(q.modFirst-2).end != last.End {
		return nil
	}
	if last.UnitKind == q.kind && last.Unit != q.unitName {
		return last
	}
	return nil
}

// modifierMeans tells the modifier from its other meanings: "over four
// decades" is during them, "under 18s" no bound, "up to" after a change is
// the way to a level.
func (p *parser) modifierMeans(q *quantity, first int, sign string) bool {
	switch {
	case p.isWord(first, "over") && q.kind == doc.Duration:
		return p.is(first-1, prep|level|aux|adverb) && !p.is(first-1, det) || first == 0 || p.isWord(first-1, "well", "just")
	case p.isWord(first, "within") && q.kind == doc.Duration:
		return false
	case p.isWord(first, "about"):
		return !p.is(first-1, topicWord)
	case p.isWord(first, "over") && (p.isWord(first-1, "taken", "take", "took", "taking", "takes")):
		return false
	case p.isWord(first, "around") && p.isWord(first+1, "the"):
		return false
	case sign == "<=" && p.isWord(first, "up") && p.is(first-1, up|down) && !p.is(first-1, prep):
		return true
	}
	return true
}

// modifierAfter reads what follows the quantity: "or more", "or so", "-plus",
// "and over", "+".
func (p *parser) modifierAfter(q *quantity) string {
	for _, j := range [2]int{q.afterNumber, q.next} {
		if p.isMark(j, '+') && p.at(j).glued {
			return ">="
		}
		k := p.afterHyphen(j)
		if k != j {
			switch p.wordAt(k) {
			case "plus":
				return ">="
			case "odd":
				return "~"
			}
		}
		if p.isWord(j, "or", "and") {
			switch p.wordAt(j + 1) {
			case "more", "greater", "above", "older", "up", "over", "better", "higher", "longer":
				if p.isWord(j, "or") || p.isWord(j+1, "older", "above", "up", "over") {
					return ">="
				}
			case "less", "fewer", "under", "younger", "below", "lower":
				return "<="
			case "so":
				if p.isWord(j, "or") {
					return "~"
				}
			case "thereabouts":
				return "~"
			}
		}
		if p.isWord(j, "maximum") {
			return "<="
		}
		if p.isWord(j, "minimum") || p.isWord(j, "plus") && j == q.next && q.noun < 0 && q.unit == nil || p.isWord(j, "plus") && j == q.afterNumber && q.noun > j {
			return ">="
		}
	}
	return "="
}
