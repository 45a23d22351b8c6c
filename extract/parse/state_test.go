package parse

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// token is a word with its tag.
type token struct{ word, tag string }

// tokens are sentences of words and marks, far more marks than texts have.
func tokens() *rapid.Generator[[]token] {
	return rapid.SliceOfN(rapid.Map(rapid.OneOf(
		rapid.SampledFrom([]string{"the/DT", "said/VBD", "Kenya/NNP", "who/WP", "of/IN", "42/CD", "x/"}),
		rapid.SampledFrom([]string{",/,", "./.", "--/:", "\"/``", "\"/''", "“/``", "”/''", "(/-LRB-", ")/-RRB-", "[/-LRB-", "]/-RRB-", "-/HYPH", "‘/``", "’/''"}),
		rapid.SampledFrom([]string{"it/PRP", "was/VBD", "good/JJ", "b,/,", "*/NFP"}),
	), func(s string) token {
		i := strings.LastIndexByte(s, '/')
		return token{s[:i], s[i+1:]}
	}), 1, 40)
}

// document is the tokens as one sentence, with arcs.
func document(tokens []token, arcs []doc.Arc) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{}, Arcs: arcs}
	var text strings.Builder
	for _, t := range tokens {
		start := text.Len()
		text.WriteString(t.word)
		d.Tokens = append(d.Tokens, doc.Token{Span: corpus.Span{Start: start, End: text.Len()}, Tag: t.tag})
		text.WriteByte(' ')
	}
	d.Article.Text = text.String()
	d.Sentences = []doc.Sentence{{Span: corpus.Span{Start: 0, End: text.Len() - 1}, Last: len(tokens), Role: doc.Body}}
	return d
}

// Whatever legal moves are made, the tree is one: Check says so.
func TestAnyMovesGiveATree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tokens := tokens().Draw(t, "tokens")
		var s State
		s.Reset()
		for _, k := range tokens {
			s.Add(k.word, k.tag)
		}
		s.Begin()
		steps := 0
		for ; !s.Done(); steps++ {
			var legal []Move
			for m := range Moves {
				if s.Legal(m) {
					legal = append(legal, m)
				}
			}
			m := rapid.SampledFrom(legal).Draw(t, "move")
			s.Make(m)
		}
		if steps != 2*s.Root() {
			t.Fatalf("%d moves for %d words", steps, s.Root())
		}
		s.Hang()
		arcs := make([]doc.Arc, len(tokens))
		for w := range arcs {
			arcs[w] = doc.Arc{Head: doc.None, Relation: "root"}
			if h := s.Head(w); h != s.Root() {
				arcs[w] = doc.Arc{Head: h, Relation: "dep"}
			}
		}
		if err := document(tokens, arcs).Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// Where marks hang, in a tree of words that is given. The marks were parsed as
// if each hung on the word before it, or the first on the one behind.
func TestMarksHang(t *testing.T) {
	for _, c := range []struct {
		tokens string
		heads  []int // of the tokens; -1 the root
		want   string
	}{
		{"Ruto/NNP ,/, a/DT farmer/NN ,/, won/VBD ./.", []int{5, 0, 3, 0, 3, -1, 5}, "farmer Ruto won"},
		{"“/`` We/PRP won/VBD ,/, ”/'' he/PRP said/VBD ./.", []int{1, 2, 6, 2, 2, 6, -1, 6}, "won won won said"},
		{"He/PRP left/VBD (/-LRB- we/PRP stayed/VBD ./. )/-RRB- ./.", []int{1, -1, 1, 4, 1, 4, 4, 4}, "stayed stayed stayed left"},
		{"maize/NN ,/, salt/NN and/CC tea/NN", []int{-1, 0, 0, 4, 0}, "salt"},
		{"\"/`` No/UH \"/`` \"/`` Yes/UH \"/``", []int{1, -1, 1, 1, 1, 4}, "No No Yes Yes"},
		{"well/RB -/HYPH known/VBN", []int{2, 0, -1}, "well"},
		{"“/`` He/PRP ”/'' left/VBD", []int{-1, 3, 1, 0}, "He He"},
	} {
		var s State
		s.Reset()
		words := strings.Fields(c.tokens)
		for i, w := range words {
			k := strings.LastIndexByte(w, '/')
			words[i] = w[:k]
			s.Add(w[:k], w[k+1:])
		}
		s.Begin()
		build(&s, c.heads)
		s.Hang()
		var got []string
		for i := range words {
			if s.nodes[i].kind != noMark {
				got = append(got, words[s.Head(i)])
			}
		}
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s: marks hang on %v, want %s", c.tokens, got, c.want)
		}
	}
}

// build makes the moves that give a projective tree.
func build(s *State, heads []int) {
	left := make([]int, len(heads)+1) // words that still are to hang on a word
	for i, h := range heads {
		if h < 0 {
			heads[i] = len(heads)
		}
		left[heads[i]]++
	}
	for !s.Done() {
		m := Shift
		if n := len(s.stack); n > 0 {
			top := s.stack[n-1]
			switch h := heads[top]; {
			case left[top] == 0 && h == int(s.next) && s.Legal(Left):
				m = Left
			case left[top] == 0 && n > 1 && h == int(s.stack[n-2]):
				m = Right
			}
			if m != Shift {
				left[heads[top]]--
			}
		}
		s.Make(m)
	}
}
