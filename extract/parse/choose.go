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

// Telling takes the sentences in which somebody may be quoted or a number
// claimed: those with a quotation mark, a common verb of saying or thinking, or
// a numeral that is no date. It is a cheap guess at what later stages ask
// about: they know better what they look for, but not before the parse.
func Telling(text string, tokens []doc.Token) bool {
	var low [4 * longestTelling]byte
	in := func(t doc.Token, words map[string]bool) bool {
		w := text[t.Start:t.End]
		return len(w) <= longestTelling && words[string(word.AppendLower(low[:0], w))]
	}
	for i, t := range tokens {
		switch {
		case t.Tag == "``" || t.Tag == "''":
			return true
		case t.Tag == "CD":
			if !isYear(text[t.Start:t.End]) && (i == 0 || !in(tokens[i-1], months)) && (i+1 == len(tokens) || !in(tokens[i+1], months)) {
				return true
			}
		case strings.HasPrefix(t.Tag, "V"):
			if in(t, telling) {
				return true
			}
		}
	}
	return false
}

// isYear reports whether a numeral is one of a year of our times.
func isYear(w string) bool {
	if len(w) != 4 || w[:2] != "18" && w[:2] != "19" && w[:2] != "20" {
		return false
	}
	return '0' <= w[2] && w[2] <= '9' && '0' <= w[3] && w[3] <= '9'
}

var months = word.Set(`
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.
`)

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
