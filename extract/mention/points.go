package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/internal/word"
)

// points are those of the words themselves.
func (r *reader) points(p *piece, i, j int) {
	words, ordinaries, inits, marks := 0, 0, 0, 0
	last := j - 1
	for last > i && r.has(last, suffix) {
		last--
		if r.toks[last].mark == ',' {
			last--
		}
		p.person += 4
	}
	for k := i; k <= last; k++ {
		t := &r.toks[k]
		switch {
		case t.mark != 0:
			marks++
			if t.mark == '&' {
				p.org += 4
			}
			if t.mark == 's' {
				p.person -= 4
			}
		case t.class&particle != 0 && !t.capital:
			p.person++
		default:
			words++
			if initials(r.word(k)) {
				inits++
			} else if t.class&(ordinary|cabinet|common) != 0 && t.class&(forename|surname) == 0 {
				ordinaries++
			}
		}
	}
	f, l := &r.toks[i], &r.toks[last]
	single := words == 1 && marks == 0
	switch {
	case l.class&surname != 0 && words == 2 && f.class&(forename|nameWord) == forename && f.topo < 0:
		// "Judy Law", "Vernon Hill"
	case l.class&eventEnd != 0 && !single, f.class&eventStart != 0 && !single:
		p.person -= 6
		p.org -= 6
	case l.class&placeEnd != 0 && !single, f.class&placeStart != 0 && !single && f.class&forename == 0:
		p.place += 5
		p.person -= 3
	}
	if p.titled {
		p.person += 6
	}
	switch {
	case f.class&forename == 0:
	case f.class&nameWord != 0:
		p.person++
	case single:
		p.person += 2
	default:
		p.person += 4
	}
	switch {
	case l.class&surname == 0 || single && f.class&forename != 0:
	case l.class&nameWord != 0:
		if !single {
			p.person++
		}
	case single:
		p.person++
	default:
		p.person += 2
	}
	switch {
	case inits > 0 && words > inits:
		p.person += 3
	case inits > 0:
		p.person -= 6 // nothing but letters: "A-", "B."
	}
	if marks > 0 && r.toks[last].mark == 0 && r.toks[last-1].mark == '-' && r.demonym(last) {
		p.person -= 6 // "African-American"
	}
	p.person -= 3 * ordinaries
	if !single && words <= 3 && ordinaries == 0 {
		p.person += 2
		if !f.initial {
			p.person += 2
		}
		if l.class&famous != 0 {
			p.person += 2
		}
	}
	if words > 4 {
		p.person -= 2
	}
	if !single && l.shape == word.AllCaps && f.shape == word.Capitalized && !r.upper && !initials(r.word(last)) {
		p.person -= 5
	}
	w := r.word(i)
	if single {
		switch {
		case f.class&famous != 0 && f.shape != word.AllCaps:
			p.person += 5
		case !f.initial && f.shape == word.Capitalized && f.class&(surname|nameWord) == surname:
			p.person += 2
		case !f.initial && f.shape == word.Capitalized && f.class == 0 && len(w) > 3:
			p.person += 2
		case f.initial && f.class&(surname|forename) != 0 && f.class&(nameWord|ordinary) == 0 && i+1 < r.end && r.toks[i+1].shape == word.Lower && !r.has(i+1, function):
			p.person += 3
		}
		switch {
		case strings.ContainsAny(w, "0123456789"):
			p.person -= 6
		case f.shape == word.AllCaps && f.class&(acronym|common) == 0 && len(w) >= 2 && len(w) <= 6 && !initials(w) && !r.upper:
			p.org += 4
			p.person -= 3
		case f.shape == word.AllCaps && len(w) > 3 && initials(w):
			p.org += 3
		case inner(w):
			p.org += 3
		}
		if f.class&acronym != 0 && f.shape == word.AllCaps {
			p.org -= 8
			p.person -= 8
		}
		if f.class&(ordinary|function|calendar|eventEnd) != 0 && f.class&(forename|surname) == 0 {
			p.person -= 4
			p.place -= 4
		}
		if f.class&ordinary != 0 {
			p.person -= 2
			p.org -= 2
			p.place -= 2
		}
		if f.class&title != 0 {
			p.person -= 3
		}
	}
	if f.initial && single {
		p.person--
		p.place--
		p.org--
	}
}

// inner reports whether a capital follows a lower-case letter, as in
// "BuzzFeed" but not "McCain" or "MacDougall".
func inner(w string) bool {
	for _, prefix := range []string{"Mc", "Mac", "De", "Di", "Le", "La", "O'", "O’", "D'", "D’", "Van", "Fitz"} {
		if strings.HasPrefix(w, prefix) {
			return false
		}
	}
	for i := 1; i < len(w); i++ {
		if 'A' <= w[i] && w[i] <= 'Z' && 'a' <= w[i-1] && w[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// context adds the points that the words around a piece give it.
func (r *reader) context(p *piece) {
	s := p.first
	for s > 0 && r.toks[s-1].mark == '"' {
		s--
	}
	if s > 0 && !r.toks[p.first].initial || s > 0 && s == p.first && r.toks[s-1].mark == 0 {
		l := &r.toks[s-1]
		switch {
		case l.mark == 0 && l.shape == word.Lower && l.class&(title|relation|honorific) != 0 && l.class&ordinary == 0,
			l.mark == 0 && l.shape == word.Lower && l.class&(title|relation) != 0 && !r.is(s-1, "chief", "state", "king", "general"):
			p.person += 4
		case l.mark == ',' && s > 1 && r.toks[s-2].class&(title|relation) != 0 && r.toks[s-2].shape == word.Lower:
			p.person += 3
		case r.is(s-1, "in", "near", "at", "outside", "across"):
			p.place += 3
			p.person -= 2
		case r.is(s-1, "from", "to", "around", "of"):
			p.place++
			if p.toponym {
				p.place++
			}
		case r.is(s-1, "the", "a", "an"):
			p.org++
			p.place--
			if p.last < r.end && r.toks[p.last].mark == '-' && r.adjacent(p.last-1) {
				break // "an Obama-era rule"
			}
			if p.toponym || !p.titled {
				p.person -= 4
			}
		case l.class&say != 0 && l.shape == word.Lower:
			p.person++
			p.org++
		}
	}
	if s > 1 && r.toks[s-1].mark == '(' && (r.has(s-2, eventEnd) && r.toks[s-2].class&orgEnd == 0 ||
		p.last+1 < r.end && r.toks[p.last].mark == ')' && r.has(p.last+1, eventEnd) && r.toks[p.last+1].class&orgEnd == 0) {
		p.veto = true // "Affordable Care Act (ACA)", "Targeted Assistance (TA) program"
	}
	if s > 1 && r.toks[s-1].mark == '(' && p.words == 1 && r.abbreviates(p.first, s-2) {
		p.veto = true // "electric multiple units (EMU)"
	}
	if p.words == 1 && s > 0 && r.has(p.first, platform) && r.is(s-1, "on", "via", "to") {
		p.org -= 8
	}
	e := p.last
	if e >= r.end {
		return
	}
	t := &r.toks[e]
	next := func(n int) *tok {
		if e+n < r.end {
			return &r.toks[e+n]
		}
		return &tok{topo: -1}
	}
	switch {
	case t.mark == '-' && r.adjacent(p.last-1) && r.adjacent(e) && next(1).shape == word.Number:
		p.org -= 6 // "RX-7"
	case t.class&say != 0 && t.shape == word.Lower:
		p.person += 2
		p.org += 2
	case t.mark == 's' && next(1).capital && next(1).class&eventEnd != 0:
		p.person -= 6 // "Valentine's Day", "Murphy's Law"
	case t.mark == 's':
		p.person++
	case t.mark == 0 && t.shape == word.Lower && t.class&title != 0 && t.class&ordinary == 0:
		p.org += 2
		p.person--
	case t.mark == ',' || t.mark == '(':
		n := next(1)
		switch {
		case n.shape == word.Number && n.Len() <= 3 && next(2).mark != 0:
			p.person += 4
		case n.mark == 0 && n.topo >= 0 && t.mark == ',' && n.class&forename == 0:
			p.place += 2
		case r.is(e+1, "who", "whose", "whom"):
			p.person += 3
		case n.Len() <= 2 && n.capital && next(2).mark == '-' && t.mark != 0: // "D-Mass."
			p.person += 5
		default:
			for m := e + 1; m < e+10 && m < r.end; m++ { // "a 29-year-old mother"
				if r.toks[m].mark == ',' || r.toks[m].class&say != 0 && r.toks[m].class&title == 0 {
					break
				}
				if r.toks[m].class&(title|relation) != 0 && (r.toks[m].shape == word.Lower || m == e+1) {
					p.person += 3
					break
				}
			}
		}
	case r.is(e, "who", "whose"):
		p.person += 3
	}
	if p.toponym && !p.titled {
		p.person = min(p.person, 0) // only a longer name makes it a person
	}
}

// abbreviates reports whether token i is made of the first letters of the
// lower-case words up to token k.
func (r *reader) abbreviates(i, k int) bool {
	w := r.word(i)
	if r.toks[i].shape != word.AllCaps || len(w) < 2 || len(w) > 6 {
		return false
	}
	for n := len(w) - 1; n >= 0; n-- {
		if k >= 0 && r.toks[k].mark == '-' {
			k--
		}
		if k < 0 || r.toks[k].shape != word.Lower || r.word(k)[0] != w[n]+'a'-'A' {
			return false
		}
		k--
	}
	return true
}
