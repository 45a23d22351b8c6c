package quote

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// attribution is what becomes one quote.
type attribution struct {
	spans     []corpus.Span
	form      doc.QuoteForm
	cue       cue
	speaker   corpus.Span
	addressee corpus.Span
	within    int // passage around it, or -1
	basis     basis
	margins   margins
	first     int  // its first passage
	sourced   bool // a model found the speaker, or a label is
	turn      bool // of a transcript
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
		return !it.is(infinitive) || it.is(plainVerb) || it.class&pastForm != 0
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
