package word

import (
	"strconv"
	"strings"
	"testing"
)

func TestMemo(t *testing.T) {
	var m Memo[int]
	for round := range 3 {
		for i := range 2 * mostKept {
			f, known := m.Of(strconv.Itoa(i))
			if known && *f != i {
				t.Fatalf("round %d: the facts of %d are those of %d", round, i, *f)
			}
			*f = i
			if g, known := m.Of(strconv.Itoa(i)); !known || g != f {
				t.Fatalf("round %d: %d is not known", round, i)
			}
		}
		if len(m.facts) > mostKept {
			t.Errorf("%d words are kept", len(m.facts))
		}
	}
	long := strings.Repeat("x", longestKept+1)
	m.Of(long)
	if _, known := m.Of(long); known {
		t.Error("a long word is kept")
	}
}
