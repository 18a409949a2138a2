// One question drawn on the map: its lines and areas, its marks and names. A map that compares two has two sheets, whose panes
// lie over each other and are cut where the other begins. Leaflet draws; what a mark looks like is in marks.js, which the
// standalone deck shares. Words enter the document as text, never as markup.
"use strict";

/** @typedef {GeoJSON.Feature<GeoJSON.Polygon, Numbers>} Around */
/**
 * A layer of a question: `on` are its rows that are admitted, `ever` those that all but the dates admit, `but` those that all
 * but the states do, `drawn` its lines and areas as row, numbers and words, `around` what is drawn around the picked one, `of`
 * what tells its rows from earlier ones.
 * @typedef {{ of: string, on: string, ever?: string, but?: string, drawn?: [row: number, numbers: Numbers, words?: string][], around?: Around[] }} Admitted
 */
/** @typedef {{ rows: number[], at: [number, number] }} Stack The rows at one position. */
/** @typedef {{ rows: Rows, on: Uint8Array, ever: Uint8Array, admitted: Admitted }} Filled */
/** @typedef {{ key: string, row: number, line: L.Path[], id: string, drawn: string }} Stroke A line or an area, and what takes the pointer for it. */
/**
 * What a sheet shows: the layers switched on, what is picked, days brushed or played, and what a search lights, or null.
 * @typedef {{ shown: string[], picked: string, wide: boolean, preview: DayRange | null, lit: Set<string> | null }} Showing
 */
/**
 * What sheets share: the map, how layers are drawn, files asked for once, what a pick does, a move of the map, whether it has gone.
 * @typedef {{ map: L.Map, looks: ChartLooks, marks: ReturnType<typeof Marks>, file: (name: string, of?: string) => Promise<any>,
 *   pick: (ids: string[]) => void, go: (move: () => void) => void, gone: () => boolean }} Desk
 */

/**
 * @param {Desk} desk
 * @param {Record<string, L.LayerGroup>} groups
 * @param {(key: string) => string} pane the name of a layer's pane on this sheet
 */
const Sheet = ({ map, looks, marks, file, pick, go, gone }, groups, pane) => {
  const SCALE = 1;
  const HIT_PX = 14;
  const gatheredKeys = marks.gathered(looks);
  const namedKeys = looks.order.filter((key) => looks.layers[key].marks === "names");
  const rings = L.layerGroup().addTo(map);
  /** @type {Record<string, Filled>} */
  const filled = {};
  /** @type {Record<string, Map<string, L.Marker>>} */
  const standing = {};
  /** @type {Record<string, Marker[]>} */
  const plates = {};
  /** The plates by row, and the rows that they are of. @type {Record<string, { of: string, by: Map<number, Marker> }>} */
  const plateOf = {};
  /** @type {Stroke[]} */
  let strokes = [];
  /** @type {Record<string, string>} */
  const drawnOf = {};
  /** @type {WeakMap<L.Layer, string[]>} */
  const idsOf = new WeakMap();
  /** @type {Showing} */
  let showing = { shown: [], picked: "", wide: false, preview: null, lit: null };
  /** Whether lines and areas were drawn since they were last shown. */
  let laid = false;

  // ---- what is asked ----
  /**
   * Reads which rows of each layer are admitted.
   * @param {Record<string, Admitted>} layers
   */
  const fill = (layers) =>
    Promise.all(
      looks.order.map(async (key) => {
        const admitted = layers[key];
        const rows = /** @type {Rows} */ (await file(`rows-${key}.json`, admitted.of));
        const on = Days.bits(admitted.on, rows.id.length);
        filled[key] = { rows, admitted, on, ever: admitted.ever ? Days.bits(admitted.ever, rows.id.length) : on };
      }),
    );

  /**
   * Admits what is left of what else is asked, until the page's script says so too.
   * @param {Asked} asked
   */
  function foresee(asked) {
    for (const [key, { rows, admitted }] of Object.entries(filled)) {
      if (!rows.states) continue;
      const but = Days.bits(admitted.but ?? admitted.on, rows.id.length);
      const on = but.map((bit, row) => (bit && Asking.admits(rows, row, asked) ? 1 : 0));
      filled[key] = { rows, admitted, on, ever: on };
      if (namedKeys.includes(key)) place(key);
    }
  }

  /** Draws lines, areas and places of what was filled in. */
  async function lay() {
    for (const key of looks.order) {
      if (looks.layers[key].ground) await ground(key);
      if (namedKeys.includes(key) && !gone()) place(key);
    }
    laid = true;
  }

  const ready = () => looks.order.every((key) => filled[key]);

  /**
   * Takes what is shown. A step of time or of zoom leaves layers and rings as they are.
   * @param {Showing} now
   */
  function show(now) {
    const { shown, preview } = showing;
    const anew = laid || now.shown !== shown;
    laid = false;
    showing = now;
    if (anew) switchLayers();
    if (anew || now.preview !== preview) hideStrokes();
  }

  /** Shows the layers that are switched on, and what is drawn around a picked feature. */
  function switchLayers() {
    for (const [key, group] of Object.entries(groups)) {
      if (showing.shown.includes(key)) group.addTo(map);
      else group.remove();
    }
    rings.clearLayers();
    for (const [key, { admitted }] of Object.entries(filled)) {
      if (!showing.shown.includes(key)) continue;
      for (const feature of admitted.around ?? []) rings.addLayer(ring(key, feature));
    }
  }

  /**
   * @param {string} key
   * @param {Around} feature
   */
  function ring(key, feature) {
    const style = () => ({ ...marks.path(looks, key, feature.properties), pane: pane("rings") });
    return L.geoJSON(feature, { style, pane: pane("rings"), interactive: false });
  }

  /** Lines and areas that the days brushed or played do not touch are out of sight. */
  function hideStrokes() {
    const { preview } = showing;
    for (const { row, key, line } of strokes) {
      const { rows } = filled[key];
      const out = preview !== null && rows.first !== undefined && !Days.touches(rows, row, preview.from, preview.to);
      for (const each of line) {
        const element = each.getElement();
        if (element instanceof SVGElement) element.style.display = out ? "none" : "";
      }
    }
  }

  // ---- lines and areas ----
  /** @param {string} key */
  async function ground(key) {
    const { rows, admitted } = filled[key];
    const shapes = await file(`shapes-${key}.json`, admitted.of);
    const same = JSON.stringify([admitted.of, admitted.drawn]);
    if (gone() || drawnOf[key] === same) return;
    drawnOf[key] = same;
    const old = new Map(strokes.filter((stroke) => stroke.key === key).map((stroke) => [stroke.drawn, stroke]));
    const now = (admitted.drawn ?? []).map(([row, numbers, words]) => {
      const drawn = JSON.stringify([admitted.of, row, numbers, words]);
      const kept = old.get(drawn);
      old.delete(drawn);
      return kept ?? draw(key, row, numbers, words ?? rows.says[row], shapes[rows.id[row]] ?? [], drawn);
    });
    for (const { line } of old.values()) for (const each of line) groups[key].removeLayer(each);
    strokes = [...strokes.filter((stroke) => stroke.key !== key), ...now];
  }

  /**
   * @param {string} key
   * @param {number} row
   * @param {Numbers} numbers
   * @param {string} words
   * @param {any} latlngs
   * @param {string} drawn what it is drawn of: of the same it stays
   * @returns {Stroke}
   */
  function draw(key, row, numbers, words, latlngs, drawn) {
    const id = filled[key].rows.id[row];
    const { ground: kind } = looks.layers[key];
    const area = Array.isArray(latlngs[0]?.[0]?.[0]);
    const options = { pane: pane(key), ...marks.path(looks, key, numbers) };
    const line = [];
    if (area && kind === "strokes") {
      const faint = marks.fill(marks.line(looks, key, numbers));
      line.push(L.polygon(latlngs, { pane: pane(key), ...faint }));
    }
    const shape =
      area && kind === "depths"
        ? L.polygon(latlngs, { ...options, interactive: true })
        : L.polyline(area ? latlngs.flat() : latlngs, options);
    line.push(shape);
    const told = kind === "depths" ? shape : hit(key, area ? latlngs.flat() : latlngs);
    if (told !== shape) line.push(told);
    Hover.on(told, () => Hover.card([], words), true);
    // A shape that listens for the focus would be a stop of the keyboard's: the table lists lines and areas.
    told.on("add", () => told.getElement()?.setAttribute("tabindex", "-1"));
    if (kind !== "depths") {
      told.on("click", (event) => {
        L.DomEvent.stop(event);
        pick([id, ...besides(/** @type {L.LeafletMouseEvent} */ (event), id)]);
      });
    }
    for (const each of line) groups[key].addLayer(each);
    return { key, row, line, id, drawn };
  }

  /**
   * A line is thin; what takes the pointer for it is wide and unseen.
   * @param {string} key
   * @param {any} latlngs
   */
  const hit = (key, latlngs) =>
    L.polyline(latlngs, { pane: pane(key), weight: HIT_PX, opacity: 0, className: "hit", fill: false });

  /**
   * What other lines lie under a click.
   * @param {L.LeafletMouseEvent} event
   * @param {string} id
   */
  function besides({ originalEvent }, id) {
    const under = document.elementsFromPoint(originalEvent.clientX, originalEvent.clientY);
    const met = strokes.filter(({ line }) => under.includes(/** @type {Element} */ (line[line.length - 1].getElement())));
    return [...new Set(met.map((stroke) => stroke.id))].filter((other) => other !== id);
  }

  // ---- places ----
  /**
   * Stands the places that are admitted; those that stand there already stay.
   * @param {string} key
   */
  function place(key) {
    const { rows, on, admitted } = filled[key];
    const old = plateOf[key]?.of === admitted.of ? plateOf[key].by : new Map();
    for (const [row, plate] of plateOf[key]?.by ?? []) if (!on[row] || !old.has(row)) groups[key].removeLayer(plate);
    /** @type {Map<number, Marker>} */
    const by = new Map();
    for (let row = 0; row < on.length; row++) {
      const at = rows.at?.[row];
      if (!on[row] || !at) continue;
      by.set(row, old.get(row) ?? plate(key, row, at));
    }
    plateOf[key] = { of: admitted.of, by };
    plates[key] = [...by.values()];
  }

  /**
   * @param {string} key
   * @param {number} row
   * @param {[number, number]} at
   */
  function plate(key, row, at) {
    const { rows } = filled[key];
    const id = rows.id[row];
    const numbers = /** @type {Numbers} */ (rows.numbers?.[row] ?? {});
    const icon = marks.nameplate(numbers);
    const made = /** @type {Marker} */ (
      L.marker([at[1], at[0]], { pane: pane(key), icon, keyboard: false, riseOnHover: true })
    );
    made.feature = {
      type: "Feature",
      id,
      geometry: { type: "Point", coordinates: at },
      properties: /** @type {any} */ (numbers),
    };
    made.on("click", () => pick([id]));
    groups[key].addLayer(made);
    idsOf.set(made, [id]);
    return made;
  }

  // ---- marks ----
  /**
   * The rows of a layer that are shown, those at one position together.
   * @param {string} key
   * @returns {Stack[]}
   */
  function stacks(key) {
    const { preview } = showing;
    const { rows, on, ever } = filled[key];
    const admitted = preview ? ever : on;
    /** @type {Map<string, Stack>} */
    const by = new Map();
    for (let row = 0; row < admitted.length; row++) {
      const at = rows.at?.[row];
      if (!admitted[row] || !at) continue;
      if (preview && !Days.touches(rows, row, preview.from, preview.to)) continue;
      const place = `${at[0].toFixed(4)},${at[1].toFixed(4)}`;
      const stack = by.get(place);
      if (stack) stack.rows.push(row);
      else by.set(place, { rows: [row], at });
    }
    return [...by.values()];
  }

  /**
   * @param {string} key
   * @returns {Dot<Stack>[]}
   */
  function dots(key) {
    const { rows } = filled[key];
    return stacks(key).map((stack) => {
      const severity = rows.severity && Math.max(...stack.rows.map((row) => rows.severity?.[row] ?? 0));
      const at = map.latLngToLayerPoint([stack.at[1], stack.at[0]]);
      // What is picked is marked when all are gathered: a pick leaves the marks as they are.
      return { mark: stack, at, n: stack.rows.length, severity };
    });
  }

  /**
   * Gathers and stands the marks anew, and writes the names that have room; returns the marks.
   * @param {Record<string, string>} names
   */
  function tidy(names) {
    /** @type {Disc[]} */
    const before = [];
    for (const key of gatheredKeys) {
      const gathered = showing.shown.includes(key)
        ? Gathering.gather(looks.layers[key].marks, dots(key), [...before], SCALE)
        : [];
      stand(key, gathered);
      before.push(...gathered);
    }
    const named = namedKeys.filter((key) => showing.shown.includes(key)).flatMap((key) => plates[key] ?? []);
    if (!showing.preview) Names.write(map, named, names, before, SCALE);
    light();
    return before;
  }

  /**
   * Puts the marks of some groups on the map; those that stand there already stay.
   * @param {string} key
   * @param {Group<Stack>[]} gathered
   */
  function stand(key, gathered) {
    const old = standing[key] ?? new Map();
    /** @type {Map<string, L.Marker>} */
    const now = new Map();
    for (const group of gathered) {
      const { mark, all, n, severity, shift } = group;
      const { rows } = filled[key];
      const every = all.flatMap((each) => each.rows);
      const picked = every.some((row) => rows.id[row] === showing.picked) ? 1 : 0;
      const face = [mark.at, all.length, n, severity, picked, shift.x, shift.y, all.map((each) => each.rows.length).join()];
      const led = leader(key, group);
      const { soft, faint } = manner(key, every);
      const name = `${led};${face.join(";")};${showing.wide};${soft};${faint}`;
      now.set(name, old.get(name) ?? raise(key, { ...group, picked }, led, { soft, faint }));
    }
    for (const [name, marker] of old) if (!now.has(name)) groups[key].removeLayer(marker);
    standing[key] = now;
  }

  /**
   * How marks stand whose place or day is known but roughly: soft where each lies somewhere in an area, faint where each is
   * known to a month or a year that reaches beyond the days brushed or played.
   * @param {string} key
   * @param {number[]} every
   */
  function manner(key, every) {
    const { rows } = filled[key];
    const { preview } = showing;
    const beyond = (/** @type {number} */ row) =>
      (rows.coarse?.[row] ?? 0) > 0 &&
      preview !== null &&
      !((rows.first?.[row] ?? -Infinity) >= preview.from && (rows.last?.[row] ?? Infinity) <= preview.to);
    return { soft: every.every((row) => rows.rough?.[row]), faint: every.every(beyond) };
  }

  /**
   * The row by which a group goes: the picked one, else the first of the gravest.
   * @param {string} key
   * @param {Group<Stack>} group
   */
  function leader(key, { mark, all }) {
    const { rows } = filled[key];
    const every = all.flatMap((each) => each.rows);
    const picked = every.find((row) => rows.id[row] === showing.picked);
    if (picked !== undefined) return rows.id[picked];
    const severity = rows.severity;
    const [first] = severity ? [...mark.rows].sort((a, b) => severity[b] - severity[a] || a - b) : mark.rows;
    return rows.id[first];
  }

  /**
   * @param {string} key
   * @param {Group<Stack>} group
   * @param {string} led
   * @param {{ soft: boolean, faint: boolean }} manner
   */
  function raise(key, { mark, all, n, severity, picked, shift }, led, { soft, faint }) {
    const { rows } = filled[key];
    const look = looks.layers[key];
    const many = all.length > 1;
    const every = all.flatMap((each) => each.rows).sort((a, b) => a - b);
    const icon = marks.badge(key, look, { n, severity, picked, wide: showing.wide ? 1 : 0 }, { many, shift });
    icon.options.className += `${soft ? " soft" : ""}${faint ? " faint" : ""}`;
    const standsIn = pane(many ? "clusters" : key);
    const marker = L.marker([mark.at[1], mark.at[0]], { pane: standsIn, icon, alt: "", riseOnHover: true });
    marks.press(marker);
    const said = n > 1 ? Wording.mark(showing.wide ? look.wide : look.units, n, severity) : rows.says[every[0]];
    marker.on("add", () => marker.getElement()?.setAttribute("aria-label", many ? `${said}: zooms in` : said));
    const head = n > 1 ? said : undefined;
    const lines = () => [...every.map((row) => rows.says[row]), ...(soft ? [ROUGH] : [])];
    Hover.on(marker, () => Hover.card(lines(), head), false);
    if (soft && !many) area(marker, Math.max(...every.map((row) => rows.rough?.[row] ?? 0)));
    marker.on("click", () => {
      if (many) {
        // The mark goes: who opened it by key stays on the map.
        if (marker.getElement() === document.activeElement) map.getContainer().focus();
        nearer(all);
      } else pick([led, ...every.map((row) => rows.id[row]).filter((id) => id !== led)]);
    });
    idsOf.set(
      marker,
      every.map((row) => rows.id[row]),
    );
    groups[key].addLayer(marker);
    return marker;
  }

  /**
   * Draws the area in which a mark may lie as long as it is pointed at or has the focus.
   * @param {L.Marker} marker
   * @param {number} radius in metres
   */
  function area(marker, radius) {
    const circle = L.circle(marker.getLatLng(), {
      radius,
      pane: pane("rings"),
      className: "ring",
      weight: 1.4,
      dashArray: "3 3",
    });
    marker.on("tooltipopen", () => rings.addLayer(circle)).on("tooltipclose", () => rings.removeLayer(circle));
  }

  const ROUGH = "Somewhere in the area around; no position is reported.";

  /** @param {Stack[]} all */
  function nearer(all) {
    const bounds = L.latLngBounds(all.map(({ at: [lon, lat] }) => /** @type {[number, number]} */ ([lat, lon])));
    const maxZoom = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 2, 9));
    go(() => map.fitBounds(bounds.pad(0.4), { maxZoom }));
  }

  // ---- a search ----
  /** What a search found stays as it is, the rest steps back. */
  function light() {
    const { lit } = showing;
    const dim = (/** @type {string[]} */ ids) => lit !== null && !ids.some((id) => lit.has(id) || id === showing.picked);
    for (const marker of [
      ...Object.values(standing).flatMap((each) => [...each.values()]),
      ...Object.values(plates).flat(),
    ]) {
      marker.getElement()?.classList.toggle("dim", dim(idsOf.get(marker) ?? []));
    }
    for (const { id, line } of strokes) for (const each of line) each.getElement()?.classList.toggle("dim", dim([id]));
  }

  /** The positions of what is shown. */
  function bounds() {
    const at = gatheredKeys
      .filter((key) => showing.shown.includes(key))
      .flatMap((key) => stacks(key).map((stack) => stack.at));
    return at.length ? L.latLngBounds(at.map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon]))) : undefined;
  }

  /**
   * Whether the question admits a feature.
   * @param {string} key
   * @param {string} id
   */
  function admits(key, id) {
    const row = filled[key]?.rows.id.indexOf(id) ?? -1;
    return row >= 0 && filled[key].on[row] === 1;
  }

  function clear() {
    rings.remove();
    for (const group of Object.values(groups)) group.clearLayers().remove();
  }

  return { admits, bounds, clear, fill, filled, foresee, lay, ready, show, tidy };
};
