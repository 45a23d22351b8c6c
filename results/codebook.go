package results

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// CodebookName is the name of the codebook in the folder of a run.
const CodebookName = "codebook.md"

// WriteCodebook writes what somebody needs who gets the folder of a run and nothing
// else, as Markdown: what it is, the versions and options that it was made with, how it
// is read and cited, its limits, and every table with the number of its rows and the
// meaning of its columns. Folders of one content give one text, wherever they lie: Path
// and Files are not looked at.
func WriteCodebook(w io.Writer, f *Folder) error {
	var b strings.Builder
	fmt.Fprintf(&b, `# Codebook

Tables of the people, countries, organizations, quotes and numeric claims in a corpus
of political news, made by [broadsheet](https://github.com/broadsheet/broadsheet) from
%s with %s. Nothing in them was entered by hand. Every row points to
characters of an article's text, so that each can be looked up.

`, counted(int64(f.Inputs), "input file"), counted(f.Rows["articles"], "article"))

	b.WriteString("## Tables\n\n| table | rows | |\n|---|---|---|\n")
	for _, t := range Tables {
		fmt.Fprintf(&b, "| [%s](#%[1]s) | %d | %s |\n", t.Name, f.Rows[t.Name], t.Doc)
	}
	b.WriteString("\n## How to read it\n\n" + reading[f.Format] + "\n\n" + rules + `

Tables join by ` + "`article_id`" + `, and entities of one article by ` + "`article_id` and `entity_id`" + `. An
entity is followed from one article to the next by ` + "`catalog_id`" + `, which entity_links has for
each. ` + "`views.sql`" + ` makes these joins in [DuckDB](https://duckdb.org), started in this
folder as ` + "`duckdb -init views.sql`" + `: quotes_full, claims_full, entities_full,
speakers_by_month, countries_together, contested.

`)
	version, engine, _ := strings.Cut(printed(f.Version), " ")
	fmt.Fprintf(&b, "## Versions\n\n| | |\n|---|---|\n| tables | %d |\n| extractor | %s |\n", f.Schema, cell(version))
	if engine != "" {
		fmt.Fprintf(&b, "| engine | %s |\n", cell(engine))
	}
	b.WriteString(`
The models are part of the extractor and have its version. The same input, options and
versions give the same tables, to the byte.

`)
	b.WriteString("## Options\n\nThose that decide what is in the tables, with their values as JSON.\n\n| option | value | |\n|---|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(f.Options)) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(name), cell(text(f.Options[name])), optionDocs[name])
	}

	fmt.Fprintf(&b, `
## How to cite it

Name the program, its version, and where it is to be had; and the corpus, which is not
broadsheet's:

    broadsheet, version %s. https://github.com/broadsheet/broadsheet

`, version)

	b.WriteString(`## Known limits

- The rows are found by models and rules, and some are wrong or missing. docs/accuracy.md of
  the program has how many, on annotated articles of several kinds; code a sample of your
  own corpus before you rest a result on a column.
- ` + "`confidence`" + ` ranks rows of one version. Where nothing is said of calibration, it is no
  probability.
- English only: articles in another language have a row in articles, and no others.
- Copies and near-copies are all there. Keep those that duplicates does not have, or has
  with ` + "`first`" + `.
- What could not be read is listed in errors.
`)
	for _, t := range Tables {
		fmt.Fprintf(&b, "\n## %s\n\n%s. ", t.Name, counted(f.Rows[t.Name], "row"))
		t.markdown(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// reading says how the files of each format are read.
var reading = map[Format]string{
	Parquet: "Each table is a folder of Parquet files, and is read as a whole: `quotes/*.parquet`. " +
		"Timestamps, dates and lists have types of their own.",
	JSONL: "`records/*.jsonl` has a line for each article: an object with the row of articles, as `article`, and lists of its " +
		"rows in sentences, entities, mentions, quotes and claims, less their `article_id`. The other tables " +
		"are folders of their own, with a row a line.",
	CSV: "Each table is a folder of CSV files (RFC 4180, UTF-8, each with a header), and is read as a whole: " +
		"`quotes/*.csv`. An empty field is null, a list is JSON. Read them with a program, and do not " +
		"open them in a spreadsheet with a double click: it may take a text for a formula.",
}

// optionDocs says what the options mean that a run of broadsheet has. A program of its own
// may have others.
var optionDocs = map[string]string{
	"columns":         "columns of the input that were read as fields of an article",
	"engine":          "what finds tokens and names",
	"format":          "format of the tables",
	"id":              "article_id is the input's own, or made of source and record",
	"input_format":    "format that every input was read as; \"\": told by name and content",
	"language":        "language that every article was taken to be in; \"\": detected",
	"limit":           "number of records after which reading stopped; 0: none",
	"max_article_mib": "size of an article in MiB from which on it is an error",
	"meta_key":        "column of the metadata table that has the files' names",
	"names_sha256":    "SHA-256 of the list of names with ids; \"\": none",
	"no_text":         "texts, contexts and other columns of the input were left out",
	"shard_size":      "records in a file at most",
	"similarity":      "share of wording from which on two articles are near-duplicates",
	"title_in_text":   "the title was put in front of the text",
}

// text is the option's value on one line.
func text(raw json.RawMessage) string {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return "null"
	}
	return b.String()
}

// cell is s as code in a table of Markdown. What would end either is written as JSON
// escapes it.
func cell(s string) string {
	return "`" + strings.NewReplacer("`", `\u0060`, "|", `\u007c`).Replace(printed(s)) + "`"
}

// printed is s on one line.
func printed(s string) string { return strings.Join(strings.Fields(s), " ") }

func counted(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.FormatInt(n, 10) + " " + noun + "s"
}
