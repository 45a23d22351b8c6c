package results

import (
	"fmt"
	"io"
	"iter"
	"path"
	"path/filepath"
)

// Part is what one shard of the input gave: its articles in input order, and
// its errors.
type Part struct {
	Articles []*ArticleRows
	Errors   []Error
}

// Records is the folder of the JSONL files that hold whole articles. In that
// format the tables of the articles are not files of their own.
const Records = "records"

// File is one file of a part.
type File struct {
	Folder string // name of the table, or Records
	Write  func(io.Writer) error
}

// Files lists the files of the part in a format: for Parquet and CSV one for
// each table, for JSONL the records and the errors. Every part has all of
// them, with no rows if need be.
func (p *Part) Files(f Format) []File {
	var files []File
	if f == JSONL {
		files = append(files, File{Records, p.writeRecords})
	}
	for _, t := range Tables {
		if t.Corpus || f == JSONL && t.Name != "errors" {
			continue
		}
		files = append(files, File{t.Name, func(w io.Writer) error {
			return t.write(p)(&fileWriter{Writer: w, format: f})
		}})
	}
	return files
}

// Folders lists the folders that a run in format f has, those of the parts
// and those of link.
func Folders(f Format) (parts, corpus []string) {
	for _, file := range new(Part).Files(f) {
		parts = append(parts, file.Folder)
	}
	for _, t := range Tables {
		if t.Corpus {
			corpus = append(corpus, t.Name)
		}
	}
	return parts, corpus
}

// PartPath is the path of a part's file below the folder of the run, with "/":
// "quotes/part-000000.parquet".
func PartPath(folder string, part int, f Format) string {
	return path.Join(folder, fmt.Sprintf("part-%06d.%s", part, f))
}

// Rows counts the rows that the part has in each table, in the order of
// Tables, link's left out.
func (p *Part) Rows() map[string]int64 {
	n := map[string]int64{"articles": int64(len(p.Articles)), "errors": int64(len(p.Errors))}
	for _, a := range p.Articles {
		n["entities"] += int64(len(a.Entities))
		n["mentions"] += int64(len(a.Mentions))
		n["quotes"] += int64(len(a.Quotes))
		n["claims"] += int64(len(a.Claims))
		n["sentences"] += int64(len(a.Sentences))
	}
	return n
}

// ofArticles gives a part's rows of one table, an article's rows at a time.
func ofArticles[T any](rows func(*ArticleRows) []T) func(*Part) iter.Seq[[]T] {
	return func(p *Part) iter.Seq[[]T] {
		return func(yield func([]T) bool) {
			for _, a := range p.Articles {
				if r := rows(a); len(r) > 0 && !yield(r) {
					return
				}
			}
		}
	}
}

// WriteTable writes rows of one table to w, in a format of a run.
func WriteTable[T any](w io.Writer, f Format, rows iter.Seq[T]) error {
	return writeRows(&fileWriter{Writer: w, format: f}, tableOf[T](), func(yield func([]T) bool) {
		one := make([]T, 1)
		for one[0] = range rows {
			if !yield(one) {
				return
			}
		}
	})
}

// ReadTable reads part n of a table from the folder of a run, row by row. T is
// a struct with some or all of the table's columns in its parquet tags; the
// others are not read. A row is good until the next one is asked for; an error
// is the last thing that comes.
func ReadTable[T any](dir, table string, f Format, n int) iter.Seq2[*T, error] {
	path := func(folder string) string { return filepath.Join(dir, filepath.FromSlash(PartPath(folder, n, f))) }
	switch section := sections[table]; {
	case f == Parquet:
		return readParquet[T](path(table))
	case f == CSV:
		return readCSV[T](path(table))
	case section == "":
		return readJSONL[T](path(table), "")
	default:
		return readJSONL[T](path(Records), section)
	}
}

// sections are the tables whose rows lie in the records of JSONL, and under which name.
// The others are files of their own.
var sections = map[string]string{
	"articles": "article", "sentences": "sentences", "entities": "entities",
	"mentions": "mentions", "quotes": "quotes", "claims": "claims",
}

// NameOf is the name of the table whose rows are of type T.
func NameOf[T any]() string { return tableOf[T]().Name }
