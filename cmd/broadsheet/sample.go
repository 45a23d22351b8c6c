package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/results/study"
)

func sampleCommand() *cobra.Command {
	var (
		o     study.SampleOptions
		guard bool
		quiet bool
	)
	c := &cobra.Command{
		Use:   "sample OUT --table TABLE",
		Short: "Draw rows of a run for human coders, as a CSV to fill in",
		Long: `Draw rows of one table at random from the folder OUT of a run, and print them as
CSV: each row in its context, where [[ and ]] stand around it, what the tool says
of it, and empty columns to fill in. In those that end in _ok coders write y, n,
or ? where they cannot tell; missing and note are for words. broadsheet agreement
reads the sheet back: docs/validation.md walks through a study.

With --by, every value of a column gives equally many rows (publisher and other
columns of the table or of articles; year and month of published_at). The same
seed draws the same rows however the run was cut into parts, and a larger sample
holds the smaller.

` + exitCodes,
		Example: `  broadsheet sample out --table quotes --n 200 --seed 7 --by publisher > quotes.csv
  broadsheet sample out --table claims --n 100 --by year --guard-formulas > sheet.csv
  broadsheet sample out --table quotes --judge speaker_name,stance > speakers.csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("sample needs the folder of one run: broadsheet sample out --table quotes")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if o.Table == "" {
				return usage("name the table to draw from, as --table quotes")
			}
			folder, err := openRun(args[0])
			if err != nil {
				return err
			}
			sample, err := study.Draw(folder, o)
			if err != nil {
				return studyError(err)
			}
			if err := sample.WriteCSV(dataWriter(c.OutOrStdout()), guard); err != nil {
				return err
			}
			if !quiet {
				describeSample(c.ErrOrStderr(), sample, o)
			}
			return nil
		},
	}
	f := c.Flags()
	choice(c, &o.Table, "table", "", "the table to draw from", study.SampledTables()...)
	f.IntVar(&o.N, "n", 200, "how many rows to draw")
	f.Uint64Var(&o.Seed, "seed", 1, "another seed draws another sample")
	f.StringVar(&o.By, "by", "", "draw equally many rows for each value of this column, as publisher, year or form")
	f.StringSliceVar(&o.Judge, "judge", nil, "the columns that coders judge, as speaker_name,stance; else the usual ones of the table")
	f.BoolVar(&guard, "guard-formulas", false, "put ' before text that a spreadsheet could run as a formula (it begins with = + - @, a tab or a line end)")
	f.BoolVarP(&quiet, "quiet", "q", false, "print errors only")
	complete(c, "by", "publisher", "year", "month", "language", "kind", "form")
	return c
}

// studyError tells what cannot be asked for from what failed.
func studyError(err error) error {
	var wrong *study.UsageError
	if errors.As(err, &wrong) {
		return &exitError{exitUsage, err}
	}
	return err
}

func describeSample(w io.Writer, s *study.Sample, o study.SampleOptions) {
	say := func(format string, args ...any) {
		fmt.Fprintln(w, "broadsheet:", printable(fmt.Sprintf(format, args...)))
	}
	say("%d of %s of %s, seed %d", len(s.Rows), count(s.Total, "row"), o.Table, o.Seed)
	if o.By != "" {
		none := 0
		for _, stratum := range s.Strata {
			if stratum.Drawn == 0 {
				none++
			}
		}
		for i, stratum := range s.Strata {
			if i == 20 {
				say("  and %d more values", len(s.Strata)-i)
				break
			}
			value := stratum.Value
			if value == "" {
				value = "(null)"
			}
			say("  %s %s: %d of %d", o.By, value, stratum.Drawn, stratum.Rows)
		}
		if none > 0 {
			say("%d of %d values of %s give no row: what is measured does not speak for them; draw --n %d or more", none, len(s.Strata), o.By, len(s.Strata))
		}
	}
	if len(s.Without) > 0 {
		say("the run has no texts (--no-text), so the sheet lacks %s: coders need the articles, which source, record and start_char point into", joined(" and ", s.Without...))
	}
}
