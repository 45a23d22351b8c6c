package pipeline

import (
	"context"
	"iter"
	"os"
	"slices"

	"github.com/broadsheet/broadsheet/results"
)

// content holds the rows of a run against each other and against the contract of the
// tables: what a digest, which says only that they are as they were written, does not
// tell. A problem is reported by the file that it is in.
type content struct {
	dir     folder
	format  results.Format
	space   *workspace
	problem func(path, format string, args ...any)

	links     *tableReader[results.EntityLink] // in the order of all entities
	known     *sorter                          // articles of the corpus
	cataloged *sorter                          // entries that links name
}

// rows goes through a table of a part, or of the corpus in several files, one row at a
// time, looking ahead one row.
type tableReader[T any] struct {
	next func() (*T, error, bool)
	stop func()
	row  T
	more bool
	path string
	fail func(path, format string, args ...any)
}

func readTable[T any](dir folder, f results.Format, files []int, fail func(path, format string, args ...any)) *tableReader[T] {
	table := results.NameOf[T]()
	t := &tableReader[T]{path: table, fail: fail}
	t.next, t.stop = iter.Pull2(func(yield func(*T, error) bool) {
		for _, n := range files {
			t.path = results.PartPath(table, n, f)
			for row, err := range results.ReadTable[T](string(dir), table, f, n) {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	})
	t.advance()
	return t
}

// advance reads the next row. A table that cannot be read ends there.
func (t *tableReader[T]) advance() {
	row, err, more := t.next()
	if t.more = more && err == nil; t.more {
		t.row = *row
	} else if err != nil {
		t.fail(t.path, "cannot be read: %v", err)
	}
}

// take appends the rows of an article to rows.
func take[T any](t *tableReader[T], id string, rows []T, idOf func(*T) string) []T {
	for t.more && idOf(&t.row) == id {
		rows = append(rows, t.row)
		t.advance()
	}
	return rows
}

// checkContent checks the rows of all parts, whose files have their digests.
func checkContent(ctx context.Context, d folder, f results.Format, parts []int, link *commit, problem func(path, format string, args ...any)) error {
	tmp, err := os.MkdirTemp("", "broadsheet-check-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	space := newWorkspace(tmp)
	c := &content{dir: d, format: f, space: space, problem: problem, known: newSorter(space, "known"), cataloged: newSorter(space, "cataloged")}
	if link != nil {
		c.links = readTable[results.EntityLink](d, f, c.files(link, "entity_links"), problem)
		defer c.links.stop()
	}
	for _, part := range parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := c.part(part); err != nil {
			return err
		}
	}
	if link == nil {
		return nil
	}
	if c.links != nil && c.links.more {
		problem(c.links.path, "has links of entities that there are not: %s of %s", c.links.row.EntityID, c.links.row.ArticleID)
	}
	if err := c.catalog(link); err != nil {
		return err
	}
	return c.duplicates(link)
}

// files are the numbers of the files of a table of link.
func (c *content) files(link *commit, table string) []int {
	var files []int
	for n := range link.Files {
		if slices.ContainsFunc(link.Files, func(f digest) bool { return f.Path == results.PartPath(table, n, c.format) }) {
			files = append(files, n)
		}
	}
	return files
}

// part checks the rows of one part, article by article.
func (c *content) part(part int) error {
	one := []int{part}
	sentences := readTable[results.Sentence](c.dir, c.format, one, c.problem)
	entities := readTable[results.Entity](c.dir, c.format, one, c.problem)
	mentions := readTable[results.Mention](c.dir, c.format, one, c.problem)
	quotes := readTable[results.Quote](c.dir, c.format, one, c.problem)
	claims := readTable[results.Claim](c.dir, c.format, one, c.problem)
	articles := readTable[results.Article](c.dir, c.format, one, c.problem)
	failures := readTable[results.Error](c.dir, c.format, one, c.problem)
	for _, stop := range []func(){sentences.stop, entities.stop, mentions.stop, quotes.stop, claims.stop, articles.stop, failures.stop} {
		defer stop()
	}
	var rows results.ArticleRows
	ids := map[string]bool{}
	path := articles.path
	for articles.more {
		rows.Article = articles.row
		id := rows.Article.ArticleID
		articles.advance()
		rows.Sentences = take(sentences, id, rows.Sentences[:0], func(r *results.Sentence) string { return r.ArticleID })
		rows.Entities = take(entities, id, rows.Entities[:0], func(r *results.Entity) string { return r.ArticleID })
		rows.Mentions = take(mentions, id, rows.Mentions[:0], func(r *results.Mention) string { return r.ArticleID })
		rows.Quotes = take(quotes, id, rows.Quotes[:0], func(r *results.Quote) string { return r.ArticleID })
		rows.Claims = take(claims, id, rows.Claims[:0], func(r *results.Claim) string { return r.ArticleID })
		ids[id] = true
		if err := c.known.add(appendKey(nil, id)); err != nil {
			return err
		}
		c.entities(rows.Entities)
		if articles.more && articles.row.ArticleID == id {
			// The next article has the same id, so that nobody can say whose rows
			// these are.
			for articles.more && articles.row.ArticleID == id {
				articles.advance()
			}
			continue
		}
		for _, what := range results.CheckRows(&rows) {
			c.problem(path, "article %s: %s", id, what)
		}
	}
	for _, left := range []struct {
		more     bool
		path, id string
	}{
		{sentences.more, sentences.path, sentences.row.ArticleID}, {entities.more, entities.path, entities.row.ArticleID},
		{mentions.more, mentions.path, mentions.row.ArticleID}, {quotes.more, quotes.path, quotes.row.ArticleID},
		{claims.more, claims.path, claims.row.ArticleID},
	} {
		if left.more {
			c.problem(left.path, "has rows of the article %q, which articles has not, or not there", left.id)
		}
	}
	for failures.more {
		if r := &failures.row; r.ArticleID != "" && !ids[r.ArticleID] || int(r.Part) != part || r.Error == "" {
			c.problem(failures.path, "has a row of the article %q in part %d", r.ArticleID, r.Part)
		}
		failures.advance()
	}
	return nil
}

// entities holds the entities of an article against entity_links, which have one row
// for each, in the same order.
func (c *content) entities(entities []results.Entity) {
	if c.links == nil {
		return
	}
	for i := range entities {
		e, l := &entities[i], &c.links.row
		if !c.links.more || l.ArticleID != e.ArticleID || l.EntityID != e.EntityID {
			c.problem(c.links.path, "has no link of %s of %s where it belongs", e.EntityID, e.ArticleID)
			c.links.stop()
			c.links = nil // what follows is out of step
			return
		}
		if l.Confidence != nil && !(*l.Confidence >= 0 && *l.Confidence <= 1) {
			c.problem(c.links.path, "confidence of %s of %s is %g", e.EntityID, e.ArticleID, *l.Confidence)
		}
		c.cataloged.add(appendKey(nil, l.CatalogID))
		c.links.advance()
	}
}

// catalog holds the catalog against the links: the same entries, with as many articles.
func (c *content) catalog(link *commit) error {
	entries := readTable[results.CatalogEntry](c.dir, c.format, c.files(link, "catalog"), c.problem)
	defer entries.stop()
	check := func(id string, n int64) bool {
		if !entries.more || entries.row.CatalogID != id {
			c.problem(entries.path, "has no entry %s where it belongs, which entity_links name", id)
			return false
		}
		if entries.row.Articles != n {
			c.problem(entries.path, "articles of %s is %d, entity_links have %d", id, entries.row.Articles, n)
		}
		entries.advance()
		return true
	}
	last, n := "", int64(0)
	for r, err := range c.cataloged.sorted() {
		if err != nil {
			return err
		}
		id, _ := cutKey(r)
		if id != last && n > 0 && !check(last, n) {
			return nil
		}
		if id != last {
			last, n = id, 0
		}
		n++
	}
	if c.links == nil || n > 0 && !check(last, n) {
		return nil
	}
	if entries.more {
		c.problem(entries.path, "has the entry %s, which entity_links do not name", entries.row.CatalogID)
	}
	return nil
}

// duplicates checks that duplicates are of articles that there are, and each cluster
// has one first.
func (c *content) duplicates(link *commit) error {
	rows := readTable[results.Duplicate](c.dir, c.format, c.files(link, "duplicates"), c.problem)
	defer rows.stop()
	named := newSorter(c.space, "named")
	for rows.more {
		r := &rows.row
		if !(r.Similarity >= 0 && r.Similarity <= 1) {
			c.problem(rows.path, "similarity of %s is %g", r.ArticleID, r.Similarity)
		}
		for _, id := range [...]string{r.ArticleID, r.ClusterID} {
			if err := named.add(appendKey(nil, id)); err != nil {
				return err
			}
		}
		rows.advance()
	}
	known, stop := iter.Pull2(c.known.sorted())
	defer stop()
	have, more := "", true
	for r, err := range named.sorted() {
		if err != nil {
			return err
		}
		id, _ := cutKey(r)
		for more && have < id {
			k, err, ok := known()
			if more = ok; err != nil {
				return err
			}
			if ok {
				have, _ = cutKey(k)
			}
		}
		if have != id {
			c.problem(rows.path, "names the article %q, which there is not", id)
		}
	}
	return nil
}
