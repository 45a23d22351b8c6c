#!/usr/bin/env bash
# Runs the R of docs/r.md that needs no more than base R and dplyr, on the
# example corpus. Needs Go, and r-base-core and r-cran-dplyr of Debian.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v Rscript >/dev/null || { echo "no Rscript: apt-get install r-base-core r-cran-dplyr"; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
go run ./cmd/broadsheet run --quiet --format csv examples/corpus "$scratch/out-csv"
awk '/^## With arrow/ { exit } /^```r$/ { code = 1; next } /^```$/ { code = 0 } code' docs/r.md >"$scratch/first-steps.R"
cd "$scratch"
LC_ALL=C.UTF-8 Rscript first-steps.R
