package coref

import (
	"cmp"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// several stands in resolver.short for a form that more than one organization
// has: it names none of them.
const several = -1

// shorten files e under a short form of its name.
func (r *resolver) shorten(form string, e int) {
	if other, ok := r.short[form]; ok && other != e {
		e = several
	}
	r.short[form] = e
}

// shortFor is the only organization that a short form stands for, or None.
func (r *resolver) shortFor(form string) int {
	if e, ok := r.short[form]; ok && e != several {
		return e
	}
	return doc.None
}

// organization finds an organization by its name, by any other form of it
// that is known, or by its words in another order ("Ministry of Justice").
func (r *resolver) organization(i int, text string) int {
	m := &r.d.Mentions[i]
	folded := r.fold(text)
	if gazetteer.Newspapers[folded] {
		if e := r.shortFor(folded); e != doc.None {
			return e
		}
	}
	known, curated := r.orgs.Get(text)
	curated = curated && known.Curated
	key := bag(folded)
	if curated {
		key = bag(r.fold(known.Name))
	}
	if e, ok := r.full[key]; ok {
		if m.Form == doc.FormName {
			r.fuller(e, text)
		}
		return e
	}
	if curated {
		e := r.newOrganization(i, text, key)
		if m.Form == doc.FormAffiliation {
			r.ents[e].Name, r.ents[e].exact = known.Name, true
		}
		return e
	}
	if !strings.Contains(text, " ") {
		if e := r.shortFor(key); e != doc.None {
			return e
		}
		return r.newOrganization(i, text, key)
	}
	short := trimForm(text) // "Ford Motor" of "Ford Motor Co."
	if short == text {
		return r.newOrganization(i, text, key)
	}
	shortKey := bag(r.fold(short))
	if e, ok := r.full[shortKey]; ok {
		r.full[key] = e
		r.fuller(e, text)
		return e
	}
	e := r.newOrganization(i, text, key)
	r.full[shortKey] = e
	return e
}

// newOrganization makes an organization and files it under its key and the
// words that can stand for it.
func (r *resolver) newOrganization(i int, text, key string) int {
	e := r.add(doc.Organization, text, key, i)
	r.full[key] = e
	// "the Post" after "The Washington Post"
	if at := strings.LastIndexByte(key, ' '); at > 0 && gazetteer.Newspapers[key[at+1:]] {
		r.shorten(key[at+1:], e)
	}
	// One word can stand for the whole: "Goldman" for "Goldman Sachs".
	if w, rest, ok := strings.Cut(text, " "); ok && rest != "" && len(w) > 2 && w != strings.ToUpper(w) {
		r.shorten(r.fold(w), e)
	}
	return e
}

// fuller makes text the name of the organization where it says more.
func (r *resolver) fuller(e int, text string) {
	ent := &r.ents[e]
	longer := !ent.exact && len(text) > len(ent.Name)
	if longer || ent.exact && strings.EqualFold(text, ent.Name) {
		ent.Name, ent.exact = text, false
	}
	r.lowered(e, text)
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
				long[a] = several
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
		a := strings.ReplaceAll(ent.Name, ".", "")
		if a != strings.ToUpper(a) {
			continue
		}
		if l, ok := long[a]; ok && l != several && l != e {
			ent.into = l
		}
	}
}

// merge joins organizations that differ by a country in front ("U.S. Justice
// Department"), or by a short form that came before the long one, and makes
// all mentions point to what was joined.
func (r *resolver) merge() {
	r.mergeTails()
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || ent.into != e {
			continue
		}
		w, rest, more := strings.Cut(ent.Name, " ")
		if !more {
			if f := r.shortFor(r.fold(w)); f != doc.None && f != e && r.ents[f].into == f && !ent.exact {
				if known, ok := r.orgs.Get(w); !ok || !known.Curated {
					ent.into = f
				}
			}
		} else if strings.Contains(rest, " ") && inFront[w] {
			if f, ok := r.full[bag(r.fold(rest))]; ok && f != e && r.ents[f].into == f {
				r.ents[f].into = e
			}
		}
	}
	r.flatten()
	for e := range r.ents {
		if ent := &r.ents[e]; ent.into != e {
			to := &r.ents[ent.into]
			to.mentions += ent.mentions
			to.titles = append(to.titles, ent.titles...)
			to.homes = append(to.homes, ent.homes...)
			to.Country = cmp.Or(to.Country, ent.Country)
		}
	}
	for i := range r.d.Mentions {
		if m := &r.d.Mentions[i]; m.Entity != doc.None {
			m.Entity = r.ents[m.Entity].into
		}
	}
}

// maxTail is how many words of a body's name can be left out in front.
const maxTail = 4

// mergeTails joins a body with the only one in the article whose name ends with
// its name: "Finance Committee" with "Senate Finance Committee", "Homeland
// Security" with "Department of Homeland Security".
func (r *resolver) mergeTails() {
	tails := map[string]int{}
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || ent.into != e {
			continue
		}
		words := strings.Fields(r.fold(ent.Name))
		for k := 1; k < len(words) && k <= maxTail; k++ {
			if !tail(words, k) {
				continue
			}
			key := strings.Join(words[k:], " ")
			old, ok := tails[key]
			switch {
			case !ok || old != several && strings.HasSuffix(strings.Join(words, " "), " "+r.fold(r.ents[old].Name)):
				tails[key] = e
			case old != several && !strings.HasSuffix(r.fold(r.ents[old].Name), " "+strings.Join(words, " ")):
				tails[key] = several
			}
		}
	}
	if len(tails) == 0 {
		return
	}
	for e := range r.ents {
		ent := &r.ents[e]
		if ent.Kind != doc.Organization || ent.into != e || ent.exact {
			continue
		}
		f, ok := tails[r.fold(ent.Name)]
		if !ok || f == several || f == e || r.ents[f].into != f {
			continue
		}
		if known, ok := r.orgs.Get(ent.Name); !ok || !known.Curated {
			ent.into = f // "Supreme Court" is not "Kansas Supreme Court"
		}
	}
}

// tail reports whether the words from k on can stand for the whole name of a
// body: they say what it is, or what it is the department of.
func tail(words []string, k int) bool {
	if k > 1 && words[k-1] == "of" && (words[k-2] == "department" || words[k-2] == "ministry") {
		return true
	}
	return !word.Is(words[k], "of", "for", "on", "and") && slices.ContainsFunc(words[k:], func(w string) bool { return bodyHeads[w] })
}

// bodyHeads are words that say what a body is and that few names of others have.
var bodyHeads = word.Set("committee subcommittee commission council court police community association federation bureau authority department chamber institute")

// flatten makes every entity point to the one at the end of its chain, and to
// itself where the chain is a ring.
func (r *resolver) flatten() {
	for e := range r.ents {
		to := e
		for range 4 { // acronym, short form, country in front: no chain is longer
			to = r.ents[to].into
		}
		if r.ents[to].into != to {
			to = e
		}
		r.ents[e].into = to
	}
}

// inFront are countries and demonyms that stand in front of a public body's
// name without being needed.
var inFront = word.Set("U.S. US American U.K. UK British U.N. UN Federal")

// bag is a folded name of an organization with its words sorted and the small
// ones left out, so that "ministry of justice" is "justice ministry".
func bag(key string) string {
	if !strings.Contains(key, " of ") && !strings.Contains(key, " on ") &&
		!strings.HasSuffix(key, " department") && !strings.HasSuffix(key, " ministry") && !strings.HasSuffix(key, " committee") {
		return key
	}
	words := strings.Fields(key)
	if len(words) > 16 {
		return key
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "of" || w == "the" || w == "for" || w == "and" || w == "on" })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// legalForms end the names of companies and are left out of them; trades end
// them and belong to the name.
var (
	legalForms = word.Set("inc corp ltd llc plc co company corporation ag gmbh sa nv s.a")
	trades     = word.Set("group holdings airlines airways motors motor")
)

// trimForm leaves out the legal form at the end of a company's name.
func trimForm(name string) string {
	for {
		at := strings.LastIndexByte(name, ' ')
		if at < 0 {
			return name
		}
		if !legalForms[strings.ToLower(strings.Trim(name[at+1:], "."))] {
			return name
		}
		name = strings.TrimRight(name[:at], " ,")
	}
}

// initialsOf are the acronyms that a name can have: of all its words that
// begin with a capital, and of all but the small ones.
func initialsOf(name string) []string {
	var caps, all []byte
	for w := range strings.FieldsSeq(name) {
		for part := range strings.SplitSeq(w, "-") {
			if part == "" {
				continue
			}
			c := part[0]
			switch {
			case 'A' <= c && c <= 'Z':
				caps, all = append(caps, c), append(all, c)
			case 'a' <= c && c <= 'z':
				all = append(all, c-'a'+'A')
			}
		}
		if len(all) > 12 {
			return nil
		}
	}
	out := []string{string(caps)}
	if len(all) != len(caps) {
		out = append(out, string(all))
	}
	if len(caps) < 2 {
		return nil
	}
	return append(out, "T"+string(caps)) // "The Nature Conservancy (TNC)"
}
