package mention

import (
	"sort"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// lies is the country that a place without a toponym of its own lies in: that
// of a toponym in its name ("Henderson County Jail"), else the one in which
// the article is at home, but for a city that is known to lie elsewhere and
// only was not sure to be a place ("Sydney").
func (g *merger) lies(s corpus.Span) string {
	if code := g.codeIn(s); code != "" {
		return code
	}
	if code := g.codeBehind(s); code != "" {
		return code
	}
	senses := g.atlas.Senses(s.Of(g.text))
	for i := range senses {
		if senses[i].Country == g.d.Home {
			return g.d.Home
		}
	}
	if len(senses) > 0 && senses[0].Class == gazetteer.Town && senses[0].Population >= wellKnown {
		return senses[0].Country
	}
	if k := g.at(s.Start); g.at(s.End) == k+1 && g.is(k, "west", "east") {
		return "" // "the West" is a part of the world more often than of a country
	}
	return g.d.Home
}

// wellKnown is how many people live in a city whose name hardly any other
// place shares in the news.
const wellKnown = 200_000

// codeBehind is the country of the toponym that a comma parts from the name
// before it: "Stanstead, Quebec".
func (g *merger) codeBehind(s corpus.Span) string {
	i := g.toponymFrom(s.End)
	if i == len(g.d.Toponyms) {
		return ""
	}
	t := &g.d.Toponyms[i]
	if t.Form != doc.FormName || t.Kind != doc.Country && t.Geonames != 0 || g.text[s.End:t.Start] != ", " ||
		strings.HasSuffix(g.text[:s.Start], ", ") || g.listGoesOn(t.End) {
		return "" // a city, or a list
	}
	return t.Code
}

// listGoesOn reports whether another toponym follows the comma at byte b:
// "Zzyzx, Ohio, Kansas and Maine" is a list.
func (g *merger) listGoesOn(b int) bool {
	i := g.toponymFrom(b)
	return i < len(g.d.Toponyms) && g.text[b:g.d.Toponyms[i].Start] == ", "
}

// codeIn is the country of the first toponym in a name, "" where it has none.
func (g *merger) codeIn(s corpus.Span) string {
	for i := g.toponymFrom(s.Start); i < len(g.d.Toponyms) && g.d.Toponyms[i].Start < s.End; i++ {
		if t := &g.d.Toponyms[i]; t.Code != "" && s.Contains(t.Span) {
			return t.Code
		}
	}
	return ""
}

// bodyOf reports whether an organization is one of a country's or place's
// public bodies, so that its name names that too: "Nigerian Army", "Columbus
// City Council", and not "Air Canada".
func (g *merger) bodyOf(t *doc.Toponym, s corpus.Span) bool {
	if g.asked.Span != s {
		g.asked = bodyKind{s, g.publicBody(s), g.localBody(s)}
	}
	if g.asked.public {
		return t.Kind == doc.Country || t.Form == doc.FormName
	}
	return g.asked.local && t.Kind == doc.Place && t.Form == doc.FormName
}

// bodyKind is what kind of body a name says that it is. The last answer is kept: a
// name may hold any number of toponyms, and is asked for each.
type bodyKind struct {
	corpus.Span
	public, local bool
}

func (g *merger) localBody(s corpus.Span) bool {
	for k := g.at(s.Start); k < len(g.toks) && g.toks[k].Start < s.End; k++ {
		if g.is(k, localBodies...) {
			return true
		}
	}
	return false
}

// localBodies are bodies of a city or state beside those of a country.
var localBodies = strings.Fields("university college school schools hospital hospitals library libraries district airport academy legislature sheriff sheriff's prison jail")

// toponymFrom is the first toponym that starts at or behind byte b.
func (g *merger) toponymFrom(b int) int {
	return sort.Search(len(g.d.Toponyms), func(i int) bool { return g.d.Toponyms[i].Start >= b })
}

// seated is the country of a public body whose own name does not tell it to
// the lists: of the place in its name ("Columbus City Council"), of the one
// right before it ("Britain's Parliament"), else, if the name would fit any
// country, where the article is at home.
func (g *merger) seated(s corpus.Span) string {
	k, e := g.at(s.Start), g.at(s.End)
	if !g.publicBody(s) && !g.chamber(k, e) {
		return ""
	}
	if code := g.codeIn(s); code != "" {
		return code
	}
	if i := g.toponymFrom(s.Start) - 1; i >= 0 {
		t := &g.d.Toponyms[i]
		if gap := g.text[min(t.End, s.Start):s.Start]; t.Code != "" && (gap == " " || gap == "'s " || gap == "’s " || gap == "' ") {
			return t.Code
		}
	}
	if g.chamber(k, e) {
		return g.chamberOf(k)
	}
	for n := k; n < e; n++ {
		if !g.has(n, public|cabinet|function) && !g.is(n, "supreme", "high", "national", "federal", "central", "constitutional", "of", "and", "for", "the", "appeals", "general", "attorney", "prosecutor") ||
			g.is(n, "international", "union", "team", "olympic", "football") || g.is(n, "security") && g.is(n+1, "council") {
			return ""
		}
		if g.d.Home == "USA" && g.is(n, "parliament", "ministry", "assembly") {
			return "" // it has none of these: another country's
		}
	}
	return g.d.Home
}

// chamberWords begin the names of chambers that the news of the United States
// names without their country, and of their committees.
var chamberWords = []string{"congress", "senate", "house"}

// chambersOf are other countries with a chamber of the name.
var chambersOf = map[string]string{
	"congress": "ARG BOL BRA CHL COL DOM ECU ESP GTM HND IND MEX PER PHL PRY VEN",
	"senate":   "ARG AUS BEL BHS BOL BRA BRB CAN CHL CMR COL CZE DOM ESP FRA GAB HTI IRL ITA JAM KAZ KEN KHM LBR LSO MDG MEX NAM NGA NLD PAK PHL POL PRY ROU RWA SVN SWZ THA TTO URY ZWE",
	"house":    "AUS BHS COL CYP FJI GBR JAM JPN LBR LBY MLT NGA NPL NZL PHL TTO YEM",
}

// chamber reports whether toks[k:e] name a chamber or a committee of it.
func (g *merger) chamber(k, e int) bool {
	return g.is(k, chamberWords...) && (e == k+1 || g.has(e-1, public) || g.is(e-1, "representatives", "subcommittee"))
}

// chamberOf is the country of the chamber at token k: the article's own where
// that has one, else the United States where the article names them.
func (g *merger) chamberOf(k int) string {
	if home := g.d.Home; home != "" && strings.Contains(chambersOf[strings.ToLower(g.word(k))], home) {
		return home
	}
	if g.d.Home == "USA" || g.named("USA") {
		return "USA"
	}
	return ""
}
