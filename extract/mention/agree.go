package mention

import (
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// agree puts right what the whole article says of people whose names are those
// of places, or of no one else: "Jordan Amadi" where Amadi is a person
// elsewhere, "Washington said" where the article has a Harold Washington, the
// first word of a sentence before one of them.
func (x *Description) agree(l []uint8, margins []int32) {
	x.strike(l)
	for t := range l {
		switch {
		case x.toks[t].capital && t+1 < len(l) && x.sentence[t+1] == x.sentence[t] && x.apart(l, t) && x.isPerson(t+1):
			put(l, margins, t, t+2, doc.Person)
		case t+1 < len(l) && x.has(t, forename) && x.toks[t].topo < 0 && x.has(t+1, surname) && x.toks[t+1].topo >= 0 && l[t] != outside && kinds[kindOf(l[t])-1] == doc.Organization && partOf(l[t]) == first && partOf(l[t+1]) == last:
			put(l, margins, t, t+2, doc.Person) // "Harold Washington"
		case t+1 < len(l) && x.has(t, function) && (t == 0 || x.toks[t].initial || x.toks[t-1].mark != 0) && l[t] != outside && partOf(l[t]) == first && partOf(l[t+1]) == last && x.isPerson(t+1):
			l[t] = outside // "In Byron's later letters", and not "He Jiankui"
			label(l[t+1:t+2], doc.Person)
		case x.longer(l, t):
			end, kind := nameAt(l, t)
			l[t] = outside
			label(l[t+1:end], kinds[kind-1])
		case l[t] != outside && partOf(l[t]) == only && kinds[kindOf(l[t])-1] == doc.Organization && (x.surnameOnly(t) || x.circled(t)):
			put(l, margins, t, t+1, doc.Person)
		case l[t] != outside && partOf(l[t]) == only && kinds[kindOf(l[t])-1] == doc.Person && x.country(t) && x.is(t-1, "in", "into", "within", "across", "near", "outside", "throughout"):
			put(l, margins, t, t+1, doc.Place) // "in Jordan", whoever else is called so
		case l[t] != outside && partOf(l[t]) == only && kinds[kindOf(l[t])-1] == doc.Place && !x.country(t) && x.speaks(t):
			if f := x.before.words[x.forms[x.form[t]].lower]; f != nil && f.part[last][1] > 0 {
				put(l, margins, t, t+1, doc.Person)
			}
		}
	}
}

// longer reports whether a person's name that begins at token t of a headline
// in Title Case is one word longer than it is elsewhere: "Rip" in "Lawmakers Rip
// Halima Wanjiru".
func (x *Description) longer(l []uint8, t int) bool {
	if l[t] == outside || partOf(l[t]) != first || kinds[kindOf(l[t])-1] != doc.Person || x.headlines[x.sentence[t]] == 0 || x.has(t, forename|surname) {
		return false
	}
	end, _ := nameAt(l, t)
	h := uint64(0)
	for k := t + 1; k < end; k++ {
		h = seq.Join2(0, h, x.forms[x.form[k]].lower)
	}
	return end > t+2 && x.before.phrases[h][1] > 0
}

// put makes toks[a:b] a name, if it is not that one already. The margins were
// those of other labels.
func put(l []uint8, margins []int32, a, b int, kind doc.Kind) {
	if end, k := nameAt(l, a); end == b && k > 0 && kinds[k-1] == kind {
		return
	}
	label(l[a:b], kind)
	for k := a; k < b; k++ {
		margins[k] = settled
	}
}

// settled stands for the margin of a name that the article or a list decided
// and not the model: a confidence of 0.85.
const settled = 83

// apart reports whether token t, a forename, and the next are in no name with
// others, or both together are one of no person.
func (x *Description) apart(l []uint8, t int) bool {
	alone := func(y uint8) bool { return y == outside || partOf(y) == only }
	if alone(l[t]) {
		return alone(l[t+1]) && x.has(t, forename)
	}
	return partOf(l[t]) == first && l[t+1] != outside && partOf(l[t+1]) == last && kinds[kindOf(l[t])-1] != doc.Person
}

// isPerson reports whether token t has a capital and is a person by itself,
// here or elsewhere in the article, and no word that says otherwise.
func (x *Description) isPerson(t int) bool {
	k := &x.toks[t]
	if !k.capital || k.shape != word.Capitalized || k.topo >= 0 || k.class&(orgEnd|orgOf|placeEnd|title|honorific|rank|eventEnd|calendar|function) != 0 {
		return false
	}
	f := x.before.words[x.forms[x.form[t]].lower]
	if f == nil {
		return false
	}
	alone := f.as
	for _, p := range f.part {
		for kind := range alone {
			alone[kind] -= p[kind]
		}
	}
	return alone[1] > 0 && alone[1] >= alone[2]+alone[3]
}

// surnameOnly reports whether the word of token t is the last one of a person's
// name, and else nothing but people: "told Oloo" after "Peter Oloo".
func (x *Description) surnameOnly(t int) bool {
	f := x.before.words[x.forms[x.form[t]].lower]
	return f != nil && x.toks[t].shape == word.Capitalized && f.part[last][1] > 0 && f.as[1] > 1 && f.as[0]+f.as[2]+f.as[3] <= 1
}

// circled reports whether token t, which is no known organization or place,
// stands before what only people have around them: "the Oloo administration".
func (x *Description) circled(t int) bool {
	return x.is(t+1, "administration", "presidency") && x.toks[t].shape == word.Capitalized && x.orgs[t] == 0 && x.toks[t].topo < 0 &&
		x.has(t, forename|surname) && x.toks[t].class&(orgEnd|cabinet|title|public) == 0
}

// speaks reports whether a verb of speech is right before or behind token t.
func (x *Description) speaks(t int) bool {
	return x.has(t+1, say) && x.toks[t+1].shape == word.Lower || t > 0 && x.has(t-1, say) && x.toks[t-1].shape == word.Lower
}

// listed puts what the lists of organizations are sure of into the labels: a
// whole name that the reading found nothing in, or only a part of, becomes an
// organization, and what looks like one and is none becomes nothing.
func (x *Description) listed(l []uint8, margins []int32) {
	for a := 0; a < len(l); a++ {
		if x.orgs[a]&orgFirst == 0 {
			continue
		}
		b := a + 1
		for x.orgs[b-1]&orgLast == 0 {
			b++
		}
		form := gazetteer.OrgForm(x.orgs[a] >> orgFormShift & 3)
		switch {
		case l[a] != outside && partOf(l[a]) != first && partOf(l[a]) != only,
			b < len(l) && l[b] != outside && partOf(l[b]) != first && partOf(l[b]) != only:
			// a part of a longer name
		case form == gazetteer.OrgNone, b-a == 1 && x.concerns(a):
			clear(l[a:b])
		case form == gazetteer.OrgName && (x.orgs[a]&orgCurated != 0 || b-a > 2 && x.capitals(a, b)):
			put(l, margins, a, b, doc.Organization)
		}
	}
}

// capitals reports whether all words of toks[a:b] but the smallest have a
// capital.
func (x *Description) capitals(a, b int) bool {
	for ; a < b; a++ {
		if t := &x.toks[a]; t.mark == 0 && !t.capital && t.class&function == 0 {
			return false
		}
	}
	return true
}
