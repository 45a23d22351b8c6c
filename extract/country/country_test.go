package country_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// lines makes a sentence of each line: the stage needs no tokens.
func lines(text string, year int) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	if year > 0 {
		d.Published = time.Date(year, 7, 1, 0, 0, 0, 0, time.UTC)
	}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		if end > 0 {
			d.Sentences = append(d.Sentences, doc.Sentence{Span: corpus.Span{Start: at, End: at + end}, Role: doc.Body})
		}
		at += end + 1
	}
	return d
}

// Local news names its own town, news of the world the world's.
func TestHome(t *testing.T) {
	s := country.New()
	council := "%s\nCounty commissioners and the sheriff met on Monday at the courthouse.\nThe elementary school superintendent told residents that the council will vote.\n"
	for _, c := range []struct{ text, want, home string }{
		{fmt.Sprintf(council, "The Athens City Council voted; Athens police objected."), "Athens=USA. Athens=USA.", "USA"},
		{fmt.Sprintf(council, "She had left Kabul for Athens, and Greece for Ohio."), "Kabul=AFG. Athens=GRC. Greece=GRC Ohio=USA.", "USA"},
		{fmt.Sprintf(council, "A veteran came home from Baghdad."), "Baghdad=IRQ.", "USA"},
		{fmt.Sprintf(council, "The city of Turkey has a fair. Turkey grows."), "Turkey=USA. Turkey=USA.", "USA"},
		{"The Paris climate accord and the Athens summit were on the agenda of the Senate.", "Paris=FRA. Athens=GRC.", ""},
		{"London council met.\nOntario's MPP told the OPP and Const. Jane Roe that London and its neighbourhoods are safe; Londoners cheered.", "London=CAN. Ontario=CAN. London=CAN. Londoners=CAN*.", "CAN"},
		{"Clashes shook Tripoli, officials in Beirut said.\nLebanon's army deployed in Tripoli.", "Tripoli=LBN. Beirut=LBN. Lebanon=LBN Tripoli=LBN.", "LBN"},
		{"Clashes shook Tripoli, a militia from Benghazi said.", "Tripoli=LBY. Benghazi=LBY.", "LBY"},
		{"He died in Kingston, south of Brisbane, on Sunday.", "Kingston=AUS. Brisbane=AUS.", "AUS"},
		{"Lancashire County Council and a fair in Orange County", "Lancashire County=GBR. Orange County=USA.", "USA"},
		{"A fire hit Barangay San Roque.\nPeople of San Roque fled.", "San Roque=PHL. San Roque=PHL.", "PHL"},
		{"British historians in England wrote to a team in Boston, said London.", "British=GBR* England=GBR. Boston=USA. London=GBR.", "GBR"},
		{"Police in Boston, Lincolnshire, and in England said that Boston is calm.", "Boston=GBR. Lincolnshire=GBR. England=GBR. Boston=GBR.", "GBR"},
		{"Kenya, Ghana, Peru and Japan voted.", "Kenya=KEN Ghana=GHA Peru=PER Japan=JPN", ""},
	} {
		d := lines(c.text, 2020)
		s.Annotate(d)
		if got := show(d); got != c.want || d.Home != c.home {
			t.Errorf("%q:\n got %s, home %q\nwant %s, home %q", c.text, got, d.Home, c.want, c.home)
		}
	}
}

// A town of a common name has coordinates where something tells which it is.
func TestPinned(t *testing.T) {
	s := country.New()
	local := "The Dublin City Council met.\nCounty commissioners, the sheriff and the school superintendent of Dublin spoke.\n"
	for text, want := range map[string]int{
		local: 0,
		local + "Sirens sound in Westerville and Grove City, Ohio.": 5152333,
		"Dublin rejected the offer from Cork.":                      2964574,
	} {
		d := lines(text, 2020)
		s.Annotate(d)
		if got := d.Toponyms[0].Geonames; got != want {
			t.Errorf("%q: %d (%s), want %d", text, got, show(d), want)
		}
	}
}

// The publisher says whose local news it is.
func TestPublisher(t *testing.T) {
	s := country.New()
	text := "Police in Richmond said a driver was arrested.\nRichmond residents told the council that the school and the library on the street were closed, and the mayor said that the church was open to students, teachers and volunteers."
	for _, c := range []struct{ publisher, url, want string }{
		{"", "", "USA"},
		{"", "https://www.richmond-example.co.uk/news/1", "GBR"},
		{"Toronto Examiner", "", "CAN"},
		{"richmond.example.com.au", "", "AUS"},
		{"Example.io", "http://example.tv", "USA"},
	} {
		d := lines(text, 2020)
		d.Publisher, d.URL = c.publisher, c.url
		s.Annotate(d)
		if len(d.Toponyms) == 0 || d.Toponyms[0].Code != c.want {
			t.Errorf("%q %q: %s, want %s", c.publisher, c.url, show(d), c.want)
		}
	}
}

// show writes the toponyms as "Georgia=GEO", places in lower-case kind:
// "Paris=FRA.place", demonyms with an asterisk.
func show(d *doc.Document) string {
	var out []string
	for _, t := range d.Toponyms {
		s := t.Of(d.Text) + "=" + t.Code
		if t.Form == doc.FormDemonym {
			s += "*"
		}
		if t.Kind == doc.Place {
			s += "."
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestReadings(t *testing.T) {
	s := country.New()
	for _, c := range []struct{ text, want string }{
		{"American diplomats met Americans and one Briton.", "American=USA* Americans=USA* Briton=GBR*"},
		// A person and a country of one name in one article; states that are
		// their capital.
		{"She was sent to Chad in January.\nHer deputy, Chad Lindholm, met her in N'Djamena.\nChad shelters 390,000 people, and both came from Chad.", "Chad=TCD N'Djamena=TCD. Chad=TCD Chad=TCD"},
		{"They left Djibouti for Singapore and Luxembourg.", "Djibouti=DJI Singapore=SGP Luxembourg=LUX"},
		// Names, abbreviations, possessives, hyphens.
		{"Kenya's army and the Kenyan police met U.S.-led forces.", "Kenya=KEN Kenyan=KEN* U.S.=USA"},
		{"The U.S.A., the USA, the US and America agreed with the U.K. and the UAE.", "U.S.A.=USA USA=USA US=USA America=USA U.K.=GBR UAE=ARE"},
		{"Officials in the DRC, the PRC, the DPRK and the ROK objected.", "DRC=COD PRC=CHN DPRK=PRK ROK=KOR"},
		{"Côte d’Ivoire and Cote d'Ivoire are Ivory Coast.", "Côte d’Ivoire=CIV Cote d'Ivoire=CIV Ivory Coast=CIV"},
		{"Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea voted.", "Guinea-Bissau=GNB Equatorial Guinea=GNQ Papua New Guinea=PNG Guinea=GIN"},
		{"South Sudan split from Sudan; South Sudanese leaders spoke.", "South Sudan=SSD Sudan=SDN South Sudanese=SSD*"},
		{"Nigerians and Nigeriens crossed from Niger to Nigeria.", "Nigerians=NGA* Nigeriens=NER* Niger=NER Nigeria=NGA"},
		{"Dutch, Danes, Swedes, Finns and Poles met Britons and Spaniards.", "Dutch=NLD* Danes=DNK* Swedes=SWE* Finns=FIN* Poles=POL* Britons=GBR* Spaniards=ESP*"},
		{"Filipino and Philippine officials; a Filipina nurse.", "Filipino=PHL* Philippine=PHL* Filipina=PHL*"},
		{"Türkiye, Turkiye and Turkey are one.", "Türkiye=TUR Turkiye=TUR Turkey=TUR"},
		{"Scotland and Northern Ireland are not England.", "Scotland=GBR. Northern Ireland=GBR. England=GBR."},
		{"the Virgin Islands, Guam, Samoa and American Samoa", "Virgin Islands=VIR Guam=GUM Samoa=WSM American Samoa=ASM"},
		{"Kosovo's parliament and the Holy See", "Kosovo=XKX Holy See=VAT"},
		{"Winners: A. Doe (KEN), B. Roe (NOR), C. Poe (KEN) and D. Moe (ETH).", "KEN=KEN NOR=NOR KEN=KEN ETH=ETH"},
		{"Citizens Against Noise (CAN) and the National Party (NOR) met.", ""},
		{"Venezuela, Cuba and Nicaragua", "Venezuela=VEN Cuba=CUB Nicaragua=NIC"},
		// Case.
		{"He told us about turkey, china, polish and march.", ""},
		{"US TROOPS LEAVE IRAQ, TELL US WHY", "US=USA IRAQ=IRQ"},
		{"WAR IN CHAD WIDENS", "CHAD=TCD"},
		{"It was about US, they said, as they told US everything.", "US=USA"},
		// No country.
		{"African-American and Native American voters; an Asian American group.", ""},
		{"South America, Latin American leaders and North Africa", "South America=. North Africa=."},
		{"Air France and Bank of America lent; guinea pigs ate French fries.", ""},
		{"New Mexico and New England", "New Mexico=USA. New England=USA."},
		{"She answered in Spanish, and he speaks Turkish on Spanish-language radio.", ""},
		{"Spanish voters in Spain", "Spanish=ESP* Spain=ESP"},
		{"a spokesman for L.G.B.T. groups", ""},
		// People.
		{"Rep. Jim Jordan spoke. Jordan said no. Mr. Jordan left.", ""},
		{"King Abdullah of Jordan came. Jordan said no.", "Jordan=JOR Jordan=JOR"},
		{"Egypt, Jordan and Lebanon signed.", "Egypt=EGY Jordan=JOR Lebanon=LBN"},
		{"Chad Wolf testified on Monday.", ""},
		{"Rebels in Chad fought near N'Djamena.", "Chad=TCD N'Djamena=TCD."},
		{"Giorgia met Georgia Meloni and Cuba Gooding; Kenya Barris wrote.", ""},
		{"Gov. Jane Lincoln met Lincoln voters.", ""},
		{"Israel Rivera, 34, was arrested.", ""},
		{"Judge French ruled.", ""},
		// Georgia.
		{"Voters in Georgia and Alabama chose senators.", "Georgia=USA. Alabama=USA."},
		{"Republicans fear the Georgia runoff.", "Georgia=USA."},
		{"Georgia accused Russia of shelling Tbilisi.", "Georgia=GEO Russia=RUS Tbilisi=GEO."},
		{"Ukraine, Georgia and Moldova want to join.", "Ukraine=UKR Georgia=GEO Moldova=MDA"},
		{"A court in Atlanta, Ga., heard it.", "Atlanta=USA. Ga.=USA."},
		// By article.
		{"The Indian parliament in New Delhi met.", "Indian=IND* New Delhi=IND."},
		{"The Navajo Tribal council said Indian land was sold.", ""},
		{"Turkey is dry if the turkey is cooked too long.", ""},
		{"Turkey said that Ankara bought turkey and Turkish tea.", "Turkey=TUR Ankara=TUR. Turkish=TUR*"},
		{"Congolese troops left Brazzaville; Congo-Brazzaville is calm.", "Congolese=COG* Brazzaville=COG. Congo-Brazzaville=COG"},
		{"Congolese troops left Goma in Congo.", "Congolese=COD* Goma=COD. Congo=COD"},
		{"North Korea fired. Korean missiles flew.", "North Korea=PRK Korean=PRK*"},
		{"South Korea and North Korea: Korean talks", "South Korea=KOR North Korea=PRK Korean=KOR*"},
		{"Polish your shoes.", ""},
		{"Polish voters chose.", "Polish=POL*"},
		// Places.
		{"She was born in Paris, Texas, and died in Paris, France.", "Paris=USA. Texas=USA. Paris=FRA. France=FRA"},
		{"A man from Peru, Vt., lives in Fresno, CA.", "Peru=USA. Vt.=USA. Fresno=USA. CA=USA."},
		{"They live in Zzyzxville, Kan., now.", "Zzyzxville=USA. Kan.=USA."},
		{"Sen. Elizabeth Doe, D-Mass., and a Reading list; Nice work, Mobile phones.", ""},
		{"He was shot in Reading, Pa., on Monday.", "Reading=USA. Pa.=USA."},
		{"Police in Licking County said Texans helped.", "Licking County=USA. Texans=USA*."},
		{"Washington rejected it.", "Washington=USA."},
		{"George Washington slept here; Mr. Washington left.", ""},
		{"Kashmir, Crimea and the Gaza Strip", "Kashmir=IND. Crimea=UKR. Gaza Strip=PSE."},
		{"the Niger Delta and the Jordan River", "Niger Delta=NGA. Jordan River=."},
		{"in 500 B.C. and in Vancouver, B.C., too", "Vancouver=CAN. B.C.=CAN."},
	} {
		d := lines(c.text, 0)
		s.Annotate(d)
		if got := show(d); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestReadingsByDate(t *testing.T) {
	s := country.New()
	for _, c := range []struct {
		year       int
		text, want string
	}{
		{0, "South Sudan and Kosovo", "South Sudan=SSD Kosovo=XKX"},
		{2005, "South Sudan and Kosovo", "South Sudan=SDN. Kosovo=YUG."},
		{2011, "South Sudan and Kosovo", "South Sudan=SSD Kosovo=XKX"},
		{1987, "Ukraine and Ukrainians", "Ukraine=SUN. Ukrainians=SUN*."},
		{1987, "the Soviet Union and East Germany", "Soviet Union=SUN East Germany=DDR"},
		{2020, "the Soviet Union and East Germany", "Soviet Union=SUN East Germany=DDR"},
		{1960, "Zaire", ""},
		{2020, "Zaire and Burma", "Zaire=COD Burma=MMR"},
		{1985, "Slovak and Czech towns", "Slovak=CSK*. Czech=CSK*."},
	} {
		d := lines(c.text, c.year)
		s.Annotate(d)
		if got := show(d); got != c.want {
			t.Errorf("%d: %s\n got %s\nwant %s", c.year, c.text, got, c.want)
		}
	}
}

func check(t interface{ Fatalf(string, ...any) }, d *doc.Document) {
	last := 0
	for _, p := range d.Toponyms {
		if p.Start < last || p.End <= p.Start || p.End > len(d.Text) || !utf8.ValidString(p.Of(d.Text)) {
			t.Fatalf("%q: span %d:%d after %d", d.Text, p.Start, p.End, last)
		}
		last = p.End
		if p.Confidence < 0 || p.Confidence > 1 || p.Name == "" || p.Kind == doc.Country && len(p.Code) != 3 {
			t.Fatalf("%q: %+v", d.Text, p)
		}
		inside := false
		for _, s := range d.Sentences {
			inside = inside || s.Contains(p.Span)
		}
		if !inside {
			t.Fatalf("%q: %d:%d lies in no sentence", d.Text, p.Start, p.End)
		}
	}
}

// Whatever the text, toponyms are sorted, apart, on code points, and the same
// whatever was annotated before.
func TestToponymsAreSound(t *testing.T) {
	s := country.New()
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"Georgia", "Paris", "Texas", "U.S.", "US", "in", "County", "St.", "Mr.", "Jordan", "Chad", "Vt.", "CA", "Côte d’Ivoire", "Kenyan", ",", ".", " ", "-", "\n", "and", "NORTH", "KOREA", "Zzyzx", "É", "'s", "Lake"}),
		rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), rapid.SampledFrom([]string{" ", ", ", ""}).Draw(t, "gap"))
		d := lines(strings.ToValidUTF8(text, "?"), rapid.IntRange(0, 2030).Draw(t, "year"))
		s.Annotate(d)
		check(t, d)
		again := lines(d.Text, d.Published.Year())
		if d.Published.IsZero() {
			again = lines(d.Text, 0)
		}
		country.New().Annotate(again)
		if show(d) != show(again) {
			t.Fatalf("%q: %s, then %s", d.Text, show(d), show(again))
		}
	})
}

func FuzzAnnotate(f *testing.F) {
	s := country.New()
	f.Add("In Georgia, Rep. Jim Jordan met U.S.-led troops from Paris, Texas.")
	f.Add("Lake, Vt., Vt., Zzyzx County, County County, St. Paris")
	f.Add("\xff US\x00TELL US")
	f.Fuzz(func(t *testing.T, text string) {
		d := lines(strings.ToValidUTF8(text, "\ufffd"), 2020)
		s.Annotate(d)
		check(t, d)
	})
}

func BenchmarkAnnotate(b *testing.B) {
	s := country.New()
	text := strings.Repeat("The interior minister said on Monday that two people were killed near the border with Georgia, where Russian troops had been waiting since March.\n"+
		"\"We will not negotiate,\" Sen. Mary Jackson of Ohio told reporters in Washington, adding that the committee would vote in Columbus, Ohio, on the budget of the ministry.\n"+
		"Prices rose by 4 percent in the first half of the year, according to the statistics office, which put unemployment at a level not seen for a decade.\n", 20)
	d := lines(text, 2016)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s.Annotate(d)
	}
}

func ExampleStage_Annotate() {
	d := lines("Kenyan officials met in Paris, Texas.", 2024)
	country.New().Annotate(d)
	for _, t := range d.Toponyms {
		fmt.Println(t.Of(d.Text), t.Kind, t.Form, t.Code, t.Name)
	}
	// Output:
	// Kenyan country demonym KEN Kenya
	// Paris place name USA Paris
	// Texas place name USA Texas
}
