package results

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func TestCoNLLU(t *testing.T) {
	text := "“Né,” she\nsaid. No\u00a01"
	span := func(start, end int) doc.Token { return doc.Token{Span: corpus.Span{Start: start, End: end}} }
	d := &doc.Document{
		Article: &corpus.Article{ID: "a\tb", Text: text},
		// “ Né , ” she said . No 1
		Tokens: []doc.Token{span(0, 3), span(3, 6), span(6, 7), span(7, 10), span(11, 14), span(15, 19), span(19, 20), span(21, 26)},
		Sentences: []doc.Sentence{
			{Span: corpus.Span{Start: 0, End: 20}, First: 0, Last: 7},
			{Span: corpus.Span{Start: 21, End: 26}, First: 7, Last: 8},
		},
		Arcs: []doc.Arc{{Head: 1, Relation: "punct"}, {Head: 5, Relation: "ccomp"}, {Head: 1, Relation: "punct"}, {Head: 1, Relation: "punct"}, {Head: 5, Relation: "nsubj"}, {Head: doc.None, Relation: "root"}, {Head: 5, Relation: "punct"}, {Head: doc.None}},
	}
	for i, tag := range []string{"``", "NN", ",", "''", "PRP", "VBD", ".", ""} {
		d.Tokens[i].Tag = tag
	}
	want := "# newdoc id = a b\n" +
		"# sent_id = a b-0\n# text = “Né,” she said.\n" +
		"1\t“\t_\t_\t``\t_\t2\tpunct\t_\tSpaceAfter=No|TokenRange=0:1\n" +
		"2\tNé\t_\t_\tNN\t_\t6\tccomp\t_\tSpaceAfter=No|TokenRange=1:3\n" +
		"3\t,\t_\t_\t,\t_\t2\tpunct\t_\tSpaceAfter=No|TokenRange=3:4\n" +
		"4\t”\t_\t_\t''\t_\t2\tpunct\t_\tTokenRange=4:5\n" +
		"5\tshe\t_\t_\tPRP\t_\t6\tnsubj\t_\tTokenRange=6:9\n" +
		"6\tsaid\t_\t_\tVBD\t_\t0\troot\t_\tSpaceAfter=No|TokenRange=10:14\n" +
		"7\t.\t_\t_\t.\t_\t6\tpunct\t_\tTokenRange=14:15\n\n" +
		"# sent_id = a b-1\n# text = No 1\n" +
		"1\tNo 1\t_\t_\t_\t_\t_\t_\t_\tTokenRange=16:20\n\n"
	if got := string(AppendCoNLLU(nil, d)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Without tags and trees the tokens are there all the same.
	d.Arcs = nil
	if got := string(AppendCoNLLU(nil, d)); len(got) < 100 {
		t.Errorf("got %q", got)
	}
}
