package clusters

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Vectors around some directions come into one class for each.
func TestDivideFindsWhatIsThere(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const groups, each = 5, 40
	var list []vector
	for i := range groups * each {
		var v [dimensions]int64
		for k := range v {
			v[k] = random.Int64N(200) - 100
		}
		v[i%groups*7] += 3000
		list = append(list, sized(&v))
	}
	of := divide(list, len(list)-groups, groups, io.Discard)
	classes := map[int]bool{}
	for i := range list {
		classes[of[i]] = true
		if of[i] != of[i%groups] {
			t.Fatalf("vector %d is not in the class of its group", i)
		}
	}
	if len(classes) != groups {
		t.Errorf("%d classes, want %d", len(classes), groups)
	}
}

func TestSizedIsOfOneLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var v [dimensions]int64
		largest := rapid.Int64Range(0, 1<<45).Draw(t, "largest")
		for k := range v {
			v[k] = rapid.Int64Range(-largest, largest).Draw(t, "x")
		}
		got := sized(&v)
		length := math.Sqrt(float64(got.times(&got)))
		if length != 0 && math.Abs(length-unit) > 20 {
			t.Fatalf("length %v, want %d", length, unit)
		}
	})
}

func TestReadVectors(t *testing.T) {
	numbers := strings.TrimSuffix(strings.Repeat("0.5,", dimensions), ",")
	for _, c := range []struct{ name, content, want string }{
		{"two words", `{"precision":8,"words":["the","of"],"vectors":{"of":[` + numbers + `,1],"the":[` + numbers + `]},"unk":[0]}`, ""},
		{"no object", `[1]`, "not a file of word vectors"},
		{"a vector too short", `{"words":["a"],"vectors":{"a":[1,2]}}`, "has 2 numbers"},
		{"a word that is not listed", `{"words":[],"vectors":{"a":[` + numbers + `]}}`, "not among the words"},
		{"a word without a vector", `{"words":["a","b"],"vectors":{"a":[` + numbers + `]}}`, "2 words and 1 vectors"},
		{"nothing", `{}`, "0 words"},
	} {
		words, list, err := readVectors(strings.NewReader(c.content))
		if c.want == "" {
			if err != nil || fmt.Sprint(words) != "[the of]" || list[1][99] != unit/2 {
				t.Errorf("%s: %v, %v", c.name, words, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
	file := filepath.Join(t.TempDir(), "v.json")
	if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := BuildKin(file, io.Discard); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("error %v does not name the file", err)
	}
}
