#!/usr/bin/env bash
# Everything that .ci/run checks, and what takes longer. Run it before a piece
# of work ends.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/run
checks/report.sh
checks/python.sh all
if command -v Rscript >/dev/null; then checks/r.sh; else echo "all.sh: no R here: checks/r.sh is left out" >&2; fi
checks/fuzz.sh 60s
checks/kill.sh 200
checks/faults.sh
python3 checks/memory.py
python3 checks/scores.py
go test -run xxx -bench . -benchmem ./...
