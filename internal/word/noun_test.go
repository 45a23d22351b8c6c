package word

import "testing"

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"troops": "troop", "children": "child", "countries": "country", "people": "person", "policemen": "policeman",
		"women": "woman", "votes": "vote", "houses": "house", "viruses": "virus", "buses": "bus", "causes": "cause",
		"losses": "loss", "taxes": "tax", "branches": "branch", "headaches": "headache", "avalanches": "avalanche",
		"coaches": "coach", "heroes": "hero", "foes": "foe", "movies": "movie", "knives": "knife", "crises": "crisis",
		"cases": "case", "series": "series", "aircraft": "aircraft", "feet": "foot", "israelis": "israeli",
		"prizes": "prize", "eyes": "eye", "days": "day", "abuses": "abuse", "townspeople": "townsperson", "dies": "die",
		"bridges": "bridge", "kisses": "kiss", "beaches": "beach", "ranches": "ranch", "axes": "axis", "ages": "age",
	} {
		if got, ok := Singular(plural); got != want || !ok {
			t.Errorf("Singular(%q) = %q, %v, want %q", plural, got, ok, want)
		}
	}
	for _, w := range []string{"house", "campus", "crisis", "class", "politics", "was", "", "s", "as", "us", "child", "regimen", "news", "texas"} {
		if got, ok := Singular(w); got != w || ok {
			t.Errorf("Singular(%q) = %q, %v, want it unchanged and false", w, got, ok)
		}
	}
}

func TestSingularOfSingularIsTheSame(t *testing.T) {
	for _, w := range []string{"troops", "children", "countries", "policemen", "losses", "heroes", "knives", "cases"} {
		s, _ := Singular(w)
		if again, ok := Singular(s); again != s || ok {
			t.Errorf("Singular(%q) = %q, %v", s, again, ok)
		}
	}
}
