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
		it := p.items[k]
		if k > i {
			if p.isMark(k, '-') && it.glued && p.at(k+1).glued && p.at(k+1).kind == wordItem {
				k++
				it = p.items[k]
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
			if k == i || it.end-it.start > 1 {
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

// currencyBefore is the money unit written right before item i, with the item
// that it begins at: "$", "US$", "Rs.", "EUR".
func (p *parser) currencyBefore(i int) (*unit, int) {
	end := i
	if p.isMark(end-1, '.') && p.at(end-1).glued { // Rs. 500
		end--
	}
	var best *unit
	from := i
	for start := end - 1; start >= max(end-3, p.done, 0); start-- {
		it := p.items[start]
		if it.kind == digitItem || it.kind == opaqueItem || it.kind == markItem && (it.mark == ',' || it.mark == '.' || it.mark == '(' || it.mark == '-' || it.mark == '"') {
			break
		}
		p.key = p.key[:0]
		symbol := false
		for k := start; k < end; k++ {
			if k > start && !p.items[k].glued {
				p.key = append(p.key, ' ')
			}
			if p.items[k].kind == markItem {
				symbol = true
				p.key = utf8.AppendRune(p.key, p.items[k].mark)
				continue
			}
			p.key = appendExact(p.key, p.text[p.items[k].start:p.items[k].end])
		}
		s, ok := p.stage.units.exact[string(p.key)]
		if !ok {
			// Of the surfaces without a capital, words stand after the number.
			if s, ok = p.stage.units.lower[string(p.key)]; ok && !symbol && string(p.key) != "rs" && string(p.key) != "rmb" {
				ok = false
			}
		}
		if !ok || s.kind != doc.Money || !symbol && len(p.key) > 4 {
			continue
		}
		if s.glued && !p.at(i).glued || !symbol && (string(p.key) == "Euro" || it.glued && start > 0) {
			continue // Euro 2020, PLX-R18
		}
		if symbol && start < end-1 && it.glued && start > 0 && p.items[start-1].kind == wordItem {
			continue
		}
		best, from = s.unit, start
	}
	return best, from
}

// code is the ISO 4217 code of u in this article: a "rupee" is that of the
// country with rupees that the article names most. A bare "$" is American
// unless no country is named more often than one with dollars of its own: a
// company of Toronto in a report on Zambia does not count in Canadian ones.
func (p *parser) code(u *unit) string {
	if len(u.countries) == 0 {
		return u.name
	}
	if u.name == "USD" && p.otherDollars() {
		return u.name
	}
	p.countCountries()
	best, most := u.name, 0
	home := 0 // more mentions than this are needed
	if u.name == "USD" {
		home = p.countries["USA"]
		for _, n := range p.countries {
			home = max(home, n-1)
		}
	}
	for _, c := range u.countries {
		if n := p.countries[c.country]; n > most && n > home {
			best, most = c.code, n
		}
	}
	if u.name != "USD" && most > 0 {
		// Where the default country is named as often, the default stays.
		for country, code := range defaultCountry {
			if code == u.name && p.countries[country] >= most {
				return u.name
			}
		}
	}
	return best
}

// otherDollars reports whether the article writes "C$" or "A$" for the
// dollars that are not American.
func (p *parser) otherDollars() bool {
	if p.dollars == 0 {
		p.dollars = -1
		for _, sign := range [...]string{"C$", "A$", "NZ$", "HK$", "S$"} {
			for rest, found := p.text, true; found && p.dollars < 0; {
				var before string
				before, rest, found = strings.Cut(rest, sign)
				if n := len(before); found && (sign != "S$" || n == 0 || before[n-1] != 'U') {
					p.dollars = 1
				}
			}
		}
	}
	return p.dollars > 0
}

// defaultCountry holds the countries of the codes that units.tsv gives first
// to money that several countries call alike.
var defaultCountry = map[string]string{
	"GBR": "GBP", "JPN": "JPY", "IND": "INR", "RUS": "RUB", "TUR": "TRY", "CHE": "CHF", "SWE": "SEK", "NOR": "NOK",
	"CZE": "CZK", "ROU": "RON", "MEX": "MXN", "KEN": "KES", "ZMB": "ZMW", "MAR": "MAD", "SAU": "SAR", "IRN": "IRR", "IRQ": "IQD",
}

// countCountries counts, once an article, how often each country is named.
func (p *parser) countCountries() {
	if p.countries != nil {
		return
	}
	p.countries = make(map[string]int)
	for _, m := range p.Mentions {
		if m.Country != "" && m.Kind != doc.Person {
			p.countries[m.Country]++
		}
	}
}
