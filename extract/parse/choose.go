package parse

import (
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Choice says by the tokens of a sentence whether it is parsed.
type Choice func(text string, tokens []doc.Token) bool

// Every takes every sentence.
func Every(string, []doc.Token) bool { return true }

// Telling takes the sentences in which somebody may be quoted, a number
// claimed or somebody referred to by a pronoun: those with a quotation mark,
// a common verb of saying or thinking, a numeral, or a pronoun of the third
// person. It is a cheap guess at what later stages ask about: they know better
// what they look for, but not before the parse.
func Telling(text string, tokens []doc.Token) bool {
	var low [4 * longestTelling]byte
	for _, t := range tokens {
		switch t.Tag {
		case "CD", "``", "''":
			return true
		}
		if w := text[t.Start:t.End]; len(w) <= longestTelling && telling[string(word.AppendLower(low[:0], w))] {
			return true
		}
	}
	return false
}

var telling = word.Set(`
" “ ” « »
he him his himself she her hers herself it its itself they them their theirs themselves
said say says saying told tell tells telling according
asked asks added adds announced announces argued argues believes believed called calls
claimed claims declared denied denies insisted insists noted notes pledged promised promises
reported reports replied stated states stressed suggested suggests thinks thought tweeted
urged urges vowed vows warned warns wrote writes
`)

// longestTelling is the length in bytes of the longest of them.
const longestTelling = len("themselves")
