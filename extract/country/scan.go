package country

import (
	"slices"
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
	words    int                 // read by scan
	home     string              // country of the local news that this is, "" none
	leaners  []int               // candidates that vote in lean
	anchors  []anchor            // places whose reading is sure, see near

	// Counts that the scan makes for the resolution.
	votes      map[string]int                        // by country
	total      int                                   // … of all countries
	regions    map[string]int                        // by region
	people     map[*gazetteer.Sense]int              // a name's first sense: occurrences as a person
	placed     map[*gazetteer.Sense]int              // … as a place, by what stands around
	hinted     map[*gazetteer.Sense]int              // … behind a word that can stand before a place: "from", "to"
	agreed     map[*gazetteer.Sense]*gazetteer.Sense // … the sense that its state or country behind it gave it
	uses       map[*gazetteer.Sense]int              // … occurrences, twice at the head of the article
	likeliest  map[*gazetteer.Sense]choice           // … the sense chosen where nothing beside it speaks
	tied       map[*gazetteer.Sense]string           // … the country of the county or state behind its comma
	towned     map[*gazetteer.Sense]int              // … occurrences behind "city of" or the like
	unlisted   map[*gazetteer.Sense]*gazetteer.Sense // … the place of its name that is taken to lie in the article's country
	own        map[*gazetteer.Sense]vote             // … the votes that it gave itself
	local      map[string]int                        // words of local news, by country
	style      map[string]int                        // words written as in a country
	lineCount  [maxLines]int                         // … by line of words.tsv
	cueCount   [cueKinds]int                         // words that decide contests, by kind
	unnamed    [maxUnnamed]gazetteer.Sense           // senses of places that no table knows
	inventions int                                   // how many of these there are
}

// maxUnnamed is how many places without a table entry one article can have;
// an article with more of them is a list, and the rest go without.
const maxUnnamed = 256

// maxLines is more than the lines of words of local news in words.tsv.
const maxLines = 16

// vote is what one name says of its country and region.
type vote struct {
	code, name      string // of the country and region
	country, region int
}

// choice is what choose found.
type choice struct {
	sense         *gazetteer.Sense
	score, margin int
}

// anchor is a place whose reading is sure.
type anchor struct {
	key       *gazetteer.Sense // first sense of the name
	latitude  int              // thousandths of degrees
	longitude int
}

// candidate is one occurrence of a known phrase.
type candidate struct {
	corpus.Span
	senses   []gazetteer.Sense
	before   context // the word before, if only a space is between
	after    context // the word after, likewise
	behind   int     // index of the candidate after a comma, or doc.None
	ahead    int     // index of the candidate before a comma or "and", or doc.None
	beside   int     // index of the candidate that it is said to be near, or doc.None
	follower int     // index of the candidate after "and", or doc.None
	start    bool    // first word of its sentence
	caps     bool    // in a sentence all in capitals
	locals   bool    // the people of sense
	person   bool    // what stands around makes it a person
	place    int     // how strongly what stands around makes it a place: 0, hinted, likely or certain
	sense    *gazetteer.Sense
	within   bool // what stands behind the comma is the state or country of sense
	score    int
	margin   int // to the next best sense, in the same unit
}

func newCandidate(start, end int, senses []gazetteer.Sense) candidate {
	return candidate{Span: corpus.Span{Start: start, End: end}, senses: senses, behind: doc.None, ahead: doc.None, follower: doc.None, beside: doc.None}
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
		uses: senses{}, likeliest: map[*gazetteer.Sense]choice{}, towned: senses{}, tied: map[*gazetteer.Sense]string{}, unlisted: map[*gazetteer.Sense]*gazetteer.Sense{}, own: map[*gazetteer.Sense]vote{}, local: map[string]int{}, style: map[string]int{},
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
	clear(a.uses)
	clear(a.towned)
	clear(a.tied)
	clear(a.likeliest)
	clear(a.unlisted)
	clear(a.own)
	clear(a.local)
	clear(a.style)
	a.lineCount = [maxLines]int{}
	a.anchors = a.anchors[:0]
	a.cueCount = [cueKinds]int{}
	a.inventions, a.distinct, a.words, a.total = 0, 0, 0, 0
}

// scan finds the candidates of one sentence.
func (a *article) scan(s *doc.Sentence) {
	text := a.text[:s.End] // no match crosses the end of its sentence
	caps := allCaps(a.text[s.Start:s.End])
	var last corpus.Span // the word before
	for at := s.Start; at < s.End; {
		start, end := gazetteer.Word(text, at)
		if start == end {
			break
		}
		if word.UpperAt(text, start) {
			end = a.capitalized(text, start, end, last, caps, s)
		} else {
			a.smallCue(text[start:end])
		}
		a.words++
		last = corpus.Span{Start: start, End: end}
		at = end
	}
}

// capitalized reads the word text[start:end], which has a capital, with the
// known phrase that it may begin, and returns where what was read ends; last
// is the word before.
func (a *article) capitalized(text string, start, end int, last corpus.Span, caps bool, s *doc.Sentence) int {
	w := corpus.Span{Start: start, End: end}
	a.cue(w.Of(text))
	if word.Is(w.Of(text), "county", "township") && a.county(w, last, s) {
		return end
	}
	senses, stop := a.atlas.Longest(text, start)
	if senses == nil {
		a.code(w, s)
		return end
	}
	if senses[0].Class == gazetteer.Nowhere {
		return stop
	}
	c := newCandidate(start, stop, senses)
	c.start, c.caps = last.Empty(), caps
	if !a.written(&c) {
		return end
	}
	if !last.Empty() && joined(text[last.End:start]) {
		c.before = a.context(last)
	}
	if next, stopNext := gazetteer.Word(text, stop); next < stopNext && joined(text[stop:next]) {
		c.after = a.context(corpus.Span{Start: next, End: stopNext})
	}
	a.add(c, s)
	return stop
}

// add notes a candidate with what its neighbours say of it.
func (a *article) add(c candidate, s *doc.Sentence) {
	text := a.text
	if n := len(a.found); n > 0 {
		prev := &a.found[n-1]
		between := text[prev.End:c.Start]
		if nearby(between) {
			prev.beside = n
		}
		if len(between) <= 6 {
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
// knows: "in Smallville, Kan.". In prose it follows a preposition, in a
// dateline it opens the line.
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
		from := a.wordStart(s.Start, start)
		if from == start || !word.UpperAt(a.text, from) {
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
	if start == s.Start {
		if first := &container.senses[0]; !first.Exact || first.Class != gazetteer.Division {
			return
		}
	} else {
		stop := start - 1
		if a.text[stop] != ' ' {
			return
		}
		if k := a.kind(a.text[a.wordStart(s.Start, stop):stop]); k != placePrep && k != otherPrep {
			return
		}
	}
	if n := len(a.found); n > 0 && a.found[n-1].End > start {
		return
	}
	name := a.text[start:end]
	switch a.kind(name[strings.LastIndexByte(name, ' ')+1:]) {
	case placeHead, orgHead, title: // "at Ohio State University, Ohio"
		return
	}
	u := gazetteer.Sense{Class: gazetteer.Spot, Text: name, Name: name, Country: container.senses[0].Country}
	if container.senses[0].Class == gazetteer.Division {
		u.Region = container.senses[0].Region
	}
	c := newCandidate(start, end, a.invent(u))
	c.behind, c.place = len(a.found)+1, certain
	container.ahead = len(a.found)
	a.found = append(a.found, c)
}

// wordStart is where the run of letters begins that ends at end, not before
// floor.
func (a *article) wordStart(floor, end int) int {
	for end > floor && letter(a.text[end-1]) {
		end--
	}
	return end
}

// code adds "(KEN)".
func (a *article) code(span corpus.Span, s *doc.Sentence) {
	if span.Len() != 3 || span.Start == s.Start || span.End >= s.End || a.text[span.Start-1] != '(' || a.text[span.End] != ')' {
		return
	}
	senses := a.byCode[span.Of(a.text)]
	if senses == nil {
		return
	}
	if a.distinct < len(a.codes) && !slices.Contains(a.codes[:a.distinct], &senses[0]) {
		a.codes[a.distinct] = &senses[0]
		a.distinct++
	}
	a.found = append(a.found, newCandidate(span.Start, span.End, senses))
}

// county makes one place of "Licking County" and its like, which are too many
// for a table; last is the word before. Its country is seen when the article
// is known.
func (a *article) county(head, last corpus.Span, s *doc.Sentence) bool {
	if last.Empty() || last.End+1 != head.Start || a.text[last.End] != ' ' || !word.UpperAt(a.text, last.Start) || a.inventions == maxUnnamed {
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
		if from := a.wordStart(s.Start, i); from < i && from > s.Start && word.UpperAt(a.text, from) && a.kind(a.text[from:i]) == plain {
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
	if n > 0 && a.found[n-1].beside >= n {
		a.found[n-1].beside = doc.None
	}
	name := a.text[start:head.End]
	c := newCandidate(start, head.End, a.invent(gazetteer.Sense{Class: gazetteer.Spot, Text: name, Name: name, Ambiguous: "county"}))
	c.place = certain
	a.add(c, s)
	return true
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
			return !a.isPronoun(c)
		}
	}
	if exact {
		return c.caps && word.Is(m, c.senses[0].Text) && !a.isPronoun(c)
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
		if !word.UpperAt(w, 0) {
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

// isPronoun tells "tell US" and "OF US" in capitals from the country. In a
// headline in capitals the country has "THE" before it, or a word behind it
// that it can belong to.
func (a *article) isPronoun(c *candidate) bool {
	if c.Of(a.text) != "US" {
		return false
	}
	i := c.Start
	for i > 0 && a.text[i-1] == ' ' {
		i--
	}
	switch before := a.text[a.wordStart(0, i):i]; {
	case before == "":
		return false
	case word.Is(before, usVerbs...):
		return true
	case c.caps && word.Is(before, usPrepositions...):
		next, _ := gazetteer.Word(a.text, c.End)
		return next != c.End+1 || next >= len(a.text) || !word.UpperAt(a.text, next)
	}
	return false
}

func (a *article) word(w string) gazetteer.NameWord {
	if len(w) > 40 {
		return gazetteer.NameWord{}
	}
	a.buf = word.AppendLower(a.buf[:0], w)
	return a.names[string(a.buf)]
}

func (a *article) context(span corpus.Span) context {
	w := span.Of(a.text)
	return context{Span: span, kind: a.kind(w), cap: word.UpperAt(w, 0)}
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

// nearby reports whether what stands between two places says that the first
// lies near the other: ", just outside", ", 20 miles south of".
func nearby(gap string) bool {
	if len(gap) < 5 || len(gap) > 44 || gap[len(gap)-1] != ' ' {
		return false
	}
	gap = gap[:len(gap)-1]
	words := 0
	for rest := gap; rest != "" && words < 3; words++ { // from the last word back
		i := strings.LastIndexByte(rest, ' ')
		switch w := rest[i+1:]; {
		case words == 0 && w != "of" && w != "outside" && w != "near" && w != "from":
			return false
		case words == 0 && (w == "outside" || w == "near"):
			return gap[0] == ',' || i <= 0
		case words > 0 && word.Is(w, directions...):
			return true
		case words > 0 && !word.Is(w, "suburb", "the"):
			return false
		case words > 0 && w == "suburb":
			return true
		}
		if i < 0 {
			break
		}
		rest = rest[:i]
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// allCaps reports whether a sentence has six capitals or more and no letter in
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
