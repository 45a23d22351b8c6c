package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
	"github.com/broadsheet/broadsheet/results/study"
)

func evalCommand() *cobra.Command {
	var (
		read   reading
		o      study.EvalOptions
		gold   study.GoldOptions
		found  string
		format string
	)
	c := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Score what is found in texts against annotations of them",
		Long: `Read annotated texts, find in them what extract finds, and print how much of it is
right: precision, recall and F1 in percent, each with a 95 % interval (bootstrap
over the articles).

GOLD is a file or a folder: JSONL with mentions, attributions, quantities,
results, toponyms or whole articles; CoNLL columns (IOB1, BIO, BIOES); a folder of
brat (.txt and .ann); exports of doccano (JSONL) and Label Studio (JSON, JSON-MIN).
What is annotated says what is scored: names (exact spans of people,
organizations and places), quotes, quantity, numbers, places, article. --label
says what labels of your own mean. docs/validation.md describes all of it. Texts
are taken to be in English.

` + exitCodes,
		Example: `  broadsheet eval gold.jsonl
  broadsheet eval --label MP=person,Ministry=organization annotated/
  broadsheet eval --task quotes --format csv gold.jsonl > scores.csv
  broadsheet eval --found found.jsonl gold.jsonl          what extract --format jsonl printed`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("eval needs annotated texts: broadsheet eval gold.jsonl")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, figureFormats...); err != nil {
				return err
			}
			if read.workers < 0 || o.Resamples < 0 {
				return usage("--workers and --resamples must not be negative")
			}
			if o.Resamples == 0 {
				o.Resamples = -1
			}
			gold.Country = countryCode
			set, err := study.ReadGold(args, gold)
			if err != nil {
				return studyError(err)
			}
			if len(set.Ignored) > 0 && !read.quiet {
				fmt.Fprintln(c.ErrOrStderr(), "broadsheet:", printable("labels that are not scored: "+labelCounts(set.Ignored)+"; --label NAME=MEANING says what one means"))
			}
			var rows []*results.ArticleRows
			if found != "" {
				rows, err = readFound(found, set.Articles)
			} else {
				rows, err = extractGold(c, &read, set.Articles)
			}
			if err != nil {
				return err
			}
			scores, err := study.Evaluate(set.Articles, rows, o)
			if err != nil {
				return studyError(err)
			}
			w := dataWriter(c.OutOrStdout())
			if format != "text" {
				return scoreGrid(scores).write(w, format)
			}
			return printScores(w, scores, o)
		},
	}
	f := c.Flags()
	f.StringSliceVar(&o.Tasks, "task", nil, "score these tasks alone: "+strings.Join(study.Tasks(), ", "))
	complete(c, "task", study.Tasks()...)
	f.StringVar(&gold.Format, "gold-format", "", "read every GOLD as "+strings.Join(study.GoldFormats, ", ")+"; else told by name and content")
	complete(c, "gold-format", study.GoldFormats...)
	f.StringToStringVar(&gold.Labels, "label", nil, "what a label means, as MP=person (meanings: "+strings.Join(study.Meanings, ", ")+")")
	f.StringVar(&found, "found", "", "score these records of extract --format jsonl, and extract nothing")
	c.MarkFlagFilename("found", "jsonl")
	choice(c, &format, "format", "text", "how to print it", figureFormats...)
	f.IntVar(&o.Resamples, "resamples", 1000, "resamples of the bootstrap; 0: no intervals")
	f.Uint64Var(&o.Seed, "seed", 1, "seed of the bootstrap")
	f.StringVar(&read.engine, "engine", extract.EngineOwn, "what finds tokens and names: "+extract.EngineOwn+", or "+extract.EngineProse+" (prose/v2, to compare)")
	complete(c, "engine", extract.EngineOwn, extract.EngineProse)
	f.StringVar(&read.names, "names", "", "your own list of names with ids, as for extract")
	c.MarkFlagFilename("names", "csv", "tsv")
	f.IntVarP(&read.workers, "workers", "j", 0, "articles read at the same time; 0: one for each core")
	f.BoolVarP(&read.quiet, "quiet", "q", false, "print errors only")
	return c
}

// labelCounts is "MISC 12, EVENT 3".
func labelCounts(counts map[string]int) string {
	var all []string
	for _, label := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, label+" "+digits(int64(counts[label])))
	}
	return strings.Join(all, ", ")
}

// extractGold finds in annotated texts what there is, on all cores.
func extractGold(c *cobra.Command, read *reading, gold []*study.Gold) ([]*results.ArticleRows, error) {
	x, err := read.extractor(false)
	if err != nil {
		return nil, err
	}
	workers := read.workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	rows := make([]*results.ArticleRows, len(gold))
	failures := make([]*corpus.Error, len(gold))
	next := make(chan int)
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			for i := range next {
				rows[i], failures[i] = pipeline.Annotate(x, gold[i].Article, results.Options{})
			}
		})
	}
	for i := range gold {
		if c.Context().Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	done.Wait()
	if c.Context().Err() != nil {
		return nil, context.Canceled
	}
	for _, failure := range failures {
		if failure != nil { // scored as an article in which nothing is found
			fmt.Fprintln(c.ErrOrStderr(), "broadsheet:", printable(failure.Error()))
		}
	}
	return rows, nil
}

// readFound reads records of extract and gives each annotated text its own, by
// id; nil where there is none.
func readFound(name string, gold []*study.Gold) ([]*results.ArticleRows, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("%s: no such file", name)
	}
	if err != nil {
		return nil, err
	}
	byID := map[string]*results.ArticleRows{}
	n := 0
	for line := range bytes.Lines(data) {
		if n++; len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		r, err := results.ParseRecord(line)
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, n, err)
		}
		byID[r.Article.ArticleID] = r
	}
	rows := make([]*results.ArticleRows, len(gold))
	for i, g := range gold {
		rows[i] = byID[g.Article.ID]
		if rows[i] != nil && rows[i].Article.TextSHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(g.Article.Text))) {
			return nil, usage("%s: the record %s is of another text than the annotated one, so its offsets mean nothing there", name, g.Article.ID)
		}
	}
	return rows, nil
}

// countryCode gives the code of a country by its name, or by its code.
func countryCode(name string) string { return countryCodes()[name] }

var countryCodes = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for _, n := range gazetteer.CountryNames() {
		if _, known := codes[n.Text]; !known && !n.Form.People() {
			codes[n.Text] = n.Code
		}
	}
	for _, c := range gazetteer.Countries() {
		codes[c.Official], codes[c.Name], codes[c.Code] = c.Code, c.Code, c.Code
	}
	return codes
})

func printScores(w io.Writer, scores []study.Score, o study.EvalOptions) error {
	for i, s := range scores {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s", s.Task, count(int64(s.Articles), "text"))
		if s.Missing > 0 {
			fmt.Fprintf(w, ", %d without output", s.Missing)
		}
		fmt.Fprintln(w)
		three := [][]string{{"", "precision", "recall", "F1", "annotated", "found"}}
		shares := [][]string{{"", "right", "of"}}
		for _, f := range s.Figures {
			name, last := f.Name, ""
			if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
				name, last = f.Name[:dot], f.Name[dot+1:]
			}
			switch last {
			case "p":
				three = append(three, []string{name, withInterval(f), "", "", strconv.Itoa(f.Of), strconv.Itoa(f.Found)})
			case "r":
				three[len(three)-1][2] = withInterval(f)
			case "f1":
				three[len(three)-1][3] = withInterval(f)
			default:
				shares = append(shares, []string{f.Name, withInterval(f), strconv.Itoa(f.Of)})
			}
		}
		if err := aligned(w, three); err != nil {
			return err
		}
		if len(shares) > 1 {
			if err := aligned(w, shares); err != nil {
				return err
			}
		}
		switch {
		case o.Resamples < 0:
		case s.Documents < 2:
			fmt.Fprintln(w, "No intervals: one article tells nothing of how articles differ.")
		default:
			of := "articles"
			if s.Documents < s.Articles {
				of = "documents, which the texts are parts of"
			}
			fmt.Fprintf(w, "95 %% intervals: bootstrap over %s %s, %s resamples, seed %d.\n", digits(int64(s.Documents)), of, digits(int64(o.Resamples)), o.Seed)
		}
	}
	return nil
}

// withInterval is a figure for a person, who is not told that nothing of
// nothing is 0.
func withInterval(f study.Figure) string {
	if f.Of == 0 && f.Found == 0 {
		return "-"
	}
	if !f.Interval {
		return fmt.Sprintf("%.1f", f.Value)
	}
	return fmt.Sprintf("%.1f [%.1f, %.1f]", f.Value, f.Low, f.High)
}

// scoreGrid has one row a figure, by the names of score.py.
func scoreGrid(scores []study.Score) *grid {
	g := &grid{header: []string{"task", "figure", "value", "low", "high", "of", "found"}}
	for _, s := range scores {
		for _, f := range s.Figures {
			row := []any{s.Task, f.Name, decimals(f.Value, 1), nil, nil, f.Of, nil}
			if f.Interval {
				row[3], row[4] = decimals(f.Low, 1), decimals(f.High, 1)
			}
			for _, measure := range []string{".p", ".r", ".f1"} {
				if strings.HasSuffix(f.Name, measure) {
					row[6] = f.Found
				}
			}
			g.rows = append(g.rows, row)
		}
		if s.Counted {
			g.rows = append(g.rows, []any{s.Task, "articles_missing", s.Missing, nil, nil, s.Articles, nil})
		}
	}
	return g
}
