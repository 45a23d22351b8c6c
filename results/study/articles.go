package study

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// whole counts what an article as a whole has: its people, organizations and
// countries once each, the passages in quotation marks with their speakers,
// the claims with what is counted and who states it.
var whole = task{
	name: "article",
	of:   func(g *Gold) bool { return g.Whole },
	count: func(g *Gold, rows *results.ArticleRows, n tally) {
		surfaces := map[string][]string{}
		byID := map[string]*results.Entity{}
		for _, m := range rows.Mentions {
			if m.Form == "name" || m.Form == "demonym" || m.Form == "affiliation" {
				surfaces[m.EntityID] = append(surfaces[m.EntityID], norm(m.Text))
			}
		}
		for i := range rows.Entities {
			byID[rows.Entities[i].EntityID] = &rows.Entities[i]
		}
		countNamed("people", g.People, "person", rows, surfaces, n)
		countNamed("organizations", g.Organizations, "organization", rows, surfaces, n)
		countCountries(g, rows, n)
		countPassages(g, rows, byID, n)
		countClaims(g, rows, byID, n)
	},
	ratios: []ratio{
		precisionRecall("people", "people.tp", "people.pred", "people.gold"),
		{name: "people.full_name", right: "people.named", of: "people.tp", optional: true},
		precisionRecall("organizations", "organizations.tp", "organizations.pred", "organizations.gold"),
		{name: "organizations.full_name", right: "organizations.named", of: "organizations.tp", optional: true},
		precisionRecall("countries", "countries.tp", "countries.pred", "countries.gold"),
		{name: "quotes", right: "quotes.good", recalled: "quotes.found", found: "quotes.pred", of: "quotes.gold"},
		share("quotes.speaker_accuracy", "quotes.speaker_ok", "quotes.spoken"),
		precisionRecall("claims", "claims.tp", "claims.pred", "claims.gold"),
		share("claims.kind_accuracy", "claims.kind", "claims.tp"),
		share("claims.modifier_accuracy", "claims.modifier", "claims.tp"),
		share("claims.change_accuracy", "claims.change", "claims.tp"),
		share("claims.counted_accuracy", "claims.counted", "claims.with_counted"),
		share("claims.source_accuracy", "claims.source", "claims.tp"),
		share("claims.attributed_source_accuracy", "claims.sourced_ok", "claims.sourced"),
	},
	missing: true,
}

// countNamed counts the entities of a kind: one of the same full name, else
// the first that is called by a name of the other.
func countNamed(key string, gold []Named, kind string, rows *results.ArticleRows, surfaces map[string][]string, n tally) {
	type entity struct {
		name  string
		forms []string
	}
	var have []entity
	for _, e := range rows.Entities {
		if e.Kind == kind {
			name := norm(e.Name)
			have = append(have, entity{name, append(slices.Clip(surfaces[e.EntityID]), name)})
		}
	}
	n[key+".gold"] += len(gold)
	n[key+".pred"] += len(have)
	used := make([]bool, len(have))
	for _, x := range gold {
		name := norm(x.Name)
		forms := []string{name}
		for _, s := range append(slices.Clip(x.Surfaces), x.Affiliations...) {
			forms = append(forms, norm(s))
		}
		best := -1
		for j, e := range have {
			if used[j] {
				continue
			}
			if e.name == name {
				best = j
				break
			}
			if best < 0 && (slices.Contains(forms, e.name) || slices.Contains(e.forms, name)) {
				best = j
			}
		}
		if best >= 0 {
			used[best] = true
			n[key+".tp"]++
			if have[best].name == name {
				n[key+".named"]++
			}
		}
	}
}

func countCountries(g *Gold, rows *results.ArticleRows, n tally) {
	want, have := map[string]bool{}, map[string]bool{}
	for _, c := range g.Countries {
		want[c.ISO3] = true
	}
	for _, e := range rows.Entities {
		if e.Kind == "country" {
			have[e.CountryCode] = true
		}
	}
	n["countries.gold"] += len(want)
	n["countries.pred"] += len(have)
	for c := range have {
		if want[c] {
			n["countries.tp"]++
		}
	}
}

// countPassages counts passages in quotation marks that report speech.
func countPassages(g *Gold, rows *results.ArticleRows, byID map[string]*results.Entity, n tally) {
	text := g.text()
	var want []Passage
	for _, q := range g.Quotes {
		if q.Form == "direct" || q.Form == "mixed" {
			want = append(want, q)
		}
	}
	var have []*results.Quote
	for i := range rows.Quotes {
		if q := &rows.Quotes[i]; q.Form == "direct" || q.Form == "mixed" {
			have = append(have, q)
		}
	}
	n["quotes.gold"] += len(want)
	n["quotes.pred"] += len(have)
	passage := map[int]int{} // place -> which of want; of passages within others, the later one
	for i, q := range want {
		for _, at := range covered(text, q.Span) {
			passage[at] = i
		}
	}
	hits := make([][]int, len(want)) // places that each of have covers
	for i := range hits {
		hits[i] = make([]int, len(have))
	}
	for j, q := range have {
		good := false
		for _, at := range covered(text, spansOf(q)...) {
			if i, ok := passage[at]; ok {
				good = true
				hits[i][j]++
			}
		}
		if good {
			n["quotes.good"]++
		}
	}
	for i, q := range want {
		best := -1
		for j, k := range hits[i] {
			if k > 0 && (best < 0 || k > hits[i][best]) {
				best = j
			}
		}
		size := max(1, len(covered(text, q.Span)))
		if best < 0 || 2*hits[i][best] < size {
			continue
		}
		n["quotes.found"]++
		if q.Speaker == "" {
			continue
		}
		n["quotes.spoken"]++
		h := have[best]
		e := byID[h.SpeakerEntityID]
		who := called(e, h.SpeakerName, h.SpeakerText)
		name := norm(q.Speaker)
		if slices.Contains(who, name) || e == nil && q.SpeakerKind != "person" && within(who, name) {
			n["quotes.speaker_ok"]++
		}
	}
}

func countClaims(g *Gold, rows *results.ArticleRows, byID map[string]*results.Entity, n tally) {
	n["claims.gold"] += len(g.Claims)
	n["claims.pred"] += len(rows.Claims)
	used := make([]bool, len(rows.Claims))
	count := func(name string, right bool) {
		if right {
			n[name]++
		}
	}
	for _, c := range g.Claims {
		hit := -1
		for j := range rows.Claims {
			h := &rows.Claims[j]
			if !used[j] && int(h.StartChar) < c.End && int(h.EndChar) > c.Start && nearly(c.Value, h.Value) {
				hit = j
				break
			}
		}
		if hit < 0 {
			continue
		}
		used[hit] = true
		h := &rows.Claims[hit]
		n["claims.tp"]++
		count("claims.kind", h.UnitKind == c.UnitKind)
		count("claims.modifier", h.Modifier == c.Modifier)
		count("claims.change", h.Change == c.Change)
		if words := strings.Fields(norm(c.Counted)); len(words) > 0 {
			n["claims.with_counted"]++
			found := strings.Fields(norm(h.Counted))
			count("claims.counted", slices.ContainsFunc(words, func(w string) bool { return slices.Contains(found, w) }))
		}
		who := called(byID[h.SourceEntityID], h.SourceText, h.SourceName)
		source := norm(c.Source)
		right := slices.Contains(who, source) || within(who, source)
		if source == "article" {
			right = len(who) == 0
		} else {
			n["claims.sourced"]++
			count("claims.sourced_ok", right)
		}
		count("claims.source", right)
	}
}

// called is what the tool calls somebody.
func called(e *results.Entity, names ...string) []string {
	if e != nil {
		names = append(names, e.Name)
	}
	var who []string
	for _, name := range names {
		if name = norm(name); name != "" {
			who = append(who, name)
		}
	}
	return who
}

// within reports whether one of the names holds the other name or is held by
// it.
func within(who []string, name string) bool {
	return slices.ContainsFunc(who, func(w string) bool { return strings.Contains(name, w) || strings.Contains(w, name) })
}
