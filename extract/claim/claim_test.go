package claim

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

var stage = New()

// describe writes a claim as the tests do: text = value..max unit kind modifier change.
func describe(d *doc.Document, c doc.Claim) string {
	v := fmt.Sprint(c.Value)
	if c.Value >= 1e6 {
		v = fmt.Sprintf("%.0f", c.Value)
	}
	if c.HasMax {
		v += fmt.Sprintf("..%.10g", c.ValueMax)
	}
	unit := c.Unit
	if unit == "" {
		unit = "-"
	}
	s := fmt.Sprintf("%s: %s %s %s", c.Of(d.Text), v, unit, c.UnitKind)
	if c.Modifier != "=" {
		s += " " + c.Modifier
	}
	if c.Change != doc.NoChange {
		s += " " + string(c.Change)
	}
	return s
}

func TestForms(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// digits
		{"The army sent 1,300 troops.", "1,300 troops: 1300 troop count"},
		{"Turnout reached 940 000 voters.", "940 000 voters: 940000 voter count"},
		{"About 1.3m people fled.", "1.3m people: 1300000 person count ~"},
		{"The bill came to £2.4bn.", "£2.4bn: 2400000000 GBP money"},
		{"The lender holds $50K in fees.", "$50K: 50000 USD money"},
		{"They counted 12,34,567 ballots.", "12,34,567 ballots: 1234567 ballot count"},
		{"The rate fell .5 percent.", ".5 percent: 0.5 percent percent down"},
		{"It was 0.25 percentage points above target.", "0.25 percentage points: 0.25 point percent"},
		{"The mercury sank to -12 degrees Celsius.", "-12 degrees Celsius: -12 degree celsius other"},
		{"It was minus 3 degrees outside.", "minus 3 degrees: -3 degree other"},
		{"It cost three dollars and forty-five cents.", "three dollars and forty-five cents: 3.45 USD money"},
		{"He is 5 ft 6 in tall.", "5 ft 6 in: 5.5 foot distance"},
		{"The fund has 30 MUSD.", "30 MUSD: 30000000 USD money"},
		{"The deal is worth PS6m.", "PS6m: 6000000 GBP money"},
		{"The PS5 is out.", ""},
		{"Prices rose 2,5 percent.", "2,5 percent: 2.5 percent percent up"},
		{"It costs 1.500.000 euros.", "1.500.000 euros: 1500000 EUR money"},
		{"They sold three dozens boats.", "three dozens boats: 36 boat count"},
		{"The tax takes a family of three.", "three: 3 person count"},
		{"The early part of the 20 th century.", ""},
		{"It was made by a third party.", ""},
		{"It would have half of the mine, up from a third now.", "half: 0.5 - ratio; a third: 0.3333333333333333 - ratio"},
		{"<div height=\"290\" width=\"3\">", ""},
		{"He lives at 9 E 71st St, Manhattan.", ""},
		{"They slipped towards the bottom three.", ""},
		{"The margin is plus or minus 4 percentage points.", "4 percentage points: 4 point percent"},
		{"They walked 1 1/2 miles.", "1 1/2 miles: 1.5 mile distance"},
		{"They walked 2½ miles.", "2½ miles: 2.5 mile distance"},
		{"The plot covers 32 m2 of land and 4.5m high walls.", "32 m2: 32 square meter other; 4.5m: 4.5 meter distance"},
		// words
		{"Some two and a half million refugees crossed.", "two and a half million refugees: 2500000 refugee count ~"},
		{"Two hundred and thirty-one lawmakers voted.", "Two hundred and thirty-one lawmakers: 231 lawmaker count"},
		{"A dozen protesters were there, with dozens of officers.", "A dozen protesters: 12 protester count; dozens of officers: 24 officer count >="},
		{"Hundreds were killed.", "Hundreds: 200 person count >="},
		{"Scores of villages burned.", "Scores of villages: 40 village count >="},
		{"Tens of thousands of Kurds left.", "Tens of thousands of Kurds: 20000 kurd count >="},
		{"He lost hundreds of millions of dollars.", "hundreds of millions of dollars: 200000000 USD money >= down"},
		{"Several thousand miners struck.", "Several thousand miners: 2000 miner count >="},
		{"A couple of senators balked.", "A couple of senators: 2 senator count"},
		{"The firm owes 35 lakh rupees and 2 crore in tax.", "35 lakh rupees: 3500000 INR money; 2 crore: 20000000 INR money"},
		{"The deficit was five point five percent.", "five point five percent: 5.5 percent percent"},
		{"Half a million homes went dark.", "Half a million homes: 500000 home count"},
		{"A quarter of a million people marched.", "A quarter of a million people: 250000 person count"},
		{"Half a dozen aides quit.", "Half a dozen aides: 6 aide count"},
		// fractions and ratios
		{"One in five children is poor.", "One in five: 0.2 - ratio"},
		{"Two thirds of the members agreed.", "Two thirds: 0.6666666666666666 - ratio"},
		{"Nearly half of voters stayed home.", "half: 0.5 - ratio ~"},
		{"Eight out of 10 teachers agreed, and eight of 10 parents.", "Eight out of 10: 0.8 - ratio; eight of 10: 0.8 - ratio"},
		{"Critics prevailed by a 3-to-1 margin.", "3-to-1: 3 - ratio"},
		{"The caseload doubled and costs were cut in half.", "doubled: 2 time ratio up; half: 0.5 - ratio down"},
		{"The price more than tripled, a threefold increase.", "tripled: 3 time ratio > up; threefold: 3 time ratio up"},
		{"There were twice as many boats and three times as many crews.", "twice: 2 time ratio; three times: 3 time ratio"},
		{"Four of nine ministries replied.", "Four: 4 ministry count; nine ministries: 9 ministry count"},
		// ranges
		{"The raid took 12-15 minutes.", "12-15 minutes: 12..15 minute duration"},
		{"The raid took 12–15 minutes.", "12–15 minutes: 12..15 minute duration"},
		{"Between 200 and 300 monks marched.", "200 and 300 monks: 200..300 monk count"},
		{"It will cost $1-2 million.", "$1-2 million: 1000000..2000000 USD money"},
		{"It will cost 3 to 5 percent.", "3 to 5 percent: 3..5 percent percent"},
		{"Three or four days remain.", "Three or four days: 3..4 day duration"},
		{"The force was cut from 4,500 to 2,500 soldiers.", "4,500: 4500 soldier count; 2,500 soldiers: 2500 soldier count down"},
		{"Approval fell from 58 percent to 55 percent.", "58 percent: 58 percent percent; 55 percent: 55 percent percent down"},
		{"Inflation rose 3 percent to 5.1 percent.", "3 percent: 3 percent percent up; 5.1 percent: 5.1 percent percent"},
		// hyphens
		{"A five-year-old girl wandered off.", "five-year-old: 5 year age"},
		{"He got a 20-year sentence for a 1,500-mile chase.", "20-year: 20 year duration; 1,500-mile: 1500 mile distance"},
		{"It was a four-way race.", "four-way: 4 way count"},
		{"A 400-pound statue fell.", "400-pound: 400 pound other"},
		// modifiers
		{"At least 30 people died.", "30 people: 30 person count >="},
		{"Up to 30 people died.", "30 people: 30 person count <="},
		{"As many as 30 people died.", "30 people: 30 person count <="},
		{"No fewer than 30 people died.", "30 people: 30 person count >="},
		{"No more than 30 people died.", "30 people: 30 person count <="},
		{"More than 30 people died.", "30 people: 30 person count >"},
		{"Fewer than 30 people died.", "30 people: 30 person count <"},
		{"Some 300 people died.", "300 people: 300 person count ~"},
		{"It takes under 30 minutes, 20 or more each.", "30 minutes: 30 minute duration <; 20: 20 - count >="},
		{"It killed 800 people over four decades, for over 40 years.", "800 people: 800 person count; four decades: 4 decade duration; 40 years: 40 year duration >"},
		// change
		{"The chain added 479 stores and cut 200 jobs.", "479 stores: 479 store count up; 200 jobs: 200 job count down"},
		{"Exports climbed by about 7 percent.", "7 percent: 7 percent percent ~ up"},
		{"Officials fear a 4.2 percent drop.", "4.2 percent: 4.2 percent percent down"},
		{"An increase of 40 seats is planned.", "40 seats: 40 seat count up"},
		{"They recruited 20,000 guards.", "20,000 guards: 20000 guard count"},
		// money
		{"They paid A$25 and HK$90.", "A$25: 25 AUD money; HK$90: 90 HKD money"},
		{"They paid 300 Danish crowns and 5m euros.", "300 Danish crowns: 300 DKK money; 5m euros: 5000000 EUR money"},
		{"They paid $45,000 US.", "$45,000 US: 45000 USD money"},
		{"They paid Rs. 500 or EUR 20.", "Rs. 500: 500 INR money; EUR 20: 20 EUR money"},
		// polls and votes
		{"She leads the poll by 7 points.", "7 points: 7 point percent"},
		{"The Dow index lost 7 points.", "7 points: 7 point count down"},
		{"The Senate voted 52-48 to confirm him.", "52: 52 vote count; 48: 48 vote count"},
		// ages
		{"Two boys aged 15 and 17 ran.", "Two boys: 2 boy count; 15: 15 year age; 17: 17 year age"},
		{"Wanjiru Kamau, 34, won.", "34: 34 year age"},
		// ellipsis
		{"The blast killed 13 soldiers and wounded 56 more.", "13 soldiers: 13 soldier count; 56 more: 56 soldier count"},
		{"Some 1,300 migrants crossed on Monday and another 200 on Tuesday.", "1,300 migrants: 1300 migrant count ~; 200: 200 migrant count"},
		{"The walk is more than 100 kilometers (62 miles).", "100 kilometers: 100 kilometer distance >; 62 miles: 62 mile distance >"},
		{"Exports rose to 7.7 billion U.S. Dlrs from 5.8 billion.", "7.7 billion U.S. Dlrs: 7700000000 USD money; 5.8 billion: 5800000000 USD money"},
		{"Quotas are 8,500 tons, Elbonia 4,200 and Grand Fenwick 3,100.", "8,500 tons: 8500 ton other; 4,200: 4200 ton other; 3,100: 3100 ton other"},
		{"Police found a dozen boats, two of them empty.", "a dozen boats: 12 boat count; two: 2 boat count"},
		{"More than 2 million have fled and a crowd of 10,000 waited.", "2 million: 2000000 person count >; 10,000: 10000 person count"},
		{"The 40 or so party members and 80,000 plus guards stayed.", "40 or so party members: 40 member count ~; 80,000 plus guards: 80000 guard count >="},
		{"It passed by a vote of 91 to 4.", "91: 91 vote count; 4: 4 vote count"},
		{"It lasted a decade and a half, or two and half years.", "a decade and a half: 1.5 decade duration; two and half years: 2.5 year duration"},
		{"They let 16 and 17 year olds vote, and youth between the ages of 14 and 23 earn awards.", "16: 16 year age; 17 year olds: 17 year age; 14: 14 year age; 23: 23 year age"},
		{"The voting age was cut to 16.", "16: 16 year age"},
		{"-58k family units (another record)", "58k family units: 58000 unit count"},
		{"It fell 1.6 percent in June and 4.8 percent in July.", "1.6 percent: 1.6 percent percent down; 4.8 percent: 4.8 percent percent down"},
		{"They killed 12 people and took 5 others.", "12 people: 12 person count; 5 others: 5 person count"},
		{"Exports were 751 mln stg from 723 mln while imports rose to 425 mln.", "751 mln stg: 751000000 GBP money; 723 mln: 723000000 GBP money; 425 mln: 425000000 GBP money"},
		{"Some 30 Japanese commercial banks and five former University of Oblar students left.", "30 Japanese commercial banks: 30 bank count ~; five former University of Oblar students: 5 student count"},
		{"He gave “hundreds of millions” of pounds and read thousands and thousands of emails.", "hundreds of millions” of pounds: 200000000 GBP money >=; thousands and thousands of emails: 2000 email count >="},
		{"She has information about two matters.", "two matters: 2 matter count"},
		{"Troops advanced 35 kilometers.", "35 kilometers: 35 kilometer distance"},
		// coins
		{"Stamps cost 55 cents, or 30 to 40 pence.", "55 cents: 0.55 USD money; 30 to 40 pence: 0.3..0.4 GBP money"},
		// who an age is of, and what is no unit
		{"At 39, the mayor is young.", "39: 39 year age"},
		{"She was only 15 when she left, and children as young as six worked.", "15: 15 year age; six: 6 year age"},
		// one, where it is no determiner
		{"At least one person died and one officer was wounded.", "one person: 1 person count >=; one officer: 1 officer count"},
		{"He has two daughters and one son.", "two daughters: 2 daughter count; one son: 1 son count"},
		{"The bomb killed one and wounded 12.", "one: 1 person count; 12: 12 person count"},

		{"The payments didn't exceed $1,900 and cannot exceed 3 percent.", "$1,900: 1900 USD money <=; 3 percent: 3 percent percent <="},
		{"She has 50-plus years of it and 40-odd members.", "50-plus years: 50 year duration >=; 40-odd members: 40 member count ~"},
		{"At least 116 journalists died. Of those, 111 were men and five were women.", "116 journalists: 116 journalist count >=; 111: 111 journalist count; five: 5 journalist count"},

		{"The value will increase from 24.2 to 33-35 billion euros.", "24.2: 24200000000 EUR money; 33-35 billion euros: 33000000000..3.5e+10 EUR money up"},
		{"It went from 1000 to 2000 jobs.", "1000: 1000 job count; 2000 jobs: 2000 job count up"},
		{"They sold 63,000 Model 3 sedans and 27,000 Model S vehicles.", "63,000 Model 3 sedans: 63000 sedan count; 27,000 Model S vehicles: 27000 vehicle count"},
		{"Five party and army officers left.", "Five party and army officers: 5 officer count"},

		{"The Parity Act, S. 558, requires 3 plans.", "3 plans: 3 plan count"},
		{"He is a 29 year veteran.", "29 year: 29 year duration"},

		// more ages, votes and people
		{"It is a crime for anyone 19 or older.", "19: 19 year age >="},
		{"The bill raises the smoking age to 21 years.", "21 years: 21 year age"},
		{"The measure passed 218 to 210.", "218: 218 vote count; 210: 210 vote count"},
		{"It is a city of 17,000 in the west.", "17,000: 17000 person count"},
		{"Of the 59 jobs that need a vote, 15 are vacant.", "59 jobs: 59 job count; 15: 15 job count"},

		{"The five SEC commissioners met.", "five SEC commissioners: 5 commissioner count"},
		// a level, what is collected, and phrasal verbs are no change
		{"The price rose above 18 pesos.", "18 pesos: 18 MXN money >"},
		{"The drive raised $5 million and racked up 300 complaints.", "$5 million: 5000000 USD money; 300 complaints: 300 complaint count"},
		{"The House passed it on Tuesday 394-22.", "394: 394 vote count; 22: 22 vote count"},
	} {
		d := document(test.text)
		stage.Annotate(d)
		var got []string
		for _, c := range d.Claims {
			got = append(got, describe(d, c))
		}
		if g := strings.Join(got, "; "); g != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, g, test.want)
		}
	}
}

func TestNotClaims(t *testing.T) {
	for _, text := range []string{
		"The war of 2012–13 ended in 2015.",
		"It began in the 1990s, in her '20s and his 40s.",
		"On March 3 and 4 April they met; on Sept. 11, 2001, they did not.",
		"Talks open at 10:30 or 6 p.m. in Geneva.",
		"United lost the match 3-1.",
		"Call 555-0142 or 1-800-555-0142 under Section 230 of the act.",
		"Flight 103 fell; Route 66 and No. 10 stayed open.",
		"After 9/11 a Boeing 737 flew COVID-19 tests for the G7 and the Group of 20.",
		"Article 50 was invoked on the 31st by the third panel.",
		"No one knew which one of the two it was.",
		"One man told the paper that no one was injured, for one reason and one reason only.",
		"One injured woman spoke with one voice.",
		"See https://example.org/2019/12/31/page-45 for it.",
		"World War II, Henry VIII and Title IX came up.",
		"An F-16, a B-52 and an AK-47 were shown in 3D.",
		"The 2016 elections and the 2020 census passed.",
		"The S&P 500 and the Fortune 100 closed.",
		"In the first half the other half slept.",
		"Windows 10 and Apollo 11 are names.",
		"They met twice and one day he will return.",
		"Call her office at (801) 555-0142 before the curfew between 2200 and 0700.",
		"It fires the .308 round and appeared on 60 Minutes from 19 to 22 August.",
		"The goals are to save water 2) to clean it 3) to sell it.",
		"Under S. 131 eviscerates nothing.",
		"The asteroid 3200 Zorblax will pass.",
	} {
		d := document(text)
		stage.Annotate(d)
		for _, c := range d.Claims {
			t.Errorf("%s: claim %s", text, describe(d, c))
		}
	}
}

func TestNumberInsideName(t *testing.T) {
	d := document("The rapper 50 Cent spoke.")
	d.Mentions = []doc.Mention{{Span: corpus.Span{Start: 11, End: 18}, Form: doc.FormName, Kind: doc.Person}}
	stage.Annotate(d)
	if len(d.Claims) != 0 {
		t.Errorf("claim %s in a name", describe(d, d.Claims[0]))
	}
}

func TestCounted(t *testing.T) {
	for _, test := range []struct{ text, counted, about, whole, stem string }{
		{"Unemployment rose to 5.1 percent.", "Unemployment", "", "", "unemploy"},
		{"The jobless rate stood at 5.1 percent.", "jobless rate", "", "", "jobless rate"},
		{"Only 60 percent of the province's wells work.", "province's wells", "", "the province's wells", "provinc well"},
		{"Ford cut 13,000 workers.", "workers", "Ford", "", "worker"},
		{"They face a $25 fine.", "fine", "", "", "fine"},
		{"It posted a loss of $916 million.", "loss", "", "", "loss"},
		{"He has $8.8 billion in debt.", "debt", "", "", "debt"},
		{"She was given six weeks of paid leave.", "paid leave", "", "", "paid leav"},
		{"Some 46 percent would choose her.", "would choose her", "", "", "would choos"},
		{"About 70 armed men came.", "armed men", "", "", "arm men"},
		{"A 23-year-old man was held.", "man", "", "", "man"},
		{"Sales in the first quarter of 1987 rose 9 percent.", "Sales", "", "", "sale"},
		{"Its $102bn (£82bn) debt offer closed.", "debt offer", "", "", "debt offer"},
		{"The agency spent $3 million on lobbying.", "lobbying", "agency", "", "lobbi"},
		{"She would have to raise taxes by £10bn.", "taxes", "", "", "tax"},
		{"It covers half the car's full range.", "car's full range", "", "", "car full rang"},
		{"They sent missile systems worth more than €4bn.", "missile systems", "", "", "missil system"},
		{"Tariffs are set to rise to 25 percent.", "Tariffs", "", "", "tariff"},
		{"He lived in Oblar Bay for two years.", "lived in Oblar Bay", "", "", "live oblar bay"},
		{"They limit their exports to 7,000 tons.", "exports", "", "", "export"},
		{"The governor said on Monday that about $30 million was missing.", "was missing", "", "", "miss"},
		{"The camp lies 25 miles north of town.", "camp", "", "", "camp"},
		{"Unemployment: 5.1 percent.", "Unemployment", "", "", "unemploy"},
	} {
		d := document(test.text)
		stage.Annotate(d)
		if len(d.Claims) == 0 {
			t.Errorf("%s: %d claims", test.text, len(d.Claims))
			continue
		}
		c := d.Claims[0]
		if got := c.Counted.Of(d.Text); got != test.counted {
			t.Errorf("%s: counted %q, want %q", test.text, got, test.counted)
		}
		if got := c.About.Of(d.Text); got != test.about {
			t.Errorf("%s: about %q, want %q", test.text, got, test.about)
		}
		if got := c.Whole.Of(d.Text); got != test.whole {
			t.Errorf("%s: whole %q, want %q", test.text, got, test.whole)
		}
		if c.CountedStem != test.stem {
			t.Errorf("%s: stem %q, want %q", test.text, c.CountedStem, test.stem)
		}
	}
}

func TestSource(t *testing.T) {
	for _, test := range []struct {
		text, source string
		kind         doc.SpeakerKind
	}{
		{"The storm killed 12 people, according to the Health Ministry.", "Health Ministry", doc.SpeakerOrganization},
		{"Official figures show 12 people died.", "Official figures", doc.SpeakerDocument},
		{"The storm killed 12 people, officials said.", "officials", doc.SpeakerGroup},
		{"The storm killed 12 people.", "", ""},
		{"A Gallup poll found 12 percent agree.", "Gallup poll", doc.SpeakerDocument},
		{"A Gallup poll of voters taken in May found 12 percent agree.", "Gallup poll", doc.SpeakerDocument},
		{"Documents obtained by the Courier show that 12 men died.", "Documents obtained by the Courier", doc.SpeakerDocument},
		{"By the army's count, soldiers stopped 12 men.", "army", doc.SpeakerOrganization},
		{"The auditor's report puts the loss at $12.", "auditor's report", doc.SpeakerDocument},
		{"The fund predicted that 12 banks would fail.", "fund", doc.SpeakerOrganization},
		{"Officials in the capital said 12 men died.", "Officials in the capital", doc.SpeakerGroup},
		{"The officers who stormed the room said 12 men died.", "", ""},
	} {
		d := document(test.text)
		stage.Annotate(d)
		if len(d.Claims) != 1 {
			t.Errorf("%s: %d claims", test.text, len(d.Claims))
			continue
		}
		c := d.Claims[0]
		if got := c.Source.Of(d.Text); got != test.source || c.SourceKind != test.kind {
			t.Errorf("%s: source %q %q, want %q %q", test.text, got, c.SourceKind, test.source, test.kind)
		}
	}
}

// "It" at the head of a sentence is the document of the one before.
func TestSourceGoesOn(t *testing.T) {
	d := document("The report covers the whole north, officials declared. The audit shows losses. It found that 12 boats sank. They sank in 9 places.")
	stage.Annotate(d)
	if len(d.Claims) != 2 || d.Claims[0].Source.Of(d.Text) != "audit" || !d.Claims[1].Source.Empty() {
		t.Errorf("%+v", d.Claims)
	}
}

func TestHedge(t *testing.T) {
	for text, want := range map[string]string{
		"The militia allegedly killed 12 men.":                              "allegedly",
		"He claimed without evidence that 12 men voted twice.":              "without evidence",
		"Rebels said 12 men died, a toll that could not be verified.":       "not be verified",
		"He said, without providing any proof, that 12 million were fraud.": "without providing any proof",
		"The storm killed 12 men without warning.":                          "",
	} {
		d := document(text)
		stage.Annotate(d)
		if len(d.Claims) == 0 || d.Claims[0].Hedge.Of(d.Text) != want {
			t.Errorf("%s: %+v", text, d.Claims)
		}
	}
}

func TestSourceIsSpeakerOfInnermostQuote(t *testing.T) {
	text := `"We lost 12 men," Omar Haddad told reporters. He said 9 boats sank.`
	d := document(text)
	name := strings.Index(text, "Omar")
	d.Mentions = []doc.Mention{{Span: corpus.Span{Start: name, End: name + 11}, Form: doc.FormName, Kind: doc.Person}}
	outer := doc.Quote{Spans: []corpus.Span{{Start: 0, End: len(text)}}, Form: doc.Indirect, Stance: doc.Asserts, Speaker: corpus.Span{Start: name, End: name + 4}, SpeakerMention: doc.None, SpeakerKind: doc.SpeakerGroup, Within: doc.None}
	inner := doc.Quote{Spans: []corpus.Span{{Start: 0, End: 17}}, Form: doc.Direct, Speaker: corpus.Span{Start: name, End: name + 11}, SpeakerMention: 0, SpeakerKind: doc.SpeakerPerson, Within: 0}
	d.Quotes = []doc.Quote{outer, inner}
	stage.Annotate(d)
	if len(d.Claims) != 2 {
		t.Fatalf("%d claims", len(d.Claims))
	}
	if c := d.Claims[0]; c.Quote != 1 || c.SourceMention != 0 || c.Source != inner.Speaker || c.SourceKind != doc.SpeakerPerson {
		t.Errorf("first claim: %+v", c)
	}
	if c := d.Claims[1]; c.Quote != 0 || c.Source != outer.Speaker {
		t.Errorf("second claim: %+v", c)
	}
}

// What is voted, chosen, asked or judged is no statement, and a share of people
// states nothing: the poll does.
func TestSourceStates(t *testing.T) {
	text := `The panel voted for 12 judges. Most voters think it needs 9. Omar praised his 3 sons.`
	d := document(text)
	panel, voters, omar := strings.Index(text, " voted"), strings.Index(text, "Most voters"), strings.Index(text, "Omar")
	d.Quotes = []doc.Quote{
		{Spans: []corpus.Span{{Start: panel + 7, End: panel + 21}}, Form: doc.Indirect, Stance: doc.Neutral, Speaker: corpus.Span{Start: 0, End: panel}, SpeakerMention: doc.None, SpeakerKind: doc.SpeakerGroup, Within: doc.None},
		{Spans: []corpus.Span{{Start: voters + 18, End: omar - 2}}, Form: doc.Indirect, Stance: doc.Thinks, Speaker: corpus.Span{Start: voters, End: voters + 11}, SpeakerMention: doc.None, SpeakerKind: doc.SpeakerGroup, Within: doc.None},
		{Spans: []corpus.Span{{Start: omar + 13, End: len(text) - 1}}, Form: doc.Indirect, CueLemma: "praise", Stance: doc.Asserts, Speaker: corpus.Span{Start: omar, End: omar + 4}, SpeakerMention: doc.None, SpeakerKind: doc.SpeakerPerson, Within: doc.None},
	}
	stage.Annotate(d)
	if len(d.Claims) != 3 {
		t.Fatalf("%d claims", len(d.Claims))
	}
	for i, c := range d.Claims {
		if c.Quote != i || !c.Source.Empty() {
			t.Errorf("claim %d: quote %d, source %q", i, c.Quote, c.Source.Of(text))
		}
	}
}

// A dollar is American where another country than the one with dollars of its
// own is what the article is about.
func TestDollarsOfAnArticleAboutAnother(t *testing.T) {
	d := document("Xland, Xland and Yland. The levy is $20 a ton.")
	for i, code := range []string{"ZMB", "ZMB", "CAN"} {
		start := []int{0, 7, 17}[i]
		d.Mentions = append(d.Mentions, doc.Mention{Span: corpus.Span{Start: start, End: start + 5}, Form: doc.FormName, Kind: doc.Country, Country: code})
	}
	stage.Annotate(d)
	if len(d.Claims) != 1 || d.Claims[0].Unit != "USD" {
		t.Errorf("claims: %+v", d.Claims)
	}
}

// The article's country decides what a bare sign means.
func TestCurrencyOfTheArticle(t *testing.T) {
	for _, test := range []struct{ text, country, want string }{
		{"The levy is $20 a ton.", "", "USD"},
		{"The levy is $20 a ton.", "CAN", "CAD"},
		{"The levy is 20 rupees a ton.", "PAK", "PKR"},
		{"The levy is 20 rupees a ton.", "", "INR"},
		{"The levy is US$20 a ton.", "CAN", "USD"},
		{"The levy is $20, not C$3 a ton.", "CAN", "USD"},
		{"The levy is 20 pounds a ton.", "EGY", "EGP"},
	} {
		d := document("In Xland. " + test.text)
		if test.country != "" {
			d.Mentions = []doc.Mention{{Span: corpus.Span{Start: 3, End: 8}, Form: doc.FormName, Kind: doc.Country, Country: test.country}}
		}
		stage.Annotate(d)
		if len(d.Claims) == 0 || d.Claims[0].Unit != test.want {
			t.Errorf("%s in %s: %+v, want %s", test.text, test.country, d.Claims, test.want)
		}
	}
}

func TestTime(t *testing.T) {
	for _, test := range []struct{ text, time, from, to string }{
		{"Police held 12 men in 2015.", "in 2015", "2015-01-01", "2015-12-31"},
		{"Police have held 12 men since March 2016.", "since March 2016", "2016-03-01", ""},
		{"Police have held 12 men since March.", "since March", "2017-03-01", ""},
		{"Police held 12 men in August.", "in August", "2016-08-01", "2016-08-31"},
		{"Police will hold 12 men until August.", "until August", "", "2017-08-31"},
		{"Police held 12 men on April 3.", "on April 3", "2017-04-03", "2017-04-03"},
		{"The town elects 12 men on May 20.", "on May 20", "2017-05-20", "2017-05-20"},
		{"Police held 12 men on December 30.", "on December 30", "2016-12-30", "2016-12-30"},
		{"Police held 12 men on March 3, 2015.", "on March 3, 2015", "2015-03-03", "2015-03-03"},
		{"Police held 12 men between 2011 and 2014.", "between 2011 and 2014", "2011-01-01", "2014-12-31"},
		{"Police held 12 men in the 1980s.", "in the 1980s", "1980-01-01", "1989-12-31"},
		{"Police held 12 men in the third quarter of 2015.", "in the third quarter of 2015", "2015-07-01", "2015-09-30"},
		{"Police held 12 men in the first quarter.", "in the first quarter", "2017-01-01", "2017-03-31"},
		{"Police held 12 men last week.", "last week", "2017-04-24", "2017-04-30"},
		{"Police will hold 12 men next year.", "next year", "2018-01-01", "2018-12-31"},
		{"Police held 12 men last year.", "last year", "2016-01-01", "2016-12-31"},
		{"Police held 12 men on Monday.", "on Monday", "2017-05-01", "2017-05-01"},
		{"Police held 12 men last month.", "last month", "2017-04-01", "2017-04-30"},
		{"Police held 12 men.", "", "", ""},
	} {
		d := document(test.text)
		d.Published = time.Date(2017, 5, 3, 12, 0, 0, 0, time.UTC) // a Wednesday
		stage.Annotate(d)
		if len(d.Claims) != 1 {
			t.Errorf("%s: %d claims", test.text, len(d.Claims))
			continue
		}
		c := d.Claims[0]
		if got := c.Time.Of(d.Text); got != test.time || c.DateFrom != test.from || c.DateTo != test.to {
			t.Errorf("%s: %q %q %q, want %q %q %q", test.text, got, c.DateFrom, c.DateTo, test.time, test.from, test.to)
		}
	}
}

func TestPlace(t *testing.T) {
	text := "Shelling killed 12 people in the Oblar valley."
	d := document(text)
	at := strings.Index(text, "Oblar")
	d.Mentions = []doc.Mention{{Span: corpus.Span{Start: at, End: at + 12}, Form: doc.FormName, Kind: doc.Place}}
	stage.Annotate(d)
	if len(d.Claims) != 1 || d.Claims[0].Place != 0 {
		t.Errorf("%+v", d.Claims)
	}
}

// check holds what must be true of the claims of any text.
func check(t interface{ Fatalf(string, ...any) }, d *doc.Document) {
	if err := (&doc.Document{Article: d.Article, Mentions: d.Mentions, Quotes: d.Quotes, Claims: d.Claims}).Check(); err != nil {
		t.Fatalf("%v", err)
	}
	last := -1
	for _, c := range d.Claims {
		if c.Start < last {
			t.Fatalf("claim at %d after one that ends at %d", c.Start, last)
		}
		last = c.End
		inside := false
		for _, s := range d.Sentences {
			inside = inside || s.Contains(c.Span)
		}
		if !inside || c.Empty() {
			t.Fatalf("claim %v lies in no sentence", c.Span)
		}
		for _, s := range []corpus.Span{c.Span, c.Counted, c.About, c.Whole, c.Source, c.Hedge, c.Time} {
			if s.Start < 0 || s.End > len(d.Text) || s.Start > s.End || !utf8.ValidString(s.Of(d.Text)) {
				t.Fatalf("span %v of claim %v", s, c.Span)
			}
		}
		if math.IsNaN(c.Value) || math.IsInf(c.Value, 0) || c.HasMax && !(c.Value < c.ValueMax && !math.IsInf(c.ValueMax, 0)) {
			t.Fatalf("value %v to %v", c.Value, c.ValueMax)
		}
		switch c.Modifier {
		case "=", "~", ">", "<", ">=", "<=":
		default:
			t.Fatalf("modifier %q", c.Modifier)
		}
		switch c.Change {
		case doc.Up, doc.Down, doc.NoChange:
		default:
			t.Fatalf("change %q", c.Change)
		}
		if c.UnitKind == "" || c.Confidence < 0 || c.Confidence > 1 || strings.ToLower(c.Unit) != c.Unit && c.UnitKind != doc.Money {
			t.Fatalf("unit %q %q, confidence %v", c.Unit, c.UnitKind, c.Confidence)
		}
	}
}

func TestProperties(t *testing.T) {
	words := []string{"1,300", "12", "-", "–", "$", "€", "2016", "million", "half", "a", "an", "dozen", "of", "percent", "point", "points", "two", "twenty", "hundred", "and",
		"third", "in", "five", "to", "from", "between", "or", "more", "than", "up", "fell", "rose", "by", "people", "troops", "year", "old", "aged", ",", ".", "'s", "Ford", "killed",
		"voted", "poll", "said", "according", "½", "/", ":", "m", "bn", "minus", "couple", "tens", "thousands", "scores", "doubled", "twice", "US", "%", "é", "\u00a0", "(", ")", "“", "”", "March", "one", "out", "every"}
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		n := rapid.IntRange(0, 40).Draw(t, "n")
		for range n {
			if rapid.IntRange(0, 9).Draw(t, "kind") == 0 {
				text.WriteString(rapid.String().Draw(t, "any"))
			} else {
				text.WriteString(rapid.SampledFrom(words).Draw(t, "word"))
			}
			if rapid.IntRange(0, 3).Draw(t, "space") > 0 {
				text.WriteByte(' ')
			}
		}
		d := document(text.String())
		stage.Annotate(d)
		check(t, d)
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,300", "two and a half million", "£2.4bn", "12-15 percent", "$1-2 million", "one in five", "1 1/2 miles", "a third of", "between 200 and 300", "minus 3", "3-to-1", "½", "99999999999999999999", "tens of thousands of", "1.2.3.4", "0-0", "00,000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := document(text)
		stage.Annotate(d)
		check(t, d)
	})
}

func BenchmarkAnnotate(b *testing.B) {
	text := strings.Repeat(`The government said on Monday that it would spend $2.4 billion on 1,300 new schools, up 3 percent from last year. "We have lost too much time," the finance minister told reporters in the capital. Opposition lawmakers, who walked out of the session, called the plan a stunt and promised to vote against it. Unemployment stood at 5.1 percent in March, according to official figures, while about 70 people were held after clashes near the parliament. The prime minister has denied any wrongdoing and insists that the inquiry will clear his name before the election. `, 40)
	d := document(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		stage.Annotate(d)
	}
}
