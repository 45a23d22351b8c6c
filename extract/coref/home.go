package coref

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// homes gives organizations whose mentions tell no country the one that the
// text tells: beside the name
// ("Kenya's Interior Ministry"), in it ("University of Nairobi"), or, for the
// bodies that every state has, that of the article.
func (r *resolver) homes() {
	d := r.d
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != doc.Organization || m.Entity == doc.None || m.Form == doc.FormNominal || m.Form == doc.FormPronoun {
			continue
		}
		e := &r.ents[m.Entity]
		if e.Country != "" {
			continue
		}
		if known, ok := r.orgs.Get(e.Name); ok && known.Curated && !public(e.Name) {
			continue // "Israel's UN ambassador"
		}
		if e.Country = r.countryBeside(i); e.Country == "" && local(e.Name) {
			e.Country = r.countryWithin(m)
		}
	}
	code := ""
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || ent.into != e || ent.Country != "" || !public(ent.Name) {
			continue
		}
		if code == "" {
			if code = r.setting(); code == "" {
				return
			}
		}
		ent.Country = code
	}
}

// countryBeside is the country whose name or people stand right before
// mention i, or behind it with "of": "Kenya's Interior Ministry", "the Kenyan
// parliament", "the Parliament of Kenya".
func (r *resolver) countryBeside(i int) string {
	d := r.d
	m := &d.Mentions[i]
	for k := i - 1; k >= 0 && k > i-4; k-- {
		c := &d.Mentions[k]
		if c.Kind != doc.Country || c.Country == "" || c.End > m.Start {
			continue
		}
		switch d.Text[c.End:min(m.Start, c.End+8)] {
		case " ", "'s ", "’s ", "' ", "’ ":
			return c.Country
		}
		break
	}
	for k := i + 1; k < len(d.Mentions) && k < i+3; k++ {
		c := &d.Mentions[k]
		if c.Kind != doc.Country || c.Form != doc.FormName || c.Start < m.End {
			continue
		}
		switch d.Text[max(m.End, c.Start-8):c.Start] {
		case " of ", " of the ":
			return c.Country
		}
		break
	}
	return ""
}

// countryWithin is the country of a place inside the name at m.
func (r *resolver) countryWithin(m *doc.Mention) string {
	d := r.d
	code := ""
	from := sort.Search(len(d.Toponyms), func(k int) bool { return d.Toponyms[k].Start >= m.Start })
	for k := from; k < len(d.Toponyms) && d.Toponyms[k].Start < m.End; k++ {
		t := &d.Toponyms[k]
		if t.End > m.End || t.Code == "" || t.Confidence < likely {
			continue
		}
		if code != "" && code != t.Code {
			return ""
		}
		code = t.Code
	}
	return code
}

// likely is the confidence from which a place inside a name tells its country.
const likely = 0.6

// setting is the country that the article is about: the one that at least
// half of what has a country belongs to, and twice as much as to any other;
// "" where there is none. What an organization belongs to counts twice.
func (r *resolver) setting() string {
	d := r.d
	points, all := map[string]int{}, 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity == doc.None {
			continue
		}
		n := 0
		switch m.Kind {
		case doc.Organization:
			n = 2
		case doc.Country, doc.Place:
			n = 1
		}
		if code := r.ents[m.Entity].Country; code != "" && n > 0 {
			points[code] += n
			all += n
		}
	}
	best, second := "", 0
	for code, n := range points {
		switch {
		case n > points[best] || n == points[best] && code < best:
			best, second = code, max(second, points[best])
		default:
			second = max(second, n)
		}
	}
	if points[best]*2 < all || points[best] < second*2 || all < 3 {
		return ""
	}
	return best
}

// public reports whether an organization is one of the bodies that states
// have, by the words of its name, and no body of several states.
func public(name string) bool {
	found := false
	for w := range strings.FieldsSeq(name) {
		w = strings.ToLower(w)
		if stateless[w] {
			return false
		}
		found = found || bodies[w]
	}
	return found
}

var bodies = word.Set(`congress senate house parliament assembly ministry treasury cabinet army navy force armed judiciary knesset
	bundestag duma supreme constitutional congressional marine department national`)

var stateless = word.Set(`european united international world african arab asian nations un u.n. eu e.u. global american nato security club
	association university college union league foundation institute coalition alliance county city state news radio bank party post times
	review journal committee's geographic opera white football basketball democratic republican`)

// local reports whether an organization stands where its name says: a
// university, a court, a police department.
func local(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if sited[strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"))] {
			return true
		}
	}
	return false
}

var sited = word.Set(`university college hospital school police sheriff department ministry court council county airport assembly parliament
	museum cathedral academy institute prosecutor legislature senate`)
