package quote

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// subject is who says what the word at token t reports, by the tree: its
// subject, the agent of a passive, the possessor of a noun ("her warning"), and
// of a verb that shares the subject of another, that one's: "She left, saying".
// It is no part of the contents; {0, 0} for none.
func (x *Description) subject(t int, contents [][2]int) [2]int {
	for k, steps := t, 0; steps < sharing; steps++ {
		s := x.branch(k, "nsubj")
		switch {
		case s >= 0:
		case k != t:
			s = x.branch(k, "nsubj:pass") // "She was seen leaving, saying"
		case x.nodes[k].below&told["nsubj:pass"] != 0:
			if s = x.branch(k, "obl:agent"); s < 0 {
				return [2]int{}
			}
		case !x.nodes[k].verb:
			s = x.branch(k, "nmod:poss")
		}
		if s >= 0 {
			p := x.phrase(s)
			if p[1] == p[0]+1 && pointing[strings.ToLower(x.d.Tokens[s].Of(x.d.Text))] {
				return [2]int{}
			}
			return x.apartFrom(p, contents)
		}
		h := x.nodes[k].head
		if h < 0 {
			return [2]int{}
		}
		switch x.d.Arcs[k].Relation {
		case "acl": // "a picture of her saying"
			if !x.nodes[k].verb || x.d.Tokens[k].Tag != "VBG" || h > k {
				return [2]int{}
			}
			return x.apartFrom(x.phrase(h), append(contents, [2]int{k, x.nodes[k].end}))
		case "xcomp":
			if o := x.branch(h, "obj"); o >= 0 && o < k { // "led her to fear"
				return x.apartFrom(x.phrase(o), contents)
			}
		case "advcl", "conj":
		default:
			return [2]int{}
		}
		k = h
	}
	return [2]int{}
}

// speaker is who says a by the tree, see subject; empty for none.
func (x *Description) speaker(a *attribution) corpus.Span {
	tokens := func(s corpus.Span) [2]int { return [2]int{x.TokenAt(s.Start), x.TokenAt(s.End)} }
	c := tokens(a.cue.span)
	if c[0] >= c[1] {
		return corpus.Span{}
	}
	contents := make([][2]int, 0, len(a.spans)+1)
	for _, s := range a.spans {
		contents = append(contents, tokens(s))
	}
	if p := x.subject(x.wordOf(c[0], c[1]), contents); p[1] > 0 {
		return x.span(p)
	}
	return corpus.Span{}
}

// pointing are subjects that are nobody: "This caused a stir and led to".
var pointing = word.Set("this that these those there what")

// sharing is how many verbs can have one subject: "came, sat down and said".
const sharing = 6

// listener is who is told by the verb at token t, by the tree: its object, where it
// tells somebody, or whom it says something "to". It stands behind the verb and
// is no part of others; {0, 0} for none.
func (x *Description) listener(t int, tells bool, others [][2]int) [2]int {
	for k := t + 1; k < min(x.nodes[t].end, t+farthest); k++ {
		if x.nodes[k].head != t {
			continue
		}
		switch x.d.Arcs[k].Relation {
		case "obj", "iobj":
			if !tells {
				continue
			}
		case "obl":
			if first := x.nodes[k].first; first <= t || first >= k || x.d.Tokens[first].Of(x.d.Text) != "to" {
				continue
			}
		default:
			continue
		}
		return x.apartFrom(x.phrase(k), others)
	}
	return [2]int{}
}

// clauseOpeners are words that a reported clause begins with.
var clauseOpeners = word.Set("that whether if how why what when about")

// toldFirst is who is told by the verb at token t where the model took him into
// what is said: "warned the council that the harbor would sink". {0, 0} for
// nobody. In "urged the council to act" he belongs there, as PolNeAR draws it.
func (x *Description) toldFirst(t int, contents [][2]int) [2]int {
	o := x.branch(t, "obj")
	if o < t {
		return [2]int{}
	}
	c, p := contents[0], x.phrase(o)
	for k := o + 1; k < p[1]; k++ { // the clause may hang on the object
		if clauseOpeners[strings.ToLower(x.d.Tokens[k].Of(x.d.Text))] {
			p[1] = k
		}
	}
	if p[0] != c[0] || p[1] >= c[1] || !clauseOpeners[strings.ToLower(x.d.Tokens[p[1]].Of(x.d.Text))] {
		return [2]int{}
	}
	return p
}

// branch is the first token near t that hangs on it by a relation, or doc.None.
func (x *Description) branch(t int, relation string) int {
	if x.nodes[t].below&told[relation] == 0 {
		return doc.None
	}
	for k := max(x.nodes[t].first, t-farthest); k < min(x.nodes[t].end, t+farthest); k++ {
		if x.nodes[k].head == t && x.d.Arcs[k].Relation == relation {
			return k
		}
	}
	return doc.None
}

// phrase is what hangs on token t and t, without the marks at its end and the
// preposition of an agent.
func (x *Description) phrase(t int) [2]int {
	p := [2]int{x.nodes[t].first, x.nodes[t].end}
	for p[1] > t+1 && x.nodes[p[1]-1].mark != 0 && x.nodes[p[1]-1].mark != ')' {
		p[1]--
	}
	for p[0] < t && (x.d.Arcs[p[0]].Relation == "case" && x.nodes[p[0]].head == t || x.nodes[p[0]].mark != 0) {
		p[0]++
	}
	return p
}

// apartFrom is p, or its part before the first of others; {0, 0} where one
// begins with it or earlier.
func (x *Description) apartFrom(p [2]int, others [][2]int) [2]int {
	for _, c := range others {
		if p[0] >= c[1] || c[0] >= p[1] {
			continue
		}
		if c[0] <= p[0] {
			return [2]int{}
		}
		p[1] = c[0]
	}
	for p[1] > p[0] && x.nodes[p[1]-1].mark != 0 && x.nodes[p[1]-1].mark != ')' {
		p[1]--
	}
	if p[0] == p[1] {
		return [2]int{}
	}
	return p
}
