"""The tables: one TypedDict for a row of each.

Made by generate.py from `broadsheet tables --format json`; do not edit.

These are the rows of extract and explode: timestamps and dates are ISO 8601
text, and offsets count characters of the text from 0, end exclusive. What is
not known is None.
"""

from __future__ import annotations

from typing import Literal, TypedDict

SCHEMA = 1
"""Version of the tables."""

TableName = Literal["articles", "entities", "mentions", "quotes", "claims", "sentences", "errors", "entity_links", "catalog", "duplicates"]
"""All tables of a run."""


class Span(TypedDict):
    """A range of the text: text[start_char:end_char]."""

    start_char: int
    end_char: int


class ArticleRow(TypedDict):
    """One row for each article that could be read. Key: article_id."""

    article_id: str
    """Key of the article: the input's own id where it has one, else 32 hex digits of the SHA-256 of
    source, record, title and text, each followed by a zero byte.
    """
    source: str | None
    """Input file that the article is from, as a path below the argument that named it, with "/";
    "-" for standard input.
    """
    record: int
    """Number of the record in source, from 1: a line of JSONL, a row of CSV, 1 for a page or text
    file.
    """
    url: str | None
    """Address of the article as the input gives it."""
    title: str | None
    """Headline. Annotated only where it is also part of text."""
    byline: str | None
    """Who wrote the article, as printed, without "By"."""
    publisher: str | None
    """Newspaper, agency or site that published the article."""
    published_at: str | None
    """When the article was published, UTC. Midnight where only the day is known: see
    published_precision.
    """
    published_precision: str | None
    """How exact published_at is: day or second. Null where published_at is null."""
    language: str | None
    """ISO 639-1 code of the language (en, de): the input's or the user's word, else the detector's
    where it is sure. An article that is not in English has no annotations.
    """
    text: str | None
    """The text that all offsets point into, as it was read. Null with --no-text."""
    text_sha256: str
    """SHA-256 of text in UTF-8, 64 hex digits. The same for exact copies."""
    characters: int
    """Length of text in Unicode code points."""
    tokens: int | None
    """Number of tokens (words, numbers, marks). Null where the article was not annotated: not in
    English, or listed in errors.
    """
    sentences: int | None
    """Number of rows in sentences. Null where the article was not annotated."""
    meta: dict[str, str] | None
    """Other columns of the input: a JSON object of strings, keys sorted, such as
    {"section":"politics"}. Null where there are none, and with --no-text: they may repeat the text.
    """


class Entity(TypedDict):
    """One row for each person, country, organization and place that an article names. Key:
    article_id, entity_id.
    """

    article_id: str
    """The article, as in articles."""
    entity_id: str
    """Key of the entity within the article: country:KEN (ISO 3166-1 alpha-3), person:retno-sari,
    organization:interior-ministry, place:mombasa. Across articles use catalog_id of entity_links.
    """
    external_id: str | None
    """Id that the list given with --names has for it. Null where the list does not name it, or
    could mean several by it.
    """
    kind: str
    """person, country, organization or place."""
    name: str
    """The fullest name that the article gives; a country's common English name."""
    country_code: str | None
    """ISO 3166-1 alpha-3 code (XKX for Kosovo, SUN, YUG, DDR, CSK for states that are gone): of a
    country itself, for a place the country that it lies in, for an organization its home where
    known.
    """
    title: str | None
    """Of a person: title or role as the article gives it ("Interior Minister", "Air Force Col.")."""
    affiliation: str | None
    """Of a person: party, ministry, company or district as the article gives it ("Interior
    Ministry", "D-Mass.").
    """
    latitude: float | None
    """Of a place that was found in GeoNames: degrees north, -90 to 90."""
    longitude: float | None
    """Degrees east, -180 to 180."""
    geonames_id: int | None
    """Id of the place in GeoNames."""
    mentions: int
    """Number of rows in mentions that refer to the entity."""
    first_start: int | None
    """Where its first mention starts in articles.text: code points from 0."""
    aliases: list[str]
    """Other names that the article uses for it, in the order in which they come first."""


class Mention(TypedDict):
    """One row for each phrase that refers to an entity. Key: article_id, mention."""

    article_id: str
    """The article, as in articles."""
    mention: int
    """Number of the mention in the article, from 0: by start, the longer first."""
    entity_id: str | None
    """Entity that it refers to, as in entities. Null where that could not be told (a pronoun that
    fits nobody).
    """
    external_id: str | None
    """external_id of that entity."""
    kind: str
    """person, country, organization or place."""
    form: str
    """How it refers: name; demonym ("Kenyan", "Americans"); affiliation ("Republican senator");
    embedded (a name inside a longer one: Nigeria in "Nigerian Army"); nominal ("the president");
    pronoun ("he").
    """
    metonym: bool | None
    """Whether a place stands for a government ("Ankara rejected the offer"). Null for what is no
    country or place, and for a seat of government whose name could mean either.
    """
    text: str
    """The mention as it stands in the text, without titles, possessive 's and leading "the"."""
    start_char: int
    """Where it starts in articles.text: code points from 0."""
    end_char: int
    """Where it ends, exclusive."""
    sentence: int | None
    """Sentence that it stands in, as in sentences."""
    country_code: str | None
    """ISO 3166-1 alpha-3 code of the country, of the country that the place lies in, or of the
    organization's home where known.
    """
    confidence: float | None
    """0 to 1: how sure it is that this is a mention of this kind. Comparable within a version."""


class Quote(TypedDict):
    """One row for each piece of reported speech, and for quoted words that report none. Key:
    article_id, quote.
    """

    article_id: str
    """The article, as in articles."""
    quote: int
    """Number of the quote in the article, from 0, in text order."""
    form: str
    """direct (a full clause or more in quotation marks that stands as the quote), mixed (a quoted
    fragment within reported speech), indirect (no quotation marks, also the turns of a transcript),
    phrase (quoted words that report nobody's speech: titles, irony).
    """
    text: str | None
    """The content, quotation marks included; the spans joined by one space. Null with --no-text."""
    spans: list[Span]
    """The content as a list of {start_char, end_char} in articles.text: one, or more where the
    words are interrupted ("…," he said, "…").
    """
    start_char: int
    """Where the first span starts: code points from 0."""
    end_char: int
    """Where the last span ends, exclusive."""
    sentence: int | None
    """Sentence that it starts in, as in sentences."""
    speaker_text: str | None
    """The whole phrase that names the speaker at this quote, with title and apposition: "he",
    "Interior Minister Retno Sari".
    """
    speaker_start: int | None
    """Where speaker_text starts in articles.text: code points from 0."""
    speaker_end: int | None
    """Where it ends, exclusive."""
    speaker_entity_id: str | None
    """Entity that speaks, as in entities. Null for a group, a document and where unresolved says
    why.
    """
    speaker_name: str | None
    """Name of that entity; for a group or document what speaker_text calls it, or for a pronoun the
    speaker before: "a senior official".
    """
    speaker_kind: str | None
    """person, organization, country, group ("residents"), document ("the report") or unknown. Null
    for a phrase.
    """
    speaker_title: str | None
    """Title or role of the speaker: the words beside the name at this quote, else the entity's
    title.
    """
    speaker_affiliation: str | None
    """Affiliation of the speaker, as in entities."""
    cue: str | None
    """Words that introduce the speech: "said", "according to"."""
    cue_start: int | None
    """Where the cue starts in articles.text: code points from 0."""
    cue_end: int | None
    """Where it ends, exclusive."""
    cue_lemma: str | None
    """Dictionary form of the cue: say, tell, according to."""
    stance: str | None
    """What the speaker does with the content: asserts, denies, asks, promises, accuses, demands,
    thinks or neutral. Null without a cue.
    """
    addressee: str | None
    """Phrase that names whom it is said to: "reporters", "the Senate"."""
    within: int | None
    """Quote around this one, as its number in the article."""
    unresolved: str | None
    """Why there is no speaker_entity_id: no_cue (nothing near it says that somebody speaks),
    no_source (a cue but nobody with it), no_antecedent (a pronoun or role that fits nobody, or more
    than one), author (I, outside of what others say), not_named (a group, a document or somebody
    without a name). Null for a phrase and where there is one.
    """
    confidence: float | None
    """0 to 1: how sure content and speaker are. Comparable within a version."""
    context: str | None
    """The sentence or sentences that hold the quote; at most 500 bytes of them on either side of
    it. Null with --no-text.
    """


class Claim(TypedDict):
    """One row for each numeric claim. Calendar dates, years, clock times, ordinals and numbers
    inside names are none. Key: article_id, claim.
    """

    article_id: str
    """The article, as in articles."""
    claim: int
    """Number of the claim in the article, from 0, in text order."""
    text: str
    """The number and its unit as they stand in the text, without modifier words: "13,000 workers",
    "$1.3 billion".
    """
    start_char: int
    """Where it starts in articles.text: code points from 0."""
    end_char: int
    """Where it ends, exclusive."""
    sentence: int | None
    """Sentence that it stands in, as in sentences."""
    value: float
    """The number: 1300000000 for "$1.3 billion", 24 for "dozens", 60 for "60 percent". The lower
    end of a range. Never null.
    """
    value_max: float | None
    """Upper end of a range ("five to seven"). Null where there is no range."""
    unit: str | None
    """Singular, lower case, American spelling (hour, kilometer, percent, point); money as ISO 4217
    (a bare $ is USD unless the context says otherwise); for counts the bare counted noun (troop).
    """
    unit_kind: str
    """count, money, percent, duration, age, ratio, distance or other."""
    modifier: str
    """How exact the value is: = ~ (about) > < >= <=. "More than 40" is >, "dozens" is 24 with >=."""
    change: str
    """Whether it is the size of a rise or fall: up, down or none."""
    counted: str | None
    """The shortest phrase of the text that says what is counted: "workers" in "Ford cut 13,000
    workers".
    """
    counted_start: int | None
    """Where counted starts in articles.text: code points from 0."""
    counted_end: int | None
    """Where it ends, exclusive."""
    counted_stem: str | None
    """Content words of counted, stemmed by Snowball: a key to group by, not a word to show."""
    about: str | None
    """Whose quantity it is, where the text says so beside the counted thing: "Ford" in "Ford cut
    13,000 workers".
    """
    about_start: int | None
    """Where about starts in articles.text: code points from 0."""
    about_end: int | None
    """Where it ends, exclusive."""
    whole: str | None
    """What it is a part of: "nine ministries" in "four of nine ministries", "the province's wells"
    in "60 percent of the province's wells".
    """
    source_text: str | None
    """Phrase that names who states the number: the speaker of the quote that it stands in, or the
    cited report. Null where the article itself states it.
    """
    source_start: int | None
    """Where source_text starts in articles.text: code points from 0."""
    source_end: int | None
    """Where it ends, exclusive."""
    source_entity_id: str | None
    """Entity that states it, as in entities."""
    source_name: str | None
    """Name of that entity; for a group or document source_text."""
    source_kind: str | None
    """person, organization, country, group, document or unknown. Null where the article itself
    states it.
    """
    quote: int | None
    """Innermost quote that it stands in, as in quotes."""
    hedge: str | None
    """Words that doubt the number or its source: "allegedly", "unconfirmed"."""
    time_text: str | None
    """Words that say when it holds: "since March", "in 2011"."""
    time_start: int | None
    """Where time_text starts in articles.text: code points from 0."""
    time_end: int | None
    """Where it ends, exclusive."""
    date_from: str | None
    """First day that time_text stands for, counted from published_at."""
    date_to: str | None
    """Last day, inclusive."""
    place_entity_id: str | None
    """Entity of the place where it holds, as in entities."""
    confidence: float | None
    """0 to 1: how sure value and unit are. Comparable within a version."""
    context: str | None
    """The sentence that holds the claim; at most 500 bytes of it on either side. Null with --no-
    text.
    """


class Sentence(TypedDict):
    """One row for each sentence, headlines and boilerplate included. Key: article_id, sentence."""

    article_id: str
    """The article, as in articles."""
    sentence: int
    """Number of the sentence in the article, from 0, in text order."""
    paragraph: int
    """Number of the paragraph that it stands in, from 0."""
    role: str
    """Part of the article: title, byline, dateline, caption, body, or boilerplate (what the site
    put there: share buttons, newsletter boxes, copyright lines).
    """
    start_char: int
    """Where the sentence starts in articles.text: code points from 0."""
    end_char: int
    """Where it ends, exclusive: text[start_char:end_char] in Python, substr(text, start_char + 1,
    end_char - start_char) in SQL, substr(text, start_char + 1, end_char) in R.
    """
    text: str | None
    """The sentence. Null with --no-text."""


class ErrorRow(TypedDict):
    """One row for each record that gave no article, and for each article that a stage gave up on.
    Key: source, record.
    """

    article_id: str | None
    """The article, where it was read but could not be annotated. Null where there is no article."""
    source: str | None
    """Input file, as in articles."""
    record: int | None
    """Number of the record in source, from 1. Null where the file as a whole is meant."""
    part: int
    """Number of the part that the row stands in, from 0."""
    stage: str | None
    """What failed: read, decode, or a stage of the extraction."""
    error: str
    """empty_text, no_text_column, broken_record, truncated_input, binary_content, too_large,
    unreadable_file, stage_panic or over_budget.
    """
    detail: str | None
    """For a person: what was found, and where."""


class EntityLink(TypedDict):
    """Which entry of the catalog each entity of each article is. Made by link, for the whole
    corpus. Key: article_id, entity_id.
    """

    article_id: str
    """The article, as in articles."""
    entity_id: str
    """The entity, as in entities."""
    catalog_id: str
    """Entry of catalog that it belongs to."""
    confidence: float | None
    """0 to 1: how sure it is that the article's entity is the catalog's. 1 for a country and an
    external_id; less for a surname alone, for a name that others have too, and where one name is
    taken for another. It ranks; it is no probability.
    """


class CatalogEntry(TypedDict):
    """One row for each entity of the whole corpus. Made by link. Key: catalog_id."""

    catalog_id: str
    """Key of the entity in the whole corpus: external: and its external_id where it has one,
    country: and its code, else kind and name (person:retno-sari); a second one of the name has .2
    behind.
    """
    kind: str
    """person, country, organization or place."""
    name: str
    """The name that most articles give, the first in code point order where two are equal."""
    country_code: str | None
    """ISO 3166-1 alpha-3 code that most articles give."""
    articles: int
    """Number of articles that name it."""
    mentions: int
    """Number of rows in mentions that refer to it."""
    quotes: int
    """Number of rows in quotes with it as speaker."""
    claims: int
    """Number of rows in claims with it as source."""
    first_seen: str | None
    """Earliest published_at of those articles, UTC. Null where none has a date."""
    last_seen: str | None
    """Latest published_at of those articles, UTC."""
    aliases: list[str]
    """All other names and aliases of it in the corpus, in code point order; at most 100."""
    external_id: str | None
    """Id that the list given with --names has for it. Null where it has none."""


class Duplicate(TypedDict):
    """One row for each article of which the corpus has copies or near-copies (agency reports in
    several papers, shortened, with another headline). Nothing is removed: keep those with first.
    Made by link. Key: article_id.
    """

    article_id: str
    """The article, as in articles."""
    cluster_id: str
    """Smallest article_id of the cluster: the same for all its articles. A cluster is what hangs
    together by pairs that are similar enough (--similarity).
    """
    similarity: float
    """0 to 1: the share of wording (runs of five words) that it has in common with the article of
    the cluster that it is most like. 1 for exact copies; else estimated, give or take 0.03.
    """
    first: bool
    """Whether it is the one to keep: the earliest by published_at (articles without a date last),
    then by article_id.
    """


class Document(TypedDict):
    """What extract finds in one article: rows of the tables."""

    article: ArticleRow
    sentences: list[Sentence]
    entities: list[Entity]
    mentions: list[Mention]
    quotes: list[Quote]
    claims: list[Claim]


COLUMNS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "string",
        "source": "string",
        "record": "integer",
        "url": "string",
        "title": "string",
        "byline": "string",
        "publisher": "string",
        "published_at": "timestamp",
        "published_precision": "string",
        "language": "string",
        "text": "string",
        "text_sha256": "string",
        "characters": "integer",
        "tokens": "integer",
        "sentences": "integer",
        "meta": "JSON",
    },
    "entities": {
        "article_id": "string",
        "entity_id": "string",
        "external_id": "string",
        "kind": "string",
        "name": "string",
        "country_code": "string",
        "title": "string",
        "affiliation": "string",
        "latitude": "number",
        "longitude": "number",
        "geonames_id": "integer",
        "mentions": "integer",
        "first_start": "integer",
        "aliases": "list of string",
    },
    "mentions": {
        "article_id": "string",
        "mention": "integer",
        "entity_id": "string",
        "external_id": "string",
        "kind": "string",
        "form": "string",
        "metonym": "boolean",
        "text": "string",
        "start_char": "integer",
        "end_char": "integer",
        "sentence": "integer",
        "country_code": "string",
        "confidence": "number",
    },
    "quotes": {
        "article_id": "string",
        "quote": "integer",
        "form": "string",
        "text": "string",
        "spans": "list of {start_char, end_char}",
        "start_char": "integer",
        "end_char": "integer",
        "sentence": "integer",
        "speaker_text": "string",
        "speaker_start": "integer",
        "speaker_end": "integer",
        "speaker_entity_id": "string",
        "speaker_name": "string",
        "speaker_kind": "string",
        "speaker_title": "string",
        "speaker_affiliation": "string",
        "cue": "string",
        "cue_start": "integer",
        "cue_end": "integer",
        "cue_lemma": "string",
        "stance": "string",
        "addressee": "string",
        "within": "integer",
        "unresolved": "string",
        "confidence": "number",
        "context": "string",
    },
    "claims": {
        "article_id": "string",
        "claim": "integer",
        "text": "string",
        "start_char": "integer",
        "end_char": "integer",
        "sentence": "integer",
        "value": "number",
        "value_max": "number",
        "unit": "string",
        "unit_kind": "string",
        "modifier": "string",
        "change": "string",
        "counted": "string",
        "counted_start": "integer",
        "counted_end": "integer",
        "counted_stem": "string",
        "about": "string",
        "about_start": "integer",
        "about_end": "integer",
        "whole": "string",
        "source_text": "string",
        "source_start": "integer",
        "source_end": "integer",
        "source_entity_id": "string",
        "source_name": "string",
        "source_kind": "string",
        "quote": "integer",
        "hedge": "string",
        "time_text": "string",
        "time_start": "integer",
        "time_end": "integer",
        "date_from": "date",
        "date_to": "date",
        "place_entity_id": "string",
        "confidence": "number",
        "context": "string",
    },
    "sentences": {
        "article_id": "string",
        "sentence": "integer",
        "paragraph": "integer",
        "role": "string",
        "start_char": "integer",
        "end_char": "integer",
        "text": "string",
    },
    "errors": {
        "article_id": "string",
        "source": "string",
        "record": "integer",
        "part": "integer",
        "stage": "string",
        "error": "string",
        "detail": "string",
    },
    "entity_links": {
        "article_id": "string",
        "entity_id": "string",
        "catalog_id": "string",
        "confidence": "number",
    },
    "catalog": {
        "catalog_id": "string",
        "kind": "string",
        "name": "string",
        "country_code": "string",
        "articles": "integer",
        "mentions": "integer",
        "quotes": "integer",
        "claims": "integer",
        "first_seen": "timestamp",
        "last_seen": "timestamp",
        "aliases": "list of string",
        "external_id": "string",
    },
    "duplicates": {
        "article_id": "string",
        "cluster_id": "string",
        "similarity": "number",
        "first": "boolean",
    },
}
"""Table, column, type as the data dictionary names it."""
