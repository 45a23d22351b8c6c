package coref

import (
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// nicknames: one forename and its short forms a line.
const nicknames = `william bill will billy willie
robert bob rob bobby robbie
richard dick rick rich ricky
james jim jimmy jamie
john jack johnny jon
jonathan jon
joseph joe joey
michael mike mick mickey
thomas tom tommy
charles charlie chuck
edward ed eddie ted teddy
edmund ed
daniel dan danny
david dave
donald don donnie
kenneth ken kenny
lawrence larry
gerald gerry jerry
gregory greg
stephen steve
steven steve
anthony tony
andrew andy drew
matthew matt
nicholas nick
christopher chris
patrick pat
peter pete
philip phil
ronald ron
raymond ray
samuel sam
benjamin ben
alexander alex
timothy tim
theodore ted
vincent vince
walter walt
frederick fred
francis frank
albert al
alan al
alfred al
bernard bernie
leonard len
russell russ
douglas doug
jeffrey jeff
geoffrey geoff
zachary zach
joshua josh
elizabeth liz beth betsy betty
katherine kate kathy katie
kathleen kathy
catherine cathy kate
margaret maggie meg peggy
patricia pat patty
barbara barb
deborah debbie deb
susan sue susie
jennifer jen jenny
jessica jess
rebecca becky
victoria vicky
christine chris
pamela pam
cynthia cindy
judith judy
dorothy dot
nancy nan
abraham abe
eugene gene
harold hal
henry hank harry
mitchell mitch
nathaniel nate
terrence terry
ernest ernie
vladimir volodya`

// address are titles that only address.
var address = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "sir": true, "dame": true, "madam": true, "madame": true, "monsieur": true}

// kinship are the last words of what tells only whose relation somebody is.
var kinship = map[string]bool{
	"wife": true, "husband": true, "son": true, "daughter": true, "brother": true, "sister": true, "mother": true, "father": true, "uncle": true, "aunt": true,
	"nephew": true, "niece": true, "cousin": true, "widow": true, "widower": true, "grandson": true, "granddaughter": true, "grandfather": true,
	"grandmother": true, "stepson": true, "stepdaughter": true, "fiancee": true, "fiancé": true, "fiancée": true, "girlfriend": true, "boyfriend": true,
	"partner": true, "friend": true, "colleague": true, "colleagues": true, "successor": true, "predecessor": true, "ally": true, "classmate": true,
	"roommate": true, "neighbor": true, "neighbour": true, "rival": true, "challenger": true, "opponent": true,
}

// spelledOut are abbreviated titles as nominals say them.
var spelledOut = map[string]string{
	"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant", "col": "colonel",
	"capt": "captain", "maj": "major", "sgt": "sergeant", "dr": "doctor", "prof": "professor", "rev": "reverend",
	"pres": "president", "adm": "admiral", "cmdr": "commander", "supt": "superintendent", "det": "detective", "insp": "inspector",
}

// titleGender is the gender that a title tells.
func titleGender(t string) gazetteer.Gender {
	for w := range strings.FieldsSeq(t) {
		switch strings.ToLower(strings.Trim(w, ".,")) {
		case "mr", "sir", "lord", "king", "prince", "emperor", "sultan", "emir", "duke", "earl", "pope", "cardinal", "congressman", "councilman",
			"alderman", "assemblyman", "spokesman", "businessman", "husband", "son", "brother", "father", "uncle", "nephew", "grandson", "imam", "ayatollah", "monsieur":
			return gazetteer.Male
		case "mrs", "ms", "miss", "mme", "madame", "dame", "lady", "queen", "princess", "duchess", "countess", "baroness", "empress", "congresswoman",
			"councilwoman", "assemblywoman", "chairwoman", "spokeswoman", "businesswoman", "actress", "wife", "daughter", "mother", "aunt", "niece", "sister":
			return gazetteer.Female
		}
	}
	return gazetteer.Unknown
}

// nameWords are the words of a folded name that tell people apart.
func nameWords(key string) []string {
	words := strings.Fields(strings.ReplaceAll(key, ",", " "))
	for len(words) > 1 {
		switch strings.TrimSuffix(words[len(words)-1], ".") {
		case "jr", "sr", "ii", "iii", "iv":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	return words
}

// bag is a folded name of an organization with its words sorted and the small
// ones left out, so that "ministry of justice" is "justice ministry".
func bag(key string) string {
	if !strings.Contains(key, " of ") && !strings.HasSuffix(key, " department") && !strings.HasSuffix(key, " ministry") && !strings.HasSuffix(key, " committee") && !strings.Contains(key, " on ") {
		return key
	}
	words := strings.Fields(key)
	if len(words) > 16 {
		return key
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "of" || w == "the" || w == "for" || w == "and" || w == "on" })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// companies are the last words of companies' names.
var companies = map[string]bool{
	"inc": true, "corp": true, "ltd": true, "llc": true, "plc": true, "co": true, "company": true, "corporation": true, "group": true,
	"holdings": true, "ag": true, "gmbh": true, "sa": true, "nv": true, "airlines": true, "airways": true, "motors": true, "motor": true,
}

// trimForm leaves out the legal form at the end of a company's name.
func trimForm(name string) string {
	for {
		at := strings.LastIndexByte(name, ' ')
		if at < 0 {
			return name
		}
		switch strings.ToLower(strings.Trim(name[at+1:], ".")) {
		case "inc", "corp", "ltd", "llc", "plc", "co", "company", "corporation", "ag", "gmbh", "sa", "nv", "s.a":
			name = strings.TrimRight(name[:at], " ,")
		default:
			return name
		}
	}
}

// initialsOf are the acronyms that a name can have: of all its words that
// begin with a capital, and of all but the small ones.
func initialsOf(name string) []string {
	var caps, all []byte
	for w := range strings.FieldsSeq(name) {
		for part := range strings.SplitSeq(w, "-") {
			if part == "" {
				continue
			}
			c := part[0]
			switch {
			case 'A' <= c && c <= 'Z':
				caps, all = append(caps, c), append(all, c)
			case 'a' <= c && c <= 'z':
				all = append(all, c-'a'+'A')
			}
		}
		if len(all) > 12 {
			return nil
		}
	}
	out := []string{string(caps)}
	if len(all) != len(caps) {
		out = append(out, string(all))
	}
	if len(caps) < 2 {
		return nil
	}
	return out
}

// newspapers are the last words of newspapers' names that stand for the whole.
var newspapers = map[string]bool{"times": true, "post": true, "journal": true, "tribune": true, "herald": true, "globe": true, "chronicle": true, "telegraph": true, "mail": true, "star": true, "sun": true, "mirror": true, "examiner": true, "gazette": true, "observer": true}
