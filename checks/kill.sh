#!/usr/bin/env bash
# Kills a run, and an update, that many times each (default 1000) at random
# moments and holds what it ends with against an undisturbed one, byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."
BROADSHEET_KILLS=${1:-1000} go test ./pipeline -run Kill -count=1 -timeout 0 -v
