package study

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
)

// Span is a half-open range of code points of an article's text.
type Span struct{ Start, End int }

// Gold is a text that somebody annotated, by one or more of the tasks of
// Evaluate: a list that is nil was not annotated, one that is empty was, and
// nothing was found.
type Gold struct {
	Article  *corpus.Article
	Document string // what the text is a part of, such as an article of which it is a sentence; "" nothing

	Mentions      []GoldMention // task names
	Attributions  []Attribution // task quotes
	Unclear       []Span        // task quotes: spans that count neither way
	Quantities    []Quantity    // task quantity
	Numbers       []Number      // task numbers
	Toponyms      []Toponym     // task places
	Whole         bool          // task article: the lists below are annotated
	People        []Named
	Organizations []Named
	Countries     []NamedCountry
	Quotes        []Passage
	Claims        []GoldClaim
}

// GoldMention is a name. Kind is person, organization, country, place, or what
// counts for nothing (demonym, misc).
type GoldMention struct {
	Span
	Kind string
}

// Attribution is what somebody says or thinks, with the words that name the
// source and those that introduce it; both may be missing.
type Attribution struct{ Content, Source, Cue []Span }

// Quantity is a number in a sentence, without its place, as NewsQuant has it.
type Quantity struct {
	NormalizedUnit, Change, ReferredConcepts string

	amount amount
}

// Number is one of a Recognizers specification. Start and End are nil where
// the specification does not tell them.
type Number struct {
	Start, End *int
	Type       string
	Resolution map[string]any
}

// value is the number as the specification writes it.
func (n Number) value() string { return fmt.Sprint(n.Resolution["value"]) }

// Toponym is a place name with the country that it lies in, if that is told.
type Toponym struct {
	Span
	Country string

	code string // ISO 3166-1 alpha-3
}

// Named is a person or an organization, by the fullest name that the article
// gives and all others.
type Named struct {
	Name                   string
	Surfaces, Affiliations []string
}

// NamedCountry is a country that the article names.
type NamedCountry struct{ ISO3 string }

// Passage is one in quotation marks. Form is direct, mixed or phrase; Speaker
// is "" where nobody is named.
type Passage struct {
	Span
	Form, Speaker, SpeakerKind string
}

// GoldClaim is a numeric claim; Source is "article" where the text itself
// states it.
type GoldClaim struct {
	Span
	Value                                       float64
	UnitKind, Modifier, Change, Counted, Source string
}

func (g *Gold) text() []rune { return []rune(g.Article.Text) }

// GoldOptions say how annotations are read.
type GoldOptions struct {
	Format string // one of GoldFormats; "": told by name and content

	// Labels maps labels of CoNLL, brat, doccano and Label Studio, in any
	// case, to what Meanings lists, beyond those that are known.
	Labels map[string]string

	// Country gives the ISO 3166-1 alpha-3 code of a country's English name,
	// "" for none: toponyms with countries need it.
	Country func(name string) string
}

// GoldFormats are the formats that ReadGold takes.
var GoldFormats = []string{"jsonl", "conll", "brat", "doccano", "labelstudio"}

// GoldSet is what ReadGold has read.
type GoldSet struct {
	Articles []*Gold
	Ignored  map[string]int // labels that stand for nothing that is scored, with how often they came
}

// ReadGold reads files and folders of annotated texts. A *UsageError says that
// something cannot be read as any format; any other error what is wrong in a
// file, and where.
func ReadGold(paths []string, o GoldOptions) (*GoldSet, error) {
	for label, meaning := range o.Labels {
		if !slices.Contains(Meanings, meaning) {
			return nil, usage("a label cannot mean %q, as %s does: choose one of %s", meaning, label, strings.Join(Meanings, ", "))
		}
	}
	set := &GoldSet{Ignored: map[string]int{}}
	for _, path := range paths {
		format, err := goldFormat(path, o.Format)
		if err != nil {
			return nil, err
		}
		var of []*Gold
		var marked []*markup
		switch format {
		case "jsonl":
			of, err = readJSONL(path, o)
		case "brat":
			of, marked, err = readBrat(path)
		case "doccano":
			of, marked, err = readDoccano(path)
		case "labelstudio":
			of, marked, err = readLabelStudio(path)
		default:
			of, marked, err = readCoNLL(path)
		}
		if err != nil {
			return nil, err
		}
		if marked != nil {
			if err := applyMarkup(of, marked, newMeanings(o.Labels), set.Ignored, format == "conll"); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		for _, g := range of {
			if err := g.check(); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, g.Article.ID, err)
			}
		}
		set.Articles = append(set.Articles, of...)
	}
	if len(set.Articles) == 0 {
		return nil, usage("no annotated text in %s", strings.Join(paths, ", "))
	}
	return set, nil
}

// goldFormat tells the format of a file, unless it is forced.
func goldFormat(path, forced string) (string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", usage("%s: no such file or folder", path)
	}
	if err != nil {
		return "", err
	}
	switch {
	case forced != "":
		if !slices.Contains(GoldFormats, forced) {
			return "", usage("no format %q of annotations: choose one of %s", forced, strings.Join(GoldFormats, ", "))
		}
		return forced, nil
	case info.IsDir() || strings.EqualFold(filepath.Ext(path), ".ann"):
		return "brat", nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF")))
	switch {
	case bytes.HasPrefix(data, []byte("[")):
		return "labelstudio", nil
	case !bytes.HasPrefix(data, []byte("{")):
		return "conll", nil
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(first, &keys); err != nil {
		return "", usage("%s: the first line is no JSON object: one line is one text", path)
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { _, ok := keys[name]; return ok })
	}
	switch {
	case has("mentions", "attributions", "quantities", "results", "toponyms", "people"):
		return "jsonl", nil
	case has("label", "labels", "entities"):
		return "doccano", nil
	}
	return "", usage("%s: no annotations that can be scored: a line needs mentions, attributions, quantities, results, toponyms or people, or a doccano export label or entities", path)
}

// goldLine is a line of JSONL, as the sets that broadsheet is tuned on have
// them.
type goldLine struct {
	Doc          string
	Mentions     []GoldMention
	Attributions []struct{ Source, Cue, Content [][2]int }
	Unclear      [][2]int
	Quantities   []struct {
		Value            json.RawMessage
		NormalizedUnit   string `json:"normalized_unit"`
		Change           string
		ReferredConcepts string `json:"referred_concepts"`
	}
	Results       []Number
	Toponyms      []Toponym
	People        []Named
	Organizations []Named
	Countries     []NamedCountry
	Quotes        []struct {
		Span
		Form, Speaker string
		SpeakerKind   string `json:"speaker_kind"`
	}
	Claims []struct {
		Span
		Value                             float64
		UnitKind                          string `json:"unit_kind"`
		Modifier, Change, Counted, Source string
	}
}

// readJSONL reads lines with a text and its annotations. The texts are read as
// extract reads them, so that publisher and date are known to it.
func readJSONL(path string, o GoldOptions) ([]*Gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c, err := corpus.Open([]string{path}, nil, corpus.Options{Format: "jsonl", Language: "en"})
	if err != nil {
		return nil, err
	}
	articles := map[int]*corpus.Article{}
	for r := range c.Records() {
		a, failure := r.Article()
		if failure != nil {
			return nil, failure
		}
		articles[a.Record] = a
	}
	var all []*Gold
	record := 0
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		record++
		var in goldLine
		if err := json.Unmarshal(line, &in); err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", path, record, err)
		}
		g, err := in.gold(o)
		if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", path, record, err)
		}
		if g.Article = articles[record]; g.Article == nil {
			return nil, fmt.Errorf("%s: record %d has annotations and no text", path, record)
		}
		all = append(all, g)
	}
	return all, nil
}

func (in *goldLine) gold(o GoldOptions) (*Gold, error) {
	g := &Gold{
		Document: in.Doc, Mentions: in.Mentions, Unclear: spans(in.Unclear), Numbers: in.Results, Toponyms: in.Toponyms,
		Whole: in.People != nil, People: in.People, Organizations: in.Organizations, Countries: in.Countries,
	}
	if in.Attributions != nil {
		g.Attributions = []Attribution{}
	}
	for _, a := range in.Attributions {
		g.Attributions = append(g.Attributions, Attribution{spans(a.Content), spans(a.Source), spans(a.Cue)})
	}
	if in.Quantities != nil {
		g.Quantities = []Quantity{}
	}
	for _, q := range in.Quantities {
		a, err := amountOf(q.Value)
		if err != nil {
			return nil, err
		}
		g.Quantities = append(g.Quantities, Quantity{q.NormalizedUnit, q.Change, q.ReferredConcepts, a})
	}
	for i := range g.Toponyms {
		t := &g.Toponyms[i]
		if t.Country == "" {
			continue
		}
		if o.Country != nil {
			t.code = o.Country(t.Country)
		}
		if t.code == "" {
			return nil, fmt.Errorf("no code is known for the country %q: write its ISO 3166-1 alpha-3 code", t.Country)
		}
	}
	for _, q := range in.Quotes {
		g.Quotes = append(g.Quotes, Passage(q))
	}
	for _, c := range in.Claims {
		g.Claims = append(g.Claims, GoldClaim(c))
	}
	return g, nil
}

func spans(pairs [][2]int) []Span {
	var all []Span
	for _, p := range pairs {
		all = append(all, Span{p[0], p[1]})
	}
	return all
}

// amountOf reads "1.5", 1.5, "-1.4" and the range "2-5".
func amountOf(raw json.RawMessage) (amount, error) {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		s = string(raw)
	}
	number := func(s string) (float64, error) { return strconv.ParseFloat(strings.TrimSpace(s), 64) }
	if low, high, ok := strings.Cut(s, "-"); ok && low != "" && !strings.Contains(s, "E") {
		high, _, _ = strings.Cut(high, "-")
		a, err := number(low)
		b, err2 := number(high)
		if err := cmp.Or(err, err2); err != nil {
			return amount{}, fmt.Errorf("the value %q is no number and no range", s)
		}
		return amount{a, b, true}, nil
	}
	a, err := number(s)
	if err != nil {
		return amount{}, fmt.Errorf("the value %q is no number and no range", s)
	}
	return amount{low: a}, nil
}

// check holds every span against the text.
func (g *Gold) check() error {
	n := len(g.text())
	var wrong error
	hold := func(what string, all ...Span) {
		for _, s := range all {
			if wrong == nil && (s.Start < 0 || s.End < s.Start || s.End > n) {
				wrong = fmt.Errorf("%s at %d to %d, in a text of %d code points", what, s.Start, s.End, n)
			}
		}
	}
	for _, m := range g.Mentions {
		hold("a mention", m.Span)
	}
	for _, a := range g.Attributions {
		hold("a content", a.Content...)
		hold("a source", a.Source...)
		hold("a cue", a.Cue...)
	}
	hold("an unclear span", g.Unclear...)
	for _, t := range g.Toponyms {
		hold("a toponym", t.Span)
	}
	for _, q := range g.Quotes {
		hold("a quote", q.Span)
	}
	for _, c := range g.Claims {
		hold("a claim", c.Span)
	}
	return wrong
}
