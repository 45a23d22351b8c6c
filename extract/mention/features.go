package mention

import (
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/cluster"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// FeaturesVersion changes whenever a model trained before would meet other
// features than it was trained with.
const FeaturesVersion = 3

// What a token is described by. Features of a form have perOffset numbers for each
// offset behind ofForm.
const (
	bias = iota
	wordPair1
	wordPair2
	wordPair3
	shapes1
	shapes2
	shapes3
	classWord1
	classWord2
	writing
	place1
	place2
	place3
	place4
	headline1
	headline2
	headline3
	knownOrg
	lexicon1
	lexicon2
	lexicon3
	articleWord
	articleWordLeft
	articleWordRight
	articlePart
	articlePartLeft
	articlePartRight
	articlePhrase
	articlePhraseHeadline
	kinPair1
	kinPair2
	kinShape
	ofForm = 40
)

// What a form is described by.
const (
	lowerWord = iota
	exactWord
	wordShape
	lexiconClass
	affix
	wordClass
	writings
	kinClass
	perOffset
)

// reach is how many tokens to each side describe a token.
const reach = 2

// form is what a word is wherever it stands in the article.
type form struct {
	lower, exact uint64 // hashes
	shape        uint64
	class        class
	affixes      [8]uint64 // hashes of its first, then last 1 to 4 bytes in lower case; 0 where it is not longer
	words        cluster.Classes
	kin          cluster.Kin
	writings     uint64 // how the article writes it elsewhere: 1 in lower case, 2 with a capital inside a sentence
}

// Description is what the features of one document's tokens are made of.
type Description struct {
	*view
	forms     []form
	form      []int32  // by token: index into forms
	sentence  []int32  // by token
	orgs      []uint64 // by token: what known organization it stands in, 0 none
	headlines []uint64 // by sentence: 1 in Title Case, 2 in capitals
	edge      form     // what stands around a sentence
	before    firstReading
}

// Features tells what the tokens of documents are described by.
type Features struct {
	lex  map[string]class
	orgs *gazetteer.Phrases[gazetteer.Org]
}

// NewFeatures loads what is known of words and organizations.
func NewFeatures() *Features { return &Features{lex: lexicon(), orgs: gazetteer.Orgs()} }

// Describe reads what the features of the tokens of d are made of.
func (f *Features) Describe(d *doc.Document) *Description {
	m := memories.Get().(*memory)
	m.articles++
	n := len(d.Tokens)
	x := &Description{forms: make([]form, 0, n/3+8), form: make([]int32, n), sentence: make([]int32, n), orgs: make([]uint64, n)}
	x.view = newView(d, f.lex, m, func(i int, k *known) {
		if k.article != m.articles {
			if !k.described {
				k.form, k.described = newForm(d.Tokens[i].Of(d.Text), k.class), true
			}
			k.article, k.index = m.articles, int32(len(x.forms))
			x.forms = append(x.forms, k.form)
		}
		x.form[i] = k.index
	})
	memories.Put(m) // not where a word was fatal: what is known of it is not whole
	x.headlines = make([]uint64, len(d.Sentences))
	x.edge = form{lower: 1, exact: 1, shape: 1}
	times := make([][2]int32, len(x.forms)) // how often in lower case, and with a capital inside a sentence
	for i := range x.toks {
		switch t := &x.toks[i]; {
		case t.shape != word.Lower && (!t.capital || t.initial):
		case t.capital:
			times[x.form[i]][1]++
		default:
			times[x.form[i]][0]++
		}
	}
	written := make(map[uint64][2]int32, len(x.forms)) // the same in any case
	for k := range x.forms {
		sum := written[x.forms[k].lower]
		written[x.forms[k].lower] = [2]int32{sum[0] + times[k][0], sum[1] + times[k][1]}
	}
	for k := range x.forms {
		x.forms[k].elsewhere(written[x.forms[k].lower])
	}
	for i := range d.Sentences {
		s := &d.Sentences[i]
		x.headlines[i] = x.headline(s)
		for k := s.First; k < s.Last; k++ {
			x.sentence[k] = int32(i)
			if !x.toks[k].capital && !x.has(k, particle) || x.orgs[k] != 0 {
				continue
			}
			if o, end := x.known(f.orgs, k, s.Last); end > k {
				x.markOrg(o, k, end)
			}
		}
	}
	return x
}

func newForm(w string, c class) form {
	lower := word.AppendLower(nil, w)
	f := form{lower: seq.Hash(lower), exact: seq.Hash(w), shape: pattern(w), class: c, words: cluster.Of(w), kin: cluster.KinOf(w)}
	for n := 1; n <= 4 && n < len(lower); n++ {
		f.affixes[n-1] = seq.Hash(lower[:n])
		f.affixes[n+3] = seq.Hash(lower[len(lower)-n:])
	}
	return f
}

// elsewhere sets writings from how often the word stands in lower case and with
// a capital: once in its own way says nothing, as that is the word itself.
func (f *form) elsewhere(times [2]int32) {
	lower, capital := int32(1), int32(2)
	if f.lower == f.exact {
		lower, capital = 2, 1
	}
	f.writings = 0
	if times[0] >= lower {
		f.writings |= 1
	}
	if times[1] >= capital {
		f.writings |= 2
	}
}

// pattern is the shape of a word in more detail than word.Shape: its runs of
// kinds of characters ("McCain" is AaAa), and its length up to 4.
func pattern(w string) uint64 {
	h, before := uint64(1), uint64(0)
	for i := 0; i < len(w) && i < maxWord; i++ {
		k := uint64(6)
		switch c := w[i]; {
		case 'a' <= c && c <= 'z' || c >= 0x80:
			k = 1
		case 'A' <= c && c <= 'Z':
			k = 2
		case '0' <= c && c <= '9':
			k = 3
		case c == '.':
			k = 4
		case c == '-':
			k = 5
		}
		if k != before {
			h = h<<3 | k
		}
		before = k
	}
	return h<<2 | uint64(min(len(w), 4)-1)
}

// headline tells whether capitals say nothing in a sentence: 2 because every
// letter is one, 1 because nearly every word has one, else 0.
func (x *Description) headline(s *doc.Sentence) uint64 {
	var words, capital, shouted int
	for i := s.First; i < s.Last; i++ {
		t := &x.toks[i]
		if i == s.First && t.class&function != 0 || t.mark != 0 || t.shape == word.Number || t.shape == word.Other {
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
	switch {
	case words >= 3 && shouted*10 >= words*8:
		return 2
	case x.toks[s.Last-1].mark == '.' && words < 12 && capital < words: // headlines have no full stop
	case words >= 5 && capital*10 >= words*8:
		return 1
	}
	return 0
}

// known is the known organization that begins at token i, and the token after
// it; i where there is none before token limit.
func (v *view) known(orgs *gazetteer.Phrases[gazetteer.Org], i, limit int) (gazetteer.Org, int) {
	if v.toks[i].mark != 0 {
		return gazetteer.Org{}, i
	}
	o, stop, ok := orgs.Longest(v.text, v.toks[i].Start)
	if !ok {
		return o, i
	}
	capital := false
	k := i
	for ; k < limit && v.toks[k].Start < stop; k++ {
		capital = capital || v.toks[k].capital || v.toks[k].shape == word.Mixed
	}
	if k-i > 1 && v.toks[k-1].shape == word.Lower && v.is(k-1, "party") {
		return o, k - 1 // "the Labour party" is named without it
	}
	end := v.toks[k-1].End
	if end != stop && end != stop+1 || !capital || o.Exact && word.ShapeOf(v.text[v.toks[i].Start:stop]) != word.AllCaps {
		return o, i
	}
	return o, k
}

// What orgs says of a token: that a known organization begins or ends with it,
// in which form it is known, and whether the list was made by hand.
const (
	orgFirst     = 1
	orgLast      = 2
	orgInside    = 8 // set for all of its tokens
	orgFormShift = 4
	orgCurated   = 1 << 7
)

func (x *Description) markOrg(o gazetteer.Org, i, end int) {
	kind := uint64(o.Form)<<orgFormShift | orgInside
	if o.Curated {
		kind |= orgCurated
	}
	for k := i; k < end; k++ {
		x.orgs[k] = kind
	}
	x.orgs[i] |= orgFirst
	x.orgs[end-1] |= orgLast
}

// toponym is what toponym token t stands in, and where in it; 0 for none.
func (x *Description) toponym(t int) uint64 {
	n := x.toks[t].topo
	if n < 0 {
		return 0
	}
	p := &x.d.Toponyms[n]
	v := uint64(1)
	if p.Kind == doc.Country {
		v |= 2
	}
	if p.Form == doc.FormDemonym {
		v |= 4
	}
	if x.toks[t].Start == p.Start {
		v |= 8
	}
	if x.toks[t].End >= p.End {
		v |= 16
	}
	return v
}

// First appends the features of token t in the first reading, which the second
// has too.
func (x *Description) First(out []uint64, t int) []uint64 {
	s := &x.d.Sentences[x.sentence[t]]
	for off := -reach; off <= reach; off++ {
		f := x.formAt(s, t+off)
		out = formFeatures(out, f, off)
		if off >= -1 && off <= 1 {
			out = append(out, writingsOf(f, off))
		}
	}
	w, p := x.writtenAround(t), x.pairs(t)
	out = append(out, w[0], p[0], p[1], p[2], w[1], w[2], w[3], p[3], p[4], p[5], p[6], kinShapeOf(x.formAt(s, t)), w[4], w[5], w[6], w[7])
	return x.around(out, t)
}

// formAt is the form of token t, or the edge where that is not in sentence s.
func (x *Description) formAt(s *doc.Sentence, t int) *form {
	if t < s.First || t >= s.Last {
		return &x.edge
	}
	return &x.forms[x.form[t]]
}

// formFeatures appends what the word of a form says that stands off tokens from
// the one that is described. All of it is known from the word alone.
func formFeatures(out []uint64, f *form, off int) []uint64 {
	t := ofForm + perOffset*(off+reach)
	out = append(out, seq.Join(t+lowerWord, f.lower), seq.Join(t+wordShape, f.shape))
	for c, n := f.class, uint64(0); c != 0; c, n = c>>1, n+1 {
		if c&1 != 0 {
			out = append(out, seq.Join(t+lexiconClass, n))
		}
	}
	for n, c := range f.words {
		if off == 0 || n == 1 || n == cluster.Places || n < cluster.Places && off >= -1 && off <= 1 {
			out = append(out, seq.Join2(t+wordClass, uint64(n), uint64(c)))
		}
	}
	for n, c := range f.kin {
		if off >= -1 && off <= 1 || n == 1 {
			out = append(out, seq.Join2(t+kinClass, uint64(n), uint64(c)))
		}
	}
	if off < -1 || off > 1 {
		return out
	}
	out = append(out, seq.Join(t+exactWord, f.exact))
	for n, a := range f.affixes {
		if a != 0 && (off == 0 || n%4 == 2) {
			out = append(out, seq.Join(t+affix, a+uint64(n)))
		}
	}
	return out
}

// writingsOf is what the article says of the word of a form at most one token
// off.
func writingsOf(f *form, off int) uint64 {
	return seq.Join(ofForm+perOffset*(off+reach)+writings, f.writings)
}

// lexical are the classes whose combinations tell names.
const lexical = forename | surname | nameWord | title | honorific | rank | orgEnd | orgOf | placeEnd | particle | cabinet | eventEnd

// kinShapeOf is another feature of the token that has a form: what the word of
// the form says, too.
func kinShapeOf(f *form) uint64 { return seq.Join2(kinShape, uint64(f.kin[1]), f.shape) }

// flags are what headlines and the beginnings of sentences do to the capitals of
// token t.
func (x *Description) flags(t int) uint64 {
	flags := x.headlines[x.sentence[t]]
	if x.toks[t].initial {
		flags |= 4
	}
	return flags
}

// telltale are the classes that tell what a capital says.
const telltale = common | ordinary | function | forename | surname | nameWord

// writtenAround are the features of how token t and those beside it are written.
func (x *Description) writtenAround(t int) [8]uint64 {
	s := &x.d.Sentences[x.sentence[t]]
	b, c, d := x.formAt(s, t-1), x.formAt(s, t), x.formAt(s, t+1)
	flags := x.flags(t)
	return [...]uint64{
		seq.Join(bias, 0),
		seq.Join3(shapes1, b.shape, c.shape, d.shape),
		seq.Join2(shapes2, b.shape, c.shape),
		seq.Join2(shapes3, c.shape, d.shape),
		seq.Join2(writing, c.shape, c.writings),
		seq.Join2(headline1, flags, c.shape),
		seq.Join3(headline2, flags, uint64(c.class&telltale), c.shape),
		seq.Join3(headline3, flags, c.writings, c.shape),
	}
}

// writingAround is what writtenAround depends on.
func (x *Description) writingAround(t int) uint64 {
	s := &x.d.Sentences[x.sentence[t]]
	b, c, d := x.formAt(s, t-1), x.formAt(s, t), x.formAt(s, t+1)
	return seq.Join3(0, seq.Join3(0, b.shape, c.shape, d.shape), uint64(c.class&telltale), x.flags(t)<<2|c.writings)
}

// pairs are the features of two words.
func (x *Description) pairs(t int) [7]uint64 {
	s := &x.d.Sentences[x.sentence[t]]
	b, c, d := x.formAt(s, t-1), x.formAt(s, t), x.formAt(s, t+1)
	wb, wd := uint64(b.words[1]), uint64(d.words[1])
	kb, kc, kd := uint64(b.kin[1]), uint64(c.kin[1]), uint64(d.kin[1])
	return [...]uint64{
		seq.Join2(wordPair1, b.lower, c.lower),
		seq.Join2(wordPair2, c.lower, d.lower),
		seq.Join2(wordPair3, b.lower, d.lower),
		seq.Join2(classWord1, wb, c.lower),
		seq.Join2(classWord2, wd, c.lower),
		seq.Join2(kinPair1, kb, kc),
		seq.Join2(kinPair2, kc, kd),
	}
}

// around appends the features of what lists know of token t and those beside it.
func (x *Description) around(out []uint64, t int) []uint64 {
	s := &x.d.Sentences[x.sentence[t]]
	b, c, d := x.formAt(s, t-1), x.formAt(s, t), x.formAt(s, t+1)
	wb, wd := uint64(b.words[1]), uint64(d.words[1])
	for k := max(t-1, s.First); k <= t+1 && k < s.Last; k++ {
		off := uint64(k - t + 1)
		if v := x.toponym(k); v != 0 {
			out = append(out, seq.Join2(place1, off, v))
			if k == t {
				out = append(out, seq.Join2(place2, v, d.lower), seq.Join2(place3, v, b.lower), seq.Join3(place4, v, wb, wd))
			}
		}
		if v := x.orgs[k]; v != 0 {
			out = append(out, seq.Join2(knownOrg, off, v))
		}
	}
	lb, lc, ld := uint64(b.class&lexical), uint64(c.class&lexical), uint64(d.class&lexical)
	if lb|lc != 0 {
		out = append(out, seq.Join3(lexicon1, lb, lc, c.shape))
	}
	if lc|ld != 0 {
		out = append(out, seq.Join3(lexicon2, lc, ld, c.shape))
	}
	if lb|lc|ld != 0 {
		out = append(out, seq.Join3(lexicon3, lb, lc, ld))
	}
	return out
}

// TokenAt is the first token that begins at or after a byte of the text, the
// number of tokens where none does.
func (x *Description) TokenAt(b int) int { return x.at(b) }
