"""Documents into flat rows, and into the spans that spaCy takes."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, cast, overload

from ._read import _need
from .tables import COLUMNS, ArticleRow, Claim, Document, Entity, Mention, Quote, Sentence

DocumentTable: TypeAlias = Literal["articles", "sentences", "entities", "mentions", "quotes", "claims"]
Documents: TypeAlias = "Document | Iterable[Document]"

# spaCy's names for what a mention is.
LABELS = {"person": "PERSON", "country": "GPE", "organization": "ORG", "place": "LOC"}


@overload
def explode(documents: Documents, table: Literal["articles"]) -> list[ArticleRow]: ...
@overload
def explode(documents: Documents, table: Literal["sentences"]) -> list[Sentence]: ...
@overload
def explode(documents: Documents, table: Literal["entities"]) -> list[Entity]: ...
@overload
def explode(documents: Documents, table: Literal["mentions"]) -> list[Mention]: ...
@overload
def explode(documents: Documents, table: Literal["quotes"]) -> list[Quote]: ...
@overload
def explode(documents: Documents, table: Literal["claims"]) -> list[Claim]: ...
@overload
def explode(documents: Documents, table: DocumentTable, frame: Literal["pandas", "polars"]) -> Any: ...
def explode(documents: Documents, table: DocumentTable, frame: Literal["pandas", "polars"] | None = None) -> Any:
    """The rows of one table of all documents, as a list of dicts or a DataFrame.

    A row has the article's id, so that tables join as those of a run do. A
    DataFrame has the columns and types of the table, with no rows too:
    timestamps and dates are real ones, and meta is JSON text, as in Parquet.
    """
    if table not in ("articles", "sentences", "entities", "mentions", "quotes", "claims"):
        raise ValueError(f"no table {table!r} in a document: there are articles, sentences, entities, mentions, quotes, claims")
    rows = [row for document in _each(documents) for row in _rows(document, table)]
    if frame is None:
        return rows
    return _pandas(table, rows) if frame == "pandas" else _polars(table, rows)


def spans(
    document: Document,
    table: Literal["mentions", "quotes", "claims", "sentences"] = "mentions",
    *,
    labels: Mapping[str, str] | None = None,
    overlap: bool = True,
) -> list[tuple[int, int, str]]:
    """Spans of one table as (start, end, label), as spaCy's char_span takes them.

    The label of a mention is spaCy's (PERSON, ORG, GPE, LOC; ``labels`` has
    others by kind, and leaves out kinds that it does not have). Quotes are
    labelled with their form, claims with their unit_kind, sentences with their
    role, in capitals; a quote that is interrupted gives several spans. With
    ``overlap=False`` a span inside an earlier or longer one is left out, as
    doc.ents wants it.
    """
    found = sorted(set(_labelled(document, table, LABELS if labels is None else labels)), key=lambda s: (s[0], -s[1], s[2]))
    if overlap:
        return found
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _labelled(document: Document, table: str, labels: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    if table == "mentions":
        for mention in document["mentions"]:
            # A pronoun or "the president" refers to somebody, but is no name.
            if mention["kind"] in labels and mention["form"] not in ("pronoun", "nominal"):
                yield mention["start_char"], mention["end_char"], labels[mention["kind"]]
    elif table == "quotes":
        for quote in document["quotes"]:
            for piece in quote["spans"]:
                yield piece["start_char"], piece["end_char"], quote["form"].upper()
    elif table == "claims":
        for claim in document["claims"]:
            yield claim["start_char"], claim["end_char"], claim["unit_kind"].upper()
    elif table == "sentences":
        for sentence in document["sentences"]:
            yield sentence["start_char"], sentence["end_char"], sentence["role"].upper()
    else:
        raise ValueError(f"no spans of {table!r}: choose mentions, quotes, claims or sentences")


def _each(documents: Documents) -> Iterable[Document]:
    return [cast(Document, documents)] if isinstance(documents, dict) else documents


def _rows(document: Document, table: str) -> list[Any]:
    return [document["article"]] if table == "articles" else document[table]  # type: ignore[literal-required]


def _as_it_is(cell: object) -> object:
    return cell


# How a cell of JSON becomes one of a DataFrame.
_CELLS: dict[str, Callable[[Any], object]] = {
    "timestamp": lambda cell: datetime.datetime.fromisoformat(cell.replace("Z", "+00:00")),
    "date": datetime.date.fromisoformat,
    "JSON": lambda cell: json.dumps(cell, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
}


def _cells(table: str, rows: list[Any]) -> dict[str, list[object]]:
    cells: dict[str, list[object]] = {}
    for name, kind in COLUMNS[table].items():
        read = _CELLS.get(kind, _as_it_is)
        cells[name] = [None if row[name] is None else read(row[name]) for row in rows]
    return cells


def _pandas(table: str, rows: list[Any]) -> Any:
    arrow = _need("pyarrow", "pandas")
    _need("pandas", "pandas")
    span = arrow.struct([("start_char", arrow.int32()), ("end_char", arrow.int32())])
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "timestamp": arrow.timestamp("us", tz="UTC"),
        "date": arrow.date32(),
        "JSON": arrow.string(),
        "list of string": arrow.list_(arrow.string()),
        "list of {start_char, end_char}": arrow.list_(span),
    }
    cells = _cells(table, rows)
    columns = [arrow.array(cells[name], type=types[kind]) for name, kind in COLUMNS[table].items()]
    return arrow.table(columns, names=list(COLUMNS[table])).to_pandas()


def _polars(table: str, rows: list[Any]) -> Any:
    polars = _need("polars", "polars")
    types = {
        "string": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "timestamp": polars.Datetime("us", "UTC"),
        "date": polars.Date,
        "JSON": polars.String,
        "list of string": polars.List(polars.String),
        "list of {start_char, end_char}": polars.List(polars.Struct({"start_char": polars.Int32, "end_char": polars.Int32})),
    }
    schema = {name: types[kind] for name, kind in COLUMNS[table].items()}
    return polars.DataFrame(_cells(table, rows), schema=schema)
