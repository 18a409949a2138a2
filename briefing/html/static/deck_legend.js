// The legend under a scene's map: what is on this map, and no more.
"use strict";

const Legend = (() => {
  const { make, swatch } = Blocks;
  // Waters that so many states claim have a square each in the legend.
  const CLAIMANTS_SHOWN = [2, 3, 4, 5];

  /**
   * The claimants whose lines a map draws, in the palette's order.
   * @param {DeckLook["claimants"]} claimants
   * @param {DeckFeature[]} features
   */
  function drawn(claimants, features) {
    const lines = features.filter(([key]) => key === "claims" || key === "limits");
    const states = new Set(lines.map(([, , , { state }]) => state));
    return claimants.filter(({ state }) => states.has(state));
  }

  /**
   * @param {string} kind
   * @param {string} colour
   * @param {string} words
   * @param {string} [title]
   */
  const sign = (kind, colour, words, title = "") =>
    Object.assign(make("span", "step", swatch(colour, kind), words), { title });

  /**
   * @param {DeckLook} look
   * @param {MapBlock} block
   */
  function element({ severity, claimants, development, depths }, { layers, features }) {
    const lines = drawn(claimants, features).map(({ name, colour, dash }) => make("span", "", dashes(colour, dash), name));
    const head = layers.includes("limits") ? "Claim lines, thinner the computed limits:" : "Claim lines:";
    const shown = (/** @type {string} */ key, /** @type {Part[]} */ ...parts) => (layers.includes(key) ? parts : []);
    const clashes = `Reported clashes: size is how many, shade the gravest, ${Wording.ends(severity)}`;
    const steps = severity.map(([level, name, colour]) => sign("", colour, String(level), name));
    const squares = CLAIMANTS_SHOWN.map((n) => sign("square", depths[n - 1], String(n)));
    return make(
      "div",
      "legend",
      shown("incidents", make("span", "", clashes), make("span", "steps", steps)),
      shown("developments", sign("diamond", development, "development")),
      shown("overlaps", make("span", "", "States that claim the water:"), make("span", "steps depths", squares)),
      lines.length ? [make("span", "", head), ...lines] : [],
      make("span", "credit", "Land: Natural Earth · Web Mercator (EPSG:3857)"),
    );
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

  return { drawn, element };
})();
