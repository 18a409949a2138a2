// Where the app's map looks: what its address says, what the reader moved it to, and flights to a feature that was picked.
"use strict";

/** @typedef {{ flight: number, east: number, north: number, point: number }} Flight Where to fly, and its number. */

/** @param {L.Map} map */
const Sight = (map) => {
  const CLOSE_ZOOM = 8;
  const REMEMBER_MS = 300;
  let centre = map.getCenter();
  /** @type {number | undefined} */
  let flown;
  let sizing = false;
  let moved = false;

  // The map is the reader's from now on: no first flight takes it elsewhere.
  function hold() {
    moved = true;
  }

  function begin() {
    const sight = Address.read(window.parent.location.search);
    if (sight) {
      map.setView([sight.lat, sight.lon], sight.zoom, { animate: false });
      hold();
    }
    // Whoever clicks the sea looks at it already: the map stays.
    map.on("dragend zoomend click", hold);
    // The server writes the address without knowing where the map looks, so it is written again whenever it differs.
    setInterval(remember, REMEMBER_MS);
    map.on("moveend", () => {
      if (!sizing) centre = map.getCenter();
    });
    centre = map.getCenter();
    new ResizeObserver(resized).observe(map.getContainer());
  }

  // What the address says is the middle of the map: it stays there whatever becomes of the frame.
  function resized() {
    sizing = true;
    map.invalidateSize({ pan: false });
    // `reset` draws the map anew where it is: Leaflet has it, its types do not.
    map.setView(centre, map.getZoom(), /** @type {L.ZoomPanOptions} */ ({ reset: true }));
    sizing = false;
  }

  // Where the map looks is part of the link. It goes into the address at once and reruns nothing.
  function remember() {
    // While Leaflet zooms, the middle of the map is not yet where it will be; no public word tells that it does.
    const { _animatingZoom: zooming } = /** @type {L.Map & { _animatingZoom?: boolean }} */ (map);
    if (!moved || zooming) return;
    const { lat, lng } = map.getCenter();
    const address = Address.write(window.parent.location.href, { lat, lon: lng, zoom: map.getZoom() });
    if (address) window.parent.history.replaceState(window.parent.history.state, "", address);
  }

  /**
   * Flies to a feature, once a flight's number; the first is left out where the map was moved before.
   * @param {GeoJSON.Feature<GeoJSON.Point, Flight>} feature
   */
  function fly({ properties, geometry }) {
    const { flight, east, north } = properties;
    const first = flown === undefined;
    if (flight === flown) return;
    flown = flight;
    if (first && moved) return;
    const [west, south] = geometry.coordinates;
    hold();
    if (west === east && south === north) map.setView([south, west], Math.max(map.getZoom(), CLOSE_ZOOM));
    else map.fitBounds(L.latLngBounds([south, west], [north, east]), { maxZoom: CLOSE_ZOOM });
  }

  return { begin, fly, hold };
};
