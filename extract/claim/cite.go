package claim

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// citation is who a sentence credits with what it says, outside quotes.
type citation struct {
	span     corpus.Span
	kind     doc.SpeakerKind
	mention  int
	poll     bool // it is a poll
	named    bool // by a name, not "the poll"
	known    bool // it is one that can state something: a name, a document, officials
	reported bool // by a verb of saying, which the quote stage knows better
	after    bool // only for what follows the verb
	verb     int  // where it begins, 0 for none
}

// findCitation finds whom the sentence cites, once. "It found that" takes up
// the document of the sentence before.
func (p *parser) findCitation() {
	if p.cited {
		return
	}
	p.cited = true
	p.citation = p.cite()
	if p.citation.span.Empty() && p.itShows() && p.document.kind == doc.SpeakerDocument && p.index-p.documentAt == 1 {
		p.citation = p.document
	}
	if p.citation.kind == doc.SpeakerDocument {
		p.document, p.documentAt = p.citation, p.index
	}
}

// itShows reports whether the sentence begins "It found".
func (p *parser) itShows() bool { return p.isWord(0, "it") && p.is(1, show) }

// rememberDocument looks in the sentence before for the document that "it" of
// sentence i is.
func (p *parser) rememberDocument(i int) {
	p.reset(p.stage, i-1)
	p.cited = false
	p.findCitation()
	if p.documentAt != i-1 || p.document.span.Empty() {
		for k := 0; k < min(5, len(p.items)) && p.items[k].kind == wordItem; k++ {
			if p.is(k, documentNoun) && (p.at(k+1).kind == markItem || !p.plural(k+1)) {
				p.document, p.documentAt = p.citationOf(p.withoutArticle(0, k+1)), i-1
				break
			}
		}
	}
	p.cited = false
	p.reset(p.stage, i)
}

// cite finds whom the sentence cites: "according to X", "X shows", "X said",
// "in the X poll,". The first of the sentence stands for it. What people say
// is the quote stage's to find; here are those that it leaves.
func (p *parser) cite() citation {
	for k := range p.items {
		it := &p.items[k]
		switch {
		case it.kind != wordItem:
		case p.isWord(k, "according") && p.isWord(k+1, "to"):
			if end := p.sourceEnd(k + 2); end > k+2 {
				return p.citationOf(p.withoutArticle(k+2, end))
			}
		case p.isWord(k, "by") && (k == 0 || p.at(k-1).kind == markItem):
			// By the army's count, soldiers stopped 300 people.
			for j := k + 2; j < k+9 && p.at(j).kind != digitItem; j++ {
				if p.isMark(j, possessive) && p.is(j+1, tallyNoun) {
					return p.citationOf(p.withoutArticle(k+1, j))
				}
			}
		case p.isWord(k, "in") && (k == 0 || p.isMark(k-1, ',')):
			if end := p.phraseEnd(k+1, 9); end > k+1 && p.is(end-1, pollNoun) {
				return p.citationOf(p.withoutArticle(k+1, end))
			}
		case (it.class&(say|show) != 0 || p.isWord(k, "gave", "gives")) && k > 0 && !it.capital:
			first, end := p.speakerBefore(k)
			c := citation{mention: doc.None}
			if first < end && it.class&(say|show) != 0 {
				c = p.citationOf(first, end)
			}
			if !c.known {
				if first, end = p.documentBefore(k); first >= end {
					continue
				}
				c = p.citationOf(first, end)
			}
			if !c.known {
				continue
			}
			c.reported, c.verb = true, it.start
			next := p.at(k + 1)
			c.after = k+1 < len(p.items) && !(next.kind == markItem && (next.mark == '.' || next.mark == '"'))
			return c
		}
	}
	return citation{mention: doc.None}
}

// documentBefore is the document that is the subject of the verb of showing at
// item k, where more stands between them: "documents obtained by the paper
// show", "a poll of 900 voters found"; and for "it found", the document of the
// sentence before.
func (p *parser) documentBefore(k int) (first, end int) {
	if !p.is(k, show|say) && !p.isWord(k, "gave", "gives") || p.isWord(k-1, "to", "than") || p.is(k-1, det) {
		return 0, 0
	}
	for b := k - 1; b >= max(0, k-22); b-- {
		it := p.at(b)
		if it.kind == markItem && (it.mark == ';' || it.mark == ':' || it.mark == '"') || it.class&say != 0 && it.class&(det|show) == 0 && it.class&nounVerb == 0 || it.class&conj != 0 && !p.isWord(b, "and", "which") || it.class&pron != 0 {
			return 0, 0
		}
		if !p.is(b, documentNoun|pollNoun) {
			continue
		}
		// The document must be the head: "in a report" is where somebody says it.
		first = p.phraseStart(b + 1)
		for first < b && p.ed(first) && !p.at(first).capital { // cited statistics
			first++
		}
		if f := first - 1; p.is(f, det) && f > 0 {
			f--
			if p.is(f, prep) {
				return 0, 0
			}
		} else if p.is(f, prep) {
			return 0, 0
		}
		if b+1 < k-1 && !p.is(b+1, prep) && !p.ed(b+1) && p.at(b+1).kind == wordItem && p.at(b+1).class&(verb|show) == 0 && !p.is(b+1, adverb|aux) {
			return 0, 0
		}
		// with who made it: "study by the university", "documents obtained by the paper"
		end = b + 1
		by := end
		if p.ed(by) {
			by++
		}
		if p.isWord(by, "by") || by == end && p.isWord(by, "for", "from") {
			if more := min(p.sourceEnd(by+1), k); more > by+1 {
				end = more
			}
		}
		return first, end
	}
	return 0, 0
}

// rememberPoll keeps the poll that the sentence cites by name for the shares
// of the sentences after it.
func (p *parser) rememberPoll() {
	p.findCitation()
	if p.citation.poll {
		p.pollAt = p.index
	}
	if p.citation.poll && p.citation.named {
		p.lastPoll, p.pollAt = p.citation, p.index
	}
}

// withoutArticle drops "the" before a phrase.
func (p *parser) withoutArticle(first, end int) (int, int) {
	if first+1 < end && p.isWord(first, "the", "a", "an") {
		first++
	}
	return first, end
}

// sourceEnd is the item after the noun phrase that begins at i, across "of"
// and "for" and names.
func (p *parser) sourceEnd(i int) int {
	end := p.phraseEnd(i, 10)
	for p.isWord(end, "of", "for", "from", "by") && end > i {
		more := p.phraseEnd(end+1, 8)
		if more <= end+1 {
			break
		}
		end = more
	}
	return end
}

// speakerBefore is the subject of the reporting verb at item k, and empty where
// that reports nothing.
func (p *parser) speakerBefore(k int) (first, end int) {
	if !p.reportsHere(k) {
		return 0, 0
	}
	end = k
	for end > 0 && (p.is(end-1, aux) || p.is(end-1, adverb) && !p.is(end-1, prep)) {
		end--
	}
	if p.isMark(end-1, ',') { // the poll, which asked 900 people, showed
		for b := end - 2; b > max(0, end-25); b-- {
			if p.isMark(b, ',') {
				end = b
				break
			}
		}
	}
	first = end
	for b := end - 1; b >= max(0, end-12); b-- {
		it := p.at(b)
		if it.kind == markItem {
			if it.mark == possessive || it.mark == '-' && it.glued || it.mark == '/' && it.glued || it.mark == '.' && it.glued && p.at(b-1).size() <= 4 {
				continue
			}
			break
		}
		if it.kind == digitItem || it.class&(conj|aux|verb) != 0 && !p.isWord(b, "and") || it.class&say != 0 && it.class&(det|adverb) == 0 && !p.isWord(b, "report", "reports", "estimates", "forecasts", "projects") {
			break
		}
		if p.isWord(b, "by", "as", "than") {
			break
		}
		first = b
	}
	for first < end && (p.at(first).kind == markItem || p.is(first, prep|conj|adverb|weekday) || p.isWord(first, "on")) {
		first++
	}
	if p.ed(first) && !p.at(first).capital && end-first > 1 {
		return 0, 0 // the rest of a relative clause: who stormed the room said
	}
	if p.isWord(end-1, "also", "too") {
		end--
	}
	if first >= end {
		return 0, 0
	}
	// "report" and "reports" are nouns more often than verbs: their subjects agree.
	if p.is(k, nounVerb) && p.plural(end-1) || p.stage.lexicon[p.word(k)+"s"].class&nounVerb != 0 && !p.plural(end-1) && !p.is(end-1, pron) {
		return 0, 0
	}
	// Only a weekday or a pronoun that points at nothing: no source.
	if end-first == 1 && (p.isWord(first, "it", "there", "that", "this", "which", "what") || p.is(first, month|weekday)) {
		return 0, 0
	}
	return p.withoutArticle(first, end)
}

// reportsHere reports whether the verb of saying or showing at item k is one
// here. A verb that also means a change ("added 300") reports only before "that"
// or at the end of what is said.
func (p *parser) reportsHere(k int) bool {
	if p.is(k, up|down|level) && !p.isWord(k+1, "that") {
		after := p.at(k + 1)
		if k+1 < len(p.items) && !(after.kind == markItem && (after.mark == '.' || after.mark == ',' || after.mark == '"' || after.mark == ':')) {
			return false
		}
	}
	if p.isWord(k, "put", "puts") {
		if !p.putsAt(k) {
			return false
		}
	} else if p.is(k, verb) && !p.is(k, say) {
		return false
	}
	b := k - 1
	for p.is(b, adverb) {
		b--
	}
	if p.isWord(b, "was", "were", "been", "being", "be", "is", "are") && (p.ed(k) || p.isWord(k, "said", "told", "found", "shown", "put")) {
		return false // were confirmed: nobody reports it there
	}
	return k > 0 && !p.is(k-1, det|prep) && !p.isWord(k-1, "to")
}

// putsAt reports whether the verb at item k estimates: "put the loss at 5
// percent".
func (p *parser) putsAt(k int) bool {
	if !p.is(k+1, det) && !p.isWord(k+1, "it") {
		return false
	}
	for j := k + 2; j < k+16; j++ {
		if p.isWord(j, "at") {
			next := p.at(j + 1)
			return next.kind == digitItem || next.num >= 0 || p.isWord(j+1, "between", "about", "around", "more", "nearly") || next.kind == markItem
		}
		if p.at(j).kind == markItem && p.at(j).mark == ',' {
			return false
		}
	}
	return false
}

// citationOf makes the citation of the phrase from first to before end.
func (p *parser) citationOf(first, end int) citation {
	for end-2 > first && p.isWord(end-2, "on") && p.is(end-1, weekday) {
		end -= 2
	}
	c := citation{mention: doc.None}
	for k := first; k < end; k++ {
		c.named = c.named || p.at(k).capital && k > 0 && !p.is(k, weekday|month)
		if p.is(k, pollNoun) {
			c.poll, c.known, c.kind = true, true, doc.SpeakerDocument
			if k+1 < end && p.ed(k+1) { // the poll released on Friday
				end = k + 1
			}
		}
	}
	if c.poll {
		if c.named && p.is(end-1, pollNoun) {
			first, end = p.pollName(first, end)
		}
		c.span = p.span(first, end)
		return c
	}
	c.span = p.span(first, end)
	if k := p.citedName(c.span, first); k != doc.None {
		m := &p.Mentions[k]
		c.mention, c.kind, c.known = k, doc.SpeakerKind(m.Kind), true
		if m.Kind == doc.Place {
			c.kind = doc.SpeakerOrganization
		}
		return c
	}
	c.kind, c.known = p.citedKind(first, end)
	return c
}

// pollName is the name of the poll in the phrase from first to before end: of
// "a new Gallup poll" without "new", of "Reuters/Ipsos opinion poll" the first.
func (p *parser) pollName(first, end int) (int, int) {
	for first < end-1 && !p.at(first).capital {
		first++
	}
	last := end
	for last > first+1 && !p.at(last-1).capital {
		last--
	}
	if last < end-1 {
		end = last
	}
	return first, end
}

// citedName is the mention in the phrase s, which begins at item first, that
// is the one cited, or None: a name that the phrase ends with, or a person in
// it. One in front of a noun ("Reuters data") or after a preposition ("officials
// in Kenya", "the spokesman for the bank") is not.
func (p *parser) citedName(s corpus.Span, first int) int {
	for k := p.mentionFrom(s.Start); k < len(p.Mentions) && p.Mentions[k].Start < s.End; k++ {
		m := &p.Mentions[k]
		if !s.Contains(m.Span) || m.Form == doc.FormDemonym || m.Form == doc.FormEmbedded || m.Form == doc.FormAffiliation {
			continue
		}
		if m.Kind == doc.Person || m.End == s.End && !p.prepositionBetween(first, m.Start) {
			return k
		}
	}
	return doc.None
}

// citedKind is what the phrase from first to before end without a name in it
// stands for, and whether such a one can state something.
func (p *parser) citedKind(first, end int) (kind doc.SpeakerKind, known bool) {
	for k := first; k < end; k++ {
		if p.is(k, documentNoun) {
			return doc.SpeakerDocument, true
		}
	}
	head := end - 1 // mine officials in Malaysia
	for k := first + 1; k < end; k++ {
		if p.is(k, prep) {
			head = k - 1
			break
		}
	}
	switch {
	case end-first == 1 && p.isWord(first, "they", "we"):
		return doc.SpeakerGroup, true
	case end-first == 1 && p.is(first, pron):
		return doc.SpeakerPerson, true
	case p.is(head, institution):
		return doc.SpeakerOrganization, true
	case p.plural(head) && !p.is(head, timeNoun):
		return doc.SpeakerGroup, p.is(head, sayer)
	}
	return doc.SpeakerUnknown, false
}

// prepositionBetween reports whether a preposition stands from item first up
// to the byte end.
func (p *parser) prepositionBetween(first, end int) bool {
	for k := first; k < len(p.items) && p.items[k].start < end; k++ {
		if p.is(k, prep) && !p.isWord(k, "of") {
			return true
		}
	}
	return false
}
