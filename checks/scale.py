#!/usr/bin/env python3
"""How time and memory grow with the corpus: makes corpora of made-up articles of each
size, runs them, links and checks them, and prints a line for each. Plain Python, no
packages. A million articles take an hour on two cores and 12 GB of disk.

    python3 checks/scale.py 1000 10000 100000 1000000 [--folder /big/disk] [--workers 2]
"""
import argparse, os, pathlib, shutil, subprocess, sys, tempfile, time

root = pathlib.Path(__file__).resolve().parent.parent


def measure(command):
    """Runs a command; its seconds and the most memory that it held, in MiB."""
    start = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_maxrss / (1 if sys.platform == "darwin" else 1024) / (1024 if sys.platform == "darwin" else 1)


def size(folder):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def main():
    a = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    a.add_argument("articles", type=int, nargs="+")
    a.add_argument("--folder", default=None, help="where the corpora and results lie for a while")
    a.add_argument("--workers", type=int, default=2)
    o = a.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="broadsheet-scale-", dir=o.folder))
    try:
        for name in ("broadsheet", "broadsheet-synth"):
            subprocess.run(["go", "build", "-o", str(work / name), f"./cmd/{name}"], cwd=root, check=True)
        print("| articles | corpus | run | MB/s | peak memory | results | check | peak memory |")
        print("|---|---|---|---|---|---|---|---|")
        for n in o.articles:
            corpus, out = work / "corpus", work / "out"
            subprocess.run([str(work / "broadsheet-synth"), "--articles", str(n), str(corpus)], check=True)
            run, memory = measure([str(work / "broadsheet"), "run", "--workers", str(o.workers), str(corpus), str(out)])
            check, checked = measure([str(work / "broadsheet"), "check", str(out)])
            c, r = size(corpus), size(out)
            print(f"| {n:,} | {c/1e6:,.0f} MB | {run:,.1f} s | {c/1e6/run:.2f} | {memory:,.0f} MiB | {r/1e6:,.0f} MB | {check:,.1f} s | {checked:,.0f} MiB |", flush=True)
            shutil.rmtree(corpus)
            shutil.rmtree(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
