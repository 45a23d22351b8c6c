package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
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

// candidate is a person that a pronoun may refer to.
type candidate struct {
	entity, points int
	last           int // mention
}

// pronoun finds the person that "he" or "she" is: the one with the most points
// for being near, being a subject and being a man or woman.
func (r *resolver) pronoun(i int) int {
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
	if either(d.Text, m) {
		return doc.None
	}
	inside := r.within[i]
	speaker := doc.None
	if inside != doc.None {
		if n := d.Quotes[inside].SpeakerMention; n >= 0 && n < len(d.Mentions) {
			speaker = d.Mentions[n].Entity
		}
	}
	var buf [8]candidate
	list := buf[:0]
	for k := i - 1; k >= 0 && i-k <= maxBack; k-- {
		c := &d.Mentions[k]
		back := m.Sentence - c.Sentence
		if back > window {
			break
		}
		if c.Kind != doc.Person || back < 0 || c.Span == m.Span || r.within[k] != doc.None && r.within[k] != inside {
			continue
		}
		if c.Entity == doc.None && (c.Form != doc.FormNominal || d.Text[c.Start]|0x20 != 't') {
			continue // "The minister said he": somebody, and not whoever came before
		}
		points := near[back]
		modifies := r.modifies(k)
		if !modifies && (r.leads(k) || r.speaks[k]) {
			points += subject
		}
		if modifies {
			points += owner
		}
		if c.Form == doc.FormPronoun {
			points += pronounToo
		}
		points += r.standing(c)
		if c.Entity != doc.None {
			e := &r.ents[c.Entity]
			if e.gender != gazetteer.Unknown && e.gender != gender || inside != doc.None && c.Entity == speaker {
				continue
			}
			if e.gender == gender {
				points += sameGender
			}
		}
		found := false
		for n := range list {
			if list[n].entity == c.Entity {
				found = true
				list[n].points = max(list[n].points, points) + again
			}
		}
		if !found && len(list) < cap(list) {
			list = append(list, candidate{c.Entity, points, k})
		}
	}
	if len(list) == 0 {
		return doc.None
	}
	best, second := 0, -100
	for n := 1; n < len(list); n++ {
		if list[n].points >= list[best].points { // the one named first
			best = n
		}
	}
	for n := range list {
		if n != best {
			second = max(second, list[n].points)
		}
	}
	b := list[best]
	if b.entity == doc.None || b.points < least || b.points-second < margin {
		return doc.None
	}
	m.Confidence = 0.55
	if b.points-second >= sure && inside == doc.None {
		m.Confidence = 0.8
		if e := &r.ents[b.entity]; e.gender == gazetteer.Unknown {
			e.gender = gender
		}
	}
	return b.entity
}

// What the best candidate must have, at least and more than the next.
const (
	least  = 12
	margin = 2
	sure   = 8
)

// either reports whether a pronoun is half of "he or she", which is nobody.
func either(text string, m *doc.Mention) bool {
	before, after := text[max(0, m.Start-8):m.Start], text[m.End:min(len(text), m.End+8)]
	return strings.HasPrefix(after, " or her") || strings.HasPrefix(after, " or she") || strings.HasPrefix(after, " or he") || strings.HasPrefix(after, " or his") ||
		strings.HasSuffix(before, "his or ") || strings.HasSuffix(before, "he or ") || strings.HasSuffix(before, "him or ") || strings.HasSuffix(before, "her or ")
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
	from := c.Start
	if !c.Title.Empty() && c.Title.Start < from {
		from = c.Title.Start
	}
	before := strings.TrimRight(text[max(0, from-12):from], " ")
	switch before[strings.LastIndexByte(before, ' ')+1:] {
	case "of", "with", "for", "by", "about", "to", "from", "on", "against", "between", "like", "than":
		return oblique
	}
	return 0
}
