package treebank

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write keeps content, whose columns are parted by spaces, as a file.
func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trees.gz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	defer z.Close()
	for line := range strings.Lines(content) {
		if !strings.HasPrefix(line, "#") {
			line = strings.ReplaceAll(line, " ", "\t")
		}
		z.Write([]byte(line))
	}
	return path
}

func TestReadGold(t *testing.T) {
	all, err := ReadGold(write(t, `# sent_id = GUM_news_salt-1
# text = They can't.
1 They they PRON PRP _ 2 nsubj _ _
2-3 can't _ _ _ _ _ _ _ SpaceAfter=No
2 ca can AUX MD _ 0 root _ _
3 n't not PART RB _ 2 advmod _ _
3.1 go go VERB VB _ _ _ 2:xcomp _
4 . . PUNCT . _ 2 punct _ _

# sent_id = GUM_news_salt-2
1 No no INTJ UH _ 2 dep _ _
2 way way NOUN NN _ 1 dep _ _

`))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 {
		t.Fatalf("%d sentences, want the one that is a tree", len(all))
	}
	s := all[0]
	if s.Document != "GUM_news_salt" || s.Genre() != "news" {
		t.Errorf("document %q, genre %q", s.Document, s.Genre())
	}
	if !slices.Equal(s.Words, []string{"They", "ca", "n't", "."}) || !slices.Equal(s.Tags, []string{"PRP", "MD", "RB", "."}) ||
		!slices.Equal(s.Heads, []int{1, -1, 1, 1}) || !slices.Equal(s.Relations, []string{"nsubj", "root", "advmod", "punct"}) {
		t.Errorf("read %+v", s)
	}
}

func TestReadSilver(t *testing.T) {
	all, err := ReadSilver(write(t, `# doc = a/1
1 0 8 Interior interior NNP O 4 compound
2 9 17 Minister minister NNP O 4 compound
3 18 23 Retno Retno NNP PERSON 4 compound
4 24 28 Sari Sari NNP PERSON 6 nsubj:pass
5 29 32 was be VBD O 6 aux:pass
6 33 37 seen see VBN O 0 root
7 38 40 by by IN O 8 case
8 41 49 voters voter NNS O 6 obl
9 50 56 Monday Monday NNP DATE 6 obl:tmod
10 56 57 . . . O 6 punct

1 58 60 No no DT O 2 dep
2 61 64 way way NN O 0 root

1 65 66 " " `+"``"+` O 0 root
2 66 69 Yes yes UH O 1 discourse

`))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 {
		t.Fatalf("%d sentences, want the one that was understood", len(all))
	}
	s := all[0]
	heads := []int{1, 2, 5, 2, 5, -1, 7, 5, 5, 5}
	// Of compound and obl:unmarked the two conventions do not agree.
	relations := []string{"", "nmod:desc", "nsubj:pass", "flat", "aux:pass", "root", "case", "obl:agent", "", "punct"}
	if !slices.Equal(s.Heads, heads) || !slices.Equal(s.Relations, relations) {
		t.Errorf("got  %v %q\nwant %v %q", s.Heads, s.Relations, heads, relations)
	}
	for i, loose := range s.Loose {
		if loose != (s.Words[i] == ".") {
			t.Errorf("%s is loose: %v", s.Words[i], loose)
		}
	}
}

func TestHoldOut(t *testing.T) {
	var all []Sentence
	for d := range 20 {
		all = append(all, Sentence{Document: string(rune('a' + d))}, Sentence{Document: string(rune('a' + d))})
	}
	train, held := HoldOut(all)
	if len(train) != 36 || len(held) != 4 || held[0].Document == train[35].Document {
		t.Errorf("%d and %d sentences", len(train), len(held))
	}
}
