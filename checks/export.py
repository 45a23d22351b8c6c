"""Holds every export of a run to its Parquet tables, value by value (CSV with the csv
module, xlsx with openpyxl, dta with pandas), and runs every view of views.sql in DuckDB:
over runs in all three formats, and over one in which articles share an id."""
import csv, datetime as dt, glob, io, json, math, os, re, subprocess, sys, tempfile

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq

BROADSHEET, OUT, CORPUS = (os.path.abspath(p) for p in sys.argv[1:4])
TABLES = ["articles", "entities", "mentions", "quotes", "claims", "sentences", "errors", "entity_links", "catalog", "duplicates"]
FULL = {"quotes_full": "quotes", "claims_full": "claims", "entities_full": "entities"}
VIEWS = ["articles_by_id", "links_by_id", *FULL, "speakers_by_month", "countries_together", "contested"]
problems = []


def check(condition, message):
    if not condition:
        problems.append(message)


def broadsheet(*arguments):
    return subprocess.run([BROADSHEET, *arguments], capture_output=True, check=True).stdout


docs = {t["name"]: {c["name"]: c["doc"] for c in t["columns"]} for t in json.loads(broadsheet("tables", "--format", "json"))["tables"]}
work = tempfile.TemporaryDirectory()
runs = {"parquet": OUT}
for format in ["jsonl", "csv"]:
    runs[format] = os.path.join(work.name, "it's [a] run", format)
    broadsheet("run", "--quiet", "--format", format, CORPUS, runs[format])


def text(value):
    """A cell of Parquet as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.timezone.utc).isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)



def hold(table, format, want, got):
    """want and got are rows as lists, of one form."""
    check(len(want) == len(got), f"{table}.{format}: {len(got)} rows for {len(want)}")
    for n, (w, g) in enumerate(zip(want, got)):
        for name, a, b in zip(docs[table], w, g):
            check(a == b and type(a) == type(b), f"{table}.{format}: row {n}, {name}: {b!r} for {a!r}")
    return sum(map(len, want))


def of_csv(table, rows, data):
    got = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    check(got[0] == list(docs[table]), f"{table}.csv: the header is {got[0]}")
    number = lambda w, g: float(g) if isinstance(w, float) and g else g
    got = [[number(w, g) for w, g in zip(row, cells)] for row, cells in zip(rows, got[1:])] if len(got) - 1 == len(rows) else got[1:]
    return hold(table, "csv", [[v if isinstance(v, float) else text(v) for v in row] for row in rows], got)


def unescape(s):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), s)


def of_xlsx(table, rows, data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    check(book.sheetnames == [table, "columns of " + table], f"{table}.xlsx: sheets {book.sheetnames}")
    check(sheet.freeze_panes == "A2", f"{table}.xlsx: the header is not frozen")
    check(sheet.auto_filter.ref == sheet.dimensions, f"{table}.xlsx: the filter is over {sheet.auto_filter.ref}, not {sheet.dimensions}")
    check([[c.value for c in r][::2] for r in book.worksheets[1].iter_rows(min_row=2)] == [list(d) for d in docs[table].items()], f"{table}.xlsx: other meanings")
    check([c.value for c in sheet[1]] == list(docs[table]), f"{table}.xlsx: another header")
    check(not any(c.data_type == "f" for r in sheet.iter_rows() for c in r), f"{table}.xlsx has formulas")
    got = []
    for row, cells in zip(rows, sheet.iter_rows(min_row=2, max_col=len(docs[table]))):
        line = []
        for want, cell in zip(row, cells):
            value = cell.value
            if isinstance(value, str):
                value = unescape(value)
            elif isinstance(want, dt.date) and not isinstance(value, dt.datetime):
                check(False, f"{table}.xlsx: {cell.coordinate} is no date, but {value!r}")
            elif isinstance(want, dt.datetime):
                value = value.replace(tzinfo=dt.timezone.utc)
            elif isinstance(want, dt.date):
                value = value.date()
            elif isinstance(want, float) and type(value) is int:
                value = float(value)
            line.append(value)
        got.append(line)
    check(sheet.max_row == len(rows) + 1, f"{table}.xlsx: {sheet.max_row - 1} rows for {len(rows)}")
    return hold(table, "xlsx", [[text(v) if isinstance(v, list) else v for v in row] for row in rows], got)


def of_dta(table, rows, data):
    with pd.io.stata.StataReader(io.BytesIO(data), convert_dates=False) as reader:
        frame, labels = reader.read(), reader.variable_labels()
    with pd.io.stata.StataReader(io.BytesIO(data)) as reader:
        dated = reader.read()
    check(list(frame.columns) == list(docs[table]), f"{table}.dta: columns {list(frame.columns)}")
    for name, doc in docs[table].items():
        check(labels[name] == (doc if len(doc) <= 80 else doc[:79] + "…"), f"{table}.dta: {name} is labelled {labels[name]!r}")
    got = []
    for n, row in enumerate(rows):
        line = []
        for name, want in zip(docs[table], row):
            value = frame[name].iat[n]
            if isinstance(want, dt.datetime):
                value = dated[name].iat[n].to_pydatetime().replace(tzinfo=dt.timezone.utc)
            elif isinstance(want, dt.date):
                value = dated[name].iat[n].date()
            elif value == "" or not isinstance(value, str) and pd.isna(value):
                value = None
            elif not isinstance(value, str):
                value = type(want)(value)
            line.append(value)
        got.append(line)
    check(len(frame) == len(rows), f"{table}.dta: {len(frame)} rows for {len(rows)}")
    return hold(table, "dta", [[text(v) if isinstance(v, list) else v for v in row] for row in rows], got)


# Exports, value by value, and the same bytes from a run in any format.
cells = 0
for table in TABLES:
    rows = [list(r.values()) for r in pq.read_table(f"{OUT}/{table}").to_pylist()]
    for format, read in {"csv": of_csv, "xlsx": of_xlsx, "dta": of_dta}.items():
        data = {run: broadsheet("export", folder, table, "--format", format, "-o", "-") for run, folder in runs.items()}
        check(len(set(data.values())) == 1, f"{table}.{format} differs between runs in {list(runs)}")
        cells += read(table, rows, data["parquet"])


# Views, in the folder of each run: the same columns, types and rows.
def views(folder):
    os.chdir(folder)
    db = duckdb.connect()
    db.execute(open("views.sql").read())
    return db


def one(db, query):
    return db.sql(query).fetchall()[0][0]


def rows_of(db, view):
    relation = db.sql(f"select * from {view}")
    return list(zip(relation.columns, map(str, relation.types))), sorted(map(repr, relation.fetchall()))


before = {}
for format, folder in runs.items():
    db = views(folder)
    for view in TABLES + VIEWS:
        got = rows_of(db, view)
        check(before.setdefault(view, got) == got, f"{view} differs between a run in parquet and one in {format}")
        check(view == "errors" or got[1], f"{view} has no rows")

db = views(OUT)
for view, table in FULL.items():
    check(one(db, f"select count(*) from {view}") == one(db, f"select count(*) from {table}"), f"{view} has other rows than {table}")
    check(one(db, f"select count(*) from (select columns(t.*) from {table} t except all select {', '.join(docs[table])} from {view})") == 0, f"{view} changes rows of {table}")
    check(one(db, f"select count(*) from {view} v join articles a using (article_id) where v.publisher is distinct from a.publisher or v.published_at is distinct from a.published_at or v.article_title is distinct from a.title or v.articles_of_id <> 1") == 0, f"{view} has the heads of other articles")
check(one(db, "select count(*) from quotes_full where (speaker_entity_id is null) <> (speaker_catalog_id is null)") == 0, "quotes_full: speakers without an entry of the catalog")
check(one(db, "select count(*) from claims_full where (source_entity_id is null) <> (source_catalog_id is null) or (place_entity_id is null) <> (place_catalog_id is null)") == 0, "claims_full: sources or places without an entry of the catalog")
check(one(db, "select count(*) from entities_full v join entity_links l using (article_id, entity_id) join catalog c on c.catalog_id = l.catalog_id where (v.catalog_id, v.catalog_name) is distinct from (c.catalog_id, c.name)") == 0, "entities_full has other entries of the catalog")
check(one(db, "select sum(quotes) from speakers_by_month") == one(db, "select sum(quotes) from catalog"), "speakers_by_month has other quotes than the catalog")
check(one(db, "select count(*) from (select catalog_id, sum(quotes) q from speakers_by_month group by all) join catalog c using (catalog_id) where q <> c.quotes") == 0, "speakers_by_month has other quotes than the catalog, by speaker")
check(one(db, "select count(*) from quotes_full where published_month <> strftime(published_at at time zone 'UTC', '%Y-%m-01')::date") == 0, "months are not those of UTC")
check(one(db, "select count(*) from (select distinct article_id from articles anti join duplicates using (article_id) union all select article_id from duplicates where first)") == one(db, "select count(*) from articles_by_id where first_of_copies"), "first_of_copies is not that of duplicates")
together = {}
named = {}
for article, code in db.sql("select distinct article_id, country_code from entities where kind = 'country'").fetchall():
    named.setdefault(article, set()).add(code)
for codes in named.values():
    for a in codes:
        for b in codes:
            if a < b:
                together[a, b] = together.get((a, b), 0) + 1
check({(a, b): n for a, b, n in db.sql("select country_a, country_b, articles from countries_together").fetchall()} == together, "countries_together has other pairs")
groups = {}
for stem, kind, unit, change, value, high, who in db.sql("select counted_stem, unit_kind, unit, change, value, coalesce(value_max, value), coalesce(source_catalog_id, lower(source_name), 'publisher:' || publisher) from claims_full where counted_stem is not null").fetchall():
    if who is not None:
        groups.setdefault((stem, kind, unit, change), []).append((value, high, who))
contested = {k: (len(v), len({x[2] for x in v}), len({x[:2] for x in v}), min(v)[0], max(x[1] for x in v)) for k, v in groups.items() if any(a[:2] != b[:2] and a[2] != b[2] for a in v for b in v)}
check({tuple(r[:4]): tuple(r[4:]) for r in db.sql('select counted_stem, unit_kind, unit, change, claims, sources, "values", lowest, highest from contested').fetchall()} == contested, "contested has other groups")

# Articles that share an id: no row is doubled or lost, and no article lends another its head.
twins = os.path.join(work.name, "twins")
os.mkdir(twins)
with open(os.path.join(twins, "twins.jsonl"), "w") as f:
    for publisher, speaker, date in [("Orbe Gazette", "Prime Minister Retno Sari", "2012-03-01"), ("Quillon Times", "Senator Ole Vang", "2012-03-05")]:
        f.write(json.dumps({"id": "twin", "publisher": publisher, "date": date, "text": f"{speaker} said on Monday that 300 workers had left Kenya for Chad. “We have lost 13,000 jobs,” {speaker} told reporters in Kenya."}) + "\n")
    for _ in range(2):
        f.write(json.dumps({"id": "copy", "publisher": "Tamsin Wire", "text": "“We have lost the harbour and all that was in it,” Mayor Ada Veldt said in Chad on Friday after the fire."}) + "\n")
    f.write(json.dumps({"id": "single", "publisher": "Orbe Gazette", "date": "2012-03-01", "text": "“We lost 12,000 jobs,” President Ana Orbe said in Kenya."}) + "\n")
shared = os.path.join(work.name, "shared")
broadsheet("run", "--quiet", twins, shared)
db = views(shared)
check(one(db, "select count(*) from articles") == 5 and one(db, "select count(*) from articles_by_id") == 3, "the twins are not two articles of one id")
check(db.sql("select article_id, publisher, first_of_copies from articles_by_id where article_id <> 'twin' order by 1").fetchall() == [("copy", "Tamsin Wire", None), ("single", "Orbe Gazette", True)], "articles_by_id has other heads")
for view, table in FULL.items():
    n = one(db, f"select count(*) from {table}")
    check(n > 3 and one(db, f"select count(*) from {view}") == n, f"{view} has other rows than {table} where articles share an id")
check(one(db, "select count(*) from quotes_full where article_id = 'twin' and (publisher is not null or published_at is not null or articles_of_id <> 2 or published_month <> date '2012-03-01')") == 0, "quotes_full has the head of one of two articles")
check(one(db, "select count(*) from quotes_full where article_id = 'single' and publisher = 'Orbe Gazette' and articles_of_id = 1 and speaker_catalog_id is not null") == 1, "quotes_full lacks the head of the single article")
check(one(db, "select count(*) from entities_full where catalog_id is null") == 0, "entities_full lacks entries of the catalog")
check(one(db, "select articles from countries_together where 'KEN' in (country_a, country_b)") == 1, "countries_together counts twins twice")

# The command, with DuckDB's own program, in folders whose names mean something to SQL and
# to globs; and without it, what it says to do in Python.
os.chdir(work.name)
beside = os.path.dirname(sys.executable)
query = "select count(*) as n, 'it''s' as s from quotes_full"
n = one(views(OUT), "select count(*) from quotes")
os.chdir(work.name)
for folder in runs.values():
    got = subprocess.run([BROADSHEET, "sql", folder, "--format", "csv", query], capture_output=True, check=True, env={**os.environ, "PATH": beside})
    check(got.stdout.decode().split() == ["n,s", f'{n},"it\'s"'] and not got.stderr, f"broadsheet sql printed {got.stdout} and {got.stderr}")
    got = subprocess.run([BROADSHEET, "sql", folder, query], capture_output=True, env={**os.environ, "PATH": ""})
    check(got.returncode == 1 and got.stderr.count(b"\n") == 1, f"without duckdb: {got.returncode}, {got.stderr}")
    code = "\n".join(line[4:] for line in got.stdout.decode().split("The same query in Python")[1].splitlines() if line.startswith("    "))
    got = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=work.name)
    check(got.returncode == 0 and f"│ {n} │ it's" in re.sub(" +", " ", got.stdout.decode()), f"the recipe printed {got.stdout} and {got.stderr}")
got = subprocess.run([os.path.join(beside, "duckdb"), "-init", "views.sql", "-csv", "-noheader", "-c", "select count(*) from quotes_full"], capture_output=True, cwd=OUT)
check(got.stdout.decode().split()[-1:] == [str(n)], f"duckdb -init views.sql printed {got.stdout} and {got.stderr}")

if problems:
    print(f"{len(problems)} problems, the first:", *problems[:10], sep="\n  ")
    sys.exit(1)
print(f"{cells} exported values are those of the tables; every view holds")
