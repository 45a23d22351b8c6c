package names

import (
	"cmp"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/internal/word"
)

// org is an organization of one list.
type org struct{ name, country, kind string }

// organizations are the lines of org-names.tsv: name, country, kind. What lists
// of several countries have ("Socialist Party") has none.
func (b *builder) organizations() ([]string, error) {
	all, err := b.listed()
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, c org) int {
		return cmp.Or(cmp.Compare(a.name, c.name), cmp.Compare(a.kind, c.kind), cmp.Compare(a.country, c.country))
	})
	var lines []string
	for i := 0; i < len(all); {
		j := i
		country := all[i].country
		for ; j < len(all) && all[j].name == all[i].name; j++ {
			if all[j].country != country {
				country = ""
			}
		}
		lines = append(lines, all[i].name+"\t"+country+"\t"+all[i].kind)
		i = j
	}
	return lines, nil
}

// listed are the organizations of all lists.
func (b *builder) listed() ([]org, error) {
	code, err := b.countryCodes()
	if err != nil {
		return nil, err
	}
	var all []org
	add := func(name, country, kind string) {
		name, _, _ = strings.Cut(name, "(")
		name, _, _ = strings.Cut(name, "[")
		name = strings.Join(strings.Fields(strings.ReplaceAll(strings.Trim(name, " .,;\"“”"), "’", "'")), " ")
		name = strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
		if b.usable(name) {
			all = append(all, org{name, country, kind})
		}
	}
	split := func(s, marks string) []string {
		return strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(marks, c) })
	}
	for _, list := range []struct {
		file string
		row  func([]string)
	}{
		{"partyfacts-core-parties.tsv", func(r []string) {
			for _, n := range strings.Split(r[3], " / ") {
				add(n, r[0], "party")
			}
			if latin(r[2]) {
				add(r[2], r[0], "party")
			}
		}},
		{"factbook-parties.tsv", func(r []string) {
			add(r[1], code[r[0]], "party")
			add(r[3], code[r[0]], "party")
		}},
		{"igo-names-acronyms.tsv", func(r []string) { add(r[1], "", "international") }},
		{"us-committees.tsv", func(r []string) {
			if strings.Contains(r[0], "Committee") {
				add(r[0], "USA", "committee")
			}
		}},
		{"factbook-legislatures.tsv", func(r []string) {
			for _, n := range split(r[2], "()/,;") {
				add(n, code[r[0]], "legislature")
			}
		}},
		{"factbook-terrorist-groups.tsv", func(r []string) {
			for _, n := range split(r[0], "()/") {
				add(n, "", "armed")
			}
		}},
	} {
		if err := b.rows(list.file, list.row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// countryCodes is the alpha-3 code of each country by its name.
func (b *builder) countryCodes() (map[string]string, error) {
	code := map[string]string{}
	f, err := os.Open(filepath.Join(b.dir, "country_codes.tsv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	for {
		row, err := r.Read()
		if err == io.EOF {
			return code, nil
		}
		if err != nil {
			return nil, err
		}
		code[row[0]] = row[4]
	}
}

func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}

// usable reports whether a name can be looked up in running text without
// harm: capitalized at both ends, at most 10 words, and no word or name of a
// person when it is a single word.
func (b *builder) usable(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 10 || len(name) < 4 || strings.ContainsAny(name, "\":;?!0123456789=") || !latin(name) {
		return false
	}
	caps := 0
	for _, w := range words {
		if s := word.ShapeOf(w); s == word.Capitalized || s == word.AllCaps {
			caps++
		}
	}
	first, last := []rune(words[0])[0], []rune(words[len(words)-1])[0]
	if !unicode.IsUpper(first) || !unicode.IsUpper(last) && len(words) < 3 {
		return false
	}
	if len(words) > 1 {
		return caps > 1
	}
	lower := strings.ToLower(name)
	return b.lower[lower] < 3 && !generic[lower]
}

// generic words name no single organization by themselves.
var generic = word.Set(`parliament senate liberals conservatives republicans democrats socialists communists nationalists
	independents assembly congress europe africa america islam muslim christian christians`)
