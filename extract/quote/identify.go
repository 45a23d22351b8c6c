package quote

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// identify finds the mention that a speaker phrase is about, the kind of
// speaker, and why there is no mention where there is none.
func (r *reader) identify(speaker corpus.Span, hasCue bool) (mention int, kind doc.SpeakerKind, why doc.Reason) {
	if speaker.Empty() {
		if hasCue {
			return doc.None, doc.SpeakerUnknown, doc.NoSource
		}
		return doc.None, doc.SpeakerUnknown, doc.NoCue
	}
	heads := r.heads(speaker)
	if k := r.bestMention(speaker, heads); k != doc.None {
		switch m := &r.d.Mentions[k]; {
		case m.Form == doc.FormDemonym || m.Form == doc.FormAffiliation:
			return doc.None, doc.SpeakerGroup, doc.NotNamed
		case m.Kind == doc.Place:
			return k, doc.SpeakerUnknown, ""
		default:
			return k, doc.SpeakerKind(m.Kind), ""
		}
	}
	var head class
	if len(heads) > 0 {
		head, _ = r.headWord(heads[0])
	}
	switch {
	case head&determiner != 0 && head&(relative|subordinator) == 0: // "one of the two", "another"
		return doc.None, doc.SpeakerGroup, doc.NotNamed
	case head&pronoun != 0 && head&groupNoun == 0 && !somebody[strings.ToLower(heads[0].Of(r.text))]:
		return doc.None, doc.SpeakerUnknown, doc.NoAntecedent
	case head&(groupNoun|roleNoun|pronoun) != 0:
		return doc.None, doc.SpeakerGroup, doc.NotNamed
	case head&documentNoun != 0:
		return doc.None, doc.SpeakerDocument, doc.NotNamed
	case head&lower != 0 || len(heads) > 0 && r.common(heads[0]):
		return doc.None, doc.SpeakerGroup, doc.NotNamed
	}
	return doc.None, doc.SpeakerUnknown, doc.NoAntecedent
}

// somebody are pronouns that stand for nobody who was named before.
var somebody = word.Set("someone somebody everyone everybody anyone anybody nobody others many most few some several both none")

// common reports whether a head is no name, although it begins with a capital or
// a number: "Investors", "94%", "More" (than a dozen).
func (r *reader) common(h corpus.Span) bool {
	k := r.tokenAt(h.End) - 1
	return k >= 0 && (r.d.Tokens[k].Of(r.text) == "%" || word.Is(r.d.Tokens[k].Tag, "NN", "NNS", "CD", "JJR"))
}

// isRelative reports whether a speaker is but a relative pronoun.
func isRelative(s string) bool { return word.Is(s, "who", "which", "that") }

// antecedent is the mention that a relative pronoun at an offset stands right
// behind: "the council, which argued that". doc.None where it is none of a
// person or a body.
func (r *reader) antecedent(at int) int {
	end := len(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(r.text[:at], " "), ","), " "))
	best := doc.None
	for k := searchMention(r.d.Mentions, at) - 1; k >= 0 && r.d.Mentions[k].End > end-longestPart; k-- {
		m := &r.d.Mentions[k]
		if m.End == end && m.Kind != doc.Place && m.Form != doc.FormPronoun && m.Form != doc.FormDemonym && m.Form != doc.FormAffiliation && m.Form != doc.FormEmbedded {
			best = k
		}
	}
	return best
}

// longestPart is how many bytes a mention that ends within another can have.
const longestPart = 80

// speaks reports whether a phrase can name who speaks: it holds a mention that
// is its speaker, or one of its heads ends in a noun of people, of a body or of
// what is written. What stands before a verb need not: "This caused a frenzy and".
// Behind "according to" any noun is a source: "a count".
func (r *reader) speaks(speaker corpus.Span, accordingTo bool) bool {
	heads := r.heads(speaker)
	if accordingTo && len(heads) > 0 {
		c, _ := r.headWord(heads[0])
		return c&(capital|lower|number) != 0 && (c&determiner == 0 || c&pronoun != 0)
	}
	if r.bestMention(speaker, heads) != doc.None {
		return true
	}
	for _, h := range heads {
		if r.headSpeaks(h) {
			return true
		}
	}
	c, _ := r.headWord(speaker) // "legal and business sources"
	return c&(groupNoun|roleNoun) != 0
}

// headSpeaks reports whether a head can be one who speaks: a word of it says so
// ("a source close"), or the form of its last does.
func (r *reader) headSpeaks(h corpus.Span) bool {
	switch r.text[h.Start:h.End] {
	case "another", "Another", "both", "Both", "none", "None", "those surveyed", "Those surveyed":
		return true
	}
	people := false
	var before class
	for k := r.tokenAt(h.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < h.End; k++ {
		t := r.d.Tokens[k]
		it := r.item(t.Of(r.text), t.Start, t.End, k)
		if it.is(lower) && !it.is(possessive) && (it.is(auxiliary) || before&pronoun != 0 && before&determiner == 0 && it.is(verbish|pastForm|adverb)) {
			return false // a clause: "He also played"
		}
		people = people || it.is(groupNoun|roleNoun|documentNoun|speechNoun|bodyNoun)
		before = it.class
	}
	if people {
		return true
	}
	c, w := r.headWord(h)
	switch {
	case c&(capital|pronoun|relative|quantity|number) != 0 || w == "%":
		return true
	case c&lower == 0 || c&(determiner|object|timeWord|adverb|auxiliary|preposition|verbish|pastForm|gerund) != 0:
		return false
	case strings.HasSuffix(w, "s"):
		return !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") && len(w) > 3
	}
	return agentive(w)
}

// listens reports whether a phrase can name one who is told: like a speaker,
// but no document, and of a plural that no list knows the singular must be one
// who does something: "voters", not "markets".
func (r *reader) listens(s corpus.Span) bool {
	heads := r.heads(s)
	if len(heads) == 0 {
		return false
	}
	if r.bestMention(s, heads) != doc.None {
		return true
	}
	c, w := r.headWord(heads[0])
	one := strings.TrimSuffix(w, "s")
	if stem, ok := strings.CutSuffix(w, "ies"); ok {
		one = stem + "y"
	}
	if c&timeWord != 0 {
		return false
	}
	c |= r.look(one).class & (groupNoun | roleNoun | bodyNoun)
	if c&(capital|pronoun|object|groupNoun|roleNoun|bodyNoun) != 0 || c&quantity != 0 {
		return !strings.HasSuffix(s.Of(r.text), "'s") && !strings.HasSuffix(s.Of(r.text), "’s")
	}
	return c&lower != 0 && agentive(one)
}

// agentive reports whether a noun has the form of one who does something.
func agentive(w string) bool {
	for _, of := range [...]string{"er", "or", "ist", "ian", "ant", "ent", "man", "men", "woman", "women", "person", "people", "ee", "eer", "eon", "ate", "-old", "ive"} {
		if strings.HasSuffix(w, of) && len(w) > len(of)+2 {
			return true
		}
	}
	return false
}

// bestMention is the mention that a speaker phrase is about, by its heads in
// order: the first that holds a name decides. A name is the one meant where it
// ends its head, not where it stands behind "for".
func (r *reader) bestMention(speaker corpus.Span, heads []corpus.Span) int {
	best := doc.None
	ms := r.d.Mentions
	low := searchMention(ms, speaker.Start)
	for n, h := range heads {
		for k := low; k < len(ms) && ms[k].Start < h.End; k++ {
			m := &ms[k]
			if m.Start < h.Start || m.End > h.End || m.Form == doc.FormEmbedded {
				continue
			}
			rest := strings.TrimSuffix(strings.TrimSuffix(r.text[m.End:h.End], " himself"), " herself")
			if strings.Trim(rest, " .,’'s") != "" && (m.Form != doc.FormNominal || strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ")) {
				continue // "the sheriff's office"
			}
			if best == doc.None || rank(m) > rank(&ms[best]) {
				best = k
			}
		}
		if best != doc.None && ms[best].Form == doc.FormName {
			return best
		}
		if k := r.titled(h, partEnd(heads, n, speaker)); k != doc.None {
			return k
		}
	}
	return best
}

// partEnd is where part n of a speaker phrase ends: with the phrase, or before
// the next part.
func partEnd(heads []corpus.Span, n int, speaker corpus.Span) int {
	if n+1 < len(heads) {
		return heads[n+1].Start
	}
	return speaker.End
}

// titled is the person whose name ends the part of a phrase that begins with
// head h, where the head is only the start of a title: "Secretary of State John
// Kerry", "chairman of the Harbor Board Ida Torrance". In "a friend of Kerry",
// "a spokesman for Secretary Kerry" another one is meant.
func (r *reader) titled(h corpus.Span, end int) int {
	ms := r.d.Mentions
	before := 0 // the end of the name in front
	for k := searchMention(ms, h.Start); k < len(ms) && ms[k].Start < end; k++ {
		m := &ms[k]
		if m.Form != doc.FormName {
			continue
		}
		behind, _, _ := strings.Cut(r.text[m.End:max(m.End, end)], " (") // "(D-Mass.)"
		if m.Kind == doc.Person && m.Start >= h.End && m.End <= end && strings.Trim(behind, " .,’'s") == "" {
			if m.Title.Start < h.End && m.Title.End > h.End || before > h.End && strings.TrimSpace(r.text[before:m.Start]) == "" && strings.HasPrefix(r.text[h.End:], " of ") {
				return k
			}
		}
		before = m.End
	}
	return doc.None
}

// rank prefers names to roles to pronouns, and people to what they stand for.
func rank(m *doc.Mention) int {
	n := 0
	switch m.Form {
	case doc.FormName:
		n = 8
	case doc.FormNominal:
		n = 4
	case doc.FormPronoun:
		n = 3
	}
	if m.Kind == doc.Person {
		n++
	}
	return n
}

// searchMention is the first mention that begins at start or later.
func searchMention(ms []doc.Mention, start int) int {
	return sort.Search(len(ms), func(k int) bool { return ms[k].Start >= start })
}

// namesPerson reports whether a noun phrase ends in, or is, the name of a person.
func (r *reader) namesPerson(n noun) bool {
	if n.empty() {
		return false
	}
	s := r.span(n)
	for m := searchMention(r.d.Mentions, s.Start); m < len(r.d.Mentions) && r.d.Mentions[m].Start < s.End; m++ {
		if d := &r.d.Mentions[m]; d.Kind == doc.Person && d.Form == doc.FormName && d.End <= s.End {
			return d.End == s.End || r.items[n.from].is(capital)
		}
	}
	return false
}

// heads is the head of a noun phrase and of each of its appositions: each part
// up to its first preposition, "and" or relative pronoun. A name is one word
// here: "the Office for Harbors". What stands in brackets is passed over.
func (r *reader) heads(s corpus.Span) []corpus.Span {
	var out []corpus.Span
	start, end, done, brackets := -1, 0, false, false
	next, name, person := searchMention(r.d.Mentions, s.Start), 0, -1
	flush := func() {
		if start >= 0 {
			out = append(out, corpus.Span{Start: start, End: end})
		}
		start, done = -1, false
	}
	for k := r.tokenAt(s.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < s.End; k++ {
		t := r.d.Tokens[k]
		it := r.item(t.Of(r.text), t.Start, t.End, k)
		for ; next < len(r.d.Mentions) && r.d.Mentions[next].Start <= t.Start; next++ {
			if m := &r.d.Mentions[next]; m.Form == doc.FormName {
				name = max(name, m.End)
				if m.Kind == doc.Person {
					person = m.End
				}
			}
		}
		switch {
		case it.is(openBracket):
			brackets = true
		case it.is(closeBracket):
			brackets = false
		case brackets:
		case it.is(comma):
			flush()
		case done:
		case start >= 0 && t.Start >= name && (it.is(preposition|relative) && !it.is(capital) || it.is(conjunction) || it.is(timeWord) && it.is(capital)):
			done = true
		case start >= 0 && end == person && it.is(lower) && !it.is(possessive) && (it.is(adverb|timeWord|auxiliary|verbish|pastForm) || len(it.verbs) > 0 && strings.HasSuffix(t.Of(r.text), "ed")): // "Torrance later"
			done = true
		default:
			if start < 0 {
				start = t.Start
			}
			end = t.End
		}
	}
	flush()
	return out
}

// headWord is the last word of a head, with its class.
func (r *reader) headWord(h corpus.Span) (c class, w string) {
	for k := r.tokenAt(h.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < h.End; k++ {
		t := r.d.Tokens[k]
		it := r.item(t.Of(r.text), t.Start, t.End, k)
		if !it.is(possessive) {
			c, w = it.class, t.Of(r.text)
		}
	}
	return c, w
}
