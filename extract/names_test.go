package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/roster"
)

const someNames = `name,kind,id,aliases,country,from,to
Keiran Holt,person,holt,Kit Holt|K. Holt,GBR,,
Keiran Holt,person,holt,the prime minister|the Member for Avon East,GBR,2020-03-01,2022-09
Ada Quill,person,quill,,GBR,,
Ada Quill,person,quill,the prime minister,GBR,2022-10-01,
Rosalie Tremblay,person,tremblay,the prime minister,Canada,2015,
"Law, Jude",person,law,Law,,,
May Brisco,person,may,May,,,
Ann Lee,person,lee.de,,DEU,,
Ann Lee,person,lee.ke,,KE,,
John Carver,person,carver.1,,,1990,1999
John Carver,person,carver.2,,,2005,2015
Order and Bread Front,party,obf,OBF,,,
Labour Party,party,labour,Labour;the Reds,,,
the central bank,organization,cbank,,,,
Velmark,country,900,Wales,ISL,,
Poland,country,290,Lechia,,,
East Germany,country,265,,DDR,,1990
Cambridge,place,cam.ma,,USA,,
Quorn Ridge,place,quorn,,,,
The Hague,place,hague,,,,
UN,organization,un,,,,
`

// linked is every mention with an external id, in text order, as "text=id".
func linked(d *doc.Document) string {
	var all []string
	for _, m := range d.Mentions {
		if m.Entity != doc.None && d.Entities[m.Entity].ExternalID != "" {
			all = append(all, strings.Join(strings.Fields(m.Of(d.Text)), " ")+"="+d.Entities[m.Entity].ExternalID)
		}
	}
	return strings.Join(all, "; ")
}

func names(t testing.TB, list string) []roster.Entry {
	t.Helper()
	names, err := ReadNames(strings.NewReader(list), ',')
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func listing(t testing.TB, list, engine string) *Extractor {
	t.Helper()
	x, err := New(Options{Engine: engine, Names: names(t, list)})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestNamesOfTheUsersList(t *testing.T) {
	x := listing(t, someNames, EngineOwn)
	for _, c := range []struct{ what, day, text, want string }{
		{"a name, its surname and a pronoun", "2021-01-01", "Keiran Holt resigned. “I am tired,” Holt said. He left.", "Keiran Holt=holt; Holt=holt; He=holt"},
		{"an alias", "2021-01-01", "Kit Holt resigned, officials said.", "Kit Holt=holt"},
		{"a headline in capitals", "2021-01-01", "KEIRAN HOLT QUITS OVER BUDGET\n\nMinisters were told that Keiran Holt had left.", "KEIRAN HOLT=holt; Keiran Holt=holt"},
		{"no other case", "2021-01-01", "The keiran holt plant flowers in spring.", ""},
		{"a longer name of another", "2021-01-01", "The report was by Mary Ann Lee-Jones and the Keiran Holt Memorial Hospital.", ""},
		{"a name that goes on", "2021-01-01", "Ada Quill Jr. sang.", ""},
		{"what is named after somebody", "2021-01-01", "The carrier USS Keiran Holt left. He spoke at the Keiran Holt Library.", ""},
		{"a word in a longer name", "2021-01-01", "The Law Society met. Law is a noble thing. He broke the law, and Law said so.", "Law=law"},
		{"an ordinary word that begins a sentence", "2021-01-01", "In May it is warm. May 3 was warm too.", ""},
		{"what the recognizer would miss", "2021-01-01", "The march was called by Order and Bread Front (OBF) leaders.", "Order and Bread Front=obf; OBF=obf"},
		{"a small word behind it", "2021-01-01", "Labour-led councils and Labour Leader Ada Quill agreed.", "Labour=labour; Labour=labour; Ada Quill=quill"},
		{"one of two by day", "1995-05-05", "John Carver voted.", "John Carver=carver.1"},
		{"the other", "2015-12-31", "John Carver voted.", "John Carver=carver.2"},
		{"neither", "2001-01-01", "John Carver voted.", ""},
		{"without a day one of two is a guess", "", "John Carver voted.", ""},
		{"one of two by country", "2021-01-01", "In Nairobi, the Kenyan capital, Ann Lee voted.", "Ann Lee=lee.ke"},
		{"both countries", "2021-01-01", "In Kenya and Germany Ann Lee voted.", ""},
		{"no country", "2021-01-01", "Ann Lee voted.", ""},
		{"a role by day", "2021-01-01", "In London the prime minister spoke. “No,” the Prime Minister said.", "the prime minister=holt; the Prime Minister=holt"},
		{"the last day of a month", "2022-09-30", "The prime minister spoke in Britain.", "The prime minister=holt"},
		{"a later day", "2022-10-01", "The prime minister spoke in Britain.", "The prime minister=quill"},
		{"a role by country", "2021-01-01", "In Canada the prime minister spoke.", "the prime minister=tremblay"},
		{"a role of a third country", "2021-01-01", "In Kenya the prime minister spoke.", ""},
		{"said to be another's", "2021-01-01", "British papers asked the prime minister of Kenya.", ""},
		{"said to be the one's", "2021-01-01", "British papers asked the prime minister of Canada.", "the prime minister=tremblay"},
		{"a body's", "2021-01-01", "In Britain, the prime minister of the club spoke.", ""},
		{"accused of something", "2021-01-01", "In London they accused the prime minister of lying.", "the prime minister=holt"},
		{"a title before a name", "2021-01-01", "In London the prime minister Zelda Roe spoke.", ""},
		{"one in waiting", "2021-01-01", "In London the prime minister-elect spoke.", ""},
		{"the article knows better", "2021-01-01", "In London, Prime Minister Zelda Roe spoke. The prime minister left.", ""},
		{"in apposition", "2021-01-01", "In London the prime minister, Zelda Roe, spoke.", ""},
		{"in apposition at the end", "2021-01-01", "In London they asked the prime minister, Zelda Roe.", ""},
		{"of two with the title the last", "2021-01-01", "In London, Prime Minister Keiran Holt met French Prime Minister Zelda Roe. Reporters asked the prime minister about bread.", "Keiran Holt=holt"},
		{"an owner without the", "2021-01-01", "In London the prime minister of student politics spoke.", ""},
		{"what somebody is or was", "2021-01-01", "In London, Zelda Roe said that he was the prime minister and that Lou wants to be the prime minister.", ""},
		{"a country named in passing", "2021-01-01", "In Kenya and in Kisumu, and then in Kenya again, the prime minister spoke of Britain.", ""},
		{"the same with the surname", "2021-01-01", "In Kenya and in Kisumu, and then in Kenya again, the prime minister spoke of Britain. Mr. Holt left.", "the prime minister=holt; Holt=holt"},
		{"office and surname only", "2021-01-01", "In London the prime minister spoke. Mr. Holt was tired.", "the prime minister=holt; Holt=holt"},
		{"a role with capitals in the list", "2021-01-01", "In London the Member for Avon East rose.", "the Member for Avon East=holt"},
		{"a body's role", "2021-01-01", "On Monday the central bank raised rates.", "the central bank=cbank"},
		{"a country by its names", "2021-01-01", "Poland and Polish ministers met in Lechia.", "Poland=290; Polish=290; Lechia=290"},
		{"a country by its code", "2021-01-01", "Iceland won.", "Iceland=900"},
		{"an alias that is another country", "2021-01-01", "They lived in Wales.", ""},
		{"a country by day", "1989-01-01", "East Germany closed the border.", "East Germany=265"},
		{"and after it", "1995-01-01", "East Germany is gone.", ""},
		{"a place elsewhere", "2021-01-01", "They rowed in Cambridge, England, on Sunday.", ""},
		{"a place there", "2021-01-01", "They rowed in Cambridge, Massachusetts, on Sunday.", "Cambridge=cam.ma"},
		{"a place that nobody knows", "2021-01-01", "Fires reached Quorn Ridge overnight.", "Quorn Ridge=quorn"},
		{"an article that belongs to the name", "2021-01-01", "Judges in The Hague met. William Hague did not.", "The Hague=hague"},
		{"broken over lines", "2021-01-01", "They said that Keiran\nHolt had left.", "Keiran Holt=holt"},
		{"diacritics", "2021-01-01", "They said that Rosálie Tremblay had left.", "Rosálie Tremblay=tremblay"},
		{"an acronym", "2021-01-01", "The UN said so.", "UN=un"},
		{"behind a prefix", "2021-01-01", "The non-UN and pro-UN parties, and the UN-backed one, see un-UN.example.org.", "UN=un; UN=un; UN=un"},
	} {
		a := &corpus.Article{Text: c.text, Language: "en", DateOnly: true}
		if c.day != "" {
			a.Published, _ = time.Parse(time.DateOnly, c.day)
		}
		d, failure := x.Extract(a)
		if failure != nil {
			t.Fatal(failure)
		}
		if got := linked(d); got != c.want {
			t.Errorf("%s: %s\n\tgot  %s\n\twant %s", c.what, c.text, got, c.want)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// What coref alone would join stays apart where the list has two ids, and what
// it would not is one where the list has one.
func TestIdsDecideWhoIsOne(t *testing.T) {
	for _, c := range []struct {
		list, text, want string
		entities         int
	}{
		{"Lou Hart,person,a,,\nL. Hart,person,b,,\n", "On Monday Lou Hart met L. Hart.", "Lou Hart=a; L. Hart=b", 2},
		{"Lou Hart,person,a,,\nHart,person,b,,\n", "Lou Hart said so. Mr. Hart did not.", "Lou Hart=a; Hart=b", 2},
		{"Department of Works,org,a,,\nDOW,org,b,,\n", "The Department of Works (DOW) said so.", "Department of Works=a; DOW=b", 2},
		{"Lou Hart,person,a,The Crumb|Ann Lee,\n", "On Monday Lou Hart met Ann Lee.", "Lou Hart=a; Ann Lee=a", 1},
		{"Order and Bread Front,org,a,Crumb Hall,\n", "The Order and Bread Front met. Crumb Hall said so.", "Order and Bread Front=a; Crumb Hall=a", 1},
		{"Lou Hart,person,a,Hart,\n", "Victoria Hart sang, and Hart said so.", "Hart=a", 2},
		{"Lou Hart,person,a,,\nAnn Hart,person,b,,\n", "Lou Hart and Ann Hart sang.", "Lou Hart=a; Ann Hart=b", 2},
		{"lou of nowhere,person,a,,\nLou,person,b,,\n", "They said that lou of nowhere sang.", "lou of nowhere=a", 1},
	} {
		d, _ := listing(t, "name,kind,id,aliases,country\n"+c.list, EngineOwn).Extract(&corpus.Article{Text: c.text, Language: "en"})
		if got := linked(d); got != c.want || len(d.Entities) != c.entities {
			t.Errorf("%s:\n\tgot  %s, %d entities\n\twant %s, %d", c.text, got, len(d.Entities), c.want, c.entities)
		}
	}
}

// prose's engine is told by the same list.
func TestNamesWithProse(t *testing.T) {
	x := listing(t, someNames, EngineProse)
	d, _ := x.Extract(&corpus.Article{Text: "On Monday Keiran Holt met the Order and Bread Front.", Language: "en"})
	if got := linked(d); got != "Keiran Holt=holt; Order and Bread Front=obf" {
		t.Errorf("got %s", got)
	}
}

// An entity of a role alone has the list's name.
func TestARoleAlone(t *testing.T) {
	x := listing(t, someNames, EngineOwn)
	d, _ := x.Extract(&corpus.Article{Text: "In Canada the prime minister spoke.", Published: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)})
	for _, e := range d.Entities {
		if e.ExternalID == "tremblay" {
			if e.Name != "Rosalie Tremblay" || e.ID != "person:rosalie-tremblay" || e.Kind != doc.Person {
				t.Errorf("got %+v", e)
			}
			return
		}
	}
	t.Error("no entity")
}

// With a list too time grows with the length of a text and not with its square.
func TestHostileTextsEndWithAList(t *testing.T) {
	x := listing(t, someNames+"WHO,organization,who,,,,\nA B C D E F G H,organization,letters,A|A B|A B C D E F G,,,\n", EngineOwn)
	for _, s := range []string{"WHO ", "UN WHO, ", "A B C D E F G ", "the prime minister ", "Law ", "Law-", "Keiran Holt ", "Holt, Kit Holt, ", "the ", "Ann Lee. ", "Kit Holt said he "} {
		text := strings.Repeat(s, 200_000/len(s))
		d, failure := x.Extract(&corpus.Article{Text: text, Language: "en"})
		if failure != nil {
			t.Errorf("%q: %v", s, failure)
		} else if err := d.Check(); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// Whatever the list and the text: the invariants hold, an id is one entity,
// and what the list does not name is as without it.
func TestAnyListKeepsTheInvariants(t *testing.T) {
	plain, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	pieces := append([]string{"Kit Holt", "Holt", "Law", "the prime minister", "Ann Lee", "KIT HOLT", "Kenya", "Labour", "of Kenya", "the", "St. Louis", "U.S.", "The Hague"}, snippets...)
	piece := rapid.OneOf(rapid.SampledFrom(pieces), rapid.StringN(0, 8, -1))
	rapid.Check(t, func(t *rapid.T) {
		var list []roster.Entry
		kinds := []doc.Kind{doc.Person, doc.Organization, doc.Place, doc.Country}
		for range rapid.IntRange(0, 8).Draw(t, "entries") {
			n := rapid.IntRange(0, 5).Draw(t, "id")
			e := roster.Entry{ID: fmt.Sprint("id", n), Kind: kinds[n%4], Name: piece.Draw(t, "name"), Aliases: rapid.SliceOfN(piece, 0, 3).Draw(t, "aliases")}
			e.Country = rapid.SampledFrom([]string{"", "KEN", "USA"}).Draw(t, "country")
			if rapid.Bool().Draw(t, "dated") {
				e.From = time.Date(2000+n, 1, 1, 0, 0, 0, 0, time.UTC)
			}
			list = append(list, e)
		}
		x, err := New(Options{Names: list})
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToValidUTF8(strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "sep")), "\ufffd")
		a := &corpus.Article{Text: text, Language: "en"}
		if rapid.Bool().Draw(t, "published") {
			a.Published = time.Date(2003, 5, 5, 0, 0, 0, 0, time.UTC)
		}
		d, failure := x.Extract(a)
		if failure != nil {
			t.Fatalf("%v on %q", failure, text)
		}
		if err := d.Check(); err != nil {
			t.Fatalf("%v on %q", err, text)
		}
		of, known := map[string]int{}, false
		for i, e := range d.Entities {
			known = known || e.ExternalID != ""
			if other, ok := of[e.ExternalID]; ok && e.ExternalID != "" {
				t.Fatalf("entities %d and %d are both %s on %q", other, i, e.ExternalID, text)
			}
			of[e.ExternalID] = i
		}
		for _, l := range d.Listed {
			for _, m := range d.Mentions {
				if m.Span == l.Span && l.ID != "" && m.Kind == l.Kind && m.Form == l.Form && l.Form == doc.FormName && d.Entities[m.Entity].ExternalID != l.ID {
					t.Fatalf("%q is %q and should be %q on %q", l.Of(text), d.Entities[m.Entity].ExternalID, l.ID, text)
				}
			}
		}
		if len(d.Listed) == 0 && !known {
			p, _ := plain.Extract(a)
			if fmt.Sprint(p.Mentions, p.Entities) != fmt.Sprint(d.Mentions, d.Entities) {
				t.Fatalf("a list that names nothing changes %q", text)
			}
		}
	})
}
