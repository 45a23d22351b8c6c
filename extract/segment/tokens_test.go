package segment

import (
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func annotate(text string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	NewTokens().Annotate(d)
	NewSentences().Annotate(d)
	return d
}

func tokensOf(text string) string {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	NewTokens().Annotate(d)
	var w []string
	for _, t := range d.Tokens {
		w = append(w, t.Of(text))
	}
	return strings.Join(w, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range [...]struct{ text, want string }{
		// Contractions and possessives.
		{"They don't, can't and won't; she's out.", "They do n't , ca n't and wo n't ; she 's out ."},
		{"They don’t know Kenya’s plan.", "They do n’t know Kenya ’s plan ."},
		{"We're gonna see, you cannot.", "We 're gon na see , you can not ."},
		{"the ministers' cars; O'Neill's 1990's rock", "the ministers ' cars ; O'Neill 's 1990's rock"},
		{"In '98 'em all said 'tis", "In '98 'em all said 't is"},
		{"he didnt go", "he did nt go"},
		{"the WORKERS' rights ISN'T", "the WORKERS ' rights IS N'T"},
		// Abbreviations.
		{"Gov. Ruth Okello met Sen. Park in the U.S. on Jan. 5.", "Gov. Ruth Okello met Sen. Park in the U.S. on Jan. 5 ."},
		{"at 6 p.m. in Washington, D.C., he said", "at 6 p.m. in Washington , D.C. , he said"},
		{"The answer was no. In all, No. 5 won.", "The answer was no . In all , No. 5 won ."},
		{"George W. Bush and J.K. Rowling and J. R. Tolk", "George W. Bush and J.K. Rowling and J. R. Tolk"},
		{"R-Miss. and Dayton, Wash., but I miss. He", "R - Miss. and Dayton , Wash. , but I miss . He"},
		{"a U.S.-led force", "a U.S. - led force"},
		{"SEN. PARK SPOKE", "SEN. PARK SPOKE"},
		{"It was Plan B. The rest", "It was Plan B . The rest"},
		{"he and I. Then", "he and I . Then"},
		{"the town of Dr. Ann Ode, Ph.D., etc.", "the town of Dr. Ann Ode , Ph.D. , etc."},
		// Hyphens and dashes.
		{"a 10-year-old well-known non-partisan e-mail", "a 10 - year - old well - known non-partisan e-mail"},
		{"al-Shabab co-founder, mid-1990s, Jean-Luc", "al - Shabab co-founder , mid-1990s , Jean - Luc"},
		{"the truce—signed in May—held -- for now", "the truce — signed in May — held -- for now"},
		{"pre- and post-war", "pre- and post-war"},
		{"2010–2015, a 5-4 vote", "2010 – 2015 , a 5 - 4 vote"},
		// Numbers, money, time.
		{"$1.3bn, €5m, US$200, 1,300 people, 45%", "$ 1.3 bn , € 5 m , US$ 200 , 1,300 people , 45 %"},
		{"Rs500 crore, £20", "Rs 500 crore , £ 20"},
		{"at 7:30pm on 9/11/2001, 24/7", "at 7:30 pm on 9/11/2001 , 24/7"},
		{"the 21st, 1960s, 3.5 and .5", "the 21st , 1960s , 3.5 and .5"},
		{"call 202-555-0143 or 555-0143", "call 202-555-0143 or 555-0143"},
		{"[3,4] and (a) 5km", "[ 3 , 4 ] and ( a ) 5 km"},
		{"It rose 4.5.", "It rose 4.5 ."},
		// Slashes, signs.
		{"and/or w/o AT&T P&L", "and / or w/o AT&T P&L"},
		// The net.
		{"See https://example.org/a?b=c. Or (www.example.com).", "See https://example.org/a?b=c . Or ( www.example.com ) ."},
		{"write to press.office@example.gov, @MinistryKE #Vote2027 #1", "write to press.office@example.gov , @MinistryKE #Vote2027 # 1"},
		{"on example.co.uk/news and example.com.", "on example.co.uk/news and example.com ."},
		// A missing space.
		{"he said.The rest", "he said . The rest"},
		// Marks.
		{"Wait... what?! \"No…\" he said.", "Wait ... what ?! \" No … \" he said ."},
		{"“Yes,” she said, ‘now’", "“ Yes , ” she said , ‘ now ’"},
		{"thanks :) 👍🏽👩‍🚀🇰🇪!", "thanks :) 👍🏽 👩‍🚀 🇰🇪 !"},
		{"``Yes,'' he said", "`` Yes , '' he said"},
		// Other scripts, marks and gaps.
		{"Côte d’Ivoire’s\u00a0Zoë\u200bin東京", "Côte d’Ivoire ’s Zoë in東京"},
		{"Sa\u00adna\u2028new", "Sa\u00adna new"},
	} {
		if got := tokensOf(c.text); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
