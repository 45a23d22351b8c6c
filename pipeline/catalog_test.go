package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/broadsheet/broadsheet/results"
)

// runCatalog makes the catalog of entities, each of an article of its own, and gives
// the entry of each with the confidence.
func runCatalog(t *testing.T, entities ...appearance) (entries []results.CatalogEntry, links []string) {
	t.Helper()
	out := t.TempDir()
	r := &run{Config: Config{Out: out}, dir: folder(out), mine: manifest{Folders: []string{"catalog", "entity_links"}}}
	if err := r.dir.prepare(&r.mine, Share{}); err != nil {
		t.Fatal(err)
	}
	l := &linker{dir: r.dir, format: results.JSONL, space: newWorkspace(r.dir.temporary(Share{})), record: commit{Rows: map[string]int64{}}}
	c := newCataloger(l)
	for i, a := range entities {
		a.articleID, a.entityID, a.trust = fmt.Sprint("a", i), a.kind+":"+nameKey(a.name), 1
		if err := c.add(&a); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.write(context.Background()); err != nil {
		t.Fatal(err)
	}
	if left, _ := r.dir.names(temporary + "/1-of-1"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	for i, l := range readAll[results.EntityLink](t, out, "entity_links", results.JSONL, []int{0}) {
		if l.ArticleID != fmt.Sprint("a", i) {
			t.Errorf("link %d is of %s", i, l.ArticleID)
		}
		_, id, _ := strings.Cut(l.CatalogID, ":")
		links = append(links, fmt.Sprintf("%s %.2f", id, *l.Confidence))
	}
	return readAll[results.CatalogEntry](t, out, "catalog", results.JSONL, []int{0}), links
}

func person(name, title, affiliation string, aliases ...string) appearance {
	return appearance{kind: "person", name: name, title: title, affil: affiliation, aliases: aliases, mentions: 1}
}

func body(kind, name, country string, aliases ...string) appearance {
	return appearance{kind: kind, name: name, country: country, aliases: aliases, mentions: 1}
}

func TestCatalog(t *testing.T) {
	for name, test := range map[string]struct {
		entities []appearance
		links    string
	}{
		"a senator is not a teacher": {
			[]appearance{person("John Smith", "Sen.", "R-Mont."), person("John Smith", "teacher", ""), person("John Smith", "Sen.", "R-Montana"), person("John Smith", "", "")},
			"john-smith 0.95; john-smith.2 0.95; john-smith 0.95; john-smith 0.60",
		},
		"nor one of another state": {
			[]appearance{person("John Smith", "Sen.", "R-Mont."), person("John Smith", "Rep.", "D-Calif.")},
			"john-smith.2 0.95; john-smith 0.95",
		},
		"nor a minister of another country": {
			[]appearance{person("Ana Holm", "Danish foreign minister", ""), person("Ana Holm", "Kenyan Minister", "")},
			"ana-holm 0.95; ana-holm.2 0.95",
		},
		"a senator becomes president": {
			[]appearance{person("Ida Brook", "Sen.", ""), person("Ida Brook", "President", ""), person("Ida Brook", "", "")},
			"ida-brook 0.95; ida-brook 0.95; ida-brook 0.90",
		},
		"an attorney is a lawyer": {
			[]appearance{person("Ida Brook", "attorney", ""), person("Ida Brook", "lawyer", ""), person("Ida Brook", "Clinton's lawyer", ""), person("Ida Brook", "one of the president's lawyers", "")},
			"ida-brook 0.95; ida-brook 0.95; ida-brook 0.95; ida-brook 0.95",
		},
		"a lawyer no columnist": {
			[]appearance{person("Ida Brook", "lawyer", ""), person("Ida Brook", "columnist", "")},
			"ida-brook.2 0.95; ida-brook 0.95",
		},
		"who is of two bodies may be two, where no work is named": {
			[]appearance{person("Ida Brook", "", "Harbour Workers Union"), person("Ida Brook", "", "HWU"), person("Ida Brook", "", "Weekly Post"), person("Ida Brook", "lawyer", "")},
			"ida-brook 0.95; ida-brook 0.95; ida-brook.2 0.95; ida-brook 0.95",
		},
		"a town is no state, nor an envoy's country his own": {
			[]appearance{person("Ida Brook", "Rep.", "R-Ariz."), person("Ida Brook", "Rep.", "R-Gilbert"), person("Ole Vang", "Danish special envoy", ""), person("Ole Vang", "special representative for Iran", ""), person("Ole Vang", "Iran envoy", "")},
			"ida-brook 0.95; ida-brook 0.95; ole-vang 0.95; ole-vang 0.95; ole-vang 0.95",
		},
		"one article can tell that two are one": {
			[]appearance{person("Ida Brook", "farmer", ""), person("Ida Brook", "Mayor", ""), person("Ida Brook", "farmer and mayor", "")},
			"ida-brook 0.95; ida-brook 0.95; ida-brook 0.95",
		},
		"a middle name needs evidence": {
			[]appearance{person("Mark Welsh", "", ""), person("Mark A. Welsh", "Gen.", "")},
			"mark-welsh 0.90; mark-a-welsh 0.95",
		},
		"which a rank is": {
			[]appearance{person("Mark Welsh", "Gen.", ""), person("Mark Welsh", "", ""), person("Mark A. Welsh", "General", "")},
			"mark-welsh 0.95; mark-welsh 0.90; mark-welsh 0.80",
		},
		"but not for two initials": {
			[]appearance{person("Mark B. Welsh", "Gen.", ""), person("Mark A. Welsh", "General", "")},
			"mark-b-welsh 0.95; mark-a-welsh 0.95",
		},
		"a son is not the father": {
			[]appearance{person("Ole Vang", "President", ""), person("Ole Vang Jr.", "President", "")},
			"ole-vang 0.95; ole-vang-jr 0.95",
		},
		"articles tell whose surname it is": {
			[]appearance{person("Ole Vang", "", "", "Vang"), person("Ole Vang", "", "", "Vang"), person("Vang", "", "")},
			"ole-vang 0.90; ole-vang 0.90; ole-vang 0.81",
		},
		"where they agree": {
			[]appearance{person("Ole Vang", "", "", "Vang"), person("Ole Vang", "", "", "Vang"), person("Eva Vang", "", "", "Vang"), person("Vang", "", "")},
			"ole-vang 0.90; ole-vang 0.90; eva-vang 0.90; vang 0.70",
		},
		"over two steps": {
			[]appearance{
				person("Mark Welsh", "", "", "Welsh"), person("Mark Welsh", "", "", "Welsh"), person("Welsh", "", ""),
				person("Mark A. Welsh", "", "", "Mark Welsh"), person("Mark A. Welsh", "", "", "Mark Welsh"),
			},
			"mark-a-welsh 0.81; mark-a-welsh 0.81; mark-a-welsh 0.73; mark-a-welsh 0.90; mark-a-welsh 0.90",
		},
		"ministries of two countries": {
			[]appearance{body("organization", "Interior Ministry", "KEN"), body("organization", "Interior Ministry", "ITA"), body("organization", "Interior Ministry", ""), body("organization", "Ministry of the Interior", "ITA")},
			"interior-ministry.2 0.95; interior-ministry 0.95; interior-ministry.3 0.27; interior-ministry 0.80",
		},
		"acronyms": {
			[]appearance{body("organization", "Harbour Workers Union", "", "HWU"), body("organization", "Harbour Workers Union", "", "HWU"), body("organization", "HWU", "")},
			"harbour-workers-union 0.90; harbour-workers-union 0.90; harbour-workers-union 0.81",
		},
		"places": {
			[]appearance{{kind: "place", name: "Springfield", country: "USA", geonames: 1}, {kind: "place", name: "Springfield", country: "USA", geonames: 2}, {kind: "place", name: "Springfield", country: "USA", geonames: 1}},
			"springfield 0.95; springfield.2 0.95; springfield 0.95",
		},
	} {
		_, links := runCatalog(t, test.entities...)
		if got := strings.Join(links, "; "); got != test.links {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.links)
		}
	}
}

// One article in which a title was read wrong makes no second president.
func TestStrays(t *testing.T) {
	var all []appearance
	for range 30 {
		all = append(all, person("Ida Brook", "President", ""))
	}
	all = append(all, person("Ida Brook", "pitcher", ""))
	entries, links := runCatalog(t, all...)
	if len(entries) != 1 || entries[0].Articles != 31 || links[30] != "ida-brook 0.40" {
		t.Errorf("%+v, %s", entries, links[30])
	}
}

func TestEntry(t *testing.T) {
	entries, _ := runCatalog(t, person("Ole Vang", "", "", "Vang", "Ole"), person("OLE VANG", "", ""), person("Ole Vang", "", "", "Vang"), body("country", "Kenya", "KEN"))
	if len(entries) != 2 {
		t.Fatalf("%+v", entries)
	}
	slices.SortFunc(entries, func(a, b results.CatalogEntry) int { return strings.Compare(a.Kind, b.Kind) })
	if diff := cmp.Diff(results.CatalogEntry{CatalogID: "person:ole-vang", Kind: "person", Name: "Ole Vang", Articles: 3, Mentions: 3, Aliases: []string{"OLE VANG", "Ole", "Vang"}}, entries[1]); diff != "" {
		t.Error(diff)
	}
}
