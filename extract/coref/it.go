package coref

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// it finds the organization or country that "it" is where it speaks: the one
// that spoke last, else the one that its sentence or the one before is about.
func (r *resolver) it(i int) int {
	d := r.d
	at := d.Mentions[i].Sentence
	if e := r.clauseBefore(i); e != doc.None {
		return e
	}
	if q := r.lastQuote(i); q != doc.None {
		if k := d.Quotes[q].SpeakerMention; k >= 0 && k < i && d.Mentions[k].Kind != doc.Person {
			return d.Mentions[k].Entity
		}
		return doc.None // a person, or a report without a name
	}
	for back := 0; back <= 1 && at-back >= 0; back++ {
		first := sort.Search(len(d.Mentions), func(k int) bool { return d.Mentions[k].Sentence >= at-back })
		for k := first; k < i && d.Mentions[k].Sentence == at-back; k++ {
			c := &d.Mentions[k]
			if r.within[k] != doc.None || r.beside(c) != plain {
				continue
			}
			if c.Form != doc.FormName && c.Form != doc.FormNominal || c.Kind != doc.Organization && c.Kind != doc.Country || c.Start-d.Sentences[at-back].Start > subjectWithin {
				break // the sentence is about something else
			}
			return c.Entity
		}
	}
	return doc.None
}

// clauseBefore is the organization or country that a clause in front of "it" in
// its sentence is about: "Although the bank named nobody, it warned".
func (r *resolver) clauseBefore(i int) int {
	d := r.d
	m := &d.Mentions[i]
	s := &d.Sentences[m.Sentence]
	if m.Start <= s.Start || r.within[i] != doc.None {
		return doc.None
	}
	first, _, _ := strings.Cut(d.Text[s.Start:m.Start], " ")
	if !opensClause[strings.ToLower(first)] {
		return doc.None
	}
	for k := i - 1; k >= 0 && d.Mentions[k].Sentence == m.Sentence; k-- {
		c := &d.Mentions[k]
		if c.Kind != doc.Organization && c.Kind != doc.Country || c.Form == doc.FormEmbedded {
			continue
		}
		if c.Start-s.Start <= len(first)+len(" the ") && r.beside(c) == plain {
			return c.Entity
		}
	}
	return doc.None
}

// opensClause are words that begin a clause in front of the main one.
var opensClause = word.Set("although though while when if as after before because since once")

// subjectWithin is how far from the beginning of a sentence its subject
// begins, in bytes.
const subjectWithin = 24

// lastQuote is the last quote whose speaker is named before mention i, at most
// two sentences that are no quotation before it; or None.
func (r *resolver) lastQuote(i int) int {
	d := r.d
	m := &d.Mentions[i]
	last := sort.Search(len(d.Quotes), func(q int) bool { return d.Quotes[q].Spans[0].Start >= m.Start })
	found := doc.None
	for q := last - 1; q >= 0 && last-q <= 6; q-- {
		s := d.Quotes[q].Speaker
		if s.Empty() || s.End > m.Start || found != doc.None && s.Start <= d.Quotes[found].Speaker.Start {
			continue
		}
		at := sort.Search(len(d.Sentences), func(n int) bool { return d.Sentences[n].End > s.Start })
		if at < len(d.Sentences) && r.told[m.Sentence]-r.told[at] <= 2 {
			found = q
		}
	}
	return found
}
