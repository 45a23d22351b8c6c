package claim

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/extract/doc"
)

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
		it := &p.items[start]
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
		if s.glued && string(p.key) == "PS" && !p.poundSign(i) {
			continue // PS5 is no money
		}
		if s.glued && !p.at(i).glued || !symbol && (string(p.key) == "Euro" || it.glued && start > 0 && !p.isMark(start-1, '(')) {
			continue // Euro 2020, PLX-R18
		}
		if symbol && start < end-1 && it.glued && start > 0 && p.items[start-1].kind == wordItem {
			continue
		}
		best, from = s.unit, start
	}
	return best, from
}

// poundSign reports whether the digits at item i can stand behind a "PS" that
// was a pound sign before the text lost all but ASCII: PS6m, PS21,700.
func (p *parser) poundSign(i int) bool {
	it := p.at(i)
	return it.glued && (it.size() > 2 || p.at(i+1).glued && p.isNumeral(i+1, scaleNumeral) || p.at(i+1).glued && p.isWord(i+1, "m", "k", "b"))
}

// currencyAt is the currency that begins at item i, with the number after it.
func (p *parser) currencyAt(i int) (*unit, int) {
	for k := i + 1; k <= i+3 && k < len(p.items); k++ {
		if p.items[k].kind == digitItem {
			if u, from := p.currencyBefore(k); u != nil && from == i {
				return u, k
			}
			return nil, i
		}
	}
	return nil, i
}

// currencyAfter takes in what repeats or narrows a currency after the number:
// "$45,000 US", "$1 million dollars".
func (p *parser) currencyAfter(q *quantity) {
	if u, next := p.findUnit(q.next, q.n); u != nil && u.kind == doc.Money && len(u.name) == 3 {
		if u.name != q.unit.name || len(u.countries) == 0 {
			p.setUnit(q, u)
		}
		q.next = next
		return
	}
	if p.isWord(q.next, "us") && p.at(q.next).capital && !p.at(q.next+1).capital && q.unit.name == "USD" {
		q.unitName = "USD"
		q.next++
	}
}

// currencyStarts reports whether a sign of money stands among the items from
// i to before end.
func (p *parser) currencyStarts(i, end int) bool {
	for k := i; k < end; k++ {
		if u, from := p.currencyBefore(k); u != nil && from >= i-1 && p.at(k).kind == digitItem {
			return true
		}
		if u, _ := p.findUnit(k, number{mant: 1000}); u != nil && u.kind == doc.Money {
			return true
		}
	}
	return false
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
	return p.dollars.known(func() bool {
		for _, sign := range [...]string{"C$", "A$", "NZ$", "HK$", "S$"} {
			for rest, found := p.text, true; found; {
				var before string
				before, rest, found = strings.Cut(rest, sign)
				if found && (sign != "S$" || !strings.HasSuffix(before, "U")) { // US$ ends so too
					return true
				}
			}
		}
		return false
	})
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

// poundsAreMoney tells the two meanings of "pounds" apart.
func (p *parser) poundsAreMoney(q *quantity, next int) bool {
	if p.isWord(next, "of") {
		return q.n.scaled && q.n.exp >= 6
	}
	if q.n.scaled || p.sterling.known(func() bool { return strings.Contains(p.text, "£") }) {
		return true
	}
	p.countCountries()
	money := p.countries["GBR"] + p.countries["EGY"] + p.countries["LBN"] + p.countries["SYR"] + p.countries["SDN"] + p.countries["SSD"]
	return money > 0 && money > p.countries["USA"]
}
