// Package parse finds the trees of sentences: for each word its head and its
// relation to it, in Universal Dependencies.
//
// The parser goes once from left to right and never back (arc-hybrid): one
// linear model chooses the next move, another one the relation of each arc as
// it is made. Its time and memory grow with the length of the sentence alone,
// so there is no length at which it gives up.
package parse

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/seq"
)

//go:embed moves.model
var movesFile []byte

//go:embed relations.model
var relationsFile []byte

// Stage fills the arcs of the sentences that it chooses.
type Stage struct {
	choose Choice
	idle   sync.Pool // of *Parser
}

// New loads the embedded models. The stage parses the sentences that choose
// takes; the others have arcs without a relation.
func New(choose Choice) *Stage {
	moves, err := seq.LoadFlat(movesFile, "moves", Features)
	if err != nil {
		panic(err) // the file and the program were built together
	}
	relations, err := seq.Load(relationsFile, "relations", Features)
	if err != nil {
		panic(err)
	}
	s := &Stage{choose: choose}
	s.idle.New = func() any { return NewParser(moves, relations) }
	return s
}

// Name is "parse".
func (*Stage) Name() string { return "parse" }

// Needs tokens, sentences and tags.
func (*Stage) Needs() doc.Layer { return doc.Tokens | doc.Sentences | doc.Tags }

// Gives arcs.
func (*Stage) Gives() doc.Layer { return doc.Arcs }

// Annotate gives each token of a chosen sentence its arc.
func (s *Stage) Annotate(d *doc.Document) {
	p := s.idle.Get().(*Parser)
	defer s.idle.Put(p)
	d.Arcs = make([]doc.Arc, len(d.Tokens))
	for _, sentence := range d.Sentences {
		tokens := d.Tokens[sentence.First:sentence.Last]
		arcs := d.Arcs[sentence.First:sentence.Last]
		if !s.choose(d.Text, tokens) {
			for i := range arcs {
				arcs[i].Head = doc.None
			}
			continue
		}
		p.state.Reset()
		for _, t := range tokens {
			p.state.Add(d.Text[t.Start:t.End], t.Tag)
		}
		p.run(func(token, head int, relation string) {
			if head != doc.None {
				head += sentence.First
			}
			arcs[token] = doc.Arc{Head: head, Relation: relation}
		})
	}
}

// Parser is the room for parsing; it is for one goroutine.
type Parser struct {
	moves     *seq.Flat
	relations *seq.Model
	punct     uint8 // among the relations
	state     State
	features  []uint64
	scores    []int32
}

// NewParser makes a parser of two models.
func NewParser(moves *seq.Flat, relations *seq.Model) *Parser {
	punct := max(slices.Index(relations.Labels, Punct), 0)
	return &Parser{moves: moves, relations: relations, punct: uint8(punct), scores: make([]int32, len(relations.Labels))}
}

// Parse gives the tree of a sentence: for each word the index of its head, -1
// for the root, and its relation.
func (p *Parser) Parse(words, tags []string) (heads []int, relations []string) {
	p.state.Reset()
	for i, w := range words {
		p.state.Add(w, tags[i])
	}
	heads, relations = make([]int, len(words)), make([]string, len(words))
	p.run(func(token, head int, relation string) { heads[token], relations[token] = head, relation })
	return heads, relations
}

// run parses the sentence that was added, and calls arc with each token, its
// head, -1 for the root, and its relation.
func (p *Parser) run(arc func(token, head int, relation string)) {
	s := &p.state
	s.Begin()
	for !s.Done() {
		m := p.move()
		relation := uint8(NoRelation)
		if m != Shift {
			if w, h := s.Arc(m); h != s.Root() {
				relation = p.relation(w, h)
			}
		}
		s.Make(m, relation)
	}
	s.Hang()
	for w := range s.Root() {
		switch h := s.Head(w); {
		case h == s.Root():
			arc(w, -1, "root")
		case s.IsMark(w):
			arc(w, h, Punct)
		default:
			arc(w, h, p.relations.Labels[s.Relation(w)])
		}
	}
}

func (p *Parser) move() Move {
	s := &p.state
	legal, only := 0, Shift
	for m := range Moves {
		if s.Legal(m) {
			legal++
			only = m
		}
	}
	if legal == 1 {
		return only
	}
	p.features = s.MoveFeatures(p.features[:0])
	var scores [Moves]int32
	scores[Left], scores[Right] = p.moves.Sum(p.features)
	best := Moves
	for m := range Moves {
		if s.Legal(m) && (best == Moves || scores[m] > scores[best]) {
			best = m
		}
	}
	return best
}

func (p *Parser) relation(word, head int) uint8 {
	if p.state.IsMark(word) {
		return p.punct
	}
	p.features = p.state.RelationFeatures(p.features[:0], word, head)
	clear(p.scores)
	p.relations.Sum(p.scores, p.features)
	best := 0
	for y, v := range p.scores {
		if v > p.scores[best] {
			best = y
		}
	}
	return uint8(best)
}
