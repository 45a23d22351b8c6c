// Package country finds the names of countries and places, and of their
// people, and tells which country or place each of them means.
//
// The stage works on the text between the ends of each sentence, with the
// phrases of internal/gazetteer, in three steps.
//
// Candidates (scan.go): a known phrase that is written as a name. What stands
// right around it says whether it is a person ("Jim Jordan", "Chad Wolf",
// "Mr. Lincoln"), or a place ("in Lincoln", "Lincoln, Neb.").
//
// Votes (resolve.go): what is not ambiguous says which countries and regions
// the article is about, and words of local news, ways of writing and the
// publisher whose local news it is (words.tsv, publisher.go). A name never
// hears its own vote.
//
// Resolution (resolve.go): each candidate takes the sense with the highest
// score, a weighted sum whose weights were fitted (fit_test.go). A town that no
// table has competes too, in the country of local news. Names that are a country or something else, by article and then by
// occurrence, are in contest.go. The same name has the same reading in one
// article, unless what stands behind a comma says otherwise.
//
// All scores are whole numbers, so that every machine chooses the same.
package country

import (
	"sync"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// Stage is the stage. It is immutable.
type Stage struct {
	*words
	atlas  *gazetteer.Atlas
	names  map[string]gazetteer.NameWord
	byCode map[string][]gazetteer.Sense // by alpha-3 code
	// domains are the codes of the countries of top-level domains.
	domains map[string]string
	// wide are the regions, each behind the code of its country, in which most
	// of the country's people live: England. A town in one is not told by it.
	wide map[string]bool
	pool sync.Pool // *article: buffers between articles
}

// New builds the stage; it shares the tables of the gazetteer, which take some
// tens of milliseconds to load the first time.
func New() *Stage {
	s := &Stage{words: parseWords(), atlas: gazetteer.Toponyms(), names: gazetteer.NameWords(), byCode: make(map[string][]gazetteer.Sense, 256), domains: domainsOf(), wide: wideRegions()}
	for _, c := range gazetteer.Countries() {
		s.byCode[c.Code] = []gazetteer.Sense{{Class: gazetteer.Nation, Exact: true, Text: c.Code, Name: c.Name, Country: c.Code, Ambiguous: "code"}}
	}
	return s
}

// wideRegions is Stage.wide.
func wideRegions() map[string]bool {
	codes := make(map[string]string, 256)
	for _, c := range gazetteer.Countries() {
		codes[c.Alpha2] = c.Code
	}
	sum, regions, wide := map[string]int{}, map[string]int{}, map[string]bool{}
	cities := gazetteer.Cities()
	for i := range cities {
		c := &cities[i]
		code := codes[c.Country]
		sum[code] += c.Population
		regions[code+c.Region] += c.Population
	}
	for region, n := range regions {
		if code := region[:min(3, len(region))]; 2*n > sum[code] {
			wide[region] = true
		}
	}
	return wide
}

// Name is "country".
func (*Stage) Name() string { return "country" }

// Needs is what must be there before.
func (*Stage) Needs() doc.Layer { return doc.Sentences }

// Gives is what the stage fills.
func (*Stage) Gives() doc.Layer { return doc.Toponyms }

// Annotate fills d.Toponyms and d.Home.
func (s *Stage) Annotate(d *doc.Document) {
	a, _ := s.pool.Get().(*article)
	if a == nil {
		a = newArticle(s)
	}
	a.reset(d)
	for i := range d.Sentences {
		a.scan(&d.Sentences[i])
	}
	a.publisher(d)
	a.vote()
	d.Toponyms = a.toponyms()
	d.Home = a.setting()
	s.pool.Put(a)
}
