package coref

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

const (
	pronounWindow = 8  // sentences that a pronoun looks back
	pronounBack   = 64 // mentions that a pronoun looks back at
	maxCandidates = 8  // people that are compared for one pronoun
)

// Candidate is somebody whom a pronoun may mean.
type Candidate struct {
	Entity   int      // internal number of the entity, or doc.None: somebody who is not named
	Features []uint16 // what speaks for and against, see features.go

	nearest int  // the last mention, or -1: nobody that was spoken of
	nearby  int  // mentions within the window
	subject int  // sentences back to where it was a subject, or pronounWindow
	said    bool // it was the speaker of a quote
	last    bool // of the one before
}

// candidates appends those whom pronoun i may mean, from the one spoken of
// last to the one spoken of first; the last of all is nobody.
func (r *resolver) candidates(list []Candidate, i int, gender gazetteer.Gender) []Candidate {
	d := r.d
	m := &d.Mentions[i]
	inside := r.within[i]
	speaker := doc.None // who speaks calls himself "I"
	if inside != doc.None {
		if n := d.Quotes[inside].SpeakerMention; n >= 0 && n < len(d.Mentions) {
			speaker = d.Mentions[n].Entity
		}
	}
	people := 0
	for k := i - 1; k >= 0 && i-k <= pronounBack; k-- {
		c := &d.Mentions[k]
		back := r.back(k, i)
		if back > pronounWindow {
			break
		}
		if c.Kind != doc.Person || back < 0 || c.End > m.Start || r.outside(k) && !r.outside(i) || r.within[k] != doc.None && r.within[k] != inside {
			continue
		}
		if c.Entity != doc.None {
			if g := r.ents[c.Entity].gender; g != gazetteer.Unknown && g != gender || inside != doc.None && c.Entity == speaker {
				continue
			}
		} else if c.Form != doc.FormNominal || opposite(titleGender(c.Of(d.Text)), gender) || back > 2 {
			continue
		}
		n := -1
		if c.Entity != doc.None {
			n = slices.IndexFunc(list, func(x Candidate) bool { return x.Entity == c.Entity })
		}
		if n < 0 {
			if len(list) == maxCandidates {
				continue
			}
			n = len(list)
			list = append(list, Candidate{Entity: c.Entity, Features: r.features(n), nearest: k, subject: pronounWindow})
			if c.Entity != doc.None {
				people++
			}
		}
		x := &list[n]
		x.nearby++
		x.said = x.said || r.speaks[k]
		x.last = x.last || k == r.spoke
		if r.standing(k) == subject {
			x.subject = min(x.subject, back)
		}
	}
	list = append(list, Candidate{Entity: doc.None, Features: r.features(len(list)), nearest: -1})
	r.describe(list, i, people)
	return list
}

// outside reports whether mention k stands in a sentence that tells nothing of
// what the article is about: its author's name, furniture of the site.
func (r *resolver) outside(k int) bool {
	role := r.d.Sentences[r.d.Mentions[k].Sentence].Role
	return role == doc.Byline || role == doc.Boilerplate
}

func opposite(a, b gazetteer.Gender) bool {
	return a != gazetteer.Unknown && b != gazetteer.Unknown && a != b
}

// features is room for the features of candidate n, kept from pronoun to
// pronoun.
func (r *resolver) features(n int) []uint16 {
	for len(r.room) <= n {
		r.room = append(r.room, make([]uint16, 0, 16))
	}
	return r.room[n][:0]
}

// describe fills the features of the candidates for pronoun i; people is how
// many of them have a name.
func (r *resolver) describe(list []Candidate, i, people int) {
	d := r.d
	m := &d.Mentions[i]
	use := r.use(m)
	most := 0 // times that one of them is named in the article
	for n := range list {
		if e := list[n].Entity; e != doc.None {
			most = max(most, r.ents[e].mentions)
		}
	}
	initial := r.initial(i)
	base := 0
	if r.speaks[i] {
		base = each
	}
	add := func(f *[]uint16, g group, value int) {
		*f = append(*f, uint16(base+groups[g].first+value))
	}
	for n := range list {
		x := &list[n]
		f := &x.Features
		if x.nearest < 0 {
			add(f, nobody, min(people, 3))
			add(f, nobodyUse, int(use)*2+bit(r.within[i] != doc.None))
			add(f, nobodyInitial, bit(initial))
			add(f, nobodyIndefinite, r.indefinite(i))
			add(f, nobodySpoke, bit(r.spoke != doc.None && d.Mentions[r.spoke].Entity == doc.None))
			continue
		}
		c := &d.Mentions[x.nearest]
		back := r.back(x.nearest, i)
		stands := r.standing(x.nearest)
		add(f, distance, min(back, 4)*int(standings)+int(stands))
		add(f, order, min(n, 3))
		add(f, parallel, int(use)*2*int(standings)+min(back, 1)*int(standings)+int(stands))
		if back == 0 {
			add(f, clause, int(use)*2+bit(barrier(d.Text[c.End:m.Start])))
		} else {
			add(f, begins, min(back, 3)*2+bit(initial))
		}
		add(f, lastSubject, min(x.subject, 4))
		add(f, nearbyCount, min(x.nearby, 4)-1)
		add(f, paragraph, bit(d.Sentences[m.Sentence].Paragraph != d.Sentences[c.Sentence].Paragraph)*2+bit(back > 0))
		add(f, talk, r.talk(i, x))
		if r.within[i] != doc.None {
			add(f, quoted, bit(r.within[x.nearest] == doc.None))
		}
		add(f, lastForm, formOf(c, d.Text)*2+bit(back > 0))
		if x.Entity == doc.None {
			continue
		}
		e := &r.ents[x.Entity]
		add(f, knownGender, bit(e.gender == gazetteer.Unknown))
		add(f, rivals, min(people, 4)-1)
		add(f, frequency, min(e.seen, 6)-1)
		add(f, weight, share(e.mentions, most))
		add(f, fullName, bit(len(e.words) < 2))
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// share is how often a person is named in the article, beside the one of the
// candidates who is named most: 0 a sixth or less, 4 as often.
func share(n, most int) int {
	switch {
	case n == most:
		return 4
	case n*3 >= most*2:
		return 3
	case n*3 >= most:
		return 2
	case n*6 > most:
		return 1
	}
	return 0
}

// use is how a pronoun itself stands.
type use uint8

// The uses.
const (
	asSubject use = iota
	asOwner
	asObject
	asSelf
	uses
)

// use is told by the word's form; "her" by what follows.
func (r *resolver) use(m *doc.Mention) use {
	w := m.Of(r.d.Text)
	switch {
	case word.Is(w, "he", "she"):
		return asSubject
	case word.Is(w, "him"):
		return asObject
	case word.Is(w, "himself", "herself"):
		return asSelf
	case word.Is(w, "her"):
		rest := r.d.Text[m.End:]
		if len(rest) < 2 || rest[0] != ' ' || !letter(rest[1]) {
			return asObject
		}
		next, _, _ := strings.Cut(rest[1:], " ")
		if behindObject[strings.ToLower(strings.Trim(next, ".,"))] {
			return asObject
		}
	}
	return asOwner
}

// behindObject are words that follow the object "her" and no possessive.
var behindObject = word.Set("to in on at for with from and or but as that about of by because when while after before into over who if out up down not a an the")

func letter(b byte) bool { return (b|0x20) >= 'a' && (b|0x20) <= 'z' }

// initial reports whether pronoun i begins its sentence.
func (r *resolver) initial(i int) bool {
	m := &r.d.Mentions[i]
	return m.Start-r.d.Sentences[m.Sentence].Start <= 1
}

// barrier reports whether a clause ends in what stands between two mentions.
func barrier(between string) bool {
	if strings.ContainsAny(between, ",;:\"“”—") {
		return true
	}
	for w := range strings.FieldsSeq(between) {
		if clauseWords[w] {
			return true
		}
	}
	return false
}

var clauseWords = word.Set(`that which who whom whose when where while after before because if but and or as since until though although
	said says told whether how why what so than –`)

// indefinite is 1 where somebody new was spoken of in the sentence before
// pronoun i ("a farmer said he"), 2 where it was nobody in particular ("anyone
// who says he"), else 0.
func (r *resolver) indefinite(i int) int {
	m := &r.d.Mentions[i]
	s := &r.d.Sentences[m.Sentence]
	before := r.d.Text[max(min(s.Start, m.Start), m.Start-200):m.Start]
	found := 0
	for w := range strings.FieldsSeq(before) {
		switch {
		case word.Is(w, "anyone", "everyone", "someone", "somebody", "nobody", "anybody", "everybody", "whoever", "each", "every"):
			return 2
		case word.Is(w, "a", "an", "another", "one"):
			found = 1
		}
	}
	return found
}

// talk is 0 for somebody who spoke in no quote before, 1 who spoke in one, 2 in
// the last; 3 more where the pronoun is quoted.
func (r *resolver) talk(i int, x *Candidate) int {
	return bit(x.said) + bit(x.last) + 3*bit(r.within[i] != doc.None)
}

// formOf is 0 for a name, 1 for a pronoun, 2 for "the minister", 3 for "his
// lawyer".
func formOf(c *doc.Mention, text string) int {
	switch {
	case c.Form == doc.FormPronoun:
		return 1
	case c.Form != doc.FormNominal:
		return 0
	case text[c.Start]|0x20 == 't':
		return 2
	}
	return 3
}

// Speaks reports whether the candidates are for a pronoun that speaks.
func Speaks(list []Candidate) bool { return int(list[0].Features[0]) >= each }
