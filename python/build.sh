#!/usr/bin/env bash
# Writes wheels into dist/, with the program in them: for this platform, those
# that are named, or all (see python/build.py). Needs Go and Python 3.11.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 python/build.py "$@"
