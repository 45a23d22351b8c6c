package study

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// unitNames are the units of the tables as NewsQuant calls them.
var unitNames = map[string]string{
	"percent": "percentage", "usd": "dollar", "aud": "australian dollar", "cad": "canadian dollar", "hkd": "hong kong dollar", "eur": "euro", "gbp": "pound sterling", "jpy": "japanese yen",
	"cny": "chinese yuan", "ils": "shekel", "inr": "indian rupee", "chf": "swiss franc", "krw": "south korean won", "rub": "russian ruble", "sgd": "singapore dollar", "nzd": "new zealand dollar",
	"kilometer": "kilometre", "meter": "metre", "centimeter": "centimetre", "millimeter": "millimetre", "square meter": "square metre", "liter": "litre", "person": "people", "degree celsius": "celsius",
	"degree fahrenheit": "fahrenheit", "": "-", "item": "-", "number": "-",
}

// amount is a number or a range.
type amount struct {
	low, high float64
	ranged    bool
}

func (a amount) same(b amount) bool {
	return a.ranged == b.ranged && nearly(a.low, b.low) && (!a.ranged || nearly(a.high, b.high))
}

// nearly allows for how numbers are written, by 1 in 100,000.
func nearly(a, b float64) bool { return math.Abs(a-b) <= 1e-8+float64(1e-5*math.Abs(b)) }

// quantityTag is a claim in the terms of NewsQuant.
type quantityTag struct {
	amount
	unit, change string
	concept      []string
}

var betweenWords = regexp.MustCompile(`[,\s\v\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+`)

var quantityParts = []string{"value", "unit", "change", "concept_partial", "concept_complete"}

// quantity counts numbers with unit, change and what is counted, after the
// published evaluation of CQE on NewsQuant, which can count a claim twice;
// what is strict pairs each with one at most.
var quantity = task{
	name: "quantity",
	of:   func(g *Gold) bool { return g.Quantities != nil },
	count: func(g *Gold, rows *results.ArticleRows, n tally) {
		tags := make([]quantityTag, len(rows.Claims))
		for i := range rows.Claims {
			tags[i] = tagOf(&rows.Claims[i])
		}
		slices.SortStableFunc(tags, func(a, b quantityTag) int { return cmp.Compare(a.unit, b.unit) })
		gold := make([]quantityTag, len(g.Quantities))
		for i, q := range g.Quantities {
			gold[i] = quantityTag{q.amount, strings.ToLower(q.NormalizedUnit), q.Change, betweenWords.Split(strings.ToLower(q.ReferredConcepts), -1)}
		}
		n["gold"] += len(gold)
		n["pred"] += len(tags)
		pairQuantities(gold, tags, n)

		// As published: by unit, and a claim of another unit stays for others.
		order := make([]int, len(gold))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Compare(g.Quantities[a].NormalizedUnit, g.Quantities[b].NormalizedUnit)
		})
		left := len(gold)
		for _, i := range order {
			q := gold[i]
			for j, t := range tags {
				if !q.same(t.amount) {
					continue
				}
				if left > 0 {
					n["value"]++
					left--
				}
				countQuantity(q, t, "", n)
				if t.unit == q.unit {
					n["unit"]++
					tags = slices.Delete(slices.Clone(tags), j, j+1)
					break
				}
			}
		}
	},
	ratios: func() (all []ratio) {
		for _, prefix := range []string{"", "strict"} {
			for _, part := range quantityParts {
				if prefix == "" {
					all = append(all, precisionRecall(part, part, "pred", "gold"))
				} else {
					all = append(all, precisionRecall("strict."+part, "strict_"+part, "pred", "gold"))
				}
			}
		}
		return all
	}(),
}

func tagOf(c *results.Claim) quantityTag {
	t := quantityTag{amount: amount{low: c.Value}, unit: strings.ToLower(c.Unit), change: c.Change}
	if c.ValueMax != nil {
		t.high, t.ranged = *c.ValueMax, true
	}
	if c.UnitKind == "age" && t.unit == "year" {
		t.unit = "year of age"
	}
	if name, ok := unitNames[t.unit]; ok {
		t.unit = name
	}
	if t.change != "up" && t.change != "down" {
		switch t.change = cmp.Or(c.Modifier, "="); t.change {
		case ">=":
			t.change = ">"
		case "<=":
			t.change = "<"
		}
	}
	for _, w := range betweenWords.Split(strings.ToLower(cmp.Or(c.About, c.Counted, "-")), -1) {
		if w != "" {
			t.concept = append(t.concept, w)
		}
	}
	return t
}

// countQuantity counts change and concept of two that have the same value.
func countQuantity(q, t quantityTag, prefix string, n tally) {
	if t.change == q.change {
		n[prefix+"change"]++
	}
	both := map[string]bool{}
	for _, w := range q.concept {
		if slices.Contains(t.concept, w) {
			both[w] = true
		}
	}
	if len(both) > 0 {
		n[prefix+"concept_partial"]++
	}
	if len(both) == len(q.concept) && len(both) == len(t.concept) {
		n[prefix+"concept_complete"]++
	}
}

func pairQuantities(gold, tags []quantityTag, n tally) {
	free, done := make([]bool, len(tags)), make([]bool, len(gold))
	for i := range free {
		free[i] = true
	}
	for _, wantUnit := range []bool{true, false} {
		for i, q := range gold {
			if done[i] {
				continue
			}
			for j, t := range tags {
				if !free[j] || !q.same(t.amount) || wantUnit && t.unit != q.unit {
					continue
				}
				n["strict_value"]++
				if t.unit == q.unit {
					n["strict_unit"]++
				}
				countQuantity(q, t, "strict_", n)
				free[j], done[i] = false, true
				break
			}
		}
	}
}

// fits are the unit kinds of the types of numbers that have one.
var fits = map[string]string{"currency": "money", "percentage": "percent", "age": "age", "temperature": "other"}

// numbers counts spans and values of numbers in a set that marks one type of
// them: claims of another unit_kind are not counted against it, and recall is
// the figure to compare.
var numbers = task{
	name: "numbers",
	of:   func(g *Gold) bool { return g.Numbers != nil },
	count: func(g *Gold, rows *results.ArticleRows, n tally) {
		kind := ""
		for _, r := range g.Numbers {
			if kind == "" {
				kind = fits[r.Type]
			}
		}
		var have []*results.Claim
		for i := range rows.Claims {
			if c := &rows.Claims[i]; kind == "" || c.UnitKind == kind {
				have = append(have, c)
			}
		}
		n["pred"] += len(have)
		used := make([]bool, len(have))
		for _, r := range g.Numbers {
			if r.Start == nil || r.End == nil {
				continue
			}
			n["gold"]++
			for j, c := range have {
				if used[j] || int(c.EndChar) <= *r.Start || int(c.StartChar) >= *r.End {
					continue
				}
				used[j] = true
				n["found"]++
				if int(c.StartChar) == *r.Start && int(c.EndChar) == *r.End {
					n["span"]++
				}
				if v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimRight(r.value(), "%"), ",", ""), 64); err == nil && nearly(v, c.Value) {
					n["value"]++
				}
				break
			}
		}
	},
	ratios: []ratio{
		precisionRecall("found", "found", "pred", "gold"),
		precisionRecall("span", "span", "pred", "gold"),
		precisionRecall("value", "value", "pred", "gold"),
	},
}
