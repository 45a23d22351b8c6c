package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
)

// figureFormats are what commands that print figures print them in.
var figureFormats = []string{"text", "csv", "json"}

// grid is a table of figures for a program to read: cells are string, int,
// json.Number, or nil for what is not known.
type grid struct {
	header []string
	rows   [][]any
}

// write prints the grid as CSV with a header, or as one JSON array of objects.
func (g *grid) write(w io.Writer, format string) error {
	if format == "csv" {
		out := csv.NewWriter(w)
		out.Write(g.header)
		for _, row := range g.rows {
			cells := make([]string, len(row))
			for i, cell := range row {
				if cell != nil {
					cells[i] = fmt.Sprint(cell)
				}
			}
			out.Write(cells)
		}
		out.Flush()
		return out.Error()
	}
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range g.rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n{")
		for j, cell := range row {
			if j > 0 {
				b.WriteByte(',')
			}
			value, err := json.Marshal(cell)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%q:%s", g.header[j], value)
		}
		b.WriteByte('}')
	}
	b.WriteString("\n]\n")
	_, err := w.Write(b.Bytes())
	return err
}

// decimals is a number for a grid.
func decimals(v float64, digits int) json.Number {
	return json.Number(strconv.FormatFloat(v, 'f', digits, 64))
}

// aligned prints rows of cells in columns, for a person.
func aligned(w io.Writer, rows [][]string) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				fmt.Fprint(out, "\t")
			}
			fmt.Fprint(out, printable(cell))
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}
