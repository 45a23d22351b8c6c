package coref

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// pronoun finds the person that "he" or "she" is: of the people named before,
// or somebody without a name, the one that the learned weights prefer.
func (r *resolver) pronoun(i int) int {
	d := r.d
	m := &d.Mentions[i]
	if word.Is(m.Of(d.Text), "it") {
		return r.it(i)
	}
	gender := pronounGender(m.Of(d.Text))
	if gender == gazetteer.Unknown || either(d.Text, m) {
		return doc.None
	}
	r.list = r.candidates(r.list[:0], i, gender)
	if len(r.list) == 1 { // nobody
		return doc.None
	}
	if r.choose != nil {
		return r.list[r.choose(i, r.list)].Entity
	}
	if e := r.introduced(i, gender); e != doc.None {
		return e
	}
	best, lead := r.best()
	e := r.list[best].Entity
	if e == doc.None || lead < Unclear {
		return doc.None
	}
	m.Confidence = r.weights.confidence(lead)
	if ent := &r.ents[e]; ent.gender == gazetteer.Unknown && r.within[i] == doc.None {
		if ent.meant == gender || m.Confidence >= sure {
			ent.gender = gender
		}
		ent.meant = gender
	}
	return e
}

// introduced is the person of whom the sentence before says who that is, where
// pronoun i begins its sentence: "Lou Hart is the mayor of Barlow. He".
func (r *resolver) introduced(i int, gender gazetteer.Gender) int {
	d := r.d
	m := &d.Mentions[i]
	if m.Sentence == 0 || r.within[i] != doc.None || m.Start != d.Sentences[m.Sentence].Start {
		return doc.None
	}
	s := &d.Sentences[m.Sentence-1]
	k := sort.Search(i, func(k int) bool { return d.Mentions[k].Start >= s.Start })
	if k == i || d.Mentions[k].Start != s.Start || r.within[k] != doc.None {
		return doc.None
	}
	c := &d.Mentions[k]
	if c.Kind != doc.Person || c.Form != doc.FormName || c.Entity == doc.None || opposite(r.ents[c.Entity].gender, gender) {
		return doc.None
	}
	after := d.Text[c.End:min(len(d.Text), c.End+len(" was the "))]
	for _, is := range [...]string{" is a ", " is an ", " is the ", " was a ", " was an ", " was the "} {
		if strings.HasPrefix(after, is) {
			return c.Entity
		}
	}
	return doc.None
}

// Unclear is the lead, in hundredths of log odds, below which a pronoun may mean
// one as well as another and stays unresolved: of forty that led by
// 20 to 40 in five folds of the treebank eighteen were right.
const Unclear = 30

// sure is the confidence from which one pronoun tells whether its person is a
// man or a woman; of less sure ones it takes two.
const sure = 0.8

// best is the candidate with the most points, the one named last of several
// that have them, and how many more it has than the next.
func (r *resolver) best() (best, lead int) {
	first, second := 0, 0
	for n := range r.list {
		points := r.weights.points(r.list[n].Features)
		switch {
		case n == 0:
			first, second = points, points-alone
		case points > first:
			best, first, second = n, points, first
		default:
			second = max(second, points)
		}
	}
	return best, first - second
}

// alone is the lead of a candidate without a rival.
const alone = 1 << 20

func pronounGender(w string) gazetteer.Gender {
	switch {
	case word.Is(w, "he", "him", "his", "himself"):
		return gazetteer.Male
	case word.Is(w, "she", "her", "hers", "herself"):
		return gazetteer.Female
	}
	return gazetteer.Unknown
}

// either reports whether a pronoun is half of "he or she", which is nobody.
func either(text string, m *doc.Mention) bool {
	after, first := strings.CutPrefix(text[m.End:], " or ")
	before, second := strings.CutSuffix(text[:m.Start], " or ")
	for _, w := range [...]string{"he", "she", "her", "his", "him"} {
		if first && strings.HasPrefix(after, w) || second && strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
