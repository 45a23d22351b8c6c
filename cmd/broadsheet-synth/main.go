// Command broadsheet-synth writes a corpus of made-up news articles of any size, to
// measure with: how long a run takes, how much memory it needs, which duplicates it
// finds.
//
//	go run ./cmd/broadsheet-synth --articles 100000 corpus-100k
//
// Names, numbers and sentences are invented; the countries are real. The same options
// give the same bytes. Persons and organizations grow with the corpus, as in news: a
// few are in many articles, most in one.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "broadsheet-synth:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("broadsheet-synth", flag.ContinueOnError)
	articles := flags.Int("articles", 1000, "how many articles")
	perFile := flags.Int("per-file", 10_000, "articles in a file of JSONL at most")
	copies := flags.Float64("copies", 0.1, "share of the articles that are copies of another, from as they are to cut and reworded")
	seed := flags.Uint64("seed", 1, "another corpus for another number")
	flags.Usage = func() {
		fmt.Fprintln(flags.Output(), "Write made-up news articles as JSONL: broadsheet-synth [options] FOLDER")
		flags.PrintDefaults()
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case flags.NArg() != 1:
		return errors.New("name the folder to write into: broadsheet-synth --articles 1000 corpus")
	case *articles < 0 || *perFile < 1 || !(*copies >= 0 && *copies < 1):
		return errors.New("--articles cannot be negative, --per-file at least 1, --copies 0 to less than 1")
	}
	dir := flags.Arg(0)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	p := press{articles: *articles, copies: *copies, seed: *seed}
	for first := 0; first < *articles; first += *perFile {
		name := filepath.Join(dir, fmt.Sprintf("news-%06d.jsonl", first / *perFile))
		if err := writeFile(name, func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetEscapeHTML(false)
			for i := first; i < min(first+*perFile, *articles); i++ {
				if err := e.Encode(p.article(i)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	return errors.Join(write(w), w.Flush(), f.Close())
}
