// Where the app's map looks: what its address says, what the reader moved it to, and flights to what was asked for.
"use strict";

/** @typedef {{ flight: number, west: number, south: number, east: number, north: number, point: boolean, outside: boolean }} Flight Where to fly, and its number. */

const Sights = {
  /** The last flight's number: the page outlives its maps, and a map that comes back does not fly again. */
  flown: 0,
};

/** @param {L.Map} map */
const Sight = (map) => {
  const CLOSE_ZOOM = 8;
  const REMEMBER_MS = 300;
  const PHONE_PX = 640;
  // Below the search and beside the buttons.
  const SEEN_PX = 130;
  let centre = map.getCenter();
  let first = true;
  let sizing = false;
  let moved = false;
  /** Where it looked before a flight, and where it is being taken back to. @type {{ centre: L.LatLng, zoom: number } | undefined} */
  let before;
  /** @type {typeof before} */
  let back;
  /** What waits until the map stands still. @type {(() => void) | undefined} */
  let next;

  // While Leaflet zooms, the middle of the map is not yet where it will be; no public word tells that it does.
  const zooming = () => /** @type {L.Map & { _animatingZoom?: boolean }} */ (map)._animatingZoom;

  /**
   * Moves the map now or, as Leaflet drops whatever it is told while it zooms, when it stands; the last word counts.
   * @param {() => void} move
   */
  function go(move) {
    if (zooming()) next = move;
    else move();
  }

  // The map is the reader's from now on: no first flight takes it elsewhere.
  function hold() {
    moved = true;
  }

  function begin() {
    look();
    // Whoever clicks the sea looks at it already: the map stays.
    map.on("dragend zoomend click", hold);
    map.on("moveend", () => {
      if (!sizing) centre = map.getCenter();
      const waiting = next;
      next = undefined;
      waiting?.();
    });
    centre = map.getCenter();
    const observer = new ResizeObserver(resized);
    observer.observe(map.getContainer());
    addEventListener("popstate", look);
    // The server writes the address without knowing where the map looks, so it is written again whenever it differs.
    const clock = setInterval(remember, REMEMBER_MS);
    return () => {
      clearInterval(clock);
      observer.disconnect();
      removeEventListener("popstate", look);
    };
  }

  /** Looks where the address says. */
  function look() {
    const sight = Address.read(location.search);
    if (!sight) return;
    map.setView([sight.lat, sight.lon], sight.zoom, { animate: false });
    hold();
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
    if (!moved || zooming()) return;
    const { lat, lng } = map.getCenter();
    const address = Address.write(location.href, { lat, lon: lng, zoom: map.getZoom() });
    if (address) history.replaceState(history.state, "", address);
  }

  /**
   * Flies to what was asked for, once a flight's number. Without one, a map that comes with a link looks where the link says
   * or, where it says nothing, at what it asks for; when nothing is asked for any more it looks where it did before.
   * @param {Flight | null} asked
   */
  function fly(asked) {
    const due = asked && asked.flight > Sights.flown;
    const shared = asked && first && !moved;
    first = false;
    if (asked) Sights.flown = Math.max(Sights.flown, asked.flight);
    if (due || shared) {
      if (!shared) before ??= (zooming() && back) || { centre: map.getCenter(), zoom: map.getZoom() };
      hold();
      go(() => goTo(asked));
    } else if (!asked && before) {
      const { centre, zoom } = before;
      back = before;
      go(() => map.setView(centre, zoom));
    }
    if (!asked) before = undefined;
  }

  /** @param {Flight} asked */
  function goTo({ west, south, east, north }) {
    const zoom = Math.max(map.getZoom(), CLOSE_ZOOM);
    if (west === east && south === north) map.setView(seen([south, west], zoom), zoom);
    else map.fitBounds(L.latLngBounds([south, west], [north, east]), { maxZoom: CLOSE_ZOOM });
  }

  /**
   * The middle of a map whose reader sees a position: on a phone the dossier covers all but the upper part.
   * @param {[lat: number, lon: number]} at
   * @param {number} zoom
   */
  function seen(at, zoom) {
    if (innerWidth > PHONE_PX) return L.latLng(at);
    return map.unproject(map.project(at, zoom).add([0, Math.max(0, map.getSize().y / 2 - SEEN_PX)]), zoom);
  }

  return { begin, fly, hold, go };
};
