package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"math"
	"os"
	"slices"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// linkRows is how many rows a file of link's tables has at most.
const linkRows = 100_000

// Names of an entry of the catalog are bounded: one entity_id may stand for
// thousands of articles, each with spellings of its own.
const (
	maxAliases = 100    // in the table
	maxNames   = 10_000 // that are counted
)

// linked is the commit record of link where it holds for exactly these parts,
// else nil.
func (d folder) linked(parts map[int]*commit) (*commit, error) {
	c, err := d.commit(linkName)
	if err != nil || c == nil || c.Parts != len(parts) || !d.present(c) {
		return nil, nil // damaged or not there: made again
	}
	of, err := digestOf(parts)
	if err != nil || c.Of != of {
		return nil, err
	}
	return c, nil
}

// digestOf is the digest of all commit records. It fails where a part lacks.
func digestOf(parts map[int]*commit) (string, error) {
	h := sha256.New()
	e := json.NewEncoder(h)
	for n := range len(parts) {
		if err := e.Encode(parts[n]); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// linker makes the tables of the whole corpus from those of the parts, which
// it reads back one after the other. What must be grouped is sorted on disk.
type linker struct {
	dir        folder
	format     results.Format
	similarity float64 // see Config
	parts      int
	record     commit
	tmp        string
}

// link makes the tables of the whole corpus, if they are not there for exactly
// these parts.
func (r *run) link(ctx context.Context, end extent) (*commit, error) {
	d, parts := r.dir, r.commits
	if c, err := d.linked(parts); err != nil || c != nil {
		return c, err
	}
	of, err := digestOf(parts)
	if err != nil {
		return nil, err
	}
	l := linker{dir: d, format: r.mine.Format, similarity: r.Similarity, parts: end.Parts, tmp: d.temporary(Share{})}
	l.record = commit{Errors: map[string]int64{}, Rows: map[string]int64{}, Parts: end.Parts, Of: of}
	if err := os.MkdirAll(l.tmp, 0o777); err != nil {
		return nil, err
	}
	articles, texts, entities := newSorter(l.tmp, "articles"), newSorter(l.tmp, "texts"), newSorter(l.tmp, "entities")
	links := newTableFile[results.EntityLink](&l)
	for part := range l.parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := l.readPart(part, articles, texts, entities, links); err != nil {
			return nil, err
		}
	}
	if err := links.close(); err != nil {
		return nil, err
	}
	if err := l.catalog(ctx, entities); err != nil {
		return nil, err
	}
	if err := l.duplicates(ctx, texts); err != nil {
		return nil, err
	}
	if l.record.SameID, err = countSame(articles); err != nil {
		return nil, err
	}
	if err := l.tidy(); err != nil {
		return nil, err
	}
	if err := d.writeJSON(Share{}, commitsFolder+"/"+linkName, &l.record); err != nil {
		return nil, err
	}
	return &l.record, nil
}

// tidy removes what an earlier link over other parts left, and syncs the
// folders.
func (l *linker) tidy() error {
	named := map[string]bool{}
	for _, f := range l.record.Files {
		named[f.Path] = true
	}
	_, folders := results.Folders(l.format)
	for _, f := range folders {
		names, err := l.dir.names(f)
		if err != nil {
			return err
		}
		for _, name := range names {
			if partFile.MatchString(name) && !named[f+"/"+name] {
				if err := os.Remove(l.dir.path(f, name)); err != nil {
					return err
				}
			}
		}
		if err := syncFolder(l.dir.path(f)); err != nil {
			return err
		}
	}
	return nil
}

// What link needs of the parts' tables.
type (
	speakerOf struct {
		ArticleID string `parquet:"article_id,dict"`
		EntityID  string `parquet:"speaker_entity_id,optional"`
	}
	sourceOf struct {
		ArticleID string `parquet:"article_id,dict"`
		EntityID  string `parquet:"source_entity_id,optional"`
	}
)

// named is an entity of one article on its way to the catalog.
type named struct {
	Kind      string
	Name      string
	Country   string
	External  string
	Mentions  int64
	Quotes    int64
	Claims    int64
	Published *time.Time
	Aliases   []string
}

// readPart reads what link needs of one part.
func (l *linker) readPart(part int, articles, texts, entities *sorter, links *tableFile[results.EntityLink]) error {
	dir := string(l.dir)
	var record []byte
	published := map[string]*time.Time{}
	for s, err := range l.dir.sketches(part) {
		if err != nil {
			return err
		}
		published[s.articleID] = timeOf(s.published[:])
		if err := articles.add(appendKey(record[:0], s.articleID)); err != nil {
			return err
		}
		if err := addText(texts, s); err != nil {
			return err
		}
	}
	type key struct{ article, entity string }
	quotes, claims := map[key]int64{}, map[key]int64{}
	for q, err := range results.ReadTable[speakerOf](dir, "quotes", l.format, part) {
		if err != nil {
			return err
		}
		if q.EntityID != "" {
			quotes[key{q.ArticleID, q.EntityID}]++
		}
	}
	for c, err := range results.ReadTable[sourceOf](dir, "claims", l.format, part) {
		if err != nil {
			return err
		}
		if c.EntityID != "" {
			claims[key{c.ArticleID, c.EntityID}]++
		}
	}
	for e, err := range results.ReadTable[results.Entity](dir, "entities", l.format, part) {
		if err != nil {
			return err
		}
		k := key{e.ArticleID, e.EntityID}
		value, err := json.Marshal(named{
			e.Kind, e.Name, e.CountryCode, e.ExternalID, int64(e.Mentions), quotes[k], claims[k], published[e.ArticleID], e.Aliases,
		})
		if err != nil {
			return err
		}
		// Two articles of one id share a key: their quotes count once.
		delete(quotes, k)
		delete(claims, k)
		catalogID := e.EntityID
		if e.ExternalID != "" {
			catalogID = "external:" + e.ExternalID
		}
		record = appendKey(record[:0], catalogID)
		if err := entities.add(append(record, value...)); err != nil {
			return err
		}
		// An id of the user's list says what is one, and an entity_id is taken
		// for the same entity everywhere. Nothing is weighed, so there is no
		// confidence to tell.
		if err := links.add(results.EntityLink{ArticleID: e.ArticleID, EntityID: e.EntityID, CatalogID: catalogID}); err != nil {
			return err
		}
	}
	return nil
}

// catalog groups the entities of all articles by their key.
func (l *linker) catalog(ctx context.Context, entities *sorter) error {
	out := newTableFile[results.CatalogEntry](l)
	var g *group
	for record, err := range entities.sorted() {
		if err != nil {
			return err
		}
		id, value := cutKey(record)
		var n named
		if err := json.Unmarshal(value, &n); err != nil {
			return err
		}
		if g != nil && g.row.CatalogID != id {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := out.add(g.entry()); err != nil {
				return err
			}
			g = nil
		}
		if g == nil {
			g = newGroup(id)
		}
		g.add(&n)
	}
	if g != nil {
		if err := out.add(g.entry()); err != nil {
			return err
		}
	}
	return out.close()
}

// group gathers one entry of the catalog.
type group struct {
	row                               results.CatalogEntry
	kinds, names, countries, external counts
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

func newGroup(id string) *group {
	return &group{
		row:   results.CatalogEntry{CatalogID: id},
		kinds: counts{}, names: counts{}, countries: counts{}, external: counts{}, aliases: map[string]bool{},
	}
}

func (g *group) add(n *named) {
	g.row.Articles++
	g.row.Mentions += n.Mentions
	g.row.Quotes += n.Quotes
	g.row.Claims += n.Claims
	if t := n.Published; t != nil {
		if g.row.FirstSeen == nil || t.Before(*g.row.FirstSeen) {
			g.row.FirstSeen = t
		}
		if g.row.LastSeen == nil || t.After(*g.row.LastSeen) {
			g.row.LastSeen = t
		}
	}
	g.kinds.add(n.Kind)
	g.names.add(n.Name)
	g.countries.add(n.Country)
	g.external.add(n.External)
	for _, a := range append(n.Aliases, n.Name) {
		if a != "" && len(g.aliases) < maxNames {
			g.aliases[a] = true
		}
	}
}

func (g *group) entry() results.CatalogEntry {
	g.row.Kind, g.row.Name = g.kinds.most(), g.names.most()
	g.row.CountryCode, g.row.ExternalID = g.countries.most(), g.external.most()
	delete(g.aliases, g.row.Name)
	aliases := sortedKeys(g.aliases)
	g.row.Aliases = aliases[:min(len(aliases), maxAliases)]
	return g.row
}

// appendTime appends a time so that it sorts, unknown ones last.
func appendTime(dst []byte, t *time.Time) []byte {
	v := uint64(unknownTime)
	if t != nil {
		v = uint64(t.UnixMicro()) ^ 1<<63
	}
	return binary.BigEndian.AppendUint64(dst, v)
}

const unknownTime = math.MaxUint64

// countSame counts the ids that come more than once.
func countSame(ids *sorter) (n int64, err error) {
	var before []byte
	seen := 0
	for id, err := range ids.sorted() {
		if err != nil {
			return 0, err
		}
		if seen > 0 && slices.Equal(id, before) {
			if seen == 1 {
				n++
			}
			seen++
			continue
		}
		before, seen = append(before[:0], id...), 1
	}
	return n, nil
}

// tableFile writes a table of link: as many files as it takes, and one where
// there are no rows.
type tableFile[T any] struct {
	l     *linker
	table string
	rows  []T
	files int
}

func newTableFile[T any](l *linker) *tableFile[T] {
	return &tableFile[T]{l: l, table: results.NameOf[T]()}
}

func (t *tableFile[T]) add(row T) error {
	t.rows = append(t.rows, row)
	if len(t.rows) < linkRows {
		return nil
	}
	return t.write()
}

func (t *tableFile[T]) write() error {
	d, err := t.l.dir.write(Share{}, results.PartPath(t.table, t.files, t.l.format), func(w io.Writer) error {
		return results.WriteTable(w, t.l.format, t.rows)
	})
	if err != nil {
		return err
	}
	t.files++
	t.l.record.Files = append(t.l.record.Files, d)
	t.l.record.Rows[t.table] += int64(len(t.rows))
	t.rows = t.rows[:0]
	return nil
}

func (t *tableFile[T]) close() error {
	if len(t.rows) > 0 || t.files == 0 {
		return t.write()
	}
	return nil
}
