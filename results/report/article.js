"use strict";
// Shows what belongs together: a row, its marks in the text, and a line from each quote
// and claim to who states it.
(() => {
  const box = document.getElementById("lines");
  document.getElementById("lines-label").hidden = false;
  const NS = "http://www.w3.org/2000/svg";
  const articles = [...document.querySelectorAll("article")].map(article => {
    const text = article.querySelector(".text"), rows = article.querySelector(".rows");
    const of = new Map(); // elements by what they belong to
    for (const e of article.querySelectorAll("[data-of]"))
      for (const ref of e.dataset.of.split(" "))
        of.has(ref) ? of.get(ref).push(e) : of.set(ref, [e]);
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("class", "lines");
    svg.setAttribute("aria-hidden", "true");
    const lines = new Map();
    for (const ref of of.keys()) {
      if (!of.has("of-" + ref)) continue;
      const path = document.createElementNS(NS, "path");
      if (/c\d+$/.test(ref)) path.setAttribute("class", "number");
      lines.set(ref, path);
      svg.append(path);
    }
    text.append(svg);
    const middle = (e, base) => {
      const r = e.getClientRects()[0] || e.getBoundingClientRect();
      return [r.left + Math.min(r.width, 40) / 2 - base.left, r.top + r.height / 2 - base.top, r.height];
    };
    const lay = () => {
      const base = text.getBoundingClientRect();
      for (const [ref, path] of lines) {
        const said = of.get(ref).find(e => text.contains(e)), who = of.get("of-" + ref)[0];
        if (!said || !who) continue;
        const [x1, y1, h] = middle(said, base), [x2, y2] = middle(who, base);
        // An arch where both stand on one line; else between the lines of the text and
        // down its margin, so that no word is struck through.
        path.setAttribute("d", Math.abs(y1 - y2) < h / 2
          ? `M${x1},${y1 - h / 2}Q${(x1 + x2) / 2},${y1 - h * 0.95} ${x2},${y2 - h / 2}`
          : `M${x1},${y1 + h * 0.62}H-6q-6,0 -6,${y2 > y1 ? 6 : -6}V${y2 + h * 0.62 + (y2 > y1 ? -6 : 6)}q0,${y2 > y1 ? 6 : -6} 6,${y2 > y1 ? 6 : -6}H${x2}`);
      }
    };
    const show = refs => {
      for (const e of article.querySelectorAll(".on")) e.classList.remove("on");
      for (const ref of refs) {
        for (const r of [ref, "of-" + ref])
          for (const e of of.get(r) || []) (rows.contains(e) ? e.closest("li") : e).classList.add("on");
        lines.get(ref)?.classList.add("on");
      }
    };
    const own = e => (e.dataset.of || "").split(" ").map(r => r.replace(/^of-/, "")).filter(Boolean);
    const at = event => {
      const li = event.target.closest("li"), e = li ? li.querySelector("[data-of]") : event.target.closest("[data-of]");
      show(e ? own(e) : []);
    };
    article.addEventListener("mouseover", at);
    article.addEventListener("focusin", at);
    article.addEventListener("mouseleave", () => show([]));
    text.addEventListener("click", event => {
      const e = event.target.closest("[data-of]");
      if (!e) return;
      // The last is the innermost that has a row.
      const row = own(e).map(ref => rows.querySelector(`[data-of="${ref}"]`)).filter(Boolean).pop();
      row?.closest("li").scrollIntoView({ block: "nearest" });
    });
    new ResizeObserver(lay).observe(text);
    lay();
    return svg;
  });
  const toggle = () => { for (const svg of articles) svg.classList.toggle("hidden", !box.checked) };
  box.addEventListener("change", toggle);
  toggle();
})();
