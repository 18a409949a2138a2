// The scenes of a deck as elements: the cover, each page, the sources. Every one of them has its own head and foot.
"use strict";
window.Scenes = (() => {
  const { chart, make, prose, sides, some, sources, table } = Blocks;

  // Each scene as its element, its title and the speaker's notes, in order.
  function all(deck) {
    return deck.pages.map((page, at) => {
      const { title, caption, notes } = page;
      const strip = make("div", "strip", make("span", "handling", deck.handling), make("span", "as-of", deck.as_of && `As of ${deck.as_of}`));
      const told = [page.filter || deck.filter, `Data version ${deck.version}`].filter(Boolean).join(" · ");
      const foot = make("footer", "", make("span", "told", told), make("span", "number", `${at + 1} / ${deck.pages.length}`));
      const head = () => make("header", "", make("h2", "", title), some("p", "caption", caption));
      const element = make("section", `scene ${page.role}`, strip, page.role === "cover" ? cover(page) : [head(), body(page, deck)], foot);
      element.setAttribute("aria-label", `${at + 1}: ${title}`);
      element.hidden = true;
      return { element, title, notes };
    });
  }

  function cover({ title, left }) {
    return make("div", "column opening", make("h1", "", title), make("hr"), left.map((block) => prose(block)));
  }

  function body({ left, right }, deck) {
    const makers = { prose, table, chart, map: (block) => Chart.block(block, deck), sides: (block) => sides(block, deck.reports), sources: (block) => sources(block, deck.reports) };
    const columns = [left, right].filter((blocks) => blocks.length).map((blocks) => make("div", "column", blocks.map((one) => makers[one.kind](one))));
    return make("div", `body ${columns.length > 1 ? "two" : "one"}`, columns);
  }

  return { all };
})();
