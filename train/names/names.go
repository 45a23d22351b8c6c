// Package names builds the embedded lists of names of people and
// organizations in internal/gazetteer from lists of public facts.
//
// Only lists in the public domain, CC0 or CC BY go in; NOTICE credits them.
// News is used for one thing: to count how often a word is written in lower
// case, so that "Will", "Price" and "Hope" can be marked. The list of ordinary
// words is one of hashes, so that no word of those texts is copied.
package names

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// MaxSurnames is how many of the most frequent surnames of the US census are
// kept: the rest are borne by fewer than 1 in 200,000 people, and are as
// often words of another kind.
const MaxSurnames = 24000

// Files are the lists that Build writes.
var Files = []string{"person-forenames.tsv", "person-surnames.tsv", "person-not.bin", "org-names.tsv"}

// Build reads the fact lists in facts, the news files news-*.jsonl.gz in raw
// and the sentences of ner/gmb.jsonl beside them, and writes Files into out.
func Build(facts, raw, out string) error {
	b := &builder{dir: facts, raw: raw}
	if err := b.countWords(raw); err != nil {
		return err
	}
	for _, step := range []struct {
		file  string
		build func() ([]byte, error)
	}{
		{"person-forenames.tsv", lines(b.forenames)},
		{"person-surnames.tsv", lines(b.surnames)},
		{"person-not.bin", b.words},
		{"org-names.tsv", lines(b.organizations)},
	} {
		data, err := step.build()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, step.file), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// lines makes a file of a list that has a line for each entry.
func lines(build func() ([]string, error)) func() ([]byte, error) {
	return func() ([]byte, error) {
		list, err := build()
		return []byte(strings.Join(list, "\n") + "\n"), err
	}
}

type builder struct {
	dir, raw     string
	lower, upper map[string]int // how often a word stands in lower case, and capitalized inside a sentence
}

// countWords fills lower and upper. A capital after another capital or at the
// start of a sentence says nothing and is not counted.
func (b *builder) countWords(raw string) error {
	b.lower, b.upper = map[string]int{}, map[string]int{}
	files, err := filepath.Glob(filepath.Join(raw, "news-*.jsonl.gz"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no news-*.jsonl.gz in %s", raw)
	}
	for _, name := range files {
		if err := b.countFile(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (b *builder) countFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var row struct{ Text string }
			if err := json.Unmarshal(line, &row); err != nil {
				return err
			}
			inside := false
			for _, w := range strings.Fields(row.Text) {
				core := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
				core = strings.TrimRight(core, ".")
				switch word.ShapeOf(core) {
				case word.Lower:
					b.lower[core]++
				case word.Capitalized:
					if inside {
						b.upper[strings.ToLower(core)]++
					}
				}
				last := w[len(w)-1]
				inside = unicode.IsLetter(rune(last)) && unicode.IsLower(rune(w[0])) || last == ','
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// ordinary reports whether a name is written in lower case at least as often
// as one time in five.
func (b *builder) ordinary(lower string) bool {
	return b.lower[lower] >= 5 && 4*b.lower[lower] >= b.upper[lower]
}

// words are the ordinary words of news: what stands in lower case twice or
// more in news of the public domain, and is no rarer in lower case than
// ordinary tells.
func (b *builder) words() ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(b.raw, "..", "ner", "gmb.jsonl"))
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for line := range bytes.Lines(data) {
		var row struct{ Text string }
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, err
		}
		for w := range strings.FieldsSeq(row.Text) {
			if w = strings.Trim(w, ".,;:?!\"'()"); len(w) > 2 && word.ShapeOf(w) == word.Lower && nameWord(w) == w {
				count[w]++
			}
		}
	}
	var hashes []uint32
	for w, n := range count {
		if n > 1 && b.ordinary(w) && !particles[w] {
			hashes = append(hashes, gazetteer.HashWord(w))
		}
	}
	slices.Sort(hashes)
	var file []byte
	for _, h := range slices.Compact(hashes) {
		file = binary.LittleEndian.AppendUint32(file, h)
	}
	return file, nil
}

// rows calls f with the fields of each row of a fact list, header left out.
func (b *builder) rows(name string, f func([]string)) error {
	data, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		return err
	}
	for i, line := range bytes.Split(bytes.TrimRight(data, "\n"), []byte("\n")) {
		if i > 0 {
			f(strings.Split(strings.TrimRight(string(line), "\r"), "\t"))
		}
	}
	return nil
}

// nameWord folds a name into the key of the list, "" where it is none.
func nameWord(s string) string {
	s = strings.ToLower(strings.Trim(s, " .,'’"))
	if len(s) < 2 {
		return ""
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' {
			return ""
		}
	}
	return strings.ReplaceAll(s, "’", "'")
}

// particles stand between forename and surname and are neither.
var particles = map[string]bool{
	"al": true, "el": true, "de": true, "da": true, "di": true, "do": true, "dos": true, "du": true, "del": true,
	"van": true, "von": true, "der": true, "den": true, "bin": true, "ibn": true, "la": true, "le": true, "jr": true,
	"sr": true, "ii": true, "iii": true, "iv": true, "the": true, "of": true, "and": true, "st": true, "mac": true,
	"dr": true, "sir": true, "lord": true, "baron": true, "baroness": true, "prince": true, "king": true, "mr": true,
}

// politicians calls f with the words of each politician's name.
func (b *builder) politicians(f func(words []string)) error {
	for _, file := range []string{"world-politicians-wikidata.tsv", "cia-world-leaders.tsv"} {
		seen := map[string]bool{}
		if err := b.rows(file, func(r []string) {
			if seen[r[0]] {
				return
			}
			seen[r[0]] = true
			name, _, _ := strings.Cut(r[0], ",")
			name, _, _ = strings.Cut(name, "(")
			f(strings.Fields(name))
		}); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) forenames() ([]string, error) {
	gender := map[string]int{} // bit 1: given to men, 2: to women
	add := func(name string, bit int) {
		if w := nameWord(name); w != "" && !particles[w] {
			gender[w] |= bit
		}
	}
	// The census lists Robert among women and Mary among men; a name that is
	// in the first part of one list (its cumulative percentage is low) counts
	// for the other only if it is there too.
	rank := map[string][2]int{}
	for sex, file := range []string{"us-census-male.tsv", "us-census-female.tsv"} {
		type row struct {
			name string
			cum  float64
		}
		var all []row
		if err := b.rows(file, func(r []string) {
			var cum float64
			fmt.Sscan(r[1], &cum)
			all = append(all, row{r[0], cum})
		}); err != nil {
			return nil, err
		}
		sort.SliceStable(all, func(i, j int) bool { return all[i].cum < all[j].cum })
		for i, r := range all {
			v := rank[r.name]
			v[sex] = i + 1
			rank[r.name] = v
		}
	}
	for name, v := range rank {
		if v[0] > 0 && (v[1] == 0 || v[0] < 10*v[1]) {
			add(name, 1)
		}
		if v[1] > 0 && (v[0] == 0 || v[1] < 10*v[0]) {
			add(name, 2)
		}
	}
	if err := b.rows("forenames-by-country.tsv", func(r []string) {
		for _, part := range strings.Fields(r[len(r)-1]) {
			if w := nameWord(part); w != "" && rank[title(w)] == [2]int{} {
				add(part, map[string]int{"M": 1, "F": 2}[r[1]])
			}
		}
	}); err != nil {
		return nil, err
	}
	count := map[string]int{}
	if err := b.politicians(func(words []string) {
		if len(words) > 1 {
			count[nameWord(words[0])]++
		}
	}); err != nil {
		return nil, err
	}
	for w := range count {
		if w != "" {
			add(w, 0)
		}
	}
	var lines []string
	for w, g := range gender {
		lines = append(lines, w+"\t"+[]string{"u", "m", "f", "u"}[g]+"\t"+b.mark(w))
	}
	sort.Strings(lines)
	return lines, nil
}

func title(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

func (b *builder) mark(w string) string {
	if b.ordinary(w) {
		return "word"
	}
	return ""
}

func (b *builder) surnames() ([]string, error) {
	set := map[string]bool{}
	type row struct {
		name string
		cum  float64
	}
	var all []row
	if err := b.rows("us-census-surname.tsv", func(r []string) {
		var cum float64
		fmt.Sscan(r[1], &cum)
		all = append(all, row{r[0], cum})
	}); err != nil {
		return nil, err
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].cum != all[j].cum {
			return all[i].cum < all[j].cum
		}
		return all[i].name < all[j].name
	})
	for i := 0; i < len(all) && i < MaxSurnames; i++ {
		set[nameWord(all[i].name)] = true
	}
	if err := b.rows("surnames-by-country.tsv", func(r []string) {
		for _, part := range strings.Fields(r[len(r)-1]) {
			set[nameWord(part)] = true
		}
	}); err != nil {
		return nil, err
	}
	if err := b.politicians(func(words []string) {
		for _, w := range words[min(1, len(words)):] {
			set[nameWord(w)] = true
		}
	}); err != nil {
		return nil, err
	}
	delete(set, "")
	var lines []string
	for w := range set {
		if !particles[w] && len(w) > 1 {
			lines = append(lines, w+"\t"+b.mark(w))
		}
	}
	sort.Strings(lines)
	return lines, nil
}

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
	sort.Slice(all, func(i, j int) bool {
		a, c := all[i], all[j]
		if a.name != c.name {
			return a.name < c.name
		}
		if a.kind != c.kind {
			return a.kind < c.kind
		}
		return a.country < c.country
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
var generic = map[string]bool{
	"parliament": true, "senate": true, "liberals": true, "conservatives": true, "republicans": true, "democrats": true,
	"socialists": true, "communists": true, "nationalists": true, "independents": true, "assembly": true, "congress": true,
	"europe": true, "africa": true, "america": true, "islam": true, "muslim": true, "christian": true, "christians": true,
}
