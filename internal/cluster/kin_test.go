package cluster

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The embedded file holds together, and knows what any English text has.
func TestEmbeddedKin(t *testing.T) {
	if KinOf("Tuesday")[2] != KinOf("wednesday")[2] || KinOf("Tuesday")[1] == KinOf("senator")[1] {
		t.Error("Tuesday is rather like a senator than like Wednesday")
	}
	if KinOf("Helsinki")[0] != KinOf("STOCKHOLM")[0] || KinOf("Helsinki")[0] == KinOf("argued")[0] {
		t.Error("Helsinki is rather like argued than like Stockholm")
	}
	if k := KinOf("qzxvkjwpp"); k != (Kin{}) {
		t.Errorf("a word that is none has the classes %v", k)
	}
	if len(kinFile) > 5<<19 {
		t.Errorf("the file has %d bytes, more than 2.5 MiB", len(kinFile))
	}
}

// Any bytes have kin classes, the same in any case: all of them, or none.
func TestKinOfIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := string(rapid.SliceOf(rapid.Byte()).Draw(t, "w"))
		if rapid.Bool().Draw(t, "text") {
			w = rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "s")
		}
		k := KinOf(w)
		for level, class := range k {
			if int(class) > KinSizes[level] || (class == 0) != (k[0] == 0) {
				t.Fatalf("%q: %v", w, k)
			}
		}
		if up := strings.Map(asciiUpper, w); up != w && len(up) == len(w) && KinOf(up) != k {
			t.Fatalf("%q: the case of its letters changes its classes", w)
		}
	})
}

func TestKinOfAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { KinOf("Washington"); KinOf("Éqzxvkjw") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

var kinSink Kin

func BenchmarkKinOf(b *testing.B) {
	words := strings.Fields(`The foreign minister of Kenya , Amos Oduya , told reporters in Nairobi on Monday that 1,200 troops
		would leave the borderlands by March ; Qzxvk said otherwise .`)
	KinOf("")
	for i := 0; b.Loop(); i++ {
		kinSink = KinOf(words[i%len(words)])
	}
}

func BenchmarkLoadKin(b *testing.B) {
	for b.Loop() {
		if _, err := decode(kinFile, KinSizes[:]); err != nil {
			b.Fatal(err)
		}
	}
}
