package pipeline

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/internal/minhash"
	"github.com/broadsheet/broadsheet/results"
)

// Components of a graph on disk are those of union-find.
func TestComponents(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "nodes")
		parent := make([]int, n)
		for i := range parent {
			parent[i] = i
		}
		find := func(i int) int {
			for parent[i] != i {
				i = parent[i]
			}
			return i
		}
		graph := newSorter(newWorkspace(dir), "graph")
		tied := map[int]bool{}
		for range rapid.IntRange(0, 60).Draw(t, "edges") {
			a, b := rapid.IntRange(1, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
			if b >= a {
				continue
			}
			if err := graph.add(edge{uint64(a), uint64(b)}.record(nil)); err != nil {
				t.Fatal(err)
			}
			tied[a], tied[b] = true, true
			x, y := find(a), find(b)
			parent[max(x, y)] = min(x, y)
		}
		labels, err := components(context.Background(), graph)
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		for e, err := range edges(labels) {
			if err != nil {
				t.Fatal(err)
			}
			if seen++; int(e.b) != find(int(e.a)) || !tied[int(e.a)] {
				t.Fatalf("node %d is of %d, want %d", e.a, e.b, find(int(e.a)))
			}
		}
		if seen != len(tied) {
			t.Fatalf("%d nodes have a label, want %d", seen, len(tied))
		}
	})
}

// A round can change edges without changing how many there are: that is no end.
func TestComponentsOfAShortWay(t *testing.T) {
	dir := t.TempDir()
	graph := newSorter(newWorkspace(dir), "graph")
	for _, e := range []edge{{1, 0}, {2, 1}, {3, 2}} {
		if err := graph.add(e.record(nil)); err != nil {
			t.Fatal(err)
		}
	}
	labels, err := components(context.Background(), graph)
	if err != nil {
		t.Fatal(err)
	}
	var got []edge
	for e, err := range edges(labels) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e)
	}
	if want := []edge{{0, 0}, {1, 0}, {2, 0}, {3, 0}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A way through the graph that is as long as it gets must not take a round a node.
func TestComponentsOfALongWay(t *testing.T) {
	dir := t.TempDir()
	const n = 20_000
	graph := newSorter(newWorkspace(dir), "graph")
	order := rand.New(rand.NewPCG(1, 1)).Perm(n)
	for i := range n - 1 {
		a, b := uint64(order[i]), uint64(order[i+1])
		if err := graph.add(edge{max(a, b), min(a, b)}.record(nil)); err != nil {
			t.Fatal(err)
		}
	}
	labels, err := components(context.Background(), graph)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for e, err := range edges(labels) {
		if count++; err != nil || e.b != 0 {
			t.Fatalf("%v, %v", e, err)
		}
	}
	if count != n {
		t.Errorf("%d labels", count)
	}
}

// copied is an article that is or is not made from one before it.
type copied struct {
	id, text string
	date     *time.Time
}

// agency makes n articles: of each two in five an original, the others copies as
// newspapers print them: as they are, with another headline, shortened, with words
// changed, with paragraphs of their own.
func agency(n int, seed uint64) []copied {
	r := rand.New(rand.NewPCG(seed, 9))
	word := func() string { // few words make most of a text
		return fmt.Sprintf("w%d", int(5000*r.Float64()*r.Float64()*r.Float64()))
	}
	phrase := func(n int) []string {
		w := make([]string, n)
		for i := range w {
			w[i] = word()
		}
		return w
	}
	var all []copied
	var originals [][]string
	for i := range n {
		var w []string
		if len(originals) == 0 || r.Float64() < 0.4 {
			w = phrase(60 + r.IntN(700))
			originals = append(originals, w)
		} else {
			w = slices.Clone(originals[len(originals)-1-r.IntN(min(len(originals), 20))])
			if r.IntN(2) == 0 {
				w = append(phrase(8), w[8:]...)
			}
			if r.IntN(2) == 0 {
				w = w[:len(w)*(30+r.IntN(70))/100]
			}
			if r.IntN(2) == 0 {
				changed := r.Float64() * 0.12
				for k := range w {
					if r.Float64() < changed {
						w[k] = word()
					}
				}
			}
			if r.IntN(4) == 0 {
				w = append(w, phrase(r.IntN(120))...)
			}
		}
		date := time.Date(2020, 1, 1+r.IntN(300), 0, 0, 0, 0, time.UTC)
		c := copied{fmt.Sprintf("a%05d", r.IntN(90000)*10+i%10), strings.Join(w, " "), &date}
		if r.IntN(10) == 0 {
			c.date = nil
		}
		all = append(all, c)
	}
	return all
}

// runDuplicates finds the duplicates of articles.
func runDuplicates(t testing.TB, articles []copied, similarity float64) []results.Duplicate {
	t.Helper()
	out := t.TempDir()
	r := &run{Config: Config{Out: out}, dir: folder(out), mine: manifest{Folders: []string{"duplicates"}}}
	if err := r.dir.prepare(&r.mine, Share{}); err != nil {
		t.Fatal(err)
	}
	l := &linker{dir: r.dir, format: results.JSONL, similarity: similarity, space: newWorkspace(r.dir.temporary(Share{})), record: commit{Rows: map[string]int64{}}}
	texts := newSorter(l.space, "texts")
	for _, a := range articles {
		s := &sketch{articleID: a.id, text: sha256.Sum256([]byte(a.text)), words: minhash.Of(a.text)}
		copy(s.published[:], appendTime(nil, a.date))
		if err := addText(texts, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.duplicates(context.Background(), texts); err != nil {
		t.Fatal(err)
	}
	if left, _ := r.dir.names(temporary + "/1-of-1"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	return readAll[results.Duplicate](t, out, "duplicates", results.JSONL, []int{0})
}

// shingles are the runs of five words of a text.
func shingles(text string) map[string]bool {
	w := strings.Fields(text)
	set := map[string]bool{}
	for i := range max(len(w)-4, 1) {
		set[strings.Join(w[i:min(i+5, len(w))], " ")] = true
	}
	return set
}

// bruteForce is the cluster of each article by the true similarity of all pairs, and
// how many pairs reach t.
func bruteForce(articles []copied, t float64) (cluster []int, pairs int) {
	sets := make([]map[string]bool, len(articles))
	having := map[string][]int{}
	cluster = make([]int, len(articles))
	find := func(i int) int {
		for cluster[i] != i {
			cluster[i] = cluster[cluster[i]]
			i = cluster[i]
		}
		return i
	}
	for i, a := range articles {
		cluster[i], sets[i] = i, shingles(a.text)
		both := map[int]int{}
		for s := range sets[i] {
			for _, k := range having[s] {
				both[k]++
			}
			having[s] = append(having[s], i)
		}
		for k, n := range both {
			if float64(n)/float64(len(sets[i])+len(sets[k])-n) >= t {
				pairs++
				x, y := find(i), find(k)
				cluster[max(x, y)] = min(x, y)
			}
		}
	}
	for i := range cluster {
		cluster[i] = find(i)
	}
	return cluster, pairs
}

// Clusters are held against those of the true similarity: of the pairs of articles
// that are put together those that belong together, and the other way round. The
// copies here are of every likeness, as those of newspapers are not: what is wrong is
// near the threshold, where an estimate falls on one side or the other.
func TestNearDuplicatesAgainstBruteForce(t *testing.T) {
	for _, similarity := range []float64{0.5, 0.8} {
		articles := agency(3000, 5)
		want, pairs := bruteForce(articles, similarity)
		got := map[string]string{}
		for _, d := range runDuplicates(t, articles, similarity) {
			got[d.ArticleID] = d.ClusterID
		}
		var right, found, there int
		for i := range articles {
			for k := range i {
				a, b := got[articles[i].id], got[articles[k].id]
				together, belong := a != "" && a == b, want[i] == want[k]
				if together {
					found++
				}
				if belong {
					there++
				}
				if together && belong {
					right++
				}
			}
		}
		precision, recall := float64(right)/float64(found), float64(right)/float64(there)
		t.Logf("similarity %g: %d pairs above it, %d in one cluster; precision %.4f, recall %.4f", similarity, pairs, there, precision, recall)
		if precision < 0.94 || recall < 0.94 || there < 700 {
			t.Errorf("similarity %g: precision %.4f, recall %.4f of %d pairs", similarity, precision, recall, there)
		}
	}
}

// Each cluster has the smallest id, one first article, the earliest, and the same
// rows in whatever order the articles come.
func TestDuplicateRows(t *testing.T) {
	articles := agency(400, 6)
	rows := runDuplicates(t, articles, 0.5)
	if len(rows) < 200 {
		t.Fatalf("%d rows", len(rows))
	}
	dates := map[string]*time.Time{}
	for _, a := range articles {
		dates[a.id] = a.date
	}
	smallest, firsts := map[string]string{}, map[string]results.Duplicate{}
	members := map[string]int{}
	for _, d := range rows {
		if s, ok := smallest[d.ClusterID]; !ok || d.ArticleID < s {
			smallest[d.ClusterID] = d.ArticleID
		}
		if d.First {
			if _, ok := firsts[d.ClusterID]; ok {
				t.Errorf("%s has two first articles", d.ClusterID)
			}
			firsts[d.ClusterID] = d
		}
		members[d.ClusterID]++
		if d.Similarity < 0.5 || d.Similarity > 1 {
			t.Errorf("%+v", d)
		}
	}
	for id, least := range smallest {
		if id != least {
			t.Errorf("cluster %s has the article %s", id, least)
		}
		if members[id] < 2 {
			t.Errorf("cluster %s has one article", id)
		}
	}
	for _, d := range rows {
		first, mine := dates[firsts[d.ClusterID].ArticleID], dates[d.ArticleID]
		if mine != nil && (first == nil || mine.Before(*first)) {
			t.Errorf("%s is before the first of its cluster", d.ArticleID)
		}
	}
	slices.Reverse(articles)
	if again := runDuplicates(t, articles, 0.5); !slices.Equal(again, rows) {
		t.Error("other rows for another order of articles")
	}
}

// Articles that all share a paragraph of the agency are compared with few others
// each, and nothing of it is quadratic: the pairs are counted.
func TestPairsOfABandAreFew(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []int{1000, 4000} {
		bands := newSorter(newWorkspace(dir), "bands")
		for i := range n {
			record := append(make([]byte, 9), edge{0, uint64(i)}.record(nil)[8:]...)
			if err := bands.add(record); err != nil {
				t.Fatal(err)
			}
		}
		pairs, err := candidates(context.Background(), bands)
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for _, err := range edges(pairs) {
			if count++; err != nil {
				t.Fatal(err)
			}
		}
		if count > (neighbors+1)*n || count < n-1 {
			t.Errorf("%d pairs of %d nodes", count, n)
		}
	}
}
