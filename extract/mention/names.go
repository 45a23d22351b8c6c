// Package mention finds who and what an article names, and every phrase that
// refers to them.
//
// NewNames finds proper names by rules: it cuts the text into runs of
// capitalized words, cuts titles and known organizations out of them, gives
// each piece points for being a person, an organization or a place, and then
// settles the pieces with what the whole article says of them: a surname that
// stood once after "Sen." is a person everywhere. New merges those names with
// the toponyms of the country stage and adds roles and pronouns.
//
// The words that the rules know are in words.tsv, which may be extended;
// names of people and organizations are in internal/gazetteer.
package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Names fills Document.Names.
type Names struct {
	lex  map[string]class
	orgs *gazetteer.Phrases[gazetteer.Org]
}

// NewNames loads what is known of names.
func NewNames() *Names { return &Names{lex: lexicon(), orgs: gazetteer.Orgs()} }

// Name is the name of the stage.
func (*Names) Name() string { return "names" }

// Needs are the layers that must be filled before.
func (*Names) Needs() doc.Layer { return doc.Tokens | doc.Sentences | doc.Toponyms }

// Gives is the layer that the stage fills.
func (*Names) Gives() doc.Layer { return doc.Names }

// Annotate fills d.Names.
func (n *Names) Annotate(d *doc.Document) {
	r := &reader{view: newView(d, n.lex), orgs: n.orgs}
	for i := range d.Sentences {
		r.sentence(&d.Sentences[i])
	}
	d.Names = r.settle()
}

// maxRun is the longest run of capitalized words that is read as one, in
// tokens. Longer ones are headlines or lists in capitals.
const maxRun = 24

// piece is a stretch of text that may be a name, with its points.
type piece struct {
	corpus.Span
	first, last         int // toks[first:last]
	person, org, place  int
	words               int  // without particles, hyphens and marks
	toponym             bool // wholly a toponym: a person only if the article says so
	headline            bool // in Title Case or capitals, where capitals say nothing
	titled              bool // right after a title
	veto                bool // the context says that it is no name
	firstWord, lastWord int  // tokens
}

type reader struct {
	*view
	orgs   *gazetteer.Phrases[gazetteer.Org]
	pieces []piece
	end    int  // of the sentence, as a token
	caps   bool // the sentence is a headline
	upper  bool // the sentence is in capitals
	office bool // the last run ended with "Secretary of", "Minister for": what comes next begins with what the office is for
}

// sentence cuts one sentence into runs and reads each.
func (r *reader) sentence(s *doc.Sentence) {
	r.end, r.office = s.Last, false
	r.caps, r.upper = r.headline(s)
	for i := s.First; i < s.Last; {
		if !r.begins(i) {
			if r.office && !r.is(i, "of", "for", "the", "and", "to") {
				r.office = false
			}
			i++
			continue
		}
		j := r.run(i)
		i = max(j, r.read(i, j))
	}
}

// headline tells whether capitals say nothing in a sentence: because nearly
// every word has one, or because every letter is one.
func (r *reader) headline(s *doc.Sentence) (caps, upper bool) {
	var words, capital, shouted int
	for i := s.First; i < s.Last; i++ {
		t := &r.toks[i]
		if i == s.First && t.class&function != 0 {
			continue
		}
		if t.mark != 0 || t.shape == word.Number || t.shape == word.Other {
			continue
		}
		if t.Len() < 4 && t.shape == word.Lower {
			continue // "of" and "the" are small in headlines
		}
		words++
		if t.shape != word.Lower && t.shape != word.Mixed {
			capital++
		}
		if t.shape == word.AllCaps && t.Len() > 1 {
			shouted++
		}
	}
	upper = words >= 3 && shouted*10 >= words*8
	if r.toks[s.Last-1].mark == '.' && words < 12 && capital < words {
		return upper, upper // headlines have no full stop
	}
	return words >= 5 && capital*10 >= words*8 || upper, upper
}

// begins reports whether a run of capitals can begin at token i.
func (r *reader) begins(i int) bool {
	t := &r.toks[i]
	if t.mark != 0 {
		return false
	}
	if t.capital {
		return true
	}
	if t.shape == word.Mixed && t.Len() > 2 { // "iPhone", "eBay", "d'Estaing", "anti-Trump"
		return t.topo < 0
	}
	if !r.has(i, particle) {
		return false
	}
	if i+1 < r.end && r.toks[i+1].capital { // "al Qaeda"
		_, end := r.known(i)
		return end > i+1
	}
	// "al-Assad", "el-Sisi"
	return t.Len() <= 4 && i+2 < r.end && r.adjacent(i) && r.toks[i+1].mark == '-' && r.adjacent(i+1) && r.toks[i+2].capital
}

// run is the end of the run of capitals that begins at token i.
func (r *reader) run(i int) int {
	j := i
	if !r.toks[j].capital && r.has(j, particle) && j+1 < r.end && r.toks[j+1].mark == '-' {
		j += 2
	}
	for j++; j < r.end && j-i < maxRun; {
		t := &r.toks[j]
		if r.cuts(j - 1) {
			return j
		}
		switch {
		case t.capital:
			if r.cuts(j) || r.lineStart(j) {
				return j
			}
			j++
		case t.mark == '-' && r.adjacent(j-1) && r.adjacent(j) && j+1 < r.end && (r.toks[j+1].capital || r.toks[j+1].class&particle != 0 && j+2 < r.end && r.toks[j+2].mark == '-' || r.syllable(j+1)):
			j += 2
		case t.mark == '&' && j+1 < r.end && r.toks[j+1].capital:
			j += 2
		case (t.mark == 's' || t.mark == '\'' && r.toks[j-1].End == t.Start) && r.has(j-1, possessive) && j+1 < r.end && r.toks[j+1].capital && !r.has(j+1, function):
			j += 2
		case t.mark == ',' && j+1 < r.end && r.has(j+1, suffix) && r.toks[j+1].capital && j > i:
			return j + 2
		case t.class&particle != 0 && t.shape == word.Lower:
			k := j + 1
			for k < r.end && k-j < 4 && (r.has(k, particle) && r.toks[k].shape == word.Lower || r.toks[k].mark == '-' && r.adjacent(k-1) && r.adjacent(k)) {
				k++
			}
			if k >= r.end || !r.toks[k].capital || r.cuts(k) {
				return j
			}
			j = k + 1
		default:
			return j
		}
	}
	return j
}

// shouted reports whether token i is a place in capitals, as datelines have it.
func (r *reader) shouted(i int) bool {
	t := &r.toks[i]
	return t.shape == word.AllCaps && t.Len() > 4 && t.topo >= 0
}

// cuts reports whether token i never stands in a run with others.
func (r *reader) cuts(i int) bool {
	t := &r.toks[i]
	if t.class&calendar != 0 {
		// "May" and "April" are names too, after or before another one.
		if t.class&(forename|surname) == 0 {
			return true
		}
		before := i > 0 && r.toks[i-1].capital && r.has(i-1, forename|honorific) && !r.has(i-1, function) && r.toks[i-1].topo < 0
		after := i+1 < r.end && r.toks[i+1].capital && r.has(i+1, surname) && !r.toks[i].initial
		return !before && !after
	}
	return t.class&function != 0 && t.class&(orgEnd|rank) == 0
}

// syllable reports whether token i is the second half of a given name such as
// "Ki-moon": short, and no word of the language that follows a hyphen.
func (r *reader) syllable(i int) bool {
	t := &r.toks[i]
	if t.shape != word.Lower || t.Len() > 6 || t.class&(ordinary|title) != 0 || i < 3 || !r.toks[i-3].capital || t.class&function != 0 && r.has(i-2, common|ordinary|nameWord) {
		return false
	}
	switch r.word(i) {
	case "led", "era", "born", "like", "held", "run", "made", "wide", "style", "only", "free", "based", "level", "type", "bound", "elect", "turned", "ruled", "owned":
		return false
	}
	return r.toks[i-2].Len() <= 6
}

// read cuts the run toks[i:j] into pieces. It returns where the reading ended,
// which is past j where a name goes on ("University of …").
func (r *reader) read(i, j int) int {
	pos := i
	titled := false
	if j-i >= 3 && r.toks[i].Len() == 1 && r.toks[i+1].mark == '-' && r.is(i, "D", "R", "I") {
		return j // "D-Mass.": the party and state of a person
	}
	if r.office {
		// "Secretary of State John Kerry", "Minister of Foreign Affairs Ali Said"
		k := pos
		for k < j && (r.has(k, cabinet) || r.toks[k].topo >= 0) {
			k++
		}
		if k < j {
			pos, titled = k, true
		} else if j < r.end && (r.is(j, "and") || r.toks[j].mark == ',') {
			return j // more of what it is for
		}
		r.office = false
		if pos == i && k == j {
			titled = false
		}
	}
	for pos < j {
		if r.toks[pos].mark != 0 {
			pos++
			continue
		}
		if r.has(pos, function) || r.cuts(pos) || r.toks[pos].initial && r.lead(pos, j) || r.gerund(pos, j) {
			if o, end := r.known(pos); end > 0 && o.Form != gazetteer.OrgNone && !r.has(pos, function) {
				pos = r.addOrg(pos, end, o)
				continue
			}
			pos++
			titled = false
			continue
		}
		if pos+1 < j && r.toks[pos].shape == word.AllCaps && !r.upper && r.has(pos, acronym) && !r.has(pos, title|honorific|forename|surname) {
			if _, end := r.known(pos); end == 0 { // "9:23 AM ET Orange News"
				pos++
				continue
			}
		}
		if end := r.organization(pos, j, titled); end > pos {
			pos = end
			titled = false
			continue
		}
		if end := r.title(pos, j); end > pos {
			pos, titled = end, true
			continue
		}
		// What is left, up to the next title or organization, is a person, a
		// place, an acronym or nothing.
		k := pos + 1
		for k < j {
			if end := r.title(k, j); end > k && !(end == j && r.has(k, surname) && r.has(k-1, forename)) {
				break
			}
			if _, end := r.known(k); end > 0 && r.toks[k].mark == 0 && !r.has(k, forename|surname) {
				break
			}
			k++
		}
		r.other(pos, k, titled)
		pos, titled = k, false
	}
	if titled && pos == j && j < r.end && r.is(j, "of", "for") {
		r.office = true
	}
	return pos
}

// lead reports whether the first word of a sentence is an ordinary word with
// a capital because it is first. A forename or title is none.
func (r *reader) lead(i, j int) bool {
	c := r.toks[i].class
	if c&ordinary == 0 || r.toks[i].topo >= 0 {
		return false
	}
	if c&(title|honorific) != 0 {
		return false
	}
	if i+2 < j && r.is(i, "will", "may") && r.has(i+1, forename) && r.toks[i+2].mark == 0 {
		return true // "Will Ann Perez run?"
	}
	if i+1 < j && r.toks[i+1].mark == 0 {
		if c&forename != 0 && r.has(i+1, surname) && !r.has(i+1, ordinary) {
			return false
		}
		// "Human Rights Watch", "Health Ministry": an organization ends the run.
		for k := i + 1; k < j; k++ {
			if r.has(k, orgEnd) {
				return false
			}
		}
	}
	return true
}

// gerund reports whether token i is a verb with a capital before a person:
// "Backing Trump", as headlines have it.
func (r *reader) gerund(i, j int) bool {
	return i+1 < j && r.has(i, common) && !r.has(i, cabinet|forename|surname|title|rank) && r.toks[i].shape == word.Capitalized &&
		strings.HasSuffix(r.word(i), "ing") && r.has(i+1, famous|forename|surname) && !r.has(i+1, common|nameWord)
}

// known is the known organization that begins at token i, and the token after
// it; 0 where there is none.
func (r *reader) known(i int) (gazetteer.Org, int) {
	start := r.toks[i].Start
	if r.toks[i].mark != 0 {
		return gazetteer.Org{}, 0
	}
	o, end, ok := r.orgs.Longest(r.text, start)
	if !ok || end > r.toks[r.end-1].End {
		return o, 0
	}
	k := i
	caps := false
	for k < len(r.toks) && r.toks[k].Start < end {
		if r.toks[k].capital || r.toks[k].shape == word.Mixed {
			caps = true
		} else if k == i && !r.has(i, particle) {
			return o, 0
		}
		k++
	}
	if r.toks[k-1].End != end && !(r.toks[k-1].End == end+1 && r.text[end] == '.') || !caps {
		return o, 0
	}
	s := r.text[start:end]
	if !r.toks[k-1].capital && r.toks[k-1].shape == word.Lower {
		return o, 0
	}
	if o.Exact && !r.upper && word.ShapeOf(s) != word.AllCaps {
		return o, 0
	}
	if k-i == 1 && !o.Curated && (r.toks[i].topo >= 0 || r.has(i, forename|surname|ordinary|function|title)) {
		return o, 0
	}
	if k-i == 1 && r.toks[i].topo >= 0 && r.toks[i].Len() == 2 {
		return o, 0
	}
	if k-i == 1 && r.toks[i].initial && o.Form == gazetteer.OrgWord && k < r.end && !r.has(k, say) && r.toks[k].mark != 's' {
		return o, 0
	}
	return o, k
}

// organization reads an organization that begins at pos, and returns the token
// after it, or pos.
func (r *reader) organization(pos, j int, titled bool) int {
	// The last head in the run before a title: "Senate Judiciary Committee".
	head := -1
	for k := pos; k < j; k++ {
		if k > pos && r.title(k, j) > k {
			break
		}
		if r.has(k, orgEnd) && r.toks[k].mark == 0 {
			head = k
		}
	}
	o, end := r.known(pos)
	if end > 0 && o.Form == gazetteer.OrgNone && head < end {
		return end
	}
	if stop := r.joint(pos, j, end); stop > 0 {
		r.add(pos, stop, piece{org: 6})
		return stop
	}
	if head >= 0 && head < j-1 && (r.has(j-1, placeEnd) || r.is(j-1, "act", "bill", "treaty", "rule", "amendment")) {
		head = -1 // "Newark Liberty International Airport", "Digital Services Act"
	}
	if end > 0 && o.Form == gazetteer.OrgMembers || titled && end-pos == 1 {
		// The member's form gives way to any longer name.
		if head <= pos {
			if titled && o.Form != gazetteer.OrgMembers {
				return pos
			}
			if o.Form == gazetteer.OrgMembers && r.members(pos, end) {
				return r.addOrg(pos, end, o)
			}
			return pos
		}
	}
	if head >= end && head > pos {
		start := pos
		// "Israeli Foreign Ministry": the ministry is named without the demonym.
		if r.is(head, "ministry", "embassy") {
			for start < head && r.demonym(start) {
				start++
			}
		}
		if r.is(head, "administration", "government", "presidency", "cabinet", "team", "campaign") && (titled || r.toks[start].topo < 0 || r.toks[start].class&famous != 0) && head-start <= 2 {
			start = -1 // "the Bush Administration"
		} else if start == head || r.personal(start, head, titled) || r.plain(start, head) || r.wholly(start, head+1) {
			start = -1
		}
		if start >= 0 {
			stop := head + 1
			score := 6
			if stop-start > 6 {
				score = 4
			}
			if r.has(head, orgOf) {
				stop = r.extend(stop, head)
			}
			r.add(start, stop, piece{org: score})
			return stop
		}
	}
	if end > 0 {
		return r.addOrg(pos, end, o)
	}
	// "University of …", "Ministry of …"; also "National Union of …"
	for k := pos; k < j; k++ {
		if k > pos && r.title(k, j) > k {
			break
		}
		if r.has(k, orgOf) && k == j-1 {
			if stop := r.extend(k+1, k); stop > k+1 && !(titled && k == pos) {
				r.add(pos, stop, piece{org: 6})
				return stop
			}
		}
	}
	return pos
}

// joint is the end of an organization whose name is a list with a head at its
// end ("Health, Education, Labor and Pensions Committee", "Telegraph and
// Telephone Corp."), 0 where toks[pos:j] does not begin one. known is the end
// of the known organization at pos.
func (r *reader) joint(pos, j, known int) int {
	if known == j && !r.has(j-1, cabinet) || r.title(pos, j) > pos || r.toks[pos].topo >= 0 && j == pos+1 {
		return 0
	}
	for range 6 {
		if j+1 >= r.end || !r.has(j-1, cabinet|common|ordinary) || r.has(j-1, orgEnd|forename|surname) && !r.has(j-1, cabinet) {
			return 0
		}
		next := j + 1
		last := r.is(j, "and") || r.toks[j].mark == '&'
		if r.toks[j].mark == ',' && r.has(j-1, cabinet) && j+2 < r.end {
			if last = r.is(next, "and"); last {
				next++
			}
		} else if !last {
			return 0
		}
		if !r.toks[next].capital || !r.has(next, cabinet|common) || r.toks[next].topo >= 0 || r.has(next, function) || r.title(next, r.end) > next && !r.has(next, cabinet) {
			return 0
		}
		stop := r.run(next)
		if last {
			for k := stop - 1; k > next; k-- {
				if r.has(k, orgEnd) && r.title(k, stop) <= k && !r.is(k, "international", "security", "energy") {
					return k + 1
				}
			}
			return 0
		}
		j = stop
	}
	return 0
}

// wholly reports whether toks[a:b] are one toponym: "Soviet Union".
func (r *reader) wholly(a, b int) bool {
	t := r.toks[a].topo
	return t >= 0 && r.toks[b-1].topo == t
}

// plain reports whether toks[a:head] are ordinary words that with the head
// make no name by themselves, at the start of a sentence: "Opposition forces".
func (r *reader) plain(a, head int) bool {
	if !r.toks[a].initial || head-a > 1 {
		return false
	}
	return r.has(a, ordinary) && r.toks[a].class&cabinet == 0
}

// members reports whether a party named by its members' word is meant:
// "Republican" before a lower-case noun, title or name; "Democrats" always.
func (r *reader) members(pos, end int) bool {
	if !r.is(pos, "democratic", "social", "christian", "liberal", "green", "labour") {
		return true
	}
	return end < r.end && (r.has(end, title|honorific|relation) || r.is(end, "party", "candidate", "nominee", "voters", "lawmakers", "primary", "leaders", "convention", "presidential", "vice", "senators", "nomination", "majority"))
}

// personal reports whether toks[a:head] and the head look like a person:
// "John Church".
func (r *reader) personal(a, head int, titled bool) bool {
	if head-a > 2 || !r.has(head, surname) {
		return false
	}
	return r.has(a, forename) && (!r.has(a, nameWord) || titled) && !r.has(a, cabinet) && r.toks[a].topo < 0
}

// extend reads "of the …" after a head and returns the token after it.
func (r *reader) extend(k, head int) int {
	for range 3 { // "Committee for the Defense of the Rights of Women"
		if k+1 >= r.end || !r.is(k, "of", "for", "on", "to", "against", "in") {
			return k
		}
		if !r.is(k, "of", "for") && !r.is(head, "committee", "subcommittee", "commission", "council", "institute", "center", "centre", "conference", "association", "congress", "foundation") {
			return k
		}
		m := k + 1
		if r.is(m, "the", "a") {
			m++
		}
		if m >= r.end || !r.toks[m].capital || r.has(m, function|calendar) && r.toks[m].topo < 0 {
			return k
		}
		if r.has(head, title) && r.title(m, r.end) > m {
			return k
		}
		n := m
		j := r.run(m)
		for n < j && (n == m || r.title(n, j) <= n || r.has(n, cabinet)) {
			n++
		}
		// Names after a country's begin a new phrase only with a comma or verb.
		for n > m && r.toks[n-1].mark != 0 {
			n--
		}
		k = n
		// "Department of Health and Human Services", "Ministry of Trade, Industry and Energy"
		for range 3 {
			if k+1 < r.end && (r.is(k, "and", "&") || r.toks[k].mark == ',' && r.list(k)) && r.toks[k+1].capital && r.toks[k+1].topo < 0 && (r.has(k+1, cabinet|orgEnd) || r.is(k, "and", "&") && r.pair(k)) {
				m := r.run(k + 1)
				for m > k+1 && r.title(m-1, m) > m-1 {
					m--
				}
				k = m
				continue
			}
			break
		}
	}
	return k
}

// pair reports whether the "and" at k joins two ordinary words at the end of a
// name: "Association for Home Care and Hospice".
func (r *reader) pair(k int) bool {
	return r.has(k-1, cabinet|common|ordinary) && r.has(k+1, common) && !r.has(k+1, title|forename|surname|function) && r.run(k+1) == k+2
}

// list reports whether the comma at k is inside the name of an office, with
// an "and" further on.
func (r *reader) list(k int) bool {
	if !r.has(k-1, cabinet) {
		return false
	}
	for m := k + 1; m < r.end && m < k+6; m++ {
		if r.is(m, "and", "&") {
			return m+1 < r.end && r.has(m+1, cabinet)
		}
		if !r.toks[m].capital && r.toks[m].mark != ',' {
			return false
		}
	}
	return false
}

// title reads a title that begins at pos, with the words that belong to it
// ("Deputy Prime Minister", "Air Force Col.", "Iraqi President"), and returns
// the token after it, or pos.
func (r *reader) title(pos, j int) int {
	k := pos
	for k < j && k-pos < 6 {
		t := &r.toks[k]
		if t.mark == '-' && k > pos {
			k++
			continue
		}
		if t.class&(title|honorific|relation) != 0 && t.capital {
			// "Justice Department", "General Assembly", "King Foundation" are no titles.
			if k+1 < j && r.has(k+1, orgEnd|orgOf) && !r.has(k+1, surname|forename|title) {
				return pos
			}
			// "Bishop", "Major", "Judge", "King", "Dean" are names too.
			if t.class&(forename|surname) != 0 && t.class&honorific == 0 {
				if k > pos && r.has(k-1, forename|surname) && r.toks[k-1].class&(rank|title|cabinet) == 0 {
					return pos
				}
				if k+1 >= j && k == pos && t.class&nameWord == 0 {
					return pos
				}
			}
			e := k + 1
			for e < j && e-pos < 8 {
				if r.toks[e].mark == '-' && e+1 < j && r.has(e+1, title|honorific|rank) {
					e += 2
				} else if r.has(e, title|honorific) && r.toks[e].capital && !(r.has(e, surname) && e == j-1 && !r.has(e, honorific)) {
					e++
				} else {
					break
				}
			}
			return e
		}
		if t.class&rank != 0 || t.class&cabinet != 0 || r.demonym(k) || k == pos && (r.country(k) || r.has(k, ordinary) && t.topo < 0) || t.topo >= 0 && k > pos && t.topo == r.toks[k-1].topo {
			k++
			continue
		}
		return pos
	}
	return pos
}

// add keeps toks[i:j] as a piece with points, and adds those of its context.
func (r *reader) add(i, j int, p piece) {
	for j > i && r.toks[j-1].mark != 0 && r.toks[j-1].mark != 's' {
		j--
	}
	for i < j && r.toks[i].mark != 0 {
		i++
	}
	if i >= j {
		return
	}
	p.first, p.last = i, j
	p.Span = corpus.Span{Start: r.toks[i].Start, End: r.toks[j-1].End}
	p.headline = r.caps
	p.firstWord, p.lastWord = i, j-1
	for k := i; k < j; k++ {
		if r.toks[k].mark == 0 && r.toks[k].class&particle == 0 || r.toks[k].capital {
			p.words++
		}
	}
	for p.lastWord > i && r.has(p.lastWord, suffix) {
		p.lastWord--
		if r.toks[p.lastWord].mark == ',' && p.lastWord > i {
			p.lastWord--
		}
	}
	r.context(&p)
	r.pieces = append(r.pieces, p)
}

// addOrg adds a known organization.
func (r *reader) addOrg(i, j int, o gazetteer.Org) int {
	p := piece{org: 6}
	switch {
	case o.Curated && o.Form != gazetteer.OrgWord:
		p.org = 8
	case o.Form == gazetteer.OrgWord:
		p.org = 5
		if r.toks[i].initial {
			p.org = 3
		}
	}
	// "Party of Norway", "Reform Party of the United States"
	if r.has(j-1, orgOf) && o.Form != gazetteer.OrgWord {
		j = r.extend(j, j-1)
	}
	if j < r.end && r.toks[j].capital && r.has(j, orgEnd) && r.toks[j-1].capital && !r.has(j, title|eventEnd) && o.Form == gazetteer.OrgName {
		j++
	}
	r.add(i, j, p)
	return j
}

// other adds what is no organization by its form: toks[i:j].
func (r *reader) other(i, j int, titled bool) {
	for i < j && r.toks[i].mark != 0 {
		i++
	}
	for j > i && r.toks[j-1].mark != 0 {
		j--
	}
	if i >= j {
		return
	}
	// Toponyms in front: "Iraqi Shiite", "U.S. Rep", "Boston Marathon".
	k := i
	for k < j && r.demonym(k) {
		k++
	}
	if k < j && r.toks[k].mark == '-' {
		k++
	}
	behind := k > i && k == j-1
	if k > i && k < j {
		i = k
	}
	if titled && j-i == 1 && r.has(i, common) && !r.has(i, famous) && r.is(i-1, "general", "executive", "head", "chief", "principal", "private", "major", "special", "star") {
		titled = false // "General Law", "the Executive Branch", "Head Start"
	}
	all := true
	for k := i; k < j; k++ {
		if r.toks[k].topo < 0 && r.toks[k].mark == 0 {
			all = false
		}
	}
	if all {
		p := piece{toponym: true, titled: titled}
		if titled && j-i == 1 && !r.demonym(i) && !r.country(i) && r.has(i, surname|forename) {
			p.person = 5 // "Sen. Washington"
		}
		r.add(i, j, p)
		return
	}
	// A country in front of a person or thing: "U.S. Steelworkers".
	if r.country(i) && i+1 < j {
		top := r.toks[i].topo
		k := i
		for k < j && r.toks[k].topo == top {
			k++
		}
		if k < j && !(r.has(i, forename) && j-i == 2) {
			i = k
		}
	}
	for j > i && r.toks[j-1].mark != 0 {
		j--
	}
	for i < j && r.toks[i].mark != 0 {
		i++
	}
	if i >= j {
		return
	}
	// Other words in front of a whole name: "Liberal Anjali Rao".
	for j-i > 2 && r.has(i, common|ordinary) && !r.has(i, forename|surname|placeStart) && r.toks[i+1].mark == 0 && r.toks[i+2].mark == 0 && !r.has(i+1, common|ordinary) && !r.has(i+2, common|ordinary) {
		i++
	}
	p := piece{titled: titled}
	if j-i == 1 && r.has(i, newspaper) && i > 0 && r.is(i-1, "the") {
		p.person = -6 // "the Post", after "The Washington Post"
	}
	if behind {
		p.person -= 3 // "the Kenyan Christian"
	}
	r.points(&p, i, j)
	r.add(i, j, p)
}

// points are those of the words themselves.
func (r *reader) points(p *piece, i, j int) {
	words, ordinaries, inits, marks := 0, 0, 0, 0
	last := j - 1
	for last > i && r.has(last, suffix) {
		last--
		if r.toks[last].mark == ',' {
			last--
		}
		p.person += 4
	}
	for k := i; k <= last; k++ {
		t := &r.toks[k]
		switch {
		case t.mark != 0:
			marks++
			if t.mark == '&' {
				p.org += 4
			}
			if t.mark == 's' {
				p.person -= 4
			}
		case t.class&particle != 0 && !t.capital:
			p.person++
		default:
			words++
			if initials(r.word(k)) {
				inits++
			} else if t.class&(ordinary|cabinet|common) != 0 && t.class&(forename|surname) == 0 {
				ordinaries++
			}
		}
	}
	f, l := &r.toks[i], &r.toks[last]
	single := words == 1 && marks == 0
	switch {
	case l.class&surname != 0 && words == 2 && f.class&(forename|nameWord) == forename && f.topo < 0:
		// "Judy Law", "Vernon Hill"
	case l.class&eventEnd != 0 && !single, f.class&eventStart != 0 && !single:
		p.person -= 6
		p.org -= 6
	case l.class&placeEnd != 0 && !single, f.class&placeStart != 0 && !single && f.class&forename == 0:
		p.place += 5
		p.person -= 3
	}
	if p.titled {
		p.person += 6
	}
	switch {
	case f.class&forename == 0:
	case f.class&nameWord != 0:
		p.person++
	case single:
		p.person += 2
	default:
		p.person += 4
	}
	switch {
	case l.class&surname == 0 || single && f.class&forename != 0:
	case l.class&nameWord != 0:
		if !single {
			p.person++
		}
	case single:
		p.person++
	default:
		p.person += 2
	}
	switch {
	case inits > 0 && words > inits:
		p.person += 3
	case inits > 0:
		p.person -= 6 // nothing but letters: "A-", "B."
	}
	if marks > 0 && r.toks[last].mark == 0 && r.toks[last-1].mark == '-' && r.demonym(last) {
		p.person -= 6 // "African-American"
	}
	p.person -= 3 * ordinaries
	if !single && words <= 3 && ordinaries == 0 {
		p.person += 2
		if !f.initial {
			p.person += 2
		}
		if l.class&famous != 0 {
			p.person += 2
		}
	}
	if words > 4 {
		p.person -= 2
	}
	if !single && l.shape == word.AllCaps && f.shape == word.Capitalized && !r.upper && !initials(r.word(last)) {
		p.person -= 5
	}
	w := r.word(i)
	if single {
		switch {
		case f.class&famous != 0 && f.shape != word.AllCaps:
			p.person += 5
		case !f.initial && f.shape == word.Capitalized && f.class&(surname|nameWord) == surname:
			p.person += 2
		case !f.initial && f.shape == word.Capitalized && f.class == 0 && len(w) > 3:
			p.person += 2
		case f.initial && f.class&(surname|forename) != 0 && f.class&(nameWord|ordinary) == 0 && i+1 < r.end && r.toks[i+1].shape == word.Lower && !r.has(i+1, function):
			p.person += 3
		}
		switch {
		case strings.ContainsAny(w, "0123456789"):
			p.person -= 6
		case f.shape == word.AllCaps && f.class&(acronym|common) == 0 && len(w) >= 2 && len(w) <= 6 && !initials(w) && !r.upper:
			p.org += 4
			p.person -= 3
		case f.shape == word.AllCaps && len(w) > 3 && initials(w):
			p.org += 3
		case inner(w):
			p.org += 3
		}
		if f.class&acronym != 0 && f.shape == word.AllCaps {
			p.org -= 8
			p.person -= 8
		}
		if f.class&(ordinary|function|calendar|eventEnd) != 0 && f.class&(forename|surname) == 0 {
			p.person -= 4
			p.place -= 4
		}
		if f.class&ordinary != 0 {
			p.person -= 2
			p.org -= 2
			p.place -= 2
		}
		if f.class&title != 0 {
			p.person -= 3
		}
	}
	if f.initial && single {
		p.person--
		p.place--
		p.org--
	}
}

// inner reports whether a capital follows a lower-case letter, as in
// "BuzzFeed" but not "McCain" or "MacDougall".
func inner(w string) bool {
	for _, prefix := range []string{"Mc", "Mac", "De", "Di", "Le", "La", "O'", "O’", "D'", "D’", "Van", "Fitz"} {
		if strings.HasPrefix(w, prefix) {
			return false
		}
	}
	for i := 1; i < len(w); i++ {
		if 'A' <= w[i] && w[i] <= 'Z' && 'a' <= w[i-1] && w[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// context adds the points that the words around a piece give it.
func (r *reader) context(p *piece) {
	s := p.first
	for s > 0 && r.toks[s-1].mark == '"' {
		s--
	}
	if s > 0 && !r.toks[p.first].initial || s > 0 && s == p.first && r.toks[s-1].mark == 0 {
		l := &r.toks[s-1]
		switch {
		case l.mark == 0 && l.shape == word.Lower && l.class&(title|relation|honorific) != 0 && l.class&ordinary == 0,
			l.mark == 0 && l.shape == word.Lower && l.class&(title|relation) != 0 && !r.is(s-1, "chief", "state", "king", "general"):
			p.person += 4
		case l.mark == ',' && s > 1 && r.toks[s-2].class&(title|relation) != 0 && r.toks[s-2].shape == word.Lower:
			p.person += 3
		case r.is(s-1, "in", "near", "at", "outside", "across"):
			p.place += 3
			p.person -= 2
		case r.is(s-1, "from", "to", "around", "of"):
			p.place++
			if p.toponym {
				p.place++
			}
		case r.is(s-1, "the", "a", "an"):
			p.org++
			p.place--
			if p.last < r.end && r.toks[p.last].mark == '-' && r.adjacent(p.last-1) {
				break // "an Obama-era rule"
			}
			if p.toponym || !p.titled {
				p.person -= 4
			}
		case l.class&say != 0 && l.shape == word.Lower:
			p.person++
			p.org++
		}
	}
	if s > 1 && r.toks[s-1].mark == '(' && (r.has(s-2, eventEnd) && r.toks[s-2].class&orgEnd == 0 ||
		p.last+1 < r.end && r.toks[p.last].mark == ')' && r.has(p.last+1, eventEnd) && r.toks[p.last+1].class&orgEnd == 0) {
		p.veto = true // "Affordable Care Act (ACA)", "Targeted Assistance (TA) program"
	}
	if s > 1 && r.toks[s-1].mark == '(' && p.words == 1 && r.abbreviates(p.first, s-2) {
		p.veto = true // "electric multiple units (EMU)"
	}
	if p.words == 1 && s > 0 && r.has(p.first, platform) && r.is(s-1, "on", "via", "to") {
		p.org -= 8
	}
	e := p.last
	if e >= r.end {
		return
	}
	t := &r.toks[e]
	next := func(n int) *tok {
		if e+n < r.end {
			return &r.toks[e+n]
		}
		return &tok{topo: -1}
	}
	switch {
	case t.mark == '-' && r.adjacent(p.last-1) && r.adjacent(e) && next(1).shape == word.Number:
		p.org -= 6 // "RX-7"
	case t.class&say != 0 && t.shape == word.Lower:
		p.person += 2
		p.org += 2
	case t.mark == 's' && next(1).capital && next(1).class&eventEnd != 0:
		p.person -= 6 // "Valentine's Day", "Murphy's Law"
	case t.mark == 's':
		p.person++
	case t.mark == 0 && t.shape == word.Lower && t.class&title != 0 && t.class&ordinary == 0:
		p.org += 2
		p.person--
	case t.mark == ',' || t.mark == '(':
		n := next(1)
		switch {
		case n.shape == word.Number && n.Len() <= 3 && next(2).mark != 0:
			p.person += 4
		case n.mark == 0 && n.topo >= 0 && t.mark == ',' && n.class&forename == 0:
			p.place += 2
		case r.is(e+1, "who", "whose", "whom"):
			p.person += 3
		case n.Len() <= 2 && n.capital && next(2).mark == '-' && t.mark != 0: // "D-Mass."
			p.person += 5
		default:
			for m := e + 1; m < e+10 && m < r.end; m++ { // "a 29-year-old mother"
				if r.toks[m].mark == ',' || r.toks[m].class&say != 0 && r.toks[m].class&title == 0 {
					break
				}
				if r.toks[m].class&(title|relation) != 0 && (r.toks[m].shape == word.Lower || m == e+1) {
					p.person += 3
					break
				}
			}
		}
	case r.is(e, "who", "whose"):
		p.person += 3
	}
	if p.toponym && !p.titled {
		p.person = min(p.person, 0) // only a longer name makes it a person
	}
}

// abbreviates reports whether token i is made of the first letters of the
// lower-case words up to token k.
func (r *reader) abbreviates(i, k int) bool {
	w := r.word(i)
	if r.toks[i].shape != word.AllCaps || len(w) < 2 || len(w) > 6 {
		return false
	}
	for n := len(w) - 1; n >= 0; n-- {
		if k >= 0 && r.toks[k].mark == '-' {
			k--
		}
		if k < 0 || r.toks[k].shape != word.Lower || r.word(k)[0] != w[n]+'a'-'A' {
			return false
		}
		k--
	}
	return true
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
