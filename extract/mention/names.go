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

// piece is a stretch of text that may be a name, with its points.
type piece struct {
	corpus.Span
	first, last int // toks[first:last]
	points
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

// read cuts the run toks[i:j] into pieces. It returns where the reading ended,
// which is past j where a name goes on ("University of …").
func (r *reader) read(i, j int) int {
	if j-i >= 3 && r.toks[i].Len() == 1 && r.toks[i+1].mark == '-' && r.is(i, "D", "R", "I") {
		return j // "D-Mass.": the party and state of a person
	}
	pos, titled := i, false
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
	}
	for pos < j {
		switch {
		case r.toks[pos].mark != 0:
			pos++
			continue
		case r.has(pos, function):
			pos, titled = pos+1, false
			continue
		case r.cuts(pos) || r.toks[pos].initial && r.lead(pos, j) || r.gerund(pos, j):
			if o, end := r.known(pos); end > 0 && o.Form != gazetteer.OrgNone {
				pos = r.addOrg(pos, end, o)
			} else {
				pos, titled = pos+1, false
			}
			continue
		case pos+1 < j && r.toks[pos].shape == word.AllCaps && !r.upper && r.has(pos, acronym) && !r.has(pos, title|honorific|forename|surname):
			if _, end := r.known(pos); end == 0 { // "9:23 AM ET Orange News"
				pos++
				continue
			}
		}
		if end := r.organization(pos, j, titled); end > pos {
			pos, titled = end, false
			continue
		}
		if end := r.title(pos, j); end > pos {
			pos, titled = end, true
			continue
		}
		end := r.otherEnd(pos, j)
		r.other(pos, end, titled)
		pos, titled = end, false
	}
	if titled && pos == j && j < r.end && r.is(j, "of", "for") {
		r.office = true
	}
	return pos
}

// otherEnd is where what begins at pos ends at the latest if it is a person, a
// place, an acronym or nothing: at the next title or organization, or at j.
func (r *reader) otherEnd(pos, j int) int {
	for k := pos + 1; k < j; k++ {
		if end := r.title(k, j); end > k && !(end == j && r.has(k, surname) && r.has(k-1, forename)) {
			return k
		}
		if _, end := r.known(k); end > 0 && !r.has(k, forename|surname) {
			return k
		}
	}
	return j
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
	if r.national(i, j) > i {
		return false
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

// other adds what is no organization by its form: toks[i:j].
func (r *reader) other(i, j int, titled bool) {
	if i, j = r.trim(i, j); i >= j {
		return
	}
	// Demonyms in front: "Iraqi Shiite", "Boston Marathon".
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
	if titled && j-i == 1 && r.has(i, common) && !r.has(i, famous) && r.has(i-1, adjectival) {
		titled = false // "General Law", "the Executive Branch", "Head Start"
	}
	if r.toponyms(i, j) {
		p := piece{toponym: true, titled: titled}
		if titled && j-i == 1 && !r.demonym(i) && !r.country(i) && r.has(i, surname|forename) {
			p.person = firm // "Sen. Washington"
		}
		r.add(i, j, p)
		return
	}
	// A country in front of a person or thing: "U.S. Steelworkers".
	if r.country(i) && !(r.has(i, forename) && j-i == 2) {
		top := r.toks[i].topo
		for i < j && r.toks[i].topo == top {
			i++
		}
	}
	if i, j = r.trim(i, j); i >= j {
		return
	}
	// Other words in front of a whole name: "Liberal Anjali Rao".
	for j-i > 2 && r.has(i, common|ordinary) && !r.has(i, forename|surname|placeStart) && r.toks[i+1].mark == 0 && r.toks[i+2].mark == 0 && !r.has(i+1, common|ordinary) && !r.has(i+2, common|ordinary) {
		i++
	}
	p := piece{titled: titled}
	if j-i == 1 && r.has(i, newspaper) && r.is(i-1, "the") {
		p.person = -sure // "the Post", after "The Washington Post"
	}
	if behind {
		p.person -= strong // "the Kenyan Christian"
	}
	r.wordPoints(&p, i, j)
	r.add(i, j, p)
}

// trim is toks[i:j] without the marks at both ends.
func (r *reader) trim(i, j int) (int, int) {
	for i < j && r.toks[i].mark != 0 {
		i++
	}
	for j > i && r.toks[j-1].mark != 0 {
		j--
	}
	return i, j
}

// toponyms reports whether all words of toks[i:j] are in toponyms.
func (r *reader) toponyms(i, j int) bool {
	for k := i; k < j; k++ {
		if r.toks[k].topo < 0 && r.toks[k].mark == 0 {
			return false
		}
	}
	return true
}
