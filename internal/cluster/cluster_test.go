package cluster

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	many := make([]string, 0, 3000)
	many = append(many, "Kenya", "refuses", "kenya", "00,000", "Éire", "Obama", "REFUSES", "’s")
	for i := range 60 {
		for j := range 40 {
			many = append(many, strings.Repeat("x", i)+strings.Repeat("y", j)+"z")
		}
	}
	// Classes are at most 64 at the coarsest level, so that all words behind
	// share one.
	var list []Word
	for i, w := range many {
		c := uint16(min(i+1, 64))
		list = append(list, Word{w, []uint16{c, c, c, c, c}})
	}
	data, err := Encode(Header{Seed: 7}, Sizes[:], list)
	if err != nil {
		t.Fatal(err)
	}
	tab, err := decode(data, Sizes[:])
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		w            string
		exact, found uint16 // class as written; in any case
	}{
		{"Kenya", 1, 1},
		{"kenya", 3, 1}, // its own, rarer spelling
		{"KENYA", 0, 1},
		{"refuses", 2, 2},
		{"Refuses", 0, 2},
		{"REFUSES", 7, 2},
		{"12,345", 4, 4},
		{"1,345", 0, 0},
		{"éire", 0, 5},
		{"ÉIRE", 0, 5},
		{"obama", 0, 6},
		{"’S", 0, 8},
		{"Nairobi", 0, 0},
		{"", 0, 0},
		{"\xff\xc3", 0, 0},
	} {
		exact := Classes{}
		if found := tab.find(hash(c.w, tab.seed)); found != nil {
			exact = Classes(found)
		}
		if exact[Levels-1] != c.exact {
			t.Errorf("%q as written: class %d, want %d", c.w, exact[Levels-1], c.exact)
		}
		if got := tab.folded(c.w); got[0] != c.found {
			t.Errorf("%q in any case: class %d, want %d", c.w, got[0], c.found)
		}
	}
	for _, w := range list {
		if !slices.Equal(tab.find(hash(w.Form, tab.seed)), w.Classes) {
			t.Fatalf("%q is lost", w.Form)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	one := []uint16{1, 1, 1, 0, 0}
	for _, c := range []struct {
		name, want string
		words      []Word
	}{
		{"a class of none", "no class 0", []Word{{"a", []uint16{0, 1, 1, 1, 1}}}},
		{"a class too high", "no class 65", []Word{{"a", []uint16{65, 1, 1, 1, 1}}}},
		{"too few levels", "4 classes at 5 levels", []Word{{"a", one[:4]}}},
		{"one word twice", "one hash", []Word{{"a0", one}, {"a1", one}}},
	} {
		if _, err := Encode(Header{}, Sizes[:], c.words); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		name, want string
		spoil      func([]byte) []byte
	}{
		{"nothing", "too short", func([]byte) []byte { return nil }},
		{"half a header", "too short", func(b []byte) []byte { return b[:20] }},
		{"another file", "not a file", func(b []byte) []byte { b[0]++; return b }},
		{"another version", "version", func(b []byte) []byte { b[4]++; return b }},
		{"other levels", "levels", func(b []byte) []byte { b[6]++; return b }},
		{"other sizes", "classes at level 0", func(b []byte) []byte { b[8]++; return b }},
		{"more entries", "entries", func(b []byte) []byte { b[8+2*int(b[6])+40]++; return b }},
		{"cut off", "", func(b []byte) []byte { return b[:len(b)-3] }},
	} {
		for _, f := range []struct {
			content []byte
			sizes   []int
		}{{file, Sizes[:]}, {kinFile, KinSizes[:]}} {
			data := append([]byte(nil), f.content...)
			if _, err := decode(c.spoil(data), f.sizes); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
			}
		}
	}
}

// The embedded file holds together, and knows what any news has.
func TestEmbedded(t *testing.T) {
	for _, w := range []string{"the", "said", "President", "president", "Washington", "2,000", ".", "'s"} {
		c := Of(w)
		for level, class := range c {
			if !fits(class, level, Sizes[:]) {
				t.Errorf("%q: class %d at level %d", w, class, level)
			}
		}
	}
	if Of("Monday")[0] != Of("Tuesday")[0] || Of("Monday")[0] == Of("said")[0] {
		t.Error("Monday is rather like said than like Tuesday")
	}
	if Of("the")[Places] != 0 || Of("ballot")[Places] != Of("voters")[Places] || Of("ballot")[Places] == Of("missile")[Places] {
		t.Error("ballot is rather like missile than like voters, or the has a topic")
	}
	if c := Of("qzxvkjw"); c != (Classes{}) {
		t.Errorf("a word that is none has the classes %v", c)
	}
	if len(file) > 3<<19 {
		t.Errorf("the file has %d bytes, more than 1.5 MiB", len(file))
	}
}

// Any bytes have classes: all of them known, or none.
func TestOfIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := string(rapid.SliceOf(rapid.Byte()).Draw(t, "w"))
		if rapid.Bool().Draw(t, "text") {
			w = rapid.String().Draw(t, "s")
		}
		for _, c := range []Classes{Of(w), Folded(w)} {
			for level, class := range c {
				if int(class) > Sizes[level] || c[0] == 0 && class > 0 || c[0] > 0 && !fits(class, level, Sizes[:]) {
					t.Fatalf("%q: %v", w, c)
				}
			}
		}
		if utf8.ValidString(w) && hashFolded(w, 3) != hashFolded(strings.Map(asciiUpper, w), 3) {
			t.Fatalf("%q: the case of its letters changes its hash", w)
		}
	})
}

func asciiUpper(r rune) rune {
	if 'a' <= r && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

func TestOfAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Of("Washington"); Of("Éqzxvkjw"); Folded("WASHINGTON") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

var sink Classes

func BenchmarkOf(b *testing.B) {
	words := strings.Fields(`The foreign minister of Kenya , Amos Oduya , told reporters in Nairobi on Monday that 1,200 troops
		would leave the borderlands by March ; Qzxvk said otherwise .`)
	Of("")
	for i := 0; b.Loop(); i++ {
		sink = Of(words[i%len(words)])
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := decode(file, Sizes[:]); err != nil {
			b.Fatal(err)
		}
	}
}
