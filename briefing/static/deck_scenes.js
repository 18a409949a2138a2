// The scenes of a deck as elements: the cover, each page, the sources. Every one of them has its own head and foot.
"use strict";
window.Scenes = (() => {
  const { chart, cited, make, prose, sides, some, table } = Blocks;

  // Each scene as its element, its title and the speaker's notes, in order.
  function all(deck) {
    const count = 1 + deck.pages.length + deck.sources.length;
    const parts = [cover(deck), ...deck.pages.map((one) => page(one, deck)), ...deck.sources.map((_, at) => sources(deck, at))];
    return parts.map(({ title, look, notes, inside }, at) => {
      const strip = make("div", "strip", make("span", "handling", deck.handling), make("span", "as-of", deck.as_of && `As of ${deck.as_of}`));
      const told = [deck.filter, `Data version ${deck.version}`].filter(Boolean).join(" · ");
      const foot = make("footer", "", make("span", "told", told), make("span", "number", `${at + 1} / ${count}`));
      const element = make("section", `scene ${look}`, strip, inside, foot);
      element.setAttribute("aria-label", `${at + 1}: ${title}`);
      element.hidden = true;
      return { element, title, notes: notes || "" };
    });
  }

  function cover({ title, author, as_of: day, filter }) {
    const lines = [author, day && `As of ${day}`, filter].filter(Boolean).map((words) => make("p", "", words));
    return { title, look: "cover", inside: [make("div", "column opening", make("h1", "", title), make("hr"), lines)] };
  }

  function page({ title, caption, notes, left, right }, deck) {
    const makers = { prose, table, chart, sides, map: (block) => Chart.block(block, deck) };
    const columns = [["left", left], ["right", right]].filter(([, blocks]) => blocks.length).map(([name, blocks]) =>
      make("div", `column ${name}`, blocks.map((one) => makers[one.kind](one))));
    return { title, notes, look: columns.length > 1 ? "two" : "one", inside: [head(title, caption), make("div", "body", columns)] };
  }

  function sources({ sources: parts }, at) {
    const title = parts.length > 1 ? `Sources (${at + 1} of ${parts.length})` : "Sources";
    const list = make("ol", "sources", parts[at].map((report) => make("li", "", cited(...report))));
    list.start = 1 + parts.slice(0, at).flat().length;
    return { title, look: "one", inside: [head(title), make("div", "body", make("div", "column", list))] };
  }

  const head = (title, caption) => make("header", "", make("h2", "", title), some("p", "caption", caption));

  return { all };
})();
