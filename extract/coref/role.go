package coref

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// apposed is the person whose name stands in apposition to a role: "The head
// of the board, Lou Hart, said"; or whose title it is: "his wife, Mary Brant".
func (r *resolver) apposed(i int) int {
	text := r.d.Text
	m := &r.d.Mentions[i]
	for k := i + 1; k < len(r.d.Mentions) && k < i+6; k++ {
		n := &r.d.Mentions[k]
		if n.Start-m.End > 100 || n.Sentence != m.Sentence {
			break
		}
		if n.Kind != doc.Person || n.End <= m.End { // "his", of "his wife"
			continue
		}
		if n.Form == doc.FormName && m.Contains(n.Title) && !n.Title.Empty() {
			return n.Entity // "Her colleague Lou Hart"
		}
		from := begin(text, n)
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

// maxApposed is the longest role in apposition that is a title, in bytes.
const maxApposed = 80

// entitle gives the person in apposition to role i, who has no title yet, what
// the role says: "head of the board".
func (r *resolver) entitle(e, i int) {
	ent := &r.ents[e]
	text, m := r.d.Text, &r.d.Mentions[i]
	end := strings.IndexByte(text[m.Start:], ',')
	if bestTitle(ent.titles) != "" || end < 0 || end > maxApposed {
		return
	}
	title := text[m.Start : m.Start+end]
	if rest, ok := cutArticle(title); ok {
		ent.titles = append(ent.titles, squeeze(rest))
		ent.homes = append(ent.homes, "")
	}
}

// cutArticle cuts the article from the head of a role; "his lawyer" has none.
func cutArticle(s string) (string, bool) {
	if len(s) > 4 && s[0]|0x20 == 't' && s[1:4] == "he " {
		return s[4:], true
	}
	return s, false
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
	found, more := doc.None, false
	for _, e := range r.roles[last] {
		e = r.ents[e].into
		if e == found || !named[e] || !r.holds(e, words[1:len(words)-1], home, m) {
			continue
		}
		more = more || found != doc.None
		found = e
	}
	if !more {
		return found
	}
	if e := r.dominant(last, words[1:len(words)-1], home, named, m); e != doc.None {
		return e
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

// dominant is the one of several holders of a role whom the article names
// three times as often as any other; None where there is none.
func (r *resolver) dominant(last string, words []string, home string, named []bool, m *doc.Mention) int {
	best, most, second := doc.None, 0, 0
	for _, e := range r.roles[last] {
		e = r.ents[e].into
		if e == best || !named[e] || !r.holds(e, words, home, m) {
			continue
		}
		switch n := r.ents[e].mentions; {
		case n > most:
			best, most, second = e, n, most
		default:
			second = max(second, n)
		}
	}
	if most < 3*second {
		return doc.None
	}
	return best
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
	for _, w := range words {
		if home != "" && strings.Contains(home, strings.Trim(w, ".,")) {
			continue
		}
		has := slices.ContainsFunc(r.ents[e].titles, func(t string) bool { return containsFold(t, w) })
		if !has && !strings.Contains(m.Of(r.d.Text), upperFirst(w)) {
			return false
		}
	}
	if (len(words) == 0 || home != "") && slices.ContainsFunc(r.ents[e].titles, lesser) {
		return slices.ContainsFunc(words, func(w string) bool { return w == "former" || w == "deputy" || w == "vice" })
	}
	return true
}

// lesser reports whether a title is one beside or after the office itself.
func lesser(title string) bool {
	l := strings.ToLower(title)
	return strings.HasPrefix(l, "vice ") || strings.HasPrefix(l, "former ") || strings.HasPrefix(l, "deputy ") || strings.HasPrefix(l, "ex-")
}

func upperFirst(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

func containsFold(s, w string) bool { return strings.Contains(strings.ToLower(s), w) }

// organizationWords files the organizations by the first and last word of
// their names: "Interior Ministry" under both.
func (r *resolver) organizationWords() map[string][]int {
	m := map[string][]int{}
	put := func(w string, e int) {
		if len(m[w]) < 3 { // more than one name nobody
			m[w] = append(m[w], e)
		}
	}
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
		if legalForms[last] || trades[last] {
			last = "company"
		}
		put(words[0], e)
		put(last, e)
		for _, w := range words[1 : len(words)-1] { // "National Party of Nowhere"
			if word.Is(w, "party", "ministry", "committee", "court", "union", "bank") {
				put(w, e)
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
	if len(list) == 0 && general[w] {
		return r.onlyOne(i, w == "company")
	}
	if len(list) > 1 {
		list = r.justNamed(i, list)
	}
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

// How far back "the ministry" looks for what was just named, in sentences and
// mentions.
const (
	window  = 3
	maxBack = 48
)

// justNamed is the one of a list that was named in the sentences before
// mention i or its own; empty where it was none or several.
func (r *resolver) justNamed(i int, list []int) []int {
	m := &r.d.Mentions[i]
	found := doc.None
	for k := i - 1; k >= 0 && i-k <= maxBack && m.Sentence-r.d.Mentions[k].Sentence <= window; k-- {
		e := r.d.Mentions[k].Entity
		if e == doc.None || e == found || !slices.Contains(list, e) {
			continue
		}
		if found != doc.None {
			return nil
		}
		found = e
	}
	if found == doc.None {
		return nil
	}
	return []int{found}
}

// general are words for organizations of many kinds that their names do not
// have.
var general = word.Set("company firm corporation group organization organisation")

// press are agencies and broadcasters that reports name as where they have
// something from.
var press = map[string]bool{"reuters": true, "associated press": true, "ap": true, "afp": true, "agence france-presse": true, "cnn": true, "bbc": true,
	"nbc news": true, "abc news": true, "cbs news": true, "fox news": true, "bloomberg": true, "al jazeera": true, "getty images": true}

// onlyOne is the only organization that was named in the sentences before
// mention i and its own, where it is no body of a state; None where it was none
// or several. Bodies of a state and parties are no rivals of a company.
func (r *resolver) onlyOne(i int, company bool) int {
	m := &r.d.Mentions[i]
	found := doc.None
	for k := i - 1; k >= 0 && i-k <= maxBack && m.Sentence-r.d.Mentions[k].Sentence <= window; k-- {
		c := &r.d.Mentions[k]
		if c.Kind != doc.Organization || c.Entity == found || press[strings.ToLower(c.Of(r.d.Text))] {
			continue
		}
		if state := c.Form == doc.FormAffiliation || c.Entity != doc.None && (public(r.ents[c.Entity].Name) || local(r.ents[c.Entity].Name)); state && company {
			continue
		} else if state || found != doc.None || c.Entity == doc.None {
			return doc.None
		}
		found = c.Entity
	}
	return found
}

// loose are words for organizations whose names often do not have them.
var loose = word.Set(`party company group bank union organization organisation movement network coalition alliance front league
	federation association agency center centre institute foundation airline newspaper paper`)
