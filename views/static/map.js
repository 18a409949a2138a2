// The browser's half of the map: turns ids and numbers into marks. Leaflet draws; st_folium carries clicks to the page.
// What a mark looks like is in marks.js, which the standalone deck shares.
// Names come from the app's own route and enter the document as text, never as markup.
"use strict";

/** @typedef {GeoJSON.Feature<GeoJSON.Geometry, Numbers & { click?: number }>} MapFeature What views/map hands over. */

const Soundings = (() => {
  const SCALE = 1;
  const root = new URL("../../", document.baseURI);
  const marks = Marks(SCALE);
  /** @type {Record<string, Marker[]>} */
  const shown = {};
  /** @type {{ language: string, names: Record<string, string> }} */
  const labels = { language: "", names: {} };
  /** @type {L.Map} */
  let map;
  /** @type {Looks} */
  let looks;
  /** @type {L.LayerGroup} */
  let clusters;
  /** @type {ReturnType<typeof Sight>} */
  let sight;
  let clicks = 0;

  // ---- setting up, once a map ----
  /**
   * @param {L.Map} leaflet
   * @param {Looks} options
   */
  function start(leaflet, options) {
    map = leaflet;
    looks = options;
    clusters = L.layerGroup().addTo(map);
    L.control.zoom({ position: "topright" }).addTo(map);
    marks.scaleBar(map).addTo(map);
    map.attributionControl.setPrefix("").addAttribution("Land: Natural Earth · Web Mercator (EPSG:3857)");
    marks.panes(map, looks);
    land();
    graticule();
    map.on("zoomend", tidy);
    map.on("moveend", graticule);
    sight = Sight(map);
    sight.begin();
    const frame = /** @type {{ Streamlit?: { events?: EventTarget } }} */ (/** @type {unknown} */ (window));
    frame.Streamlit?.events?.addEventListener("streamlit:render", (event) =>
      theme(/** @type {CustomEvent} */ (event).detail),
    );
  }

  /** @param {{ theme?: { base?: string } } | undefined} chosen */
  function theme(chosen) {
    if (chosen?.theme?.base) document.documentElement.dataset.theme = chosen.theme.base;
  }

  async function land() {
    const answer = await fetch(new URL("map/land.geojson", root));
    if (!answer.ok) throw new Error(`The land could not be read: status ${answer.status}.`);
    const style = { className: "land", weight: 0.7, fillOpacity: 1 };
    L.geoJSON(await answer.json(), { pane: "land", interactive: false, style }).addTo(map);
    map.getContainer().dataset.drawn = "land";
  }

  /** @type {L.LayerGroup | undefined} */
  let lines;
  function graticule() {
    lines?.remove();
    lines = marks.graticule(map).addTo(map);
  }

  // ---- marks ----
  /**
   * What stands where a feature is a point.
   * @param {string} key
   * @param {MapFeature} feature
   * @param {L.LatLng} at
   */
  function mark(key, feature, at) {
    const numbers = feature.properties;
    if (key === "look") {
      const flight = /** @type {GeoJSON.Feature<GeoJSON.Point, Flight>} */ (/** @type {unknown} */ (feature));
      sight.fly(flight);
      const cross = { pane: "clusters", icon: marks.cross(), interactive: false, keyboard: false };
      return flight.properties.point ? L.marker(at, cross) : null;
    }
    const layer = looks.layers[key];
    if (layer.shapes) {
      const options = { pane: key, ...marks.path(looks, key, numbers) };
      return sent(layer.shapes, feature, layer.ground === "depths" ? L.polygon([], options) : L.polyline([], options));
    }
    if (layer.marks === "names") {
      language(numbers.lang ?? "");
      return L.marker(at, { pane: key, icon: marks.nameplate(numbers.rank), keyboard: false, riseOnHover: true });
    }
    return L.marker(at, { pane: key, icon: marks.badge(key, layer, numbers), alt: "", riseOnHover: true });
  }

  // Computed shapes come once a map; a question says only which of them are shown, and how.
  /** @type {Record<string, Promise<Record<string, L.LatLngExpression[]>>>} */
  const files = {};

  /**
   * @param {string} name
   * @param {MapFeature} feature
   * @param {L.Polyline<GeoJSON.LineString | GeoJSON.MultiLineString | GeoJSON.Polygon | GeoJSON.MultiPolygon>} shape
   */
  function sent(name, feature, shape) {
    files[name] ??= fetch(new URL(`map/${name}.json`, root)).then((answer) => (answer.ok ? answer.json() : {}));
    files[name].then((shapes) => shape.setLatLngs(shapes[String(feature.id)] || []));
    return shape;
  }

  /**
   * @param {string} key
   * @param {MapFeature} feature
   * @returns {L.PathOptions}
   */
  const style = (key, feature) => marks.path(looks, key, feature.properties);

  /**
   * @param {string} key
   * @param {MapFeature} feature
   * @param {L.Layer} layer
   */
  function each(key, feature, layer) {
    // A second click on the same mark must differ from the first, or st_folium would not pass it on.
    layer.on("click", () => {
      feature.properties.click = ++clicks;
    });
    marks.press(layer);
    const look = looks.layers[key];
    if (look?.marks && layer instanceof L.Marker) kept(key, /** @type {Marker} */ (layer));
    else if (look?.ground === "strokes" && layer instanceof L.Polygon) {
      const line = marks.line(looks, key, feature.properties);
      const fill = L.polygon(layer.getLatLngs(), { pane: "fills", ...marks.fill(line) });
      layer.on("add", () => fill.addTo(map)).on("remove", () => fill.remove());
    }
  }

  /**
   * @param {string} key
   * @param {Marker} layer
   */
  function kept(key, layer) {
    layer.on("add", () => {
      shown[key] ??= [];
      shown[key].push(layer);
      later();
    });
    layer.on("remove", () => {
      shown[key] = shown[key].filter((other) => other !== layer);
      later();
    });
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  function later() {
    // A timer, since st_folium hangs its click handler on all that is on the map when it has added its groups:
    // clusters come after that, so a cluster zooms in and is never taken for a feature.
    clearTimeout(waiting);
    waiting = setTimeout(tidy, 0);
  }

  function tidy() {
    clusters.clearLayers();
    /** @type {Disc[]} */
    const gathered = [];
    for (const key of marks.gathered(looks)) gathered.push(...gather(key, [...gathered]));
    const named = Object.keys(shown).filter((key) => looks.layers[key].marks === "names");
    Names.write(
      map,
      named.flatMap((key) => shown[key]),
      labels.names,
      gathered,
      SCALE,
    );
    map.getContainer().dataset.marks = String(gathered.length);
  }

  /**
   * @param {string} key
   * @param {Disc[]} before
   */
  function gather(key, before) {
    const look = looks.layers[key];
    const groups = marks.gather(map, look.marks, shown[key] ?? [], before);
    for (const group of groups.filter(({ all }) => all.length > 1)) {
      const cluster = marks.cluster(map, key, look, group).on("click", sight.hold);
      clusters.addLayer(cluster);
    }
    return groups;
  }

  /** @param {string} code */
  async function language(code) {
    if (labels.language === code) return;
    labels.language = code;
    const answer = await fetch(new URL(`map/names-${code}.json`, root));
    labels.names = answer.ok ? await answer.json() : {};
    later();
  }

  return { start, mark, style, each };
})();
