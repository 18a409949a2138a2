// The app's map: its furniture, what a reader does on it, and the questions that the page's script sends. What is drawn of a
// question is in sheet.js. Words enter the document as text, never as markup.
"use strict";

/** @typedef {{ words: string, layers: Record<string, Admitted> }} Side A question drawn on the map, and what it is called. */
/**
 * @typedef {{ layers: Record<string, Admitted>, shown: string[], picked: string, names: string, wide: boolean,
 *   from: number | null, to: number | null, look: Flight | null, legend: ChartLegend[], words: string, beside: Side | null,
 *   besides: [value: string, words: string][], compared: string, asked: Asked, turn: number, chips: Chip[], alone: boolean,
 *   unpublished: Accepted[] }} Message
 */
/** @typedef {Looks & { severities: string[], titles: Record<string, string>, home: [[number, number], [number, number]],
 *   named: [name: string, at: [number, number]][] } & Choices} ChartLooks */
/** @typedef {"picked" | "found" | "point" | "layers" | "dates" | "beside" | "asked" | "dropped"} Deed What a reader did on the map. */
/** @typedef {(deed: Deed, sent: { turn: number, value: unknown }) => void} Tell */

/**
 * @param {HTMLElement} frame
 * @param {URL} root where the app is
 * @param {Tell} report tells the page's script what a reader did
 */
const Soundings = (frame, root, report) => {
  const sea = document.createElement("div");
  sea.className = "sea";
  frame.append(skip());
  const chips = Chips(frame, drop);
  frame.append(sea);
  const { map, groups, looks } = SoundingsBase(sea);
  const marks = Marks(1);
  const sight = Sight(map);
  const crosses = L.layerGroup().addTo(map);
  const [leading] = marks.gathered(looks);
  /** @type {Record<string, Promise<any>>} */
  const files = {};
  /** @type {Record<string, string>} */
  let names = {};
  /** @type {Message} */
  let message;
  /** @type {DayRange | null} */
  let preview = null;
  /** @type {Set<string> | null} */
  let lit = null;
  /** @type {L.LayerGroup | undefined} */
  let lines;
  /** What the page's script said last. @type {Message} */
  let told;
  let closed = false;
  const deeds = Deeds(report, () => show({ ...told, turn: Number.POSITIVE_INFINITY }));
  const send = deeds.send;

  // ---- setting up, once a map ----
  marks.panes(map, looks);
  for (const key of looks.order) {
    const pane = map.getPane(key);
    if (pane && looks.layers[key].ground === "depths") pane.style.opacity = "0.5";
  }
  const desk = { map, looks, marks, file, pick, go: nearer, gone: () => closed };
  const sheet = Sheet(desk, groups, (key) => key);
  const compare = Compare(desk, (value) => send("beside", value));
  marks.scaleBar(map).addTo(map);
  map.attributionControl.setPrefix("").addAttribution("Land: Natural Earth · Web Mercator (EPSG:3857)");
  const ruler = Ruler(map, root);
  Furniture.buttons(map, frame, looks.home, sheet.bounds, sight.go, ruler);
  Furniture.claimants(map, looks.named);
  const unpublished = Unpublished(map, root);
  const forget = Finder.begin(map, root, {
    admits: sheet.admits,
    light: (ids) => {
      lit = ids;
      tidy();
    },
    take: (found) => {
      byKey = true;
      byHand = true;
      send("found", found.id ? found.id : [found.lon_deg, found.lat_deg]);
    },
  });
  const asking = Asking.control(map, looks, (asked, parts) => {
    redraw(asked);
    return deeds.add("asked", parts);
  });
  const sidebar = Sidebar(looks, asking.asked, (part) => redraw(asking.hint(part)));
  const switches = Furniture.layers(map, looks.order, looks.titles, compare.control, (key, on) => {
    deeds.add("layers", { [key]: on });
    // A switch may be turned before the map has its first message, or the parts that it draws.
    if (!message) return;
    message = { ...message, shown: looks.order.filter((each) => (each === key ? on : message.shown.includes(each))) };
    tidy();
    time();
  });
  const bar = TimeBar(
    frame,
    looks.severities,
    (range) => {
      preview = range;
      tidy();
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
  map.on("click", ({ latlng }) => {
    if (ruler.takes(latlng)) return;
    Early.drop();
    send("point", [latlng.lng, latlng.lat]);
  });
  const stopLooking = sight.begin();
  const themed = setInterval(theme, 500);
  theme();

  /**
   * Takes away a part of the question, at once where the browser can tell what is left.
   * @param {string} test
   */
  function drop(test) {
    if (!asking.leave(test)) deeds.add("dropped", { [test]: true });
  }

  /** A way past the marks, each of which is a stop of the keyboard's. */
  function skip() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "skip";
    button.textContent = "Skip the marks: to the search";
    button.addEventListener("click", () =>
      /** @type {HTMLElement | null} */ (frame.querySelector(".finder input"))?.focus(),
    );
    return button;
  }

  function theme() {
    const ground = getComputedStyle(frame).getPropertyValue("--st-background-color").trim();
    const light = Number.parseInt(ground.slice(1, 3) || "ff", 16) > 127;
    document.documentElement.dataset.theme = light ? "light" : "dark";
  }

  async function land() {
    const style = { className: "land", weight: 0.7, fillOpacity: 1 };
    const shape = await file("land.geojson");
    if (closed) return;
    L.geoJSON(shape, { pane: "land", interactive: false, style }).addTo(map);
    frame.dataset.drawn = "land";
  }

  function settled() {
    const { lat, lng } = map.getCenter();
    frame.dataset.at = `${lng},${lat},${map.getZoom()}`;
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

  /** @param {() => void} move */
  function nearer(move) {
    sight.hold();
    sight.go(move);
  }

  // ---- what is asked ----
  /** @param {Message} sent */
  async function show(sent) {
    message = told = sent;
    deeds.heard(sent.turn);
    Early.tell(sent.picked, sent.turn);
    switches(sent.shown, sent.legend);
    chips.show(sent.chips);
    const [written] = await Promise.all([file(`names-${sent.names}.json`), sheet.fill(sent.layers), compare.fill(sent)]);
    // A later message may have come while the parts were read, or the page have gone.
    if (sent !== message || closed) return;
    names = written;
    preview = null;
    await Promise.all([sheet.lay(), compare.lay()]);
    if (sent !== message || closed) return;
    asking.offer(sheet.filled[leading]?.rows.states ?? []);
    const newer = asking.tell(sent.asked, sent.turn);
    if (newer && Asking.foresees(newer)) foresee(newer);
    point();
    unpublished.show(sent.unpublished);
    tidy();
    time();
    sight.fly(sent.look);
    frame.toggleAttribute("data-open", sent.look !== null);
    if (sent.picked && sent.picked !== before) opened();
    if (before && !sent.picked) forget();
    before = sent.picked;
    frame.toggleAttribute("data-whole", !sent.alone);
    frame.dataset.asked = String(Number(frame.dataset.asked ?? 0) + 1);
  }

  /**
   * Draws what the browser itself can tell to be admitted.
   * @param {Asked} asked
   */
  function redraw(asked) {
    if (!Asking.foresees(asked) || !sheet.ready()) return;
    foresee(asked);
    tidy();
    // Of days brushed the bars are the page's to count: the browser has not what lies beyond them.
    if (message.from === null && message.to === null) time();
  }

  /**
   * Admits what is left of what else is asked, and calls it by its name: with level 0 marks are of incidents, not clashes.
   * @param {Asked} asked
   */
  function foresee(asked) {
    message = { ...message, wide: asked.severity < looks.clash };
    sheet.foresee(asked);
  }

  /** Draws what the message, the bar of time and the search show by now. */
  function tidy() {
    if (!message || !sheet.ready()) return;
    const { shown, picked, wide } = message;
    const showing = { shown, picked, wide, preview, lit };
    sheet.show(showing);
    frame.dataset.marks = String(sheet.tidy(names).length);
    compare.show(showing, names);
  }

  function time() {
    // Two last days are compared at rest: days that are played would be neither side's.
    if (!leading || !sheet.ready() || !message.shown.includes(leading) || message.beside) return bar.hide();
    const { rows, ever } = sheet.filled[leading];
    const look = looks.layers[leading];
    return bar.show({ rows, ever, from: message.from, to: message.to, units: message.wide ? look.wide : look.units });
  }

  /** Marks the point that is asked about, or where a picked feature lies that the question does not admit. */
  function point() {
    crosses.clearLayers();
    const { look } = message;
    if (!look?.point && !look?.outside) return;
    const mark = { pane: "clusters", icon: marks.cross(), interactive: false, keyboard: false };
    crosses.addLayer(L.marker([look.south, look.west], mark));
  }

  // ---- after a pick ----
  /** What was picked before, and whether the keyboard picked what comes next. */
  let before = "";
  let byKey = false;

  /** A pick by key takes the focus to the dossier, and Escape gives it back. */
  function opened() {
    const dossier = /** @type {HTMLElement | null} */ (document.querySelector(".st-key-dossier"));
    if (!dossier || !byHand) return;
    byHand = false;
    if (!byKey) return;
    byKey = false;
    dossier.tabIndex = -1;
    dossier.focus({ preventScroll: true });
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
    Early.show(root, ids[0], send("picked", { ids })).then((shown) => {
      if (shown) frame.toggleAttribute("data-open", true);
    });
  }

  let lastKey = "";
  sea.addEventListener("keydown", ({ key }) => {
    lastKey = key;
  });
  sea.addEventListener("pointerdown", () => {
    lastKey = "";
  });

  function close() {
    closed = true;
    stopLooking();
    deeds.stop();
    sidebar.stop();
    clearInterval(themed);
    bar.stop();
    map.remove();
  }

  return { show, close };
};
