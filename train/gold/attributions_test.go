package gold

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
)

func TestAttributed(t *testing.T) {
	// The offsets are code points, and one span begins at a space.
	file := write(t, "a.jsonl", `{"text": "Zoë said the harbor is gone.", "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[8, 27]]}], "unclear": [[9, 12]]}`+"\n")
	got, err := Attributed(file)
	if err != nil {
		t.Fatal(err)
	}
	text := "Zoë said the harbor is gone."
	source, cue, content := corpus.Span{End: 4}, corpus.Span{Start: 5, End: 9}, corpus.Span{Start: 10, End: 28}
	want := []Attributions{{
		Text: text, Source: []Piece{{source, 1}}, Cue: []Piece{{cue, 1}}, Content: []Piece{{content, 1}},
		Linked:  []Attribution{{Content: []corpus.Span{content}, Source: []corpus.Span{source}, Cue: []corpus.Span{cue}}},
		Unclear: []corpus.Span{{Start: 10, End: 13}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if _, err := Attributed(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there was read")
	}
}

func TestSilverAttributed(t *testing.T) {
	raw := filepath.Dir(write(t, "news-a.jsonl.gz", `{"id": "1", "text": "He said so."}`+"\n"+`{"id": "2", "text": "She said no."}`+"\n"))
	labels := write(t, "labels.jsonl.gz", `{"id": "1", "source": [[0, 2, 0.9]], "cue": [[3, 7, 0.8]], "content": [[8, 10, 0.7]]}`+"\n"+
		`{"id": "2", "source": [], "cue": [], "content": [[9, 11, 0.5]]}`+"\n")
	got, err := SilverAttributed(raw, labels, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []Attributions{
		{Text: "He said so.", Source: []Piece{{corpus.Span{End: 2}, 0.9}}, Cue: []Piece{{corpus.Span{Start: 3, End: 7}, 0.8}}, Content: []Piece{{corpus.Span{Start: 8, End: 10}, 0.7}}},
		{Text: "She said no.", Content: []Piece{{corpus.Span{Start: 9, End: 11}, 0.5}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got, err = SilverAttributed(raw, labels, 2); err != nil || len(got) != 1 || got[0].Text != want[1].Text {
		t.Errorf("one of two: %+v, %v", got, err)
	}
	if _, err := SilverAttributed(raw, write(t, "other.jsonl.gz", `{"id": "3"}`+"\n"), 1); err == nil {
		t.Error("labels of an article that is not there were read")
	}
}
