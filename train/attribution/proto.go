// Package attribution trains the models that find who said what.
package attribution

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/seq"
)

type article struct {
	text                 string
	content, source, cue []corpus.Span
	d                    *doc.Document
}

func stages() []interface{ Annotate(*doc.Document) } {
	return []interface{ Annotate(*doc.Document) }{segment.NewTokens(), segment.NewSentences(), country.New(), pos.New(), parse.New(parse.Every), mention.NewNames(), mention.New()}
}

func read(path string) ([]*article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []*article
	s := bufio.NewReaderSize(f, 1<<20)
	for {
		line, err := s.ReadBytes('\n')
		if len(line) > 1 {
			var row struct {
				Text         string
				Attributions []struct{ Content, Source, Cue [][2]int }
			}
			if err := json.Unmarshal(line, &row); err != nil {
				return nil, err
			}
			a := &article{text: row.Text}
			at := positions(row.Text)
			conv := func(list [][2]int) (o []corpus.Span) {
				for _, p := range list {
					s, e := at[p[0]], at[p[1]]
					for s < e && strings.IndexByte(" \n\t\r", row.Text[s]) >= 0 {
						s++
					}
					for e > s && strings.IndexByte(" \n\t\r", row.Text[e-1]) >= 0 {
						e--
					}
					o = append(o, corpus.Span{Start: s, End: e})
				}
				return
			}
			for _, x := range row.Attributions {
				a.content = append(a.content, conv(x.Content)...)
				a.source = append(a.source, conv(x.Source)...)
				a.cue = append(a.cue, conv(x.Cue)...)
			}
			out = append(out, a)
		}
		if err != nil {
			break
		}
	}
	return out, nil
}

func positions(text string) []int {
	at := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

func annotate(list []*article) {
	done := make(chan bool)
	next := make(chan *article)
	for range 2 {
		go func() {
			st := stages()
			for a := range next {
				a.d = &doc.Document{Article: &corpus.Article{Text: a.text}}
				for _, s := range st {
					s.Annotate(a.d)
				}
			}
			done <- true
		}()
	}
	for _, a := range list {
		next <- a
	}
	close(next)
	<-done
	<-done
}

func label(x *quote.Description, out []uint8, spans []corpus.Span, begin uint8) {
	for _, s := range spans {
		first := true
		for t := x.TokenAt(s.Start); t < len(out) && x.Start(t) < s.End; t++ {
			if out[t] != 0 && !first {
				break
			}
			out[t] = begin + 1
			if first {
				out[t] = begin
			}
			first = false
		}
	}
}

type reading struct {
	name     string
	labels   []string
	follows  func(a, b int) bool
	features func(x *quote.Description, out []uint64, t int) []uint64
	gold     func(a *article, x *quote.Description) []uint8
}

var cues = reading{"cues", quote.CueLabels, quote.CueFollows, (*quote.Description).CueFeatures, func(a *article, x *quote.Description) []uint8 {
	out := make([]uint8, len(a.d.Tokens))
	label(x, out, a.cue, quote.BeginCue)
	return out
}}

var pieces = reading{"pieces", quote.PieceLabels, quote.PieceFollows, (*quote.Description).PieceFeatures, func(a *article, x *quote.Description) []uint8 {
	out := make([]uint8, len(a.d.Tokens))
	label(x, out, a.source, quote.BeginSource)
	label(x, out, a.content, quote.BeginContent)
	return out
}}

// train learns a reading from articles whose cues are given by cue.
func (r reading) train(list []*article, cue func(i int) []uint8, epochs int, rate float64, weight func(i int) float32) *seq.Model {
	dict := seq.NewDictionary()
	var buf []uint64
	each := func(i int, do func(x *quote.Description, t int, f []uint64)) *quote.Description {
		x := quote.Describe(list[i].d)
		if cue != nil {
			x.SetCues(cue(i))
		}
		for t := range list[i].d.Tokens {
			buf = r.features(x, buf[:0], t)
			do(x, t, buf)
		}
		return x
	}
	for i := range list {
		each(i, func(_ *quote.Description, _ int, f []uint64) {
			for _, h := range f {
				dict.Count(h)
			}
		})
	}
	e := &seq.Examples{}
	for i := range list {
		x := quote.Describe(list[i].d)
		if cue != nil {
			x.SetCues(cue(i))
		}
		gold := r.gold(list[i], x)
		for _, p := range x.Paragraphs {
			var ids []uint32
			for t := p[0]; t < p[1]; t++ {
				buf = r.features(x, buf[:0], t)
				ids = ids[:0]
				for _, h := range buf {
					if id, ok := dict.ID(h, 3); ok {
						ids = append(ids, id)
					}
				}
				e.Token(ids, gold[t])
			}
			e.EndSentence(weight(i))
		}
	}
	fmt.Println(r.name, e.Tokens(), "tokens", dict.Len(), "features")
	c := seq.NewCRF(len(r.labels), dict.Len(), r.follows)
	all := make([]int, e.Len())
	for i := range all {
		all[i] = i
	}
	for i := range epochs {
		loss := c.Epoch(e, all, rate*float64(epochs-i)/float64(epochs), uint64(i))
		fmt.Printf("  epoch %d: %.4f\n", i+1, loss)
	}
	rows, trans := c.Rows(dict.Features(), 24, 1, 2)
	file := seq.Encode(seq.Header{Name: r.name, Features: 1, Data: strings.Repeat("0", 64), Seed: 1, Labels: r.labels}, trans, rows)
	fmt.Println("  file", len(file))
	m, err := seq.Load(file, r.name, 1)
	if err != nil {
		panic(err)
	}
	return m
}

func (r reading) decode(m *seq.Model, dec *seq.Decoder, x *quote.Description, n int) []uint8 {
	out := make([]uint8, n)
	var buf []uint64
	l := len(r.labels)
	for _, p := range x.Paragraphs {
		scores := make([]int32, (p[1]-p[0])*l)
		for t := p[0]; t < p[1]; t++ {
			buf = r.features(x, buf[:0], t)
			m.Sum(scores[(t-p[0])*l:(t-p[0]+1)*l], buf)
		}
		dec.Decode(scores, out[p[0]:p[1]])
	}
	return out
}

type score struct{ tp, p, g int }

func (s *score) add(got, want []corpus.Span) {
	w := map[corpus.Span]bool{}
	for _, x := range want {
		w[x] = true
	}
	g := map[corpus.Span]bool{}
	for _, x := range got {
		g[x] = true
	}
	s.g += len(w)
	s.p += len(g)
	for x := range g {
		if w[x] {
			s.tp++
		}
	}
}

func (s score) String() string {
	p, r := float64(s.tp)/float64(max(1, s.p)), float64(s.tp)/float64(max(1, s.g))
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f", 100*p, 100*r, 200*p*r/max(1e-9, p+r))
}

// Prototype trains and scores.
func Prototype(data string) error {
	train, err := read(data + "/attribution/polnear-train.jsonl")
	if err != nil {
		return err
	}
	dev, err := read(data + "/attribution/polnear-dev.jsonl")
	if err != nil {
		return err
	}
	annotate(train)
	annotate(dev)
	one := func(int) float32 { return 1 }
	var folds [2]*seq.Model
	for k := range folds {
		var part []*article
		for i, a := range train {
			if i%2 != k {
				part = append(part, a)
			}
		}
		folds[k] = cues.train(part, nil, 5, 0.15, one)
	}
	whole := cues.train(train, nil, 6, 0.15, one)
	jack := make([][]uint8, len(train))
	for i, a := range train {
		m := folds[i%2]
		jack[i] = cues.decode(m, seq.NewDecoder(m), quote.Describe(a.d), len(a.d.Tokens))
	}
	pm := pieces.train(train, func(i int) []uint8 { return jack[i] }, 6, 0.15, one)
	var sc, ss, sq score
	for _, a := range dev {
		x := quote.Describe(a.d)
		c := cues.decode(whole, seq.NewDecoder(whole), x, len(a.d.Tokens))
		sq.add(x.Spans(c, quote.BeginCue), a.cue)
		x.SetCues(c)
		l := pieces.decode(pm, seq.NewDecoder(pm), x, len(a.d.Tokens))
		sc.add(x.Spans(l, quote.BeginContent), a.content)
		ss.add(x.Spans(l, quote.BeginSource), a.source)
	}
	fmt.Println("cue    ", sq)
	fmt.Println("content", sc)
	fmt.Println("source ", ss)
	return nil
}
