"""See report.sh."""
import json, pathlib, subprocess, sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

browser_path, work = sys.argv[1], pathlib.Path(sys.argv[2])
shots = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
root = pathlib.Path(__file__).resolve().parent.parent
broadsheet = str(work / "broadsheet")
failures = []


def expect(what, holds, seen=""):
    print(("ok    " if holds else "FAILED ") + what + (f": {seen}" if seen != "" else ""))
    if not holds:
        failures.append(what)


def run(*args, **more):
    return subprocess.run(args, check=True, capture_output=True, **more).stdout


# What an article would have to get past: it wants to be a script, to close what it
# stands in, to be asked for, or to turn round its neighbors.
hostile = "</script><script>window.hit=1</script><img src=http://127.0.0.1:9/x onerror=window.hit=2><svg onload=window.hit=3> ${window.hit=4} \u202e\x1b[31m"


def pages():
    """The reports and the page of an article that are looked at."""
    run(broadsheet, "run", "--quiet", str(root / "examples/corpus"), str(work / "examples"))
    run(broadsheet, "report", str(work / "examples"))
    lines = [{"id": f"h{i}", "publisher": hostile, "title": hostile, "date": "2024-03-01", "url": "javascript:window.hit=5",
              "text": f"“{hostile} 300 jobs went,” said Marta Lindqvist in Sweden. Denmark sent 40 {hostile} ships."} for i in range(3)]
    (work / "hostile.jsonl").write_text("\n".join(map(json.dumps, lines)))
    run(broadsheet, "run", "--quiet", str(work / "hostile.jsonl"), str(work / "hostile"))
    run(broadsheet, "report", "--title", hostile, str(work / "hostile"))
    (work / "hostile.html").write_bytes(run(broadsheet, "extract", "--format", "html", str(work / "hostile.jsonl")))
    article = sorted((root / "examples/corpus/newspaper").iterdir())[0]
    (work / "article.html").write_bytes(run(broadsheet, "extract", "--format", "html", str(article)))
    run(str(work / "broadsheet-synth"), "-articles", "600", str(work / "many"))
    run(broadsheet, "run", "--quiet", str(work / "many"), str(work / "large"))
    run(broadsheet, "report", str(work / "large"))
    return {
        "examples": work / "examples/report.html", "hostile": work / "hostile/report.html", "hostile article": work / "hostile.html",
        "article": work / "article.html", "large": work / "large/report.html",
    }


def watched(context, name):
    """A new tab in which errors, dialogs and requests are written down."""
    page = context.new_page()
    page.seen = []
    page.on("console", lambda m: page.seen.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: page.seen.append(str(e)))
    page.on("dialog", lambda d: (page.seen.append("a dialog"), d.dismiss()))
    page.on("request", lambda r: page.seen.append("asks for " + r.url) if not r.url.startswith("file:") else None)
    return page


def look(page, name):
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(shots / f"{name}.png"), full_page=True)


def claims(page):
    return [tr.inner_text() for tr in page.locator("#claims-table tbody tr").all()]


def status(page):
    return int(page.locator("#status").inner_text().split()[0].replace(",", ""))


with sync_playwright() as p:
    chromium = p.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
    files = pages()
    for name, file in files.items():
        for scheme in ("light", "dark"):
            for width in (1280, 360):
                context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
                page = watched(context, name)
                page.goto(file.as_uri())
                page.wait_for_timeout(200)
                wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                expect(f"{name}, {scheme}, {width} wide: no error, nothing asked for", not page.seen, "; ".join(page.seen))
                expect(f"{name}, {scheme}, {width} wide: the page itself does not scroll sideways", wide <= 0, wide if wide > 0 else "")
                expect(f"{name}, {scheme}, {width} wide: no text of an article ran", page.evaluate("window.hit === undefined"))
                if name in ("examples", "article"):
                    found = Axe().run(page).response["violations"]
                    expect(f"{name}, {scheme}, {width} wide: axe finds nothing", not found, "; ".join(f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found))
                if name != "large" and "hostile" not in name:
                    look(page, f"{name}-{scheme}-{width}")
                context.close()

    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = watched(context, "examples")
    page.goto(files["examples"].as_uri())
    total = status(page)
    expect("examples: all claims are counted", total > 800, total)
    expect("examples: a page of a hundred is drawn", len(claims(page)) == 100, len(claims(page)))
    page.fill("#q", "workers")
    page.wait_for_timeout(300)
    found = claims(page)
    expect("a search leaves what has the word", 0 < len(found) < 100 and all("worker" in c.lower() for c in found), len(found))
    page.fill("#q", "")
    page.select_option("#kind", "money")
    page.wait_for_timeout(300)
    money = status(page)
    expect("the kind filters", 0 < money < total, money)
    page.check("#sourced")
    sourced = [tr.locator("td").nth(3).inner_text() for tr in page.locator("#claims-table tbody tr").all()]
    expect("only claims with a source", 0 < len(sourced) and all(sourced), len(sourced))
    page.uncheck("#sourced")
    # By keyboard: to the header of the first column, Enter sorts from the largest.
    page.locator("#claims-table th button").first.focus()
    page.keyboard.press("Enter")
    values = [float(v.lstrip("~<>=≥≤↑↓").split("–")[0].replace(",", "")) for v in
              (tr.locator("td").first.inner_text() for tr in page.locator("#claims-table tbody tr").all())]
    expect("Enter on a header sorts, the largest first", values == sorted(values, reverse=True) and len(values) > 5, values[:3])
    expect("the header says so", page.locator("#claims-table th").first.get_attribute("aria-sort") == "descending")
    page.select_option("#kind", "")
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    expect("the next page", page.locator("#page").inner_text().startswith("page 2 of"), page.locator("#page").inner_text())
    reached = 0
    page.goto(files["examples"].as_uri())
    for _ in range(60):
        page.keyboard.press("Tab")
        reached += page.evaluate("document.activeElement.id === 'q'")
    expect("Tab reaches the search", reached > 0)
    first = page.locator("details summary").first
    first.focus()
    page.keyboard.press("Enter")
    expect("the table behind a chart opens by keyboard", page.locator("details").first.get_attribute("open") is not None)
    (work / "examples.pdf").write_bytes(page.pdf(format="A4"))
    expect("it prints", (work / "examples.pdf").stat().st_size > 50_000, (work / "examples.pdf").stat().st_size)
    expect("no error in all of this", not page.seen, "; ".join(page.seen))

    page = watched(context, "large")
    page.goto(files["large"].as_uri())
    expect("ten thousand rows at most, and it is said", status(page) == 10_000 and "A sample of 10,000" in page.locator("#claims").inner_text(), status(page))
    seconds = page.evaluate("""() => {
        const q = document.getElementById("q"), out = {}, th = document.querySelectorAll("#claims-table th button");
        const kind = document.getElementById("kind");
        const time = (name, f) => { const t = performance.now(); f(); document.body.offsetHeight; out[name] = Math.round(performance.now() - t) };
        time("filter ms", () => { kind.selectedIndex = 1; kind.dispatchEvent(new Event("change")) });
        kind.selectedIndex = 0;
        time("all ms", () => kind.dispatchEvent(new Event("change")));
        time("sort by number ms", () => th[0].click());
        time("sort by text ms", () => th[2].click());
        return out }""")
    print("      ten thousand rows:", json.dumps(seconds), "file", files["large"].stat().st_size, "bytes")

    page = watched(context, "article")
    page.goto(files["article"].as_uri())
    lines = page.locator("svg.lines path").count()
    expect("an article has lines to its speakers", lines > 3, lines)
    row = page.locator(".rows ol li a").first
    row.focus()
    expect("a row in focus shows its marks", page.locator(".text .on").count() > 0)
    page.uncheck("#lines")
    expect("lines can be left out", page.locator("svg.lines.hidden").count() == 1)
    plain = page.locator(".text").evaluate("e => e.textContent")
    said = run(broadsheet, "extract", "--format", "json", str(sorted((root / "examples/corpus/newspaper").iterdir())[0]))
    expect("its text is the text", json.loads(said)[0]["article"]["text"] == plain)
    expect("no error there", not page.seen, "; ".join(page.seen))

    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["examples"].as_uri())
    expect("without JavaScript the report is there but for the table of claims", page.locator("noscript p").count() == 1 and page.locator("svg").count() > 3)
    page.goto(files["article"].as_uri())
    expect("without JavaScript an article and its rows are there", page.locator(".rows li").count() > 10)
    chromium.close()

if failures:
    sys.exit(f"report.py: {len(failures)} failed")
