// The browser's half of the map: turns ids and numbers into marks. Leaflet draws; st_folium carries clicks to the page.
// What a mark looks like is in marks.js, which the standalone deck shares.
// Names come from the app's own route and enter the document as text, never as markup.
"use strict";
window.Soundings = (() => {
  const ORDER = ["overlaps", "limits", "claims", "fills", "rings", "places", "developments", "incidents", "clusters"];
  const root = new URL("../../", document.baseURI);
  const shown = { incidents: [], developments: [], places: [] };
  const CLOSE_ZOOM = 8;
  const marks = Marks(1);
  let map, palette, depths, clusters, centre, sizing = false, moved = false, flown = null, clicks = 0;
  const labels = { language: "", names: {} };

  // ---- setting up, once a map ----
  function start(leaflet, options) {
    map = leaflet;
    ({ palette, depths } = options);
    clusters = L.layerGroup().addTo(map);
    L.control.zoom({ position: "topright" }).addTo(map);
    new marks.Scale({ position: "bottomright" }).addTo(map);
    map.attributionControl.setPrefix("").addAttribution("Land: Natural Earth · Web Mercator (EPSG:3857)");
    map.createPane("land").style.zIndex = 200;
    ORDER.forEach((key, step) => { map.createPane(key).style.zIndex = 410 + 10 * step; });
    map.getPane("overlaps").style.opacity = 0.78;
    land();
    graticule();
    map.on("zoomend", tidy);
    map.on("moveend", graticule);
    const at = new URLSearchParams(window.parent.location.search).get("at")?.split(",").map(Number) || [];
    if (at.length === 3 && at.every(Number.isFinite)) {
      map.setView([at[1], at[0]], at[2], { animate: false });
      moved = true;
    }
    // Whoever clicks the sea looks at it already: the map stays.
    map.on("dragend zoomend click", () => { moved = true; });
    // The server writes the address without knowing where the map looks, so it is written again whenever it differs.
    setInterval(remember, 300);
    map.on("moveend", () => { if (!sizing) centre = map.getCenter(); });
    centre = map.getCenter();
    new ResizeObserver(resized).observe(map.getContainer());
    window.Streamlit?.events?.addEventListener("streamlit:render", (event) => theme(event.detail?.theme));
  }

  // What the address says is the middle of the map: it stays there whatever becomes of the frame.
  function resized() {
    sizing = true;
    map.invalidateSize({ pan: false });
    map.setView(centre, map.getZoom(), { reset: true });
    sizing = false;
  }

  function theme(chosen) {
    if (chosen?.base) document.documentElement.dataset.theme = chosen.base;
  }

  async function land() {
    const answer = await fetch(new URL("map/land.geojson", root));
    if (!answer.ok) throw new Error(`The land could not be read: status ${answer.status}.`);
    const style = { className: "land", weight: 0.7, fillOpacity: 1 };
    L.geoJSON(await answer.json(), { pane: "land", interactive: false, style }).addTo(map);
    map.getContainer().dataset.drawn = "land";
  }

  // Where the map looks is part of the link. It goes into the address at once and reruns nothing.
  function remember() {
    if (!moved || map._animatingZoom) return;
    const middle = map.getCenter();
    const address = new URL(window.parent.location.href);
    const at = `${+middle.lng.toFixed(4)},${+middle.lat.toFixed(4)},${map.getZoom()}`;
    if (address.searchParams.get("at") === at) return;
    address.searchParams.delete("at");
    const query = address.search ? `${address.search}&at=${at}` : `?at=${at}`;
    window.parent.history.replaceState(window.parent.history.state, "", `${address.pathname}${query}`);
  }

  function fly(feature) {
    const { flight, east, north } = feature.properties;
    const first = flown === null;
    if (flight === flown) return;
    flown = flight;
    if (first && moved) return;
    const [west, south] = feature.geometry.coordinates;
    moved = true;
    if (west === east && south === north) map.setView([south, west], Math.max(map.getZoom(), CLOSE_ZOOM));
    else map.fitBounds([[south, west], [north, east]], { maxZoom: CLOSE_ZOOM });
  }

  let lines;
  function graticule() {
    lines?.remove();
    lines = marks.graticule(map).addTo(map);
  }

  // ---- marks ----
  function mark(key, feature, at) {
    const p = feature.properties;
    if (key === "look") {
      fly(feature);
      return p.point ? L.marker(at, { pane: "clusters", icon: marks.cross(), interactive: false, keyboard: false }) : null;
    }
    if (key === "overlaps") return sent("cells", feature, L.polygon([], { pane: key, ...marks.depth(depths, p) }));
    if (key === "limits") return sent("limits", feature, L.polyline([], { pane: key, ...marks.limit(look(feature), p) }));
    if (key === "places") {
      language(p.lang);
      return L.marker(at, { pane: key, icon: marks.nameplate(p.rank), keyboard: false, riseOnHover: true });
    }
    return L.marker(at, { pane: key, icon: marks.badge(key, p.n, p.severity, p.picked), alt: "", riseOnHover: true });
  }

  // Cells and limits come once a map; a question says only which of them are shown, and how.
  const files = {};
  function sent(name, feature, shape) {
    files[name] ??= fetch(new URL(`map/${name}.json`, root)).then((answer) => (answer.ok ? answer.json() : {}));
    files[name].then((shapes) => shape.setLatLngs(shapes[feature.id] || []));
    return shape;
  }

  const look = (feature) => palette[feature.properties.state] || palette.other;

  function style(key, feature) {
    const p = feature.properties;
    if (key === "overlaps") return marks.depth(depths, p);
    if (key === "limits") return marks.limit(look(feature), p);
    if (p.ring) return { pane: "rings", interactive: false, className: "ring", weight: 1.4, dashArray: "3 3" };
    return marks.stroke(look(feature), p.picked);
  }

  function each(key, feature, layer) {
    // A second click on the same mark must differ from the first, or st_folium would not pass it on.
    layer.on("click", () => { feature.properties.click = ++clicks; });
    marks.press(layer);
    if (key in shown && layer instanceof L.Marker) {
      layer.on("add", () => { shown[key].push(layer); later(); });
      layer.on("remove", () => { shown[key] = shown[key].filter((other) => other !== layer); later(); });
    } else if (key === "claims" && feature.geometry.type.endsWith("Polygon")) {
      const fill = L.polygon(layer.getLatLngs(), { pane: "fills", ...marks.fill(look(feature)) });
      layer.on("add", () => fill.addTo(map)).on("remove", () => fill.remove());
    }
  }

  let waiting = 0;
  function later() {
    // A timer, since st_folium hangs its click handler on all that is on the map when it has added its groups:
    // clusters come after that, so a cluster zooms in and is never taken for a feature.
    clearTimeout(waiting);
    waiting = setTimeout(tidy, 0);
  }

  function tidy() {
    clusters.clearLayers();
    const clashes = gather("incidents");
    marks.nameplaces(map, shown.places, labels.names, [...clashes, ...gather("developments", clashes)]);
    map.getContainer().dataset.marks = String(shown.incidents.length);
  }

  function gather(key, clashes) {
    const kept = marks.gather(map, key, shown[key], clashes);
    kept.filter(({ all }) => all.length > 1).forEach((group) => {
      clusters.addLayer(marks.cluster(map, key, group).on("click", () => { moved = true; }));
    });
    return kept;
  }

  async function language(code) {
    if (labels.language === code) return;
    labels.language = code;
    const answer = await fetch(new URL(`map/names-${code}.json`, root));
    labels.names = answer.ok ? await answer.json() : {};
    later();
  }

  return { start, mark, style, each };
})();
