package claim

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
)

//go:embed units.tsv
var unitTable string

// A unit is one line of units.tsv.
type unit struct {
	kind      doc.UnitKind
	name      string
	countries []countryCode // money of the same name elsewhere
	coin      bool          // a hundredth of the money
}

type countryCode struct{ country, code string }

// A surface is one way to write a unit.
type surface struct {
	*unit
	glued bool // only right after the digits: "5m"
	large bool // only from 1000 up: "2,000 won"
}

// units finds units by their surfaces. Keys are items joined by a space where
// the text has a space or a hyphen, and by nothing where they are glued.
type units struct {
	exact map[string]surface // surfaces with a capital, as they are written
	lower map[string]surface // the others, in lower case
}

// maxUnitItems is the number of items in the longest surface.
const maxUnitItems = 5

// newUnits reads units.tsv. The table is part of the program, so a broken
// line is a bug, and panics.
func newUnits(table string) units {
	u := units{exact: make(map[string]surface), lower: make(map[string]surface)}
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 3 || len(f) > 4 {
			panic("units.tsv: not three or four fields: " + line)
		}
		this := &unit{kind: doc.UnitKind(f[0]), name: f[1]}
		if f[0] == "coin" {
			this.kind, this.coin = doc.Money, true
		}
		switch this.kind {
		case doc.Percent, doc.Money, doc.Duration, doc.Distance, doc.Other:
		default:
			panic("units.tsv: unknown kind: " + line)
		}
		if len(f) == 4 {
			for _, pair := range strings.Fields(f[3]) {
				country, code, _ := strings.Cut(pair, "=")
				this.countries = append(this.countries, countryCode{country, code})
			}
		}
		for _, text := range strings.Split(f[2], "|") {
			s := surface{unit: this}
			switch {
			case strings.HasPrefix(text, "+"):
				s.glued, text = true, text[1:]
			case strings.HasPrefix(text, "~"):
				s.large, text = true, text[1:]
			}
			to := u.lower
			if strings.IndexFunc(text, unicode.IsUpper) >= 0 {
				to = u.exact
			}
			if _, twice := to[text]; !twice {
				to[text] = s
			}
		}
	}
	return u
}

// find is the longest surface that begins at item i, with the item after it.
// A hyphen before it ("20-year") is passed over.
func (p *parser) findUnit(i int, n number) (*unit, int) {
	start := i
	i = p.afterHyphen(i)
	var best *unit
	next := start
	p.key, p.low = p.key[:0], p.low[:0]
	for k := i; k < i+maxUnitItems && k < len(p.items); k++ {
		it := &p.items[k]
		if k > i {
			if p.isMark(k, '-') && it.glued && p.at(k+1).glued && p.at(k+1).kind == wordItem {
				k++
				it = &p.items[k]
				p.key, p.low = append(p.key, ' '), append(p.low, ' ')
			} else if !it.glued {
				p.key, p.low = append(p.key, ' '), append(p.low, ' ')
			}
		}
		switch it.kind {
		case wordItem:
			p.key = appendExact(p.key, p.text[it.start:it.end])
			p.low = appendKey(p.low, p.text[it.start:it.end])
		case digitItem:
			if k == i || it.size() > 1 {
				return best, next
			}
			p.key, p.low = append(p.key, p.text[it.start]), append(p.low, p.text[it.start])
		case markItem:
			switch it.mark {
			case ',', '.', ';', ':', '!', '?', '"', '\'', '(', ')', '[', ']', '—', '-', possessive:
				return best, next
			}
			p.key, p.low = utf8.AppendRune(p.key, it.mark), utf8.AppendRune(p.low, it.mark)
		default:
			return best, next
		}
		if len(p.key) > 40 {
			break
		}
		s, ok := p.stage.units.exact[string(p.key)]
		if !ok && (len(p.low) > 2 || p.low[0] == p.key[0]) { // "5g", not "5G"
			s, ok = p.stage.units.lower[string(p.low)]
		}
		if ok && s.kind == doc.Duration && len(p.key) > 1 && 'A' <= p.key[1] && p.key[1] <= 'Z' && !p.titleCase {
			continue // five SEC commissioners
		}
		if !ok || s.glued && !(i == start && p.items[i].glued) && !(p.isMark(i-1, '-') && p.items[i].glued && s.kind == doc.Distance) || s.large && !(n.exp+digitsOf(n.mant) > 3) {
			continue
		}
		best, next = s.unit, k+1
	}
	return best, next
}

func digitsOf(v uint64) int {
	n := 0
	for ; v > 0; v /= 10 {
		n++
	}
	return n
}

// appendExact appends w without the dots of abbreviations: "U.S." as "US".
func appendExact(buf []byte, w string) []byte {
	for i := 0; i < len(w); i++ {
		if w[i] != '.' {
			buf = append(buf, w[i])
		}
	}
	return buf
}
