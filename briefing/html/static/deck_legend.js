// The legend under a scene's map: what is on this map, and no more. What each sign means, the layers say.
"use strict";

const Legend = (() => {
  const { make, some, swatch } = Blocks;
  const SHAPES = { disc: "", dot: "", area: "square", diamond: "diamond" };

  /** @param {MapBlock} block */
  const element = ({ legend, noted }) =>
    make(
      "div",
      "legend",
      legend.flatMap(part),
      some("small", "credit", noted),
      make("span", "credit", "Land: Natural Earth · Web Mercator (EPSG:3857)"),
    );

  /**
   * A layer's words and signs; several signs that are no lines stand close together.
   * @param {LegendPart} part
   */
  function part({ heading, signs }) {
    const drawn = signs.map(sign);
    const close = signs.length > 1 && !signs.some(({ kind }) => kind === "line");
    const look = signs.every(({ kind }) => kind === "area") ? "steps depths" : "steps";
    return [heading ? make("span", "", heading) : null, ...(close ? [make("span", look, drawn)] : drawn)];
  }

  /** @param {LegendSign} sign */
  function sign({ kind, colour, dash, words, title }) {
    if (kind === "line") return make("span", "", dashes(colour, dash ?? ""), words);
    return Object.assign(make("span", "step", swatch(colour, SHAPES[kind]), words), { title: title ?? "" });
  }

  /**
   * @param {string} colour
   * @param {string} pattern
   */
  function dashes(colour, pattern) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const attributes = { x1: 0, y1: 3, x2: 40, y2: 3, stroke: colour, "stroke-width": 3, "stroke-dasharray": pattern };
    for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value));
    svg.setAttribute("viewBox", "0 0 40 6");
    svg.classList.add("dashes");
    svg.append(line);
    return svg;
  }

  return { element };
})();
