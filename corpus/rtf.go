package corpus

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// maxRTFDepth bounds the groups within groups. Word writes some twenty.
const maxRTFDepth = 500

// readRTF makes text of rich text: what is shown of the body, without headers,
// footers, notes, pictures and the tables of fonts, colours and styles.
func readRTF(data []byte, limit int) (document, error) {
	x := rtfReader{data: data, w: &documentWriter{limit: limit}, fonts: map[int]encoding.Encoding{}}
	x.standard = charmap.Windows1252
	x.state = rtfState{skipAfter: 1, font: -1}
	if !bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return document{}, badDocument{ErrSyntax, `not rich text: it does not begin with {\rtf`}
	}
	if err := x.run(); err != nil {
		return document{}, err
	}
	return x.w.document()
}

// rtfState is what a group inherits, and its end gives back.
type rtfState struct {
	skipped   bool // a destination that is not read
	hidden    bool
	inFonts   bool // the table of fonts
	font      int
	skipAfter int // characters that stand in for \u, of \uc
}

type rtfReader struct {
	data     []byte
	w        *documentWriter
	state    rtfState
	groups   []rtfState
	fonts    map[int]encoding.Encoding // of their \fcharset
	standard encoding.Encoding         // of \ansicpg
	raw      []byte                    // in the encoding of the font, not yet decoded
	units    []uint16                  // of UTF-16, not yet decoded
	toSkip   int                       // characters after \u
}

func (x *rtfReader) run() error {
	for i := 0; i < len(x.data) && !x.w.full; {
		switch c := x.data[i]; c {
		case '{':
			x.flush()
			if x.toSkip = 0; len(x.groups) == maxRTFDepth {
				return badDocument{ErrSyntax, "byte " + strconv.Itoa(i) + ": groups are nested deeper than " + strconv.Itoa(maxRTFDepth)}
			}
			x.groups = append(x.groups, x.state)
			i++
		case '}':
			x.flush()
			x.toSkip = 0
			n := len(x.groups) - 1
			x.state, x.groups = x.groups[n], x.groups[:n]
			if n == 0 {
				return nil // what stands behind the document is none of it
			}
			i++
		case '\\':
			i += x.control(x.data[i+1:]) + 1
		case '\r', '\n', 0:
			i++
		default:
			x.byte(c)
			i++
		}
	}
	x.flush()
	if !x.w.full {
		return badDocument{ErrTruncated, "the file ends within a group: it was cut, or not copied whole"}
	}
	return nil
}

// byte takes one character in the encoding of the font.
func (x *rtfReader) byte(c byte) {
	switch {
	case x.toSkip > 0:
		x.toSkip--
	case x.shown():
		x.flushUnits()
		x.raw = append(x.raw, c)
	}
}

func (x *rtfReader) shown() bool { return !x.state.skipped && !x.state.hidden && !x.state.inFonts }

// text takes what a control word stands for.
func (x *rtfReader) text(s string) {
	if x.toSkip > 0 {
		x.toSkip--
		return
	}
	x.flush()
	if x.shown() {
		x.w.text(s)
	}
}

// flush decodes what has come of one font.
func (x *rtfReader) flush() {
	x.flushUnits()
	x.flushRaw()
}

func (x *rtfReader) flushRaw() {
	if len(x.raw) == 0 {
		return
	}
	e := x.standard
	if own := x.fonts[x.state.font]; own != nil {
		e = own
	}
	text, err := e.NewDecoder().Bytes(x.raw)
	if err != nil {
		text = x.raw
	}
	x.w.text(strings.ToValidUTF8(string(text), "\uFFFD"))
	x.raw = x.raw[:0]
}

func (x *rtfReader) flushUnits() {
	if len(x.units) > 0 {
		x.w.text(string(utf16.Decode(x.units)))
		x.units = x.units[:0]
	}
}

// control takes what follows a backslash, and returns its length.
func (x *rtfReader) control(s []byte) int {
	if len(s) == 0 {
		return 0
	}
	if !asciiLetter(s[0]) {
		return x.symbol(s)
	}
	n := 0
	for n < len(s) && n < 32 && asciiLetter(s[n]) {
		n++
	}
	word, value, has := string(s[:n]), 0, false
	digitsAt := n
	if n < len(s) && s[n] == '-' {
		n++
	}
	for n < len(s) && n-digitsAt < 11 && s[n] >= '0' && s[n] <= '9' {
		value, has = value*10+int(s[n]-'0'), true
		n++
	}
	if digitsAt < len(s) && s[digitsAt] == '-' {
		value = -value
		if !has {
			n = digitsAt
		}
	}
	if n < len(s) && s[n] == ' ' {
		n++
	}
	if word == "bin" && value > 0 {
		return n + min(value, len(s)-n)
	}
	x.word(word, value, has)
	return n
}

// symbol takes a control symbol.
func (x *rtfReader) symbol(s []byte) int {
	switch s[0] {
	case '\'':
		if len(s) >= 3 {
			if v, err := strconv.ParseUint(string(s[1:3]), 16, 8); err == nil {
				x.byte(byte(v))
				return 3
			}
		}
	case '\\', '{', '}':
		x.byte(s[0])
	case '~':
		x.text("\u00a0")
	case '_':
		x.text("-")
	case '*':
		// A destination that programs may leave out.
		x.state.skipped = true
	case '\r', '\n':
		x.text("\n\n")
	case '\t':
		x.text("\t")
	}
	return 1
}

// word takes a control word.
func (x *rtfReader) word(word string, value int, has bool) {
	if s, ok := rtfTexts[word]; ok {
		x.text(s)
		return
	}
	if rtfSkipped[word] {
		x.flush()
		x.state.skipped = true
		return
	}
	switch word {
	case "par", "sect", "page":
		x.text("\n\n")
	case "row", "nestrow":
		x.text("\n")
	case "cell", "nestcell":
		x.flush()
		if x.shown() {
			x.w.cell()
		}
	case "u":
		if x.toSkip = 0; x.shown() {
			x.flushRaw()
			x.units = append(x.units, uint16(value))
		}
		x.toSkip = x.state.skipAfter
	case "uc":
		x.state.skipAfter = min(max(value, 0), 16)
	case "ansicpg":
		if e := codePage(value); e != nil {
			x.standard = e
		}
	case "mac":
		x.standard = charmap.Macintosh
	case "pc", "pca":
		x.standard = charmap.CodePage437
	case "fonttbl":
		x.state.inFonts = true
	case "f":
		x.flush()
		x.state.font = value
	case "fcharset":
		if e := codePage(fontCharsets[value]); e != nil && x.state.inFonts && len(x.fonts) < 4096 {
			x.fonts[x.state.font] = e
		}
	case "v":
		x.flush()
		x.state.hidden = !has || value != 0
	case "plain":
		x.flush()
		x.state.hidden, x.state.font = false, -1
	}
}

// rtfTexts are the control words that stand for characters.
var rtfTexts = map[string]string{
	"line": "\n", "lbr": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
	"ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "column": "\n\n",
}

// rtfSkipped are the destinations that hold no text of the body.
var rtfSkipped = map[string]bool{
	"colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "header": true, "headerl": true, "headerr": true,
	"headerf": true, "footer": true, "footerl": true, "footerr": true, "footerf": true, "footnote": true, "annotation": true, "fldinst": true,
	"listtable": true, "listoverridetable": true, "revtbl": true, "rsidtbl": true, "themedata": true, "datastore": true, "xe": true, "tc": true,
	"filetbl": true, "generator": true, "nonshppict": true, "shpinst": true, "nonesttables": true, "deleted": true,
}

// fontCharsets are the code pages of the values of \fcharset. 0 is ANSI, which
// says less than \ansicpg.
var fontCharsets = map[int]int{
	77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 255: 437,
}

// codePage is nil for one that is not known.
func codePage(number int) encoding.Encoding {
	switch number {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1252:
		return charmap.Windows1252
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 10000:
		return charmap.Macintosh
	case 65001:
		return encoding.Nop
	}
	return nil
}
