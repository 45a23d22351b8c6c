//go:build shared

package mention_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
)

const data = "../../../shared/data/"

type goldMention struct {
	Start, End  int
	Kind, Label string
}

type goldRow struct {
	ID, Text string
	Mentions []goldMention
}

func load(t *testing.T, path string, limit int) []goldRow {
	if path[0] != '/' {
		path = data + path
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []goldRow
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	for s.Scan() && (limit == 0 || len(rows) < limit) {
		var r goldRow
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

type stage interface{ Annotate(*doc.Document) }

func stages() []stage {
	return []stage{segment.NewTokens(), segment.NewSentences(), country.New(), mention.NewNames(), mention.New()}
}

func annotate(st []stage, text string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	for _, s := range st {
		s.Annotate(d)
	}
	return d
}

var class = map[string]string{"person": "PER", "organization": "ORG", "country": "LOC", "place": "LOC"}

// TestNamesScore prints exact-span scores as score.py names does.
// It fails where a set falls below its floor. SHOW=PER|ORG|LOC prints the most frequent mistakes of that class.
func TestNamesScore(t *testing.T) {
	st := stages()
	show := os.Getenv("SHOW")
	type set struct {
		file  string
		limit int
		floor float64 // F1 of all three classes
	}
	// Sets that the embedded model was not trained on.
	sets := []set{{"ner/crossner-politics-dev.jsonl", 0, 80}, {"ner/conll2003-valid.jsonl", 0, 91.3}, {"ner/uner-ewt-test.jsonl", 0, 73.5}, {"ner/re3d-train.jsonl", 0, 44}}
	if more := os.Getenv("MORE"); more != "" { // another file of the same form
		sets = append(sets, set{more, 0, 0})
	}
	for _, set := range sets {
		if only := os.Getenv("SET"); only != "" && !strings.Contains(set.file, only) {
			continue
		}
		tp, np, ng := map[string]int{}, map[string]int{}, map[string]int{}
		wrong := map[string]int{}
		example := map[string]string{}
		for _, r := range load(t, set.file, set.limit) {
			d := annotate(st, r.Text)
			char := make([]int, len(r.Text)+1)
			n := 0
			for i := range r.Text {
				char[i] = n
				n++
			}
			char[len(r.Text)] = n
			runes := []rune(r.Text)
			gold := map[[2]int]string{}
			for _, m := range r.Mentions {
				if c := class[m.Kind]; c != "" {
					gold[[2]int{m.Start, m.End}] = c
					ng[c]++
				}
			}
			seen := map[[2]int]string{}
			for _, m := range d.Mentions {
				if c := class[string(m.Kind)]; c != "" && m.Form == doc.FormName {
					key := [2]int{char[m.Start], char[m.End]}
					seen[key] = c
				}
			}
			for key, c := range seen {
				np[c]++
				if gold[key] == c {
					tp[c]++
				} else if show == c {
					k := "+" + string(runes[key[0]:key[1]]) + " (gold " + gold[key] + ")"
					wrong[k]++
					example[k] = r.Text
				}
			}
			for key, c := range gold {
				if seen[key] != c && show == c {
					k := "-" + string(runes[key[0]:key[1]]) + " (got " + seen[key] + ")"
					wrong[k]++
					example[k] = r.Text
				}
			}
		}
		line := fmt.Sprintf("%-36s", set.file)
		var T, P, G int
		f := func(tp, np, ng int) string {
			p, r := 100*float64(tp)/float64(max(np, 1)), 100*float64(tp)/float64(max(ng, 1))
			return fmt.Sprintf("%5.1f (p %.1f r %.1f)", 2*p*r/max(p+r, 1e-9), p, r)
		}
		for _, c := range []string{"PER", "ORG", "LOC"} {
			line += " " + c + f(tp[c], np[c], ng[c])
			T, P, G = T+tp[c], P+np[c], G+ng[c]
		}
		fmt.Println(line + " ALL" + f(T, P, G))
		if f1 := 200 * float64(T) / float64(max(P+G, 1)); f1 < set.floor {
			t.Errorf("%s: %.1f is below %.1f", set.file, f1, set.floor)
		}
		var keys []string
		for k := range wrong {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool {
			if wrong[keys[i]] != wrong[keys[j]] {
				return wrong[keys[i]] > wrong[keys[j]]
			}
			return keys[i] < keys[j]
		})
		for i, k := range keys {
			if i < 70 {
				e := example[k]
				if len(e) > 160 {
					w := strings.TrimLeft(strings.SplitN(k, " (", 2)[0], "+-")
					at := max(0, strings.Index(e, w)-70)
					e = e[at:min(len(e), at+150)]
				}
				fmt.Printf("   %d %s | %s\n", wrong[k], k, strings.ReplaceAll(e, "\n", "/"))
			}
		}
	}
}
