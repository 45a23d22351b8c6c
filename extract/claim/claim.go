// Package claim finds the numeric quantities that an article states: value,
// unit, how exact, whether it is a rise or fall, what is counted, and who
// states it.
//
// The text of each sentence is cut into items (lex.go), numbers are read by a
// small grammar (number.go), units come from units.tsv (unit.go); reject.go
// holds what is a number but no quantity. The rest fills the fields around
// the number: modifier.go, counted.go, source.go, when.go.
package claim

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Stage finds claims. It is immutable and serves any number of goroutines.
type Stage struct {
	lexicon  map[string]entry
	numerals []numeral
	units    units
	// modifiers by their last word
	modifiers map[string][]modifierPhrase
}

// New makes the stage.
func New() *Stage {
	lexicon, numerals := newLexicon()
	st := &Stage{lexicon: lexicon, numerals: numerals, units: newUnits(unitTable), modifiers: make(map[string][]modifierPhrase)}
	for _, m := range modifiers {
		st.modifiers[m.words[0]] = append(st.modifiers[m.words[0]], m)
	}
	return st
}

// Name is "claim".
func (*Stage) Name() string { return "claim" }

// Needs are the layers that the stage reads.
func (*Stage) Needs() doc.Layer { return doc.Sentences | doc.Mentions | doc.Quotes }

// Gives is the layer of claims.
func (*Stage) Gives() doc.Layer { return doc.Claims }

// parser is the state of one article.
type parser struct {
	sentence
	stage      *Stage
	done       int  // items before it belong to claims already made
	money      bool // a currency stands before the number that is read
	key, low   []byte
	countries  map[string]int // mentions by country; nil: not counted yet
	quote      int            // first quote that begins after the claim that is made
	speech     int8           // whether speech is quoted in the sentence: 0 not known, 1 yes, -1 no
	sterling   int8           // whether the article writes "£", in the same way
	dollars    int8           // whether it writes "C$" and the like, in the same way
	votes      int            // item of the second number of a vote, "52-48"; 0 none
	poll       int8           // whether the article tells of polls: 0 not known, 1 yes, -1 no
	lastPoll   citation       // the poll that was cited last
	pollAt     int            // sentence that cites it, or goes on with it
	document   citation       // the document that was cited last
	documentAt int            // sentence that cites it
	citation   citation       // of the sentence
	cited      bool           // citation is found
}

// A quantity is a claim while it is put together. Its parts are items.
type quantity struct {
	n, max      number
	hasMax      bool
	unit        *unit // of measure or money; nil for counts and bare numbers
	unitName    string
	kind        doc.UnitKind
	first, next int // items of the span
	number      int // first item of the number itself
	afterNumber int
	noun        int // head noun of what is counted, -1 none
	nounFirst   int // first word of its phrase
	hyphen      bool
	listed      bool // in a list that goes on with the unit of the claim before
	ofThem      bool // of what the claim before counts: two of them
	program     bool // it is in the name of a broadcast: 60 Minutes
	modifier    string
	modFirst    int // first item of the modifier, or first
	change      doc.Change
	confidence  float64
}

// Annotate fills d.Claims.
func (st *Stage) Annotate(d *doc.Document) {
	d.Claims = d.Claims[:0]
	p := parser{stage: st, documentAt: -2}
	p.Document = d
	p.text = d.Text
	for i := range d.Sentences {
		p.reset(st, i)
		if !p.numeric && !p.pollArticle() {
			continue
		}
		if p.numeric && i > 0 && p.itShows() && p.documentAt != i-1 {
			p.rememberDocument(i)
		}
		p.done, p.votes, p.cited, p.speech = 0, 0, false, 0
		if p.pollArticle() {
			p.rememberPoll()
		}
		if p.numeric {
			p.claims()
		}
	}
}

// claims reads the quantities of the sentence.
func (p *parser) claims() {
	for i := 0; i < len(p.items); {
		it := &p.items[i]
		if it.kind == wordItem && it.num < 0 || it.kind == opaqueItem || it.kind == markItem && it.mark != '-' && fractionSign(it.mark) == 0 {
			i++
			continue
		}
		q, next, ok := p.quantity(i)
		if !ok {
			i = max(next, i+1)
			continue
		}
		p.emit(q)
		p.done = q.next
		i = max(q.next, i+1)
	}
}

// quantity reads the quantity that begins at item i. Where there is none,
// next is the item to go on with.
func (p *parser) quantity(i int) (q quantity, next int, ok bool) {
	if p.isNumeral(i, foldNumeral) {
		return p.fold(i)
	}
	currency, from := p.currencyBefore(i)
	if currency == nil && p.isMark(i, '-') {
		// A dash after a currency is no minus; one before it is: -$5
		if p.at(i+1).kind != digitItem {
			return q, i + 1, false
		}
	}
	p.money = currency != nil
	n, j, ok := p.number(i)
	if !ok {
		return q, j, false
	}
	q = quantity{n: n, first: from, number: i, afterNumber: j, next: j, noun: -1, nounFirst: -1, confidence: 0.9}
	if currency == nil {
		q.first = i
	}
	if end := p.notQuantity(i, j, n, currency != nil); end > 0 {
		return q, end, false
	}
	if currency != nil {
		p.setUnit(&q, currency)
		p.currencyAfter(&q)
		p.rangeAfter(&q)
	} else if !p.ratio(&q) {
		p.measure(&q)
		p.rangeAfter(&q)
	}
	if q.unit == nil && q.kind == "" {
		p.countNoun(&q)
	}
	if end := p.notClaim(&q); end > 0 {
		return q, end, false
	}
	p.modify(&q)
	p.changed(&q)
	return q, q.next, true
}

// setUnit gives q the unit u.
func (p *parser) setUnit(q *quantity, u *unit) {
	q.unit, q.kind, q.unitName = u, u.kind, u.name
	if u.kind == doc.Money {
		q.unitName = p.code(u)
	}
	if u.coin {
		q.n.exp -= 2
		q.max.exp -= 2
	}
}

// currencyAfter takes in what repeats or narrows a currency after the number:
// "$45,000 US", "$1 million dollars".
func (p *parser) currencyAfter(q *quantity) {
	if u, next := p.findUnit(q.next, q.n); u != nil && u.kind == doc.Money && len(u.name) == 3 {
		if u.name != q.unit.name || len(u.countries) == 0 {
			p.setUnit(q, u)
		}
		q.next = next
		return
	}
	if p.isWord(q.next, "us") && p.at(q.next).capital && !p.at(q.next+1).capital && q.unit.name == "USD" {
		q.unitName = "USD"
		q.next++
	}
}

// measure reads the unit after the number: percent, miles, dollars, years,
// and the endings that turn years into ages.
func (p *parser) measure(q *quantity) {
	j := q.afterNumber
	if q.n.form == fraction && p.isWord(j, "a", "an") {
		j++ // half a percentage point
	} else if q.n.form == fraction && p.isWord(j, "of") && p.isWord(j+1, "a", "an", "one") {
		j += 2 // a quarter of a percentage point
	} else if q.n.form == vague && p.isWord(p.afterQuote(j), "of") {
		j = p.afterQuote(j) + 1 // tens of millions of dollars
	}
	u, next := p.findUnit(j, q.n)
	if q.n.meters && u == nil && p.metersAfter(q) {
		n := q.n
		n.exp -= 6
		n.scaled, n.meters = false, false
		q.n = n
		u, next = p.stage.units.lower["meter"].unit, j
	}
	if u == nil {
		p.points(q, j)
		if q.unit == nil && q.n.form == plainNumber && !q.hasMax {
			p.sharedUnit(q, j)
		}
		return
	}
	if u.kind == doc.Duration && p.at(next-1).capital && !p.titleCase && q.n.digits && !p.at(q.afterNumber).glued && next-j == 1 && !p.isWord(next, "of") {
		q.program = true // 60 Minutes
		return
	}
	if u.name == "pound" && p.poundsAreMoney(q, next) {
		u = p.stage.units.exact["GBP"].unit
	}
	q.hyphen = p.isMark(j, '-')
	p.setUnit(q, u)
	q.next = next
	if q.n.form == fraction {
		q.n.form = plainNumber
	}
	if u.kind == doc.Duration {
		p.age(q)
	}
	if u.kind == doc.Duration && q.kind == doc.Duration {
		// a year and a half
		if p.isWord(next, "and") && p.isWord(next+1, "a") && p.isNumeral(next+2, halfNumeral) && q.n.addFraction(1, 2) {
			q.next = next + 3
		}
	}
}

// afterQuote is the item after a quotation mark at item i that "of" follows, or
// i: "hundreds of millions" of pounds.
func (p *parser) afterQuote(i int) int {
	if p.isMark(i, '"') && p.isWord(i+1, "of") {
		return i + 1
	}
	return i
}

// sharedUnit gives the number the measure of the one after it: "9 and 8
// percent", "from 58 to 55 percent".
func (p *parser) sharedUnit(q *quantity, j int) {
	if !p.isWord(j, "and", "or") && !(p.isWord(j, "to") && p.isWord(q.first-1, "from")) {
		return
	}
	if p.at(j+1).kind != digitItem || !q.n.digits {
		return
	}
	n, next, ok := p.digitNumber(j + 1)
	if !ok || n.form != plainNumber || n.scaled != q.n.scaled {
		return
	}
	if u, after := p.findUnit(next, n); u != nil && !p.isMark(next, '-') && u.kind != doc.Money {
		p.setUnit(q, u)
		if u.kind == doc.Duration && p.isWord(after, "old", "olds") { // 16 and 17 year olds
			q.kind = doc.Age
		}
	}
}

// age turns a duration into an age where "old" or "of age" follows.
func (p *parser) age(q *quantity) {
	j := p.afterHyphen(q.next)
	switch {
	case p.isWord(j, "old", "olds"):
		q.next = j + 1
	case p.isWord(j, "of") && p.isWord(j+1, "age"):
		q.next = j + 2
	default:
		return
	}
	q.kind = doc.Age
}

// metersAfter reports whether the glued "m" after the number means meters.
func (p *parser) metersAfter(q *quantity) bool {
	switch p.wordAt(q.afterNumber) {
	case "high", "tall", "long", "wide", "deep", "away", "from", "above", "below", "across", "race", "sprint", "freestyle", "hurdles", "north", "south", "east", "west":
		return true
	}
	return false
}

// points reads "7 points": percentage points where the sentence or the
// article tells of polls and shares, else a count.
func (p *parser) points(q *quantity, j int) {
	k := p.afterHyphen(j)
	if !p.isWord(k, "points", "point", "pts") {
		return
	}
	poll := false
	for i := max(0, q.first-25); i < min(len(p.items), k+25); i++ {
		if p.is(i, sport) || p.isWord(i, "index", "dow", "nasdaq", "shares", "stocks") {
			return
		}
		poll = poll || p.is(i, pollWord) || p.isMark(i, '%')
	}
	if !poll && !p.pollArticle() {
		return
	}
	p.setUnit(q, p.stage.units.lower["percentage point"].unit)
	q.next = k + 1
}

// pollArticle reports whether the article tells of polls.
func (p *parser) pollArticle() bool {
	if p.poll == 0 {
		p.poll = -1
		if strings.Contains(p.text, " poll") || strings.Contains(p.text, "Poll") || strings.Contains(p.text, " survey") {
			p.poll = 1
		}
	}
	return p.poll > 0
}

// poundsAreMoney tells the two meanings of "pounds" apart.
func (p *parser) poundsAreMoney(q *quantity, next int) bool {
	if p.isWord(next, "of") {
		return q.n.scaled && q.n.exp >= 6
	}
	if p.sterling == 0 {
		p.sterling = -1
		if strings.Contains(p.text, "£") {
			p.sterling = 1
		}
	}
	if q.n.scaled || p.sterling > 0 {
		return true
	}
	p.countCountries()
	money := p.countries["GBR"] + p.countries["EGY"] + p.countries["LBN"] + p.countries["SYR"] + p.countries["SDN"] + p.countries["SSD"]
	return money > 0 && money > p.countries["USA"]
}

// ratio reads "one in five", "eight out of 10", "eight of 10", "3-to-1", and
// the fractions that stand alone.
func (p *parser) ratio(q *quantity) bool {
	j := q.afterNumber
	if q.n.form == fraction {
		if p.fractionUnit(j) {
			return false // half an hour: a measure
		}
		q.kind = doc.Ratio
		return true
	}
	if p.times(q) {
		return true
	}
	if q.n.form != plainNumber || q.n.scaled || q.n.mant == 0 {
		return false
	}
	k := p.afterHyphen(j)
	dashed := k != j
	out := false
	switch {
	case p.isWord(k, "in"):
		k++
	case p.isWord(k, "out") && p.isWord(p.afterHyphen(k+1), "of"):
		out = true
		k = p.afterHyphen(k+1) + 1
	case p.isWord(k, "of") && !dashed:
		if b, next, ok := p.number(k + 1); !ok || b.integer() != 10 && b.integer() != 100 || p.isMark(next, '%') {
			return false
		}
		k++
	case p.isWord(k, "to"):
		b, next, ok := p.number(p.afterHyphen(k + 1))
		if !ok || b.integer() < 1 || q.n.integer() < 0 || !(dashed || b.one && q.n.integer() > 1) || !b.one && b.integer() != 1 && q.n.integer() < b.integer() {
			return false
		}
		if u, _ := p.findUnit(next, b); u != nil {
			return false
		}
		q.n = number{mant: q.n.mant, exp: q.n.exp, den: b.mant, form: fraction, digits: q.n.digits}
		q.kind, q.next = doc.Ratio, next
		return true
	default:
		return false
	}
	if p.isWord(k, "every") {
		k++
	}
	k2 := p.afterHyphen(k)
	b, next, ok := p.number(k2)
	if !ok || b.form != plainNumber || b.mant == 0 || b.exp < 0 || b.den > 1 || q.n.exp != 0 || q.n.den > 1 {
		return false
	}
	den := b.value()
	if den <= float64(q.n.mant) || den > 1e9 || p.is(next, month) {
		return false
	}
	if u, _ := p.findUnit(next, b); u != nil || p.at(next).glued && p.at(next).kind == wordItem {
		return false // killed 12 in 24 hours
	}
	if !out && !dashed && p.isWord(k-1, "in") && !(den <= 10 || den == 12 || den == 20 || den == 50 || b.exp > 0 || b.mant%100 == 0) {
		return false
	}
	if !out && !q.n.one && den > 100 && q.n.mant > 10 {
		return false
	}
	if b.digits && b.mant >= 1900 && b.mant < 2100 && !b.scaled && p.at(next-1).end-p.at(next-1).start == 4 && !out {
		return false // two in 2016
	}
	q.n = number{mant: q.n.mant, den: uint64(den), form: fraction, digits: q.n.digits}
	q.kind, q.next = doc.Ratio, next
	return true
}

// fractionUnit reports whether a fraction at j measures something: "half an
// hour", "half a percentage point", "half-mile", "1/2 cup".
func (p *parser) fractionUnit(j int) bool {
	switch {
	case p.isWord(j, "a", "an"):
		j++
	case p.isWord(j, "of") && (p.isWord(j+1, "a", "an", "one")):
		j += 2
	}
	u, _ := p.findUnit(j, number{})
	return u != nil
}

// times reads "three times as many", "10-fold", "twice the number".
func (p *parser) times(q *quantity) bool {
	j := p.afterHyphen(q.afterNumber)
	switch {
	case p.isWord(j, "fold"):
		q.next = j + 1
	case p.isWord(j, "times"):
		switch p.wordAt(j + 1) {
		case "as", "more", "higher", "greater", "larger", "bigger", "the", "that", "what", "its", "their", "less", "faster", "lower", "smaller", "likelier", "worse", "better", "longer", "earnings":
		default:
			return false
		}
		q.next = j + 1
	default:
		return false
	}
	q.kind, q.unitName = doc.Ratio, "time"
	return true
}

// fold reads "doubled", "halved", "threefold", "twice the number".
func (p *parser) fold(i int) (q quantity, next int, ok bool) {
	num, _ := p.numeral(i)
	q = quantity{n: number{mant: num.value}, first: i, next: i + 1, number: i, afterNumber: i + 1, noun: -1, nounFirst: -1, confidence: 0.8, kind: doc.Ratio, unitName: "time"}
	w := p.wordAt(i)
	change := doc.Up
	switch {
	case w == "twice", w == "double", w == "triple", w == "quadruple":
		// "twice" alone is how often, "double" alone an adjective
		switch p.wordAt(i + 1) {
		case "as", "the", "that", "what", "its", "their", "his", "those":
		default:
			return q, i + 1, false
		}
		change = doc.NoChange
	case w == "fold":
		return q, i + 1, false
	case num.value == 0: // halved, halving, halves
		if w == "halves" {
			return q, i + 1, false
		}
		q.n, q.unitName, change = number{mant: 5, exp: -1}, "", doc.Down
	case p.isWord(i+1, "down", "as"): // doubled down, doubles as
		return q, i + 1, false
	}
	p.modify(&q)
	q.change = change
	if q.modifier == "=" && p.isWord(i-1, "than", "over") {
		q.modifier = ">"
	}
	return q, q.next, true
}

// rangeAfter joins q with a second number: "12-15", "30 to 40", "between 200
// and 300", "$1-2 million", "5 to 7 percent".
func (p *parser) rangeAfter(q *quantity) {
	if q.n.form != plainNumber || q.kind == doc.Age && q.next > q.afterNumber+2 {
		return
	}
	j := q.next
	between := p.isWord(q.first-1, "between")
	from := p.isWord(q.first-1, "from")
	or, dash := false, false
	switch {
	case p.isMark(j, '-') && (p.at(j).glued == p.at(j+1).glued || p.isWord(j+1, "or", "to")):
		dash = true
		if w := p.isWord(j+1, "or"); w || p.isWord(j+1, "to") {
			or = w
			j++
		}
	case p.isMark(j, '~'):
	case p.isWord(j, "to", "through"):
		if from && !p.rangedBefore(q.first-2) {
			return
		}
	case p.isWord(j, "or"):
		or = true
	case p.isWord(j, "and") && between:
	default:
		return
	}
	k := j + 1
	if u, next := p.currencyAt(k); u != nil {
		if q.unit == nil || q.unit.kind != doc.Money {
			return
		}
		k = next
	}
	it := p.at(k)
	if it.kind == wordItem && it.num < 0 || it.kind == markItem || p.isNumeral(k, article) {
		return
	}
	p.money = q.kind == doc.Money
	n2, next, ok := p.number(k)
	if !ok || n2.form != plainNumber || n2.den > 1 {
		return
	}
	if it := p.at(next); it.kind == wordItem && it.glued {
		if u, _ := p.findUnit(next, n2); u == nil {
			return // 12-15th
		}
	}
	if n2.negative && !q.n.negative {
		n2.negative = false
	}
	// "$1-2 million": the scale stands for both.
	n1 := q.n
	if q.unit != nil && q.unit.coin {
		n1.exp += 2
	}
	if n2.scaled && !n1.scaled && n1.value() < float64(n2.mant) && n1.exp <= 0 {
		n1.exp += n2.exp
		n1.scaled = true
	}
	if !(n1.value() < n2.value()) {
		return
	}
	if or && !(n2.value() <= 2*n1.value() || between) {
		return
	}
	r := *q
	r.n, r.max, r.hasMax = n1, n2, true
	r.afterNumber, r.next = next, next
	switch {
	case q.unit != nil && q.unit.kind == doc.Money && q.first != q.number: // $1 to $2
		r.unit = q.unit
		p.currencyAfter(&r)
	case q.unit != nil:
		p.measure(&r)
		if r.unit == nil || r.unit.kind != q.unit.kind || r.unit.name != q.unit.name {
			return
		}
	default:
		r.kind = ""
		p.measure(&r)
	}
	// "rose 3 percent to 5.1 percent", "rose 10 to 50": a change and a level.
	if p.isWord(j, "to") && !dash && !between && (q.unit != nil && !(q.first != q.number && p.is(q.first-1, det)) || r.unit == nil) && p.changeBefore(q.first) != "" && q.next != q.afterNumber {
		return
	}
	if p.isWord(j, "to") && !dash && p.changeBefore(q.first) != "" && q.first != q.number {
		return
	}
	*q = r
}

// rangedBefore reports whether item i says that a range follows "from".
func (p *parser) rangedBefore(i int) bool {
	switch p.wordAt(i) {
	case "range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies", "varied", "varying", "aged", "ages":
		return true
	}
	return false
}

// currencyAt is the currency that begins at item i, with the number after it.
func (p *parser) currencyAt(i int) (*unit, int) {
	for k := i + 1; k <= i+3 && k < len(p.items); k++ {
		if p.items[k].kind == digitItem {
			if u, from := p.currencyBefore(k); u != nil && from == i {
				return u, k
			}
			return nil, i
		}
	}
	return nil, i
}

// farthest is how many bytes before a place a mention can begin that is
// looked for there. No name is longer.
const farthest = 200

// mentionFrom is the first mention that begins at pos or later.
func (p *parser) mentionFrom(pos int) int {
	return sort.Search(len(p.Mentions), func(k int) bool { return p.Mentions[k].Start >= pos })
}

// wordAt is item i in lower case, "" for what is no word.
func (p *parser) wordAt(i int) string {
	if p.at(i).kind != wordItem {
		return ""
	}
	return p.word(i)
}

// emit appends the claim of q, with all that stands around it.
func (p *parser) emit(q quantity) {
	c := doc.Claim{
		Value:         q.n.value(),
		Unit:          q.unitName,
		UnitKind:      q.kind,
		Modifier:      q.modifier,
		Change:        q.change,
		SourceMention: doc.None,
		Quote:         doc.None,
		Place:         doc.None,
		Confidence:    q.confidence,
	}
	c.Start, c.End = p.items[q.first].start, p.items[q.next-1].end
	if q.hasMax {
		c.ValueMax, c.HasMax = q.max.value(), true
	}
	if c.UnitKind == "" {
		c.UnitKind = doc.Count
	}
	p.counted(&q, &c)
	if strings.IndexFunc(c.Counted.Of(p.text), unicode.IsLetter) < 0 {
		c.Counted = corpus.Span{}
	}
	c.CountedStem = stems(p.text[c.Counted.Start:c.Counted.End])
	p.source(&q, &c)
	p.hedge(&q, &c)
	p.when(&q, &c)
	p.Claims = append(p.Claims, c)
}

// span is the bytes from item i to before item j.
func (p *parser) span(i, j int) corpus.Span {
	if i < 0 || j > len(p.items) || i >= j {
		return corpus.Span{}
	}
	return corpus.Span{Start: p.items[i].start, End: p.items[j-1].end}
}

// singular is the singular of the noun at item i in lower case and American
// spelling, and whether it is a plural.
func (p *parser) singular(i int) (string, bool) {
	s, plural := word.Singular(p.word(i))
	if a, ok := american[s]; ok {
		s = a
	}
	return s, plural
}

// plural reports whether item i can be a plural noun.
func (p *parser) plural(i int) bool {
	it := p.at(i)
	if it.kind != wordItem || it.end-it.start < 3 || it.class&(det|prep|conj|aux|pron) != 0 || it.class&(say|verb|show) != 0 && !nounVerbs[p.word(i)] {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(p.text[it.start:it.end])
	if 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	if r != 's' && r != 'n' && r != 'e' && r != 'f' && r != 'l' && r != 't' && r != 'a' && r != 'h' && r != 'i' && r != 'x' && r != 'r' && r != 'p' && r != 'g' {
		return false
	}
	_, plural := word.Singular(p.word(i))
	return plural
}

// nounVerbs are plural nouns that are also forms of frequent verbs.
var nounVerbs = map[string]bool{
	"reports": true, "claims": true, "states": true, "notes": true, "projects": true, "estimates": true, "forecasts": true,
	"plans": true, "runs": true, "lives": true, "votes": true, "wins": true, "leads": true, "costs": true, "hits": true,
	"supports": true, "drives": true, "stands": true, "finds": true, "shows": true,
}

// american gives the American spelling of counted nouns.
var american = map[string]string{
	"offence": "offense", "defence": "defense", "centre": "center", "theatre": "theater", "programme": "program",
	"neighbour": "neighbor", "labour": "labor", "labourer": "laborer", "harbour": "harbor", "colour": "color",
	"honour": "honor", "favour": "favor", "rumour": "rumor", "licence": "license", "metre": "meter", "litre": "liter",
	"kilometre": "kilometer", "tonne": "ton", "tyre": "tire", "cheque": "check", "traveller": "traveler", "storey": "story",
	"organisation": "organization", "moulds": "mold", "plough": "plow", "catalogue": "catalog", "practise": "practice",
	"jeweller": "jeweler", "councillor": "councilor", "enquiry": "inquiry", "sceptic": "skeptic",
}
