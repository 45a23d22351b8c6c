"""Articles in, documents out, through a process that stays.

Starting the program costs a tenth of a second, and an article some
milliseconds, so one process takes many articles: JSON Lines on its standard
input, in the same order a line for each on its standard output, or on standard
error for one that it could not read.

Two threads empty both pipes at all times, and no more articles are sent than
WINDOW ahead of what came back. So neither side can wait for the other for
ever, and memory does not grow with the number of articles.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime
import hashlib
import json
import os
import re
import subprocess
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Literal, TypeAlias, cast, overload

from . import _binary
from .errors import ArticleError, RunFailed, UsageError
from .tables import Document

Article: TypeAlias = "str | Mapping[str, object]"

# The fields of an article that the program knows. Each is pinned to the key of
# its name, or the program would take "body" for the text where that is longer.
FIELDS = ("text", "id", "title", "date", "publisher", "byline", "url", "language")

# The program looks at the first 64 KiB of a stream before it reads it. One
# blank line of that length, which is no record, makes it answer at once.
_PREAMBLE = b" " * (1 << 16) + b"\n"

# Articles under way in a stream: enough to keep every core at work.
WINDOW = 8 * (os.cpu_count() or 1)

_FAILURE = re.compile(r"broadsheet: -: record (\d+): (\w+): (?:line \d+: )?(.*)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Extractor:
    """Turns articles into documents, with options.

    ``names`` is a list of your own with ids (docs/names.md), ``language`` what
    every article is taken to be in, and ``title_in_text`` puts the title in
    front of the text; ``workers`` is how many articles of a stream are read at
    the same time. Close it, or use it in a ``with`` statement; it is closed at
    the latest when it is gone. Threads may share one.
    """

    def __init__(
        self,
        *,
        names: str | os.PathLike[str] | None = None,
        language: str | None = None,
        title_in_text: bool = False,
        workers: int | None = None,
    ) -> None:
        self._arguments = ["extract", "--format=jsonl", "--input-format=jsonl"]
        self._arguments.append("--column=" + ",".join(f"{field}={field}" for field in FIELDS))
        if names is not None:
            self._arguments.append(f"--names={os.fspath(names)}")
        if language is not None:
            self._arguments.append(f"--language={language}")
        if title_in_text:
            self._arguments.append("--title-in-text")
        if workers is not None:
            self._arguments.append(f"--workers={workers}")
        self._lock = threading.Lock()
        self._process: _Process | None = None

    def extract(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        date: str | datetime.date | None = None,
        publisher: str | None = None,
        byline: str | None = None,
        url: str | None = None,
        language: str | None = None,
        **meta: object,
    ) -> Document:
        """One article. Raises ArticleError where it could not be read.

        Every offset of the document holds against ``text``: ``text[start:end]``.
        Other keyword arguments are kept in ``meta``.
        """
        fields = {"id": id, "title": title, "date": date, "publisher": publisher, "byline": byline, "url": url, "language": language}
        line = _encode({"text": text, **fields, **meta}, record=1)
        with self._lock:
            process = self._kept()
            try:
                process.send(line)
                found = process.receive()
            except BaseException:  # an answer may be under way that nobody will fetch
                self._end()
                raise
        if isinstance(found, ArticleError):
            raise ArticleError(found.code, found.detail)
        found["article"]["record"] = 1  # it is the one of a process, but not of yours
        return found

    @overload
    def extract_all(self, articles: Iterable[Article], *, errors: Literal["raise", "skip"] = ...) -> Iterator[Document]: ...
    @overload
    def extract_all(self, articles: Iterable[Article], *, errors: Literal["return"]) -> Iterator[Document | ArticleError]: ...
    def extract_all(
        self, articles: Iterable[Article], *, errors: Literal["raise", "skip", "return"] = "raise"
    ) -> Iterator[Document | ArticleError]:
        """Many articles, on all cores, in their order, as they are asked for.

        An article is a text, or a mapping with ``text`` and any of FIELDS;
        what else it has is kept in ``meta``. Where one cannot be read, its
        ArticleError is raised, or with ``errors="return"`` given in its place,
        or with ``errors="skip"`` left out. ``articles`` is read in the calling
        thread, and at most WINDOW articles ahead.
        """
        if errors not in ("raise", "skip", "return"):
            raise UsageError(f'errors is {errors!r}: choose "raise", "skip" or "return"')
        return self._stream(articles, errors)

    def _stream(self, articles: Iterable[Article], errors: str) -> Iterator[Document | ArticleError]:
        # A process of its own: streams may be interleaved, with each other and
        # with extract, and one that is given up leaves nothing behind.
        with contextlib.closing(_Process(self._arguments)) as process:
            for found in _in_order(process, articles):
                if not isinstance(found, ArticleError) or errors == "return":
                    yield found
                elif errors == "raise":
                    raise found

    def close(self) -> None:
        """End the process. The next article starts another."""
        with self._lock:
            self._end()

    def __enter__(self) -> Extractor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _kept(self) -> _Process:
        if self._process is None or not self._process.alive():
            self._end()
            self._process = _Process(self._arguments)
            self._finalizer = weakref.finalize(self, self._process.close)
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._finalizer.detach()
            self._process.close()
            self._process = None


def _in_order(process: _Process, articles: Iterable[Article]) -> Iterator[Document | ArticleError]:
    sent = received = 0
    for article in articles:
        sent += 1
        process.send(_encode({"text": article} if isinstance(article, str) else article, record=sent))
        while received < sent and (sent - received >= WINDOW or process.ready()):
            received += 1
            yield process.receive()
    process.end_of_input()
    while received < sent:
        received += 1
        yield process.receive()


_running: set[_Process] = set()


@atexit.register
def _close_all() -> None:
    # Later, when what a module holds is taken down (a stream that was not read
    # to its end), threads do not run any more and cannot be waited for.
    for process in list(_running):
        process.close()


class _Process:
    """A program that is fed articles."""

    def __init__(self, arguments: list[str]) -> None:
        self._child = subprocess.Popen(  # type: ignore[call-overload]
            [_binary.find(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **_binary.group(),
        )
        self._owner = os.getpid()
        self._closed = False
        self._changed = threading.Condition()
        self._next = 1  # record that is received next
        self._documents: dict[int, Document] = {}
        self._failures: dict[int, ArticleError] = {}
        self._complaints: list[str] = []
        self._open = 2
        self._broken: BaseException | None = None
        self._threads = [
            threading.Thread(target=self._read, args=args, daemon=True)
            for args in ((self._child.stdout, self._document), (self._child.stderr, self._complaint))
        ]
        _running.add(self)
        for thread in self._threads:
            thread.start()
        try:
            self.send(_PREAMBLE)
        except BaseException:  # of wrong options: nobody else would close it
            self.close()
            raise

    def alive(self) -> bool:
        # A forked Python has its parent's pipes, but must not talk into them.
        return self._owner == os.getpid() and self._child.poll() is None

    def send(self, line: bytes) -> None:
        try:
            self._child.stdin.write(line)
            self._child.stdin.flush()
        except OSError:  # it has ended
            raise self._ended() from None

    def end_of_input(self) -> None:
        try:
            self._child.stdin.close()
        except OSError:
            raise self._ended() from None

    def ready(self) -> bool:
        with self._changed:
            return self._peek() is not None

    def receive(self) -> Document | ArticleError:
        """What became of the next article."""
        with self._changed:
            while (found := self._peek()) is None:
                if self._open == 0:
                    break
                self._changed.wait()
            else:
                self._documents.pop(self._next, None)
                self._failures.pop(self._next, None)
                self._next += 1
                return found
        raise self._ended()

    def close(self) -> None:
        if self._owner != os.getpid() or self._closed:
            return
        self._closed = True
        _running.discard(self)
        self._child.kill()
        self._child.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            with contextlib.suppress(OSError):  # of what could not be written any more
                pipe.close()

    def _peek(self) -> Document | ArticleError | None:
        if failure := self._failures.get(self._next):
            return failure
        document = self._documents.get(self._next)
        if document is not None and _gave_up(document):
            return None  # the reason is on its way, by the other pipe
        return document

    def _ended(self) -> Exception:
        code = self._child.wait()
        for thread in self._threads:
            thread.join()
        message = "; ".join(self._complaints) or f"broadsheet ended with exit code {code}"
        if self._broken is not None:
            message = f"the output of broadsheet was not understood: {self._broken!r}"
        return UsageError(message) if code == 2 else RunFailed(message, code)

    def _read(self, pipe: IO[bytes], take: Callable[[bytes], None]) -> None:
        try:
            for line in pipe:
                take(line)
        except BaseException as broken:  # receive raises it
            self._broken = broken
            self._child.kill()
        finally:
            with self._changed:
                self._open -= 1
                self._changed.notify_all()

    def _document(self, line: bytes) -> None:
        record = json.loads(line)
        article_id = record["article"]["article_id"]
        for table in ("sentences", "entities", "mentions", "quotes", "claims"):
            record[table] = [{"article_id": article_id, **row} for row in record[table]]
        number = record["article"]["record"]
        with self._changed:
            if number >= self._next:  # else its failure has been received
                self._documents[number] = cast(Document, record)
                self._changed.notify_all()

    def _complaint(self, line: bytes) -> None:
        text = line.decode(errors="replace").rstrip("\n")
        with self._changed:
            if match := _FAILURE.fullmatch(text):
                number = int(match[1])
                self._failures[number] = ArticleError(match[2], match[3], number - 1)
                self._changed.notify_all()
            else:
                self._complaints.append(text.removeprefix("broadsheet: "))


def _gave_up(document: Document) -> bool:
    """Whether a stage gave up on an article. No annotation and another
    language is no failure."""
    article = document["article"]
    language = (article["language"] or "en").lower().replace("_", "-").partition("-")[0]
    return article["tokens"] is None and language in ("en", "eng", "english")


def _encode(article: Mapping[str, object], record: int) -> bytes:
    """A line of JSON, in ASCII so that nobody has to guess its encoding."""
    text = article.get("text")
    if not isinstance(text, str):
        raise TypeError(f"the text of an article is a str, but got {type(text).__name__}")
    known = {key: _plain(value) for key, value in article.items() if not _missing(value)}
    if "id" not in known:
        # The program's own id, but with the record that the caller counts.
        parts = ["-", str(record), str(known.get("title", "")), str(known["text"])]
        known["id"] = hashlib.sha256("".join(part + "\0" for part in parts).encode()).hexdigest()[:32]
    return json.dumps(known, default=str).encode() + b"\n"


def _missing(value: object) -> bool:
    """None, and what pandas has for it."""
    return value is None or isinstance(value, float) and value != value or type(value).__name__ in ("NaTType", "NAType")


def _plain(value: object) -> object:
    if isinstance(value, str):
        # What Unicode cannot write (halves of pairs) and tables do not hold
        # (NUL) becomes U+FFFD, one for one, so that offsets hold.
        return _SURROGATE.sub("\ufffd", value).replace("\0", "\ufffd")
    if isinstance(value, datetime.date):  # a datetime is one too
        return value.isoformat()
    return value


_default = Extractor()


def extract(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    date: str | datetime.date | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    language: str | None = None,
    **meta: object,
) -> Document:
    """What is in one article: its sentences, entities, mentions, quotes and claims.

    Every offset of the document holds against ``text``: ``text[start:end]``.
    ``date`` is that of publication, which "on Tuesday" is counted from. Other
    keyword arguments are kept in ``meta``. Raises ArticleError for a text that
    cannot be read. The process behind it stays, so that the next text is fast.
    """
    return _default.extract(
        text, id=id, title=title, date=date, publisher=publisher, byline=byline, url=url, language=language, **meta
    )


@overload
def extract_all(articles: Iterable[Article], *, errors: Literal["raise", "skip"] = ...) -> Iterator[Document]: ...
@overload
def extract_all(articles: Iterable[Article], *, errors: Literal["return"]) -> Iterator[Document | ArticleError]: ...
def extract_all(
    articles: Iterable[Article], *, errors: Literal["raise", "skip", "return"] = "raise"
) -> Iterator[Document | ArticleError]:
    """Many articles, on all cores, in their order: see Extractor.extract_all."""
    return _default.extract_all(articles, errors=errors)
