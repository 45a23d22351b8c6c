package claim

import (
	_ "embed"
	"strings"

	"github.com/broadsheet/broadsheet/internal/word"
)

//go:embed words.txt
var wordList string

// class is a set of what the rules want to know of a word. words.txt lists the
// words of each and says what they are.
type class uint64

const (
	det class = 1 << iota
	prep
	conj
	aux
	pron
	verb
	say
	show
	up
	down
	changeNoun
	month
	weekday
	designator
	pollWord
	voteWord
	harmed
	adverb
	yearBefore
	level
	timeNoun
	sport

	// One rule each goes by these.

	crowd
	personVerb
	pluralModifier
	nounVerb
	notAdverb
	functionWord
	general
	phrasalVerb
	outlook
	sayer
	institution
	documentNoun
	tallyNoun
	pollNoun
	doubt
	holdVerb
	objectVerb
	rivalVerb
	adjunctPrep
	notSpent
	topicWord
	rangeVerb
	compared
	meterWord
	market
	street
	clockWord
)

// grammar is the classes that say what a word is to its neighbors. A word of
// none is taken for an adjective, a noun or a rarer verb.
const grammar = crowd - 1

// stop is what no noun phrase that follows a number goes across.
const stop = det | prep | conj | aux | pron | verb | say

// classes are the names in words.txt.
var classes = map[string]class{
	"det": det, "prep": prep, "conj": conj, "aux": aux, "pron": pron, "verb": verb,
	"say": say, "show": show, "up": up, "down": down, "changeNoun": changeNoun, "month": month,
	"weekday": weekday, "designator": designator, "pollWord": pollWord, "voteWord": voteWord, "harmed": harmed, "adverb": adverb,
	"yearBefore": yearBefore, "level": level, "timeNoun": timeNoun, "sport": sport,
	"crowd": crowd, "personVerb": personVerb, "pluralModifier": pluralModifier, "nounVerb": nounVerb, "notAdverb": notAdverb, "functionWord": functionWord,
	"general": general, "phrasalVerb": phrasalVerb, "outlook": outlook, "sayer": sayer, "institution": institution, "documentNoun": documentNoun,
	"tallyNoun": tallyNoun, "pollNoun": pollNoun, "doubt": doubt, "holdVerb": holdVerb, "objectVerb": objectVerb, "rivalVerb": rivalVerb,
	"adjunctPrep": adjunctPrep, "notSpent": notSpent, "topicWord": topicWord, "rangeVerb": rangeVerb, "compared": compared, "meterWord": meterWord,
	"market": market, "street": street, "clockWord": clockWord,
}

// A numeral is a word that is a number or part of one.
type numeral struct {
	kind  numeralKind
	value uint64 // of a unit, ten, denominator or multiplier
	exp   int    // power of ten of a scale
}

type numeralKind uint8

const (
	unitNumeral  numeralKind = iota // zero to nineteen
	tenNumeral                      // twenty to ninety
	scaleNumeral                    // hundred, million, dozen (value 12)
	vagueNumeral                    // hundreds, dozens, scores: at least two of them
	denominator                     // third, quarters
	foldNumeral                     // doubled, threefold
	halfNumeral                     // half
	coupleWord                      // couple
	severalWord                     // several, few: of a scale
	article                         // a, an
	minusWord                       // minus, negative
)

// numeralWords lists the numerals: "word" or "word=value", and "^n" for a
// power of ten.
var numeralWords = []struct {
	kind  numeralKind
	words string
}{
	{unitNumeral, "zero=0 nought=0 naught=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19"},
	{tenNumeral, "twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"},
	{scaleNumeral, "hundred=1^2 thousand=1^3 million=1^6 billion=1^9 trillion=1^12 quadrillion=1^15 lakh=1^5 lac=1^5 crore=1^7 dozen=12^0 dozs=12^0 mln=1^6 mn=1^6 mio=1^6 bn=1^9 bln=1^9 tn=1^12 tln=1^12 trn=1^12"},
	{vagueNumeral, "dozens=12^0 hundreds=1^2 thousands=1^3 millions=1^6 billions=1^9 trillions=1^12 scores=20^0 tens=10^0 lakhs=1^5 crores=1^7"},
	{denominator, "third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifth=5 fifths=5 sixth=6 sixths=6 seventh=7 sevenths=7 eighth=8 eighths=8 ninth=9 ninths=9 tenth=10 tenths=10 twelfth=12 twelfths=12 twentieth=20 twentieths=20 eleventh=11 elevenths=11 thirteenth=13 fifteenth=15 fifteenths=15 sixteenth=16 sixteenths=16 thirtieth=30 thirtieths=30 fortieth=40 fiftieth=50 fiftieths=50 hundredth=100 hundredths=100 thousandth=1000 thousandths=1000 millionth=1000000 millionths=1000000 billionth=1000000000 billionths=1000000000 trillionth=1000000000000 trillionths=1000000000000 halves=2"},
	{foldNumeral, "doubled=2 doubling=2 doubles=2 tripled=3 tripling=3 triples=3 trebled=3 quadrupled=4 quadrupling=4 quintupled=5 halved=0 halving=0 halves=0 twofold=2 threefold=3 fourfold=4 fivefold=5 sixfold=6 sevenfold=7 eightfold=8 ninefold=9 tenfold=10 twentyfold=20 hundredfold=100 twice=2 double=2 triple=3 quadruple=4 fold=0"},
	{halfNumeral, "half=2"},
	{coupleWord, "couple=2"},
	{severalWord, "several=2 few=2"},
	{article, "a=1 an=1"},
	{minusWord, "minus=0 negative=0"},
}

// entry is what the lexicon holds of a word.
type entry struct {
	class class
	num   int16 // index into numerals, -1 none
}

// newLexicon makes the word table, from words.txt, and the numerals that it
// points into. The list is part of the program, so a broken line is a bug, and
// panics.
func newLexicon() (map[string]entry, []numeral) {
	lexicon := make(map[string]entry)
	word.ReadClasses(wordList, func(name, w string) {
		c, ok := classes[name]
		if !ok {
			panic("words.txt: unknown class " + name)
		}
		e, ok := lexicon[w]
		if !ok {
			e.num = -1
		}
		e.class |= c
		lexicon[w] = e
	})
	var numerals []numeral
	for _, n := range numeralWords {
		for _, w := range strings.Fields(n.words) {
			name, value, _ := strings.Cut(w, "=")
			value, exp, _ := strings.Cut(value, "^")
			num := numeral{kind: n.kind}
			for _, c := range value {
				num.value = num.value*10 + uint64(c-'0')
			}
			for _, c := range exp {
				num.exp = num.exp*10 + int(c-'0')
			}
			e, ok := lexicon[name]
			if !ok {
				e = entry{num: -1}
			}
			if e.num >= 0 {
				continue // the first listing wins: "halves"
			}
			e.num = int16(len(numerals))
			numerals = append(numerals, num)
			lexicon[name] = e
		}
	}
	return lexicon, numerals
}
