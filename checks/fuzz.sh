#!/usr/bin/env bash
# Runs every fuzz target for the given time (default 30s each).
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-30s}
for package in $(go list ./...); do
	for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
		echo "== $package $target"
		go test -run xxx -fuzz "^$target\$" -fuzztime "$time" "$package"
	done
done
