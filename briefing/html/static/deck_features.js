// The features of a scene's map as layers: lines, areas and marks, each of which opens what stands behind it.
"use strict";

/** @typedef {Record<string, Marker[]>} Shown The marks on a map, by layer. */

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
    const shown = {};
    for (const feature of data.features) {
      const [key, id] = feature;
      const each = (/** @type {L.Layer} */ layer) => {
        marks.press(layer).on("click", () => open(behind(data, id)));
        if (!(layer instanceof L.Marker)) return;
        shown[key] ??= [];
        shown[key].push(/** @type {Marker} */ (layer));
      };
      layer(marks, deck, feature, each).addTo(map);
    }
    return shown;
  }

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
    const shape = geometry(feature, deck);
    const drawn = L.geoJSON(/** @type {GeoJSON.Feature} */ ({ type: "Feature", id, geometry: shape, properties: numbers }), {
      pane: key,
      pointToLayer: (_, at) => named(point(marks, deck.look, key, numbers, at), deck.cards[id]?.title),
      style: () => style(marks, deck.look, key, numbers),
      onEachFeature: (_, part) => each(part),
    });
    if (deck.look.layers[key].ground !== "strokes" || !shape.type.endsWith("Polygon")) return drawn;
    const areas = drawn.getLayers().filter((part) => part instanceof L.Polygon);
    const fill = { pane: "fills", ...marks.fill(marks.line(deck.look, key, numbers)) };
    const filled = areas.map((area) => L.polygon(area.getLatLngs(), fill));
    return L.layerGroup([...filled, drawn]);
  }

  /**
   * @param {ReturnType<typeof Marks>} marks
   * @param {Looks} looks
   * @param {string} key
   * @param {Numbers} numbers
   * @param {L.LatLng} at
   */
  function point(marks, looks, key, numbers, at) {
    const look = looks.layers[key];
    if (look.marks === "names") {
      return L.marker(at, { pane: key, icon: marks.nameplate(numbers), keyboard: false, riseOnHover: true });
    }
    return L.marker(at, { pane: key, icon: marks.badge(key, look, numbers), alt: "", riseOnHover: true });
  }

  /**
   * Says beside how many a mark stands for what the feature is called that it is of.
   * @param {L.Marker} mark
   * @param {string | undefined} title
   */
  function named(mark, title) {
    const { icon } = mark.options;
    const face = icon instanceof L.DivIcon ? icon.options.html : undefined;
    if (title && face instanceof HTMLElement && face.title) face.setAttribute("aria-label", `${title}. ${face.title}`);
    return mark;
  }

  /**
   * @param {ReturnType<typeof Marks>} marks
   * @param {Looks} looks
   * @param {string} key
   * @param {Numbers} numbers
   * @returns {L.PathOptions}
   */
  function style(marks, looks, key, numbers) {
    const path = marks.path(looks, key, numbers);
    return looks.layers[key].ground === "depths" ? { ...path, interactive: true } : path;
  }

  return { add, behind };
})();
