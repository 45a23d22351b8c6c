package clusters

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLog2(t *testing.T) {
	for _, x := range []uint64{1, 2, 3, 5, 1000, 1 << 20, 1<<24 - 1, 123456789} {
		if got, want := float64(log2(x))/(1<<48), math.Log2(float64(x)); math.Abs(got-want) > 1e-13 {
			t.Errorf("log2 of %d: %v, want %v", x, got, want)
		}
	}
	f := xlogx(1 << 12)
	for x := 1; x+1 < len(f); x++ {
		if want := float64(x) * math.Log2(float64(x)); math.Abs(float64(f[x])/(1<<16)-want) > 1e-4 {
			t.Fatalf("f(%d) is %v, want %v", x, float64(f[x])/(1<<16), want)
		}
	}
}

// The counts of pairs are those of the tokens, from both sides.
func TestAdjacent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const words = 6
		tokens := rapid.SliceOf(rapid.Int32Range(0, words-1)).Draw(t, "tokens")
		want := map[[2]int32]int32{}
		for i := 0; i+1 < len(tokens); i++ {
			want[[2]int32{tokens[i], tokens[i+1]}]++
		}
		p := count(adjacent(tokens), words)
		next, prev := map[[2]int32]int32{}, map[[2]int32]int32{}
		for w := range int32(words) {
			beside, counts := p.next.of(int(w))
			for i, v := range beside {
				next[[2]int32{w, v}] += counts[i]
			}
			beside, counts = p.prev.of(int(w))
			for i, v := range beside {
				prev[[2]int32{v, w}] += counts[i]
			}
		}
		if fmt.Sprint(next) != fmt.Sprint(want) || fmt.Sprint(prev) != fmt.Sprint(want) {
			t.Fatalf("pairs of %v: %v and %v", tokens, next, prev)
		}
	})
}

// Near words are those of one sentence with the common ones passed over.
func TestNear(t *testing.T) {
	var got []string
	for a, b := range near([]int32{5, 1, 6, 7, 8, 0, 9, 2, 5}, 3, 2) {
		got = append(got, fmt.Sprint(a, b))
	}
	if want := []string{"5 6", "5 7", "6 7", "6 8", "7 8", "9 5"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// What a move is said to gain is what the likelihood, summed anew, has gained;
// and no move makes it less.
func TestMovesGainWhatTheyTell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.IntRange(2, 9).Draw(t, "words")
		k := rapid.IntRange(2, 5).Draw(t, "classes")
		tokens := rapid.SliceOfN(rapid.Int32Range(0, int32(words-1)), 2, 60).Draw(t, "tokens")
		of := make([]int32, words)
		for w := 1; w < words; w++ {
			of[w] = int32(rapid.IntRange(1, k-1).Draw(t, "class"))
		}
		p := count(adjacent(tokens), words)
		x := newExchange(p, xlogx(p.total+2), k, of)
		w := rapid.IntRange(1, words-1).Draw(t, "word")
		before := total(p, x.f, k, of)
		old := of[w]
		x.move(w)
		if sideless := x.next.total+x.before.total == 0; sideless {
			return
		}
		if after := total(p, x.f, k, of); after-before != x.score[of[w]]-x.score[old] || after < before {
			t.Fatalf("from %d to %d: gains %d, told %d", old, of[w], after-before, x.score[of[w]]-x.score[old])
		}
		fresh := newExchange(p, x.f, k, of)
		if !slices.Equal(fresh.byLeft, x.byLeft) || !slices.Equal(fresh.byRight, x.byRight) ||
			!slices.Equal(fresh.gainByLeft, x.gainByLeft) || !slices.Equal(fresh.gainByRight, x.gainByRight) ||
			!slices.Equal(fresh.lefts, x.lefts) || !slices.Equal(fresh.rights, x.rights) {
			t.Fatal("the cells are not those of the classes")
		}
	})
}

// total is the likelihood by its definition.
func total(p *pairs, f []int64, k int, of []int32) (sum int64) {
	cells, lefts, rights := make([]int32, k*k), make([]int32, k), make([]int32, k)
	for w := range of {
		words, counts := p.next.of(w)
		for i, v := range words {
			cells[int(of[w])*k+int(of[v])] += counts[i]
			lefts[of[w]] += counts[i]
			rights[of[v]] += counts[i]
		}
	}
	for _, n := range cells {
		sum += f[n]
	}
	for c := range k {
		sum -= f[lefts[c]] + f[rights[c]]
	}
	return sum
}

// Words of one use come together: in a made-up language of determiner, noun
// and verb each has a class of its own.
func TestClassesAreUses(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var tokens []int32
	for range 2000 {
		tokens = append(tokens, 0, 1+random.Int32N(3), 4+random.Int32N(9), 13+random.Int32N(6))
	}
	of := make([]int32, 19)
	for w := 1; w < len(of); w++ {
		of[w] = 1
	}
	deal(of, 1, 3)
	p := count(adjacent(tokens), len(of))
	x := newExchange(p, xlogx(p.total+2), 4, of)
	for x.pass() > 0 {
	}
	for w := 1; w < len(of); w++ {
		kin := 1
		if w >= 4 {
			kin = 4
		}
		if w >= 13 {
			kin = 13
		}
		if of[w] != of[kin] {
			t.Errorf("words %d and %d of one use are in the classes %d and %d", w, kin, of[w], of[kin])
		}
	}
	if of[1] == of[4] || of[4] == of[13] || of[1] == of[13] {
		t.Error("two uses have one class")
	}
}

func TestDeal(t *testing.T) {
	of := []int32{0, 1, 1, 2, 1, 2, 2, 1}
	deal(of, 2, 5)
	if want := []int32{0, 1, 2, 3, 1, 4, 5, 2}; !slices.Equal(of, want) {
		t.Errorf("%v, want %v", of, want)
	}
}

func news1(t *testing.T, texts ...string) string {
	t.Helper()
	dir := t.TempDir()
	var file bytes.Buffer
	z := gzip.NewWriter(&file)
	for _, text := range texts {
		if err := json.NewEncoder(z).Encode(map[string]string{"text": text}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "news-a.jsonl.gz"), file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestRead(t *testing.T) {
	n, err := read(news1(t, "The vote was 12 to 30.\n\nThe vote was late.", "The vote was late.\n\nThe talks ended."), 2, 4)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, w := range n.tokens {
		switch {
		case w == 0:
			told = append(told, "/")
		case n.words[w] == "":
			told = append(told, fmt.Sprint("<", w-1, ">"))
		default:
			told = append(told, n.words[w])
		}
	}
	// Four words are kept: "." and "The" three times, "00" and "vote" before
	// "was" by their bytes; the sentence told twice counts once.
	if got, want := strings.Join(told, " "), "The vote <1> 00 <1> 00 . / The vote <1> <1> . / The <1> <1> . /"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if _, err := read(t.TempDir(), 2, 4); err == nil {
		t.Error("a folder without news is no error")
	}
}

func TestBuildIsOneAndTheSame(t *testing.T) {
	var texts []string
	for i := range 400 {
		texts = append(texts, fmt.Sprintf("Minister %c%c left town %c. %c%c said so.", 'A'+i%26, 'a'+i/26, 'a'+i%7, 'A'+i%26, 'a'+i/26))
	}
	dir := news1(t, append(texts, texts...)...)
	one, err := Build(dir, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	two, err := Build(dir, io.Discard)
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("the same news gives other bytes (%v)", err)
	}
}
