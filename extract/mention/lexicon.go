package mention

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// class is what is known of a word whatever its context: a set of bits.
type class uint64

const (
	honorific    class = 1 << iota
	title              // role noun that can stand before a name, after it, or for a person
	relation           // role noun for somebody's somebody
	rank               // belongs to the title that it stands before
	cabinet            // what ministers, departments and committees are for
	orgEnd             // ends names of organizations
	orgOf              // goes on with "of …" in names of organizations
	possessive         // its 's is inside a name
	eventEnd           // ends capitalized phrases that are no entity
	placeEnd           // ends names of places
	placeStart         // begins names of places
	calendar           // month, day
	say                // verb of speech or thought
	particle           // lower-case word inside a person's name
	suffix             // "Jr."
	acronym            // capitals that are no organization
	function           // cuts a run of capitals
	ordinary           // begins sentences and is no name
	forename           //
	surname            //
	nameWord           // forename or surname that is an ordinary word as well
	public             // head of a public body or party
	body               // "the ministry"
	decide             // what governments do
	famous             // surname that news uses alone
	platform           // where people write
	eventStart         // begins capitalized phrases that are no entity
	newspaper          // "the Post", once its whole name stood in the article
	common             // ordinary word of news, wherever it stands
	compound           // second half of a compound: "-led"
	law                // ends names of laws
	circle             // what is around a person: "the Bush administration"
	wing               // adjective that names a party's members
	partisan           // what has a party
	orgFor             // goes on with "for …", "on …" in names of organizations
	adjectival         // title that is an adjective as well
	vague              // title that "the" makes nobody's
	descent            // "of Chinese descent"
	undergo            // verb of what happens to a city
	period             // "week"
	govern             // verb of what governments do, in any form
	dealing            // what governments have with each other
	rules              // other verbs of which a seat that is mostly a government is the subject
	civic              // what a city has
	statecraft         // what a government has
	orgWhere           // what an organization does, before where: "Statistics Canada"
	thoroughfare       // ends names of streets
	postal             // code of a state
)

// classNames are the classes as words.tsv writes them.
var classNames = map[string]class{
	"honorific":  honorific,
	"title":      title,
	"relation":   relation,
	"rank":       rank,
	"cabinet":    cabinet,
	"orgend":     orgEnd,
	"orgof":      orgOf,
	"orgfor":     orgFor,
	"possessive": possessive,
	"eventend":   eventEnd,
	"eventstart": eventStart,
	"law":        law,
	"placeend":   placeEnd,
	"placestart": placeStart,
	"calendar":   calendar,
	"period":     period,
	"say":        say,
	"decide":     decide,
	"undergo":    undergo,
	"particle":   particle,
	"suffix":     suffix,
	"acronym":    acronym,
	"function":   function,
	"ordinary":   ordinary,
	"compound":   compound,
	"famous":     famous,
	"public":     public,
	"body":       body,
	"circle":     circle,
	"wing":       wing,
	"partisan":   partisan,
	"adjectival": adjectival, "vague": vague,
	"descent":  descent,
	"platform": platform,
	"govern":   govern, "dealing": dealing, "statecraft": statecraft, "rules": rules, "civic": civic,
	"orgwhere": orgWhere, "thoroughfare": thoroughfare, "postal": postal,
}

//go:embed words.tsv
var wordsTSV string

// lexicon is the class of each known word by its lower-case form, without a
// final full stop.
var lexicon = sync.OnceValue(func() map[string]class {
	names := gazetteer.NameWords()
	m := make(map[string]class, len(names)+3000)
	for line := range strings.Lines(wordsTSV) {
		kind, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			m[strings.TrimSuffix(w, ".")] |= classNames[kind]
		}
	}
	for w := range gazetteer.Newspapers {
		m[w] |= newspaper
	}
	for w, n := range names {
		var c class
		if n.Forename {
			c |= forename
		}
		if n.Surname {
			c |= surname
		}
		if n.Word {
			c |= nameWord
		}
		m[w] |= c
	}
	return m
})
