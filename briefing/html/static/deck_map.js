// A scene's map: the marks, lines and names of one question, live, with what stands behind a mark one click away.
"use strict";
window.Chart = (() => {
  const { button, card, legend, make } = Blocks;
  const ORDER = ["overlaps", "limits", "claims", "fills", "rings", "places", "developments", "incidents", "clusters"];
  const LEAST_ZOOM = 3, CLOSEST_ZOOM = 13, STEP = 0.5;
  // Marks and names are drawn at a desk's size up to here (CSS pixels a rem), and grow with the scene beyond.
  const DESK_REM_PX = 13;
  const STRIDE_PX = 120;

  // Lines or areas of whole thousandths of a degree, each point a step from the one before, as GeoJSON.
  function unstepped({ areas, lines }) {
    const points = (steps) => {
      let lon = 0, lat = 0;
      return Array.from({ length: steps.length / 2 }, (_, n) => [(lon += steps[2 * n]) / 1000, (lat += steps[2 * n + 1]) / 1000]);
    };
    return lines ? { type: "MultiLineString", coordinates: lines.map(points) }
      : { type: "MultiPolygon", coordinates: areas.map((rings) => rings.map(points)) };
  }

  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

  function block(data, deck) {
    const box = make("div", "chart-map"), panel = make("aside", "panel");
    panel.hidden = true;
    panel.setAttribute("aria-label", "What stands behind the mark");
    const element = make("div", "map", make("div", "frame", box, panel), legend(deck.look, data));
    let drawn = null;
    element.chart = {
      // Draws the map where it is not yet drawn at its present size, looking where it looked.
      draw() {
        const size = `${box.clientWidth} ${box.clientHeight} ${rem()}`;
        if (drawn?.size === size) return;
        const bounds = drawn?.moved() && drawn.map.getBounds();
        drawn?.map.remove();
        drawn = { size, ...draw(box, panel, data, deck) };
        if (bounds) drawn.map.fitBounds(bounds, { animate: false });
      },
      zoom: (steps) => drawn.map.setZoom(drawn.map.getZoom() + steps * STEP),
      pan: (x, y) => drawn.map.panBy([STRIDE_PX * x, STRIDE_PX * y]),
      home: () => drawn.home(),
      // Returns whether there was something to close.
      close: () => { const open = !panel.hidden; panel.hidden = true; return open; },
    };
    return element;
  }

  function draw(box, panel, data, deck) {
    const scale = Math.max(1, rem() / DESK_REM_PX);
    box.style.setProperty("--scale", scale);
    const map = L.map(box, {
      attributionControl: false, keyboard: false, maxZoom: CLOSEST_ZOOM, minZoom: LEAST_ZOOM, zoomControl: false,
      zoomDelta: STEP, zoomSnap: 0.25, trackResize: false,
    });
    const home = () => map.fitBounds(data.box, { animate: false });
    home();
    const marks = Marks(scale), shown = { incidents: [], developments: [], places: [] };
    const clusters = L.layerGroup().addTo(map);
    map.createPane("land").style.zIndex = 200;
    ORDER.forEach((key, step) => { map.createPane(key).style.zIndex = 410 + 10 * step; });
    map.getPane("overlaps").style.opacity = 0.78;
    controls(map, marks, home);
    const style = { className: "land", weight: 0.7, fillOpacity: 1 };
    L.geoJSON(unstepped(deck.land), { pane: "land", interactive: false, style }).addTo(map);
    const open = (ids) => { fill(panel, ids, deck); };
    data.features.forEach((feature) => layer(...feature).addTo(map));

    // A point comes as its coordinates; lines and areas are kept once for the deck.
    function layer(key, id, place, p) {
      const look = deck.look.lines[p.state] || deck.look.lines.other;
      const kept = place || deck.shapes[id];
      const geometry = Array.isArray(kept) ? { type: "Point", coordinates: kept } : kept.type ? kept : unstepped(kept);
      const drawn = L.geoJSON({ type: "Feature", id, geometry, properties: p }, {
        pane: key,
        pointToLayer: (_, at) => L.marker(at, key === "places"
          ? { pane: key, icon: marks.nameplate(p.rank), keyboard: false, riseOnHover: true }
          : { pane: key, icon: marks.badge(key, p.n, p.severity, p.picked), alt: "", riseOnHover: true }),
        style: () => styles(key, p),
        onEachFeature: (_, one) => {
          marks.press(one).on("click", () => open(data.behind[id] || [id]));
          if (key in shown && one instanceof L.Marker) shown[key].push(one);
        },
      });
      const area = key === "claims" && geometry.type.endsWith("Polygon");
      const filled = area && drawn.getLayers().map((one) => L.polygon(one.getLatLngs(), { pane: "fills", ...marks.fill(look) }));
      return area ? L.layerGroup([...filled, drawn]) : drawn;
    }

    function styles(key, p) {
      const look = deck.look.lines[p.state] || deck.look.lines.other;
      if (p.ring) return { pane: "rings", interactive: false, className: "ring", weight: 1.4, dashArray: "3 3" };
      if (key === "overlaps") return { ...marks.depth(deck.look.depths, p), interactive: true };
      return key === "limits" ? marks.limit(look, p) : marks.stroke(look, p.picked);
    }

    function gather(key, around) {
      const kept = marks.gather(map, key, shown[key], around);
      kept.filter(({ all }) => all.length > 1).forEach((group) => {
        const ids = group.all.flatMap((one) => data.behind[one.feature.id] || [one.feature.id]);
        const cluster = marks.cluster(map, key, group);
        // As near as the map goes, marks that are still gathered are opened together.
        clusters.addLayer(cluster.on("click", () => { if (map.getZoom() >= CLOSEST_ZOOM) open(ids); }));
      });
      return kept;
    }

    let lines = null;
    function tidy() {
      lines?.remove();
      lines = marks.graticule(map).addTo(map);
      clusters.clearLayers();
      const covered = [...box.querySelectorAll(".leaflet-control")].map((one) => one.getBoundingClientRect());
      const clashes = gather("incidents");
      marks.nameplaces(map, shown.places, deck.names[data.names], [...clashes, ...gather("developments", clashes)], { covered, within: box.getBoundingClientRect() });
      degrees(box, covered);
    }
    map.on("moveend", tidy);
    tidy();
    let moved = false;
    map.on("zoomstart dragstart", () => { moved = true; });
    box.dataset.marks = String(shown.incidents.length);
    return { map, home: () => { home(); moved = false; }, moved: () => moved };
  }

  function controls(map, marks, home) {
    const bar = L.control({ position: "topright" });
    bar.onAdd = () => {
      const box = make("div", "leaflet-bar zooms",
        button("+", "", "Zoom in (+)", () => map.setZoom(map.getZoom() + STEP)),
        button("−", "", "Zoom out (−)", () => map.setZoom(map.getZoom() - STEP)),
        button("Reset", "reset", "As the scene begins (0)", home));
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    const north = L.control({ position: "topleft" });
    north.onAdd = () => {
      const arrow = make("div", "north", make("i"), make("b", "", "N"));
      arrow.title = "North is up";
      return arrow;
    };
    [bar, north, new marks.Scale({ position: "bottomright" })].forEach((one) => one.addTo(map));
  }

  // A degree that a control would cover is left unwritten.
  function degrees(box, covered) {
    box.querySelectorAll(".degree").forEach((one) => {
      const own = one.getBoundingClientRect();
      const meets = (other) => own.left < other.right && other.left < own.right && own.top < other.bottom && other.top < own.bottom;
      one.style.visibility = covered.some(meets) ? "hidden" : "";
    });
  }

  function fill(panel, ids, deck) {
    const found = ids.map((id) => deck.cards[id]).filter(Boolean);
    const more = ids.length - found.length;
    panel.replaceChildren(button("Close", "close", "Close (Esc)", () => { panel.hidden = true; }),
      ...(found.length > 1 ? [make("p", "kicker", `${ids.length} at this mark, the newest first`)] : []),
      ...found.map((one) => card(one, deck.reports)), ...(more > 0 ? [make("p", "kicker", `and ${more} more`)] : []));
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.querySelector("button").focus();
  }

  return { block };
})();
