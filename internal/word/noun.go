package word

import "strings"

// Singular is the singular of an English noun in lower case, and whether the
// noun can be a plural at all: "troops" gives "troop", true; "children" gives
// "child", true; "house" gives "house", false. Nouns that are the same in both
// numbers ("aircraft", "series") come back as they are, with true.
//
// It knows spelling, not words: "said" and "was" must be kept away by the
// caller. It allocates only where the singular is no prefix of the plural.
func Singular(noun string) (string, bool) {
	if s, ok := irregularNouns[noun]; ok {
		return s, true
	}
	if invariableNouns[noun] {
		return noun, true
	}
	n := len(noun)
	if n > 4 && strings.HasSuffix(noun, "men") { // policemen, fishermen; not "women", which is above
		if m := noun[:n-2]; !notMen[noun] {
			return m + "an", true
		}
		return noun, false
	}
	if n > 4 && strings.HasSuffix(noun, "people") { // townspeople
		return noun[:n-6] + "person", true
	}
	if n < 3 || noun[n-1] != 's' || singularS[noun] {
		return noun, false
	}
	switch noun[n-2] {
	case 's', 'u': // class, campus
		return noun, false
	case 'i': // crisis, basis
		if pluralIS[noun] {
			return noun[:n-1], true
		}
		return noun, false
	case 'e':
	default:
		return noun[:n-1], true
	}
	stem := noun[:n-2] // without "es"
	switch {
	case n <= 4: // axes is below; "dies", "ties", "lies", "toes", "eyes", "ages"
		return noun[:n-1], true
	case strings.HasSuffix(stem, "i"):
		if keepIE[noun] {
			return noun[:n-1], true
		}
		return stem[:len(stem)-1] + "y", true
	case strings.HasSuffix(stem, "ss"), strings.HasSuffix(stem, "sh"), strings.HasSuffix(stem, "x"), strings.HasSuffix(stem, "zz"):
		return stem, true
	case strings.HasSuffix(stem, "ch"):
		if strings.HasSuffix(stem, "ach") && !strings.HasSuffix(stem, "each") && !strings.HasSuffix(stem, "oach") || strings.HasSuffix(stem, "anch") && !(strings.HasSuffix(stem, "ranch") && !strings.HasSuffix(stem, "tranch")) {
			return noun[:n-1], true // headaches, avalanches
		}
		return stem, true
	case strings.HasSuffix(stem, "us"): // viruses, campuses; but houses, causes, uses
		if strings.HasSuffix(stem, "ous") || strings.HasSuffix(stem, "aus") || keepUSE[noun] {
			return noun[:n-1], true
		}
		return stem, true
	case strings.HasSuffix(stem, "o"):
		if keepOE[noun] {
			return noun[:n-1], true
		}
		return stem, true
	}
	return noun[:n-1], true // cases, bridges, votes
}

// irregularNouns holds the plurals that no rule of Singular gives.
var irregularNouns = map[string]string{
	"people": "person", "men": "man", "women": "woman", "children": "child", "grandchildren": "grandchild",
	"schoolchildren": "schoolchild", "stepchildren": "stepchild", "feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse", "oxen": "ox",
	"lives": "life", "wives": "wife", "housewives": "housewife", "midwives": "midwife", "knives": "knife",
	"leaves": "leaf", "halves": "half", "calves": "calf", "thieves": "thief", "shelves": "shelf", "wolves": "wolf",
	"loaves": "loaf", "selves": "self", "scarves": "scarf", "hooves": "hoof", "elves": "elf", "wharves": "wharf",
	"crises": "crisis", "analyses": "analysis", "theses": "thesis", "hypotheses": "hypothesis", "diagnoses": "diagnosis",
	"oases": "oasis", "emphases": "emphasis", "parentheses": "parenthesis", "syntheses": "synthesis", "axes": "axis",
	"criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium", "strata": "stratum", "memoranda": "memorandum",
	"referenda": "referendum", "addenda": "addendum", "alumni": "alumnus", "nuclei": "nucleus", "fungi": "fungus",
	"cacti": "cactus", "stimuli": "stimulus", "syllabi": "syllabus", "indices": "index", "matrices": "matrix",
	"vertices": "vertex", "appendices": "appendix", "gases": "gas", "buses": "bus", "minibuses": "minibus", "biases": "bias",
	"quizzes": "quiz", "attorneys-general": "attorney-general", "passersby": "passerby", "bureaux": "bureau", "plateaux": "plateau",
	"mujahideen": "mujahid", "shoes": "shoe",
	"canvases": "canvas", "atlases": "atlas", "aliases": "alias", "lenses": "lens", "irises": "iris", "metropolises": "metropolis",
}

var (
	// invariableNouns holds nouns whose plural is the noun itself.
	invariableNouns = Set(`aircraft spacecraft hovercraft watercraft series species headquarters barracks crossroads offspring
		sheep deer fish salmon cattle police personnel staff swiss chinese japanese vietnamese portuguese lebanese sudanese
		burmese maltese senegalese congolese taiwanese nepalese sinhalese togolese beninese gabonese`)
	// singularS holds singular nouns, and words that are no nouns, that end
	// in s without a doubled s, "us" or "is".
	singularS = Set(`news politics economics mathematics physics athletics ethics lens gas atlas canvas bias alias chaos
		always perhaps besides towards afterwards sometimes hers ours yours theirs whereas as has was does goes says
		christmas texas kansas arkansas illinois paris athens brussels wales honduras cyprus hamas laos james charles
		measles diabetes rabies herpes ethos pathos cosmos los las des les mrs dems overseas upwards forwards backwards
		downwards inwards outwards onwards its his thus yes this odds pants thanks sas lars hans jens nicholas thomas
		less unless across`)
	// pluralIS holds the plurals that end in "is": the rest ("crisis", "basis")
	// are singular.
	pluralIS = Set(`skis taxis alibis bikinis safaris khakis rabbis emojis israelis pakistanis iraqis saudis omanis
		yemenis qataris kuwaitis bahrainis emiratis bangladeshis azerbaijanis somalis afghanis punjabis gujaratis
		kashmiris sunnis houthis nazis yazidis yezidis hindis nepalis sindhis bengalis maoris martinis graffitis tsunamis
		paparazzis`)
	// notMen holds singular nouns that end in "men".
	notMen = Set(`specimen abdomen regimen yemen acumen omen`)
	// keepIE, keepUSE and keepOE hold plurals whose singular ends in the e that
	// "-ies", "-uses" and "-oes" mostly add.
	keepIE = Set(`movies cookies zombies calories rookies selfies prairies pies hippies yuppies lies ties dies brownies
		eyries smoothies bookies talkies collies birdies genies junkies groupies auntie`)
	keepUSE = Set(`uses abuses excuses fuses muses ruses accuses refuses reuses overuses misuses`)
	keepOE  = Set(`shoes toes foes canoes woes hoes oboes horseshoes snowshoes floes`)
)
