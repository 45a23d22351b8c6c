package claim

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// How far the tree is gone up and how wide a phrase is, in steps and tokens.
const (
	highest = 8
	widest  = 24
)

// parsed reports whether the sentence has a tree.
func (p *parser) parsed() bool {
	s := p.Sentences[p.index]
	return p.stage.without&Trees == 0 && s.First < s.Last && s.Last <= len(p.Arcs) && p.Arcs[s.First].Relation != ""
}

// tokenAt is the first token of the sentence that ends behind byte pos.
func (p *parser) tokenAt(pos int) int {
	s := p.Sentences[p.index]
	return s.First + sort.Search(s.Last-s.First, func(k int) bool { return p.Tokens[s.First+k].End > pos })
}

// tagged reports whether the token of item i has a tag that begins so; false where
// nothing is tagged.
func (p *parser) tagged(i int, tag string) bool {
	s := p.Sentences[p.index]
	if s.First >= s.Last || s.Last > len(p.Tokens) {
		return false
	}
	t := p.tokenAt(p.at(i).start)
	return t < s.Last && strings.HasPrefix(p.Tokens[t].Tag, tag)
}

// relation is that of token t to its head, without the subtype.
func (p *parser) relation(t int) string {
	r, _, _ := strings.Cut(p.Arcs[t].Relation, ":")
	return r
}

// child is the first token near t that hangs on it by one of the relations, -1
// for none.
func (p *parser) child(t int, relations ...string) int {
	s := p.Sentences[p.index]
	for k := max(s.First, t-widest); k < min(s.Last, t+widest); k++ {
		if p.Arcs[k].Head == t && word.Is(p.Arcs[k].Relation, relations...) {
			return k
		}
	}
	return doc.None
}

// top is the token of a span that hangs on none of the others; -1 where the
// sentence has no tree.
func (p *parser) top(s corpus.Span) int {
	if !p.parsed() {
		return doc.None
	}
	first := p.tokenAt(s.Start)
	for t := first; t < p.Sentences[p.index].Last && p.Tokens[t].Start < s.End; t++ {
		if h := p.Arcs[t].Head; h < first || p.Tokens[h].Start >= s.End {
			return t
		}
	}
	return doc.None
}

// asMuch are the words between a number and the verb that say how exact it is:
// "has more than 1000 customers".
var asMuch = word.Set("more less fewer many much least most up some over under total average equivalent")

// role goes up from token t to the one that stands for the whole quantity, and
// tells what that is to its head: across lists, what stands beside in brackets,
// and "more than".
func (p *parser) role(t int) (top int, relation string, head int) {
	for range highest {
		h := p.Arcs[t].Head
		if h == doc.None {
			return t, "root", doc.None
		}
		switch r := p.relation(t); {
		case r == "conj" && !p.isVerb(t), r == "appos" && (p.noThing(h) || p.moves(t)), r == "flat", r == "fixed", r == "dep", r == "parataxis" && !p.isVerb(t):
		case asMuch[strings.ToLower(p.Tokens[h].Of(p.text))]:
		default:
			return t, r, h
		}
		t = h
	}
	return t, "", doc.None
}

// moves reports whether "up" or "down" hangs on token t: "had a good year, up 57
// percent" is no other name of the year.
func (p *parser) moves(t int) bool {
	k := p.child(t, "case", "advmod", "compound:prt", "amod")
	return k >= 0 && word.Is(p.Tokens[k].Of(p.text), "up", "down")
}

func (p *parser) isVerb(t int) bool { return strings.HasPrefix(p.Tokens[t].Tag, "VB") }

// subjectToken is the subject of the verb or predicate at token v: its own, that
// of a verb which it shares it with ("rose and ended", "fell, having lost"), or
// the noun that its clause is of. -1 for none.
func (p *parser) subjectToken(v int) int {
	for range highest {
		if b := v - 1; spreads[strings.ToLower(p.Tokens[v].Of(p.text))] && b > p.Sentences[p.index].First { // an entrance fee, ranging from $2 to $5
			if p.Tokens[b].Of(p.text) == "," {
				b--
			}
			if strings.HasPrefix(p.Tokens[b].Tag, "NN") {
				return b
			}
		}
		if s := p.child(v, "nsubj", "nsubj:pass", "nsubj:outer"); s >= 0 {
			for b, comma := s+1, false; b < v; b++ { // excluding food, prices rose: the nearest of two
				comma = comma || p.Tokens[b].Of(p.text) == ","
				if comma && p.Arcs[b].Head == v && p.relation(b) == "nsubj" && (b+1 == v || b+2 == v && p.Arcs[b+1].Head == v) {
					s = b
				}
			}
			if p.relation(v) == "acl" && word.Is(strings.ToLower(p.Tokens[s].Of(p.text)), "that", "which", "who") {
				return p.describedBy(s, v)
			}
			return s
		}
		h := p.Arcs[v].Head
		if h == doc.None {
			return doc.None
		}
		switch p.relation(v) {
		case "acl":
			if m := p.child(v, "mark"); m < 0 || m > v || p.Tokens[m].Of(p.text) != "to" || p.Arcs[h].Head == doc.None {
				return h
			}
			h = p.Arcs[h].Head // "announced plans to cut": who announced them
		case "xcomp":
			if o := p.child(h, "obj"); o >= 0 && o < v && controls[p.lemma(h)] { // "helped the town buy five"
				return o
			}
		case "conj", "advcl", "parataxis":
		default:
			return doc.None
		}
		v = h
	}
	return doc.None
}

// tells are verbs whose subject tells of the count that is their object, and has no
// part in it.
var tells = word.Set("call announce see expect predict forecast foresee estimate report say note mention cite list describe")

// spreads are participles that tell how large what stands before them is.
var spreads = word.Set("ranging totaling totalling averaging numbering costing amounting")

// controls are verbs whose object does what their infinitive says.
var controls = word.Set("help ask tell allow force order urge want expect get let make lead enable cause permit require invite persuade encourage instruct push press need train hire pay see hear")

// lemma is the base form of the verb at token t.
func (p *parser) lemma(t int) string { return word.VerbLemma(strings.ToLower(p.Tokens[t].Of(p.text))) }

// describedBy is the noun that the relative pronoun at token s, subject of verb v,
// stands for: the one that the tree says, unless that is no plural, the verb wants
// one, and the noun right before the pronoun is: "a rally in bank stocks, which were".
func (p *parser) describedBy(s, v int) int {
	h := p.Arcs[v].Head
	b := s - 1
	if b > p.Sentences[p.index].First && p.Tokens[b].Of(p.text) == "," {
		b--
	}
	if h == doc.None || b <= h || b < p.Sentences[p.index].First || !strings.HasSuffix(p.Tokens[b].Tag, "S") || strings.HasSuffix(p.Tokens[h].Tag, "S") {
		return h
	}
	for k := s + 1; k <= v; k++ {
		if word.Is(p.Tokens[k].Of(p.text), "were", "are", "have") {
			return b
		}
	}
	return h
}

// nounPhrase is the phrase of the noun at token t: its name or compound with
// adjectives and owner before it, without a determiner, and with what "of" ties
// to it.
func (p *parser) nounPhrase(t int) corpus.Span {
	s := p.Sentences[p.index]
	first, last := t, t
	for first > s.First && t-first < widest && p.within(first-1, t, "compound", "amod", "nmod:poss", "nmod:desc", "flat", "punct", "case", "nummod", "advmod") {
		first--
	}
	for last+1 < s.Last && last-t < widest && p.Arcs[last+1].Head >= t && p.within(last+1, t, "flat", "compound", "punct", "nummod") {
		last++
	}
	if k := last + 2; k < s.Last && p.Tokens[last+1].Of(p.text) == "of" {
		for j := k; j < min(s.Last, k+6) && p.Tokens[j].Tag != "CD" && p.Tokens[j].Tag != "$"; j++ {
			if p.Arcs[j].Head == t && p.Arcs[last+1].Head == j {
				last = j
				for last+1 < s.Last && p.Arcs[last+1].Head == j && p.relation(last+1) == "flat" {
					last++
				}
				break
			}
		}
	}
	for first < last && (p.Tokens[first].Tag == "WP$" || p.relation(first) == "punct" || p.relation(first) == "case" || p.Tokens[first].Tag == "DT" || p.relation(first) == "advmod") {
		first++
	}
	for last > t && p.relation(last) == "punct" {
		last--
	}
	if b := first - 2; b >= s.First && p.Tokens[b+1].Of(p.text) == "-" && p.Tokens[b].End == p.Tokens[b+1].Start && p.Tokens[b+1].End == p.Tokens[first].Start {
		first = b // Hamas-led militants
	}
	if p.Tokens[first].Tag == "CD" && first+1 < t && p.noThing(first+1) && p.Tokens[first+1].Start > p.Tokens[first].End { // 39 percent support
		first += 2
	}
	return p.wholeNames(corpus.Span{Start: p.Tokens[first].Start, End: p.Tokens[last].End}, p.Tokens[t].Span)
}

// wholeNames is s with all of the name that holds its head, which a tree may cut.
func (p *parser) wholeNames(s, head corpus.Span) corpus.Span {
	for k := p.mentionFrom(head.Start - farthest); k < len(p.Mentions) && p.Mentions[k].Start <= head.Start; k++ {
		if m := &p.Mentions[k]; m.Form == doc.FormName && m.Contains(head) {
			s.Start, s.End = min(s.Start, m.Start), max(s.End, m.End)
		}
	}
	return s
}

// within reports whether token k hangs on t by the relations alone.
func (p *parser) within(k, t int, relations ...string) bool {
	for range highest {
		if !word.Is(p.Arcs[k].Relation, relations...) {
			return false
		}
		if k = p.Arcs[k].Head; k == t {
			return true
		}
		if k == doc.None {
			return false
		}
	}
	return false
}

// subjectPhrase is the phrase of the subject of verb v, or what a pronoun there
// stands for in the sentence; empty for none.
func (p *parser) subjectPhrase(v int) corpus.Span {
	t := p.subjectToken(v)
	if t < 0 || p.noThing(t) {
		return corpus.Span{}
	}
	if tag := p.Tokens[t].Tag; tag == "PRP" {
		return p.meant(t, v)
	} else if !strings.HasPrefix(tag, "NN") && tag != "CD" && tag != "$" {
		return corpus.Span{}
	}
	return p.nounPhrase(t)
}

// meant is what the pronoun at token t, subject of verb v, stands for: the name
// or role that it is linked to, or who says the clause. It is empty where none of
// them stands before it in the sentence.
func (p *parser) meant(t, v int) corpus.Span {
	k := p.mentionFrom(p.Tokens[t].Start)
	if k < len(p.Mentions) && p.Mentions[k].Start == p.Tokens[t].Start && p.Mentions[k].Entity != doc.None {
		for b := k - 1; b >= 0 && p.Mentions[b].Start >= p.items[0].start; b-- {
			if m := &p.Mentions[b]; m.Entity == p.Mentions[k].Entity && m.Form != doc.FormPronoun {
				return m.Span
			}
		}
	}
	if h := p.Arcs[v].Head; h != doc.None && h < t && p.relation(v) == "ccomp" {
		if s := p.subjectToken(h); s >= 0 && s < t && strings.HasPrefix(p.Tokens[s].Tag, "NN") {
			return p.nounPhrase(s)
		}
	}
	return corpus.Span{}
}

// actor is whose quantity a count is by the tree: the subject of the verb that has
// it as its object.
func (p *parser) actor(s corpus.Span) corpus.Span {
	t := p.top(s)
	if t < 0 {
		return corpus.Span{}
	}
	top, relation, h := p.role(t)
	switch {
	case h == doc.None:
		return corpus.Span{}
	case relation == "obl":
		if c := p.child(top, "case"); c >= 0 && word.Is(strings.ToLower(p.Tokens[c].Of(p.text)), "during", "after", "before", "since", "until", "like", "unlike", "despite", "with", "without", "among", "according") {
			return corpus.Span{}
		}
	case relation == "obj", relation == "xcomp":
	case relation == "nmod" && p.child(h, "cop") >= 0 && p.Tokens[h].Tag != "CD": // "is the home port for 60 boats"
	default:
		return corpus.Span{}
	}
	if tells[p.lemma(h)] { // analysts see two reasons
		return corpus.Span{}
	}
	if v := p.subjectToken(h); v >= 0 && p.child(v, "nummod") >= 0 { // 652 dead, with 5,400 others injured
		return corpus.Span{}
	}
	a := p.subjectPhrase(h)
	if a.Overlaps(s) {
		return corpus.Span{}
	}
	return a
}

// measuredBy is what a measure is of by the tree, and whose: the noun that it
// stands with ("a $25 fine", "a fine of $25"), the object that is brought to it
// ("cut the forecast by 3 percent"), else the subject of its verb. Both are empty
// where the tree does not tell.
func (p *parser) measuredBy(s corpus.Span) (counted, about corpus.Span) {
	t := p.top(s)
	if t < 0 {
		return
	}
	for range highest {
		top, relation, h := p.role(t)
		if p.child(top, "nsubj", "nsubj:pass") >= 0 && relation != "obj" && relation != "obl" { // it is the predicate: "were up 2.8 percent"
			counted = p.subjectPhrase(top)
			break
		}
		if relation == "root" {
			break
		}
		if h == doc.None {
			return
		}
		if relation == "nsubj" {
			return
		}
		if p.isVerb(h) {
			o := p.child(h, "obj")
			if o >= 0 && o < top && gives[p.lemma(h)] && !p.noThing(o) && !p.Tokens[o].Overlaps(s) {
				counted = p.nounPhrase(o) // the poll gives her rival 41 percent
			} else if i := p.child(h, "iobj"); i >= 0 && i < top && strings.HasPrefix(p.Tokens[i].Tag, "NN") && !twoObjects[p.lemma(h)] {
				counted = p.nounPhrase(i) // the poll gives her 41 percent
			} else if o >= 0 && relation != "obj" && !p.Tokens[o].Overlaps(s) && o < top && !p.noThing(o) && !twoObjects[p.lemma(h)] {
				counted, about = p.nounPhrase(o), p.subjectPhrase(h)
			} else {
				counted = p.subjectPhrase(h)
			}
			break
		}
		if e := p.stage.lexicon[strings.ToLower(p.Tokens[h].Of(p.text))]; e.class&(up|down) != 0 && e.class&(changeNoun|prep) == 0 && strings.HasPrefix(p.Tokens[h].Tag, "NN") && p.child(h, "det", "amod") < 0 {
			if counted = p.subjectPhrase(h); counted.Empty() && h > p.Sentences[p.index].First && p.Arcs[h-1].Head == h && p.relation(h-1) == "compound" {
				counted = p.nounPhrase(h - 1) // GDP shrank: a verb taken for a noun
			}
			return
		}
		if strings.HasPrefix(p.Tokens[h].Tag, "NN") && !p.noThing(h) {
			if v := p.Arcs[h].Head; v != doc.None && h < top && p.isVerb(v) && word.Is(p.relation(h), "obj", "iobj") && relation != "nmod" {
				switch {
				case twoObjects[p.lemma(v)]:
					counted = p.subjectPhrase(v)
				default:
					counted = p.nounPhrase(h)
				}
				break
			}
			counted = p.nounPhrase(h)
			break
		}
		t = h
		if !strings.HasPrefix(p.Tokens[h].Tag, "NN") {
			if v := p.child(h, "nsubj", "nsubj:pass"); v >= 0 {
				counted = p.subjectPhrase(h)
				break
			}
		}
	}
	if counted.Overlaps(s) {
		counted = corpus.Span{}
	}
	return counted, about
}

// spent reports whether q is the object of a verb of spending and getting money.
func (p *parser) spent(q *quantity) bool {
	t := p.top(p.span(q.first, q.afterNumber))
	if t < 0 {
		return false
	}
	h := p.Arcs[t].Head
	return h != doc.None && p.isVerb(h) && word.Is(p.relation(t), "obj", "iobj", "obl") && moneyVerbs[p.lemma(h)]
}

// moneyVerbs are verbs whose "billions" are money.
var moneyVerbs = word.Set("receive spend cost grant pay raise invest earn save waste pour donate borrow owe lend collect allocate funnel squander embezzle provide give award contribute send transfer pledge")

// changedBy is the change that the verb tells which has s behind "by", however far it
// stands before: "increases the number of beds for those who wait by 15,000".
func (p *parser) changedBy(s corpus.Span) doc.Change {
	t := p.top(s)
	if t < 0 {
		return ""
	}
	_, relation, h := p.role(t)
	for range 2 {
		if h == doc.None || relation != "obl" && relation != "nummod" && relation != "nmod" {
			return ""
		}
		if p.isVerb(h) {
			switch class := p.stage.lexicon[strings.ToLower(p.Tokens[h].Of(p.text))].class; {
			case class&up != 0:
				return doc.Up
			case class&down != 0:
				return doc.Down
			}
			return ""
		}
		t = h
		_, relation, h = p.role(t)
	}
	return ""
}

// forecaster is who foresees what q tells of, where its verb changes a forecast:
// "the fund raised its forecast by 0.1 points", "… hold the fund's estimate of growth
// at 3.1 percent". It is empty for none.
func (p *parser) forecaster(q *quantity, c *doc.Claim) corpus.Span {
	t := p.top(p.span(q.first, q.next))
	if t < 0 {
		return corpus.Span{}
	}
	_, _, h := p.role(t)
	for range highest {
		if h == doc.None {
			return corpus.Span{}
		}
		if p.isVerb(h) {
			break
		}
		h = p.Arcs[h].Head
	}
	if h == doc.None || !p.isVerb(h) {
		return corpus.Span{}
	}
	o := p.child(h, "obj")
	if o < 0 || !foreseen[strings.ToLower(p.Tokens[o].Of(p.text))] {
		return corpus.Span{}
	}
	if w := p.child(o, "nmod:poss"); w >= 0 && w < o && strings.HasPrefix(p.Tokens[w].Tag, "NN") {
		return p.nounPhrase(w)
	}
	s := p.subjectToken(h)
	switch {
	case s < 0:
		return corpus.Span{}
	case p.Tokens[s].Tag == "PRP":
		return p.Tokens[s].Span
	}
	return p.nounPhrase(s)
}

// foreseen are words for what somebody foresees.
var foreseen = word.Set("forecast forecasts estimate estimates projection projections prediction predictions outlook guidance")

// itemsOf is the first item of a span of the sentence, and the one behind it.
func (p *parser) itemsOf(s corpus.Span) (first, end int) {
	first = sort.Search(len(p.items), func(k int) bool { return p.items[k].end > s.Start })
	end = sort.Search(len(p.items), func(k int) bool { return p.items[k].start >= s.End })
	return first, end
}

// twoObjects are verbs whose quantity is their subject's, although somebody else
// stands between: "would cost the town $5 million".
var twoObjects = word.Set("cost owe pay save earn charge lend")

// exchanged is the verb that money is the object of, and whose it is, where nothing
// else tells what it is for: "borrowed $25,000", "asked for $120 million". Both are
// empty for what is no money.
func (p *parser) exchanged(q *quantity) (verb, about corpus.Span) {
	if q.kind != doc.Money {
		return
	}
	t := p.top(p.span(q.first, q.next))
	if t < 0 {
		return
	}
	top, relation, h := p.role(t)
	if h == doc.None || !p.isVerb(h) || !exchanges[p.lemma(h)] {
		return
	}
	verb = p.Tokens[h].Span
	switch {
	case relation == "obj":
	case relation == "obl" && p.lemma(h) == "ask":
		if c := p.child(top, "case"); c != h+1 || p.Tokens[c].Of(p.text) != "for" {
			return corpus.Span{}, about
		}
		verb.End = p.Tokens[h+1].End
	default:
		return corpus.Span{}, about
	}
	return verb, p.subjectPhrase(h)
}

// exchanges are verbs of getting, giving and wanting money.
var exchanges = word.Set("spend give send transfer lose promise pledge owe earn make charge borrow raise receive get donate contribute ask seek demand request pay save collect bank win pocket steal")

// gives are verbs whose object before the quantity is who has it.
var gives = word.Set("give hand award allot")

// multiplied is what a verb of multiplying is said of: its object, else its
// subject.
func (p *parser) multiplied(s corpus.Span) (counted, about corpus.Span) {
	t := p.top(s)
	if t < 0 || !p.isVerb(t) {
		return
	}
	if o := p.child(t, "obj"); o > t && !p.noThing(o) && strings.HasPrefix(p.Tokens[o].Tag, "NN") {
		return p.nounPhrase(o), p.subjectPhrase(t)
	}
	return p.subjectPhrase(t), corpus.Span{}
}

// noThing reports whether the noun at token t names nothing that has a quantity: a
// total, a level, a unit, a number.
func (p *parser) noThing(t int) bool {
	w := p.Tokens[t].Of(p.text)
	e, known := p.stage.lexicon[strings.ToLower(w)]
	if known && (e.class&(general|timeNoun) != 0 || e.num >= 0) {
		return true
	}
	_, unit := p.stage.units.lower[strings.ToLower(w)]
	return unit || isDigit(w[0]) || w == "$" || w == "%"
}
