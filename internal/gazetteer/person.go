package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
)

// Gender is what a forename tells of who bears it.
type Gender uint8

// The genders. Unknown is also that of names given to both.
const (
	Unknown Gender = iota
	Male
	Female
)

// NameWord says what a single word is in names of people.
type NameWord struct {
	Forename bool
	Surname  bool
	Gender   Gender // of the forename
	Word     bool   // it is an ordinary English word as well: "Will", "Price"
}

//go:embed person-forenames.tsv
var forenamesTSV string

//go:embed person-surnames.tsv
var surnamesTSV string

// NameWords are the forenames and surnames of the world that are frequent or
// borne by politicians, by their lower-case form. The map is shared: do not
// write to it.
var NameWords = sync.OnceValue(func() map[string]NameWord {
	m := make(map[string]NameWord, strings.Count(forenamesTSV, "\n")+strings.Count(surnamesTSV, "\n"))
	for line := range strings.Lines(forenamesTSV) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		gender, mark, _ := strings.Cut(rest, "\t")
		w := NameWord{Forename: true, Word: mark == "word"}
		switch gender {
		case "m":
			w.Gender = Male
		case "f":
			w.Gender = Female
		}
		m[name] = w
	}
	for line := range strings.Lines(surnamesTSV) {
		name, mark, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		w := m[name]
		w.Surname = true
		w.Word = w.Word || mark == "word"
		m[name] = w
	}
	return m
})
