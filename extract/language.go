package extract

import (
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// Letters and other characters that the detector looks at in one place: its
// trigrams settle within some hundred, and its time grows with the sample.
const languageSample = 500

// Letters that a text must have to be called anything but English: shorter
// ones (a headline of names, a table) deceive trigrams.
const minLetters = 200

// undetermined is the ISO 639-2 code for a language that surely is not English
// and else not known.
const undetermined = "und"

// detectLanguage gives the ISO 639-1 code of the language of a text, "" where
// it is not sure, undetermined where it is sure of the script alone. A text
// with an English part at its beginning or in its middle is not taken for
// another language.
func detectLanguage(text string) string {
	head := sample(text, 0)
	if functionWords(head) {
		return "en"
	}
	if !hasLetters(text, minLetters) {
		return ""
	}
	first := whatlanggo.Detect(head)
	second := first
	if middle := sample(text, len(text)/2); len(middle) >= len(head) {
		if functionWords(middle) {
			return "en"
		}
		second = whatlanggo.Detect(middle)
	}
	if first.Lang == second.Lang && first.IsReliable() && second.IsReliable() {
		return first.Lang.Iso6391()
	}
	if otherScript(first) && otherScript(second) {
		return undetermined
	}
	return ""
}

// otherScript reports whether a text is in a script that English is not
// written in.
func otherScript(i whatlanggo.Info) bool { return i.Script != nil && i.Script != unicode.Latin }

// sample cuts languageSample characters from text at from.
func sample(text string, from int) string {
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	end := from
	for n := 0; end < len(text) && n < languageSample; n++ {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return text[from:end]
}

// englishOnly are frequent words that no other language in Latin script uses
// as often: one word in ten of them is English, without asking the detector.
var englishOnly = map[string]bool{"the": true, "of": true, "and": true, "to": true, "that": true, "with": true, "was": true, "by": true, "from": true, "said": true}

func functionWords(text string) bool {
	words, hits, start := 0, 0, -1
	for i := 0; i <= len(text); i++ {
		if i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] >= utf8.RuneSelf) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			words++
			if englishOnly[text[start:i]] {
				hits++
			}
			start = -1
		}
	}
	return words >= 20 && hits*10 >= words
}

func hasLetters(text string, n int) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}
