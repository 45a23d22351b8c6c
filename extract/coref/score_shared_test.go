//go:build shared

package coref_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/coref"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/segment"
)

const data = "../../../shared/data/"

var (
	possessive = regexp.MustCompile(`['’]s\b`)
	articleRE  = regexp.MustCompile(`^(the|a|an)\s+`)
	mark       = regexp.MustCompile(`[^\p{L}\p{N}_]+`)
)

func norm(s string) string {
	s = strings.ToLower(possessive.ReplaceAllString(s, ""))
	return strings.TrimSpace(mark.ReplaceAllString(articleRE.ReplaceAllString(strings.TrimSpace(s), ""), " "))
}

// TestArticleScore prints people and organizations as score.py article does,
// and fails where they fall below their floor.
// SHOW=1 prints what differs.
func TestArticleScore(t *testing.T) {
	f, err := os.Open(data + "articles/dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	type goldEntity struct {
		Name                   string
		Surfaces, Affiliations []string
	}
	names, mentions, resolve, topo := mention.NewNames(), mention.New(), coref.New(), country.New()
	tokens, sentences := segment.NewTokens(), segment.NewSentences()
	tp, np, ng, full := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var g struct {
			ID, Text      string
			People        []goldEntity
			Organizations []goldEntity
		}
		if err := json.Unmarshal(s.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		d := &doc.Document{Article: &corpus.Article{Text: g.Text}}
		tokens.Annotate(d)
		sentences.Annotate(d)
		topo.Annotate(d)
		names.Annotate(d)
		mentions.Annotate(d)
		resolve.Annotate(d)
		surf := make([]map[string]bool, len(d.Entities))
		for i := range surf {
			surf[i] = map[string]bool{norm(d.Entities[i].Name): true}
		}
		for _, m := range d.Mentions {
			if m.Entity >= 0 && (m.Form == doc.FormName || m.Form == doc.FormDemonym || m.Form == doc.FormAffiliation) {
				surf[m.Entity][norm(m.Of(g.Text))] = true
			}
		}
		for kind, want := range map[doc.Kind][]goldEntity{doc.Person: g.People, doc.Organization: g.Organizations} {
			used := map[int]bool{}
			k := string(kind)
			var missed, extra []string
			for _, w := range want {
				ss := map[string]bool{norm(w.Name): true}
				for _, x := range append(w.Surfaces, w.Affiliations...) {
					ss[norm(x)] = true
				}
				best := -1
				for j, e := range d.Entities {
					if e.Kind != kind || used[j] {
						continue
					}
					if norm(e.Name) == norm(w.Name) {
						best = j
						break
					}
					if best < 0 && (ss[norm(e.Name)] || surf[j][norm(w.Name)]) {
						best = j
					}
				}
				if best >= 0 {
					used[best] = true
					tp[k]++
					if norm(d.Entities[best].Name) == norm(w.Name) {
						full[k]++
					}
				} else {
					missed = append(missed, w.Name)
				}
			}
			ng[k] += len(want)
			for j, e := range d.Entities {
				if e.Kind == kind {
					np[k]++
					if !used[j] {
						extra = append(extra, e.Name)
					}
				}
			}
			if os.Getenv("SHOW") != "" {
				fmt.Printf("%s %s\n   missed: %q\n   extra:  %q\n", g.ID, k, missed, extra)
			}
		}
	}
	floors := map[string]float64{"person": 94, "organization": 86}
	for _, k := range []string{"person", "organization"} {
		p, r := 100*float64(tp[k])/float64(np[k]), 100*float64(tp[k])/float64(ng[k])
		fmt.Printf("%-13s P %.1f R %.1f F1 %.1f, full name %.1f (%d gold, %d found)\n", k, p, r, 2*p*r/(p+r), 100*float64(full[k])/float64(tp[k]), ng[k], np[k])
		if f1 := 2 * p * r / (p + r); f1 < floors[k] {
			t.Errorf("%s: F1 %.1f is below %.1f", k, f1, floors[k])
		}
	}
}
