package claim

import (
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// A number is mant × 10^exp / den, kept exact until value makes a float64 of
// it, so that the same text gives the same bits everywhere.
type number struct {
	mant     uint64
	exp      int
	den      uint64 // 0 stands for 1
	negative bool
	form     numberForm
	digits   bool // begins with digits
	scaled   bool // ends with a word such as "million" or a letter such as "m"
	one      bool // the bare word "one"
	meters   bool // the scale is a bare "m" that could be meters
}

type numberForm uint8

const (
	plainNumber numberForm = iota
	fraction               // two thirds, half
	vague                  // hundreds: at least so many
)

// value is the number as a float64, always finite.
func (n number) value() float64 {
	var buf [32]byte
	b := strconv.AppendUint(buf[:0], n.mant, 10)
	b = append(b, 'e')
	b = strconv.AppendInt(b, int64(n.exp), 10)
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return 0 // mant has 20 digits at most and exp is below 64: out of range cannot be
	}
	if n.den > 1 {
		v /= float64(n.den)
	}
	if n.negative {
		v = -v
	}
	return v
}

// integer is the value of a whole number below a million without a scale
// word, -1 for others.
func (n number) integer() int {
	if n.exp != 0 || n.den > 1 || n.mant >= 1e6 || n.form != plainNumber {
		return -1
	}
	return int(n.mant)
}

const maxMant = 1e18

// scale multiplies by a numeral of a scale, false if it would get too large.
func (n *number) scale(num numeral) bool {
	if n.exp+num.exp > 40 || num.value > 1 && n.mant > maxMant/num.value {
		return false
	}
	n.exp += num.exp
	if num.value > 1 {
		n.mant *= num.value
	}
	n.scaled = true
	return true
}

// addFraction adds num/den of the last scale: 2 and a half million.
func (n *number) addFraction(num, den uint64) bool {
	if n.mant > maxMant/1000 || n.den > 1 {
		return false
	}
	switch den {
	case 2, 4, 5, 8, 10:
		n.mant, n.exp = n.mant*1000+num*(1000/den), n.exp-3
		for n.mant%10 == 0 && n.mant > 0 && n.exp < 0 {
			n.mant, n.exp = n.mant/10, n.exp+1
		}
		return true
	}
	if n.exp < 0 {
		return false
	}
	n.mant, n.den = n.mant*den+num, den
	return true
}

// fractionOf makes num/den.
func fractionOf(num, den uint64) number {
	n := number{form: fraction}
	if !n.addFraction(num, den) {
		n.mant, n.den = num, den
	}
	return n
}

// fractionSign is 10 × numerator + denominator of a sign such as "½", else 0.
func fractionSign(r rune) int {
	switch r {
	case '½':
		return 12
	case '¼':
		return 14
	case '¾':
		return 34
	case '⅓':
		return 13
	case '⅔':
		return 23
	case '⅛':
		return 18
	case '⅜':
		return 38
	case '⅝':
		return 58
	case '⅞':
		return 78
	case '⅕':
		return 15
	case '⅖':
		return 25
	case '⅗':
		return 35
	case '⅘':
		return 45
	}
	return 0
}

// numeral is the numeral that item i is.
func (p *parser) numeral(i int) (numeral, bool) {
	it := p.at(i)
	if it.num < 0 {
		return numeral{}, false
	}
	return p.stage.numerals[it.num], true
}

func (p *parser) isNumeral(i int, kind numeralKind) bool {
	num, ok := p.numeral(i)
	return ok && num.kind == kind
}

// afterHyphen is the item after a hyphen at i, or i where there is none.
func (p *parser) afterHyphen(i int) int {
	if p.isMark(i, '-') && p.at(i).glued && p.at(i+1).glued {
		return i + 1
	}
	return i
}

// number reads the longest number that begins at item i and returns the item
// after it.
func (p *parser) number(i int) (n number, next int, ok bool) {
	it := p.at(i)
	if it.kind == digitItem {
		return p.digitNumber(i)
	}
	if it.kind == markItem {
		if f := fractionSign(it.mark); f > 0 {
			n := fractionOf(uint64(f/10), uint64(f%10))
			n.digits = true
			return n, i + 1, true
		}
		if it.mark == '-' && p.at(i+1).kind == digitItem && p.at(i+1).glued && !(it.glued && i > 0 && p.at(i-1).kind != markItem) {
			n, next, ok = p.digitNumber(i + 1)
			n.negative = true
			return n, next, ok
		}
		return n, i, false
	}
	num, isNum := p.numeral(i)
	if !isNum {
		return n, i, false
	}
	switch num.kind {
	case unitNumeral, tenNumeral:
		return p.wordNumber(i)
	case scaleNumeral:
		if p.isNumeral(i+1, scaleNumeral) {
			return p.wordNumber(i)
		}
	case minusWord:
		j := p.afterHyphen(i + 1)
		if p.isWord(i-1, "or") { // plus or minus 4
			break
		}
		if p.at(j).kind == digitItem || p.isNumeral(j, unitNumeral) || p.isNumeral(j, tenNumeral) {
			n, next, ok = p.number(j)
			n.negative = !n.negative
			return n, next, ok
		}
	case article:
		return p.articleNumber(i)
	case halfNumeral:
		return p.halfNumber(i)
	case vagueNumeral:
		return p.vagueNumber(i)
	case severalWord:
		return p.severalNumber(i)
	case denominator:
		// "quarter of a million"
		n = fractionOf(1, num.value)
		if next, ok = p.ofScale(i+1, &n); ok {
			return n, next, true
		}
		if j := p.afterHyphen(i + 1); j > i+1 && p.isWord(j, "point", "mile", "inch", "hour", "century") { // a quarter-point rise
			return n, i + 1, true
		}
	}
	return n, i, false
}

// severalNumber reads "several thousand" and "few dozens": two of the scale at
// least.
func (p *parser) severalNumber(i int) (n number, next int, ok bool) {
	if p.isWord(i+1, "scores") {
		return n, i, false
	}
	n, next = number{mant: 2}, i+1
	for p.isNumeral(next, scaleNumeral) || p.isNumeral(next, vagueNumeral) {
		num, _ := p.numeral(next)
		if !n.scale(num) {
			break
		}
		next++
	}
	if next == i+1 {
		return number{}, i, false
	}
	n.form = vague
	return n, next, true
}

// digitNumber reads a number that begins with the digits of item i.
func (p *parser) digitNumber(i int) (n number, next int, ok bool) {
	n.digits = true
	if !n.appendDigits(p.text[p.items[i].start:p.items[i].end]) {
		return n, i + 1, false
	}
	next = i + 1
	if p.decimalComma(i) {
		k := len(p.text[p.items[i+2].start:p.items[i+2].end])
		if !n.appendDigits(p.text[p.items[i+2].start:p.items[i+2].end]) {
			return n, i + 3, false
		}
		n.exp -= k
		next = p.scaleWords(i+3, &n)
		return n, next, true
	}
	// Groups of three apart: 940 000. Not after a month or a name of numbers.
	if first := p.items[i].size(); first <= 3 && n.exp == 0 && p.text[p.items[i].start] != '0' && !p.is(i-1, month|designator) {
		for p.at(next).kind == digitItem && !p.at(next).glued && p.at(next).size() == 3 && p.text[p.at(next).start-1] == ' ' && !p.numberGoesOn(next+1) {
			if !n.appendDigits(p.text[p.items[next].start:p.items[next].end]) {
				return n, next + 1, false
			}
			next++
		}
	}
	// 1/2, 10 1/2, 2½
	if f, j, ok := p.slashFraction(i); ok {
		return f, j, true
	}
	if f, j, ok := p.slashFraction(p.afterHyphen(next)); ok && (!p.at(next).glued || p.afterHyphen(next) != next) && n.addFraction(f.mant, f.den) {
		return n, j, true
	}
	if f := fractionSign(p.at(next).mark); f > 0 && p.at(next).kind == markItem && n.addFraction(uint64(f/10), uint64(f%10)) {
		next++
	}
	before := next
	next = p.scaleWords(next, &n)
	if next == before+1 && p.isWord(before, "hundred") && p.isWord(next, "and") { // 3 hundred and twenty
		if v, q := p.belowHundred(next + 1); q > next+1 && n.exp == 2 && n.mant < maxMant/1000 {
			return number{mant: n.mant*100 + v, digits: true}, q, true
		}
	}
	return n, p.fractionAfter(next, &n), true
}

// decimalComma reports whether the digits of item i go on behind a comma with
// decimals, as some articles write them: "2,5 million", "3,75%", "€3,50". One or
// two digits stand there, no group of three, and a unit or a scale follows or
// money stands before: in a list of numbers neither does.
func (p *parser) decimalComma(i int) bool {
	a, b := p.at(i), p.at(i+2)
	if !p.isMark(i+1, ',') || !p.at(i+1).glued || b.kind != digitItem || !b.glued || b.size() > 2 || strings.ContainsAny(p.text[a.start:a.end], ".,") || p.isMark(i+3, ',') && p.at(i+4).kind == digitItem && p.at(i+4).glued {
		return false
	}
	if p.money || p.isNumeral(i+3, scaleNumeral) {
		return true
	}
	u, _ := p.findUnit(i+3, number{mant: 1})
	return u != nil && (u.kind == doc.Percent || u.kind == doc.Money || u.kind == doc.Distance || u.kind == doc.Other)
}

// numberGoesOn reports whether item i makes the digits before it part of
// something longer: a decimal group, a date, a phone number.
func (p *parser) numberGoesOn(i int) bool {
	it := p.at(i)
	return it.kind == markItem && it.glued && (it.mark == '-' || it.mark == '/' || it.mark == ':') && p.at(i+1).kind == digitItem && p.at(i+1).glued
}

// appendDigits puts the digits of s after those of n, false if there are more
// than 18 in all.
func (n *number) appendDigits(s string) bool {
	decimals := false
	point := byte('.')
	if europeanGroups(s, 0) == len(s) {
		point = ','
	}
	for k := 0; k < len(s); k++ {
		switch c := s[k]; {
		case isDigit(c):
			if n.mant >= maxMant/10 {
				return false
			}
			n.mant = n.mant*10 + uint64(c-'0')
			if decimals {
				n.exp--
			}
		case c == point:
			decimals = true
		}
	}
	return true
}

// slashFraction reads 1/2 at item i: one digit over one or two, of the
// denominators in use, so that dates ("9/11") stay out.
func (p *parser) slashFraction(i int) (n number, next int, ok bool) {
	a, b := p.at(i), p.at(i+2)
	if a.kind != digitItem || b.kind != digitItem || !p.isMark(i+1, '/') || !p.at(i+1).glued || !b.glued || p.isMark(i+3, '/') {
		return n, i, false
	}
	var num, den number
	num.appendDigits(p.text[a.start:a.end])
	den.appendDigits(p.text[b.start:b.end])
	if a.size() > 1 || num.exp != 0 || den.exp != 0 || num.mant == 0 || num.mant >= den.mant {
		return n, i, false
	}
	switch den.mant {
	case 2, 3, 4, 5, 8, 16:
		return number{mant: num.mant, den: den.mant, form: fraction, digits: true}, i + 3, true
	}
	return n, i, false
}

// scaleWords multiplies n by the words and letters of scale that begin at
// item i: "million", "hundred thousand", "bn", and glued "m" or "k".
func (p *parser) scaleWords(i int, n *number) int {
	for range 3 {
		j := i
		if q := p.afterHyphen(i); q != i && p.isNumeral(q, scaleNumeral) {
			j = q
		}
		num, ok := p.numeral(j)
		switch {
		case ok && num.kind == scaleNumeral:
			if num.value == 1 && num.exp == 2 && n.scaled || !n.scale(num) {
				return i
			}
			i = j + 1
		case ok && num.kind == vagueNumeral && num.value == 12: // three dozens
			if n.scaled || !n.scale(num) {
				return i
			}
			i = j + 1
		case !n.scaled && p.at(i).kind == wordItem && p.at(i).glued && i > 0 && p.at(i-1).kind == digitItem:
			it := p.at(i)
			if p.at(i+1).glued && (p.at(i+1).kind == digitItem || p.isMark(i+1, '²') || p.isMark(i+1, '³')) {
				return i // 32m2
			}
			switch p.text[it.start:it.end] {
			case "m":
				n.meters = true
				n.scale(numeral{exp: 6})
			case "M", "MM":
				n.scale(numeral{exp: 6})
			case "k", "K":
				n.scale(numeral{exp: 3})
			case "b", "B", "T":
				if !p.money { // Section 105B
					return i
				}
				if p.text[it.start] == 'T' {
					n.scale(numeral{exp: 12})
				} else {
					n.scale(numeral{exp: 9})
				}
			default:
				return i
			}
			return i + 1
		default:
			return i
		}
	}
	return i
}

// fractionAfter adds "and a half" at item i to n, with the scale after it.
func (p *parser) fractionAfter(i int, n *number) int {
	j := p.afterHyphen(i)
	if n.form != plainNumber || !p.isWord(j, "and") {
		return i
	}
	j = p.afterHyphen(j + 1)
	num := uint64(1)
	switch v, ok := p.numeral(j); {
	case ok && v.kind == article:
	case ok && v.kind == unitNumeral && v.value > 0:
		num = v.value
	case ok && v.kind == halfNumeral: // two and half months
		if u, _ := p.findUnit(j+1, *n); u != nil && n.addFraction(1, 2) {
			return j + 1
		}
		return i
	default:
		return i
	}
	j = p.afterHyphen(j + 1)
	den, ok := p.numeral(j)
	if !ok || den.kind != denominator && den.kind != halfNumeral || num >= den.value || p.isWord(j+1, "of") {
		return i
	}
	if n.scaled && p.isNumeral(j+1, scaleNumeral) { // one billion and three quarters of a million
		return i
	}
	if !n.addFraction(num, den.value) {
		return i
	}
	return p.scaleWords(j+1, n)
}

// wordNumber reads a number in words: "two hundred and thirty-one thousand".
func (p *parser) wordNumber(i int) (n number, next int, ok bool) {
	var total, cur uint64 // cur: the group below the next thousand
	last := 99            // power of the last scale
	first, any := i, false
	for k := i; ; {
		j := k
		if any {
			j = p.afterHyphen(k)
		}
		num, isNum := p.numeral(j)
		switch {
		case isNum && num.kind == unitNumeral && (!any || cur%10 == 0 && (num.value < 10 && cur%100 >= 20 || cur%100 == 0 && (cur > 0 || total > 0)) && num.value > 0):
			cur += num.value
		case isNum && num.kind == tenNumeral && (!any || cur%100 == 0 && (cur > 0 || total > 0)):
			cur += num.value
		case isNum && (num.kind == scaleNumeral || num.kind == vagueNumeral && any) && num.value == 12 && total == 0 && cur < 100:
			cur = max(cur, 1) * 12
			last = 0
		case isNum && num.kind == scaleNumeral && num.exp == 2 && cur < 100 && cur != 0 || isNum && num.kind == scaleNumeral && num.exp == 2 && !any:
			cur = max(cur, 1) * 100
		case isNum && num.kind == scaleNumeral && num.exp > 2 && num.exp < last && cur < 10000 && (cur > 0 || !any):
			total += max(cur, 1) * pow10(num.exp)
			cur, last = 0, num.exp
		case any && p.isWord(j, "and") && (cur >= 100 && cur%100 == 0 || cur == 0 && total > 0):
			v, q := p.belowHundred(j + 1)
			after, isNum := p.numeral(p.afterHyphen(q))
			if q == j+1 || isNum && (after.kind == denominator || after.kind == halfNumeral || after.kind == scaleNumeral && (cur < 100 || after.exp <= 2)) {
				return p.endWordNumber(first, k, total, cur, last)
			}
			cur += v
			k = q
			continue
		default:
			return p.endWordNumber(first, k, total, cur, last)
		}
		any = true
		k = j + 1
	}
}

func pow10(exp int) uint64 {
	v := uint64(1)
	for range exp {
		v *= 10
	}
	return v
}

// belowHundred reads "five", "fifty" or "fifty-five" at item i.
func (p *parser) belowHundred(i int) (uint64, int) {
	num, ok := p.numeral(i)
	if !ok || num.kind != unitNumeral && num.kind != tenNumeral || num.value == 0 {
		return 0, i
	}
	if num.kind == tenNumeral {
		if one, ok := p.numeral(p.afterHyphen(i + 1)); ok && one.kind == unitNumeral && one.value > 0 && one.value < 10 {
			return num.value + one.value, p.afterHyphen(i+1) + 1
		}
	}
	return num.value, i + 1
}

// endWordNumber makes the number of the words from first to next, with what
// can follow: decimals, a denominator, a half.
func (p *parser) endWordNumber(first, next int, total, cur uint64, last int) (number, int, bool) {
	n := number{mant: total + cur}
	if cur == 0 && last < 99 && last > 0 {
		n = number{mant: total / pow10(last), exp: last, scaled: true}
	} else if last == 0 {
		n.scaled = true
	}
	n.one = n.mant == 1 && n.exp == 0
	if p.isWord(next, "point") {
		if j, ok := p.pointDigits(next+1, &n); ok {
			return n, p.scaleWords(j, &n), true
		}
	}
	j := p.afterHyphen(next)
	if den, ok := p.numeral(j); ok && (den.kind == denominator || den.kind == halfNumeral) && n.mant > 0 && (n.mant < den.value || den.value > 4 && n.mant < 100) && n.exp == 0 {
		it := p.at(j)
		plural := p.text[it.end-1] == 's'
		// "three quarters" is a fraction, "two quarters" a duration.
		if (plural || n.mant == 1) && !(den.value == 4 && n.mant == 2) {
			f := fractionOf(n.mant, den.value)
			next = j + 1
			if q, ok := p.ofScale(next, &f); ok {
				next = q
			} else if q := p.scaleWords(next, &f); q > next {
				f.form, next = plainNumber, q
			}
			return f, next, true
		}
	}
	j = p.fractionAfter(next, &n)
	if j != next {
		n.one = false
	}
	return n, j, true
}

// pointDigits reads the decimals in words after "point".
func (p *parser) pointDigits(i int, n *number) (int, bool) {
	from := i
	for i-from < 6 {
		num, ok := p.numeral(i)
		if !ok || num.kind != unitNumeral || n.mant > maxMant/100 || n.exp > 0 {
			break
		}
		if num.value > 9 {
			n.mant, n.exp = n.mant*100+num.value, n.exp-2
		} else {
			n.mant, n.exp = n.mant*10+num.value, n.exp-1
		}
		i++
	}
	n.one = n.one && i == from
	return i, i > from
}

// ofScale reads "of a million" at item i.
func (p *parser) ofScale(i int, n *number) (int, bool) {
	if p.isWord(i, "of") && p.isNumeral(i+1, article) && p.isNumeral(i+2, scaleNumeral) {
		num, _ := p.numeral(i + 2)
		n.form = plainNumber
		if n.scale(num) {
			return i + 3, true
		}
	}
	return i, false
}

// articleNumber reads what begins with "a": "a hundred", "a dozen", "a third",
// "a couple of", "a few thousand", "a half".
func (p *parser) articleNumber(i int) (n number, next int, ok bool) {
	j := p.afterHyphen(i + 1)
	num, isNum := p.numeral(j)
	if !isNum {
		// a decade and a half: the unit takes the half
		if u, next := p.findUnit(i+1, n); u != nil && p.isWord(next, "and") && p.isWord(next+1, "a") && p.isNumeral(next+2, halfNumeral) {
			return number{mant: 1}, i + 1, true
		}
		return n, i, false
	}
	switch num.kind {
	case scaleNumeral:
		return p.wordNumber(j)
	case severalWord:
		return p.number(j)
	case coupleWord:
		next = j + 1
		if p.isWord(next, "of") {
			next++
		} else if !p.isNumeral(next, scaleNumeral) {
			return n, i, false
		}
		n.mant = 2
		return n, p.scaleWords(next, &n), true
	case denominator:
		it := p.at(j)
		if p.text[it.end-1] == 's' {
			return n, i, false
		}
		n = fractionOf(1, num.value)
		if q, ok := p.ofScale(j+1, &n); ok {
			return n, q, true
		}
		if q := p.scaleWords(p.afterHyphen(j+1), &n); n.scaled {
			n.form = plainNumber
			return n, q, true // a quarter million
		}
		// A third of something, or a third beside a modifier; else an ordinal.
		if p.isWord(j+1, "of") || p.modifierBefore(i) || p.isWord(i-1, "by") || p.isWord(i-1, "from", "to") && p.changes(i-2) {
			return n, j + 1, true
		}
	case halfNumeral:
		return p.halfNumber(j)
	}
	return n, i, false
}

// changes reports whether item i, or the one before it, tells of a change: "up from
// a third".
func (p *parser) changes(i int) bool { return p.is(i, up|down) || p.is(i-1, up|down) }

// halfNumber reads what begins with "half".
func (p *parser) halfNumber(i int) (n number, next int, ok bool) {
	n = fractionOf(1, 2)
	j := p.afterHyphen(i + 1)
	q := j
	if j == i+1 && p.isNumeral(j, article) {
		q = j + 1
	}
	if num, isNum := p.numeral(q); isNum && num.kind == scaleNumeral {
		n.form = plainNumber
		if num.value == 12 {
			return number{mant: 6, scaled: true}, q + 1, true
		}
		return n, p.scaleWords(q, &n), true
	}
	return n, i + 1, true
}

// vagueNumber reads "dozens", "tens of thousands", "hundreds of millions".
// Twice the word is the bound that it states.
func (p *parser) vagueNumber(i int) (n number, next int, ok bool) {
	num, _ := p.numeral(i)
	n.mant = 2
	n.scale(num)
	n.form = vague
	next = i + 1
	for range 2 {
		if !p.isWord(next, "of") {
			break
		}
		more, isNum := p.numeral(next + 1)
		if !isNum || more.kind != vagueNumeral || more.value != 1 || !n.scale(more) {
			break
		}
		next += 2
	}
	if p.isWord(next, "and") && p.wordAt(next+1) == p.wordAt(i) && p.isWord(next+2, "of") { // thousands and thousands of
		next += 2
	}
	if next == i+1 && p.isWord(i, "tens") {
		return n, i, false
	}
	if next == i+1 && p.isWord(i, "scores") && !(p.isWord(next, "of") || p.is(next, aux|harmed) || p.isWord(next, "more")) {
		return n, i, false // test scores
	}
	return n, next, true
}
