#!/usr/bin/env bash
# The Python package, as somebody gets it: this platform's wheel is built,
# installed into a fresh virtual environment, and tested there. Needs Go, Python
# 3.11 or later and PyPI.
#
#   checks/python.sh          this platform's wheel
#   checks/python.sh all      and the structure of all others
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset PYTHONPATH BROADSHEET

python/build.sh --out "$scratch/wheels" "$@"

python3 -m venv "$scratch/venv"
pip() { "$scratch/venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
# Without any library first: what needs none works, and the rest says what is missing.
pip install --no-index --find-links "$scratch/wheels" broadsheet
"$scratch/venv/bin/python" -P - <<'END'
import broadsheet
assert broadsheet.extract("Paul Smith said 40 people had left.")["claims"][0]["value"] == 40
try:
    broadsheet.explode([], "quotes", "pandas")
except broadsheet.MissingExtra as missing:
    print(missing)
END
pip install --find-links "$scratch/wheels" --constraint checks/python.txt --requirement checks/python.txt 'broadsheet[all]'
pip check

# The tests are copied, so that the package is the one that was installed.
cp -r python/tests "$scratch/tests"
program=$("$scratch/venv/bin/python" -P -c 'from broadsheet import _binary; print(_binary.find())')
BROADSHEET_WHEELS="$scratch/wheels" "$scratch/venv/bin/python" -P -m pytest --quiet -p no:cacheprovider "$scratch/tests"
BROADSHEET="$program" python3 python/generate.py --check
(cd python && "$scratch/venv/bin/python" -m mypy --cache-dir "$scratch/mypy")
