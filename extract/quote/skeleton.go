package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/internal/word"
)

// located is a passage with its tokens: first is that of the opening mark,
// last the one behind the closing mark.
type located struct {
	passage
	first, last int
	words       int  // letters-bearing tokens in it
	clause      bool // looks like a clause or more
	capital     bool // its first word is capitalized
	end         rune // the punctuation that it ends with, 0 none
	titled      bool // every longer word is capitalized: a title
}

// item is one token, or a whole passage folded into one.
type item struct {
	start, end int
	class      class
	verbs      []int32
	token      int // the first
	pass       int // index of the passage, or -1
}

func (it *item) is(c class) bool { return it.class&c != 0 }

// locate finds the tokens of the passages and what kind of words they hold.
func (r *reader) locate(found []passage) {
	r.pass = make([]located, 0, len(found))
	for _, p := range found {
		l := located{passage: p, first: r.tokenAt(p.Start), last: r.tokenAt(p.End)}
		if !p.closed && !p.goesOn {
			r.shorten(&l)
		}
		if l.first > 0 && r.d.Tokens[l.first-1].End > p.Start { // a mark inside a token
			l.first--
		}
		titled, long, verbs := true, 0, 0
		// The first words tell; a speech of pages need not be read for that.
		inner := r.tokenAt(p.inner.Start)
		for k := inner; k < l.last && k < inner+40; k++ {
			t := r.d.Tokens[k]
			w := t.Of(r.text)
			e := r.look(w)
			c, _ := utf8.DecodeRuneInString(w)
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) && e.class&auxiliary == 0 {
				continue
			}
			l.words++
			upper := unicode.IsUpper(c)
			if l.words == 1 {
				l.capital = upper || unicode.IsDigit(c)
			}
			if len(w) > 3 {
				long++
				titled = titled && upper
			}
			if e.class&(auxiliary|verbish|negation) != 0 || e.class&pronoun != 0 && e.class&determiner == 0 || len(e.verbs) > 0 && l.words > 1 && !upper {
				verbs++
			}
		}
		l.capital = l.capital || strings.HasPrefix(l.inner.Of(r.text), "[") // "[w]e have"
		l.titled = titled && long > 0 && l.words > 1
		l.end = lastMark(l.inner.Of(r.text))
		l.clause = l.words >= 3 && verbs > 0 || l.end == '?' || l.end == '!' || l.end == '.' && l.capital || l.words >= 12
		r.pass = append(r.pass, l)
	}
}

// shorten ends a passage without a closing mark where words that name its
// speaker begin: "We lost it all, said Smith.
func (r *reader) shorten(l *located) {
	for k := l.first + 1; k+1 < l.last && k < l.first+400; k++ {
		t := r.d.Tokens[k]
		if c := r.text[t.Start]; c != ',' && c != '?' && c != '!' {
			continue
		}
		r.items = r.items[:0]
		for j := k + 1; j < l.last && j < k+16; j++ {
			u := r.d.Tokens[j]
			r.items = append(r.items, r.item(u.Of(r.text), u.Start, u.End, j))
		}
		// Only a name or "he", "she", "they" in front: "my lawyer says" can be
		// part of what is said.
		if len(r.items) < 2 || !r.attribution(0) {
			continue
		}
		w := r.word(0)
		inverted := r.items[0].is(lower) && len(r.items[0].verbs) > 0 && r.items[1].is(capital)
		if inverted || r.items[0].is(capital) && w != "I" || w == "he" || w == "she" || w == "they" {
			l.End, l.inner.End, l.last = t.End, t.End, k+1
			return
		}
	}
}

// lastMark is the punctuation that s ends with, a single closing mark passed
// over; '-' for any dash and for "…".
func lastMark(s string) rune {
	for len(s) > 0 {
		c, n := utf8.DecodeLastRuneInString(s)
		switch c {
		case ',', '.', '?', '!', ':', ';':
			return c
		case '-', '–', '—', '…':
			return '-'
		case '\'', '’', '"', '”', ' ', ')', ']', '\u00a0':
			s = s[:len(s)-n]
			continue
		}
		return 0
	}
	return 0
}

// tokenAt is the first token at or behind an offset.
func (r *reader) tokenAt(offset int) int {
	return sort.Search(len(r.d.Tokens), func(k int) bool { return r.d.Tokens[k].Start >= offset })
}

// look finds a word in the lexicon, whatever its case.
func (r *reader) look(w string) entry {
	if len(w) > 24 {
		return entry{}
	}
	r.low = word.AppendLower(r.low[:0], w)
	return r.lx.words[string(r.low)]
}

// fold makes the items of tokens [from, to): those of passage parent, or of
// the article for -1, each passage right below it folded into one.
func (r *reader) fold(from, to, parent int) {
	r.items, r.cuts = r.items[:0], r.cuts[:0]
	next := parent + 1
	for k := from; k < to; {
		for next < len(r.pass) && (r.pass[next].first < k || r.pass[next].parent != parent) && r.pass[next].first <= k {
			next++
		}
		if next < len(r.pass) && r.pass[next].first == k && r.pass[next].parent == parent {
			p := &r.pass[next]
			r.items = append(r.items, item{start: p.Start, end: p.End, class: quoteMark, token: k, pass: next})
			k = max(p.last, k+1)
			next++
			continue
		}
		t := r.d.Tokens[k]
		r.items = append(r.items, r.item(t.Of(r.text), t.Start, t.End, k))
		k++
	}
	r.cut()
}

func (r *reader) item(w string, start, end, token int) item {
	it := item{start: start, end: end, token: token, pass: -1}
	c, _ := utf8.DecodeRuneInString(w)
	switch {
	case c == ',':
		it.class = comma
	case c == ':':
		it.class = colon
	case c == '.' || c == '?' || c == '!' || c == ';':
		it.class = stop
	case c == '-' && start > 0 && end < len(r.text) && r.text[start-1] > ' ' && r.text[end] > ' ':
		// a hyphen inside a word
	case c == '-' || c == '–' || c == '—' || c == '―' || c == '‒' || c == '−':
		it.class = dash
	case c == '…':
		it.class = stop
	case c == '(' || c == '[':
		it.class = openBracket
	case c == ')' || c == ']':
		it.class = closeBracket
	default:
		e := r.look(w)
		it.class, it.verbs = e.class, e.verbs
		switch {
		case len(w) > 1 && it.class&(object|pronoun) != 0 && word.ShapeOf(w) == word.AllCaps: // "US", "WHO"
			it.class = capital
		case unicode.IsUpper(c) || unicode.IsTitle(c):
			it.class |= capital
		case unicode.IsLetter(c):
			it.class |= lower
		case unicode.IsDigit(c) || c == '$':
			it.class |= number
		}
		if w == "'s" || w == "’s" || w == "'" || w == "’" {
			it.class |= possessive
		}
		if it.class&(lower|verbish|auxiliary) == lower && len(w) > 4 && len(it.verbs) == 0 {
			switch {
			case w[len(w)-2:] == "ly" && !nounInLY[w]:
				it.class |= adverb
			case w[len(w)-2:] == "ed":
				it.class |= pastForm
			case w[len(w)-3:] == "ing" && !nounInING[w]:
				it.class |= gerund
			}
		}
	}
	return it
}

// nounInLY are nouns that end as adverbs do.
var nounInLY = map[string]bool{"family": true, "assembly": true, "supply": true, "ally": true, "rally": true, "monopoly": true, "bully": true, "anomaly": true, "elderly": true}

// nounInING are nouns that end as participles do.
var nounInING = map[string]bool{"meeting": true, "hearing": true, "briefing": true, "gathering": true, "building": true, "evening": true,
	"morning": true, "spring": true, "filing": true, "ruling": true, "recording": true, "wedding": true, "funding": true, "shooting": true, "thing": true, "king": true}

// cut finds where sentences begin among the items. The segmenter's borders
// hold between words; around a passage its last mark decides, since a
// sentence may end in it while the one around it goes on: "“Why?” he asked".
func (r *reader) cut() {
	if len(r.items) == 0 {
		return
	}
	first := r.items[0].token
	sentence := sort.Search(len(r.d.Sentences)-1, func(k int) bool { return r.d.Sentences[k].Last > first })
	of := func(token int) int {
		for sentence < len(r.d.Sentences)-1 && r.d.Sentences[sentence].Last <= token {
			sentence++
		}
		return sentence
	}
	last := -1
	for i := range r.items {
		it := &r.items[i]
		here := of(it.token)
		if i == 0 {
			r.cuts = append(r.cuts, 0)
		} else {
			before := &r.items[i-1]
			same := here == last
			switch {
			case r.paragraph[here] != r.paragraph[last]:
				r.cuts = append(r.cuts, i)
			case before.pass >= 0 && it.pass < 0:
				switch end := r.pass[before.pass].end; {
				case it.is(stop | comma | dash | closeBracket | colon):
				case end == '.':
					if (it.is(capital|number) || !same) && (!r.attribution(i) || r.introduces(i)) {
						r.cuts = append(r.cuts, i)
					}
				case (end == '?' || end == '!' || end == '-') && it.is(capital) && (!r.attribution(i) || r.leadsOn(i)):
					r.cuts = append(r.cuts, i)
				case end == 0 && !same && it.is(capital) && !r.attribution(i):
					r.cuts = append(r.cuts, i)
				}
			case before.pass >= 0 && it.pass >= 0:
				if end := r.pass[before.pass].end; !same || end == '.' || end == '?' || end == '!' {
					r.cuts = append(r.cuts, i)
				}
			case before.is(dash) && r.dateline(r.cuts[len(r.cuts)-1], i-1):
				r.cuts = append(r.cuts, i)
			case !same && !(it.is(lower) && r.d.Sentences[here].Paragraph != r.d.Sentences[last].Paragraph):
				r.cuts = append(r.cuts, i)
			}
		}
		last = here
		if it.pass >= 0 { // the sentence that the passage ends in
			last = of(max(r.pass[it.pass].last-1, it.token))
		}
	}
	r.cuts = append(r.cuts, len(r.items))
}

// dateline reports whether [a, i) can be one: a few words, the first in
// capitals.
func (r *reader) dateline(a, i int) bool {
	if i-a > 12 || i <= a || r.items[a].pass >= 0 {
		return false
	}
	return word.ShapeOf(r.word(a)) == word.AllCaps
}

// headline takes the capitals of a headline's verbs away, so that they are
// read as verbs: "Obama Calls Vote ‘Historic’".
func (r *reader) headline(a, b int) {
	if r.items[b-1].is(stop) {
		return
	}
	capitals, words := 0, 0
	for k := a; k < b; k++ {
		if it := &r.items[k]; it.is(capital | lower) {
			words++
			if it.is(capital) || it.is(preposition|determiner|conjunction) {
				capitals++
			}
		}
	}
	if words < 3 || words > 30 || capitals*5 < words*4 {
		return
	}
	for k := a + 1; k < b; k++ {
		if it := &r.items[k]; it.is(capital) && len(it.verbs) > 0 {
			it.class = it.class&^capital | lower
		}
	}
}

// attribution reports whether the words from item i on name a speaker of the
// passage before them and nothing else: "he said.", "said Smith, adding".
func (r *reader) attribution(i int) bool {
	for k := i; k < len(r.items) && k < i+12; k++ {
		it := &r.items[k]
		if it.pass >= 0 || it.is(stop|colon) {
			return false
		}
		if !r.reports(k, i) {
			if it.is(auxiliary|verbish) && !it.is(possessive) {
				return false
			}
			continue
		}
		if k == i {
			return true
		}
		// "he said that …" opens a sentence of its own, and so do "he said: …"
		// and "he told them that …".
		if k+1 >= len(r.items) {
			return true
		}
		next := &r.items[k+1]
		if id, _ := r.verbAt(k); r.lx.verbs[id].frame == tell {
			for j := k + 1; j < len(r.items) && j < k+7 && !r.items[j].is(stop); j++ {
				if r.items[j].is(colon) || r.items[j].pass >= 0 || r.isWord(j, "to") && j+1 < len(r.items) && (r.items[j+1].pass >= 0 || r.items[j+1].is(infinitive)) || r.items[j].is(subordinator) && !r.items[j].is(preposition) {
					return false
				}
			}
			return next.pass < 0
		}
		return next.pass < 0 && next.is(stop|comma|timeWord|preposition|object|adverb) && !r.isWord(k+1, "there")
	}
	return false
}

// reports reports whether item k is a finite verb of speech, and no noun, among
// the words from item i on that may name a speaker.
func (r *reader) reports(k, i int) bool {
	it := &r.items[k]
	if !it.is(lower) || it.is(participle) || len(it.verbs) == 0 {
		return false
	}
	id, _ := r.verbAt(k)
	if id < 0 || !r.lx.verbs[id].frame.speaks() {
		return false
	}
	if k == i {
		return !it.is(infinitive) || r.plainVerb(k) || it.class&pastForm != 0
	}
	return !r.isWord(k-1, "to") && !(it.is(infinitive) && r.items[k-1].is(conjunction)) && !r.isNoun(k, i)
}

// leadsOn reports whether the words from item i on end in a participle of
// speech right before the next passage: 'Smith replied by saying "…"'.
func (r *reader) leadsOn(i int) bool {
	for k := i; k+1 < len(r.items) && k < i+12; k++ {
		if r.items[k].pass >= 0 || r.items[k].is(stop|comma) {
			return false
		}
		if r.items[k+1].pass >= 0 {
			return r.items[k].is(participle) && len(r.items[k].verbs) > 0
		}
	}
	return false
}

// introduces reports whether the words from item i on lead up to the next
// passage: 'Smith says, "…"'.
func (r *reader) introduces(i int) bool {
	for k := i; k+1 < len(r.items) && k < i+16; k++ {
		if r.items[k].pass >= 0 || r.items[k].is(stop) {
			return false
		}
		if r.items[k].is(comma|colon) && r.items[k+1].pass >= 0 {
			// "…." Smith said, "…" goes on in lower case; else it is new.
			return r.pass[r.items[k+1].pass].capital
		}
	}
	return false
}
