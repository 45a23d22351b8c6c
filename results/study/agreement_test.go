package study

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func coded(t *testing.T, name, csv string) *Coded {
	t.Helper()
	c, err := ReadCoded(name, strings.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What a spreadsheet makes of a sheet is the same sheet.
func TestSheetsAreReadAsSpreadsheetsSaveThem(t *testing.T) {
	plain := "row,stratum,stratum_rows,text,speaker_name,text_ok,speaker_name_ok,missing\n" +
		"quotes/a/0,Post,10,\"No, never.\",Ole,y,n,\nquotes/a/1,Post,10,Yes.,,Y,?,two more\nquotes/b/0,Post,10,Yes.,,,yes,\n"
	want := fmt.Sprint(coded(t, "x", plain).Rows)
	for name, sheet := range map[string]string{
		"semicolons, CRLF, a mark": "\uFEFFrow;stratum;stratum_rows;text;speaker_name;text_ok;speaker_name_ok;missing\r\n" +
			"quotes/a/0;Post;10;No, never.;Ole;TRUE;0;\r\nquotes/a/1;Post;10;Yes.;;1;?;two more\r\nquotes/b/0;Post;10;Yes.;;;Yes;\r\n;;;;;;;\r\n",
		"tabs, another order, a column more": "comment\tmissing\tspeaker_name_ok\tTEXT_OK\ttext\tspeaker_name\trow\tstratum\tstratum_rows\n" +
			"hm\t\tn\tx\tNo, never.\tOle\tquotes/a/0\tPost\t10\n\ttwo more\t?\ty\tYes.\t\tquotes/a/1\tPost\t10\n\t\ty\t \tYes.\t\tquotes/b/0\tPost\t10\n\n",
	} {
		if got := fmt.Sprint(coded(t, "x", sheet).Rows); got != want {
			t.Errorf("%s: %v\nwant %v", name, got, want)
		}
	}
}

func TestSheetsThatCannotBeRead(t *testing.T) {
	for says, sheet := range map[string]string{
		"empty":               "",
		"no column \"row\"":   "key,text_ok\nquotes/a/0,y\n",
		"nothing was judged":  "row,text\nquotes/a/0,y\n",
		"no row":              "row,text_ok\n",
		"write y, n or ?":     "row,text_ok\nquotes/a/0,maybe\n",
		"no key of a row":     "row,text_ok\n3,y\n",
		"lines 2 and 3":       "row,text_ok\nquotes/a/0,y\nquotes/a/0,n\n",
		"one table":           "row,text_ok\nquotes/a/0,y\nclaims/a/0,n\n",
		"line 3 has no row":   "row,text_ok\nquotes/a/0,y\n,n\n",
		"not the number":      "row,stratum_rows,text_ok\nquotes/a/0,many,y\n",
		"two columns":         "row,text_ok,text_ok\nquotes/a/0,y,y\n",
		"save it as CSV":      "PK\x03\x04...",
		"UTF-16":              "\xFF\xFEr\x00",
		"save the sheet as C": "row,text_ok\nquotes/\xe9/0,y\n",
	} {
		_, err := ReadCoded("sheet.csv", strings.NewReader(sheet))
		if err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "sheet.csv: ") {
			t.Errorf("%q: %v, want %s", sheet, err, says)
		}
	}
}

// By hand: Post has 90 rows and 2 judged, so each stands for 45; Herald 10 and
// 2, each for 5. Right are one of Post's and both of Herald's: (45 + 10) / 100.
// The effective size is 100² / (2 · 45² + 2 · 5²) = 10000 / 4100.
func TestStrataAreWeighedBack(t *testing.T) {
	c := coded(t, "x", `row,stratum,stratum_rows,text,text_ok
quotes/a/0,Post,90,Yes.,y
quotes/a/1,Post,90,Yes.,n
quotes/b/0,Herald,10,Yes.,y
quotes/b/1,Herald,10,Yes.,y
quotes/b/2,Herald,10,Yes.,?
quotes/b/3,Herald,10,Yes.,
`)
	a, err := Agree([]*Coded{c})
	if err != nil {
		t.Fatal(err)
	}
	p := a.Coders[0].Columns[0]
	near(t, "share", p.Share, 0.55, 1e-12)
	near(t, "effective size", p.Effective, 10000.0/4100, 1e-12)
	low, high := Wilson(0.55*10000/4100, 10000.0/4100)
	near(t, "low", p.Low, low, 1e-12)
	near(t, "high", p.High, high, 1e-12)
	if !a.Coders[0].Weighted || p.Right != 3 || p.Wrong != 1 || p.Unsure != 1 || p.Blank != 1 || len(p.Strata) != 2 {
		t.Errorf("%+v", p)
	}
	near(t, "Herald", p.Strata[0].Share, 1, 0)
	near(t, "Post", p.Strata[1].Share, 0.5, 0)
}

// Where the tool says nothing there is no precision, but it may be right to.
func TestNothingSaidIsCountedApart(t *testing.T) {
	c := coded(t, "x", "row,speaker_name,speaker_name_ok\nquotes/a/0,Ole,y\nquotes/a/1,,n\nquotes/a/2,,y\n")
	a, err := Agree([]*Coded{c})
	if err != nil {
		t.Fatal(err)
	}
	p := a.Coders[0].Columns[0]
	if p.Judged() != 1 || p.Right != 1 || p.Nothing.Right != 1 || p.Nothing.Wrong != 1 {
		t.Errorf("%+v", p)
	}
	// A column that the sheet does not show (--no-text) says something.
	c = coded(t, "x", "row,text_ok\nquotes/a/0,y\n")
	if a, _ := Agree([]*Coded{c}); a.Coders[0].Columns[0].Judged() != 1 {
		t.Error("a column that is not shown counts as empty")
	}
}

func TestTwoCodersAreJoinedByRow(t *testing.T) {
	first := coded(t, "first", "row,text_ok,form_ok\nquotes/a/0,y,y\nquotes/a/1,n,y\nquotes/a/2,y,\nquotes/a/3,?,y\nquotes/a/9,y,y\n")
	second := coded(t, "second", "text_ok,row,form_ok\nn,quotes/a/2,y\ny,quotes/a/0,y\nn,quotes/a/1,y\ny,quotes/a/3,y\n")
	a, err := Agree([]*Coded{first, second})
	if err != nil {
		t.Fatal(err)
	}
	if a.Shared != 4 || a.Only != [2]int{1, 0} {
		t.Errorf("shared %d, only %v", a.Shared, a.Only)
	}
	text, form := a.Reliability[0], a.Reliability[1]
	// yy, nn, yn: 2/3 agree; by chance 2/3 · 1/3 + 1/3 · 2/3 = 4/9; (6 - 4) / (9 - 4)
	if text.Both != 3 || text.Agree != 2 || text.Kappa == nil || text.Alpha == nil {
		t.Fatalf("%+v", text)
	}
	near(t, "kappa", *text.Kappa, 0.4, 1e-12)
	// 6 values, 3 of each, 2 cells off the diagonal: 1 - 5 · 2 / 18
	near(t, "alpha", *text.Alpha, 1-10.0/18, 1e-12)
	if form.Both != 3 || form.Agree != 3 || form.Kappa != nil || form.Alpha != nil {
		t.Errorf("%+v", form)
	}
	if len(a.Differ) != 1 || a.Differ[0] != (Difference{"quotes/a/2", "text"}) {
		t.Errorf("differ in %v", a.Differ)
	}

	for says, other := range map[string]string{
		"rows of claims":    "row,text_ok\nclaims/a/0,y\n",
		"no row in common":  "row,text_ok\nquotes/z/0,y\n",
		"no column in comm": "row,cue_ok\nquotes/a/0,y\n",
	} {
		if _, err := Agree([]*Coded{first, coded(t, "other", other)}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %s", err, says)
		}
	}
}

// Weights never make an interval out of more rows than were judged, and equal
// ones change nothing.
func TestWeightsOnlyWiden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("row,stratum,stratum_rows,text_ok\n")
		rows := [3]int{}
		for i := range rows {
			rows[i] = rapid.IntRange(1, 1000).Draw(t, "rows")
		}
		n := rapid.IntRange(1, 60).Draw(t, "n")
		for i := range n {
			s := rapid.IntRange(0, 2).Draw(t, "stratum")
			fmt.Fprintf(&b, "quotes/a/%d,%d,%d,%s\n", i, s, rows[s], rapid.SampledFrom([]string{"y", "n", "?", ""}).Draw(t, "answer"))
		}
		c, err := ReadCoded("x", strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		a, err := Agree([]*Coded{c})
		if err != nil {
			t.Fatal(err)
		}
		p := a.Coders[0].Columns[0]
		if p.Effective > float64(p.Judged())+1e-9 || p.Share < p.Low || p.Share > p.High || p.Judged()+p.Unsure+p.Blank != n {
			t.Errorf("%+v", p)
		}
	})
}
