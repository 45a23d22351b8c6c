// Package results turns Documents into the rows of the tables, and writes and
// reads the tables as Parquet, JSONL, JSON and CSV.
//
// The row structs (Article, Quote, Claim, …) are the schema: their struct tags name the
// columns, and the doc tags beside them are the data dictionary that
// `broadsheet tables` prints and that every Parquet file carries. Tables lists
// them all.
//
//	rows := results.Rows(document, results.Options{})
//	line := results.AppendRecord(nil, rows) // one line of JSONL
//
//	folder, err := pipeline.Open("out")
//	for quote, err := range results.Read[results.Quote](folder, "quotes") { … }
//
// Every offset in a row counts Unicode code points from 0, end exclusive. What
// is not known is null: a nil pointer or an empty string here, never "" or 0
// in a file. Lists are never null, but may be empty.
package results

import (
	"iter"
	"time"
)

// SchemaVersion is the version of the shape of the tables. It changes when a
// column or a table comes, goes, changes its type or its meaning, so that a
// run is never continued with parts of another shape. The log:
//
//	1  the tables of the first release
const SchemaVersion = 1

// RawJSON is text that holds one JSON value. JSONL and JSON files hold the
// value itself, Parquet and CSV files its text.
type RawJSON string

// Date is a day: how many it is after 1970-01-01.
type Date int32

// Time is the midnight, UTC, with which the day begins.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Span is a half-open range of code points of the article's text.
type Span struct {
	StartChar int32 `parquet:"start_char"`
	EndChar   int32 `parquet:"end_char"`
}

// Article is a row of the table articles.
type Article struct {
	ArticleID          string     `parquet:"article_id" doc:"Key of the article: the input's own id where it has one, else 32 hex digits of the SHA-256 of source, record, title and text, each followed by a zero byte."`
	Source             string     `parquet:"source,optional" doc:"Input file that the article is from, as a path below the argument that named it, with \"/\"; \"-\" for standard input."`
	Record             int64      `parquet:"record" doc:"Number of the record in source, from 1: a line of JSONL, a row of CSV, 1 for a page or text file."`
	URL                string     `parquet:"url,optional" doc:"Address of the article as the input gives it."`
	Title              string     `parquet:"title,optional" doc:"Headline. Annotated only where it is also part of text."`
	Byline             string     `parquet:"byline,optional" doc:"Who wrote the article, as printed, without \"By\"."`
	Publisher          string     `parquet:"publisher,optional,dict" doc:"Newspaper, agency or site that published the article."`
	PublishedAt        *time.Time `parquet:"published_at,optional,timestamp(microsecond)" doc:"When the article was published, UTC. Midnight where only the day is known: see published_precision."`
	PublishedPrecision string     `parquet:"published_precision,optional,dict" doc:"How exact published_at is: day or second. Null where published_at is null."`
	Language           string     `parquet:"language,optional,dict" doc:"ISO 639-1 code of the language (en, de): the input's or the user's word, else the detector's where it is sure. An article that is not in English has no annotations."`
	Text               string     `parquet:"text,optional" doc:"The text that all offsets point into, as it was read. Null with --no-text."`
	TextSHA256         string     `parquet:"text_sha256" doc:"SHA-256 of text in UTF-8, 64 hex digits. The same for exact copies."`
	Characters         int32      `parquet:"characters" doc:"Length of text in Unicode code points."`
	Tokens             *int32     `parquet:"tokens,optional" doc:"Number of tokens (words, numbers, marks). Null where the article was not annotated: not in English, or listed in errors."`
	Sentences          *int32     `parquet:"sentences,optional" doc:"Number of rows in sentences. Null where the article was not annotated."`
	Meta               RawJSON    `parquet:"meta,optional" doc:"Other columns of the input: a JSON object of strings, keys sorted, such as {\"section\":\"politics\"}. Null where there are none, and with --no-text: they may repeat the text."`
}

// Sentence is a row of the table sentences.
type Sentence struct {
	ArticleID string `parquet:"article_id,dict" doc:"The article, as in articles."`
	Sentence  int32  `parquet:"sentence" doc:"Number of the sentence in the article, from 0, in text order."`
	Paragraph int32  `parquet:"paragraph" doc:"Number of the paragraph that it stands in, from 0."`
	Role      string `parquet:"role,dict" doc:"Part of the article: title, byline, dateline, caption, body, or boilerplate (what the site put there: share buttons, newsletter boxes, copyright lines)."`
	StartChar int32  `parquet:"start_char" doc:"Where the sentence starts in articles.text: code points from 0."`
	EndChar   int32  `parquet:"end_char" doc:"Where it ends, exclusive: text[start_char:end_char] in Python, substr(text, start_char + 1, end_char - start_char) in SQL, substr(text, start_char + 1, end_char) in R."`
	Text      string `parquet:"text,optional" doc:"The sentence. Null with --no-text."`
}

// Entity is a row of the table entities.
type Entity struct {
	ArticleID   string   `parquet:"article_id,dict" doc:"The article, as in articles."`
	EntityID    string   `parquet:"entity_id" doc:"Key of the entity within the article: country:KEN (ISO 3166-1 alpha-3), person:retno-sari, organization:interior-ministry, place:mombasa. Across articles use catalog_id of entity_links."`
	ExternalID  string   `parquet:"external_id,optional" doc:"Id that the list given with --names has for it. Null where the list does not name it, or could mean several by it."`
	Kind        string   `parquet:"kind,dict" doc:"person, country, organization or place."`
	Name        string   `parquet:"name" doc:"The fullest name that the article gives; a country's common English name."`
	CountryCode string   `parquet:"country_code,optional,dict" doc:"ISO 3166-1 alpha-3 code (XKX for Kosovo, SUN, YUG, DDR, CSK for states that are gone): of a country itself, for a place the country that it lies in, for an organization its home where known."`
	Title       string   `parquet:"title,optional" doc:"Of a person: title or role as the article gives it (\"Interior Minister\", \"Air Force Col.\")."`
	Affiliation string   `parquet:"affiliation,optional" doc:"Of a person: party, ministry, company or district as the article gives it (\"Interior Ministry\", \"D-Mass.\")."`
	Latitude    *float64 `parquet:"latitude,optional" doc:"Of a place that was found in GeoNames: degrees north, -90 to 90."`
	Longitude   *float64 `parquet:"longitude,optional" doc:"Degrees east, -180 to 180."`
	GeonamesID  *int32   `parquet:"geonames_id,optional" doc:"Id of the place in GeoNames."`
	Mentions    int32    `parquet:"mentions" doc:"Number of rows in mentions that refer to the entity."`
	FirstStart  *int32   `parquet:"first_start,optional" doc:"Where its first mention starts in articles.text: code points from 0."`
	Aliases     []string `parquet:"aliases,list" doc:"Other names that the article uses for it, in the order in which they come first."`
}

// Mention is a row of the table mentions.
type Mention struct {
	ArticleID   string   `parquet:"article_id,dict" doc:"The article, as in articles."`
	Mention     int32    `parquet:"mention" doc:"Number of the mention in the article, from 0: by start, the longer first."`
	EntityID    string   `parquet:"entity_id,optional" doc:"Entity that it refers to, as in entities. Null where that could not be told (a pronoun that fits nobody)."`
	ExternalID  string   `parquet:"external_id,optional" doc:"external_id of that entity."`
	Kind        string   `parquet:"kind,dict" doc:"person, country, organization or place."`
	Form        string   `parquet:"form,dict" doc:"How it refers: name; demonym (\"Kenyan\", \"Americans\"); affiliation (\"Republican senator\"); embedded (a name inside a longer one: Nigeria in \"Nigerian Army\"); nominal (\"the president\"); pronoun (\"he\")."`
	Metonym     *bool    `parquet:"metonym,optional" doc:"Whether a place stands for a government (\"Ankara rejected the offer\"). Null for what is no country or place, and for a seat of government whose name could mean either."`
	Text        string   `parquet:"text" doc:"The mention as it stands in the text, without titles, possessive 's and leading \"the\"."`
	StartChar   int32    `parquet:"start_char" doc:"Where it starts in articles.text: code points from 0."`
	EndChar     int32    `parquet:"end_char" doc:"Where it ends, exclusive."`
	Sentence    *int32   `parquet:"sentence,optional" doc:"Sentence that it stands in, as in sentences."`
	CountryCode string   `parquet:"country_code,optional,dict" doc:"ISO 3166-1 alpha-3 code of the country, of the country that the place lies in, or of the organization's home where known."`
	Confidence  *float64 `parquet:"confidence,optional" doc:"0 to 1: how sure it is that this is a mention of this kind. Comparable within a version."`
}

// Quote is a row of the table quotes.
type Quote struct {
	ArticleID          string   `parquet:"article_id,dict" doc:"The article, as in articles."`
	Quote              int32    `parquet:"quote" doc:"Number of the quote in the article, from 0, in text order."`
	Form               string   `parquet:"form,dict" doc:"direct (a full clause or more in quotation marks that stands as the quote), mixed (a quoted fragment within reported speech), indirect (no quotation marks, also the turns of a transcript), phrase (quoted words that report nobody's speech: titles, irony)."`
	Text               string   `parquet:"text,optional" doc:"The content, quotation marks included; the spans joined by one space. Null with --no-text."`
	Spans              []Span   `parquet:"spans,list" doc:"The content as a list of {start_char, end_char} in articles.text: one, or more where the words are interrupted (\"…,\" he said, \"…\")."`
	StartChar          int32    `parquet:"start_char" doc:"Where the first span starts: code points from 0."`
	EndChar            int32    `parquet:"end_char" doc:"Where the last span ends, exclusive."`
	Sentence           *int32   `parquet:"sentence,optional" doc:"Sentence that it starts in, as in sentences."`
	SpeakerText        string   `parquet:"speaker_text,optional" doc:"The whole phrase that names the speaker at this quote, with title and apposition: \"he\", \"Interior Minister Retno Sari\"."`
	SpeakerStart       *int32   `parquet:"speaker_start,optional" doc:"Where speaker_text starts in articles.text: code points from 0."`
	SpeakerEnd         *int32   `parquet:"speaker_end,optional" doc:"Where it ends, exclusive."`
	SpeakerEntityID    string   `parquet:"speaker_entity_id,optional" doc:"Entity that speaks, as in entities. Null for a group, a document and where unresolved says why."`
	SpeakerName        string   `parquet:"speaker_name,optional" doc:"Name of that entity; for a group or document what speaker_text calls it, or for a pronoun the speaker before: \"a senior official\"."`
	SpeakerKind        string   `parquet:"speaker_kind,optional,dict" doc:"person, organization, country, group (\"residents\"), document (\"the report\") or unknown. Null for a phrase."`
	SpeakerTitle       string   `parquet:"speaker_title,optional" doc:"Title or role of the speaker: the words beside the name at this quote, else the entity's title."`
	SpeakerAffiliation string   `parquet:"speaker_affiliation,optional" doc:"Affiliation of the speaker, as in entities."`
	Cue                string   `parquet:"cue,optional" doc:"Words that introduce the speech: \"said\", \"according to\"."`
	CueStart           *int32   `parquet:"cue_start,optional" doc:"Where the cue starts in articles.text: code points from 0."`
	CueEnd             *int32   `parquet:"cue_end,optional" doc:"Where it ends, exclusive."`
	CueLemma           string   `parquet:"cue_lemma,optional,dict" doc:"Dictionary form of the cue: say, tell, according to."`
	Stance             string   `parquet:"stance,optional,dict" doc:"What the speaker does with the content: asserts, denies, asks, promises, accuses, demands, thinks or neutral. Null without a cue."`
	Addressee          string   `parquet:"addressee,optional" doc:"Phrase that names whom it is said to: \"reporters\", \"the Senate\"."`
	Within             *int32   `parquet:"within,optional" doc:"Quote around this one, as its number in the article."`
	Unresolved         string   `parquet:"unresolved,optional,dict" doc:"Why there is no speaker_entity_id: no_cue (nothing near it says that somebody speaks), no_source (a cue but nobody with it), no_antecedent (a pronoun or role that fits nobody, or more than one), author (I, outside of what others say), not_named (a group, a document or somebody without a name). Null for a phrase and where there is one."`
	Confidence         *float64 `parquet:"confidence,optional" doc:"0 to 1: how sure content and speaker are. Comparable within a version."`
	Context            string   `parquet:"context,optional" doc:"The sentence or sentences that hold the quote; at most 500 bytes of them on either side of it. Null with --no-text."`
}

// Claim is a row of the table claims.
type Claim struct {
	ArticleID      string   `parquet:"article_id,dict" doc:"The article, as in articles."`
	Claim          int32    `parquet:"claim" doc:"Number of the claim in the article, from 0, in text order."`
	Text           string   `parquet:"text" doc:"The number and its unit as they stand in the text, without modifier words: \"13,000 workers\", \"$1.3 billion\"."`
	StartChar      int32    `parquet:"start_char" doc:"Where it starts in articles.text: code points from 0."`
	EndChar        int32    `parquet:"end_char" doc:"Where it ends, exclusive."`
	Sentence       *int32   `parquet:"sentence,optional" doc:"Sentence that it stands in, as in sentences."`
	Value          float64  `parquet:"value" doc:"The number: 1300000000 for \"$1.3 billion\", 24 for \"dozens\", 60 for \"60 percent\". The lower end of a range. Never null."`
	ValueMax       *float64 `parquet:"value_max,optional" doc:"Upper end of a range (\"five to seven\"). Null where there is no range."`
	Unit           string   `parquet:"unit,optional,dict" doc:"Singular, lower case, American spelling (hour, kilometer, percent, point); money as ISO 4217 (a bare $ is USD unless the context says otherwise); for counts the bare counted noun (troop)."`
	UnitKind       string   `parquet:"unit_kind,dict" doc:"count, money, percent, duration, age, ratio, distance or other."`
	Modifier       string   `parquet:"modifier,dict" doc:"How exact the value is: = ~ (about) > < >= <=. \"More than 40\" is >, \"dozens\" is 24 with >=."`
	Change         string   `parquet:"change,dict" doc:"Whether it is the size of a rise or fall: up, down or none."`
	Counted        string   `parquet:"counted,optional" doc:"The shortest phrase of the text that says what is counted: \"workers\" in \"Ford cut 13,000 workers\"."`
	CountedStart   *int32   `parquet:"counted_start,optional" doc:"Where counted starts in articles.text: code points from 0."`
	CountedEnd     *int32   `parquet:"counted_end,optional" doc:"Where it ends, exclusive."`
	CountedStem    string   `parquet:"counted_stem,optional" doc:"Content words of counted, stemmed by Snowball: a key to group by, not a word to show."`
	About          string   `parquet:"about,optional" doc:"Whose quantity it is, where the text says so beside the counted thing: \"Ford\" in \"Ford cut 13,000 workers\"."`
	AboutStart     *int32   `parquet:"about_start,optional" doc:"Where about starts in articles.text: code points from 0."`
	AboutEnd       *int32   `parquet:"about_end,optional" doc:"Where it ends, exclusive."`
	Whole          string   `parquet:"whole,optional" doc:"What it is a part of: \"nine ministries\" in \"four of nine ministries\", \"the province's wells\" in \"60 percent of the province's wells\"."`
	SourceText     string   `parquet:"source_text,optional" doc:"Phrase that names who states the number: the speaker of the quote that it stands in, or the cited report. Null where the article itself states it."`
	SourceStart    *int32   `parquet:"source_start,optional" doc:"Where source_text starts in articles.text: code points from 0."`
	SourceEnd      *int32   `parquet:"source_end,optional" doc:"Where it ends, exclusive."`
	SourceEntityID string   `parquet:"source_entity_id,optional" doc:"Entity that states it, as in entities."`
	SourceName     string   `parquet:"source_name,optional" doc:"Name of that entity; for a group or document source_text."`
	SourceKind     string   `parquet:"source_kind,optional,dict" doc:"person, organization, country, group, document or unknown. Null where the article itself states it."`
	Quote          *int32   `parquet:"quote,optional" doc:"Innermost quote that it stands in, as in quotes."`
	Hedge          string   `parquet:"hedge,optional" doc:"Words that doubt the number or its source: \"allegedly\", \"unconfirmed\"."`
	TimeText       string   `parquet:"time_text,optional" doc:"Words that say when it holds: \"since March\", \"in 2011\"."`
	TimeStart      *int32   `parquet:"time_start,optional" doc:"Where time_text starts in articles.text: code points from 0."`
	TimeEnd        *int32   `parquet:"time_end,optional" doc:"Where it ends, exclusive."`
	DateFrom       *Date    `parquet:"date_from,optional,date" doc:"First day that time_text stands for, counted from published_at."`
	DateTo         *Date    `parquet:"date_to,optional,date" doc:"Last day, inclusive."`
	PlaceEntityID  string   `parquet:"place_entity_id,optional" doc:"Entity of the place where it holds, as in entities."`
	Confidence     *float64 `parquet:"confidence,optional" doc:"0 to 1: how sure value and unit are. Comparable within a version."`
	Context        string   `parquet:"context,optional" doc:"The sentence that holds the claim; at most 500 bytes of it on either side. Null with --no-text."`
}

// Error is a row of the table errors.
type Error struct {
	ArticleID string `parquet:"article_id,optional" doc:"The article, where it was read but could not be annotated. Null where there is no article."`
	Source    string `parquet:"source,optional" doc:"Input file, as in articles."`
	Record    *int64 `parquet:"record,optional" doc:"Number of the record in source, from 1. Null where the file as a whole is meant."`
	Part      int32  `parquet:"part" doc:"Number of the part that the row stands in, from 0."`
	Stage     string `parquet:"stage,optional,dict" doc:"What failed: read, decode, or a stage of the extraction."`
	Error     string `parquet:"error,dict" doc:"empty_text, no_text_column, broken_record, truncated_input, binary_content, too_large, unreadable_file, stage_panic or over_budget."`
	Detail    string `parquet:"detail,optional" doc:"For a person: what was found, and where."`
}

// EntityLink is a row of the table entity_links.
type EntityLink struct {
	ArticleID  string   `parquet:"article_id,dict" doc:"The article, as in articles."`
	EntityID   string   `parquet:"entity_id" doc:"The entity, as in entities."`
	CatalogID  string   `parquet:"catalog_id" doc:"Entry of catalog that it belongs to."`
	Confidence *float64 `parquet:"confidence,optional" doc:"0 to 1: how sure it is that the article's entity is the catalog's. 1 for a country and an external_id; less for a surname alone, for a name that others have too, and where one name is taken for another. It ranks; it is no probability."`
}

// CatalogEntry is a row of the table catalog.
type CatalogEntry struct {
	CatalogID   string     `parquet:"catalog_id" doc:"Key of the entity in the whole corpus: external: and its external_id where it has one, country: and its code, else kind and name (person:retno-sari); a second one of the name has .2 behind."`
	Kind        string     `parquet:"kind,dict" doc:"person, country, organization or place."`
	Name        string     `parquet:"name" doc:"The name that most articles give, the first in code point order where two are equal."`
	CountryCode string     `parquet:"country_code,optional,dict" doc:"ISO 3166-1 alpha-3 code that most articles give."`
	Articles    int64      `parquet:"articles" doc:"Number of articles that name it."`
	Mentions    int64      `parquet:"mentions" doc:"Number of rows in mentions that refer to it."`
	Quotes      int64      `parquet:"quotes" doc:"Number of rows in quotes with it as speaker."`
	Claims      int64      `parquet:"claims" doc:"Number of rows in claims with it as source."`
	FirstSeen   *time.Time `parquet:"first_seen,optional,timestamp(microsecond)" doc:"Earliest published_at of those articles, UTC. Null where none has a date."`
	LastSeen    *time.Time `parquet:"last_seen,optional,timestamp(microsecond)" doc:"Latest published_at of those articles, UTC."`
	Aliases     []string   `parquet:"aliases,list" doc:"All other names and aliases of it in the corpus, in code point order; at most 100."`
	ExternalID  string     `parquet:"external_id,optional" doc:"Id that the list given with --names has for it. Null where it has none."`
}

// Duplicate is a row of the table duplicates.
type Duplicate struct {
	ArticleID  string  `parquet:"article_id" doc:"The article, as in articles."`
	ClusterID  string  `parquet:"cluster_id" doc:"Smallest article_id of the cluster: the same for all its articles. A cluster is what hangs together by pairs that are similar enough (--similarity)."`
	Similarity float64 `parquet:"similarity" doc:"0 to 1: the share of wording (runs of five words) that it has in common with the article of the cluster that it is most like. 1 for exact copies; else estimated, give or take 0.03."`
	First      bool    `parquet:"first" doc:"Whether it is the one to keep: the earliest by published_at (articles without a date last), then by article_id."`
}

// Tables lists every table, in the order in which one reads them: the tables
// that every part has first, then those that link makes for the whole corpus.
var Tables = []*Table{
	partTable("articles", "One row for each article that could be read.",
		[]string{"article_id"}, ofArticles(func(r *ArticleRows) []Article { return []Article{r.Article} })),
	partTable("entities", "One row for each person, country, organization and place that an article names.",
		[]string{"article_id", "entity_id"}, ofArticles(func(r *ArticleRows) []Entity { return r.Entities })),
	partTable("mentions", "One row for each phrase that refers to an entity.",
		[]string{"article_id", "mention"}, ofArticles(func(r *ArticleRows) []Mention { return r.Mentions })),
	partTable("quotes", "One row for each piece of reported speech, and for quoted words that report none.",
		[]string{"article_id", "quote"}, ofArticles(func(r *ArticleRows) []Quote { return r.Quotes })),
	partTable("claims", "One row for each numeric claim. Calendar dates, years, clock times, ordinals and numbers inside names are none.",
		[]string{"article_id", "claim"}, ofArticles(func(r *ArticleRows) []Claim { return r.Claims })),
	partTable("sentences", "One row for each sentence, headlines and boilerplate included.",
		[]string{"article_id", "sentence"}, ofArticles(func(r *ArticleRows) []Sentence { return r.Sentences })),
	partTable("errors", "One row for each record that gave no article, and for each article that a stage gave up on.",
		[]string{"source", "record"}, func(p *Part) iter.Seq[[]Error] { return batch(p.Errors) }),
	corpusTable[EntityLink]("entity_links", "Which entry of the catalog each entity of each article is. Made by link, for the whole corpus.",
		[]string{"article_id", "entity_id"}),
	corpusTable[CatalogEntry]("catalog", "One row for each entity of the whole corpus. Made by link.",
		[]string{"catalog_id"}),
	corpusTable[Duplicate]("duplicates", "One row for each article of which the corpus has copies or near-copies (agency reports in several papers, shortened, with another headline). Nothing is removed: keep those with first. Made by link.",
		[]string{"article_id"}),
}
