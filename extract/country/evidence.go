package country

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// How strongly what stands around a candidate makes it a place.
const (
	hinted  = 1 // a word that can stand before a place
	likely  = 2 // a word that stands before or behind places
	certain = 4 // a dateline, a state behind the comma
)

// judge weighs what stands right before and after a candidate.
func (a *article) judge(c *candidate, s *doc.Sentence) {
	sense := &c.senses[0]
	switch {
	case sense.Class == gazetteer.People || sense.Class == gazetteer.Locals:
		c.person = a.bearer(c) || a.language(c)
		return
	case sense.Class == gazetteer.Area:
		return
	case sense.Exact:
		c.person = c.Start > 0 && a.text[c.Start-1] == '.' || c.End < len(a.text) && letter(a.text[c.End]) // "L.G.B.T."
		return
	}
	c.place = a.placeEvidence(c, s)
	if c.person = a.isPerson(c, s); c.person {
		c.place = 0
	}
	switch {
	case c.person:
		a.people[sense]++
	case c.place >= likely:
		a.placed[sense]++
		if c.before.kind == of && a.townOf(c, towns) {
			a.towned[sense]++
		}
	case c.place == hinted:
		a.hinted[sense]++
	}
}

// placeEvidence is how strongly what stands around makes a candidate a place.
func (a *article) placeEvidence(c *candidate, s *doc.Sentence) int {
	if (c.start || word.ShapeOf(c.Of(a.text)) == word.AllCaps) && dateline(a.text[c.End:min(len(a.text), c.End+12)]) || s.Role == doc.Dateline {
		return certain
	}
	if c.after.kind == placeHead || strings.HasPrefix(a.text[c.End:], "-based") || strings.HasPrefix(a.text[c.End:], "-area") {
		return likely
	}
	switch c.before.kind {
	case placePrep:
		return likely
	case otherPrep:
		return hinted
	case of:
		if a.townOf(c, places) || c.before.Start >= 2 && a.text[c.before.Start-2] == ',' { // "town of", "Jane Doe, 26, of"
			return likely
		}
	}
	return 0
}

// isPerson reports whether what stands around a candidate, or a word that
// belongs to it, makes it the name of a person or of another place.
func (a *article) isPerson(c *candidate, s *doc.Sentence) bool {
	sense := &c.senses[0]
	name := a.word(c.Of(a.text))
	nameable := sense.Class != gazetteer.Nation || name.Forename || name.Surname // not every country has a name of people
	switch {
	case c.before.kind == namer && c.place < certain: // "St. Paris", "New Kent", "Lake Ontario"
		return true
	case c.before.kind == title:
		if nameable || sense.Ambiguous == "place" {
			return true
		}
	case c.before.kind == initial:
		if name.Surname || sense.Class != gazetteer.Nation {
			return true
		}
	case c.before.cap && !c.caps && c.place < certain:
		var prev *candidate // that the word before belongs to
		if n := len(a.found); n > 0 && a.found[n-1].Contains(c.before.Span) {
			prev = &a.found[n-1]
		}
		w := a.word(c.before.Of(a.text))
		switch {
		case w.Forename && !(w.Word && a.opens(c.before, s)) && (prev == nil || !prev.firm()):
			if nameable || sense.Ambiguous == "place" {
				return true
			}
		case c.before.kind == plain && prev == nil && !a.opens(c.before, s) && sense.Trust >= gazetteer.Weak:
			return true
		}
	}
	if !c.caps && c.after.cap && c.place < likely && c.after.kind == plain && (name.Forename || person(sense)) {
		w := a.word(c.after.Of(a.text))
		if w.Surname && !w.Word || person(sense) && c.place == 0 && !word.Is(c.before.Of(a.text), determiners...) && !a.known(c.after) {
			return true
		}
	}
	return c.place == 0 && (person(sense) || sense.Trust >= gazetteer.Weak) && age(a.text[c.End:min(len(a.text), c.End+6)])
}

// bearer: "Mr. French", "Leonard French", "Brit Hume".
func (a *article) bearer(c *candidate) bool {
	if c.before.kind == initial || word.Is(c.before.Of(a.text), address...) {
		return true
	}
	if !person(&c.senses[0]) {
		return false
	}
	if w := a.word(c.before.Of(a.text)); c.before.cap && w.Forename && !w.Word && !c.after.cap {
		return true
	}
	w := a.word(c.after.Of(a.text))
	return c.after.cap && w.Surname && (!w.Word || c.after.kind == plain) && a.word(c.Of(a.text)).Forename
}

// language: "in Spanish,", "Spanish-speaking", "speaks Spanish".
func (a *article) language(c *candidate) bool {
	rest := a.text[c.End:]
	for _, p := range [...]string{"-language", "-speak", " language", " speaker", "-Language", " Language", " translation", " lessons", " for \"", " for “", " for '", " word for", " dictionary"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	before := c.before.Of(a.text)
	if word.Is(before, speaking...) {
		return true
	}
	if word.Is(before, "in", "into") {
		next := c.after.Of(a.text)
		return c.after.Empty() && !strings.HasPrefix(rest, "-") || word.Is(next, afterLanguage...)
	}
	return false
}

// firm reports whether the candidate is a place by itself.
func (c *candidate) firm() bool {
	return !c.person && (c.place >= likely || c.senses[0].Trust == gazetteer.Strong && c.senses[0].Ambiguous == "")
}

// known reports whether a name of the atlas begins at the word.
func (a *article) known(c context) bool {
	senses, _ := a.atlas.Longest(a.text, c.Start)
	return senses != nil
}

// opens reports whether the word is the first of the sentence.
func (a *article) opens(c context, s *doc.Sentence) bool {
	return c.Start <= s.Start+3
}

// townOf: "the city of", "the town of", with one of the words, before the
// candidate.
func (a *article) townOf(c *candidate, words []string) bool {
	end := c.before.Start - 1
	if end <= 0 || a.text[end] != ' ' {
		return false
	}
	return word.Is(a.text[a.wordStart(0, end):end], words...)
}

// age reports whether ", 34," follows.
func age(rest string) bool {
	return len(rest) >= 5 && rest[0] == ',' && rest[1] == ' ' && digit(rest[2]) && digit(rest[3]) && (rest[4] == ',' || rest[4] == '.')
}

// dateline reports whether what follows a place ends a dateline: " (AP) —",
// " — ", " -- ", ", Jan. 5".
func dateline(rest string) bool {
	i := 0
	for i < len(rest) && rest[i] == ' ' {
		i++
	}
	rest = rest[i:]
	for _, p := range [...]string{"(AP)", "(Reuters)", "(AFP)", "(UPI)", "(CNN)", "(Xinhua", "—", "–", "--", "- "} {
		if len(rest) >= len(p) && rest[:len(p)] == p {
			return i > 0 || p[0] != '-'
		}
	}
	return false
}
