package mention

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// seats are the cities that news names for the government in them.
var seats = func() map[string]bool {
	m := map[string]bool{}
	for city := range strings.SplitSeq(`Washington, Moscow, Beijing, London, Paris, Berlin, Rome, Madrid, Ankara, Athens, Tehran, Baghdad, Damascus,
	Riyadh, Doha, Cairo, Tripoli, Tunis, Algiers, Rabat, Khartoum, Addis Ababa, Asmara, Nairobi, Kampala, Kigali,
	Kinshasa, Pretoria, Harare, Abuja, Accra, Dakar, Bamako, Niamey, Kyiv, Kiev, Minsk, Warsaw, Prague, Budapest,
	Bucharest, Sofia, Belgrade, Pristina, Sarajevo, Zagreb, Vienna, Brussels, Bern, Dublin, Lisbon, Oslo,
	Stockholm, Helsinki, Copenhagen, Tallinn, Riga, Vilnius, Tbilisi, Yerevan, Baku, Astana, Tashkent, Bishkek,
	Kabul, Islamabad, New Delhi, Delhi, Dhaka, Colombo, Kathmandu, Tokyo, Seoul, Pyongyang, Taipei, Manila,
	Jakarta, Kuala Lumpur, Bangkok, Hanoi, Phnom Penh, Canberra, Wellington, Ottawa, Havana, Caracas, Bogota,
	Bogotá, Quito, Lima, La Paz, Brasilia, Brasília, Buenos Aires, Santiago, Montevideo, Managua, Jerusalem,
	Tel Aviv, Ramallah, Beirut, Amman, Sanaa, Edinburgh, Cardiff`, ",") {
		m[strings.TrimSpace(city)] = true
	}
	return m
}()

// mostly are the seats that news names more often for the government than for
// the city, so that less around them decides.
var mostly = word.Set(`moscow beijing tehran pyongyang kyiv kiev ankara islamabad damascus riyadh doha taipei seoul canberra ottawa pretoria
	havana caracas minsk belgrade baku yerevan tbilisi pristina hanoi washington khartoum baghdad kabul asmara kigali kinshasa warsaw bern
	sanaa brussels`)

// standsFor tells whether a place stands for the government in it, and
// whether that is open: a seat's name could be either unless it stands where
// only a place or only a government does.
func (g *merger) standsFor(t *doc.Toponym) (metonym, open bool) {
	if !seats[t.Span.Of(g.text)] {
		return false, false
	}
	k, e := g.at(t.Start), g.at(t.End)
	name := t.Span.Of(g.text)
	ruling := mostly[strings.ToLower(name)] || name == "New Delhi"
	if g.acts(k, e, ruling) || g.owns(e, ruling) || g.dealtWith(k, e, ruling) {
		return true, false
	}
	return false, !g.located(k, e)
}

// acts reports whether toks[k:e] are the subject, or one of two, of what only
// governments do: "Ankara has not agreed", "Moscow and Ankara agreed".
func (g *merger) acts(k, e int, ruling bool) bool {
	for n := 0; n < 4; n++ { // the others behind it: "Moscow, Ankara and Rome agreed"
		next := e
		if g.is(next, ",") {
			next++
		}
		if g.is(next, "and") {
			next++
		}
		_, end := g.place(next)
		if next == e || end == 0 {
			break
		}
		e = end
	}
	if !g.governs(e) && !(ruling && g.has(g.adverbs(e), rules)) {
		return false
	}
	for n := 0; n < 4; n++ { // those before it
		last := k - 1
		if g.is(last, "and") {
			last--
		}
		if g.is(last, ",") {
			last--
		}
		start, _ := g.place(last)
		if last == k-1 || start > last {
			break
		}
		k = start
	}
	return g.clauseStart(k) || g.has(g.adverbs(e), govern) && g.behindNoun(k)
}

// behindNoun reports whether token k follows a word that can be a noun, as in
// a relative clause without its pronoun: "a move Canberra condemns".
func (g *merger) behindNoun(k int) bool {
	return k > 0 && g.toks[k-1].mark == 0 && g.toks[k-1].shape == word.Lower && g.toks[k-1].Len() > 2 && !g.has(k-1, function) && !g.located(k, k) &&
		!g.is(k-1, "the", "with", "against", "for", "by", "over", "into", "toward", "towards", "via", "about", "capital", "city", "of", "like", "than", "between", "behind", "beyond")
}

// place is the toponym over token k as a range of tokens; end 0 and start k+1
// where it is none, or a demonym.
func (g *merger) place(k int) (start, end int) {
	if k < 0 || k >= len(g.toks) || g.toks[k].topo < 0 || g.demonym(k) {
		return k + 1, 0
	}
	t := &g.d.Toponyms[g.toks[k].topo]
	return g.at(t.Start), g.at(t.End)
}

// governs reports whether a verb of what governments do follows at token v,
// behind its auxiliaries and adverbs. A city that does anything is a
// government, but for what cities do and undergo as well: "London hosted".
func (g *merger) governs(v int) bool {
	v = g.adverbs(v)
	switch {
	case g.is(v, "is", "was", "are", "were", "'s"):
		v = g.adverbs(v + 1)
		return g.does(v) && strings.HasSuffix(g.word(v), "ing") || g.is(v, attitudes...) || g.is(v, "set") && g.is(v+1, "to") || g.is(v, "behind")
	case g.is(v, "has", "had", "have"):
		for v = g.adverbs(v + 1); g.is(v, "be", "been", "have"); {
			been := g.is(v, "been")
			if v = g.adverbs(v + 1); been {
				return g.does(v) && strings.HasSuffix(g.word(v), "ing")
			}
		}
		return g.has(v, govern) && g.toks[v].shape == word.Lower || g.does(v) && (strings.HasSuffix(g.word(v), "ed") || g.is(v, "made", "taken", "given", "sent", "built", "held", "sought", "kept", "shown", "found", "begun", "done", "put", "set", "let", "cut", "spent", "used")) ||
			g.is(v, "to", "no") || g.is(v, "a", "an", "the", "its", "any", "little", "every", "much", "more", "\"", "“") && g.handles(v+1)
	case g.is(v, "does", "did", "do"):
		v = g.adverbs(v + 1)
		return g.does(v) || g.is(v, "have") && g.handles(v+1)
	case g.is(v, "will", "would", "could", "may", "might", "can", "should", "must", "cannot", "wo", "ca"):
		must := g.is(v, "must", "should")
		for v = g.adverbs(v + 1); g.is(v, "be", "been", "have"); {
			passive := g.is(v, "be", "been")
			if v = g.adverbs(v + 1); passive {
				return must || g.is(v, attitudes...) || g.does(v) && strings.HasSuffix(g.word(v), "ing") || g.is(v, "able", "forced", "told", "asked")
			}
		}
		return g.does(v)
	}
	return v < len(g.toks) && g.toks[v].shape == word.Lower && g.has(v, say|decide|govern) && !g.has(v, undergo) || g.transitive(v)
}

// attitudes follow "is": "Tehran is ready to talk".
var attitudes = strings.Fields(`ready willing unwilling prepared keen reluctant eager determined likely unlikely concerned worried wary angry furious
	committed opposed content able unable aware convinced entitled`)

// undergone are verbs of what becomes of cities, or of what they do as cities.
var undergone = strings.Fields(`been being become becoming became grown growing seen seeing saw had having suffered suffering experienced experiencing
	witnessed witnessing hosted hosting host remain remains remained remaining changed changing fallen falling burned burning woken
	recorded recording endured enduring survived surviving won winning win lost losing lose beaten beating beat drawn scored
	occupied captured besieged bombed destroyed hit struck shaken flooded located situated born celebrated celebrating gone going go come coming
	look looks looked looking feel feels felt feeling seem seems seemed emerged emerging attracted attracting boasts boasted lie lies lay
	get gets got getting stay stays stayed staying braced bracing bask basking live living die dying be named called based shut locked turned turning risen rising
	closed closing opened opening ended ending traded trading edged gained gaining rallied elected`)

// does reports whether token v can be a verb of what a city does as a
// government only.
func (g *merger) does(v int) bool {
	return v < len(g.toks) && g.toks[v].shape == word.Lower && g.toks[v].Len() > 1 && !g.has(v, function) && !g.is(v, undergone...)
}

// transitive reports whether token v is a verb in the past with an object
// behind it: "Ankara tested a rocket", and not "Tokyo shares traded".
func (g *merger) transitive(v int) bool {
	if !g.does(v) || !strings.HasSuffix(g.word(v), "ed") || v+1 >= len(g.toks) {
		return false
	}
	return g.is(v+1, "to", "that", "its", "the", "a", "an", "their", "his", "her", "all", "any", "no", "more", "several", "some", "this", "these", "those", "another") || g.toks[v+1].capital
}

// handles reports whether what governments have with each other stands within
// a few tokens.
func (g *merger) handles(k int) bool {
	for n := k; n < k+6 && n < len(g.toks) && (g.toks[n].mark == 0 || g.toks[n].mark == '"'); n++ {
		if g.has(n, dealing|statecraft) || g.is(n, "disagreements", "advantage", "interest", "obligation", "right", "capacity", "means", "power", "intention", "plan", "choice", "reason") {
			return true
		}
	}
	return false
}

// adverbs is the token behind the adverbs that begin at token v.
func (g *merger) adverbs(v int) int {
	for n := 0; n < 3 && v < len(g.toks); n++ {
		if !g.is(v, "not", "n't", "yet", "also", "now", "again", "already", "still", "then", "never", "soon", "long", "later", "even", "just") &&
			!(g.toks[v].shape == word.Lower && strings.HasSuffix(g.word(v), "ly")) {
			break
		}
		v++
	}
	return v
}

// clauseStart reports whether token k begins a sentence or clause.
func (g *merger) clauseStart(k int) bool {
	if k == 0 || g.toks[k].initial {
		return true
	}
	t := &g.toks[k-1]
	switch t.mark {
	case 0:
		return t.shape == word.Lower && (g.has(k-1, say) || g.is(k-1, holds...)) || g.has(k-1, calendar) || t.shape == word.Number && t.Len() == 4 ||
			t.shape == word.Lower && strings.HasSuffix(g.word(k-1), "ly") ||
			g.is(k-1, "that", "and", "but", "as", "while", "because", "which", "if", "after", "when", "before", "although", "though",
				"whether", "where", "how", "why", "what", "until", "since", "once", "or", "so", "yet", "then", "meanwhile", "yesterday", "today", "now")
	case ',': // a name may go on behind it: "Paris, London", "Delhi University, Delhi"
		return k < 2 || g.toks[k-2].topo < 0 && (!g.toks[k-2].capital || g.has(k-2, calendar))
	case '-':
		return !g.adjacent(k - 1)
	case ')', 's', '\'':
		return false
	}
	return true
}

// holds are verbs and nouns that a clause follows without "that".
var holds = strings.Fields(`fear fears feared reports hope hopes think thinks believe believes means meant suggest suggests know knows knew worry worried fearing
	believing hoping thinking sure evidence claiming alleging alleged alleges say saying time sign signs likely`)

// owns reports whether at token e a possessive follows with what governments
// have: "'s refusal", "'s close allies".
func (g *merger) owns(e int, ruling bool) bool {
	if e >= len(g.toks) || g.toks[e].mark != 's' {
		return false
	}
	other := ruling
	for n := e + 1; n <= e+4 && n < len(g.toks) && (g.toks[n].mark == 0 || g.toks[n].mark == '"' || g.toks[n].mark == '-'); n++ {
		if g.toks[n].mark != 0 {
			continue
		}
		if g.is(n, "western", "european", "arab", "regional") {
			continue
		}
		if g.toks[n].shape != word.Lower || g.has(n, function) {
			return other && n > e+1 && !g.toks[n].capital
		}
		if g.has(n, dealing|statecraft) {
			return true
		}
		other = other && !g.has(n, civic)
	}
	return other && e+1 < len(g.toks) && g.toks[e+1].shape == word.Lower
}

// dealtWith reports whether toks[k:e] are behind what is had with or done to
// governments: "talks with Ankara", "tensions between Ankara and Athens",
// "accused Ankara of".
func (g *merger) dealtWith(k, e int, ruling bool) bool {
	if g.toks[min(e, len(g.toks)-1)].mark == '"' {
		e++
	}
	if g.is(k-1, "and") {
		if start, _ := g.place(k - 2); start < k-1 {
			return g.is(start-1, "with") && g.has(start-2, dealing) || g.is(start-1, "between") && g.dealingBefore(start-1)
		}
	}
	switch {
	case g.is(k-1, "and") && g.between(k-1):
		return true
	case g.is(e, "regime", "policymakers", "policy"):
		return true
	case g.is(k-1, "with"):
		return g.has(k-2, dealing) || ruling && !g.is(k-2, "compared", "along", "together", "connecting", "connect", "connects", "linking", "links", "link")
	case g.is(k-1, "by"):
		return ruling && k > 1 && !g.is(k-2, "followed", "flanked", "surrounded") &&
			(g.has(k-2, dealing|statecraft) || g.toks[k-2].shape == word.Lower && (strings.HasSuffix(g.word(k-2), "ed") || strings.HasSuffix(g.word(k-2), "en")))
	case g.is(k-1, "prompted", "prompting", "compelled", "compelling", "pushed", "pushing", "enabled", "enabling", "helped", "led"):
		return g.is(e, "to")
	case g.is(k-1, "prevent", "preventing", "prevented", "stop", "stopping", "stopped", "keep", "keeping", "deter", "bar", "dissuade", "discourage"):
		return g.is(e, "from")
	case g.is(k-1, "provide", "provides", "provided", "providing"):
		return g.is(e, "with")
	case g.is(k-1, "between"):
		_, end := g.place(e + 1)
		return g.is(e, "and") && end > 0 && g.dealingBefore(k-1)
	case g.is(k-1, "to", "for") && !g.is(k-2, "according"):
		return g.has(k-2, dealing) && !g.is(k-2, "agreement", "deal", "accord") || g.is(k-2, "message", "messages", "signal", "signals", "warning", "warnings", "threat", "threats", "concession", "concessions", "weapons", "arms", "support", "aid", "ultimatum", "loyal", "pressure", "help", "backing", "demands", "close",
			"blow", "victory", "setback", "win", "defeat", "headache", "embarrassment", "challenge", "priority", "line")
	case g.is(k-1, "from") && g.is(k-2, "rebuke", "response", "reaction", "reactions", "condemnation", "criticism", "comment", "statement", "message", "protest", "protests", "backlash", "approval", "permission", "concessions", "assurances", "denial", "instructions", "orders"):
		return true
	case g.is(k-1, "to") && g.is(k-2, "according"):
		return true
	case g.is(k-1, "told", "assisting", "assisted", "backing", "backed", "arming", "pressuring", "sanctioning", "confronting", "deterring", "deter", "containing", "pressure", "punish", "punishing", "provoke", "provoking", "appease", "appeasing", "isolate", "isolating", "blackmail", "blackmailing", "angered", "infuriated", "irritated", "blaming"):
		return g.toks[k-1].shape == word.Lower
	case g.is(k-1, "on", "against"):
		return g.is(k-2, "sanctions", "pressure", "tariffs") || g.is(k-2, "called", "calls", "calling") && g.is(e, "to")
	case g.is(k-1, "accused", "accuses", "accusing", "accuse", "suspects", "suspected"):
		return g.is(e, "of")
	case g.is(k-1, "urged", "urges", "urging", "urge", "pressed", "warned", "warns", "forced", "force", "persuade", "persuaded", "allow", "allowed"):
		return g.is(e, "to", "not", "against", "into", "over", "that", "about")
	case g.is(k-1, "blamed", "blames", "blaming", "blame", "criticized", "criticised", "condemned"):
		return g.is(e, "for", "over")
	}
	return false
}

// between reports whether the "and" at token k joins what a "between" governs
// that is had by governments: "ties between his campaign and Moscow".
func (g *merger) between(k int) bool {
	for n := k - 1; n > 0 && n >= k-10 && g.toks[n].mark != '.'; n-- {
		if g.is(n, "between") {
			return g.dealingBefore(n)
		}
	}
	return false
}

// dealingBefore reports whether what governments have with each other stands
// before token k, with a few words between: "talks held between".
func (g *merger) dealingBefore(k int) bool {
	for n := k - 1; n >= 0 && n >= k-4 && g.toks[n].mark == 0; n-- {
		if g.has(n, dealing) {
			return true
		}
	}
	return false
}

// located reports whether toks[k:e] stand where only a place does.
func (g *merger) located(k, e int) bool {
	return g.is(k-1, "in", "at", "near", "outside", "inside", "around", "across", "through", "throughout", "from", "central", "downtown", "west", "east", "north", "south") ||
		g.toks[k].initial && e < len(g.toks) && (g.toks[e].mark == '(' || g.toks[e].mark == '=') || // a dateline
		e < len(g.toks) && g.toks[e].mark == ',' && g.country(min(e+1, len(g.toks)-1))
}
