package pos

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/seq"
)

func TestTags(t *testing.T) {
	s := New()
	for _, sentence := range []string{
		"The/DT minister/NN said/VBD on/IN Monday/NNP that/IN talks/NNS would/MD resume/VB ./.",
		"She/PRP has/VBZ n't/RB seen/VBN the/DT report/NN ,/, officials/NNS reported/VBD ./.",
		"Officials/NNS report/VBP 1,300/CD new/JJ cases/NNS ./.",
		"He/PRP wants/VBZ to/TO report/VB the/DT theft/NN ./.",
		"Ruto/NNP 's/POS party/NN won/VBD 42/CD %/NN of/IN the/DT vote/NN ./.",
		"The/DT soldiers/NNS were/VBD killed/VBN ./.",
		"The/DT larger/JJR of/IN the/DT two/CD parties/NNS was/VBD beaten/VBN badly/RB ./.",
	} {
		var words, want []string
		for _, w := range strings.Fields(sentence) {
			i := strings.LastIndexByte(w, '/')
			words, want = append(words, w[:i]), append(want, w[i+1:])
		}
		if got := s.Tag(words); !slices.Equal(got, want) {
			t.Errorf("%v\ngot  %v\nwant %v", words, got, want)
		}
	}
}

// words are those that tests make sentences of: of every kind that the
// features look at, and any others.
func words(least int) *rapid.Generator[[]string] {
	return rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{"the", "The", "said", "Kenya", "KENYA", "co-operate", "1,300", "U.S.", ".", "\"", "é", "İ", "she", "talks", "-", "a"}),
		rapid.StringN(1, 12, -1),
	), least, 12)
}

// What the stage adds up once for each word form is what training adds up word
// by word.
func TestStageDecidesAsTrainingDoes(t *testing.T) {
	s := New()
	rapid.Check(t, func(t *rapid.T) {
		words := words(1).Draw(t, "words")
		x := NewSentence(words)
		tag1, tag2 := uint8(Start), uint8(Start)
		for i, got := range s.Tag(words) {
			scores := make([]int32, len(s.model.Labels))
			s.model.Add(scores, Known(words[i]))
			if slices.Max(scores) <= 0 {
				clear(scores)
				for _, f := range x.Features(nil, i, tag1, tag2) {
					s.model.Add(scores, f)
				}
			}
			best := slices.Index(scores, slices.Max(scores))
			if got != s.model.Labels[best] {
				t.Fatalf("word %d of %q: %s, training says %s", i, words, got, s.model.Labels[best])
			}
			tag1, tag2 = uint8(best), tag1
		}
	})
}

// What a tagger keeps from one article changes nothing in the next.
func TestArticlesAreTaggedByThemselves(t *testing.T) {
	used := New()
	rapid.Check(t, func(t *rapid.T) {
		words := words(0).Draw(t, "words")
		if got, want := used.Tag(words), With(used.model).Tag(words); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, by a new tagger %v", words, got, want)
		}
	})
}

// document is words in one sentence, as the stages before give them.
func document(words []string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{}}
	for i, w := range words {
		if i > 0 {
			d.Article.Text += " "
		}
		start := len(d.Text)
		d.Article.Text += w
		d.Tokens = append(d.Tokens, doc.Token{Span: corpus.Span{Start: start, End: len(d.Text)}})
	}
	if n := len(words); n > 0 {
		d.Sentences = []doc.Sentence{{Span: corpus.Span{Start: 0, End: len(d.Text)}, Last: n}}
	}
	return d
}

func FuzzAnnotate(f *testing.F) {
	f.Add("The minister said : no .")
	f.Add("KENYA WINS 1,300 co-ops é")
	s := New()
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := document(strings.Fields(text))
		s.Annotate(d)
		for i, token := range d.Tokens {
			if !slices.Contains(s.model.Labels, token.Tag) {
				t.Fatalf("token %d has the tag %q", i, token.Tag)
			}
		}
	})
}

// A model of other features is refused.
func TestModelFitsItsFeatures(t *testing.T) {
	if _, err := seq.Load(file, "pos", Features+1); err == nil {
		t.Error("a model of other features was loaded")
	}
}
