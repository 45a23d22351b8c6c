package pipeline

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// Names of an entry of the catalog are bounded: one entry may stand for thousands of
// articles, each with spellings of its own.
const (
	maxAliases  = 100    // in the table
	maxNames    = 10_000 // that are counted
	maxVariants = 2_000  // of what articles say of those of one name
)

// An alias is taken for a name where this share of the articles that give it a fuller
// name give it that one; so many at least; and not where many more articles have it
// alone: two that joke about it do not rename a broadcaster.
const (
	aliasShare    = 0.9
	aliasArticles = 2
	aliasAlone    = 25 // times as many

	standInCertain = 0.9 // where all articles agree
)

// Who is said to be somebody else in a few of very many articles is not: his title
// was read wrong, or one of the things that he was before.
const (
	strayShare      = 0.1  // of the articles of the other
	strayApartShare = 0.02 // where places differ
	strayArticles   = 20   // of the other
	strayCertain    = 0.4
)

// cataloger finds which entities of different articles are one. What it knows of all
// of them lies on disk, sorted; in memory is what articles say of those of one name.
//
//	aliases    what articles call by two names: which of them stands for which
//	entities   by name; a name that stands for another is filed under that, twice over
//	filed      by forename and surname, or by name: in each file those that agree are one
//	entries    by catalog_id: the catalog
//	links      by place in the corpus: entity_links
type cataloger struct {
	l        *linker
	aliases  *sorter
	entities *sorter
	entries  *sorter
	links    *sorter
	seq      uint64
	record   []byte
}

func newCataloger(l *linker) *cataloger {
	return &cataloger{
		l:        l,
		aliases:  newSorter(l.space, "aliases"),
		entities: newSorter(l.space, "entities"),
		entries:  newSorter(l.space, "entries"),
		links:    newSorter(l.space, "links"),
	}
}

// add takes an entity of the next article.
func (c *cataloger) add(a *appearance) error {
	a.seq = c.seq
	c.seq++
	if id := a.given(); id != "" {
		return c.settle(a, id, 1)
	}
	own := a.kind + ":" + nameKey(a.name)
	if a.kind == "person" || a.kind == "organization" {
		// By its own name: what an alias must be weighed against.
		c.record = appendKey(appendKey(appendKey(c.record[:0], own), ""), "")
		if err := c.aliases.add(c.record); err != nil {
			return err
		}
		seen := map[string]bool{own: true}
		for _, alias := range a.aliases {
			key := a.kind + ":" + nameKey(alias)
			if seen[key] || len(key) > len(own) {
				continue // a name stands for a longer one only, so that none leads back
			}
			seen[key] = true
			_, name, _ := strings.Cut(own, ":")
			c.record = appendKey(appendKey(appendKey(c.record[:0], key), fileKey(a.kind, name)), own)
			if err := c.aliases.add(c.record); err != nil {
				return err
			}
		}
	}
	c.record = a.appendTo(appendKey(c.record[:0], own))
	return c.entities.add(c.record)
}

// settle says that a is the entry id of the catalog.
func (c *cataloger) settle(a *appearance, id string, confidence float64) error {
	c.record = a.appendTo(appendKey(c.record[:0], id))
	if err := c.entries.add(c.record); err != nil {
		return err
	}
	c.record = binary.BigEndian.AppendUint64(c.record[:0], a.seq)
	c.record = binary.BigEndian.AppendUint64(c.record, math.Float64bits(confidence))
	c.record = appendKey(appendKey(appendKey(c.record, a.articleID), a.entityID), id)
	return c.links.add(c.record)
}

// write makes both tables.
func (c *cataloger) write(ctx context.Context) error {
	// Twice over: "Welsh" is Mark Welsh in one article, who is Mark A. Welsh in
	// another.
	first, second := newSorter(c.l.space, "first"), newSorter(c.l.space, "second")
	if err := standIns(c.aliases, first, second); err != nil {
		return err
	}
	renamed, filed := newSorter(c.l.space, "renamed"), newSorter(c.l.space, "filed")
	if err := rename(ctx, c.entities, first, func(key string, a *appearance) error {
		c.record = a.appendTo(appendKey(c.record[:0], key))
		return renamed.add(c.record)
	}); err != nil {
		return err
	}
	if err := rename(ctx, renamed, second, func(key string, a *appearance) error {
		kind, name, _ := strings.Cut(key, ":")
		c.record = appendKey(appendKey(c.record[:0], fileKey(kind, name)), key)
		c.record = a.appendTo(c.record)
		return filed.add(c.record)
	}); err != nil {
		return err
	}
	if err := c.settleFiles(ctx, filed); err != nil {
		return err
	}
	if err := c.writeEntries(ctx); err != nil {
		return err
	}
	return c.writeLinks()
}

// standIns finds which aliases stand for one name wherever articles tell, and writes
// them to each of outs: alias, share, name.
func standIns(aliases *sorter, outs ...*sorter) error {
	var alias, file string
	names := map[string]int{} // of the file
	var best string           // name of the file that most articles have
	var most, alone, total int
	var record []byte
	closeFile := func() {
		n, first := 0, ""
		for _, name := range sortedKeys(names) {
			n += names[name]
			if first == "" || names[name] > names[first] {
				first = name
			}
		}
		if n > most {
			best, most = first, n
		}
		clear(names)
	}
	closeAlias := func() error {
		closeFile()
		if most >= aliasArticles && float64(most) >= aliasShare*float64(total) && alone <= aliasAlone*most {
			record = appendKey(record[:0], alias)
			record = binary.BigEndian.AppendUint64(record, math.Float64bits(float64(most)/float64(total)))
			record = append(record, best...)
			for _, out := range outs {
				if err := out.add(record); err != nil {
					return err
				}
			}
		}
		best, most, alone, total = "", 0, 0, 0
		return nil
	}
	for r, err := range aliases.sorted() {
		if err != nil {
			return err
		}
		a, rest := cutKey(r)
		f, rest := cutKey(rest)
		name, _ := cutKey(rest)
		if a != alias {
			if err := closeAlias(); err != nil {
				return err
			}
			alias, file = a, f
		}
		if f != file {
			closeFile()
			file = f
		}
		if f == "" {
			alone++
			continue
		}
		if _, ok := names[name]; ok || len(names) < maxNames {
			names[name]++
		}
		total++
	}
	return closeAlias()
}

// rename goes through entities by name and gives each with the name that its own
// stands for.
func rename(ctx context.Context, entities, standIns *sorter, give func(key string, a *appearance) error) error {
	next, stop := iter.Pull2(standIns.sorted())
	defer stop()
	var alias, name string
	var share float64
	more := true
	advance := func() error {
		r, err, ok := next()
		if more = ok; !ok || err != nil {
			return err
		}
		var rest []byte
		alias, rest = cutKey(r)
		share, name = math.Float64frombits(binary.BigEndian.Uint64(rest)), string(rest[8:])
		return nil
	}
	if err := advance(); err != nil {
		return err
	}
	last := ""
	for r, err := range entities.sorted() {
		if err != nil {
			return err
		}
		key, rest := cutKey(r)
		if key != last {
			last = key
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		// Keys sort as the records do, which end them with 0.
		for more && alias < key {
			if err := advance(); err != nil {
				return err
			}
		}
		a := appearanceOf(rest)
		if more && alias == key {
			key = name
			a.trust *= standInCertain * share
		}
		if err := give(key, a); err != nil {
			return err
		}
	}
	return nil
}

// A variant is what articles say in the same words of one of a name.
type variant struct {
	key      string // of the name
	person   bool
	says     string // title and affiliation, or where it lies
	profile  *profile
	articles int64
	bunch    *bunch
	certain  float64
}

// A bunch is what is taken for one entity.
type bunch struct {
	keys     map[string]int64 // articles by key
	profile  *profile
	articles int64
	into     *bunch // joined to another
	stray    bool   // joined against what is said of it
	id       string
}

func (b *bunch) whole() *bunch {
	for b.into != nil {
		b = b.into
	}
	return b
}

func (b *bunch) take(v *variant) {
	v.bunch = b
	b.keys[v.key] += v.articles
	b.articles += v.articles
	b.profile.add(v.profile)
}

// fits reports whether a variant can be of the bunch: nothing speaks against it and,
// where the names differ, what is said of both is alike.
func (b *bunch) fits(v *variant) bool {
	if b.profile.apart(v.profile) {
		return false
	}
	if !v.person {
		return b.profile.place == v.profile.place
	}
	for key := range b.keys {
		if !sameMiddle(middle(key), middle(v.key)) {
			return false
		}
	}
	if b.keys[v.key] > 0 {
		return !b.profile.disagree(v.profile)
	}
	return b.profile.share(v.profile)
}

// settleFiles goes through the files and settles who is who in each.
func (c *cataloger) settleFiles(ctx context.Context, filed *sorter) error {
	var file string
	variants := map[string]*variant{}
	again := newSorter(c.l.space, "again")
	variantOf := func(key string, a *appearance) *variant {
		says := a.country
		switch {
		case a.kind == "person":
			says = a.title + "\x00" + a.affil
		case a.geonames != 0:
			says = "geonames " + strconv.Itoa(int(a.geonames))
		}
		id := key + "\x00" + says
		if v := variants[id]; v != nil || len(variants) < maxVariants {
			if v == nil {
				v = &variant{key: key, person: a.kind == "person", says: says, profile: newProfile()}
				if a.kind == "person" {
					v.profile = profileOf(a.title, a.affil)
				} else {
					v.profile.place = says
				}
				variants[id] = v
			}
			return v
		}
		if id = key + "\x00"; variants[id] == nil { // too many: as if nothing were said
			variants[id] = &variant{key: key, person: a.kind == "person", profile: newProfile()}
		}
		return variants[id]
	}
	closeFile := func() error {
		if file == "" {
			return nil
		}
		bunches := bunchUp(variants, strings.HasPrefix(file, "person:"))
		judge(variants, bunches)
		for r, err := range again.sorted() {
			if err != nil {
				return err
			}
			key, rest := cutKey(r)
			a := appearanceOf(rest)
			v := variantOf(key, a)
			if err := c.settle(a, v.bunch.whole().id, math.Round(100*v.certain*a.trust)/100); err != nil {
				return err
			}
		}
		clear(variants)
		return nil
	}
	for r, err := range filed.sorted() {
		if err != nil {
			return err
		}
		f, rest := cutKey(r)
		if f != file {
			if err := closeFile(); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			file = f
		}
		key, value := cutKey(rest)
		variantOf(key, appearanceOf(value)).articles++
		if err := again.add(rest); err != nil {
			return err
		}
	}
	return closeFile()
}

// bunchUp puts the variants of a file together that are one, the most frequent first,
// and names them.
func bunchUp(variants map[string]*variant, persons bool) []*bunch {
	list := slices.SortedFunc(maps.Values(variants), func(a, b *variant) int {
		return cmp.Or(cmp.Compare(b.articles, a.articles), strings.Compare(a.key, b.key), strings.Compare(a.says, b.says))
	})
	var bunches []*bunch
	begin := func(v *variant) {
		b := &bunch{keys: map[string]int64{}, profile: newProfile()}
		b.take(v)
		bunches = append(bunches, b)
	}
	var silent []*variant
	for _, v := range list {
		if v.profile.silent() {
			silent = append(silent, v)
			continue
		}
		var mine *bunch
		for _, b := range bunches {
			if b.into != nil || !b.fits(v) {
				continue
			}
			if mine == nil {
				mine = b
				b.take(v)
			} else if b.profile.share(v.profile) && !mine.profile.apart(b.profile) { // it is said of both
				mine.join(b)
			}
		}
		if mine == nil {
			begin(v)
		}
	}
	// Of whom nothing is said is the one of the name of whom most is, as long as
	// nobody could take it for another: of organizations and places of several
	// countries none.
	for _, v := range silent {
		var best *bunch
		of := 0
		for _, b := range bunches {
			if b.into == nil && b.keys[v.key] > 0 {
				if of++; best == nil || b.articles > best.articles {
					best = b
				}
			}
		}
		if best == nil || !persons && of > 1 {
			begin(v)
		} else {
			best.take(v)
		}
	}
	if persons {
		takeStrays(bunches)
	}
	bunches = slices.DeleteFunc(bunches, func(b *bunch) bool { return b.into != nil })
	slices.SortStableFunc(bunches, func(a, b *bunch) int { return cmp.Compare(b.articles, a.articles) })
	named := map[string]int{}
	for _, b := range bunches {
		b.id = b.name()
		if named[b.id]++; named[b.id] > 1 {
			b.id += "." + strconv.Itoa(named[b.id])
		}
	}
	return bunches
}

// takeStrays joins those of whom a few of very many articles say something else.
func takeStrays(bunches []*bunch) {
	for _, b := range bunches {
		var most *bunch
		for _, o := range bunches {
			if o != b && o.into == nil && o.keys[b.name()] > 0 && (most == nil || o.articles > most.articles) {
				most = o
			}
		}
		if b.into != nil || most == nil || most.articles < strayArticles {
			continue
		}
		share := strayShare
		if b.profile.apart(most.profile) {
			share = strayApartShare
		}
		if float64(b.articles) <= share*float64(most.articles) {
			b.into, b.stray = most, true
		}
	}
}

func (b *bunch) join(o *bunch) {
	o.into = b
	for key, n := range o.keys {
		b.keys[key] += n
	}
	b.articles += o.articles
	b.profile.add(o.profile)
}

// name is the key that most articles give, the first of equals.
func (b *bunch) name() string {
	best := ""
	for _, key := range slices.Sorted(maps.Keys(b.keys)) {
		if best == "" || b.keys[key] > b.keys[best] {
			best = key
		}
	}
	return best
}

// judge sets how certain it is that each variant is of its bunch. The figures are set
// by hand; they rank and are no probabilities.
func judge(variants map[string]*variant, bunches []*bunch) {
	for _, v := range variants {
		b := v.bunch.whole()
		rivals, all := 0, int64(0)
		for _, o := range bunches {
			if n := o.keys[v.key]; n > 0 {
				rivals, all = rivals+1, all+n
			}
		}
		_, name, _ := strings.Cut(v.key, ":")
		switch {
		case v.bunch.stray:
			v.certain = strayCertain
		case v.profile.silent() && rivals > 1:
			v.certain = 0.8 * float64(b.keys[v.key]) / float64(all)
		case !strings.Contains(name, "-") && strings.HasPrefix(v.key, "person:"):
			v.certain = 0.7 // a surname alone
		case v.key != b.name():
			v.certain = 0.8
		case v.profile.silent():
			v.certain = 0.9
		default:
			v.certain = 0.95
		}
	}
}

// writeEntries writes the catalog.
func (c *cataloger) writeEntries(ctx context.Context) error {
	return writeTable(c.l, func(yield func(results.CatalogEntry, error) bool) {
		var e *entry
		for r, err := range c.entries.sorted() {
			if err != nil {
				yield(results.CatalogEntry{}, err)
				return
			}
			id, value := cutKey(r)
			if e != nil && e.row.CatalogID != id {
				if !yield(e.close(), ctx.Err()) {
					return
				}
				e = nil
			}
			if e == nil {
				e = newEntry(id)
			}
			e.add(appearanceOf(value))
		}
		if e != nil {
			yield(e.close(), nil)
		}
	})
}

// writeLinks writes entity_links in the order of the corpus.
func (c *cataloger) writeLinks() error {
	return writeTable(c.l, func(yield func(results.EntityLink, error) bool) {
		for r, err := range c.links.sorted() {
			if err != nil {
				yield(results.EntityLink{}, err)
				return
			}
			confidence := math.Float64frombits(binary.BigEndian.Uint64(r[8:]))
			article, rest := cutKey(r[16:])
			entity, rest := cutKey(rest)
			id, rest := cutKey(rest)
			if len(rest) > 0 {
				err = errors.New("a link on disk is broken")
			}
			if !yield(results.EntityLink{ArticleID: article, EntityID: entity, CatalogID: id, Confidence: &confidence}, err) {
				return
			}
		}
	})
}

// entry gathers one entry of the catalog.
type entry struct {
	row                               results.CatalogEntry
	kinds, names, countries, external counts
	borrowed                          counts // names that stand for another
	aliases                           map[string]bool
}

// counts is how many articles say something, most or first wins.
type counts map[string]int64

func (c counts) add(s string) {
	if _, ok := c[s]; s != "" && (ok || len(c) < maxNames) {
		c[s]++
	}
}

// most is what is said most often, of equals the first in code point order.
func (c counts) most() string {
	best, most := "", int64(0)
	for _, s := range sortedKeys(c) {
		if c[s] > most {
			best, most = s, c[s]
		}
	}
	return best
}

func newEntry(id string) *entry {
	return &entry{
		row:   results.CatalogEntry{CatalogID: id},
		kinds: counts{}, names: counts{}, countries: counts{}, external: counts{}, borrowed: counts{}, aliases: map[string]bool{},
	}
}

func (e *entry) add(a *appearance) {
	e.row.Articles++
	e.row.Mentions += a.mentions
	e.row.Quotes += a.quotes
	e.row.Claims += a.claims
	if t := a.published; t != nil {
		if e.row.FirstSeen == nil || t.Before(*e.row.FirstSeen) {
			e.row.FirstSeen = t
		}
		if e.row.LastSeen == nil || t.After(*e.row.LastSeen) {
			e.row.LastSeen = t
		}
	}
	e.kinds.add(a.kind)
	e.countries.add(a.country)
	e.external.add(a.external)
	if a.trust == 1 {
		e.names.add(a.name)
	} else {
		e.borrowed.add(a.name)
	}
	for _, s := range append(a.aliases, a.name) {
		if s != "" && len(e.aliases) < maxNames {
			e.aliases[s] = true
		}
	}
}

func (e *entry) close() results.CatalogEntry {
	e.row.Kind, e.row.Name = e.kinds.most(), cmp.Or(e.names.most(), e.borrowed.most())
	e.row.CountryCode, e.row.ExternalID = e.countries.most(), e.external.most()
	delete(e.aliases, e.row.Name)
	aliases := sortedKeys(e.aliases)
	e.row.Aliases = aliases[:min(len(aliases), maxAliases)]
	return e.row
}
