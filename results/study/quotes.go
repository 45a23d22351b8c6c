package study

import (
	"cmp"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// said is an attribution, annotated or found, as sets of places.
type said struct {
	content, source, cue positions
	quoted               bool
}

// quotes counts attributions: contents that overlap, exactly or by half, and
// who is named as their source where they do.
var quotes = task{
	name:  "quotes",
	of:    func(g *Gold) bool { return g.Attributions != nil },
	count: countQuotes,
	ratios: func() (all []ratio) {
		for _, t := range quoteTypes {
			all = append(all,
				ratio{name: t + ".content_exact", right: t + ".exact_p", recalled: t + ".exact_r", found: t + ".pred", of: t + ".gold"},
				ratio{name: t + ".content_half", right: t + ".half_p", recalled: t + ".half_r", found: t + ".pred", of: t + ".gold"},
				share(t+".source_accuracy", t+".source_ok", t+".matched_sourced"),
				share(t+".cue_accuracy", t+".cue_ok", t+".half_r"),
				precisionRecall(t+".content_half_and_source", t+".source_ok", t+".pred", t+".gold_sourced"))
		}
		for _, p := range []string{"content", "source", "cue"} {
			all = append(all, precisionRecall("pieces_exact."+p, p+".tp", p+".p", p+".g"))
		}
		return all
	}(),
	missing: true,
}

var quoteTypes = []string{"all", "quoted", "indirect"}

func (s said) kind() string {
	if s.quoted {
		return "quoted"
	}
	return "indirect"
}

func countQuotes(g *Gold, rows *results.ArticleRows, n tally) {
	text := g.text()
	unclear := covered(text, g.Unclear...)
	var want, have []said
	for _, a := range g.Attributions {
		s := said{content: covered(text, a.Content...), source: covered(text, a.Source...), cue: covered(text, a.Cue...)}
		for _, c := range a.Content {
			for _, r := range text[max(0, c.Start-1):min(len(text), c.End+1)] {
				s.quoted = s.quoted || strings.ContainsRune("\"“”", r)
			}
		}
		want = append(want, s)
	}
	for i := range rows.Quotes {
		q := &rows.Quotes[i]
		if q.Form == "phrase" {
			continue
		}
		s := said{content: covered(text, spansOf(q)...), source: covered(text, optionalSpan(q.SpeakerStart, q.SpeakerEnd)...), cue: covered(text, optionalSpan(q.CueStart, q.CueEnd)...), quoted: q.Form != "indirect"}
		if 2*s.content.shared(unclear) <= len(s.content) {
			have = append(have, s)
		}
	}
	countPieces(text, g, rows, n)

	ofWant, ofHave := pairUp(want, have)
	for _, t := range quoteTypes {
		for i, a := range want {
			if t != "all" && a.kind() != t {
				continue
			}
			n[t+".gold"]++
			if len(a.source) > 0 {
				n[t+".gold_sourced"]++
			}
			j := ofWant[i]
			if j < 0 {
				continue
			}
			b := have[j]
			o := a.content.overlap(b.content)
			if o == 1 {
				n[t+".exact_r"]++
			}
			if o < 0.5 {
				continue
			}
			n[t+".half_r"]++
			if len(a.source) > 0 {
				n[t+".matched_sourced"]++
				if len(b.source) > 0 && (a.source.overlap(b.source) >= 0.5 || b.source.shared(a.source) == len(b.source)) {
					n[t+".source_ok"]++
				}
			}
			if a.cue.shared(b.cue) > 0 {
				n[t+".cue_ok"]++
			}
		}
		for j, b := range have {
			i, kind, o := ofHave[j], b.kind(), 0.0
			if i >= 0 {
				if o = want[i].content.overlap(b.content); o >= 0.5 {
					kind = want[i].kind()
				}
			}
			if t != "all" && kind != t {
				continue
			}
			n[t+".pred"]++
			if o == 1 {
				n[t+".exact_p"]++
			}
			if o >= 0.5 {
				n[t+".half_p"]++
			}
		}
	}
}

// pairUp gives each attribution at most one of the other side, those that
// overlap most first; -1 where it has none.
func pairUp(want, have []said) (ofWant, ofHave []int) {
	type pair struct {
		overlap float64
		i, j    int
	}
	var pairs []pair
	for i, a := range want {
		for j, b := range have {
			if o := a.content.overlap(b.content); o > 0 {
				pairs = append(pairs, pair{o, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	ofWant, ofHave = slices.Repeat([]int{-1}, len(want)), slices.Repeat([]int{-1}, len(have))
	for _, p := range pairs {
		if ofWant[p.i] < 0 && ofHave[p.j] < 0 {
			ofWant[p.i], ofHave[p.j] = p.j, p.i
		}
	}
	return ofWant, ofHave
}

// countPieces counts contiguous pieces that are the same to the character,
// whatever they belong to: comparable with what labels sequences.
func countPieces(text []rune, g *Gold, rows *results.ArticleRows, n tally) {
	count := func(name string, want, have []Span) {
		set := func(spans []Span) map[Span]bool {
			m := map[Span]bool{}
			for _, s := range spans {
				m[solid(text, s)] = true
			}
			return m
		}
		w, h := set(want), set(have)
		n[name+".g"] += len(w)
		n[name+".p"] += len(h)
		for s := range h {
			if w[s] {
				n[name+".tp"]++
			}
		}
	}
	var want, have [3][]Span
	for _, a := range g.Attributions {
		want[0], want[1], want[2] = append(want[0], a.Content...), append(want[1], a.Source...), append(want[2], a.Cue...)
	}
	for i := range rows.Quotes {
		if q := &rows.Quotes[i]; q.Form != "phrase" {
			have[0] = append(have[0], spansOf(q)...)
			have[1] = append(have[1], optionalSpan(q.SpeakerStart, q.SpeakerEnd)...)
			have[2] = append(have[2], optionalSpan(q.CueStart, q.CueEnd)...)
		}
	}
	for i, name := range []string{"content", "source", "cue"} {
		count(name, want[i], have[i])
	}
}

func spansOf(q *results.Quote) []Span {
	spans := make([]Span, len(q.Spans))
	for i, s := range q.Spans {
		spans[i] = Span{int(s.StartChar), int(s.EndChar)}
	}
	return spans
}

func optionalSpan(start, end *int32) []Span {
	if start == nil || end == nil {
		return nil
	}
	return []Span{{int(*start), int(*end)}}
}
