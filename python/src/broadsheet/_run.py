"""A corpus into tables: `broadsheet run`, with a progress bar."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from . import _binary
from ._read import Results, read
from .errors import Interrupted, RunFailed, UsageError

_PROGRESS = b"broadsheet: progress "


def run(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    update: bool = False,
    force: bool = False,
    progress: bool = True,
    columns: Mapping[str, str] | None = None,
    names: str | os.PathLike[str] | None = None,
    meta: str | os.PathLike[str] | None = None,
    key: str | None = None,
    id: str | None = None,
    input_format: str | None = None,
    language: str | None = None,
    title_in_text: bool = False,
    no_text: bool = False,
    shard_size: int | None = None,
    similarity: float | None = None,
    limit: int | None = None,
) -> Results:
    """Turn a corpus into the tables of the folder ``out``, and open them.

    ``paths`` is a file, folder or glob, or several. A run that was stopped goes
    on with the same call; with ``update`` it takes in what is new, changed or
    gone, and with ``force`` it begins anew. The other options are those of
    ``broadsheet run``, by the same names; ``columns`` is --column.

    Articles that cannot be read do not end a run: they are rows of the table
    errors, and ``error_counts`` of the result counts them. Raises UsageError,
    RunFailed or Interrupted.
    """
    inputs = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    options: dict[str, object] = {
        "workers": workers,
        "update": update,
        "force": force,
        "names": names if names is None else os.fspath(names),
        "meta": meta if meta is None else os.fspath(meta),
        "key": key,
        "id": id,
        "input-format": input_format,
        "language": language,
        "title-in-text": title_in_text,
        "no-text": no_text,
        "shard-size": shard_size,
        "similarity": similarity,
        "limit": limit,
        "quiet": not progress,
    }
    command = [_binary.find(), "run"]
    for name, value in options.items():
        if value is True:
            command.append(f"--{name}")
        elif value is not None and value is not False:
            command.append(f"--{name}={value}")
    command += [f"--column={field}={column}" for field, column in (columns or {}).items()]
    bar = _bar() if progress else None
    if bar is not None:
        command.append("--progress=json")
    command += ["--", *(os.fspath(path) for path in inputs), os.fspath(out)]
    code, lines = _watch(command, bar, show=progress)
    if code in (0, 3):
        return read(out)
    # Without lines it was silent, or spoke to the terminal itself.
    message = lines[-1] if lines else f"broadsheet ended with exit code {code}; what it said, if anything, is above"
    if code == 2:
        raise UsageError(message)
    if code == 130:
        raise Interrupted(message)
    raise RunFailed(message, code)


def _bar() -> Any:
    """A bar of tqdm (in a notebook, one of the notebook's), or None without it."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    return tqdm(unit="B", unit_scale=True, desc="broadsheet", leave=False)


def _watch(command: list[str], bar: Any, show: bool) -> tuple[int, list[str]]:
    """Run the program to its end. Returns its exit code and what it said.

    Ctrl-C is passed on to the program, which ends in good order.
    """
    # Without tqdm the program draws its own bar, on a terminal that is Python's.
    own = show and bar is None and _is_terminal()
    with subprocess.Popen(  # type: ignore[call-overload]
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=None if own else subprocess.PIPE,
        **_binary.group(),
    ) as child:
        lines: list[str] = []
        stopped = False
        while True:
            try:
                for line in child.stderr or ():
                    if bar is not None and line.startswith(_PROGRESS):
                        _draw(bar, json.loads(line[len(_PROGRESS) :]))
                        continue
                    lines.append(line.decode(errors="replace").rstrip().removeprefix("broadsheet: "))
                    if show and bar is None:
                        print(lines[-1], file=sys.stderr)
                code = child.wait()
                break
            except KeyboardInterrupt:
                if stopped:
                    child.kill()
                else:
                    _binary.interrupt(child)
                stopped = True
            except BaseException:  # a bar that cannot be drawn
                child.kill()
                raise
    if bar is not None:
        bar.close()
        for line in lines if code in (0, 3) else ():
            print(line, file=sys.stderr)
    return (130 if stopped and code != 0 else code), lines


def _is_terminal() -> bool:
    try:
        return os.isatty(2) and sys.stderr.fileno() == 2
    except (AttributeError, OSError, ValueError):  # a notebook's
        return False


def _draw(bar: Any, event: dict[str, Any]) -> None:
    bar.total = event["input_total"] or None
    bar.n = event["input_bytes"]
    what = {"fingerprint": "reading fingerprints", "link": "linking"}.get(event["stage"])
    text = what or f"{event['articles']:,} articles"
    if event["errors"]:
        text += f", {event['errors']:,} errors"
    bar.set_postfix_str(text, refresh=False)
    bar.refresh()
