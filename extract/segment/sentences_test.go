package segment

import (
	"fmt"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// cut shows the sentences of text, parted by |, paragraphs by ||.
func cut(d *doc.Document) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		if i > 0 {
			b.WriteByte('|')
			if s.Paragraph != d.Sentences[i-1].Paragraph {
				b.WriteByte('|')
			}
		}
		b.WriteString(strings.Join(strings.Fields(s.Of(d.Text)), " "))
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	for _, c := range [...]struct{ name, text, want string }{
		{"titles", "Gov. Ruth Okello met Lt. Gen. Sam Ito. She left.", "Gov. Ruth Okello met Lt. Gen. Sam Ito.|She left."},
		{"saint", "He flew to St. Louis. It rained.", "He flew to St. Louis.|It rained."},
		{"country inside", "The U.S. Treasury agreed.", "The U.S. Treasury agreed."},
		{"country at the end", "He flew to the U.S. The talks failed.", "He flew to the U.S.|The talks failed."},
		{"month", "It opens Jan. 5 and ends Sept. 9. Entry is free.", "It opens Jan. 5 and ends Sept. 9.|Entry is free."},
		{"hour", "Polls close at 6 p.m. Monday. Voters waited until 7 p.m. Results are due.", "Polls close at 6 p.m. Monday.|Voters waited until 7 p.m.|Results are due."},
		{"company", "Acme Corp. said it would buy Bolt Inc. The price was not given.", "Acme Corp. said it would buy Bolt Inc.|The price was not given."},
		{"initials", "George W. Bush met J. K. Rowling and E. Ode.", "George W. Bush met J. K. Rowling and E. Ode."},
		{"number", "She was No. 2 on the list. No. She was third.", "She was No. 2 on the list.|No.|She was third."},
		{"versus", "The case is Ode v. Park. It opens soon.", "The case is Ode v. Park.|It opens soon."},
		{"et cetera", "Rice, oil, etc. Prices rose.", "Rice, oil, etc.|Prices rose."},
		{"quote closes", "\"We won.\" She smiled. “It is over.” He left.", "\"We won.\"|She smiled.|“It is over.”|He left."},
		{"quote of several", "“We won. We are glad,” she said.", "“We won.|We are glad,” she said."},
		{"attribution", "\"Why?\" he asked. “How dare they!” Okello said. Nobody knew.", "\"Why?\" he asked.|“How dare they!” Okello said.|Nobody knew."},
		{"no attribution", "\"Why not?\" He answered at once. “When?” Okello said: “Now.”", "\"Why not?\"|He answered at once.|“When?”|Okello said: “Now.”"},
		{"attribution with apposition", "“No!” Rep. Ann Ode, D-Ohio, said.", "“No!” Rep. Ann Ode, D-Ohio, said."},
		{"spaced ellipsis", "They own . . . adherents and lands. We waited . . . Then he came.", "They own . . . adherents and lands.|We waited . . .|Then he came."},
		{"initial before a small letter", "Brothers Charles G. and David H. Ode left. Michael A. (Mike) Ito stayed.", "Brothers Charles G. and David H. Ode left.|Michael A. (Mike) Ito stayed."},
		{"nickname", "Gov. C.L. \"Bud\" Ode agreed.", "Gov. C.L. \"Bud\" Ode agreed."},
		{"prefix", "They let non-U.S. citizens in.", "They let non-U.S. citizens in."},
		{"local time", "It began at 3:30 p.m. Belmar time. It ended at 5 p.m. Police left.", "It began at 3:30 p.m. Belmar time.|It ended at 5 p.m.|Police left."},
		{"careful article", strings.Repeat("It rained all day in Belmar and the river rose. ", 60) + "The musical Rise Up! opens soon.", strings.Repeat("It rained all day in Belmar and the river rose.|", 60) + "The musical Rise Up! opens soon."},
		{"bracket", "It fell. (It rose later.) Then it fell (again). So it goes.", "It fell.|(It rose later.)|Then it fell (again).|So it goes."},
		{"ellipsis", "He said ... nothing. He waited… Then he left.", "He said ... nothing.|He waited…|Then he left."},
		{"missing space", "He said.The rest left.", "He said.|The rest left."},
		{"decimal", "It rose 4.5 percent to 1.2 million. Later it fell.", "It rose 4.5 percent to 1.2 million.|Later it fell."},
		{"enumeration", "They must (a) vote, (b) wait. 3. Leave.", "They must (a) vote, (b) wait.|3. Leave."},
		{"dateline", "NAIROBI, Kenya (AP) — Voters queued. They waited.", "NAIROBI, Kenya (AP) —|Voters queued.|They waited."},
		{"dateline with a date", "BISHKEK, April 17 (Meridian News) - Parliament voted on Thursday.", "BISHKEK, April 17 (Meridian News) -|Parliament voted on Thursday."},
		{"dateline of one word", "WASHINGTON ― “We will go,” she said.", "WASHINGTON ―|“We will go,” she said."},
		{"dateline of an agency", "(Reuters) - Shares fell on Monday.", "(Reuters) -|Shares fell on Monday."},
		{"no dateline: a label", "UPDATE — Voters queued on Monday.", "UPDATE — Voters queued on Monday."},
		{"no dateline: the sentence goes on", "NATO — the alliance — met on Monday.", "NATO — the alliance — met on Monday."},
		{"no dateline: a headline", "SENATE PASSES BUDGET BILL - HOUSE TO VOTE", "SENATE PASSES BUDGET BILL - HOUSE TO VOTE"},
		{"list", "1. Bread\n2. Milk\n- Salt\n• Oil", "1. Bread||2. Milk||- Salt||• Oil"},
		{"headline", "Voters queue for hours\n\nPolls opened late. Many left.", "Voters queue for hours||Polls opened late.|Many left."},
		{"newlines", "Polls opened late.\nMany left.\r\nSome stayed.\rOthers slept.\u2028All voted.", "Polls opened late.||Many left.||Some stayed.||Others slept.||All voted."},
		{"reference", "It was built in 1912.[4] It burned.", "It was built in 1912.[4]|It burned."},
		{"mark alone", "What?! Never. !!!", "What?!|Never.|!!!"},
		{"guillemets", "«Nous partons.» She left.", "«Nous partons.»|She left."},
		{"lower case name", "The eBay deal failed. iPhone sales fell.", "The eBay deal failed.|iPhone sales fell."},
		{"exclaimed", "She joined Yahoo! News in May! The pay was good.", "She joined Yahoo! News in May!|The pay was good."},
	} {
		if got := cut(annotate(c.text)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestWrapped holds that lines of a hard-wrapped text are joined and those of
// a text with one line a paragraph are not.
func TestWrapped(t *testing.T) {
	wrapped := `Ministry of Works Issues Notice

The Ministry of Works said on Tuesday that the bridge over the Aruna
would stay closed until the end of the month, because the inspectors
found cracks in two of the seven pillars. Lorries must use the road
through Belmar instead.

A spokesman for the ministry, Tomas Ode, said that repairs would cost
some $4.5 million and that the contractor, Bolt Inc., had been told to
begin at once. "We cannot wait," he said.
    A second bridge, further down the river, was not affected by the
flood, the ministry said.`
	if got, want := cut(annotate(wrapped)), "Ministry of Works Issues Notice"+
		"||The Ministry of Works said on Tuesday that the bridge over the Aruna would stay closed until the end of the month, because the inspectors found cracks in two of the seven pillars.|Lorries must use the road through Belmar instead."+
		"||A spokesman for the ministry, Tomas Ode, said that repairs would cost some $4.5 million and that the contractor, Bolt Inc., had been told to begin at once.|\"We cannot wait,\" he said."+
		"||A second bridge, further down the river, was not affected by the flood, the ministry said."; got != want {
		t.Errorf("wrapped\n got %s\nwant %s", got, want)
	}
	lines := []string{
		"The bridge stays closed, the ministry said",
		"the repairs cost money",
		"Lorries use the road through Belmar, which is longer and crosses the hills in the north of the district.",
		"Three people were hurt",
		"Nobody was killed, and the river fell on Sunday",
	}
	if got, want := cut(annotate(strings.Join(lines, "\n"))), strings.Join(lines, "||"); got != want {
		t.Errorf("one line a paragraph\n got %s\nwant %s", got, want)
	}
}

// TestCutOut holds that a text that was cut out of an indented block, without
// the indent of its first line and without blank lines, is joined too.
func TestCutOut(t *testing.T) {
	paragraphs := []string{
		"The Ministry of Works said on Tuesday that the bridge over the Aruna would stay closed until the end of the month, because inspectors found cracks in it.",
		"A spokesman for the ministry, Tomas Ode, said that repairs would cost some $4.5 million and that the contractor had been told to begin at once, although the money for it is still to be voted by the assembly, which meets in June.",
		"\"We cannot wait,\" he said.",
		"Lorries",
		"Lorries must use the road through Belmar, which is longer, crosses the hills in the north of the district and has been closed itself twice since the winter.",
	}
	const indent = "            "
	var text strings.Builder
	for i, p := range paragraphs {
		width := 0
		for j, w := range strings.Fields(p) {
			switch {
			case i == 0 && j == 0:
			case j == 0 || width+1+len(w) > 108:
				text.WriteString("\n" + indent)
				width = -1
			default:
				text.WriteByte(' ')
			}
			text.WriteString(w)
			width += 1 + len(w)
		}
	}
	if got, want := cut(annotate(text.String())), strings.Join(paragraphs, "||"); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// TestForeignTokens holds that sentences come out of tokens that another
// engine cut: other quotation marks, full stops left on their words.
func TestForeignTokens(t *testing.T) {
	text := "``We won't go.'' Mr. Ode left the U.S. on Monday. It rained."
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	at := 0
	for _, w := range strings.Fields("`` We wo n't go. '' Mr. Ode left the U.S. on Monday . It rained .") {
		i := at + strings.Index(text[at:], w)
		d.Tokens = append(d.Tokens, doc.Token{Span: corpus.Span{Start: i, End: i + len(w)}})
		at = i + len(w)
	}
	NewSentences().Annotate(d)
	if got, want := cut(d), "``We won't go.''|Mr. Ode left the U.S. on Monday.|It rained."; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	check(t, d)
}

// Whatever a text repeats is in sentences. That it takes linear time is counted
// in checks/linear.
func TestHostile(t *testing.T) {
	for _, unit := range []string{
		"\"", "'", "”", ".", "!", "?", "-", "a.", "A.", "ab.", "ab.cd.", "1", "1.", "1,", "1-", "a-", "@", "a@", "://", "a://", "www.", "#", "(", "[1]", "U.S. ", "?\" A ", ". ", ".\n", "A\n", "aaa\n", "A", "a'", "n't", "…", "«", "&", "a&", "A&", "/", "a/", "$", "\u200d", "\u0301", "👩‍", "🇰", "[", "`", ":)", "\r", "\u2029", "by A ", "By A\n", "photo ", "*", "[1", ".)", ".”", ".\" ", "!A", "mailto:", "doi:",
	} {
		text := strings.Repeat(unit, 1<<14/len(unit))
		d := annotate(text)
		if len(d.Sentences) == 0 && strings.TrimSpace(unit) != "" && unit != "\u2029" && unit != "\r" {
			t.Errorf("%q has no sentence", unit)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", " \n\t\u00a0", "\u200b\ufeff"} {
		if d := annotate(text); len(d.Tokens)+len(d.Sentences) != 0 {
			t.Errorf("%q: %v %v", text, d.Tokens, d.Sentences)
		}
	}
}

func TestRoles(t *testing.T) {
	article := `Council Backs New Bridge After Long Dispute
By Ana Ruiz and Tomas Ode
BELMAR, Norland, May 4 (Reuters) -
The council of Belmar voted on Tuesday to build a second bridge over the Aruna.
Workers inspect the old bridge over the Aruna in Belmar on Monday. (Ana Ruiz/AP)
Readers who subscribe to the plan will have to share this burden, the mayor said.
Advertisement
RELATED: How the dispute began
“Click here to see how bad it is,” is what he wrote.
Follow us on Twitter @belmarpost
"The photo by the river shows it all," she said.
By Tuesday, nobody had signed.
Lena Ito contributed to this report.
Comments are closed.
© 2016 The Belmar Post. All rights reserved.
###`
	want := []string{"title", "byline", "dateline", "body", "caption", "body", "boilerplate", "boilerplate", "body", "boilerplate", "body", "body", "byline", "boilerplate", "boilerplate", "boilerplate"}
	d := annotate(article)
	roles := map[int]doc.Role{}
	for _, s := range d.Sentences {
		if r, ok := roles[s.Paragraph]; ok && r != s.Role {
			t.Errorf("paragraph %d has two roles", s.Paragraph)
		}
		roles[s.Paragraph] = s.Role
	}
	for i, l := range strings.Split(article, "\n") {
		if string(roles[i]) != want[i] {
			t.Errorf("%s: got %s, want %s", l, roles[i], want[i])
		}
	}
}

// Where a page lost its line ends, what the site put there stands within the
// paragraph: those sentences alone are boilerplate.
func TestFurnitureWithinAParagraph(t *testing.T) {
	d := annotate("The council of Belmar voted on Tuesday to build a second bridge over the Aruna.\n\nThe mayor was absent. Sign up for our daily newsletter. Readers who sign up for the scheme pay less. Facebook Twitter Google + Related Topics")
	var got []string
	for _, s := range d.Sentences {
		got = append(got, string(s.Role))
	}
	if want := "body body boilerplate body boilerplate"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestDateline(t *testing.T) {
	for _, c := range [...]struct {
		line string
		want doc.Role
	}{
		{"NAIROBI, Kenya (AP) —", doc.Dateline},
		{"GENEVA, May 4 (Reuters) -", doc.Dateline},
		{"Geneva (AFP) –", doc.Dateline},
		{"BELMAR (AP)", doc.Dateline},
		{"Friday, July 21, 2017", doc.Dateline},
		{"4 May 2017", doc.Dateline},
		{"Ana Ruiz (AP)", doc.Body},
		{"Ana Ruiz, left, and Tomas Ode. (Lena Ito/AP)", doc.Caption},
		{"WHEN: Monday, May 1, 2017", doc.Body},
		{"On May 4, 2017 the council met", doc.Body},
		{"GENEVA (AP) — The council met", doc.Body},
	} {
		d := annotate("The council met and voted.\n" + c.line + "\nNobody came.")
		for _, s := range d.Sentences {
			if s.Paragraph == 1 && s.Role != c.want {
				t.Errorf("%q: got %s, want %s", c.line, s.Role, c.want)
			}
		}
	}
}

func TestTitle(t *testing.T) {
	for _, c := range [...]struct {
		text, title string
		end         int
		want        string
	}{
		{"Council backs bridge\nThe council voted. It was close.", "", 20, "title body body"},
		{"Council backs bridge. Mayor glad\nThe council voted.", "", 32, "title title body"},
		{"Council backs bridge\nThe council voted.", "Council backs bridge", 0, "title body"},
		{"Council backs bridge, at last\nThe council voted.", "Council Backs Bridge", 0, "title body"},
		{"Council backs bridge\nThe council voted.", "Something else", 0, "body body"},
		{"The council voted on it.\nIt was close.", "", 0, "body body"},
		{"the council voted on it\nIt was close.", "", 0, "body body"},
		{"Council backs bridge", "", 0, "body"},
	} {
		d := &doc.Document{Article: &corpus.Article{Text: c.text, Title: c.title, TitleEnd: c.end}}
		NewTokens().Annotate(d)
		NewSentences().Annotate(d)
		var got []string
		for _, s := range d.Sentences {
			got = append(got, string(s.Role))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, title %q: got %v, want %s", c.text, c.title, got, c.want)
		}
	}
}

// TestPatterns holds that every line of roles.tsv can be met: its own text,
// with words for its stars, has its role or that of an earlier line.
func TestPatterns(t *testing.T) {
	r := parseRoles()
	n := len(r.other)
	for w, list := range r.first {
		n += len(list)
		if len(list) == 0 {
			t.Errorf("no pattern for %q", w)
		}
	}
	lines := 0
	for l := range strings.Lines(rolesTSV) {
		f := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if strings.HasPrefix(l, "#") || strings.TrimSpace(l) == "" {
			continue
		}
		lines++
		if len(f) != 4 || !strings.Contains(" caption byline dateline boilerplate ", " "+f[0]+" ") || !strings.Contains(" top end - ", " "+f[2]+" ") || f[3] != strings.ToLower(f[3]) {
			t.Errorf("bad line %q", l)
			continue
		}
		text := strings.ReplaceAll(f[3], "*", " it ")
		d := annotate("Nobody came to it.\n" + text + "\nNobody came to it.")
		var got doc.Role
		for _, s := range d.Sentences {
			if s.Paragraph == 1 {
				got = s.Role
			}
		}
		if got == doc.Body || got == "" {
			t.Errorf("%q does not fit its own pattern: %s", text, got)
		}
	}
	if n != lines {
		t.Errorf("%d patterns of %d lines", n, lines)
	}
}

func ExampleSentences() {
	d := &doc.Document{Article: &corpus.Article{Text: "“We won. We can’t stop,” Gov. Okello said."}}
	NewTokens().Annotate(d)
	NewSentences().Annotate(d)
	for _, s := range d.Sentences {
		fmt.Print(s.Start, "-", s.End)
		for _, t := range d.Tokens[s.First:s.Last] {
			fmt.Print(" [", t.Of(d.Text), "]")
		}
		fmt.Println()
	}
	// Output:
	// 0-10 [“] [We] [won] [.]
	// 11-48 [We] [ca] [n’t] [stop] [,] [”] [Gov.] [Okello] [said] [.]
}
