// Package parse finds the trees of sentences: for each word its head and its
// relation to it, in Universal Dependencies.
//
// The parser goes once from left to right and never back (arc-hybrid): one
// linear model chooses the next move; when the tree is done, another one names
// the relations. Its time and memory grow with the length of the sentence alone,
// so there is no length at which it gives up.
package parse

import (
	_ "embed"
	"math"
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
	rest   bool      // keep the arcs that are there
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

// NewRest is New for a later pass over the same article: it parses those of the
// sentences that choose takes that have no tree yet.
func NewRest(choose Choice) *Stage {
	s := New(choose)
	s.rest = true
	return s
}

// Name is "parse", and "parse rest" of a later pass.
func (s *Stage) Name() string {
	if s.rest {
		return "parse rest"
	}
	return "parse"
}

// Needs tokens, sentences and tags, and a later pass the arcs of the first.
func (s *Stage) Needs() doc.Layer {
	if s.rest {
		return doc.Tokens | doc.Sentences | doc.Tags | doc.Arcs
	}
	return doc.Tokens | doc.Sentences | doc.Tags
}

// Gives arcs.
func (*Stage) Gives() doc.Layer { return doc.Arcs }

// Annotate gives each token of a chosen sentence its arc.
func (s *Stage) Annotate(d *doc.Document) {
	p := s.idle.Get().(*Parser)
	if !s.rest {
		d.Arcs = make([]doc.Arc, len(d.Tokens))
	}
	for _, sentence := range d.Sentences {
		if s.rest && sentence.First < sentence.Last && d.Arcs[sentence.First].Relation != "" {
			continue
		}
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
	s.idle.Put(p) // not where a word was fatal: what is known of it is not whole
}

// Parser is the room for parsing; it is for one goroutine.
type Parser struct {
	moves     *seq.Flat
	relations *seq.Model
	state     State
	features  []uint64
	scores    []int32
	stack     []speaks // what the StackFeatures of each word on it say
	ahead     speaks   // what the NextFeatures say
	next      int      // where

	// What words say alone: of the sentence's by node, that of no word last, and
	// of all words, kept from one sentence to the next.
	alone []wordSpeaks
	words *seq.WordCache

	named *seq.WordCache // what words say of their relation by themselves
}

// wordSpeaks is what a word says by itself in each role.
type wordSpeaks [roles]speaks

// NewParser makes a parser of two models.
func NewParser(moves *seq.Flat, relations *seq.Model) *Parser {
	labels := len(relations.Labels)
	return &Parser{
		moves: moves, relations: relations, state: State{lean: true}, scores: make([]int32, labels),
		words: seq.NewWordCache(2 * int(roles)), named: seq.NewWordCache(labels),
	}
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
	p.stack, p.next = p.stack[:0], nobody
	p.alone = p.alone[:0]
	for i := range s.nodes {
		p.alone = append(p.alone, p.ofWord(&s.nodes[i]))
	}
	p.alone = append(p.alone, p.ofWord(&s.last))
	for !s.Done() {
		m := p.move()
		s.Make(m)
		if m == Shift {
			p.features = s.StackFeatures(p.features[:0])
			i0 := s.under(0)
			p.stack = append(p.stack, p.sum().and(p.says(i0, top)).and(p.says(s.under(1), second)).and(p.says(s.under(2), third)).and(p.says(s.at(i0).left, leftOfTop)))
		} else {
			p.stack = p.stack[:len(p.stack)-1]
		}
	}
	s.Hang()
	s.Descend(func(w int) {
		switch h := s.Head(w); {
		case h == s.Root():
			arc(w, -1, "root")
		case s.IsMark(w):
			arc(w, h, Punct)
		default:
			r := p.relation(w)
			s.Name(w, r)
			arc(w, h, p.relations.Labels[r])
		}
	})
}

// speaks is by how much features speak for the moves Left and Right rather
// than for Shift.
type speaks struct{ left, right int32 }

// sum is what the features at hand speak for.
func (p *Parser) sum() speaks {
	l, r := p.moves.Sum3(p.features)
	return speaks{l, r}
}

// says is what word i says by itself in a role.
func (p *Parser) says(i int32, r role) speaks {
	if i < 0 || int(i) >= len(p.alone) {
		i = int32(len(p.alone) - 1)
	}
	return p.alone[i][r]
}

// ofWord is what a word says by itself in all roles.
func (p *Parser) ofWord(n *node) (out wordSpeaks) {
	kept, known := p.words.Of(n.key())
	for r := range roles {
		if !known {
			p.features = n.alone(p.features[:0], r)
			kept[2*r], kept[2*r+1] = p.moves.Sum3(p.features)
		}
		out[r] = speaks{kept[2*r], kept[2*r+1]}
	}
	return out
}

// key is what the features of n alone depend on.
func (n *node) key() uint64 { return seq.Join3(0, n.both, n.class, n.coarse) }

// A move and a relation are clear when they lead by so much, in weights of the
// models, on the features that say most: to ask the others too is worth 0.07
// points of right relations and takes a quarter more time.
const (
	sureMove     = 100
	sureRelation = 60
)

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
	if p.next != s.Next() {
		p.features = s.NextFeatures(p.features[:0])
		p.ahead = p.sum().and(p.says(s.next, next)).and(p.says(s.next+1, afterNext)).and(p.says(s.next+2, thirdNext))
		p.next = s.Next()
	}
	now := p.stack[len(p.stack)-1].and(p.ahead)
	p.features = s.MoveFeatures(p.features[:0])
	now = now.and(p.sum()).and(p.says(s.at(s.next).left, leftOfNext))
	best, lead := p.best(now)
	if lead < sureMove {
		p.features = s.MoreMoveFeatures(p.features[:0])
		best, _ = p.best(now.and(p.sum()).and(p.says(s.at(s.under(0)).right, rightOfTop)))
	}
	return best
}

// and is both together.
func (a speaks) and(b speaks) speaks { return speaks{a.left + b.left, a.right + b.right} }

// best is the legal move that is spoken for most, and its lead before the next
// one.
func (p *Parser) best(by speaks) (best Move, lead int32) {
	scores := [Moves]int32{Left: by.left, Right: by.right}
	best, second := Moves, Moves
	for m := range Moves {
		switch {
		case !p.state.Legal(m):
		case best == Moves || scores[m] > scores[best]:
			best, second = m, best
		case second == Moves || scores[m] > scores[second]:
			second = m
		}
	}
	return best, scores[best] - scores[second]
}

func (p *Parser) relation(word int) uint8 {
	n := &p.state.nodes[word]
	own, known := p.named.Of(n.key())
	if !known {
		p.features = n.ownRelation(p.features[:0])
		p.relations.Sum(own, p.features)
	}
	copy(p.scores, own)
	p.features = p.state.RelationFeatures(p.features[:0], word)
	p.relations.Sum(p.scores, p.features)
	best, lead := most(p.scores)
	if lead < sureRelation {
		p.features = p.state.MoreRelationFeatures(p.features[:0], word)
		p.relations.Sum(p.scores, p.features)
		best, _ = most(p.scores)
	}
	return uint8(best)
}

// most is the index of the largest score, the first of equals, and its lead
// before the next one.
func most(scores []int32) (best int, lead int32) {
	second := int32(math.MinInt32)
	top := second
	for y, v := range scores {
		switch {
		case v > top:
			best, top, second = y, v, top
		case v > second:
			second = v
		}
	}
	if second == math.MinInt32 {
		return best, math.MaxInt32
	}
	return best, top - second
}
