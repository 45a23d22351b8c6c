package quote

import (
	"slices"
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// callUnnamed fills Described: each phrase that names nobody, without clauses, for
// "who" the phrase in front, for "the official" the phrase that brought that one
// up, and for a pronoun whose speaker has no name that of the quote before: "A
// clerk came out and said that … 'Tomorrow,' he told the crowd."
func (r *reader) callUnnamed(quotes []doc.Quote) {
	last := doc.None // the quote whose speaker stands last before
	for n := range quotes {
		q := &quotes[n]
		if q.Form == doc.Phrase || q.Speaker.Empty() {
			continue
		}
		switch {
		case r.takesUp(q, quotes[:n]):
		case q.SpeakerMention == doc.None && isRelative(q.Speaker.Of(r.text)):
			if s := r.phraseBefore(q.Speaker.Start); !s.Empty() {
				if q.SpeakerMention, q.SpeakerKind, q.Unresolved = r.identify(s, true); q.SpeakerMention == doc.None {
					q.Described = s
				}
			}
		case q.SpeakerMention == doc.None && (q.SpeakerKind == doc.SpeakerGroup || q.SpeakerKind == doc.SpeakerDocument):
			q.Described = r.withoutShare(r.withoutClauses(q.Speaker))
		case last >= 0 && r.meansUnnamed(q, &quotes[last], quotes):
			q.Described, q.SpeakerKind = quotes[last].Described, quotes[last].SpeakerKind
			q.SpeakerMention, q.Unresolved = doc.None, doc.NotNamed
		}
		if last < 0 || quotes[last].Speaker.Start < q.Speaker.Start {
			last = n
		}
	}
}

// withoutClauses is a speaker's phrase up to the clause or apposition in it: "A
// harbor official" of "A harbor official, who asked not to be named"; but all of
// "those who saw it".
func (r *reader) withoutClauses(s corpus.Span) corpus.Span {
	out := corpus.Span{Start: s.Start, End: s.Start}
	for k := r.tokenAt(s.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < s.End; k++ {
		t := r.d.Tokens[k]
		w := t.Of(r.text)
		if k > 0 && t.Start > s.Start && (word.Is(w, "who", "whom", "whose", "which", "that", "(", "—") || w == "," && !strings.Contains(r.text[t.End:s.End], " and ")) {
			break
		}
		if w != "," {
			out.End = t.End
		}
	}
	if c, _ := r.headWord(out); c&(preposition|determiner|pronoun) != 0 && c&groupNoun == 0 {
		return s
	}
	return out
}

// withoutShare is the people of whom a share says something: "voters" of "52
// percent of voters".
func (r *reader) withoutShare(s corpus.Span) corpus.Span {
	k := r.tokenAt(s.Start)
	if k+3 >= len(r.d.Tokens) || r.d.Tokens[k].Tag != "CD" || !word.Is(r.d.Tokens[k+1].Of(r.text), "%", "percent", "per") {
		return s
	}
	if behind := r.text[r.d.Tokens[k+1].End:max(s.End, r.d.Tokens[k+1].End)]; strings.Contains(behind, "%") || strings.Contains(behind, "percent") {
		return s // of several shares
	}
	for j := k + 2; j < k+4; j++ {
		if t := r.d.Tokens[j]; t.Of(r.text) == "of" && t.End < s.End {
			return corpus.Span{Start: r.d.Tokens[j+1].Start, End: s.End}
		}
	}
	return s
}

// takesUp reports whether the speaker of q is an unnamed one of before, and then
// calls it the same: "the official" says no more than "a senior ICE official" did.
// Whether it is somebody with a name all the same is left open.
func (r *reader) takesUp(q *doc.Quote, before []doc.Quote) bool {
	if q.SpeakerMention != doc.None && r.d.Mentions[q.SpeakerMention].Form != doc.FormNominal {
		return false
	}
	words := strings.Fields(strings.ToLower(q.Speaker.Of(r.text)))
	if len(words) < 2 || words[0] != "the" {
		return false
	}
	if words = words[1:]; words[0] == "same" {
		words = words[1:]
	}
	for n := len(before) - 1; n >= 0 && n >= len(before)-farUnnamed; n-- {
		b := &before[n]
		if b.Described.Empty() || b.Described.Len() > longestPhrase {
			continue
		}
		called := strings.Fields(strings.ToLower(b.Described.Of(r.text)))
		if word.Is(called[0], "a", "an", "one", "another") && subset(words, called) && r.sameHead(q.Speaker, b.Described) {
			q.Described = b.Described
			if q.SpeakerMention == doc.None {
				q.SpeakerKind, q.Unresolved = b.SpeakerKind, doc.NotNamed
			}
			return true
		}
	}
	return false
}

// How many quotes an unnamed speaker is remembered, and of how many bytes the
// phrase is at most that "the official" takes up.
const (
	farUnnamed    = 24
	longestPhrase = 192
)

// subset reports whether all words are among others.
func subset(words, others []string) bool {
	for _, w := range words {
		if !slices.Contains(others, w) {
			return false
		}
	}
	return len(words) > 0
}

// sameHead reports whether two phrases are about the same noun.
func (r *reader) sameHead(a, b corpus.Span) bool {
	x, y := r.heads(a), r.heads(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	_, v := r.headWord(x[0])
	_, w := r.headWord(y[0])
	return strings.EqualFold(v, w)
}

// phraseBefore is the noun phrase that ends right before an offset: "one
// resident" before "who". Where its noun is none of people, and a preposition
// stands before it, it is the phrase before that with all up to the offset:
// "officials at the plant, who". It is empty where none of people is found.
func (r *reader) phraseBefore(at int) corpus.Span {
	end := r.tokenAt(at)
	if end > 0 && r.d.Tokens[end-1].Of(r.text) == "," {
		end--
	}
	for to, steps := end, 0; steps < 3; steps++ {
		from := to
		for from > 0 && from > to-farPhrase && r.d.Tokens[from-1].Start >= r.sentenceStart(at) && inNounPhrase(r.d.Tokens[from-1].Tag) {
			from--
			if word.Is(r.d.Tokens[from].Tag, "DT", "PRP$") {
				break
			}
		}
		if from == to {
			break
		}
		s := corpus.Span{Start: r.d.Tokens[from].Start, End: r.d.Tokens[end-1].End}
		if h := (corpus.Span{Start: s.Start, End: r.d.Tokens[to-1].End}); r.headSpeaks(h) && word.Is(r.d.Tokens[to-1].Tag, "NN", "NNS") {
			return s
		}
		if from == 0 || r.d.Tokens[from-1].Tag != "IN" {
			break
		}
		to = from - 1
	}
	return corpus.Span{}
}

// farPhrase is how many words a noun phrase has at most.
const farPhrase = 10

// inNounPhrase reports whether a word of that part of speech can stand in a plain noun phrase.
func inNounPhrase(tag string) bool {
	return strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "JJ") || word.Is(tag, "DT", "PRP$", "CD", "VBN", "POS", "HYPH")
}

// sentenceStart is where the sentence that holds the byte before at begins.
func (r *reader) sentenceStart(at int) int {
	if k := r.sentenceAt(at); k < len(r.d.Sentences) {
		return r.d.Sentences[k].Start
	}
	return 0
}

// meansUnnamed reports whether the pronoun that speaks quote q is the unnamed
// speaker of the quote before: it agrees, nobody else was spoken of since, and
// one sentence at most is told between the two.
func (r *reader) meansUnnamed(q, before *doc.Quote, quotes []doc.Quote) bool {
	if before.Described.Empty() || before.Form == doc.Phrase {
		return false
	}
	if q.Speaker == before.Speaker {
		return true
	}
	pronoun := strings.ToLower(q.Speaker.Of(r.text))
	if before.Speaker.End > q.Speaker.Start || !r.agrees(pronoun, before) {
		return false
	}
	for k := searchMention(r.d.Mentions, before.Speaker.End); k < len(r.d.Mentions) && r.d.Mentions[k].Start < q.Speaker.Start; k++ {
		if m := &r.d.Mentions[k]; r.rivals(m, pronoun) && !within(quotes, m.Span) {
			return false
		}
	}
	from := sort.Search(len(r.d.Sentences), func(k int) bool { return r.d.Sentences[k].End > before.Speaker.Start })
	told := 0
	for k := from + 1; k < len(r.d.Sentences) && r.d.Sentences[k].End <= q.Speaker.Start; k++ {
		if !within(quotes, r.d.Sentences[k].Span) {
			if told++; told > 1 {
				return false
			}
		}
	}
	return true
}

// rivals reports whether a pronoun can mean mention m instead.
func (r *reader) rivals(m *doc.Mention, pronoun string) bool {
	switch {
	case m.Form == doc.FormEmbedded:
		return false
	case pronoun == "it":
		return m.Kind == doc.Organization || m.Kind == doc.Country
	case m.Kind == doc.Person && m.Form == doc.FormPronoun:
		return word.Is(strings.ToLower(m.Of(r.text)), "he", "him", "his", "she", "her") != (pronoun == "they")
	case pronoun == "they":
		return m.Form == doc.FormDemonym || m.Form == doc.FormAffiliation
	}
	return m.Kind == doc.Person
}

// within reports whether a quote that stands in quotation marks holds s.
func within(quotes []doc.Quote, s corpus.Span) bool {
	n := sort.Search(len(quotes), func(k int) bool { return quotes[k].Spans[0].Start > s.Start })
	for k := n - 1; k >= 0 && k > n-5; k-- {
		if quotes[k].Form == doc.Direct && contains(quotes[k].Spans, s) {
			return true
		}
	}
	return false
}

// agrees reports whether a pronoun can mean the unnamed speaker of a quote: "he"
// who was brought up just now, and has not asked somebody else.
func (r *reader) agrees(pronoun string, q *doc.Quote) bool {
	h := r.heads(q.Described)
	if len(h) == 0 {
		return false
	}
	c, w := r.headWord(h[0])
	first, _, _ := strings.Cut(strings.ToLower(q.Described.Of(r.text)), " ")
	switch one := word.Is(first, "a", "an", "one", "another"); pronoun {
	case "he", "she":
		asked := q.Stance == doc.Asks && word.Is(w, "reporter", "journalist", "moderator", "interviewer", "host", "anchor", "correspondent")
		return one && !asked && c&(documentNoun|speechNoun) == 0 && !bodies[w] && !of[pronoun == "she"][w]
	case "they":
		return !one && c&documentNoun == 0 && (strings.HasSuffix(w, "s") || c&groupNoun != 0)
	case "it":
		return q.SpeakerKind == doc.SpeakerDocument || bodies[w]
	}
	return false
}

// bodies are words for those who speak as one.
var bodies = word.Set(`company firm corporation group agency ministry department committee subcommittee council commission court
	party union government bank panel board newspaper paper magazine network station channel broadcaster outlet organization organisation
	institute foundation charity association federation coalition campaign university hospital regulator watchdog site team fund jury`)

// of are words for women and men, by whether "she" cannot mean them.
var of = map[bool]map[string]bool{
	false: word.Set("woman mother wife daughter sister girl aunt grandmother spokeswoman congresswoman businesswoman"),
	true:  word.Set("man father husband son brother boy uncle grandfather spokesman congressman businessman"),
}
