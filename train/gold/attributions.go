package gold

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
)

// Piece is a part of an attribution: what is said, who says it, or the words
// that tell so.
type Piece struct {
	corpus.Span
	Confidence float64 // of who labelled it, 1 by hand
}

// Attributions are the pieces of the attributions of a text. Those of each kind
// stand in the order of the file.
type Attributions struct {
	Text                 string
	Content, Source, Cue []Piece
	Linked               []Attribution // which belongs to which, where that is known
	Unclear              []corpus.Span // what nobody could annotate
}

// Attribution is one attribution. It can lack a source.
type Attribution struct{ Content, Source, Cue []corpus.Span }

// Attributed reads a file of articles with a field attributions, by line.
func Attributed(path string) ([]Attributions, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Attributions
	err = lines(f, func(line []byte) error {
		var row struct {
			Text         string
			Attributions []struct{ Content, Source, Cue [][2]int }
			Unclear      [][2]int
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		a := Attributions{Text: row.Text}
		at := positions(row.Text)
		add := func(list []Piece, spans [][2]int) []Piece {
			for _, s := range spans {
				list = append(list, piece(row.Text, at, s[0], s[1], 1))
			}
			return list
		}
		spans := func(list [][2]int) (out []corpus.Span) {
			for _, p := range add(nil, list) {
				out = append(out, p.Span)
			}
			return out
		}
		for _, x := range row.Attributions {
			a.Content, a.Source, a.Cue = add(a.Content, x.Content), add(a.Source, x.Source), add(a.Cue, x.Cue)
			a.Linked = append(a.Linked, Attribution{spans(x.Content), spans(x.Source), spans(x.Cue)})
		}
		a.Unclear = spans(row.Unclear)
		out = append(out, a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// SilverAttributed reads one of so many of the articles of the files
// news-*.jsonl.gz in raw with the pieces that the file labels gives them by
// their id, in the order of labels.
func SilverAttributed(raw, labels string, every int) ([]Attributions, error) {
	type row struct {
		ID                   string
		Content, Source, Cue [][3]float64
	}
	var rows []row
	n := 0
	if err := gzipped(labels, func(line []byte) error {
		if n++; n%every != 0 {
			return nil
		}
		rows = append(rows, row{})
		return json.Unmarshal(line, &rows[len(rows)-1])
	}); err != nil {
		return nil, err
	}
	texts := make(map[string]string, len(rows))
	for i := range rows {
		texts[rows[i].ID] = ""
	}
	if err := news(raw, func(id, text string) error {
		if _, ok := texts[id]; ok {
			texts[id] = text
		}
		return nil
	}); err != nil {
		return nil, err
	}
	out := make([]Attributions, len(rows))
	for i, r := range rows {
		text := texts[r.ID]
		if text == "" {
			return nil, fmt.Errorf("%s: there is no article %s in %s", labels, r.ID, raw)
		}
		at := positions(text)
		pieces := func(list [][3]float64) (out []Piece) {
			for _, p := range list {
				out = append(out, piece(text, at, int(p[0]), int(p[1]), p[2]))
			}
			return out
		}
		out[i] = Attributions{Text: text, Content: pieces(r.Content), Source: pieces(r.Source), Cue: pieces(r.Cue)}
	}
	return out, nil
}

// piece is a span of code points without the space around it.
func piece(text string, at []int, start, end int, confidence float64) Piece {
	s := corpus.Span{Start: at[start], End: at[end]}
	inner := strings.TrimLeft(s.Of(text), " \t\r\n")
	s.Start = s.End - len(inner)
	s.End = s.Start + len(strings.TrimRight(inner, " \t\r\n"))
	return Piece{s, confidence}
}
