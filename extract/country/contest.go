package country

import (
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// Contests: names of a country that are as often something else. What decides
// them are words of the article, each counted once an occurrence.
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
	cueJersey
	cueCount
)

var cueWords = func() map[string]cue {
	m := map[string]cue{}
	for c, words := range [cueCount][]string{
		cueGeorgia:    {"Tbilisi", "Abkhazia", "Abkhazian", "Abkhaz", "Ossetia", "Ossetian", "Ossetians", "Saakashvili", "Ivanishvili", "Shevardnadze", "Caucasus", "Margvelashvili", "Zourabichvili", "Kobakhidze", "Garibashvili", "Batumi", "Gori", "Sukhumi", "Tskhinvali", "Poti", "Kremlin", "Putin", "Medvedev", "NATO", "Soviet", "Gazprom", "Georgians", "Transcaucasia"},
		cueUSPolitics: {"Atlanta", "Savannah", "Republican", "Republicans", "Democrat", "Democrats", "Democratic", "GOP", "Gov", "Sen", "Rep", "Senate", "Kemp", "Abrams", "Raffensperger", "Warnock", "Ossoff", "Isakson", "Perdue", "Chambliss", "Loeffler", "Trump", "Biden", "Fulton", "DeKalb", "Cobb", "Ga", "Macon", "Clinton", "Obama", "Sanders", "Rubio", "Cruz", "Medicaid", "County", "Bulldogs"},
		cueTribes:     {"Tribe", "Tribal", "Tribes", "Navajo", "Sioux", "Cherokee", "Apache", "Lakota", "Hopi", "Pueblo", "Chippewa", "Ojibwe", "Seminole", "Choctaw", "Mohawk", "Iroquois", "Comanche", "Cheyenne", "Shoshone", "Reservation", "Natives", "Pequot", "Pomo", "Chickasaw", "Crow", "Blackfeet", "Ute", "Paiute", "Yakama", "Colville"},
		cueJersey:     {"Guernsey", "Helier", "Jerseyman", "Sark", "Alderney"},
	} {
		for _, w := range words {
			m[w] = cue(c)
		}
	}
	return m
}()

func (a *article) cue(w string) {
	if len(w) > 14 {
		return
	}
	if c := cueWords[w]; c != noCue {
		a.cues[c]++
	}
	if code := homeWords[w]; code != "" {
		a.votes[code]++
	}
}

// homeWords are institutions that say which country an article is about, each
// worth a town of it.
var homeWords = map[string]string{
	"Sheriff": "USA", "County": "USA", "Township": "USA", "Interstate": "USA", "Councilman": "USA", "Councilwoman": "USA", "Selectmen": "USA", "Medicaid": "USA", "Medicare": "USA",
	"Republican": "USA", "Republicans": "USA", "Democrat": "USA", "Democrats": "USA", "GOP": "USA", "FBI": "USA", "IRS": "USA", "EPA": "USA", "FEMA": "USA", "NAACP": "USA", "ACLU": "USA", "Walmart": "USA", "Realtors": "USA", "Pentagon": "USA",
	"Tory": "GBR", "Tories": "GBR", "NHS": "GBR", "BBC": "GBR", "Ofsted": "GBR", "Brexit": "GBR", "Holyrood": "GBR",
	"RCMP": "CAN", "CBC": "CAN", "Ontarians": "CAN", "Loonie": "CAN",
	"AFL": "AUS", "Kremlin": "RUS", "Knesset": "ISR", "Bundestag": "DEU", "Duma": "RUS", "Garda": "IRL", "Gardai": "IRL", "Dail": "IRL", "Taoiseach": "IRL", "Fidesz": "HUN",
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
			return votes > 0 || a.cues[cueTribes] == 0
		case "TUR":
			return votes > 0 || !a.lower
		case "POL":
			return votes > 0 || !c.start || !is(c.after.Of(a.text), "the", "your", "up", "off", "and", "it")
		}
	}
	return true
}

// contest weighs a country against the American state of its name; it is
// inBonus for the country and -inBonus for the state. The weights: a word of the country's own 3,
// a place or demonym of it 3, a neighbour beside the name 8 (in a list: "Ukraine,
// Georgia and Moldova"), a neighbour in the article 2; a state beside the name
// 8, another state in the article 2, a word of American politics 1. Where
// nothing speaks it is the state.
func (a *article) contest(c *candidate, s *gazetteer.Sense) int {
	if s.Country == "JEY" {
		if a.cues[cueJersey] > 0 || a.votes["GGY"] > 0 || a.votes["JEY"] > 0 {
			return inBonus
		}
		return -inBonus
	}
	nation, state := 3*a.cues[cueGeorgia]+a.votes[s.Country], 1+min(20, a.cues[cueUSPolitics])
	for _, n := range [...]string{"RUS", "ARM", "AZE", "UKR", "MDA", "SUN", "BLR"} {
		if a.votes[n] > 0 {
			nation += 2
		}
	}
	state += a.states
	for _, i := range [...]int{c.ahead, c.behind, a.next(c)} {
		if i == doc.None {
			continue
		}
		switch n := &a.found[i].senses[0]; {
		case n.Class == gazetteer.Division && n.Country == "USA":
			state += 8
		case n.Class == gazetteer.Nation && n.Country != "USA":
			nation += 8
		}
	}
	if s.Class == gazetteer.People { // the state has hardly a use of its own for it
		state -= 5
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
