package study

import "github.com/broadsheet/broadsheet/results"

// places counts names and demonyms of places, and whether their country is
// right where the annotation tells it.
var places = task{
	name: "places",
	of:   func(g *Gold) bool { return g.Toponyms != nil },
	count: func(g *Gold, rows *results.ArticleRows, n tally) {
		var have []*results.Mention
		for i := range rows.Mentions {
			m := &rows.Mentions[i]
			if (m.Kind == "place" || m.Kind == "country") && (m.Form == "name" || m.Form == "demonym" || m.Form == "embedded") {
				have = append(have, m)
			}
		}
		n["gold"] += len(g.Toponyms)
		n["pred"] += len(have)
		used := make([]bool, len(have))
		for _, t := range g.Toponyms {
			for j, m := range have {
				if used[j] || int(m.EndChar) <= t.Start || int(m.StartChar) >= t.End {
					continue
				}
				used[j] = true
				n["hit"]++
				if t.Country != "" {
					n["with_country"]++
					if t.code == m.CountryCode {
						n["country_ok"]++
					}
				}
				break
			}
		}
	},
	ratios: []ratio{
		precisionRecall("toponyms", "hit", "pred", "gold"),
		{name: "country_accuracy", right: "country_ok", of: "with_country", optional: true},
		{name: "country_recall", right: "country_ok", of: "gold", optional: true},
	},
}
