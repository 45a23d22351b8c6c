#!/usr/bin/env bash
# The tests that need the annotated data in ../shared; they fail where it is
# not there.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d ../shared/data ] || { echo "shared.sh: no folder ../shared/data: put the annotated data beside the checkout" >&2; exit 1; }
go test -tags shared "$@" ./...
