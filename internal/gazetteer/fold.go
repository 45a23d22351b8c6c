package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// asciiWord says which ASCII characters words are made of.
var asciiWord = func() (t [128]bool) {
	for c := range t {
		t[c] = '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	return t
}()

func decode(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) && !apostrophe(r) || unicode.IsDigit(r) || combining(r)
}

func combining(r rune) bool { return 0x300 <= r && r <= 0x36F }

// apostrophe: straight, curly, and the letters that transcriptions write for
// hamza, ayn and glottal stops.
func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', '´', 'ʻ', 'ʼ', 'ʾ', 'ʿ', 'ʹ':
		return true
	}
	return false
}

// hashWord is the hash of the word at at, folded, and where the word ends. It
// is 0 where no word begins there or the word is too long to be looked up.
func hashWord(text string, at int) (h uint64, end int) {
	h = 14695981039346656037 // FNV-1a
	i := at
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if !asciiWord[c] {
				break
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			h = (h ^ uint64(c)) * 1099511628211
			i++
		} else {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !isWord(r) {
				break
			}
			i += n
			if !combining(r) {
				if plain := latin[r]; plain != "" {
					for k := 0; k < len(plain); k++ {
						h = (h ^ uint64(plain[k])) * 1099511628211
					}
				} else {
					r = unicode.ToLower(r)
					h = (h ^ uint64(r)) * 1099511628211
				}
			}
		}
		if i-at > maxWord {
			return 0, i
		}
	}
	if i == at {
		return 0, i
	}
	return h | 1, i
}

// AppendPlain appends s to buf in lower case and without the diacritics of
// Latin letters: "São Tomé" becomes "sao tome".
func AppendPlain(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if combining(r) {
			continue
		}
		if plain, ok := latin[r]; ok {
			buf = append(buf, plain...)
			continue
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
	}
	return buf
}

// AppendSlug appends a name as AppendPlain leaves it as letters and digits with
// hyphens between the words: "sao tome" becomes "sao-tome", and what has neither "x".
func AppendSlug(buf, plain []byte) []byte {
	start := len(buf)
	hyphen := false
	for i := 0; i < len(plain); {
		r, n := utf8.DecodeRune(plain[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if hyphen && len(buf) > start {
				buf = append(buf, '-')
			}
			hyphen = false
			buf = append(buf, plain[i:i+n]...)
		} else if r != '\'' && r != '’' && r != '.' {
			hyphen = true
		}
		i += n
	}
	if len(buf) == start {
		buf = append(buf, 'x')
	}
	return buf
}

// latin is what letters of the Latin script are without their diacritics, in
// lower case.
var latin = func() map[rune]string {
	m := make(map[rune]string, 512)
	for plain, marked := range map[string]string{
		"a": "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặəƏ", "ae": "æǣǽ", "b": "ḃḅḇ", "c": "çćĉċčḉ",
		"d": "ďđðḋḍḏḑḓ", "e": "èéêëēĕėęěȅȇȩẹẻẽếềểễệḕḗḙḛḝ", "f": "ḟ", "g": "ĝğġģǥǧǵḡ",
		"h": "ĥħȟḣḥḧḩḫẖ", "i": "ìíîïĩīĭįıǐȉȋḭḯỉị", "j": "ĵǰ", "k": "ķĸǩḱḳḵ", "l": "ĺļľŀłḷḹḻḽ",
		"m": "ḿṁṃ", "n": "ñńņňŋǹṅṇṉṋ", "o": "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱọỏốồổỗộớờởỡợṍṏṑṓ", "oe": "œ",
		"p": "ṕṗ", "r": "ŕŗřȑȓṙṛṝṟ", "s": "śŝşšșṡṣṥṧṩ", "ss": "ß", "t": "ţťŧțṫṭṯṱẗ", "th": "þ",
		"u": "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữựṳṵṷṹṻ", "v": "ṽṿ", "w": "ŵẁẃẅẇẉẘ", "x": "ẋẍ",
		"y": "ýÿŷȳẏỳỵỷỹẙ", "z": "źżžƶẑẓẕ",
	} {
		for _, r := range marked {
			m[r] = plain
			m[unicode.ToUpper(r)] = plain
		}
	}
	m['İ'] = "i"
	delete(m, 'I') // the upper case of ı
	delete(m, 'S')
	return m
}()
