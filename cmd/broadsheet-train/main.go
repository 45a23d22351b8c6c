// Broadsheet-train builds the files that broadsheet embeds.
//
//	go run ./cmd/broadsheet-train places --facts ../shared/data/facts
//
// It runs in the root of the repository and writes into its packages. The
// same input gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/broadsheet/broadsheet/train/facts"
)

const usage = `usage: broadsheet-train places --facts FOLDER

places  writes internal/gazetteer/cities.zst from the GeoNames tables in FOLDER
`

func main() {
	if len(os.Args) < 2 || os.Args[1] != "places" {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	flags := flag.NewFlagSet("places", flag.ExitOnError)
	folder := flags.String("facts", "", "`folder` with the tables")
	flags.Parse(os.Args[2:])
	if *folder == "" || flags.NArg() > 0 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	if err := places(*folder); err != nil {
		fmt.Fprintln(os.Stderr, "broadsheet-train:", err)
		os.Exit(1)
	}
}

func places(folder string) error {
	content, err := facts.Cities(folder)
	if err != nil {
		return err
	}
	return os.WriteFile("internal/gazetteer/cities.zst", content, 0o644)
}
