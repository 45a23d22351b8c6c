package mention

import (
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// seats are the cities that news names for the government in them.
var seats = map[string]bool{
	"Washington": true, "Moscow": true, "Beijing": true, "London": true, "Paris": true, "Berlin": true, "Rome": true, "Madrid": true,
	"Ankara": true, "Athens": true, "Tehran": true, "Baghdad": true, "Damascus": true, "Riyadh": true, "Doha": true, "Cairo": true,
	"Tripoli": true, "Tunis": true, "Algiers": true, "Rabat": true, "Khartoum": true, "Addis Ababa": true, "Asmara": true,
	"Nairobi": true, "Kampala": true, "Kigali": true, "Kinshasa": true, "Pretoria": true, "Harare": true, "Abuja": true, "Accra": true,
	"Dakar": true, "Bamako": true, "Niamey": true, "Kyiv": true, "Kiev": true, "Minsk": true, "Warsaw": true, "Prague": true,
	"Budapest": true, "Bucharest": true, "Sofia": true, "Belgrade": true, "Pristina": true, "Sarajevo": true, "Zagreb": true,
	"Vienna": true, "Brussels": true, "Bern": true, "Dublin": true, "Lisbon": true, "Oslo": true, "Stockholm": true, "Helsinki": true,
	"Copenhagen": true, "Tallinn": true, "Riga": true, "Vilnius": true, "Tbilisi": true, "Yerevan": true, "Baku": true, "Astana": true,
	"Tashkent": true, "Bishkek": true, "Kabul": true, "Islamabad": true, "New Delhi": true, "Delhi": true, "Dhaka": true,
	"Colombo": true, "Kathmandu": true, "Tokyo": true, "Seoul": true, "Pyongyang": true, "Taipei": true, "Manila": true, "Jakarta": true,
	"Kuala Lumpur": true, "Bangkok": true, "Hanoi": true, "Phnom Penh": true, "Canberra": true, "Wellington": true, "Ottawa": true,
	"Havana": true, "Caracas": true, "Bogota": true, "Bogotá": true, "Quito": true, "Lima": true, "La Paz": true, "Brasilia": true,
	"Brasília": true, "Buenos Aires": true, "Santiago": true, "Montevideo": true, "Managua": true, "Jerusalem": true, "Tel Aviv": true,
	"Ramallah": true, "Beirut": true, "Amman": true, "Sanaa": true, "Edinburgh": true, "Cardiff": true,
}

// metonym reports whether a place stands for its government: it is the seat
// of one and the subject of what only governments do.
func (g *merger) metonym(t *doc.Toponym) bool {
	if !seats[t.Span.Of(g.text)] {
		return false
	}
	k := g.at(t.Start)
	e := g.at(t.End)
	if e >= len(g.toks) || g.toks[e].shape != word.Lower || !g.has(e, say|decide) {
		return false
	}
	if g.is(e, "is", "was", "has", "had", "will", "would", "could", "may") {
		e++
		if e < len(g.toks) && g.is(e, "not", "also", "now", "already", "repeatedly", "n't") {
			e++
		}
		if e >= len(g.toks) || !g.has(e, say|decide) || g.is(e, "was", "had", "is", "hit", "cut", "called", "visited", "lost", "won", "died") {
			return false
		}
	} else if g.is(e, "hit", "called", "cut", "lost", "won") {
		return false
	}
	if k == 0 || g.toks[k].initial {
		return true
	}
	p := k - 1
	return g.toks[p].mark != 0 && g.toks[p].mark != '-' && g.toks[p].mark != ',' && g.toks[p].mark != ')' || g.is(p, "that", "and", "but", "as", "while", "because", "which", "if", "after", "when")
}
