package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
	"github.com/broadsheet/broadsheet/results/report"
)

var extractFormats = []string{"text", "html", "jsonl", "json", "csv", "conllu"}

func extractCommand() *cobra.Command {
	var (
		read   reading
		format string
		table  string
		guard  bool
		noText bool
	)
	c := &cobra.Command{
		Use:   "extract [INPUT...]",
		Short: "Print what is found in an article, or in a stream of them",
		Long: `Read articles and print what is found in them, in the order of the input, on
standard output: people, countries, organizations, quotes with their speakers,
numeric claims. Inputs are files, folders and globs in every format that run
reads; without one, or with "-", standard input.

The text format is for people, and html a page for them to look at. jsonl prints one record a line with the columns
of the tables, json one array of them, csv the rows of one table. conllu prints
the sentences instead, with the part of speech of each word and the tree (see
docs/results.md).

` + exitCodes,
		Example: `  broadsheet extract article.txt
  curl -s https://example.org/article | broadsheet extract --input-format html
  broadsheet extract --format html article.txt > article.html
  broadsheet extract --format jsonl articles.jsonl.gz > found.jsonl
  broadsheet extract --format csv --table quotes article.txt
  broadsheet extract --format csv --table quotes --guard-formulas article.txt > sheet.csv
  broadsheet extract --names mps.csv article.txt          with your ids`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, extractFormats...); err != nil {
				return err
			}
			if format == "csv" && table == "" {
				return usage("--format csv prints one table: name it, as --table quotes")
			}
			if format != "csv" && table != "" {
				return usage("--table goes with --format csv")
			}
			if format != "csv" && guard {
				return usage("--guard-formulas goes with --format csv")
			}
			if (format == "conllu" || format == "html") && noText {
				return usage("--format %s is the text: it does not go with --no-text", format)
			}
			if len(args) == 0 {
				if isTerminal(c.InOrStdin()) {
					return usage("no input: name a file, or pipe an article in")
				}
				args = []string{"-"}
			}
			corp, err := read.open(c, args)
			if err != nil {
				return err
			}
			x, err := read.extractor(format == "conllu")
			if err != nil {
				return err
			}
			var out sink
			switch format {
			case "text":
				out = &viewer{x: x, w: c.OutOrStdout(), width: terminalWidth(c.OutOrStdout()), color: wantsColor(c.OutOrStdout())}
			case "html":
				buffered := bufio.NewWriterSize(dataWriter(c.OutOrStdout()), 1<<16)
				page, err := report.NewArticles(buffered)
				if err != nil {
					return err
				}
				out = pageSink{page, buffered, x}
			case "conllu":
				out = treeSink{x, bufio.NewWriterSize(dataWriter(c.OutOrStdout()), 1<<16)}
			default:
				stream, err := results.NewStream(dataWriter(c.OutOrStdout()), results.Format(format), table)
				if err != nil {
					return usage("--table %s: %v", table, err)
				}
				if guard {
					stream.GuardFormulas()
				}
				out = rowSink{stream, x, results.Options{NoText: noText}}
			}
			return extractAll(c.Context(), corp, &read, out, c.ErrOrStderr())
		},
	}
	read.add(c)
	choice(c, &format, "format", "text", "what to print", extractFormats...)
	c.Flags().StringVar(&table, "table", "", "the table that --format csv prints")
	complete(c, "table", "articles", "entities", "mentions", "quotes", "claims", "sentences")
	c.Flags().BoolVar(&guard, "guard-formulas", false, "with --format csv, put ' before text that a spreadsheet could run as a formula (it begins with = + - @, a tab or a line end); the text is not exact then")
	c.Flags().BoolVar(&noText, "no-text", false, "leave out texts, contexts and the input's other columns, so that results can be shared")
	return c
}

// sink prints annotated articles one after another. Annotate is called by
// workers, Print in input order.
type sink interface {
	Annotate(*corpus.Article) (any, *corpus.Error)
	Print(any) error
	Flush() error
	Close() error
}

type rowSink struct {
	*results.Stream
	x       *extract.Extractor
	options results.Options
}

func (s rowSink) Annotate(a *corpus.Article) (any, *corpus.Error) {
	return pipeline.Annotate(s.x, a, s.options)
}

func (s rowSink) Print(rows any) error { return s.Write(rows.(*results.ArticleRows)) }

// pageSink prints a page to look at.
type pageSink struct {
	page *report.Articles
	w    *bufio.Writer
	x    *extract.Extractor
}

func (s pageSink) Annotate(a *corpus.Article) (any, *corpus.Error) {
	return pipeline.Annotate(s.x, a, results.Options{})
}

func (s pageSink) Print(rows any) error { return s.page.Write(rows.(*results.ArticleRows)) }

func (s pageSink) Flush() error { return s.w.Flush() }

func (s pageSink) Close() error { return errors.Join(s.page.Close(), s.w.Flush()) }

// treeSink prints the sentences with their trees.
type treeSink struct {
	x *extract.Extractor
	w *bufio.Writer
}

func (s treeSink) Annotate(a *corpus.Article) (any, *corpus.Error) {
	d, failure := s.x.Extract(a)
	return results.AppendCoNLLU(nil, d), failure
}

func (s treeSink) Print(sentences any) error {
	_, err := s.w.Write(sentences.([]byte))
	return err
}

func (s treeSink) Flush() error { return s.w.Flush() }
func (s treeSink) Close() error { return s.w.Flush() }

type viewer struct {
	x       *extract.Extractor
	w       io.Writer
	width   int
	color   bool
	printed int
}

func (v *viewer) Annotate(a *corpus.Article) (any, *corpus.Error) { return v.x.Extract(a) }

func (v *viewer) Print(d any) error {
	if v.printed++; v.printed > 1 {
		fmt.Fprintln(v.w)
	}
	return writeView(v.w, d.(*doc.Document), v.width, v.color)
}

func (v *viewer) Flush() error { return nil }
func (v *viewer) Close() error { return nil }

// outcome is what became of one record.
type outcome struct {
	article any // as the sink prints it; nil where there is none
	failure *corpus.Error
}

// extractAll reads records on all cores and prints them in input order. At
// most a few records for each worker are held in memory.
func extractAll(ctx context.Context, corp *corpus.Corpus, read *reading, out sink, stderr io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := read.workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type job struct {
		record corpus.Record
		done   chan outcome
	}
	jobs := make(chan job)
	order := make(chan chan outcome, 4*workers) // in input order
	go func() {
		defer close(order)
		defer close(jobs)
		n := 0
		for r := range corp.Records() {
			if n++; read.limit > 0 && n > read.limit {
				return
			}
			j := job{r, make(chan outcome, 1)}
			select {
			case order <- j.done:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				j.done <- outcome{}
				return
			}
		}
	}()
	for range workers {
		go func() {
			for j := range jobs {
				j.done <- extractOne(j.record, out)
			}
		}()
	}
	// next waits for a record that has been read, which may take for ever where
	// a pipe gives none: what is there is passed on first.
	next := func() (done chan outcome, err error) {
		select {
		case done = <-order:
			return done, nil
		default:
		}
		if err := out.Flush(); err != nil {
			return nil, err
		}
		select {
		case done = <-order:
		case <-ctx.Done():
		}
		return done, nil
	}
	failures := 0
	for {
		done, err := next()
		if err != nil {
			return err
		}
		if done == nil {
			break
		}
		o := <-done
		if o.failure != nil {
			failures++
			fmt.Fprintln(stderr, "broadsheet:", printable(o.failure.Error()))
		}
		if o.article != nil {
			if err := out.Print(o.article); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			break
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return &exitError{exitInterrupted, errors.New("interrupted")}
	case failures > 0 && read.quiet:
		return &exitError{exitErrors, errors.New("")}
	case failures > 0:
		return &exitError{exitErrors, fmt.Errorf("%d of the records could not be read or annotated", failures)}
	}
	return nil
}

func extractOne(r corpus.Record, out sink) outcome {
	a, failure := r.Article()
	if failure != nil {
		return outcome{failure: failure}
	}
	article, failure := out.Annotate(a)
	return outcome{article, failure}
}
