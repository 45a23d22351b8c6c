package coref

import (
	"cmp"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// listed gives entities the ids that the user's list has for their mentions.
// Two mentions of one id are one entity, and two ids never are, whatever the
// names alone said.
func (r *resolver) listed() {
	r.external = map[string]int{}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Entity == doc.None {
			continue
		}
		m.Entity = r.ents[m.Entity].into
		id, name := r.listing(i)
		if id == "" {
			continue
		}
		e := m.Entity
		r.lowered(e, squeeze(m.Of(r.d.Text)))
		free := r.ents[e].ExternalID == "" && (m.Kind != doc.Person || r.may(e, name))
		home, ok := r.external[id]
		switch {
		case ok && home == e:
		case ok && free:
			r.join(e, home)
		case ok:
			r.move(i, home)
		case free:
			r.ents[e].ExternalID = id
			r.external[id] = e
		default:
			r.move(i, r.enlist(i, id, squeeze(m.Of(r.d.Text))))
		}
	}
	r.listedSurnames()
	for i := range r.d.Mentions {
		if m := &r.d.Mentions[i]; m.Entity != doc.None {
			m.Entity = r.ents[m.Entity].into
		}
	}
}

// listedSurnames joins a surname, whose full name the article never gives,
// with the person of the list who is there by an alias or office: "Hart" where
// "the prime minister" is Lou Hart.
func (r *resolver) listedSurnames() {
	ids := map[string]string{} // by surname; "" where it is that of several
	each := func(f func(id, surname string)) {
		for i := range r.d.Mentions {
			if r.d.Mentions[i].Kind != doc.Person {
				continue
			}
			if id, name := r.listing(i); id != "" {
				if words := nameWords(r.fold(name)); len(words) > 1 {
					f(id, words[len(words)-1])
				}
			}
		}
	}
	each(func(id, surname string) {
		if other, ok := ids[surname]; ok && other != id {
			id = ""
		}
		ids[surname] = id
	})
	each(func(id, surname string) {
		if ids[surname] != id {
			return
		}
		for _, e := range latest(r.last[surname]) {
			ent := &r.ents[e]
			if ent.into != e || len(ent.words) != 1 || ent.ExternalID != "" {
				continue
			}
			if home, ok := r.external[id]; ok {
				r.join(e, home)
			} else {
				ent.ExternalID = id
				r.external[id] = e
			}
			return
		}
	})
}

// enlist makes the entity of an id, for mention i.
func (r *resolver) enlist(i int, id, name string) int {
	m := &r.d.Mentions[i]
	var e int
	if m.Kind == doc.Country && m.Country != "" {
		e = r.country(i, name) // the article may have it already
	} else {
		e = r.add(m.Kind, name, r.fold(name), i)
		r.ents[e].words = nameWords(r.ents[e].key)
		r.ents[e].Country = m.Country
	}
	r.ents[e].ExternalID = id
	r.external[id] = e
	return e
}

// lowered makes text the name of e where that is the same in capitals, as
// headlines write it.
func (r *resolver) lowered(e int, text string) {
	ent := &r.ents[e]
	if ent.Name != text && strings.Contains(text, " ") && strings.ToUpper(ent.Name) == ent.Name && strings.ToUpper(text) == ent.Name {
		ent.Name = text
	}
}

// listing is the id and name that the user's list has for mention i, "" none.
func (r *resolver) listing(i int) (id, name string) {
	m := &r.d.Mentions[i]
	if m.Toponym != doc.None && m.Kind == doc.Country {
		if t := &r.d.Toponyms[m.Toponym]; t.ExternalID != "" {
			return t.ExternalID, t.Name
		}
	}
	l := r.d.ListedAt(m.Span)
	if l == nil || (l.Form == doc.FormNominal) != (m.Form == doc.FormNominal) || where(l.Kind) != where(m.Kind) {
		return "", ""
	}
	return l.ID, l.Name
}

// where takes countries for places: the list and the article may differ on
// which of the two Scotland is.
func where(k doc.Kind) doc.Kind {
	if k == doc.Country {
		return doc.Place
	}
	return k
}

// may reports whether a person can be the one of the list's name: not
// "Victoria Hart" for "Lou Hart", of whom the list has "Hart" as an alias.
func (r *resolver) may(e int, name string) bool {
	ent, words := &r.ents[e], nameWords(r.fold(name))
	switch {
	case len(words) < 2 || len(ent.words) == 0:
		return true
	case len(ent.words) == 1:
		return true
	}
	return ent.words[len(ent.words)-1] == words[len(words)-1] && r.compatible(ent, words, ent.gender) ||
		slices.Equal(ent.words, words)
}

// join makes e part of another entity.
func (r *resolver) join(e, to int) {
	from, ent := &r.ents[e], &r.ents[to]
	from.into = to
	ent.mentions += from.mentions
	ent.recent = max(ent.recent, from.recent)
	ent.titles = append(ent.titles, from.titles...)
	ent.homes = append(ent.homes, from.homes...)
	ent.Country = cmp.Or(ent.Country, from.Country)
	ent.gender = cmp.Or(ent.gender, from.gender)
	if ent.Toponym == doc.None {
		ent.Toponym = from.Toponym
	}
	if len(from.words) > len(ent.words) {
		ent.Name, ent.words, ent.key = from.Name, from.words, from.key
	}
	r.d.Mentions[ent.recent].Entity = to
}

// move takes mention i out of its entity and gives it to another.
func (r *resolver) move(i, to int) {
	m := &r.d.Mentions[i]
	r.ents[m.Entity].mentions--
	m.Entity = to
	r.ents[to].mentions++
	r.ents[to].recent = max(r.ents[to].recent, i)
	if m.Kind == doc.Person {
		r.title(to, i, titleGender(m.Title.Of(r.d.Text)))
	}
}

// listedRole is the entity of the role i: found, which the article itself
// tells, else the one that the list names.
func (r *resolver) listedRole(i, found int) int {
	id, name := r.listing(i)
	if id == "" {
		return found
	}
	home, known := r.external[id]
	if !known {
		home = doc.None
	}
	switch {
	case found == doc.None && r.contested(i, home):
		return doc.None
	case found == doc.None && known:
		return home
	case found == doc.None:
		return r.enlist(i, id, name)
	case !known && r.ents[found].ExternalID == "" && r.surname(found, name):
		// "Prime Minister Hart", and the list has Lou Hart as prime minister.
		r.ents[found].ExternalID = id
		r.external[id] = found
	}
	return found
}

// contested reports whether the article has somebody else whom the role i may
// be: in apposition, or with that title and named since home was, the entity
// that the list means, or None where that is not named.
func (r *resolver) contested(i, home int) bool {
	d := r.d
	m := &d.Mentions[i]
	if m.Kind != doc.Person {
		return false
	}
	if i+1 < len(d.Mentions) {
		n := &d.Mentions[i+1]
		if from := begin(d.Text, n); n.Kind == doc.Person && n.Form == doc.FormName && from > m.End && d.Text[m.End:from] == ", " {
			return n.Entity != home // "the prime minister, Ann Lee."
		}
	}
	words := strings.Fields(strings.ToLower(m.Of(d.Text)))
	role := strings.Join(words[1:], " ")
	holders := r.roles[words[len(words)-1]]
	rival := func(e int) bool { // a vice president and the president of a club are none
		return e != home && slices.ContainsFunc(r.ents[e].titles, func(t string) bool { return strings.EqualFold(t, role) })
	}
	for k := i - 1; k >= 0 && i-k <= maxBack; k-- {
		if e := d.Mentions[k].Entity; e != doc.None && d.Mentions[k].Kind == doc.Person {
			if e == home {
				return false
			}
			if rival(e) {
				return true
			}
		}
	}
	for _, e := range holders {
		if home == doc.None && rival(r.ents[e].into) {
			return true
		}
	}
	return false
}

// surname reports whether a person can be of the list's name, and has the last
// word of it.
func (r *resolver) surname(e int, name string) bool {
	ent, words := &r.ents[e], nameWords(r.fold(name))
	return len(words) > 0 && len(ent.words) > 0 && ent.words[len(ent.words)-1] == words[len(words)-1] && r.may(e, name)
}
