package quote_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/segment"
)

type stage interface{ Annotate(*doc.Document) }

func pipeline() []stage {
	return []stage{segment.NewTokens(), segment.NewSentences(), mention.NewNames(), mention.New(), pos.New(), parse.New(parse.Telling), quote.New()}
}

var run = pipeline()

func annotate(text string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	for _, s := range run {
		s.Annotate(d)
	}
	return d
}

// show writes a quote as one line: form [spans] cue speaker.
func show(d *doc.Document, q doc.Quote) string {
	var b strings.Builder
	b.WriteString(string(q.Form))
	for _, s := range q.Spans {
		b.WriteString(" [" + s.Of(d.Text) + "]")
	}
	if !q.Cue.Empty() {
		b.WriteString(" cue=" + q.Cue.Of(d.Text))
	}
	if !q.Speaker.Empty() {
		b.WriteString(" speaker=" + q.Speaker.Of(d.Text))
	}
	return b.String()
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"behind", `“We will rebuild the harbor,” said Mayor Ida Torrance.`,
			[]string{`direct [“We will rebuild the harbor,”] cue=said speaker=Mayor Ida Torrance`}},
		{"behind, subject first", `"We will rebuild the harbor," Mayor Ida Torrance told reporters on Friday.`,
			[]string{`direct ["We will rebuild the harbor,"] cue=told speaker=Mayor Ida Torrance`}},
		{"before", `Mayor Ida Torrance said, "We will rebuild the harbor."`,
			[]string{`direct ["We will rebuild the harbor."] cue=said speaker=Mayor Ida Torrance`}},
		{"inside", `"The harbor," she said, "is the heart of this town."`,
			[]string{`direct ["The harbor,"] ["is the heart of this town."] cue=said speaker=she`}},
		{"the same breath", `"The harbor is gone," Torrance said. "We have to start again."`,
			[]string{`direct ["The harbor is gone,"] ["We have to start again."] cue=said speaker=Torrance`}},
		{"apposition", `Ida Torrance, the mayor of Port Ellis, said: "It is over."`,
			[]string{`direct ["It is over."] cue=said: speaker=Ida Torrance, the mayor of Port Ellis,`}},
		{"mixed", `Torrance said the storm was "a catastrophe" for the town.`,
			[]string{`mixed [the storm was "a catastrophe" for the town] cue=said speaker=Torrance`}},
		{"another speaker behind", `Torrance said that the harbor is gone for good, but Mayor Ellis said it is not.`,
			[]string{`indirect [that the harbor is gone for good] cue=said speaker=Torrance`, `indirect [it is not] cue=said speaker=Mayor Ellis`}},
		{"two fragments", `Torrance said the plan was "a good start" for the town, but never "the whole answer" to the storms.`,
			[]string{`mixed [the plan was "a good start" for the town, but never "the whole answer" to the storms] cue=said speaker=Torrance`}},
		{"occasion behind the speaker", `Mayor Ida Torrance in a long interview said, "We will rebuild the harbor."`,
			[]string{`direct ["We will rebuild the harbor."] cue=said speaker=Mayor Ida Torrance`}},
		{"occasion behind the words", `Torrance called the plan "a bad joke" in a radio interview.`,
			[]string{`mixed [the plan "a bad joke"] cue=called speaker=Torrance`}},
		{"object", `Torrance called the plan "a bad joke."`,
			[]string{`mixed [the plan "a bad joke."] cue=called speaker=Torrance`}},
		{"according to", `The town faces "a long winter," according to the report.`,
			[]string{`mixed [The town faces "a long winter,"] cue=according to speaker=the report`}},
		{"phrase", `The film "The Long Harbor Night" opens in May.`,
			[]string{`phrase ["The Long Harbor Night"]`}},
		{"scare quotes", `The so-called "experts" stayed at home.`,
			[]string{`phrase ["experts"]`}},
		{"sentence before", "Torrance had one more thing to say. She added:\n\n“We need money, and we need it now.”",
			[]string{`direct [“We need money, and we need it now.”] cue=added: speaker=She`}},
		{"paragraphs", "“We lost the pier,” Torrance said. “We lost the market.\n\n“We will not lose the town.”",
			[]string{`direct [“We lost the pier,”] [“We lost the market.] [“We will not lose the town.”] cue=said speaker=Torrance`}},
		{"nested", `"He told me, 'Leave at once,' and I did," Torrance said.`,
			[]string{`direct ["He told me, 'Leave at once,' and I did,"] cue=said speaker=Torrance`, `direct ['Leave at once,'] cue=told speaker=He`}},
		{"guillemets", `«We will not pay», said Torrance.`,
			[]string{`direct [«We will not pay»] cue=said speaker=Torrance`}},
		{"low marks", `„We will not pay,“ said Torrance.`,
			[]string{`direct [„We will not pay,“] cue=said speaker=Torrance`}},
		{"LaTeX", "``We will not pay,'' said Torrance.",
			[]string{"direct [``We will not pay,''] cue=said speaker=Torrance"}},
		{"two apostrophes", "''We will not pay,'' said Torrance.",
			[]string{"direct [''We will not pay,''] cue=said speaker=Torrance"}},
		{"single marks", `'We won't pay for the farmers' losses,' said Torrance.`,
			[]string{`direct ['We won't pay for the farmers' losses,'] cue=said speaker=Torrance`}},
		{"curly single marks", `‘We won’t pay for the farmers’ losses,’ said Torrance.`,
			[]string{`direct [‘We won’t pay for the farmers’ losses,’] cue=said speaker=Torrance`}},
		{"apostrophes", `The farmers' union of the '90s won't come back, 'tis true, and the Kenyans' team neither.`, nil},
		{"measures", `The 6'4" senator and the 5'10" mayor met.`, nil},
		{"participle", `Torrance attacked the council on Monday, calling its budget "a fraud."`,
			[]string{`indirect [the council] cue=attacked speaker=Torrance`, `mixed [its budget "a fraud."] cue=calling speaker=Torrance`}},
		{"noun, no cue", `The council's claims and the "yellow line" were on the agenda.`,
			[]string{`phrase ["yellow line"]`}},
		{"indirect, that", `Torrance told reporters on Friday that the harbor would be rebuilt within two years.`,
			[]string{`indirect [that the harbor would be rebuilt within two years] cue=told speaker=Torrance`}},
		{"indirect, tail", `The harbor will be rebuilt within two years, the mayor said on Friday.`,
			[]string{`indirect [The harbor will be rebuilt within two years] cue=said speaker=the mayor`}},
		{"indirect, according to", `According to the ministry, the harbor will be rebuilt within two years.`,
			[]string{`indirect [the harbor will be rebuilt within two years] cue=According to speaker=the ministry`}},
		{"nobody says", `The mayor will rebuild the harbor within two years and open it to all.`, nil},
		{"relative", `Torrance, who had called the plan "a bad joke," resigned.`,
			[]string{`mixed [the plan "a bad joke,"] cue=had called speaker=Torrance`}},
		{"passive", `Torrance was asked by a reporter, "Will you resign?"`,
			[]string{`direct ["Will you resign?"] cue=was asked speaker=a reporter`}},
		{"according to, before", `According to the report, the town faces "a long winter" in the hills.`,
			[]string{`mixed [the town faces "a long winter" in the hills] cue=According to speaker=the report`}},
		{"according to, no comma", `The town has "its work cut out" according to Torrance.`,
			[]string{`mixed [The town has "its work cut out"] cue=according to speaker=Torrance`}},
		{"a quantity speaks", `"They told us the money was gone," one of the two said.`,
			[]string{`direct ["They told us the money was gone,"] cue=said speaker=one of the two`}},
		{"reduced passive", `Torrance had ideas described by one fisherman as "nonsense" and "folly".`,
			[]string{`mixed [as "nonsense" and "folly"] cue=described speaker=one fisherman`}},
		{"plural nouns are no verbs", `The ship will go to "neutral" states in the area, and two southern states that "agree" will follow.`,
			[]string{`phrase ["neutral"]`, `phrase ["agree"]`}},
		{"a verb phrase of other things", `Days after Torrance was sworn in, she opened the "Harbor Lights" festival.`,
			[]string{`phrase ["Harbor Lights"]`}},
		{"names are not called so", `The town took down the tower, called "the Needle," in May.`,
			[]string{`phrase ["the Needle,"]`}},
		{"what somebody calls so", `Torrance spoke of what she called "a bad joke."`,
			[]string{`indirect [what she called "a bad joke."] cue=spoke of speaker=Torrance`, `mixed ["a bad joke."] cue=called speaker=she`}},
		{"cited as saying", `State radio cited the mayor, Ida Torrance, as saying that the town was "in ruins" today.`,
			[]string{`mixed [that the town was "in ruins" today] cue=saying speaker=the mayor, Ida Torrance`}},
		{"was quoted as saying", `"We are done," the mayor was quoted as saying by the agency.`,
			[]string{`direct ["We are done,"] cue=was quoted as saying speaker=the mayor`}},
		{"with others adding", `The harbor is lost, officials said, with one of them adding: “Torrance delayed it.”`,
			[]string{`direct [“Torrance delayed it.”] cue=adding: speaker=one of them`}},
		{"inverted parenthesis", `The harbor, said Torrance, is "a wreck."`,
			[]string{`mixed [is "a wreck."] cue=said speaker=Torrance`}},
		{"title in reported speech", `Torrance said the "Harbor Lights Festival" would be held again in May.`,
			[]string{`indirect [the "Harbor Lights Festival" would be held again in May] cue=said speaker=Torrance`, `phrase ["Harbor Lights Festival"]`}},
		{"apposition without a closing comma", `Ida Torrance, the mayor of Port Ellis said, "It is over."`,
			[]string{`direct ["It is over."] cue=said speaker=Ida Torrance, the mayor of Port Ellis`}},
		{"statement", "Sen. Ida Torrance made the following statement today:\n\n\"This is a great day. We will build it.\"",
			[]string{`direct ["This is a great day. We will build it."] cue=: speaker=Sen. Ida Torrance`}},
		{"the next sentence is no attribution", `"Look at your own record." Karel Dunn, defending, said there was no case.`,
			[]string{`direct ["Look at your own record."]`, `indirect [there was no case] cue=said speaker=Karel Dunn, defending,`}},
		{"paragraph left open", "“We lost the pier, and we lost the market.\n\n“We will not lose the town,” Torrance said.",
			[]string{`direct [“We lost the pier, and we lost the market.] [“We will not lose the town,”] cue=said speaker=Torrance`}},
		{"paragraphs without line ends", `“He came,” Torrance said. “You had men raising money, and then they were gone. “Some of them have good will.” The town is calm.`,
			[]string{`direct [“He came,”] [“You had men raising money, and then they were gone.] [“Some of them have good will.”] cue=said speaker=Torrance`}},
		{"a relative clause without commas", `"He must have been trained for this," one officer who took part in the raid told reporters.`,
			[]string{`direct ["He must have been trained for this,"] cue=told speaker=one officer who took part in the raid`}},
		{"as reasons", `Torrance cited the weather and a "lack of money" as reasons for the delay.`,
			[]string{`mixed [the weather and a "lack of money" as reasons for the delay] cue=cited speaker=Torrance`}},
		{"according to him", `According to him, it was "the best day" of the year.`,
			[]string{`mixed [it was "the best day" of the year] cue=According to speaker=him`}},
		{"title behind a colon", `Related: "Torrance Opens New Harbor"`,
			[]string{`phrase ["Torrance Opens New Harbor"]`}},
		{"claims are no verb", `The ship was sent out to supply its soldiers, to assert the town's claims over the shoal.`, nil},
		{"answers are no verb", `She was in the way of honest answers that the mayor owes the people.`, nil},
		{"no rest of a clause", `Torrance rejected the "blanket policy" of letting boats go and called Dunn "vain" and lacking in values.`,
			[]string{`mixed [the "blanket policy" of letting boats go] cue=rejected speaker=Torrance`, `mixed [Dunn "vain"] cue=called speaker=Torrance`}},
		{"dependent clause", `After the storm took the pier and the market, she responded in a speech at the hall.`, nil},
		{"what she says that he did is hers", `Torrance said the storm underscored that the pier was "never fit for boats."`,
			[]string{`mixed [the storm underscored that the pier was "never fit for boats."] cue=said speaker=Torrance`}},
		{"a subject that two verbs share", `Torrance opened the letter slowly and argued that the plan was never meant for boats.`,
			[]string{`indirect [that the plan was never meant for boats] cue=argued speaker=Torrance`}},
		{"what a participle goes on with", "The firm said that sales were expected to grow over the next years, adding that half of the testing was done in Belmar.",
			[]string{`indirect [that sales were expected to grow over the next years] cue=said speaker=The firm`, `indirect [that half of the testing was done in Belmar] cue=adding speaker=The firm`}},
		{"who speaks behind the marks", "“We lost the pier,” the mayor, who left in May, told the paper.",
			[]string{`direct [“We lost the pier,”] cue=told speaker=the mayor, who left in May,`}},
		{"what others say of her", "Torrance is said to have sold the pier.", []string{`indirect [Torrance] [to have sold the pier] cue=is said`}},
		{"lives are claimed, not said", "The storm has claimed the lives of 40 people in Belmar.", nil},
		{"a plane cannot speak", `The town will buy a new plane, a craft maintained at the old base.`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := annotate(c.text)
			var got []string
			for _, q := range d.Quotes {
				got = append(got, show(d, q))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("%s\ngot\n%s\nwant\n%s", c.text, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// What an unnamed speaker is called, and the pronoun behind it.
func TestUnnamedSpeakers(t *testing.T) {
	for _, c := range []struct {
		text, want string // of each quote: what its speaker is called, "-" where not so
	}{
		{`A harbor official, who asked not to be named, said the pier was "gone for good."`, "A harbor official, A harbor official"},
		{`A group of farmers from the north said, "We will not leave."`, "A group of farmers from the north"},
		{`Those who saw the storm said, "We will not leave."`, "Those who saw the storm"},
		{`Residents, teachers and fishermen said, "We will not leave."`, "Residents, teachers and fishermen"},
		{"A clerk came out and said that the boat was late.\n\n\"Tomorrow,\" he told the crowd.", "A clerk, A clerk"},
		{`Residents said that the pier was gone. "We saw it fall," they said.`, "Residents, Residents"},
		{`The report said that the pier was gone. "It was old," it added.`, "The report, The report"},
		{"Ida Torrance met a clerk who said that the boat was late. Karel Dunn came too.\n\n\"Tomorrow,\" he told the crowd.", "a clerk, -"},
		{"One resident who called in asked how the town would pay. \"We are broke,\" he said.", "One resident, One resident"},
		{"A senior harbor official said that the pier was gone. Ida Torrance denied it.\n\n\"It fell,\" the official said.", "A senior harbor official, -, A senior harbor official"},
		{"A senior harbor official said that the pier was gone. \"It fell,\" the town official said.", "A senior harbor official, -"},
		{"Some 52 percent of registered voters said that the pier was safe, and 40 percent of women said that it was not.", "Some 52 percent of registered voters, women"},
		{"\"It fell,\" said someone with knowledge of the talks.", "someone with knowledge of the talks"},
		{`A reporter asked why the pier was gone. "It was old," he said.`, "A reporter, -"},
		{`A woman said that the pier was gone. "It was old," he said.`, "A woman, -"},
		{`"We are done," said Mayor Ida Torrance.`, "-"},
	} {
		d := annotate(c.text)
		var got []string
		for _, q := range d.Quotes {
			if q.Described.Empty() {
				got = append(got, "-")
				continue
			}
			got = append(got, q.Described.Of(d.Text))
			if q.SpeakerMention == doc.None && q.Unresolved != doc.NotNamed || q.SpeakerMention != doc.None && d.Mentions[q.SpeakerMention].Form != doc.FormNominal {
				t.Errorf("%s: %+v", c.text, q)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s\ngot %s\nwant %s", c.text, strings.Join(got, ", "), c.want)
		}
	}
}

func TestStrayMarksEndWithTheirParagraph(t *testing.T) {
	d := annotate("The pier \" was closed on Monday.\n\n\"We are sad,\" said Torrance.\n\nThe end of the story.")
	if len(d.Quotes) != 1 || show(d, d.Quotes[0]) != `direct ["We are sad,"] cue=said speaker=Torrance` {
		t.Errorf("got %d quotes: %+v", len(d.Quotes), d.Quotes)
	}
	d = annotate("Torrance said: “We are sad and tired of it all.\n\nThe council meets on Monday. The end of the story is open.")
	if len(d.Quotes) != 1 || d.Quotes[0].Spans[0].Of(d.Text) != "“We are sad and tired of it all." {
		t.Errorf("got %d quotes: %+v", len(d.Quotes), d.Quotes)
	}
}

func TestPassagesAcrossLineEnds(t *testing.T) {
	d := annotate("Torrance said: “We are sad.\nWe are tired.\nWe will stay.”\nThe council meets on Monday.")
	if len(d.Quotes) != 1 || d.Quotes[0].Spans[0].Of(d.Text) != "“We are sad.\nWe are tired.\nWe will stay.”" {
		t.Errorf("got %d quotes: %+v", len(d.Quotes), d.Quotes)
	}
}

func TestSignature(t *testing.T) {
	d := annotate("“We will never leave this town.” — Ida Torrance, fisherwoman\n\n“They can have my boat.” — Karel Dunn")
	if len(d.Quotes) != 2 || d.Quotes[0].Speaker.Of(d.Text) != "Ida Torrance, fisherwoman" || d.Quotes[1].Speaker.Of(d.Text) != "Karel Dunn" {
		t.Errorf("got %d quotes: %+v", len(d.Quotes), d.Quotes)
	}
}

func TestWhoSpeaks(t *testing.T) {
	for _, c := range []struct {
		text      string
		kind      doc.SpeakerKind
		mention   string
		why       doc.Reason
		stance    doc.Stance
		lemma     string
		addressee string
	}{
		{`"We are done," Ida Torrance told reporters in Port Ellis.`, doc.SpeakerPerson, "Ida Torrance", "", doc.Asserts, "tell", "reporters"},
		{`"We are done," Secretary of State Ida Torrance said.`, doc.SpeakerPerson, "Ida Torrance", "", doc.Asserts, "say", ""},
		{`"We are done," a spokesman for Secretary of State Ida Torrance said.`, doc.SpeakerGroup, "", doc.NotNamed, doc.Asserts, "say", ""},
		{`"We are done," said the Ministry of Commerce.`, doc.SpeakerOrganization, "Ministry of Commerce", "", doc.Asserts, "say", ""},
		{`"We are done," a source close to the council said.`, doc.SpeakerGroup, "", doc.NotNamed, doc.Asserts, "say", ""},
		{`This caused a frenzy and said it was "done and dusted for good."`, doc.SpeakerUnknown, "", doc.NoSource, doc.Asserts, "say", ""},
		{`"We are done," Ida Torrance told the nation's farmers.`, doc.SpeakerPerson, "Ida Torrance", "", doc.Asserts, "tell", "the nation's farmers"},
		{`Ida Torrance asked markets "to wait for the vote."`, doc.SpeakerPerson, "Ida Torrance", "", doc.Asks, "ask", ""},
		{`Ida Torrance replied by asking, "Where is the harbor, exactly?"`, doc.SpeakerPerson, "Ida Torrance", "", doc.Asks, "ask", ""},
		{`"We are done," residents said on Monday.`, doc.SpeakerGroup, "", doc.NotNamed, doc.Asserts, "say", ""},
		{`"We are done," the report said.`, doc.SpeakerDocument, "", doc.NotNamed, doc.Asserts, "say", ""},
		{`"We never signed it," Ida Torrance denied.`, doc.SpeakerPerson, "Ida Torrance", "", doc.Denies, "deny", ""},
		{`Ida Torrance accused the council of "open theft."`, doc.SpeakerPerson, "Ida Torrance", "", doc.Accuses, "accuse", ""},
		{`"The old days are over and they will not return."`, doc.SpeakerUnknown, "", doc.NoCue, "", "", ""},
	} {
		d := annotate(c.text)
		if len(d.Quotes) != 1 {
			t.Errorf("%s: %d quotes", c.text, len(d.Quotes))
			continue
		}
		q := d.Quotes[0]
		mention := ""
		if q.SpeakerMention != doc.None {
			mention = d.Mentions[q.SpeakerMention].Of(d.Text)
		}
		if q.SpeakerKind != c.kind || mention != c.mention || q.Unresolved != c.why || q.Stance != c.stance || q.CueLemma != c.lemma || q.Addressee.Of(d.Text) != c.addressee {
			t.Errorf("%s: kind %q mention %q why %q stance %q lemma %q to %q", c.text, q.SpeakerKind, mention, q.Unresolved, q.Stance, q.CueLemma, q.Addressee.Of(d.Text))
		}
	}
}

// check holds the promises that no text may break.
func check(t interface{ Fatalf(string, ...any) }, d *doc.Document) {
	if err := d.Check(); err != nil {
		t.Fatalf("%v in %q", err, d.Text)
	}
	last := -1
	for i, q := range d.Quotes {
		if len(q.Spans) == 0 {
			t.Fatalf("quote %d has no span", i)
		}
		if q.Spans[0].Start < last {
			t.Fatalf("quote %d is out of order", i)
		}
		last = q.Spans[0].Start
		end := -1
		for _, s := range append(append([]corpus.Span{}, q.Spans...), q.Cue, q.Speaker, q.Addressee) {
			if s == (corpus.Span{}) {
				continue
			}
			if s.Start < 0 || s.End > len(d.Text) || s.Empty() || !utf8.RuneStart((d.Text + " ")[s.Start]) || !utf8.RuneStart((d.Text + " ")[s.End]) {
				t.Fatalf("quote %d: bad span %v in %q", i, s, d.Text)
			}
		}
		for _, s := range q.Spans {
			if s.Start < end {
				t.Fatalf("quote %d: spans overlap: %v in %q", i, q.Spans, d.Text)
			}
			end = s.End
		}
		if q.Within != doc.None && (q.Within < 0 || q.Within >= i) {
			t.Fatalf("quote %d: within %d in %q", i, q.Within, d.Text)
		}
		if q.SpeakerMention < doc.None || q.SpeakerMention >= len(d.Mentions) || q.Confidence < 0 || q.Confidence > 1 {
			t.Fatalf("quote %d: %+v", i, q)
		}
		if (q.Form == doc.Phrase) != (q.SpeakerKind == "") || q.Cue.Empty() != (q.Stance == "") {
			t.Fatalf("quote %d: %+v in %q", i, q, d.Text)
		}
	}
}

func TestAnyText(t *testing.T) {
	pieces := []string{"“", "”", "\"", "'", "‘", "’", "„", "«", "»", "``", "''", "`", " ", " ", " ", "\n", "\n\n", ". ", ", ", "? ", ": ", "—", "(", ")",
		"said", "says", "told", "called", "saying", "according to", "that", "who", "and", "the", "Ida", "Torrance", "mayor", "he", "she", "reporters", "5'10", "90s", "é", "漢", "Q", "ȺȺ's", "on", "Monday", "=", "-"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces") {
			b.WriteString(p)
			if rapid.Bool().Draw(t, "space") {
				b.WriteByte(' ')
			}
		}
		check(t, annotate(b.String()))
	})
	rapid.Check(t, func(t *rapid.T) { check(t, annotate(rapid.String().Draw(t, "text"))) })
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		`"A," he said. "B 'c' d," said Ida.`, "“A\n\n“B\n\n“C”", "''A''' `b' ``c''", "„a“ «b» ‹c›", `5'10" 'tis`, `“a “b “c “d “e “f`, "Q: “a”\nA: “b”", `said said "said" said`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, annotate(strings.ToValidUTF8(s, "\ufffd"))) })
}

var article = strings.Repeat(`PORT ELLIS — Mayor Ida Torrance said on Monday that the storm was “a catastrophe” for the town's fishermen, who lost most of their boats.

“We will rebuild the harbor,” Torrance told reporters outside the town hall. “It may take years, but we will do it.”

The regional government, which has promised 40 million dollars in aid, denied that it had been slow to act. Its spokesman, Karel Dunn, called the criticism “unfair” and said the first boats would be replaced by March.

Opposition leader Mina Okafor, a former minister of fisheries, was not convinced. She added: “They promised the same thing after the last storm, and nobody has seen a cent of it.”

Work on the pier is to begin in the spring, according to a statement by the ministry. About 1,200 people live in the old quarter, and most of them have moved in with relatives. The film “Harbor Lights” was made there.

`, 12)

func BenchmarkAnnotate(b *testing.B) {
	d := annotate(article)
	s := quote.New()
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		s.Annotate(d)
	}
}

// A transcript has a quote for each turn, which goes on over paragraphs; what is
// told in it stands within, and "I" is who speaks there.
func TestTranscripts(t *testing.T) {
	const talk = "The harbor was the matter of a talk on Friday.\n\n" +
		"KAREL DUNN: Mayor Ida Torrance is with us. Is the harbor safe?\n\n" +
		"TORRANCE: It is.\n\nI think that the council will pay for it.\n\n" +
		"DUNN : Thank you.\n\n"
	d := annotate(talk)
	var got []string
	for i := range d.Quotes {
		q := &d.Quotes[i]
		speaker := string(q.Unresolved)
		if q.SpeakerMention >= 0 {
			speaker = d.Mentions[q.SpeakerMention].Of(d.Text)
		}
		got = append(got, speaker+" "+show(d, *q))
	}
	want := []string{
		"KAREL DUNN indirect [Mayor Ida Torrance is with us. Is the harbor safe?] cue=: speaker=KAREL DUNN",
		"TORRANCE indirect [It is.] [I think that the council will pay for it.] cue=: speaker=TORRANCE",
		"TORRANCE indirect [that the council will pay for it] cue=think speaker=I",
		"DUNN indirect [Thank you.] cue=: speaker=DUNN",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, none := range []string{
		"Unemployment: 5.1 percent\n\nInflation: 2 percent\n\nGrowth: 1 percent",
		"UPDATE: The harbor is open.\n\nNOTE: All times are local.\n\nUPDATE: It is shut again.",
		"Ida Torrance: a life for the harbor\n\nShe was born by the sea. She grew up there.\n\nIt was a long way.",
	} {
		if d := annotate(none); len(d.Quotes) > 0 {
			t.Errorf("%q has quotes: %v", none, d.Quotes)
		}
	}
	if d := annotate("The harbor is gone. I think that the mayor is right."); len(d.Quotes) != 1 || d.Quotes[0].Unresolved != doc.Author {
		t.Errorf("who writes is not the author: %+v", d.Quotes)
	}
}
