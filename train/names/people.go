package names

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/internal/word"
)

// MaxSurnames is how many of the most frequent surnames of the US census are
// kept: the rest are borne by fewer than 1 in 200,000 people, and are as
// often words of another kind.
const MaxSurnames = 24000

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
var particles = word.Set(`al el de da di do dos du del van von der den bin ibn la le
	jr sr ii iii iv the of and st mac dr sir lord baron baroness prince king mr`)

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

// census is a list of the US census, the most frequent name first: its second
// column is the percentage of people who have a name down to this one.
func (b *builder) census(file string) ([]string, error) {
	cumulative := map[string]float64{}
	var names []string
	var wrong error
	err := b.rows(file, func(r []string) {
		share, err := strconv.ParseFloat(r[1], 64)
		wrong = errors.Join(wrong, err)
		cumulative[r[0]] = share
		names = append(names, r[0])
	})
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(cmp.Compare(cumulative[x], cumulative[y]), cmp.Compare(x, y))
	})
	return names, errors.Join(err, wrong)
}

// forenames are the lines of person-forenames.tsv.
func (b *builder) forenames() ([]string, error) {
	gender := map[string]int{} // bit 1: given to men, 2: to women
	add := func(name string, bit int) {
		if w := nameWord(name); w != "" && !particles[w] {
			gender[w] |= bit
		}
	}
	// The census lists Robert among women and Mary among men; a name that is
	// in the first part of one list counts for the other only if it is there
	// too.
	rank := map[string][2]int{} // from 1, among men and women; 0 not listed
	for sex, file := range []string{"us-census-male.tsv", "us-census-female.tsv"} {
		names, err := b.census(file)
		if err != nil {
			return nil, err
		}
		for i, name := range names {
			v := rank[name]
			v[sex] = i + 1
			rank[name] = v
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

// surnames are the lines of person-surnames.tsv.
func (b *builder) surnames() ([]string, error) {
	set := map[string]bool{}
	names, err := b.census("us-census-surname.tsv")
	if err != nil {
		return nil, err
	}
	for _, name := range names[:min(len(names), MaxSurnames)] {
		set[nameWord(name)] = true
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
