package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/results"
	"github.com/broadsheet/broadsheet/results/export"
)

func exportCommand() *cobra.Command {
	var (
		format string
		output string
		guard  bool
		force  bool
		quiet  bool
	)
	var formats []string
	for _, f := range export.Formats {
		formats = append(formats, string(f))
	}
	c := &cobra.Command{
		Use:   "export OUT TABLE",
		Short: "Write a table of a run as one file, for a spreadsheet or Stata",
		Long: `Write a whole table of the run in the folder OUT as one file:

  csv   RFC 4180 in UTF-8, all that is in the table; an empty field is null
  xlsx  a workbook of Excel, LibreOffice or a like program, with dates and
        numbers as such; text is never a formula. At most 1,048,575 rows. A text
        of more than 32,767 characters is cut, and its cell says so
  dta   a Stata data set (release 118: Stata 14 and later), with the meaning of
        the columns as labels and notes

The file is written whole or not at all. One that is there is not overwritten
without --force.

` + exitCodes,
		Example: `  broadsheet export out quotes --format xlsx            quotes.xlsx
  broadsheet export out claims --format dta -o claims-2024.dta
  broadsheet export out quotes -o - | head
  broadsheet export out quotes --guard-formulas         CSV to double-click on`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("export needs the folder of a run and a table: broadsheet export out quotes")
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return tableNames(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, formats...); err != nil {
				return err
			}
			if guard && format != string(export.CSV) {
				return usage("--guard-formulas goes with --format csv: the others hold text as text")
			}
			table := results.ByName(args[1])
			if table == nil {
				return usage("no table %q: choose one of %s", args[1], strings.Join(tableNames(), ", "))
			}
			folder, err := openRun(args[0])
			if err != nil {
				return err
			}
			if output == "" {
				output = table.Name + "." + format
			}
			write := func(ctx context.Context, w io.Writer) (export.Summary, error) {
				return export.Write(ctx, w, folder, table, export.Format(format), export.Options{GuardFormulas: guard})
			}
			var done export.Summary
			if output == "-" {
				if format != string(export.CSV) && isTerminal(c.OutOrStdout()) {
					return usage("%s is no text for a terminal: name a file with -o", format)
				}
				done, err = write(c.Context(), dataWriter(c.OutOrStdout()))
			} else {
				if err := refuseInRun(folder.Path, output); err != nil {
					return err
				}
				err = writeFile(output, force, func(w io.Writer) (err error) {
					done, err = write(c.Context(), w)
					return err
				})
			}
			var tooLarge *export.TooLarge
			if errors.As(err, &tooLarge) {
				return &exitError{exitUsage, err}
			}
			if errors.Is(err, context.Canceled) {
				return &exitError{exitInterrupted, fmt.Errorf("interrupted: %s is not written whole", table.Name)}
			}
			if err != nil {
				return err
			}
			stderr := c.ErrOrStderr()
			if done.Cut > 0 { // not to be silenced: the file holds less than the table
				fmt.Fprintf(stderr, "broadsheet: %s longer than a cell holds and cut, and the cell says so; csv and dta have them whole\n", count(done.Cut, "text"))
			}
			if output != "-" && !quiet {
				fmt.Fprintf(stderr, "broadsheet: %s of %s in %s\n", count(done.Rows, "row"), table.Name, printable(output))
			}
			return nil
		},
	}
	choice(c, &format, "format", string(export.CSV), "what to write", formats...)
	f := c.Flags()
	f.StringVarP(&output, "output", "o", "", "the file, \"-\" for standard output (default TABLE.FORMAT, here)")
	f.BoolVar(&guard, "guard-formulas", false, "with --format csv, put ' before text that a spreadsheet could run as a formula (it begins with = + - @, a tab or a line end); the text is not exact then")
	f.BoolVar(&force, "force", false, "overwrite the file if it is there")
	f.BoolVarP(&quiet, "quiet", "q", false, "print errors only")
	return c
}
