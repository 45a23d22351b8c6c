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

// leadsOn reports whether the passage ends as speech does that words about its
// speaker follow.
func (l *located) leadsOn() bool {
	return l.end == ',' || l.end == '?' || l.end == '!' || l.end == '-' || l.end == '.'
}

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
			it.class = it.class&grammar&^capital | lower // the lists are of words in running text
		}
	}
}
