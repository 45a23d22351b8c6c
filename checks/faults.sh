#!/usr/bin/env bash
# Takes the disk away from a run: full at many moments, read-only, not ours,
# read-only in the middle. Each time the run must end with one line that says
# what is wrong and the right exit code, what it left must be sound, and once the
# disk is mended the same command must end with the bytes of a run that nothing
# disturbed. Needs Linux, and to be root or to be let make user namespaces.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${BROADSHEET_FAULTS:-}" ]; then
	export BROADSHEET_FAULTS=1
	if [ "$(id -u)" != 0 ]; then
		unshare -Urm true 2>/dev/null || { echo "faults.sh: skipped: no disk can be mounted here (neither root nor user namespaces)"; exit 0; }
		exec unshare -Urm "$0" "$@"
	fi
	unshare -m true 2>/dev/null || { echo "faults.sh: skipped: no disk can be mounted here"; exit 0; }
	exec unshare -m "$0" "$@" # what is mounted is gone with the script
fi

work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
mount -t tmpfs -o size=1m tmpfs "$disk" 2>/dev/null || { rmdir "$disk" "$work"; echo "faults.sh: skipped: no disk can be mounted here"; exit 0; }
umount "$disk"
trap 'umount "$disk" 2>/dev/null || true; rm -rf "$work"' EXIT
chmod 755 "$work"
go build -o "$work/broadsheet" ./cmd/broadsheet

fail() { echo "faults.sh: $*" >&2; exit 1; }

# run FOLDER: the same command each time. Its line of errors is in $said, its exit
# code in $code.
corpus=examples/corpus
run() {
	code=0
	"$work/broadsheet" run --quiet --shard-size 5 "$corpus" "$1" 2>"$work/said" || code=$?
	said=$(cat "$work/said")
}

# failed WHAT CODE WORDS: holds the run that has just ended to one line with these
# words, and that exit code.
failed() {
	[ "$code" = "$2" ] || fail "$1: exit code $code, not $2: $said"
	[ "$(wc -l <"$work/said")" = 1 ] || fail "$1: more than one line: $said"
	[[ "$said" == "broadsheet: "*"$3"* ]] || fail "$1: it does not say \"$3\": $said"
}

# sound WHAT FOLDER: nothing that counts is not whole. Files of a part that is not
# committed may lie there: they do not count, and check says so.
sound() {
	[ -e "$2/run.json" ] || return 0 # nothing was begun
	"$work/broadsheet" check "$2" >"$work/checked" 2>&1 || true
	! grep -v -e ': named by no commit record$' -e '; not complete: ' -e ' damaged$' -e '^no damage$' "$work/checked" || fail "$1: check finds damage"
	grep -q '; not complete: ' "$work/checked" || fail "$1: a run that failed is said to be complete"
}

# mended WHAT FOLDER: the same command ends like a run that nothing disturbed.
mended() {
	run "$2"
	[ "$code" = 0 ] || fail "$1: it does not go on: $said"
	diff -r "$work/whole" "$2" >&2 || fail "$1: the files are not those of an undisturbed run"
}

run "$work/whole"
[ "$code" = 0 ] || fail "the undisturbed run fails: $said"
bytes=$(du -s --apparent-size --block-size=1 "$work/whole" | cut -f1)

moments=0
for n in $(seq 1 40); do
	mount -t tmpfs -o "size=$((bytes * n / 20 + 4096))" tmpfs "$disk"
	run "$disk/out"
	if [ "$code" = 0 ]; then # there is room for all of it
		umount "$disk"
		break
	fi
	failed "disk of $((bytes * n / 20)) bytes" 1 "no space left on device"
	where=$(sed -n 's|.*cannot write [^ ]*/out/\([a-z_]*\).*|\1|p' "$work/said")
	moments=$((moments + 1))
	echo "full at $((bytes * n / 20)) bytes, writing ${where:-a folder}"
	sound "disk of $((bytes * n / 20)) bytes" "$disk/out"
	mount -o remount,size=64m "$disk"
	mended "disk of $((bytes * n / 20)) bytes" "$disk/out"
	umount "$disk"
done
[ "$moments" -ge 10 ] || fail "the disk was full at $moments moments only"

# Link alone, with room for some of its tables.
links=0
for pages in $(seq 0 1 40); do
	mount -t tmpfs -o size=64m tmpfs "$disk"
	cp -r "$work/whole" "$disk/out"
	rm "$disk"/out/commits/link.json "$disk"/out/{entity_links,catalog,duplicates}/*
	used=$(df --output=used -B1 "$disk" | tail -1)
	mount -o "remount,size=$((used + 4096 * pages))" "$disk"
	run "$disk/out"
	if [ "$code" = 0 ]; then
		umount "$disk"
		break
	fi
	failed "link with $pages pages" 1 "no space left on device"
	links=$((links + 1))
	sound "link with $pages pages" "$disk/out"
	mount -o remount,size=64m "$disk"
	mended "link with $pages pages" "$disk/out"
	umount "$disk"
done
[ "$links" -ge 5 ] || fail "the disk was full at $links moments of link only"

# The folder for temporary files, which a zip from a pipe goes to.
mount -t tmpfs -o size=1m tmpfs "$disk"
head -c 20000000 /dev/urandom | base64 >"$work/a.txt"
(cd "$work" && python3 -m zipfile -c a.zip a.txt)
code=0
TMPDIR=$disk "$work/broadsheet" run --quiet - "$work/piped" <"$work/a.zip" 2>"$work/said" || code=$?
said=$(head -1 "$work/said")
[ "$code" = 3 ] && [[ "$said" == *"unreadable_file: no temporary file for it"*"no space left on device" ]] || fail "temporary files: exit code $code: $said"
[ -z "$(ls -A "$disk")" ] || fail "temporary files are left: $(ls -A "$disk")"
umount "$disk"
echo "temporary files: $said"

# A disk that cannot be written.
mount -t tmpfs -o ro,size=1m tmpfs "$disk"
run "$disk/out"
failed "read-only disk" 1 "read-only file system"
umount "$disk"

touch "$work/file"
run "$work/file"
failed "a file for a folder" 2 "is a file"
run "$work/file/out"
failed "a folder below a file" 1 "not a directory"

mkdir -m 755 "$work/theirs"
if setpriv --reuid 65534 --regid 65534 --clear-groups true 2>/dev/null; then
	code=0
	setpriv --reuid 65534 --regid 65534 --clear-groups "$work/broadsheet" run --quiet examples/corpus "$work/theirs/out" 2>"$work/said" || code=$?
	said=$(cat "$work/said")
	failed "a folder of somebody else" 1 "permission denied"
else
	echo "faults.sh: skipped: a folder of somebody else needs root"
fi

# Read-only in the middle, as a disk becomes that has errors: of a corpus that
# takes a while.
mkdir "$work/long"
for n in $(seq 20); do cp -r examples/corpus "$work/long/$n"; done
corpus=$work/long
rm -r "$work/whole"
run "$work/whole"
[ "$code" = 0 ] || fail "the undisturbed run fails: $said"
for part in 000001 000020 000060; do
	mount -t tmpfs -o size=256m tmpfs "$disk"
	run "$disk/out" &
	job=$!
	until [ -e "$disk/out/commits/part-$part.json" ]; do sleep 0.01; done
	until mount -o remount,ro "$disk" 2>/dev/null; do :; done # refused while a file is open
	wait "$job"
	sound "read-only in the middle" "$disk/out"
	[ "$(wc -l <"$work/said")" = 1 ] && grep -q '^broadsheet: .*read-only file system' "$work/said" || fail "read-only in the middle: $(cat "$work/said")"
	mount -o remount,rw "$disk"
	mended "read-only in the middle" "$disk/out"
	umount "$disk"
done

echo "faults.sh: a full disk at $moments moments and at $links of link, read-only, not ours, and read-only in the middle at 3: all as it must be"
