package study

import "github.com/broadsheet/broadsheet/results"

// class is how sets of annotated names call a kind; "" is no name.
func class(kind string) string {
	switch kind {
	case "person":
		return "PER"
	case "organization":
		return "ORG"
	case "country", "place":
		return "LOC"
	}
	return ""
}

// names counts exact spans of people, organizations and places.
var names = task{
	name: "names",
	of:   func(g *Gold) bool { return g.Mentions != nil },
	count: func(g *Gold, rows *results.ArticleRows, n tally) {
		type name struct {
			Span
			class string
		}
		want, have := map[name]bool{}, map[name]bool{}
		for _, m := range g.Mentions {
			if c := class(m.Kind); c != "" {
				want[name{m.Span, c}] = true
			}
		}
		for _, m := range rows.Mentions {
			if c := class(m.Kind); c != "" && m.Form == "name" {
				have[name{Span{int(m.StartChar), int(m.EndChar)}, c}] = true
			}
		}
		for x := range want {
			n[x.class+".gold"]++
			n["all.gold"]++
		}
		for x := range have {
			n[x.class+".pred"]++
			n["all.pred"]++
			if want[x] {
				n[x.class+".tp"]++
				n["all.tp"]++
			}
		}
	},
	ratios: func() (all []ratio) {
		for _, c := range []string{"PER", "ORG", "LOC", "all"} {
			all = append(all, precisionRecall(c, c+".tp", c+".pred", c+".gold"))
		}
		return all
	}(),
	missing: true,
}
