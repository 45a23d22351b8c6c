"use strict";
// The table of claims: searched, filtered and sorted here, a page at a time. Text of
// articles is only ever set as text.
(() => {
  const [MODIFIER, VALUE, UNIT, KIND, COUNTED, ABOUT, SOURCE, CONTEXT, ARTICLE, TEXT] = Array(10).keys();
  const [PUBLISHER, DATE, TITLE, ADDRESS] = Array(4).keys();
  const rows = JSON.parse(document.getElementById("data").textContent) || [];
  const $ = id => document.getElementById(id);
  const table = $("claims-table"), body = table.tBodies[0], perPage = 100;
  const number = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });
  const low = r => typeof r[VALUE] === "number" ? r[VALUE] : r[VALUE][0];
  const value = r => (r[MODIFIER].startsWith("=") ? r[MODIFIER].slice(1) : r[MODIFIER]) +
    (typeof r[VALUE] === "number" ? number.format(r[VALUE]) : r[VALUE].map(v => number.format(v)).join("–"));
  const text = rows.map(r => [value(r), r[UNIT], r[COUNTED], r[ABOUT], r[SOURCE], r[CONTEXT], ...r[ARTICLE].slice(0, 3)].join("\n").toLowerCase());
  const keys = [low, r => r[UNIT], r => r[COUNTED].toLowerCase(), r => r[SOURCE].toLowerCase(), null, r => r[ARTICLE][TITLE].toLowerCase(), r => r[ARTICLE][DATE]];
  let shown = [], page = 0, sorted = -1, up = true;

  const publishers = [...new Set(rows.map(r => r[ARTICLE][PUBLISHER]).filter(Boolean))].sort();
  for (const p of publishers) $("publisher").add(new Option(p, p));

  const cell = (row, content, name) => {
    const td = row.insertCell();
    if (name) td.className = name;
    if (content instanceof Node) td.append(content); else td.textContent = content;
    return td;
  };
  const marked = (context, what) => {
    const f = document.createDocumentFragment(), at = context.indexOf(what);
    if (at < 0) { f.append(context); return f }
    const m = document.createElement("mark");
    m.textContent = what;
    f.append(context.slice(0, at), m, context.slice(at + what.length));
    return f;
  };
  const title = a => {
    if (!a[ADDRESS]) return [a[PUBLISHER], a[TITLE]].filter(Boolean).join(": ");
    const link = document.createElement("a");
    link.href = a[ADDRESS];
    link.rel = "noopener noreferrer";
    link.textContent = a[TITLE];
    const f = document.createDocumentFragment();
    if (a[PUBLISHER]) f.append(a[PUBLISHER] + ": ");
    f.append(link);
    return f;
  };
  const draw = () => {
    const pages = Math.max(1, Math.ceil(shown.length / perPage));
    page = Math.min(page, pages - 1);
    const part = document.createDocumentFragment();
    for (const i of shown.slice(page * perPage, (page + 1) * perPage)) {
      const r = rows[i], tr = document.createElement("tr");
      cell(tr, value(r), "n");
      cell(tr, r[UNIT]);
      cell(tr, r[ABOUT] && r[ABOUT] !== r[COUNTED] ? r[COUNTED] + " (" + r[ABOUT] + ")" : r[COUNTED]);
      cell(tr, r[SOURCE]);
      cell(tr, marked(r[CONTEXT], r[TEXT]), "context");
      cell(tr, title(r[ARTICLE]), "article");
      cell(tr, r[ARTICLE][DATE], "n");
      part.append(tr);
    }
    body.replaceChildren(part);
    $("status").textContent = number.format(shown.length) + (shown.length === 1 ? " claim" : " claims");
    $("page").textContent = "page " + number.format(page + 1) + " of " + number.format(pages);
    const first = page * perPage;
    $("printed").textContent = `Printed are claims ${number.format(Math.min(first + 1, shown.length))} to ${number.format(Math.min(first + perPage, shown.length))} of ${number.format(shown.length)}, as they were searched and sorted.`;
    $("before").disabled = page === 0;
    $("next").disabled = page >= pages - 1;
  };
  const filter = () => {
    const words = $("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = $("kind").value, publisher = $("publisher").value, sourced = $("sourced").checked;
    shown = [];
    for (let i = 0; i < rows.length; i++) {
      const r = rows[i];
      if (kind && r[KIND] !== kind || publisher && r[ARTICLE][PUBLISHER] !== publisher || sourced && !r[SOURCE]) continue;
      if (words.every(w => text[i].includes(w))) shown.push(i);
    }
    if (sorted >= 0) {
      const key = keys[sorted];
      const compare = (i, j) => {
        const a = key(rows[i]), b = key(rows[j]);
        if (a === b) return i - j;
        if (a === "" || b === "") return a === "" ? 1 : -1; // nothing comes last
        return (a < b) === up ? -1 : 1;
      };
      shown.sort(compare);
    }
    page = 0;
    draw();
  };
  let wait;
  $("q").addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(filter, 120) });
  for (const id of ["kind", "publisher", "sourced"]) $(id).addEventListener("change", filter);
  const move = by => { page += by; draw(); table.scrollIntoView({ block: "start" }) };
  $("before").addEventListener("click", () => move(-1));
  $("next").addEventListener("click", () => move(1));
  [...table.tHead.rows[0].cells].forEach((th, i) => {
    const button = th.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => {
      up = sorted === i ? !up : i !== 0; // numbers first from the largest
      sorted = i;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", up ? "ascending" : "descending");
      filter();
    });
  });
  $("claims-view").hidden = rows.length === 0;
  filter();
})();
