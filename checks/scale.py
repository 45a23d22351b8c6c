#!/usr/bin/env python3
"""How time and memory grow with the corpus: makes corpora of made-up articles of each
size, runs them, links and checks them, and prints a line for each. With --plot it
draws them too. Plain Python, no packages. A million articles take an hour on two cores
and 15 GB of disk.

    python3 checks/scale.py 1000 10000 100000 1000000 [--folder /big/disk] [--workers 2] [--plot docs/scale.svg]
"""
import argparse, math, os, pathlib, shutil, subprocess, sys, tempfile, time

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


def plot(rows, workers):
    """Two panels as SVG over the number of articles, on a scale of powers of ten: the
    seconds of a run, and the most memory of run and check."""
    width, height, left, top = 330, 250, 60, 40
    low, high = (f(math.log10(r["articles"]) for r in rows) for f in (min, max))
    out = []

    def panel(at, title, unit, series, bottom, ceiling, logarithmic):
        scale = (lambda v: math.log10(v)) if logarithmic else (lambda v: v)
        span = scale(ceiling) - scale(bottom)
        x = lambda n: at + left + (math.log10(n) - low) / ((high - low) or 1) * width
        y = lambda v: top + height - (scale(v) - scale(bottom)) / span * height
        out.append(f'<text x="{at + left}" y="{top - 18}" class="title">{title}</text>')
        n = math.ceil(math.log10(bottom)) if logarithmic else 0
        ticks = []
        while (v := 10**n if logarithmic else 256 * n) <= ceiling * 1.001:
            ticks.append(v)
            n += 1
        for v in ticks:
            if v >= bottom:
                out.append(f'<line x1="{at + left}" x2="{at + left + width}" y1="{y(v):.1f}" y2="{y(v):.1f}" class="grid"/>')
                out.append(f'<text x="{at + left - 6}" y="{y(v) + 4:.1f}" class="tick" text-anchor="end">{v:,g}{unit}</text>')
        for n in range(math.ceil(low), math.floor(high) + 1):
            out.append(f'<text x="{x(10**n):.1f}" y="{top + height + 20}" class="tick" text-anchor="middle">{10**n:,}</text>')
        out.append(f'<text x="{at + left + width / 2}" y="{top + height + 40}" class="tick" text-anchor="middle">articles</text>')
        for name, kind, points in series:
            path = " ".join(f"{x(n):.1f},{y(v):.1f}" for n, v in points)
            out.append(f'<polyline points="{path}" class="{kind}"/>')
            out.extend(f'<circle cx="{x(n):.1f}" cy="{y(v):.1f}" r="3" class="{kind}"/>' for n, v in points if kind != "ideal")
            n, v = points[-1]
            out.append(f'<text x="{x(n) - 8:.1f}" y="{y(v) + (40 if kind == "ideal" else -9):.1f}" class="tick" text-anchor="end">{name}</text>')

    first = rows[0]
    seconds = [(r["articles"], r["run"]) for r in rows]
    linear = [(r["articles"], first["run"] * r["articles"] / first["articles"]) for r in rows]
    memory = lambda k: [(r["articles"], r[k]) for r in rows]
    panel(0, f"Seconds of a run, {workers} workers", " s", [("dashed: in proportion", "ideal", linear), ("run", "run", seconds)],
          10 ** math.floor(math.log10(min(v for _, v in seconds))), 10 ** math.ceil(math.log10(max(v for _, v in seconds + linear))), True)
    panel(left + width + 30, "Peak memory", " MiB", [("run", "run", memory("memory")), ("check", "check", memory("checked"))], 0, 1024, False)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * (left + width) + 60} {top + height + 55}" role="img" font-family="sans-serif">
<title>Seconds and peak memory of a run over the number of articles</title>
<style>
.title {{ font-size: 14px; fill: #222 }} .tick {{ font-size: 11px; fill: #444 }} .grid {{ stroke: #ccc; stroke-width: 0.6 }}
polyline {{ fill: none; stroke-width: 2 }} circle {{ stroke: none }}
polyline.run {{ stroke: #1b5fa8 }} circle.run {{ fill: #1b5fa8 }} polyline.check {{ stroke: #b4581c }} circle.check {{ fill: #b4581c }}
polyline.ideal {{ stroke: #999; stroke-dasharray: 4 4; stroke-width: 1.2 }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
{chr(10).join(out)}
</svg>
"""


def main():
    a = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    a.add_argument("articles", type=int, nargs="+")
    a.add_argument("--folder", default=None, help="where the corpora and results lie for a while")
    a.add_argument("--workers", type=int, default=2)
    a.add_argument("--plot", default=None, help="write the measurements as a picture (SVG)")
    o = a.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="broadsheet-scale-", dir=o.folder))
    rows = []
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
            rows.append({"articles": n, "run": run, "memory": memory, "checked": checked})
            print(f"| {n:,} | {c/1e6:,.0f} MB | {run:,.1f} s | {c/1e6/run:.2f} | {memory:,.0f} MiB | {r/1e6:,.0f} MB | {check:,.1f} s | {checked:,.0f} MiB |", flush=True)
            shutil.rmtree(corpus)
            shutil.rmtree(out)
            if o.plot:
                pathlib.Path(o.plot).write_text(plot(rows, o.workers))
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
