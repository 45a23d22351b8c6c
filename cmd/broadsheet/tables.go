package main

import (
	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/results"
)

func tablesCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "tables [TABLE...]",
		Short: "Print what each table and column means",
		Long: `Print the data dictionary: every table of a run, or those that are named, with
the meaning, type and unit of each column.

` + exitCodes,
		Example: `  broadsheet tables
  broadsheet tables quotes claims
  broadsheet tables --format markdown > dictionary.md`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return tableNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			formats := results.DictionaryFormats
			if err := oneOf("format", format, formats...); err != nil {
				return err
			}
			for _, name := range args {
				if results.ByName(name) == nil {
					return usage("no table %q: broadsheet tables lists them", name)
				}
			}
			return results.WriteDictionary(c.OutOrStdout(), format, terminalWidth(c.OutOrStdout()), args...)
		},
	}
	choice(c, &format, "format", "text", "how to print it", results.DictionaryFormats...)
	return c
}

func tableNames() []string {
	var names []string
	for _, t := range results.Tables {
		names = append(names, t.Name)
	}
	return names
}
