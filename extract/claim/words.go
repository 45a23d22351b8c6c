package claim

import "strings"

// class is a set of what the rules want to know of a word.
type class uint32

const (
	det        class = 1 << iota // the, these, its
	prep                         // of, in
	conj                         // and, which, because
	aux                          // was, has, would
	pron                         // he, them
	verb                         // frequent verb forms that are neither nouns nor adjectives
	say                          // said, reported
	show                         // shows, found: what documents do
	up                           // rose, up, increase
	down                         // fell, cut, drop
	changeNoun                   // increase, drop
	month                        //
	weekday                      //
	designator                   // what a number names: Flight, Article, page
	pollWord                     // poll, lead, survey
	voteWord                     // vote, ruling, Senate
	harmed                       // killed, injured: persons are counted
	adverb                       // just, only, slightly
	yearBefore                   // in, since: a year can follow
	level                        // was, reached, cost: a level of the subject follows
	timeNoun                     // week, quarter, year: of "last week"
	sport                        // game, season
)

// stop is what no noun phrase that follows a number goes across.
const stop = det | prep | conj | aux | pron | verb | say

// classWords lists the closed classes. A word can be in more than one.
var classWords = []struct {
	class class
	words string
}{
	{det, "the a an this that these those his her its their our my your whose every each no any all both either neither another several many much few"},
	{prep, "of in on at by for with from to into onto upon over under above below after before since until till during between among amongst across against through throughout toward towards within without around about near behind beside beyond despite except like off out outside inside per plus than via amid along alongside aboard past up down as ago versus vs ahead worth according due"},
	{conj, "and or but nor yet while which who whom that because if when whenever where whereas although though so whether unless"},
	{aux, "is are was were be been being am has have had having do does did done will would can could may might must shall should cannot isn't aren't wasn't weren't won't wouldn't can't couldn't don't doesn't didn't hasn't haven't hadn't shouldn't ain't"},
	{pron, "i you he she it we they me him us them himself herself itself themselves ourselves there here what how why not nothing everything someone anyone everyone it's he's she's they're we're i'm you're they've we've i've they'd there's that's who's also too"},
	{verb, "went go goes going gone came come comes coming took take takes taking taken got get gets getting gave give gives giving given made make makes making became become becomes began begin begins begun felt kept keep keeps let put puts ran run runs sat sent send sends brought bring brings bought buy buys sold sell sells sought seek seeks stood stand stands spent spend spends paid pay pays won win wins met meet meets led leads lost lose loses thought think thinks knew know knows saw see sees seen held hold holds built fled flee flees drove drive drives wrote write writes ate fought hit hits cost costs want wants wanted need needed allow allows allowed include includes included including received receive remain remains remained live lives lived vote voted support supported oppose opposed agree agreed expect expected believe believed prefer approve approved disapprove favor favored back backed plan planned seem seemed appear appeared attend attended use used help helped left accounted represent represented edged ended closed finished inched ticked crept moved swung traded opened"},
	{say, "say says said saying tell tells told report reports reported estimate estimates estimated claim claims claimed announce announced announces state stated states add adds added note noted notes warn warned warns argue argued argues insist insisted insists predict predicts predicted project projects projected forecast forecasts acknowledge acknowledged admit admitted confirm confirmed declare declared explain explained write writes wrote expects expected believes calculate calculated calculates concede conceded suggest suggests suggested testify testified"},
	{show, "show shows showed shown showing find finds found indicate indicates indicated suggest suggests suggested reveal reveals revealed put puts estimates"},
	{up, "rise rises rose risen rising increase increases increased increasing climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared soaring grow grows grew grown growing gain gains gained gaining advance advances advanced advancing add adds added adding expand expands expanded expanding swell swelled skyrocketed spike spiked raise raises raised raising hike hikes hiked boost boosts boosted boosting up higher upward rally rallied growth uptick upturn leap leapt rebounded exploded ballooned doubled tripled"},
	{down, "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreases decreased decreasing shrink shrinks shrank shrunk shrinking plunge plunges plunged plunging plummet plummeted plummeting slump slumps slumped slumping tumble tumbles tumbled tumbling slide slides slid sliding sink sinks sank dip dips dipped dipping cut cuts cutting slash slashed slashing reduce reduces reduced reducing reduction lose loses lost losing shed shedding lower lowered contract contracted contracting contraction slip slips slipped slipping ease eased trim trimmed down downward weakened eliminate eliminated eliminating shaved loss losing decreased halved"},
	{changeNoun, "rise rises increase increases climb jump surge gain gains growth advance hike boost spike uptick upturn leap fall falls drop drops decline declines decrease decreases plunge slump tumble slide dip cut cuts reduction reductions contraction loss losses raise swing"},
	{month, "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"},
	{weekday, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"},
	{designator, "section sections sec article articles art chapter chapters page pages pp line lines verse part parts paragraph paragraphs para no nos number numbers nr nrs item items clause clauses act bill bills rule rules resolution amendment proposition prop measure initiative ballot question flight route routes highway highways interstate freeway road rd room suite apartment apt channel district ward precinct zone sector area grade level phase phases stage step tier category cat class type version volume vol episode season series figure fig table exhibit appendix annex schedule title lot unit gate platform track pier terminal line exit mile-marker kilometre-marker game round lap race heat chapter lesson week day group division battalion brigade regiment squadron fleet model mark mk boeing airbus windows android iphone galaxy apollo covid formula super box p.o psalm case docket count hr h.r sb hb code area form schedule group option plan tel telephone phone fax call ext extension"},
	{pollWord, "poll polls polling survey surveys surveyed lead leads led leading ahead trail trails trailed trailing margin margins approval rating ratings voters percent percentage respondents candidate candidates democrat democrats republican republicans election presidential race swing favorability turnout party parties"},
	{voteWord, "vote votes voted voting ballot ruling ruled decision senate house committee court justices judges panel council board commission parliament assembly legislature lawmakers senators passed pass passage approved rejected confirmed confirmation bill measure resolution party-line majority commons lords knesset"},
	{harmed, "killed killing kills wounded wounding wounds injured injuring injures dead died dying dies die arrested arresting detained detaining missing displaced hospitalized hospitalised executed evacuated abducted kidnapped deported homeless hurt maimed jailed massacred murdered infected sickened infecting rescued deceased unaccounted perished drowned slain"},
	{adverb, "just only even still now already currently nearly almost roughly about approximately around some over under slightly sharply well far much barely merely exactly precisely fully steadily steeply dramatically significantly further possibly perhaps likely probably then once again annually yearly"},
	{yearBefore, "in since by until till during before after for from of to through late early mid between fiscal year circa around and or the"},
	{level, "is are was were be been stood stands reached reach reaches hit hits totaled totalled total totals totaling cost costs costing remains remained averaged equals equaled numbered exceeded exceeds exceed topped became worth has have had accounts accounted represents represented received receives won holds held owns owned includes included gets got becomes measured measures earned earns weighs weighed lasted lasts took takes charged charges raised spent spend spends paid pays lies lie spans spanned stretches stretched covers covered extends extended"},
	{timeNoun, "day night week month year decade century quarter weekend summer winter spring fall autumn semester morning evening afternoon season"},
	{sport, "game games match goals goal inning innings touchdown touchdowns team teams season league playoff playoffs quarterback striker win victory defeat loss draw tie scored score beat club cup final semifinal quarterfinal overtime"},
}

// A numeral is a word that is a number or part of one.
type numeral struct {
	kind  numeralKind
	value uint64 // of a unit, ten, denominator or multiplier
	exp   int    // power of ten of a scale
}

type numeralKind uint8

const (
	unitNumeral  numeralKind = iota // zero to nineteen
	tenNumeral                      // twenty to ninety
	scaleNumeral                    // hundred, million, dozen (value 12)
	vagueNumeral                    // hundreds, dozens, scores: at least two of them
	denominator                     // third, quarters
	foldNumeral                     // doubled, threefold
	halfNumeral                     // half
	coupleWord                      // couple
	severalWord                     // several, few: of a scale
	article                         // a, an
	minusWord                       // minus, negative
)

// numeralWords lists the numerals: "word" or "word=value", and "^n" for a
// power of ten.
var numeralWords = []struct {
	kind  numeralKind
	words string
}{
	{unitNumeral, "zero=0 nought=0 naught=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19"},
	{tenNumeral, "twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"},
	{scaleNumeral, "hundred=1^2 thousand=1^3 million=1^6 billion=1^9 trillion=1^12 quadrillion=1^15 lakh=1^5 lac=1^5 crore=1^7 dozen=12^0 dozs=12^0 mln=1^6 mn=1^6 mio=1^6 bn=1^9 bln=1^9 tn=1^12 tln=1^12 trn=1^12"},
	{vagueNumeral, "dozens=12^0 hundreds=1^2 thousands=1^3 millions=1^6 billions=1^9 trillions=1^12 scores=20^0 tens=10^0 lakhs=1^5 crores=1^7"},
	{denominator, "third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifth=5 fifths=5 sixth=6 sixths=6 seventh=7 sevenths=7 eighth=8 eighths=8 ninth=9 ninths=9 tenth=10 tenths=10 twelfth=12 twelfths=12 twentieth=20 twentieths=20 hundredth=100 hundredths=100 thousandth=1000 thousandths=1000 halves=2"},
	{foldNumeral, "doubled=2 doubling=2 doubles=2 tripled=3 tripling=3 triples=3 trebled=3 quadrupled=4 quadrupling=4 quintupled=5 halved=0 halving=0 halves=0 twofold=2 threefold=3 fourfold=4 fivefold=5 sixfold=6 sevenfold=7 eightfold=8 ninefold=9 tenfold=10 twentyfold=20 hundredfold=100 twice=2 double=2 triple=3 quadruple=4 fold=0"},
	{halfNumeral, "half=2"},
	{coupleWord, "couple=2"},
	{severalWord, "several=2 few=2"},
	{article, "a=1 an=1"},
	{minusWord, "minus=0 negative=0"},
}

// entry is what the lexicon holds of a word.
type entry struct {
	class class
	num   int16 // index into numerals, -1 none
}

// newLexicon makes the word table and the numerals that it points into.
func newLexicon() (map[string]entry, []numeral) {
	lexicon := make(map[string]entry)
	for _, c := range classWords {
		for _, w := range strings.Fields(c.words) {
			e, ok := lexicon[w]
			if !ok {
				e.num = -1
			}
			e.class |= c.class
			lexicon[w] = e
		}
	}
	var numerals []numeral
	for _, n := range numeralWords {
		for _, w := range strings.Fields(n.words) {
			name, value, _ := strings.Cut(w, "=")
			value, exp, _ := strings.Cut(value, "^")
			num := numeral{kind: n.kind}
			for _, c := range value {
				num.value = num.value*10 + uint64(c-'0')
			}
			for _, c := range exp {
				num.exp = num.exp*10 + int(c-'0')
			}
			e, ok := lexicon[name]
			if !ok {
				e = entry{num: -1}
			}
			if e.num >= 0 {
				continue // the first listing wins: "halves"
			}
			e.num = int16(len(numerals))
			numerals = append(numerals, num)
			lexicon[name] = e
		}
	}
	return lexicon, numerals
}
