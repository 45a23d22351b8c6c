package mention

import "github.com/broadsheet/broadsheet/extract/doc"

// threshold is how many points make a piece a name.
const threshold = 4

// evidence is what the whole article says of one spelling.
type evidence struct {
	person, org, place int // most points anywhere
	times              int // outside headlines
	veto               bool
}

// ballot is the evidence on each spelling of an article, by a hash of it: no
// spelling is kept, and two of one hash do not meet in one article.
type ballot struct {
	at   map[uint64]int
	list []evidence
}

func newBallot(n int) *ballot {
	return &ballot{make(map[uint64]int, n), make([]evidence, 0, n)}
}

// get is the evidence on a spelling in lower case, nil where there is none.
func (b *ballot) get(lower []byte) *evidence {
	if n, ok := b.at[hash(lower)]; ok {
		return &b.list[n]
	}
	return nil
}

// of is the evidence on a spelling; valid until the next call with a new one.
func (b *ballot) of(lower []byte) *evidence {
	h := hash(lower)
	n, ok := b.at[h]
	if !ok {
		n = len(b.list)
		b.at[h] = n
		b.list = append(b.list, evidence{})
	}
	return &b.list[n]
}

// hash is FNV-1a.
func hash(s []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range s {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// settle decides what each piece is. First each spelling gets the most points
// that it has anywhere in the article; then single words learn from longer
// names that they begin or end.
func (r *reader) settle() []doc.Name {
	all := newBallot(len(r.pieces))
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.headline {
			continue
		}
		e := all.of(r.lower(p.Of(r.text)))
		if e.times == 0 {
			e.person, e.org, e.place = p.person, p.org, p.place
		}
		e.person = max(e.person, p.person)
		e.org = max(e.org, p.org)
		e.place = max(e.place, p.place)
		e.times++
		e.veto = e.veto || p.veto
	}
	// What longer names tell of their first and last words.
	parts := newBallot(len(r.pieces))
	part := func(k int) *evidence { return parts.of(r.lower(r.word(k))) }
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.words < 2 || p.headline {
			continue
		}
		e := all.of(r.lower(p.Of(r.text)))
		switch kind, score := e.best(); {
		case score < threshold:
		case kind == doc.Person:
			last := part(p.lastWord)
			last.person = max(last.person, score)
			if !p.titled || r.has(p.first, forename) {
				first := part(p.firstWord)
				first.person = max(first.person, 3)
			}
		case kind == doc.Organization:
			if r.has(p.lastWord, newspaper) {
				e := part(p.lastWord)
				e.org = max(e.org, 5)
			}
			if c := r.toks[p.first]; c.topo < 0 && c.class&(ordinary|cabinet|function|orgEnd|orgOf|title|rank|placeStart) == 0 && p.words < 5 {
				e := part(p.firstWord)
				e.org = max(e.org, 5)
			}
		}
	}
	out := make([]doc.Name, 0, len(r.pieces))
	end := 0
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.Start < end {
			continue
		}
		e := evidence{person: p.person, org: p.org, place: p.place}
		if whole := all.get(r.lower(p.Of(r.text))); whole != nil {
			// The country stage has weighed who else has the name of a country.
			if !p.toponym || !p.headline && (!r.country(p.first) || p.titled) {
				e.person = max(e.person, whole.person)
			}
			e.org, e.place = max(e.org, whole.org), max(e.place, whole.place)
			if whole.veto {
				continue
			}
			bonus := min(whole.times-1, 2)
			if !p.toponym && p.words > 1 || bonus > 0 && e.person >= 2 {
				e.person += b2i(bonus > 0)
			}
		} else if p.headline {
			// Capitals of a headline name nothing that the body does not.
			if e.org < 8 && !(p.titled && p.words > 1) && !(p.words > 1 && e.person >= 8) {
				e.person, e.org, e.place = 0, min(e.org, 3), 0
			}
		}
		if p.words == 1 {
			if h := parts.get(r.lower(r.word(p.lastWord))); h != nil {
				if h.person > 0 && (!p.toponym || p.person > -3 && h.person >= 6 && p.place < 2 && !r.country(p.first) && !r.demonym(p.first)) {
					e.person = max(e.person, 0) + h.person
				}
				e.org += h.org
			}
		}
		kind, score := e.best()
		if p.toponym && kind != doc.Person || score < threshold {
			continue
		}
		if r.empty(p) {
			continue
		}
		out = append(out, doc.Name{Span: p.Span, Kind: kind, Confidence: confidence(score)})
		end = p.End
	}
	return out
}

// best is the kind with the most points; where two have as many, the person,
// then the organization.
func (e *evidence) best() (doc.Kind, int) {
	switch {
	case e.person >= e.org && e.person >= e.place:
		return doc.Person, e.person
	case e.org >= e.place:
		return doc.Organization, e.org
	}
	return doc.Place, e.place
}

// empty reports whether a piece is a single word that alone names nothing:
// "Committee", "President".
func (r *reader) empty(p *piece) bool {
	if p.words != 1 || p.org >= 5 {
		return false
	}
	t := r.toks[p.first]
	if t.class&newspaper != 0 {
		return p.first == 0 || !r.is(p.first-1, "the")
	}
	return t.class&(function) != 0 || t.class&(orgEnd|orgOf|title|cabinet|rank) != 0 && t.class&(forename|surname) == 0
}

// confidence turns points into a number that rises with them: 4 points are
// 0.6, 8 are 0.8, 20 are above 0.93.
func confidence(points int) float64 {
	return 1 - 1.6/float64(max(points, 1))
}
