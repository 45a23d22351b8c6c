package country

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// article is what is known of one article while it is worked on.
type article struct {
	*Stage

	text     string
	year     int // of publication, 0 unknown
	found    []candidate
	buf      []byte
	codes    [3]*gazetteer.Sense // the first different alpha-3 codes in brackets
	distinct int                 // how many of these there are
	states   int                 // how much the regions speak for the United States, see contest

	// Counts that the scan makes for the resolution.
	votes      map[string]int                        // by country
	regions    map[string]int                        // by country and region
	people     map[*gazetteer.Sense]int              // a name's first sense: occurrences as a person
	placed     map[*gazetteer.Sense]int              // … as a place, by what stands around
	hinted     map[*gazetteer.Sense]int              // … behind a word that can stand before a place: "from", "to"
	agreed     map[*gazetteer.Sense]*gazetteer.Sense // … the sense that its state or country behind it gave it
	cueCount   [cueCount]int                         // words that decide contests, by kind
	unnamed    [maxUnnamed]gazetteer.Sense           // senses of places that no table knows
	inventions int                                   // how many of these there are
}

// maxUnnamed is how many places without a table entry one article can have;
// an article with more of them is a list, and the rest go without.
const maxUnnamed = 256

// candidate is one occurrence of a known phrase.
type candidate struct {
	corpus.Span
	senses   []gazetteer.Sense
	before   context // the word before, if only a space is between
	after    context // the word after, likewise
	behind   int     // index of the candidate after a comma, or doc.None
	ahead    int     // index of the candidate before a comma or "and", or doc.None
	follower int     // index of the candidate after "and", or doc.None
	start    bool    // first word of its sentence
	caps     bool    // in a sentence all in capitals
	person   bool    // what stands around makes it a person
	line     bool    // it opens a dateline
	place    int     // how strongly what stands around makes it a place, from 0
	sense    *gazetteer.Sense
	score    int
	margin   int // to the next best sense, in the same unit
}

// context is a neighbouring word.
type context struct {
	corpus.Span
	kind wordKind
	cap  bool // begins with a capital
}

func newArticle(s *Stage) *article {
	type senses = map[*gazetteer.Sense]int
	return &article{
		Stage: s, votes: map[string]int{}, regions: map[string]int{},
		people: senses{}, placed: senses{}, hinted: senses{}, agreed: map[*gazetteer.Sense]*gazetteer.Sense{},
	}
}

// reset makes a ready for d.
func (a *article) reset(d *doc.Document) {
	a.text = d.Text
	a.year = 0
	if !d.Published.IsZero() {
		a.year = d.Published.Year()
	}
	a.found = a.found[:0]
	clear(a.votes)
	clear(a.regions)
	clear(a.people)
	clear(a.placed)
	clear(a.hinted)
	clear(a.agreed)
	a.cueCount = [cueCount]int{}
	a.inventions, a.distinct = 0, 0
}

// scan finds the candidates of one sentence.
func (a *article) scan(s *doc.Sentence) {
	text := a.text[:s.End] // no match crosses the end of its sentence
	caps := allCaps(a.text[s.Start:s.End])
	var last corpus.Span // the word before
	first := true
	for at := s.Start; at < s.End; {
		start, end := gazetteer.Word(text, at)
		if start == end {
			break
		}
		at = end
		if !capital(text, start) {
			a.smallCue(text[start:end])
			last, first = corpus.Span{Start: start, End: end}, false
			continue
		}
		a.cue(text[start:end])
		if word.Is(text[start:end], "county", "township") && a.county(corpus.Span{Start: start, End: end}, last, s) {
			last, first = corpus.Span{Start: start, End: end}, false
			continue
		}
		senses, stop := a.atlas.Longest(text, start)
		if senses == nil {
			a.code(corpus.Span{Start: start, End: end}, s)
			last, first = corpus.Span{Start: start, End: end}, false
			continue
		}
		c := candidate{Span: corpus.Span{Start: start, End: stop}, senses: senses, behind: doc.None, ahead: doc.None, follower: doc.None, start: first, caps: caps}
		if senses[0].Class == gazetteer.Nowhere {
			at = stop
			last, first = corpus.Span{Start: start, End: stop}, false
			continue
		}
		if !a.written(&c) {
			last, first = corpus.Span{Start: start, End: end}, false
			continue
		}
		if !last.Empty() && joined(text[last.End:start]) {
			c.before = a.context(last)
		}
		if next, stopNext := gazetteer.Word(text, stop); next < stopNext && joined(text[stop:next]) {
			c.after = a.context(corpus.Span{Start: next, End: stopNext})
		}
		a.add(c, s)
		at = stop
		last, first = corpus.Span{Start: start, End: stop}, false
	}
}

// add notes a candidate with what its neighbours say of it.
func (a *article) add(c candidate, s *doc.Sentence) {
	text := a.text
	if n := len(a.found); n > 0 {
		prev := &a.found[n-1]
		if between := text[prev.End:c.Start]; len(between) <= 6 {
			switch {
			case comma(between):
				prev.behind = n
				c.ahead = n - 1
			case between == " and " || between == ", and " || between == " or " || between == "/" || between == "-":
				prev.follower = n
				c.ahead = n - 1
			}
		}
	}
	if c.ahead == doc.None && (c.senses[0].Class == gazetteer.Division || c.senses[0].Class == gazetteer.Nation) {
		a.unknown(&c, s)
	}
	a.judge(&c, s)
	a.found = append(a.found, c)
}

// unknown adds the place before a comma and a state or country that no table
// knows: "in Smallville, Kan.".
func (a *article) unknown(container *candidate, s *doc.Sentence) {
	end := container.Start
	for end > s.Start && a.text[end-1] == ' ' {
		end--
	}
	if end == container.Start || end <= s.Start || a.text[end-1] != ',' {
		return
	}
	end--
	start, words := end, 0
	for words < 3 && start > s.Start {
		from := start
		for from > s.Start && letter(a.text[from-1]) {
			from--
		}
		if from == start || !capital(a.text, from) {
			break
		}
		start = from
		words++
		if from < s.Start+2 || a.text[from-1] != ' ' || !letter(a.text[from-2]) {
			break
		}
		start = from - 1
	}
	if words == 0 || a.inventions == maxUnnamed {
		return
	}
	if a.text[start] == ' ' {
		start++
	}
	// A place in prose follows a preposition, one in a dateline opens the line.
	opening := start == s.Start
	if !opening {
		from := start - 1
		if a.text[from] != ' ' {
			return
		}
		stop := from
		for from > s.Start && letter(a.text[from-1]) {
			from--
		}
		if k := a.kind(a.text[from:stop]); k != placePrep && k != otherPrep {
			return
		}
	}
	if n := len(a.found); n > 0 && a.found[n-1].End > start {
		return
	}
	name := a.text[start:end]
	if k := a.kind(name[strings.LastIndexByte(name, ' ')+1:]); k == placeHead || k == orgHead || k == title { // "at Ohio State University, Ohio"
		return
	}
	if opening && !a.exact(container) {
		return
	}
	u := a.invent(gazetteer.Sense{Class: gazetteer.Spot, Text: name, Name: name, Country: container.senses[0].Country})
	if container.senses[0].Class == gazetteer.Division {
		u.Region = container.senses[0].Region
	}
	c := candidate{Span: corpus.Span{Start: start, End: end}, senses: a.unnamed[a.inventions-1 : a.inventions], behind: len(a.found) + 1, ahead: doc.None, follower: doc.None, place: 4}
	container.ahead = len(a.found)
	a.found = append(a.found, c)
}

// code adds "(KEN)".
func (a *article) code(span corpus.Span, s *doc.Sentence) {
	if span.Len() != 3 || span.Start == s.Start || span.End >= s.End || a.text[span.Start-1] != '(' || a.text[span.End] != ')' {
		return
	}
	sense := a.byCode[span.Of(a.text)]
	if sense == nil {
		return
	}
	for _, seen := range a.codes[:a.distinct] {
		if seen == &sense[0] {
			a.found = append(a.found, candidate{Span: span, senses: sense, behind: doc.None, ahead: doc.None, follower: doc.None})
			return
		}
	}
	if a.distinct < len(a.codes) {
		a.codes[a.distinct] = &sense[0]
		a.distinct++
	}
	a.found = append(a.found, candidate{Span: span, senses: sense, behind: doc.None, ahead: doc.None, follower: doc.None})
}

// county makes one place of "Licking County" and its like, which are too many
// for a table; last is the word before. Its country is seen when the article
// is known.
func (a *article) county(head, last corpus.Span, s *doc.Sentence) bool {
	if last.Empty() || last.End+1 != head.Start || a.text[last.End] != ' ' || !capital(a.text, last.Start) || a.inventions == maxUnnamed {
		return false
	}
	start := last.Start
	n := len(a.found)
	if n > 0 && a.found[n-1].End == last.End {
		start = a.found[n-1].Start
		n--
	} else if k := a.kind(last.Of(a.text)); k == function || k == title || last.Start == s.Start && k != plain {
		return false
	} else if i := start - 1; i > s.Start && a.text[i] == ' ' { // "Prince George County"
		from := i
		for from > s.Start && letter(a.text[from-1]) {
			from--
		}
		if from < i && from > s.Start && capital(a.text, from) && a.kind(a.text[from:i]) == plain {
			start = from
		}
	}
	if n > 0 && a.found[n-1].End > start {
		return false
	}
	if a.found = a.found[:n]; n > 0 && a.found[n-1].behind >= n {
		a.found[n-1].behind = doc.None
	}
	if n > 0 && a.found[n-1].follower >= n {
		a.found[n-1].follower = doc.None
	}
	name := a.text[start:head.End]
	a.invent(gazetteer.Sense{Class: gazetteer.Spot, Text: name, Name: name, Ambiguous: "county"})
	c := candidate{Span: corpus.Span{Start: start, End: head.End}, senses: a.unnamed[a.inventions-1 : a.inventions], behind: doc.None, ahead: doc.None, follower: doc.None, place: 4}
	a.add(c, s)
	return true
}

// exact reports whether the candidate is an abbreviation of a state.
func (a *article) exact(c *candidate) bool {
	return c.senses[0].Exact && c.senses[0].Class == gazetteer.Division
}

// written reports whether the match is written as a name: "turkey", "us" and
// the acronym "BARI" are not.
func (a *article) written(c *candidate) bool {
	m := c.Of(a.text)
	exact := true
	for i := range c.senses {
		if !c.senses[i].Exact {
			exact = false
		} else if m == c.senses[i].Text {
			return !pronounUS(a, c, m)
		}
	}
	if exact {
		return c.caps && word.Is(m, c.senses[0].Text) && !pronounUS(a, c, m)
	}
	upper, single := true, true
	for at := 0; at < len(m); {
		start, end := gazetteer.Word(m, at)
		if start == end {
			break
		}
		single = single && start == 0
		at = end
		w := m[start:end]
		if !capital(w, 0) {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsDigit(r) {
				continue
			}
			if !word.Is(w, connectors...) && !(start > 0 && (m[start-1] == '-' || m[start-1] == '\'')) {
				return false
			}
			upper = false
			continue
		}
		upper = upper && word.ShapeOf(w) == word.AllCaps
	}
	if !upper || c.caps || !single {
		return true
	}
	// One word in capitals within ordinary text: a dateline, or an acronym.
	if c.senses[0].Class == gazetteer.Nation || c.senses[0].Class == gazetteer.People {
		return len(m) >= 5
	}
	return c.start && len(m) >= 5 || len(m) >= 7 || dateline(a.text[c.End:min(len(a.text), c.End+12)])
}

// pronounUS tells "tell US" and "OF US" in capitals from the country. In a
// headline in capitals the country has "THE" before it, or a word behind it
// that it can belong to.
func pronounUS(a *article, c *candidate, m string) bool {
	if m != "US" {
		return false
	}
	i := c.Start
	for i > 0 && a.text[i-1] == ' ' {
		i--
	}
	from := i
	for from > 0 && letter(a.text[from-1]) {
		from--
	}
	switch before := a.text[from:i]; {
	case before == "":
		return false
	case word.Is(before, usVerbs...):
		return true
	case c.caps && word.Is(before, usPrepositions...):
		next, _ := gazetteer.Word(a.text, c.End)
		return next != c.End+1 || next >= len(a.text) || !capital(a.text, next)
	}
	return false
}

// judge weighs what stands right before and after a candidate.
func (a *article) judge(c *candidate, s *doc.Sentence) {
	sense := &c.senses[0]
	switch {
	case sense.Class == gazetteer.People || sense.Class == gazetteer.Locals:
		c.person = a.bearer(c) || a.language(c)
		return
	case sense.Class == gazetteer.Area:
		return
	case sense.Exact:
		c.person = c.Start > 0 && a.text[c.Start-1] == '.' || c.End < len(a.text) && letter(a.text[c.End]) // "L.G.B.T."
		return
	}
	// Place: 1 a hint, 2 good evidence, 4 certain.
	switch c.before.kind {
	case placePrep:
		c.place = 2
	case otherPrep:
		c.place = 1
	}
	if c.before.kind == of && (a.townOf(c) || c.before.Start >= 2 && a.text[c.before.Start-2] == ',') { // "town of", "Jane Doe, 26, of"
		c.place = 2
	}
	if c.after.kind == placeHead || strings.HasPrefix(a.text[c.End:], "-based") || strings.HasPrefix(a.text[c.End:], "-area") {
		c.place = max(c.place, 2)
	}
	if (c.start || word.ShapeOf(c.Of(a.text)) == word.AllCaps) && dateline(a.text[c.End:min(len(a.text), c.End+12)]) || s.Role == doc.Dateline {
		c.place, c.line = 4, true
	}

	if c.before.kind == namer && c.place < 4 { // "St. Paris", "New Kent", "Lake Ontario"
		c.person = true
	}

	// Person.
	name := a.word(c.Of(a.text))
	switch {
	case c.before.kind == title:
		c.person = sense.Class != gazetteer.Nation || name.Forename || name.Surname || sense.Ambiguous == "place"
	case c.before.kind == initial:
		c.person = name.Surname || sense.Class != gazetteer.Nation
	case c.before.cap && !c.before.Empty() && !c.caps && c.place < 4:
		w := a.word(c.before.Of(a.text))
		own := len(a.found) > 0 && a.found[len(a.found)-1].Span.Contains(c.before.Span)
		switch {
		case w.Forename && !(w.Word && a.opens(c.before, s)) && (!own || !a.found[len(a.found)-1].firm()):
			c.person = sense.Class != gazetteer.Nation || name.Forename || name.Surname || sense.Ambiguous == "place"
		case c.before.kind == plain && !own && !a.opens(c.before, s) && sense.Trust >= gazetteer.Weak:
			c.person = true
		}
	}
	if !c.person && !c.caps && c.after.cap && c.place < 2 && c.after.kind == plain && (name.Forename || person(sense)) {
		w := a.word(c.after.Of(a.text))
		if w.Surname && !w.Word || person(sense) && c.place == 0 && !a.determined(c) && !a.known(c.after) {
			c.person = true
		}
	}
	if !c.person && c.place == 0 && (person(sense) || sense.Trust >= gazetteer.Weak) && age(a.text[c.End:min(len(a.text), c.End+6)]) {
		c.person = true
	}
	if c.person {
		c.place = 0
	}
	if c.person {
		a.people[sense]++
	} else if c.place >= 2 {
		a.placed[sense]++
	} else if c.place == 1 {
		a.hinted[sense]++
	}
}

// bearer: "Mr. French", "Leonard French", "Brit Hume".
func (a *article) bearer(c *candidate) bool {
	if c.before.kind == initial || word.Is(c.before.Of(a.text), address...) {
		return true
	}
	if !person(&c.senses[0]) {
		return false
	}
	if w := a.word(c.before.Of(a.text)); c.before.cap && w.Forename && !w.Word && !c.after.cap {
		return true
	}
	w := a.word(c.after.Of(a.text))
	return c.after.cap && w.Surname && (!w.Word || c.after.kind == plain && c.Of(a.text) != "French") && a.word(c.Of(a.text)).Forename
}

// language: "in Spanish,", "Spanish-speaking", "speaks Spanish".
func (a *article) language(c *candidate) bool {
	rest := a.text[c.End:]
	for _, p := range [...]string{"-language", "-speak", " language", " speaker", "-Language", " Language", " translation", " lessons", " for \"", " for “", " for '", " word for", " dictionary"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	before := c.before.Of(a.text)
	if word.Is(before, speaking...) {
		return true
	}
	if word.Is(before, "in", "into") {
		next := c.after.Of(a.text)
		return c.after.Empty() && !strings.HasPrefix(rest, "-") || word.Is(next, afterLanguage...)
	}
	return false
}

// determined: "the Georgia Modular Systems", "few Georgia cities" are no
// names of people.
func (a *article) determined(c *candidate) bool {
	return word.Is(c.before.Of(a.text), determiners...)
}

// firm reports whether the candidate is a place by itself.
func (c *candidate) firm() bool {
	return !c.person && (c.place >= 2 || c.senses[0].Trust == gazetteer.Strong && c.senses[0].Ambiguous == "")
}

// known reports whether a name of the atlas begins at the word.
func (a *article) known(c context) bool {
	senses, _ := a.atlas.Longest(a.text, c.Start)
	return senses != nil
}

func (a *article) word(w string) gazetteer.NameWord {
	if len(w) > 40 {
		return gazetteer.NameWord{}
	}
	a.buf = word.AppendLower(a.buf[:0], w)
	return a.names[string(a.buf)]
}

// opens reports whether the word is the first of the sentence.
func (a *article) opens(c context, s *doc.Sentence) bool {
	return c.Start <= s.Start+3
}

// townOf: "the city of", "the town of" before the candidate.
func (a *article) townOf(c *candidate) bool {
	end := c.before.Start - 1
	if end <= 0 || a.text[end] != ' ' {
		return false
	}
	from := end
	for from > 0 && letter(a.text[from-1]) {
		from--
	}
	return word.Is(a.text[from:end], places...)
}

func (a *article) context(span corpus.Span) context {
	w := span.Of(a.text)
	return context{Span: span, kind: a.kind(w), cap: capital(w, 0)}
}

func person(s *gazetteer.Sense) bool { return hasWord(s.Ambiguous, "person") }

// hasWord reports whether list, separated by commas, has the item w.
func hasWord(list, w string) bool {
	for list != "" {
		i := 0
		for i < len(list) && list[i] != ',' {
			i++
		}
		if list[:i] == w {
			return true
		}
		list = list[min(len(list), i+1):]
	}
	return false
}

func letter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

func capital(text string, at int) bool {
	if c := text[at]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// joined reports whether a single space, or a full stop and a space, is all
// that stands between two words.
func joined(gap string) bool {
	return gap == " " || gap == ". " || gap == "\u00a0" || gap == "\n" || gap == "  "
}

// comma reports whether a comma and white space are all that stands between.
func comma(gap string) bool {
	if gap == "" || gap[0] != ',' {
		return false
	}
	for i := 1; i < len(gap); i++ {
		if gap[i] != ' ' && gap[i] != '\n' {
			return false
		}
	}
	return true
}

// dateline reports whether what follows a place ends a dateline: " (AP) —",
// " — ", " -- ", ", Jan. 5".
func dateline(rest string) bool {
	i := 0
	for i < len(rest) && rest[i] == ' ' {
		i++
	}
	rest = rest[i:]
	for _, p := range [...]string{"(AP)", "(Reuters)", "(AFP)", "(UPI)", "(CNN)", "(Xinhua", "—", "–", "--", "- "} {
		if len(rest) >= len(p) && rest[:len(p)] == p {
			return i > 0 || p[0] != '-'
		}
	}
	return false
}

// age reports whether ", 34," follows.
func age(rest string) bool {
	return len(rest) >= 5 && rest[0] == ',' && rest[1] == ' ' && digit(rest[2]) && digit(rest[3]) && (rest[4] == ',' || rest[4] == '.')
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// allCaps reports whether a sentence has two words or more and no letter in
// lower case.
func allCaps(s string) bool {
	upper := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' {
			return false
		}
		if 'A' <= c && c <= 'Z' {
			upper++
		}
	}
	return upper >= 6
}
