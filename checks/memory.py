#!/usr/bin/env python3
"""What one record of a gigabyte costs: for each reader, and for what decompresses
to that, runs such an input and prints the most memory that was held and what the
table errors says; and what records cost that are just below the size limit and made
of as many parts as fit. Fails where it is more than the bound of either kind, or where
the run does not end with the row that is expected. Inputs are made while they are read; only those
that must lie on disk take room there. Plain Python, no packages.

    python3 checks/memory.py [--bytes 1000000000] [--bound 256] [--crowded 1200] [--folder /big/disk] [CASE...]
"""
import argparse, gzip, os, pathlib, random, shutil, subprocess, sys, tempfile, zipfile

root = pathlib.Path(__file__).resolve().parent.parent

ENDLESS = {  # name: (format, before, unit, after, error)
    "text, one line": ("text", "A text. ", "a", "", "too_large"),
    "text, a million lines": ("text", "A text.\n", "a\n", "", "too_large"),
    "jsonl, one line": ("jsonl", "", "a", "", "too_large"),
    "jsonl, one string": ("jsonl", '{"text":"', "a", '"}\n{"text":"The next one."}\n', "too_large"),
    "jsonl, string without end": ("jsonl", '{"text":"', "a", "", "too_large"),
    "json, one string": ("json", '[{"text":"', "a", '"},{"text":"The next one."}]', "too_large"),
    "json, brackets": ("json", "", "[", "", "broken_record"),
    "csv, one cell": ("csv", "id,text\n1,", "a", "\n2,The next one.\n", "too_large"),
    "csv, one quoted cell": ("csv", 'id,text\n1,"', "a", '"\n2,The next one.\n', "too_large"),
    "csv, one header": ("csv", "", "a", "\n", "too_large"),
    "tsv, one row": ("tsv", "id\ttext\n", "a\t", "\n", "too_large"),
    "html, one paragraph": ("html", "<p>", "a", "", "too_large"),
    "feed, one item": ("feed", "<rss><item><description>", "a", "</description></item><item><description>The next one.</description></item></rss>", "too_large"),
    "nitf, one attribute": ("nitf", '<nitf a="', "a", "", "truncated_input"),
    "newsml, one comment": ("newsml", "<!--", "a", "", "truncated_input"),
    "docx, no directory": ("docx", "PK\x03\x04", "a", "", "unreadable_file"),
    "rtf, one group": ("rtf", "{\\rtf1 ", "a", "}", "too_large"),
    "pdf": ("pdf", "%PDF-1.4 (", "a", "", "too_large"),
    "warc, one header": ("warc", "WARC/1.0\r\nWARC-Type: ", "a", "", ""),
    "warc, one page": ("warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", "a", "\r\n\r\n", "too_large"),
    "tar, one header of paths": ("tar", "", "\x00", "", ""),
}

# Records just below the limit, of as many parts as fit: what is made of each part is
# larger than the part.
CROWDED = {  # name: (format, MiB, before, unit, after)
    "text, 16 MiB of one word": ("text", 16, "A text. ", "a", ""),
    "text, 1,000,000 words": ("text", 1.9, "A text. ", "a ", ""),
    "text, names": ("text", 5.5, "", "Ada Brant ", ""),
    "text, quotes": ("text", 3.8, "", "“a” ", ""),
    "text, numbers": ("text", 1.9, "", "1 ", ""),
    "text, sentences": ("text", 3.8, "", "He is. ", ""),
    "text, marks": ("text", 16, "A text. ", "e\u0301", ""),
    "text, lines": ("text", 16, "A text. ", "\n", ""),
    "jsonl, keys": ("jsonl", 16, '{"text":"A text."', ',"%d":1', "}"),
    "jsonl, list": ("jsonl", 16, '{"text":"A text.","a":[1', ",1", "]}"),
    "jsonl, brackets": ("jsonl", 16, '{"text":"A text.","a":', "[", ""),
    "jsonl, escapes": ("jsonl", 16, '{"text":"', "\\u0041", '"}'),
    "csv, cells": ("csv", 16, "text,id", ",", "\n"),
    "html, paragraphs": ("html", 8, "", "<p>a", ""),
    "html, elements": ("html", 8, "", "<b></b>", ""),
    "html, tables": ("html", 8, "", "<table>", ""),
    "html, attributes": ("html", 8, "<p ", "a%d ", ">x"),
    "html, entities": ("html", 8, "<p>", "&amp;", ""),
    "feed, elements": ("feed", 8, "<rss><item><description>A text.</description>", "<a/>", "</item></rss>"),
    "feed, items": ("feed", 16, "<rss>", "<item/>", "</rss>"),
    "nitf, paragraphs": ("nitf", 8, "<nitf><body><body.content>", "<p>a</p>", "</body.content></body></nitf>"),
    "rtf, groups": ("rtf", 16, "{\\rtf1 a", "{}", "}"),
    "rtf, paragraphs": ("rtf", 16, "{\\rtf1 a", "\\par a", "}"),
    "pdf, objects": ("pdf", 16, "%PDF-1.4 ", "1 0 obj <<>> ", ""),
    "pdf, names": ("pdf", 16, "%PDF-1.4 1 0 obj [", "/a ", "]"),
    "pdf, brackets": ("pdf", 16, "%PDF-1.4 1 0 obj ", "[", "]"),
    "pdf, words": ("pdf", 16, "1 0 obj <</Type/Catalog/Pages 2 0 R>> 2 0 obj <</Kids[3 0 R]>> 3 0 obj <</Contents 4 0 R/Resources<</Font<</F<<>>>>>>>> 4 0 obj <<>> stream /F 9 Tf ", "1 0 0 1 7 7 Tm (ab) Tj ", "endstream"),
    "exports, articles": ("text", 16, "", "1 of 2 DOCUMENTS\nLength: 1 words\n", ""),
}


def crowded(before, unit, after, size):
    """A record of that size at most. Units have their number."""
    n = int(size - len(before.encode()) - len(after.encode()) - 16) // len((unit % 9_999_999 if "%d" in unit else unit).encode())
    yield before.encode()
    yield "".join(unit % i for i in range(n)).encode() if "%d" in unit else unit.encode() * n
    yield after.encode()


def endless(before, unit, after, size):
    """The bytes of an input, in pieces."""
    n = (size - len(before) - len(after)) // len(unit)
    if "%d" in before:
        before %= n + len(before) - before.index("\r\n\r\n") - 4
    yield before.encode("latin-1")
    piece = unit.encode("latin-1") * (1 << 20)
    while n > 0:
        yield piece[: min(n, 1 << 20) * len(unit)]
        n -= 1 << 20
    yield after.encode("latin-1")


def compressed(path, size):
    with gzip.open(path, "wb", 1) as f:
        for piece in endless('{"text":"', "a", '"}', size):
            f.write(piece)


def packed(path, size, method, unit):
    with zipfile.ZipFile(path, "w", method) as z, z.open("a.txt", "w", force_zip64=True) as f:
        for piece in endless("A text. ", unit, "", size):
            f.write(piece)
    return path


def measure(command, data, log):
    """Runs a command over data; its exit code and the most memory that it held, in MiB."""
    r, w = os.pipe()
    actions = [(os.POSIX_SPAWN_DUP2, r, 0), (os.POSIX_SPAWN_CLOSE, w), (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.close(r)
    try:
        for piece in data:
            while piece:
                piece = piece[os.write(w, piece):]
    except BrokenPipeError:
        pass  # it has seen enough
    os.close(w)
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main():
    a = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    a.add_argument("case", nargs="*", help="words of the cases to run; else all")
    a.add_argument("--bytes", type=int, default=1_000_000_000)
    a.add_argument("--bound", type=int, default=256, help="MiB")
    a.add_argument("--crowded", type=int, default=1200, help="MiB, for records below the limit")
    a.add_argument("--folder", default=None, help="where inputs and results lie for a while")
    o = a.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="broadsheet-memory-", dir=o.folder))
    failed = []

    def judge(name, arguments, data, error, bound=o.bound):
        if o.case and not any(word in name for word in o.case):
            return
        out, log = work / "out", work / "log"
        code, peak = measure([str(work / "broadsheet"), "run", "--quiet", "--workers", "2", *arguments, str(out)], data, log)
        said = log.read_text(errors="replace").strip().splitlines() or ["nothing"]
        bad = peak > bound or code not in (0, 3) or error not in " ".join(said)
        print(f"| {name} | {peak:,.0f} MiB | {code} | {said[0][12:150]} |{' <- WRONG' if bad else ''}", flush=True)
        if bad:
            failed.append(name)
        shutil.rmtree(out, ignore_errors=True)

    try:
        subprocess.run(["go", "build", "-o", str(work / "broadsheet"), "./cmd/broadsheet"], cwd=root, check=True)
        print(f"| input of {o.bytes:,} bytes | peak memory | exit code | first error |\n|---|---|---|---|")
        judge("nothing", ["-"], [b""], "")
        for name, (fmt, before, unit, after, error) in ENDLESS.items():
            judge(name, ["--input-format", fmt, "-"], endless(before, unit, after, o.bytes), error)
        for name, (fmt, mib, before, unit, after) in CROWDED.items():
            judge(name, ["--input-format", fmt, "-"], crowded(before, unit, after, mib * 2**20), "", o.crowded)
        file = work / "a.jsonl.gz"
        compressed(file, o.bytes)
        judge("gzip bomb", [str(file)], [], "too_large")
        file.unlink()
        judge("zip bomb", [str(packed(work / "bomb.zip", o.bytes, zipfile.ZIP_DEFLATED, "a"))], [], "too_large")
        judge("zip, one huge file", [str(packed(work / "huge.zip", o.bytes, zipfile.ZIP_STORED, "a"))], [], "too_large")
        with open(work / "huge.zip", "rb") as f:
            judge("zip from a pipe", ["-"], iter(lambda: f.read(1 << 20), b""), "too_large")
        (work / "huge.zip").unlink()
        lying(work, judge)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if failed:
        sys.exit("wrong: " + ", ".join(failed))


def lying(work, judge):
    """Parquet files whose sizes are not what they say: bytes of the footer, and of
    the page headers at the front, changed at random, the same each time."""
    lines = work / "a.jsonl"
    lines.write_text("".join('{"id":"%d","text":"%s"}\n' % (i, "The minister said so. " * 20) for i in range(500)))
    subprocess.run([str(work / "broadsheet"), "run", "--quiet", str(lines), str(work / "tables")], check=True)
    good = (work / "tables/articles/part-000000.parquet").read_bytes()
    footer = int.from_bytes(good[-8:-4], "little")
    r = random.Random(7)
    for n in range(40):
        b = bytearray(good)
        at = len(b) - 8 - footer + r.randrange(footer) if n % 2 else 4 + r.randrange(300)
        for i in range(5):  # a number of thrift: seven bits a byte, as large as there are
            b[min(at + i, len(b) - 9)] = 0xFE if i < 4 else 0x0F
        file = work / f"lying-{n}.parquet"
        file.write_bytes(bytes(b))
    judge("40 lying Parquet files", [str(work / f"lying-{n}.parquet") for n in range(40)], [], "")


main()
