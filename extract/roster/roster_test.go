package roster

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func listed(r *Roster, a *corpus.Article, sentences ...doc.Sentence) string {
	d := &doc.Document{Article: a, Sentences: append(sentences, doc.Sentence{Span: corpus.Span{End: len(a.Text)}})}
	r.Annotate(d)
	var all []string
	for _, l := range d.Listed {
		all = append(all, l.Of(a.Text)+"="+l.ID)
	}
	return strings.Join(all, "; ")
}

func TestHowNamesAreWritten(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"Lou Hart", "Lou Hart, lou hart, Lou hart, LOU HART, Lou HART", "Lou Hart=1; LOU HART=1; Lou HART=1"},
		{"Lou Hart", "Loup Hart, Lou Harte, xLou Hart, Lou, Hart", ""},
		{"Lou Hart", "Lou\nHart; Lou\n\nHart; Lou-Hart; Lou. Hart", "Lou\nHart=1; Lou-Hart=1; Lou. Hart=1"},
		{"LOU HART", "Lou Hart and LOU HART and lou hart", "Lou Hart=1; LOU HART=1"},
		{"José Núñez", "Jose Nunez, JOSÉ NÚÑEZ, Jose\u0301 Nu\u0301n\u0303ez", "Jose Nunez=1; JOSÉ NÚÑEZ=1; Jose\u0301 Nu\u0301n\u0303ez=1"},
		{"Bank of Spain", "Bank of Spain, Bank Of Spain, BANK OF SPAIN, bank of Spain", "Bank of Spain=1; Bank Of Spain=1; BANK OF SPAIN=1"},
		{"UKIP", "UKIP, Ukip, ukip", "UKIP=1"},
		{"eBay", "eBay, Ebay", "eBay=1"},
		{"Zorb", "Zorb and ZORB", "Zorb=1"},
		{"Zorb", "ZORB WINS VOTE", "ZORB=1"},
		{"Law", "LAW WINS VOTE", ""},
		{"WHO", "WHO WINS VOTE", ""},
		{"WHO", "The WHO met", "WHO=1"},
		{"The Crumb", "the Crumb, The Crumb, a Crumb", "Crumb=1; Crumb=1"},
		{"The Crumb Hall", "a Crumb Hall", "Crumb Hall=1"},
		{"St. Louis", "St. Louis, St Louis", "St. Louis=1; St Louis=1"},
		{"Acme Inc.", "Acme Inc. and Acme Inc", "Acme Inc.=1"},
		{"Łódź", "Łódź, ŁÓDŹ TODAY", "Łódź=1"},
		{"", "x", ""},
		{"...", "...", ""},
	} {
		r := New([]Entry{{ID: "1", Kind: doc.Organization, Name: c.name}})
		if got := listed(r, &corpus.Article{Text: c.text}); got != c.want {
			t.Errorf("%q in %q: got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestTheLongestThatFitsCounts(t *testing.T) {
	r := New([]Entry{
		{ID: "a", Kind: doc.Organization, Name: "Crumb"},
		{ID: "b", Kind: doc.Organization, Name: "Crumb Hall"},
		{ID: "c", Kind: doc.Organization, Name: "Crumb Hall Bakers Guild"},
		{ID: "d", Kind: doc.Person, Name: "Sir Lou Hart", Aliases: []string{"Dr. Hart"}},
	})
	for _, c := range [][2]string{
		{"Crumb Hall Bakers Guild", "Crumb Hall Bakers Guild=c"},
		{"Crumb Hall Bakers", "Crumb Hall=b"},
		{"Crumb Hall bakers guild", "Crumb Hall=b"},
		{"Crumb hall", "Crumb=a"},
		{"Lou Hart, Sir Lou Hart, Dr. Hart, Hart", "Lou Hart=d; Lou Hart=d; Dr. Hart=d"},
	} {
		if got := listed(r, &corpus.Article{Text: c[0]}); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}

// An entry holds on each day from the first to the last and on no other.
func TestDays(t *testing.T) {
	base := time.Date(1965, 1, 1, 0, 0, 0, 0, time.UTC) // before 1970 days are negative
	rapid.Check(t, func(t *rapid.T) {
		draw := func(what string) int { return rapid.IntRange(0, 40_000).Draw(t, what) }
		from, to, day := draw("from"), draw("to"), draw("day")
		if rapid.Bool().Draw(t, "near") {
			day = from + rapid.IntRange(-1, 1).Draw(t, "off")
		}
		r := New([]Entry{{ID: "1", Kind: doc.Person, Name: "Lou Hart", From: base.AddDate(0, 0, from), To: base.AddDate(0, 0, to)}})
		published := base.AddDate(0, 0, day).Add(time.Duration(rapid.IntRange(0, 86_399).Draw(t, "second")) * time.Second)
		want := ""
		if from <= day && day <= to {
			want = "Lou Hart=1"
		}
		if got := listed(r, &corpus.Article{Text: "Lou Hart", Published: published}); got != want {
			t.Fatalf("%s in %s to %s: got %q", published, base.AddDate(0, 0, from), base.AddDate(0, 0, to), got)
		}
	})
}

func TestCountry(t *testing.T) {
	for s, want := range map[string]string{
		"KEN": "KEN", "ke": "KEN", "Kenya": "KEN", "UK": "GBR", "uk": "GBR", "Great Britain": "GBR", "U.S.": "USA",
		"Côte d'Ivoire": "CIV", "Ivory Coast": "CIV", "Kosovo": "XKX", "DDR": "DDR", "Narnia": "", "": "", "French": "", "ZZZ": "",
	} {
		if got := Country(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
