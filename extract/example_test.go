package extract_test

import (
	"fmt"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func Example() {
	x, err := extract.New(extract.Options{})
	if err != nil {
		panic(err)
	}
	d, failure := x.Extract(&corpus.Article{Text: "“We counted 1,300 people,” Interior Minister Retno Sari told reporters in Kenya."})
	if failure != nil {
		panic(failure)
	}
	for _, e := range d.Entities {
		fmt.Printf("%s: %s (%s)\n", e.ID, e.Name, e.Kind)
	}
	for _, q := range d.Quotes {
		who := d.Entities[d.Mentions[q.SpeakerMention].Entity]
		fmt.Println(who.Name, q.CueLemma, q.Spans[0].Of(d.Text))
	}
	for _, c := range d.Claims {
		fmt.Println(c.Value, c.Unit, c.Modifier, c.SourceMention != doc.None)
	}
	// Output:
	// person:retno-sari: Retno Sari (person)
	// country:KEN: Kenya (country)
	// Retno Sari tell “We counted 1,300 people,”
	// 1300 person = true
}
