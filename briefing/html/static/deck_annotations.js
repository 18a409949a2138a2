// The briefer's own notes on a scene's map, and the point that its question asks about: lines and words, never markup.
"use strict";

const DeckAnnotations = (() => {
  const PANE = "annotations";
  const ABOVE = "640";
  const HEAD_PX = 13;

  /**
   * Adds a scene's notes to its map.
   * @param {L.Map} map
   * @param {MapBlock} data
   */
  function add(map, { notes, point }) {
    const pane = map.createPane(PANE);
    pane.style.zIndex = ABOVE;
    pane.style.pointerEvents = "none";
    for (const note of notes) for (const layer of shapes(map, note)) layer.addTo(map);
    if (point) icon(at(point), "cross", "", [14, 14]).addTo(map);
  }

  /** @param {[number, number]} position */
  const at = ([lon, lat]) => L.latLng(lat, lon);

  /**
   * @param {L.Map} map
   * @param {MapNote} note
   * @returns {L.Layer[]}
   */
  function shapes(map, note) {
    const look = { pane: PANE, className: "annotation", weight: 2.2, fill: false, interactive: false };
    const words = (/** @type {L.LatLng} */ where, /** @type {string} */ side) =>
      note.words ? [icon(where, `annotation-words ${side}`, note.words, [0, 0])] : [];
    if (note.km) {
      const circle = L.circle(at(note.at), { ...look, radius: 1000 * note.km });
      // A circle knows its bounds on a map alone.
      const top = circle.addTo(map).getBounds().getNorth();
      return [circle, ...words(L.latLng(top, note.at[0]), "over")];
    }
    if (note.to) {
      const [tail, tip] = [at(note.at), at(note.to)];
      return [L.polyline([tail, tip], look), head(map, tail, tip), ...words(tail, tip.lat > tail.lat ? "under" : "over")];
    }
    return words(at(note.at), "beside");
  }

  /**
   * An arrow's head: its direction is the same at every zoom.
   * @param {L.Map} map
   * @param {L.LatLng} tail
   * @param {L.LatLng} tip
   */
  function head(map, tail, tip) {
    const way = map.project(tip, 8).subtract(map.project(tail, 8));
    const face = document.createElement("span");
    face.className = "annotation-head";
    face.style.rotate = `${Math.atan2(way.y, way.x)}rad`;
    return marker(tip, "", face, [HEAD_PX, HEAD_PX]);
  }

  /**
   * @param {L.LatLng} where
   * @param {string} look
   * @param {string} words
   * @param {[number, number]} size
   */
  function icon(where, look, words, size) {
    const face = document.createElement("span");
    face.textContent = words;
    return marker(where, look, face, size);
  }

  /**
   * @param {L.LatLng} where
   * @param {string} look
   * @param {HTMLElement} face
   * @param {[number, number]} size
   */
  const marker = (where, look, face, size) =>
    L.marker(where, {
      pane: PANE,
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: look, html: face, iconSize: size }),
    });

  return { add };
})();
