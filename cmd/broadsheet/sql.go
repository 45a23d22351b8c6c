package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/results"
)

// sqlFormats are the ways in which duckdb prints rows, each with its flag.
var sqlFormats = []string{"table", "csv", "json", "jsonl", "markdown", "line"}

func sqlFlag(format string) string {
	switch format {
	case "table":
		return "-box"
	case "jsonl":
		return "-jsonlines"
	}
	return "-" + format
}

func sqlCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sql OUT QUERY",
		Short: "Ask the tables of a run with SQL",
		Long: `Run a query over the tables of the run in the folder OUT, with the program
duckdb, and print what it prints. Tables go by their names; these joins are
there too:

  quotes_full         quotes, the article's head, the speaker in the catalog
  claims_full         claims, the article's head, source and place in the catalog
  entities_full       entities, the article's head, the entry of the catalog
  speakers_by_month   quotes, articles and publishers of each speaker and month
  countries_together  in how many articles two countries are named
  contested           one thing counted with different values by different sources

OUT/views.sql has them, and says how articles of one article_id are treated.
Without duckdb on the PATH, prints how to get it, or to do the same in Python.

` + exitCodes,
		Example: `  broadsheet sql out "select speaker_catalog_name, count(*) from quotes_full group by all order by 2 desc limit 10"
  broadsheet sql out --format csv "from speakers_by_month" > speakers.csv
  broadsheet sql out "copy (from contested) to 'contested.parquet'"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || strings.TrimSpace(args[1]) == "" {
				return usage(`sql needs the folder of a run and one query: broadsheet sql out "select count(*) from quotes"`)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if format != "" {
				if err := oneOf("format", format, sqlFormats...); err != nil {
					return err
				}
			}
			folder, err := openRun(args[0])
			if err != nil {
				return err
			}
			program, err := exec.LookPath("duckdb")
			if err != nil {
				if _, err := io.WriteString(c.OutOrStdout(), recipe(folder.Path, args[1])); err != nil {
					return err
				}
				return errors.New("no duckdb on the PATH: standard output has how to get it, and how to ask the same in Python")
			}
			dir, err := filepath.Abs(folder.Path)
			if err != nil {
				return err
			}
			views := results.Views(folder.Format, filepath.ToSlash(dir))
			return runDuckDB(c.Context(), program, views, format, args[1], c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	choice(c, &format, "format", "", "how duckdb prints the rows (its own way where not given)", sqlFormats...)
	return c
}

// runDuckDB makes the views in a database in memory and runs the query there. Both are
// arguments, so that no shell reads them.
func runDuckDB(ctx context.Context, program, views, format, query string, stdout, stderr io.Writer) error {
	args := []string{"-bail"}
	if format != "" {
		args = append(args, sqlFlag(format))
	}
	args = append(args, "-cmd", views)
	if isTerminal(stdout) { // it writes into a pipe, and cannot see how wide the terminal is
		args = append(args, "-cmd", ".maxwidth "+strconv.Itoa(terminalWidth(stdout)))
	}
	errs := &prefixed{w: stderr}
	cmd := exec.CommandContext(ctx, program, append(args, "-c", query)...)
	cmd.Stdout, cmd.Stderr = dataWriter(stdout), errs
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	errs.end()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return &exitError{exitInterrupted, errors.New("interrupted")}
	case errors.As(err, &exit):
		return fmt.Errorf("duckdb could not do it (%v)", exit)
	}
	return err
}

// prefixed writes each line with "broadsheet: duckdb: " before it: a query that fails is
// quoted there, and what it quotes of articles is escaped.
type prefixed struct {
	w    io.Writer
	rest []byte
}

func (p *prefixed) Write(b []byte) (int, error) {
	p.rest = append(p.rest, b...)
	for {
		line, rest, whole := bytes.Cut(p.rest, []byte("\n"))
		if !whole {
			return len(b), nil
		}
		p.line(line)
		p.rest = rest
	}
}

func (p *prefixed) line(line []byte) {
	if text := strings.TrimRight(string(line), " \r"); text != "" {
		fmt.Fprintln(p.w, "broadsheet: duckdb:", printable(text))
	}
}

func (p *prefixed) end() { p.line(p.rest) }

// recipe says how to ask the query without broadsheet.
func recipe(dir, query string) string {
	return fmt.Sprintf(`broadsheet sql runs DuckDB, which is one program. One of these installs it, and
https://duckdb.org/install has more:

    brew install duckdb
    winget install DuckDB.cli
    pip install duckdb-cli

The same query in Python, after pip install duckdb:

    import os, duckdb
    os.chdir(%s)
    db = duckdb.connect()
    db.execute(open(%q).read())
    print(db.sql(%s))
`, strconv.QuoteToASCII(dir), results.ViewsName, strconv.QuoteToASCII(query))
}
