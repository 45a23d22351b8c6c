package word

import "testing"

func TestIs(t *testing.T) {
	for _, c := range []struct {
		w    string
		want bool
	}{{"of", true}, {"OF", true}, {"For", true}, {"off", false}, {"", false}, {"o", false}} {
		if got := Is(c.w, "of", "for"); got != c.want {
			t.Errorf("Is(%q) = %v", c.w, got)
		}
	}
	if s := Set(" one two\n\tone "); len(s) != 2 || !s["one"] || !s["two"] {
		t.Errorf("Set: %v", s)
	}
}

func TestUpperAt(t *testing.T) {
	const text = "aÉéǅ1K"
	for at, want := range map[int]bool{0: false, 1: true, 3: false, 5: true, 7: false, 8: true, 9: false, 99: false} {
		if got := UpperAt(text, at); got != want {
			t.Errorf("UpperAt(%q, %d) = %v", text, at, got)
		}
	}
}
