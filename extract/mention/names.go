// Package mention finds who and what an article names, and every phrase that
// refers to them.
//
// Names finds proper names: a linear model (internal/seq, names.model) labels
// the tokens of each sentence by their form, their class in raw news, the
// words around them and what lists know of them, and then once more, knowing
// how the whole article was labelled: a surname that stood once after "Sen." is
// a person everywhere. Mentions merges those names with the toponyms of the
// country stage and adds roles and pronouns.
//
// The words that the stages know are in words.tsv, which may be extended;
// names of people and organizations are in internal/gazetteer.
package mention

import (
	_ "embed"
	"math"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

//go:embed names.model
var namesModel []byte

// ModelName is the name of the model of names in its file.
const ModelName = "names"

// Names fills Document.Names.
type Names struct {
	features *Features
	model    *seq.Model
	without  Knowledge
	pool     *sync.Pool // of *labeller
}

// NewNames loads what is known of names.
func NewNames() *Names {
	n, err := NewNamesWith(namesModel, 0)
	if err != nil {
		panic(err) // the embedded file is of another version than the program
	}
	return n
}

// NewNamesWith is NewNames with another model than the embedded one, and
// without some of what it knows. It keeps file, which must not change. The
// error says what is wrong with it.
func NewNamesWith(file []byte, without Knowledge) (*Names, error) {
	m, err := seq.Load(file, ModelName, FeaturesVersion)
	if err != nil {
		return nil, err
	}
	n := &Names{features: NewFeatures(), model: m, without: without}
	n.pool = &sync.Pool{New: func() any { return &labeller{model: m, decoder: seq.NewDecoder(m)} }}
	return n, nil
}

// Name is the name of the stage.
func (*Names) Name() string { return "names" }

// Needs are the layers that must be filled before.
func (*Names) Needs() doc.Layer { return doc.Tokens | doc.Sentences | doc.Toponyms }

// Gives is the layer that the stage fills.
func (*Names) Gives() doc.Layer { return doc.Names }

// Annotate fills d.Names.
func (n *Names) Annotate(d *doc.Document) {
	if len(d.Tokens) == 0 {
		return
	}
	x := n.features.Describe(d)
	x.Forget(n.without)
	l := n.pool.Get().(*labeller)
	l.read(x, n.without&Article == 0)
	if n.without&Article == 0 {
		x.agree(l.labels)
	}
	if n.without&Lists == 0 {
		x.listed(l.labels)
	}
	d.Names = x.names(l.labels, l.margins)
	n.pool.Put(l)
}

// labeller labels the tokens of one document after another.
type labeller struct {
	model    *seq.Model
	decoder  *seq.Decoder
	features []uint64
	scores   []int32 // by token and label
	forms    []int32 // by form, offset and label: what the form adds to a token there
	known    []bool  // by form and offset: forms has it
	labels   []uint8
	margins  []int32
}

// read labels the tokens of x, twice where again.
func (l *labeller) read(x *Description, again bool) {
	n := len(x.toks)
	l.scores, l.labels, l.margins = room(l.scores, n*labels), room(l.labels, n), room(l.margins, n)
	l.forms, l.known = room(l.forms, (len(x.forms)+1)*(2*reach+1)*labels), room(l.known, (len(x.forms)+1)*(2*reach+1))
	clear(l.known)
	clear(l.scores)
	for i := range x.d.Sentences {
		s := &x.d.Sentences[i]
		for t := s.First; t < s.Last; t++ {
			scores := l.scores[t*labels : (t+1)*labels]
			for off := -reach; off <= reach; off++ {
				k := len(x.forms) // the edge
				if t+off >= s.First && t+off < s.Last {
					k = int(x.form[t+off])
				}
				for y, w := range l.form(x, k, off) {
					scores[y] += w
				}
			}
			l.features = x.around(l.features[:0], t)
			l.add(scores)
		}
		l.decoder.Decode(l.scores[s.First*labels:s.Last*labels], l.labels[s.First:s.Last])
	}
	if again {
		x.Learn(l.labels)
		for t := range n {
			l.features = x.Again(l.features[:0], t)
			l.add(l.scores[t*labels : (t+1)*labels])
		}
	}
	for _, s := range x.d.Sentences {
		scores := l.scores[s.First*labels : s.Last*labels]
		l.decoder.Decode(scores, l.labels[s.First:s.Last])
		l.decoder.Margins(scores, l.labels[s.First:s.Last], l.margins[s.First:s.Last])
	}
}

// form is what form k of x adds to the scores of the token that it stands off
// tokens from: looked up once for each article.
func (l *labeller) form(x *Description, k, off int) []int32 {
	at := k*(2*reach+1) + off + reach
	scores := l.forms[at*labels : (at+1)*labels]
	if !l.known[at] {
		l.known[at] = true
		clear(scores)
		f := &x.edge
		if k < len(x.forms) {
			f = &x.forms[k]
		}
		l.features = formFeatures(l.features[:0], f, off)
		l.add(scores)
	}
	return scores
}

func (l *labeller) add(scores []int32) { l.model.Sum(scores, l.features) }

func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// names reads the names off the labels. margins are how sure each label is.
func (x *Description) names(l []uint8, margins []int32) []doc.Name {
	out := make([]doc.Name, 0, len(l)/16)
	done := 0
	for t := 0; t < len(l); {
		end, kind := nameAt(l, t)
		if kind == 0 {
			t++
			continue
		}
		margin := margins[t]
		for _, m := range margins[t:end] {
			margin = min(margin, m)
		}
		for from := t; from < end; {
			to := from
			for to < end && !x.slash(to) {
				to++
			}
			a, b := x.trim(kinds[kind-1], from, to)
			a = max(a, done)
			if b > end && l[end] != outside {
				b = end
			}
			if a < b && !x.nameless(kinds[kind-1], a, b) {
				done = b
				span := corpus.Span{Start: x.toks[a].Start, End: x.toks[b-1].End}
				out = append(out, doc.Name{Span: span, Kind: kinds[kind-1], Confidence: confidence(margin)})
			}
			from = to + 1
		}
		t = end
	}
	return out
}

// agree puts right what the whole article says of people whose names are those
// of places, or of no one else: "Jordan Amadi" where Amadi is a person
// elsewhere, "Washington said" where the article has a Harold Washington, the
// first word of a sentence before one of them.
func (x *Description) agree(l []uint8) {
	for t := range l {
		switch {
		case x.toks[t].capital && t+1 < len(l) && x.sentence[t+1] == x.sentence[t] && x.apart(l, t) && x.isPerson(t+1):
			label(l[t:t+2], doc.Person)
		case t+1 < len(l) && x.has(t, forename) && x.toks[t].topo < 0 && x.has(t+1, surname) && x.toks[t+1].topo >= 0 && l[t] != outside && kinds[kindOf(l[t])-1] == doc.Organization && partOf(l[t]) == first && partOf(l[t+1]) == last:
			label(l[t:t+2], doc.Person) // "Harold Washington"
		case t+1 < len(l) && x.has(t, function) && (t == 0 || x.toks[t].initial || x.toks[t-1].mark != 0) && l[t] != outside && partOf(l[t]) == first && partOf(l[t+1]) == last && x.isPerson(t+1):
			l[t] = outside // "In Byron's later letters", and not "He Jiankui"
			label(l[t+1:t+2], doc.Person)
		case l[t] != outside && partOf(l[t]) == only && kinds[kindOf(l[t])-1] == doc.Organization && (x.surnameOnly(t) || x.circled(t)):
			label(l[t:t+1], doc.Person)
		case l[t] != outside && partOf(l[t]) == only && kinds[kindOf(l[t])-1] == doc.Person && x.country(t) && x.is(t-1, "in", "into", "within", "across", "near", "outside", "throughout"):
			label(l[t:t+1], doc.Place) // "in Jordan", whoever else is called so
		case l[t] != outside && partOf(l[t]) == only && kinds[kindOf(l[t])-1] == doc.Place && !x.country(t) && x.speaks(t):
			if f := x.before.words[x.forms[x.form[t]].lower]; f != nil && f.part[last][1] > 0 {
				label(l[t:t+1], doc.Person)
			}
		}
	}
}

// apart reports whether token t, a forename, and the next are in no name with
// others, or both together are one of no person.
func (x *Description) apart(l []uint8, t int) bool {
	alone := func(y uint8) bool { return y == outside || partOf(y) == only }
	if alone(l[t]) {
		return alone(l[t+1]) && x.has(t, forename)
	}
	return partOf(l[t]) == first && l[t+1] != outside && partOf(l[t+1]) == last && kinds[kindOf(l[t])-1] != doc.Person
}

// isPerson reports whether token t has a capital and is a person by itself,
// here or elsewhere in the article, and no word that says otherwise.
func (x *Description) isPerson(t int) bool {
	k := &x.toks[t]
	if !k.capital || k.shape != word.Capitalized || k.topo >= 0 || k.class&(orgEnd|orgOf|placeEnd|title|honorific|rank|eventEnd|calendar|function) != 0 {
		return false
	}
	f := x.before.words[x.forms[x.form[t]].lower]
	if f == nil {
		return false
	}
	alone := f.as
	for _, p := range f.part {
		for kind := range alone {
			alone[kind] -= p[kind]
		}
	}
	return alone[1] > 0 && alone[1] >= alone[2]+alone[3]
}

// surnameOnly reports whether the word of token t is the last one of a person's
// name, and else nothing but people: "told Oloo" after "Peter Oloo".
func (x *Description) surnameOnly(t int) bool {
	f := x.before.words[x.forms[x.form[t]].lower]
	return f != nil && x.toks[t].shape == word.Capitalized && f.part[last][1] > 0 && f.as[1] > 1 && f.as[0]+f.as[2]+f.as[3] <= 1
}

// circled reports whether token t, which is no known organization or place,
// stands before what only people have around them: "the Oloo administration".
func (x *Description) circled(t int) bool {
	return x.is(t+1, "administration", "presidency") && x.toks[t].shape == word.Capitalized && x.orgs[t] == 0 && x.toks[t].topo < 0 &&
		x.has(t, forename|surname) && x.toks[t].class&(orgEnd|cabinet|title|public) == 0
}

// speaks reports whether a verb of speech is right before or behind token t.
func (x *Description) speaks(t int) bool {
	return x.has(t+1, say) && x.toks[t+1].shape == word.Lower || t > 0 && x.has(t-1, say) && x.toks[t-1].shape == word.Lower
}

// listed puts what the lists of organizations are sure of into the labels: a
// whole name that the reading found nothing in, or only a part of, becomes an
// organization, and what looks like one and is none becomes nothing.
func (x *Description) listed(l []uint8) {
	for a := 0; a < len(l); a++ {
		if x.orgs[a]&orgFirst == 0 {
			continue
		}
		b := a + 1
		for x.orgs[b-1]&orgLast == 0 {
			b++
		}
		form := gazetteer.OrgForm(x.orgs[a] >> orgFormShift & 3)
		switch {
		case l[a] != outside && partOf(l[a]) != first && partOf(l[a]) != only,
			b < len(l) && l[b] != outside && partOf(l[b]) != first && partOf(l[b]) != only:
			// a part of a longer name
		case form == gazetteer.OrgNone:
			clear(l[a:b])
		case form == gazetteer.OrgName && (x.orgs[a]&orgCurated != 0 || b-a > 2 && x.capitals(a, b)):
			label(l[a:b], doc.Organization)
		}
	}
}

// capitals reports whether all words of toks[a:b] but the smallest have a
// capital.
func (x *Description) capitals(a, b int) bool {
	for ; a < b; a++ {
		if t := &x.toks[a]; t.mark == 0 && !t.capital && t.class&function == 0 {
			return false
		}
	}
	return true
}

// nameless reports whether toks[a:b] names nothing that is an entity: a word
// that says only what something is ("Committee"), a law, an event.
func (x *Description) nameless(kind doc.Kind, a, b int) bool {
	if x.orgs[a]&orgFirst != 0 && x.orgs[b-1]&orgLast != 0 {
		return false // a known one
	}
	const says = orgEnd | orgOf | title | cabinet | rank | function
	single := b-a == 1
	switch {
	case single && x.toks[a].mark != 0:
		return true
	case single && x.toks[a].shape == word.Lower && x.has(a, common):
		return true // "the conservative Club for Growth"
	case single && x.has(a, calendar) && b < len(x.toks) && x.toks[b].shape == word.Number:
		return true // "May 3"
	case single && x.has(a, says) && !x.has(a, forename|surname) && x.toks[a].topo < 0:
		return x.toks[a].shape != word.AllCaps || x.toks[a].class&function != 0
	case kind != doc.Organization:
		return false
	case single && a > 1 && x.toks[a-1].mark == '(' && x.toks[a-2].capital && x.has(a-2, law|eventEnd) && !x.has(a-2, orgEnd):
		return true // "the Affordable Care Act (ACA)"
	case !single && x.has(b-1, law) && !x.has(b-1, orgEnd):
		return true
	}
	return b < len(x.toks) && x.toks[b].capital && x.has(b, law) && !x.has(b, orgEnd)
}

// trim cuts toks[a:b] down to a name as DESIGN draws it: without titles,
// "the" and the possessive 's.
func (x *Description) trim(kind doc.Kind, a, b int) (int, int) {
	if b-a > 1 && x.toks[b-1].mark == '-' && kind == doc.Person && x.syllable(b) {
		b++ // "Moon Jae-in"
	}
	for b > a && (x.toks[b-1].mark == 's' && kind != doc.Organization || strings.IndexByte("-,;:/=([\"", x.toks[b-1].mark) >= 0) {
		b--
	}
	for a < b && strings.IndexByte("-,;:/=)]\"*", x.toks[a].mark) >= 0 {
		a++
	}
	if b-a > 2 && x.toks[a].Len() == 1 && x.toks[a+1].mark == '-' && x.is(a, "D", "R", "I") && kind != doc.Organization {
		a += 2 // "R-Utica"
	}
	if b-a > 1 && x.is(a, "the") {
		a++
	}
	if kind == doc.Organization && b > a && b < len(x.toks) && x.sentence[b] == x.sentence[b-1] && x.toks[b].capital && x.is(b, "co", "co.", "corp", "corp.", "inc", "inc.", "ltd", "ltd.", "llc", "plc") {
		b++
	}
	if kind == doc.Organization && b-a == 1 && a > 0 && x.has(a, public|orgEnd) && x.demonym(a-1) {
		a = x.startOf(a - 1) // "Nigerian Army"
	}
	if kind == doc.Organization {
		b = x.office(a, b)
	}
	if kind != doc.Person {
		return a, b
	}
	k := a
	for k < b && (x.has(k, honorific) || x.has(k, title|rank) && (!x.has(k, forename|surname) || x.has(k+1, forename) && k+1 < b-1)) {
		k++
	}
	if k < b && x.toks[k].mark == 0 {
		a = k
	}
	return a, b
}

// slash reports whether token t is a slash with space around it, as it stands
// between names.
func (x *Description) slash(t int) bool {
	return x.toks[t].mark == '/' && t > 0 && !x.adjacent(t-1) && !x.adjacent(t)
}

// office is where an organization ends that has swallowed the title of the
// person behind it: "Supreme Court Justice Ada Brant", and "White House Press"
// of its "Press Secretary". Only lists tell where.
func (x *Description) office(a, b int) int {
	e := b
	switch {
	case e == len(x.toks) || !x.toks[e].capital || x.sentence[e] != x.sentence[a]:
	case x.is(e, "chairman", "chairwoman", "chair"): // "Senate Judiciary Chairman" is of the committee
	case x.has(e, title):
		for e > a+1 && x.has(e-1, rank|cabinet) && x.orgs[e-1] == 0 {
			e--
		}
	case x.has(b-1, title) && x.orgs[b-1] == 0:
		e--
	}
	if e > a && e < b && x.orgs[e-1]&orgLast != 0 {
		return e
	}
	return b
}

// syllable reports whether token t is the small second half of a given name,
// right behind a hyphen: "Moon Jae-in".
func (x *Description) syllable(t int) bool {
	return t < len(x.toks) && x.adjacent(t-2) && x.adjacent(t-1) && x.toks[t].shape == word.Lower && x.toks[t].Len() <= 6
}

// startOf is the first token of the toponym that token t is in.
func (x *Description) startOf(t int) int {
	for t > 0 && x.toks[t-1].topo == x.toks[t].topo {
		t--
	}
	return t
}

// Gold writes the labels of names into out, which has one for each token, and
// reports the names that do not begin and end with tokens. Names are drawn as
// DESIGN does, whatever else their set says, and places are cut at commas.
func (x *Description) Gold(names []doc.Name, out []uint8) (off []doc.Name) {
	for _, n := range names {
		a, b := x.at(n.Start), x.at(n.End)
		if a >= b || x.toks[a].Start != n.Start || x.toks[b-1].End != n.End {
			off = append(off, n)
			continue
		}
		a, b = x.trim(n.Kind, a, b)
		for a < b {
			end := a
			for end < b && (n.Kind != doc.Place || x.toks[end].mark != ',') {
				end++
			}
			if end > a {
				label(out[a:end], n.Kind)
			}
			a = end + 1
		}
	}
	return off
}

// Unit is what a weight of 1 of the model's training is as a whole number.
const Unit = 24

// What margins are worth: names of texts that the model did not see are right
// as often as half the margin says, and never more than 98.5 times in 100
// (TestConfidence in train/recognizer).
const (
	overrated = 2
	mostSure  = 4.2
)

// confidence is how likely a name is right whose weakest label wins by margin,
// to three decimals so that every machine gives the same.
func confidence(margin int32) float64 {
	m := min(float64(margin)/(overrated*Unit), mostSure)
	return math.Round(1000/(1+math.Exp(-m))) / 1000
}
