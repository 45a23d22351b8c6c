package coref

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// window is how many sentences before its own a pronoun looks back.
const window = 3

// maxBack is how many mentions a pronoun looks back at.
const maxBack = 48

// Points of a mention that a pronoun may refer to. They were chosen on the
// treebank GUM's coreference, whose training part they suit best.
const (
	subject    = 8 // first person of its sentence, or speaker of a quote
	sameGender = 6
	owner      = -8 // "Brant's lawyer … he"
	oblique    = -5 // behind a preposition
	again      = 2  // for each further mention nearby
	pronounToo = 2  // a pronoun that was resolved
)

// near are the points by distance in sentences.
var near = [window + 1]int{30, 24, 14, 8}

// What the best candidate must have, at least and more than the next.
const (
	least  = 12
	margin = 2
	sure   = 8 // of which its gender is learned too
)

// How far a pronoun's person is trusted, from 0 to 1.
const (
	sureConfidence   = 0.8
	unsureConfidence = 0.55
)

// candidate is a person that a pronoun may refer to.
type candidate struct {
	entity int // or None: somebody who is not named
	points int
}

// pronoun finds the person that "he" or "she" is: the one with the most points
// for being near, being a subject and being a man or woman.
func (r *resolver) pronoun(i int) int {
	d := r.d
	m := &d.Mentions[i]
	gender := pronounGender(m.Of(d.Text))
	if gender == gazetteer.Unknown || either(d.Text, m) {
		return doc.None
	}
	var buf [maxCandidates]candidate
	best, lead := first(r.candidates(buf[:0], i, gender))
	if best.entity == doc.None || best.points < least || lead < margin {
		return doc.None
	}
	m.Confidence = unsureConfidence
	if lead >= sure && r.within[i] == doc.None {
		m.Confidence = sureConfidence
		if e := &r.ents[best.entity]; e.gender == gazetteer.Unknown {
			e.gender = gender
		}
	}
	return best.entity
}

func pronounGender(w string) gazetteer.Gender {
	switch {
	case word.Is(w, "he", "him", "his", "himself"):
		return gazetteer.Male
	case word.Is(w, "she", "her", "hers", "herself"):
		return gazetteer.Female
	}
	return gazetteer.Unknown
}

// maxCandidates is how many people are compared for one pronoun.
const maxCandidates = 8

// candidates appends the people that pronoun i may refer to, from the one
// named last to the one named first.
func (r *resolver) candidates(list []candidate, i int, gender gazetteer.Gender) []candidate {
	d := r.d
	m := &d.Mentions[i]
	inside := r.within[i]
	speaker := doc.None // who speaks calls himself "I"
	if inside != doc.None {
		if n := d.Quotes[inside].SpeakerMention; n >= 0 && n < len(d.Mentions) {
			speaker = d.Mentions[n].Entity
		}
	}
	for k := i - 1; k >= 0 && i-k <= maxBack && m.Sentence-d.Mentions[k].Sentence <= window; k-- {
		c := &d.Mentions[k]
		back := m.Sentence - c.Sentence
		if c.Kind != doc.Person || back < 0 || c.Span == m.Span || r.within[k] != doc.None && r.within[k] != inside {
			continue
		}
		points := near[back] + r.position(k)
		if c.Entity != doc.None {
			e := &r.ents[c.Entity]
			if e.gender != gazetteer.Unknown && e.gender != gender || inside != doc.None && c.Entity == speaker {
				continue
			}
			if e.gender == gender {
				points += sameGender
			}
		} else if c.Form != doc.FormNominal || d.Text[c.Start]|0x20 != 't' {
			continue // "The minister said he": somebody, and not whoever came before
		}
		n := slices.IndexFunc(list, func(x candidate) bool { return x.entity == c.Entity })
		if n >= 0 {
			list[n].points = max(list[n].points, points) + again
		} else if len(list) < maxCandidates {
			list = append(list, candidate{c.Entity, points})
		}
	}
	return list
}

// first is the candidate with the most points, the one named first where
// several have them, and how many more it has than the next; entity None where
// there is no candidate.
func first(list []candidate) (best candidate, lead int) {
	best = candidate{entity: doc.None}
	second := 0
	for n, c := range list {
		switch {
		case n == 0:
			best, second = c, -alone
		case c.points >= best.points:
			best, second = c, best.points
		default:
			second = max(second, c.points)
		}
	}
	return best, best.points - second
}

// alone is the lead of a candidate without a rival, beside its points.
const alone = 100

// position are the points for how and as what mention k stands in its sentence.
func (r *resolver) position(k int) int {
	points := r.standing(&r.d.Mentions[k])
	switch {
	case r.modifies(k):
		points += owner
	case r.leads(k) || r.speaks[k]:
		points += subject
	}
	if r.d.Mentions[k].Form == doc.FormPronoun {
		points += pronounToo
	}
	return points
}

// either reports whether a pronoun is half of "he or she", which is nobody.
func either(text string, m *doc.Mention) bool {
	after, first := strings.CutPrefix(text[m.End:], " or ")
	before, second := strings.CutSuffix(text[:m.Start], " or ")
	for _, w := range [...]string{"he", "she", "her", "his", "him"} {
		if first && strings.HasPrefix(after, w) || second && strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// leads reports whether mention k is the first of a person in its sentence,
// outside quotes.
func (r *resolver) leads(k int) bool {
	d := r.d
	for n := k - 1; n >= 0 && n > k-8 && d.Mentions[n].Sentence == d.Mentions[k].Sentence; n-- {
		if c := &d.Mentions[n]; c.Kind == doc.Person && r.within[n] == r.within[k] && c.Form != doc.FormPronoun && !r.modifies(n) && r.standing(c) != owner {
			return false
		}
	}
	return true
}

// modifies reports whether mention k belongs to the title of the person behind
// it: "Brant campaign spokesman Lou Hart".
func (r *resolver) modifies(k int) bool {
	c := &r.d.Mentions[k]
	if c.Form != doc.FormName || k+1 >= len(r.d.Mentions) {
		return false
	}
	n := &r.d.Mentions[k+1]
	if n.Kind != doc.Person || n.Title.Empty() || n.Title.Start <= c.End || n.Title.Start > n.Start || n.Title.Start-c.End > 24 {
		return false
	}
	for _, b := range []byte(r.d.Text[c.End:n.Title.Start]) {
		if b != ' ' && (b < 'a' || b > 'z') {
			return false
		}
	}
	return true
}

// standing are the points for how mention c stands in its sentence.
func (r *resolver) standing(c *doc.Mention) int {
	text := r.d.Text
	if rest := text[c.End:]; len(rest) > 1 && (rest[0] == '\'' || strings.HasPrefix(rest, "’")) {
		return owner
	}
	from := begin(text, c)
	before := strings.TrimRight(text[max(0, from-12):from], " ")
	switch before[strings.LastIndexByte(before, ' ')+1:] {
	case "of", "with", "for", "by", "about", "to", "from", "on", "against", "between", "like", "than":
		return oblique
	}
	return 0
}
