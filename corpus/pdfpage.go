package corpus

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is what stands on one line of a page, in points.
type pdfLine struct {
	left, right, y, size float64
	text                 string
}

// maxForms bounds forms within forms, which a page is made of.
const maxForms = 8

// pdfContent goes through the content of a page and collects its lines, in the
// order in which they are drawn: almost always that of reading, also in
// columns.
type pdfContent struct {
	file    *pdfFile
	lines   []pdfLine
	b       strings.Builder // of the line that is being drawn
	line    pdfLine
	letters int
	most    int
}

type pdfMatrix [6]float64

func (m pdfMatrix) times(n pdfMatrix) pdfMatrix {
	return pdfMatrix{m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3], m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5]}
}

var pdfIdentity = pdfMatrix{1, 0, 0, 1, 0, 0}

// pdfState is what q keeps and Q gives back.
type pdfState struct {
	page                                       pdfMatrix
	font                                       *pdfFont
	size, charSpace, wordSpace, scale, leading float64
}

func (c *pdfContent) page(p pdfPage) {
	c.run(c.content(p.dict["Contents"]), p.resources, pdfState{page: pdfIdentity, scale: 1}, 0)
	c.endLine()
}

// content joins the streams of a page.
func (c *pdfContent) content(v any) []byte {
	if s, ok := c.file.get(v).(pdfStream); ok {
		return c.file.decoded(s)
	}
	var all []byte
	for _, part := range c.file.array(v) {
		if s, ok := c.file.get(part).(pdfStream); ok {
			all = append(append(all, c.file.decoded(s)...), '\n')
		}
	}
	return all
}

func (c *pdfContent) run(data []byte, resources pdfDict, g pdfState, depth int) {
	x := pdfLexer{data: data}
	fonts, forms := c.file.dict(resources["Font"]), c.file.dict(resources["XObject"])
	own := map[string]*pdfFont{}
	var args []any
	var stack []pdfState
	text, line := pdfIdentity, pdfIdentity
	number := func(i int) float64 {
		if i < len(args) {
			n, _ := args[i].(float64)
			return n
		}
		return 0
	}
	next := func(dx, dy float64) {
		line = pdfMatrix{1, 0, 0, 1, dx, dy}.times(line)
		text = line
	}
	for c.letters <= c.most {
		if x.skipSpace(); x.at >= len(data) {
			return
		}
		v := x.value(-1)
		op, ok := v.(pdfKeyword)
		if !ok {
			if len(args) < 64 {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "q":
			if len(stack) < 256 {
				stack = append(stack, g)
			}
		case "Q":
			if n := len(stack); n > 0 {
				g, stack = stack[n-1], stack[:n-1]
			}
		case "cm":
			g.page = pdfMatrix{number(0), number(1), number(2), number(3), number(4), number(5)}.times(g.page)
		case "BT":
			text, line = pdfIdentity, pdfIdentity
		case "Tf":
			if len(args) == 2 {
				name, _ := args[0].(pdfName)
				if own[string(name)] == nil {
					own[string(name)] = c.file.fontOf(fonts, string(name))
				}
				g.font, g.size = own[string(name)], number(1)
			}
		case "Tc":
			g.charSpace = number(0)
		case "Tw":
			g.wordSpace = number(0)
		case "Tz":
			g.scale = number(0) / 100
		case "TL":
			g.leading = number(0)
		case "Tr":
			// 3 draws nothing: the text that OCR lays under a scan, which is
			// what is wanted.
		case "Td":
			next(number(0), number(1))
		case "TD":
			g.leading = -number(1)
			next(number(0), number(1))
		case "Tm":
			line = pdfMatrix{number(0), number(1), number(2), number(3), number(4), number(5)}
			text = line
		case "T*":
			next(0, -g.leading)
		case "Tj", "'", "\"":
			if op != "Tj" {
				next(0, -g.leading)
			}
			if n := len(args); n > 0 {
				if s, ok := args[n-1].(string); ok {
					text = c.show(s, &g, text)
				}
			}
		case "TJ":
			if len(args) > 0 {
				list, _ := args[0].([]any)
				for _, v := range list {
					switch v := v.(type) {
					case string:
						text = c.show(v, &g, text)
					case float64:
						text = pdfMatrix{1, 0, 0, 1, -v / 1000 * g.size * g.scale, 0}.times(text)
					}
				}
			}
		case "Do":
			if len(args) > 0 && depth < maxForms && c.file.budget > 0 {
				name, _ := args[0].(pdfName)
				if s, ok := c.file.get(forms[string(name)]).(pdfStream); ok && s.dict["Subtype"] == pdfName("Form") {
					inner := g
					if m := c.file.array(s.dict["Matrix"]); len(m) == 6 {
						var matrix pdfMatrix
						for i := range matrix {
							matrix[i] = c.file.number(m[i])
						}
						inner.page = matrix.times(g.page)
					}
					below := c.file.dict(s.dict["Resources"])
					if below == nil {
						below = resources
					}
					c.file.budget -= 64 // an empty form is work too
					c.run(c.file.decoded(s), below, inner, depth+1)
				}
			}
		case "BI":
			// An image within the content: its bytes are no operators.
			x.skipImage()
		}
		args = args[:0]
	}
}

// skipImage goes behind the EI that ends an image.
func (x *pdfLexer) skipImage() {
	for ; x.at+2 < len(x.data); x.at++ {
		if x.data[x.at] == 'E' && x.data[x.at+1] == 'I' && pdfSpace(x.data[x.at-1]) && pdfSpace(x.data[x.at+2]) {
			x.at += 2
			return
		}
	}
	x.at = len(x.data)
}

// fontOf is the font of a name, read once for each object.
func (p *pdfFile) fontOf(fonts pdfDict, name string) *pdfFont {
	v := fonts[name]
	ref, isRef := v.(pdfRef)
	if isRef && p.fonts[ref] != nil {
		return p.fonts[ref]
	}
	f := p.font(p.dict(v))
	if isRef {
		p.fonts[ref] = f
	}
	return f
}

// show draws a string from where the text stands, and returns where it ends.
func (c *pdfContent) show(s string, g *pdfState, text pdfMatrix) pdfMatrix {
	f := g.font
	if f == nil {
		return text
	}
	for len(s) > 0 && c.letters <= c.most {
		n := min(f.codeBytes, len(s))
		code := pdfCode(s[:n])
		letters, known := f.unicode[code]
		if !known && f.codeBytes == 1 {
			letters = f.letters[code&0xff]
		} else if !known {
			c.file.unknown++
		}
		width, ok := f.widths[code]
		if !ok {
			width = f.width
		}
		advance := width/1000*g.size + g.charSpace
		if n == 1 && s[0] == ' ' {
			advance += g.wordSpace
		}
		s = s[n:]
		m := text.times(g.page)
		text = pdfMatrix{1, 0, 0, 1, advance * g.scale, 0}.times(text)
		// What is turned on its side is a watermark or the margin's.
		if math.Abs(m[1]) <= math.Abs(m[0]) {
			end := text.times(g.page)
			c.glyph(letters, m[4], end[4], m[5], math.Abs(g.size)*math.Hypot(m[2], m[3]))
		}
	}
	return text
}

// glyph puts a letter on the line, or begins a new one where it does not stand
// on it.
func (c *pdfContent) glyph(s string, left, right, y, size float64) {
	if s == "" || math.IsNaN(left+right+y+size) || math.IsInf(left+right+y+size, 0) || size <= 0 {
		return
	}
	l := &c.line
	if c.b.Len() > 0 {
		gap := left - l.right
		switch {
		case math.Abs(y-l.y) > 0.5*max(size, l.size) || gap < -2*size || gap > 25*size:
			c.endLine()
		case gap > 0.18*size && !strings.HasSuffix(c.b.String()[max(0, c.b.Len()-1):], " "):
			c.b.WriteByte(' ')
		}
	}
	if c.b.Len() == 0 {
		if strings.TrimSpace(s) == "" {
			return
		}
		*l = pdfLine{left: left, y: y, size: size}
	}
	if strings.TrimSpace(s) != "" {
		l.right = max(l.right, right)
		if c.b.Len() == 0 {
			l.right = right
		}
	} else if right > l.right && right-l.right < 4*size {
		l.right = right
	}
	for _, r := range s {
		switch {
		case r == 'ﬁ':
			c.b.WriteString("fi")
		case r == 'ﬂ':
			c.b.WriteString("fl")
		case r == 0xad:
			c.b.WriteByte('-')
		case unicode.IsSpace(r):
			c.b.WriteByte(' ')
		case r >= ' ' && r != 0x7f:
			c.b.WriteRune(r)
		}
	}
	c.letters += len(s)
}

func (c *pdfContent) endLine() {
	if text := strings.Join(strings.Fields(c.b.String()), " "); text != "" {
		c.line.text = text
		c.lines = append(c.lines, c.line)
	}
	c.b.Reset()
}

// pdfParagraphs joins the lines of all pages. A line that had room for the
// first word of the next ended on purpose, and so ends its paragraph; so do
// larger gaps, indents and other sizes. Across pages and columns a sentence
// that has not ended goes on.
func pdfParagraphs(pages [][]pdfLine) string {
	pages = withoutRunningHeads(pages)
	var lines []pdfLine
	var breaks []bool // before each line
	words := map[string]bool{}
	for _, page := range pages {
		leading, margin := usualLeading(page), margins(page)
		for i, l := range page {
			fields := strings.Fields(l.text)
			if n := len(lines); n > 0 && strings.HasSuffix(lines[n-1].text, "-") && len(fields) > 0 {
				fields = fields[1:] // perhaps a part of a word
			}
			for _, w := range fields {
				words[strings.ToLower(strings.TrimFunc(w, notLetter))] = true
			}
			ends := true
			if n := len(lines); n > 0 {
				ends = endsParagraph(lines[n-1], l, i == 0, leading, margin)
			}
			lines, breaks = append(lines, l), append(breaks, ends)
		}
	}
	var b strings.Builder
	for i, l := range lines {
		text := l.text
		if i > 0 {
			switch {
			case breaks[i]:
				b.WriteString("\n\n")
			case !strings.HasSuffix(lines[i-1].text, "-"):
				b.WriteByte(' ')
			}
		}
		if i+1 < len(lines) && !breaks[i+1] && hyphenated(text, lines[i+1].text, words) {
			text = text[:len(text)-1]
		}
		b.WriteString(text)
	}
	return b.String()
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && r != '-' }

// hyphenated reports whether the hyphen at the end of a line is there only
// because the line ends: the word stands elsewhere without it, or one of its
// parts is no word of the document.
func hyphenated(line, next string, words map[string]bool) bool {
	if !strings.HasSuffix(line, "-") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(first) {
		return false
	}
	before := strings.TrimSuffix(line[strings.LastIndexByte(line, ' ')+1:], "-")
	after, _, _ := strings.Cut(next, " ")
	before, after = strings.ToLower(strings.TrimFunc(before, notLetter)), strings.ToLower(strings.TrimFunc(after, notLetter))
	switch {
	case before == "" || strings.Contains(before, "-") || words[before+"-"+after] || compounds[before]:
		return false
	case words[before+after]:
		return true
	}
	return !words[before] || !words[after]
}

// compounds are words that more often begin a word with a hyphen than one that
// a line has broken.
var compounds = map[string]bool{
	"well": true, "self": true, "non": true, "ex": true, "anti": true, "vice": true, "half": true, "long": true, "short": true, "high": true, "low": true,
	"cease": true, "mid": true, "so": true, "far": true, "full": true, "part": true, "left": true, "right": true, "ill": true, "hard": true, "old": true, "new": true,
	"two": true, "three": true, "four": true, "five": true, "six": true, "ten": true, "twenty": true, "thirty": true, "forty": true, "fifty": true, "one": true,
}

// endsParagraph reports whether a line begins a new paragraph after another.
func endsParagraph(l, next pdfLine, newPage bool, leading float64, margin map[[2]int]float64) bool {
	drop := l.y - next.y
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l.text, `"'”’)]»`))
	first, _ := utf8.DecodeRuneInString(next.text)
	ended := strings.ContainsRune(".!?:", last) || !unicode.IsLower(first)
	switch {
	case math.Abs(l.size-next.size) > 0.12*max(l.size, next.size):
		return true
	case newPage || drop < 0:
		return ended
	case drop > 1.35*min(max(leading, l.size), 1.7*l.size):
		// Where most paragraphs have one line, theirs is the usual distance.
		return true
	case next.left > l.left+0.7*l.size && next.left < l.left+6*l.size:
		return true
	case !ended:
		return false // lines that are not justified end anywhere
	}
	word, _, _ := strings.Cut(next.text, " ")
	perLetter := (next.right - next.left) / float64(max(utf8.RuneCountInString(next.text), 1))
	room := float64(utf8.RuneCountInString(word)+1) * perLetter
	edge := l.right
	for at := bucket(l.left); at <= min(bucket(l.right), bucket(l.left)+200); at++ {
		edge = max(edge, margin[[2]int{int(math.Round(l.size)), at}])
	}
	return l.right+room*1.1 < edge
}

// usualLeading is the distance of lines that is most frequent on a page.
func usualLeading(page []pdfLine) float64 {
	count := map[int]int{}
	best := 0
	for i := 1; i < len(page); i++ {
		d := int(math.Round((page[i-1].y - page[i].y) * 2))
		if d <= 0 || d > 200 {
			continue
		}
		if count[d]++; count[d] > count[best] || count[d] == count[best] && d < best {
			best = d
		}
	}
	return float64(best) / 2
}

func bucket(x float64) int { return int(min(max(x, -10000), 10000) / 10) }

// margins is how far lines reach that stand above or below each other, by
// their size and by strips of ten points.
func margins(page []pdfLine) map[[2]int]float64 {
	m := map[[2]int]float64{}
	for _, l := range page {
		for at := bucket(l.left); at <= min(bucket(l.right), bucket(l.left)+200); at++ {
			key := [2]int{int(math.Round(l.size)), at}
			m[key] = max(m[key], l.right)
		}
	}
	return m
}

// withoutRunningHeads drops the first and the last line of pages where they
// are the same on most pages but for numbers.
func withoutRunningHeads(pages [][]pdfLine) [][]pdfLine {
	count := map[string]int{}
	for _, page := range pages {
		if n := len(page); n > 1 {
			count["first "+withoutDigits(page[0].text)]++
			count["last "+withoutDigits(page[n-1].text)]++
		}
	}
	out := make([][]pdfLine, len(pages))
	for i, page := range pages {
		if n := len(page); n > 1 {
			last := withoutDigits(page[n-1].text)
			if repeated(count["last "+last], len(pages)) || last == "Page # of #" {
				page = page[:n-1]
			}
			first := withoutDigits(page[0].text)
			if repeated(count["first "+first], len(pages)) || first == "Page # of #" {
				page = page[1:]
			}
		}
		out[i] = page
	}
	return out
}

func repeated(n, pages int) bool { return n >= 3 && n*2 > pages }

func withoutDigits(s string) string {
	var b strings.Builder
	digit := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			if !digit {
				b.WriteByte('#')
			}
			digit = true
			continue
		}
		digit = false
		b.WriteRune(r)
	}
	return b.String()
}
