package extract

import (
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// Bytes of text that the detector looks at in one place: its trigrams settle
// within some hundred letters, and its time grows with the sample.
const languageSample = 500

// Letters that a text must have to be called anything but English: shorter
// ones (a headline of names, a table) deceive trigrams.
const minLetters = 200

// detectLanguage gives the ISO 639-1 code of the language of a text, "" where
// it is not sure. A text with an English part at its beginning or in its
// middle is not taken for another language.
func detectLanguage(text string) string {
	head := sample(text, 0)
	if functionWords(head) {
		return "en"
	}
	if !hasLetters(text, minLetters) {
		return ""
	}
	first := whatlanggo.Detect(head)
	if !first.IsReliable() {
		return ""
	}
	if first.Lang == whatlanggo.Eng {
		return "en"
	}
	if len(text) > 2*languageSample {
		middle := sample(text, len(text)/2)
		if functionWords(middle) {
			return "en"
		}
		if second := whatlanggo.Detect(middle); second.Lang != first.Lang || !second.IsReliable() {
			return ""
		}
	}
	return first.Lang.Iso6391()
}

// sample cuts languageSample bytes from text at from, on rune boundaries.
func sample(text string, from int) string {
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	end := min(from+languageSample, len(text))
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
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
