package country

import (
	"math/bits"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// weights are what speaks for a sense, in hundredths of a power of ten of
// inhabitants: a town of ten times the people is worth 100 more. The countries
// and regions speak for each doubling of their votes, up to a limit.
type weights struct {
	double      int // for each doubling of the inhabitants
	nation      int // a country beats the towns of its name
	division    int // a state beats most towns
	spot        int // so does a place in the list made by hand
	area        int // a sea or continent beats every town
	capital     int // of half a million or more
	again       int // its state or country stood behind it elsewhere in the article
	country     int // for each doubling of the votes for its country
	countryMost int
	share       int // for having all the votes
	region      int // … for its state
	regionMost  int
	style       int // for each doubling of the words that are written as in a country, to find whose local news it is
	styleMost   int
	said        int // words of local news anywhere in as many words of the article count as one of its country
	near        int // for each sure place within some 150 km
	nearMost    int
	local       int // for each doubling of the words of local news of its country
	localMost   int
	fleeting    int // percent of local for a name that stands once, and not at the head
	beside      int // a place that it is said to be near lies within some 150 km
	eclipsed    int // against a town where nothing near it is named and a city of its name is known everywhere
	unlisted    int // a place that no table has, in the country of local news
}

// tuned are fitted on local news beside news of the world (fit_test.go).
var tuned = weights{
	double: 30, nation: 800, division: 850, spot: 450, area: 1000, capital: 200, again: 500,
	country: 120, countryMost: 180, share: 100, region: 40, regionMost: 240,
	style: 40, styleMost: 120, said: 250, near: 60, nearMost: 180,
	local: 60, localMost: 300, fleeting: 20, beside: 800, eclipsed: 450, unlisted: 100,
}

// inBonus is for a sense whose state or country stands behind it; no sum of
// the others reaches it.
const inBonus = 3000

// What a mention is worth among the votes for its country and region; a town
// is worth one.
const (
	nationVotes   = 4
	divisionVotes = 2
)

// headBytes is about as much as a headline and the first sentence have.
const headBytes = 250

// vote counts the countries and regions that the unambiguous candidates name.
func (a *article) vote() {
	for i := range a.found {
		c := &a.found[i]
		if c.person {
			continue
		}
		s := &c.senses[0]
		if c.behind != doc.None {
			if o := &a.found[c.behind].senses[0]; (o.Class == gazetteer.Spot || o.Class == gazetteer.Division) && !a.wide[o.Country+o.Region] {
				a.tied[s] = o.Country
			}
		}
		if a.uses[s]++; c.Start < headBytes {
			a.uses[s]++
		}
		switch {
		case s.Class == gazetteer.Nation, s.Class == gazetteer.People:
			if s.Ambiguous == "" || s.Ambiguous == "person" && c.place >= likely {
				a.voteFor(s, s, nationVotes, 0)
			}
		case s.Class == gazetteer.Division, s.Class == gazetteer.Locals, s.Class == gazetteer.Spot:
			if s.Trust == gazetteer.Strong && s.Country != "" && a.oneCountry(c) && !a.elsewhere(s) {
				a.voteFor(s, s, divisionVotes, divisionVotes)
			}
		case s.Class == gazetteer.Town:
			if (s.Trust == gazetteer.Strong || c.place >= likely) && a.oneCountry(c) {
				if len(c.senses) == 1 || s.Region == c.senses[len(c.senses)-1].Region {
					a.voteFor(s, s, 1, 1)
					a.anchor(s, s)
				} else {
					a.voteFor(s, s, 1, 0)
				}
			}
		}
	}
	a.weighStates()
	a.settle()
	a.lean()
}

// elsewhere reports whether the people of a town could be those of one of its
// name in another country: "Londoners".
func (a *article) elsewhere(s *gazetteer.Sense) bool {
	if s.Class != gazetteer.Locals {
		return false
	}
	towns := a.atlas.Senses(s.Name)
	for i := range towns {
		if towns[i].Country != s.Country {
			return true
		}
	}
	return false
}

// leaning is by how much a reading must be the likeliest to vote before all is
// resolved.
const leaning = 150

// lean lets names of several countries vote that as good as have one already:
// "Florida", "Lebanon", "London". None of them hears the others.
func (a *article) lean() {
	a.leaners = a.leaners[:0]
	for i := range a.found {
		c := &a.found[i]
		key := &c.senses[0]
		if c.person || key.Ambiguous != "" && key.Ambiguous != "place" || a.own[key].code != "" || a.oneCountry(c) ||
			key.Trust != gazetteer.Strong && c.place < likely {
			continue
		}
		if a.choose(c, nil, 0); c.sense != nil && c.margin >= leaning && c.sense.Country != "" {
			a.leaners = append(a.leaners, i)
		}
	}
	for _, i := range a.leaners {
		c := &a.found[i]
		switch c.sense.Class {
		case gazetteer.Nation:
			a.voteFor(&c.senses[0], c.sense, nationVotes, 0)
		case gazetteer.Division, gazetteer.Spot:
			a.voteFor(&c.senses[0], c.sense, divisionVotes, divisionVotes)
		case gazetteer.Town:
			a.voteFor(&c.senses[0], c.sense, 1, 0)
			a.anchor(&c.senses[0], c.sense)
		}
	}
	clear(a.likeliest)
}

// settle finds the country of local news: the one for which most speaks of
// those that a word of it or a way of writing names. What is said in local
// news anywhere then speaks for it too.
func (a *article) settle() {
	near := 0
	for n, line := range a.lines {
		for _, code := range line.codes {
			if line.style {
				a.style[code] += a.lineCount[n]
			} else {
				a.local[code] += a.lineCount[n]
			}
		}
		if line.codes == nil {
			near = a.lineCount[n]
		}
	}
	a.home = ""
	most := 0
	for _, said := range [...]map[string]int{a.local, a.style} {
		for code := range said {
			n := a.about(nil, code) + min(tuned.styleMost, tuned.style*bits.Len(uint(a.style[code])))
			if said[code] > 0 && (n > most || n == most && code < a.home) { // whatever the order of the maps
				a.home, most = code, n
			}
		}
	}
	if a.home != "" {
		a.local[a.home] += near * tuned.said / max(a.words, 100)
	}
}

// voteFor adds the votes of a name with one country; they do not count where
// the name itself is in question.
func (a *article) voteFor(key, s *gazetteer.Sense, country, region int) {
	own := a.own[key]
	if own.code != "" && own.code != s.Country {
		return // one name speaks for one country
	}
	own.code = s.Country
	a.votes[s.Country] += country
	a.total += country
	own.country += country
	if s.Region != "" {
		a.regions[s.Region] += region
		own.name = s.Region
		own.region += region
	}
	a.own[key] = own
}

// maxAnchors bounds the distances that are measured for each sense.
const maxAnchors = 24

// anchor keeps where a name with a sure reading lies.
func (a *article) anchor(key, s *gazetteer.Sense) {
	if s.Geonames == 0 || len(a.anchors) == maxAnchors {
		return
	}
	for i := range a.anchors {
		if a.anchors[i].key == key {
			return
		}
	}
	a.anchors = append(a.anchors, anchor{key, thousandths(s.Latitude), thousandths(s.Longitude)})
}

// near is how many sure places other than the name itself are close to a sense.
func (a *article) near(key, s *gazetteer.Sense) int {
	if s.Geonames == 0 {
		return 0
	}
	n, latitude, longitude := 0, thousandths(s.Latitude), thousandths(s.Longitude)
	for i := range a.anchors {
		if o := &a.anchors[i]; o.key != key && closeTo(latitude, longitude, o.latitude, o.longitude) {
			n++
		}
	}
	return n
}

// besides reports whether the place that c is said to be near is close to a sense.
func (a *article) besides(c *candidate, s *gazetteer.Sense) bool {
	other := a.found[c.beside].senses
	for i := range other {
		if o := &other[i]; o.Geonames != 0 && s.Geonames != 0 && o.Country == s.Country &&
			closeTo(thousandths(s.Latitude), thousandths(s.Longitude), thousandths(o.Latitude), thousandths(o.Longitude)) {
			return true
		}
	}
	return false
}

// closeTo reports whether two places, in thousandths of degrees, are within
// some 150 kilometres.
func closeTo(latitude, longitude, otherLatitude, otherLongitude int) bool {
	const reach = 1350 // thousandths of a degree of latitude
	if abs(otherLatitude-latitude) > reach {
		return false
	}
	wide := reach * 100 / narrow[min(len(narrow)-1, abs(latitude)/10_000)]
	return abs(otherLongitude-longitude) <= wide
}

// narrow is the length of a degree of longitude in the middle of each ten
// degrees of latitude, in hundredths of that at the equator.
var narrow = [...]int{100, 97, 91, 82, 71, 57, 42, 26}

func thousandths(degrees float64) int { return int(degrees * 1000) }

func abs(n int) int { return max(n, -n) }

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
		if c := &a.found[i]; (c.behind != doc.None || a.partIn(c) != "") && !c.person {
			if a.resolve(c); c.within {
				a.agreed[&c.senses[0]] = c.sense
				a.anchor(&c.senses[0], c.sense)
			}
		}
	}
	clear(a.likeliest)
	kept := 0
	for i := range a.found {
		c := &a.found[i]
		if !c.within {
			a.resolve(c)
		}
		if c.sense != nil {
			kept++
		}
	}
	a.follow()
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

// follow lets the people of a town follow it: "Londoners" in Ontario.
func (a *article) follow() {
	for i := range a.found {
		c := &a.found[i]
		if c.sense == nil || c.sense.Class != gazetteer.Locals {
			continue
		}
		town := a.atlas.Senses(c.sense.Name)
		if town == nil {
			continue
		}
		if l := a.likeliest[&town[0]].sense; l != nil && l.Class == gazetteer.Town && l.Country != c.sense.Country {
			c.sense = l
			c.locals = true
		}
	}
}

// What the country of an article must have of all that its places and words
// of local news say.
const (
	settingShare = 60 // percent
	settingLeast = 3
)

// setting is the country that most of the article's places lie in, "" where
// they lie in many.
func (a *article) setting() string {
	clear(a.votes)
	total := 0
	for i := range a.found {
		if s := a.found[i].sense; s != nil && s.Country != "" {
			n := 2
			if s.Class == gazetteer.Nation || s.Class == gazetteer.People {
				n = 1
			}
			a.votes[s.Country] += n
			total += n
		}
	}
	a.votes[a.home] += a.local[a.home]
	total += a.local[a.home]
	for code, n := range a.votes { // one at most has more than half
		if code != "" && n >= settingLeast && n*100 >= total*settingShare {
			return code
		}
	}
	return ""
}

// resolve chooses the sense of a candidate, or none.
func (a *article) resolve(c *candidate) {
	c.sense, c.within = nil, false
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
		c.sense, c.within, c.score, c.margin = key, true, inBonus, inBonus
		key.Country = a.countyOf(c)
		return
	}
	contested := 0
	if hasWord(key.Ambiguous, "us-state") {
		contested = a.contest(c, key)
	}
	a.choose(c, agreed, contested)
	a.chooseUnlisted(c)
	if contested == 0 && !c.within {
		if s := a.smaller(c); s != nil {
			c.sense, c.within, c.score, c.margin = s, true, inBonus, inBonus
			return
		}
		if agreed != nil && a.invented(agreed) {
			c.sense, c.score, c.margin = agreed, tuned.again, tuned.again
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
	c.sense, c.within, c.score, c.margin = nil, false, 0, inBonus
	key := &c.senses[0]
	alike := c.behind == doc.None && c.beside == doc.None && contested == 0 && !key.Exact && (key.Ambiguous == "" || key.Ambiguous == "place")
	if alike {
		if l, ok := a.likeliest[key]; ok {
			c.sense, c.score, c.margin = l.sense, l.score, l.margin
			return
		}
	}
	for i := range c.senses {
		s := &c.senses[i]
		score := a.rate(c, s, contested)
		if s == agreed {
			score += tuned.again
		}
		switch {
		case score <= 0:
		case score > c.score:
			if c.sense != nil && s.Country != c.sense.Country {
				c.margin = score - c.score
			}
			c.sense, c.score, c.within = s, score, score >= inBonus
		case s.Country != c.sense.Country && c.score-score < c.margin:
			c.margin = c.score - score
		}
	}
	if alike {
		a.likeliest[key] = choice{c.sense, c.score, c.margin}
	}
}

// plainlyLocal is how many words of local news make an article local beyond
// doubt.
const plainlyLocal = 3

// chooseUnlisted gives a candidate a place of its name that no table has, in
// the country of the article's local news or of the place that it is said to
// be near, where that is likelier than the best of those known: the tables
// have no towns under 15,000 people.
func (a *article) chooseUnlisted(c *candidate) {
	if c.sense == nil || c.within {
		return
	}
	key, home, score := &c.senses[0], a.home, tuned.unlisted
	if c.beside != doc.None && !a.besides(c, c.sense) {
		if o := &a.found[c.beside]; a.oneCountry(o) && o.senses[0].Country != "" {
			home = o.senses[0].Country
			score += tuned.beside
		}
	}
	switch {
	case home == "" || c.sense.Country == home:
		return
	case c.sense.Class == gazetteer.Nation:
		if a.towned[key] == 0 || a.local[home] < plainlyLocal || a.votes[key.Country] > a.own[key].country {
			return
		}
		score = c.score + 1 // "the city of Turkey" in Texas
	case c.sense.Class != gazetteer.Town, c.sense.Population >= 500_000 && a.oneCountry(c):
		return // nobody else has called a town Los Angeles
	}
	if c.sense.Class != gazetteer.Nation {
		score += a.about(key, home)
	}
	if score <= c.score {
		return
	}
	s := a.unlisted[key]
	if s == nil || s.Country != home {
		if a.inventions == maxUnnamed {
			return
		}
		s = &a.invent(gazetteer.Sense{Class: gazetteer.Town, Text: key.Text, Name: key.Text, Country: home})[0]
		a.unlisted[key] = s
	}
	c.sense, c.margin, c.score = s, max(0, score-c.score), score
}

// vouched reports whether a country that shares its name with somebody in the
// article is meant all the same: something else of that country is named, and
// a preposition stands before it here, or more often than the name is the
// person's.
func (a *article) vouched(c *candidate, key *gazetteer.Sense) bool {
	return key.Class == gazetteer.Nation && a.votes[key.Country] > 0 &&
		(c.place > 0 || a.hinted[key]+a.placed[key] > a.people[key])
}

// withCounties are the countries that have counties.
var withCounties = [...]string{"USA", "KEN", "GBR", "IRL", "LBR", "TWN", "CAN", "HUN", "ROU", "HRV", "NOR", "SWE", "EST", "AUS", "CHN", "SSD", "IRN"}

// countyOf is the country that a county lies in: that of the state behind
// the comma, else the one for which most speaks; the United States where
// nothing does.
func (a *article) countyOf(c *candidate) string {
	if c.behind != doc.None {
		if s := &a.found[c.behind].senses[0]; s.Class == gazetteer.Nation || s.Class == gazetteer.Division {
			return s.Country
		}
	}
	own, end := a.atlas.Longest(a.text, c.Start)
	if end >= c.End {
		own = nil
	}
	best, most := "", -1
	for _, code := range withCounties {
		n := a.about(nil, code)
		for i := range own {
			if s := &own[i]; s.Country == code && (s.Class == gazetteer.Spot || s.Class == gazetteer.Division) {
				n += countyOfName
			}
		}
		if n > most {
			best, most = code, n
		}
	}
	return best
}

// countyOfName is for a county with the name of a region of the country:
// "Lancashire County Council".
const countyOfName = 800

// rate is how likely a sense is, 0 or less if it cannot be meant.
func (a *article) rate(c *candidate, s *gazetteer.Sense, contested int) int {
	w := &tuned
	score := 0
	switch s.Class {
	case gazetteer.Nation, gazetteer.People:
		if !a.allowed(c, s) {
			return 0
		}
		score = w.nation + contested
	case gazetteer.Division:
		if score = w.division; s.Population > 0 {
			score = min(score, bits.Len32(uint32(s.Population))*w.double)
		}
		score -= min(0, contested)
		if s.Exact && s.Trust != gazetteer.Postal && !a.abbreviates(c) {
			return 0
		}
	case gazetteer.Town:
		if n := &c.senses[0]; n.Class == gazetteer.Nation && n.Country == s.Country {
			return 0 // Singapore, Djibouti: the state is meant, or both
		}
		if score = bits.Len32(uint32(s.Population)) * w.double; s.Geonames == 0 {
			score = w.spot
		}
		if s.Capital && s.Population >= 500_000 {
			score += w.capital
		}
	case gazetteer.Area:
		score = w.area
	default:
		score = w.spot
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
	if s.Country == "" {
		return score
	}
	key := &c.senses[0]
	score += a.about(key, s.Country)
	if s.Class == gazetteer.Town {
		if n := a.regions[s.Region]; n > 0 {
			if a.own[key].code == s.Country && s.Region == a.own[key].name {
				n -= a.own[key].region
			}
			score += min(w.regionMost, w.region*bits.Len(uint(n)))
		}
		near := a.near(key, s)
		score += min(w.nearMost, w.near*near)
		if near == 0 && a.local[s.Country] < plainlyLocal && !in && a.tied[key] != s.Country && eclipsed(c, s) && (a.wide[s.Country+s.Region] || a.regions[s.Region] == 0) {
			score -= w.eclipsed
		}
		if c.beside != doc.None && a.besides(c, s) {
			score += w.beside
		}
	}
	return score
}

// eclipsed reports whether a town has the name of a city that all the world
// knows: "Boston" of Massachusetts, and not of Lincolnshire.
func eclipsed(c *candidate, s *gazetteer.Sense) bool {
	for i := range c.senses {
		if o := &c.senses[i]; o.Class == gazetteer.Town && o.Population >= 500_000 && o.Population/10 >= s.Population {
			return true
		}
	}
	return false
}

// about is how much the article, but for the name key itself, speaks for a
// country.
func (a *article) about(key *gazetteer.Sense, country string) int {
	w, votes := &tuned, a.votes[country]
	if key != nil && a.own[key].code == country {
		votes -= a.own[key].country
	}
	total, local := a.total, min(w.localMost, w.local*bits.Len(uint(a.local[country])))
	if key != nil {
		total -= a.own[key].country
		if a.uses[key] == 1 {
			local = local * w.fleeting / 100
		}
	}
	return w.share*votes/(total+nationVotes) + min(w.countryMost, w.country*bits.Len(uint(votes))) + local
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
		if s.Class == gazetteer.Division || o.Region != s.Region {
			continue
		}
		if o.Class == gazetteer.Division || o.Class == gazetteer.Town && o.Name == o.Region && o.Name != s.Name {
			return true
		}
	}
	return false
}

// partIn is the country whose small places are called what stands before c:
// "Barangay San Roque". It is "" where nothing like it does.
func (a *article) partIn(c *candidate) string {
	if !c.before.cap || c.before.Len() > maxWord {
		return ""
	}
	return a.parts[c.before.Of(a.text)]
}

// smaller is a place that has the name of a known one, but lies in the country
// that the word before it tells, or in the state behind the comma: "Peru, Vt.".
func (a *article) smaller(c *candidate) *gazetteer.Sense {
	if code := a.partIn(c); code != "" && code != c.senses[0].Country && a.inventions < maxUnnamed {
		return &a.invent(gazetteer.Sense{Class: gazetteer.Spot, Text: c.Of(a.text), Name: c.Of(a.text), Country: code})[0]
	}
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
	if s.Class == gazetteer.Nation || s.Class == gazetteer.People || s.Class == gazetteer.Locals || s.Class == gazetteer.Area || c.within {
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
	if s.Class == gazetteer.Town && s.Population < 100_000 && s.Name != s.Region {
		return place > 0 || known
	}
	return true
}

// toponym is the reading of a resolved candidate at the date of the article.
func (a *article) toponym(c *candidate) (doc.Toponym, bool) {
	s := c.sense
	t := doc.Toponym{Span: c.Span, Kind: doc.Place, Form: doc.FormName, Code: s.Country, Name: s.Name}
	if c.locals || s.Class == gazetteer.People || s.Class == gazetteer.Locals {
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
	if s.Geonames != 0 && a.pinned(c) {
		t.Geonames, t.Latitude, t.Longitude = int(s.Geonames), s.Latitude, s.Longitude
	}
	// A place without a rival is 0.99, one that has won by a doubling of its
	// inhabitants 0.52.
	t.Confidence = float64(50+min(49, c.margin/12)) / 100
	return t, true
}

// pinned reports whether a town is surely the one of the table, and not
// another of its name in the country: something near it or of its region is
// named, or it is a city that needs no telling.
func (a *article) pinned(c *candidate) bool {
	s, key := c.sense, &c.senses[0]
	if c.within || s.Capital || s.Population >= wellKnown || a.agreed[key] == s || a.near(key, s) > 0 {
		return true
	}
	votes := a.regions[s.Region]
	if own := a.own[key]; own.code == s.Country && own.name == s.Region {
		votes -= own.region
	}
	if s.Region != "" && votes > 0 {
		return true
	}
	return a.home != s.Country || a.local[a.home] < plainlyLocal
}

// wellKnown is how many people live in a city that news names without its
// state wherever it is read.
const wellKnown = 200_000

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
