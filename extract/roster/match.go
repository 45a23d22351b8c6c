package roster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// matcher holds one article against the list.
type matcher struct {
	*Roster
	d        *doc.Document
	text     string
	dated    bool
	day      int32          // days since 1970, where dated
	end      int            // of the last phrase
	sentence int            // the one that was asked for last
	asked    bool           // whether it is in capitals is known
	shouted  bool           // it is
	named    map[string]int // how often the article names each country, or a place in it
	most     int            // the most that it names one
	present  map[int32]bool // entries by whether the article has their last word
	fitting  []int32        // entries whose form fits; kept between phrases
}

// sureOfPlace is the confidence of a place that counts as naming its country.
const sureOfPlace = 0.5

// findCountries notes which countries the article names, and gives those of
// the list their ids.
func (m *matcher) findCountries() {
	m.named = map[string]int{}
	ids := map[string]string{}
	for i := range m.d.Toponyms {
		t := &m.d.Toponyms[i]
		if t.Code == "" {
			continue
		}
		if t.Kind == doc.Country || t.Confidence >= sureOfPlace {
			m.named[t.Code]++
			m.most = max(m.most, m.named[t.Code])
		}
		if t.Kind != doc.Country || len(m.countries[t.Code]) == 0 {
			continue
		}
		id, ok := ids[t.Code]
		if !ok {
			m.fitting = append(m.fitting[:0], m.countries[t.Code]...)
			if e := m.choose(); e != nil {
				id = e.id
			}
			ids[t.Code] = id
		}
		t.ExternalID = id
	}
}

// phrase is the longest phrase of the list at start, which begins a word.
func (m *matcher) phrase(start int) (l doc.Listed, ok bool) {
	for limit := len(m.text); limit > start; {
		first, end, found := m.phrases.Longest(m.text[:limit], start)
		if !found {
			return l, false
		}
		first--
		if l, ok = m.name(first, start, end); !ok {
			l, ok = m.role(first, start, end)
		}
		if ok {
			return l, true
		}
		if limit = end - 1; m.text[limit] != '.' {
			limit = lastWord(m.text, start, end)
		}
	}
	return l, false
}

// lastWord is where the last word of text[start:end] begins.
func lastWord(text string, start, end int) int {
	last := start
	for at := start; at < end; {
		s, e := gazetteer.Word(text[:end], at)
		if s < end {
			last = s
		}
		at = e
	}
	return last
}

// name reads text[start:end] as a name. first is the first form of the phrase.
func (m *matcher) name(first int32, start, end int) (doc.Listed, bool) {
	span := corpus.Span{Start: start, End: end}
	t := m.toponym(span)
	if t != nil && t.Kind == doc.Country && len(m.countries[t.Code]) > 0 {
		return doc.Listed{}, false // findCountries knows it
	}
	the, fitsThe := -1, false
	m.fitting = m.fitting[:0]
	for n := first; n >= 0; n = m.forms[n].next {
		f := &m.forms[n]
		e := &m.entries[f.entry]
		if f.role || !m.written(f.text, span) {
			continue
		}
		if f.article {
			if the = m.articleBefore(start); the < 0 {
				continue
			}
			fitsThe = true
		}
		if (e.kind == doc.Place || e.kind == doc.Country) && t != nil && e.country != "" && t.Code != "" && t.Code != e.country {
			continue // Cambridge, Massachusetts
		}
		m.fitting = append(m.fitting, f.entry)
	}
	if len(m.fitting) == 0 {
		return doc.Listed{}, false
	}
	if whole := (corpus.Span{Start: the, End: end}); fitsThe && the >= m.end && m.toponym(whole) != nil {
		span = whole // "The Hague" is a name with its article
	}
	if e := m.choose(); e != nil {
		return e.listed(span, doc.FormName), true
	}
	if len(m.fitting) == 0 { // none on that day
		return doc.Listed{}, false
	}
	kind := m.entries[m.fitting[0]].kind
	for _, n := range m.fitting {
		if m.entries[n].kind != kind {
			return doc.Listed{}, false
		}
	}
	return doc.Listed{Span: span, Kind: kind, Form: doc.FormName}, true
}

// role reads text[start:end] as a role, which stands behind "the".
func (m *matcher) role(first int32, start, end int) (doc.Listed, bool) {
	the := -1
	m.fitting = m.fitting[:0]
	for n := first; n >= 0; n = m.forms[n].next {
		f := &m.forms[n]
		if !f.role {
			continue
		}
		if the < 0 {
			if the = m.articleBefore(start); the < m.end || hyphen(m.text[end:]) || m.predicate(the) {
				return doc.Listed{}, false
			}
		}
		if m.holds(f.entry, end) {
			m.fitting = append(m.fitting, f.entry)
		}
	}
	if len(m.fitting) == 0 {
		return doc.Listed{}, false
	}
	if e := m.choose(); e != nil {
		return e.listed(corpus.Span{Start: the, End: end}, doc.FormNominal), true
	}
	return doc.Listed{}, false
}

func (e *entry) listed(s corpus.Span, f doc.Form) doc.Listed {
	return doc.Listed{Span: s, Kind: e.kind, Form: f, ID: e.id, Name: e.name, Country: e.country}
}

// choose is the entry that the fitting ones come down to: by the article's
// day, then by the countries that the article names; nil where more than one
// id is left, or none. It leaves in fitting what the day leaves.
func (m *matcher) choose() *entry {
	anyDated := false
	valid := m.fitting[:0]
	for _, n := range m.fitting {
		e := &m.entries[n]
		anyDated = anyDated || e.dated()
		if !m.dated || e.from <= m.day && m.day <= e.to {
			valid = append(valid, n)
		}
	}
	m.fitting = valid
	if e := m.only(func(*entry) bool { return true }); e != nil {
		return e
	}
	if !m.dated && anyDated {
		return nil // a day would tell, and a country must not overrule it
	}
	return m.only(func(e *entry) bool { return m.named[e.country] > 0 })
}

// only is the entry of the one id among the fitting that pass, or nil.
func (m *matcher) only(passes func(*entry) bool) (found *entry) {
	for _, n := range m.fitting {
		e := &m.entries[n]
		switch {
		case !passes(e):
		case found == nil:
			found = e
		case found.id != e.id:
			return nil
		}
	}
	return found
}

// written reports whether the phrase at s is written as the list writes it:
// the same letters large, or all of them. Of a single word in capitals that
// says nothing unless the whole sentence is in capitals, and the word is no
// ordinary one.
func (m *matcher) written(listed string, s corpus.Span) bool {
	text := m.text[s.Start:s.End]
	if text == listed && listed != strings.ToUpper(listed) {
		return true
	}
	shouted := listed == strings.ToUpper(listed) // the list may be in capitals
	words, raised := 0, 0
	for i, j := 0, 0; ; words++ {
		a, aEnd := gazetteer.Word(listed, i)
		b, bEnd := gazetteer.Word(text, j)
		if a == len(listed) || b == len(text) {
			if a != len(listed) || b != len(text) {
				return false
			}
			break
		}
		is, want := word.ShapeOf(text[b:bEnd]), word.ShapeOf(listed[a:aEnd])
		switch {
		case is == want:
		case is == word.AllCaps:
			raised++
		case is == word.Capitalized && want == word.Lower && words > 0: // "Bank Of Spain"
		case is == word.Capitalized && want == word.AllCaps && shouted && strings.Contains(listed, " "):
		default:
			return false
		}
		i, j = aEnd, bEnd
	}
	if words == 1 && (raised > 0 || word.ShapeOf(listed) == word.AllCaps) && m.shouts(s.Start) {
		return !gazetteer.IsCommonWord(word.AppendLower(nil, text))
	}
	return words > 1 || raised == 0
}

// shouts reports whether the sentence at byte b is in capitals.
func (m *matcher) shouts(b int) bool {
	all := m.d.Sentences
	for m.sentence+1 < len(all) && all[m.sentence+1].Start <= b {
		m.sentence++
		m.asked = false
	}
	if !m.asked && m.sentence < len(all) {
		s := all[m.sentence].Of(m.text)
		m.asked, m.shouted = true, strings.Contains(s, " ") && !strings.ContainsFunc(s, unicode.IsLower)
	}
	return m.shouted
}

// toponym is the reading of exactly the phrase at s as a place, or nil.
func (m *matcher) toponym(s corpus.Span) *doc.Toponym {
	all := m.d.Toponyms
	i, ok := slices.BinarySearchFunc(all, s, func(t doc.Toponym, s corpus.Span) int {
		return cmp.Or(cmp.Compare(t.Start, s.Start), cmp.Compare(s.End, t.End)) // the longer comes first
	})
	if ok {
		return &all[i]
	}
	return nil
}

// articleBefore is where the "the" begins that stands right before
// text[start:], or -1.
func (m *matcher) articleBefore(start int) int {
	at := start
	for at > 0 && start-at < 3 && (m.text[at-1] == ' ' || m.text[at-1] == '\n' && start == at) {
		at--
	}
	if the := at - len("the"); at < start && the >= 0 && strings.EqualFold(m.text[the:at], "the") {
		if r, _ := utf8.DecodeLastRuneInString(m.text[:the]); the == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return the
		}
	}
	return -1
}

// predicate reports whether what begins at byte the is said of somebody:
// "when he was the president", "wants to become the president".
func (m *matcher) predicate(the int) bool {
	at := max(0, the-32)
	for at < the && !utf8.RuneStart(m.text[at]) {
		at++
	}
	before := strings.Fields(m.text[at:the])
	n := len(before)
	if n < 2 {
		return false
	}
	verb, subject := before[n-1], before[n-2]
	return word.Is(verb, "be", "become", "becomes", "became", "becoming") ||
		word.Is(verb, "is", "was", "am", "are", "were") && word.Is(subject, "he", "she", "i", "you", "who") ||
		word.Is(verb, "been", "being") && word.Is(subject, "has", "have", "had", "of", "from", "after", "before", "since")
}

// hyphen reports whether s goes on with "-elect".
func hyphen(s string) bool {
	for _, h := range [...]string{"-", "‐", "‑"} {
		if rest, ok := strings.CutPrefix(s, h); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			return unicode.IsLetter(r)
		}
	}
	return false
}

// holds reports whether the role that ends at end can be the entry's: whether
// it is not said to be another's ("the president of Chad", "of the club"), and
// whether the article speaks of the entry's country, if of any.
func (m *matcher) holds(n int32, end int) bool {
	e := &m.entries[n]
	if of, at := gazetteer.Word(m.text, end); of == end+1 && m.text[end] == ' ' && word.Is(m.text[of:at], "of", "for") {
		owner, end := gazetteer.Word(m.text, at)
		if word.Is(m.text[owner:end], "the", "a", "an", "its", "his", "her", "their", "this", "that") {
			owner, end = gazetteer.Word(m.text, end)
		}
		switch w := m.text[owner:end]; {
		case w == "":
		case upperAt(m.text, owner):
			return e.country != "" && m.placed(owner) == e.country
		case of+2 == at && !strings.HasSuffix(w, "ing") && !word.Is(w, "country", "republic", "nation", "state"):
			return false // "the president of the club"; but "accused the president of lying"
		}
	}
	times := m.named[e.country]
	return e.country == "" || times*share >= m.most || times > 0 && m.surnamed(n)
}

// share is how many times as often as a role's country another may be named
// where the article has not even the surname of who holds the role.
const share = 2

// surnamed reports whether the last word of the entry's name stands in the
// article.
func (m *matcher) surnamed(n int32) bool {
	is, ok := m.present[n]
	if !ok {
		name := m.entries[n].name
		is = strings.Contains(m.text, name[strings.LastIndexByte(name, ' ')+1:])
		if m.present == nil {
			m.present = map[int32]bool{}
		}
		m.present[n] = is
	}
	return is
}

// placed is the country of the toponym that begins at byte b, "" none.
func (m *matcher) placed(b int) string {
	all := m.d.Toponyms
	i, ok := slices.BinarySearchFunc(all, b, func(t doc.Toponym, b int) int { return t.Start - b })
	if ok {
		return all[i].Code
	}
	return ""
}
