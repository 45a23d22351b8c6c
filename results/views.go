package results

import (
	_ "embed"
	"fmt"
	"path"
	"reflect"
	"strings"
)

//go:embed views.sql
var joins string

// ViewsName is the name of the views' file in the folder of a run.
const ViewsName = "views.sql"

// Views is SQL for DuckDB (checked with 1.5 and 2.0) that makes each table of a run in format f a view
// of the table's name, and the joins that are needed most: quotes_full, claims_full,
// entities_full, speakers_by_month, countries_together and contested. Files are looked
// for below dir, and below DuckDB's current folder where dir is "".
func Views(f Format, dir string) string {
	var b strings.Builder
	b.WriteString("-- The tables of a run of broadsheet as views, for DuckDB.\n")
	if dir == "" {
		b.WriteString("-- Paths are below the folder of the run: start DuckDB there, as duckdb -init " + ViewsName + ".\n")
	}
	b.WriteByte('\n')
	for _, t := range Tables {
		fmt.Fprintf(&b, "CREATE OR REPLACE VIEW %s AS\n%s;\n", t.Name, t.selectFrom(f, dir))
	}
	b.WriteByte('\n')
	b.WriteString(joins)
	return b.String()
}

// longestObject is how many bytes a line of JSONL or CSV may have that DuckDB reads. It
// holds buffers of that size for each thread.
const longestObject = 256 << 20

// selectFrom is the SELECT of the rows in the table's files. Types are always named:
// DuckDB guesses them else, and takes an id of digits for a number.
func (t *Table) selectFrom(f Format, dir string) string {
	section := sections[t.Name]
	in := t.Name
	if f == JSONL && section != "" {
		in = Records
	}
	files := sqlString(path.Join(globbed(dir), in, "part-*."+string(f)))
	c := codecOf(t.row)
	switch {
	case f == Parquet:
		return "SELECT * FROM read_parquet(" + files + ")"
	case f == CSV:
		var lists []string
		for i := range c.fields {
			if field := &c.fields[i]; field.kind == kindStrings || field.kind == kindSpans {
				lists = append(lists, fmt.Sprintf("CAST(CAST(%s AS JSON) AS %s) AS %[1]s", field.Name, c.sqlType(i)))
			}
		}
		all := "*"
		if lists != nil {
			all = "* REPLACE (" + strings.Join(lists, ", ") + ")"
		}
		return fmt.Sprintf("SELECT %s FROM read_csv(%s, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', parallel = false, max_line_size = %d, columns = {%s})",
			all, files, longestObject, c.sqlColumns(true))
	case section == "":
		return fmt.Sprintf("SELECT * FROM read_json(%s, format = 'newline_delimited', columns = {%s})", files, c.sqlColumns(false))
	case section == "article":
		return fmt.Sprintf("SELECT article.* FROM read_json(%s, format = 'newline_delimited', maximum_object_size = %d, columns = {article: %s})",
			files, longestObject, sqlString(c.sqlStruct(0)))
	}
	return fmt.Sprintf("SELECT article_id, r.* FROM (SELECT article.article_id AS article_id, unnest(%s) AS r FROM read_json(%s, format = 'newline_delimited', maximum_object_size = %d, columns = {article: 'STRUCT(article_id VARCHAR)', %[1]s: %[4]s}))",
		section, files, longestObject, sqlString(c.sqlStruct(1)+"[]"))
}

// sqlColumns are the columns as the readers of DuckDB take them. In CSV a list is text.
func (c *codec) sqlColumns(csv bool) string {
	var all []string
	for i := range c.fields {
		of := c.sqlType(i)
		if k := c.fields[i].kind; csv && (k == kindStrings || k == kindSpans) {
			of = "VARCHAR"
		}
		all = append(all, fmt.Sprintf("'%s': %s", c.fields[i].Name, sqlString(of)))
	}
	return strings.Join(all, ", ")
}

// sqlStruct is the type of a row, from the given column on.
func (c *codec) sqlStruct(first int) string {
	var all []string
	for i := first; i < len(c.fields); i++ {
		all = append(all, fmt.Sprintf("%q %s", c.fields[i].Name, c.sqlType(i)))
	}
	return "STRUCT(" + strings.Join(all, ", ") + ")"
}

// sqlType is the type that DuckDB gives the column in Parquet.
func (c *codec) sqlType(i int) string {
	switch c.fields[i].kind {
	case kindInt:
		of := c.row.Field(i).Type
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() == reflect.Int64 {
			return "BIGINT"
		}
		return "INTEGER"
	case kindFloat:
		return "DOUBLE"
	case kindBool:
		return "BOOLEAN"
	case kindTimestamp:
		return "TIMESTAMP WITH TIME ZONE"
	case kindDate:
		return "DATE"
	case kindStrings:
		return "VARCHAR[]"
	case kindSpans:
		return "STRUCT(start_char INTEGER, end_char INTEGER)[]"
	}
	return "VARCHAR"
}

func sqlString(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// globbed is a path that as a pattern means itself.
func globbed(path string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(path)
}
