package pipeline

import (
	"context"
	"fmt"
	"io"
	"maps"
	"sync"
	"sync/atomic"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/results"
)

// shard is as many consecutive records as make a part, on their way to be one.
// The workers fill its outcomes in any order; the one that fills the last
// writes the part.
type shard struct {
	part     int
	outcomes []*outcome   // in input order; the reader alone appends
	inputs   []origin     // that they are from; the reader alone appends
	pending  atomic.Int64 // outcomes to come, and one more while the reader is in the shard
}

// outcome is what one record gave: rows, an error row, or both.
type outcome struct {
	rows       *results.ArticleRows
	failure    *results.Error
	sketch     *sketch
	notEnglish bool
	bytes      int64 // of text
}

// job is a record to annotate, or with no outcome a shard to write.
type job struct {
	shard   *shard
	record  corpus.Record
	outcome *outcome
}

// extent is how much the whole run has.
type extent struct {
	Records int64 // that were read, whoever has them done
	Parts   int
}

// What a worker takes at once: several articles take less time together than
// one by one. Bytes are those of records.
const (
	batchRecords = 24
	batchBytes   = 128 << 10
)

// batch is j and what else lies ready, as much as a worker takes at once.
func batch(j job, jobs <-chan job) []job {
	list, bytes := []job{j}, j.size()
	for len(list) < batchRecords && bytes < batchBytes {
		select {
		case j, more := <-jobs:
			if !more {
				return list
			}
			list, bytes = append(list, j), bytes+j.size()
		default:
			return list
		}
	}
	return list
}

func (j *job) size() int {
	if j.outcome == nil {
		return 0
	}
	return j.record.Size()
}

// extract makes all parts of this share that are not there. Workers share the
// records, not the shards, so that a small corpus keeps all of them busy.
func (r *run) extract(ctx context.Context) (extent, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	jobs := make(chan job, batchRecords*r.Workers)
	open := make(chan struct{}, max(r.Workers, 2)) // shards in memory
	var end extent
	done := maps.Clone(r.commits) // which the workers add to
	go func() {
		defer close(jobs)
		end = r.read(ctx, done, jobs, open)
	}()
	var workers sync.WaitGroup
	for range r.Workers {
		workers.Go(func() {
			for {
				var j job
				var more bool
				select {
				case j, more = <-jobs:
				case <-ctx.Done():
				}
				if !more || ctx.Err() != nil {
					return
				}
				list := batch(j, jobs)
				r.annotate(list)
				for _, j := range list {
					if j.outcome != nil && j.shard.pending.Add(-1) > 0 {
						continue
					}
					if err := r.finish(j.shard); err != nil {
						stop(err)
						return
					}
					<-open
				}
			}
		})
	}
	workers.Wait()
	if ctx.Err() != nil {
		// The reader may hang in standard input: it is not waited for.
		return extent{}, context.Cause(ctx)
	}
	return end, nil
}

// read cuts what is to be read into shards and hands out their records. Shards that
// are done, or another share's, are passed over, whose records still count.
func (r *run) read(ctx context.Context, done map[int]*commit, jobs chan<- job, open chan<- struct{}) (end extent) {
	send := func(j job) bool {
		select {
		case jobs <- j:
			return true
		case <-ctx.Done():
			return false
		}
	}
	var s *shard // nil: passed over
	closeShard := func() bool {
		return s == nil || s.pending.Add(-1) > 0 || send(job{shard: s})
	}
	kept := len(r.mine.Kept)
	end.Parts = kept
	records, bytes := 0, 0 // in the shard
	openShard := func() bool {
		part := r.mine.FirstPart + end.Parts - kept
		end.Parts++
		s, records, bytes = nil, 0, 0
		if done[part] != nil || r.Share.N > 1 && part%r.Share.N != r.Share.I-1 {
			return true
		}
		select {
		case open <- struct{}{}:
		case <-ctx.Done():
			return false
		}
		s = &shard{part: part}
		s.pending.Store(1)
		return true
	}
	take := func(number int64, record corpus.Record) bool {
		full := records == r.ShardSize || records > 0 && bytes+record.Size() > shardBytes
		if (full || end.Parts == kept) && (!closeShard() || !openShard()) {
			return false
		}
		end.Records++
		records++
		bytes += record.Size()
		if s == nil {
			return true
		}
		o := &outcome{}
		s.outcomes = append(s.outcomes, o)
		s.pending.Add(1)
		if n := len(s.inputs) - 1; n >= 0 && s.inputs[n].Source == record.Input && s.inputs[n].First+s.inputs[n].Records == number {
			s.inputs[n].Records++
		} else {
			s.inputs = append(s.inputs, origin{Source: record.Input, First: number, Records: 1})
		}
		return send(job{s, record, o})
	}
	for i, in := range r.Corpus.Inputs() {
		ranges := r.held.rest(in.Source)
		if len(ranges) == 0 {
			continue
		}
		r.progress(func(*Event) { r.position.enter(in.Source, r.mine.Inputs[i].Bytes) })
		number := int64(0)
		taken := false // the last record of the input that there was
		for record := range r.Corpus.RecordsOf(in) {
			if ctx.Err() != nil {
				return end
			}
			number++
			if number == ranges[0].end {
				if ranges = ranges[1:]; len(ranges) == 0 {
					taken = false
					break
				}
			}
			if taken = number >= ranges[0].first; !taken {
				continue
			}
			if r.Limit > 0 && end.Records == int64(r.Limit) {
				closeShard()
				return end
			}
			if !take(number, record) {
				return end
			}
		}
		if taken && s != nil {
			s.inputs[len(s.inputs)-1].Last = true
		}
	}
	if end.Parts == 0 && !openShard() { // an empty corpus has one part too
		return end
	}
	closeShard()
	return end
}

// position estimates how much of the input lies behind: the files that the
// reader has left, and of the one that it is in as many bytes as its articles
// have text.
type position struct {
	source string // that the reader is in
	size   int64  // of source
	behind int64  // sizes of those before it
	text   int64  // of the articles of source
}

func (p *position) enter(source string, size int64) {
	p.behind, p.source, p.size, p.text = p.behind+p.size, source, size, 0
}

func (p *position) read(source string, text int64) {
	if source == p.source {
		p.text += text
	}
}

func (p *position) bytes() int64 { return p.behind + min(p.text, p.size) }

// annotate fills the outcomes of records. A stage that panics leaves the
// article without annotation, and an error row.
func (r *run) annotate(jobs []job) {
	articles, failures := make([]*corpus.Article, len(jobs)), make([]*corpus.Error, len(jobs))
	var read []*corpus.Article
	for i, j := range jobs {
		if j.outcome == nil {
			continue
		}
		if articles[i], failures[i] = j.record.Article(); failures[i] == nil {
			read = append(read, articles[i])
		}
	}
	rows, failed := AnnotateAll(r.Extract, read, r.rows)
	for i, j := range jobs {
		if j.outcome == nil {
			continue
		}
		article, failure := articles[i], failures[i]
		if failure == nil {
			j.outcome.rows, j.outcome.bytes = rows[0], int64(len(article.Text))
			j.outcome.sketch = sketchOf(article.Text, &rows[0].Article)
			failure = failed[0]
			j.outcome.notEnglish = failure == nil && rows[0].Article.Tokens == nil
			rows, failed = rows[1:], failed[1:]
		}
		if failure != nil {
			id := ""
			if article != nil {
				id = article.ID
			}
			row := results.ErrorRow(failure, id, j.shard.part)
			j.outcome.failure = &row
		}
		r.progress(func(e *Event) {
			r.position.read(j.record.Input, j.outcome.bytes)
			e.TextBytes += j.outcome.bytes
			if article != nil {
				e.Articles++
			}
			if failure != nil {
				e.Errors++
			}
		})
	}
}

// AnnotateAll extracts articles and turns what was found into rows. Where that
// fails, the rows are those of the article alone, and the error says which
// stage gave up.
func AnnotateAll(x Extractor, articles []*corpus.Article, o results.Options) ([]*results.ArticleRows, []*corpus.Error) {
	rows := make([]*results.ArticleRows, len(articles))
	documents, failures := extractAll(x, articles)
	for i, d := range documents {
		var failure *corpus.Error
		if rows[i], failure = rowsOf(d, o); failures[i] == nil {
			failures[i] = failure
		}
	}
	return rows, failures
}

// Annotate is AnnotateAll of one article.
func Annotate(x Extractor, a *corpus.Article, o results.Options) (*results.ArticleRows, *corpus.Error) {
	rows, failures := AnnotateAll(x, []*corpus.Article{a}, o)
	return rows[0], failures[0]
}

// extractAll has x extract articles. Where x panics each is tried by itself, so
// that the others keep what is found in them.
func extractAll(x Extractor, articles []*corpus.Article) (documents []*doc.Document, failures []*corpus.Error) {
	defer func() {
		p := recover()
		switch {
		case p == nil:
		case len(articles) == 1:
			a := articles[0]
			documents = []*doc.Document{{Article: a}}
			failures = []*corpus.Error{{Source: a.Source, Record: a.Record, Stage: "extract", Code: corpus.ErrPanic, Detail: fmt.Sprint(p)}}
		default:
			documents, failures = nil, nil
			for i := range articles {
				d, f := extractAll(x, articles[i:i+1])
				documents, failures = append(documents, d...), append(failures, f...)
			}
		}
	}()
	return x.ExtractAll(articles)
}

// rowsOf are the rows of a document. A panic gives those of the article alone.
func rowsOf(d *doc.Document, o results.Options) (rows *results.ArticleRows, failure *corpus.Error) {
	defer func() {
		if p := recover(); p != nil {
			failure = &corpus.Error{Source: d.Source, Record: d.Record, Stage: "rows", Code: corpus.ErrPanic, Detail: fmt.Sprint(p)}
			rows = results.Rows(&doc.Document{Article: d.Article}, o)
		}
	}()
	return results.Rows(d, o), nil
}

// finish writes the part of a shard: its files, then its commit record.
func (r *run) finish(s *shard) error {
	c := &commit{Part: s.part, Records: int64(len(s.outcomes)), Errors: map[string]int64{}, Inputs: s.inputs}
	part := &results.Part{}
	var sketches []*sketch
	for _, o := range s.outcomes {
		if o.rows != nil {
			part.Articles, sketches = append(part.Articles, o.rows), append(sketches, o.sketch)
			c.TextBytes += o.bytes
			if o.notEnglish {
				c.NotEnglish++
			}
		}
		if o.failure != nil {
			part.Errors = append(part.Errors, *o.failure)
			c.Errors[o.failure.Error]++
		}
	}
	c.Articles, c.Rows = int64(len(part.Articles)), part.Rows()
	write := func(folder, path string, write func(io.Writer) error) error {
		d, err := r.dir.write(r.Share, path, write)
		if err != nil {
			return err
		}
		c.Files = append(c.Files, d)
		return syncFolder(r.dir.path(folder))
	}
	for _, f := range part.Files(r.Format) {
		if err := write(f.Folder, results.PartPath(f.Folder, s.part, r.Format), f.Write); err != nil {
			return err
		}
	}
	if err := write(sketchesFolder, sketchesPath(s.part), func(w io.Writer) error { return writeSketches(w, sketches) }); err != nil {
		return err
	}
	if err := r.dir.writeCommit(r.Share, commitName(s.part), c); err != nil {
		return err
	}
	r.progress(func(e *Event) {
		e.Parts++
		r.commits[s.part] = c
	})
	return nil
}
