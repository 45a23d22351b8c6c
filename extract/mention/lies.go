package mention

import (
	"sort"

	"github.com/broadsheet/broadsheet/corpus"
)

// lies is the country that a place without a toponym of its own lies in: that
// of a toponym in its name ("Henderson County Jail"), else the one in which
// the article is at home.
func (g *merger) lies(s corpus.Span) string {
	all := g.d.Toponyms
	for i := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start }); i < len(all) && all[i].Start < s.End; i++ {
		if all[i].Code != "" {
			return all[i].Code
		}
	}
	return g.d.Home
}
