"""The wheel's structure. BROADSHEET_WHEELS is the folder with the wheels."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

WHEELS = sorted(Path(os.environ.get("BROADSHEET_WHEELS", "dist")).glob("broadsheet-*.whl"))

# The first bytes of a program: ELF, Mach-O of 64 bits, and Windows's.
MAGIC = {"linux": b"\x7fELF", "macosx": b"\xcf\xfa\xed\xfe", "win": b"MZ"}
# And where the machine is named in it.
MACHINE = {
    "x86_64": {"linux": (18, b"\x3e\x00"), "macosx": (4, b"\x07\x00\x00\x01")},
    "aarch64": {"linux": (18, b"\xb7\x00")},
    "arm64": {"macosx": (4, b"\x0c\x00\x00\x01")},
}


@pytest.mark.parametrize("wheel", WHEELS, ids=lambda wheel: wheel.stem.split("-")[-1])
def test_wheel(wheel: Path) -> None:
    tags = wheel.stem.split("-")[-1]
    system = "linux" if "manylinux" in tags else "macosx" if "macosx" in tags else "win"
    with zipfile.ZipFile(wheel) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    (program,) = [name for name in files if name.startswith("broadsheet/bin/")]
    assert program.endswith(".exe") == (system == "win")
    assert modes[program] & 0o777 == 0o755
    assert files[program].startswith(MAGIC[system])
    for machine, places in MACHINE.items():
        if system in places and tags.endswith(machine):
            at, expected = places[system]
            assert files[program][at : at + len(expected)] == expected
    assert "broadsheet/py.typed" in files
    (listing,) = [name for name in files if name.endswith("/RECORD")]
    rows = list(csv.reader(io.StringIO(files[listing].decode())))
    assert [row[0] for row in rows] == list(files)
    for name, digest, size in rows[:-1]:
        assert digest == "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
        assert int(size) == len(files[name])
    (stamp,) = [name for name in files if name.endswith("/WHEEL")]
    assert [line[len("Tag: py3-none-") :] for line in files[stamp].decode().splitlines() if line.startswith("Tag: ")] == tags.split(".")
