package country

import (
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// cue is a kind of words that decide contests: names of a country that are as
// often something else. Each occurrence in the article counts once.
//
//	Georgia   the country by its own places and neighbours, the state by
//	          American politics; the state where nothing speaks
//	Indian    Native Americans by tribes and reservations, where India is not named
//	Turkey    the bird by "turkey" in lower case, where nothing else is Turkish
//	Jersey    the island by Guernsey or its own town, else no country
//	(KEN)     codes in brackets where there are three different ones: a list of
//	          teams or delegates; one alone is more often an organization
//	Congo, Dominican, Korea, Virgin Islands, Papuan
//	          the first country of the table, unless only the other one is named
type cue uint8

const (
	noCue cue = iota
	cueGeorgia
	cueUSPolitics
	cueTribes
	cueTurkey
	cueJersey
	cueKinds
)

// cueNames are the cues as words.tsv writes them.
var cueNames = map[string]cue{"georgia": cueGeorgia, "us-politics": cueUSPolitics, "tribes": cueTribes, "jersey": cueJersey}

// cue counts what a word with a capital says of the article.
func (a *article) cue(w string) {
	if len(w) > maxWord {
		return
	}
	if c := a.cues[w]; c != noCue {
		a.cueCount[c]++
	}
	code := a.homes[w]
	if code == "" {
		code = a.parts[w]
	}
	if code != "" {
		a.votes[code]++
		a.total++
	}
	a.localWord(w)
}

// localWord counts a word of local news.
func (a *article) localWord(w string) {
	if n, ok := a.locals[w]; ok {
		a.lineCount[n]++
	}
}

// smallCue counts what a word in lower case says of the article.
func (a *article) smallCue(w string) {
	switch w {
	case "turkey", "turkeys":
		a.cueCount[cueTurkey]++
	case "tribe", "tribes", "tribal":
		a.cueCount[cueTribes]++
	}
	if 2 <= len(w) && len(w) <= maxWord {
		a.localWord(w)
	}
}

// allowed reports whether a sense of a country can be meant in this article
// at all. Ambiguous names have not voted for it themselves.
func (a *article) allowed(c *candidate, s *gazetteer.Sense) bool {
	votes := a.votes[s.Country]
	switch {
	case s.Ambiguous == "":
		return true
	case s.Ambiguous == "code":
		return a.distinct == len(a.codes)
	case hasWord(s.Ambiguous, "word"), hasWord(s.Ambiguous, "organization"):
		return votes > 0
	case hasWord(s.Ambiguous, "sometimes-word"):
		switch s.Country {
		case "IND":
			return votes > 0 || a.cueCount[cueTribes] == 0
		case "TUR":
			return votes > 0 || a.cueCount[cueTurkey] == 0
		case "POL":
			return votes > 0 || !c.start || !word.Is(c.after.Of(a.text), "the", "your", "up", "off", "and", "it")
		}
	}
	return true
}

// What weighs in the contest of Georgia, beside the votes for the country and
// for American states (weighStates).
const (
	ownCue         = 3  // a word of the country's own, as much as most of a mention of it
	neighbourNamed = 2  // a neighbour of the country in the article
	besideIt       = 8  // a country or a state right beside the name: "Ukraine, Georgia and Moldova"
	politicsMax    = 20 // words of American politics, 1 each: no more, as some articles are full of them
	peopleOfIt     = 5  // against the state: "Georgians" mostly come from the country
)

// neighbours are the countries in whose company Georgia is the country.
var neighbours = [...]string{"RUS", "ARM", "AZE", "UKR", "MDA", "SUN", "BLR"}

// contest weighs a country against the American state of its name; it is
// inBonus for the country and -inBonus for the state. Where nothing speaks it
// is the state.
func (a *article) contest(c *candidate, s *gazetteer.Sense) int {
	if s.Country == "JEY" {
		if a.cueCount[cueJersey] > 0 || a.votes["GGY"] > 0 || a.votes["JEY"] > 0 {
			return inBonus
		}
		return -inBonus
	}
	nation, state := ownCue*a.cueCount[cueGeorgia]+a.votes[s.Country], 1+min(politicsMax, a.cueCount[cueUSPolitics])
	for _, n := range neighbours {
		if a.votes[n] > 0 {
			nation += neighbourNamed
		}
	}
	state += a.states
	for _, i := range [...]int{c.ahead, c.behind, a.next(c)} {
		if i == doc.None {
			continue
		}
		switch n := &a.found[i].senses[0]; {
		case n.Class == gazetteer.Division && n.Country == "USA":
			state += besideIt
		case n.Class == gazetteer.Nation && n.Country != "USA":
			nation += besideIt
		}
	}
	if s.Class == gazetteer.People { // the state has hardly a use of its own for it
		state -= peopleOfIt
	}
	if nation > state {
		return inBonus
	}
	return -inBonus
}

// next is the candidate that has c ahead of it, or None.
func (a *article) next(c *candidate) int {
	i := c.behind
	if i != doc.None {
		return i
	}
	return c.follower
}

// usState has the names of the states of the United States.
var usState = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range [...]string{
		"Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "District of Columbia", "Florida", "Georgia",
		"Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan",
		"Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York",
		"North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota",
		"Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming",
	} {
		m[w] = true
	}
	return m
}()

// otherCountry is the code of the country that a name is ambiguous with.
func otherCountry(ambiguous string) (string, bool) {
	if len(ambiguous) == 3 && ambiguous[0] >= 'A' && ambiguous[0] <= 'Z' {
		return ambiguous, true
	}
	return "", false
}
