package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/results/report"
)

func reportCommand() *cobra.Command {
	var (
		o      report.Options
		output string
		force  bool
	)
	c := &cobra.Command{
		Use:   "report OUT",
		Short: "Make a page to look at from the results of a run",
		Long: `Make one HTML file from the tables that a run wrote into the folder OUT: the
articles by month and publisher, their lengths, errors and copies; who is named
most, over time; who is quoted, and by which publishers; countries that are named
together; the numeric claims, to be searched and sorted.

The file holds all it needs: it opens from disk, without a network, and no text of
an article can run in it.

` + exitCodes,
		Example: `  broadsheet report out                       out/report.html
  broadsheet report out --output - > page.html
  broadsheet report out --title "Strikes, 2024" --without-copies`,
		Args: oneFolder("report"),
		RunE: func(c *cobra.Command, args []string) error {
			if o.Claims < 1 {
				return usage("--claims %d: the table needs a row at least", o.Claims)
			}
			f, err := openRun(args[0])
			if err != nil {
				return err
			}
			write := func(w io.Writer) error { return report.Write(w, f, o) }
			if output == "-" {
				return write(dataWriter(c.OutOrStdout()))
			}
			if output == "" { // a page of the folder's own, made anew
				output, force = filepath.Join(args[0], "report.html"), true
			}
			if err := writeFile(output, force, write); err != nil {
				return err
			}
			fmt.Fprintln(c.ErrOrStderr(), "broadsheet: wrote", printable(output))
			return nil
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "file to write, - for standard output (default OUT/report.html)")
	c.Flags().BoolVar(&force, "force", false, "overwrite the file of --output if it is there")
	c.Flags().StringVar(&o.Title, "title", "", "title of the page (default the folder's name)")
	c.Flags().IntVar(&o.Claims, "claims", report.DefaultClaims, "list so many claims at most, a sample of more")
	c.Flags().BoolVar(&o.WithoutCopies, "without-copies", false, "leave out articles that are copies of an earlier one")
	return c
}
