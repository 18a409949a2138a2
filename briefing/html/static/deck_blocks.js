// The parts of a scene: prose, tables, accounts and reports, each made of elements and text, never of markup.
"use strict";

/** @typedef {Node | string | null | undefined} Part What an element is made of; what is empty leaves nothing behind. */

const Blocks = (() => {
  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} look
   * @param {...(Part | Part[])} inside
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  function make(tag, look, ...inside) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    for (const part of inside.flat()) if (part) element.append(part);
    return element;
  }

  /**
   * @param {"p" | "h3" | "small"} tag
   * @param {string} look
   * @param {string} words
   */
  const some = (tag, look, words) => (words ? make(tag, look, words) : null);

  /**
   * @param {string} words
   * @param {string} url
   */
  function link(words, url) {
    const href = Wording.address(url);
    if (!href) return document.createTextNode(words);
    return Object.assign(make("a", "", words), { href, target: "_blank", rel: "noopener noreferrer" });
  }

  /**
   * @param {string} words
   * @param {string} look
   * @param {string} title
   * @param {() => void} act
   */
  function button(words, look, title, act) {
    return Object.assign(make("button", look, words), { type: "button", title, onclick: act });
  }

  /** @param {ProseBlock} block */
  function prose({ heading, paragraphs, points, large }) {
    const items = points.map(([words, url]) => make("li", "", link(words, url)));
    const written = paragraphs.map((words) => make("p", "", words));
    return make(
      "div",
      `prose${large ? " large" : ""}`,
      some("h3", "", heading),
      written,
      items.length ? make("ul", "", items) : null,
    );
  }

  /** @param {TableBlock} block */
  function table({ headings, rows, shares, note }) {
    const columns = shares.map((share) => {
      const column = make("col", "");
      column.style.width = `${100 * share}%`;
      return column;
    });
    const cells = (/** @type {Cell[]} */ row) => row.map(([words, url]) => make("td", "", link(words, url)));
    const head = make(
      "tr",
      "",
      headings.map((words) => make("th", "", words)),
    );
    const body = rows.map((row) => make("tr", "", cells(row)));
    const grid = make("table", "", make("colgroup", "", columns), make("thead", "", head), make("tbody", "", body));
    return make("div", `table${headings.length > 3 ? " many" : ""}`, grid, some("p", "note", note));
  }

  /** @param {TimelineBlock} block */
  function timeline({ entries }) {
    const items = entries.map(({ when, words, url, colour, development }) =>
      make(
        "li",
        "",
        swatch(colour, development ? "diamond" : ""),
        make("span", "when", when),
        make("span", "what", link(words, url)),
      ),
    );
    return make("ol", "timeline", items);
  }

  /**
   * @param {string} colour
   * @param {string} [kind]
   */
  function swatch(colour, kind = "") {
    const box = make("i", `swatch${kind && ` ${kind}`}`);
    box.style.background = colour;
    return box;
  }

  // ---- reports, and what each state says ----
  /** @param {Cited} report */
  function cited([words, publisher, when, url, read]) {
    const told = [publisher, when].filter(Boolean).join(", ");
    const copies = Wording.copies(url, read);
    const kept = copies ? [told ? " · " : "", link("archived copies", copies)] : [];
    return [make("span", "what", link(words, url)), make("small", "", told, kept)];
  }

  /**
   * @param {SourcesBlock} block
   * @param {Reports} every
   */
  function sources({ first, reports }, every) {
    const items = reports.map((id) => make("li", "", cited(every[id])));
    return Object.assign(make("ol", "sources", items), { start: first });
  }

  /**
   * @param {Sides} block
   * @param {Reports} every
   */
  function sides({ accounts, silent }, every) {
    const heard = accounts.map(({ who, says, report }) =>
      make("div", "side", make("b", "", who), make("p", "", says), cited(every[report])),
    );
    const none = silent.map((who) =>
      make("div", "side none", make("b", "", who), make("p", "", "No account of this event found.")),
    );
    return make("div", "sides", heard, none);
  }

  // ---- what stands behind a mark ----
  /**
   * @param {Card} card
   * @param {Reports} every
   */
  function card({ title, kicker, summary, facts, sides: accounts, reports }, every) {
    const listed = reports.map((id) => make("li", "", cited(every[id])));
    const rows = facts.flatMap(([label, words, note]) => [
      make("dt", "", label),
      make("dd", "", words, some("small", "", note)),
    ]);
    return make(
      "article",
      "card",
      make("div", "kicker", kicker),
      make("h3", "", title),
      some("p", "", summary),
      accounts && sides(accounts, every),
      rows.length ? make("dl", "", rows) : null,
      make("h4", "", Wording.count(listed.length, "report", "reports")),
      make("ol", "", listed),
    );
  }

  return { button, card, make, prose, sides, some, sources, swatch, table, timeline };
})();
