// What stands on the app's map for its reader: closer and further, the first view, what is shown, the whole screen, and the
// legend that switches layers. Words enter the document as text.
"use strict";

/** @typedef {[kind: string, words: string, colour: string, dash: string, of: string | number | null, title: string]} ChartSign */
/** @typedef {{ heading: string, signs: ChartSign[] }} ChartLegend */

const Furniture = (() => {
  const DISC = "M17 1a6 6 0 100 12 6 6 0 100-12z";
  // What the manner of a mark means, whatever layer it is of.
  const MANNERS = {
    heading: "Marks",
    signs: /** @type {ChartSign[]} */ ([
      ["soft", "dashed, blurred: somewhere in an area", "#8f2127", "", null, "No position is reported"],
      ["many", "ringed: several positions", "#8f2127", "", null, "Opens nearer"],
      ["diamond", "small, grey: a place", "#55646e", "", null, ""],
    ]),
  };
  const SVG = "http://www.w3.org/2000/svg";
  const SIGNS = {
    in: "M7 2v10M2 7h10",
    out: "M2 7h10",
    home: "M2 7l5-5 5 5M3.5 6v6h7V6",
    fit: "M2 5V2h3M9 2h3v3M12 9v3H9M5 12H2V9M7 5v4M5 7h4",
    whole: "M8 6l4-4M9 2h3v3M6 8l-4 4M2 9v3h3",
    ruler: "M1 10L10 1l3 3-9 9zM4 7l1.5 1.5M6.5 4.5L8 6",
  };

  /**
   * A button on the map.
   * @param {string} words what it does, as it is read out
   * @param {keyof typeof SIGNS} sign
   * @param {() => void} press
   */
  function button(words, sign, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.title = words;
    made.setAttribute("aria-label", words);
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("viewBox", "0 0 14 14");
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", SIGNS[sign]);
    drawn.append(line);
    made.append(drawn);
    made.addEventListener("click", press);
    return made;
  }

  /**
   * @param {L.Map} map
   * @param {L.ControlPosition} position
   * @param {HTMLElement} box
   */
  function place(map, position, box) {
    const control = new L.Control({ position });
    L.DomEvent.disableClickPropagation(box);
    // A click that takes its own target away (a suggestion) is no longer known to Leaflet as a click on this box.
    L.DomEvent.on(box, "click", L.DomEvent.stopPropagation);
    L.DomEvent.disableScrollPropagation(box);
    // One panel is open at a time, and Escape folds it.
    if (box instanceof HTMLDetailsElement) {
      box.name = "soundings-panel";
      box.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape") return;
        box.open = false;
        box.querySelector("summary")?.focus();
      });
    }
    control.onAdd = () => box;
    control.addTo(map);
  }

  /**
   * @param {L.Map} map
   * @param {HTMLElement} frame what fills the screen
   * @param {L.LatLngBoundsLiteral} home the whole region
   * @param {() => L.LatLngBounds | undefined} shown where the marks are that a question admits
   * @param {(move: () => void) => void} go
   * @param {{ turn: () => void }} ruler
   */
  function buttons(map, frame, home, shown, go, ruler) {
    const box = document.createElement("div");
    box.className = "tools leaflet-bar";
    const fit = () => {
      const bounds = shown();
      if (bounds) go(() => map.fitBounds(bounds.pad(0.1), { maxZoom: 9 }));
    };
    box.append(
      button("Zoom in", "in", () => go(() => map.zoomIn())),
      button("Zoom out", "out", () => go(() => map.zoomOut())),
      button("The whole region", "home", () => go(() => map.fitBounds(home))),
      button("Fit what is shown", "fit", fit),
      button("Measure distance and bearing", "ruler", () => ruler.turn()),
    );
    if (document.fullscreenEnabled) {
      const whole = () => (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen());
      box.append(button("Full screen", "whole", whole));
    }
    place(map, "topright", box);
  }

  /**
   * The claimants' names, on their coasts.
   * @param {L.Map} map
   * @param {[name: string, at: [number, number]][]} named
   */
  function claimants(map, named) {
    map.createPane("claimants").style.zIndex = "405";
    for (const [name, at] of named) {
      const words = document.createElement("span");
      words.textContent = name;
      const icon = L.divIcon({ className: "claimant", html: words, iconSize: [0, 0] });
      L.marker(at, { pane: "claimants", icon, interactive: false, keyboard: false }).addTo(map);
    }
  }

  /**
   * The layers by name, the topmost first, each with a switch and how strongly it is drawn; it folds.
   * @param {L.Map} map
   * @param {string[]} order
   * @param {Record<string, string>} titles
   * @param {HTMLElement} compare the choice of what is compared
   * @param {(key: string, on: boolean) => void} switched
   */
  function layers(map, order, titles, compare, switched) {
    const box = document.createElement("details");
    box.className = "layers";
    const head = document.createElement("summary");
    head.textContent = "Layers, legend, compare";
    box.append(head);
    /** @type {Record<string, HTMLInputElement>} */
    const ticks = {};
    for (const key of [...order].reverse()) {
      const row = document.createElement("div");
      const label = document.createElement("label");
      ticks[key] = document.createElement("input");
      ticks[key].type = "checkbox";
      ticks[key].addEventListener("change", () => switched(key, ticks[key].checked));
      label.append(ticks[key], ` ${titles[key]}`);
      row.append(label, strength(map, key, titles[key]));
      box.append(row);
    }
    const signs = document.createElement("div");
    signs.className = "signs";
    box.append(compare, signs);
    place(map, "topleft", box);
    return (/** @type {string[]} */ shown, /** @type {ChartLegend[]} */ parts) => {
      for (const key of order) ticks[key].checked = shown.includes(key);
      signs.replaceChildren(...parts.flatMap(legend), ...legend(MANNERS));
    };
  }

  /**
   * @param {ChartLegend} part
   * @returns {HTMLElement[]}
   */
  function legend({ heading, signs }) {
    const head = document.createElement("b");
    head.textContent = heading;
    return [head, ...signs.map(sign)];
  }

  /** @param {ChartSign} sign */
  function sign([kind, words, colour, dash, , title]) {
    const row = document.createElement("span");
    row.title = title;
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("viewBox", "0 0 34 14");
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", { line: "M0 7h34", diamond: "M17 1l6 6-6 6-6-6z", area: "M4 1h26v12H4z" }[kind] ?? DISC);
    shape.setAttribute(kind === "line" ? "stroke" : "fill", colour);
    shape.setAttribute("stroke-dasharray", kind === "line" ? dash : "");
    shape.setAttribute("stroke-width", "2.5");
    if (kind === "soft" || kind === "many") {
      shape.setAttribute("stroke", colour);
      shape.setAttribute("stroke-width", kind === "soft" ? "2" : "4");
      shape.setAttribute("stroke-dasharray", kind === "soft" ? "2 2" : "");
      shape.setAttribute("fill-opacity", kind === "soft" ? "0.35" : "1");
      shape.setAttribute("stroke-opacity", kind === "soft" ? "1" : "0.4");
    }
    drawn.append(shape);
    row.append(drawn, words);
    return row;
  }

  /**
   * @param {L.Map} map
   * @param {string} key
   * @param {string} title
   */
  function strength(map, key, title) {
    const slider = document.createElement("input");
    const first = String(Math.round(100 * Number(map.getPane(key)?.style.opacity || 1)));
    Object.assign(slider, { type: "range", min: "10", max: "100", value: first, title: `How strongly: ${title}` });
    slider.setAttribute("aria-label", `How strongly: ${title}`);
    slider.addEventListener("input", () => {
      const pane = map.getPane(key);
      if (pane) pane.style.opacity = String(Number(slider.value) / 100);
    });
    return slider;
  }

  return { buttons, claimants, layers, place };
})();
