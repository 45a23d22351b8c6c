package word

// American is the American spelling of an English noun in lower case and in the
// singular: "defence" gives "defense". Other words come back as they are.
func American(noun string) string {
	if a, ok := americanNouns[noun]; ok {
		return a
	}
	return noun
}

var americanNouns = map[string]string{
	"offence": "offense", "defence": "defense", "centre": "center", "theatre": "theater", "programme": "program",
	"neighbour": "neighbor", "labour": "labor", "labourer": "laborer", "harbour": "harbor", "colour": "color",
	"honour": "honor", "favour": "favor", "rumour": "rumor", "licence": "license", "metre": "meter", "litre": "liter",
	"kilometre": "kilometer", "tonne": "ton", "tyre": "tire", "cheque": "check", "traveller": "traveler", "storey": "story",
	"organisation": "organization", "moulds": "mold", "plough": "plow", "catalogue": "catalog", "practise": "practice",
	"jeweller": "jeweler", "councillor": "councilor", "enquiry": "inquiry", "sceptic": "skeptic",
}
