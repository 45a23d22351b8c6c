package doc

import (
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
)

// sound is a Document in which everything holds.
func sound() *Document {
	text := "“Né 3,” she said."
	return &Document{
		Article:   &corpus.Article{Text: text},
		Tokens:    []Token{{Span: corpus.Span{Start: 0, End: 6}}, {Span: corpus.Span{Start: 7, End: len(text)}}},
		Sentences: []Sentence{{Span: corpus.Span{Start: 0, End: len(text)}, Last: 2, Role: Body}},
		Arcs:      []Arc{{1, "nsubj"}, {None, "root"}},
		Mentions:  []Mention{{Span: corpus.Span{Start: 13, End: 16}, Toponym: None, Entity: 0}},
		Quotes:    []Quote{{Spans: []corpus.Span{{Start: 0, End: 12}}, Form: Direct, SpeakerKind: SpeakerPerson, Within: None}},
		Entities:  []Entity{{ID: "person:she", Name: "She", Toponym: None}},
		Claims:    []Claim{{Span: corpus.Span{Start: 7, End: 8}, Modifier: "=", SourceMention: None, Quote: None, Place: None}},
	}
}

// five gives d five words and these heads.
func five(d *Document, heads ...int) {
	d.Tokens, d.Arcs = nil, nil
	for i, h := range heads {
		d.Tokens = append(d.Tokens, Token{Span: corpus.Span{Start: 7 + 2*i, End: 8 + 2*i}})
		relation := "dep"
		if h == None {
			relation = "root"
		}
		d.Arcs = append(d.Arcs, Arc{h, relation})
	}
	d.Article.Text = "aaaaaa " + strings.Repeat("b ", 5) + strings.Repeat("c", 20)
	d.Sentences[0] = Sentence{Span: corpus.Span{Start: 7, End: 16}, Last: 5, Role: Body}
	d.Mentions = nil
}

func TestTreesAreSound(t *testing.T) {
	for _, heads := range [][]int{{None, 0, 1, 2, 3}, {1, 2, 3, 4, None}, {1, None, 1, 4, 1}, {4, 2, 0, 2, None}} {
		d := sound()
		d.Quotes, d.Claims, d.Entities = nil, nil, nil
		five(d, heads...)
		if err := d.Check(); err != nil {
			t.Errorf("%v: %v", heads, err)
		}
	}
}

func TestCheckFindsWhatIsBroken(t *testing.T) {
	if err := sound().Check(); err != nil {
		t.Fatal(err)
	}
	for what, harm := range map[string]func(*Document){
		"cuts a rune":              func(d *Document) { d.Mentions[0].Span = corpus.Span{Start: 1, End: 4} },
		"outside the text":         func(d *Document) { d.Claims[0].End = 99 },
		"overlap":                  func(d *Document) { d.Quotes[0].Spans = []corpus.Span{{Start: 0, End: 7}, {Start: 3, End: 8}} },
		"begins before the one":    func(d *Document) { d.Tokens[1].Start = 3 },
		"in no sentence":           func(d *Document) { d.Sentences[0].Last, d.Sentences[0].End = 1, 6 },
		"does not begin and end":   func(d *Document) { d.Sentences[0].Start = 3 },
		"1 arcs of 2 tokens":       func(d *Document) { d.Arcs = d.Arcs[:1] },
		"in part":                  func(d *Document) { d.Arcs[0] = Arc{None, ""} },
		"arc 0: head 9":            func(d *Document) { d.Arcs[0].Head = 9 },
		"has 2 roots":              func(d *Document) { d.Arcs[0] = Arc{None, "root"} },
		"run in a circle":          func(d *Document) { five(d, 1, 0, None, 2, 2) },
		"arcs of sentence 0 cross": func(d *Document) { five(d, 2, 3, None, 2, 2) },
		"role":                     func(d *Document) { d.Sentences[0].Role = "headline" },
		"index 7 of 1":             func(d *Document) { d.Mentions[0].Entity = 7 },
		"is empty or taken":        func(d *Document) { d.Entities = append(d.Entities, d.Entities[0]) },
		"no content":               func(d *Document) { d.Quotes[0].Spans = nil },
		"is within itself":         func(d *Document) { d.Quotes[0].Within = 0 },
		"phrase and has a speaker": func(d *Document) { d.Quotes[0].Form = Phrase },
		"no reason":                func(d *Document) { d.Quotes[0].SpeakerMention = None },
		"modifier":                 func(d *Document) { d.Claims[0].Modifier = "about" },
		"confidence":               func(d *Document) { d.Claims[0].Confidence = 1.5 },
		"not valid UTF-8":          func(d *Document) { d.Article.Text = "\xff" + d.Text[1:] },
	} {
		d := sound()
		harm(d)
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("want an error with %q, got %v", what, err)
		}
	}
}
