package recognizer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/train/gold"
)

// sentences writes a set of made-up sentences with their names, and returns
// the folder of the data.
func sentences(t *testing.T) string {
	var rows bytes.Buffer
	n := 0
	for _, forename := range []string{"Ada", "Lou", "Halima", "Peter", "Amos", "Karen"} {
		for _, surname := range []string{"Brant", "Oloo", "Harlow", "Oduya", "Wanjiru"} {
			for _, body := range []string{"Water Board", "Farmers' Alliance", "Teachers' Union"} {
				n++
				person, organization := forename+" "+surname, "Kisumu "+body
				text := fmt.Sprintf("On Monday %s of the %s said that roads were bad.", person, organization)
				at := strings.Index(text, organization)
				row, _ := json.Marshal(map[string]any{"id": fmt.Sprint(n), "text": text, "mentions": []map[string]any{
					{"start": 10, "end": 10 + len(person), "kind": "person"},
					{"start": at, "end": at + len(organization), "kind": "organization"},
				}})
				rows.Write(append(row, '\n'))
			}
		}
	}
	data := t.TempDir()
	if err := os.MkdirAll(filepath.Join(data, "ner"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "ner", "made.jsonl"), rows.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return data
}

// A model learns names from sentences, twice the same, and finds them again.
func TestTrain(t *testing.T) {
	data := sentences(t)
	r := Recipe{Data: data, Sets: []Set{{"made", 1, 1}}, Epochs: 4, Rate: 0.3, Least: 2, Faint: 1, Smallest: 1, Seed: 1, Log: t.Logf}
	file, err := Train(r)
	if err != nil {
		t.Fatal(err)
	}
	scores, err := Evaluate(file, 0, data, []string{"made"})
	if err != nil {
		t.Fatal(err)
	}
	if s := scores[0]; s.F1(3) < 95 || s.Gold != [3]int{90, 90, 0} {
		t.Errorf("what was learned is not found again: %+v", s)
	}
	again, err := Train(r)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, again) {
		t.Error("training twice gives other bytes")
	}
	r.Without = mention.Lists | mention.Classes | mention.Article
	poorer, err := Train(r)
	if err != nil {
		t.Fatal(err)
	}
	if len(poorer) >= len(file) {
		t.Errorf("a model that knows less has %d bytes, the whole one %d", len(poorer), len(file))
	}
}

// A headline is a sentence of the text, with the same names in it.
func TestHead(t *testing.T) {
	tr := &trainer{stages: []interface{ Annotate(*doc.Document) }{segment.NewTokens(), segment.NewSentences()}}
	const body = "It rained.\n\nThe zoé board met Ada Brant in Kisumu yesterday. Nobody came."
	at := func(s string) corpus.Span {
		i := strings.Index(body, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	text := gold.Text{Text: body, Names: []gold.Name{{Span: at("Ada Brant"), Kind: doc.Person}, {Span: at("Kisumu"), Kind: doc.Place}}}
	for capitals, want := range map[bool]string{
		false: "The Zoé Board Met Ada Brant In Kisumu Yesterday\n\n" + body,
		true:  "THE ZOé BOARD MET ADA BRANT IN KISUMU YESTERDAY\n\n" + body,
	} {
		got := tr.head(text, capitals)
		if got.Text != want {
			t.Errorf("got %q", got.Text)
		}
		var names []string
		for _, n := range got.Names {
			names = append(names, strings.ToLower(n.Of(got.Text)))
		}
		if s := strings.Join(names, ", "); s != "ada brant, kisumu, ada brant, kisumu" {
			t.Errorf("names %s", s)
		}
	}
	plain := gold.Text{Text: "Nobody was named here today."}
	if got := tr.head(plain, false); got.Text != plain.Text {
		t.Errorf("a text without names got a headline: %q", got.Text)
	}
}
