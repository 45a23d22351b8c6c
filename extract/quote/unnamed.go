package quote

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// callUnnamed fills Described: each phrase that names nobody, without clauses, and for
// a pronoun whose speaker has no name that of the quote before: "A clerk came
// out and said that … 'Tomorrow,' he told the crowd."
func (r *reader) callUnnamed(quotes []doc.Quote) {
	last := doc.None // the quote whose speaker stands last before
	for n := range quotes {
		q := &quotes[n]
		if q.Form == doc.Phrase || q.Speaker.Empty() {
			continue
		}
		switch {
		case q.SpeakerMention == doc.None && (q.SpeakerKind == doc.SpeakerGroup || q.SpeakerKind == doc.SpeakerDocument):
			q.Described = r.withoutClauses(q.Speaker)
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
