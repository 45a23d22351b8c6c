package results

import (
	"encoding/json"
	"iter"
)

// Folder is the finished folder of a run, to be read: pipeline.Open opens one.
type Folder struct {
	Path   string
	Format Format

	Schema  int                        // SchemaVersion when it was made
	Version string                     // of the extractor, its engine and models
	Options map[string]json.RawMessage // of the run that change results
	Inputs  int                        // number of files read

	Rows  map[string]int64 // of each table
	Files map[string][]int // of each table: the numbers of its files, in the order of the rows
}

// Read reads a table from first to last row: in the order of the corpus, and what link
// makes by its key. T is a struct with some or all of the table's columns in its parquet
// tags, as the row types have them; the others are not read. A row is good until the
// next one is asked for; an error is the last thing that comes.
func Read[T any](f *Folder, table string) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, n := range f.Files[table] {
			for row, err := range ReadTable[T](f.Path, table, f.Format, n) {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}
