from __future__ import annotations

import datetime
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

import broadsheet
from broadsheet import _binary, _extract


def check_spans(document: broadsheet.Document, text: str) -> int:
    """Every span against the text that was given. Returns how many there are."""
    assert document["article"]["text"] == text
    assert document["article"]["characters"] == len(text)
    spans = 0
    for row in (*document["mentions"], *document["claims"], *document["sentences"]):
        assert text[row["start_char"] : row["end_char"]] == row["text"]
        spans += 1
    for quote in document["quotes"]:
        assert " ".join(text[s["start_char"] : s["end_char"]] for s in quote["spans"]) == quote["text"]
        if quote["speaker_start"] is not None:
            assert text[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker_text"]
        spans += 1
    return spans


def test_extract(text: str) -> None:
    document = broadsheet.extract(text, id="x", title="A title", date=datetime.date(2024, 5, 2), section="politics")
    assert check_spans(document, text) > 8
    article = document["article"]
    assert (article["article_id"], article["title"], article["published_at"]) == ("x", "A title", "2024-05-02T00:00:00Z")
    assert article["meta"] == {"section": "politics"}
    assert "Lea Odun" in {e["name"] for e in document["entities"]}
    assert {c["value"] for c in document["claims"]} >= {40, 1200}
    assert all(row["article_id"] == "x" for row in (*document["quotes"], *document["mentions"]))


@pytest.mark.parametrize(
    "odd",
    ["\ufeff", "\r\n", "\u2028", "👩🏽‍⚖️", "e\u0301", "\t", "\x1b[31m", "\\ud800", '{"text": 1}', "\u202e"],
    ids=ascii,
)
def test_offsets_hold_whatever_the_text_has(text: str, odd: str) -> None:
    given = odd + text + odd + text
    assert check_spans(broadsheet.extract(given), given) > 8


@pytest.mark.parametrize("odd", ["\ud800", "\ud83d\ude00", "\0", "\udc80\0"], ids=ascii)
def test_what_no_table_can_hold_is_replaced_one_for_one(text: str, odd: str) -> None:
    check_spans(broadsheet.extract(odd + text, title=odd), "\ufffd" * len(odd) + text)


def test_the_same_text_gives_the_same_document(text: str) -> None:
    first = broadsheet.extract(text)
    assert broadsheet.extract(text) == first
    with broadsheet.Extractor(workers=1) as extractor:
        assert next(extractor.extract_all([text])) == first
    command = [_binary.find(), "extract", "--format=jsonl", "--input-format=jsonl", "-"]
    printed = subprocess.run(command, input=json.dumps({"text": text}).encode(), stdout=subprocess.PIPE, check=True).stdout
    assert json.loads(printed)["article"] == first["article"]


def test_body_is_not_taken_for_the_text(text: str) -> None:
    document = broadsheet.extract(text, body="Another and longer text. " * 100, doc_id="7")
    assert document["article"]["text"] == text
    assert (document["article"]["meta"] or {})["doc_id"] == "7"


def test_an_article_that_cannot_be_read(text: str) -> None:
    with pytest.raises(broadsheet.ArticleError) as raised:
        broadsheet.extract(" \n")
    assert (raised.value.code, raised.value.index) == ("empty_text", 0)
    assert "line" not in raised.value.detail
    broadsheet.extract(text)  # the process goes on
    with pytest.raises(TypeError):
        broadsheet.extract(None)  # type: ignore[arg-type]
    broadsheet.extract(text)


def test_over_budget_is_an_error_and_another_language_is_none() -> None:
    german = "Der Minister sagte am Montag im Parlament, dass die Regierung das Gesetz nicht ändern werde. " * 5
    book = "a " * 1_000_001
    found = list(broadsheet.extract_all([german, book, "Yes.", {"text": german, "language": "de"}], errors="return"))
    assert [type(f) for f in found] == [dict, broadsheet.ArticleError, dict, dict]
    assert isinstance(found[1], broadsheet.ArticleError) and (found[1].code, found[1].index) == ("over_budget", 1)
    assert isinstance(found[0], dict) and found[0]["article"]["tokens"] is None


def test_errors_of_a_stream(text: str) -> None:
    articles: list[_extract.Article] = [text, "", {"text": text, "id": "b"}, " "]
    returned = list(broadsheet.extract_all(articles, errors="return"))
    assert [f.index if isinstance(f, broadsheet.ArticleError) else "ok" for f in returned] == ["ok", 1, "ok", 3]
    assert [d["article"]["record"] for d in broadsheet.extract_all(articles, errors="skip")] == [1, 3]
    stream = broadsheet.extract_all(articles)
    next(stream)
    with pytest.raises(broadsheet.ArticleError, match="article 1: empty_text"):
        next(stream)
    with pytest.raises(broadsheet.UsageError):
        broadsheet.extract_all([], errors="ignore")  # type: ignore[call-overload]


def test_order_and_back_pressure() -> None:
    taken = 0

    def articles() -> Iterator[dict[str, object]]:
        nonlocal taken
        for taken in range(1, 2001):
            # Larger than a pipe holds, now and then: nobody must wait for ever.
            padding = "So said Paul Smith. " * (8000 if taken % 50 == 1 else 1)
            yield {"id": str(taken), "text": padding if taken % 7 else ""}

    ahead = 0
    returned: list[str] = []
    for n, found in enumerate(broadsheet.extract_all(articles(), errors="return"), 1):
        ahead = max(ahead, taken - n)
        returned.append(str(found.index + 1) if isinstance(found, broadsheet.ArticleError) else found["article"]["article_id"])
    assert returned == [str(n) for n in range(1, 2001)]
    assert ahead <= _extract.WINDOW


def test_streams_may_be_interleaved_and_given_up(text: str) -> None:
    outer = broadsheet.extract_all(f"{n} people. {text}" for n in range(5))
    inner = broadsheet.extract_all(broadsheet.extract(text)["sentences"][0]["text"] or "" for _ in range(5))
    assert len(list(zip(outer, inner))) == 5
    abandoned = broadsheet.extract_all([text] * 1000)
    next(abandoned)
    del abandoned


def test_an_error_of_the_caller_comes_through() -> None:
    def articles() -> Iterator[str]:
        yield "One."
        raise LookupError("of the caller")

    with pytest.raises(LookupError):
        list(broadsheet.extract_all(articles()))


def test_nothing_of_an_empty_stream() -> None:
    assert list(broadsheet.extract_all([])) == []


def test_fields_of_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {"text": ["One.", "Two."], "title": [None, "T"], "date": [pandas.NaT, pandas.Timestamp("2024-01-02")], "n": [float("nan"), 1.5], "m": [pandas.NA, 3]}
    )
    first, second = broadsheet.extract_all(frame.to_dict("records"))
    assert (first["article"]["title"], first["article"]["published_at"], first["article"]["meta"]) == (None, None, None)
    assert (second["article"]["title"], second["article"]["published_at"]) == ("T", "2024-01-02T00:00:00Z")
    assert second["article"]["meta"] == {"n": "1.5", "m": "3"}


def test_threads_share_an_extractor(text: str) -> None:
    failures: list[BaseException] = []

    def work(n: int) -> None:
        try:
            for _ in range(10):
                assert broadsheet.extract(text, id=str(n))["article"]["article_id"] == str(n)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_the_process_ends(text: str) -> None:
    extractor = broadsheet.Extractor()
    extractor.extract(text)
    child = extractor._process._child  # type: ignore[union-attr]
    assert child.poll() is None
    extractor.close()
    assert child.poll() is not None
    extractor.extract(text)  # starts another
    child = extractor._process._child  # type: ignore[union-attr]
    child.kill()
    child.wait()
    extractor.extract(text)  # and another where it was killed
    child = extractor._process._child  # type: ignore[union-attr]
    del extractor
    gc.collect()
    assert child.poll() is not None


def test_a_process_that_is_killed_is_an_error() -> None:
    with broadsheet.Extractor() as extractor:
        extractor.extract("One.")
        process = extractor._kept()
        process.send(_extract._encode({"text": "So. " * 1_000_000}, 2))
        process._child.kill()
        with pytest.raises(broadsheet.RunFailed):
            process.receive()


def test_wrong_options_are_usage_errors(text: str) -> None:
    with pytest.raises(broadsheet.UsageError, match="no-such-list"):
        broadsheet.Extractor(names="no-such-list.csv").extract(text)
    with pytest.raises(broadsheet.UsageError, match="no-such-list"):
        list(broadsheet.Extractor(names="no-such-list.csv").extract_all([text] * 1000))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_after_a_fork() -> None:
    program = (
        "import os, sys, broadsheet\n"
        "a = broadsheet.extract('One man said so.')\n"
        "child = os.fork()\n"
        "assert broadsheet.extract('One man said so.') == a\n"
        "if child: status = os.waitpid(child, 0)[1]\n"
        "if child: assert broadsheet.extract('One man said so.') == a\n"
        "sys.exit(status if child else 0)\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], timeout=60)
    assert done.returncode == 0


def test_python_ends_with_a_stream_half_read() -> None:
    program = "import broadsheet\nbroadsheet.extract('One.')\nstream = broadsheet.extract_all(['One.'] * 1000)\nnext(stream)\n"
    done = subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", program], timeout=30, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
