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

// organizations are the lines of org-names.tsv: name, country, kind.
func (b *builder) organizations() ([]string, error) {
	code := map[string]string{} // country name to alpha-3, from the parties' own list of both
	type org struct{ name, country, kind string }
	var all []org
	if err := b.countryCodes(code); err != nil {
		return nil, err
	}
	add := func(name, country, kind string) {
		name, _, _ = strings.Cut(name, "(")
		name, _, _ = strings.Cut(name, "[")
		name = strings.Join(strings.Fields(strings.ReplaceAll(strings.Trim(name, " .,;\"“”"), "’", "'")), " ")
		name = strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
		if b.usable(name) {
			all = append(all, org{name, country, kind})
		}
	}
	if err := b.rows("partyfacts-core-parties.tsv", func(r []string) {
		for _, n := range strings.Split(r[3], " / ") {
			add(n, r[0], "party")
		}
		if latin(r[2]) {
			add(r[2], r[0], "party")
		}
	}); err != nil {
		return nil, err
	}
	if err := b.rows("factbook-parties.tsv", func(r []string) {
		add(r[1], code[r[0]], "party")
		add(r[3], code[r[0]], "party")
	}); err != nil {
		return nil, err
	}
	if err := b.rows("igo-names-acronyms.tsv", func(r []string) { add(r[1], "", "international") }); err != nil {
		return nil, err
	}
	if err := b.rows("us-committees.tsv", func(r []string) {
		if strings.Contains(r[0], "Committee") {
			add(r[0], "USA", "committee")
		}
	}); err != nil {
		return nil, err
	}
	if err := b.rows("factbook-legislatures.tsv", func(r []string) {
		for _, n := range strings.FieldsFunc(r[2], func(c rune) bool { return strings.ContainsRune("()/,;", c) }) {
			add(n, code[r[0]], "legislature")
		}
	}); err != nil {
		return nil, err
	}
	if err := b.rows("factbook-terrorist-groups.tsv", func(r []string) {
		for _, n := range strings.FieldsFunc(r[0], func(c rune) bool { return strings.ContainsRune("()/", c) }) {
			add(n, "", "armed")
		}
	}); err != nil {
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
				country = "" // of several countries: "Socialist Party"
			}
		}
		lines = append(lines, all[i].name+"\t"+country+"\t"+all[i].kind)
		i = j
	}
	return lines, nil
}

// countryCodes reads which code belongs to which country name.
func (b *builder) countryCodes(code map[string]string) error {
	f, err := os.Open(filepath.Join(b.dir, "country_codes.tsv"))
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
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
