package country

import (
	_ "embed"
	"strings"
)

//go:embed words.tsv
var wordsTSV string

// words is what words beside names and elsewhere in an article tell, by the
// word as it is written.
type words struct {
	kinds  map[string]wordKind
	cues   map[string]cue
	homes  map[string]string // code of the country that an institution is of
	parts  map[string]string // code of the country that has places called so: "Barangay"
	locals map[string]uint8  // index into lines of a word of local news
	lines  []localLine
}

// localLine is a line of words of local news.
type localLine struct {
	codes []string // of the countries that it speaks for; none: for that of the article
	style bool     // it is a way of writing, of any news
}

// wordKind is what a word beside a name says of it.
type wordKind uint8

const (
	plain     wordKind = iota
	placePrep          // "in", "near": what follows is a place
	otherPrep          // "from", "to", "at": it can be
	of
	title     // "Mr.", "Sen.": what follows is a person
	initial   // "J."
	direction // "North", "Downtown", "Mount": it belongs to what follows
	placeHead // "County", "City": what is before is a place
	orgHead   // "Army", "Ministry", "Airways": what is before is no forename
	namer     // "Saint", "Santa": it makes another name of what follows
	function  // "The", "But": says nothing
)

// kindNames are the kinds as words.tsv writes them; initials are known by
// their form.
var kindNames = map[string]wordKind{
	"place-prep": placePrep, "other-prep": otherPrep, "of": of, "title": title, "direction": direction,
	"place-head": placeHead, "org-head": orgHead, "namer": namer, "function": function,
}

// parseWords reads words.tsv.
func parseWords() *words {
	w := &words{kinds: map[string]wordKind{}, cues: map[string]cue{}, homes: map[string]string{}, parts: map[string]string{}, locals: map[string]uint8{}}
	for line := range strings.Lines(wordsTSV) {
		class, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		code, home := strings.CutPrefix(class, "home:")
		part, isPart := strings.CutPrefix(class, "part:")
		local, line := parseLocal(class)
		if local {
			w.lines = append(w.lines, line)
		}
		for x := range strings.FieldsSeq(list) {
			if local {
				w.locals[x] = uint8(len(w.lines) - 1)
			} else if home {
				w.homes[x] = code
			} else if isPart {
				w.parts[x] = part
			} else if c, ok := cueNames[class]; ok {
				w.cues[x] = c
			} else if _, known := w.kinds[x]; !known {
				w.kinds[x] = kindNames[class]
			}
		}
	}
	return w
}

// parseLocal reads the class of a line of words of local news.
func parseLocal(class string) (ok bool, line localLine) {
	kind, codes, _ := strings.Cut(class, ":")
	if codes != "" {
		line.codes = strings.Split(codes, ",")
	}
	line.style = kind == "style"
	return kind == "local" || kind == "style" || class == "near", line
}

// maxWord is the longest word that is in words.tsv, in bytes.
const maxWord = 14

// kind is what a word says of the name beside it.
func (w *words) kind(s string) wordKind {
	if len(s) == 1 && 'A' <= s[0] && s[0] <= 'Z' && s != "A" && s != "I" {
		return initial
	}
	if len(s) > maxWord {
		return plain
	}
	return w.kinds[s]
}

// Closed lists, looked up in any case.
var (
	// speaking are verbs before the name of a language.
	speaking = strings.Fields("speak speaks speaking spoke spoken learn learned learning taught teach teaches translated fluent")
	// afterLanguage are words that end "in Spanish", where a noun would make it "in Spanish towns".
	afterLanguage = strings.Fields("and or on to for that but when as at with by from than if is was because while during before after about without")
	// determiners stand before a noun and not before a person's name: "the
	// Georgia Modular Systems", "few Georgia cities".
	determiners = strings.Fields("the a an this that few some many most other several all its their our his her of no every each two three")
	// places go on with "of" and the name of one.
	places = strings.Fields(`city town village suburb port province state capital district region resort mayor streets north south
		east west outskirts county island cities towns miles kilometers part parts`)
	towns = strings.Fields("city town village")
	// directions and outskirts of what follows "of".
	directions = strings.Fields(`north south east west northeast northwest southeast southwest north-east north-west south-east south-west
		outskirts`)
	// connectors are words in lower case inside names.
	connectors = strings.Fields(`of and the de da do du del la le el al d i in on upon y e es ez ash as former den der am an sur sous
		di states peninsula state province subcontinent countries crossing territories region or`)
	// usVerbs are words before "US", the pronoun in capitals; usPrepositions are so in a headline in capitals.
	usVerbs        = strings.Fields("let tell tells told help helps among join gave give gives make makes")
	usPrepositions = strings.Fields("of to for with about between from like by on at all and than")
	// address are titles before a demonym that is a surname: "Mr. French".
	address = strings.Fields("mr mrs ms dr sen rep gov judge justice senator")
)
