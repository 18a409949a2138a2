// What the app's map and the standalone deck draw alike: marks, their gathering, names that stand clear of them, the
// graticule, the scale bar. It keeps nothing: a map and its layers come in, and what was made of them goes out.
// Words enter the document as text, never as markup. `scale` is 1 on a desk; a deck is read from further off.
"use strict";
window.Marks = (scale) => {
  const NAUTICAL_MILE_M = 1852;
  const BAR_PX = 110 * scale;
  // What marks.css draws around a picked mark.
  const OUTLINE_PX = 6;

  const size = (n) => Math.round(scale * (12 + 5 * Math.log2(1 + n)));
  const reach = (key, n, picked) => (key === "incidents" ? size(n) / 2 + 2 : 8 * scale) + (picked ? OUTLINE_PX : 0);
  // Developments sit up and to the right of their place, and clear of the clashes, so that neither hides the other.
  const ASIDE = L.point(11.5 * scale, -11.5 * scale), UP_RIGHT = L.point(Math.SQRT1_2, -Math.SQRT1_2);

  function stand(key, at, clashes) {
    if (key === "incidents") return at;
    const own = reach(key, 1);
    return clashes.reduce((to, other) => (to.distanceTo(other.at) < own + other.reach
      ? other.at.add(UP_RIGHT.multiplyBy(own + other.reach)) : to), at.add(ASIDE));
  }

  // ---- one mark ----
  function badge(key, n, grave, picked, { many = false, shift = L.point(0, 0) } = {}) {
    const width = key === "incidents" ? size(n) : 15 * scale;
    const words = key === "incidents"
      ? `${n} reported ${n === 1 ? "clash" : "clashes"}, gravest severity ${grave}`
      : `${n} ${n === 1 ? "development" : "developments"}`;
    const face = document.createElement("span");
    face.className = `face s${grave || 0}${picked ? " picked" : ""}${many ? " many" : ""}`;
    if (n > 1) face.textContent = n;
    face.title = many ? `${words}: zooms in` : words;
    const anchor = L.point(width / 2, width / 2).subtract(shift);
    return L.divIcon({ className: `mark ${key}`, html: face, iconSize: [width, width], iconAnchor: anchor });
  }

  function nameplate(rank) {
    return L.divIcon({ className: `mark place r${rank}`, html: document.createElement("span"), iconSize: [9 * scale, 9 * scale] });
  }

  function stroke(look, picked) {
    return {
      color: look.colour, dashArray: look.dash, weight: scale * (picked ? 4.5 : 2.2), opacity: picked ? 1 : 0.85,
      fill: false, className: "claim", lineCap: "butt",
    };
  }

  // Waters by the number of states that claim them: more claimants, darker.
  const depth = (ramp, p) => ({
    // Its own colour around each, so that no seam shows between two: the pane they stand in is what lets the sea through.
    interactive: false, stroke: true, color: p.picked ? "#31414b" : tone(ramp, p.n), weight: p.picked ? 2.5 * scale : 0.6,
    fill: true, fillColor: tone(ramp, p.n), fillOpacity: 1,
  });
  const tone = (ramp, n) => ramp[Math.min(n, ramp.length) - 1];

  const limit = (look, p) => ({
    interactive: false, color: look.colour, dashArray: look.dash, weight: scale * (p.picked ? 3.5 : p.thin ? 0.8 : 1.5),
    opacity: p.picked ? 1 : 0.8, fill: false, lineCap: "butt",
  });

  const cross = () => L.divIcon({ className: "cross", html: "", iconSize: [22 * scale, 22 * scale] });

  const fill = (look) => ({ interactive: false, stroke: false, fillOpacity: 0.07, fillColor: look.colour });

  // Leaflet lets a key reach a marker but clicks it for popups alone.
  function press(layer) {
    return layer.on("keypress", (event) => {
      const { originalEvent } = event;
      if (originalEvent.key === "Enter") layer.fire("click", { latlng: layer.getLatLng(), originalEvent }, true);
    });
  }

  // ---- many marks ----
  // Marks that would lie over each other are gathered into one that says their sum. What is gathered is hidden.
  function gather(map, key, layers, clashes = []) {
    const rank = (layer) => { const p = layer.feature.properties; return 1e6 * (p.picked || 0) + 1e3 * (p.severity || 0) + p.n; };
    let kept = [...layers].sort((a, b) => rank(b) - rank(a)).map((layer) => {
      const { n, picked } = layer.feature.properties;
      const own = map.latLngToLayerPoint(layer.getLatLng()), at = stand(key, own, clashes);
      return { layer, at, shift: at.subtract(own), n, reach: reach(key, n, picked), picked, all: [layer] };
    });
    // A gathered mark is larger than its parts, so it may reach another: gather until none lies over another.
    for (let before = Infinity; kept.length < before;) {
      before = kept.length;
      kept = kept.reduce((found, one) => {
        const over = found.find((other) => one.at.distanceTo(other.at) < one.reach + other.reach);
        if (!over) return [...found, one];
        over.all.push(...one.all);
        over.n += one.n;
        over.reach = reach(key, over.n, over.picked);
        return found;
      }, []);
    }
    kept.forEach(({ layer, all, shift }) => {
      all.forEach((one) => one.getElement()?.classList.toggle("under", all.length > 1));
      move(layer.getElement(), shift);
    });
    return kept;
  }

  function move(element, shift) {
    if (!element) return;
    element.style.marginLeft = `${shift.x - element.offsetWidth / 2}px`;
    element.style.marginTop = `${shift.y - element.offsetHeight / 2}px`;
  }

  // The mark of a gathered group: a click on it zooms in.
  function cluster(map, key, { layer, all, n, shift }) {
    const { severity, picked } = layer.feature.properties;
    const bounds = L.latLngBounds(all.map((one) => one.getLatLng()));
    const icon = badge(key, n, severity, picked, { many: true, shift });
    return press(L.marker(layer.getLatLng(), { pane: "clusters", icon, alt: "" })).on("click", () => {
      map.fitBounds(bounds.pad(0.4), { maxZoom: Math.max(map.getZoom() + 2, 9) });
    });
  }

  // A name stands clear of the marks: to the right of its own place's mark, and nowhere near another name. Where the names
  // are set anew on every move, they also keep within the frame and clear of what covers it (both in window pixels).
  function nameplaces(map, places, names, gathered, { covered = [], within = null } = {}) {
    const zoom = map.getZoom(), edge = map.getContainer().getBoundingClientRect(), origin = map.containerPointToLayerPoint([0, 0]);
    const here = ({ left, right, top, bottom }) => ({
      left: left - edge.left + origin.x, right: right - edge.left + origin.x, top: top - edge.top + origin.y, bottom: bottom - edge.top + origin.y,
    });
    const taken = covered.map(here), frame = within && here(within);
    const held = (room) => !frame || (room.left >= frame.left && room.right <= frame.right && room.top >= frame.top && room.bottom <= frame.bottom);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `600 ${11 * scale}px ${getComputedStyle(map.getContainer()).fontFamily}`;
    const box = (left, right, y, half) => ({ left, right, top: y - half, bottom: y + half });
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const marks = gathered.map(({ at, reach: around }) => box(at.x - around, at.x + around, at.y, around));
    const rank = (layer) => layer.feature.properties.rank;
    // A name of the second rank or below gives way to any other place's own mark.
    const dots = places.map((layer) => [layer, map.latLngToLayerPoint(layer.getLatLng())])
      .map(([layer, at]) => ({ layer, ...box(at.x - 3 * scale, at.x + 3 * scale, at.y, 3 * scale) }));
    const dotted = (layer, room) => rank(layer) > 1 && dots.some((dot) => dot.layer !== layer && meet(dot, room));
    [...places].sort((a, b) => rank(a) - rank(b)).forEach((layer) => {
      const face = layer.getElement()?.firstChild;
      if (!face) return;
      const words = names[layer.feature.id] || "";
      const at = map.latLngToLayerPoint(layer.getLatLng());
      const own = marks.find((mark) => meet(mark, box(at.x - 3, at.x + 3, at.y, 3)));
      const shift = own ? own.right - at.x - 4 * scale : 0;
      const start = at.x + shift + 6;
      const room = box(start, start + pen.measureText(words).width + 8 * scale, at.y, 8 * scale);
      const free = ![...taken, ...marks.filter((mark) => mark !== own)].some((other) => meet(other, room));
      const named = words && free && held(room) && !dotted(layer, room) && zoom >= [0, 5, 6, 8][rank(layer)];
      if (named) taken.push(room);
      face.textContent = named ? words : "";
      face.title = words;
      face.style.marginLeft = `${shift}px`;
      layer.getElement().classList.toggle("minor", !named && zoom < 7);
    });
  }

  // ---- the chart's furniture ----
  function graticule(map) {
    const zoom = map.getZoom();
    const step = zoom < 5 ? 10 : zoom < 7 ? 5 : zoom < 9 ? 1 : 0.5;
    const view = map.getBounds();
    const style = { pane: "land", interactive: false, className: "graticule", weight: 0.6 };
    const lines = L.layerGroup();
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
    return lines;
  }

  const Scale = L.Control.extend({
    onAdd(map) {
      this._box = L.DomUtil.create("div", "scale-nm");
      map.on("move zoomend resize", this._draw, this);
      map.whenReady(this._draw, this);
      return this._box;
    },
    _draw() {
      const map = this._map, middle = map.getSize().y / 2;
      const metres = map.distance(map.containerPointToLatLng([0, middle]), map.containerPointToLatLng([BAR_PX, middle]));
      const most = metres / NAUTICAL_MILE_M;
      const power = 10 ** Math.floor(Math.log10(most));
      const round = [5, 2, 1].find((n) => n * power <= most) * power;
      this._box.textContent = `${round < 1 ? round.toFixed(1) : round} nm`;
      this._box.style.width = `${(BAR_PX * round) / most}px`;
    },
  });

  return { depth, limit, cross, badge, cluster, fill, gather, graticule, nameplaces, nameplate, press, Scale, stroke };
};
