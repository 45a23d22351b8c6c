package segment

import (
	_ "embed"
	"strings"
)

//go:embed abbreviations.tsv
var abbreviationsTSV string

// abbreviation says when a word keeps its full stop, and whether a sentence
// can end with it.
type abbreviation struct {
	ends ending    // whether it may end a sentence
	when condition // where it is an abbreviation at all
}

// ending says when the full stop of an abbreviation is that of its sentence too.
type ending uint8

const (
	endsNever   ending = iota
	endsStarter        // before a word that usually begins a sentence
	endsCapital        // before any capital letter
	endsTime           // before any capital letter but those of days and time zones
)

type condition uint8

const (
	always condition = iota
	beforeNumber
	beforeName
	afterComma
)

// parseAbbreviations reads the embedded list; a later line adds no second
// entry for a word that an earlier one has.
func parseAbbreviations() map[string]abbreviation {
	m := make(map[string]abbreviation, 512)
	add := func(w string, a abbreviation) {
		if _, known := m[w]; !known {
			m[w] = a
		}
	}
	conditions := map[string]condition{"": always, "number": beforeNumber, "name": beforeName, "comma": afterComma}
	endings := map[string]ending{"end": endsStarter, "final": endsCapital, "time": endsTime}
	var capitals []string
	for line := range strings.Lines(abbreviationsTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || f[0] == "" {
			continue
		}
		a := abbreviation{ends: endings[f[1]]}
		if len(f) > 2 {
			a.when = conditions[f[2]]
		}
		add(f[0], a)
		if 'A' <= f[0][0] && f[0][0] <= 'Z' {
			capitals = append(capitals, f[0])
		}
	}
	for _, w := range capitals {
		add(strings.ToUpper(w), m[w])
	}
	return m
}
