"""Finds the program, and is the command ``broadsheet`` that pip installs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from .errors import BinaryNotFound

_NAME = "broadsheet.exe" if sys.platform == "win32" else "broadsheet"


def find() -> str:
    """Path of the program: in the wheel, else $BROADSHEET, else on PATH."""
    bundled = Path(__file__).parent / "bin" / _NAME
    if bundled.is_file():
        return str(bundled)
    if named := os.environ.get("BROADSHEET"):
        if found := shutil.which(named):
            return found
        raise BinaryNotFound(f"$BROADSHEET is {named!r}, which is no program")
    for folder in os.get_exec_path():
        found = shutil.which(_NAME, path=folder)
        if found and not _is_script(found):
            return found
    raise BinaryNotFound(
        "the program broadsheet is not in this installation, $BROADSHEET does not name it, and it is not on PATH: "
        "install a wheel for this platform, or the program with go install github.com/broadsheet/broadsheet/cmd/broadsheet@latest"
    )


def _is_script(path: str) -> bool:
    """Whether a file is the command below, which would find itself for ever.

    On Windows pip's command has the script, which begins with #!, behind a
    loader of some 100 kB; the program itself has tens of megabytes.
    """
    with open(path, "rb") as file:
        return file.read(2) == b"#!" or os.path.getsize(path) < 1 << 20


def group() -> dict[str, int]:
    """Arguments for Popen that keep a terminal's Ctrl-C away from the program.

    It reaches Python alone, which decides what becomes of the program.
    """
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def interrupt(child: subprocess.Popen[bytes]) -> None:
    """Ask the program to stop, as Ctrl-C does."""
    if sys.platform == "win32":
        child.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        child.send_signal(signal.SIGINT)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The command: the program takes this process's place where that can be."""
    try:
        command = [find(), *(sys.argv[1:] if arguments is None else arguments)]
    except BinaryNotFound as missing:
        sys.exit(f"broadsheet: {missing}")
    if sys.platform != "win32":
        os.execv(command[0], command)
    with subprocess.Popen(command) as child:
        while True:
            try:
                sys.exit(child.wait())
            except KeyboardInterrupt:  # the program had it too, and ends by itself
                continue
