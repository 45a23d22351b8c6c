#!/usr/bin/env bash
# Opens the report and the page of an article in a real browser without a window: they
# draw, search, filter, sort and print, by mouse and by keyboard, in light and dark, wide
# and narrow, without an error, without asking the network for anything, and without
# running what articles say. Needs Go, Python 3.10 or later and Chromium or Chrome
# (Debian: apt-get install chromium); the Python packages go into .venv/report.
#
#     checks/report.sh [FOLDER]      with screenshots into FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable || true)}
if [ -z "$browser" ]; then
	echo "report.sh: no Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM" >&2
	exit 1
fi
venv=.venv/report
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r checks/report.txt
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
go build -o "$out/" ./cmd/broadsheet ./cmd/broadsheet-synth
"$venv/bin/python" checks/report.py "$browser" "$out" "$@"
