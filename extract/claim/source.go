package claim

import (
	"sort"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// source sets who states the number: the speaker of the innermost quote that
// holds it, else whom the sentence cites.
func (p *parser) source(q *quantity, c *doc.Claim) {
	for p.quote < len(p.Quotes) && p.Quotes[p.quote].Spans[0].Start <= c.Start {
		p.quote++
	}
	best := doc.None
	size := 0
	// Quotes nest two or three deep; far fewer than 64 begin between a claim
	// and the beginning of what it is quoted in.
	for k := p.quote - 1; k >= max(0, p.quote-64); k-- {
		if p.Quotes[k].Form == doc.Phrase {
			continue
		}
		for _, s := range p.Quotes[k].Spans {
			if s.Contains(c.Span) && (best == doc.None || s.Len() < size) {
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
	p.findCitation()
	cited := &p.citation
	if cited.span.Empty() || cited.span.Overlaps(c.Span) || cited.after && c.Start < cited.span.End || cited.reported && p.quoted() {
		cited = nil
	}
	if (cited == nil || cited.poll && !cited.named) && q.isShare() && p.lastPoll.poll && p.index-p.pollAt <= pollReach && !p.marginOfError(q) {
		cited = &p.lastPoll // sentences after one that cites a poll go on with its shares
	}
	if cited != nil && !cited.span.Overlaps(c.Span) {
		c.Source, c.SourceKind, c.SourceMention = cited.span, cited.kind, cited.mention
	}
}

// pollReach is how many sentences after one that cites a poll, or goes on with
// its shares, still do.
const pollReach = 10

// marginOfError reports whether q tells how the poll was made.
func (p *parser) marginOfError(q *quantity) bool {
	for k := max(0, q.first-9); k < q.first; k++ {
		if p.isWord(k, "error") && p.isWord(k-1, "of") {
			return true
		}
	}
	return false
}

// quoted reports whether a quote of somebody's speech begins in the sentence:
// what stands outside of it is the article's own.
func (p *parser) quoted() bool {
	return p.speech.known(func() bool {
		start, end := p.items[0].start, p.items[len(p.items)-1].end
		from := sort.Search(len(p.Quotes), func(k int) bool { return p.Quotes[k].Spans[0].Start >= start })
		for k := from; k < len(p.Quotes) && p.Quotes[k].Spans[0].Start < end; k++ {
			if q := &p.Quotes[k]; q.Form != doc.Phrase && !q.Speaker.Empty() {
				return true
			}
		}
		return false
	})
}
