package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/pipeline"
)

func checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check OUT",
		Short: "Read the files of a run again and hold them against its records",
		Long: `Read every file that a run wrote into the folder OUT and hold its size and
digest against the run's commit records. Says which files are missing, changed,
or none of the run's. Where all are as they were written, reads the rows: every
reference, every span against the text, every value.

` + exitCodes,
		Example: `  broadsheet check out`,
		Args:    oneFolder("check"),
		RunE: func(c *cobra.Command, args []string) error {
			report, err := pipeline.Check(c.Context(), args[0])
			var refused *pipeline.Refused
			if errors.As(err, &refused) {
				return &exitError{exitUsage, err}
			}
			if err != nil {
				return err
			}
			w := c.OutOrStdout()
			for _, p := range report.Problems {
				fmt.Fprintf(w, "%s: %s\n", printable(p.Path), printable(p.What))
			}
			state := "complete"
			if !report.Complete {
				state = "not complete: the same run command goes on with it"
			}
			fmt.Fprintf(w, "%s, %s, %s, %s; %s\n", count(int64(report.Parts), "part"), count(int64(report.Files), "file"), size(report.Bytes), count(report.Articles, "article"), state)
			if report.SameID > 0 {
				fmt.Fprintf(w, "more than one article has the same id, %s\n", count(report.SameID, "time"))
			}
			if n := len(report.Problems); n > 0 {
				return &exitError{exitDamage, fmt.Errorf("%s damaged", count(int64(n), "file"))}
			}
			_, err = fmt.Fprintln(w, "no damage")
			return err
		},
	}
}
