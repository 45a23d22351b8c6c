package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// turn is a paragraph of a transcript or an interview that begins with who
// speaks: "TORRANCE: The harbor is open."
type turn struct {
	paragraph int
	label     corpus.Span
	colon     corpus.Span
	words     corpus.Span // what is said
}

// A transcript has so many turns, of two who speak or more, and at least every
// second of its paragraphs is one.
const (
	fewestTurns = 3
	mostBetween = 4 // paragraphs without a label that a turn goes on over
)

// turns finds the turns of an article, in order; none where it is no transcript.
func (r *reader) turns(paragraphs []corpus.Span) []turn {
	var list []turn
	labels := map[string]bool{}
	for i, p := range paragraphs {
		t, ok := r.turnIn(p)
		if !ok || r.d.Sentences[r.sentenceAt(p.Start+1)].Role != doc.Body {
			continue
		}
		t.paragraph = i
		list = append(list, t)
		labels[strings.ToLower(t.label.Of(r.text))] = true
	}
	if len(list) < fewestTurns || len(labels) < 2 || list[len(list)-1].paragraph-list[0].paragraph+1 > 2*len(list) {
		return nil
	}
	return list
}

// turnIn is the turn that a paragraph is, if its label can be somebody's.
func (r *reader) turnIn(p corpus.Span) (t turn, ok bool) {
	s := p.Of(r.text)
	at := len(s) - len(strings.TrimLeft(s, "\"“”'‘ \t"))
	colon := strings.IndexByte(s, ':')
	if colon <= at || colon > longestLabel || colon+1 == len(s) || !strings.HasPrefix(s[colon+1:], " ") && !strings.HasPrefix(s[colon+1:], "\n") {
		return t, false
	}
	label := strings.TrimRight(s[at:colon], " \t")
	t.label = corpus.Span{Start: p.Start + at, End: p.Start + at + len(label)}
	t.colon = corpus.Span{Start: p.Start + colon, End: p.Start + colon + 1}
	rest := strings.TrimLeft(s[colon+1:], " \t\r\n")
	t.words = corpus.Span{Start: p.End - len(rest), End: p.End}
	return t, rest != "" && !strings.ContainsAny(label, "\"“”,;!?\n") && r.calls(t.label)
}

// longestLabel is how many bytes there are before the colon at most.
const longestLabel = 60

// askers are labels that name nobody.
var askers = word.Set("q a question answer")

// calls reports whether a label names somebody, as transcripts do: a person of
// the article, by his whole name or, in capitals, by his last; or somebody by
// what he is there, in capitals: "THE PRESIDENT", "REPORTER". Other labels head
// a paragraph: "Unemployment: 5.1 percent".
func (r *reader) calls(label corpus.Span) bool {
	s := label.Of(r.text)
	if askers[strings.ToLower(s)] {
		return true
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	last := words[len(words)-1]
	if strings.HasSuffix(last, ")") && len(words) > 1 { // "SEN. TORRANCE (D-Ohio)"
		last = words[len(words)-2]
	}
	for k := searchMention(r.d.Mentions, label.Start); k < len(r.d.Mentions) && r.d.Mentions[k].Start < label.End; k++ {
		if m := &r.d.Mentions[k]; m.Kind == doc.Person && m.Form == doc.FormName && m.End <= label.End && strings.HasSuffix(m.Of(r.text), last) {
			return true
		}
	}
	if utf8.RuneCountInString(last) < 2 || strings.ToUpper(last) != last || !strings.ContainsFunc(last, unicode.IsUpper) {
		return false
	}
	if r.look(strings.ToLower(last)).class&roleNoun != 0 {
		return true
	}
	return r.surname(last) != doc.None
}

// surname is a person's name that ends in a word, whatever its case.
func (r *reader) surname(last string) int {
	return slices.IndexFunc(r.d.Mentions, func(m doc.Mention) bool {
		if m.Kind != doc.Person || m.Form != doc.FormName {
			return false
		}
		s := m.Of(r.text)
		return len(s) >= len(last) && strings.EqualFold(s[len(s)-len(last):], last) && (len(s) == len(last) || s[len(s)-len(last)-1] == ' ')
	})
}

// labelled is whom a label names that holds no mention: a person by his surname
// in capitals, or nobody.
func (r *reader) labelled(label corpus.Span) (mention int, kind doc.SpeakerKind, why doc.Reason) {
	words := strings.Fields(label.Of(r.text))
	if k := r.surname(words[len(words)-1]); k >= 0 {
		return k, doc.SpeakerKind(doc.Person), ""
	}
	return doc.None, doc.SpeakerGroup, doc.NotNamed
}

// transcribe makes each turn a quote, indirect as it has no quotation marks,
// though word for word, which goes on over paragraphs without a
// label up to the next turn, and takes out what was found across turns or is
// the turn itself.
func (r *reader) transcribe(list []turn, paragraphs []corpus.Span) {
	if len(list) == 0 {
		return
	}
	var turns []attribution
	for i, t := range list {
		c := noCue
		c.span, c.lemma, c.stance = t.colon, ":", doc.Asserts
		a := attribution{cue: c, speaker: t.label, spans: []corpus.Span{t.words}, form: doc.Indirect, within: -1, first: -1, basis: byVerb, sourced: true, turn: true}
		if i+1 < len(list) && list[i+1].paragraph-t.paragraph-1 <= mostBetween {
			for k := t.paragraph + 1; k < list[i+1].paragraph; k++ {
				a.spans = append(a.spans, paragraphs[k])
			}
		}
		turns = append(turns, a)
	}
	r.found = slices.DeleteFunc(r.found, func(f attribution) bool {
		whole := corpus.Span{Start: f.spans[0].Start, End: f.spans[len(f.spans)-1].End}
		k, _ := slices.BinarySearchFunc(list, whole.Start, func(t turn, at int) int { return t.words.End - at - 1 })
		if k == len(list) || list[k].label.Start >= whole.End {
			return false
		}
		if whole.Start < list[k].words.Start || k+1 < len(list) && whole.End > list[k+1].label.Start {
			return true
		}
		a := &turns[k]
		return 4*length(f.spans) >= 3*length(a.spans) && f.basis != byVerb || f.cue.span.Overlaps(list[k].colon)
	})
	r.found = append(r.found, turns...)
}
