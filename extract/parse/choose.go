package parse

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Choice says by the tokens of a sentence whether it is parsed.
type Choice func(text string, tokens []doc.Token) bool

// Every takes every sentence.
func Every(string, []doc.Token) bool { return true }

// Counting takes the sentences with a number that is neither a year nor a day:
// those that the claim stage asks about.
func Counting(text string, tokens []doc.Token) bool {
	for i, t := range tokens {
		w := text[t.Start:t.End]
		if t.Tag == "NNS" && manyOf[w] {
			return true
		}
		if t.Tag != "CD" && t.Tag != "$" {
			continue
		}
		switch {
		case len(w) == 4 && (w[0] == '1' || w[0] == '2') && isDigits(w), strings.EqualFold(w, "one"):
		case len(w) <= 2 && isDigits(w) && i > 0 && months[strings.TrimSuffix(text[tokens[i-1].Start:tokens[i-1].End], ".")]:
		default:
			return true
		}
	}
	return false
}

func isDigits(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return true
}

// manyOf are plurals that count.
var manyOf = word.Set("dozens hundreds thousands millions billions trillions")

// months are the words that a day stands behind.
var months = word.Set(`January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`)

// Telling takes the sentences with a common verb of saying or thinking: those that
// the quote stage asks about. It is a cheap guess: that stage knows better what it
// looks for, but not before the parse. Its models know the trees of no others;
// where those have some too, it finds less.
func Telling(text string, tokens []doc.Token) bool {
	var low [4 * longestTelling]byte
	for _, t := range tokens {
		if strings.HasPrefix(t.Tag, "V") {
			if w := text[t.Start:t.End]; len(w) <= longestTelling && telling[string(word.AppendLower(low[:0], w))] {
				return true
			}
		}
	}
	return false
}

// The forms of the verbs that extract/quote knows, and of "according", that
// are frequent in news.
var telling = word.Set(`
according said told says say think want know added saying asked reported wrote announced believe
accused call expected show calling claimed find tweeted wants described adding noted wanted warned
argued hope feel tell reports responded denied understand heard suggested showed ask shows thought
respond believes proposed asking decided attacked believed considered declared expressed consider
stated hear felt compared criticized criticised explained decide expect knew calls called citing
ordered claiming promised urged telling knows showing threatened considering arguing rejected
condemned vowed suggest concluded claims explain sees suggests add defended acknowledged argue
suggesting tells responding cited states accusing noting demanding feels alleged dismissed blamed
insisted testify admitted thinks claim pledged directed report argues testified demand welcomed
viewed demanded praised stressed notes threatening describes hoping thinking answer deny hopes
mentioned announcing mention blame write expects describing explains urging describe asks worry fear
warn writes requested declaring reiterated recalled threaten blaming hoped complained denies touted
writing stating adds denying reject maintained urge tweeting branded denounced condemning announce
condemn note warning replied predicted asserted warns slammed realize welcome declare requesting
assumed dubbed criticizing apologized emphasized hailed blasted explaining admit insist conclude
reporting feared maintains assert observed discovered informed understands
`)

// longestTelling is the length in bytes of the longest of them.
const longestTelling = len("acknowledged")
