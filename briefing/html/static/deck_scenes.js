// The scenes of a deck as elements: the cover, each page, the sources. Every one of them has its own head and foot.
"use strict";

/** @typedef {{ element: HTMLElement, title: string, notes: string }} Scene */

const Scenes = (() => {
  const { make, prose, sides, some, sources, table, timeline } = Blocks;

  /**
   * Each scene as its element, its title and the speaker's notes, in order.
   * @param {DeckData} deck
   * @returns {Scene[]}
   */
  function all(deck) {
    return deck.pages.map((page, at) => {
      const { title, notes } = page;
      const middle = page.role === "cover" ? [cover(page)] : [head(page), body(page, deck)];
      const element = make("section", `scene ${page.role}`, strip(deck), middle, foot(page, deck, at));
      element.setAttribute("aria-label", `${at + 1}: ${title}`);
      element.hidden = true;
      return { element, title, notes };
    });
  }

  /** @param {DeckData} deck */
  function strip({ handling, as_of: asOf }) {
    return make("div", "strip", make("span", "handling", handling), make("span", "as-of", asOf));
  }

  /** @param {Page} page */
  const head = ({ title, caption }) => make("header", "", make("h2", "", title), some("p", "caption", caption));

  /**
   * @param {Page} page
   * @param {DeckData} deck
   * @param {number} at
   */
  function foot(page, deck, at) {
    const terms = [page.filter || deck.filter, `Data version ${deck.version}`].filter(Boolean).join(" · ");
    return make("footer", "", make("span", "told", terms), make("span", "number", `${at + 1} / ${deck.pages.length}`));
  }

  /** @param {Page} page */
  function cover({ title, left, right }) {
    const words = [...left, ...right].filter((block) => block.kind === "prose").map(prose);
    return make("div", "column opening", make("h1", "", title), make("hr", ""), words);
  }

  /**
   * @param {Page} page
   * @param {DeckData} deck
   */
  function body({ left, right, even }, deck) {
    const filled = [left, right].filter((blocks) => blocks.length);
    const columns = filled.map((blocks) => {
      const parts = blocks.map((block) => part(block, deck));
      return make("div", "column", parts);
    });
    return make("div", `body ${columns.length > 1 ? "two" : "one"}${even ? " even" : ""}`, columns);
  }

  /**
   * @param {Block} block
   * @param {DeckData} deck
   * @returns {HTMLElement}
   */
  function part(block, deck) {
    switch (block.kind) {
      case "prose":
        return prose(block);
      case "table":
        return table(block);
      case "chart":
        return BarChart.block(block);
      case "map":
        return Charts.block(block, deck);
      case "sides":
        return sides(block, deck.reports);
      case "sources":
        return sources(block, deck.reports);
      case "timeline":
        return timeline(block);
    }
  }

  return { all };
})();
