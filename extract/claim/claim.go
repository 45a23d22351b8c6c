// Package claim finds the numeric quantities that an article states: value,
// unit, how exact, whether it is a rise or fall, what is counted, and who
// states it.
//
// It goes through a sentence in steps, one a file:
//
//	lex.go      cuts it into items, finer than tokens; scan.go finds their ends
//	words.go    the classes of words that the rules go by
//	number.go   reads a number in digits, in words or both
//	reject.go   tells what is a number but no quantity; date.go dates and times of day
//	unit.go     finds units, listed in units.tsv; money.go currencies
//	measure.go  reads the unit behind a number
//	range.go    joins the two ends of a range
//	ratio.go    reads shares, odds and multiples
//	age.go      reads ages
//	noun.go     reads what a count counts, where no unit stands
//	carry.go    gives a number what it goes on with: unit and noun of one before
//	modifier.go reads how exact it is; change.go whether it is a rise or fall
//	counted.go  finds what is measured, by the words around it: subject.go and
//	            phrase.go the phrases for that; tree.go by the tree, and whose it is
//	source.go   finds who states it; cite.go whom a sentence cites
//	when.go     finds time and place; hedge.go words of doubt
//
// The numbers are read without the tree, and the rest goes on without it where
// a sentence has none: phrases then end where classes of words say. A number of items in a loop ("k < j+8") is how far a rule looks. They were set
// on the training news: most are longer than what is looked for ever is there,
// and keep the time linear in text made to be slow.
package claim

import (
	"sort"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// Stage finds claims. It is immutable and serves any number of goroutines.
type Stage struct {
	lexicon  map[string]entry
	numerals []numeral
	units    units
	// modifiers by their last word
	modifiers map[string][]modifierPhrase
	without   Without
}

// Without says what the stage goes without, to tell what each part is worth.
type Without uint8

// The parts that can be left out.
const (
	Trees     Without = 1 << iota // what is counted, and whose it is, by the tree
	Quotes                        // the speaker of a quote as the source of its numbers
	Citations                     // whom a sentence cites outside of quotes
	Carried                       // what a claim has from the one before: unit, what is counted, level
)

// New makes the stage.
func New() *Stage { return NewWith(0) }

// NewWith is New without some parts.
func NewWith(w Without) *Stage {
	lexicon, numerals := newLexicon()
	return &Stage{lexicon: lexicon, numerals: numerals, units: newUnits(unitTable), modifiers: newModifiers(modifierTable), without: w}
}

// Name is "claim".
func (*Stage) Name() string { return "claim" }

// Needs are the layers that the stage reads.
func (*Stage) Needs() doc.Layer {
	return doc.Tokens | doc.Sentences | doc.Tags | doc.Arcs | doc.Mentions | doc.Quotes | doc.Entities
}

// Gives is the layer of claims.
func (*Stage) Gives() doc.Layer { return doc.Claims }

// parser is the state of one article.
type parser struct {
	sentence
	stage    *Stage
	key, low []byte // buffers of findUnit

	// Of the article.
	countries  map[string]int // mentions by ISO 3166-1 alpha-3 code; nil: not counted yet
	sterling   fact           // it writes "£"
	dollars    fact           // it writes "C$" and the like
	poll       fact           // it tells of polls
	quote      int            // first quote that begins after the claim that is made
	lastPoll   citation       // the poll that was cited last by name
	pollAt     int            // sentence that cites a poll, the last one
	document   citation       // the document that was cited last
	documentAt int            // sentence that cites it

	// Of the sentence.
	done     int      // items before it belong to claims already made
	votes    int      // item of the second number of a vote, "52-48"; 0 none
	speech   fact     // speech is quoted in it
	citation citation // whom it cites, where cited is true
	cited    bool     // citation has been looked for

	money bool // a currency stands before the number that is read
}

// fact is what is asked of an article or sentence more than once, and looked for
// the first time.
type fact int8

const (
	unknown fact = iota
	yes
	no
)

// known is f, found out by look where it is not known yet.
func (f *fact) known(look func() bool) bool {
	if *f == unknown {
		*f = no
		if look() {
			*f = yes
		}
	}
	return *f == yes
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
	listed      bool        // in a list that goes on with the unit of the claim before
	ofThem      bool        // of what the claim before counts: two of them
	them        corpus.Span // of what no claim before counts: two of them
	whole       corpus.Span // what it is a part of, where that stands before it
	program     bool        // it is in the name of a broadcast: 60 Minutes
	modifier    string
	modFirst    int // first item of the modifier, or first
	change      doc.Change
	confidence  float64
}

// Confidences, by how the unit of a number is known.
const (
	sure    = 0.9 // a unit or a noun beside it
	derived = 0.8 // the word tells it: doubled, a vote of 52-48
	linked  = 0.7 // a noun behind a hyphen, or "of them"
	bare    = 0.6 // no noun: what the words around it say, or nothing
	guessed = 0.5 // the money of the claim before
)

// count makes q a count of units.
func (q *quantity) count(unit string, confidence float64) {
	q.kind, q.unitName, q.confidence = doc.Count, unit, confidence
}

// ofAge makes q an age in years.
func (q *quantity) ofAge(confidence float64) {
	q.kind, q.unitName, q.confidence = doc.Age, "year", confidence
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
		p.done, p.votes, p.cited, p.speech = 0, 0, false, unknown
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
	q = quantity{n: n, first: from, number: i, afterNumber: j, next: j, noun: -1, nounFirst: -1, confidence: sure}
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
	c.Counted = p.trimmed(c.Counted)
	if strings.IndexFunc(c.Counted.Of(p.text), unicode.IsLetter) < 0 {
		c.Counted = corpus.Span{}
	}
	if first, end := p.itemsOf(c.Counted); end == first+1 && (p.is(first, weekday|month) || p.isWord(first, "it", "they", "we", "i") || p.tagged(first, "RB")) {
		c.Counted = corpus.Span{}
	}
	if c.About.Overlaps(c.Counted) {
		c.About = corpus.Span{}
	}
	if c.UnitKind == doc.Count && c.Unit == "" {
		c.Unit = p.numberOf(c.Counted)
	}
	c.CountedStem = p.stage.stems(p.text[c.Counted.Start:c.Counted.End])
	p.source(&q, &c)
	p.hedge(&q, &c)
	p.when(&q, &c)
	p.Claims = append(p.Claims, c)
}

// lastClaim is the claim before the one that is read, nil for the first. It is
// good until a claim is appended.
func (p *parser) lastClaim() *doc.Claim {
	if len(p.Claims) == 0 {
		return nil
	}
	return &p.Claims[len(p.Claims)-1]
}

// claimBefore is lastClaim if it stands in this sentence, else nil.
func (p *parser) claimBefore() *doc.Claim {
	if last := p.lastClaim(); last != nil && last.Start >= p.items[0].start {
		return last
	}
	return nil
}

// countBefore is claimBefore if it is a count, else nil.
func (p *parser) countBefore() *doc.Claim {
	if last := p.claimBefore(); last != nil && last.UnitKind == doc.Count {
		return last
	}
	return nil
}

// span is the bytes from item i to before item j.
func (p *parser) span(i, j int) corpus.Span {
	if i < 0 || j > len(p.items) || i >= j {
		return corpus.Span{}
	}
	return corpus.Span{Start: p.items[i].start, End: p.items[j-1].end}
}
