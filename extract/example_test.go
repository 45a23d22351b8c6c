package extract_test

import (
	"fmt"
	"strings"

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

// topic is a stage of one's own: it files articles by words that their sentences have.
type topic map[string]string

func (topic) Name() string     { return "topic" }
func (topic) Needs() doc.Layer { return doc.Tokens | doc.Sentences }
func (topic) Gives() doc.Layer { return 0 }

func (t topic) Annotate(d *doc.Document) {
	for _, token := range d.Tokens {
		if name := t[strings.ToLower(token.Of(d.Text))]; name != "" {
			if d.Meta == nil {
				d.Meta = map[string]string{}
			}
			d.Meta["topic"] = name
			return
		}
	}
}

// A stage of one's own runs after all others. What it writes into Meta is the column
// articles.meta of the tables.
func Example_ownStage() {
	x, err := extract.New(extract.Options{Stages: []extract.Stage{topic{"strike": "labor", "strikes": "labor", "ballot": "election"}}})
	if err != nil {
		panic(err)
	}
	for _, text := range []string{"Nurses began a strike in Malmö on Monday.", "The weather was fine."} {
		d, failure := x.Extract(&corpus.Article{Text: text})
		if failure != nil {
			panic(failure)
		}
		fmt.Printf("%q %v\n", d.Meta["topic"], len(d.Mentions))
	}
	// Output:
	// "labor" 1
	// "" 0
}
