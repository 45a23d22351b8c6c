from __future__ import annotations

from typing import Literal, get_args

import pytest

import broadsheet
from broadsheet._explode import DocumentTable
from broadsheet.tables import COLUMNS, TableName


@pytest.fixture
def documents(text: str) -> list[broadsheet.Document]:
    articles = [{"text": text, "id": "a", "date": "2024-05-02T10:00:00Z", "desk": "x"}, {"text": f"In March 2011 {text}", "id": "b"}]
    return list(broadsheet.extract_all(articles))


@pytest.mark.parametrize("table", get_args(DocumentTable))
def test_rows_are_those_of_the_table(documents: list[broadsheet.Document], table: DocumentTable) -> None:
    rows = broadsheet.explode(documents, table)
    assert {row["article_id"] for row in rows} == {"a", "b"}
    assert all(list(row) == list(COLUMNS[table]) for row in rows)
    if table != "articles":
        assert len(rows) == sum(len(d[table]) for d in documents)


@pytest.mark.parametrize("table", get_args(DocumentTable))
def test_frames_are_those_of_a_run(documents: list[broadsheet.Document], results: broadsheet.Results, table: DocumentTable) -> None:
    """The same columns, and the same types but for the width of integers."""
    for empty in (False, True):
        of_run = results.tables[table].to_pandas()
        pandas = broadsheet.explode([] if empty else documents, table, "pandas")
        assert list(pandas.columns) == list(of_run.columns)
        for name, kind in COLUMNS[table].items():
            if kind in ("timestamp", "string", "JSON"):
                assert pandas[name].dtype == of_run[name].dtype, name
        polars = broadsheet.explode([] if empty else documents, table, "polars")
        of_run_polars = results.tables[table].to_polars()
        assert polars.columns == of_run_polars.columns
        assert polars.height == len(pandas) == (0 if empty else len(pandas))
        for name, kind in COLUMNS[table].items():
            if kind != "integer":
                assert polars.schema[name] == of_run_polars.schema[name], name


def test_one_document_will_do(documents: list[broadsheet.Document]) -> None:
    assert broadsheet.explode(documents[0], "quotes") == documents[0]["quotes"]
    with pytest.raises(ValueError, match="no table 'catalog'"):
        broadsheet.explode(documents, "catalog")  # type: ignore[call-overload]


def test_spans(text: str) -> None:
    document = broadsheet.extract(text)
    named = {(text[start:end], label) for start, end, label in broadsheet.spans(document)}
    assert {("Lea Odun", "PERSON"), ("Kenya", "GPE")} <= named
    assert broadsheet.spans(document, labels={"person": "PER"}) == [s[:2] + ("PER",) for s in broadsheet.spans(document) if s[2] == "PERSON"]
    tables: tuple[Literal["quotes", "claims", "sentences"], ...] = ("quotes", "claims", "sentences")
    for table in tables:
        assert broadsheet.spans(document, table)
    with pytest.raises(ValueError):
        broadsheet.spans(document, "entities")  # type: ignore[arg-type]


def test_spans_without_overlap() -> None:
    text = "The Nigerian Army met the Kenyan Parliament, Lea Odun of the Bank of Kenya said."
    every = broadsheet.spans(broadsheet.extract(text))
    apart = broadsheet.spans(broadsheet.extract(text), overlap=False)
    assert set(apart) < set(every)
    assert all(a[1] <= b[0] for a, b in zip(apart, apart[1:]))


def test_spacy(text: str) -> None:
    spacy = pytest.importorskip("spacy")
    doc = spacy.blank("en")(text)
    spans = [doc.char_span(*span, alignment_mode="expand") for span in broadsheet.spans(broadsheet.extract(text), overlap=False)]
    doc.ents = spans
    assert ("Lea Odun", "PERSON") in {(e.text, e.label_) for e in doc.ents}


def test_all_tables_are_described() -> None:
    assert tuple(COLUMNS) == get_args(TableName)
