//go:build shared

package quote_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/segment"
)

const shared = "../../../shared/"

// The stages that the quotes rest on.
func stages(last *quote.Stage) []interface{ Annotate(*doc.Document) } {
	return []interface{ Annotate(*doc.Document) }{
		segment.NewTokens(), segment.NewSentences(), country.New(), mention.NewNames(), mention.New(), pos.New(), parse.New(parse.Telling), last,
	}
}

type goldRow struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Quotes []struct {
		Start, End  int
		Form        string
		SpeakerText string `json:"speaker_text"`
	} `json:"quotes"`
}

func goldRows(t *testing.T, path string) []goldRow {
	t.Helper()
	f, err := os.Open(shared + path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []goldRow
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var r goldRow
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

// predict writes the records that score.py reads, one in every articles.
func predict(t *testing.T, last *quote.Stage, path string, every int) (gold, pred string) {
	t.Helper()
	run := stages(last)
	dir := t.TempDir()
	gold, pred = filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "pred.jsonl")
	if p := os.Getenv("QUOTE_OUT"); p != "" {
		pred = p
	}
	g, _ := os.Create(gold)
	p, _ := os.Create(pred)
	defer g.Close()
	defer p.Close()
	raw, err := os.ReadFile(shared + path)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for len(raw) > 0 {
		line := raw
		if i := indexByte(raw, '\n'); i >= 0 {
			line, raw = raw[:i], raw[i+1:]
		} else {
			raw = nil
		}
		n++
		if n%every != 0 || len(line) == 0 {
			continue
		}
		g.Write(append(line, '\n'))
		var r goldRow
		if err := json.Unmarshal(line, &r); err != nil {
			r = goldRow{}
			var m struct{ ID, Text string }
			if json.Unmarshal(line, &m) != nil {
				t.Fatal(err)
			}
			r.ID, r.Text = m.ID, m.Text
		}
		d := &doc.Document{Article: &corpus.Article{ID: r.ID, Text: r.Text}}
		for _, s := range run {
			s.Annotate(d)
		}
		b, _ := json.Marshal(record(d))
		p.Write(append(b, '\n'))
	}
	return gold, pred
}

func indexByte(b []byte, c byte) int {
	for i := range b {
		if b[i] == c {
			return i
		}
	}
	return -1
}

func record(d *doc.Document) map[string]any {
	at := codePoints(d.Text)
	type span struct {
		Start int `json:"start_char"`
		End   int `json:"end_char"`
	}
	quotes := []map[string]any{}
	for _, q := range d.Quotes {
		var spans []span
		for _, s := range q.Spans {
			spans = append(spans, span{at[s.Start], at[s.End]})
		}
		row := map[string]any{"form": q.Form, "spans": spans, "start_char": spans[0].Start, "end_char": spans[len(spans)-1].End,
			"cue": q.Cue.Of(d.Text), "speaker_text": q.Speaker.Of(d.Text), "cue_lemma": q.CueLemma, "speaker_kind": q.SpeakerKind,
			"unresolved": q.Unresolved, "confidence": q.Confidence, "addressee": q.Addressee.Of(d.Text), "within": q.Within}
		if !q.Speaker.Empty() {
			row["speaker_start"], row["speaker_end"] = at[q.Speaker.Start], at[q.Speaker.End]
		}
		if !q.Cue.Empty() {
			row["cue_start"], row["cue_end"] = at[q.Cue.Start], at[q.Cue.End]
		}
		quotes = append(quotes, row)
	}
	return map[string]any{"article": map[string]any{"article_id": d.ID}, "quotes": quotes}
}

// codePoints maps byte offsets to code point offsets.
func codePoints(s string) []int {
	at := make([]int, len(s)+1)
	n := 0
	for i := 0; i < len(s); {
		_, w := utf8.DecodeRuneInString(s[i:])
		for k := 0; k < w; k++ {
			at[i+k] = n
		}
		i += w
		n++
	}
	at[len(s)] = n
	return at
}

type prf struct{ P, R, F1 float64 }

type polnear struct {
	All, Indirect struct {
		Half prf `json:"content_half"`
	}
	Quoted struct {
		Exact    prf     `json:"content_exact"`
		Half     prf     `json:"content_half"`
		Source   float64 `json:"source_accuracy"`
		Cue      float64 `json:"cue_accuracy"`
		EndToEnd prf     `json:"content_half_and_source"`
	} `json:"quoted"`
}

func score(t *testing.T, last *quote.Stage, path string, every int) polnear {
	t.Helper()
	gold, pred := predict(t, last, path, every)
	out, err := exec.Command("python3", shared+"score/score.py", "quotes", gold, pred).CombinedOutput()
	if err != nil {
		t.Fatal(err, string(out))
	}
	var s polnear
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s, every %d: quoted %+v; indirect %+v; all %+v", path, every, s.Quoted, s.Indirect.Half, s.All.Half)
	if testing.Verbose() {
		t.Logf("%s", out)
	}
	return s
}

// CoreNLP reaches 67.8 with marks and 34.0 of all by the same script.
func TestPolNeARDev(t *testing.T) {
	if s := score(t, quote.New(), "data/attribution/polnear-dev.jsonl", 1); s.Quoted.Half.F1 < 87 || s.Quoted.Source < 92.5 || s.All.Half.F1 < 70 {
		t.Errorf("quoted speech: %+v; all: %+v", s.Quoted, s.All)
	}
}

// The rules by themselves keep what they reached when there was nothing else.
func TestRulesAlone(t *testing.T) {
	rules, err := quote.NewWith(nil, nil, quote.Models)
	if err != nil {
		t.Fatal(err)
	}
	if s := score(t, rules, "data/attribution/polnear-train.jsonl", 4); s.Quoted.Half.F1 < 87.5 || s.Quoted.Source < 91.5 || s.Indirect.Half.P < 86 {
		t.Errorf("train: quoted %+v; indirect %+v", s.Quoted, s.Indirect.Half)
	}
	if s := score(t, rules, "data/attribution/polnear-dev.jsonl", 1); s.Quoted.Half.F1 < 86 || s.Quoted.Source < 90.5 || s.Indirect.Half.P < 84 {
		t.Errorf("dev: quoted %+v; indirect %+v", s.Quoted, s.Indirect.Half)
	}
}

// TestWholeArticles counts, as score.py article does, the passages that report
// speech and are found, and the speaker's words at the quote.
func TestWholeArticles(t *testing.T) {
	texts := map[string]string{}
	for _, p := range []string{"data/attribution/polnear-dev.jsonl", "data/place/tr-news.jsonl"} {
		raw, err := os.ReadFile(shared + p)
		if err != nil {
			t.Fatal(err)
		}
		for len(raw) > 0 {
			i := indexByte(raw, '\n')
			var m struct {
				ID   string `json:"id"`
				Text string `json:"text"`
			}
			if json.Unmarshal(raw[:i], &m) == nil {
				texts[m.ID] = m.Text
			}
			raw = raw[i+1:]
		}
	}
	run := stages(quote.New())
	var want, found, spoken, right, pred, good int
	for _, g := range goldRows(t, "data/articles/dev.jsonl") {
		text := g.Text
		if text == "" {
			text = texts[g.ID]
		}
		d := &doc.Document{Article: &corpus.Article{ID: g.ID, Text: text}}
		for _, s := range run {
			s.Annotate(d)
		}
		at := codePoints(text)
		for _, q := range d.Quotes {
			if q.Form == doc.Phrase || q.Form == doc.Indirect {
				continue
			}
			pred++
			hit := false
			for _, s := range q.Spans {
				for _, w := range g.Quotes {
					hit = hit || w.Form != "phrase" && at[s.Start] < w.End && w.Start < at[s.End]
				}
			}
			if hit {
				good++
			} else if testing.Verbose() {
				t.Logf("WRONG %s %q", q.Form, q.Spans[0].Of(text))
			}
		}
		for _, w := range g.Quotes {
			if w.Form == "phrase" {
				continue
			}
			want++
			best, overlap := doc.None, 0
			for i, q := range d.Quotes {
				if q.Form == doc.Phrase || q.Form == doc.Indirect {
					continue
				}
				n := 0
				for _, s := range q.Spans {
					n += max(0, min(w.End, at[s.End])-max(w.Start, at[s.Start]))
				}
				if n > overlap {
					best, overlap = i, n
				}
			}
			if 2*overlap < w.End-w.Start {
				t.Logf("MISSED %s %q", w.Form, string([]rune(text)[max(0, w.Start-60):w.End]))
				continue
			}
			found++
			if w.SpeakerText == "" {
				continue
			}
			spoken++
			if got := d.Quotes[best].Speaker.Of(text); got != "" && (contains(got, w.SpeakerText) || contains(w.SpeakerText, got)) {
				right++
			} else {
				t.Logf("SPEAKER %q want %q of %q", got, w.SpeakerText, string([]rune(text)[max(0, w.Start-90):min(len([]rune(text)), w.End+60)]))
			}
		}
	}
	t.Logf("articles/dev: found %d of %d (%.1f), right %d of %d (%.1f), speaker's words %d of %d (%.1f)",
		found, want, 100*float64(found)/float64(want), good, pred, 100*float64(good)/float64(pred), right, spoken, 100*float64(right)/float64(spoken))
	if found*100 < want*95 || right*100 < spoken*94 {
		t.Error("found less than 95 percent, or less than 94 percent of the speakers")
	}
}

func contains(a, b string) bool {
	for i := 0; i+len(b) <= len(a); i++ {
		if a[i:i+len(b)] == b {
			return true
		}
	}
	return false
}
