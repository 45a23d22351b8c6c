package report

import (
	"cmp"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// How much is shown of what there may be any number of.
const (
	topNamed      = 12 // people, countries, organizations, each
	topSpeakers   = 20
	topPublishers = 8
	topCountries  = 16 // in the matrix
	topListed     = 20 // publishers
	candidates    = 400
)

// overview is all that a report says of a run.
type overview struct {
	Title   string
	Version string
	Options []option

	Articles, NotEnglish, Copies, Clusters, Dated, OffTime int64
	Rows                                                   map[string]int64
	From, To                                               time.Time
	WithoutCopies                                          bool

	Time       timeline
	Months     []int64 // articles by period
	Publishers []*publisher
	Lengths    []bin
	Errors     []errorCount
	Languages  []tally

	Named    []kindNamed
	Speakers []*named
	Quotes   quoteCounts
	Matrix   *matrix

	ClaimsAll   int64
	Claims      []claimRow
	UnitKinds   []string
	QuotesAll   int64
	NoPublisher int64 // articles without a publisher
	SpeakersOf  []*publisher
}

type option struct{ Name, Value string }

type tally struct {
	Name string
	N    int64
}

type errorCount struct {
	Code string
	N    int64
	Say  string // the first of them
}

// publisher is a newspaper, agency or site.
type publisher struct {
	Name             string
	Articles, Copies int64
	Quotes, Claims   int64
	Periods          []int64 // articles by period
	number           int
}

// bin is one bar of the histogram of lengths.
type bin struct {
	Label string
	N     int64
}

type kindNamed struct {
	Kind, Title string
	Of          []*named
}

// named is an entry of the catalog with what is counted of it.
type named struct {
	ID, Kind, Name, Country string
	Articles, Quotes        int64
	SpokenIn                int64   // articles
	Periods                 []int64 // articles by period
	By                      map[int]int64
	rank                    int64
}

type quoteCounts struct {
	Forms, Kinds []tally
}

// matrix counts the articles that name both of two countries.
type matrix struct {
	Of    []*named
	Cells [][]int64
	Most  int64
}

// What the report reads of the tables.
type (
	articleColumns struct {
		ArticleID   string     `parquet:"article_id"`
		Source      string     `parquet:"source,optional"`
		URL         string     `parquet:"url,optional"`
		Title       string     `parquet:"title,optional"`
		Publisher   string     `parquet:"publisher,optional,dict"`
		PublishedAt *time.Time `parquet:"published_at,optional,timestamp(microsecond)"`
		Language    string     `parquet:"language,optional,dict"`
		Characters  int32      `parquet:"characters"`
		Tokens      *int32     `parquet:"tokens,optional"`
	}
	entityColumns struct {
		ArticleID string `parquet:"article_id,dict"`
		EntityID  string `parquet:"entity_id"`
	}
	quoteColumns struct {
		ArticleID       string `parquet:"article_id,dict"`
		Form            string `parquet:"form,dict"`
		SpeakerEntityID string `parquet:"speaker_entity_id,optional"`
		SpeakerKind     string `parquet:"speaker_kind,optional,dict"`
	}
	claimColumns struct {
		ArticleID  string   `parquet:"article_id,dict"`
		Claim      int32    `parquet:"claim"`
		Text       string   `parquet:"text"`
		Value      float64  `parquet:"value"`
		ValueMax   *float64 `parquet:"value_max,optional"`
		Unit       string   `parquet:"unit,optional,dict"`
		UnitKind   string   `parquet:"unit_kind,dict"`
		Modifier   string   `parquet:"modifier,dict"`
		Change     string   `parquet:"change,dict"`
		Counted    string   `parquet:"counted,optional"`
		About      string   `parquet:"about,optional"`
		SourceName string   `parquet:"source_name,optional"`
		Context    string   `parquet:"context,optional"`
	}
)

// article is what the rows of an article need to be counted.
type article struct {
	title, url, day string
	publisher       *publisher
	period          int
	skip            bool
	catalog         map[string]string // catalog_id by entity_id
}

type gatherer struct {
	f          *results.Folder
	o          Options
	c          *overview
	copies     map[string]bool // article_ids that are not the first of their cluster
	publishers map[string]*publisher
	named      map[string]*named // the candidates, by catalog_id
	together   map[[2]string]int64
	errors     map[string]*errorCount
	languages  map[string]int64
	forms      map[string]int64
	kinds      map[string]int64
	lengths    []int64
	claims     sample
}

// gather reads the tables, part by part: memory is that of a part, of the copies, of the
// publishers and of what is shown.
func gather(f *results.Folder, o Options) (*overview, error) {
	g := &gatherer{
		f: f, o: o,
		c:          &overview{Title: o.Title, Version: f.Version, Rows: f.Rows, WithoutCopies: o.WithoutCopies},
		copies:     map[string]bool{},
		publishers: map[string]*publisher{},
		named:      map[string]*named{},
		together:   map[[2]string]int64{},
		errors:     map[string]*errorCount{},
		languages:  map[string]int64{},
		forms:      map[string]int64{},
		kinds:      map[string]int64{},
		lengths:    make([]int64, len(lengthEnds)+1),
		claims:     sample{most: o.Claims},
	}
	if g.c.Title == "" {
		path, err := filepath.Abs(f.Path)
		if err != nil {
			return nil, err
		}
		g.c.Title = filepath.Base(path)
	}
	for name, value := range f.Options {
		g.c.Options = append(g.c.Options, option{name, string(value)})
	}
	slices.SortFunc(g.c.Options, func(a, b option) int { return strings.Compare(a.Name, b.Name) })
	for _, step := range []func() error{g.duplicates, g.dates, g.catalog, g.parts} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	g.finish()
	return g.c, nil
}

func (g *gatherer) duplicates() error {
	for d, err := range results.Read[results.Duplicate](g.f, "duplicates") {
		if err != nil {
			return err
		}
		if d.First {
			g.c.Clusters++
			continue
		}
		g.c.Copies++
		g.copies[d.ArticleID] = true
	}
	return nil
}

func (g *gatherer) dates() error {
	type dated struct {
		ArticleID   string     `parquet:"article_id"`
		PublishedAt *time.Time `parquet:"published_at,optional,timestamp(microsecond)"`
	}
	days := map[int]int64{}
	for a, err := range results.Read[dated](g.f, "articles") {
		if err != nil {
			return err
		}
		if a.PublishedAt == nil || g.o.WithoutCopies && g.copies[a.ArticleID] {
			continue
		}
		t := a.PublishedAt.UTC()
		days[number("day", t)]++
		g.c.Dated++
		if g.c.From.IsZero() || t.Before(g.c.From) {
			g.c.From = t
		}
		if t.After(g.c.To) {
			g.c.To = t
		}
	}
	g.c.Time = timelineOf(days)
	g.c.Months = make([]int64, len(g.c.Time.Labels))
	return nil
}

// catalog chooses the entries that are counted: of each kind those of most articles, and
// those with most quotes.
func (g *gatherer) catalog() error {
	best := map[string][]*named{}
	keep := func(list string, n *named, rank int64) {
		if rank == 0 {
			return
		}
		best[list] = append(best[list], &named{ID: n.ID, Kind: n.Kind, Name: n.Name, Country: n.Country, rank: rank})
		if len(best[list]) >= 2*candidates {
			best[list] = first(best[list], candidates, func(n *named) int64 { return n.rank })
		}
	}
	for e, err := range results.Read[results.CatalogEntry](g.f, "catalog") {
		if err != nil {
			return err
		}
		n := &named{ID: strings.Clone(e.CatalogID), Kind: strings.Clone(e.Kind), Name: strings.Clone(e.Name), Country: strings.Clone(e.CountryCode)}
		if i := strings.LastIndexByte(n.ID, '.'); i >= 0 && e.ExternalID == "" { // another of the name
			n.Name += " (" + n.ID[i+1:] + ")"
		}
		keep(n.Kind, n, e.Articles)
		keep("speakers", n, e.Quotes)
	}
	for _, list := range best {
		for _, n := range first(list, candidates, func(n *named) int64 { return n.rank }) {
			if g.named[n.ID] == nil {
				n.Periods, n.By = make([]int64, len(g.c.Time.Labels)), map[int]int64{}
				g.named[n.ID] = n
			}
		}
	}
	return nil
}

// first are the n of the highest rank, in that order.
func first(of []*named, n int, rank func(*named) int64) []*named {
	slices.SortFunc(of, func(a, b *named) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), strings.Compare(a.ID, b.ID))
	})
	return of[:min(n, len(of))]
}

// parts counts what the rows of the parts say.
func (g *gatherer) parts() error {
	link, stop := iter.Pull2(results.Read[results.EntityLink](g.f, "entity_links"))
	defer stop()
	for _, part := range g.f.Files["articles"] {
		articles, err := g.articles(part)
		if err != nil {
			return err
		}
		// entity_links has a row for each of entities, in the same order.
		for e, err := range results.ReadTable[entityColumns](g.f.Path, "entities", g.f.Format, part) {
			if err != nil {
				return err
			}
			l, err, ok := link()
			if err != nil {
				return err
			}
			if a := articles[e.ArticleID]; ok && a != nil {
				a.catalog[strings.Clone(e.EntityID)] = strings.Clone(l.CatalogID)
			}
		}
		for _, a := range articles {
			g.names(a)
		}
		if err := g.quotes(part, articles); err != nil {
			return err
		}
		if err := g.numbers(part, articles); err != nil {
			return err
		}
		if err := g.failures(part); err != nil {
			return err
		}
	}
	return nil
}

// lengthEnds bound the bars of the histogram, in characters.
var lengthEnds = []int32{500, 1000, 2000, 3000, 4000, 5000, 6000, 8000, 10000, 15000, 20000}

func (g *gatherer) articles(part int) (map[string]*article, error) {
	articles := map[string]*article{}
	for r, err := range results.ReadTable[articleColumns](g.f.Path, "articles", g.f.Format, part) {
		if err != nil {
			return nil, err
		}
		copied := g.copies[r.ArticleID]
		p := g.publishers[r.Publisher]
		if p == nil {
			p = &publisher{Name: strings.Clone(r.Publisher), number: len(g.publishers), Periods: make([]int64, len(g.c.Months))}
			g.publishers[p.Name] = p
		}
		if copied {
			p.Copies++
		}
		a := &article{publisher: p, period: g.c.Time.of(r.PublishedAt), skip: copied && g.o.WithoutCopies, catalog: map[string]string{}}
		a.title = strings.Clone(cmp.Or(r.Title, r.Source))
		if address := r.URL; strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
			a.url = strings.Clone(address)
		}
		if r.PublishedAt != nil {
			a.day = r.PublishedAt.UTC().Format("2006-01-02")
		}
		articles[strings.Clone(r.ArticleID)] = a
		if a.skip {
			continue
		}
		g.c.Articles++
		p.Articles++
		switch {
		case a.period >= 0:
			g.c.Months[a.period]++
			p.Periods[a.period]++
		case r.PublishedAt != nil:
			g.c.OffTime++
		}
		i, _ := slices.BinarySearch(lengthEnds, r.Characters+1)
		g.lengths[i]++
		g.languages[r.Language]++
		if r.Tokens == nil && r.Language != "" && r.Language != "en" {
			g.c.NotEnglish++
		}
	}
	return articles, nil
}

// names counts whom an article names.
func (g *gatherer) names(a *article) {
	if a.skip {
		return
	}
	seen := map[string]bool{}
	var countries []string
	for _, id := range a.catalog {
		n := g.named[id]
		if n == nil || seen[id] {
			continue
		}
		seen[id] = true
		n.Articles++
		if a.period >= 0 {
			n.Periods[a.period]++
		}
		if n.Kind == "country" {
			countries = append(countries, id)
		}
	}
	slices.Sort(countries)
	for i, x := range countries {
		for _, y := range countries[i+1:] {
			g.together[[2]string{x, y}]++
		}
	}
}

func (g *gatherer) quotes(part int, articles map[string]*article) error {
	type both struct {
		a *article
		n *named
	}
	spoken := map[both]bool{}
	for q, err := range results.ReadTable[quoteColumns](g.f.Path, "quotes", g.f.Format, part) {
		if err != nil {
			return err
		}
		a := articles[q.ArticleID]
		if a == nil || a.skip {
			continue
		}
		g.forms[q.Form]++
		if q.Form == "phrase" {
			continue // nobody's speech
		}
		g.c.QuotesAll++
		a.publisher.Quotes++
		g.kinds[cmp.Or(q.SpeakerKind, "unknown")]++
		if n := g.named[a.catalog[q.SpeakerEntityID]]; n != nil {
			n.Quotes++
			n.By[a.publisher.number]++
			if k := (both{a, n}); !spoken[k] {
				spoken[k] = true
				n.SpokenIn++
			}
		}
	}
	return nil
}

func (g *gatherer) numbers(part int, articles map[string]*article) error {
	for r, err := range results.ReadTable[claimColumns](g.f.Path, "claims", g.f.Format, part) {
		if err != nil {
			return err
		}
		a := articles[r.ArticleID]
		if a == nil || a.skip {
			continue
		}
		g.c.ClaimsAll++
		a.publisher.Claims++
		g.claims.offer(r, a)
	}
	return nil
}

func (g *gatherer) failures(part int) error {
	for r, err := range results.ReadTable[results.Error](g.f.Path, "errors", g.f.Format, part) {
		if err != nil {
			return err
		}
		e := g.errors[r.Error]
		if e == nil {
			say := r.Source
			if r.Record != nil {
				say += " " + strconv.FormatInt(*r.Record, 10)
			}
			e = &errorCount{Code: strings.Clone(r.Error), Say: strings.TrimSpace(say + ": " + r.Detail)}
			g.errors[e.Code] = e
		}
		e.N++
	}
	return nil
}

// finish puts what was counted in order.
func (g *gatherer) finish() {
	c := g.c
	for i, n := range g.lengths {
		b := bin{N: n}
		switch {
		case i == 0:
			b.Label = "< " + thousands(int64(lengthEnds[0]))
		case i == len(lengthEnds):
			b.Label = "≥ " + thousands(int64(lengthEnds[i-1]))
		default:
			b.Label = thousands(int64(lengthEnds[i-1])) + "–" + thousands(int64(lengthEnds[i])-1)
		}
		c.Lengths = append(c.Lengths, b)
	}
	for _, p := range g.publishers {
		if p.Name == "" {
			c.NoPublisher = p.Articles
		}
		if p.Articles > 0 {
			c.Publishers = append(c.Publishers, p)
		}
	}
	slices.SortFunc(c.Publishers, func(a, b *publisher) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), strings.Compare(a.Name, b.Name))
	})
	for _, e := range g.errors {
		c.Errors = append(c.Errors, *e)
	}
	slices.SortFunc(c.Errors, func(a, b errorCount) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Code, b.Code)) })
	c.Languages, c.Quotes.Forms, c.Quotes.Kinds = tallies(g.languages), tallies(g.forms), tallies(g.kinds)

	byKind := map[string][]*named{}
	var speakers []*named
	for _, n := range g.named {
		if n.Articles > 0 {
			byKind[n.Kind] = append(byKind[n.Kind], n)
		}
		if n.Quotes > 0 {
			speakers = append(speakers, n)
		}
	}
	articles := func(n *named) int64 { return n.Articles }
	for _, k := range [...]kindNamed{{Kind: "person", Title: "People"}, {Kind: "country", Title: "Countries"}, {Kind: "organization", Title: "Organizations"}} {
		k.Of = first(byKind[k.Kind], topNamed, articles)
		c.Named = append(c.Named, k)
	}
	c.Speakers = first(speakers, topSpeakers, func(n *named) int64 { return n.Quotes })
	most := slices.Clone(c.Publishers)
	slices.SortStableFunc(most, func(a, b *publisher) int { return cmp.Compare(b.Quotes, a.Quotes) })
	c.SpeakersOf = most[:min(topPublishers, len(most))]

	c.Matrix = &matrix{Of: slices.Clone(first(byKind["country"], topCountries, articles))}
	for _, x := range c.Matrix.Of {
		row := make([]int64, len(c.Matrix.Of))
		for j, y := range c.Matrix.Of {
			row[j] = g.together[[2]string{min(x.ID, y.ID), max(x.ID, y.ID)}]
			c.Matrix.Most = max(c.Matrix.Most, row[j])
		}
		c.Matrix.Cells = append(c.Matrix.Cells, row)
	}
	c.Claims = g.claims.rows()
	kinds := map[string]bool{}
	for _, r := range c.Claims {
		if k := r[3].(string); !kinds[k] {
			kinds[k] = true
			c.UnitKinds = append(c.UnitKinds, k)
		}
	}
	slices.Sort(c.UnitKinds)
}

func tallies(of map[string]int64) []tally {
	var list []tally
	for name, n := range of {
		list = append(list, tally{name, n})
	}
	slices.SortFunc(list, func(a, b tally) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Name, b.Name)) })
	return list
}
