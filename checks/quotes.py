#!/usr/bin/env python3
"""What is found of who says what, by form, publisher and cue, and what goes wrong.

    python3 checks/quotes.py                  # the tables
    python3 checks/quotes.py --cues 40        # more cues
    python3 checks/quotes.py --show too-long  # and the cases of a type of error

Against the attributions of ../shared/data/attribution/polnear-dev.jsonl (or of
the folder that --shared names). What is said counts as found where half of the
characters in it or in the annotation are in both, as score.py counts. Needs Go
and Python's standard library. Texts are printed with --show alone.
"""
import argparse, collections, json, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MARKS = re.compile("[\"“”«»]|''|``|(?<!\\w)[‘']|[’'](?!\\w)")


def chars(spans):
    return {i for start, end in spans for i in range(start, end)}


def alike(a, b):
    return len(a & b) / len(a | b) if a and b else 0.0


def said(quote):
    return chars((s["start_char"], s["end_char"]) for s in quote["spans"])


def pair(gold, ours):
    """Pairs each attribution with at most one quote, the most alike first."""
    fits = sorted(((alike(a["chars"], b["chars"]), i, j) for i, a in enumerate(gold) for j, b in enumerate(ours) if a["chars"] & b["chars"]), key=lambda f: (-f[0], f[1], f[2]))
    of_gold, of_ours = {}, {}
    for how, i, j in fits:
        if i not in of_gold and j not in of_ours:
            of_gold[i], of_ours[j] = (j, how), (i, how)
    return of_gold, of_ours


def error(a, i, gold, ours, of_gold):
    """The type of what is wrong with attribution i, None where nothing is."""
    j, how = of_gold.get(i, (None, 0))
    if how < 0.5:
        near = [b for b in ours if b["chars"] & a["chars"]]
        by_cue = [b for b in near if b["cue"] & a["cue"]]
        if not near:
            return "missed"
        if not by_cue:
            return "given to another cue"
        b = max(by_cue, key=lambda b: alike(a["chars"], b["chars"]))
        return "too-long" if len(b["chars"]) > len(a["chars"]) else "too-short"
    b = ours[j]
    if a["source"]:
        if not b["speaker"]:
            return "no speaker"
        if alike(a["source"], b["speaker"]) < 0.5 and not b["speaker"] <= a["source"]:
            return "another speaker"
    return None


def lemma(text, lemmas):
    """The word that an annotated cue is counted under: the last that was found
    as a cue anywhere, else its last."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = [lemmas[w] for w in words if w in lemmas]
    return (known or words or [text.strip() or "(none)"])[-1]


def table(title, rows):
    print(f"\n| {title} | annotated | found | right | precision | recall | F1 | speaker right |\n|---|---|---|---|---|---|---|---|")
    for name, c in rows:
        p, r = 100 * c["right"] / max(1, c["ours"]), 100 * c["hit"] / max(1, c["gold"])
        print(f"| {name} | {c['gold']} | {c['ours']} | {c['right']} | {p:.1f} | {r:.1f} | {2 * p * r / max(1e-9, p + r):.1f} | {100 * c['speaker'] / max(1, c['sourced']):.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"), help="folder with data/")
    parser.add_argument("--cues", type=int, default=20, help="how many cues")
    parser.add_argument("--show", help="print the cases of this type of error")
    args = parser.parse_args()
    path = os.path.join(args.shared, "data", "attribution", "polnear-dev.jsonl")
    if not os.path.exists(path):
        sys.exit(f"quotes: {path} is not there: give the folder with --shared")
    with tempfile.TemporaryDirectory() as tmp:
        tool = os.path.join(tmp, "broadsheet")
        subprocess.run(["go", "build", "-o", tool, "./cmd/broadsheet"], cwd=ROOT, check=True)
        out = subprocess.run([tool, "extract", "--quiet", "--language", "en", "--format", "jsonl", path], capture_output=True, check=True).stdout
    found = {f["article"]["article_id"]: f for f in map(json.loads, out.splitlines())}
    lemmas = {}  # of the words that are a cue by themselves
    for q in (q for f in found.values() for q in f["quotes"]):
        if q["cue"] and re.fullmatch(r"[^\W\d_]+", q["cue"]):
            lemmas[q["cue"].lower()] = q["cue_lemma"]
    groups = {k: collections.defaultdict(collections.Counter) for k in ("form", "publisher", "cue")}
    types, cases = collections.Counter(), collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        text, unclear = row["text"], chars(row["unclear"])
        gold = [{"chars": chars(a["content"]), "source": chars(a["source"]), "cue": chars(a["cue"]), "words": " ".join(text[s:e] for s, e in a["cue"]),
                 "marks": any(MARKS.search(text[max(0, s - 1):e + 1]) for s, e in a["content"])} for a in row["attributions"]]
        ours = [{"chars": said(q), "form": q["form"], "lemma": q["cue_lemma"] or "(none)",
                 "cue": chars([(q["cue_start"], q["cue_end"])]) if q["cue_start"] is not None else set(),
                 "speaker": chars([(q["speaker_start"], q["speaker_end"])]) if q["speaker_start"] is not None else set()}
                for q in found[row["id"]]["quotes"] if q["form"] != "phrase"]
        ours = [b for b in ours if 2 * len(b["chars"] & unclear) <= len(b["chars"])]
        of_gold, of_ours = pair(gold, ours)
        for i, a in enumerate(gold):
            j, how = of_gold.get(i, (None, 0))
            cue = ours[j]["lemma"] if how >= 0.5 else lemma(a["words"], lemmas)
            kind = error(a, i, gold, ours, of_gold)
            for by, name in (("form", "with marks" if a["marks"] else "without"), ("publisher", row["publisher"]), ("cue", cue)):
                c = groups[by][name]
                c["gold"] += 1
                c["hit"] += how >= 0.5
                if how >= 0.5 and a["source"]:
                    c["sourced"] += 1
                    c["speaker"] += kind is None
            if kind:
                types[kind] += 1
                cases[kind].append((row["id"], a["words"], " / ".join(text[s:e] for s, e in row["attributions"][i]["content"])))
        for j, b in enumerate(ours):
            i, how = of_ours.get(j, (None, 0))
            marks = "with marks" if b["form"] != "indirect" else "without"
            for by, name in (("form", marks), ("publisher", row["publisher"]), ("cue", b["lemma"])):
                groups[by][name]["ours"] += 1
                groups[by][name]["right"] += how >= 0.5
            if how < 0.5:
                kind = "invented" if not any(b["chars"] & a["chars"] for a in gold) else "not as annotated"
                types[kind] += 1
                cases[kind].append((row["id"], b["lemma"], text[min(b["chars"]):max(b["chars"]) + 1]))
    table("form", sorted(groups["form"].items()))
    table("publisher", sorted(groups["publisher"].items()))
    table("cue", sorted(groups["cue"].items(), key=lambda g: (-g[1]["gold"], g[0]))[:args.cues])
    print("\n| what goes wrong | times |\n|---|---|")
    for kind, times in types.most_common():
        print(f"| {kind} | {times} |")
    for article, cue, words in cases[args.show] if args.show else []:
        print(f"{article}  [{cue}]  {words!r}")


if __name__ == "__main__":
    main()
