package segment

import (
	"bytes"
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
)

//go:embed roles.tsv
var rolesTSV string

// roles knows what paragraphs that are not body look like.
type roles struct {
	first map[string][]pattern // by the first word, for patterns that begin with one
	other []pattern
}

// pattern is one line of roles.tsv.
type pattern struct {
	role  doc.Role
	words int
	where byte // 't' top, 'e' end, '-' anywhere
	open  bool // begins with *
	shut  bool // ends without *
	parts [][]byte
	order int
}

// longest is the most bytes of a paragraph, spaces squeezed, that is held
// against the patterns; a longer one is body.
const longest = 640

// margin is how many paragraphs from the beginning, or the end, "top" and
// "end" reach.
const margin = 5

func parseRoles() *roles {
	r := &roles{first: map[string][]pattern{}}
	order := 0
	for line := range strings.Lines(rolesTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 4 {
			continue
		}
		p := pattern{role: doc.Role(f[0]), where: f[2][0], order: order}
		order++
		p.words, _ = strconv.Atoi(f[1])
		p.open = strings.HasPrefix(f[3], "*")
		p.shut = !strings.HasSuffix(f[3], "*")
		for _, s := range strings.Split(f[3], "*") {
			if s != "" {
				p.parts = append(p.parts, []byte(s))
			}
		}
		if w := firstLetters([]byte(f[3])); len(w) > 0 && !p.open {
			r.first[string(w)] = append(r.first[string(w)], p)
		} else {
			r.other = append(r.other, p)
		}
	}
	return r
}

// firstLetters is the run of ASCII letters that s begins with.
func firstLetters(s []byte) []byte {
	i := 0
	for i < len(s) && ascii[s[i]] == letter {
		i++
	}
	return s[:i]
}

// assign sets the role of each sentence of d. A role belongs to a paragraph.
func (r *roles) assign(d *doc.Document) {
	sentences := d.Sentences
	last := sentences[len(sentences)-1].Paragraph
	var space, headSpace [longest + utf8.UTFMax]byte
	for i := 0; i < len(sentences); {
		j := i + 1
		for j < len(sentences) && sentences[j].Paragraph == sentences[i].Paragraph {
			j++
		}
		p := paragraph{
			text:   d.Text[sentences[i].Start:sentences[j-1].End],
			tokens: d.Tokens[sentences[i].First:sentences[j-1].Last],
			all:    d.Text,
			number: sentences[i].Paragraph,
			head:   d.Text[sentences[i].Start:sentences[i].End],
			count:  j - i,
			last:   last,
		}
		role := doc.Body
		switch {
		case sentences[i].Start < d.TitleEnd:
			role = doc.Title
		default:
			role = r.of(&p, space[:0], headSpace[:0])
			if role == doc.Body && p.number == 0 && d.TitleEnd == 0 && last > 0 && isTitle(&p, d.Title) {
				role = doc.Title
			}
		}
		for k := i; k < j; k++ {
			if role != doc.Body {
				sentences[k].Role = role
			} else if j-i > 1 && sentences[k].Role == doc.Body && r.furniture(d.Text[sentences[k].Start:sentences[k].End], space[:0]) {
				sentences[k].Role = doc.Boilerplate
			}
		}
		i = j
	}
}

// paragraph is what a role is told from.
type paragraph struct {
	text         string
	tokens       []doc.Token
	all          string
	number, last int
	head         string // its first sentence
	count        int    // of sentences
}

func (p *paragraph) token(k int) string { return p.tokens[k].Of(p.all) }

func (r *roles) of(p *paragraph, buf, headBuf []byte) doc.Role {
	if len(p.text) > longest+longest/4 || len(p.tokens) > 160 {
		return doc.Body
	}
	if isRule(p) {
		return doc.Boilerplate
	}
	if isByline(p) {
		return doc.Byline
	}
	if p.number < margin && isDateline(p) {
		return doc.Dateline
	}
	if opensQuotation(p.text) {
		return doc.Body
	}
	text, words := normalise(buf, p.text)
	if len(text) == 0 || len(text) > longest {
		return doc.Body
	}
	head := text
	if p.count > 1 {
		head, _ = normalise(headBuf, p.head)
	}
	best := &pattern{role: doc.Body, order: 1 << 30}
	for _, list := range [2][]pattern{r.first[string(firstLetters(text))], r.other} {
		for i := range list {
			q := &list[i]
			if q.order < best.order && words <= q.words &&
				(q.where != 't' || p.number < margin) && (q.where != 'e' || p.number > p.last-margin) && q.fits(text, head, p.count) {
				best = q
				break
			}
		}
	}
	return best.role
}

// mostFurniture is the most words of furniture within a paragraph: longer ones
// run into the body behind them.
const mostFurniture = 16

// furniture reports whether a sentence within a paragraph of the body is what
// the site put there, as where a page's line ends were lost: the whole of it
// fits a pattern of boilerplate that names its beginning and holds anywhere.
func (r *roles) furniture(s string, buf []byte) bool {
	if len(s) > longest/4 || opensQuotation(s) {
		return false
	}
	text, words := normalise(buf, s)
	for i := range r.first[string(firstLetters(text))] {
		q := &r.first[string(firstLetters(text))][i]
		if q.role == doc.Boilerplate && q.where == '-' && words > 1 && words <= min(q.words, mostFurniture) && q.fits(text, text, 1) {
			return true
		}
	}
	return false
}

// normalise writes s in lower case, with straight quotation marks and single
// spaces, without the marks around it, and counts its words.
func normalise(buf []byte, s string) ([]byte, int) {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' && r != '#' && r != '@'
	})
	s = strings.TrimRight(s, "\"')]}»›>”’*_ \u00a0")
	words, space := 0, true
	for i := 0; i < len(s); {
		c := s[i]
		n := 1
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			if !space {
				buf = append(buf, ' ')
			}
			space = true
			i++
			continue
		case 'A' <= c && c <= 'Z':
			buf = append(buf, c|0x20)
		case c < utf8.RuneSelf:
			buf = append(buf, c)
		default:
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			switch r {
			case '’', '‘':
				buf = append(buf, '\'')
			case '“', '”':
				buf = append(buf, '"')
			case 0xa0, 0x202f, 0x2009:
				if !space {
					buf = append(buf, ' ')
				}
				space = true
				i += n
				continue
			default:
				buf = utf8.AppendRune(buf, unicode.ToLower(r))
			}
		}
		if space {
			words++
		}
		space = false
		i += n
		if len(buf) > longest {
			break
		}
	}
	return buf, words
}

// fits holds the pattern against a paragraph of count sentences, normalised,
// and its first sentence.
func (p *pattern) fits(text, head []byte, count int) bool {
	switch {
	case !p.open:
	case p.role == doc.Caption:
		if count > 3 {
			return false
		}
	default:
		text = head
	}
	return p.matches(text)
}

// opensQuotation reports whether s begins with a quotation mark.
func opensQuotation(s string) bool {
	for _, q := range [...]string{"\"", "'", "“", "‘", "«"} {
		if strings.HasPrefix(s, q) {
			return true
		}
	}
	return false
}

// matches holds the pattern against a normalised paragraph. The parts are
// looked for from left to right, the last one from the end.
func (p *pattern) matches(s []byte) bool {
	at := 0
	for i, part := range p.parts {
		last := i == len(p.parts)-1
		switch {
		case i == 0 && !p.open:
			if !bytes.HasPrefix(s, part) || !wholeAt(s, 0, len(part)) {
				return false
			}
			at = len(part)
			if last && p.shut && at != len(s) {
				return false
			}
		case last && p.shut:
			from := len(s) - len(part)
			return from >= at && bytes.Equal(s[from:], part) && wholeAt(s, from, len(s))
		default:
			for {
				k := bytes.Index(s[at:], part)
				if k < 0 {
					return false
				}
				from := at + k
				at = from + len(part)
				if wholeAt(s, from, at) {
					break
				}
			}
		}
	}
	return true
}

// wholeAt reports whether s[from:to] does not begin or end between two letters.
func wholeAt(s []byte, from, to int) bool {
	inside := func(i int) bool {
		return i > 0 && i < len(s) && ascii[s[i-1]] == letter && ascii[s[i]] == letter
	}
	return !inside(from) && !inside(to)
}
