package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// whole reports whether a person is named with more than one word.
func (r *resolver) whole(m *doc.Mention) bool {
	text := squeeze(m.Of(r.d.Text))
	return strings.IndexByte(text, ' ') > 0 && len(nameWords(r.fold(text))) > 1
}

// maxFulls is how many mentions by full name are kept of one person.
const maxFulls = 32

// introduce keeps that mention i names e in full.
func (r *resolver) introduce(e, i int) {
	ent := &r.ents[e]
	ent.kin = ent.kin || r.related(i)
	if len(ent.fulls) < maxFulls {
		ent.fulls = append(ent.fulls, i)
	} else {
		ent.fulls[maxFulls-1] = i
	}
}

// related reports whether somebody's relation is named at mention i: "his
// wife, Mary Brant", "Mary Brant, the daughter of".
func (r *resolver) related(i int) bool {
	text, m := r.d.Text, &r.d.Mentions[i]
	from := begin(text, m)
	if t := strings.ToLower(m.Title.Of(text)); t != "" && relative(t[strings.LastIndexByte(t, ' ')+1:]) {
		return true
	}
	before := strings.TrimRight(text[max(0, from-24):from], " ,")
	if relative(strings.ToLower(before[strings.LastIndexByte(before, ' ')+1:])) {
		return true
	}
	after, comma := strings.CutPrefix(text[m.End:min(len(text), m.End+48)], ", ")
	if !comma {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(after) {
		if relative(strings.ToLower(strings.Trim(w, ",.;"))) {
			return true
		}
		if n++; n == 5 || strings.ContainsAny(w, ",.;") {
			break
		}
	}
	return false
}

func relative(w string) bool {
	w = w[strings.LastIndexByte(w, '-')+1:] // "then-wife"
	return kinship[w] || word.Is(w, "child", "children", "lady", "parents", "siblings", "family")
}

// surnamed is the person that a single word names at mention i: by the last
// word of the name, else by the first; None where there is none.
func (r *resolver) surnamed(i int, w string, gender gazetteer.Gender) int {
	if e := r.foremost(i, latest(r.last[w]), gender); e != doc.None {
		return e
	}
	if r.crowned(i) {
		return doc.None
	}
	return r.foremost(i, latest(r.first[w]), gender)
}

// crowned reports whether the forename at mention i is all the name that its
// bearer goes by: "Prince Charles" is not Charles Kennedy.
func (r *resolver) crowned(i int) bool {
	text, m := r.d.Text, &r.d.Mentions[i]
	before := strings.TrimRight(text[max(0, m.Start-12):m.Start], " ")
	title := before[strings.LastIndexByte(before, ' ')+1:]
	if !m.Title.Empty() {
		title = m.Title.Of(text)
		title = title[strings.LastIndexByte(title, ' ')+1:]
	}
	return word.Is(title, "king", "queen", "prince", "princess", "pope", "emperor", "empress", "tsar", "sultan", "emir", "saint", "st.")
}

// contested is how far a surname is trusted that more than one person has.
const contested = 0.6

// foremost chooses among the people of one surname: who was just named in
// full as a subject, else whom the article is about. None where there is none,
// or mostly relations of somebody who goes by the surname alone.
func (r *resolver) foremost(i int, list []int, gender gazetteer.Gender) int {
	m := &r.d.Mentions[i]
	best, points, rivals, relations, later := doc.None, 0, 0, 0, 0
	for _, e := range list {
		ent := &r.ents[e]
		if opposite(gender, ent.gender) {
			continue
		}
		rivals++
		if ent.kin {
			relations++
		}
		if len(ent.fulls) > 0 && ent.fulls[0] > i {
			later++
		}
		if p := r.prominence(e, m, i); best == doc.None || p > points {
			best, points = e, p
		}
	}
	if relations*2 > rivals && later == rivals {
		return doc.None // "Brant's wife, Mary Brant"
	}
	if rivals > 1 {
		m.Confidence = min(m.Confidence, contested)
	}
	return best
}

// Points for whom a surname alone means.
const (
	lead      = 3  // named in the first sentences
	inOffice  = 3  // with a title
	asKin     = -4 // introduced as a relation
	earliest  = 2  // before i
	justNamed = 6  // in full, as a subject, in this sentence or the one before
)

// prominence is how likely a surname at mention i means e.
func (r *resolver) prominence(e int, m *doc.Mention, i int) int {
	ent := &r.ents[e]
	points := min(len(ent.fulls), 6) + min(ent.mentions-len(ent.fulls), 6)
	if len(ent.fulls) == 0 {
		points += lead + earliest // goes by the surname alone, see foremost
	} else {
		if r.d.Mentions[ent.fulls[0]].Sentence < 3 {
			points += lead
		}
		if ent.fulls[0] < i {
			points += earliest
		}
	}
	if ent.kin {
		points += asKin
	}
	for _, t := range ent.titles {
		l := strings.ToLower(strings.TrimSuffix(t, "."))
		if !address[l] && !relative(l[strings.LastIndexByte(l, ' ')+1:]) {
			points += inOffice
			break
		}
	}
	for n := len(ent.fulls) - 1; n >= 0; n-- {
		k := ent.fulls[n]
		if k > i {
			continue
		}
		if m.Sentence-r.d.Mentions[k].Sentence <= 1 && r.beside(&r.d.Mentions[k]) == plain && r.leadsNames(k) {
			points += justNamed
		}
		break
	}
	return points
}

// leadsNames reports whether mention k is the first person named in its
// sentence.
func (r *resolver) leadsNames(k int) bool {
	d := r.d
	for n := k - 1; n >= 0 && n > k-8 && d.Mentions[n].Sentence == d.Mentions[k].Sentence; n-- {
		if c := &d.Mentions[n]; c.Kind == doc.Person && c.Form == doc.FormName {
			return false
		}
	}
	return true
}
