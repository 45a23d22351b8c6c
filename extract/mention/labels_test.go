package mention

import (
	"testing"

	"pgregory.net/rapid"
)

// Names written as labels are read again, and only what Follows allows is
// written.
func TestLabelsAreNames(t *testing.T) {
	type name struct{ a, b, kind int }
	rapid.Check(t, func(t *rapid.T) {
		l := make([]uint8, rapid.IntRange(1, 30).Draw(t, "tokens"))
		var want []name
		for a := 0; a < len(l); {
			n := rapid.IntRange(1, 4).Draw(t, "length")
			if kind := rapid.IntRange(0, len(kinds)).Draw(t, "kind"); kind > 0 && a+n <= len(l) {
				label(l[a:a+n], kinds[kind-1])
				want = append(want, name{a, a + n, kind})
			}
			a += n
		}
		from := len(Labels)
		for k, y := range l {
			if !Follows(from, int(y)) {
				t.Fatalf("token %d: %s after %d", k, Labels[y], from)
			}
			from = int(y)
		}
		var got []name
		for k := 0; k < len(l); {
			end, kind := nameAt(l, k)
			if kind > 0 {
				got = append(got, name{k, end, kind})
			}
			k = max(k+1, end)
		}
		if len(got) != len(want) {
			t.Fatalf("%v, want %v", got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
	if len(Labels) != labels {
		t.Errorf("%d labels", len(Labels))
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		votes votes
		want  uint64
	}{
		{votes{}, 0},
		{votes{0, 1}, 2 | 8 | 1<<5},
		{votes{0, 2}, 2 | 8 | 2<<5},
		{votes{5}, 1 | 8 | 3<<5},
		{votes{1, 2}, 2 | 3<<5},
		{votes{0, 1, 1}, 2 | 16 | 2<<5},
	} {
		if got := c.votes.verdict(); got != c.want {
			t.Errorf("%v says %b, want %b", c.votes, got, c.want)
		}
	}
}
