package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// press makes articles. Each is made from its number alone, so that a copy can be made
// of any other without keeping it.
type press struct {
	articles int
	copies   float64
	seed     uint64
}

// article is one line of the corpus.
type article struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Date      string `json:"date"`
	Publisher string `json:"publisher"`
	CopyOf    string `json:"copy_of,omitempty"` // what a near-duplicate is made from
	Text      string `json:"text"`
}

func (p *press) random(i int, what uint64) *rand.Rand {
	return rand.New(rand.NewPCG(p.seed<<8|what, uint64(i)))
}

func id(i int) string { return fmt.Sprintf("synth-%08d", i) }

// article is the i-th one: an original, or a copy of one of the thousand before it.
func (p *press) article(i int) article {
	r := p.random(i, 1)
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%3650)
	a := article{ID: id(i), Date: day.Format(time.DateOnly), Publisher: publishers[r.IntN(len(publishers))]}
	if i > 0 && r.Float64() < p.copies {
		of := i - 1 - r.IntN(min(i, 1000))
		if !p.isCopy(of) {
			a.CopyOf = id(of)
			s := p.story(of)
			a.Title = s.title()
			a.Text = edited(r, s.paragraphs)
			return a
		}
	}
	s := p.story(i)
	a.Title, a.Text = s.title(), strings.Join(s.paragraphs, "\n\n")
	return a
}

// isCopy reports whether article i is taken for a copy. Copies are made of originals
// alone, so that each says what it is of.
func (p *press) isCopy(i int) bool {
	r := p.random(i, 1)
	r.IntN(len(publishers))
	return i > 0 && r.Float64() < p.copies
}

// edited is what a newspaper makes of an agency's report: as it is, shortened, with a
// sentence of its own, with words changed.
func edited(r *rand.Rand, paragraphs []string) string {
	kept := paragraphs
	switch r.IntN(4) {
	case 0:
	case 1:
		kept = paragraphs[:max(2, len(paragraphs)*(60+r.IntN(35))/100)]
	case 2:
		kept = append([]string{"This report reached our desk late in the evening, and could not be confirmed by other means."}, paragraphs...)
	case 3:
		kept = nil
		for _, p := range paragraphs {
			if r.IntN(12) == 0 {
				p = strings.Replace(p, " said ", " told reporters ", 1)
			}
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n")
}

// story is who and what an article is about.
type story struct {
	r          *rand.Rand
	p          *press
	people     []person
	bodies     []string
	country    country
	city       string
	paragraphs []string
}

type person struct{ given, family, role string }

func (p person) full() string { return p.given + " " + p.family }

// rank draws a number below n, small ones far more often: the first is in one article
// of some twenty, half of all in one only.
func rank(r *rand.Rand, n int) int {
	return min(n-1, int(math.Exp(r.Float64()*math.Log(float64(n)+1))-1))
}

func (p *press) story(i int) *story {
	r := p.random(i, 2)
	s := &story{r: r, p: p, country: countries[r.IntN(len(countries))]}
	s.city = s.country.cities[r.IntN(len(s.country.cities))]
	pool := p.articles/2 + 50
	for range 4 + r.IntN(5) {
		s.people = append(s.people, p.person(rank(r, pool)))
	}
	for range 3 {
		s.bodies = append(s.bodies, p.body(rank(r, pool/3+20)))
	}
	for range 13 + r.IntN(12) {
		var sentences []string
		for range 1 + r.IntN(3) {
			sentences = append(sentences, s.sentence(patterns[r.IntN(len(patterns))]))
		}
		s.paragraphs = append(s.paragraphs, strings.Join(sentences, " "))
	}
	s.paragraphs[0] = strings.ToUpper(s.city) + " — " + s.paragraphs[0]
	return s
}

func (s *story) title() string {
	r := rand.New(rand.NewPCG(s.r.Uint64(), 3))
	t := s.sentence(titles[r.IntN(len(titles))])
	return strings.TrimSuffix(t, ".")
}

// person and body are the n-th of all: the same in every article that draws them.
func (p *press) person(n int) person {
	r := p.random(n, 4)
	return person{word(r, 2), word(r, 2+r.IntN(2)), roles[r.IntN(len(roles))]}
}

func (p *press) body(n int) string {
	r := p.random(n, 5)
	return fmt.Sprintf(bodies[r.IntN(len(bodies))], word(r, 2))
}

// word is an invented name of some syllables.
func word(r *rand.Rand, syllables int) string {
	var b strings.Builder
	for range syllables {
		b.WriteString(onsets[r.IntN(len(onsets))])
		b.WriteString(vowels[r.IntN(len(vowels))])
	}
	b.WriteString(codas[r.IntN(len(codas))])
	w := b.String()
	return strings.ToUpper(w[:1]) + w[1:]
}

// sentence fills the places of a pattern.
func (s *story) sentence(pattern string) string {
	r := s.r
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		place, after, _ := strings.Cut(rest, "}")
		pattern = after
		who := s.people[r.IntN(len(s.people))]
		switch place {
		case "name":
			b.WriteString(who.full())
		case "family":
			b.WriteString(who.family)
		case "titled":
			b.WriteString(who.role + " " + who.full())
		case "body":
			b.WriteString(s.bodies[r.IntN(len(s.bodies))])
		case "country":
			b.WriteString(s.country.name)
		case "demonym":
			b.WriteString(s.country.demonym)
		case "other":
			b.WriteString(countries[r.IntN(len(countries))].name)
		case "city":
			b.WriteString(s.city)
		case "n":
			fmt.Fprint(&b, 2+r.IntN(980))
		case "big":
			fmt.Fprintf(&b, "%d,%03d", 1+r.IntN(900), r.IntN(1000))
		case "pct":
			fmt.Fprintf(&b, "%d.%d percent", r.IntN(60), r.IntN(10))
		case "money":
			fmt.Fprintf(&b, "$%d.%d %s", 1+r.IntN(90), r.IntN(10), []string{"million", "billion"}[r.IntN(2)])
		case "thing":
			b.WriteString(things[r.IntN(len(things))])
		case "thing2":
			b.WriteString(things[r.IntN(len(things))])
		case "adj":
			b.WriteString(adjectives[r.IntN(len(adjectives))])
		case "day":
			b.WriteString(days[r.IntN(len(days))])
		default:
			panic("broadsheet-synth: no place " + place)
		}
	}
}
