package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// points are what speaks for each kind of name: of a piece, of a spelling.
type points struct{ person, org, place int }

// The weights of what speaks for or against a kind, as negative numbers
// against. They were set by hand on the training part of the attribution and
// name corpora; only how they compare with each other and with enough matters.
const (
	hint    = 1 // tips the scale between two kinds
	sign    = 2 // two of them are enough
	strong  = 3 // enough with any hint
	enough  = 4 // makes a piece a name by itself
	firm    = 5 // … against a hint
	sure    = 6 // … against a sign
	certain = 8 // … against strong, and in headlines
)

// best is the kind with the most points; where two have as many, the person,
// then the organization.
func (p points) best() (doc.Kind, int) {
	switch {
	case p.person >= p.org && p.person >= p.place:
		return doc.Person, p.person
	case p.org >= p.place:
		return doc.Organization, p.org
	}
	return doc.Place, p.place
}

// tally counts the words of a piece by what they are.
type tally struct {
	words      int // all but particles
	ordinaries int // words of the language that are no names
	initials   int
	marks      int
	last       int // the last token before "Jr."
}

// count tallies toks[i:j], and adds the points of its marks and particles.
func (r *reader) count(p *piece, i, j int) tally {
	n := tally{last: j - 1}
	for n.last > i && r.has(n.last, suffix) {
		n.last--
		if r.toks[n.last].mark == ',' {
			n.last--
		}
		p.person += enough // "Jr."
	}
	for k := i; k <= n.last; k++ {
		t := &r.toks[k]
		switch {
		case t.mark != 0:
			n.marks++
			if t.mark == '&' {
				p.org += enough
			}
			if t.mark == 's' {
				p.person -= enough // "Women's Union"
			}
		case t.class&particle != 0 && !t.capital:
			p.person += hint
		default:
			n.words++
			if initials(r.word(k)) {
				n.initials++
			} else if t.class&(ordinary|cabinet|common) != 0 && t.class&(forename|surname) == 0 {
				n.ordinaries++
			}
		}
	}
	return n
}

// wordPoints adds the points of the words toks[i:j] themselves.
func (r *reader) wordPoints(p *piece, i, j int) {
	n := r.count(p, i, j)
	f, l := &r.toks[i], &r.toks[n.last]
	single := n.words == 1 && n.marks == 0
	switch {
	case l.class&thoroughfare != 0 && !single && !p.titled && (n.words > 2 || i > 0 && (r.toks[i-1].shape == word.Number || r.is(i-1, "on", "along", "at"))):
		p.place += firm
		p.person -= sure // "Martin Luther King Way", "Judy Road"
	case l.class&surname != 0 && n.words == 2 && f.class&(forename|nameWord) == forename && f.topo < 0:
		// "Judy Law", "Vernon Hill"
	case l.class&eventEnd != 0 && !single, f.class&eventStart != 0 && !single:
		p.person -= sure
		p.org -= sure
	case l.class&placeEnd != 0 && !single, f.class&placeStart != 0 && !single && f.class&forename == 0:
		p.place += firm
		p.person -= strong
	}
	if p.titled {
		p.person += sure
	}
	p.person += forenamePoints(f, single)
	if !single || f.class&forename == 0 {
		p.person += surnamePoints(l, single)
	}
	switch {
	case n.initials > 0 && n.words > n.initials:
		p.person += strong
	case n.initials > 0:
		p.person -= sure // nothing but letters: "A-", "B."
	}
	if n.marks > 0 && l.mark == 0 && r.toks[n.last-1].mark == '-' && r.demonym(n.last) {
		p.person -= sure // "African-American"
	}
	p.person -= strong * n.ordinaries
	if !single && n.words <= 3 && n.ordinaries == 0 {
		p.person += sign
		if !f.initial {
			p.person += sign
		}
		if l.class&famous != 0 {
			p.person += sign
		}
	}
	if n.words > 4 {
		p.person -= sign
	}
	if !single && l.shape == word.AllCaps && f.shape == word.Capitalized && !r.upper && !initials(r.word(n.last)) {
		p.person -= firm // "Channel NTV"
	}
	if n.words > 2 && n.ordinaries > 0 && r.shouted(i, j) {
		p.person -= certain // "LOU HART RUNNING": the begin of a line in capitals
	}
	if single {
		r.singlePoints(p, i)
	}
}

// shouted reports whether toks[i:j] are all in capitals.
func (r *reader) shouted(i, j int) bool {
	for k := i; k < j; k++ {
		if t := &r.toks[k]; t.mark == 0 && t.shape != word.AllCaps && !initials(r.word(k)) {
			return false
		}
	}
	return true
}

// forenamePoints are those of the first word of a piece; single: it is the
// only one. They are more than a surname's, which places and firms have too.
func forenamePoints(t *tok, single bool) int {
	switch {
	case t.class&forename == 0:
		return 0
	case t.class&nameWord != 0:
		return hint
	case single:
		return sign
	}
	return enough
}

// surnamePoints are those of the last word of a piece.
func surnamePoints(t *tok, single bool) int {
	switch {
	case t.class&surname == 0 || single && t.class&nameWord != 0:
		return 0
	case single || t.class&nameWord != 0:
		return hint
	}
	return sign
}

// singlePoints adds the points of the only word of a piece, token i. With
// nothing around it a name needs a shape or list that few other words have.
func (r *reader) singlePoints(p *piece, i int) {
	t, w := &r.toks[i], r.word(i)
	inside := !t.initial && t.shape == word.Capitalized // its capital is its own
	switch {
	case t.class&famous != 0 && t.shape != word.AllCaps:
		p.person += firm
	case inside && t.class&(surname|nameWord) == surname:
		p.person += sign
	case inside && t.class == 0 && len(w) > 3:
		p.person += sign // no word that is known
	case t.initial && t.class&(surname|forename) != 0 && t.class&(nameWord|ordinary) == 0 && i+1 < r.end && r.toks[i+1].shape == word.Lower && !r.has(i+1, function):
		p.person += strong
	}
	switch {
	case strings.ContainsAny(w, "0123456789"):
		p.person -= sure
	case t.shape == word.AllCaps && t.class&(acronym|common) == 0 && len(w) >= 2 && len(w) <= 6 && !initials(w) && !r.upper:
		p.org += enough
		p.person -= strong
	case t.shape == word.AllCaps && len(w) > 3 && initials(w): // "U.N."
		p.org += strong
	case inner(w):
		p.org += strong
	}
	if t.class&postal != 0 && t.shape == word.AllCaps {
		p.org -= hint // an organization only with more than its shape
	}
	if t.class&acronym != 0 && t.shape == word.AllCaps {
		p.org -= certain
		p.person -= certain
	}
	if t.class&(ordinary|function|calendar|eventEnd) != 0 && t.class&(forename|surname) == 0 {
		p.person -= enough
		p.place -= enough
	}
	if t.class&ordinary != 0 {
		p.person -= sign
		p.org -= sign
		p.place -= sign
	}
	if t.class&title != 0 {
		p.person -= strong
	}
	if t.initial { // any word has a capital there
		p.person -= hint
		p.org -= hint
		p.place -= hint
	}
}

// inner reports whether a capital follows a lower-case letter, as in
// "BuzzFeed" but not "McCain" or "MacDougall".
func inner(w string) bool {
	for _, prefix := range [...]string{"Mc", "Mac", "De", "Di", "Le", "La", "O'", "O’", "D'", "D’", "Van", "Fitz"} {
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
	r.before(p)
	r.behind(p)
	if p.toponym && !p.titled {
		p.person = min(p.person, 0) // only a longer name makes it a person
	}
}

// before adds the points of the word in front of a piece, and its veto.
func (r *reader) before(p *piece) {
	s := p.first
	for s > 0 && r.toks[s-1].mark == '"' {
		s--
	}
	if s == 0 {
		return
	}
	l := &r.toks[s-1]
	if !r.toks[p.first].initial || s == p.first && l.mark == 0 {
		lower := l.mark == 0 && l.shape == word.Lower
		switch {
		case lower && l.class&(title|relation|honorific) != 0 && l.class&ordinary == 0,
			lower && l.class&(title|relation) != 0 && !r.is(s-1, "chief", "state", "king", "general"):
			p.person += enough
		case l.mark == ',' && s > 1 && r.toks[s-2].class&(title|relation) != 0 && r.toks[s-2].shape == word.Lower:
			p.person += strong // "the spokesman, Lou Hart"
		case r.is(s-1, "in", "near", "at", "outside", "across"):
			p.place += strong
			p.person -= sign
		case r.is(s-1, "from", "to", "around", "of"):
			p.place += hint
			if p.toponym {
				p.place += hint
			}
		case r.is(s-1, "the", "a", "an"):
			p.org += hint
			p.place -= hint
			compound := p.last < r.end && r.toks[p.last].mark == '-' && r.adjacent(p.last-1) // "an Obama-era rule"
			if !compound && (p.toponym || !p.titled) {
				p.person -= enough
			}
		case l.class&say != 0 && l.shape == word.Lower:
			p.person += hint
			p.org += hint
		}
	}
	if l.mark == '(' && s > 1 {
		if r.has(p.first, postal) && p.words == 1 && r.toks[s-2].capital {
			p.org += sign // "New Democracy (ND)"
		}
		p.veto = r.isEvent(s-2) || // "Affordable Care Act (ACA)"
			p.last+1 < r.end && r.toks[p.last].mark == ')' && r.isEvent(p.last+1) || // "Targeted Assistance (TA) program"
			p.words == 1 && r.abbreviates(p.first, s-2) // "electric multiple units (EMU)"
	}
	if p.words == 1 && r.has(p.first, platform) && r.is(s-1, "on", "via", "to") {
		p.org -= certain
	}
}

// isEvent reports whether token i ends the name of what is no entity, and of
// no organization.
func (r *reader) isEvent(i int) bool {
	return r.has(i, eventEnd) && r.toks[i].class&orgEnd == 0
}

// behind adds the points of the words after a piece.
func (r *reader) behind(p *piece) {
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
		p.org -= sure // "RX-7"
	case t.class&say != 0 && t.shape == word.Lower:
		p.person += sign
		p.org += sign
	case t.mark == 's' && next(1).capital && next(1).class&eventEnd != 0:
		p.person -= sure // "Valentine's Day", "Murphy's Law"
	case t.mark == 's':
		p.person += hint
	case t.mark == 0 && t.shape == word.Lower && t.class&title != 0 && t.class&ordinary == 0:
		p.org += sign // "NTV reporter"
		p.person -= hint
	case t.mark == ',' || t.mark == '(':
		n := next(1)
		switch {
		case n.shape == word.Number && n.Len() <= 3 && next(2).mark != 0:
			p.person += enough // an age
		case n.mark == 0 && n.topo >= 0 && t.mark == ',' && n.class&forename == 0:
			p.place += sign // "Kisumu, Kenya"
		case r.is(e+1, "who", "whose", "whom"):
			p.person += strong
		case n.Len() <= 2 && n.capital && next(2).mark == '-': // "D-Mass."
			p.person += firm
		case r.apposition(e + 1):
			p.person += strong
		}
	case r.is(e, "who", "whose"):
		p.person += strong
	}
}

// apposition reports whether a role follows from token i on, before a comma or
// verb: "a 29-year-old mother".
func (r *reader) apposition(i int) bool {
	for m := i; m < i+9 && m < r.end; m++ {
		t := &r.toks[m]
		if t.mark == ',' || t.class&say != 0 && t.class&title == 0 {
			return false
		}
		if t.class&(title|relation) != 0 && (t.shape == word.Lower || m == i) {
			return true
		}
	}
	return false
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
