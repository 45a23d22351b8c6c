package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"maps"
	"math"
	"os"
	"slices"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// linkRows is how many rows a file of link's tables has at most.
const linkRows = 100_000

// linked is the commit record of link where it holds for exactly these parts,
// else nil.
func (d folder) linked(parts map[int]*commit) (*commit, error) {
	c, err := d.readable(parts)
	if err != nil || c == nil || !d.present(c.Files) {
		return nil, err
	}
	return c, nil
}

// readable is the same where the tables are there: a codebook that somebody wrote notes
// into keeps nobody from reading them.
func (d folder) readable(parts map[int]*commit) (*commit, error) {
	c, err := d.commit(linkName)
	if err != nil || c == nil || c.Parts != len(parts) {
		return nil, nil // damaged or not there: made again
	}
	tables := slices.DeleteFunc(slices.Clone(c.Files), func(f digest) bool { return slices.Contains(explaining, f.Path) })
	of, err := digestOf(parts)
	if err != nil || c.Of != of || !d.present(tables) {
		return nil, err
	}
	return c, nil
}

// digestOf is the digest of all commit records, but for where their records are
// from: their files are what link reads.
func digestOf(parts map[int]*commit) (string, error) {
	h := sha256.New()
	e := json.NewEncoder(h)
	for _, n := range slices.Sorted(maps.Keys(parts)) {
		c := *parts[n]
		c.Inputs = nil
		if err := e.Encode(&c); err != nil {
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
	record     commit
	space      *workspace
}

// link makes the tables of the whole corpus, if they are not there for exactly
// these parts.
func (r *run) link(ctx context.Context) (*commit, error) {
	d, parts := r.dir, r.commits
	if c, err := d.linked(parts); err != nil || c != nil {
		return c, err
	}
	of, err := digestOf(parts)
	if err != nil {
		return nil, err
	}
	l := linker{dir: d, format: r.mine.Format, similarity: r.Similarity, space: newWorkspace(d.temporary(Share{}))}
	l.record = commit{Errors: map[string]int64{}, Rows: map[string]int64{}, Parts: len(parts), Of: of}
	if err := os.MkdirAll(l.space.dir, 0o777); err != nil {
		return nil, err
	}
	articles, texts, catalog := newSorter(l.space, "articles"), newSorter(l.space, "texts"), newCataloger(&l)
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := l.readPart(part, articles, texts, catalog); err != nil {
			return nil, err
		}
	}
	if err := catalog.write(ctx); err != nil {
		return nil, err
	}
	if err := l.duplicates(ctx, texts); err != nil {
		return nil, err
	}
	if l.record.SameID, err = countSame(articles); err != nil {
		return nil, err
	}
	if err := l.explain(&r.mine, parts); err != nil {
		return nil, err
	}
	if err := l.tidy(); err != nil {
		return nil, err
	}
	if err := d.writeCommit(Share{}, linkName, &l.record); err != nil {
		return nil, err
	}
	return &l.record, nil
}

// explain writes the files that say what lies in the folder, and help to read it.
func (l *linker) explain(m *manifest, parts map[int]*commit) error {
	whole := l.dir.describe(m, parts, &l.record)
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{results.CodebookName, func(w io.Writer) error { return results.WriteCodebook(w, whole) }},
		{results.ViewsName, func(w io.Writer) error { _, err := io.WriteString(w, results.Views(m.Format, "")); return err }},
	} {
		d, err := l.dir.write(Share{}, f.name, f.write)
		if err != nil {
			return err
		}
		l.record.Files = append(l.record.Files, d)
	}
	return syncFolder(string(l.dir))
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

// readPart reads what link needs of one part.
func (l *linker) readPart(part int, articles, texts *sorter, catalog *cataloger) error {
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
		a := entityAppearance(e)
		a.quotes, a.claims, a.published = quotes[k], claims[k], published[e.ArticleID]
		// Two articles of one id share a key: their quotes count once.
		delete(quotes, k)
		delete(claims, k)
		if err := catalog.add(a); err != nil {
			return err
		}
	}
	return nil
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

// writeTable writes a table of link: as many files as it takes, and one where there are
// no rows.
func writeTable[T any](l *linker, rows iter.Seq2[T, error]) error {
	next, stop := iter.Pull2(rows)
	defer stop()
	row, err, more := next()
	table := results.NameOf[T]()
	for n := 0; n == 0 || more; n++ {
		written := int64(0)
		d, failed := l.dir.write(Share{}, results.PartPath(table, n, l.format), func(w io.Writer) error {
			return errors.Join(results.WriteTable(w, l.format, func(yield func(T) bool) {
				for ; more && err == nil && written < linkRows && yield(row); row, err, more = next() {
					written++
				}
			}), err)
		})
		if failed != nil {
			return failed
		}
		l.record.Files = append(l.record.Files, d)
		l.record.Rows[table] += written
	}
	return nil
}
