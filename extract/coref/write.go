package coref

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
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
		r.buf = slug(r.buf, r.plain)
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

// slug appends a name in lower case and without diacritics as letters and
// digits with hyphens between them.
func slug(buf, plain []byte) []byte {
	start := len(buf)
	hyphen := false
	for i := 0; i < len(plain); {
		r, n := utf8.DecodeRune(plain[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if hyphen && len(buf) > start {
				buf = append(buf, '-')
			}
			hyphen = false
			buf = append(buf, plain[i:i+n]...)
		} else if r != '\'' && r != '’' && r != '.' {
			hyphen = true
		}
		i += n
	}
	if len(buf) == start {
		buf = append(buf, 'x')
	}
	return buf
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
		if o.Kind == doc.Organization && o.Form != doc.FormNominal && (m.Title.Contains(o.Span) || o.End <= from && blank(d.Text, o.End, from) && !m.Title.Empty()) {
			return squeeze(o.Of(d.Text))
		}
	}
	for k := i + 1; k < len(d.Mentions) && k < i+6; k++ {
		o := &d.Mentions[k]
		if o.Kind == doc.Organization && o.Form != doc.FormNominal && m.Title.Contains(o.Span) {
			return squeeze(o.Of(d.Text))
		}
	}
	return ""
}

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

// party reads "(D-Mass.)" or ", R-Texas," after a name.
func party(text string, at int) string {
	for _, s := range []string{"'s", "’s"} {
		if strings.HasPrefix(text[at:], s+" (") {
			at += len(s) // "Lou Hart's (R-Utah) bill"
		}
	}
	for at < len(text) && (text[at] == ' ' || text[at] == ',' || text[at] == '(' || text[at] == '[') {
		at++
	}
	if at+3 >= len(text) || !strings.ContainsRune("DRI", rune(text[at])) {
		return ""
	}
	e := at + 1
	if text[e] != '-' {
		return ""
	}
	e++
	for e < len(text) && e-at < 16 && (text[e] >= 'A' && text[e] <= 'Z' || text[e] >= 'a' && text[e] <= 'z' || text[e] == '.') {
		e++
	}
	if e-at < 4 || text[at+2] < 'A' || text[at+2] > 'Z' {
		return ""
	}
	return text[at:e]
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
