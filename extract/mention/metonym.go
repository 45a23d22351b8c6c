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

// standsFor tells whether a place stands for the government in it, and
// whether that is open: a seat's name could be either unless it stands where
// only a place or only a government does.
func (g *merger) standsFor(t *doc.Toponym) (metonym, open bool) {
	if !seats[t.Span.Of(g.text)] {
		return false, false
	}
	k, e := g.at(t.Start), g.at(t.End)
	if g.acts(k, e) || g.owns(e) || g.dealtWith(k, e) {
		return true, false
	}
	return false, !g.located(k, e)
}

// acts reports whether toks[k:e] are the subject, or one of two, of what only
// governments do: "Ankara has not agreed", "Moscow and Ankara agreed".
func (g *merger) acts(k, e int) bool {
	if g.is(e, "and") { // the first of two
		if _, end := g.place(e + 1); end > 0 {
			e = end
		}
	}
	if !g.governs(e) {
		return false
	}
	if g.is(k-1, "and") { // the second of two
		if start, _ := g.place(k - 2); start < k-1 {
			k = start
		}
	}
	return g.clauseStart(k)
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
// behind its auxiliaries and adverbs.
func (g *merger) governs(v int) bool {
	v = g.adverbs(v)
	switch {
	case g.is(v, "is", "was", "are", "were"):
		v = g.adverbs(v + 1)
		return g.has(v, govern) && strings.HasSuffix(g.word(v), "ing")
	case g.is(v, "has", "had", "have", "will", "would", "could", "may", "might", "can", "should", "must", "did", "does", "do"):
		for v = g.adverbs(v + 1); g.is(v, "be", "been", "have"); {
			passive := g.is(v, "be", "been")
			if v = g.adverbs(v + 1); passive {
				return g.has(v, govern) && strings.HasSuffix(g.word(v), "ing")
			}
		}
		return g.has(v, govern) && g.toks[v].shape == word.Lower
	}
	return v < len(g.toks) && g.toks[v].shape == word.Lower && g.has(v, say|decide|govern) && !g.has(v, undergo)
}

// adverbs is the token behind the adverbs that begin at token v.
func (g *merger) adverbs(v int) int {
	for n := 0; n < 3 && v < len(g.toks); n++ {
		if !g.is(v, "not", "n't", "yet", "also", "now", "already", "still", "then", "never", "soon", "long", "later", "even", "just") &&
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
		return t.shape == word.Lower && g.has(k-1, say) || g.has(k-1, calendar) || t.shape == word.Number && t.Len() == 4 ||
			t.shape == word.Lower && strings.HasSuffix(g.word(k-1), "ly") ||
			g.is(k-1, "that", "and", "but", "as", "while", "because", "which", "if", "after", "when", "before", "although", "though",
				"whether", "where", "how", "why", "what", "until", "since", "once", "or", "so", "yet", "then", "meanwhile", "yesterday", "today")
	case ',': // a name may go on behind it: "Paris, London", "Delhi University, Delhi"
		return k < 2 || g.toks[k-2].topo < 0 && (!g.toks[k-2].capital || g.has(k-2, calendar))
	case '-', ')', 's', '\'':
		return false
	}
	return true
}

// owns reports whether at token e a possessive follows with what governments
// have: "'s refusal", "'s close allies".
func (g *merger) owns(e int) bool {
	if e >= len(g.toks) || g.toks[e].mark != 's' {
		return false
	}
	for n := e + 1; n <= e+3 && n < len(g.toks) && g.toks[n].mark == 0; n++ {
		if g.toks[n].shape != word.Lower || g.has(n, function) {
			return false
		}
		if g.has(n, dealing|statecraft) {
			return true
		}
	}
	return false
}

// dealtWith reports whether toks[k:e] are behind what is had with or done to
// governments: "talks with Ankara", "tensions between Ankara and Athens",
// "accused Ankara of".
func (g *merger) dealtWith(k, e int) bool {
	if g.is(k-1, "and") {
		if start, _ := g.place(k - 2); start < k-1 {
			if g.is(start-1, "between", "with") {
				return g.has(start-2, dealing)
			}
			return false
		}
	}
	switch {
	case g.is(k-1, "with"):
		return g.has(k-2, dealing)
	case g.is(k-1, "between"):
		_, end := g.place(e + 1)
		return g.is(e, "and") && end > 0 && g.has(k-2, dealing)
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

// located reports whether toks[k:e] stand where only a place does.
func (g *merger) located(k, e int) bool {
	return g.is(k-1, "in", "at", "near", "outside", "inside", "around", "across", "through", "throughout", "from", "central", "downtown", "west", "east", "north", "south") ||
		g.toks[k].initial && e < len(g.toks) && (g.toks[e].mark == '(' || g.toks[e].mark == '=') || // a dateline
		e < len(g.toks) && g.toks[e].mark == ',' && g.country(min(e+1, len(g.toks)-1))
}
