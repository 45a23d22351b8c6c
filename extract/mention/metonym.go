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

// metonym reports whether a place stands for its government: it is the seat
// of one and the subject of what only governments do.
func (g *merger) metonym(t *doc.Toponym) bool {
	if !seats[t.Span.Of(g.text)] {
		return false
	}
	verb := g.at(t.End)
	if !g.verb(verb) {
		return false
	}
	if g.is(verb, "is", "was", "has", "had", "will", "would", "could", "may") {
		verb++
		if g.is(verb, "not", "also", "now", "already", "repeatedly", "n't") {
			verb++
		}
		if !g.has(verb, say|decide) || g.is(verb, "was", "had", "is") {
			return false // "has had", where no government acts
		}
	}
	if g.has(verb, undergo) {
		return false
	}
	return g.clauseStart(g.at(t.Start))
}

// verb reports whether token i is a verb of what governments do.
func (g *merger) verb(i int) bool {
	return g.has(i, say|decide) && g.toks[i].shape == word.Lower
}

// clauseStart reports whether token k begins a sentence or clause.
func (g *merger) clauseStart(k int) bool {
	if k == 0 || g.toks[k].initial {
		return true
	}
	switch g.toks[k-1].mark {
	case 0:
		return g.is(k-1, "that", "and", "but", "as", "while", "because", "which", "if", "after", "when")
	case '-', ',', ')': // a name may go on behind them: "Paris, London"
		return false
	}
	return true
}
