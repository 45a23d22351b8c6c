package gazetteer

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/broadsheet/broadsheet/internal/word"
)

// Org is a known organization.
type Org struct {
	Name    string // the name that all forms of it share: "Republican Party" for "GOP"
	Country string // ISO 3166-1 alpha-3 of its home, "" unknown or none
	Form    OrgForm
	Curated bool // from the list made by hand, which holds no accidental words
	Exact   bool // counts only in capitals: "WHO", "ICE"
}

// OrgForm is how a phrase names its organization.
type OrgForm uint8

// The forms.
const (
	OrgName    OrgForm = iota
	OrgMembers         // by its members: "Republican", "Democrats"
	OrgNone            // looks like an organization and is none: "Oval Office"
	OrgWord            // a name that is an ordinary capitalized word too: "House", "Labour", "Focus"
)

//go:embed org-names.tsv
var orgNamesTSV string

//go:embed org-known.tsv
var orgKnownTSV string

// Orgs are parties, legislatures, agencies, media, armed groups and
// international bodies with what each form of their names stands for.
// org-known.tsv is made by hand and may be extended; org-names.tsv is built
// by train/names.
var Orgs = sync.OnceValue(func() *Phrases[Org] {
	p := NewPhrases[Org](strings.Count(orgNamesTSV, "\n") + strings.Count(orgKnownTSV, "\n"))
	for line := range strings.Lines(orgNamesTSV) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for form := range strings.SplitSeq(f[0], " // ") { // the names of one party in several languages, or in turn
			p.Add(form, Org{Name: form, Country: f[1]})
		}
	}
	for line := range strings.Lines(orgKnownTSV) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < 3 {
			f = append(f, "")
		}
		forms := strings.Split(f[0], "|")
		for _, form := range forms {
			o := Org{Name: forms[0], Country: f[1], Curated: true}
			switch f[2] {
			case "members":
				o.Form = OrgMembers
				if form == forms[0] { // the party itself, named for its members' forms
					o.Form = OrgName
				}
			case "none":
				o.Form = OrgNone
			case "word":
				o.Form = OrgWord
			}
			o.Exact = word.ShapeOf(form) == word.AllCaps
			if old, ok := p.Get(form); ok && old.Curated && o.Exact {
				o.Exact = old.Exact // "NATO|Nato"
			}
			p.Add(form, o)
		}
	}
	return p
})

// Newspapers are the last words of newspapers' names that stand for the whole
// after "the", in lower case. The map is shared: do not write to it.
var Newspapers = word.Set("times post journal tribune herald globe chronicle telegraph mail star sun mirror examiner gazette observer")
