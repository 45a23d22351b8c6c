package word

import (
	"slices"
	"strings"
)

// irregularVerbs lists verbs whose past tense or past participle do not follow the
// rules: base, past, participle; "/" parts variants. Verbs of saying, thinking
// and reporting first, then what news use around them.
const irregularVerbs = `
be was/were been
bear bore borne
beat beat beaten
become became become
begin began begun
bend bent bent
bet bet bet
bid bid/bade bid/bidden
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
bring brought brought
broadcast broadcast broadcast
build built built
burn burned/burnt burned/burnt
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
cut cut cut
deal dealt dealt
dig dug dug
do did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fly flew flown
forbid forbade forbidden
forecast forecast forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got got/gotten
give gave given
go went gone
grow grew grown
hang hung hung
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
lie lay/lied lain/lied
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
mistake mistook mistaken
misunderstand misunderstood misunderstood
overcome overcame overcome
pay paid paid
plead pleaded/pled pleaded/pled
put put put
quit quit quit
read read read
rebuild rebuilt rebuilt
rebut rebutted rebutted
retell retold retold
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shake shook shaken
shoot shot shot
show showed shown/showed
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
sleep slept slept
speak spoke spoken
spend spent spent
split split split
spread spread spread
stand stood stood
steal stole stolen
stick stuck stuck
strike struck struck/stricken
swear swore sworn
sweep swept swept
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
understand understood understood
uphold upheld upheld
upset upset upset
wake woke woken
wear wore worn
weep wept wept
win won won
withdraw withdrew withdrawn
withhold withheld withheld
write wrote written
`

type strongVerb struct{ past, participle []string }

// strong maps a base to its irregular forms, strongForm a form to its base.
// Where one form belongs to two verbs ("lay", "found", "bound") the first line
// of the list above that has it wins.
var strong, strongForm = func() (map[string]strongVerb, map[string]string) {
	verbs, forms := map[string]strongVerb{}, map[string]string{
		"am": "be", "is": "be", "are": "be", "being": "be", "has": "have", "does": "do", "goes": "go",
		"lying": "lie", "dying": "die", "tying": "tie", "vying": "vie",
		"died": "die", "tied": "tie", "vied": "vie", "freed": "free",
	}
	for line := range strings.Lines(strings.TrimSpace(irregularVerbs)) {
		f := strings.Fields(line)
		v := strongVerb{strings.Split(f[1], "/"), strings.Split(f[2], "/")}
		verbs[f[0]] = v
		for _, form := range append(v.past[:len(v.past):len(v.past)], v.participle...) {
			if _, taken := forms[form]; !taken {
				forms[form] = f[0]
			}
		}
	}
	for base := range verbs { // a base is its own lemma, whatever else it is a form of
		forms[base] = base
	}
	return verbs, forms
}()

// VerbForms lists the inflected forms of a verb given by its lower-case base:
// base, third person, past, past participle, -ing form; without repetition.
func VerbForms(base string) []string {
	third, past, ing := base+"s", base+"ed", base+"ing"
	n := len(base)
	switch last := lastByte(base); {
	case base == "be":
		return []string{"be", "am", "is", "are", "was", "were", "been", "being"}
	case base == "have":
		return []string{"have", "has", "had", "having"}
	case strings.HasSuffix(base, "ie"):
		past, ing = base+"d", base[:n-2]+"ying"
	case strings.HasSuffix(base, "ee") || strings.HasSuffix(base, "oe") || strings.HasSuffix(base, "ye"):
		past = base + "d"
	case last == 'e':
		past, ing = base+"d", base[:n-1]+"ing"
	case last == 'y' && n > 1 && !vowel(base[n-2]):
		third, past = base[:n-1]+"ies", base[:n-1]+"ied"
	case last == 'c':
		past, ing = base+"ked", base+"king"
	case doubles(base):
		past, ing = base+base[n-1:]+"ed", base+base[n-1:]+"ing"
	}
	if sibilant(base) || base == "go" || base == "do" || base == "echo" || base == "veto" {
		third = base + "es"
	}
	pasts, participles := []string{past}, []string(nil)
	if v, ok := strong[base]; ok {
		pasts, participles = v.past, v.participle
	}
	all := append(append(append([]string{third}, pasts...), participles...), ing)
	if last := lastByte(base); last == 'l' && n > 1 && vowel(base[n-2]) && syllables(base) > 1 && !doubles(base) {
		all = append(all, base+"led", base+"ling") // British: "signalled"
	}
	forms := []string{base}
	for _, f := range all {
		if !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	return forms
}

// VerbLemma is the base of a lower-case verb form: "said" gives "say",
// "denies" "deny", "planned" "plan". It takes every word for a verb: "news"
// gives "new". What it cannot undo it returns as it is.
func VerbLemma(form string) string {
	if base, ok := strongForm[form]; ok {
		return base
	}
	n := len(form)
	switch {
	case n > 4 && (strings.HasSuffix(form, "ies") || strings.HasSuffix(form, "ied")):
		return form[:n-3] + "y"
	case n > 3 && strings.HasSuffix(form, "es") && sibilant(form[:n-2]) && !silentE(form[:n-2]):
		return form[:n-2]
	case n > 4 && (form == "echoes" || form == "vetoes"):
		return form[:n-2]
	case n > 3 && strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss") && !strings.HasSuffix(form, "us"):
		return form[:n-1]
	case strings.HasSuffix(form, "eed"): // "agreed"; but "need", "proceed"
		if hasVowel(form[:n-3]) && !strings.HasSuffix(form, "ceed") && !strings.HasSuffix(form, "indeed") {
			return form[:n-1]
		}
		return form
	case n > 3 && strings.HasSuffix(form, "ed") && hasVowel(form[:n-2]):
		return unstem(form[:n-2])
	case n > 4 && strings.HasSuffix(form, "ing") && hasVowel(form[:n-3]):
		return unstem(form[:n-3])
	}
	return form
}

// unstem gives a verb back what "-ed" or "-ing" took: a silent e, or one of
// two doubled consonants.
func unstem(stem string) string {
	if base, ok := strongForm[stem]; ok && base == stem {
		return stem
	}
	if _, ok := strong[stem+"e"]; ok {
		return stem + "e"
	}
	n := len(stem)
	if n > 2 && stem[n-1] == stem[n-2] && !vowel(stem[n-1]) {
		switch stem[n-1] {
		case 'l': // "called" and "installed" keep both, "compelled" and "signalled" one
			if syllables(stem) == 1 || endInLL[stem] {
				return stem
			}
		case 's', 'z', 'f':
			return stem
		case 'd':
			if stem == "add" {
				return stem
			}
		}
		return stem[:n-1]
	}
	if stem == "panick" || stem == "mimick" || stem == "traffick" {
		return stem[:n-1]
	}
	if silentE(stem) {
		return stem + "e"
	}
	return stem
}

// endInE lists verbs of two syllables and more with a silent e that the rules
// of silentE do not see.
var endInE = Set(`
admire advertise appraise arrange assure capture challenge combine compare compete compile complete
compute concede conclude confide confine console contribute declare decline define
delete denote deprive describe desire despise determine devote dispute distribute divide double elope enable encourage
engage enquire escape evade execute explode explore expose figure fumble grumble handle ignore imagine impede
include incline inquire inscribe inspire institute intervene intrude invade invite manage measure mumble
outline overtake parachute persecute persuade postpone precede prepare prescribe presume preside
promote propose prosecute provide provoke pursue quote reconcile refine recite reconvene refute rehire repute
require rescue resemble reshape resume retire reunite revoke secure settle sideline struggle subscribe substitute
suppose surprise tackle tremble trouble undermine unite update upgrade venture voice assume consume decide
damage salvage ravage savage average pillage forage assemble conjure injure insure ensure censure reassure
recede secede convene contravene examine streamline underline evoke invoke choke joke stroke compose disclose`)

// endInLL lists verbs of two syllables that end in two l.
var endInLL = Set("enroll install fulfill recall appall befall forestall distill instill resell refill")

// silentE reports whether a stem that "-ed", "-es" or "-ing" was added to is
// written with an e: "not(ed)", "argu(ing)", "announc(es)".
func silentE(stem string) bool {
	n := len(stem)
	if n < 2 {
		return false
	}
	if endInE[stem+"e"] {
		return true
	}
	last, before := stem[n-1], stem[n-2]
	switch last {
	case 'c', 'v', 'u', 'z':
		return true
	case 'g': // "urge", "pledge", "allege", "challenge"; but "long", "sing"
		return before != 'n' && before != 'g'
	case 's': // "accuse", "praise", "endorse"; but "address", "focus", "canvas"
		return before != 's' && !strings.HasSuffix(stem, "ocus") && !strings.HasSuffix(stem, "ias")
	case 'l': // "settle", "rumble"
		return !vowel(before) && before != 'l' && before != 'r' && before != 'w'
	case 'w', 'x', 'y', 'h', 'a', 'e', 'i', 'o':
		return false
	}
	if vowel(last) || !vowel(before) {
		return false
	}
	if n > 2 && vowel(stem[n-3]) && !(stem[n-3] == 'u' && n > 3 && stem[n-4] == 'q') {
		return strings.HasSuffix(stem, "creat") // "reveal", "explain", "shout" have none
	}
	if syllables(stem) == 1 { // else the consonant would have been doubled: "note", "quote", "hope"
		return true
	}
	// "indicate", "estimate", "reiterate"
	return strings.HasSuffix(stem, "at") && !strings.HasSuffix(stem, "bat") && !strings.HasSuffix(stem, "mat")
}

func lastByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

func vowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

func sibilant(s string) bool {
	return strings.HasSuffix(s, "s") || strings.HasSuffix(s, "x") || strings.HasSuffix(s, "z") || strings.HasSuffix(s, "ch") || strings.HasSuffix(s, "sh")
}

func syllables(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		v := vowel(s[i]) || s[i] == 'y' && i > 0
		if s[i] == 'u' && i > 0 && s[i-1] == 'q' {
			v = false
		}
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

// doubled lists verbs of two syllables and more that double their last
// consonant, as the stress is on the last syllable.
var doubled = Set(`admit rebut refer infer prefer concur compel regret commit permit deter confer defer propel expel
	submit emit omit equip recap program transfer outwit`)

// doubles reports whether the last consonant of a base is doubled before -ed.
func doubles(base string) bool {
	if doubled[base] {
		return true
	}
	n := len(base)
	if n < 3 || vowel(base[n-1]) || !vowel(base[n-2]) || syllables(base) != 1 {
		return false
	}
	if c := base[n-1]; c == 'w' || c == 'x' || c == 'y' {
		return false
	}
	return !vowel(base[n-3]) || base[n-3] == 'u' && n >= 4 && base[n-4] == 'q'
}
