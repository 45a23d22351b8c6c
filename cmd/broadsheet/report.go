package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
	"github.com/broadsheet/broadsheet/results/report"
)

func reportCommand() *cobra.Command {
	var (
		o      report.Options
		output string
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
			f, err := openFolder(args[0])
			if err != nil {
				return err
			}
			write := func(w io.Writer) error { return report.Write(w, f, o) }
			if output == "-" {
				return write(dataWriter(c.OutOrStdout()))
			}
			if output == "" {
				output = filepath.Join(args[0], "report.html")
			}
			if err := writeWhole(output, write); err != nil {
				return err
			}
			fmt.Fprintln(c.ErrOrStderr(), "broadsheet: wrote", printable(output))
			return nil
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "file to write, - for standard output (default OUT/report.html)")
	c.Flags().StringVar(&o.Title, "title", "", "title of the page (default the folder's name)")
	c.Flags().IntVar(&o.Claims, "claims", report.DefaultClaims, "list so many claims at most, a sample of more")
	c.Flags().BoolVar(&o.WithoutCopies, "without-copies", false, "leave out articles that are copies of an earlier one")
	return c
}

// oneFolder is the arguments of a command that works on the folder of a run.
func oneFolder(command string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("%s needs the folder of one run: broadsheet %s out", command, command)
		}
		return nil
	}
}

// openFolder opens the results of a run.
func openFolder(out string) (*results.Folder, error) {
	f, err := pipeline.Open(out)
	var refused *pipeline.Refused
	if errors.As(err, &refused) {
		return nil, &exitError{exitUsage, err}
	}
	return f, err
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone where it was renamed
	if err := errors.Join(write(f), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
