from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import broadsheet
from broadsheet import _binary


def test_the_command_is_the_program() -> None:
    command = Path(sysconfig.get_path("scripts")) / _binary._NAME
    if not command.exists():
        pytest.skip("not installed")
    said = subprocess.run([command, "version"], capture_output=True, text=True, check=True).stdout
    assert "extractor" in said
    assert subprocess.run([command, "run"], capture_output=True).returncode == 2


def test_the_wheel_comes_first_then_the_variable_then_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_binary, "__file__", str(tmp_path / "nowhere" / "_binary.py"))
    monkeypatch.delenv("BROADSHEET", raising=False)
    # pip's own command would find itself: it is passed over.
    script = tmp_path / "scripts" / _binary._NAME
    script.parent.mkdir()
    script.write_text("#!python\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent))
    with pytest.raises(broadsheet.BinaryNotFound, match="go install"):
        _binary.find()
    program = tmp_path / "program" / _binary._NAME
    program.parent.mkdir()
    program.write_bytes(b"\x7fELF".ljust(2 << 20, b"\0"))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{':' if sys.platform != 'win32' else ';'}{program.parent}")
    assert _binary.find() == str(program)
    monkeypatch.setenv("BROADSHEET", str(script))
    assert _binary.find() == str(script)
    monkeypatch.setenv("BROADSHEET", "no-such-program")
    with pytest.raises(broadsheet.BinaryNotFound, match="BROADSHEET"):
        _binary.find()
    bundled = tmp_path / "nowhere" / "bin" / _binary._NAME
    bundled.parent.mkdir(parents=True)
    bundled.touch()
    assert _binary.find() == str(bundled)
