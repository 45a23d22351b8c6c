package gazetteer

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestPhrasesMatchHoweverTheyAreWritten(t *testing.T) {
	p := NewPhrases[int](4)
	known := []string{"U.S.", "US", "Ga.", "Guinea", "Guinea-Bissau", "Côte d'Ivoire", "St. Louis", "Trinidad & Tobago", "Washington, D.C.", "São Tomé", "Müller Straße", "Sanaa"}
	for i, s := range known {
		p.Add(s, i)
	}
	for _, c := range []struct{ text, match string }{
		{"U.S.-led", "U.S."}, {"U.S. troops", "U.S."}, {"US", "US"}, {"us", "us"}, {"U.S", ""}, {"U S", ""},
		{"Ga. voters", "Ga."}, {"Ga voters", ""}, {"Gaol", ""},
		{"Guinea-Bissau's", "Guinea-Bissau"}, {"GUINEA BISSAU", "GUINEA BISSAU"}, {"Guinea\nBissau", "Guinea\nBissau"},
		{"Guinea\n\nBissau", "Guinea"}, {"Guinea. Bissau", "Guinea"}, {"Guinea, Bissau", "Guinea"}, {"Guineans", ""},
		{"Cote d’Ivoire", "Cote d’Ivoire"}, {"CÔTE D'IVOIRE", "CÔTE D'IVOIRE"}, {"Co\u0302te d'Ivoire", "Co\u0302te d'Ivoire"}, {"Côte d Ivoire", ""},
		{"St Louis", "St Louis"}, {"St. Louis", "St. Louis"}, {"Trinidad & Tobago", "Trinidad & Tobago"}, {"Trinidad&Tobago", "Trinidad&Tobago"}, {"Trinidad Tobago", ""},
		{"Washington, D.C. is", "Washington, D.C."}, {"Sao Tome", "Sao Tome"}, {"MULLER STRASSE", "MULLER STRASSE"}, {"Müller Straße", "Müller Straße"},
		{"Sanaa", "Sanaa"}, {"Guinea" + strings.Repeat(" ", 40) + "Bissau", "Guinea"},
	} {
		_, end, _ := p.Longest(c.text, 0)
		if got := c.text[:end]; got != c.match {
			t.Errorf("%q: match %q, want %q", c.text, got, c.match)
		}
	}
	if _, ok := p.Get("guinea"); !ok || p.Len() != len(known) {
		t.Error("Get or Len is wrong")
	}
	if _, ok := (&Phrases[int]{}).Get("x"); ok {
		t.Error("an empty Phrases has a phrase")
	}
	if _, _, ok := (&Phrases[int]{}).Longest("x", 0); ok {
		t.Error("an empty Phrases matches")
	}
	p.Add("Gus’-Khrustal’nyy (Kreis 1) / Gus", 1)
	if _, end, ok := p.Longest("Gus said", 0); ok || p.Len() != len(known) {
		t.Errorf("a phrase that cannot match was added up to byte %d", end)
	}
	p.Add("Guinea", 99)
	if v, _ := p.Get("Guinea"); v != 99 {
		t.Error("Add does not replace")
	}
}

// Whatever is added is found where it is written; whatever is found begins and
// ends at words.
func TestPhrasesFindWhatWasAdded(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-zéÖßø0-9]{1,8}`)
	rapid.Check(t, func(t *rapid.T) {
		var p Phrases[string]
		phrases := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(word, 1, 4).Draw(t, "words"), rapid.SampledFrom([]string{" ", "-", "'", " & ", "."}).Draw(t, "gap"))
		}), 1, 30).Draw(t, "phrases")
		for _, s := range phrases {
			p.Add(s, s)
		}
		for _, s := range phrases {
			if _, ok := p.Get(s); !ok {
				t.Fatalf("%q is lost", s)
			}
			v, end, ok := p.Longest("x "+s+", y", 2)
			if !ok || end < 2+len(s) && v == s {
				t.Fatalf("%q: match %q ends at %d", s, v, end)
			}
		}
		text := rapid.String().Draw(t, "text")
		for at := 0; at < len(text); {
			start, end := Word(text, at)
			if start > end || !utf8.ValidString(text[start:end]) {
				t.Fatalf("word %d:%d of %q", start, end, text)
			}
			if start < len(text) {
				if _, e, ok := p.Longest(text, start); ok && (e <= start || !utf8.ValidString(text[start:e])) {
					t.Fatalf("match %d:%d of %q", start, e, text)
				}
			}
			at = end
		}
	})
}

func FuzzPhrases(f *testing.F) {
	f.Add("U.S.-led Guinea-Bissau", "Guinea Bissau")
	f.Add("\xff\xfe.", ".")
	f.Fuzz(func(t *testing.T, text, phrase string) {
		var p Phrases[bool]
		p.Add(phrase, true)
		p.Get(text)
		for at := 0; at < len(text); {
			start, end := Word(text, at)
			if start < len(text) {
				p.Longest(text, start)
			}
			if end <= at {
				t.Fatalf("no progress at %d of %q", at, text)
			}
			at = end
		}
	})
}
