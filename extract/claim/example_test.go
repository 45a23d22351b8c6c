package claim_test

import (
	"fmt"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/claim"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
)

// One stage alone: it reads the layers that it needs from the Document, whoever filled
// them. Without names and quotes no number has a source.
func Example() {
	d := &doc.Document{Article: &corpus.Article{Text: "Ford cut about 13,000 jobs, or 7 percent of its workforce."}}
	for _, s := range []interface{ Annotate(*doc.Document) }{segment.NewTokens(), segment.NewSentences(), claim.New()} {
		s.Annotate(d)
	}
	for _, c := range d.Claims {
		fmt.Println(c.Of(d.Text), "=", c.Modifier, c.Value, c.Unit, c.UnitKind, c.Change)
	}
	// Output:
	// 13,000 jobs = ~ 13000 job count down
	// 7 percent = = 7 percent percent down
}
