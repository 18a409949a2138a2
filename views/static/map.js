// The app's map: draws the rows that a question admits, and tells the page's script what a reader did. Leaflet draws; what a
// mark looks like is in marks.js, which the standalone deck shares. Words enter the document as text, never as markup.
"use strict";

/** @typedef {GeoJSON.Feature<GeoJSON.Polygon, Numbers>} Around */
/**
 * A layer of a question: `on` are its rows that are admitted, `ever` those that all but the dates admit, `drawn` its lines and
 * areas as row, numbers and words, `around` what is drawn around the picked one, `of` what tells its rows from earlier ones.
 * @typedef {{ of: string, on: string, ever?: string, drawn?: [row: number, numbers: Numbers, words?: string][], around?: Around[] }} Admitted
 */
/**
 * @typedef {{ layers: Record<string, Admitted>, shown: string[], picked: string, names: string, wide: boolean,
 *   from: number | null, to: number | null, look: Flight | null, legend: ChartLegend[] }} Message
 */
/** @typedef {Looks & { severities: string[], titles: Record<string, string>, home: [[number, number], [number, number]],
 *   named: [name: string, at: [number, number]][] }} ChartLooks */
/** @typedef {{ rows: number[], at: [number, number] }} Stack The rows at one position. */
/** @typedef {{ rows: Rows, on: Uint8Array, ever: Uint8Array, admitted: Admitted }} Filled */
/** @typedef {(event: "picked" | "point" | "layers" | "dates", value: unknown) => void} Send */

/**
 * @param {HTMLElement} frame
 * @param {URL} root where the app is
 * @param {Send} send
 */
const Soundings = (frame, root, send) => {
  const SCALE = 1;
  const HIT_PX = 14;
  const PHONE_PX = 640;
  const sea = document.createElement("div");
  sea.className = "sea";
  frame.append(sea);
  const { map, groups, looks } = SoundingsBase(sea);
  const marks = Marks(SCALE);
  const sight = Sight(map);
  const rings = L.layerGroup().addTo(map);
  const crosses = L.layerGroup().addTo(map);
  const gatheredKeys = marks.gathered(looks);
  const namedKeys = looks.order.filter((key) => looks.layers[key].marks === "names");
  const [leading] = gatheredKeys;
  /** @type {Record<string, Filled>} */
  const filled = {};
  /** @type {Record<string, Promise<any>>} */
  const files = {};
  /** @type {Record<string, Map<string, L.Marker>>} */
  const standing = {};
  /** @type {Record<string, string>} */
  let names = {};
  /** @type {Message} */
  let message;
  /** @type {DayRange | null} */
  let preview = null;
  /** @type {L.LayerGroup | undefined} */
  let lines;

  // ---- setting up, once a map ----
  marks.panes(map, looks);
  for (const key of looks.order) {
    const pane = map.getPane(key);
    if (pane && looks.layers[key].ground === "depths") pane.style.opacity = "0.5";
  }
  marks.scaleBar(map).addTo(map);
  map.attributionControl.setPrefix("").addAttribution("Land: Natural Earth · Web Mercator (EPSG:3857)");
  Furniture.buttons(map, frame, looks.home, shownBounds, sight.go);
  Furniture.claimants(map, looks.named);
  const switches = Furniture.layers(map, looks.order, looks.titles, (shown) => {
    message = { ...message, shown };
    switchLayers();
    time();
    send("layers", shown);
  });
  const bar = TimeBar(
    frame,
    looks.severities,
    (range) => {
      preview = range;
      tidy();
      switchLines();
    },
    (days) => send("dates", days),
  );
  // The bar of time has taken its room.
  map.invalidateSize({ pan: false });
  map.fitBounds(looks.home, { animate: false });
  Gestures.begin(map);
  land();
  settled();
  map.on("zoomend", tidy);
  map.on("moveend", settled);
  map.on("click", ({ latlng }) => send("point", [latlng.lng, latlng.lat]));
  const stopLooking = sight.begin();
  const themed = setInterval(theme, 500);
  theme();

  function theme() {
    const ground = getComputedStyle(frame).getPropertyValue("--st-background-color").trim();
    const light = Number.parseInt(ground.slice(1, 3) || "ff", 16) > 127;
    document.documentElement.dataset.theme = light ? "light" : "dark";
  }

  async function land() {
    const style = { className: "land", weight: 0.7, fillOpacity: 1 };
    L.geoJSON(await file("land.geojson"), { pane: "land", interactive: false, style }).addTo(map);
    frame.dataset.drawn = "land";
  }

  function settled() {
    const { lat, lng } = map.getCenter();
    frame.dataset.at = `${lng},${lat},${map.getZoom()}`;
    graticule();
  }

  function graticule() {
    lines?.remove();
    lines = marks.graticule(map).addTo(map);
  }

  /**
   * A part of the map, asked for once; `of` tells a newer one from it.
   * @param {string} name
   * @param {string} [of]
   */
  function file(name, of = "") {
    files[name + of] ??= fetch(new URL(`map/${name}${of && `?v=${of}`}`, root)).then((answer) => {
      if (!answer.ok) throw new Error(`A part of the map could not be read: ${name}, status ${answer.status}.`);
      return answer.json();
    });
    return files[name + of];
  }

  // ---- what is asked ----
  /** @param {Message} sent */
  async function show(sent) {
    message = sent;
    switches(sent.shown, sent.legend);
    const [written] = await Promise.all([
      file(`names-${sent.names}.json`),
      ...looks.order.map((key) => fill(key, sent.layers[key])),
    ]);
    // A later message may have come while the parts were read.
    if (sent !== message) return;
    names = written;
    preview = null;
    for (const key of looks.order) {
      if (looks.layers[key].ground) await ground(key);
      if (namedKeys.includes(key)) place(key);
    }
    if (sent !== message) return;
    around();
    switchLayers();
    time();
    sight.fly(sent.look);
    if (sent.picked && sent.picked !== before) opened();
    before = sent.picked;
    frame.dataset.asked = String(Number(frame.dataset.asked ?? 0) + 1);
  }

  // ---- after a pick ----
  /** What was picked before, and whether the keyboard picked what comes next. */
  let before = "";
  let byKey = false;

  /** On a phone the dossier is below the map: it is brought up. A pick by key takes the focus there, and Escape gives it back. */
  function opened() {
    const dossier = /** @type {HTMLElement | null} */ (document.querySelector(".st-key-dossier"));
    if (!dossier || !byHand) return;
    byHand = false;
    if (innerWidth <= PHONE_PX) dossier.scrollIntoView({ block: "start" });
    if (!byKey) return;
    byKey = false;
    dossier.tabIndex = -1;
    dossier.focus({ preventScroll: innerWidth <= PHONE_PX });
    const back = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      dossier.removeEventListener("keydown", back);
      sea.focus();
    };
    dossier.addEventListener("keydown", back);
  }

  /** Whether the map itself was picked from. */
  let byHand = false;

  /** @param {string[]} ids */
  function pick(ids) {
    byHand = true;
    byKey = sea.contains(document.activeElement) && document.activeElement !== sea && lastKey === "Enter";
    send("picked", { ids });
  }

  let lastKey = "";
  sea.addEventListener("keydown", ({ key }) => {
    lastKey = key;
  });
  sea.addEventListener("pointerdown", () => {
    lastKey = "";
  });

  /**
   * @param {string} key
   * @param {Admitted} admitted
   */
  async function fill(key, admitted) {
    const rows = /** @type {Rows} */ (await file(`rows-${key}.json`, admitted.of));
    const on = Days.bits(admitted.on, rows.id.length);
    filled[key] = { rows, admitted, on, ever: admitted.ever ? Days.bits(admitted.ever, rows.id.length) : on };
  }

  function time() {
    if (!leading || !message.shown.includes(leading)) return bar.hide();
    const { rows, ever } = filled[leading];
    const look = looks.layers[leading];
    return bar.show({ rows, ever, from: message.from, to: message.to, units: message.wide ? look.wide : look.units });
  }

  function switchLayers() {
    for (const [key, group] of Object.entries(groups)) {
      if (message.shown.includes(key)) group.addTo(map);
      else group.remove();
    }
    tidy();
  }

  /** Lines and areas that the days brushed or played do not touch are out of sight. */
  function switchLines() {
    for (const { row, key, line } of strokes) {
      const { rows } = filled[key];
      const out = preview !== null && rows.first !== undefined && !Days.touches(rows, row, preview.from, preview.to);
      for (const each of line) {
        const element = /** @type {L.Path} */ (each).getElement();
        if (element instanceof SVGElement) element.style.display = out ? "none" : "";
      }
    }
  }

  // ---- lines and areas ----
  /** @type {{ key: string, row: number, line: L.Path[], id: string }[]} */
  let strokes = [];
  /** @type {Record<string, string>} */
  const drawnOf = {};

  /** @param {string} key */
  async function ground(key) {
    const { rows, admitted } = filled[key];
    const shapes = await file(`shapes-${key}.json`, admitted.of);
    const same = JSON.stringify([admitted.of, admitted.drawn]);
    if (drawnOf[key] === same) return;
    drawnOf[key] = same;
    strokes = strokes.filter((stroke) => stroke.key !== key);
    for (const layer of groups[key].getLayers()) if (!(layer instanceof L.Marker)) groups[key].removeLayer(layer);
    for (const [row, numbers, words] of admitted.drawn ?? []) {
      draw(key, row, numbers, words ?? rows.says[row], shapes[rows.id[row]] ?? []);
    }
  }

  /**
   * @param {string} key
   * @param {number} row
   * @param {Numbers} numbers
   * @param {string} words
   * @param {any} latlngs
   */
  function draw(key, row, numbers, words, latlngs) {
    const id = filled[key].rows.id[row];
    const { ground: kind } = looks.layers[key];
    const area = Array.isArray(latlngs[0]?.[0]?.[0]);
    const options = { pane: key, ...marks.path(looks, key, numbers) };
    const line = [];
    if (area && kind === "strokes") {
      const faint = marks.fill(marks.line(looks, key, numbers));
      line.push(L.polygon(latlngs, { pane: key, ...faint }));
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
    strokes.push({ key, row, line, id });
    for (const each of line) groups[key].addLayer(each);
  }

  /**
   * A line is thin; what takes the pointer for it is wide and unseen.
   * @param {string} key
   * @param {any} latlngs
   */
  const hit = (key, latlngs) =>
    L.polyline(latlngs, { pane: key, weight: HIT_PX, opacity: 0, className: "hit", fill: false });

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

  // ---- what is picked ----
  function around() {
    rings.clearLayers();
    crosses.clearLayers();
    for (const [key, { admitted }] of Object.entries(filled)) {
      if (!message.shown.includes(key)) continue;
      for (const feature of admitted.around ?? []) {
        rings.addLayer(
          L.geoJSON(feature, { style: () => marks.path(looks, key, feature.properties), pane: "rings", interactive: false }),
        );
      }
    }
    const { look } = message;
    if (look?.point) {
      crosses.addLayer(
        L.marker([look.south, look.west], { pane: "clusters", icon: marks.cross(), interactive: false, keyboard: false }),
      );
    }
  }

  // ---- marks ----
  /** @type {Record<string, Marker[]>} */
  const plates = {};

  /** @param {string} key */
  function place(key) {
    const { rows, on } = filled[key];
    for (const layer of groups[key].getLayers()) if (layer instanceof L.Marker) groups[key].removeLayer(layer);
    plates[key] = [];
    for (let row = 0; row < on.length; row++) {
      const at = rows.at?.[row];
      if (!on[row] || !at) continue;
      const id = rows.id[row];
      const numbers = /** @type {Numbers} */ (rows.numbers?.[row] ?? {});
      const icon = marks.nameplate(numbers.rank);
      const plate = /** @type {Marker} */ (
        L.marker([at[1], at[0]], { pane: key, icon, keyboard: false, riseOnHover: true })
      );
      plate.feature = {
        type: "Feature",
        id,
        geometry: { type: "Point", coordinates: at },
        properties: /** @type {any} */ (numbers),
      };
      plate.on("click", () => pick([id]));
      groups[key].addLayer(plate);
      plates[key].push(plate);
    }
  }

  /**
   * The rows of a layer that are shown, those at one position together.
   * @param {string} key
   * @returns {Stack[]}
   */
  function stacks(key) {
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

  function tidy() {
    if (!message || !looks.order.every((key) => filled[key])) return;
    /** @type {Disc[]} */
    const before = [];
    for (const key of gatheredKeys) {
      const groups_ = message.shown.includes(key)
        ? Gathering.gather(looks.layers[key].marks, dots(key), [...before], SCALE)
        : [];
      stand(key, groups_);
      before.push(...groups_);
    }
    const named = namedKeys.filter((key) => message.shown.includes(key)).flatMap((key) => plates[key] ?? []);
    if (!preview) Names.write(map, named, names, before, SCALE);
    frame.dataset.marks = String(before.length);
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
      const picked = all.some((each) => each.rows.some((row) => filled[key].rows.id[row] === message.picked)) ? 1 : 0;
      const face = [
        mark.at,
        all.length,
        n,
        severity,
        picked,
        shift.x,
        shift.y,
        all.map((each) => each.rows.length).join(),
      ].join(";");
      const led = leader(key, group);
      const name = `${led};${face};${message.wide}`;
      now.set(name, old.get(name) ?? raise(key, { ...group, picked }, led));
    }
    for (const [name, marker] of old) if (!now.has(name)) groups[key].removeLayer(marker);
    standing[key] = now;
  }

  /**
   * The row by which a group goes: the picked one, else the first of the gravest.
   * @param {string} key
   * @param {Group<Stack>} group
   */
  function leader(key, { mark, all }) {
    const { rows } = filled[key];
    const every = all.flatMap((each) => each.rows);
    const picked = every.find((row) => rows.id[row] === message.picked);
    if (picked !== undefined) return rows.id[picked];
    const severity = rows.severity;
    const [first] = severity ? [...mark.rows].sort((a, b) => severity[b] - severity[a] || a - b) : mark.rows;
    return rows.id[first];
  }

  /**
   * @param {string} key
   * @param {Group<Stack>} group
   * @param {string} led
   */
  function raise(key, { mark, all, n, severity, picked, shift }, led) {
    const { rows } = filled[key];
    const look = looks.layers[key];
    const many = all.length > 1;
    const every = all.flatMap((each) => each.rows).sort((a, b) => a - b);
    const icon = marks.badge(key, look, { n, severity, picked, wide: message.wide ? 1 : 0 }, { many, shift });
    const marker = L.marker([mark.at[1], mark.at[0]], { pane: many ? "clusters" : key, icon, alt: "", riseOnHover: true });
    marks.press(marker);
    const units = message.wide ? look.wide : look.units;
    const said = n > 1 ? Wording.mark(units, n, severity) : rows.says[every[0]];
    marker.on("add", () => marker.getElement()?.setAttribute("aria-label", many ? `${said}: zooms in` : said));
    const head = n > 1 ? Wording.mark(units, n, severity) : undefined;
    Hover.on(
      marker,
      () =>
        Hover.card(
          every.map((row) => rows.says[row]),
          head,
        ),
      false,
    );
    marker.on("click", () => {
      if (many) nearer(all);
      else pick([led, ...every.map((row) => rows.id[row]).filter((id) => id !== led)]);
    });
    groups[key].addLayer(marker);
    return marker;
  }

  /** @param {Stack[]} all */
  function nearer(all) {
    sight.hold();
    const bounds = L.latLngBounds(all.map(({ at: [lon, lat] }) => /** @type {[number, number]} */ ([lat, lon])));
    const maxZoom = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 2, 9));
    sight.go(() => map.fitBounds(bounds.pad(0.4), { maxZoom }));
  }

  function shownBounds() {
    const at = gatheredKeys
      .filter((key) => message.shown.includes(key))
      .flatMap((key) => stacks(key).map((stack) => stack.at));
    return at.length ? L.latLngBounds(at.map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon]))) : undefined;
  }

  function close() {
    stopLooking();
    clearInterval(themed);
    bar.stop();
    map.remove();
  }

  return { show, close };
};
