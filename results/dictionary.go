package results

import (
	"fmt"
	"io"
	"strings"
)

// DictionaryFormats are the formats of the data dictionary.
var DictionaryFormats = []string{"text", "markdown", "json"}

// WriteDictionary writes the data dictionary: the tables that are named, or
// all of them, and every column with its type and what it means. Text is for a
// terminal of width characters, which the other formats do not ask for.
func WriteDictionary(w io.Writer, format string, width int, names ...string) error {
	tables := Tables
	if len(names) > 0 {
		tables = nil
		for _, name := range names {
			t := ByName(name)
			if t == nil {
				return fmt.Errorf("no table %q", name)
			}
			tables = append(tables, t)
		}
	}
	var b strings.Builder
	switch format {
	case "text":
		dictionaryText(&b, tables, width)
	case "markdown":
		dictionaryMarkdown(&b, tables)
	case "json":
		dictionaryJSON(&b, tables)
	default:
		return fmt.Errorf("no format %q for the data dictionary: %s", format, strings.Join(DictionaryFormats, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (c *Column) typeAndNull() string {
	if c.Nullable {
		return c.Type + ", or null"
	}
	return c.Type
}

func dictionaryText(b *strings.Builder, tables []*Table, width int) {
	width = max(width, 40)
	for i, t := range tables {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(b, "%s\n", t.Name)
		wrap(b, t.Doc+" Key: "+strings.Join(t.Key, ", ")+".", 2, width)
		for j := range t.Columns {
			c := &t.Columns[j]
			fmt.Fprintf(b, "\n  %s (%s)\n", c.Name, c.typeAndNull())
			wrap(b, c.Doc, 6, width)
		}
	}
}

// wrap writes text in lines of at most width characters.
func wrap(b *strings.Builder, text string, indent, width int) {
	n := 0
	for _, word := range strings.Fields(text) {
		size := len([]rune(word))
		switch {
		case n == 0:
			b.WriteString(strings.Repeat(" ", indent))
			n = indent
		case n+1+size > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			n = indent
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += size
	}
	b.WriteByte('\n')
}

func dictionaryMarkdown(b *strings.Builder, tables []*Table) {
	b.WriteString("# Tables\n\n")
	fmt.Fprintf(b, "Version %d of the tables. This page is printed by `broadsheet tables --format markdown`.\n\n", SchemaVersion)
	b.WriteString(rules + "\n")
	for _, t := range tables {
		fmt.Fprintf(b, "\n## %s\n\n", t.Name)
		t.markdown(b)
	}
}

// rules hold for every table.
const rules = "Every offset counts Unicode code points from 0, end exclusive: `text[start:end]` in Python, " +
	"`substr(text, start + 1, end - start)` in SQL, `substr(text, start + 1, end)` in R. " +
	"What is not known is null, never an empty string or 0; lists are never null, but may be empty. " +
	"Timestamps are UTC."

// markdown describes a table and its columns, below a heading.
func (t *Table) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "%s Key: `%s`.\n\n| column | type | |\n|---|---|---|\n", t.Doc, strings.Join(t.Key, "`, `"))
	for j := range t.Columns {
		c := &t.Columns[j]
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", c.Name, c.typeAndNull(), strings.ReplaceAll(c.Doc, "|", `\|`))
	}
}

func dictionaryJSON(b *strings.Builder, tables []*Table) {
	out := fmt.Appendf(nil, "{\"schema\":%d,\"tables\":[", SchemaVersion)
	for i, t := range tables {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, "\n{\"name\":"...)
		out = appendString(out, t.Name)
		out = append(out, `,"doc":`...)
		out = appendString(out, t.Doc)
		out = append(out, `,"key":[`...)
		for j, k := range t.Key {
			if j > 0 {
				out = append(out, ',')
			}
			out = appendString(out, k)
		}
		out = append(out, `],"columns":[`...)
		for j := range t.Columns {
			c := &t.Columns[j]
			if j > 0 {
				out = append(out, ',')
			}
			out = append(out, "\n  {\"name\":"...)
			out = appendString(out, c.Name)
			out = append(out, `,"type":`...)
			out = appendString(out, c.Type)
			out = fmt.Appendf(out, `,"nullable":%t,"doc":`, c.Nullable)
			out = append(appendString(out, c.Doc), '}')
		}
		out = append(out, "]}"...)
	}
	b.Write(append(out, "]}\n"...))
}
