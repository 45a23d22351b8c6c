package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// window is how many sentences before its own a pronoun looks back.
const window = 3

// maxBack is how many mentions a pronoun looks back at.
const maxBack = 48

// refer resolves roles and pronouns.
func (r *resolver) refer() {
	d := r.d
	named := make([]bool, len(r.ents)) // named so far
	q := 0
	orgs := r.organizationWords()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		switch m.Form {
		case doc.FormNominal:
			if m.Kind == doc.Person {
				m.Entity = r.role(m, named)
			} else {
				m.Entity = r.body(m, orgs, named)
			}
		case doc.FormPronoun:
			for q < len(d.Quotes) && end(&d.Quotes[q]) <= m.Start {
				q++
			}
			m.Entity = r.pronoun(i, q)
		default:
			if m.Entity != doc.None {
				named[m.Entity] = true
			}
		}
	}
}

func end(q *doc.Quote) int { return q.Spans[len(q.Spans)-1].End }

// role finds the one person named before with the title of "the president".
func (r *resolver) role(m *doc.Mention, named []bool) int {
	words := strings.Fields(strings.ToLower(m.Of(r.d.Text)))
	if len(words) < 2 || words[0] != "the" {
		return doc.None
	}
	list := r.roles[words[len(words)-1]]
	found := doc.None
	for _, e := range list {
		e = r.ents[e].into
		if e == found {
			continue
		}
		if !r.holds(e, words[1:len(words)-1], m) {
			continue
		}
		if found != doc.None {
			return doc.None // two of them
		}
		found = e
	}
	if found == doc.None || !named[found] {
		return doc.None
	}
	return found
}

// holds reports whether a person's title has the words before the role in
// "the prime minister", and whether "the minister" is not another's rank.
func (r *resolver) holds(e int, words []string, m *doc.Mention) bool {
	for _, w := range words {
		has := false
		for _, t := range r.ents[e].titles {
			if containsFold(t, w) {
				has = true
			}
		}
		if !has && !strings.Contains(m.Of(r.d.Text), upperFirst(w)) {
			return false
		}
	}
	if len(words) == 0 {
		for _, t := range r.ents[e].titles {
			l := strings.ToLower(t)
			if strings.HasPrefix(l, "vice ") || strings.HasPrefix(l, "former ") || strings.HasPrefix(l, "deputy ") || strings.HasPrefix(l, "ex-") {
				return false
			}
		}
	}
	return true
}

func upperFirst(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

func containsFold(s, w string) bool { return strings.Contains(strings.ToLower(s), w) }

// organizationWords files the organizations by the first and last word of
// their names: "Interior Ministry" under both.
func (r *resolver) organizationWords() map[string][]int {
	m := map[string][]int{}
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || ent.into != e {
			continue
		}
		words := strings.Fields(strings.ToLower(ent.Name))
		if len(words) < 2 {
			continue
		}
		last := strings.Trim(words[len(words)-1], ".")
		if companies[last] {
			last = "company"
		}
		for _, w := range []string{words[0], last} {
			if list := m[w]; len(list) < 3 {
				m[w] = append(list, e)
			}
		}
		for _, w := range words[1 : len(words)-1] { // "National Party of Nowhere"
			if w == "party" || w == "ministry" || w == "committee" || w == "court" || w == "union" || w == "bank" {
				if list := m[w]; len(list) < 3 {
					m[w] = append(list, e)
				}
			}
		}
	}
	return m
}

// body finds the one organization named before that "the ministry" can be.
func (r *resolver) body(m *doc.Mention, orgs map[string][]int, named []bool) int {
	words := strings.Fields(strings.ToLower(m.Of(r.d.Text)))
	if len(words) != 2 || words[0] != "the" {
		return doc.None
	}
	w := words[1]
	if w == "firm" || w == "corporation" {
		w = "company"
	}
	list := orgs[w]
	if len(list) != 1 || !named[list[0]] {
		return doc.None
	}
	return list[0]
}

// pronoun finds the person that "he" or "she" is: the first one named in the
// nearest sentence with somebody whom it fits.
func (r *resolver) pronoun(i, q int) int {
	d := r.d
	m := &d.Mentions[i]
	gender := gazetteer.Unknown
	switch strings.ToLower(m.Of(d.Text)) {
	case "he", "him", "his", "himself":
		gender = gazetteer.Male
	case "she", "her", "hers", "herself":
		gender = gazetteer.Female
	default:
		return doc.None
	}
	speaker, inside := r.speaker(m.Span, q)
	best, sentence, rivals := doc.None, -1, 0
	for k := i - 1; k >= 0 && i-k <= maxBack; k-- {
		c := &d.Mentions[k]
		if m.Sentence-c.Sentence > window || best != doc.None && c.Sentence != sentence {
			break
		}
		if c.Form == doc.FormNominal && c.Kind == doc.Person && c.Entity == doc.None && c.Sentence == m.Sentence && best == doc.None && (d.Text[c.Start] == 't' || d.Text[c.Start] == 'T') {
			return doc.None // "The minister said he": somebody, and not whoever came before
		}
		if c.Kind != doc.Person || c.Entity == doc.None || c.Form == doc.FormPronoun && c.Span == m.Span {
			continue
		}
		e := &r.ents[c.Entity]
		if e.gender != gazetteer.Unknown && e.gender != gender {
			continue
		}
		if inside && c.Entity == speaker {
			continue
		}
		if best != doc.None && best != c.Entity {
			// Two fit: the subject comes first, but of two whose gender is not
			// known neither is sure.
			if e.gender == gazetteer.Unknown && r.ents[best].gender == gender {
				continue
			}
			rivals++
		}
		best, sentence = c.Entity, c.Sentence
	}
	if best == doc.None || rivals > 1 || inside && rivals > 0 {
		return doc.None
	}
	e := &r.ents[best]
	if e.gender == gazetteer.Unknown {
		if rivals > 0 {
			return doc.None
		}
		e.gender = gender
	}
	m.Confidence = 0.8
	if rivals > 0 || inside {
		m.Confidence = 0.55
	}
	return best
}

// speaker is who speaks the quote around s, and whether there is a quote.
func (r *resolver) speaker(s corpus.Span, q int) (entity int, inside bool) {
	d := r.d
	for k := q; k < len(d.Quotes) && k < q+4 && d.Quotes[k].Spans[0].Start <= s.Start; k++ {
		if d.Quotes[k].Form == doc.Indirect {
			continue
		}
		for _, part := range d.Quotes[k].Spans {
			if part.Contains(s) {
				entity = doc.None
				if n := d.Quotes[k].SpeakerMention; n >= 0 && n < len(d.Mentions) {
					entity = d.Mentions[n].Entity
				}
				return entity, true
			}
		}
	}
	return doc.None, false
}
