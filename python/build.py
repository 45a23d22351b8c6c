#!/usr/bin/env python3
"""Builds the wheels: the Python package, with the program for one platform in each.

    build.py [--out FOLDER] [PLATFORM...]    this platform, or those named, or "all"

Needs Go and Python 3.11, and nothing from PyPI. The same source and the same Go
give the same wheels to the byte. It is also the build backend of pyproject.toml,
so that `pip install ./python` works in a clone.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROJECT = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]



def version() -> str:
    """That of the extractor, so that there is one number and not two."""
    source = (ROOT / "extract" / "extractor.go").read_text(encoding="utf-8")
    found = re.search(r'^const Version = "([^"]+)"$', source, re.MULTILINE)
    assert found, "extract/extractor.go has no Version"
    return found[1]


NAME = f"{PROJECT['name']}-{version()}"

# No file is older than the format can say.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Platform:
    """What Go calls a platform, and what pip does."""

    os: str
    arch: str
    tags: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.os}-{self.arch}"


# The program links no C library, so on Linux it runs on any. macOS 12 and
# Windows 10 are the oldest that Go knows.
PLATFORMS = [
    Platform("linux", "amd64", ("manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64")),
    Platform("linux", "arm64", ("manylinux_2_17_aarch64", "manylinux2014_aarch64", "musllinux_1_1_aarch64")),
    Platform("darwin", "amd64", ("macosx_12_0_x86_64",)),
    Platform("darwin", "arm64", ("macosx_12_0_arm64",)),
    Platform("windows", "amd64", ("win_amd64",)),
]


def this_platform() -> Platform:
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "windows"}.get(platform.system())
    arch = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine().lower())
    for p in PLATFORMS:
        if (p.os, p.arch) == (system, arch):
            return p
    sys.exit(f"no wheel for {platform.system()} {platform.machine()}: there are {', '.join(p.name for p in PLATFORMS)}")


def compile_program(target: Platform, to: Path) -> None:
    environment = os.environ | {"GOOS": target.os, "GOARCH": target.arch, "CGO_ENABLED": "0", "GOFLAGS": ""}
    command = ["go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", str(to), "./cmd/broadsheet"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def metadata() -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {PROJECT['name']}",
        f"Version: {version()}",
        f"Summary: {PROJECT['description']}",
        f"License-Expression: {PROJECT['license']}",
        *(f"License-File: {name}" for name in PROJECT["license-files"]),
        f"Requires-Python: {PROJECT['requires-python']}",
    ]
    for extra, requirements in PROJECT["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {requirement} ; extra == "{extra}"' for requirement in requirements]
    lines.append("Description-Content-Type: text/markdown")
    return "\n".join(lines) + "\n\n" + (HERE / "README.md").read_text(encoding="utf-8")


def info_files(target: Platform) -> dict[str, bytes]:
    info = f"{NAME}.dist-info"
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in target.tags)
    scripts = "".join(f"{name} = {to}\n" for name, to in PROJECT["scripts"].items())
    files = {
        f"{info}/METADATA": metadata().encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: broadsheet\nRoot-Is-Purelib: false\n{tags}".encode(),
        f"{info}/entry_points.txt": f"[console_scripts]\n{scripts}".encode(),
    }
    for name in PROJECT["license-files"]:
        files[f"{info}/licenses/{name}"] = (ROOT / name).read_bytes()
    return files


def record(files: Mapping[str, bytes], name: str) -> bytes:
    rows = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(content)}\n")
    return ("".join(rows) + f"{name},,\n").encode()


def write_wheel(target: Platform, folder: Path) -> Path:
    package = PROJECT["name"]
    program = f"{package}/bin/broadsheet" + (".exe" if target.os == "windows" else "")
    files = {
        path.relative_to(HERE / "src").as_posix(): path.read_bytes()
        for path in sorted((HERE / "src" / package).iterdir())
        if path.suffix == ".py" or path.name == "py.typed"
    }
    with tempfile.TemporaryDirectory() as scratch:
        built = Path(scratch) / "program"
        compile_program(target, built)
        files[program] = built.read_bytes()
    files |= info_files(target)
    listing = f"{NAME}.dist-info/RECORD"
    files[listing] = record(files, listing)
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{NAME}-py3-none-{'.'.join(target.tags)}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.create_system = 3  # Unix, wherever it is built, for the mode below
            entry.external_attr = (0o100755 if path == program else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return wheel


# The build backend (PEP 517). A source distribution would need the Go sources,
# which are a clone's.
def build_wheel(wheel_directory: str, config_settings: object = None, metadata_directory: str | None = None) -> str:
    return write_wheel(this_platform(), Path(wheel_directory)).name


def build_sdist(sdist_directory: str, config_settings: object = None) -> str:
    raise NotImplementedError("there are wheels only: clone the repository to build from source")


def main() -> None:
    names = [p.name for p in PLATFORMS]
    parser = argparse.ArgumentParser(description="Build the wheels of broadsheet.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the wheels (dist/)")
    parser.add_argument("platforms", nargs="*", metavar="PLATFORM", help=f"all, or some of {', '.join(names)}; this one if none is named")
    arguments = parser.parse_args()
    wanted = names if "all" in arguments.platforms else arguments.platforms or [this_platform().name]
    for name in wanted:
        if name not in names:
            parser.error(f"no platform {name}: there are {', '.join(names)}")
    for target in PLATFORMS:
        if target.name in wanted:
            wheel = write_wheel(target, arguments.out)
            print(f"{wheel} ({wheel.stat().st_size / 1e6:.1f} MB)", flush=True)


if __name__ == "__main__":
    main()
