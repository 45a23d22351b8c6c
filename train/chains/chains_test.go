package chains

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// partition reads entities of letters: "abc de" are two entities.
func partition(s string) Partition {
	p := Partition{}
	for e, list := range strings.Fields(s) {
		for _, m := range list {
			p[int(m)] = e
		}
	}
	return p
}

// The values were worked out by hand; the second is the example of the manual
// of CoNLL's scorer.
func TestScore(t *testing.T) {
	for _, c := range []struct {
		gold, found     string
		muc, cubed, phi PRF
	}{
		{"abc defg", "abc defg", PRF{1, 1, 1}, PRF{1, 1, 1}, PRF{1, 1, 1}},
		{"abc defg", "ab cd fghi", PRF{2. / 5, 2. / 5, 2. / 5}, PRF{4. / 8, (4./3 + 1./3 + 1./4 + 1) / 7, 0}, PRF{(.8 + .5) / 3, (.8 + .5) / 2, 0}},
		{"ab", "cd", PRF{}, PRF{}, PRF{}},
		{"ab", "a b c", PRF{}, PRF{}, PRF{}},
		{"abcd", "ab cd", PRF{1, 2. / 3, .8}, PRF{1, .5, 2. / 3}, PRF{1. / 3, 2. / 3, 4. / 9}},
	} {
		var y Tally
		y.Add(partition(c.gold), partition(c.found))
		for _, m := range []struct {
			name      string
			got, want PRF
		}{{"MUC", y.MUC(), c.muc}, {"B3", y.BCubed(), c.cubed}, {"CEAF", y.CEAF(), c.phi}} {
			if math.Abs(m.got.P-m.want.P) > 1e-9 || math.Abs(m.got.R-m.want.R) > 1e-9 {
				t.Errorf("%s of %q for %q: %v, want %v", m.name, c.found, c.gold, m.got, m.want)
			}
		}
	}
}

// The assignment is no worse than any other.
func TestAssign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "rows")
		m := rapid.IntRange(n, 5).Draw(t, "columns")
		gain := make([][]float64, n)
		for i := range gain {
			gain[i] = make([]float64, m)
			for j := range gain[i] {
				gain[i][j] = float64(rapid.IntRange(0, 9).Draw(t, "gain"))
			}
		}
		var best func(row, used int) float64
		best = func(row, used int) float64 {
			if row == n {
				return 0
			}
			most := 0.0
			for j := range m {
				if used>>j&1 == 0 {
					most = max(most, gain[row][j]+best(row+1, used|1<<j))
				}
			}
			return most
		}
		if got, want := assign(gain), best(0, 0); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v for %v, want %v", got, gain, want)
		}
	})
}

const sample = `# newdoc id = GUM_news_sample
# newpar
# sent_id = 1
1	President	President	PROPN	NNP	_	2	nmod:desc	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref
2	Hart	Hart	PROPN	NNP	_	3	nsubj	_	Entity=1)
3	left	leave	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-organization-new-nnnnn-cf1-2,4-coref
5	Bank	Bank	PROPN	NNP	_	3	obj	_	_
6	of	of	ADP	IN	_	7	case	_	_
7	Chad	Chad	PROPN	NNP	_	5	nmod	_	Entity=(3-place-new-nnnnn-cf1-1-sgl-Chad)2)|SpaceAfter=No
8	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# sent_id = 2
1-2	Hart's	_	_	_	_	_	_	_	_
1	Hart	Hart	PROPN	NNP	_	3	nmod:poss	_	Entity=(4-person-new-nnnnn-cf1-3-coref(1-person-giv-nnnnn-cf1-1-coref
2	's	's	PART	POS	_	1	case	_	Entity=1)
3	mother	mother	NOUN	NN	_	4	nsubj	_	Entity=4)
4	saw	see	VERB	VBD	_	0	root	_	_
5	him	he	PRON	PRP	_	4	obj	_	Entity=(1-person-giv-nnnnn-cf1-1-ana)|SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_
`

func TestRead(t *testing.T) {
	docs, err := Read(strings.NewReader(sample))
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	d := docs[0]
	if want := "President Hart left the Bank of Chad. \n\nHart's mother saw him. "; d.Text != want || d.Genre() != "news" {
		t.Errorf("%q, %q", d.Text, d.Genre())
	}
	var got []string
	for _, m := range d.Mentions {
		got = append(got, string(rune('0'+m.Chain))+string(m.Kind[0])+":"+m.Head.Of(d.Text)+"/"+m.Name.Of(d.Text))
	}
	if s, want := strings.Join(got, " "), "1p:Hart/Hart 2o:Bank/Bank of Chad 3p:Chad/Chad 1p:Hart/Hart 1p:him/"; s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

// The news has the names of its own columns; a sentence ends a name.
func TestNamesOfTheNews(t *testing.T) {
	s := newSilver("a", map[string]string{"a": "Lou Hart of Chad left. Hart"})
	for _, line := range []string{"1 0 3 Lou Lou NNP PERSON", "2 4 8 Hart Hart NNP PERSON", "3 9 11 of of IN O", "4 12 16 Chad Chad NNP LOCATION",
		"5 17 21 left leave VBD O", "6 21 22 . . . O", "", "1 23 27 Hart Hart NNP PERSON"} {
		if line == "" {
			s.sentence()
			continue
		}
		s.token(strings.Fields(line))
	}
	var got []string
	for _, n := range s.finish(nil)[0].Names() {
		got = append(got, string(n.Kind)+":"+n.Of(s.doc.Text))
	}
	if g, want := strings.Join(got, " "), "person:Lou Hart place:Chad person:Hart"; g != want {
		t.Errorf("%s, want %s", g, want)
	}
}

// Where the weights end does not hang on where they begin, nor on the order of
// the examples.
func TestFitIsSteady(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var seen []example
	for range 300 {
		x := example{weight: 1}
		for k := range 3 {
			x.features = append(x.features, []uint16{uint16(k), uint16(3 + random.IntN(4)), uint16(7 + random.IntN(3))})
			x.right = append(x.right, false)
		}
		x.right[max(0, random.IntN(5)-2)] = true
		seen = append(seen, x)
	}
	a, b := make([]float64, 10), []float64{1, -1, 1, 0, -1, 0, 1, 1, -1, 0}
	fit(a, seen)
	random.Shuffle(len(seen), func(i, j int) { seen[i], seen[j] = seen[j], seen[i] })
	fit(b, seen)
	for _, x := range seen {
		first, other := x.features[0], x.features[1]
		if got, want := points(b, first)-points(b, other), points(a, first)-points(a, other); math.Abs(got-want) > 0.05 {
			t.Fatalf("a lead of %.3f or %.3f", got, want)
		}
	}
	if lead := a[0] - a[1]; lead < 0.5 {
		t.Errorf("the one who is right most often leads by %.3f", lead)
	}
}
