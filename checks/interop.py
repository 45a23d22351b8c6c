"""Opens every table of a run without options in pandas, polars, pyarrow and
DuckDB, and holds them to the table contract: types, nulls, keys, spans."""
import glob, json, subprocess, sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

OUT = sys.argv[1]
TABLES = ["articles", "entities", "mentions", "quotes", "claims", "sentences", "errors", "entity_links", "catalog", "duplicates"]
problems = []


def check(condition, message):
    if not condition:
        problems.append(message)


def parts(table):
    return sorted(glob.glob(f"{OUT}/{table}/part-*.parquet"))


dictionary = json.loads(subprocess.run(["go", "run", "./cmd/broadsheet", "tables", "--format", "json"], capture_output=True, check=True).stdout)
described = {t["name"]: {c["name"] for c in t["columns"]} for t in dictionary["tables"]}
check(sorted(described) == sorted(TABLES), f"broadsheet tables lists {sorted(described)}")

# Every reader sees the same rows and columns.
frames = {}
for table in TABLES:
    check(parts(table), f"{table}: no part")
    arrow = pq.read_table(f"{OUT}/{table}")
    pandas_frame = pd.read_parquet(f"{OUT}/{table}")
    polars_frame = pl.read_parquet(f"{OUT}/{table}/*.parquet")
    duck = duckdb.sql(f"select * from '{OUT}/{table}/*.parquet'")
    rows = {"pyarrow": arrow.num_rows, "pandas": len(pandas_frame), "polars": polars_frame.height, "DuckDB": duck.aggregate("count(*)").fetchall()[0][0]}
    check(len(set(rows.values())) == 1, f"{table}: rows differ: {rows}")
    columns = {"pyarrow": arrow.column_names, "pandas": list(pandas_frame.columns), "polars": polars_frame.columns, "DuckDB": duck.columns}
    check(all(c == arrow.column_names for c in columns.values()), f"{table}: columns differ: {columns}")
    check(set(arrow.column_names) == described[table], f"{table}: columns differ from the dictionary: {set(arrow.column_names) ^ described[table]}")
    metadata = pq.ParquetFile(parts(table)[0]).metadata.metadata
    check(json.loads(metadata[b"broadsheet.columns"]).keys() == described[table], f"{table}: broadsheet.columns does not describe every column")
    check(metadata[b"broadsheet.table"].decode() == table, f"{table}: broadsheet.table is {metadata[b'broadsheet.table']}")
    frames[table] = polars_frame
    for name, column in zip(arrow.column_names, arrow.columns):
        if pa.types.is_string(column.type):
            check(not pa.compute.any(pa.compute.equal(column, "")).as_py(), f"{table}.{name}: an empty string where null is meant")
    print(f"{table:14} {arrow.num_rows:6} rows {len(arrow.column_names):3} columns")

# Types.
schema = pq.read_schema(parts("articles")[0])
check(pa.types.is_timestamp(schema.field("published_at").type) and schema.field("published_at").type.tz == "UTC", f"articles.published_at is {schema.field('published_at').type}")
check(pa.types.is_list(pq.read_schema(parts("entities")[0]).field("aliases").type), "entities.aliases is no list")
spans_type = pq.read_schema(parts("quotes")[0]).field("spans").type
check(pa.types.is_list(spans_type) and pa.types.is_struct(spans_type.value_type), f"quotes.spans is {spans_type}")
check(pa.types.is_floating(pq.read_schema(parts("claims")[0]).field("value").type), "claims.value is no float")

# Every span slices back to its text.
text = dict(frames["articles"].select("article_id", "text").iter_rows())
checked = 0
for table, triples in {
    "mentions": [("start_char", "end_char", "text")],
    "sentences": [("start_char", "end_char", "text")],
    "claims": [("start_char", "end_char", "text"), ("source_start", "source_end", "source_text"), ("counted_start", "counted_end", "counted"), ("about_start", "about_end", "about"), ("time_start", "time_end", "time_text")],
    "quotes": [("speaker_start", "speaker_end", "speaker_text"), ("cue_start", "cue_end", "cue")],
}.items():
    for row in frames[table].iter_rows(named=True):
        for start, end, column in triples:
            if row[start] is None:
                check(row[column] is None, f"{table}: {column} without {start}: {row}")
                continue
            got = text[row["article_id"]][row[start]:row[end]]
            check(got == row[column], f"{table}.{column}: {row[column]!r} but the text has {got!r}")
            checked += 1
for row in frames["quotes"].iter_rows(named=True):
    pieces = [text[row["article_id"]][s["start_char"]:s["end_char"]] for s in row["spans"]]
    check(" ".join(pieces) == row["text"], f"quotes.text: {row['text']!r} but the pieces are {pieces!r}")
    check((row["start_char"], row["end_char"]) == (row["spans"][0]["start_char"], row["spans"][-1]["end_char"]), f"quotes: start and end do not enclose the spans: {row}")
    checked += len(pieces)
wrong = duckdb.sql(f"""
    select count(*) from '{OUT}/mentions/*.parquet' m join '{OUT}/articles/*.parquet' a using (article_id)
    where substr(a.text, m.start_char + 1, m.end_char - m.start_char) <> m.text""").fetchall()[0][0]
check(wrong == 0, f"DuckDB: {wrong} mentions do not slice back")

# Keys join.
ids = set(text)
check(len(ids) == frames["articles"].height, "article_id is not unique in the example corpus")
entities = set(frames["entities"].select("article_id", "entity_id").iter_rows())
check(len(entities) == frames["entities"].height, "entity_id is not unique within an article")
for table, column in [("mentions", "entity_id"), ("quotes", "speaker_entity_id"), ("claims", "source_entity_id"), ("claims", "place_entity_id"), ("entity_links", "entity_id")]:
    for article, entity in frames[table].select("article_id", column).iter_rows():
        check(article in ids, f"{table}: article {article} is not in articles")
        check(entity is None or (article, entity) in entities, f"{table}.{column}: {entity} of {article} is not in entities")
sentences = set(frames["sentences"].select("article_id", "sentence").iter_rows())
for table in ["mentions", "quotes", "claims"]:
    for key in frames[table].select("article_id", "sentence").iter_rows():
        check(key in sentences, f"{table}: sentence {key} is not in sentences")
catalog = set(frames["catalog"]["catalog_id"])
check(len(catalog) == frames["catalog"].height, "catalog_id is not unique")
check(set(frames["entity_links"]["catalog_id"]) == catalog, "entity_links and catalog hold other ids")
check(set(frames["entity_links"].select("article_id", "entity_id").iter_rows()) == entities, "entity_links does not link every entity")

# The example corpus is read whole, and every kind of row is there.
check(frames["errors"].height == 0, f"the example corpus has errors: {frames['errors']}")
for table in TABLES:
    check(table == "errors" or frames[table].height > 0, f"{table} is empty")

if problems:
    print(f"{len(problems)} problems, the first:", *problems[:10], sep="\n  ")
    sys.exit(1)
print(f"{checked} spans slice back; every key joins")
