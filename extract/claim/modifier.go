package claim

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// A phrase that stands before a number and says how exact it is, last word
// first.
type modifierPhrase struct {
	sign  string
	words []string
}

// modifiers are tried in order, so longer phrases come before their ends.
var modifiers = []modifierPhrase{
	{">=", []string{"than", "fewer", "no"}}, {">=", []string{"than", "less", "no"}}, {">=", []string{"than", "fewer", "not"}}, {">=", []string{"than", "less", "not"}},
	{"<=", []string{"than", "more", "no"}}, {"<=", []string{"than", "more", "not"}}, {"<=", []string{"than", "greater", "no"}},
	{">=", []string{"to", "equal", "or", "than", "greater"}}, {"<=", []string{"to", "equal", "or", "than", "less"}},
	{">", []string{"than", "more"}}, {">", []string{"than", "greater"}}, {">", []string{"than", "larger"}}, {">", []string{"than", "higher"}}, {">", []string{"than", "bigger"}}, {">", []string{"than", "longer"}}, {">", []string{"than", "older"}}, {">", []string{"than", "over"}},
	{"<", []string{"than", "less"}}, {"<", []string{"than", "fewer"}}, {"<", []string{"than", "lower"}}, {"<", []string{"than", "smaller"}}, {"<", []string{"than", "shorter"}}, {"<", []string{"than", "younger"}},
	{">=", []string{"least", "at"}}, {"<=", []string{"most", "at"}}, {"<=", []string{"to", "up"}},
	{"<=", []string{"as", "many", "as"}}, {"<=", []string{"as", "much", "as"}}, {">=", []string{"as", "few", "as"}}, {">=", []string{"as", "little", "as"}}, {"<=", []string{"as", "high", "as"}}, {">=", []string{"as", "low", "as"}},
	{">", []string{"of", "excess", "in"}}, {">", []string{"of", "upwards"}}, {">", []string{"of", "upward"}}, {">=", []string{"of", "minimum", "a"}}, {"<=", []string{"of", "maximum", "a"}}, {"~", []string{"of", "region", "the", "in"}}, {"~", []string{"of", "neighborhood", "the", "in"}},
	{"~", []string{"to", "close"}}, {"~", []string{"estimated", "an"}}, {"~", []string{"estimated"}}, {"~", []string{"reported", "a"}}, {"~", []string{"less", "or", "more"}},
	{"~", []string{"about"}}, {"~", []string{"around"}}, {"~", []string{"roughly"}}, {"~", []string{"approximately"}}, {"~", []string{"approx"}}, {"~", []string{"nearly"}}, {"~", []string{"almost"}}, {"~", []string{"some"}}, {"~", []string{"circa"}}, {"~", []string{"virtually"}}, {"~", []string{"barely"}}, {"~", []string{"approaching"}}, {"~", []string{"nearing"}}, {"~", []string{"probably"}}, {"~", []string{"perhaps"}}, {"~", []string{"maybe"}},
	{">", []string{"over"}}, {">", []string{"above"}}, {">", []string{"exceeding"}}, {">", []string{"exceeded"}}, {">", []string{"exceeds"}}, {">", []string{"exceed"}}, {">", []string{"surpassed"}}, {">", []string{"surpassing"}}, {">", []string{"surpass"}}, {">", []string{"topped"}}, {">", []string{"topping"}}, {">", []string{"beyond"}},
	{"<", []string{"under"}}, {"<", []string{"below"}}, {">=", []string{"minimum"}}, {"<=", []string{"maximum"}}, {"<=", []string{"within"}},
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
	if it.kind != wordItem || it.end-it.start < 2 {
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

// again is the claim that q, a measure in brackets right after it, repeats in
// another unit, or nil.
func (p *parser) again(q *quantity) *doc.Claim {
	n := len(p.Claims)
	if n == 0 || q.unit == nil || !p.isMark(q.modFirst-1, '(') && !(p.isMark(q.modFirst-1, ';') && q.kind == doc.Money) || p.at(q.modFirst-2).end != p.Claims[n-1].End {
		return nil
	}
	if last := &p.Claims[n-1]; last.UnitKind == q.kind && last.Unit != q.unitName {
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
		switch p.wordAt(first - 1) {
		case "talk", "talks", "talked", "talking", "speak", "spoke", "think", "thinking", "thought", "know", "worry", "worried", "told", "said", "complained", "asked", "ask", "asking", "learn", "information", "questions", "question", "concerns", "details", "claims", "statements", "allegations", "evidence", "facts", "doubts", "story", "stories", "news", "debate", "report", "reports", "book", "joke":
			return false
		}
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
		q.change = p.Claims[len(p.Claims)-1].Change
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
	} else if p.at(k).kind == wordItem && p.at(k).class == 0 && p.is(k-1, det) && p.isWord(k-2, "by") { // by a tepid
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
		return ""
	case p.isWord(k, "of"):
		if p.is(k-1, changeNoun) && !p.isWord(k-1, "loss", "losses") {
			return p.direction(k - 1)
		}
		return ""
	}
	if p.isWord(k, "up", "down") {
		if p.is(k-1, verb) || phrasal[p.wordAt(k-1)] {
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

// phrasal are verbs whose "up" or "down" is no change.
var phrasal = map[string]bool{
	"end": true, "make": true, "making": true, "rack": true, "racked": true, "racks": true, "racking": true, "pick": true, "picked": true, "picking": true,
	"set": true, "sets": true, "setting": true, "turn": true, "turned": true, "turning": true, "round": true, "rounded": true, "show": true, "showed": true,
	"break": true, "breaking": true, "broke": true, "broken": true, "blow": true, "blew": true, "blown": true, "shoot": true, "shot": true, "gunned": true,
	"add": true, "adds": true, "sign": true, "signed": true, "snap": true, "snapped": true, "lined": true, "grew": true, "summed": true, "divided": true, "split": true,
	"freed": true, "free": true, "freeing": true, "track": true, "tracked": true, "hunt": true, "hunted": true, "clean": true, "cleaned": true, "offer": true, "offered": true,
}

// currencyStarts reports whether a sign of money stands among the items from
// i to before end.
func (p *parser) currencyStarts(i, end int) bool {
	for k := i; k < end; k++ {
		if u, from := p.currencyBefore(k); u != nil && from >= i-1 && p.at(k).kind == digitItem {
			return true
		}
		if u, _ := p.findUnit(k, number{mant: 1000}); u != nil && u.kind == doc.Money {
			return true
		}
	}
	return false
}

func (p *parser) direction(i int) doc.Change {
	switch {
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
	if len(p.Claims) == 0 {
		return false
	}
	last := p.Claims[len(p.Claims)-1]
	to := p.items[q.modFirst-1].start
	if last.Start < p.items[0].start || to-last.End > 60 || last.UnitKind != q.kind && q.kind != "" || last.HasMax {
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
		if p.is(k, changeNoun) && p.direction(k) != "" && !p.isWord(k, "raise") {
			if p.isWord(k, "cut", "fall") || p.is(k, changeNoun) {
				return p.direction(k)
			}
		}
		switch p.wordAt(k) {
		case "higher", "more":
			if k == q.next && (p.unitIsShare(q)) {
				return doc.Up
			}
		case "lower", "less", "fewer":
			if k == q.next && (p.unitIsShare(q)) {
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
	n, k := len(p.Claims), q.modFirst-1
	if n == 0 || p.done == 0 || k < p.done || k-p.done > 5 || p.Claims[n-1].Start < p.items[0].start || p.Claims[n-1].Change == doc.NoChange {
		return false
	}
	last := &p.Claims[n-1]
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

func (p *parser) unitIsShare(q *quantity) bool { return q.kind == doc.Percent }
