// The browser's half of the map: turns ids and numbers into marks. Leaflet draws; st_folium carries clicks to the page.
// Names come from the app's own route and enter the document as text, never as markup.
"use strict";
window.Soundings = (() => {
  const NAUTICAL_MILE_M = 1852;
  const ORDER = ["claims", "fills", "rings", "places", "developments", "incidents", "clusters"];
  const root = new URL("../../", document.baseURI);
  const shown = { incidents: [], developments: [], places: [] };
  const CLOSE_ZOOM = 8;
  let map, palette, clusters, centre, sizing = false, moved = false, flown = null, clicks = 0;
  const labels = { language: "", names: {} };

  // ---- setting up, once a map ----
  function start(leaflet, options) {
    map = leaflet;
    palette = options.palette;
    clusters = L.layerGroup().addTo(map);
    L.control.zoom({ position: "topright" }).addTo(map);
    new Scale({ position: "bottomright" }).addTo(map);
    map.attributionControl.setPrefix("").addAttribution("Land: Natural Earth · Web Mercator (EPSG:3857)");
    map.createPane("land").style.zIndex = 200;
    ORDER.forEach((key, step) => { map.createPane(key).style.zIndex = 410 + 10 * step; });
    land();
    graticule();
    map.on("zoomend", tidy);
    map.on("moveend", graticule);
    const at = new URLSearchParams(window.parent.location.search).get("at")?.split(",").map(Number) || [];
    if (at.length === 3 && at.every(Number.isFinite)) {
      map.setView([at[1], at[0]], at[2], { animate: false });
      moved = true;
    }
    map.on("dragend zoomend", () => { moved = true; });
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
    map.setView(centre, map.getZoom(), { animate: false });
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
    const centre = map.getCenter();
    const address = new URL(window.parent.location.href);
    const at = `${+centre.lng.toFixed(4)},${+centre.lat.toFixed(4)},${map.getZoom()}`;
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
    const zoom = map.getZoom();
    const step = zoom < 5 ? 10 : zoom < 7 ? 5 : zoom < 9 ? 1 : 0.5;
    const view = map.getBounds();
    const style = { pane: "land", interactive: false, className: "graticule", weight: 0.6 };
    lines = L.layerGroup();
    const label = (at, words, kind) => lines.addLayer(L.marker(at, {
      pane: "land", interactive: false, keyboard: false, icon: L.divIcon({ className: `degree ${kind}`, html: words, iconSize: null }),
    }));
    const first = (low) => Math.ceil(low / step) * step;
    for (let lon = first(view.getWest()); lon <= view.getEast(); lon += step) {
      lines.addLayer(L.polyline([[view.getSouth(), lon], [view.getNorth(), lon]], style));
      label([view.getSouth(), lon], `${+lon.toFixed(1)}°E`, "meridian");
    }
    for (let lat = first(view.getSouth()); lat <= view.getNorth(); lat += step) {
      lines.addLayer(L.polyline([[lat, view.getWest()], [lat, view.getEast()]], style));
      label([lat, view.getWest()], `${Math.abs(+lat.toFixed(1))}°${lat < 0 ? "S" : "N"}`, "parallel");
    }
    lines.addTo(map);
  }

  const Scale = L.Control.extend({
    onAdd(leaflet) {
      this._box = L.DomUtil.create("div", "scale-nm");
      leaflet.on("move zoomend", this._draw, this);
      leaflet.whenReady(this._draw, this);
      return this._box;
    },
    _draw() {
      const leaflet = this._map, middle = leaflet.getSize().y / 2;
      const metres = leaflet.distance(leaflet.containerPointToLatLng([0, middle]), leaflet.containerPointToLatLng([110, middle]));
      const most = metres / NAUTICAL_MILE_M;
      const power = 10 ** Math.floor(Math.log10(most));
      const round = [5, 2, 1].find((n) => n * power <= most) * power;
      this._box.textContent = `${round < 1 ? round.toFixed(1) : round} nm`;
      this._box.style.width = `${(110 * round) / most}px`;
    },
  });

  // ---- marks ----
  const size = (n) => Math.round(12 + 5 * Math.log2(1 + n));

  function badge(kind, n, grave, picked, many) {
    const width = kind === "incidents" ? size(n) : 15;
    const words = kind === "incidents"
      ? `${n} reported ${n === 1 ? "clash" : "clashes"}, gravest severity ${grave}`
      : `${n} ${n === 1 ? "development" : "developments"}`;
    const face = document.createElement("span");
    face.className = `face s${grave || 0}${picked ? " picked" : ""}${many ? " many" : ""}`;
    if (n > 1) face.textContent = n;
    face.title = many ? `${words}: zooms in` : words;
    // Developments sit up and to the right of their place, so that no clash hides them.
    const anchor = kind === "incidents" ? [width / 2, width / 2] : [-4, width + 4];
    return L.divIcon({ className: `mark ${kind}`, html: face, iconSize: [width, width], iconAnchor: anchor });
  }

  function mark(key, feature, at) {
    const p = feature.properties;
    if (key === "look") {
      fly(feature);
      return null;
    }
    if (key === "places") {
      language(p.lang);
      const icon = L.divIcon({ className: `mark place r${p.rank}`, html: document.createElement("span"), iconSize: [9, 9] });
      return L.marker(at, { pane: key, icon, keyboard: false, riseOnHover: true });
    }
    return L.marker(at, { pane: key, icon: badge(key, p.n, p.severity, p.picked), alt: "", riseOnHover: true });
  }

  function style(key, feature) {
    const p = feature.properties;
    if (p.ring) return { pane: "rings", interactive: false, className: "ring", weight: 1.4, dashArray: "3 3" };
    const look = palette[p.state] || palette.other;
    return {
      color: look.colour, dashArray: look.dash, weight: p.picked ? 4.5 : 2.2, opacity: p.picked ? 1 : 0.85,
      fill: false, className: "claim", lineCap: "butt",
    };
  }

  function each(key, feature, layer) {
    // A second click on the same mark must differ from the first, or st_folium would not pass it on.
    layer.on("click", () => { feature.properties.click = ++clicks; });
    press(layer);
    if (key in shown && layer instanceof L.Marker) {
      layer.on("add", () => { shown[key].push(layer); later(); });
      layer.on("remove", () => { shown[key] = shown[key].filter((other) => other !== layer); later(); });
    } else if (key === "claims" && feature.geometry.type.endsWith("Polygon")) {
      const look = { pane: "fills", interactive: false, stroke: false, fillOpacity: 0.07, fillColor: style(key, feature).color };
      const fill = L.polygon(layer.getLatLngs(), look);
      layer.on("add", () => fill.addTo(map)).on("remove", () => fill.remove());
    }
  }

  // Leaflet lets a key reach a marker but clicks it for popups alone.
  function press(layer) {
    return layer.on("keypress", (event) => {
      const { originalEvent } = event;
      if (originalEvent.key === "Enter") layer.fire("click", { latlng: layer.getLatLng(), originalEvent }, true);
    });
  }

  let waiting = 0;
  function later() {
    // A timer, since st_folium hangs its click handler on all that is on the map when it has added its groups:
    // clusters come after that, so a cluster zooms in and is never taken for a feature.
    clearTimeout(waiting);
    waiting = setTimeout(tidy, 0);
  }

  // Marks that would lie over each other are gathered into one that says their sum; a click on it zooms in.
  function tidy() {
    clusters.clearLayers();
    const clashes = gather("incidents");
    gather("developments");
    nameplaces(clashes);
    map.getContainer().dataset.marks = String(shown.incidents.length);
  }

  function gather(key) {
    const rank = (layer) => { const p = layer.feature.properties; return 1e6 * (p.picked || 0) + 1e3 * (p.severity || 0) + p.n; };
    const reach = (n) => (key === "incidents" ? size(n) / 2 + 2 : 8);
    let kept = [...shown[key]].sort((a, b) => rank(b) - rank(a)).map((layer) => {
      const n = layer.feature.properties.n;
      return { layer, at: map.latLngToLayerPoint(layer.getLatLng()), n, reach: reach(n), all: [layer] };
    });
    // A gathered mark is larger than its parts, so it may reach another: gather until none lies over another.
    for (let before = Infinity; kept.length < before;) {
      before = kept.length;
      kept = kept.reduce((found, one) => {
        const over = found.find((other) => one.at.distanceTo(other.at) < 0.85 * (one.reach + other.reach));
        if (!over) return [...found, one];
        over.all.push(...one.all);
        over.n += one.n;
        over.reach = reach(over.n);
        return found;
      }, []);
    }
    kept.forEach(({ layer, all, n }) => {
      all.forEach((one) => one.getElement()?.classList.toggle("under", all.length > 1));
      if (all.length > 1) clusters.addLayer(cluster(key, layer, all, n));
    });
    return kept;
  }

  function cluster(key, lead, all, sum) {
    const p = lead.feature.properties;
    const icon = badge(key, sum, p.severity, p.picked, true);
    const bounds = L.latLngBounds(all.map((one) => one.getLatLng()));
    return press(L.marker(lead.getLatLng(), { pane: "clusters", icon, alt: "" }))
      .on("click", () => { moved = true; map.fitBounds(bounds.pad(0.4), { maxZoom: Math.max(map.getZoom() + 2, 9) }); });
  }

  async function language(code) {
    if (labels.language === code) return;
    labels.language = code;
    const answer = await fetch(new URL(`map/names-${code}.json`, root));
    labels.names = answer.ok ? await answer.json() : {};
    later();
  }

  // A name stands clear of the marks: to the right of its own place's mark, and nowhere near another name.
  function nameplaces(clashes) {
    const zoom = map.getZoom(), taken = [];
    const box = (left, right, y, half) => ({ left, right, top: y - half, bottom: y + half });
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const marks = clashes.map(({ at, reach }) => box(at.x - reach, at.x + reach, at.y, reach));
    const rank = (layer) => layer.feature.properties.rank;
    [...shown.places].sort((a, b) => rank(a) - rank(b)).forEach((layer) => {
      const face = layer.getElement()?.firstChild;
      if (!face) return;
      const words = labels.names[layer.feature.id] || "";
      const at = map.latLngToLayerPoint(layer.getLatLng());
      const own = marks.find((mark) => meet(mark, box(at.x - 3, at.x + 3, at.y, 3)));
      const shift = own ? own.right - at.x - 4 : 0;
      const wide = /[^\u0000-\u024f\u1e00-\u1eff]/.test(words) ? 12 : 6.6;
      const room = box(at.x + shift + 6, at.x + shift + 14 + wide * words.length, at.y, 8);
      const free = ![...taken, ...marks.filter((mark) => mark !== own)].some((other) => meet(other, room));
      const named = words && free && zoom >= [0, 5, 6, 8][rank(layer)];
      if (named) taken.push(room);
      face.textContent = named ? words : "";
      face.title = words;
      face.style.marginLeft = `${shift}px`;
      layer.getElement().classList.toggle("minor", !named && zoom < 7);
    });
  }

  return { start, mark, style, each };
})();
