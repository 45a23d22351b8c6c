package corpus

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// charset is the encoding of a file or record as its bytes tell. The zero
// value is "ASCII so far": each record is then looked at by itself.
type charset struct {
	utf8   bool              // bad bytes are damage, and become U+FFFD
	legacy encoding.Encoding // any other encoding that leaves ASCII alone
}

// charsetOf tells the encoding of text that is not UTF-16 or UTF-32.
//
// Text is UTF-8 as soon as it has one multi-byte sequence for every two bytes
// that are none: in other encodings such sequences come about by chance only,
// among many bytes that are none. So one broken line does not turn a file into
// Latin-1.
func charsetOf(b []byte) charset {
	b = b[:min(len(b), headSize)]
	good, bad := utf8Evidence(b)
	switch {
	case good == 0 && bad == 0:
		return charset{}
	case good*2 > bad:
		return charset{utf8: true}
	}
	return charset{legacy: legacyEncoding(b)}
}

// utf8Evidence counts the multi-byte sequences of UTF-8 and the bytes above
// ASCII that belong to none. A sequence cut off by the end counts as neither.
func utf8Evidence(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		switch {
		case n > 1:
			good++
		case utf8.FullRune(b[i:]):
			bad++
		}
		i += n
	}
	return good, bad
}

// decode makes valid UTF-8 of the bytes of one record. Bytes that are valid
// stay what they are, whatever the rest of the file is.
func (c charset) decode(b []byte) string {
	b = bytes.TrimPrefix(b, utf8BOM)
	if utf8.Valid(b) {
		return string(b)
	}
	if !c.utf8 && c.legacy == nil {
		c = charsetOf(b)
	}
	if c.legacy != nil {
		if out, err := c.legacy.NewDecoder().Bytes(b); err == nil {
			return string(out)
		}
	}
	return repair(b)
}

// repair replaces each maximal part of a broken sequence by one U+FFFD, as the
// Unicode standard advises and Python and browsers do, so that offsets agree
// with theirs. (strings.ToValidUTF8 makes one of a run, and a range loop one
// of each byte.)
func repair(b []byte) string {
	var out strings.Builder
	out.Grow(len(b) + 16)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n <= 1 {
			out.WriteString("\uFFFD")
			n = brokenPart(b)
		} else {
			out.Write(b[:n])
		}
		b = b[n:]
	}
	return out.String()
}

// brokenPart is the length of the longest start of b that a valid sequence
// begins with, at least 1. b does not begin with a whole valid sequence.
func brokenPart(b []byte) int {
	if utf8.FullRune(b[:1]) {
		return 1
	}
	n := 1
	for n < len(b) && n < utf8.UTFMax && !utf8.FullRune(b[:n+1]) {
		n++
	}
	return n
}

// wideEncoding tells UTF-16 and UTF-32 by the byte order mark, and UTF-16
// without one by where its zero bytes are: in Latin text every other byte is
// zero. It is nil for anything else.
func wideEncoding(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)
	}
	head = head[:min(len(head), 4096)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 2:
	case zeros[1]*10 > half*7 && zeros[0]*20 < half:
		return utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)
	case zeros[0]*10 > half*7 && zeros[1]*20 < half:
		return utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	}
	return nil
}

// declaredEncoding is what a page says of itself in its first 1,024 bytes, nil
// where it says nothing or something unknown.
func declaredEncoding(page []byte) encoding.Encoding {
	e, name, _ := htmlcharset.DetermineEncoding(page, "")
	// windows-1252 is also its answer when it found nothing.
	if e == nil || name == "utf-8" || name == "windows-1252" || name == "replacement" {
		return nil
	}
	return e
}

// legacyEncoding guesses the encoding of text that is not UTF-8. chardet is
// good at scripts, and knows no Latin alphabet but one; so text in which most
// bytes above ASCII stand alone or in pairs among ASCII letters, as accents
// do, is judged here.
func legacyEncoding(b []byte) encoding.Encoding {
	high, inRuns := 0, 0
	for i := 0; i < len(b); {
		j := i
		for j < len(b) && b[j] >= utf8.RuneSelf {
			j++
		}
		high += j - i
		if j-i >= 3 {
			inRuns += j - i
		}
		i = j + 1
	}
	if inRuns*2 <= high {
		return latinEncoding(b)
	}
	r := chardet.Detect(b)
	name := r.Encoding
	if name == "MacCyrillic" && !upperMacCyrillic(b) {
		// The small letters are the same but for one; chardet always says Mac.
		name = "windows-1251"
	}
	if e, _ := htmlcharset.Lookup(name); e != nil && r.Confidence > 0.3 {
		return e
	}
	return latinEncoding(b)
}

// upperMacCyrillic reports whether capitals are where MacCyrillic has them and
// windows-1251 has rare letters and marks.
func upperMacCyrillic(b []byte) bool {
	mac, windows := 0, 0
	for _, c := range b {
		switch {
		case c >= 0x80 && c < 0xa0:
			mac++
		case c >= 0xc0 && c < 0xe0:
			windows++
		}
	}
	return mac > windows
}

// latins are the encodings of Latin alphabets with the letters above ASCII of
// the languages that were written in them, small ones. Where two fit equally
// the earlier wins.
var latins = func() []latin {
	var all []latin
	add := func(e *charmap.Charmap, alphabets ...string) {
		for _, a := range alphabets {
			all = append(all, newLatin(e, a))
		}
	}
	add(charmap.Windows1252, "", "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü", "ãáàâçéêíóôõú", "àèéìíòóùú", "åäöæøé", "áðéíóúýþæö", "éèëïöüá")
	add(charmap.Windows1250, "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
	add(charmap.ISO8859_2, "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
	add(charmap.Windows1254, "çğıöşüİâî")
	add(charmap.ISO8859_15, "àâæçèéêëîïôœùûüÿ")
	add(charmap.Macintosh, "", "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü", "ãáàâçéêíóôõú", "àèéìíòóùú", "åäöæøé")
	return all
}()

// latin is one encoding as one language uses it.
type latin struct {
	encoding encoding.Encoding
	kinds    [256]highKind
}

// highKind is what a byte is in an encoding and a language.
type highKind uint8

const (
	foreign highKind = iota // not used by the language, or no character at all
	mark                    // quotation marks, dashes, signs: not between letters
	small                   // a letter of the language
	capital                 // its capital: not after a small letter
	apostrophe
)

// marks are the characters above ASCII, other than letters, that text of any
// language has.
const marks = "‘’‚“”„–—…•«»‹›£€§°©®™½¼¾·¿¡\u00a0†‰"

func newLatin(e *charmap.Charmap, alphabet string) latin {
	l := latin{encoding: e}
	for c := utf8.RuneSelf; c < 256; c++ {
		switch r := e.DecodeByte(byte(c)); {
		case r == '’':
			l.kinds[c] = apostrophe
		case strings.ContainsRune(marks, r):
			l.kinds[c] = mark
		case strings.ContainsRune(alphabet, r):
			l.kinds[c] = small
		case strings.ContainsRune(alphabet, unicode.ToLower(r)):
			l.kinds[c] = capital
		}
	}
	return l
}

// latinEncoding chooses the encoding in which the bytes above ASCII make most
// sense in one language: letters that it has, marks outside words.
func latinEncoding(b []byte) encoding.Encoding {
	var best encoding.Encoding = charmap.Windows1252
	most := -1
	for i := range latins {
		l := &latins[i]
		sense := 0
		for j, c := range b {
			if c < utf8.RuneSelf {
				continue
			}
			before, after := byte(' '), byte(' ')
			if j > 0 {
				before = b[j-1]
			}
			if j+1 < len(b) {
				after = b[j+1]
			}
			switch l.kinds[c] {
			case small, apostrophe:
				sense++
			case capital:
				if !(before >= 'a' && before <= 'z') {
					sense++
				}
			case mark:
				if !(asciiLetter(before) && asciiLetter(after)) {
					sense++
				}
			}
		}
		if sense > most {
			best, most = l.encoding, sense
		}
	}
	return best
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
