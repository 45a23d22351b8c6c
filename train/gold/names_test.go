package gold

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if filepath.Ext(name) != ".gz" {
		f.WriteString(content)
		return path
	}
	z := gzip.NewWriter(f)
	z.Write([]byte(content))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Offsets of the files are code points, ours are bytes.
func TestNames(t *testing.T) {
	path := write(t, "a.jsonl", `{"id":"1","doc":"d","text":"Zoé Ouko née Kenyan met Kenya.","mentions":[{"start":0,"end":8,"kind":"person"},{"start":13,"end":19,"kind":"demonym"},{"start":24,"end":29,"kind":"country"}]}

`)
	got, err := Names(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []Text{{ID: "1", Doc: "d", Text: "Zoé Ouko née Kenyan met Kenya.", Names: []Name{
		{corpus.Span{Start: 0, End: 9}, doc.Person, 1}, {corpus.Span{Start: 26, End: 31}, doc.Place, 1}}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	for _, n := range got[0].Names {
		if s := n.Of(got[0].Text); s != "Zoé Ouko" && s != "Kenya" {
			t.Errorf("name %q", s)
		}
	}
	if _, err := Names(write(t, "b.jsonl", "{")); err == nil {
		t.Error("broken JSON was read")
	}
}

func TestSilverAndTagged(t *testing.T) {
	raw := write(t, "news-x.jsonl.gz", `{"id":"x/1","text":"Ünal met Ada Brant in Kisumu, Kenya."}
{"id":"x/2","text":"Nobody labelled this."}
`)
	labels := write(t, "labels.jsonl.gz", `{"id":"x/1","names":[[22,28,"place",0.9],[9,18,"person",0.4]]}
`)
	got, err := Silver(filepath.Dir(raw), labels)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || len(got[0].Names) != 2 || got[0].Names[0].Of(got[0].Text) != "Ada Brant" || got[0].Names[1].Of(got[0].Text) != "Kisumu" || got[0].Names[0].Confidence != 0.4 {
		t.Errorf("silver: %+v", got)
	}
	table := write(t, "news.tsv.gz", "# doc = x/1\n1\t0\t4\tÜnal\tÜnal\tNNP\tPERSON\t2\tnsubj\n2\t5\t8\tmet\tmeet\tVBD\tO\t0\troot\n3\t9\t12\tAda\tAda\tNNP\tPERSON\t4\tcompound\n4\t13\t18\tBrant\tBrant\tNNP\tPERSON\t2\tobj\n5\t19\t21\tin\tin\tIN\tO\t6\tcase\n6\t22\t28\tKisumu\tKisumu\tNNP\tLOCATION\t2\tobl\n\n")
	got, err = Tagged(filepath.Dir(raw), table)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, n := range got[0].Names {
		names = append(names, string(n.Kind)+" "+n.Of(got[0].Text))
	}
	if want := []string{"person Ünal", "person Ada Brant", "place Kisumu"}; !reflect.DeepEqual(names, want) {
		t.Errorf("tagged: %q", names)
	}
}
