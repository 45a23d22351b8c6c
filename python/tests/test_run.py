from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import broadsheet


def test_run_and_read(results: broadsheet.Results) -> None:
    assert results.rows["articles"] == 3 == len(results.articles)
    assert results.error_counts == {"broken_record": 1, "empty_text": 1}
    assert "3 articles" in repr(results)
    assert broadsheet.read(str(results.path)).rows == results.rows


def test_all_libraries_see_the_same_table(results: broadsheet.Results) -> None:
    for name, table in results.tables.items():
        pandas = table.to_pandas()
        polars = table.to_polars()
        arrow = table.to_arrow()
        duckdb = table.sql(f"select * from {name}")
        assert len(pandas) == polars.height == arrow.num_rows == len(duckdb.fetchall()) == len(table)
        assert list(pandas.columns) == polars.columns == arrow.column_names == duckdb.columns == list(table.columns)
    assert results.quotes.to_polars(["quote", "text"]).columns == ["quote", "text"]
    assert list(results.quotes.to_pandas(columns=["quote"]).columns) == ["quote"]


def test_sql_over_all_tables(results: broadsheet.Results) -> None:
    query = "select count(*) from quotes join articles using (article_id) where publisher = ?"
    assert results.sql(query, ["Example Post"]).fetchall() == [(len(results.quotes),)]


def test_there_are_no_other_tables(results: broadsheet.Results) -> None:
    with pytest.raises(AttributeError, match="no table 'speeches'"):
        results.speeches  # noqa: B018
    assert "quotes" in dir(results)


def test_update(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    shutil.copy(corpus, folder)
    broadsheet.run(folder, tmp_path / "out", progress=False)
    (folder / "more.jsonl").write_text(json.dumps({"text": "One more."}) + "\n", encoding="utf-8")
    with pytest.raises(broadsheet.UsageError, match="more.jsonl"):
        broadsheet.run(folder, tmp_path / "out", progress=False)
    updated = broadsheet.run([folder], tmp_path / "out", update=True, progress=False)
    # The part of before is replaced by one of another number; both may lie
    # there for a moment, and only one is named.
    assert len(updated.articles) == len(updated.articles.to_polars()) == 4


def test_options_reach_the_program(corpus: Path, tmp_path: Path) -> None:
    results = broadsheet.run(corpus, tmp_path / "out", no_text=True, limit=2, columns={"publisher": "title"}, workers=1, progress=False)
    assert results.articles.to_polars(["text", "publisher"]).rows() == [(None, "Number 1"), (None, "Number 2")]


def test_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(broadsheet.UsageError, match="no such file"):
        broadsheet.run(tmp_path / "nothing", tmp_path / "out", progress=False)


def test_failure(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((broadsheet.RunFailed, broadsheet.UsageError)):
        broadsheet.run(corpus, tmp_path / "file" / "out", progress=False)


def test_read_refuses_what_has_not_ended(results: broadsheet.Results, tmp_path: Path) -> None:
    with pytest.raises(broadsheet.UnfinishedRun, match="no run.json"):
        broadsheet.read(tmp_path)
    shutil.copytree(results.path, tmp_path / "out")
    (tmp_path / "out" / "commits" / "link.json").unlink()
    with pytest.raises(broadsheet.UnfinishedRun, match="has not ended"):
        broadsheet.read(tmp_path / "out")
    run = json.loads((results.path / "run.json").read_bytes())
    (tmp_path / "out" / "run.json").write_text(json.dumps(run | {"schema": 99}))
    with pytest.raises(broadsheet.BroadsheetError, match="version 99"):
        broadsheet.read(tmp_path / "out")


def test_the_bar_and_the_summary(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broadsheet.run(corpus, tmp_path / "out")
    assert "3 articles of 5 records" in capfd.readouterr().err


def test_without_tqdm(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    broadsheet.run(corpus, tmp_path / "out")
    captured = capfd.readouterr()
    assert "3 articles of 5 records" in captured.err and "progress {" not in captured.err
    assert captured.out == ""


def test_a_missing_library_is_named(results: broadsheet.Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(broadsheet.MissingExtra, match=r'pip install "broadsheet\[polars\]"'):
        results.quotes.to_polars()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_ctrl_c_ends_the_program_in_good_order(tmp_path: Path) -> None:
    # A pipe that never gives anything, so that the run is under way for sure.
    os.mkfifo(tmp_path / "wire.jsonl")
    program = (
        "import sys, broadsheet\n"
        "try: broadsheet.run(sys.argv[1], sys.argv[2], progress=False)\n"
        "except broadsheet.Interrupted as stopped: print('stopped:', stopped); sys.exit(7)\n"
    )
    writer = os.open(tmp_path / "wire.jsonl", os.O_RDWR)
    child = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "wire.jsonl"), str(tmp_path / "out")], stdout=subprocess.PIPE, text=True)
    time.sleep(3)
    child.send_signal(signal.SIGINT)
    said, _ = child.communicate(timeout=30)
    os.close(writer)
    assert child.returncode == 7, said
    assert said.startswith("stopped:")
