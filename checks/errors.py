#!/usr/bin/env python3
"""What goes wrong with names and entities, by type, on annotated whole articles.

    python3 checks/errors.py                  # types and counts
    python3 checks/errors.py --show missed    # and the cases of the types with that word

Types are told mechanically, against the annotated people, organizations and
countries of ../shared/data/articles/dev.jsonl (or of the folder that --shared
names), with the names made alike as score.py makes them. Needs Go and Python's
standard library. Texts are printed with --show alone.
"""
import argparse, collections, json, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KINDS = {"people": "person", "organizations": "organization"}
NAMED = ("name", "demonym", "affiliation", "embedded")


def norm(s):
    """A name without case, marks, article and possessive."""
    s = re.sub(r"[’']s\b", "", s or "").lower()
    s = re.sub(r"^(the|a|an)\s+", "", s.strip())
    return re.sub(r"[^\w]+", " ", s).strip()


def within(a, b):
    """Whether the words of a stand in b, which has more."""
    return a != b and f" {a} " in f" {b} "


def cause(name):
    """What a name looks like, as far as its letters tell."""
    words = name.split()
    if len(words) == 1:
        return "an acronym" if name.isupper() and len(name) > 1 else "one word"
    return "several words"


def errors(gold, found):
    """Yields the kind, the type and the name of each error of one article."""
    entities = found.get("entities", [])
    forms = collections.defaultdict(set)
    for m in found.get("mentions", []):
        if m["form"] in NAMED:
            forms[m["entity_id"]].add(norm(m["text"]))
    ours = [(e["kind"], e["name"], {norm(e["name"])} | forms[e["entity_id"]]) for e in entities]
    used = set()
    for key, kind in KINDS.items():
        for x in gold[key]:
            names = {norm(s) for s in [x["name"], *x["surfaces"], *x.get("affiliations", [])]}
            fits = [i for i, (k, _, f) in enumerate(ours) if k == kind and i not in used and f & names]
            fits.sort(key=lambda i: norm(ours[i][1]) != norm(x["name"]))
            if fits:
                used.update(fits)
                for i in fits[1:]:
                    yield key, "one is several", f"{ours[i][1]} / {x['name']}"
                if norm(ours[fits[0]][1]) != norm(x["name"]):
                    longer = within(norm(x["name"]), norm(ours[fits[0]][1]))
                    shorter = within(norm(ours[fits[0]][1]), norm(x["name"]))
                    how = "a longer" if longer else "a shorter" if shorter else "another"
                    yield key, f"found, but by {how} name", f"{ours[fits[0]][1]} / {x['name']}"
                continue
            other = [i for i, (k, _, f) in enumerate(ours) if k != kind and f & names]
            part = [i for i, (k, _, f) in enumerate(ours) if k == kind and i not in used and any(within(a, b) for a in f for b in names)]
            whole = [i for i, (k, _, f) in enumerate(ours) if k == kind and any(within(b, a) for a in f for b in names)]
            taken = [i for i in used if ours[i][0] == kind and ours[i][2] & names]
            if taken:
                yield key, "several are one", x["name"]
            elif other:
                used.update(i for i in other if ours[i][0] in KINDS.values())
                yield key, f"read as a {ours[other[0]][0]}", x["name"]
            elif part:
                used.update(part)
                yield key, "span too short", f"{ours[part[0]][1]} / {x['name']}"
            elif whole:
                used.update(whole)
                yield key, "span too long, or inside another's name", f"{ours[whole[0]][1]} / {x['name']}"
            else:
                yield key, f"missed: {cause(x['name'])}", x["name"]
    for i, (kind, name, _) in enumerate(ours):
        if i in used or kind not in KINDS.values():
            continue
        key = next(k for k, v in KINDS.items() if v == kind)
        yield key, f"invented: {cause(name)}", name
    want = {c["iso3"] for c in gold["countries"]}
    have = {e["country_code"] for e in entities if e["kind"] == "country"}
    for code in sorted(want - have):
        yield "countries", "missed", code
    for code in sorted(have - want, key=str):
        yield "countries", "invented", code


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"), help="folder with data/")
    parser.add_argument("--show", help="print the cases of the types with this word, as missed")
    args = parser.parse_args()
    path = os.path.join(args.shared, "data", "articles", "dev.jsonl")
    if not os.path.exists(path):
        sys.exit(f"errors: {path} is not there: give the folder with --shared")
    with tempfile.TemporaryDirectory() as tmp:
        tool = os.path.join(tmp, "broadsheet")
        subprocess.run(["go", "build", "-o", tool, "./cmd/broadsheet"], cwd=ROOT, check=True)
        out = subprocess.run([tool, "extract", "--quiet", "--language", "en", "--format", "jsonl", path], capture_output=True, check=True).stdout
    found = {f["article"]["article_id"]: f for f in map(json.loads, out.splitlines())}
    count, cases = collections.Counter(), collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        gold = json.loads(line)
        for key, kind, name in errors(gold, found.get(gold["id"], {})):
            count[key, kind] += 1
            cases[key, kind].append((gold["id"], name))
    print("| | | on articles/dev |\n|---|---|---|")
    for n, ((key, kind), times) in enumerate(sorted(count.items(), key=lambda c: (-c[1], c[0])), 1):
        print(f"| {n} | {times} | {key}: {kind} |")
        if args.show is not None and args.show in kind:
            for article, name in cases[key, kind]:
                print(f"    {article}  {name}")


if __name__ == "__main__":
    main()
