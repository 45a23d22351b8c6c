package mention

import (
	"cmp"
	"slices"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Mentions fills Document.Mentions.
type Mentions struct {
	lex   map[string]class
	orgs  *gazetteer.Phrases[gazetteer.Org]
	atlas *gazetteer.Atlas
}

// New loads what is known of titles, roles, pronouns and places.
func New() *Mentions {
	return &Mentions{lex: lexicon(), orgs: gazetteer.Orgs(), atlas: gazetteer.Toponyms()}
}

// Name is the name of the stage.
func (*Mentions) Name() string { return "mention" }

// Needs are the layers that must be filled before.
func (*Mentions) Needs() doc.Layer {
	return doc.Tokens | doc.Sentences | doc.Names | doc.Toponyms | doc.Listing
}

// Gives is the layer that the stage fills.
func (*Mentions) Gives() doc.Layer { return doc.Mentions }

// Annotate fills d.Mentions.
func (m *Mentions) Annotate(d *doc.Document) {
	known := memories.Get().(*memory)
	g := &merger{view: newView(d, m.lex, known, nil), orgs: m.orgs, atlas: m.atlas}
	memories.Put(known)
	g.out = make([]doc.Mention, 0, len(d.Names)+len(d.Toponyms)+len(d.Tokens)/40)
	g.names = g.withSurnames(g.withListed(d.Names))
	for _, n := range g.names {
		g.name(n)
	}
	g.toponyms()
	g.members()
	slices.SortFunc(g.out, byStart)
	g.roles()
	slices.SortFunc(g.out, byStart)
	s := 0
	for i := range g.out {
		for s+1 < len(d.Sentences) && g.out[i].Start >= d.Sentences[s].End {
			s++
		}
		g.out[i].Sentence = s
	}
	d.Mentions = g.out
}

func byStart(a, b doc.Mention) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

type merger struct {
	*view
	orgs  *gazetteer.Phrases[gazetteer.Org]
	atlas *gazetteer.Atlas
	names []doc.Name // those of the document, and of the user's list
	out   []doc.Mention
	codes map[string]bool // countries of the toponyms; nil until asked for
	asked bodyKind        // of the name that bodyOf was asked for last
}

// name adds a proper name.
func (g *merger) name(n doc.Name) {
	m := doc.Mention{Span: n.Span, Kind: n.Kind, Form: doc.FormName, Toponym: doc.None, Entity: doc.None, Confidence: n.Confidence}
	first := g.at(n.Start)
	last := g.at(n.End)
	if first >= len(g.toks) || last <= first {
		g.listedPart(m)
		return
	}
	switch n.Kind {
	case doc.Person:
		m.Title = g.titleOf(first, last)
	case doc.Organization:
		if topo := g.toks[first].topo; topo >= 0 && g.d.Toponyms[topo].Span == n.Span && g.d.Toponyms[topo].Kind == doc.Country {
			return // a state that plays or acts is a country
		}
		if o, end, ok := g.orgs.Longest(g.text, n.Start); ok && (end == n.End || end == n.End+1 && g.text[n.End] == '.') {
			// Parties of many countries share a name, and the lists have one of them.
			if o.Curated || g.named(o.Country) {
				m.Country = o.Country
			}
			if o.Form == gazetteer.OrgMembers {
				m.Form = doc.FormAffiliation
			}
		}
		if m.Country == "" {
			m.Country = g.seated(n.Span)
		}
		if m.Form == doc.FormName && g.inEvent(n.Span) {
			m.Form = doc.FormEmbedded
		}
	case doc.Place:
		if topo := g.toks[first].topo; topo >= 0 && g.d.Toponyms[topo].Contains(n.Span) {
			return // toponyms knows more of it, and of the longer ("West Virginians")
		}
		m.Country = g.lies(n.Span)
	}
	g.list(&m)
	g.out = append(g.out, m)
}

// members adds the parties that are named by their members ("Republican
// senators", "Democrats") outside of other names.
func (g *merger) members() {
	n := 0
	for k := range g.toks {
		t := &g.toks[k]
		if !t.capital || t.class&function != 0 {
			continue
		}
		for n < len(g.names) && g.names[n].End <= t.Start {
			n++
		}
		if n < len(g.names) && g.names[n].Start < t.End {
			continue
		}
		o, end := g.known(g.orgs, k, len(g.toks))
		if end == k || o.Form != gazetteer.OrgMembers || n < len(g.names) && g.names[n].Start < g.toks[end-1].End {
			continue
		}
		// "the Conservative senator", but "Conservative estimates"
		if g.has(k, wing) && !g.has(end, title|honorific|relation|partisan) && !g.democratic(k) {
			continue
		}
		m := doc.Mention{Kind: doc.Organization, Form: doc.FormAffiliation, Toponym: doc.None, Entity: doc.None, Confidence: memberConfidence}
		m.Start, m.End = t.Start, g.toks[end-1].End
		if o.Curated || g.named(o.Country) {
			m.Country = o.Country
		}
		g.list(&m)
		g.out = append(g.out, m)
	}
}

// democratic reports whether token k is the adjective of the party by its
// capital alone: "a Democratic fundraiser".
func (g *merger) democratic(k int) bool {
	return g.is(k, "Democratic") && !g.toks[k].initial && k > 0 && !g.toks[k-1].capital &&
		k+1 < len(g.toks) && g.toks[k+1].shape == word.Lower && g.toks[k+1].class&function == 0
}

// memberConfidence is how far a party is trusted that its members name: known
// by the list alone.
const memberConfidence = 0.9

// named reports whether the article names a country or a place in it.
func (g *merger) named(code string) bool {
	if g.codes == nil {
		g.codes = make(map[string]bool)
		for i := range g.d.Toponyms {
			g.codes[g.d.Toponyms[i].Code] = true
		}
	}
	return g.codes[code]
}

// toponyms adds what the country stage found, as far as the names around
// leave it: inside a person's name there is no place.
func (g *merger) toponyms() {
	names := g.names
	orgs := g.out // the names so far, in text order
	at, oi, covered := 0, 0, 0
	for i := range g.d.Toponyms {
		t := &g.d.Toponyms[i]
		if t.End <= covered {
			continue
		}
		for at < len(names) && names[at].End <= t.Start {
			at++
		}
		m := doc.Mention{Span: t.Span, Kind: t.Kind, Form: t.Form, Country: t.Code, Toponym: i, Entity: doc.None, Confidence: t.Confidence}
		switch {
		case at == len(names) || !names[at].Overlaps(t.Span):
			if t.Form == doc.FormDemonym && g.ethnic(t.Span) {
				continue
			}
		case names[at].Kind == doc.Place, t.Kind == doc.Country && names[at].Span == t.Span && names[at].Kind == doc.Organization:
			if !t.Contains(names[at].Span) {
				continue
			}
		case names[at].Kind == doc.Organization && names[at].Contains(t.Span) && names[at].Span != t.Span && g.bodyOf(t, names[at].Span):
			for oi < len(orgs) && orgs[oi].Start < names[at].Start {
				oi++
			}
			if oi < len(orgs) && orgs[oi].Span == names[at].Span && orgs[oi].Country == "" {
				orgs[oi].Country = t.Code
			}
			m.Form = doc.FormEmbedded
		default:
			continue
		}
		if m.Form == doc.FormName && g.inEvent(t.Span) {
			m.Form = doc.FormEmbedded
		}
		if t.Kind == doc.Place && t.Form == doc.FormName && m.Form == doc.FormName {
			m.Metonym, m.MetonymOpen = g.standsFor(t)
		}
		covered = t.End
		g.out = append(g.out, m)
	}
}

// publicBody reports whether the organization's name is one of a state's or
// party's bodies ("Nigerian Army") and no brand ("Air Canada").
func (g *merger) publicBody(s corpus.Span) bool {
	for k := g.at(s.Start); k < len(g.toks) && g.toks[k].Start < s.End; k++ {
		if g.has(k, public) {
			return true
		}
	}
	return false
}

// inEvent reports whether a name is inside that of an event: "the 1983 United
// Kingdom general election", "the Vietnam War".
func (g *merger) inEvent(s corpus.Span) bool {
	k, e := g.at(s.Start), g.at(s.End)
	if e < len(g.toks) && g.toks[e].capital && g.has(e, eventEnd) && g.toks[e].class&calendar == 0 {
		return true
	}
	if k == 0 || g.toks[k-1].shape != word.Number || g.toks[k-1].Len() != 4 {
		return false
	}
	for n := e; n < e+5 && n < len(g.toks) && g.toks[n].mark == 0; n++ {
		if g.has(n, eventEnd) {
			return true
		}
		if g.has(n, function) {
			return false
		}
	}
	return false
}

// ethnic reports whether a demonym tells of descent and not of a country:
// "African-American", "of Chinese descent", "ethnic Russians".
func (g *merger) ethnic(s corpus.Span) bool {
	k, e := g.at(s.Start), g.at(s.End)
	if k >= 2 && g.toks[k-1].mark == '-' && g.adjacent(k-2) && g.adjacent(k-1) && g.toks[k-2].capital && g.is(k, "American", "Americans") {
		return true
	}
	return g.is(k-1, "ethnic") || g.has(e, descent)
}
