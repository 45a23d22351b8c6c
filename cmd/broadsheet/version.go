package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/results"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, and those of the extractor and the tables",
		Long: `Print the versions that decide what a run gives: the extractor's (what the
rows mean) and the schema's (what the tables look like). Two runs whose
versions, options and inputs are the same give the same bytes.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(c.OutOrStdout(), "broadsheet %s\nextractor  %s\nschema     %d\n%s %s/%s\n",
				moduleVersion(), extract.Version, results.SchemaVersion, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// moduleVersion is the release that was installed with go install, else
// "devel".
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no arguments, but got %q", c.CommandPath(), args[0])
	}
	return nil
}
