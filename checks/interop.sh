#!/usr/bin/env bash
# Reads the tables of the example corpus with pandas, polars, pyarrow and
# DuckDB: types, nulls, joins, and every span against its text; then every export
# (CSV, xlsx, dta) and every view of views.sql, value by value. Needs Go and
# Python 3.10 or later; the Python packages go into a virtual environment of
# its own (.venv/interop, kept between runs).
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.venv/interop
if [ ! -x "$venv/bin/python" ]; then
	python3 -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r checks/interop.txt
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
go build -o "$out/broadsheet" ./cmd/broadsheet
"$out/broadsheet" run --quiet examples/corpus "$out/tables"
"$venv/bin/python" checks/interop.py "$out/tables"
"$venv/bin/python" checks/export.py "$out/broadsheet" "$out/tables" examples/corpus
