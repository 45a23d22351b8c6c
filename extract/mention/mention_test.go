package mention_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"pgregory.net/rapid"
)

// places stands in for the country stage with a handful of names.
type places struct {
	p *gazetteer.Phrases[doc.Toponym]
}

func newPlaces() places {
	p := gazetteer.NewPhrases[doc.Toponym](16)
	add := func(kind doc.Kind, form doc.Form, code, names string) {
		for n := range strings.SplitSeq(names, "|") {
			p.Add(n, doc.Toponym{Kind: kind, Form: form, Code: code, Name: n, Confidence: 0.9})
		}
	}
	add(doc.Country, doc.FormName, "KEN", "Kenya")
	add(doc.Country, doc.FormDemonym, "KEN", "Kenyan|Kenyans")
	add(doc.Country, doc.FormName, "NGA", "Nigeria")
	add(doc.Country, doc.FormDemonym, "NGA", "Nigerian")
	add(doc.Country, doc.FormName, "TUR", "Turkey")
	add(doc.Country, doc.FormDemonym, "TUR", "Turkish")
	add(doc.Country, doc.FormName, "USA", "U.S.|United States")
	add(doc.Country, doc.FormName, "JOR", "Jordan")
	add(doc.Country, doc.FormName, "CAN", "Canada")
	add(doc.Place, doc.FormName, "TUR", "Ankara")
	add(doc.Place, doc.FormName, "KEN", "Nairobi|Kisumu")
	add(doc.Place, doc.FormName, "USA", "Washington|Dallas")
	add(doc.Place, doc.FormName, "FRA", "Paris")
	add(doc.Place, doc.FormDemonym, "USA", "West Virginians")
	return places{p}
}

func (s places) Annotate(d *doc.Document) {
	for at := 0; ; {
		start, end := gazetteer.Word(d.Text, at)
		if start >= len(d.Text) {
			return
		}
		at = end
		if v, stop, ok := s.p.Longest(d.Text, start); ok && strings.ToLower(d.Text[start:start+1]) != d.Text[start:start+1] {
			v.Span = corpus.Span{Start: start, End: stop}
			d.Toponyms = append(d.Toponyms, v)
			at = stop
		}
	}
}

type annotator interface{ Annotate(*doc.Document) }

func all() []annotator {
	return []annotator{segment.NewTokens(), segment.NewSentences(), newPlaces(), mention.NewNames(), mention.New()}
}

var stagesForTest = all()

func read(text string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	for _, s := range stagesForTest {
		s.Annotate(d)
	}
	return d
}

// list writes the mentions of the forms as "kind text".
func list(d *doc.Document, forms ...doc.Form) []string {
	var out []string
	for _, m := range d.Mentions {
		if slices.Contains(forms, m.Form) {
			out = append(out, string(m.Kind[:1])+" "+m.Of(d.Text))
		}
	}
	return out
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Interior Minister Halima Wanjiru said the plan was dead.", "p Halima Wanjiru"},
		{"The ruling was read by Judge Amos Oduya on Tuesday.", "p Amos Oduya"},
		{"Mr. Oduya's lawyer left the room.", "p Oduya"},
		{"Secretary of State John Ferrow met the Foreign Minister of Kenya.", "p John Ferrow, c Kenya"},
		{"Minister of Foreign Affairs Peter Oloo denied it.", "p Peter Oloo"},
		{"His wife Mary and spokesman Daniel Achieng were there.", "p Mary, p Daniel Achieng"},
		{"A report by Karen Mwangi, a lawyer, was published.", "p Karen Mwangi"},
		{"It was signed by G. K. Harlow and Maria de la Cruz.", "p G. K. Harlow, p Maria de la Cruz"},
		{"It was signed by Martin Harlow Jr. and Farouk al-Haddad.", "p Martin Harlow Jr., p Farouk al-Haddad"},
		{"Michael Jordan and Paris Hilton came to Dallas.", "p Michael Jordan, p Paris Hilton, p Dallas"},
		{"The Ministry of Water and Irrigation hired 200 people.", "o Ministry of Water and Irrigation"},
		{"The Kenyan Interior Ministry and the Nigerian Army disagreed.", "o Interior Ministry, o Nigerian Army"},
		{"The Orange Valley Party lost to the Farmers' Alliance.", "o Orange Valley Party, o Farmers' Alliance"},
		{"The Kisumu Water Board (KWB) met; the KWB said no.", "o Kisumu Water Board, o KWB, o KWB"},
		{"The House Oversight and Government Reform Committee voted.", "o House Oversight and Government Reform Committee"},
		{"The FBI and the CEO spoke about TV.", "o FBI"},
		{"The Senate passed it, the White House said.", "o Senate, o White House"},
		{"Rep. Ada Brant, D-Mass., and Sen. Lou Hart (R-Utah) agreed.", "p Ada Brant, p Lou Hart"},
		{"Police said officers found weapons. Workers left. Analysts doubt it.", ""},
		{"On Monday he left. In March she came. Thanks!", ""},
		{"The Affordable Care Act (ACA) stands.", ""},
		{"He left the Oval Office at noon.", ""},
		{"The letter was sent by Barbara A. Brant, who lives in Dallas.", "p Barbara A. Brant, p Dallas"},
		{"A study by the University of Kisumu found nothing.", "o University of Kisumu"},
		{"Senators voted against Trump and blamed al Qaeda.", "p Trump, o al Qaeda"},
		{"Omwati, a 29-year-old mother of two, was shot on Sunday.", "p Omwati"},
		{"He was held for DUI again and wants it ASAP.", ""},
		{"Hurricane Bella hit Dallas.", "p Dallas"},
		{"The court ruled, and Justice Harlow disagreed.", "p Harlow"},
		{"He joined Sen. Ada Brant and a bipartisan group of Senators in making a push.", "p Ada Brant"},
		{"The band of Justice Harlow played in Nairobi.", "p Justice Harlow, p Nairobi"},
		{"Sqn Ldr Peter Oloo and Lt Cdr Lou Hart flew.", "p Peter Oloo, p Lou Hart"},
		{"Aid came as foreign direct investment (FDI); FDI rose.", ""},
		{"The cables were leaked and the leader expelled the U.S. Ambassador.", "c U.S."},
		{"Labour Market Analyst Ada Brant said wages rose.", "p Ada Brant"},
		{"The Bank of Kenya raised rates, and Air Canada cut flights.", "o Bank of Kenya, o Air Canada"},
		{"Reform Party of Canada members met.", "o Reform Party of Canada"},
		{"Members of the Energy and Natural Resources Committee met.", "o Energy and Natural Resources Committee"},
		{"She joined the Quaker Immigration and Refugee Service.", "o Quaker Immigration and Refugee Service"},
		{"The Senate and the Justice Department questioned Barlow Foods Inc. again yesterday.", "o Senate, o Justice Department, o Barlow Foods Inc."},
		{"Will Peter Oloo be confirmed?", "p Peter Oloo"},
		{"Then he met President Moon Jae-in again.", "p Moon Jae-in"},
		{"In January, the pope spoke of African-Americans.", ""},
		{"Kisumu Crown Court heard that the pill RX-486 was sold.", "o Kisumu Crown Court"},
		{"It fell on Kenya April 21, under the Digital Services Act.", "c Kenya"},
		{"Prices fell, Statistics Canada said, and so did Transport Canada and Global Affairs Canada.", "o Statistics Canada, o Transport Canada, o Global Affairs Canada"},
		{"He met the White House Chief of Staff Mick Harlow.", "o White House, p Mick Harlow"},
		{"The Labour party won, and he left the Conservative party.", "o Labour, o Conservative"},
		{"Fellow Peter Oloo spoke.", "p Peter Oloo"},
		{"It is at P.O. Box 12.", ""},
		{"The State Department Legal Adviser Peter Oloo spoke.", "o State Department, p Peter Oloo"},
		{"He wrote to White House Press Secretary Ada Brant.", "o White House, p Ada Brant"},
		{"Senate Judiciary Chairman Peter Oloo spoke.", "o Senate Judiciary, p Peter Oloo"},
	} {
		got := list(read(c.text), doc.FormName)
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// What the article says once holds everywhere in it.
func TestNamesLearnFromTheArticle(t *testing.T) {
	d := read("Okwiri wins seat\n\nSen. Thomas Okwiri won again on Sunday. Okwiri thanked voters in Kisumu.\n\nLater Okwiri flew to Nairobi with Harold Washington. Washington said little, and the jury went to Washington.")
	want := "p Okwiri, p Thomas Okwiri, p Okwiri, p Kisumu, p Okwiri, p Nairobi, p Harold Washington, p Washington, p Washington"
	if got := strings.Join(list(d, doc.FormName), ", "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	kinds := ""
	for _, m := range d.Mentions {
		if m.Of(d.Text) == "Washington" {
			kinds += string(m.Kind) + " "
		}
	}
	if kinds != "person place " {
		t.Errorf("Washington is %s", kinds)
	}
	d = read("Peter Oloo spoke first. Oloo left early. The board told Oloo so. Then the Harlow administration closed it.")
	want = "p Peter Oloo, p Oloo, p Oloo, p Harlow"
	if got := strings.Join(list(d, doc.FormName), ", "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// People whose names are those of places, or begin a sentence behind another
// word, are those that the article tells of.
func TestPeopleOfTheArticle(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Mr. Amadi spoke first. It was one of the minor burdens of Jordan Amadi. Amadi said so.", "p Amadi, p Jordan Amadi, p Amadi"},
		{"Later Thomas Okwiri met Harold Washington. Washington said little. Okwiri left for Washington.", "p Thomas Okwiri, p Harold Washington, p Washington, p Okwiri, p Washington"},
	} {
		if got := strings.Join(list(read(c.text), doc.FormName), ", "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A surname that the model takes for a common word is still that of one whom
// the article names in full.
func TestOverlookedSurnames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The duck was sent to Linda Sun, and it says that it was meant for Ms Sun - and sent to her.", "p Linda Sun, p Sun"},
		{"The rise for Ms Gray points to trouble. Sue Gray left.", "p Gray, p Sue Gray"},
		{"Travis King ran. The army filed 14 charges against Mr King for the crossing.", "p Travis King, p King"},
		{"Travis King ran. The army asked the King of Harlow.", "p Travis King, p Harlow"},
		{"The rise for Ms Gray points to trouble.", ""},
	} {
		if got := strings.Join(list(read(c.text), doc.FormName), ", "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestOtherForms(t *testing.T) {
	for _, c := range []struct {
		text string
		form doc.Form
		want string
	}{
		{"The Nigerian Army met Kenyan farmers.", doc.FormDemonym, "c Kenyan"},
		{"The Nigerian Army met Kenyan farmers.", doc.FormEmbedded, "c Nigerian"},
		{"Air Canada and the Bank of Kenya", doc.FormEmbedded, ""},
		{"Republican senators and Democrats met.", doc.FormAffiliation, "o Republican, o Democrats"},
		{"He came to a Democratic fundraiser. Democratic rules are good, and so is a democratic state.", doc.FormAffiliation, "o Democratic"},
		{"The president spoke. Then the Kenyan foreign minister and his lawyer left the ministry.", doc.FormNominal, "p The president, p the Kenyan foreign minister, p his lawyer, o the ministry"},
		{"He told her that they lost their way. I saw him.", doc.FormPronoun, "p He, p her, p they, p their, p him"},
		{"It is said that it won. It said no, and it further wrote that \"[t]he road\" is shut.", doc.FormPronoun, "o It, o it"},
		{"The private sector grew, the vote count ended, his head hurt, and the major parties joined the general public.", doc.FormNominal, ""},
		{"The head of the army saw the private equity manager.", doc.FormNominal, "p The head, o the army, p the private equity manager"},
		{"He found that the view Oloo rejected was the lawyer's.", doc.FormNominal, "p the lawyer"},
		{"The interior minister, Halima Wanjiru, spoke to President Oduya.", doc.FormNominal, "p The interior minister"},
	} {
		if got := strings.Join(list(read(c.text), c.form), ", "); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.text, c.form, got, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Deputy Interior Minister Halima Wanjiru left.", "Deputy Interior Minister"},
		{"Secretary of State John Ferrow left.", "Secretary of State"},
		{"Lt Cdr Amos Oduya left.", "Lt Cdr"},
		{"The court heard that Chief Justice Harlow left.", "Chief Justice"},
		{"Air Force Col. Amos Oduya left.", "Air Force Col."},
		{"Karen Mwangi, a spokeswoman for the ministry, left.", "spokeswoman for the ministry"},
		{"Karen Mwangi, the interior minister, left.", "interior minister"},
		{"Karen Mwangi left with the minister.", ""},
		{"The chief Kenyan arms inspector Karen Mwangi left.", "chief Kenyan arms inspector"},
		{"In June Kenyan President Karen Mwangi left.", "President"},
		{"Nairobi County Sheriff Karen Mwangi left.", "Nairobi County Sheriff"},
		{"It was said by water board chairman Peter Oloo.", "water board chairman"},
		{"Voters welcomed economist Peter Oloo.", "economist"},
		{"It was a meeting alongside Kenyan Prime Minister Peter Oloo.", "Prime Minister"},
		{"A rule against charging President Peter Oloo stands.", "President"},
		{"It was House Ways and Means Committee Chairman Peter Oloo left.", "House Ways and Means Committee Chairman"},
		{"He met the Trade and Industry Secretary Peter Oloo.", "Trade and Industry Secretary"},
		{"He met Corporate Affairs Minister Peter Oloo.", "Corporate Affairs Minister"},
		{"It came the same week President Peter Oloo left.", "President"},
		{"... Senate Majority Whip Peter Oloo left.", "Senate Majority Whip"},
		{"Critics saw economist Peter Oloo leave.", "economist"},
		{"Orange Party leader Peter Oloo left.", "Orange Party leader"},
		{"Peter Oloo, a journalist based in Nairobi, left.", "journalist"},
		{"In Kisumu, Karen Mwangi, Peter Oloo and others left.", ""},
		{"Mr. Oloo left.", ""},
		{"Ms Karen Mwangi, the prime minister, left.", "prime minister"},
		{"Prime Minister Mrs. Karen Mwangi left.", "Prime Minister"},
		{"Mr. Justice Peter Oloo left.", "Justice"},
		{"Dr. Peter Oloo left.", "Dr."},
		{"Prime Minister of Kenya, Karen Mwangi, left.", "Prime Minister of Kenya"},
		{"The board's water director, Karen Mwangi, left.", "water director"},
		{"He saw the party chairman, Karen Mwangi, leave.", "party chairman"},
		{"When asked by the chairman, Karen Mwangi left.", ""},
		{"They had a chance to arrest Karen Mwangi, a senior official said.", ""},
		{"Karen Mwangi, a senior official, said no.", "senior official"},
		{"They named Karen Mwangi, as the party's chairwoman, in June.", ""},
	} {
		d := read(c.text)
		got := ""
		for _, m := range d.Mentions {
			if m.Kind == doc.Person && m.Form == doc.FormName {
				got = m.Title.Of(d.Text)
				break
			}
		}
		if got != c.want {
			t.Errorf("%s: title %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMetonym(t *testing.T) {
	for text, want := range map[string]string{
		"Ankara rejected the offer.":                              "yes",
		"On Friday, he said that Ankara agreed.":                  "yes",
		"He left because Ankara has not yet responded.":           "yes",
		"He said Ankara would not accept it.":                     "yes",
		"But in June Ankara quietly refused.":                     "yes",
		"Ankara and Nairobi signed it.":                           "yes yes",
		"The tensions between Ankara and Nairobi grew.":           "yes yes",
		"It has close ties with Ankara.":                          "yes",
		"It was Ankara's refusal.":                                "yes",
		"It accused Ankara of lying.":                             "yes",
		"Ankara is ready to talk.":                                "yes",
		"Now Ankara will test a rocket.":                          "yes",
		"Ankara, Paris and Nairobi blamed it.":                    "yes yes yes",
		"It was a move Ankara condemned.":                         "yes",
		"He saw Ankara's stated goal.":                            "yes",
		"It came after a rebuke from Paris.":                      "yes",
		"The campaign was backed by Ankara.":                      "yes",
		"It wants to prevent Ankara from buying it.":              "yes",
		"He likes Ankara's old streets.":                          "open",
		"Ankara has been shelled.":                                "open",
		"Paris hosted the games.":                                 "open",
		"Paris has two million people.":                           "open",
		"A shop in Ankara was closed.":                            "no",
		"He lives in Ankara, said a neighbor.":                    "no",
		"It flies between Ankara and Nairobi.":                    "open open",
		"Ankara was cold in January.":                             "open",
		"Ankara's weather was fine.":                              "open",
		"Kisumu rejected the offer.":                              "no", // no seat of a government
		"He went to a market of Ankara ordered to close by them.": "open",
	} {
		var got []string
		for _, m := range read(text).Mentions {
			switch {
			case m.Kind != doc.Place:
			case m.Metonym:
				got = append(got, "yes")
			case m.MetonymOpen:
				got = append(got, "open")
			default:
				got = append(got, "no")
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}

// A party's country is that of the lists only where the article names it:
// parties of many countries share their names.
func TestCountryOfAParty(t *testing.T) {
	for text, want := range map[string]string{
		"He leads the Orange Democratic Movement in Kenya.":   "KEN",
		"He leads the Orange Democratic Movement.":            "",
		"He leads the Orange Democratic Movement in Nigeria.": "",
		"The State Department said nothing.":                  "USA",
	} {
		got := "no organization"
		for _, m := range read(text).Mentions {
			if m.Kind == doc.Organization {
				got = m.Country
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A place that no table knows lies in the country of a place in its name,
// else where the article is at home.
func TestCountryOfAPlace(t *testing.T) {
	for _, c := range []struct{ text, home, want string }{
		{"He swam in the Zzyzx River.", "KEN", "KEN"},
		{"He swam in the Zzyzx River.", "", ""},
		{"He slept at Nairobi Central Park.", "TUR", "KEN"},
		{"He flew from Kisumu to Sydney on Monday.", "KEN", "AUS"},
		{"He lives in Zzyzxville, Canada.", "KEN", "CAN"},
		{"Relations with the West are bad.", "KEN", ""},
	} {
		d := &doc.Document{Article: &corpus.Article{Text: c.text}, Home: c.home}
		for _, s := range stagesForTest {
			s.Annotate(d)
		}
		got := "no place"
		for _, m := range d.Mentions {
			if m.Kind == doc.Place {
				got = m.Country
			}
		}
		if got != c.want {
			t.Errorf("%q at home in %q: %q, want %q", c.text, c.home, got, c.want)
		}
	}
}

// A public body is of the country in or before its name, or where the article
// is at home; what only the United States name bare is theirs.
func TestCountryOfABody(t *testing.T) {
	for _, c := range []struct{ text, home, want string }{
		{"The Nairobi City Council met.", "USA", "KEN"},
		{"Turkey's Constitutional Court met.", "KEN", "TUR"},
		{"The National Guard fired shots.", "NGA", "NGA"},
		{"The Constitutional Court met.", "KEN", "KEN"},
		{"The Constitutional Court met.", "", ""},
		{"The International Court met.", "KEN", ""},
		{"The Interior Ministry said no.", "USA", ""}, // there is none
		{"Congress passed it, the U.S. president said.", "TUR", "USA"},
		{"The Senate Judiciary Committee said no.", "USA", "USA"},
		{"The Senate passed it.", "KEN", "KEN"},
		{"The Senate passed it.", "TUR", ""},
	} {
		d := &doc.Document{Article: &corpus.Article{Text: c.text}, Home: c.home}
		for _, s := range stagesForTest {
			s.Annotate(d)
		}
		got := "no organization"
		for _, m := range d.Mentions {
			if m.Kind == doc.Organization && got == "no organization" {
				got = m.Country
			}
		}
		if got != c.want {
			t.Errorf("%q at home in %q: %q, want %q", c.text, c.home, got, c.want)
		}
	}
}

// The place that a public body is of is in its name; a firm's is not.
func TestPlaceInABody(t *testing.T) {
	for text, want := range map[string]string{
		"The Nairobi Police Department met.": "p Nairobi",
		"He left the University of Nairobi.": "p Nairobi",
		"He left Nairobi Cement Ltd.":        "",
	} {
		if got := strings.Join(list(read(text), doc.FormEmbedded), ", "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A country keeps its name from a person who bears it, where nothing at hand
// says that the person is meant.
func TestCountryBesideAPersonOfItsName(t *testing.T) {
	d := read("Ann Jordan, a lawyer, spoke first. She had lived in Jordan since May.")
	if got, want := strings.Join(list(d, doc.FormName), ", "), "p Ann Jordan, c Jordan"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A headline in Title Case gives the name that the body has, without the
// words around it.
func TestNamesInHeadlines(t *testing.T) {
	d := read("Lawmakers Rip Halima Wanjiru Over New Water Plan Today\n\nInterior Minister Halima Wanjiru was criticized on Monday.")
	if got, want := strings.Join(list(d, doc.FormName), ", "), "p Halima Wanjiru, p Halima Wanjiru"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Words of descent name no country.
func TestOneMentionForOnePlace(t *testing.T) {
	d := read("It is vital to West Virginians.")
	if got := strings.Join(list(d, doc.FormName, doc.FormDemonym), ", "); got != "p West Virginians" {
		t.Errorf("got %s", got)
	}
}

func TestEthnicTerms(t *testing.T) {
	for text, want := range map[string]string{
		"Kenyan traders met.":                        "c Kenyan",
		"Many owners are of Turkish descent.":        "",
		"Some 300 ethnic Kenyans fled.":              "",
		"His Turkish ancestry did not help Kenyans.": "c Kenyans",
	} {
		if got := strings.Join(list(read(text), doc.FormDemonym), ", "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A name that the article's others were put into has lost its end.
func TestNamesOfOneWordOverAndOver(t *testing.T) {
	check(t, read("Holt Kit Holt Holt aᛮ Kit Holt"))
}

// Whatever the text, mentions are in order, inside it and in their sentence.
func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.SampledFrom([]string{"Mr.", "Sen.", "Ada", "Brant", "the", "of", "and", "Ministry", "Party", "'s", "-", ",", "(", ")", "KRA", "Kenya", "al", "said", "he", "“", "”", ".", "\n\n", "U.S.", "é", "&", "Jr.", "Bank"})), func(w []string) string {
			return strings.Join(w, " ")
		})).Draw(t, "text")
		check(t, read(text))
	})
}

type failer interface {
	Fatalf(string, ...any)
}

func check(t failer, d *doc.Document) {
	end := 0
	for _, n := range d.Names {
		if n.Start < end || n.End <= n.Start || n.End > len(d.Text) || n.Confidence < 0 || n.Confidence > 1 {
			t.Fatalf("name %+v in %q", n, d.Text)
		}
		end = n.End
	}
	for i, m := range d.Mentions {
		if i > 0 && (d.Mentions[i-1].Start > m.Start || d.Mentions[i-1].Start == m.Start && d.Mentions[i-1].End < m.End) {
			t.Fatalf("mention %d is out of order in %q", i, d.Text)
		}
		if m.End <= m.Start || m.End > len(d.Text) || m.Confidence < 0 || m.Confidence > 1 || m.Sentence < 0 || m.Sentence >= len(d.Sentences) || m.Title.Start < 0 || m.Title.End > len(d.Text) {
			t.Fatalf("mention %+v in %q", m, d.Text)
		}
	}
}

// Names of another engine are merged in the same way.
func TestNamesOfAnotherEngine(t *testing.T) {
	text := "Kenyan President Amos Oduya left Nairobi for Lakeview."
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	for _, s := range []annotator{segment.NewTokens(), segment.NewSentences(), newPlaces()} {
		s.Annotate(d)
	}
	for _, n := range []struct {
		name string
		kind doc.Kind
	}{{"Amos Oduya", doc.Person}, {"Nairobi", doc.Place}, {"Lakeview", doc.Place}} {
		at := strings.Index(text, n.name)
		d.Names = append(d.Names, doc.Name{Span: corpus.Span{Start: at, End: at + len(n.name)}, Kind: n.kind, Confidence: 1})
	}
	mention.New().Annotate(d)
	check(t, d)
	var got []string
	for _, m := range d.Mentions {
		got = append(got, fmt.Sprint(m.Kind, " ", m.Of(text), " ", m.Toponym >= 0))
	}
	want := []string{"country Kenyan true", "person Amos Oduya false", "place Nairobi true", "place Lakeview false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

const sample = `NAIROBI, Kenya (AP) — Interior Minister Halima Wanjiru said on Tuesday that the Kenya Water Authority (KWA) would hire 1,200 guards after a string of attacks on wells in Turkana.

"We will not wait for the next one," Wanjiru told reporters outside the ministry. She was joined by Col. Amos Oduya, a spokesman for the Kenyan Army, and by Peter Oloo of the Orange Valley Party.

Opposition leader Daniel Achieng, whose Farmers' Alliance holds 41 seats in the National Assembly, called the plan "a press release with boots on." Republican Sen. Lou Hart of Utah, who is visiting, agreed with him.

The president has not commented. Barlow Foods Inc., which owns two of the wells, said it lost $3.2 million; the company employs 900 people in Kisumu. According to the University of Nairobi, about 60 percent of the province's wells are private.

`

func BenchmarkNames(b *testing.B) { bench(b, 3, 4) }

func BenchmarkMentions(b *testing.B) { bench(b, 4, 5) }

func bench(b *testing.B, from, to int) {
	d := &doc.Document{Article: &corpus.Article{Text: strings.Repeat(sample, 5)}}
	for _, s := range stagesForTest[:from] {
		s.Annotate(d)
	}
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range stagesForTest[from:to] {
			s.Annotate(d)
		}
	}
}
