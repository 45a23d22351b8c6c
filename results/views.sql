-- The joins that are needed again and again. Each *_full view has exactly the rows of
-- its table, in no particular order.
--
-- Where several articles have one article_id, nothing in the tables tells to which of
-- them a row belongs. Columns that come from articles, entities and the catalog are
-- null there, unless all of them say the same; articles_of_id is above 1.

CREATE OR REPLACE MACRO agreed(x) AS
  CASE WHEN count(x) = count(*) AND min(x) = max(x) THEN min(x) END;

-- One row for each article_id. published_month is the first day of the month (UTC), and
-- first_of_copies is true where duplicates has no better copy: WHERE first_of_copies
-- counts an agency's report once.
CREATE OR REPLACE VIEW articles_by_id AS
SELECT a.article_id, count(*) AS articles_of_id,
  agreed(a.source) AS source, agreed(a.record) AS record, agreed(a.url) AS url,
  agreed(a.title) AS title, agreed(a.byline) AS byline, agreed(a.publisher) AS publisher,
  agreed(a.published_at) AS published_at, agreed(a.published_precision) AS published_precision,
  agreed(CAST(date_trunc('month', make_timestamp(epoch_us(a.published_at))) AS DATE)) AS published_month,
  agreed(a.language) AS language,
  CASE WHEN count(d.article_id) = 0 THEN true ELSE agreed(d.firsts) END AS first_of_copies
FROM articles a
LEFT JOIN (SELECT article_id, agreed("first") AS firsts FROM duplicates GROUP BY article_id) d
  ON d.article_id = a.article_id
GROUP BY a.article_id;

-- One row for each entity of an article, with its entry of the catalog.
CREATE OR REPLACE VIEW links_by_id AS
SELECT l.article_id, l.entity_id, c.catalog_id, c.name, c.kind, c.country_code, c.external_id, l.confidence
FROM (
  SELECT article_id, entity_id, agreed(catalog_id) AS catalog_id, agreed(confidence) AS confidence
  FROM entity_links GROUP BY article_id, entity_id
) l
LEFT JOIN catalog c ON c.catalog_id = l.catalog_id;

-- quotes, the article's head, and who speaks in the catalog.
CREATE OR REPLACE VIEW quotes_full AS
SELECT q.*,
  a.publisher, a.published_at, a.published_precision, a.published_month,
  a.title AS article_title, a.byline, a.url, a.source, a.record, a.first_of_copies, a.articles_of_id,
  s.catalog_id AS speaker_catalog_id, s.name AS speaker_catalog_name,
  s.country_code AS speaker_country_code, s.external_id AS speaker_external_id,
  s.confidence AS speaker_link_confidence
FROM quotes q
LEFT JOIN articles_by_id a ON a.article_id = q.article_id
LEFT JOIN links_by_id s ON s.article_id = q.article_id AND s.entity_id = q.speaker_entity_id;

-- claims, the article's head, and who states it and where it holds in the catalog.
CREATE OR REPLACE VIEW claims_full AS
SELECT c.*,
  a.publisher, a.published_at, a.published_precision, a.published_month,
  a.title AS article_title, a.byline, a.url, a.source, a.record, a.first_of_copies, a.articles_of_id,
  s.catalog_id AS source_catalog_id, s.name AS source_catalog_name,
  s.country_code AS source_country_code, s.external_id AS source_external_id,
  s.confidence AS source_link_confidence,
  p.catalog_id AS place_catalog_id, p.name AS place_name, p.country_code AS place_country_code
FROM claims c
LEFT JOIN articles_by_id a ON a.article_id = c.article_id
LEFT JOIN links_by_id s ON s.article_id = c.article_id AND s.entity_id = c.source_entity_id
LEFT JOIN links_by_id p ON p.article_id = c.article_id AND p.entity_id = c.place_entity_id;

-- entities, the article's head, and the entry of the catalog.
CREATE OR REPLACE VIEW entities_full AS
SELECT e.*,
  a.publisher, a.published_at, a.published_precision, a.published_month,
  a.title AS article_title, a.byline, a.url, a.source, a.record, a.first_of_copies, a.articles_of_id,
  l.catalog_id, l.name AS catalog_name, l.confidence AS link_confidence
FROM entities e
LEFT JOIN articles_by_id a ON a.article_id = e.article_id
LEFT JOIN links_by_id l ON l.article_id = e.article_id AND l.entity_id = e.entity_id;

-- How often each speaker of the catalog is quoted in each month of publication (null:
-- not known), in how many articles (by article_id) and publishers.
CREATE OR REPLACE VIEW speakers_by_month AS
SELECT published_month AS month, speaker_catalog_id AS catalog_id,
  any_value(speaker_catalog_name) AS name, any_value(speaker_country_code) AS country_code,
  count(*) AS quotes, count(DISTINCT article_id) AS articles, count(DISTINCT publisher) AS publishers
FROM quotes_full
WHERE speaker_catalog_id IS NOT NULL
GROUP BY published_month, speaker_catalog_id
ORDER BY month, quotes DESC, catalog_id;

-- Pairs of countries, by code, and the number of articles (by article_id) that name both.
CREATE OR REPLACE VIEW countries_together AS
WITH named AS (
  SELECT DISTINCT article_id, country_code, name FROM entities
  WHERE kind = 'country' AND country_code IS NOT NULL
)
SELECT a.country_code AS country_a, b.country_code AS country_b,
  min(a.name) AS name_a, min(b.name) AS name_b, count(DISTINCT a.article_id) AS articles
FROM named a JOIN named b ON a.article_id = b.article_id AND a.country_code < b.country_code
GROUP BY a.country_code, b.country_code
ORDER BY articles DESC, country_a, country_b;

-- What is counted by the same words, in the same unit, with different values by different
-- sources: candidates for a disagreement, which may also be two events. The source is the
-- entry of the catalog, else its name or phrase, else the publisher of the article that
-- states the number itself; "stated" lists who says what.
CREATE OR REPLACE VIEW contested AS
SELECT counted_stem, unit_kind, unit, change,
  count(*) AS claims, count(DISTINCT article_id) AS articles,
  count(DISTINCT who) AS sources, count(DISTINCT {'low': value, 'high': coalesce(value_max, value)}) AS values,
  min(value) AS lowest, max(coalesce(value_max, value)) AS highest,
  list({'value': value, 'value_max': value_max, 'modifier': modifier, 'source': who,
    'article_id': article_id, 'claim': claim} ORDER BY value, who, article_id, claim) AS stated
FROM (
  SELECT *, coalesce(source_catalog_id, lower(source_name), 'publisher:' || publisher) AS who
  FROM claims_full
)
WHERE counted_stem IS NOT NULL AND who IS NOT NULL
GROUP BY counted_stem, unit_kind, unit, change
HAVING count(DISTINCT who) > 1 AND count(DISTINCT {'low': value, 'high': coalesce(value_max, value)}) > 1
ORDER BY sources DESC, claims DESC, counted_stem, unit_kind, unit, change;
