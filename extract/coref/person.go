package coref

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// maxSame is how many people of one surname are compared with a new name;
// more do not occur but in lists.
const maxSame = 16

// person finds the person of a name: by the whole of it, else among the
// people with the same last word.
func (r *resolver) person(i int, text string) int {
	key := r.fold(text)
	words := nameWords(key)
	if len(words) == 0 {
		return doc.None
	}
	m := &r.d.Mentions[i]
	gender := titleGender(r.d.Text[addressed(r.d.Text, m.Start):m.Start])
	if gender == gazetteer.Unknown {
		gender = titleGender(m.Title.Of(r.d.Text))
	}
	spelt := strings.ReplaceAll(key, "-", " ") // "Kim Jong-un" is "Kim Jong Un"
	if e, ok := r.full[spelt]; ok && len(words) > 1 {
		r.lowered(e, text)
		r.introduce(e, i)
		r.title(e, i, gender)
		return e
	}
	var e int
	if len(words) == 1 {
		e = r.surnamed(i, words[0], gender)
		if w := r.names[words[0]]; e == doc.None && gender == gazetteer.Unknown && !w.Surname {
			gender = w.Gender
		}
	} else {
		if gender == gazetteer.Unknown {
			gender = r.names[words[0]].Gender
		}
		e = r.shorter(words, gender)
	}
	if e == doc.None {
		e = r.add(doc.Person, text, key, i)
		r.ents[e].words = words
		r.index(e, words)
	} else if ent := &r.ents[e]; len(words) > len(ent.words) || len(words) == len(ent.words) && len(words) > 1 && len(key) > len(ent.key) {
		ent.Name, ent.words, ent.key = text, words, key
		r.index(e, words)
	}
	if len(words) > 1 {
		r.full[spelt] = e
		r.introduce(e, i)
	}
	r.title(e, i, gender)
	return e
}

// shorter is the person whose name before was another form of words, or None.
func (r *resolver) shorter(words []string, gender gazetteer.Gender) int {
	for _, e := range slices.Backward(latest(r.last[words[len(words)-1]])) {
		if r.compatible(&r.ents[e], words, gender) {
			return e
		}
	}
	// A forename alone came before: "Jokowi", then "Jokowi Widodo"; or family
	// name first: "Kim", then "Kim Jong Un".
	for _, e := range r.last[words[0]] {
		if len(r.ents[e].words) == 1 {
			return e
		}
	}
	return doc.None
}

// latest are the last maxSame of a list.
func latest(list []int) []int { return list[max(0, len(list)-maxSame):] }

// index files a person under the first and last word of the name.
func (r *resolver) index(e int, words []string) {
	put := func(m map[string][]int, w string) {
		if !slices.Contains(latest(m[w]), e) {
			m[w] = append(m[w], e)
		}
	}
	put(r.last, words[len(words)-1])
	if len(words) > 1 {
		put(r.first, words[0])
	}
}

// maxTitles is how many titles of one person are kept.
const maxTitles = 8

// title keeps the title and gender that a mention gives.
func (r *resolver) title(e, i int, gender gazetteer.Gender) {
	ent := &r.ents[e]
	if ent.gender == gazetteer.Unknown {
		ent.gender = gender
	}
	t := r.d.Mentions[i].Title
	if t.Empty() {
		if t = r.shared(i); t.Empty() {
			return
		}
	}
	text := singular(squeeze(t.Of(r.d.Text)))
	if len(ent.titles) < maxTitles {
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
		if list := r.roles[w]; len(list) < maxHolders && !slices.Contains(list, e) {
			r.roles[w] = append(list, e)
		}
	}
}

// maxHolders is how many people are kept for one role: of more, a role alone
// names nobody.
const maxHolders = 5

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
	if a == b || r.nickname(a) == r.nickname(b) || clipped(a, b) || slip(a, b) {
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
	return slices.Contains(e.words[1:len(e.words)-1], b) || slices.Contains(words[1:len(words)-1], a)
}

func (r *resolver) nickname(w string) string {
	if n, ok := r.nick[w]; ok {
		return n
	}
	return w
}

// clipped reports whether one forename is the beginning of the other: "Nus"
// and "Nusrat".
func clipped(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	// "Paul" is not "Paula".
	return len(a) >= 3 && strings.HasPrefix(b, a) && !strings.Contains(b, "-") && (len(a) == len(b) || b[len(b)-1] != 'a' && b[len(b)-1] != 'e')
}

// slip reports whether two forenames are one in two spellings, with another
// vowel or a letter doubled inside: "Valerie" and "Valarie", "Mohammed" and
// "Mohamed", but not "Ivana" and "Ivanka".
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || a[0] != b[0] || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	switch len(b) - len(a) {
	case 0:
		return n < len(a) && a[n+1:] == b[n+1:] && vowel(a[n]) && vowel(b[n])
	case 1:
		return n > 0 && a[n:] == b[n+1:] && b[n] == b[n-1]
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

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

// titleGender is the gender that a title tells.
func titleGender(t string) gazetteer.Gender {
	for w := range strings.FieldsSeq(t) {
		if g := titleGenders[strings.ToLower(strings.Trim(w, ".,"))]; g != gazetteer.Unknown {
			return g
		}
	}
	return gazetteer.Unknown
}

// nameWords are the words of a folded name that tell people apart.
func nameWords(key string) []string {
	words := strings.Fields(strings.ReplaceAll(key, ",", " "))
	for len(words) > 1 {
		switch strings.TrimSuffix(words[len(words)-1], ".") {
		case "jr", "sr", "ii", "iii", "iv":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	return words
}
