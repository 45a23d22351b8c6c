package coref

import (
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// write turns what was found into Document.Entities, by first mention.
func (r *resolver) write() {
	d := r.d
	index := make([]int, len(r.ents))
	for i := range index {
		index[i] = doc.None
	}
	ids := map[string]int{}
	d.Entities = make([]doc.Entity, 0, len(r.ents))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity == doc.None {
			continue
		}
		ent := &r.ents[m.Entity]
		n := index[m.Entity]
		if n == doc.None {
			n = len(d.Entities)
			index[m.Entity] = n
			out := ent.Entity
			out.Title = bestTitle(ent.titles)
			out.ID = r.id(ids, ent)
			d.Entities = append(d.Entities, out)
		}
		m.Entity = n
		out := &d.Entities[n]
		switch m.Form {
		case doc.FormName, doc.FormDemonym, doc.FormAffiliation:
			text := squeeze(m.Of(d.Text))
			if text != out.Name && len(out.Aliases) < maxAliases && !slices.Contains(out.Aliases, text) {
				out.Aliases = append(out.Aliases, text)
			}
			if out.Kind == doc.Person && out.Affiliation == "" {
				out.Affiliation = r.affiliation(i)
			}
		}
	}
}

// maxAliases is how many spellings of one entity are kept.
const maxAliases = 64

// id makes the key of an entity, unique within the article.
func (r *resolver) id(ids map[string]int, e *entity) string {
	r.buf = append(append(r.buf[:0], e.Kind...), ':')
	if e.Kind == doc.Country {
		r.buf = append(r.buf, e.Country...)
	} else {
		r.plain = gazetteer.AppendPlain(r.plain[:0], e.Name)
		r.buf = gazetteer.AppendSlug(r.buf, r.plain)
	}
	id := string(r.buf)
	ids[id]++
	if n := ids[id]; n > 1 {
		for {
			next := id + "-" + strconv.Itoa(n)
			if ids[next] == 0 {
				ids[next]++
				ids[id] = n
				return next
			}
			n++
		}
	}
	return id
}

// affiliation is the party and state, or the organization, beside a person:
// "(D-Mass.)", "Republican Sen.", "spokesman for the Interior Ministry".
func (r *resolver) affiliation(i int) string {
	d := r.d
	m := &d.Mentions[i]
	if s := party(d.Text, m.End); s != "" {
		return s
	}
	from := m.Start
	if !m.Title.Empty() {
		from = m.Title.Start
	}
	// An organization in the title or right before it.
	for k := i - 1; k >= 0 && k > i-6; k-- {
		o := &d.Mentions[k]
		if o.Kind == doc.Organization && o.Form != doc.FormNominal && (m.Title.Contains(o.Span) || o.End <= from && blank(d.Text, o.End, from) && (!m.Title.Empty() || possesses(d.Text[o.End:from]))) {
			return squeeze(o.Of(d.Text))
		}
	}
	for k := i + 1; k < len(d.Mentions) && k < i+6; k++ {
		o := &d.Mentions[k]
		if o.Kind != doc.Organization || o.Form == doc.FormNominal || o.Start < m.End {
			continue
		}
		if m.Title.Contains(o.Span) || belongs[d.Text[m.End:min(o.Start, m.End+16)]] {
			return squeeze(o.Of(d.Text))
		}
	}
	return ""
}

// possesses reports whether a name right before a person's only has 's behind
// it: "Barlow News's Lou Hart" works there.
func possesses(between string) bool { return between == "'s " || between == "’s " }

// belongs are the words between a person and the organization that he or she
// is of: "Lou Hart, of Kisumu University,".
var belongs = map[string]bool{" of ": true, " of the ": true, ", of ": true, ", of the ": true, " from ": true, " from the ": true, ", from ": true, ", from the ": true}

// blank reports whether text[a:b] is a possessive, an acronym in brackets or
// white space at most.
func blank(text string, a, b int) bool {
	if b-a > 12 {
		return false
	}
	s := strings.TrimSpace(text[a:b])
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' && s == strings.ToUpper(s) {
		return true
	}
	return s == "" || s == "'s" || s == "’s" || s == "'" || s == "’"
}

// party reads "(D-Mass.)", ", R-Texas,", "(I., Vt.)" or ", a Democrat from
// Ohio," after a name.
func party(text string, at int) string {
	for _, s := range []string{"'s", "’s"} {
		if strings.HasPrefix(text[at:], s+" (") {
			at += len(s) // "Lou Hart's (R-Utah) bill"
		}
	}
	begin := at
	for at < len(text) && (text[at] == ' ' || text[at] == ',' || text[at] == '(' || text[at] == '[') {
		at++
	}
	if at+3 >= len(text) || at == begin {
		return ""
	}
	bracket := text[at-1] == '(' || text[at-1] == '['
	rest := text[at:min(len(text), at+40)]
	if !strings.ContainsRune("DRI", rune(rest[0])) {
		return partisan(rest, text[begin] == ',')
	}
	e := 0
	switch {
	case rest[1] == '-':
		e = 2
	case bracket && strings.HasPrefix(rest[1:], "., "):
		e = 4
	default:
		return partisan(rest, text[begin] == ',')
	}
	end := e
	for end < len(rest) && end < 24 && (letter(rest[end]) || rest[end] == '.' || bracket && rest[end] == ' ' && end > e && letter(rest[end-1])) {
		end++
	}
	state := rest[e:end]
	if len(state) < 2 || state[0] < 'A' || state[0] > 'Z' {
		return ""
	}
	if bracket && (end == len(rest) || !strings.ContainsRune(")],;", rune(rest[end]))) {
		state, _, _ = strings.Cut(state, " ")
	}
	if unabbreviated[strings.TrimSuffix(state, ".")] {
		state = strings.TrimSuffix(state, ".") // the end of the sentence
	}
	return rest[:1] + "-" + state
}

// unabbreviated are the states that are never abbreviated.
var unabbreviated = word.Set("Alaska Hawaii Idaho Iowa Maine Ohio Texas Utah")

// partisan reads "a Democrat from Ohio" and "Republican of Iowa" at the
// beginning of s, which follows a comma.
func partisan(s string, comma bool) string {
	if !comma {
		return ""
	}
	s = strings.TrimPrefix(s, "a ")
	who, where, ok := strings.Cut(s, " ")
	if !ok || !word.Is(who, "republican", "democrat", "independent") {
		return ""
	}
	for _, p := range []string{"of ", "from "} {
		if place, ok := strings.CutPrefix(where, p); ok {
			end := 0
			for end < len(place) && (letter(place[end]) || place[end] == ' ' && end+1 < len(place) && place[end+1] < 'a') {
				end++
			}
			if end > 1 && place[0] < 'a' {
				return who + " " + p + strings.TrimSpace(place[:end])
			}
		}
	}
	return ""
}

// bestTitle is the first title that is more than a form of address. What only
// says whose relation a person is ("his colleague") is none.
func bestTitle(titles []string) string {
	first := ""
	for _, t := range titles {
		l := strings.ToLower(strings.TrimSuffix(t, "."))
		switch {
		case kinship[l[strings.LastIndexByte(l, ' ')+1:]]:
		case !address[l]:
			return t
		case first == "":
			first = t
		}
	}
	return first
}
