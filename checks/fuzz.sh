#!/usr/bin/env bash
# Runs every fuzz target for the given time (default 30s each), of all packages or
# of those that are named, and goes on to the next where one fails. What a target
# found lies in testdata/fuzz of its package then, for go test to run again.
#
#     checks/fuzz.sh 10m ./corpus
#     FUZZ_WORKERS=1 nice checks/fuzz.sh 10m      one core, and not its best
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-30s}
shift || true
failed=()
for package in $(go list "${@:-./...}"); do
	for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
		echo "== $package $target"
		# Go takes up to a minute to shorten each input that reaches new code, which
		# is nearly all of the time with one worker.
		go test -run xxx -fuzzminimizetime 1s -fuzz "^$target\$" -fuzztime "$time" -timeout 0 ${FUZZ_WORKERS:+-parallel "$FUZZ_WORKERS"} "$package" || failed+=("$package $target")
	done
done
if [ ${#failed[@]} -gt 0 ]; then
	printf 'fuzz.sh: failed: %s\n' "${failed[@]}" >&2
	exit 1
fi
