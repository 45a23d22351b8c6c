package country

import (
	"math/bits"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Scores, in hundredths of a power of ten of inhabitants: a town of ten times
// the people is worth 100 more.
const (
	doubleScore   = 30   // for each doubling of the inhabitants
	nationScore   = 800  // a country beats the towns of its name
	divisionScore = 650  // a state beats most towns
	spotScore     = 650  // so does a place in the list made by hand
	areaScore     = 1000 // a sea or continent beats every town
	capitalBonus  = 250  // a capital of half a million or more is worth three hundred times its people
	inBonus       = 1000 // its state or country stands behind it
	againBonus    = 500  // that was so elsewhere in the article
	countryVote   = 60   // for each doubling of the mentions of its country
	regionVote    = 80   // … of its state
	maxVote       = 300
)

// What a mention is worth among the votes for its country and region; a town
// is worth one.
const (
	nationVotes   = 4
	divisionVotes = 2
)

// vote counts the countries and regions that the unambiguous candidates name.
func (a *article) vote() {
	for i := range a.found {
		c := &a.found[i]
		if c.person {
			continue
		}
		s := &c.senses[0]
		switch {
		case s.Class == gazetteer.Nation, s.Class == gazetteer.People:
			if s.Ambiguous == "" || s.Ambiguous == "person" && c.place >= likely {
				a.votes[s.Country] += nationVotes
			}
		case s.Class == gazetteer.Division, s.Class == gazetteer.Locals, s.Class == gazetteer.Spot:
			if s.Trust == gazetteer.Strong && s.Country != "" && a.oneCountry(c) {
				a.votes[s.Country] += divisionVotes
				if s.Region != "" {
					a.regions[s.Region] += divisionVotes
				}
			}
		case s.Class == gazetteer.Town:
			if (s.Trust == gazetteer.Strong || c.place >= likely) && a.oneCountry(c) {
				a.votes[s.Country]++
				if len(c.senses) == 1 || s.Region == c.senses[len(c.senses)-1].Region {
					a.regions[s.Region]++
				}
			}
		}
	}
	a.weighStates()
}

// weighStates sums what the regions say for the United States: the order of
// the map does not matter.
func (a *article) weighStates() {
	a.states = 0
	for region, n := range a.regions {
		if usState[region] {
			if region == "Georgia" {
				n *= 2 // its own towns say more than those of other states
			}
			a.states += min(n, 6)
		}
	}
}

func (a *article) oneCountry(c *candidate) bool {
	for i := range c.senses {
		if c.senses[i].Country != c.senses[0].Country {
			return false
		}
	}
	return true
}

// toponyms resolves the candidates: first those with their state or country
// behind them, which then speak for the others of the same name.
func (a *article) toponyms() []doc.Toponym {
	for i := range a.found {
		if c := &a.found[i]; c.behind != doc.None && !c.person {
			if a.resolve(c); c.score >= inBonus {
				a.agreed[&c.senses[0]] = c.sense
			}
		}
	}
	kept := 0
	for i := range a.found {
		c := &a.found[i]
		if c.sense == nil || c.score < inBonus {
			a.resolve(c)
		}
		if c.sense != nil {
			kept++
		}
	}
	if kept == 0 {
		return nil
	}
	out := make([]doc.Toponym, 0, kept)
	for i := range a.found {
		if c := &a.found[i]; c.sense != nil {
			if t, ok := a.toponym(c); ok {
				out = append(out, t)
			}
		}
	}
	return out
}

// resolve chooses the sense of a candidate, or none.
func (a *article) resolve(c *candidate) {
	c.sense, c.score, c.margin = nil, 0, inBonus
	key := &c.senses[0]
	agreed := a.agreed[key]
	if c.person {
		return
	}
	enough := likely
	if key.Class != gazetteer.Nation && key.Trust >= gazetteer.Weak {
		enough = certain // "in Clinton" says little where somebody has the name
	}
	bearers := a.people[key]
	if c.place < enough && agreed == nil && bearers > 0 && bearers >= a.placed[key] && !a.vouched(c, key) &&
		(key.Class != gazetteer.Nation || person(key) || bearers > 1) {
		return // "Jordan said", after "Jim Jordan"
	}
	if key.Ambiguous == "county" {
		c.sense, c.score = key, inBonus
		key.Country = a.countyOf(c)
		return
	}
	contested := 0
	if hasWord(key.Ambiguous, "us-state") {
		contested = a.contest(c, key)
	}
	a.choose(c, agreed, contested)
	if contested == 0 && c.score < inBonus {
		if s := a.smaller(c); s != nil {
			c.sense, c.score, c.margin = s, inBonus, inBonus
			return
		}
		if agreed != nil && a.invented(agreed) {
			c.sense, c.score, c.margin = agreed, againBonus, againBonus
			return
		}
	}
	if c.sense != nil && !a.trusted(c) {
		c.sense = nil
	}
}

// choose gives a candidate the sense with the highest score, and the margin to
// the best one in another country.
func (a *article) choose(c *candidate, agreed *gazetteer.Sense, contested int) {
	for i := range c.senses {
		s := &c.senses[i]
		score := a.rate(c, s, contested)
		if s == agreed {
			score += againBonus
		}
		switch {
		case score <= 0:
		case score > c.score:
			if c.sense != nil && s.Country != c.sense.Country {
				c.margin = score - c.score
			}
			c.sense, c.score = s, score
		case s.Country != c.sense.Country && c.score-score < c.margin:
			c.margin = c.score - score
		}
	}
}

// vouched reports whether a country that shares its name with somebody in the
// article is meant all the same: something else of that country is named, and
// a preposition stands before it here, or more often than the name is the
// person's.
func (a *article) vouched(c *candidate, key *gazetteer.Sense) bool {
	return key.Class == gazetteer.Nation && a.votes[key.Country] > 0 &&
		(c.place > 0 || a.hinted[key]+a.placed[key] > a.people[key])
}

// withCounties are the countries that have counties, beside the United States.
var withCounties = [...]string{"KEN", "GBR", "IRL", "LBR", "TWN", "CAN", "HUN", "ROU", "HRV", "NOR", "SWE", "EST", "AUS", "CHN", "SSD", "IRN"}

// countyOf is the country that a county lies in: that of the state behind
// the comma, else the United States, unless only another country with
// counties is named.
func (a *article) countyOf(c *candidate) string {
	if c.behind != doc.None {
		if s := &a.found[c.behind].senses[0]; s.Class == gazetteer.Nation || s.Class == gazetteer.Division {
			return s.Country
		}
	}
	best := "USA"
	if a.votes["USA"] == 0 {
		for _, code := range withCounties {
			if a.votes[code] > a.votes[best] {
				best = code
			}
		}
	}
	return best
}

// rate is how likely a sense is, 0 or less if it cannot be meant.
func (a *article) rate(c *candidate, s *gazetteer.Sense, contested int) int {
	score := 0
	switch s.Class {
	case gazetteer.Nation, gazetteer.People:
		if !a.allowed(c, s) {
			return 0
		}
		score = nationScore + contested
	case gazetteer.Division:
		score = divisionScore - min(0, contested)
		if s.Exact && s.Trust != gazetteer.Postal && !a.abbreviates(c) {
			return 0
		}
	case gazetteer.Town:
		if n := &c.senses[0]; n.Class == gazetteer.Nation && n.Country == s.Country {
			return 0 // Singapore, Djibouti: the state is meant, or both
		}
		if score = bits.Len32(uint32(s.Population)) * doubleScore; s.Geonames == 0 {
			score = spotScore
		}
		if s.Capital && s.Population >= 500_000 {
			score += capitalBonus
		}
	case gazetteer.Area:
		score = areaScore
	default:
		score = spotScore
	}
	in := a.contains(c, s)
	switch s.Trust {
	case gazetteer.Behind:
		if !in || a.kind(c.Of(a.text)) != plain { // "University, Mississippi"
			return 0
		}
	case gazetteer.Postal:
		if !a.postal(c) {
			return 0
		}
		score += inBonus
	}
	if in {
		score += inBonus
	}
	if s.Country != "" {
		score += min(maxVote, countryVote*bits.Len(uint(a.votes[s.Country])))
	}
	if s.Region != "" && s.Class == gazetteer.Town {
		score += min(maxVote, regionVote*bits.Len(uint(a.regions[s.Region])))
	}
	return score
}

// contains reports whether what stands behind the comma is the state or
// country of a place: "Paris, Texas", "Paris, France".
func (a *article) contains(c *candidate, s *gazetteer.Sense) bool {
	if c.behind == doc.None || s.Class != gazetteer.Town && s.Class != gazetteer.Spot && s.Class != gazetteer.Division {
		return false
	}
	around := &a.found[c.behind]
	if around.person {
		return false
	}
	for i := range around.senses {
		o := &around.senses[i]
		if o.Country != s.Country {
			continue
		}
		if o.Class == gazetteer.Nation && c.senses[0].Class != gazetteer.Nation { // "Venezuela, Cuba and Iran" is a list
			return true
		}
		if o.Class == gazetteer.Division && s.Class != gazetteer.Division && o.Region == s.Region {
			return true
		}
	}
	return false
}

// smaller is a place that has the name of a known one, but lies in the state
// behind the comma: "Peru, Vt.".
func (a *article) smaller(c *candidate) *gazetteer.Sense {
	if c.behind == doc.None || a.inventions == maxUnnamed {
		return nil
	}
	state := &a.found[c.behind].senses[0]
	switch c.senses[0].Class {
	case gazetteer.Town, gazetteer.Spot:
	case gazetteer.Nation:
		if !state.Exact {
			return nil // "Mexico, California": a list as likely
		}
	default:
		return nil
	}
	for i := range a.found[c.behind].senses {
		if o := &a.found[c.behind].senses[i]; o.Class == gazetteer.Division && o.Country == "USA" {
			if o.Trust == gazetteer.Postal && !a.postal(&a.found[c.behind]) {
				continue
			}
			return &a.invent(gazetteer.Sense{Class: gazetteer.Spot, Text: c.Of(a.text), Name: c.Of(a.text), Country: o.Country, Region: o.Region})[0]
		}
	}
	return nil
}

// trusted reports whether there is evidence enough that the name is one of a
// place here.
func (a *article) trusted(c *candidate) bool {
	s := c.sense
	if s.Class == gazetteer.Nation || s.Class == gazetteer.People || s.Class == gazetteer.Locals || s.Class == gazetteer.Area || c.score >= inBonus {
		return true
	}
	place := c.place
	if a.placed[&c.senses[0]] > 0 || a.agreed[&c.senses[0]] != nil {
		place = max(place, likely)
	}
	known := a.votes[s.Country] > 0
	if s.Trust == gazetteer.Weak {
		if c.before.cap && c.before.kind == plain && c.place < certain {
			return false
		}
		return place >= likely || place == hinted && known && s.Population >= 50_000
	}
	if s.Class == gazetteer.Town && s.Population < 100_000 {
		return place > 0 || known
	}
	return true
}

// toponym is the reading of a resolved candidate at the date of the article.
func (a *article) toponym(c *candidate) (doc.Toponym, bool) {
	s := c.sense
	t := doc.Toponym{Span: c.Span, Kind: doc.Place, Form: doc.FormName, Code: s.Country, Name: s.Name}
	if s.Class == gazetteer.People || s.Class == gazetteer.Locals {
		t.Form = doc.FormDemonym
	}
	if s.Class == gazetteer.Nation || s.Class == gazetteer.People {
		t.Kind = doc.Country
		if code, ok := otherCountry(s.Ambiguous); ok && a.votes[s.Country] == 0 && a.votes[code] > 0 {
			t.Code, t.Name = code, gazetteer.CountryOf(code).Name
		}
		if !a.date(s, &t) {
			return t, false
		}
	}
	if s.Geonames != 0 {
		t.Geonames, t.Latitude, t.Longitude = int(s.Geonames), s.Latitude, s.Longitude
	}
	// A place without a rival is 0.99, one that has won by a doubling of its
	// inhabitants 0.52.
	t.Confidence = float64(50+min(49, c.margin/12)) / 100
	return t, true
}

// date puts a country that did not exist yet into the state that it was a
// part of then; it is false where there was no such name.
func (a *article) date(s *gazetteer.Sense, t *doc.Toponym) bool {
	if a.year == 0 {
		return true
	}
	if int(s.From) > a.year {
		return false
	}
	nation := gazetteer.CountryOf(t.Code)
	for nation != nil && nation.From > a.year {
		if nation.Before == "" {
			return false
		}
		nation = gazetteer.CountryOf(nation.Before)
		t.Kind = doc.Place
	}
	if nation == nil {
		return false
	}
	t.Code = nation.Code
	return true
}

// invent keeps a sense that no table has. There must be room.
func (a *article) invent(s gazetteer.Sense) []gazetteer.Sense {
	n := a.inventions
	a.unnamed[n] = s
	a.inventions++
	return a.unnamed[n : n+1]
}

func (a *article) invented(s *gazetteer.Sense) bool {
	for i := range a.inventions {
		if s == &a.unnamed[i] {
			return true
		}
	}
	return false
}

// abbreviates: "Ga.", "Wash." and the like stand behind a comma or in
// brackets; those with a full stop inside ("N.C.") stand anywhere but behind
// a number ("500 B.C."). "D-Mass." is the seat of a politician.
func (a *article) abbreviates(c *candidate) bool {
	i := c.Start - 1
	for i >= 0 && (a.text[i] == ' ' || a.text[i] == '\n') {
		i--
	}
	if i < 0 || a.text[i] == ',' || a.text[i] == '(' {
		return true
	}
	m := c.Of(a.text)
	for k := 0; k < len(m)-1; k++ {
		if m[k] == '.' {
			return a.text[i] != '-' && !digit(a.text[i])
		}
	}
	return false
}

// postal: "CA" in "Fresno, CA", where a capitalized word is before the comma
// and the sentence is not all in capitals.
func (a *article) postal(c *candidate) bool {
	if c.caps {
		return false
	}
	i := c.Start - 1
	for i >= 0 && a.text[i] == ' ' {
		i--
	}
	if i < 1 || i == c.Start-1 || a.text[i] != ',' || !letter(a.text[i-1]) {
		return false
	}
	for i--; i >= 0 && letter(a.text[i]); i-- {
	}
	return word.UpperAt(a.text, i+1)
}
