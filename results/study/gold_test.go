package study

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/results"
)

// files writes files into a folder of their own.
func files(t *testing.T, of map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range of {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// described is what was annotated in a text, in its own words.
func described(g *Gold) string {
	text := g.text()
	cut := func(spans []Span) string {
		var words []string
		for _, s := range spans {
			words = append(words, string(text[s.Start:s.End]))
		}
		return strings.Join(words, "+")
	}
	var all []string
	for _, m := range g.Mentions {
		all = append(all, m.Kind+" "+cut([]Span{m.Span}))
	}
	for _, a := range g.Attributions {
		all = append(all, fmt.Sprintf("%s (%s, %s)", cut(a.Content), cut(a.Source), cut(a.Cue)))
	}
	return strings.Join(all, "; ")
}

// The same annotations in every format are the same.
func TestEveryFormatGivesTheSame(t *testing.T) {
	const text = "“We signed,” Ole Vang said in Oslo 🙂, “today.” MISC"
	const want = "person Ole Vang; place Oslo; “We signed,”+“today.” (Ole Vang, said)"
	// code points: “We signed,” 0-12, Ole Vang 13-21, said 22-26, Oslo 30-34, “today.” 38-46, MISC 47-51
	dir := files(t, map[string]string{
		"gold.jsonl":  `{"id":"a","text":"` + text + `","mentions":[{"start":13,"end":21,"kind":"person"},{"start":30,"end":34,"kind":"place"}],"attributions":[{"content":[[0,12],[38,46]],"source":[[13,21]],"cue":[[22,26]]}]}` + "\n",
		"brat/a.txt":  text,
		"brat/a.ann":  "T1\tPerson 13 21\tOle Vang\nT2\tGPE 30 34\tOslo\nT3\tContent 0 12;38 46\t“We signed,” “today.”\nT4\tSource 13 21\tOle Vang\nT5\tCue 22 26\tsaid\nT6\tEVENT 47 51\tMISC\nE1\tCue:T5 Content:T3 Source:T4\n#1\tAnnotatorNotes T1\tsure\n",
		"brat2/a.txt": text,
		"brat2/a.ann": "T1\tPerson 13 21\tOle Vang\r\nT2\tGPE 30 34\tOslo\r\nT3\tContent 0 12;38 46\t“We signed,” “today.”\r\nT4\tSource 13 21\tOle Vang\r\nT5\tCue 22 26\tsaid\r\nT6\tEVENT 47 51\tMISC\r\nR1\tSays Arg1:T4 Arg2:T3\r\nR2\tBy Arg1:T3 Arg2:T5\r\n",
		"doccano.jsonl": `{"id":7,"text":"` + text + `","entities":[{"id":1,"label":"PER","start_offset":13,"end_offset":21},{"id":2,"label":"LOC","start_offset":30,"end_offset":34},{"id":3,"label":"quote","start_offset":0,"end_offset":12},{"id":4,"label":"quote","start_offset":38,"end_offset":46},{"id":5,"label":"speaker","start_offset":13,"end_offset":21},{"id":6,"label":"cue","start_offset":22,"end_offset":26},{"id":9,"label":"EVENT","start_offset":47,"end_offset":51}],` +
			`"relations":[{"id":1,"from_id":3,"to_id":4,"type":"continues"},{"id":2,"from_id":5,"to_id":4,"type":"says"},{"id":3,"from_id":3,"to_id":6,"type":"cue"}]}`,
		// The browser counts the emoji as two.
		"studio.json": `[{"id":3,"data":{"text":"` + text + `"},"annotations":[{"was_cancelled":true,"result":[]},{"result":[
			{"id":"a","type":"labels","value":{"start":13,"end":21,"text":"Ole Vang","labels":["PER"]}},{"id":"b","type":"labels","value":{"start":30,"end":34,"text":"Oslo","labels":["LOC"]}},
			{"id":"c","type":"labels","value":{"start":0,"end":12,"text":"“We signed,”","labels":["Content"]}},{"id":"d","type":"labels","value":{"start":39,"end":47,"text":"“today.”","labels":["Content"]}},
			{"id":"e","type":"labels","value":{"start":13,"end":21,"text":"Ole Vang","labels":["Source"]}},{"id":"f","type":"labels","value":{"start":22,"end":26,"text":"said","labels":["Cue"]}},{"id":"g","type":"labels","value":{"start":48,"end":52,"text":"MISC","labels":["EVENT"]}},
			{"type":"relation","from_id":"c","to_id":"d"},{"type":"relation","from_id":"c","to_id":"e"},{"type":"relation","from_id":"f","to_id":"c"}]}]}]`,
	})
	for _, name := range []string{"gold.jsonl", "brat", "brat2/a.ann", "doccano.jsonl", "studio.json"} {
		set, err := ReadGold([]string{filepath.Join(dir, name)}, GoldOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := described(set.Articles[0]); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
		if name != "gold.jsonl" && set.Ignored["EVENT"] != 1 {
			t.Errorf("%s: ignored %v", name, set.Ignored)
		}
	}
}

// Every scheme of tags, in columns of every kind, gives the same names; and a
// text that reads as print.
func TestEverySchemeOfTagsGivesTheSame(t *testing.T) {
	words := strings.Fields(`" Ole Vang Eva Lie 's met ( in New York ) , " he said .`)
	schemes := map[string][]string{
		"iob1":  strings.Fields("O I-PER I-PER B-PER I-PER O O O O I-LOC I-LOC O O O O O O"),
		"bio":   strings.Fields("O B-PER I-PER B-PER I-PER O O O O B-LOC I-LOC O O O O O O"),
		"bioes": strings.Fields("O B-PER E-PER B-PER E-PER O O O O B-LOC E-LOC O O O O O O"),
		"bilou": strings.Fields("O B-PER L-PER B-PER L-PER O O O O B-LOC L-LOC O O O O O O"),
	}
	for name, tags := range schemes {
		var spaces, tabs strings.Builder
		spaces.WriteString("-DOCSTART- -X- O O\n\n")
		for i, w := range words {
			fmt.Fprintf(&spaces, "%s NN O %s\n", w, tags[i])
			fmt.Fprintf(&tabs, "%d\t%s\t%s\t-\t-\r\n", i+1, w, tags[i])
		}
		dir := files(t, map[string]string{"a.conll": spaces.String() + "\nNo O O O\n", "b.iob2": "# sent_id = 1\n# text = x\n" + tabs.String() + "\n1\tNo\tO\t-\t-\n"})
		set, err := ReadGold([]string{filepath.Join(dir, "a.conll"), filepath.Join(dir, "b.iob2")}, GoldOptions{})
		if err != nil {
			t.Fatal(name, err)
		}
		const text, want = `"Ole Vang Eva Lie's met (in New York)," he said.`, "person Ole Vang; person Eva Lie; place New York"
		if len(set.Articles) != 3 || set.Articles[0].Article.Text != text+"\nNo" || set.Articles[1].Article.Text != text {
			t.Fatalf("%s: %d articles, %q", name, len(set.Articles), set.Articles[0].Article.Text)
		}
		for _, g := range set.Articles[:2] {
			if got := described(g); got != want {
				t.Errorf("%s: %s", name, got)
			}
		}
		if set.Articles[2].Mentions == nil {
			t.Errorf("%s: a sentence without names counts as not annotated", name)
		}
	}
}

// Whatever tokens and tags, each name's words stand in the text where it says.
func TestNamesOfColumnsSliceBack(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		type token struct{ word, tag string }
		tokens := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) token {
			return token{rapid.SampledFrom([]string{"Ole", "(", ")", `"`, "n't", "'s", "é🙂", "$", ",", "“"}).Draw(t, "word"), rapid.SampledFrom([]string{"O", "B-PER", "S-LOC"}).Draw(t, "tag")}
		}), 1, 20).Draw(t, "tokens")
		var b strings.Builder
		var want []string
		for _, x := range tokens {
			fmt.Fprintf(&b, "%s %s\n", x.word, x.tag)
			if x.tag != "O" {
				want = append(want, map[string]string{"B-PER": "person ", "S-LOC": "place "}[x.tag]+x.word)
			}
		}
		name := filepath.Join(dir, "a.bio")
		if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		set, err := ReadGold([]string{name}, GoldOptions{Format: "conll"})
		if err != nil {
			t.Fatal(err)
		}
		if got := described(set.Articles[0]); got != strings.Join(want, "; ") {
			t.Errorf("%q: %s", set.Articles[0].Article.Text, got)
		}
	})
}

func TestAnnotationsThatCannotBeRead(t *testing.T) {
	dir := files(t, map[string]string{
		"brat/a.txt":    "Oslo is cold.",
		"brat/a.ann":    "T1\tGPE 0 4\tRome\n",
		"alone/a.ann":   "T1\tGPE 0 4\tOslo\n",
		"empty/a.txt":   "Oslo",
		"far.jsonl":     `{"id":"a","text":"Oslo","mentions":[{"start":0,"end":9,"kind":"place"}]}`,
		"notext.jsonl":  `{"id":"a","mentions":[]}`,
		"nothing.jsonl": `{"id":"a","text":"Oslo"}`,
		"land.jsonl":    `{"id":"a","text":"Oslo","toponyms":[{"start":0,"end":4,"country":"Atlantis"}]}`,
		"value.jsonl":   `{"id":"a","text":"two","quantities":[{"value":"two","normalized_unit":"-","change":"=","referred_concepts":"-"}]}`,
		"tags.conll":    "Oslo\tplace\n",
		"ragged.conll":  "Oslo O\nis cold O\n",
		"studio.json":   `[{"id":1,"data":{"audio":"x.mp3"}}]`,
	})
	for name, says := range map[string]string{
		"brat": "has it changed", "alone": "not beside it", "empty": "no .ann", "far.jsonl": "0 to 9", "notext.jsonl": "no_text", "nothing.jsonl": "no annotations",
		"land.jsonl": "Atlantis", "value.jsonl": "no number", "tags.conll": "no column of tags", "ragged.conll": "line 2", "studio.json": "no text", "none.jsonl": "no such file",
	} {
		_, err := ReadGold([]string{filepath.Join(dir, name)}, GoldOptions{})
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %s", name, err, says)
		}
	}
	var wrong *UsageError
	if _, err := ReadGold([]string{dir}, GoldOptions{Labels: map[string]string{"MP": "lawmaker"}}); !errors.As(err, &wrong) {
		t.Errorf("a label of no meaning: %v", err)
	}
}

// Whatever a file holds, it is read or refused, and what is read can be scored.
func FuzzReadGold(f *testing.F) {
	for format, content := range map[string]string{
		"jsonl":       `{"id":"a","text":"Ole said no.","mentions":[{"start":0,"end":3,"kind":"person"}],"attributions":[{"content":[[9,11]],"source":[[0,3]],"cue":[[4,8]]}],"unclear":[[0,1]],"quantities":[{"value":"1-2","normalized_unit":"-","change":"=","referred_concepts":"a,"}],"results":[{"start":0,"end":2,"type":"age","resolution":{"value":"5%"}}],"toponyms":[{"start":0,"end":3}],"people":[{"name":"Ole"}],"quotes":[{"start":0,"end":4,"form":"direct"}],"claims":[{"start":0,"end":2,"value":3}]}`,
		"conll":       "-DOCSTART- O\n\nOle B-PER\nVang I-PER\n( O\n\n1\tx\tO\n",
		"doccano":     `{"id":1,"text":"Ole","label":[[0,3,"PER"]],"relations":[{"from_id":1,"to_id":1}]}`,
		"labelstudio": `[{"id":1,"data":{"text":"Ole"},"annotations":[{"result":[{"id":"a","value":{"start":0,"end":3,"labels":["Content"]}},{"type":"relation","from_id":"a","to_id":"a"}]}]}]`,
	} {
		f.Add(format, []byte(content))
	}
	f.Fuzz(func(t *testing.T, format string, content []byte) {
		name := filepath.Join(t.TempDir(), "gold")
		if err := os.WriteFile(name, content, 0o666); err != nil {
			t.Fatal(err)
		}
		if format == "brat" {
			return
		}
		set, err := ReadGold([]string{name}, GoldOptions{Format: format})
		if err != nil {
			return
		}
		for _, g := range set.Articles {
			described(g)
		}
		Evaluate(set.Articles, make([]*results.ArticleRows, len(set.Articles)), EvalOptions{Resamples: 2})
	})
}

func FuzzBrat(f *testing.F) {
	f.Add("Ole said no.", []byte("T1\tPerson 0 3\tOle\nT2\tCue 4 8;9 11\nR1\tBy Arg1:T1 Arg2:T2\nE1\tX:T1 Y:T1\n"))
	f.Fuzz(func(t *testing.T, text string, ann []byte) {
		m, err := parseBrat(ann, []rune(text))
		if err != nil {
			return
		}
		g := &Gold{Article: &corpus.Article{ID: "a", Text: text}}
		if applyMarkup([]*Gold{g}, []*markup{m}, newMeanings(nil), map[string]int{}, false) == nil && g.check() == nil {
			described(g)
		}
	})
}

func FuzzReadCoded(f *testing.F) {
	f.Add([]byte("row;stratum;stratum_rows;text;text_ok\nquotes/a/0;x;3;Yes.;y\n"))
	f.Fuzz(func(t *testing.T, sheet []byte) {
		c, err := ReadCoded("x", strings.NewReader(string(sheet)))
		if err != nil {
			return
		}
		if _, err := Agree([]*Coded{c, c}); err != nil {
			t.Error(err)
		}
	})
}
