// Package coref joins the mentions of one article into entities: a surname
// with its full name, an acronym with its long form, a demonym with its
// country, and roles and pronouns with the person where only one fits.
//
// An entity arises from a proper name, a demonym or an affiliation, never
// from a role or pronoun alone. What is unclear stays unresolved.
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

// Coref fills Document.Entities and Mention.Entity.
type Coref struct {
	names map[string]gazetteer.NameWord
	orgs  *gazetteer.Phrases[gazetteer.Org]
	nick  map[string]string
}

// New loads what is known of names.
func New() *Coref {
	c := &Coref{names: gazetteer.NameWords(), orgs: gazetteer.Orgs(), nick: map[string]string{}}
	for _, group := range strings.Split(nicknames, "\n") {
		forms := strings.Fields(group)
		for _, f := range forms {
			c.nick[f] = forms[0]
		}
	}
	return c
}

// Name is the name of the stage.
func (*Coref) Name() string { return "coref" }

// Needs are the layers that must be filled before.
func (*Coref) Needs() doc.Layer {
	return doc.Tokens | doc.Sentences | doc.Toponyms | doc.Mentions | doc.Quotes
}

// Gives is the layer that the stage fills.
func (*Coref) Gives() doc.Layer { return doc.Entities }

// Annotate fills d.Entities and the Entity of each mention.
func (c *Coref) Annotate(d *doc.Document) {
	r := &resolver{Coref: c, d: d,
		countries: map[string]int{}, full: map[string]int{}, last: map[string][]int{}, first: map[string][]int{},
		short: map[string]int{}, places: map[string]int{}, roles: map[string][]int{}}
	for i := range d.Mentions {
		d.Mentions[i].Entity = doc.None
	}
	for i := range d.Mentions {
		switch m := &d.Mentions[i]; m.Form {
		case doc.FormNominal, doc.FormPronoun:
		default:
			r.named(i)
		}
	}
	r.acronyms()
	r.merge()
	r.refer()
	r.write()
}

// entity is an entity while it is being put together.
type entity struct {
	doc.Entity
	key      string // folded fullest name
	words    []string
	gender   gazetteer.Gender
	mentions int
	recent   int // index of the mention that named it last
	into     int // the entity that it was joined into, or itself
	titles   []string
	homes    []string // what stands right before each title, in lower case: "the Kenyan "
	exact    bool     // the name is not the text of a mention
}

type resolver struct {
	*Coref
	d         *doc.Document
	ents      []entity
	countries map[string]int   // by code
	full      map[string]int   // kind and folded name
	last      map[string][]int // people by last word
	first     map[string][]int // people by first word
	short     map[string]int   // organizations by a word or acronym that stands for them; -1 where several do
	places    map[string]int
	roles     map[string][]int // entities by a word of their title or name
	buf       []byte
	plain     []byte
	within    []int  // quote that each mention stands in, or None
	speaks    []bool // each mention: it is the speaker of a quote
}

// maxSame is how many people of one surname are compared with a new name;
// more do not occur but in lists.
const maxSame = 16

func (r *resolver) fold(s string) string {
	r.buf = gazetteer.AppendPlain(r.buf[:0], s)
	return squeeze(strings.TrimSpace(string(r.buf)))
}

func (r *resolver) add(kind doc.Kind, name, key string, mention int) int {
	n := len(r.ents)
	r.ents = append(r.ents, entity{Entity: doc.Entity{Kind: kind, Name: name, Toponym: doc.None}, key: key, recent: mention, into: n})
	return n
}

// named finds or makes the entity of a proper name.
func (r *resolver) named(i int) {
	m := &r.d.Mentions[i]
	e := doc.None
	text := squeeze(m.Of(r.d.Text))
	if text == "" {
		return
	}
	switch m.Kind {
	case doc.Country:
		e = r.country(i, text)
	case doc.Place:
		e = r.place(i, text)
	case doc.Organization:
		e = r.organization(i, text)
	case doc.Person:
		e = r.person(i, text)
	}
	if e == doc.None {
		return
	}
	m.Entity = e
	r.ents[e].mentions++
	r.ents[e].recent = i
	if r.ents[e].Country == "" {
		r.ents[e].Country = m.Country
	}
}

// country finds the country of a mention by its code.
func (r *resolver) country(i int, text string) int {
	m := &r.d.Mentions[i]
	if m.Country == "" {
		return r.place(i, text)
	}
	if e, ok := r.countries[m.Country]; ok {
		return e
	}
	name := text
	if m.Toponym != doc.None {
		name = r.d.Toponyms[m.Toponym].Name
	}
	e := r.add(doc.Country, name, m.Country, i)
	r.ents[e].Country = m.Country
	r.ents[e].exact = true
	r.countries[m.Country] = e
	return e
}

func (r *resolver) place(i int, text string) int {
	m := &r.d.Mentions[i]
	name := text
	if m.Toponym != doc.None && r.d.Toponyms[m.Toponym].Name != "" {
		name = r.d.Toponyms[m.Toponym].Name
	}
	key := r.fold(name) + "\x00" + m.Country
	e, ok := r.places[key]
	if !ok {
		e = r.add(doc.Place, text, r.fold(name), i)
		r.places[key] = e
	}
	if m.Toponym != doc.None && r.ents[e].Toponym == doc.None {
		r.ents[e].Toponym = m.Toponym
	}
	if m.Form == doc.FormName && len(text) > len(r.ents[e].Name) {
		r.ents[e].Name = text
	}
	return e
}

// organization finds an organization by its name, by any other form of it
// that is known, or by its words in another order ("Ministry of Justice").
func (r *resolver) organization(i int, text string) int {
	m := &r.d.Mentions[i]
	known, isKnown := r.orgs.Get(text)
	isKnown = isKnown && known.Curated
	if w := r.fold(text); newspapers[w] {
		if e, ok := r.short[w]; ok && e >= 0 {
			return e
		}
	}
	key := r.fold(text)
	if isKnown {
		key = r.fold(known.Name)
	}
	key = bag(key)
	e, ok := r.full[key]
	if !ok {
		if !isKnown && strings.Contains(text, " ") {
			// "Ford Motor Co." after "Ford Motor"
			if short := trimForm(text); short != text {
				if f, ok := r.full[bag(r.fold(short))]; ok {
					r.full[key] = f
					r.fuller(f, text)
					return f
				}
			}
		} else if e, ok := r.short[key]; ok && e >= 0 && !isKnown && !strings.Contains(text, " ") {
			return e
		}
		e = r.add(doc.Organization, text, key, i)
		r.full[key] = e
		if m.Form == doc.FormAffiliation && isKnown {
			r.ents[e].Name, r.ents[e].exact = known.Name, true
		}
		if short := trimForm(text); short != text && !isKnown {
			if _, ok := r.full[bag(r.fold(short))]; !ok {
				r.full[bag(r.fold(short))] = e
			}
		}
		// "the Post" after "The Washington Post"
		if at := strings.LastIndexByte(key, ' '); at > 0 && newspapers[key[at+1:]] {
			if other, ok := r.short[key[at+1:]]; ok && other != e {
				r.short[key[at+1:]] = -1
			} else {
				r.short[key[at+1:]] = e
			}
		}
		// One word can stand for the whole: "Goldman" for "Goldman Sachs".
		if w, rest, ok := strings.Cut(text, " "); ok && rest != "" && len(w) > 2 && w != strings.ToUpper(w) {
			w = r.fold(w)
			if other, ok := r.short[w]; ok && other != e {
				r.short[w] = -1
			} else {
				r.short[w] = e
			}
		}
		return e
	}
	if m.Form == doc.FormName {
		r.fuller(e, text)
	}
	return e
}

// fuller makes text the name of the organization where it says more.
func (r *resolver) fuller(e int, text string) {
	if ent := &r.ents[e]; !ent.exact && len(text) > len(ent.Name) || ent.exact && ent.Kind == doc.Organization && strings.EqualFold(text, ent.Name) {
		ent.Name, ent.exact = text, false
	}
}

// person finds the person of a name: by the whole of it, else among the
// people with the same last word.
func (r *resolver) person(i int, text string) int {
	m := &r.d.Mentions[i]
	key := r.fold(text)
	gender := titleGender(m.Title.Of(r.d.Text))
	words := nameWords(key)
	if len(words) == 0 {
		return doc.None
	}
	if e, ok := r.full[key]; ok && len(words) > 1 {
		r.title(e, i, gender)
		return e
	}
	if gender == gazetteer.Unknown && len(words) > 1 {
		gender = r.names[words[0]].Gender
	}
	last := words[len(words)-1]
	e := doc.None
	same := r.last[last]
	if len(same) > maxSame {
		same = same[len(same)-maxSame:]
	}
	if len(words) == 1 {
		e = r.nearest(same, gender)
		if e == doc.None {
			others := r.first[last]
			if len(others) > maxSame {
				others = others[len(others)-maxSame:]
			}
			e = r.nearest(others, gender)
		}
	} else {
		for k := len(same) - 1; k >= 0 && e == doc.None; k-- {
			if r.compatible(&r.ents[same[k]], words, gender) {
				e = same[k]
			}
		}
		if e == doc.None {
			// A forename alone came before: "Jokowi", then "Jokowi Widodo"; or
			// family name first: "Kim", then "Kim Jong Un".
			for _, o := range r.last[words[0]] {
				if len(r.ents[o].words) == 1 {
					e = o
					break
				}
			}
		}
	}
	if e == doc.None {
		e = r.add(doc.Person, text, key, i)
		r.ents[e].words = words
		r.index(e, words)
	} else if len(words) > len(r.ents[e].words) || len(words) == len(r.ents[e].words) && len(words) > 1 && len(key) > len(r.ents[e].key) {
		r.ents[e].Name, r.ents[e].words, r.ents[e].key = text, words, key
		r.index(e, words)
	}
	if len(words) > 1 {
		r.full[key] = e
	}
	r.title(e, i, gender)
	return e
}

// index files a person under the first and last word of the name.
func (r *resolver) index(e int, words []string) {
	put := func(m map[string][]int, w string) {
		list := m[w]
		for k := len(list) - 1; k >= 0 && k >= len(list)-maxSame; k-- {
			if list[k] == e {
				return
			}
		}
		m[w] = append(list, e)
	}
	put(r.last, words[len(words)-1])
	if len(words) > 1 {
		put(r.first, words[0])
	}
}

// title keeps the title and gender that a mention gives.
func (r *resolver) title(e, i int, gender gazetteer.Gender) {
	ent := &r.ents[e]
	if ent.gender == gazetteer.Unknown {
		ent.gender = gender
	}
	t := r.d.Mentions[i].Title
	if t.Empty() {
		return
	}
	text := squeeze(t.Of(r.d.Text))
	if len(ent.titles) < 8 {
		ent.titles = append(ent.titles, text)
		ent.homes = append(ent.homes, strings.ToLower(r.d.Text[max(0, t.Start-24):t.Start]))
	}
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		if w == "to" || w == "for" || w == "of" || w == "at" || w == "with" || w == "in" {
			break // "undersecretary to the prime minister" is no minister
		}
		w = strings.Trim(w, ".,")
		if full := spelledOut[w]; full != "" {
			w = full
		}
		list := r.roles[w]
		if len(list) > 4 || len(list) > 0 && list[len(list)-1] == e {
			continue
		}
		known := false
		for _, o := range list {
			known = known || o == e
		}
		if !known {
			r.roles[w] = append(list, e)
		}
	}
}

// nearest chooses among people of one surname: the one who was named last,
// unless another was named three times as often.
func (r *resolver) nearest(list []int, gender gazetteer.Gender) int {
	best := doc.None
	for _, e := range list {
		ent := &r.ents[e]
		if gender != gazetteer.Unknown && ent.gender != gazetteer.Unknown && ent.gender != gender {
			continue
		}
		if best == doc.None {
			best = e
			continue
		}
		b := &r.ents[best]
		if ent.recent > b.recent && ent.mentions*3 >= b.mentions || ent.mentions > b.mentions*3 {
			best = e
		}
	}
	return best
}

// compatible reports whether a longer name can be the same person's: equal or
// abbreviated forenames, no other gender.
func (r *resolver) compatible(e *entity, words []string, gender gazetteer.Gender) bool {
	if gender != gazetteer.Unknown && e.gender != gazetteer.Unknown && gender != e.gender {
		return false
	}
	if len(e.words) == 1 {
		return true
	}
	a, b := e.words[0], words[0]
	if a == b || r.nickname(a) == r.nickname(b) {
		// "George W. Bush" is not "George H. W. Bush".
		if len(e.words) > 2 && len(words) > 2 {
			return initialOf(e.words[1], words[1])
		}
		return true
	}
	if initialOf(a, b) {
		return true
	}
	// "Alexander Boris Johnson", "Boris Johnson"
	for _, w := range e.words[1 : len(e.words)-1] {
		if w == b {
			return true
		}
	}
	for _, w := range words[1 : len(words)-1] {
		if w == a {
			return true
		}
	}
	return false
}

func (r *resolver) nickname(w string) string {
	if n, ok := r.nick[w]; ok {
		return n
	}
	return w
}

// initialOf reports whether one is the first letter of the other, or they are
// equal: "g." and "george", "j.k." and "joanne".
func initialOf(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	short := len(a) == 1 || len(a) > 1 && a[1] == '.'
	return short && a != "" && a[0] == b[0]
}

// acronyms joins an acronym with the long form in the article whose initials
// it has: "Kenya Revenue Authority (KRA)".
func (r *resolver) acronyms() {
	long := map[string]int{}
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || !strings.Contains(ent.Name, " ") {
			continue
		}
		for _, a := range initialsOf(ent.Name) {
			if old, ok := long[a]; ok && old != e {
				long[a] = -1
			} else {
				long[a] = e
			}
		}
	}
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || strings.Contains(ent.Name, " ") || len(ent.Name) < 2 {
			continue
		}
		a := strings.ToUpper(strings.ReplaceAll(ent.Name, ".", ""))
		if a != strings.ReplaceAll(ent.Name, ".", "") {
			continue
		}
		if l, ok := long[a]; ok && l >= 0 && l != e {
			ent.into = l
		}
	}
}

// merge joins organizations that differ by a country in front ("U.S. Justice
// Department"), or by a short form that came before the long one, and makes
// all mentions point to what was joined.
func (r *resolver) merge() {
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || ent.into != e {
			continue
		}
		if w, rest, ok := strings.Cut(ent.Name, " "); ok {
			if strings.Contains(rest, " ") && homes[w] {
				if f, ok := r.full[bag(r.fold(rest))]; ok && f != e && r.ents[f].into == f {
					r.ents[f].into = e
				}
			}
		} else if f, ok := r.short[r.fold(ent.Name)]; ok && f >= 0 && f != e && r.ents[f].into == f && !ent.exact {
			if known, ok := r.orgs.Get(ent.Name); !ok || !known.Curated {
				ent.into = f
			}
		}
	}
	for e := range r.ents {
		to := e
		for range 4 {
			to = r.ents[to].into
		}
		if r.ents[to].into != to { // a ring
			to = e
		}
		r.ents[e].into = to
	}
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.into == e {
			continue
		}
		to := &r.ents[ent.into]
		to.mentions += ent.mentions
		to.titles = append(to.titles, ent.titles...)
		to.homes = append(to.homes, ent.homes...)
		if to.Country == "" {
			to.Country = ent.Country
		}
	}
	for i := range r.d.Mentions {
		if m := &r.d.Mentions[i]; m.Entity != doc.None {
			m.Entity = r.ents[m.Entity].into
		}
	}
}

// homes are countries and demonyms that stand in front of a public body's
// name without being needed.
var homes = map[string]bool{"U.S.": true, "US": true, "American": true, "U.K.": true, "UK": true, "British": true, "U.N.": true, "UN": true, "Federal": true}

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
			if len(out.Aliases) < maxAliases && !slices.Contains(out.Aliases, text) {
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

// squeeze makes runs of white space one space: names may be broken over lines.
func squeeze(s string) string {
	if !strings.ContainsAny(s, "\n\t\r\u00a0") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
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
