package quote

import (
	_ "embed"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

//go:embed verbs.tsv
var verbsTSV string

//go:embed words.txt
var wordList string

// frame is how a verb of the list stands with what it reports: see verbs.tsv.
type frame uint8

const (
	noFrame frame = iota
	say
	tell
	call
	think
	open
)

// verb is one entry of the list.
type verb struct {
	lemma    string
	particle string // "out" of "point out", "" none
	frame    frame
	stance   doc.Stance
}

// class is a set of what a word can be in the simple grammar of this package.
// words.txt lists the words of each, where the form does not tell.
type class uint64

const (
	determiner class = 1 << iota
	preposition
	auxiliary
	pronoun // as a subject: "he", "they", "who"
	object  // "him", "her"
	conjunction
	subordinator // "that", "when", "while", "which"
	relative     // "who", "which", "that", "whose"
	adverb
	timeWord   // "Monday", "yesterday", "last"
	verbish    // a finite verb that reports nothing: "went", "took"
	participle // an -ing form of a verb of the list
	infinitive // its base form
	negation
	groupNoun    // "residents"
	documentNoun // "report"
	roleNoun     // "spokesman"
	speechNoun   // "statement": what is said in it is quoted
	// What follows comes from the token's form.
	capital
	lower
	number
	comma
	colon
	dash
	stop // . ! ? ;
	openBracket
	closeBracket
	quoteMark
	possessive
	pastForm // an unlisted word in -ed
	gerund   // an unlisted word in -ing
	// One rule each goes by these.
	quantity
	plainVerb
	occasion
	dependent
	adjunctPrep
	ingNoun
	notAdverb
	notGerund
	bodyNoun
)

// grammar is the classes that say what a word is to its neighbors.
const grammar = quantity - 1

// entry is what the lexicon knows of one lower-case form.
type entry struct {
	class class
	verbs []int32 // indices into lexicon.verbs, those with a particle first
}

type lexicon struct {
	verbs []verb
	words map[string]entry
}

// classes are the names in words.txt.
var classes = map[string]class{
	"determiner": determiner, "preposition": preposition, "auxiliary": auxiliary, "pronoun": pronoun, "object": object,
	"conjunction": conjunction, "subordinator": subordinator, "relative": relative, "adverb": adverb, "timeWord": timeWord,
	"verbish": verbish, "negation": negation, "groupNoun": groupNoun, "documentNoun": documentNoun, "roleNoun": roleNoun, "speechNoun": speechNoun,
	"quantity": quantity, "plainVerb": plainVerb, "occasion": occasion, "dependent": dependent, "adjunctPrep": adjunctPrep,
	"ingNoun": ingNoun, "notAdverb": notAdverb, "notGerund": notGerund, "bodyNoun": bodyNoun,
}

// alsoPast are the base forms of listed verbs that are their past forms too.
var alsoPast = map[string]bool{"read": true, "put": true, "cast": true, "forecast": true}

// newLexicon reads words.txt and verbs.tsv. They are part of the program, so a
// broken line is a bug, and panics.
func newLexicon() *lexicon {
	lx := &lexicon{words: map[string]entry{}}
	word.ReadClasses(wordList, func(name, w string) {
		c, ok := classes[name]
		if !ok {
			panic("words.txt: unknown class " + name)
		}
		e := lx.words[w]
		e.class |= c
		lx.words[w] = e
	})
	frames := map[string]frame{"say": say, "tell": tell, "call": call, "think": think, "open": open, "none": noFrame}
	for line := range strings.Lines(verbsTSV) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			panic("verbs.tsv: not three fields: " + line)
		}
		frame, ok := frames[f[1]]
		if !ok {
			panic("verbs.tsv: unknown frame: " + line)
		}
		base, particle, _ := strings.Cut(f[0], " ")
		id := int32(len(lx.verbs))
		lx.verbs = append(lx.verbs, verb{lemma: f[0], particle: particle, frame: frame, stance: doc.Stance(f[2])})
		for _, form := range word.VerbForms(base) {
			e := lx.words[form]
			if particle != "" {
				e.verbs = append([]int32{id}, e.verbs...)
			} else {
				e.verbs = append(e.verbs, id)
			}
			if strings.HasSuffix(form, "ing") && form != base {
				e.class |= participle
			}
			if form == base && !alsoPast[form] {
				e.class |= infinitive
			}
			lx.words[form] = e
		}
	}
	return lx
}
