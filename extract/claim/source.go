package claim

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// source sets who states the number: the speaker of the innermost quote that
// holds it, else whom the sentence cites.
func (p *parser) source(q *quantity, c *doc.Claim) {
	for p.quote < len(p.Quotes) && p.Quotes[p.quote].Spans[0].Start <= c.Start {
		p.quote++
	}
	best, size := doc.None, 0    // the innermost quote that holds it
	stated, least := doc.None, 0 // the innermost that can be a statement of it
	// Quotes nest two or three deep; far fewer than 64 begin between a claim
	// and the beginning of what it is quoted in.
	for k := p.quote - 1; k >= max(0, p.quote-64) && p.stage.without&Quotes == 0; k-- {
		q := &p.Quotes[k]
		if q.Form == doc.Phrase {
			continue
		}
		for _, s := range q.Spans {
			if !s.Contains(c.Span) {
				continue
			}
			if best == doc.None || s.Len() < size {
				best, size = k, s.Len()
			}
			if p.states(q) && (stated == doc.None || s.Len() < least) {
				stated, least = k, s.Len()
			}
		}
	}
	c.Quote = best
	if stated != doc.None && q.isShare() && p.pollArticle() && p.asked(&p.Quotes[stated]) {
		stated = doc.None
	}
	if stated != doc.None {
		q := &p.Quotes[stated]
		if f := p.citedWithin(q, c.Span); f != nil {
			c.Source, c.SourceMention, c.SourceKind = f.span, f.mention, f.kind
			return
		}
		if !q.Speaker.Empty() {
			c.Source, c.SourceMention, c.SourceKind = q.Speaker, q.SpeakerMention, q.SpeakerKind
			return
		}
		if q.Form != doc.Mixed {
			return // somebody speaks, but not who the sentence cites
		}
	}
	if p.stage.without&Citations != 0 || p.addressed(c.Span) {
		return
	}
	p.findCitation()
	cited := &p.citation
	if cited.span.Empty() || cited.span.Overlaps(c.Span) || cited.after && c.Start < cited.verb || cited.span.Start < c.Start && c.Start < cited.verb || cited.reported && p.quotedBySomebodyElse(cited.span) {
		cited = nil
	}
	if (cited == nil || cited.poll && !cited.named) && q.isShare() && p.lastPoll.poll && p.index-p.pollAt <= pollReach && !p.marginOfError(q) {
		cited = &p.lastPoll // sentences after one that cites a poll go on with its shares
	}
	if cited == nil {
		if s := p.forecaster(q, c); !s.Empty() {
			f := p.citationOf(p.itemsOf(s))
			if word.Is(s.Of(p.text), "it", "It") && (f.mention == doc.None || p.Mentions[f.mention].Entity == doc.None) {
				f = p.spokeBefore()
			}
			if !f.span.Empty() {
				cited = &f
			}
		}
	}
	if cited != nil && !cited.span.Overlaps(c.Span) {
		c.Source, c.SourceKind, c.SourceMention = cited.span, cited.kind, cited.mention
	}
}

// spokeBefore is the body or document that speaks in the sentence before, which "it"
// takes up.
func (p *parser) spokeBefore() citation {
	if p.index == 0 {
		return citation{mention: doc.None}
	}
	before := p.Sentences[p.index-1]
	for k := p.quote - 1; k >= max(0, p.quote-64); k-- {
		q := &p.Quotes[k]
		if before.Contains(q.Speaker) && !q.Speaker.Empty() && (q.SpeakerKind == doc.SpeakerOrganization || q.SpeakerKind == doc.SpeakerDocument) {
			return citation{span: q.Speaker, kind: q.SpeakerKind, mention: q.SpeakerMention}
		}
	}
	return citation{mention: doc.None}
}

// citedWithin is whom the speaker of a quote credits with what is in s: “According to
// the bank, 300 branches closed,” she said. It is nil for none.
func (p *parser) citedWithin(q *doc.Quote, s corpus.Span) *citation {
	if p.stage.without&Citations != 0 {
		return nil
	}
	p.findCitation()
	f := &p.citation
	if f.span.Empty() || f.kind == doc.SpeakerGroup || f.mention == doc.None && f.kind != doc.SpeakerDocument || f.span.Overlaps(s) || f.after && s.Start < f.verb || f.span.Overlaps(q.Speaker) {
		return nil
	}
	clause := f.span // what the verb reports
	if f.reported {
		k := doc.None
		if p.parsed() {
			k = p.child(p.tokenAt(f.verb), "ccomp")
		}
		if k < 0 {
			return nil // testified before the committee
		}
		clause = p.Tokens[k].Span
	}
	if f.mention != doc.None && (p.Mentions[f.mention].Form != doc.FormName || q.SpeakerMention != doc.None && p.Mentions[f.mention].Entity == p.Mentions[q.SpeakerMention].Entity) {
		return nil
	}
	for _, part := range q.Spans {
		if part.Contains(f.span) && part.Contains(s) && part.Contains(clause) {
			return f
		}
	}
	return nil
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

// quotedBySomebodyElse reports whether a quote of the speech of others than the one
// cited begins in the sentence: what stands outside of it is the article's own.
func (p *parser) quotedBySomebodyElse(cited corpus.Span) bool {
	return p.speech.known(func() bool {
		start, end := p.items[0].start, p.items[len(p.items)-1].end
		from := sort.Search(len(p.Quotes), func(k int) bool { return p.Quotes[k].Spans[0].Start >= start })
		for k := from; k < len(p.Quotes) && p.Quotes[k].Spans[0].Start < end; k++ {
			if q := &p.Quotes[k]; p.states(q) && !q.Speaker.Empty() && !q.Speaker.Overlaps(cited) {
				return true
			}
		}
		return false
	})
}

// states reports whether a quote can be a statement of the numbers in it. Speech
// in quotation marks is; of what is reported without them only what is said or
// thought, not what is voted, chosen, asked or judged, and, but for direct speech,
// not what a share of people says: that a poll states.
func (p *parser) states(q *doc.Quote) bool {
	switch q.Form {
	case doc.Phrase:
		return false
	case doc.Indirect:
		switch q.Stance {
		case doc.Asserts, doc.Denies, doc.Promises, doc.Accuses, doc.Thinks, doc.Demands:
		case doc.Neutral: // of a cue that no list knows, or of one that says that nothing is said
			if p.stage.lexicon[q.CueLemma].class&show == 0 && q.CueLemma != "cite" && q.CueLemma != "quote" || negated(q.Cue.Of(p.text)) {
				return false
			}
		default:
			return false
		}
		if judges[q.CueLemma] {
			return false
		}
	}
	return q.SpeakerKind != doc.SpeakerGroup || q.Form == doc.Direct || !p.share(q.Speaker)
}

// addressed reports whether s stands in what names who is told: "will tell five
// countries that" is the article's own five.
func (p *parser) addressed(s corpus.Span) bool {
	for k := p.quote - 1; k >= max(0, p.quote-4); k-- {
		if p.Quotes[k].Addressee.Contains(s) {
			return true
		}
	}
	for k := p.quote; k < min(len(p.Quotes), p.quote+4); k++ {
		if p.Quotes[k].Addressee.Contains(s) {
			return true
		}
	}
	return false
}

// asked reports whether a quote is what a group of people say that a poll asked,
// "whites were more apt to say": of its shares the poll tells.
func (p *parser) asked(q *doc.Quote) bool {
	if q.Form != doc.Indirect || q.SpeakerKind != doc.SpeakerGroup {
		return false
	}
	words := strings.Fields(strings.ToLower(q.Speaker.Of(p.text)))
	return len(words) > 0 && p.stage.lexicon[words[len(words)-1]].class&(sayer|institution|documentNoun|pron) == 0
}

// negated reports whether a cue says that something is not said.
func negated(cue string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(cue)) {
		if word.Is(w, "not", "never", "no", "without") || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// judges are cues that tell what somebody makes of a thing; numbers in its name
// are the article's: "touted the two pipelines".
var judges = word.Set("attack blame condemn criticise criticize decry defend denounce deride describe dismiss hail knock mock oppose praise reject ridicule slam tout welcome")

// share reports whether a phrase begins with how many of a group speak: "42
// percent of those responding", "a majority of voters".
func (p *parser) share(s corpus.Span) bool {
	text := s.Of(p.Text)
	words := strings.Fields(text[:min(len(text), 40)])
	for i, w := range words[:min(3, len(words))] {
		if i == 0 && strings.ContainsAny(w, "0123456789%") || parts[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// parts are words for a share of a group.
var parts = word.Set("majority majorities plurality half third quarter most many few percent two-thirds three-quarters")
