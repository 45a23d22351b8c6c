package pipeline

import (
	"context"
	"fmt"
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
	pending  atomic.Int64 // outcomes to come, and one more while the reader is in the shard
}

// outcome is what one record gave: rows, an error row, or both.
type outcome struct {
	rows       *results.ArticleRows
	failure    *results.Error
	notEnglish bool
	bytes      int64 // of text
}

// job is a record to annotate, or with no outcome a shard to write.
type job struct {
	shard   *shard
	record  corpus.Record
	outcome *outcome
}

// extent is how much the whole input has.
type extent struct {
	Records int64
	Parts   int
}

// extract makes all parts of this share that are not there. Workers share the
// records, not the shards, so that a small corpus keeps all of them busy.
func (r *run) extract(ctx context.Context) (extent, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	jobs := make(chan job, 2*r.Workers)
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
				if j.outcome != nil {
					r.annotate(j)
					if j.shard.pending.Add(-1) > 0 {
						continue
					}
				}
				if err := r.finish(j.shard); err != nil {
					stop(err)
					return
				}
				<-open
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

// read cuts the input into shards and hands out their records. Shards that are
// done, or another share's, are passed over, whose records still count.
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
	openShard := func(part int) bool {
		s = nil
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
	if !openShard(0) {
		return end
	}
	end.Parts = 1 // an empty corpus has one part too
	source := ""
	records, bytes := 0, 0 // in the shard
	for record := range r.Corpus.Records() {
		if r.Limit > 0 && end.Records == int64(r.Limit) {
			break
		}
		if ctx.Err() != nil {
			return end
		}
		if records == r.ShardSize || records > 0 && bytes+record.Size() > shardBytes {
			if !closeShard() || !openShard(end.Parts) {
				return end
			}
			end.Parts++
			records, bytes = 0, 0
		}
		end.Records++
		records++
		bytes += record.Size()
		if record.Source != source {
			source = record.Source
			r.progress(func(*Event) { r.position.enter(source) })
		}
		if s == nil {
			continue
		}
		o := &outcome{}
		s.outcomes = append(s.outcomes, o)
		s.pending.Add(1)
		if !send(job{s, record, o}) {
			return end
		}
	}
	closeShard()
	return end
}

// position estimates how much of the input lies behind: the files that the
// reader has left, and of the one that it is in as many bytes as its articles
// have text.
type position struct {
	sizes  map[string]int64 // by source
	source string           // that the reader is in
	behind int64            // sizes of those before it
	text   int64            // of the articles of source
}

func newPosition(inputs []input) *position {
	p := &position{sizes: make(map[string]int64, len(inputs))}
	for _, in := range inputs {
		p.sizes[in.Source] = in.Bytes
	}
	return p
}

func (p *position) enter(source string) {
	if source != p.source {
		p.behind, p.source, p.text = p.behind+p.sizes[p.source], source, 0
	}
}

func (p *position) read(source string, text int64) {
	if source == p.source {
		p.text += text
	}
}

func (p *position) bytes() int64 { return p.behind + min(p.text, p.sizes[p.source]) }

// annotate fills the outcome of a record. A stage that panics leaves the
// article without annotation, and an error row.
func (r *run) annotate(j job) {
	article, failure := j.record.Article()
	if failure == nil {
		var rows *results.ArticleRows
		if rows, failure = Annotate(r.Extract, article, r.rows); failure == nil {
			j.outcome.notEnglish = rows.Article.Tokens == nil
		}
		j.outcome.rows, j.outcome.bytes = rows, int64(len(article.Text))
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
		r.position.read(j.record.Source, j.outcome.bytes)
		e.TextBytes += j.outcome.bytes
		if article != nil {
			e.Articles++
		}
		if failure != nil {
			e.Errors++
		}
	})
}

// Annotate extracts an article and turns what was found into rows. Where that
// fails, the rows are those of the article alone, and the error says which
// stage gave up.
func Annotate(x Extractor, a *corpus.Article, o results.Options) (rows *results.ArticleRows, failure *corpus.Error) {
	stage := "extract"
	defer func() {
		if p := recover(); p != nil {
			failure = &corpus.Error{Source: a.Source, Record: a.Record, Stage: stage, Code: corpus.ErrPanic, Detail: fmt.Sprint(p)}
			rows = results.Rows(&doc.Document{Article: a}, o)
		}
	}()
	d, failure := x.Extract(a)
	stage = "rows"
	return results.Rows(d, o), failure
}

// finish writes the part of a shard: its files, then its commit record.
func (r *run) finish(s *shard) error {
	c := &commit{Part: s.part, Records: int64(len(s.outcomes)), Errors: map[string]int64{}}
	part := &results.Part{}
	for _, o := range s.outcomes {
		if o.rows != nil {
			part.Articles = append(part.Articles, o.rows)
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
	for _, f := range part.Files(r.Format) {
		d, err := r.dir.write(r.Share, results.PartPath(f.Folder, s.part, r.Format), f.Write)
		if err != nil {
			return err
		}
		c.Files = append(c.Files, d)
		if err := syncFolder(r.dir.path(f.Folder)); err != nil {
			return err
		}
	}
	if err := r.dir.writeJSON(r.Share, commitsFolder+"/"+commitName(s.part), c); err != nil {
		return err
	}
	r.progress(func(e *Event) {
		e.Parts++
		r.commits[s.part] = c
	})
	return nil
}
