//go:build shared

package claim_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/extract/claim"
	"github.com/broadsheet/broadsheet/extract/doc"
)

const shared = "../../../shared"

// TestScores prints what the scorer says of the claims after all stages.
// With CLAIM_OUT=folder the records stay there.
func TestScores(t *testing.T) {
	sets := []struct{ mode, file string }{
		{"quantity", "quantity/newsquant-dev.jsonl"},
		{"article", "articles/dev.jsonl"},
		{"numbers", "quantity/recognizers-NumberModel-dev.jsonl"},
		{"numbers", "quantity/recognizers-CurrencyModel-dev.jsonl"},
		{"numbers", "quantity/recognizers-PercentModel-dev.jsonl"},
		{"numbers", "quantity/recognizers-AgeModel-dev.jsonl"},
		{"numbers", "quantity/recognizers-DimensionModel-dev.jsonl"},
		{"numbers", "quantity/recognizers-TemperatureModel-dev.jsonl"},
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("CLAIM_OUT")
	if dir == "" {
		dir = t.TempDir()
	}
	for _, set := range sets {
		gold := filepath.Join(shared, "data", set.file)
		pred := filepath.Join(dir, filepath.Base(set.file))
		predict(t, x, claim.New(), gold, pred)
		out, err := exec.Command("python3", filepath.Join(shared, "score", "score.py"), set.mode, gold, pred).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", set.file, err, out)
		}
		var all map[string]json.RawMessage
		if err := json.Unmarshal(out, &all); err != nil {
			t.Fatal(err)
		}
		if set.mode == "article" {
			t.Logf("%s: %s", set.file, compact(all["claims"]))
			continue
		}
		t.Logf("%s: %s", set.file, compact(out))
	}
}

// sourceName is the name of the entity that states the claim, as rows have it.
func sourceName(d *doc.Document, c doc.Claim) string {
	if c.SourceMention != doc.None {
		if e := d.Mentions[c.SourceMention].Entity; e != doc.None {
			return d.Entities[e].Name
		}
	}
	return c.Source.Of(d.Text)
}

func compact(raw json.RawMessage) []byte {
	var v any
	json.Unmarshal(raw, &v)
	b, _ := json.Marshal(v)
	return b
}

// TestAblation prints what each part of the stage is worth: the table in
// docs/accuracy.md.
func TestAblation(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	score := func(last *claim.Stage, mode, file string) (all struct {
		Unit, Change struct{ F1 float64 }
		Value        struct{ F1 float64 }
		Partial      struct{ F1 float64 } `json:"concept_partial"`
		Complete     struct{ F1 float64 } `json:"concept_complete"`
		Claims       struct {
			Counted    float64 `json:"counted_accuracy"`
			Source     float64 `json:"source_accuracy"`
			Attributed float64 `json:"attributed_source_accuracy"`
		}
	}) {
		gold, pred := file, filepath.Join(dir, filepath.Base(file))
		predict(t, x, last, gold, pred)
		out, err := exec.Command("python3", filepath.Join(shared, "score", "score.py"), mode, gold, pred).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", file, err, out)
		}
		if err := json.Unmarshal(out, &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, w := range []struct {
		name string
		claim.Without
	}{{"nothing", 0}, {"trees", claim.Trees}, {"quotes", claim.Quotes}, {"citations", claim.Citations}, {"carried over", claim.Carried}} {
		last := claim.NewWith(w.Without)
		n := score(last, "quantity", filepath.Join(shared, "data", "quantity", "newsquant-dev.jsonl"))
		a := score(last, "article", filepath.Join(shared, "data", "articles", "dev.jsonl")).Claims
		e := score(last, "article", "../../examples/gold/articles.jsonl").Claims
		t.Logf("| %s | %.1f / %.1f / %.1f | %.1f / %.1f | %.1f / %.1f | %.1f / %.1f |", w.name, n.Value.F1, n.Unit.F1, n.Change.F1, n.Partial.F1, n.Complete.F1, a.Counted, e.Counted, a.Source, e.Source)
	}
}

// predict writes what is found in the articles of gold to pred, with the claims
// of last.
func predict(t *testing.T, x *extract.Extractor, last *claim.Stage, gold, pred string) {
	in, err := os.Open(gold)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(pred)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := json.NewEncoder(out)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var row struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		d, failure := x.Extract(&corpus.Article{ID: row.ID, Text: row.Text, Language: "en"})
		if failure != nil {
			t.Fatal(failure)
		}
		last.Annotate(d)
		chars := func(s corpus.Span) (int, int) {
			start := utf8.RuneCountInString(row.Text[:s.Start])
			return start, start + utf8.RuneCountInString(s.Of(row.Text))
		}
		claims := []map[string]any{}
		for _, c := range d.Claims {
			start, end := chars(c.Span)
			r := map[string]any{"start_char": start, "end_char": end, "text": c.Span.Of(row.Text), "value": c.Value, "unit": c.Unit, "unit_kind": c.UnitKind,
				"modifier": c.Modifier, "change": c.Change, "counted": c.Counted.Of(row.Text), "about": c.About.Of(row.Text), "whole": c.Whole.Of(row.Text), "source_text": c.Source.Of(row.Text), "source_name": sourceName(d, c), "time_text": c.Time.Of(row.Text)}
			if c.HasMax {
				r["value_max"] = c.ValueMax
			}
			claims = append(claims, r)
		}
		w.Encode(map[string]any{"article": map[string]any{"article_id": row.ID}, "claims": claims, "mentions": []int{}, "quotes": []int{}, "entities": []int{}})
	}
}
