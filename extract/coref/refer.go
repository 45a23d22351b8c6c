package coref

import (
	"sort"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// refer resolves roles and pronouns.
func (r *resolver) refer() {
	d := r.d
	named := make([]bool, len(r.ents)) // named so far
	r.spoke = doc.None
	r.quoted()
	r.narrate()
	orgs := r.organizationWords()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		switch m.Form {
		case doc.FormNominal:
			if m.Kind == doc.Person {
				if m.Entity = r.apposed(i); m.Entity != doc.None {
					r.entitle(m.Entity, i)
				} else {
					m.Entity = r.role(i, named)
				}
				if m.Entity == doc.None {
					m.Entity = r.portrayed(i)
				}
			} else {
				m.Entity = r.body(i, orgs, named)
			}
			m.Entity = r.listedRole(i, m.Entity)
		case doc.FormPronoun:
			m.Entity = r.pronoun(i)
		default:
			if m.Entity != doc.None {
				named[m.Entity] = true
			}
		}
		if m.Entity != doc.None {
			r.ents[m.Entity].seen++
		}
		if r.speaks[i] {
			r.spoke = i
		}
	}
}

// quoted fills within, the quote that each mention stands in, and speaks,
// whether it is a quote's speaker.
func (r *resolver) quoted() {
	d := r.d
	r.within, r.speaks = make([]int, len(d.Mentions)), make([]bool, len(d.Mentions))
	r.phrases = make([]corpus.Span, len(d.Mentions))
	for i := range r.within {
		r.within[i] = doc.None
	}
	for q := range d.Quotes {
		if n := d.Quotes[q].SpeakerMention; n >= 0 && n < len(r.speaks) {
			// Who is told of as thinking has not spoken: "he" goes back to him less.
			thinks := d.Quotes[q].Stance == doc.Thinks || d.Quotes[q].Stance == doc.Neutral
			r.speaks[n] = r.speaks[n] || d.Quotes[q].Form != doc.Indirect || !thinks
			r.phrases[n] = d.Quotes[q].Speaker
		}
		if f := d.Quotes[q].Form; f == doc.Indirect || f == doc.Phrase {
			continue
		}
		for _, s := range d.Quotes[q].Spans {
			k := sort.Search(len(d.Mentions), func(i int) bool { return d.Mentions[i].Start >= s.Start })
			at, open := s.Start, d.Quotes[q].Form == doc.Direct
			for ; k < len(d.Mentions) && d.Mentions[k].Start < s.End; k++ {
				if d.Quotes[q].Form == doc.Mixed { // only what is between marks is the speaker's own
					open = marks(d.Text[at:d.Mentions[k].Start], open)
					at = d.Mentions[k].Start
				}
				if open {
					r.within[k] = q
				}
			}
		}
	}
}

// narrate fills told: for each sentence how many before it are not wholly
// within a quotation. Between a speaker and "he said" may stand a long one.
func (r *resolver) narrate() {
	d := r.d
	r.told = make([]int, len(d.Sentences)+1)
	for q := range d.Quotes {
		if d.Quotes[q].Form != doc.Direct {
			continue
		}
		for _, s := range d.Quotes[q].Spans {
			k := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Start >= s.Start })
			for ; k < len(d.Sentences) && d.Sentences[k].End <= s.End; k++ {
				r.told[k] = 1
			}
		}
	}
	n := 0
	for k, inside := range r.told {
		r.told[k] = n
		n += 1 - inside
	}
}

// back is how many sentences before mention i mention k stands; for a mention
// outside of quotations only those count that are told.
func (r *resolver) back(k, i int) int {
	a, b := r.d.Mentions[k].Sentence, r.d.Mentions[i].Sentence
	if r.within[i] == doc.None {
		return r.told[b] - r.told[a]
	}
	return b - a
}

// marks reports whether a quotation is open after s, where it was open before.
func marks(s string, open bool) bool {
	for i, c := range s {
		switch c {
		case '"':
			open = !open
		case '“', '«', '„':
			open = true
		case '”', '»':
			open = false
		case '‘':
			open = true
		case '\'', '’':
			if before := i > 0 && s[i-1] != ' '; open && before && (i+utf8.RuneLen(c) == len(s) || s[i+utf8.RuneLen(c)] == ' ') && s[i-1] != 's' {
				open = false
			} else if !open && c == '\'' && !before {
				open = true
			}
		}
	}
	return open
}
