package recognizer

import (
	"fmt"
	"path/filepath"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/train/gold"
)

// Score compares the names that a model finds in a set of data/ner with those
// that are there.
type Score struct {
	Set                string
	Right, Found, Gold [3]int // people, organizations, places
}

// F1 is that of a kind, or of all for 3, in percent.
func (s Score) F1(kind int) float64 {
	right, sum := 0, 0
	for k := range 3 {
		if kind == k || kind == 3 {
			right, sum = right+s.Right[k], sum+s.Found[k]+s.Gold[k]
		}
	}
	return 200 * float64(right) / float64(max(1, sum))
}

// String is one line.
func (s Score) String() string {
	return fmt.Sprintf("%-24s F1 %.1f  people %.1f  organizations %.1f  places %.1f", s.Set, s.F1(3), s.F1(0), s.F1(1), s.F1(2))
}

// Evaluate scores a model on sets of data/ner: the names that it finds, before
// they meet the toponyms of the country stage.
func Evaluate(model []byte, without mention.Knowledge, data string, sets []string) ([]Score, error) {
	names, err := mention.NewNamesWith(model, without)
	if err != nil {
		return nil, err
	}
	read := readerOf(names)
	var out []Score
	for _, set := range sets {
		list, err := gold.Names(filepath.Join(data, "ner", set+".jsonl"))
		if err != nil {
			return nil, err
		}
		s := Score{Set: set}
		for _, text := range list {
			found := map[gold.Name]bool{}
			for _, n := range read(text.Text) {
				found[gold.Name{Span: n.Span, Kind: n.Kind, Confidence: 1}] = true
				s.Found[number(n.Kind)]++
			}
			for _, n := range text.Names {
				s.Gold[number(n.Kind)]++
				if found[n] {
					s.Right[number(n.Kind)]++
				}
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// readerOf gives the names that a stage finds in a text, with the stages that
// it needs before it.
func readerOf(names *mention.Names) func(text string) []doc.Name {
	stages := []interface{ Annotate(*doc.Document) }{segment.NewTokens(), segment.NewSentences(), country.New(), names}
	return func(text string) []doc.Name {
		d := &doc.Document{Article: &corpus.Article{Text: text}}
		for _, s := range stages {
			s.Annotate(d)
		}
		return d.Names
	}
}

func number(k doc.Kind) int {
	switch k {
	case doc.Person:
		return 0
	case doc.Organization:
		return 1
	}
	return 2
}
