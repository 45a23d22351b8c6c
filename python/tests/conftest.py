from __future__ import annotations

import json
from pathlib import Path

import pytest

import broadsheet

TEXT = (
    "Finance Minister Lea Odun said 40 people had left the ministry. “We will not close it,” "
    "she told reporters in Nairobi. 🗳 About 1,200 workers went on strike in Kenya, the union said."
)


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles, a record that is none, and an article without a text."""
    file = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    articles = [
        {"id": f"a{n}", "title": f"Number {n}", "publisher": "Example Post", "date": f"2024-0{n}-01T08:30:00Z", "text": f"{TEXT} It was number {n}."}
        for n in (1, 2, 3)
    ]
    lines = [json.dumps(a) for a in articles] + ["no JSON", json.dumps({"id": "empty", "text": ""})]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def results(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> broadsheet.Results:
    return broadsheet.run(corpus, tmp_path_factory.mktemp("run") / "out", progress=False)
