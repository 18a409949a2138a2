// What the app's map and the standalone deck draw alike: marks, their gathering, the graticule, the scale bar. It keeps
// nothing: a map and its layers come in, and what was made of them goes out.
// Words enter the document as text, never as markup. `scale` is 1 on a desk; a deck is read from further off.
"use strict";

/** @typedef {MarkNumbers & { state?: string, rank?: number, ring?: number, thin?: number, area?: number }} Numbers */
/** @typedef {L.Marker & { feature: GeoJSON.Feature<GeoJSON.Point, Numbers> }} Marker A mark that Leaflet made of a feature. */
/** @typedef {{ colour: string, dash: string }} Look How lines are drawn: a hue and an SVG dash array. */
/**
 * How a layer is drawn, as its module in `layers/` says. `shapes` is the part of the map that brings its lines or areas.
 * @typedef {Look & { marks: MarkKind, ground: "" | "strokes" | "fine" | "depths", shapes: string,
 *   units: [singular: string, plural: string], wide: [singular: string, plural: string] }} LayerLook
 */
/**
 * `order` lists the layers from the ground up.
 * @typedef {{ lines: Record<string, Look>, depths: string[], order: string[], layers: Record<string, LayerLook> }} Looks
 */

/** @param {number} scale */
const Marks = (scale) => {
  const BAR_PX = 110 * scale;

  // ---- the layers of a map ----
  /**
   * The layers whose marks are gathered, discs before diamonds and the topmost first: each keeps clear of those before it.
   * @param {Looks} looks
   */
  function gathered({ order, layers }) {
    const topmost = [...order].reverse();
    const kind = (/** @type {MarkKind} */ marks) => topmost.filter((key) => layers[key].marks === marks);
    return [...kind("discs"), ...kind("diamonds")];
  }

  /**
   * Lays the map's panes over each other, lines and areas from the ground up, then marks; each goes by its layer's key.
   * @param {L.Map} map
   * @param {Looks} looks
   */
  function panes(map, { order, layers }) {
    const ground = order.filter((key) => !layers[key].marks);
    const marked = order.filter((key) => layers[key].marks);
    map.createPane("land").style.zIndex = "200";
    for (const [step, key] of [...ground, "fills", "rings", ...marked, "clusters"].entries()) {
      const pane = map.createPane(key);
      pane.style.zIndex = String(410 + 10 * step);
      if (layers[key]?.ground === "depths") pane.style.opacity = "0.78";
    }
  }

  /**
   * The colour and dashes of a line: of the claimant that its feature names, else its layer's own.
   * @param {Looks} looks
   * @param {string} key
   * @param {Numbers} numbers
   */
  const line = ({ lines, layers }, key, { state }) => (state ? lines[state] || lines.other : layers[key]);

  /**
   * How a line or an area is drawn.
   * @param {Looks} looks
   * @param {string} key
   * @param {Numbers} numbers
   * @returns {L.PathOptions}
   */
  function path(looks, key, numbers) {
    if (numbers.ring) return { pane: "rings", interactive: false, className: "ring", weight: 1.4, dashArray: "3 3" };
    const { ground } = looks.layers[key];
    if (ground === "depths") return depth(looks.depths, numbers);
    const look = line(looks, key, numbers);
    return ground === "fine" ? limit(look, numbers) : stroke(look, numbers.picked);
  }

  // ---- one mark ----
  /**
   * @param {string} key
   * @param {LayerLook} look
   * @param {MarkNumbers} numbers
   * @param {{ many?: boolean, shift?: Spot }} [drawn]
   */
  function badge(key, look, { n = 1, severity, picked, wide }, { many = false, shift = { x: 0, y: 0 } } = {}) {
    const width = look.marks === "discs" ? Gathering.size(n, scale) : 15 * scale;
    const words = Wording.mark(wide ? look.wide : look.units, n, severity);
    const face = document.createElement("span");
    const grave = severity === undefined ? "" : ` s${severity}`;
    face.className = `face${grave}${picked ? " picked" : ""}${many ? " many" : ""}`;
    face.style.setProperty("--own", look.colour);
    if (n > 1) face.textContent = String(n);
    face.title = many ? `${words}: zooms in` : words;
    // The mark is a button, and what a reader who does not see it hears of it is this: its number alone would name nothing.
    face.setAttribute("role", "img");
    face.setAttribute("aria-label", face.title);
    const anchor = L.point(width / 2 - shift.x, width / 2 - shift.y);
    return L.divIcon({ className: `mark ${key} ${look.marks}`, html: face, iconSize: [width, width], iconAnchor: anchor });
  }

  /**
   * A place's name; that of an area stands without a mark.
   * @param {Numbers} numbers
   */
  function nameplate({ rank, area }) {
    const face = document.createElement("span");
    return L.divIcon({
      className: `mark place r${rank}${area ? " area" : ""}`,
      html: face,
      iconSize: [9 * scale, 9 * scale],
    });
  }

  /**
   * @param {Look} look
   * @param {number | undefined} picked
   */
  const stroke = (look, picked) => ({
    color: look.colour,
    dashArray: look.dash,
    weight: scale * (picked ? 4.5 : 2.2),
    opacity: picked ? 1 : 0.85,
    fill: false,
    className: "claim",
    lineCap: /** @type {const} */ ("butt"),
  });

  /**
   * Waters by the number of states that claim them: more claimants, darker.
   * @param {string[]} ramp
   * @param {MarkNumbers} numbers
   */
  const depth = (ramp, { n, picked }) => ({
    // Its own colour around each, so that no seam shows between two: the pane they stand in is what lets the sea through.
    interactive: false,
    stroke: true,
    color: picked ? "#31414b" : tone(ramp, n),
    weight: picked ? 2.5 * scale : 0.6,
    fill: true,
    fillColor: tone(ramp, n),
    fillOpacity: 1,
    className: `depth n${Math.min(n, ramp.length)}${picked ? " picked" : ""}`,
  });

  /**
   * @param {string[]} ramp
   * @param {number} n
   */
  const tone = (ramp, n) => ramp[Math.min(n, ramp.length) - 1];

  /**
   * @param {Look} look
   * @param {{ picked?: number, thin?: number }} numbers
   */
  const limit = (look, { picked, thin }) => ({
    interactive: false,
    color: look.colour,
    dashArray: look.dash,
    weight: scale * (picked ? 3.5 : thin ? 0.8 : 1.5),
    opacity: picked ? 1 : 0.8,
    fill: false,
    lineCap: /** @type {const} */ ("butt"),
  });

  const cross = () => L.divIcon({ className: "cross", html: "", iconSize: [22 * scale, 22 * scale] });

  /** @param {Look} look */
  const fill = (look) => ({ interactive: false, stroke: false, fillOpacity: 0.07, fillColor: look.colour });

  /**
   * Leaflet lets a key reach a marker but clicks it for popups alone.
   * @template {L.Layer} Pressed
   * @param {Pressed} layer
   * @returns {Pressed}
   */
  function press(layer) {
    layer.on("keypress", (event) => {
      const { originalEvent } = /** @type {L.LeafletKeyboardEvent} */ (event);
      if (originalEvent.key !== "Enter" || !(layer instanceof L.Marker)) return;
      layer.fire("click", { latlng: layer.getLatLng(), originalEvent }, true);
    });
    return layer;
  }

  // ---- many marks ----
  /**
   * Gathers marks that would lie over each other, and hides what is gathered.
   * @param {L.Map} map
   * @param {MarkKind} kind
   * @param {Marker[]} layers
   * @param {Disc[]} [before]
   * @returns {Group<Marker>[]}
   */
  function gather(map, kind, layers, before = []) {
    const dots = layers.map((mark) => {
      const { n = 1, severity, picked } = mark.feature.properties;
      return { mark, at: map.latLngToLayerPoint(mark.getLatLng()), n, severity, picked };
    });
    const groups = Gathering.gather(kind, dots, before, scale);
    for (const { mark, all, shift } of groups) {
      for (const each of all) each.getElement()?.classList.toggle("under", all.length > 1);
      move(mark.getElement(), shift);
    }
    return groups;
  }

  /**
   * @param {HTMLElement | undefined} element
   * @param {Spot} shift
   */
  function move(element, shift) {
    if (!element) return;
    element.style.marginLeft = `${shift.x - element.offsetWidth / 2}px`;
    element.style.marginTop = `${shift.y - element.offsetHeight / 2}px`;
  }

  /**
   * The mark of a gathered group: a click on it zooms in.
   * @param {L.Map} map
   * @param {string} key
   * @param {LayerLook} look
   * @param {Group<Marker>} group
   */
  function cluster(map, key, look, { mark, all, n, severity, picked, shift }) {
    const bounds = L.latLngBounds(all.map((each) => each.getLatLng()));
    const { wide } = mark.feature.properties;
    const icon = badge(key, look, { n, severity, picked, wide }, { many: true, shift });
    return press(L.marker(mark.getLatLng(), { pane: "clusters", icon, alt: "" })).on("click", () => {
      map.fitBounds(bounds.pad(0.4), { maxZoom: Math.max(map.getZoom() + 2, 9) });
    });
  }

  // ---- the chart's furniture ----
  /** @param {L.Map} map */
  function graticule(map) {
    const step = Geometry.gridStep(map.getZoom());
    const view = map.getBounds();
    const [west, south, east, north] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    const lines = L.layerGroup();
    for (const lon of Geometry.grid(west, east, step)) {
      ruled(lines, [south, lon], [north, lon], Geometry.meridian(lon), "meridian");
    }
    for (const lat of Geometry.grid(south, north, step)) {
      ruled(lines, [lat, west], [lat, east], Geometry.parallel(lat), "parallel");
    }
    return lines;
  }

  /**
   * @param {L.LayerGroup} lines
   * @param {[number, number]} from
   * @param {[number, number]} to
   * @param {string} words
   * @param {string} kind
   */
  function ruled(lines, from, to, words, kind) {
    const style = { pane: "land", interactive: false, className: "graticule", weight: 0.6 };
    // Without a size of its own the label is as wide as its words: Leaflet takes null for that, its types do not say so.
    const iconSize = /** @type {undefined} */ (/** @type {unknown} */ (null));
    const icon = L.divIcon({ className: `degree ${kind}`, html: words, iconSize });
    lines.addLayer(L.polyline([from, to], style));
    lines.addLayer(L.marker(from, { pane: "land", interactive: false, keyboard: false, icon }));
  }

  /**
   * A bar of so many nautical miles, true at the map's middle.
   * @param {L.Map} map
   */
  function scaleBar(map) {
    const bar = new L.Control({ position: "bottomright" });
    const box = L.DomUtil.create("div", "scale-nm");
    const draw = () => {
      const middle = map.getSize().y / 2;
      const metres = map.distance(map.containerPointToLatLng([0, middle]), map.containerPointToLatLng([BAR_PX, middle]));
      const { words, widthPx } = Geometry.scaleBar(metres, BAR_PX);
      box.textContent = words;
      box.style.width = `${widthPx}px`;
    };
    bar.onAdd = () => {
      map.on("move zoomend resize", draw);
      map.whenReady(draw);
      return box;
    };
    return bar;
  }

  return { badge, cluster, cross, fill, gather, gathered, graticule, line, nameplate, panes, path, press, scaleBar };
};
