package claim

import (
	"unicode"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// functionWords are the words that carry no content in a counted phrase.
var functionWords = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "in": true, "on": true, "at": true, "by": true, "for": true,
	"with": true, "from": true, "to": true, "and": true, "or": true, "that": true, "which": true, "who": true,
	"this": true, "these": true, "those": true, "its": true, "their": true, "his": true, "her": true, "our": true,
	"your": true, "my": true, "more": true, "other": true, "another": true, "is": true, "are": true, "was": true, "were": true,
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// citation is who a sentence credits with what it says, outside quotes.
type citation struct {
	span    corpus.Span
	kind    doc.SpeakerKind
	mention int
}

// source sets who states the number: the speaker of the innermost quote that
// holds it, else whom the sentence cites.
func (p *parser) source(q *quantity, c *doc.Claim) {
	for p.quote < len(p.Quotes) && quoteEnd(&p.Quotes[p.quote]) <= p.items[0].start {
		p.quote++
	}
	best := doc.None
	size := 0
	for k := p.quote; k < len(p.Quotes) && p.Quotes[k].Spans[0].Start <= c.Start; k++ {
		if p.Quotes[k].Form == doc.Phrase {
			continue
		}
		for _, s := range p.Quotes[k].Spans {
			if s.Contains(c.Span) && (best == doc.None || s.Len() <= size) {
				best, size = k, s.Len()
			}
		}
	}
	c.Quote = best
	if best != doc.None && !p.Quotes[best].Speaker.Empty() {
		quote := &p.Quotes[best]
		c.Source, c.SourceMention, c.SourceKind = quote.Speaker, quote.SpeakerMention, quote.SpeakerKind
		return
	}
	if best != doc.None && p.Quotes[best].Form != doc.Mixed {
		return // somebody speaks, but not who the sentence cites
	}
	if !p.cited {
		p.cited = true
		p.citation = p.cite()
	}
	if !p.citation.span.Empty() && !p.citation.span.Overlaps(c.Span) {
		c.Source, c.SourceKind, c.SourceMention = p.citation.span, p.citation.kind, p.citation.mention
	}
}

func quoteEnd(q *doc.Quote) int {
	if len(q.Spans) == 0 {
		return 0
	}
	return q.Spans[len(q.Spans)-1].End
}

// cite finds whom the sentence cites: "according to X", "X said", "X shows".
// The first of the sentence stands for it.
func (p *parser) cite() citation {
	for k := range p.items {
		it := &p.items[k]
		switch {
		case it.kind != wordItem:
		case p.isWord(k, "according") && p.isWord(k+1, "to"):
			if end := p.sourceEnd(k + 2); end > k+2 {
				return p.cited1(p.withoutArticle(k+2, end))
			}
		case it.class&(say|show) != 0 && k > 0:
			if first, end := p.speakerBefore(k); first < end {
				return p.cited1(first, end)
			}
		}
	}
	return citation{mention: doc.None}
}

// withoutArticle drops "the" before a phrase.
func (p *parser) withoutArticle(first, end int) (int, int) {
	if first+1 < end && (p.isWord(first, "the") || p.isWord(first, "a") || p.isWord(first, "an")) {
		first++
	}
	return first, end
}

// sourceEnd is the item after the noun phrase that begins at i, across "of"
// and "for" and names.
func (p *parser) sourceEnd(i int) int {
	end := p.phraseEnd(i, 10)
	for (p.isWord(end, "of") || p.isWord(end, "for") || p.isWord(end, "from") || p.isWord(end, "by")) && end > i {
		more := p.phraseEnd(end+1, 8)
		if more <= end+1 {
			break
		}
		end = more
	}
	return end
}

// speakerBefore is the subject of the reporting verb at item k. A verb that
// also means a change ("added 300") reports only before "that" or at the end
// of what is said.
func (p *parser) speakerBefore(k int) (first, end int) {
	end = k
	for end > 0 && (p.is(end-1, aux) || p.is(end-1, adverb) && !p.is(end-1, prep)) {
		end--
	}
	after := p.at(k + 1)
	final := k+1 >= len(p.items) || after.kind == markItem && (after.mark == '.' || after.mark == ',' || after.mark == '"' || after.mark == ':')
	// What is said follows ("said that", "said the"), or came before.
	if p.is(k, up|down|level) && !p.isWord(k+1, "that") && !final {
		return 0, 0
	}
	if p.is(k, verb) && !p.is(k, say) || p.isWord(k-1, "to") || p.isWord(k, "put") || p.isWord(k, "puts") || p.isWord(k, "state") && p.is(k-1, det) {
		return 0, 0
	}
	if p.is(k-1, det|prep) || k == 0 {
		return 0, 0
	}
	first = end
	for b := end - 1; b >= max(0, end-12); b-- {
		it := p.at(b)
		if it.kind == markItem {
			if it.mark == possessive || it.mark == '-' && it.glued || it.mark == '/' && it.glued || it.mark == '.' && it.glued && p.at(b-1).end-p.at(b-1).start <= 4 {
				continue
			}
			break
		}
		if it.class&(conj|aux|verb) != 0 && !p.isWord(b, "and") || it.class&say != 0 && it.class&(det|adverb) == 0 && !p.isWord(b, "report") && !p.isWord(b, "reports") && !p.isWord(b, "estimates") && !p.isWord(b, "forecasts") && !p.isWord(b, "projects") {
			break
		}
		if p.isWord(b, "by") || p.isWord(b, "as") || p.isWord(b, "than") {
			break
		}
		first = b
	}
	for first < end && (p.at(first).kind == markItem || p.is(first, prep|conj|adverb|weekday) || p.isWord(first, "on")) {
		first++
	}
	if first >= end {
		return 0, 0
	}
	// Only a weekday or a pronoun that points at nothing: no source.
	if end-first == 1 && (p.isWord(first, "it") || p.isWord(first, "there") || p.is(first, month|weekday) || p.isWord(first, "that") || p.isWord(first, "this") || p.isWord(first, "which") || p.isWord(first, "what")) {
		return 0, 0
	}
	return p.withoutArticle(first, end)
}

// cited1 makes the citation of the phrase from first to before end.
func (p *parser) cited1(first, end int) citation {
	c := citation{span: p.span(first, end), mention: doc.None}
	for k := p.mention; k < len(p.Mentions) && p.Mentions[k].Start < c.span.End; k++ {
		m := &p.Mentions[k]
		if !c.span.Contains(m.Span) || m.Form == doc.FormDemonym || m.Form == doc.FormEmbedded || m.Form == doc.FormAffiliation {
			continue
		}
		// A name that the phrase ends with, or a person in it, speaks; one in
		// front of a noun ("Reuters poll") does not.
		if m.Kind == doc.Person || m.End == c.span.End {
			c.mention, c.kind = k, doc.SpeakerKind(m.Kind)
			if m.Kind == doc.Place {
				c.kind = doc.SpeakerOrganization
			}
			return c
		}
	}
	for k := first; k < end; k++ {
		if _, ok := documents[p.wordAt(k)]; ok {
			c.kind = doc.SpeakerDocument
			return c
		}
	}
	switch {
	case p.plural(end - 1):
		c.kind = doc.SpeakerGroup
	case end-first == 1 && p.is(first, pron):
		c.kind = doc.SpeakerPerson
		if p.isWord(first, "they") || p.isWord(first, "we") {
			c.kind = doc.SpeakerGroup
		}
	case p.at(end - 1).capital:
		c.kind = doc.SpeakerUnknown
	default:
		c.kind = doc.SpeakerGroup
	}
	return c
}

// documents are the nouns of sources that are no persons.
var documents = map[string]struct{}{
	"report": {}, "reports": {}, "poll": {}, "polls": {}, "survey": {}, "surveys": {}, "study": {}, "studies": {},
	"data": {}, "figures": {}, "statistics": {}, "statement": {}, "document": {}, "documents": {}, "census": {},
	"estimate": {}, "estimates": {}, "analysis": {}, "audit": {}, "filing": {}, "filings": {}, "records": {},
	"research": {}, "results": {}, "tally": {}, "count": {}, "forecast": {}, "budget": {}, "indictment": {},
	"website": {}, "newspaper": {}, "article": {}, "paper": {}, "letter": {}, "memo": {}, "release": {}, "numbers": {},
}
