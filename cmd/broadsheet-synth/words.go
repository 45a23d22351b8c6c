package main

import "strings"

type country struct {
	name, demonym string
	cities        []string
}

var countries = []country{
	{"Kenya", "Kenyan", []string{"Nairobi", "Mombasa", "Kisumu"}},
	{"Ghana", "Ghanaian", []string{"Accra", "Kumasi", "Tamale"}},
	{"Peru", "Peruvian", []string{"Lima", "Arequipa", "Trujillo"}},
	{"Chile", "Chilean", []string{"Santiago", "Concepción"}},
	{"Norway", "Norwegian", []string{"Oslo", "Bergen"}},
	{"Portugal", "Portuguese", []string{"Lisbon", "Porto"}},
	{"Poland", "Polish", []string{"Warsaw", "Kraków", "Łódź"}},
	{"Indonesia", "Indonesian", []string{"Jakarta", "Surabaya"}},
	{"Philippines", "Filipino", []string{"Manila", "Cebu"}},
	{"Pakistan", "Pakistani", []string{"Islamabad", "Lahore", "Karachi"}},
	{"Canada", "Canadian", []string{"Ottawa", "Winnipeg"}},
	{"Senegal", "Senegalese", []string{"Dakar"}},
	{"Tunisia", "Tunisian", []string{"Tunis", "Sfax"}},
	{"Japan", "Japanese", []string{"Tokyo", "Osaka"}},
	{"Bolivia", "Bolivian", []string{"La Paz", "Cochabamba"}},
	{"Ireland", "Irish", []string{"Dublin", "Cork"}},
}

var (
	onsets = strings.Fields("b br ch d dr f g gr h j k kl l m n p qu r s sh st t th tr v w y z")
	vowels = strings.Fields("a e i o u ai au ea ei ie oa ou")
	codas  = strings.Fields("n r s l th m rd nd ck lt sen man ley vik")
	days   = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

	publishers = []string{"Harbour Post", "Valley Courier", "Northern Gazette", "Evening Ledger", "City Observer", "Plain Dealer of the Coast"}
	roles      = []string{"Interior Minister", "Sen.", "Prime Minister", "Governor", "Mayor", "opposition leader", "Gen.", "economist", "farmer", "teacher", "Finance Minister", "Rep.", "Judge", "spokesman", "union leader"}
	bodies     = []string{"%s Development Bank", "%s Workers Union", "University of %s", "%s Electoral Commission", "%s People's Party", "Ministry of %s Affairs", "%s Steel", "%s Institute"}
	adjectives = strings.Fields("new old broken cheap costly secret local foreign rural modest hasty costly late early empty crowded public private disputed honest")
	things     = strings.Fields("bridges schools roads pipelines hospitals farms ports mines factories teachers voters soldiers nurses fishermen villages ballots tractors homes trucks contracts judges students tents mills wells trains permits jobs")
)

var titles = []string{
	"{family} rejects {adj} plan for {thing}.", "{body} loses {n} {thing}.", "{country} cuts {thing} by {pct}.", "{family} and {family} meet in {city}.", "{n} {thing} for {city}.",
}

var patterns = []string{
	"“We lost {n} {thing} in a single night, and nobody in {city} has told us why,” said {titled}.",
	"{titled} said on {day} that the {adj} {thing} would cost {money}, twice as much as {body} had planned.",
	"According to {body}, {big} {thing} were counted in {country} last year, up {pct} from the year before.",
	"{name} told reporters in {city} that the government had promised {n} {adj} {thing} and built {n}.",
	"“It is not a question of money,” {family} said. “It is a question of who decides about our {thing}.”",
	"The {demonym} parliament voted on {day} to give {body} {money} for {thing} and {thing2}.",
	"{body} reported that {pct} of the {thing} were {adj}, and that {n} had been closed.",
	"{titled}, who has led {body} since 2011, denied that {thing} had been sold to {other}.",
	"Some {big} people marched through {city} on {day} to protest against the {adj} {thing}, police said.",
	"{name} called the {thing} “a {adj} monument to nobody” and asked {body} to stop the work.",
	"He said the {thing} belonged to {country}, not to {other}.",
	"In {other}, where {n} {thing} were lost in March, {titled} warned that prices would rise by {pct}.",
	"A survey by {body} found that {pct} of voters trust {name}, while {pct} trust {name}.",
	"Exports of {thing} to {other} fell from {big} to {n} in three years, official figures show.",
	"“My mother worked here, and her mother,” said {name}, {n} kilometers from {city}. “Now there are only {adj} {thing}.”",
	"The agreement between {country} and {other} covers {n} {thing}, {n} {thing2} and a loan of {money}.",
	"{family} did not say when the {adj} {thing} would open again.",
	"Officials in {city} expect the {thing} to be {adj} until the end of the year.",
	"{body} and {body} have argued about the {thing} for {n} months.",
	"The court in {city} fined {body} {money} over {adj} {thing}, its lawyer {name} confirmed.",
}
