package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// standing is how a mention stands in its sentence.
type standing uint8

// The standings.
const (
	plain   standing = iota
	subject          // first person of its sentence, or speaker of a quote
	oblique          // behind a preposition
	owner            // "Brant's lawyer", "the Brant report", "Brant campaign spokesman Lou Hart"
	standings
)

// standing guesses how mention k stands in its sentence by the words around
// it. It is the only place that does so: a parse would tell.
func (r *resolver) standing(k int) standing {
	beside := r.beside(&r.d.Mentions[k])
	switch {
	case beside == owner || r.modifies(k) || r.attributive(k):
		return owner
	case r.leads(k) || r.speaks[k]:
		return subject
	}
	return beside
}

// beside is what the words right beside mention c tell.
func (r *resolver) beside(c *doc.Mention) standing {
	text := r.d.Text
	if rest := text[c.End:]; len(rest) > 1 && (rest[0] == '\'' || strings.HasPrefix(rest, "’")) {
		return owner
	}
	from := begin(text, c)
	before := strings.TrimRight(text[max(0, from-12):from], " ")
	switch before[strings.LastIndexByte(before, ' ')+1:] {
	case "of", "with", "for", "by", "about", "to", "from", "on", "against", "between", "like", "than":
		return oblique
	}
	return plain
}

// leads reports whether mention k is the first of a person in its sentence,
// outside quotes.
func (r *resolver) leads(k int) bool {
	d := r.d
	for n := k - 1; n >= 0 && n > k-8 && d.Mentions[n].Sentence == d.Mentions[k].Sentence; n-- {
		if c := &d.Mentions[n]; c.Kind == doc.Person && r.within[n] == r.within[k] && c.Form != doc.FormPronoun && !r.modifies(n) && r.beside(c) != owner {
			return false
		}
	}
	return true
}

// modifies reports whether mention k belongs to the title of the person behind
// it: "Brant campaign spokesman Lou Hart".
func (r *resolver) modifies(k int) bool {
	c := &r.d.Mentions[k]
	if c.Form != doc.FormName || k+1 >= len(r.d.Mentions) {
		return false
	}
	n := &r.d.Mentions[k+1]
	if n.Kind != doc.Person || n.Title.Empty() || n.Title.Start <= c.End || n.Title.Start > n.Start || n.Title.Start-c.End > 24 {
		return false
	}
	for _, b := range []byte(r.d.Text[c.End:n.Title.Start]) {
		if b != ' ' && (b < 'a' || b > 'z') {
			return false
		}
	}
	return true
}

// attributive reports whether name k only says which thing is meant: "the Brant
// report", "a Brant spokesman".
func (r *resolver) attributive(k int) bool {
	c := &r.d.Mentions[k]
	text := r.d.Text
	if c.Form != doc.FormName || !c.Title.Empty() || c.End+2 >= len(text) || text[c.End] != ' ' || text[c.End+1] < 'a' || text[c.End+1] > 'z' {
		return false
	}
	before := strings.TrimSuffix(text[max(0, c.Start-5):c.Start], " ")
	switch before[strings.LastIndexByte(before, ' ')+1:] {
	case "the", "The", "a", "A", "this":
		return true
	}
	return false
}
