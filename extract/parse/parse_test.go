package parse

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/segment"
)

// read runs the stages up to parse.
func read(text string, choose Choice) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	segment.NewTokens().Annotate(d)
	segment.NewSentences().Annotate(d)
	pos.New().Annotate(d)
	New(choose).Annotate(d)
	return d
}

// Sentences as the treebanks have them: word/relation/head, heads by word.
func TestTrees(t *testing.T) {
	for _, sentence := range []string{
		"The/det/minister minister/nsubj/said said/root/ that/mark/resume talks/nsubj/resume would/aux/resume resume/ccomp/said on/case/Monday Monday/obl/resume ././said",
		"She/nsubj/denied denied/root/ the/det/report report/obj/denied ././denied",
		"The/det/bill bill/nsubj:pass/passed was/aux:pass/passed passed/root/ on/case/Tuesday Tuesday/obl/passed ././passed",
		"Thousands/nsubj/fled of/case/people people/nmod/Thousands fled/root/ the/det/city city/obj/fled ././fled",
	} {
		var text []string
		var want []string
		for _, w := range strings.Fields(sentence) {
			parts := strings.Split(w, "/")
			if parts[1] == "." {
				parts = []string{".", "punct", parts[2]}
			}
			if parts[0] == "." {
				parts[1] = "punct"
			}
			text = append(text, parts[0])
			want = append(want, strings.Join(parts, "/"))
		}
		d := read(strings.Join(text[:len(text)-1], " ")+".", Every)
		var got []string
		for i, a := range d.Arcs {
			head := ""
			if a.Head != doc.None {
				head = d.Text[d.Tokens[a.Head].Start:d.Tokens[a.Head].End]
			}
			got = append(got, d.Text[d.Tokens[i].Start:d.Tokens[i].End]+"/"+a.Relation+"/"+head)
		}
		if !slices.Equal(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	}
}

func TestTellingSentences(t *testing.T) {
	d := read("The market was quiet. He slept. Officials said so. “Yes.” Twelve men came. He has never denied it.", Telling)
	var got []bool
	for _, s := range d.Sentences {
		got = append(got, d.Arcs[s.First].Relation != "")
	}
	if want := []bool{false, false, true, false, false, true}; !slices.Equal(got, want) {
		t.Errorf("parsed %v, want %v", got, want)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

func TestAnyTokensGiveATree(t *testing.T) {
	s := New(Every)
	rapid.Check(t, func(t *rapid.T) {
		d := document(tokens().Draw(t, "tokens"), nil)
		s.Annotate(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for i, a := range d.Arcs {
			if a.Relation == "" {
				t.Fatalf("token %d was not parsed", i)
			}
		}
	})
}

// A sentence of 20,000 words is one of some seconds at most.
func TestLongSentence(t *testing.T) {
	d := document(slices.Repeat([]token{{"and", "CC"}, {"the", "DT"}, {"minister", "NN"}, {",", ","}, {"said", "VBD"}}, 4000), nil)
	New(Every).Annotate(d)
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("“We won,” he said. (Some did not.) , , ; 12 - 14")
	f.Add("no ( end [ “ ‘ in sight")
	stage, tagger := New(Every), pos.New()
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := &doc.Document{Article: &corpus.Article{Text: text}}
		segment.NewTokens().Annotate(d)
		segment.NewSentences().Annotate(d)
		tagger.Annotate(d)
		stage.Annotate(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// BenchmarkAnnotate parses the articles of examples/corpus: every sentence,
// and those that later stages ask about.
func BenchmarkAnnotate(b *testing.B) {
	c, err := corpus.Open([]string{"../../examples/corpus"}, nil, corpus.Options{Language: "en"})
	if err != nil {
		b.Fatal(err)
	}
	var docs []*doc.Document
	bytes := 0
	for r := range c.Records() {
		a, err := r.Article()
		if err != nil {
			b.Fatal(err)
		}
		d := read(a.Text, Telling)
		docs = append(docs, d)
		bytes += len(d.Text)
	}
	for name, choose := range map[string]Choice{"every": Every, "telling": Telling} {
		b.Run(name, func(b *testing.B) {
			s := New(choose)
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					s.Annotate(d)
				}
			}
		})
	}
}

// A parser asks for the same features as its training does, if not at the same
// time.
func TestLeanFeatures(t *testing.T) {
	var full, lean State
	lean.lean = true
	for _, s := range []*State{&full, &lean} {
		s.Reset()
		for _, w := range strings.Fields("The/DT old/JJ minister/NN there/RB said/VBD nothing/NN about/IN it/PRP ./.") {
			w, tag, _ := strings.Cut(w, "/")
			s.Add(w, tag)
		}
		s.Begin()
	}
	features := func(s *State) []uint64 {
		return s.MoreMoveFeatures(s.MoveFeatures(s.NextFeatures(s.StackFeatures(nil))))
	}
	for _, m := range []Move{Shift, Shift, Shift, Shift, Left, Shift, Shift, Right, Right, Shift, Left, Shift} {
		s := &lean
		if !s.Legal(m) {
			t.Fatalf("move %d is not legal", m)
		}
		all := features(s)
		for r, i := range map[role]int32{
			top: s.under(0), second: s.under(1), third: s.under(2), next: s.next, afterNext: s.next + 1, thirdNext: s.next + 2,
			leftOfTop: s.at(s.under(0)).left, rightOfTop: s.at(s.under(0)).right, leftOfNext: s.at(s.next).left,
		} {
			all = s.at(i).alone(all, r)
		}
		want := features(&full)
		slices.Sort(all)
		slices.Sort(want)
		if !slices.Equal(all, want) {
			t.Fatalf("before move %d of the parser %d features, of its training %d", m, len(all), len(want))
		}
		full.Make(m)
		lean.Make(m)
	}
	for w := range 3 {
		got := lean.MoreRelationFeatures(lean.RelationFeatures(lean.at(int32(w)).ownRelation(nil), w), w)
		if want := full.MoreRelationFeatures(full.RelationFeatures(nil, w), w); !slices.Equal(got, want) {
			t.Errorf("the parser asks other features of the relation of word %d than its training", w)
		}
	}
}
