package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
)

var runFormats = []string{string(results.Parquet), string(results.JSONL), string(results.CSV)}

func runCommand() *cobra.Command {
	var (
		read       reading
		format     string
		shard      int
		noText     bool
		similarity float64
		force      bool
		update     bool
		dryRun     bool
		shown      string
	)
	c := &cobra.Command{
		Use:   "run INPUT... OUT",
		Short: "Turn a corpus into tables",
		Long: `Read a corpus of articles and write its tables into the folder OUT.

Inputs are files, folders (read whole, in sorted order), globs, or "-" for
standard input: plain text, JSONL, JSON, CSV, TSV, HTML, Parquet and WARC, each
also as .gz and .zst, and in zip and tar archives. A record that cannot be read
is a row of the table errors, and the run goes on.

A run that was stopped goes on with the same command, and gives the same bytes
as if it had not been stopped. With --update, files that are new or changed are
taken in, and what came from files that are gone is dropped.

` + exitCodes,
		Example: `  broadsheet run corpus/ out
  broadsheet run --dry-run corpus/ out              what would be read, as what
  broadsheet run 'news/2019-*.jsonl.gz' out         several files
  broadsheet run --column text=corpo giornali.csv out
  broadsheet run --meta docs.csv --key filename texts/ out
  broadsheet run --update corpus/ out               every day: what is new, changed or gone
  broadsheet run --names mps.csv corpus/ out         with your ids in external_id
  zcat news.jsonl.gz | broadsheet run - out`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("run needs what to read and the folder to write into: broadsheet run corpus/ out")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, runFormats...); err != nil {
				return err
			}
			if err := oneOf("progress", shown, progressFormats...); err != nil {
				return err
			}
			if update && force {
				return usage("--update goes on with OUT and --force begins anew: give one of them")
			}
			if shard < 1 {
				return usage("--shard-size %d: a part needs at least one record", shard)
			}
			if !(similarity >= 0.4 && similarity <= 1) {
				return usage("--similarity %g: it is 0.4 to 1", similarity)
			}
			inputs, out := args[:len(args)-1], args[len(args)-1]
			corp, err := read.open(c, inputs)
			if err != nil {
				return err
			}
			x, err := read.extractor(false)
			if err != nil {
				return err
			}
			if dryRun {
				return printPreview(c.Context(), c.OutOrStdout(), corp)
			}
			bar := newProgress(c.ErrOrStderr(), shown, read.quiet)
			summary, err := pipeline.Run(c.Context(), pipeline.Config{
				Corpus:     corp,
				Extract:    x,
				Out:        out,
				Arguments:  inputs,
				Version:    extract.Version + " " + read.engine,
				Options:    read.decisive(),
				Format:     results.Format(format),
				ShardSize:  shard,
				NoText:     noText,
				Limit:      read.limit,
				Similarity: similarity,
				Workers:    read.workers,
				Force:      force,
				Update:     update,
				Progress:   bar.show,
			})
			bar.clear()
			if err != nil {
				var refused *pipeline.Refused
				var interrupted *pipeline.Interrupted
				switch {
				case errors.As(err, &refused):
					return &exitError{exitUsage, err}
				case errors.As(err, &interrupted):
					return &exitError{exitInterrupted, err}
				}
				var file *fs.PathError
				if errors.As(err, &file) { // a full disk, a folder that is not ours
					return fmt.Errorf("%w. Once that is mended, the same command goes on", err)
				}
				return err
			}
			if !read.quiet {
				printSummary(c.ErrOrStderr(), out, summary, bar)
			}
			if n := summary.ErrorRows(); n > 0 {
				printErrors(c.ErrOrStderr(), out, results.Format(format), summary)
				return &exitError{exitErrors, fmt.Errorf("%s: %s; the table errors has them all", count(n, "error"), byCode(summary.Errors))}
			}
			return nil
		},
	}
	read.add(c)
	choice(c, &format, "format", string(results.Parquet), "what to write", runFormats...)
	c.Flags().IntVar(&shard, "shard-size", pipeline.DefaultShardSize, "records in a part, fewer where they are long")
	c.Flags().Float64Var(&similarity, "similarity", pipeline.DefaultSimilarity, "share of wording from which on two articles are near-duplicates, 0.4 to 1")
	c.Flags().BoolVar(&noText, "no-text", false, "leave out texts, contexts and the input's other columns, so that results can be shared")
	c.Flags().BoolVar(&force, "force", false, "begin anew: first remove what an earlier run wrote into OUT")
	c.Flags().BoolVar(&update, "update", false, "take in inputs that are new or changed since OUT was made, and drop what is gone")
	c.Flags().BoolVar(&dryRun, "dry-run", false, "say what would be read and which columns are understood; write nothing")
	choice(c, &shown, "progress", "bar", "how to show on stderr how far the run is, json for programs", progressFormats...)
	return c
}

// decisive are the reading flags that change results, and are not known to
// the pipeline otherwise. The metadata table is an input, with a digest; the
// list of names counts by its content, wherever it lies.
func (r *reading) decisive() map[string]any {
	return map[string]any{
		"columns": r.columns, "id": r.id, "title_in_text": r.titleInText, "language": r.language,
		"meta_key": r.key, "input_format": r.inputFormat, "max_article_mib": r.maxMiB, "engine": r.engine,
		"names_sha256": r.namesHash,
	}
}

// Records of each input that a dry run looks at.
const previewRecords = 100

// Columns of each kind that a dry run names.
const previewColumns = 40

func printPreview(ctx context.Context, w io.Writer, corp *corpus.Corpus) error {
	looked := make(chan []corpus.Preview, 1)
	go func() { looked <- corp.Preview(previewRecords) }()
	var inputs []corpus.Preview
	select {
	case inputs = <-looked:
	case <-ctx.Done(): // a pipe or standard input may never give anything
		return &exitError{exitInterrupted, errors.New("interrupted")}
	}
	for _, p := range inputs {
		format := p.Format
		if p.Compression != "" {
			format += ", " + p.Compression
		}
		fmt.Fprintf(w, "%s (%s): ", printable(p.Source), format)
		if p.Records == previewRecords {
			fmt.Fprintf(w, "the first %d records", p.Records)
		} else {
			fmt.Fprint(w, count(int64(p.Records), "record"))
		}
		if p.Errors > 0 {
			fmt.Fprintf(w, ", %s, the first: %s: %s", count(int64(p.Errors), "error"), p.First.Code, printable(p.First.Detail))
		}
		fmt.Fprintln(w)
		var fields, meta, dropped []string
		for _, col := range p.Columns {
			switch {
			case col.Dropped:
				dropped = append(dropped, printable(col.Name))
			case col.Field == "":
				meta = append(meta, printable(col.Name))
			case string(col.Field) == col.Name:
				fields = append(fields, printable(col.Name))
			default:
				fields = append(fields, fmt.Sprintf("%s from %s", col.Field, printable(col.Name)))
			}
		}
		for _, line := range []struct {
			what    string
			columns []string
		}{{"read", fields}, {"kept in meta", meta}, {"left out (lists and objects)", dropped}} {
			if more := len(line.columns) - previewColumns; more > 0 {
				line.columns = append(line.columns[:previewColumns], "and "+digits(int64(more))+" more")
			}
			if len(line.columns) > 0 {
				fmt.Fprintf(w, "  %s: %s\n", line.what, strings.Join(line.columns, ", "))
			}
		}
	}
	for _, s := range corp.Skipped() {
		fmt.Fprintf(w, "%s: skipped: %s\n", printable(s.Path), s.Reason)
	}
	_, err := fmt.Fprintf(w, "%s, %d skipped; nothing was written\n", count(int64(len(inputs)), "input"), len(corp.Skipped()))
	return err
}

func printSummary(w io.Writer, out string, s pipeline.Summary, p *progress) {
	say := func(format string, args ...any) { fmt.Fprintf(w, "broadsheet: "+format+"\n", args...) }
	say("%s of %s, %s of text%s", count(s.Articles, "article"), count(s.Records, "record"), size(s.TextBytes), p.rate())
	var rows []string
	for _, t := range results.Tables {
		if t.Name != "articles" {
			rows = append(rows, fmt.Sprintf("%s %s", digits(s.Rows[t.Name]), t.Name))
		}
	}
	say("%s", strings.Join(rows, ", "))
	if s.NotEnglish > 0 {
		say("%s not in English, kept without annotation", count(s.NotEnglish, "article"))
	}
	if s.SameID > 0 {
		say("more than one article has the same id, %s: --id source makes them unique", count(s.SameID, "time"))
	}
	parts := count(int64(len(s.Parts)), "part")
	if in := s.Inputs; in != (pipeline.Inputs{}) {
		say("%s new, %s changed, %s gone", count(int64(in.New), "input"), digits(int64(in.Changed)), digits(int64(in.Gone)))
	}
	if s.Before > 0 {
		say("%d of %s were there from an earlier run", s.Before, parts)
	}
	say("%s in %s, %s", parts, printable(out), size(s.FileBytes))
}

// Errors that are shown at the end of a run.
const shownErrors = 5

// printErrors shows the first rows of the table errors, of this run and of
// those that it went on from.
func printErrors(w io.Writer, out string, format results.Format, s pipeline.Summary) {
	shown := 0
	for _, part := range s.Parts {
		for row, err := range results.ReadTable[results.Error](out, "errors", format, part) {
			if err != nil || shown == shownErrors {
				return // the table itself tells more
			}
			shown++
			place := printable(row.Source)
			if row.Record != nil {
				place += fmt.Sprintf(": record %d", *row.Record)
			}
			fmt.Fprintf(w, "broadsheet: %s: %s: %s\n", place, row.Error, printable(row.Detail))
		}
	}
}

func byCode(errors map[string]int64) string {
	var parts []string
	for _, code := range slices.Sorted(maps.Keys(errors)) {
		parts = append(parts, fmt.Sprintf("%s %s", digits(errors[code]), code))
	}
	return strings.Join(parts, ", ")
}
