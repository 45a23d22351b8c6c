package corpus

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// pdfFont says which text the codes of a font stand for, and how wide they
// are, in thousandths of its size.
type pdfFont struct {
	codeBytes int // 1 or 2
	unicode   map[int]string
	letters   [256]string
	widths    map[int]float64
	width     float64 // of the others
}

// maxCMap is how many codes of a font are taken: all of two bytes.
const maxCMap = 1 << 16

// font makes a font of its dictionary.
func (p *pdfFile) font(d pdfDict) *pdfFont {
	f := &pdfFont{codeBytes: 1, widths: map[int]float64{}, width: 500}
	if d["Subtype"] == pdfName("Type0") {
		f.codeBytes = 2
		below := pdfDict(nil)
		if list := p.array(d["DescendantFonts"]); len(list) > 0 {
			below = p.dict(list[0])
		}
		if f.width = 1000; below["DW"] != nil {
			f.width = p.number(below["DW"])
		}
		list := p.array(below["W"])
		p.budget -= int64(len(list))
		p.wideWidths(f, list)
	} else {
		p.simpleEncoding(f, d)
		first := integer(p.get(d["FirstChar"]))
		for i, w := range p.array(d["Widths"]) {
			if first+i > 255 {
				break
			}
			f.widths[first+i] = p.number(w)
		}
		if w := p.dict(d["FontDescriptor"])["MissingWidth"]; w != nil && len(f.widths) > 0 {
			f.width = p.number(w)
		}
	}
	if s, ok := p.get(d["ToUnicode"]).(pdfStream); ok {
		f.readCMap(p.decoded(s))
	}
	return f
}

// wideWidths reads "1 [500 600] 7 9 550".
func (p *pdfFile) wideWidths(f *pdfFont, list []any) {
	for i := 0; i+1 < len(list) && len(f.widths) < maxCMap; {
		code := integer(p.get(list[i]))
		if each := p.array(list[i+1]); each != nil {
			for j, w := range each[:min(len(each), maxCMap)] {
				f.widths[code+j] = p.number(w)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		w := p.number(list[i+2])
		for last := min(integer(p.get(list[i+1])), code+maxCMap); code <= last && len(f.widths) < maxCMap; code++ {
			f.widths[code] = w
		}
		i += 3
	}
}

// simpleEncoding fills the letters of a font of one byte.
func (p *pdfFile) simpleEncoding(f *pdfFont, d pdfDict) {
	encoding := p.get(d["Encoding"])
	own, _ := encoding.(pdfDict)
	if own != nil {
		encoding = p.get(own["BaseEncoding"])
	}
	base := charmap.Windows1252
	if encoding == pdfName("MacRomanEncoding") {
		base = charmap.Macintosh
	}
	for c := range 256 {
		if r := base.DecodeByte(byte(c)); r >= ' ' && r != utf8.RuneError {
			f.letters[c] = string(r)
		}
	}
	if encoding == nil && d["Subtype"] != pdfName("TrueType") {
		for c, r := range standardEncoding {
			f.letters[c] = string(r)
		}
	}
	code := 0
	list := p.array(own["Differences"])
	p.budget -= int64(len(list))
	for _, v := range list {
		switch v := p.get(v).(type) {
		case float64:
			code = integer(v)
		case pdfName:
			if code >= 0 && code < 256 {
				if s := glyphText(string(v)); s != "" {
					f.letters[code] = s
				}
			}
			code++
		}
	}
}

// standardEncoding is where Adobe's encoding is another than windows-1252.
var standardEncoding = map[int]rune{
	0x27: '’', 0x60: '‘', 0xa4: '⁄', 0xa6: 'ƒ', 0xa8: '¤', 0xa9: '\'', 0xaa: '“', 0xac: '‹', 0xad: '›', 0xae: 'ﬁ', 0xaf: 'ﬂ', 0xb1: '–', 0xb2: '†', 0xb3: '‡',
	0xb4: '·', 0xb7: '•', 0xb8: '‚', 0xb9: '„', 0xba: '”', 0xbc: '…', 0xbd: '‰', 0xd0: '—', 0xe1: 'Æ', 0xe8: 'Ł', 0xe9: 'Ø', 0xea: 'Œ', 0xf1: 'æ', 0xf5: 'ı', 0xf8: 'ł', 0xf9: 'ø', 0xfa: 'œ', 0xfb: 'ß',
}

// glyphText is the text of a glyph by its name: "eacute", "uni20AC", "f_i".
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if len(name) == 1 {
		return name
	}
	if s, ok := glyphNames[name]; ok {
		return s
	}
	if parts := strings.Split(name, "_"); len(parts) > 1 && len(parts) <= 4 {
		all := ""
		for _, p := range parts {
			all += glyphText(p)
		}
		return all
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(name, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			if v, err := strconv.ParseUint(hex, 16, 21); err == nil && utf8.ValidRune(rune(v)) {
				return string(rune(v))
			}
		}
	}
	if len(name) > 1 {
		if accent, ok := glyphAccents[name[1:]]; ok && asciiLetter(name[0]) {
			return norm.NFC.String(name[:1] + accent)
		}
	}
	return ""
}

// glyphAccents are what follows a letter in the name of one with an accent.
var glyphAccents = map[string]string{
	"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303", "ring": "\u030a", "caron": "\u030c", "cedilla": "\u0327",
	"macron": "\u0304", "breve": "\u0306", "ogonek": "\u0328", "dotaccent": "\u0307", "hungarumlaut": "\u030b", "commaaccent": "\u0327",
}

var glyphNames = map[string]string{
	"space": " ", "nbspace": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'", "parenleft": "(", "parenright": ")",
	"asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "minus": "−", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": `\`,
	"bracketright": "]", "asciicircum": "^", "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~", "bullet": "•", "endash": "–", "emdash": "—",
	"quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
	"guilsinglleft": "‹", "guilsinglright": "›", "ellipsis": "…", "dagger": "†", "daggerdbl": "‡", "trademark": "™", "copyright": "©", "registered": "®", "degree": "°", "section": "§",
	"paragraph": "¶", "sterling": "£", "Euro": "€", "yen": "¥", "cent": "¢", "florin": "ƒ", "currency": "¤", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "germandbls": "ß",
	"ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "oslash": "ø", "Oslash": "Ø", "aring": "å", "Aring": "Å", "lslash": "ł", "Lslash": "Ł", "eth": "ð", "Eth": "Ð", "thorn": "þ", "Thorn": "Þ",
	"dotlessi": "ı", "dcroat": "đ", "Dcroat": "Đ", "multiply": "×", "divide": "÷", "plusminus": "±", "onehalf": "½", "onequarter": "¼", "threequarters": "¾", "exclamdown": "¡", "questiondown": "¿",
	"periodcentered": "·", "middot": "·", "fraction": "⁄", "perthousand": "‰", "mu": "µ", "ordfeminine": "ª", "ordmasculine": "º", "sfthyphen": "-",
}

// readCMap reads the codes of a ToUnicode stream.
func (f *pdfFont) readCMap(data []byte) {
	f.unicode = map[int]string{}
	x := pdfLexer{data: data}
	var args []any
	for {
		if x.skipSpace(); x.at >= len(data) {
			return
		}
		v := x.value(-1)
		k, ok := v.(pdfKeyword)
		if !ok {
			if len(args) < 3*maxCMap {
				args = append(args, v)
			}
			continue
		}
		switch k {
		case "endcodespacerange":
			for _, a := range args {
				if s, ok := a.(string); ok && len(s) == 1 {
					f.codeBytes = 1
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args) && len(f.unicode) < maxCMap; i += 2 {
				from, _ := args[i].(string)
				to, _ := args[i+1].(string)
				f.unicode[pdfCode(from)] = utf16Text(to)
			}
		case "endbfrange":
			f.bfrange(args)
		}
		args = args[:0]
	}
}

func (f *pdfFont) bfrange(args []any) {
	for i := 0; i+2 < len(args); i += 3 {
		low, _ := args[i].(string)
		high, _ := args[i+1].(string)
		code, last := pdfCode(low), pdfCode(high)
		switch to := args[i+2].(type) {
		case []any:
			for j, v := range to {
				if s, ok := v.(string); ok && code+j <= last && len(f.unicode) < maxCMap {
					f.unicode[code+j] = utf16Text(s)
				}
			}
		case string:
			for b := []byte(to); code <= last && len(b) > 0 && len(f.unicode) < maxCMap; code++ {
				f.unicode[code] = utf16Text(string(b))
				if b[len(b)-1]++; b[len(b)-1] == 0 && len(b) > 1 {
					b[len(b)-2]++
				}
			}
		}
	}
}

// pdfCode is a code of one or two bytes as a number.
func pdfCode(s string) int {
	n := 0
	for i := range min(len(s), 2) {
		n = n<<8 | int(s[i])
	}
	return n
}

// utf16Text decodes at most a short string of UTF-16.
func utf16Text(s string) string {
	var units []uint16
	for i := 0; i+1 < len(s) && i < 32; i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// pdfText is a string of the properties: UTF-16 with a mark, else Latin.
func pdfText(v any) string {
	s, _ := v.(string)
	if after, ok := strings.CutPrefix(s, "\xfe\xff"); ok {
		var b strings.Builder
		for ; len(after) > 32; after = after[32:] {
			b.WriteString(utf16Text(after[:32]))
		}
		return withoutControls(b.String() + utf16Text(after))
	}
	if utf8.ValidString(s) {
		return withoutControls(s)
	}
	text, _ := charmap.Windows1252.NewDecoder().String(s)
	return withoutControls(text)
}

func withoutControls(s string) string {
	return oneLine(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s))
}
