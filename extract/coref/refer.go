package coref

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

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
	r.quoted()
	orgs := r.organizationWords()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		switch m.Form {
		case doc.FormNominal:
			if m.Kind == doc.Person {
				if m.Entity = r.apposed(i); m.Entity == doc.None {
					m.Entity = r.role(i, named)
				}
			} else {
				m.Entity = r.body(i, orgs, named)
			}
		case doc.FormPronoun:
			m.Entity = r.pronoun(i)
		default:
			if m.Entity != doc.None {
				named[m.Entity] = true
			}
		}
	}
}

// apposed is the person whose name stands in apposition to a role: "The head
// of the board, Lou Hart, said".
func (r *resolver) apposed(i int) int {
	text := r.d.Text
	m := &r.d.Mentions[i]
	for k := i + 1; k < len(r.d.Mentions) && k < i+6; k++ {
		n := &r.d.Mentions[k]
		if n.Start-m.End > 100 || n.Sentence != m.Sentence {
			break
		}
		if n.Kind != doc.Person {
			continue
		}
		from := n.Start
		if !n.Title.Empty() && n.Title.Start < from {
			from = n.Title.Start
		}
		if n.Form != doc.FormName || from < m.End+2 || !strings.HasPrefix(text[n.End:], ",") {
			break
		}
		if between := text[m.End:from]; strings.HasSuffix(between, ", ") && strings.Count(between, ",") == 1 &&
			(len(between) == 2 || strings.HasPrefix(between, " of ") || strings.HasPrefix(between, " for ") || strings.HasPrefix(between, " in ")) {
			return n.Entity
		}
		break
	}
	return doc.None
}

// role finds the one person named before with the title of "the president".
func (r *resolver) role(i int, named []bool) int {
	m := &r.d.Mentions[i]
	words := strings.Fields(strings.ToLower(m.Of(r.d.Text)))
	if len(words) < 2 || words[0] != "the" {
		return doc.None
	}
	last := words[len(words)-1]
	if full, ok := sameRole[last]; ok {
		last = full
	}
	home := r.home(i)
	found, several := doc.None, false
	for _, e := range r.roles[last] {
		e = r.ents[e].into
		if e == found || !named[e] || !r.holds(e, words[1:len(words)-1], home, m) {
			continue
		}
		several = several || found != doc.None
		found = e
	}
	if !several || found == doc.None {
		return found
	}
	// Of two, the only one who was named just now.
	found = doc.None
	for k := i - 1; k >= 0 && i-k < 16 && m.Sentence-r.d.Mentions[k].Sentence <= 1; k-- {
		e := r.d.Mentions[k].Entity
		if e == doc.None || e == found || r.ents[e].Kind != doc.Person {
			continue
		}
		if !r.holds(e, words[1:len(words)-1], home, m) || !r.titled(e, last) {
			continue
		}
		if found != doc.None {
			return doc.None
		}
		found = e
	}
	return found
}

// sameRole are words for a role that titles say in another way.
var sameRole = map[string]string{"congressman": "representative", "congresswoman": "representative", "premier": "minister"}

// home is the country or demonym inside a role, in lower case: "kenyan" in
// "the Kenyan president"; "" none.
func (r *resolver) home(i int) string {
	m := &r.d.Mentions[i]
	for k := i + 1; k < len(r.d.Mentions) && r.d.Mentions[k].Start < m.End; k++ {
		if n := &r.d.Mentions[k]; n.Kind == doc.Country || n.Kind == doc.Place {
			return strings.ToLower(n.Of(r.d.Text))
		}
	}
	return ""
}

// titled reports whether one of a person's titles has the word, or stands for it.
func (r *resolver) titled(e int, role string) bool {
	for _, o := range r.roles[role] {
		if r.ents[o].into == e {
			return true
		}
	}
	return false
}

// holds reports whether a person's title has the words before the role in
// "the prime minister", whether it is of the same country, and whether "the
// minister" is not another's rank.
func (r *resolver) holds(e int, words []string, home string, m *doc.Mention) bool {
	if home != "" {
		stem := home[:min(len(home), 4)] // Kenya, Kenyan; Italy, Italian
		same := false
		for n, t := range r.ents[e].titles {
			same = same || containsFold(t, stem) || strings.Contains(r.ents[e].homes[n], stem)
		}
		if !same {
			return false
		}
	}
	plain := len(words) == 0
	for _, w := range words {
		if home != "" && strings.Contains(home, strings.Trim(w, ".,")) {
			continue
		}
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
	if plain || home != "" {
		for _, t := range r.ents[e].titles {
			l := strings.ToLower(t)
			if strings.HasPrefix(l, "vice ") || strings.HasPrefix(l, "former ") || strings.HasPrefix(l, "deputy ") || strings.HasPrefix(l, "ex-") {
				return slices.ContainsFunc(words, func(w string) bool { return w == "former" || w == "deputy" || w == "vice" })
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
func (r *resolver) body(i int, orgs map[string][]int, named []bool) int {
	m := &r.d.Mentions[i]
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
	if loose[w] {
		// Many names do not say that they are a party's or company's: it must
		// be the last one named.
		for k := i - 1; k >= 0 && m.Sentence-r.d.Mentions[k].Sentence <= window; k-- {
			if n := &r.d.Mentions[k]; n.Kind == doc.Organization && n.Entity != doc.None && n.Form != doc.FormEmbedded {
				if n.Entity == list[0] {
					return list[0]
				}
				return doc.None
			}
		}
		return doc.None
	}
	return list[0]
}

// loose are words for organizations whose names often do not have them.
var loose = map[string]bool{
	"party": true, "company": true, "group": true, "bank": true, "union": true, "organization": true, "organisation": true, "movement": true, "network": true,
	"coalition": true, "alliance": true, "front": true, "league": true, "federation": true, "association": true, "agency": true, "center": true, "centre": true,
	"institute": true, "foundation": true, "airline": true, "newspaper": true, "paper": true,
}

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

// quoted fills within, the quote that each mention stands in, and speaks,
// whether it is a quote's speaker.
func (r *resolver) quoted() {
	d := r.d
	r.within, r.speaks = make([]int, len(d.Mentions)), make([]bool, len(d.Mentions))
	for i := range r.within {
		r.within[i] = doc.None
	}
	for q := range d.Quotes {
		if n := d.Quotes[q].SpeakerMention; n >= 0 && n < len(r.speaks) {
			r.speaks[n] = true
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
