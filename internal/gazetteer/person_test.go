package gazetteer

import "testing"

func TestNameWords(t *testing.T) {
	m := NameWords()
	for w, want := range map[string]NameWord{
		"mary":      {Forename: true, Surname: true, Gender: Female},
		"bill":      {Forename: true, Surname: true, Gender: Male, Word: true},
		"netanyahu": {Surname: true},
		"the":       {},
	} {
		if m[w] != want {
			t.Errorf("%s: %+v, want %+v", w, m[w], want)
		}
	}
}

func TestAppendPlain(t *testing.T) {
	for in, want := range map[string]string{"São Tomé": "sao tome", "ŁÓDŹ": "lodz", "Größe": "grosse", "Ве́тер": "ветер", "": ""} {
		if got := string(AppendPlain(nil, in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
