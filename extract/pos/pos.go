// Package pos tags words with their part of speech, in the tags of the Penn
// Treebank: NN, VBD, IN.
//
// The tagger goes from left to right and decides each word once, by a linear
// model over the word, its neighbours and the two tags before it (Collins
// 2002, without the search). Most of what the model says depends on one word
// alone: it is added up once for each word form and kept.
package pos

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/seq"
)

//go:embed pos.model
var file []byte

// Stage fills the tags of the tokens.
type Stage struct {
	model *seq.Model
	idle  sync.Pool // of *tagger
}

// New loads the embedded model.
func New() *Stage {
	m, err := seq.Load(file, "pos", Features)
	if err != nil {
		panic(err) // the file and the program were built together
	}
	return With(m)
}

// With is the stage with another model.
func With(m *seq.Model) *Stage {
	s := &Stage{model: m}
	s.idle.New = func() any { return newTagger(m) }
	return s
}

// Name is "pos".
func (*Stage) Name() string { return "pos" }

// Needs tokens and sentences.
func (*Stage) Needs() doc.Layer { return doc.Tokens | doc.Sentences }

// Gives tags.
func (*Stage) Gives() doc.Layer { return doc.Tags }

// Annotate tags every token of every sentence.
func (s *Stage) Annotate(d *doc.Document) {
	t := s.idle.Get().(*tagger)
	for _, sentence := range d.Sentences {
		tokens := d.Tokens[sentence.First:sentence.Last]
		t.begin()
		for i := range tokens {
			t.add(d.Text[tokens[i].Start:tokens[i].End])
		}
		for i, tag := range t.tag() {
			tokens[i].Tag = s.model.Labels[tag]
		}
	}
	t.trim()
	s.idle.Put(t)
}

// Tag gives the tags of the words of one sentence.
func (s *Stage) Tag(words []string) []string {
	t := s.idle.Get().(*tagger)
	t.begin()
	for _, w := range words {
		t.add(w)
	}
	tags := make([]string, len(words))
	for i, tag := range t.tag() {
		tags[i] = s.model.Labels[tag]
	}
	t.trim()
	s.idle.Put(t)
	return tags
}

// tagger is the room for tagging; it is for one goroutine. What it keeps of
// word forms changes only how fast it is.
type tagger struct {
	model  *seq.Model
	forms  map[string]*entry
	edge   entry
	words  []*entry // of the sentence
	count  [3]int   // of the sentence: words by the case of their first letter
	tags   []uint8
	scores []int32
	buf    []uint64
	low    []byte
}

// entry is a word form with the sums of what the model says by it alone.
type entry struct {
	form
	known  uint8   // its only tag, or Start
	own    []int16 // for its own tag; nil before it is needed, as the next
	beside [neighbours][]int16
	text   string
	low    string
}

// maxForms is how many word forms are kept from one article to the next.
const maxForms = 1 << 13

func newTagger(m *seq.Model) *tagger {
	return &tagger{model: m, forms: map[string]*entry{}, edge: entry{form: edge}, scores: make([]int32, len(m.Labels))}
}

// trim forgets the forms where they have become too many.
func (t *tagger) trim() {
	clear(t.words)
	t.words = t.words[:0]
	if len(t.forms) > maxForms {
		clear(t.forms)
	}
}

func (t *tagger) begin() {
	t.words, t.count = t.words[:0], [3]int{}
}

func (t *tagger) add(w string) {
	e := t.forms[w]
	if e == nil {
		e = t.read(w)
	}
	t.count[e.letter]++
	t.words = append(t.words, e)
}

func (t *tagger) read(w string) *entry {
	e := &entry{known: Start}
	e.form, t.low = newForm(w, t.low)
	e.text, e.low = strings.Clone(w), string(t.low) // w is a part of its article
	clear(t.scores)
	t.model.Add(t.scores, Known(w))
	for tag, s := range t.scores {
		if s > 0 {
			e.known = uint8(tag)
		}
	}
	t.forms[e.text] = e
	return e
}

// tag decides the words of the sentence one after another.
func (t *tagger) tag() []uint8 {
	titled := titled(t.count[upper], t.count[upper]+t.count[lower])
	t.tags = t.tags[:0]
	tag1, tag2 := uint8(Start), uint8(Start)
	for i, e := range t.words {
		tag := e.known
		if tag == Start {
			tag = t.decide(i, e, place(i == 0, titled), tag1, tag2)
		}
		t.tags = append(t.tags, tag)
		tag1, tag2 = tag, tag1
	}
	return t.tags
}

func (t *tagger) decide(i int, e *entry, place uint64, tag1, tag2 uint8) uint8 {
	if e.own == nil {
		t.low = append(t.low[:0], e.low...)
		t.buf = e.form.own(t.buf[:0], e.text, t.low)
		e.own = t.sum(t.buf)
	}
	var beside [neighbours][]int16
	for k, d := range offset {
		n := t.at(i + d)
		if n.beside[k] == nil {
			t.buf = n.form.beside(t.buf[:0], k)
			n.beside[k] = t.sum(t.buf)
		}
		beside[k] = n.beside[k]
	}
	n := len(e.own)
	scores, a, b, c, d := t.scores[:n], beside[0][:n], beside[1][:n], beside[2][:n], beside[3][:n]
	for tag, s := range e.own {
		scores[tag] = int32(s) + int32(a[tag]) + int32(b[tag]) + int32(c[tag]) + int32(d[tag])
	}
	t.buf = e.context(t.buf[:0], &t.at(i-1).form, &t.at(i+1).form, place, tag1, tag2)
	t.model.Sum(t.scores, t.buf)
	best := 0
	for tag, s := range t.scores {
		if s > t.scores[best] {
			best = tag
		}
	}
	return uint8(best)
}

func (t *tagger) at(i int) *entry {
	if i < 0 || i >= len(t.words) {
		return &t.edge
	}
	return t.words[i]
}

// sum adds up the weights of features: they are int8, so that of 200 features
// fits.
func (t *tagger) sum(features []uint64) []int16 {
	clear(t.scores)
	t.model.Sum(t.scores, features)
	sum := make([]int16, len(t.scores))
	for tag, s := range t.scores {
		sum[tag] = int16(s)
	}
	return sum
}
