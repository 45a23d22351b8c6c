package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// portrayed is whom a description means that speaks and that says more than an
// office: "the New York businessman", "the former first lady and senator". News
// so names again the one person that the sentence before begins with.
func (r *resolver) portrayed(i int) int {
	d := r.d
	m := &d.Mentions[i]
	if !r.speaks[i] || r.within[i] != doc.None || !r.portrays(i) {
		return doc.None
	}
	gender := titleGender(m.Of(d.Text))
	found, home := doc.None, r.home(i)
	for k := i - 1; k >= 0 && i-k <= pronounBack; k-- {
		c := &d.Mentions[k]
		if r.back(k, i) > 1 {
			break
		}
		if c.Kind != doc.Person || c.Form == doc.FormEmbedded || r.within[k] != doc.None || r.outside(k) {
			continue
		}
		switch {
		case c.Form == doc.FormNominal && c.Entity == doc.None || c.Form == doc.FormName && c.Sentence == m.Sentence:
			return doc.None
		case c.Form != doc.FormName || r.standing(k) != subject || !r.leads(k) || begin(d.Text, c)-d.Sentences[c.Sentence].Start > subjectWithin:
		case c.Entity == doc.None, found != doc.None && found != c.Entity, opposite(gender, r.ents[c.Entity].gender), home != "" && r.elsewhere(c.Entity, home):
			return doc.None
		default:
			found = c.Entity
		}
	}
	if found != doc.None {
		role := strings.ToLower(m.Of(d.Text))
		if role = role[strings.LastIndexByte(role, ' ')+1:]; len(r.roles[role]) > 0 && !r.titled(found, role) {
			return doc.None // another one is the president
		}
	}
	return found
}

// elsewhere reports whether a person has a title of another country or place
// only: the German minister is not "the Czech minister".
func (r *resolver) elsewhere(e int, home string) bool {
	stem, other := home[:min(len(home), 4)], false
	for _, h := range r.ents[e].homes {
		if strings.Contains(h, stem) {
			return false
		}
		other = other || h != ""
	}
	return other
}

// portrays reports whether the description at mention i is all that names a
// speaker, beside a second one, and has more words than an office.
func (r *resolver) portrays(i int) bool {
	text, m := r.d.Text, &r.d.Mentions[i]
	w := m.Of(text)
	rest, the := cutArticle(w)
	if s := r.phrases[i]; !the || s.Start != m.Start || s.End != m.End && !strings.HasPrefix(text[m.End:s.End], " and ") {
		return false
	}
	last := rest[strings.LastIndexByte(rest, ' ')+1:]
	return last != rest && !anonymous[last] && !strings.HasPrefix(rest, "vice ")
}

// anonymous are words for those who speak for others, or without a name.
var anonymous = word.Set(`official officials spokesman spokeswoman spokesperson diplomat source aide adviser advisor staffer officer
	expert analyst lawyer attorney witness reporter journalist correspondent researcher economist commander organizer volunteer resident victim
	suspect defendant whistleblower activist author actor strategist operative insider donor employee worker`)
