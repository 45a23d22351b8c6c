package corpus

import (
	"strings"
	"testing"
	"time"
)

func TestTextHead(t *testing.T) {
	const body = "The council of Port Vale voted on Tuesday to close the harbour for three weeks, and nobody who was there could say afterwards why it had to be so soon."
	for _, c := range []struct{ in, title, byline, date string }{
		{"Council closes harbour\n\n" + body, "Council closes harbour", "", ""},
		{"Council closes harbour\r\n\r\n" + body + "\r\n", "Council closes harbour", "", ""},
		{"\n\n  Council closes harbour  \n" + body, "Council closes harbour", "", ""},
		{"Will the harbour close?\nBy Jane Roe\n\n" + body, "Will the harbour close?", "Jane Roe", ""},
		{"COUNCIL CLOSES HARBOUR\n\nBy JANE ROE and Kofi Adu, Harbour Post\n\n" + body, "COUNCIL CLOSES HARBOUR", "JANE ROE and Kofi Adu, Harbour Post", ""},
		{"Council closes harbour in U.S.\n\nBy a staff reporter\n" + body, "Council closes harbour in U.S.", "a staff reporter", ""},
		{"Council closes harbour\nGENEVA, March 3, 2014 (CPA) — " + body, "Council closes harbour", "", "2014-03-03"},
		{"Council closes harbour\n\nGENEVA (CPA) -- " + body, "Council closes harbour", "", ""},
		{"Council closes harbour\n\nGENEVA, March 3 — " + body, "Council closes harbour", "", ""},
		{"Council closes harbour\n\nSAN JUAN, Puerto Rico, 3 March 2014 – " + body, "Council closes harbour", "", "2014-03-03"},
		{"Council closes harbour\nA second line in smaller type\nBy Jane Roe\n3 March 2014\n\n" + body, "", "Jane Roe", "2014-03-03"},
		{"Council closes harbour\nMarch 3, 2014\n\n" + body, "Council closes harbour", "", "2014-03-03"},
		{body, "", "", ""},
		{body + "\n\nBy Monday the harbour was shut.", "", "", ""},
		{"By Jane Roe\n\n" + body, "", "Jane Roe", ""},
		{"GENEVA, March 3, 2014 — The council met\n\n" + body, "", "", "2014-03-03"},
		{"The council of Port Vale voted on\nTuesday to close the harbour for\nthree weeks.\n", "", "", ""},
		{"A full sentence is no title.\n\n" + body, "", "", ""},
		{"Only a line", "", "", ""},
		{"Only a line\n\n \n", "", "", ""},
		{strings.Repeat("word ", 80) + "\n\n" + body, "", "", ""},
		{"By the time the sun rose over it\n\n" + body, "By the time the sun rose over it", "", ""},
		{"By-election is called in Port Vale\n\n" + body, "By-election is called in Port Vale", "", ""},
	} {
		a := one(t, Options{Format: "text"}, c.in)
		date := ""
		if !a.Published.IsZero() {
			date = a.Published.Format(time.DateOnly)
		}
		if a.Title != c.title || a.Byline != c.byline || date != c.date {
			t.Errorf("%q:\ngot  %q, %q, %q\nwant %q, %q, %q", c.in, a.Title, a.Byline, date, c.title, c.byline, c.date)
		}
		if a.Text != c.in || strings.TrimSpace(a.Text[:a.TitleEnd]) != c.title {
			t.Errorf("%q: text %q, title line %q", c.in, a.Text, a.Text[:a.TitleEnd])
		}
	}
}
