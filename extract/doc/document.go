// Package doc holds the Document: one article and all that the stages of the
// extraction have found in it.
//
// The Document owns the data; every finding points into Article.Text by byte
// spans. Stages speak to each other only through it, and each field has one
// stage that writes it, named beside the field.
package doc

import (
	"cmp"
	"slices"

	"github.com/broadsheet/broadsheet/corpus"
)

// None is the index that points nowhere: a mention without an entity, a quote
// without a speaker mention.
const None = -1

// Document is one article with its layers. A layer is filled whole by one
// stage; a stage reads only layers that come before its own.
type Document struct {
	*corpus.Article

	// Detected is the ISO 639-1 code of the language that the text is surely
	// written in, "" where the detector is not sure. (language)
	Detected string

	Tokens    []Token    // in text order, not overlapping (segment, or prosetag)
	Sentences []Sentence // in text order, not overlapping; together they hold every token (segment)
	Arcs      []Arc      // one for each token, or none at all (parse)
	Toponyms  []Toponym  // by start, then longest first (country)
	Home      string     // ISO 3166-1 alpha-3 of the country that places without a toponym lie in, "" cannot be told (country)
	Listed    []Listed   // in text order, not overlapping (roster)
	Names     []Name     // in text order, not overlapping (mention, or prosetag)
	Mentions  []Mention  // by start, then longest first; embedded ones overlap the name around them (mention)
	Quotes    []Quote    // by start of the first span (quote)
	Entities  []Entity   // by first mention (coref)
	Claims    []Claim    // by start (claim)
}

// Layer is a set of layers of a Document.
type Layer uint16

// The layers, in the order in which they are filled.
const (
	Tokens Layer = 1 << iota
	Sentences
	Tags
	Arcs
	Toponyms
	Listing
	Names
	Mentions
	Quotes
	Entities
	Claims
)

// Token is one word, number or mark.
type Token struct {
	corpus.Span
	Tag string // Penn Treebank part of speech, "" where nothing tags (pos, or prosetag)
}

// Arc ties a token to its head in the tree of its sentence. The tree has one
// root and no crossing arcs.
type Arc struct {
	Head     int    // index into Tokens, of the same sentence; None: the root, or a sentence that was not parsed
	Relation string // Universal Dependencies with subtypes, "nsubj:pass"; "root"; "" where the sentence was not parsed
}

// Role is the part of the article that a sentence is from.
type Role string

// The roles. Boilerplate is what the site, not the author, put there.
const (
	Title       Role = "title"
	Byline      Role = "byline"
	Dateline    Role = "dateline"
	Caption     Role = "caption"
	Body        Role = "body"
	Boilerplate Role = "boilerplate"
)

// Sentence is a run of tokens. Its span begins at its first token and ends
// with its last.
type Sentence struct {
	corpus.Span
	First, Last int // its tokens are Tokens[First:Last]
	Paragraph   int // from 0
	Role        Role
}

// Kind is what an entity is.
type Kind string

// The kinds of entities.
const (
	Person       Kind = "person"
	Country      Kind = "country"
	Organization Kind = "organization"
	Place        Kind = "place"
)

// Form is how a mention refers to its entity.
type Form string

// The forms of mentions.
const (
	FormName        Form = "name"        // a proper name: "Kenya", "Retno Sari", "NATO"
	FormDemonym     Form = "demonym"     // "Kenyan", "Americans"
	FormAffiliation Form = "affiliation" // a party or body used as an adjective: "Republican senator"
	FormEmbedded    Form = "embedded"    // a name inside a longer one: Nigeria in "Nigerian Army"
	FormNominal     Form = "nominal"     // "the president"
	FormPronoun     Form = "pronoun"     // "he"
)

// Toponym is a phrase that can name a country or a place, or the people of
// one, with the reading that the article makes most likely. It does not yet
// say that the phrase is used as a name of its own: Mentions do.
type Toponym struct {
	corpus.Span
	Kind       Kind    // Country or Place
	Form       Form    // FormName or FormDemonym
	Code       string  // ISO 3166-1 alpha-3 of the country, or of the country that the place lies in; "" unknown
	Name       string  // common English name of the country or place
	Geonames   int     // id in GeoNames, 0 unknown
	Latitude   float64 // degrees, meaningful where Geonames is not 0
	Longitude  float64
	Confidence float64 // 0 to 1: that the phrase, if it names a place, names this one

	ExternalID string // of the country in the user's own list, "" none (roster)
}

// Listed is a phrase that stands in the user's own list, with what it means
// there on the article's day. Whether it is used as a name of its own ("Law",
// but not in "Law Society") Mentions say.
type Listed struct {
	corpus.Span
	Kind    Kind
	Form    Form   // FormName, or FormNominal for a role: "the prime minister"
	ID      string // external id; "" where several entries may be meant
	Name    string // the list's name for it; "" as ID
	Country string // ISO 3166-1 alpha-3, "" unknown
}

// ListedAt is what the user's list has of exactly the phrase at s, or nil.
func (d *Document) ListedAt(s corpus.Span) *Listed {
	i, ok := slices.BinarySearchFunc(d.Listed, s.Start, func(l Listed, start int) int { return cmp.Compare(l.Start, start) })
	if ok && d.Listed[i].End == s.End {
		return &d.Listed[i]
	}
	return nil
}

// Name is a proper name found by its form and surroundings, without titles,
// possessive 's and leading "the".
type Name struct {
	corpus.Span
	Kind       Kind // Person, Organization or Place (countries are places here)
	Confidence float64
}

// Mention is one phrase that refers to an entity.
type Mention struct {
	corpus.Span
	Sentence    int // index into Sentences
	Kind        Kind
	Form        Form
	Metonym     bool        // a place that stands for a government: "Ankara rejected the offer"
	MetonymOpen bool        // a place that is the seat of a government and could be either (mention)
	Country     string      // ISO 3166-1 alpha-3: of the country, of the place, of the organization where known; else ""
	Toponym     int         // index into Toponyms of what a country or place mention was read from, or None
	Title       corpus.Span // title or role words right beside a person's name: "Interior Minister", "spokesman for the ministry"; empty: none
	Confidence  float64

	Entity int // index into Entities, or None (coref)
}

// QuoteForm is how words are reported.
type QuoteForm string

// The forms of quotes.
const (
	Direct   QuoteForm = "direct"   // a full clause or more in quotation marks that stands as the quote
	Mixed    QuoteForm = "mixed"    // a quoted fragment within reported speech
	Indirect QuoteForm = "indirect" // reported without quotation marks
	Phrase   QuoteForm = "phrase"   // quoted words that report nobody's speech: titles, irony
)

// SpeakerKind is what the one who speaks, or states a number, is.
type SpeakerKind string

// The kinds of speakers. The first three are those of entities.
const (
	SpeakerPerson       SpeakerKind = "person"
	SpeakerOrganization SpeakerKind = "organization"
	SpeakerCountry      SpeakerKind = "country"
	SpeakerGroup        SpeakerKind = "group"    // "residents", "a senior official"
	SpeakerDocument     SpeakerKind = "document" // "the report"
	SpeakerUnknown      SpeakerKind = "unknown"
)

// Reason says why a quote that reports speech has no speaker entity.
type Reason string

// The reasons.
const (
	NoCue        Reason = "no_cue"        // nothing near the quote says that somebody speaks
	NoSource     Reason = "no_source"     // a cue, but nobody named with it: "it was said that"
	NoAntecedent Reason = "no_antecedent" // a pronoun or role that fits nobody, or more than one, in the article
	Author       Reason = "author"        // "I", outside of what others say: whoever wrote the article
	NotNamed     Reason = "not_named"     // the speaker is a group, a document or somebody without a name
)

// Stance is what the speaker does with the content.
type Stance string

// The stances.
const (
	Asserts  Stance = "asserts"
	Denies   Stance = "denies"
	Asks     Stance = "asks"
	Promises Stance = "promises"
	Accuses  Stance = "accuses"
	Demands  Stance = "demands"
	Thinks   Stance = "thinks"
	Neutral  Stance = "neutral"
)

// Quote is reported speech or thought, with the words that introduce it and
// the one who speaks.
type Quote struct {
	Spans          []corpus.Span // the content in text order, quotation marks included; at least one
	Form           QuoteForm
	Cue            corpus.Span // "said", "according to"; empty: none
	CueLemma       string      // "say", "according to"
	Stance         Stance      // "" where there is no cue
	Speaker        corpus.Span // whole phrase that names the speaker here, with title and apposition; empty: none
	SpeakerMention int         // index into Mentions of the mention in Speaker, or None; where Speaker is "I", of the speaker around, and where it is a label in capitals, of the name elsewhere
	SpeakerKind    SpeakerKind // "" for a Phrase
	Described      corpus.Span // what an unnamed speaker is called, without clauses: "a senior official"; where Speaker is a pronoun, by the quote before; empty: none
	Addressee      corpus.Span // empty: none
	Within         int         // index into Quotes of the quote around this one, or None
	Unresolved     Reason      // "" for a Phrase and where SpeakerMention is set; rows add NoAntecedent where its mention has no entity
	Confidence     float64
}

// Entity is a person, country, organization or place as this article knows it.
type Entity struct {
	ID          string // key within the article: "country:KEN", "person:retno-sari"
	Kind        Kind
	Name        string // the fullest name that the article gives; a country's common English name
	Country     string // ISO 3166-1 alpha-3, "" unknown
	Title       string // of a person: "Air Force Col.", "" unknown
	Affiliation string // of a person: "Interior Ministry", "D-Mass.", "" unknown
	ExternalID  string // "" unknown
	Toponym     int    // index into Toponyms with the coordinates of a place, or None
	Aliases     []string
}

// UnitKind is what a quantity measures.
type UnitKind string

// The kinds of units.
const (
	Count    UnitKind = "count"
	Money    UnitKind = "money"
	Percent  UnitKind = "percent"
	Duration UnitKind = "duration"
	Age      UnitKind = "age"
	Ratio    UnitKind = "ratio"
	Distance UnitKind = "distance"
	Other    UnitKind = "other"
)

// Change says whether a quantity is the size of a rise or fall.
type Change string

// The changes.
const (
	Up       Change = "up"
	Down     Change = "down"
	NoChange Change = "none"
)

// Claim is a numeric quantity with who states it.
type Claim struct {
	corpus.Span               // the number and its unit, without modifier words
	Value         float64     // never NaN or infinite
	ValueMax      float64     // upper end of a range, meaningful where HasMax
	HasMax        bool        //
	Unit          string      // singular lower-case English, ISO 4217 for money, "" none
	UnitKind      UnitKind    //
	Modifier      string      // one of = ~ > < >= <=
	Change        Change      //
	Counted       corpus.Span // what is counted; empty: not said
	CountedStem   string      // content words of Counted, stemmed
	About         corpus.Span // whose quantity it is; empty: not said
	Whole         corpus.Span // what it is a part of; empty: not said
	Source        corpus.Span // phrase that names who states it; empty: the article itself
	SourceMention int         // index into Mentions, or None
	SourceKind    SpeakerKind // "" for the article itself
	Quote         int         // index into Quotes of the innermost quote that holds it, or None
	Hedge         corpus.Span // words that doubt the source; empty: none
	Time          corpus.Span // "since March"; empty: none
	DateFrom      string      // ISO 8601 date that Time resolves to, "" unknown
	DateTo        string      //
	Place         int         // index into Mentions of where, or None
	Confidence    float64     //
}
