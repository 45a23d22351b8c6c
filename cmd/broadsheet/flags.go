package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/extract/roster"
)

// This file is the one list of flags: help, completion and the commands take
// them from here.

// reading are the flags that say how inputs become articles, and which engine
// reads them.
type reading struct {
	columns     map[string]string
	id          string
	titleInText bool
	language    string
	meta, key   string
	inputFormat string
	maxMiB      int
	limit       int
	engine      string
	names       string
	namesHash   string // SHA-256 of the list, "" without one (extractor)
	workers     int
	quiet       bool
}

func (r *reading) add(c *cobra.Command) {
	f := c.Flags()
	f.StringToStringVar(&r.columns, "column", nil, "read a field from a column of another name, as text=corpo (fields: "+strings.Join(corpus.Fields(), ", ")+")")
	f.StringVar(&r.id, "id", "input", "article ids: input (the input's own, else a hash) or source (file and record)")
	f.BoolVar(&r.titleInText, "title-in-text", false, "put the title in front of the text, so that it is annotated too")
	f.StringVar(&r.language, "language", "", "take every article to be in this language, as en; else it is detected")
	f.StringVar(&r.meta, "meta", "", "a table with what is known of a folder's text files, as docs.csv")
	f.StringVar(&r.key, "key", "", "the column of --meta that holds the files' names")
	f.StringVar(&r.inputFormat, "input-format", "", "read every input as "+strings.Join(corpus.FormatNames(), ", ")+"; else told by name and bytes")
	f.IntVar(&r.maxMiB, "max-article", corpus.DefaultMaxBytes>>20, "size in MiB above which an article is an error")
	f.IntVar(&r.limit, "limit", 0, "stop after this many records; 0: all")
	f.StringVar(&r.engine, "engine", extract.EngineOwn, "what finds tokens and names: "+extract.EngineOwn+", or "+extract.EngineProse+" (prose/v2, to compare)")
	f.StringVar(&r.names, "names", "", "your own list of names with ids, as mps.csv or .tsv (columns: "+strings.Join(extract.NameColumns, ", ")+"): what it names gets its id in external_id")
	f.IntVarP(&r.workers, "workers", "j", 0, "articles read at the same time; 0: one for each core")
	f.BoolVarP(&r.quiet, "quiet", "q", false, "print errors only")

	c.MarkFlagFilename("names", "csv", "tsv")
	complete(c, "id", "input", "source")
	complete(c, "language", "en")
	complete(c, "input-format", corpus.FormatNames()...)
	complete(c, "engine", extract.EngineOwn, extract.EngineProse)
	c.RegisterFlagCompletionFunc("column", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		fields := corpus.Fields()
		for i := range fields {
			fields[i] += "="
		}
		return fields, cobra.ShellCompDirectiveNoSpace
	})
}

// open lists the inputs; what is wrong with them is wrong usage.
func (r *reading) open(c *cobra.Command, inputs []string) (*corpus.Corpus, error) {
	id := r.id
	switch id {
	case "input":
		id = ""
	case "source":
	default:
		return nil, usage("--id %s: choose input or source", id)
	}
	if r.limit < 0 || r.maxMiB < 1 || r.workers < 0 {
		return nil, usage("--limit and --workers must not be negative, --max-article at least 1")
	}
	corp, err := corpus.Open(inputs, c.InOrStdin(), corpus.Options{
		Columns:     r.columns,
		ID:          id,
		TitleInText: r.titleInText,
		Language:    r.language,
		MetaPath:    r.meta,
		MetaKey:     r.key,
		Format:      r.inputFormat,
		MaxBytes:    r.maxMiB << 20,
	})
	if err != nil {
		return nil, usage("%v", err)
	}
	return corp, nil
}

// extractor is that of the flags; trees says whether every sentence is parsed.
func (r *reading) extractor(trees bool) (*extract.Extractor, error) {
	names, err := r.readNames()
	if err != nil {
		return nil, usage("--names %s: %v", r.names, err)
	}
	x, err := extract.New(extract.Options{Engine: r.engine, Names: names, Trees: trees})
	if err != nil {
		return nil, usage("--engine: %v", err)
	}
	return x, nil
}

// readNames reads the user's list, if there is one.
func (r *reading) readNames() ([]roster.Entry, error) {
	if r.names == "" {
		return nil, nil
	}
	table, err := os.ReadFile(r.names)
	if err != nil {
		var file *fs.PathError
		if errors.As(err, &file) {
			err = file.Err // the name is in front already
		}
		return nil, err
	}
	comma := ','
	if ext := strings.ToLower(filepath.Ext(r.names)); ext == ".tsv" || ext == ".tab" {
		comma = '\t'
	}
	r.namesHash = fmt.Sprintf("%x", sha256.Sum256(table))
	return extract.ReadNames(bytes.NewReader(table), comma)
}

// choice adds a flag that takes one of a few values.
func choice(c *cobra.Command, to *string, name, value, help string, values ...string) {
	c.Flags().StringVar(to, name, value, help+": "+strings.Join(values, ", "))
	complete(c, name, values...)
}

// oneOf is the error of a flag whose value is not among those it takes.
func oneOf(flag, value string, values ...string) error {
	for _, v := range values {
		if v == value {
			return nil
		}
	}
	return usage("--%s %s: choose one of %s", flag, value, strings.Join(values, ", "))
}

func complete(c *cobra.Command, flag string, values ...string) {
	c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}
