// The features of a scene's map as layers: lines, areas and marks, each of which opens what stands behind it.
"use strict";

/** @typedef {{ incidents: Marker[], developments: Marker[], places: Marker[] }} Shown The marks on a map, by layer. */

const DeckFeatures = (() => {
  /**
   * The ids of all features that a mark stands for.
   * @param {MapBlock} data
   * @param {string} id
   */
  const behind = (data, id) => data.behind[id] || [id];

  /**
   * Adds a scene's features to its map.
   * @param {L.Map} map
   * @param {ReturnType<typeof Marks>} marks
   * @param {MapBlock} data
   * @param {DeckData} deck
   * @param {(ids: string[]) => void} open
   * @returns {Shown}
   */
  function add(map, marks, data, deck, open) {
    /** @type {Shown} */
    const shown = { incidents: [], developments: [], places: [] };
    for (const feature of data.features) {
      const [key, id] = feature;
      const each = (/** @type {L.Layer} */ layer) => {
        marks.press(layer).on("click", () => open(behind(data, id)));
        if (isMarked(key) && layer instanceof L.Marker) shown[key].push(/** @type {Marker} */ (layer));
      };
      layer(marks, deck, feature, each).addTo(map);
    }
    return shown;
  }

  /**
   * @param {string} key
   * @returns {key is keyof Shown}
   */
  const isMarked = (key) => key === "incidents" || key === "developments" || key === "places";

  /**
   * A feature's shape: a point comes as its coordinates; lines and areas are kept once for the deck.
   * @param {DeckFeature} feature
   * @param {DeckData} deck
   * @returns {GeoJSON.Geometry}
   */
  function geometry([, id, place], deck) {
    const shape = place || deck.shapes[id];
    if (Array.isArray(shape)) return { type: "Point", coordinates: shape };
    return "type" in shape ? shape : Geometry.unstepped(shape);
  }

  /**
   * @param {ReturnType<typeof Marks>} marks
   * @param {DeckData} deck
   * @param {DeckFeature} feature
   * @param {(layer: L.Layer) => void} each
   */
  function layer(marks, deck, feature, each) {
    const [key, id, , numbers] = feature;
    const look = deck.look.lines[numbers.state ?? "other"] || deck.look.lines.other;
    const shape = geometry(feature, deck);
    const drawn = L.geoJSON(/** @type {GeoJSON.Feature} */ ({ type: "Feature", id, geometry: shape, properties: numbers }), {
      pane: key,
      pointToLayer: (_, at) => point(marks, key, numbers, at),
      style: () => style(marks, deck, key, numbers, look),
      onEachFeature: (_, part) => each(part),
    });
    if (key !== "claims" || !shape.type.endsWith("Polygon")) return drawn;
    const areas = drawn.getLayers().filter((part) => part instanceof L.Polygon);
    const filled = areas.map((area) => L.polygon(area.getLatLngs(), { pane: "fills", ...marks.fill(look) }));
    return L.layerGroup([...filled, drawn]);
  }

  /**
   * @param {ReturnType<typeof Marks>} marks
   * @param {string} key
   * @param {Numbers} numbers
   * @param {L.LatLng} at
   */
  function point(marks, key, numbers, at) {
    if (key === "places") {
      return L.marker(at, { pane: key, icon: marks.nameplate(numbers.rank), keyboard: false, riseOnHover: true });
    }
    return L.marker(at, { pane: key, icon: marks.badge(key, numbers), alt: "", riseOnHover: true });
  }

  /**
   * @param {ReturnType<typeof Marks>} marks
   * @param {DeckData} deck
   * @param {string} key
   * @param {Numbers} numbers
   * @param {Look} look
   * @returns {L.PathOptions}
   */
  function style(marks, deck, key, numbers, look) {
    if (numbers.ring) return { pane: "rings", interactive: false, className: "ring", weight: 1.4, dashArray: "3 3" };
    if (key === "overlaps") return { ...marks.depth(deck.look.depths, numbers), interactive: true };
    return key === "limits" ? marks.limit(look, numbers) : marks.stroke(look, numbers.picked);
  }

  return { add, behind };
})();
