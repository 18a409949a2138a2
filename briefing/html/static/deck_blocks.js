// The parts of a scene: prose, tables, charts and accounts, each made of elements and text, never of markup.
"use strict";
window.Blocks = (() => {
  // What is empty leaves no element behind.
  function make(tag, look, ...inside) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    element.append(...inside.flat(2).filter((part) => part !== "" && part !== null && part !== undefined));
    return element;
  }

  const some = (tag, look, words) => (words ? make(tag, look, words) : null);

  function link(words, url) {
    if (!/^https?:\/\//i.test(url || "")) return document.createTextNode(words);
    const anchor = make("a", "", words);
    Object.assign(anchor, { href: url, target: "_blank", rel: "noopener noreferrer" });
    return anchor;
  }

  function button(words, look, title, act) {
    const element = make("button", look, words);
    Object.assign(element, { type: "button", title, onclick: act });
    return element;
  }

  function prose({ heading, paragraphs, points }) {
    const items = points.map(([words, url]) => make("li", "", link(words, url)));
    return make("div", "prose", some("h3", "", heading), paragraphs.map((words) => make("p", "", words)),
      items.length ? make("ul", "", items) : null);
  }

  function table({ headings, rows, shares, note }) {
    const columns = make("colgroup", "", shares.map((share) => {
      const column = make("col");
      column.style.width = `${100 * share}%`;
      return column;
    }));
    const head = make("thead", "", make("tr", "", headings.map((words) => make("th", "", words))));
    const body = make("tbody", "", rows.map((row) => make("tr", "", row.map(([words, url]) => make("td", "", link(words, url))))));
    return make("div", `table${headings.length > 3 ? " many" : ""}`, make("table", "", columns, head, body), some("p", "note", note));
  }

  // ---- charts: bars of plain elements, so that they print, scale and can be read out ----
  // A scene's chart is about so wide, and a letter under its bars; labels that would meet are left out.
  const CHART_REM = 56, NARROW_REM = 22, LETTER_REM = 0.68;

  function chart(block) {
    const totals = block.categories.map((_, at) => block.series.reduce((sum, one) => sum + one.values[at], 0));
    const top = Math.max(1, ...totals);
    const key = block.series.map(({ name, colour }) => make("span", "", swatch(colour), name));
    const plot = make("div", `plot ${block.horizontal ? "across" : "upright"}`, block.categories.map((words, at) => bar(block, at, totals[at], top)));
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", `${block.title}: ${block.categories.map((words, at) => `${words} ${totals[at]}`).join(", ")}`);
    return make("figure", "chart", make("figcaption", "", block.title), plot,
      key.length > 1 ? make("div", "legend", key) : null, some("p", "note", block.note));
  }

  function swatch(colour) {
    const box = make("i", "swatch");
    box.style.background = colour;
    return box;
  }

  function bar(block, at, total, top) {
    const words = block.categories[at];
    const pieces = block.series.filter((one) => one.values[at] > 0).map(({ name, colour, values }) => {
      const piece = make("i", "piece");
      piece.style.background = colour;
      piece.style.flexGrow = values[at];
      piece.title = `${words}: ${values[at].toLocaleString("en")} ${name}`;
      return piece;
    });
    const stack = make("div", "stack", pieces);
    stack.style.setProperty("--share", total / top);
    const said = at % labelled(block.categories) === 0;
    return make("div", "bar", make("span", "category", block.horizontal ? words : said ? words.replaceAll(" ", "\n") : ""),
      make("div", "track", stack, make("span", "total", total ? total.toLocaleString("en") : "")));
  }

  function cited([words, publisher, when, url]) {
    return [make("span", "what", link(words, url)), make("small", "", [publisher, when].filter(Boolean).join(", "))];
  }

  // Returns n where every nth bar has room for its label, a label's words standing one under the other.
  function labelled(categories) {
    const longest = Math.max(...categories.flatMap((words) => words.split(" ")).map((word) => word.length));
    const room = window.innerWidth > 760 ? CHART_REM : NARROW_REM;
    return Math.ceil((longest * LETTER_REM * categories.length) / room);
  }

  // ---- reports, and what each state says ----
  function sources({ first, reports }, every) {
    const list = make("ol", "sources", reports.map((id) => make("li", "", cited(every[id]))));
    list.start = first;
    return list;
  }

  function sides({ accounts, silent }, every) {
    const told = accounts.map(({ who, says, report }) => make("div", "side", make("b", "", `${who} says`), make("p", "", says), cited(every[report])));
    const none = silent.map((who) => make("div", "side none", make("b", "", who), make("p", "", "No account of this event found.")));
    return make("div", "sides", told, none);
  }

  const ends = (severity) => [severity[0], severity.at(-1)].map(([level, name]) => `${level} ${name.toLowerCase()}`).join(" to ");

  function sign(kind, colour, words, title = "") {
    const box = swatch(colour);
    box.className = `swatch ${kind}`;
    return Object.assign(make("span", "step", box, words), { title });
  }

  // Names the claimants whose lines this map draws.
  function legend({ severity, claimants, development, depths }, { layers, features }) {
    const drawn = new Set(features.filter(([key]) => key === "claims" || key === "limits").map(([, , , { state }]) => state));
    const lines = claimants.filter(({ state }) => drawn.has(state)).map(({ name, colour, dash }) => make("span", "", dashes(colour, dash), name));
    const head = layers.includes("limits") ? "Claim lines, thinner the computed limits:" : "Claim lines:";
    const shown = (key, ...parts) => (layers.includes(key) ? parts : []);
    return make("div", "legend",
      shown("incidents", make("span", "", `Reported clashes: size is how many, shade the gravest, ${ends(severity)}`),
        make("span", "steps", severity.map(([level, name, colour]) => sign("", colour, String(level), name)))),
      shown("developments", sign("diamond", development, "development")),
      shown("overlaps", make("span", "", "States that claim the water:"),
        make("span", "steps depths", [2, 3, 4, 5].map((n) => sign("square", depths[n - 1], String(n))))),
      lines.length ? [make("span", "", head), lines] : [],
      make("span", "credit", "Land: Natural Earth · Web Mercator (EPSG:3857)"));
  }

  function dashes(colour, pattern) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const draw = { x1: 0, y1: 3, x2: 40, y2: 3, stroke: colour, "stroke-width": 3, "stroke-dasharray": pattern };
    Object.entries(draw).forEach(([name, value]) => line.setAttribute(name, value));
    svg.setAttribute("viewBox", "0 0 40 6");
    svg.classList.add("dashes");
    svg.append(line);
    return svg;
  }

  // ---- what stands behind a mark ----
  function card({ title, kicker, summary, facts, sides: said, reports }, every) {
    const listed = reports.map((id) => make("li", "", cited(every[id])));
    return make("article", "card", make("div", "kicker", kicker), make("h3", "", title), some("p", "", summary),
      said ? sides(said, every) : null,
      facts.length ? make("dl", "", facts.map(([label, words, note]) => [make("dt", "", label), make("dd", "", words, some("small", "", note))]).flat()) : null,
      make("h4", "", listed.length === 1 ? "1 report" : `${listed.length} reports`), make("ol", "", listed));
  }

  return { button, card, chart, legend, make, prose, sides, some, sources, table };
})();
