package study

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// markup is what annotation programs know of a text: spans with labels, and
// links between them.
type markup struct {
	spans []markedSpan
	links [][2]string // ids of two spans that belong together
}

type markedSpan struct {
	id     string
	label  string
	pieces []Span // one, or more where it is interrupted
}

// Meanings are what a label can stand for: a kind of name, a part of an
// attribution, or nothing.
var Meanings = []string{"person", "organization", "country", "place", "content", "source", "cue", "none"}

// knownLabels are those that annotation projects use most, in lower case.
var knownLabels = map[string][]string{
	"person":       {"per", "person", "people", "peop", "politician"},
	"organization": {"org", "organization", "organisation", "party", "politicalparty", "company"},
	"country":      {"country"},
	"place":        {"loc", "location", "place", "gpe", "city"},
	"content":      {"content", "quote", "quotation"},
	"source":       {"source", "speaker"},
	"cue":          {"cue"},
}

type meanings map[string]string

func newMeanings(own map[string]string) meanings {
	m := meanings{}
	for meaning, labels := range knownLabels {
		for _, label := range labels {
			m[label] = meaning
		}
	}
	for label, meaning := range own {
		m[strings.ToLower(label)] = meaning
	}
	return m
}

// applyMarkup turns the markup of a set of texts into annotations. Where one
// text of it has names or quotes, all were annotated for them: in a text
// without, there are none.
func applyMarkup(all []*Gold, marked []*markup, of meanings, ignored map[string]int, names bool) error {
	quotes := false
	for i, m := range marked {
		ids := map[string]*markedSpan{}
		for j := range m.spans {
			s := &m.spans[j]
			slices.SortFunc(s.pieces, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
			meaning := of[strings.ToLower(s.label)]
			switch meaning {
			case "none":
				continue
			case "":
				ignored[s.label]++
				continue
			case "content", "source", "cue":
				quotes = true
			default:
				names = true
				all[i].Mentions = append(all[i].Mentions, GoldMention{Span{s.pieces[0].Start, s.pieces[len(s.pieces)-1].End}, meaning})
			}
			if s.id != "" {
				if ids[s.id] != nil {
					return fmt.Errorf("%s: two spans have the id %s", all[i].Article.ID, s.id)
				}
				ids[s.id] = s
			}
		}
		all[i].Attributions = attributions(m, ids, of)
	}
	for _, g := range all {
		if names && g.Mentions == nil {
			g.Mentions = []GoldMention{}
		}
		if quotes && g.Attributions == nil {
			g.Attributions = []Attribution{}
		}
	}
	return nil
}

// attributions makes one of each content, with the sources and cues that are
// linked to it. Contents that are linked to each other are one.
func attributions(m *markup, ids map[string]*markedSpan, of meanings) []Attribution {
	meaning := func(s *markedSpan) string { return of[strings.ToLower(s.label)] }
	var all []*Attribution
	owner := map[*markedSpan]*Attribution{}
	for i := range m.spans {
		if s := &m.spans[i]; meaning(s) == "content" {
			a := &Attribution{Content: s.pieces}
			owner[s] = a
			all = append(all, a)
		}
	}
	for _, ends := range m.links {
		s, t := ids[ends[0]], ids[ends[1]]
		if s == nil || t == nil || meaning(s) != "content" || meaning(t) != "content" || owner[s] == owner[t] {
			continue
		}
		kept, gone := owner[s], owner[t]
		kept.Content = append(slices.Clip(kept.Content), gone.Content...)
		for span, a := range owner {
			if a == gone {
				owner[span] = kept
			}
		}
		all = slices.DeleteFunc(all, func(a *Attribution) bool { return a == gone })
	}
	for _, ends := range m.links {
		s, t := ids[ends[0]], ids[ends[1]]
		if s == nil || t == nil {
			continue
		}
		if meaning(t) == "content" {
			s, t = t, s
		}
		a := owner[s]
		if a == nil {
			continue
		}
		switch meaning(t) {
		case "source":
			a.Source = append(a.Source, t.pieces...)
		case "cue":
			a.Cue = append(a.Cue, t.pieces...)
		}
	}
	var out []Attribution
	for _, a := range all {
		for _, list := range []*[]Span{&a.Content, &a.Source, &a.Cue} {
			slices.SortFunc(*list, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
			*list = slices.Compact(*list)
		}
		out = append(out, *a)
	}
	return out
}
