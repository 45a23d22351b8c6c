package segment

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/internal/word"
)

// isRule reports whether the paragraph is a line of marks that parts what is
// above from what is below: ***, ___, ###, --30--.
func isRule(p *paragraph) bool {
	if len(p.text) < 3 {
		return false
	}
	for i := 0; i < len(p.text); i++ {
		switch p.text[i] {
		case '*', '_', '#', '=', '~', '-', ' ', '\t':
		default:
			return false
		}
	}
	return true
}

// isByline reports whether the paragraph names the author: "By Jane Roe",
// "By JANE ROE and JOHN DOE, Associated Press".
func isByline(p *paragraph) bool {
	n := len(p.tokens)
	if n < 3 || n > 24 || !strings.EqualFold(p.token(0), "by") {
		return false
	}
	names := 0
	for k := 1; k < n; k++ {
		t := p.token(k)
		switch {
		case word.UpperAt(t, 0):
			names++
			if names == 1 && (isTime(t) || isStarter(t)) {
				return false
			}
		case k == 1:
			return false
		default:
			if !isBylineWord(t) && !strings.HasPrefix(t, "@") && !(k > 2 && names > 1 && ascii[t[0]] == digit) {
				return false
			}
		}
	}
	if t := p.token(n - 1); t == "," {
		return false
	}
	return names > 1
}

// isDateline reports whether the paragraph holds only a place, a date, an
// agency: "NAIROBI, Kenya (AP) —", "Friday, July 21, 2017".
func isDateline(p *paragraph) bool {
	n := len(p.tokens)
	if n < 3 || n > 16 {
		return false
	}
	places, times, numbers, agency, cut := 0, 0, 0, false, false
	for k := 0; k < n; k++ {
		t := p.token(k)
		c, _ := classAt(t, 0)
		switch {
		case c == digit:
			numbers++
		case isTime(t):
			times++
		case isAgency(t):
			agency = true
		case word.UpperAt(t, 0):
			if len(t) > 2 && isCaps(t) {
				places++
			}
		case c == letter:
			switch t {
			case "at", "on", "am", "pm", "a.m.", "p.m.", "of", "de", "el", "al":
			default:
				return false
			}
		default:
			switch t {
			case ",", "(", "-", "--", "–", "—":
				cut = cut || times == 0
			case ":":
				if k == 1 {
					return false // "WHEN: Monday"
				}
			case ")", "|":
			default:
				return false
			}
		}
	}
	if numbers > 4 {
		return false
	}
	open := isDash(p.token(n-1)) || agency && p.token(n-1) == ")"
	first := p.token(0)
	switch {
	case times > 0 && numbers > 0 && (isTime(first) || ascii[first[0]] == digit):
		// A date and no more than, say, a place behind it.
		return true
	case open && isCaps(first) && len(first) > 2:
		return true
	case agency && isDash(p.token(n-1)) && word.UpperAt(first, 0):
		return true // "Geneva (AP) -"; without the dash it may be who is on a photo
	}
	return cut && places > 0 && times > 0 && numbers > 0 && isCaps(first)
}

// isTitle reports whether the first paragraph is the headline: it has the
// words of the article's title, or where the article has none, it looks like
// a headline.
func isTitle(p *paragraph, title string) bool {
	if title != "" {
		return sameWords(p.text, title)
	}
	n := len(p.tokens)
	if n < 3 || n > 28 {
		return false
	}
	switch t := p.token(n - 1); t[len(t)-1] {
	case '.', ',', ';', ':', '-', '"', ')':
		if !strings.HasSuffix(t, ".") || len(t) < 3 || t[len(t)-2] == '.' {
			return false
		}
	}
	words, capitals := 0, 0
	for k := range p.tokens {
		t := p.token(k)
		if c, _ := classAt(t, 0); c != letter {
			continue
		}
		if t == "." || t == "!" {
			return false
		}
		words++
		if word.UpperAt(t, 0) || len(t) < 4 && k > 0 {
			capitals++
		}
	}
	first := p.token(0)
	if words < 2 || isLower(first, 0) {
		return false
	}
	return capitals*4 >= words*3 || words <= 16
}

// sameWords reports whether a and b have the same letters and digits in the
// same order: all of them, or the shorter one all of its own where they are
// at least two thirds of the longer one's.
func sameWords(a, b string) bool {
	same := 0
	for {
		r, i := nextLetter(a)
		q, j := nextLetter(b)
		switch {
		case r == 0 && q == 0:
			return same > 0
		case r == 0 || q == 0:
			rest := 0
			for s := a + b; s != ""; { // one of them has no letter left
				c, n := nextLetter(s)
				if c != 0 {
					rest++
				}
				s = s[n:]
			}
			return same >= 12 && same >= 2*rest
		case r != q:
			return false
		}
		same++
		a, b = a[i:], b[j:]
	}
}

// nextLetter is the first letter or digit of s in lower case and where it
// ends; 0 if there is none.
func nextLetter(s string) (rune, int) {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r), i + utf8.RuneLen(r)
		}
	}
	return 0, len(s)
}

// maxDateline is the most tokens that a dateline in front of a sentence has:
// "PORT-AU-PRINCE, Haiti, Sept. 3, 2014 (Agence France-Presse) —".
const maxDateline = 18

// datelineEnd is the token behind the dateline that a paragraph begins with,
// 0 where it begins with none: "NAIROBI, Kenya (AP) — ", "(Reuters) - ". Only
// the first paragraphs can have one, and behind it a sentence begins that is
// not in capitals.
func (s *splitter) datelineEnd(first, last int) int {
	if s.paragraphs >= margin {
		return 0
	}
	t := s.token(first)
	if !(isCaps(t) && len(t) > 2 && ascii[t[0]] == letter && !isKicker(t)) && t != "(" {
		return 0
	}
	open, agency, facts := false, false, t == "("
	end := 0
	for k := first; k < last && k < first+maxDateline; k++ {
		t := s.token(k)
		c, _ := classAt(t, 0)
		switch {
		case isDash(t) && k > first && s.tokens[k-1].End < s.tokens[k].Start && !open:
			end = k + 1
		case t == "(":
			open = true
		case t == ")":
			open, facts = false, true
			if k+1 < last && !isDash(s.token(k+1)) && !agency {
				return 0
			}
		case isAgency(t):
			agency = true
		case t == "," || c == digit || isTime(t):
			facts = true
		case c != letter || word.UpperAt(t, 0) || t == "of" || t == "de" || t == "and" || t == "the" || t == "al" || t == "el":
		default:
			return 0
		}
		if end > 0 {
			break
		}
	}
	if end == 0 || last-end < 4 || s.token(first) == "(" && !agency {
		return 0
	}
	if n := end - 1 - first; !facts && n > 3 {
		return 0 // a headline in capitals
	}
	next, _ := utf8.DecodeRuneInString(s.token(end))
	if unicode.IsLower(next) {
		return 0
	}
	for k := end; k < last && k < end+8; k++ {
		if isLower(s.text, s.tokens[k].Start) {
			return end
		}
	}
	return 0
}
