package mention

import (
	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// evidence is what the whole article says of one spelling.
type evidence struct {
	points     // the most that it has anywhere
	times  int // it stands outside headlines
	veto   bool
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
	all := r.spellings()
	parts := r.parts(all)
	out := make([]doc.Name, 0, len(r.pieces))
	end := 0
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.Start < end {
			continue
		}
		whole := all.get(r.lower(p.Of(r.text)))
		if whole == nil && p.headline && p.words > 1 {
			whole = r.shrink(p, all)
		}
		if whole != nil && whole.veto {
			continue
		}
		kind, score := r.weigh(p, whole, parts).best()
		if p.toponym && kind != doc.Person || score < enough || r.empty(p) {
			continue
		}
		out = append(out, doc.Name{Span: p.Span, Kind: kind, Confidence: confidence(score)})
		end = p.End
	}
	return out
}

// spellings is the evidence that the pieces outside headlines give.
func (r *reader) spellings() *ballot {
	all := newBallot(len(r.pieces))
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.headline {
			continue
		}
		e := all.of(r.lower(p.Of(r.text)))
		if e.times == 0 {
			e.points = p.points
		}
		e.person = max(e.person, p.person)
		e.org = max(e.org, p.org)
		e.place = max(e.place, p.place)
		e.times++
		e.veto = e.veto || p.veto
	}
	return all
}

// shrink cuts a run of capitals in a headline down to the longest name in it
// that the body has too, "Donald Trump" in "Rip Donald Trump", and returns the
// evidence on that; nil where there is none.
func (r *reader) shrink(p *piece, all *ballot) *evidence {
	for n := p.last - p.first - 1; n > 0; n-- {
		for first := p.first; first+n <= p.last; first++ {
			span := corpus.Span{Start: r.toks[first].Start, End: r.toks[first+n-1].End}
			e := all.get(r.lower(span.Of(r.text)))
			if e == nil {
				continue
			}
			if _, score := e.best(); score < enough {
				continue
			}
			*p = piece{Span: span, first: first, last: first + n, headline: true, words: n, firstWord: first, lastWord: first + n - 1}
			return e
		}
	}
	return nil
}

// parts is what longer names tell of their first and last words.
func (r *reader) parts(all *ballot) *ballot {
	parts := newBallot(len(r.pieces))
	part := func(k int) *evidence { return parts.of(r.lower(r.word(k))) }
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.words < 2 || p.headline {
			continue
		}
		e := all.of(r.lower(p.Of(r.text)))
		switch kind, score := e.best(); {
		case score < enough:
		case kind == doc.Person:
			last := part(p.lastWord)
			last.person = max(last.person, score)
			if !p.titled || r.has(p.first, forename) {
				first := part(p.firstWord)
				first.person = max(first.person, strong)
			}
		case kind == doc.Organization:
			if r.has(p.lastWord, newspaper) {
				last := part(p.lastWord)
				last.org = max(last.org, firm)
			}
			if c := r.toks[p.first]; c.topo < 0 && c.class&(ordinary|cabinet|function|orgEnd|orgOf|title|rank|placeStart) == 0 && p.words < 5 {
				first := part(p.firstWord)
				first.org = max(first.org, firm)
			}
		}
	}
	return parts
}

// weigh is what speaks for a piece with what the article says of its spelling,
// nil where it stands in headlines only, and of its word in longer names.
func (r *reader) weigh(p *piece, whole *evidence, parts *ballot) points {
	sum := p.points
	if whole != nil {
		// The country stage has weighed who else has the name of a country.
		if !p.toponym || !p.headline && (!r.country(p.first) || p.titled) {
			sum.person = max(sum.person, whole.person)
		}
		sum.org, sum.place = max(sum.org, whole.org), max(sum.place, whole.place)
		if again := whole.times > 1; again && (!p.toponym && p.words > 1 || sum.person >= sign) {
			sum.person += hint
		}
	} else if p.headline && p.org < certain && (p.words < 2 || !p.titled && p.person < certain) {
		// Capitals of a headline name nothing that the body does not.
		sum = points{org: min(p.org, strong)}
	}
	if p.words != 1 {
		return sum
	}
	if h := parts.get(r.lower(r.word(p.lastWord))); h != nil {
		if h.person > 0 && (!p.toponym || p.person > -strong && h.person >= sure && p.place < sign && !r.country(p.first) && !r.demonym(p.first)) {
			sum.person = max(sum.person, 0) + h.person
		}
		sum.org += h.org
	}
	return sum
}

// empty reports whether a piece is a single word that alone names nothing:
// "Committee", "President".
func (r *reader) empty(p *piece) bool {
	if p.words != 1 || p.org >= firm {
		return false
	}
	t := r.toks[p.first]
	if t.class&newspaper != 0 {
		return p.first == 0 || !r.is(p.first-1, "the")
	}
	return t.class&function != 0 || t.class&(orgEnd|orgOf|title|cabinet|rank) != 0 && t.class&(forename|surname) == 0
}

// confidence turns points into a number that rises with them: 4 points are
// 0.6, 8 are 0.8, 20 are above 0.93.
func confidence(points int) float64 {
	return 1 - 1.6/float64(max(points, 1))
}
