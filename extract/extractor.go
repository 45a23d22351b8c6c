package extract

import (
	"fmt"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/claim"
	"github.com/broadsheet/broadsheet/extract/coref"
	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/mention"
	"github.com/broadsheet/broadsheet/extract/parse"
	"github.com/broadsheet/broadsheet/extract/pos"
	"github.com/broadsheet/broadsheet/extract/prosetag"
	"github.com/broadsheet/broadsheet/extract/quote"
	"github.com/broadsheet/broadsheet/extract/roster"
	"github.com/broadsheet/broadsheet/extract/segment"
)

// Version names the meaning of the tables' contents. It changes whenever the
// same article could give other rows than before, so that results of two
// versions are never taken for one run. Reasons:
//
//	0.1.0  rules for every kind of row
//	0.2.0  names and the antecedents of pronouns are learned; places by the
//	       article's own; more titles, affiliations and countries of
//	       organizations
//	0.3.0  who says what is learned, with and without quotation marks; transcripts;
//	       speakers without a name; confidence of quotes is calibrated
//	0.4.0  what is counted, and whose, by the trees of sentences; who a speaker
//	       credits with a number; no article takes more work than MaxTokens
const Version = "0.5.0"

// The engines for tokens, tags and names.
const (
	EngineOwn   = "broadsheet" // the default
	EngineProse = "prose"      // github.com/jdkato/prose/v2, to compare with
)

// MaxTokens is the work that one article may take, in tokens: all stages take time
// and memory in proportion to them, some ten seconds for this many. It is counted and
// not timed, so that every machine gives up on the same articles.
const MaxTokens = 1_000_000

// Options choose how articles are read. The zero value is the default.
type Options struct {
	Engine string         // EngineOwn where empty
	Names  []roster.Entry // the user's own list, as ReadNames reads it
	Trees  bool           // parse every sentence, not only those that a later stage reads, into Arcs

	// Stages are the user's own, run in this order after all others. A column of its own
	// is what a stage writes into Article.Meta, which becomes articles.meta. Version does
	// not know of them: whoever runs them over a corpus names their version in
	// pipeline.Config.Version, so that parts of two versions are never mixed.
	Stages []Stage
}

// Extractor runs the stages over articles. It is immutable.
type Extractor struct {
	stages []Stage
}

// New builds an Extractor; loading what the stages know takes some
// milliseconds, so build one and share it. The error says which option is
// wrong.
func New(o Options) (*Extractor, error) {
	stages, err := stages(o)
	if err != nil {
		return nil, err
	}
	stages = append(stages, o.Stages...)
	var have doc.Layer
	for _, s := range stages {
		if missing := s.Needs() &^ have; missing != 0 {
			return nil, fmt.Errorf("stage %s needs layers %b, which no stage before it gives", s.Name(), missing)
		}
		have |= s.Gives()
	}
	return &Extractor{stages: stages}, nil
}

// stages is the one list of stages, in the order in which they run.
func stages(o Options) ([]Stage, error) {
	choice := parse.Telling
	if o.Trees {
		choice = parse.Every
	}
	var list []Stage
	switch o.Engine {
	case "", EngineOwn:
		list = []Stage{
			segment.NewTokens(),
			segment.NewSentences(),
			country.New(),
			roster.New(o.Names),
			mention.NewNames(),
			mention.New(),
			pos.New(),
			parse.New(choice),
			quote.New(),
			coref.New(),
			parse.NewRest(parse.Counting), // the claim stage asks about others than the quote stage
			claim.New(),
		}
	case EngineProse:
		list = []Stage{
			prosetag.New(),
			segment.NewSentences(),
			country.New(),
			roster.New(o.Names),
			mention.New(),
			parse.New(choice),
			quote.New(),
			coref.New(),
			parse.NewRest(parse.Counting),
			claim.New(),
		}
	default:
		return nil, fmt.Errorf("unknown engine %q: choose %s or %s", o.Engine, EngineOwn, EngineProse)
	}
	return list, nil
}

// Extract annotates one article. An article that is surely not English comes
// back without annotation. Where a stage panics, the Document comes back
// without annotation too, beside an Error that names the stage.
func (x *Extractor) Extract(a *corpus.Article) (*doc.Document, *corpus.Error) {
	documents, failures := x.ExtractAll([]*corpus.Article{a})
	return documents[0], failures[0]
}

// ExtractAll annotates each article as Extract does. Some twenty at once take
// two thirds of the time that they take one by one: a stage goes through all of
// them before the next begins, so that its model stays in the processor's cache.
func (x *Extractor) ExtractAll(articles []*corpus.Article) ([]*doc.Document, []*corpus.Error) {
	documents, failures := make([]*doc.Document, len(articles)), make([]*corpus.Error, len(articles))
	english := make([]int, 0, len(articles))
	for i, a := range articles {
		d := &doc.Document{Article: a}
		documents[i] = d
		language := a.Language
		if language == "" {
			d.Detected = detectLanguage(a.Text)
			language = d.Detected
		}
		if language == "" || isEnglish(language) {
			english = append(english, i)
		}
	}
	for _, s := range x.stages {
		for _, i := range english {
			if failures[i] != nil {
				continue
			}
			if failures[i] = annotate(s, documents[i]); failures[i] == nil {
				failures[i] = overBudget(s, documents[i])
			}
			if failures[i] != nil {
				documents[i] = &doc.Document{Article: articles[i], Detected: documents[i].Detected}
			}
		}
	}
	return documents, failures
}

// annotate runs one stage and turns its panic into an Error: any bytes can
// come in, and one article must not end a run over a million.
func annotate(s Stage, d *doc.Document) (failure *corpus.Error) {
	defer func() {
		if p := recover(); p != nil {
			failure = &corpus.Error{Source: d.Source, Record: d.Record, Stage: s.Name(), Code: corpus.ErrPanic, Detail: fmt.Sprint(p)}
		}
	}()
	s.Annotate(d)
	return nil
}

// overBudget is the Error of an article that is too much work for the stages behind s,
// or nil.
func overBudget(s Stage, d *doc.Document) *corpus.Error {
	if len(d.Tokens) <= MaxTokens {
		return nil
	}
	return &corpus.Error{Source: d.Source, Record: d.Record, Stage: s.Name(), Code: corpus.ErrBudget,
		Detail: fmt.Sprintf("%d tokens, the limit is %d: this is a book or several articles, so cut it into those", len(d.Tokens), MaxTokens)}
}

// isEnglish understands the codes and names that inputs use: en, en-GB,
// en_US, eng, English.
func isEnglish(language string) bool {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(language, "_", "-")), "-")
	return base == "en" || base == "eng" || base == "english"
}
